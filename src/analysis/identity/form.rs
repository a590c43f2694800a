//! The forms of names, and in which order they are read.

use std::collections::HashSet;

use super::reading::Naming;
use super::same::{bare, ends_alike, is_acronym, same_person};
use super::{Gender, Identity};
use crate::analysis::attribution::tagging::Tagged;
use crate::model::EntityKind;
use crate::text::TokenKind;

/// A name as one place has it.
pub(super) struct Form<'n> {
    pub name: &'n str,
    pub kind: EntityKind,
    pub sure: bool,
    pub gender: Option<Gender>,
}

impl Form<'_> {
    /// Whether this form can mean an identity.
    pub fn fits(&self, identity: &Identity) -> bool {
        let name = bare(&identity.name);
        let same = name.eq_ignore_ascii_case(self.name);
        let lone = !self.name.contains(' ');
        let person = identity.kind == EntityKind::Person;
        let apart = identity
            .gender
            .zip(self.gender)
            .is_some_and(|(one, other)| one != other);
        match (person, self.kind == EntityKind::Person) {
            (true, true) => !apart && same_person(name, self.name),
            // A surname that was taken for a body or a place.
            (true, false) => same || (lone && !self.sure && same_person(name, self.name)),
            // Somebody who was named by the surname alone before, and taken for a body.
            (false, true) => {
                same || (!identity.sure && !name.contains(' ') && same_person(name, self.name))
            }
            (false, false) => same || ends_alike(name, self.name) || is_acronym(name, self.name),
        }
    }
}

/// In which order names are read: full ones first, then those with a title, then lone ones
/// inside a sentence, then those that open one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    Full,
    Titled,
    Inside,
    Opening,
}

impl Pass {
    pub const ALL: [Self; 4] = [Self::Full, Self::Titled, Self::Inside, Self::Opening];

    pub fn of(naming: &Naming) -> Self {
        if bare(&naming.name).contains(' ') {
            Self::Full
        } else if naming.gender.is_some() {
            Self::Titled
        } else if naming.initial {
            Self::Opening
        } else {
            Self::Inside
        }
    }
}

/// Words that the article also writes small: a lone capital of one of them is no name.
pub(super) fn plain_words(tagged: &Tagged<'_, '_>) -> HashSet<String> {
    let tokens = &tagged.parsed.tokens;
    tokens
        .as_slice()
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == TokenKind::Word && !token.capital)
        .map(|(index, _)| tokens.normal(index).to_owned())
        .collect()
}
