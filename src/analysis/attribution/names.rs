//! Names in noun phrases: which words are the name, which the role.

use std::ops::Range;

use super::phrase::Agent;
use super::tagging::Tagged;
use super::words::Classes;
use crate::model::SourceKind;
use crate::text::Span;

/// A source as one place names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The name, or the noun phrase of an unnamed source.
    pub name: String,
    /// Role given with the name.
    pub role: Option<String>,
    /// What it is.
    pub kind: SourceKind,
    /// Whether a proper name is given.
    pub proper: bool,
    /// Whether a single person is meant, named or not.
    pub human: bool,
}

impl Tagged<'_, '_> {
    /// Text from the first to the last token of a range.
    pub fn span_of(&self, range: &Range<usize>) -> Span {
        let tokens = self.parsed.tokens.as_slice();
        match (
            tokens.get(range.start),
            range.end.checked_sub(1).and_then(|last| tokens.get(last)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => {
                Span::new(first.span.start(), last.span.end())
            }
            _ => Span::default(),
        }
    }

    /// Text of a range, in one line and without a possessive ending.
    pub fn text_of(&self, range: &Range<usize>) -> String {
        let text = self.span_of(range).of(self.parsed.text());
        let text = text
            .strip_suffix("'s")
            .or_else(|| text.strip_suffix("’s"))
            .unwrap_or(text);
        let mut line = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }

    /// How a noun phrase names a source.
    pub fn naming(&self, phrase: &Range<usize>, agent: Agent) -> Option<Naming> {
        let head = self.head_part(phrase);
        let kind = match agent {
            Agent::Pronoun => return None,
            Agent::Named => return self.proper_naming(phrase, &head),
            Agent::Vague => SourceKind::Vague,
            Agent::Document => SourceKind::Document,
            Agent::Outlet => SourceKind::Outlet,
            Agent::Person | Agent::Organisation | Agent::Other => SourceKind::Organisation,
        };
        let range = self.without_determiner(phrase.clone());
        let name = self.text_of(&range);
        (!name.is_empty()).then_some(Naming {
            name,
            role: None,
            kind,
            proper: false,
            human: agent == Agent::Person,
        })
    }

    fn without_determiner(&self, mut range: Range<usize>) -> Range<usize> {
        while range.len() > 1
            && matches!(
                self.normal(range.start),
                "the"
                    | "a"
                    | "an"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "its"
                    | "his"
                    | "her"
                    | "their"
                    | "another"
            )
        {
            range.start += 1;
        }
        range
    }

    fn proper_naming(&self, phrase: &Range<usize>, head: &Range<usize>) -> Option<Naming> {
        let end = head.clone().rev().find(|index| self.at(*index).name)? + 1;
        let mut start = end;
        while start > head.start {
            let at = start - 1;
            let joined = self.at(at).name && !(self.at(at).possessive && start < end)
                || (self.is(at, ".") && at > head.start && self.at(at - 1).name)
                || matches!(
                    self.normal(at),
                    "&" | "al" | "bin" | "de" | "del" | "der" | "van" | "von" | "la" | "le"
                ) && start < end;
            if !joined {
                break;
            }
            start = at;
        }
        // Titles, roles and nationalities at the front of a run of capitals are no part of a person's name.
        let title = (start..end.saturating_sub(1)).rev().find(|index| {
            let tag = self.at(*index);
            tag.classes.any(Classes::TITLE)
        });
        let name_start = match title {
            Some(title) => {
                let mut next = title + 1;
                if self.is(next, ".") {
                    next += 1;
                }
                if next < end { next } else { start }
            }
            None => start,
        };
        let name = self.without_determiner(name_start..end);
        let mut kind = self.kind_of_name(&name);
        if title.is_some() && name_start > start || self.role_noun_before(name.start, head) {
            kind = if kind == SourceKind::Outlet {
                kind
            } else {
                SourceKind::Person
            };
        }
        if kind != SourceKind::Person {
            // "the Ministry of Energy": an organisation's name goes on over prepositions.
            let full = self.organisation_range(start..end, phrase);
            let name = self.text_of(&self.without_determiner(full));
            return Some(Naming {
                name,
                role: None,
                kind,
                proper: true,
                human: false,
            });
        }
        let mut role_end = name.start;
        while role_end > head.start && self.at(role_end - 1).mark && !self.is(role_end - 1, ".") {
            role_end -= 1;
        }
        // "former adviser Tor Lund and campaign chief Ines Mora": the role begins after "and".
        let joined = (head.start..role_end)
            .rev()
            .find(|index| self.is(*index, "and"));
        let role_start = joined.map_or(head.start, |at| at + 1);
        let role = self.without_determiner(role_start..role_end);
        let courtesy = role.len() <= 2
            && matches!(self.normal(role.start), "mr" | "mrs" | "ms" | "miss" | "mx");
        let role = (role.start < role_end
            && !courtesy
            && !role.is_empty()
            && role.start < role.end)
            .then(|| self.text_of(&role))
            .filter(|role| role.chars().any(char::is_alphabetic))
            .filter(|_| !(role.len() == 1 && self.at(role.start).classes.any(Classes::DETERMINER)));
        Some(Naming {
            name: self.text_of(&name),
            role,
            kind,
            proper: true,
            human: true,
        })
    }

    fn role_noun_before(&self, name: usize, head: &Range<usize>) -> bool {
        name > head.start && {
            let tag = self.at(name - 1);
            tag.classes.any(Classes::PERSON.with(Classes::TITLE)) && !tag.possessive
        }
    }

    fn organisation_range(&self, run: Range<usize>, phrase: &Range<usize>) -> Range<usize> {
        let mut end = run.end;
        while end + 1 < phrase.end && matches!(self.normal(end), "of" | "for" | "and" | "on") {
            let next = if self.is(end + 1, "the") {
                end + 2
            } else {
                end + 1
            };
            if !self.at(next).name || next >= phrase.end {
                break;
            }
            end = (next..phrase.end)
                .find(|index| !self.at(*index).name)
                .unwrap_or(phrase.end);
        }
        run.start..end
    }

    /// What a run of capitalised words names.
    pub fn kind_of_name(&self, name: &Range<usize>) -> SourceKind {
        let any = |classes| {
            name.clone()
                .any(|index| self.at(index).classes.any(classes))
        };
        let first = self.at(name.start);
        let last = self.at(name.end.saturating_sub(1));
        if any(Classes::OUTLET_KNOWN) {
            return SourceKind::Outlet;
        }
        if first.classes.any(Classes::GIVEN)
            && name.len() > 1
            && !last.classes.any(Classes::NAME_ORGANISATION)
        {
            return SourceKind::Person;
        }
        if name.len() > 1 && last.classes.any(Classes::OUTLET_WORD) {
            return SourceKind::Outlet;
        }
        if any(Classes::NAME_ORGANISATION
            .with(Classes::ORGANISATION)
            .with(Classes::PLACE)
            .with(Classes::GROUP))
        {
            return SourceKind::Organisation;
        }
        let initials = name.len() == 1 && {
            let word = self.span_of(name).of(self.parsed.text());
            word.len() > 1
                && word
                    .chars()
                    .all(|letter| letter.is_uppercase() || matches!(letter, '.' | '-' | '&'))
        };
        if initials {
            return SourceKind::Organisation;
        }
        SourceKind::Person
    }
}
