//! Finds the names that could mean the same as another one, without looking at all of them.

use std::collections::{BTreeSet, HashMap};

/// Names by everything by which another name may mean them: their words, their endings, their
/// surname with a given name or its first letter, their initials.
///
/// It proposes, and whoever asks decides: a name that is listed need not fit, but one that
/// fits is listed.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    by_key: HashMap<String, BTreeSet<usize>>,
}

impl KnownNames {
    /// Notes a name; a thing may have several.
    pub fn add(&mut self, name: &str, index: usize) {
        let mut keys = vec![whole(name), initials_of(name)];
        keys.extend(endings(name).map(ending));
        if let Some(person) = Person::of(name) {
            keys.extend([person.exact(), person.by_initial(false)]);
            keys.extend(person.is_dotted().then(|| person.by_initial(true)));
        }
        for key in keys {
            self.by_key.entry(key).or_default().insert(index);
        }
    }

    /// The first that `fits` of those whose name could mean the same as this one.
    pub fn first(&self, name: &str, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let keys = Self::keys_of(name);
        let lists = keys.iter().filter_map(|key| self.by_key.get(key));
        lists
            .filter_map(|list| list.iter().copied().find(|index| fits(*index)))
            .min()
    }

    /// Those whose name could mean the same, in order; of many the first `most` of each kind.
    pub fn like(&self, name: &str, most: usize) -> BTreeSet<usize> {
        let keys = Self::keys_of(name);
        let lists = keys.iter().filter_map(|key| self.by_key.get(key));
        lists
            .flat_map(|list| list.iter().copied().take(most))
            .collect()
    }

    /// By what the names are found that could mean the same as this one.
    fn keys_of(name: &str) -> Vec<String> {
        let mut keys = vec![ending(name), format!("@{name}")];
        keys.push(whole(&initials_of(name)[1..]));
        keys.extend(endings(name).skip(1).map(whole));
        keys.extend(Self::people_like(name));
        keys
    }

    fn people_like(name: &str) -> impl Iterator<Item = String> {
        let person = Person::of(name);
        let keys = person.map(|person| [person.exact(), person.by_initial(!person.is_dotted())]);
        keys.into_iter().flatten()
    }
}

/// The given and the last of a person's names.
struct Person<'n> {
    first: &'n str,
    last: &'n str,
}

impl<'n> Person<'n> {
    fn of(name: &'n str) -> Option<Self> {
        let mut words = name.split(' ');
        let last = words.next_back()?;
        words.next().map(|first| Self { first, last })
    }

    fn exact(&self) -> String {
        format!("{}|{}", self.first, self.last).to_ascii_lowercase()
    }

    /// "I. Mora" may be any name that begins so, and any such name may be "I. Mora".
    fn by_initial(&self, dotted: bool) -> String {
        let initial = self.first.chars().next().unwrap_or(' ');
        let sign = if dotted { '.' } else { '^' };
        format!("{initial}{sign}{}", self.last).to_ascii_lowercase()
    }

    fn is_dotted(&self) -> bool {
        self.first.ends_with('.')
    }
}

fn whole(name: &str) -> String {
    format!("={}", name.to_ascii_lowercase())
}

fn ending(words: &str) -> String {
    format!("~{}", words.to_ascii_lowercase())
}

/// A name from each of its words on, the whole first.
fn endings(name: &str) -> impl Iterator<Item = &str> {
    let starts = name.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).map(|at| &name[at..])
}

/// The capitals at the front of a name's words: "@AVC" for "Alder Valley Council".
fn initials_of(name: &str) -> String {
    let letters = name.split(' ').filter_map(|word| word.chars().next());
    let capitals = letters.filter(|letter| letter.is_uppercase());
    std::iter::once('@').chain(capitals).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], name: &str) -> Vec<usize> {
        let mut known = KnownNames::default();
        for (index, name) in names.iter().enumerate() {
            known.add(name, index);
        }
        (0..names.len())
            .filter(|wanted| known.first(name, |index| index == *wanted).is_some())
            .collect()
    }

    #[test]
    fn a_name_is_found_by_every_form_of_it() {
        let names = [
            "Ines Mora",
            "Mora",
            "I. Mora",
            "Pau Mora",
            "Ida Mora",
            "Ines Lund",
            "the Mora",
        ];
        assert_eq!(found(&names, "Mora"), [0, 1, 2, 3, 4, 6]);
        assert_eq!(found(&names, "Ines Mora"), [0, 1, 2]);
        assert_eq!(found(&names, "i. mora"), [0, 1, 2, 4]);
    }

    #[test]
    fn bodies_are_found_by_their_endings_and_initials() {
        let names = ["Alder Valley Council", "the rail authority", "AVC"];
        assert_eq!(found(&names, "AVC"), [0, 2]);
        assert_eq!(found(&names, "Council"), [0]);
        assert_eq!(found(&names, "Alder Valley Council"), [0, 2]);
        assert_eq!(found(&names, "authority"), [1]);
        assert_eq!(found(&names, "state rail authority"), [0; 0]);
    }
}
