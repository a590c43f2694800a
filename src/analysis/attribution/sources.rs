//! Sources joined over an article: title and full name, then surname, then pronoun.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::known::KnownNames;
use super::listed::List;
use super::names::Naming;
use super::roles::role_noun;
use super::words::{Classes, words};
use crate::model::{Source, SourceKind};

/// So many of the sources named last may be meant by a pronoun.
const RECENT: usize = 200;

/// The sources found so far.
#[derive(Debug, Default)]
pub struct Sources {
    /// The sources, in order of first mention.
    pub list: Vec<Source>,
    /// What is known of each beside the model's fields.
    facts: Vec<Facts>,
    /// Every name that a source has had, by which it is found again.
    known: KnownNames,
    /// Nouns of the roles that sources have.
    roles: HashSet<String>,
    /// Indices by when they were mentioned last.
    recent: BTreeMap<usize, usize>,
    /// Grows with every mention.
    now: usize,
    /// Full names of people anywhere in the article, to complete surnames.
    people: People,
}

/// People named in full.
#[derive(Debug, Default)]
struct People {
    list: Vec<Naming>,
    known: KnownNames,
    /// Who has the longest name, by surname.
    longest: HashMap<String, usize>,
    /// For each noun of a role who has it, unless several do.
    holders: HashMap<String, Option<usize>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    /// When it was mentioned last.
    mentioned: usize,
    human: bool,
    gender: Option<Gender>,
    plural: bool,
    /// Whether a proper name is given.
    proper: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
}

impl Sources {
    /// Prepares with the full names of people that the article holds.
    pub fn with_people(people: Vec<Naming>) -> Self {
        Self {
            people: People::new(people),
            ..Self::default()
        }
    }

    /// The source that a naming refers to; a new one where none fits.
    pub fn resolve(&mut self, naming: &Naming) -> usize {
        let known;
        let naming = match self.holder(naming) {
            Some(person) => {
                known = person;
                &known
            }
            None => naming,
        };
        let index = self.matching(naming).unwrap_or_else(|| {
            self.list.push(Source {
                name: naming.name.clone(),
                role: None,
                kind: naming.kind,
                words_quoted: 0,
                words_paraphrased: 0,
                verbs: Vec::new(),
                sentences: Vec::new(),
                mentions: None,
            });
            self.facts.push(Facts::default());
            self.known.add(&naming.name, self.list.len() - 1);
            self.list.len() - 1
        });
        self.learn(index, naming);
        self.touch(index);
        index
    }

    /// The latest source that a pronoun may stand for.
    pub fn pronoun(&mut self, pronoun: &str) -> Option<usize> {
        let pronoun = pronoun.split('\'').next().unwrap_or(pronoun);
        let index = self.meant(pronoun)?;
        if let Some(gender) = gender_of_pronoun(pronoun) {
            self.facts[index].gender = Some(gender);
        }
        self.touch(index);
        Some(index)
    }

    /// The latest source that a bare pronoun may stand for.
    pub fn meant(&self, pronoun: &str) -> Option<usize> {
        let wanted = gender_of_pronoun(pronoun);
        let recent = self.recent.values().rev().take(RECENT);
        recent.copied().find(|index| {
            let facts = self.facts[*index];
            let kind = self.list[*index].kind;
            match pronoun {
                "it" | "its" => {
                    matches!(
                        kind,
                        SourceKind::Organisation | SourceKind::Outlet | SourceKind::Document
                    ) && !facts.plural
                }
                "they" | "their" => kind != SourceKind::Person && kind != SourceKind::Document,
                _ => {
                    facts.human
                        && !facts.plural
                        && facts.gender.is_none_or(|gender| Some(gender) == wanted)
                }
            }
        })
    }

    /// The source for a person who was mentioned, where the pronoun may stand for them.
    pub fn pronoun_for(&mut self, pronoun: &str, naming: &Naming) -> Option<usize> {
        let wanted = gender_of_pronoun(pronoun)?;
        let known = self
            .matching(naming)
            .and_then(|index| self.facts[index].gender)
            .or_else(|| gender_of(naming));
        if known.is_some_and(|gender| gender != wanted) {
            return None;
        }
        let index = self.resolve(naming);
        self.facts[index].gender = Some(wanted);
        Some(index)
    }

    fn touch(&mut self, index: usize) {
        self.now += 1;
        let before = std::mem::replace(&mut self.facts[index].mentioned, self.now);
        self.recent.remove(&before);
        self.recent.insert(self.now, index);
    }

    /// The source that a naming refers to, if there is one.
    pub fn matching(&self, naming: &Naming) -> Option<usize> {
        self.known.first(&naming.name, |index| {
            let source = &self.list[index];
            let same = source.name.eq_ignore_ascii_case(&naming.name);
            match (source.kind, naming.kind) {
                (SourceKind::Person, SourceKind::Person) => {
                    match (self.facts[index].proper, naming.proper) {
                        (true, true) => same_person(&source.name, &naming.name),
                        (false, false) => same || ends_alike(&source.name, &naming.name),
                        _ => false,
                    }
                }
                (SourceKind::Vague, SourceKind::Vague) => same,
                (SourceKind::Vague, _) | (_, SourceKind::Vague) => false,
                (SourceKind::Person, _) | (_, SourceKind::Person) => same,
                _ => {
                    same || ends_alike(&source.name, &naming.name)
                        || is_acronym(&source.name, &naming.name)
                }
            }
        })
    }

    /// The person who was introduced with the role that now stands alone:
    /// "Mayor Ingrid Vale … the mayor".
    fn holder(&self, naming: &Naming) -> Option<Naming> {
        if naming.proper || !naming.definite || naming.kind != SourceKind::Person {
            return None;
        }
        let noun = role_noun(&naming.name);
        let holds = |index: usize| {
            let role = self.list[index].role.as_deref();
            role.is_some_and(|role| role_noun(role) == noun)
        };
        let mut recent = self.recent.values().rev().copied();
        let is_held = self.roles.contains(&noun);
        let cited = is_held
            .then(|| recent.find(|index| self.facts[*index].proper && holds(*index)))
            .flatten();
        if let Some(index) = cited {
            return Some(Naming {
                name: self.list[index].name.clone(),
                kind: SourceKind::Person,
                proper: true,
                ..naming.clone()
            });
        }
        let holder = self.people.holders.get(&noun).copied().flatten()?;
        self.people.list.get(holder).cloned()
    }

    fn learn(&mut self, index: usize, naming: &Naming) {
        let facts = &mut self.facts[index];
        let source = &mut self.list[index];
        if facts.gender.is_none() {
            facts.gender = gender_of(naming);
        }
        if source.kind == SourceKind::Person && naming.proper {
            let full = self.people.fullest(naming);
            if words_in(&full.name) > words_in(&source.name) {
                source.name.clone_from(&full.name);
                self.known.add(&full.name, index);
            }
            if source.role.is_none() {
                source.role = naming.role.clone().or_else(|| full.role.clone());
                self.roles.extend(source.role.as_deref().map(role_noun));
            }
        } else if source.kind != SourceKind::Person
            && naming.name.len() > source.name.len()
            && naming.kind != SourceKind::Vague
        {
            source.name.clone_from(&naming.name);
            self.known.add(&naming.name, index);
        }
        facts.proper |= naming.proper;
        facts.human |= naming.human;
        facts.plural = !naming.proper
            && naming
                .name
                .split(' ')
                .next_back()
                .is_some_and(|last| last.ends_with('s') || matches!(last, "police" | "people"));
    }
}

impl People {
    fn new(list: Vec<Naming>) -> Self {
        let mut people = Self::default();
        for (index, person) in list.iter().enumerate() {
            people.known.add(&person.name, index);
            let longest = people.longest.entry(surname(&person.name)).or_insert(index);
            if words_in(&person.name) >= words_in(&list[*longest].name) {
                *longest = index;
            }
            if let Some(role) = &person.role {
                let holders = people.holders.entry(role_noun(role));
                holders.and_modify(|one| *one = None).or_insert(Some(index));
            }
        }
        people.list = list;
        people
    }

    /// The longest name that may be this person's, the one given among them.
    fn fullest<'n>(&'n self, naming: &'n Naming) -> &'n Naming {
        let is_bare = !naming.name.contains(' ');
        let longest = self.longest.get(&surname(&naming.name)).copied();
        let longest = longest.filter(|_| is_bare).into_iter();
        let alike = (!is_bare).then(|| self.known.people(&naming.name));
        longest
            .chain(alike.into_iter().flatten())
            .map(|index| &self.list[index])
            .filter(|person| same_person(&person.name, &naming.name))
            .chain(Some(naming))
            .max_by_key(|person| words_in(&person.name))
            .unwrap_or(naming)
    }
}

fn surname(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or(name);
    last.to_ascii_lowercase()
}

fn words_in(name: &str) -> usize {
    name.split(' ').count()
}

/// Whether two names can be one person's: same surname, and given names that do not differ.
fn same_person(one: &str, other: &str) -> bool {
    let mut one_words = one.split(' ');
    let mut other_words = other.split(' ');
    let (Some(one_last), Some(other_last)) = (one_words.next_back(), other_words.next_back())
    else {
        return false;
    };
    if !one_last.eq_ignore_ascii_case(other_last) {
        return false;
    }
    match (one_words.next(), other_words.next()) {
        (Some(one_first), Some(other_first)) => {
            one_first.eq_ignore_ascii_case(other_first)
                || (one_first.chars().next() == other_first.chars().next()
                    && (one_first.ends_with('.') || other_first.ends_with('.')))
        }
        _ => true,
    }
}

/// "the rail authority" and then "the authority".
fn ends_alike(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() > other.len() {
        (one, other)
    } else {
        (other, one)
    };
    long.len() > short.len()
        && (short.chars().next().is_some_and(char::is_lowercase) || is_body_word(short))
        && long
            .get(long.len() - short.len() - 1..)
            .is_some_and(|end| end.starts_with(' ') && end[1..].eq_ignore_ascii_case(short))
}

/// "the Institute", "the Union": a body's noun that stands for its name.
fn is_body_word(word: &str) -> bool {
    words()
        .of(&word.to_lowercase())
        .classes
        .any(Classes::NAME_ORGANISATION)
}

/// "Alder Valley Council" and then "AVC".
fn is_acronym(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() > other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.len() >= 2
        && short.chars().all(char::is_uppercase)
        && long
            .split(' ')
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase())
            .eq(short.chars())
}

fn gender_of_pronoun(pronoun: &str) -> Option<Gender> {
    match pronoun.split('\'').next() {
        Some("he" | "his") => Some(Gender::Male),
        Some("she" | "her") => Some(Gender::Female),
        _ => None,
    }
}

/// What a person's role or given name shows.
fn gender_of(naming: &Naming) -> Option<Gender> {
    let by_role = naming.role.as_deref().and_then(gender_of_role);
    by_role.or_else(|| {
        let (given, _) = naming.name.split_once(' ')?;
        let given = given.to_lowercase();
        if List::Female.has(&given) {
            Some(Gender::Female)
        } else if List::Male.has(&given) {
            Some(Gender::Male)
        } else {
            None
        }
    })
}

fn gender_of_role(role: &str) -> Option<Gender> {
    let role = role.to_lowercase();
    let has = |words: &[&str]| {
        role.split(' ')
            .any(|word| words.contains(&word.trim_end_matches('.')))
    };
    if has(&[
        "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "sister", "wife", "mother",
    ]) || role.ends_with("woman")
    {
        Some(Gender::Female)
    } else if has(&["mr", "sir", "lord", "king", "prince", "father", "husband"])
        || role.ends_with("sman")
    {
        Some(Gender::Male)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Naming {
        Naming {
            name: name.to_owned(),
            role: None,
            kind: SourceKind::Person,
            proper: true,
            human: true,
            definite: false,
        }
    }

    #[test]
    fn a_surname_joins_the_full_name() {
        let mut sources = Sources::default();
        let full = sources.resolve(&person("Ines Mora"));
        assert_eq!(sources.resolve(&person("Mora")), full);
        assert_ne!(sources.resolve(&person("Pau Mora")), full);
    }

    #[test]
    fn a_pronoun_takes_the_latest_fitting_person() {
        let mut sources = Sources::default();
        let first = sources.resolve(&person("Ines Mora"));
        assert_eq!(sources.pronoun("she"), Some(first));
        let second = sources.resolve(&person("Tor Lund"));
        assert_eq!(sources.pronoun("he"), Some(second));
        assert_eq!(sources.pronoun("she"), Some(first));
    }
}
