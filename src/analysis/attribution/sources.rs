//! The sources of an article: one for each identity that is cited, and one for each unnamed
//! body, document or crowd; and which of them a pronoun means.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::names::Naming;
use super::roles::role_noun;
use crate::analysis::identity::{
    Gender, Identities, KnownNames, ends_alike, gender_of, is_acronym,
};
use crate::model::{EntityKind, Source, SourceKind};
use crate::text::Span;

/// So many of the sources named last may be meant by a pronoun.
const RECENT: usize = 200;

/// The sources found so far.
#[derive(Debug, Default)]
pub struct Sources {
    /// The sources, in order of first mention.
    pub list: Vec<Source>,
    /// Everybody and everything with a name in the article.
    pub identities: Identities,
    /// What is known of each source beside the model's fields.
    facts: Vec<Facts>,
    /// The source of each identity that is cited.
    by_identity: HashMap<usize, usize>,
    /// Every name that a source has had, by which an unnamed one is found again.
    known: KnownNames,
    /// Nouns of the roles that sources have.
    roles: HashSet<String>,
    /// Indices by when they were mentioned last.
    recent: BTreeMap<usize, usize>,
    /// Grows with every mention.
    now: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    /// When it was mentioned last.
    mentioned: usize,
    human: bool,
    gender: Option<Gender>,
    plural: bool,
    /// Who it is, where a proper name is given.
    identity: Option<usize>,
}

impl Sources {
    /// Prepares with everybody who is named in the article.
    pub fn of(identities: Identities) -> Self {
        Self {
            identities,
            ..Self::default()
        }
    }

    /// Which identity each source is; `None` for those without a proper name.
    pub fn cited(&self) -> Vec<Option<usize>> {
        self.facts.iter().map(|facts| facts.identity).collect()
    }

    /// The source that a naming refers to; a new one where none fits. `place`: the words that
    /// name it.
    pub fn resolve(&mut self, naming: &Naming, place: Option<Span>) -> usize {
        let known;
        let (naming, place) = match self.holder(naming) {
            Some(person) => {
                known = person;
                (&known, None)
            }
            None => (naming, place),
        };
        let index = if naming.proper {
            let identity = self.identities.resolve(naming, place);
            let index = self.by_identity.get(&identity).copied();
            let index = index.unwrap_or_else(|| self.add(naming));
            self.by_identity.insert(identity, index);
            self.facts[index].identity = Some(identity);
            self.take_name(index, identity, naming);
            index
        } else {
            self.unnamed(naming).unwrap_or_else(|| self.add(naming))
        };
        self.learn(index, naming);
        self.touch(index);
        index
    }

    fn add(&mut self, naming: &Naming) -> usize {
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
    }

    /// Gives a source the name, role and kind of its identity.
    fn take_name(&mut self, index: usize, identity: usize, naming: &Naming) {
        let Some(identity) = self.identities.list().get(identity) else {
            return;
        };
        let source = &mut self.list[index];
        source.name.clone_from(&identity.name);
        source.kind = match (identity.kind, source.kind) {
            (_, SourceKind::Outlet) => SourceKind::Outlet,
            (EntityKind::Person, _) => SourceKind::Person,
            (_, SourceKind::Person) => SourceKind::Organisation,
            (_, kind) => kind,
        };
        if source.role.is_none() && source.kind == SourceKind::Person {
            source.role = naming.role.clone().or_else(|| identity.role.clone());
            self.roles.extend(source.role.as_deref().map(role_noun));
        }
        let facts = &mut self.facts[index];
        facts.gender = facts.gender.or(identity.gender);
        self.known.add(&source.name, index);
    }

    /// The latest source that a pronoun may stand for.
    pub fn pronoun(&mut self, pronoun: &str) -> Option<usize> {
        let pronoun = pronoun.split('\'').next().unwrap_or(pronoun);
        let index = self.meant(pronoun)?;
        if let Some(gender) = Gender::of_pronoun(pronoun) {
            self.facts[index].gender = Some(gender);
        }
        self.touch(index);
        Some(index)
    }

    /// The latest source that a bare pronoun may stand for.
    pub fn meant(&self, pronoun: &str) -> Option<usize> {
        let wanted = Gender::of_pronoun(pronoun);
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
        let wanted = Gender::of_pronoun(pronoun)?;
        let known = self
            .matching(naming)
            .and_then(|index| self.facts[index].gender)
            .or_else(|| gender_of(naming));
        if known.is_some_and(|gender| gender != wanted) {
            return None;
        }
        let index = self.resolve(naming, None);
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
        if naming.proper {
            let identity = self.identities.find(naming)?;
            self.by_identity.get(&identity).copied()
        } else {
            self.unnamed(naming)
        }
    }

    /// The source that a noun phrase without a name means: "the authority" after "the rail
    /// authority".
    fn unnamed(&self, naming: &Naming) -> Option<usize> {
        self.known.first(&naming.name, |index| {
            let source = &self.list[index];
            let same = source.name.eq_ignore_ascii_case(&naming.name);
            let alike = same || ends_alike(&source.name, &naming.name);
            match (source.kind, naming.kind) {
                (SourceKind::Person, SourceKind::Person) => {
                    alike && self.facts[index].identity.is_none()
                }
                (SourceKind::Vague, SourceKind::Vague) => same,
                (SourceKind::Vague, _) | (_, SourceKind::Vague) => false,
                (SourceKind::Person, _) | (_, SourceKind::Person) => same,
                _ => alike || is_acronym(&source.name, &naming.name),
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
        let cited = self
            .roles
            .contains(&noun)
            .then(|| recent.find(|index| self.facts[*index].identity.is_some() && holds(*index)))
            .flatten();
        let (name, role) = if let Some(index) = cited {
            (self.list[index].name.clone(), naming.role.clone())
        } else {
            let identity = self.identities.holder(&noun)?;
            (identity.name.clone(), identity.role.clone())
        };
        Some(Naming {
            name,
            role,
            proper: true,
            ..naming.clone()
        })
    }

    fn learn(&mut self, index: usize, naming: &Naming) {
        let facts = &mut self.facts[index];
        let source = &mut self.list[index];
        if facts.gender.is_none() {
            facts.gender = gender_of(naming);
        }
        let fuller = facts.identity.is_none()
            && source.kind != SourceKind::Person
            && naming.kind != SourceKind::Vague
            && naming.name.len() > source.name.len();
        if fuller {
            source.name.clone_from(&naming.name);
            self.known.add(&naming.name, index);
        }
        facts.human |= naming.human;
        let last = naming.name.split(' ').next_back();
        facts.plural = !naming.proper
            && last.is_some_and(|last| last.ends_with('s') || matches!(last, "police" | "people"));
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
        let full = sources.resolve(&person("Ines Mora"), None);
        assert_eq!(sources.resolve(&person("Mora"), None), full);
        assert_ne!(sources.resolve(&person("Pau Mora"), None), full);
    }

    #[test]
    fn a_pronoun_takes_the_latest_fitting_person() {
        let mut sources = Sources::default();
        let first = sources.resolve(&person("Ines Mora"), None);
        assert_eq!(sources.pronoun("she"), Some(first));
        let second = sources.resolve(&person("Tor Lund"), None);
        assert_eq!(sources.pronoun("he"), Some(second));
        assert_eq!(sources.pronoun("she"), Some(first));
    }
}
