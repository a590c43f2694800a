//! Roles beside names: before them, after them, and alone.

use std::ops::Range;

use super::names::Naming;
use super::phrase::Agent;
use super::tagging::Tagged;
use super::words::Classes;
use crate::model::SourceKind;
use crate::text::TokenKind;

/// Endings of nouns for what people do.
const DOERS: [&str; 10] = [
    "er", "or", "ist", "man", "woman", "ian", "eer", "ant", "keeper", "holder",
];

impl Tagged<'_, '_> {
    /// Where the name begins in a run of capitals that may open with a title or role.
    pub fn name_start(&self, run: &Range<usize>) -> usize {
        let (start, end) = (run.start, run.end);
        let title = (start..end.saturating_sub(1))
            .rev()
            .find(|index| self.at(*index).classes.any(Classes::TITLE));
        if let Some(title) = title {
            let mut next = title + 1;
            while next + 1 < end && self.at(next).mark {
                next += 1;
            }
            return if next < end { next } else { start };
        }
        // "Stallholder Omar Aziz": a noun that has its capital from the sentence's start.
        let last = self.at(end.saturating_sub(1)).classes;
        if end - start < 3
            || self.at(start + 1).mark
            || self.at(start).classes.any(Classes::GIVEN)
            || last.any(Classes::NAME_ORGANISATION.with(Classes::NAME_PLACE))
        {
            return start;
        }
        let word = self.normal(start);
        let doer = word.len() > 4 && DOERS.iter().any(|ending| word.ends_with(ending));
        let noun = self.at(start).classes.any(Classes::PERSON)
            || self.book.is_small(word)
            || (doer && self.at(start + 1).classes.any(Classes::GIVEN))
            || (doer && self.begins_sentence(start));
        if noun { start + 1 } else { start }
    }

    fn begins_sentence(&self, at: usize) -> bool {
        at == 0 || matches!(self.normal(at - 1), "." | "!" | "?" | "“" | "\"" | "”")
    }

    /// The name in apposition to a role: "the director, Paul Storm, said".
    pub fn apposition(&self, role: &Range<usize>) -> Option<Naming> {
        if !self.is(role.end, ",") {
            return None;
        }
        let limit = self.parsed.tokens.len();
        let phrase = self.phrase_after(role.end + 1, limit)?;
        let closed = phrase.end >= limit || self.at(phrase.end).mark;
        if !closed || self.agent(&phrase)? != Agent::Named {
            return None;
        }
        let named = self.naming(&phrase, Agent::Named)?;
        let fits = named.kind == SourceKind::Person
            && named.name.contains(' ')
            && !self.at(phrase.end - 1).possessive;
        fits.then(|| Naming {
            role: Some(self.text_of(&self.without_determiner(role.clone()))),
            ..named
        })
    }

    /// The role that follows a name: "Hanne Borg, curator of the museum, said".
    pub(super) fn role_after(&self, name_end: usize) -> Option<String> {
        if !self.is(name_end, ",") {
            return None;
        }
        let limit = self.parsed.tokens.len();
        let mut start = name_end + 1;
        let token = self.parsed.tokens.as_slice().get(start)?;
        if token.kind == TokenKind::Number && self.is(start + 1, ",") {
            start += 2;
        }
        let phrase = self.phrase_after(start, limit)?;
        let head = self.head_part(&phrase);
        let noun = self.at(head.end - 1);
        let closed = phrase.end >= limit || self.at(phrase.end).mark;
        (closed && !noun.name && noun.classes.any(Classes::PERSON.with(Classes::TITLE)))
            .then(|| self.text_of(&self.without_determiner(phrase)))
    }

    /// A role without a name: "the mayor", "the President".
    pub(super) fn bare_role(&self, phrase: &Range<usize>) -> Option<Naming> {
        let head = self.head_part(phrase);
        let noun = self.at(head.end.checked_sub(1)?);
        let role = Classes::TITLE.with(Classes::PERSON);
        let names = head.clone().filter(|at| self.at(*at).name);
        let only_role = noun.name
            && noun.classes.any(role)
            && !noun.classes.any(Classes::GIVEN)
            && names.clone().all(|at| self.at(at).classes.any(role.with(Classes::OF_PLACE)));
        let definite = matches!(self.normal(phrase.start), "the");
        (only_role && definite).then(|| Naming {
            name: self.text_of(&self.without_determiner(phrase.clone())),
            role: None,
            kind: SourceKind::Person,
            proper: false,
            human: true,
            definite,
        })
    }
}

/// The noun of a role: "mayor" of "mayor of Holm" and of "Deputy Mayor".
pub(super) fn role_noun(role: &str) -> String {
    let head = [" of ", " for ", " at ", " in ", " from "]
        .iter()
        .filter_map(|preposition| role.find(preposition))
        .min()
        .map_or(role, |at| &role[..at]);
    head.rsplit(' ').next().unwrap_or(head).to_lowercase()
}
