//! Roles beside names: before them, after them, and alone.

use std::ops::Range;

use super::listed::List;
use super::names::Naming;
use super::phrase::Agent;
use super::tagging::Tagged;
use super::words::Classes;
use crate::model::SourceKind;
use crate::text::TokenKind;

impl Tagged<'_, '_> {
    /// Where the name begins in a run of capitals that may open with a title or role.
    pub fn name_start(&self, run: &Range<usize>) -> usize {
        let (start, end) = (run.start, run.end);
        let title = (start..end.saturating_sub(1)).rev().find(|index| {
            // "the Nurses' Alliance" is no Alliance who is a nurse.
            self.at(*index).classes.any(Classes::TITLE)
                && !matches!(self.normal(index + 1), "'" | "’")
                && !self.at(*index).possessive
        });
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
            || (start..end).any(|index| !self.at(index).name)
            || self.at(start).classes.any(Classes::NAME_ORGANISATION)
            || self.at(start).classes.any(Classes::GIVEN)
            || last.any(Classes::NAME_ORGANISATION.with(Classes::NAME_PLACE))
        {
            return start;
        }
        let word = self.normal(start);
        let doer = word.len() > 4 && List::Doer.words().any(|ending| word.ends_with(ending));
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
        let person = self.agent(role) == Some(Agent::Person) || self.is_capital_role(role);
        let titled = self.at(phrase.start).classes.any(Classes::TITLE);
        let fits = if person {
            named.kind == SourceKind::Person && (named.name.contains(' ') || titled)
        } else {
            // "The manufacturer, Nordlin, denied".
            named.kind == SourceKind::Organisation
        };
        (fits && !self.at(phrase.end - 1).possessive).then(|| Naming {
            role: person.then(|| self.text_of(&self.without_determiner(role.clone()))),
            ..named
        })
    }

    /// "Chief of staff Tor Lund", "Minister for Health Ines Mora": the name behind a role
    /// that goes on over a preposition.
    pub(super) fn behind_role(&self, phrase: &Range<usize>, head: &Range<usize>) -> Option<Naming> {
        let role_head = self.at(head.end.checked_sub(1)?);
        let role = role_head.classes.any(Classes::PERSON.with(Classes::TITLE))
            || self.is(head.end - 1, "member");
        if !role || head.end + 2 >= phrase.end {
            return None;
        }
        let run = (head.end + 1..phrase.end)
            .rev()
            .take_while(|at| self.at(*at).name && !self.at(*at).possessive)
            .last()?;
        let before = self.at(run - 1);
        let body = Classes::ORGANISATION.with(Classes::NAME_ORGANISATION);
        let name = if before
            .classes
            .any(Classes::PREPOSITION.with(Classes::DETERMINER))
        {
            // "of Varde Springs" is a place; only behind what it is of there may be a name.
            let given = self.at(run + 1).classes.any(Classes::GIVEN)
                && !self.at(run).classes.any(Classes::TITLE);
            (given || self.at(run).classes.any(body)).then_some(run + 1)?
        } else {
            run
        };
        let plain = !before.mark && !before.possessive && !before.classes.any(Classes::CONJUNCTION);
        let full = (2..=4).contains(&(phrase.end.saturating_sub(name)))
            && !(name..phrase.end).any(|at| self.at(at).classes.any(body));
        (plain && full).then(|| Naming {
            name: self.text_of(&(name..phrase.end)),
            role: Some(self.text_of(&self.without_determiner(phrase.start..name))),
            kind: SourceKind::Person,
            proper: true,
            human: true,
            definite: false,
        })
    }

    /// "A regional MP", "the CEO": a role in capitals that names nobody.
    pub(super) fn is_capital_role(&self, phrase: &Range<usize>) -> bool {
        let mut names = self
            .head_part(phrase)
            .filter(|at| self.at(*at).name)
            .peekable();
        names.peek().is_some()
            && self.at(phrase.start).classes.any(Classes::DETERMINER)
            && names.all(|at| {
                let tag = self.at(at);
                tag.classes.any(Classes::PERSON) && !tag.classes.any(Classes::GIVEN)
            })
    }

    /// The role that follows a name: "Hanne Borg, curator of the museum, said".
    pub fn role_after(&self, name_end: usize) -> Option<String> {
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

    /// The person whom a sentence is about: its subject, or one introduced with an age or "who".
    pub(super) fn topic(&self, tokens: Range<usize>) -> Option<(usize, Naming)> {
        let verb = (tokens.start..tokens.end)
            .find(|at| {
                let tag = self.at(*at);
                !tag.name
                    && !tag.classes.any(Classes::SOURCE.with(Classes::DETERMINER))
                    && tag.classes.any(Classes::AUXILIARY.with(Classes::VERB))
            })
            .unwrap_or(tokens.end);
        let mut found = None;
        let mut firm = false;
        let mut at = tokens.start;
        while at < tokens.end {
            if !self.at(at).name || self.at(at).quoted {
                at += 1;
                continue;
            }
            let end = self.name_end(at, tokens.end);
            let run = at..end;
            at = end;
            let introduced = self.is(end, ",")
                && (self.is(end + 1, "who")
                    || self
                        .parsed
                        .tokens
                        .as_slice()
                        .get(end + 1)
                        .is_some_and(|token| token.kind == TokenKind::Number));
            let subject = run.start < verb && found.is_none();
            if !(introduced || subject) || self.at(end - 1).possessive {
                continue;
            }
            let phrase = self
                .phrase_before(run.end, tokens.start)
                .map_or(run.start, |phrase| phrase.start)
                .min(run.start)..run.end;
            // "in Holm", "for Mora": no subject.
            let object = phrase.start > tokens.start
                && self.at(phrase.start - 1).classes.any(Classes::PREPOSITION)
                && !introduced;
            let naming = self
                .naming(&phrase, Agent::Named)
                .filter(|naming| naming.kind == SourceKind::Person && naming.proper && !object);
            // "Mora, 44, takes over from Tor Lund, who": it is about Mora.
            if let Some(naming) = naming.filter(|_| !firm) {
                firm = introduced && run.start < verb;
                found = Some((run.start, naming));
            }
        }
        found
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
            && names
                .clone()
                .all(|at| self.at(at).classes.any(role.with(Classes::OF_PLACE)));
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
pub(in crate::analysis) fn role_noun(role: &str) -> String {
    let head = [" of ", " for ", " at ", " in ", " from "]
        .iter()
        .filter_map(|preposition| role.find(preposition))
        .min()
        .map_or(role, |at| &role[..at]);
    head.rsplit(' ').next().unwrap_or(head).to_lowercase()
}
