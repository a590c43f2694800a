//! Names of several articles: whose they are.

use std::collections::{BTreeMap, HashMap};

use super::book::words_of;
use crate::model::{EntityKind, Known};

/// A name in one article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    pub article: usize,
    pub known: &'a Known,
}

/// Names that are one's.
#[derive(Clone, Debug, Default)]
pub(super) struct Cluster {
    /// Indices of the names, in order.
    pub members: Vec<usize>,
    /// Whether it is a bare surname that several people have.
    pub which: bool,
}

/// What is compared of a name.
struct Key {
    words: Vec<String>,
    person: bool,
    /// Whether the kind is certain.
    sure: bool,
    is_woman: Option<bool>,
    /// Its letters, where it is written in capitals only: "AVC", "C.I.A.".
    acronym: Option<String>,
    initials: String,
}

impl Key {
    fn of(name: &Known) -> Self {
        let mut words = words_of(&name.name);
        if words.len() > 1 && words[0] == "the" {
            words.remove(0);
        }
        let person = name.kind == EntityKind::Person;
        let letters: String = name
            .name
            .chars()
            .filter(|it| it.is_alphanumeric())
            .collect();
        let short = (2..=6).contains(&letters.len()) && !name.name.contains(' ');
        let capitals = short && letters.chars().all(char::is_uppercase);
        let initials = name
            .name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase());
        Self {
            initials: initials.collect(),
            acronym: capitals.then_some(letters),
            words: if person { person_words(words) } else { words },
            person,
            sure: name.sure,
            is_woman: name.is_woman,
        }
    }

    fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    fn exact(&self) -> String {
        match &self.acronym {
            Some(letters) => letters.to_lowercase(),
            None => self.words.join(" "),
        }
    }

    /// Whether nothing shows that two are a man and a woman.
    fn may_be(&self, other: &Self) -> bool {
        self.is_woman
            .zip(other.is_woman)
            .is_none_or(|(one, two)| one == two)
    }
}

/// Without initials, nicknames and generations; "Kim Jong-un" is three words.
fn person_words(words: Vec<String>) -> Vec<String> {
    const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];
    let short: Vec<String> = words
        .iter()
        .flat_map(|word| word.split('-'))
        .filter(|word| word.chars().count() > 1 && !GENERATIONS.contains(word))
        .map(str::to_owned)
        .collect();
    if short.is_empty() { words } else { short }
}

/// Joins the names of all articles; clusters in the order of their first members.
///
/// People are told apart by first and last name: a bare surname joins the only full name that
/// has it, and several full names never join each other.
pub(super) fn clusters(names: &[Name<'_>]) -> Vec<Cluster> {
    let keys: Vec<Key> = names.iter().map(|name| Key::of(name.known)).collect();
    let mut groups = Groups::new(names.len());
    groups.join_alike(&keys);
    groups.join_acronyms(&keys);
    groups.join_fuller(&keys);
    let which = groups.join_bare(&keys, names);
    groups.clusters(&which)
}

/// Which names are together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }

    /// The same words; people by first and last name, bare surnames not yet.
    fn join_alike(&mut self, keys: &[Key]) {
        let mut seen: HashMap<(bool, String), Vec<usize>> = HashMap::new();
        for (at, key) in keys.iter().enumerate() {
            if key.person && !key.is_full() {
                continue;
            }
            let words = if key.person {
                format!("{} {}", key.first(), key.last())
            } else {
                key.exact()
            };
            let seen = seen.entry((key.person, words)).or_default();
            if let Some(one) = seen.iter().find(|one| keys[**one].may_be(key)) {
                self.join(*one, at);
            }
            seen.push(at);
        }
        // What one article takes for somebody and another for a body, of two words and more.
        let mut whole: HashMap<String, usize> = HashMap::new();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| key.is_full()) {
            let one = *whole.entry(key.words.join(" ")).or_insert(at);
            if !(keys[one].sure && key.sure) || keys[one].person == key.person {
                self.join(one, at);
            }
        }
    }

    /// "AVC" and the only body with these initials.
    fn join_acronyms(&mut self, keys: &[Key]) {
        let mut long: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            if !key.person && key.is_full() && key.initials.len() > 1 {
                long.entry(&key.initials).or_default().push(at);
            }
        }
        for (at, key) in keys.iter().enumerate() {
            let fitting = key.acronym.as_deref().and_then(|letters| long.get(letters));
            let Some((first, rest)) = fitting.and_then(|all| all.split_first()) else {
                continue;
            };
            let first_root = self.root(*first);
            if rest.iter().all(|other| self.root(*other) == first_root) {
                self.join(*first, at);
            }
        }
    }

    /// "Moon Jae" where another article has "Moon Jae-in", and the only one so called.
    fn join_fuller(&mut self, keys: &[Key]) {
        let full: Vec<usize> = (0..keys.len())
            .filter(|at| keys[*at].person && keys[*at].words.len() > 2)
            .collect();
        for (at, key) in keys.iter().enumerate() {
            if !key.person || key.words.len() != 2 {
                continue;
            }
            let fits = |other: &&usize| keys[**other].words.starts_with(&key.words);
            let mut fuller: Vec<usize> =
                full.iter().filter(fits).map(|it| self.root(*it)).collect();
            fuller.sort_unstable();
            fuller.dedup();
            if let [one] = fuller[..] {
                self.join(one, at);
            }
        }
    }

    /// Bare surnames: with the only full name that fits, otherwise with each other where nobody
    /// is named in full. Returns those that several people have.
    fn join_bare(&mut self, keys: &[Key], names: &[Name<'_>]) -> Vec<usize> {
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, key) in keys.iter().enumerate() {
            if key.person && key.is_full() {
                by_word.entry(key.last()).or_default().push(at);
                by_word.entry(key.first()).or_default().push(at);
            }
        }
        let mut bare: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut which = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            // A surname that was taken for a body.
            if key.is_full() || !(key.person || !key.sure && key.acronym.is_none()) {
                continue;
            }
            let word = key.first();
            let all = by_word.get(word).map_or(&[][..], Vec::as_slice);
            let with = |last: bool| {
                let fits = all.iter().copied().filter(|other| {
                    let other = &keys[*other];
                    key.may_be(other)
                        && if last {
                            other.last() == word
                        } else {
                            other.first() == word
                        }
                });
                let mut roots: Vec<usize> = fits.map(|other| self.root(other)).collect();
                roots.sort_unstable();
                roots.dedup();
                roots
            };
            let (by_last, by_first) = (with(true), with(false));
            match (&by_last[..], &by_first[..]) {
                ([one], _) | ([], [one]) => self.join(*one, at),
                ([], []) => {
                    let alike = bare.entry(word).or_default();
                    let one = alike.iter().copied().find(|one| {
                        keys[*one].may_be(key)
                            && (keys[*one].person == key.person
                                || names[*one].article != names[at].article)
                    });
                    if let Some(one) = one {
                        self.join(one, at);
                    }
                    alike.push(at);
                }
                _ if key.person => which.push(at),
                _ => {}
            }
        }
        which
    }

    fn clusters(&self, which: &[usize]) -> Vec<Cluster> {
        let mut all: BTreeMap<usize, Cluster> = BTreeMap::new();
        for at in 0..self.0.len() {
            let cluster = all.entry(self.root(at)).or_default();
            cluster.members.push(at);
            cluster.which |= which.contains(&at);
        }
        all.into_values().collect()
    }
}

/// The fullest of the names, without shouting where one is written small.
pub(super) fn fullest<'a>(names: impl Iterator<Item = &'a str>) -> &'a str {
    let mut best = "";
    let worth = |name: &str| {
        let shouted = !name.chars().any(char::is_lowercase);
        (words_of(name).len(), !shouted)
    };
    for name in names {
        if best.is_empty() || worth(name) > worth(best) {
            best = name;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str, kind: EntityKind) -> Known {
        Known {
            name: name.to_owned(),
            kind,
            sure: true,
            is_woman: None,
        }
    }

    /// Joins names, each in an article of its own.
    fn joined(names: &[&str], kind: EntityKind) -> Vec<Vec<usize>> {
        let known: Vec<_> = names.iter().map(|name| known(name, kind)).collect();
        let names: Vec<_> = known
            .iter()
            .enumerate()
            .map(|(article, known)| Name { article, known })
            .collect();
        clusters(&names)
            .into_iter()
            .map(|cluster| cluster.members)
            .collect()
    }

    fn people(names: &[&str]) -> Vec<Vec<usize>> {
        joined(names, EntityKind::Person)
    }

    #[test]
    fn a_surname_joins_the_one_full_name_that_fits() {
        assert_eq!(
            people(&["Okafor", "Lena Okafor", "Lena T. Okafor"]),
            [[0, 1, 2]]
        );
        assert_eq!(people(&["Moon Jae-in", "Moon", "Moon Jae"]), [[0, 1, 2]]);
    }

    #[test]
    fn a_surname_of_two_people_joins_neither() {
        let found = people(&["Lena Okafor", "Okafor", "Tom Okafor", "Okafor"]);
        assert_eq!(found, [[0], [1], [2], [3]]);
    }

    #[test]
    fn bodies_join_by_their_whole_name_and_initials_only() {
        let body = |names: &[&str]| joined(names, EntityKind::Organisation);
        assert_eq!(body(&["the Harbour Board", "HARBOUR BOARD"]), [[0, 1]]);
        assert_eq!(body(&["Harbour Union", "Union"]), [[0], [1]]);
        assert_eq!(
            body(&["A.V.C.", "Alder Valley Council", "AVC"]),
            [[0, 1, 2]]
        );
        assert_eq!(
            body(&["AVC", "Alder Valley Council", "Arne Vik Company"]),
            [[0], [1], [2]]
        );
    }

    #[test]
    fn a_man_and_a_woman_of_one_surname_are_two() {
        let mut one = known("Brask", EntityKind::Person);
        let mut other = one.clone();
        (one.is_woman, other.is_woman) = (Some(true), Some(false));
        let names = [&one, &other].map(|known| Name { article: 0, known });
        assert_eq!(clusters(&names).len(), 2);
    }
}
