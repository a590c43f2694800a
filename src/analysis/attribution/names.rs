//! Names in noun phrases: which words are the name, which the role.

use std::ops::Range;

use super::evidence::Likely;
use super::listed::List;
use super::phrase::Agent;
use super::tagging::Tagged;
use super::words::Classes;
use crate::model::SourceKind;
use crate::text::Span;
use crate::text::plain::plain;

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
    /// Whether "the" marks it as known already.
    pub definite: bool,
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
        let text = plain(self.span_of(range).of(self.parsed.text()));
        let text = text
            .strip_suffix("'s")
            .or_else(|| text.strip_suffix("’s"))
            .unwrap_or(&text);
        let mut line = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }

    /// Text of a name, a word in capitals as the article writes it elsewhere.
    pub fn cased_text(&self, range: &Range<usize>) -> String {
        let text = self.text_of(range);
        match self.book.cased(&text) {
            Some(cased) if range.len() == 1 => cased.to_owned(),
            _ => text,
        }
    }

    /// How a noun phrase names a source.
    pub fn naming(&self, phrase: &Range<usize>, agent: Agent) -> Option<Naming> {
        let head = self.head_part(phrase);
        let may_hold = !matches!(agent, Agent::Pronoun | Agent::Vague | Agent::Document);
        if let Some(holder) = self.behind_role(phrase, &head).filter(|_| may_hold) {
            return Some(holder);
        }
        let kind = match agent {
            Agent::Pronoun => return None,
            Agent::Named => {
                return self
                    .bare_role(phrase)
                    .or_else(|| self.proper_naming(phrase, &head));
            }
            Agent::Vague => SourceKind::Vague,
            Agent::Document => SourceKind::Document,
            Agent::Outlet => SourceKind::Outlet,
            Agent::Person if self.is_one_person(&head) => SourceKind::Person,
            Agent::Person | Agent::Organisation | Agent::Other => SourceKind::Organisation,
        };
        let range = if kind == SourceKind::Vague {
            phrase.clone()
        } else {
            self.without_determiner(phrase.clone())
        };
        let name = self.text_of(&range);
        (!name.is_empty()).then_some(Naming {
            name,
            role: None,
            kind,
            proper: false,
            human: agent == Agent::Person,
            definite: self.is(phrase.start, "the"),
        })
    }

    /// "R-Ohio" behind a name: party and state, and nobody by itself.
    pub(super) fn is_party(&self, phrase: &Range<usize>) -> bool {
        let mut letters = self.span_of(phrase).of(self.parsed.text()).chars();
        matches!(letters.next(), Some('D' | 'I' | 'L' | 'R'))
            && matches!(letters.next(), Some('-' | '‑' | '–'))
            && letters.next().is_some_and(char::is_uppercase)
    }

    /// "the architect", but not "officials" and not "the developer", which is a firm.
    fn is_one_person(&self, head: &Range<usize>) -> bool {
        head.clone()
            .rev()
            .find(|at| !self.at(*at).mark)
            .is_some_and(|at| {
                !self.is_plural(at) && !self.at(at).classes.any(Classes::ORGANISATION)
            })
    }

    pub(super) fn without_determiner(&self, mut range: Range<usize>) -> Range<usize> {
        while range.len() > 1 && self.only_points(range.start) {
            range.start += 1;
        }
        range
    }

    /// Words before a noun that say which or how many, and belong to no name.
    fn only_points(&self, at: usize) -> bool {
        let tag = self.at(at);
        !tag.name
            && (tag
                .classes
                .any(Classes::DETERMINER.with(Classes::QUANTIFIER))
                || matches!(self.normal(at), "what" | "whatever")
                || (at > 0
                    && List::Pointing.has(self.normal(at))
                    && self.at(at - 1).classes.any(Classes::DETERMINER)))
    }

    fn proper_naming(&self, phrase: &Range<usize>, head: &Range<usize>) -> Option<Naming> {
        let mut end = head.clone().rev().find(|index| self.at(*index).name)? + 1;
        // "Oliver Strand KC": a rank behind the name is no part of it.
        let ranked = |end: usize| List::Rank.has(self.normal(end - 1));
        if end > head.start + 2 && ranked(end) && self.at(end - 2).name {
            end -= 1;
        }
        let mut start = end;
        while start > head.start {
            let at = start - 1;
            let joined = self.at(at).name && !(self.at(at).possessive && start < end)
                || self.belongs_to_body(at, end)
                || (self.is(at, "and") && start < end && self.is_joint(at))
                || (self.is(at, ".") && at > head.start && self.at(at - 1).name)
                || List::Particle.has(self.normal(at)) && start < end;
            if !joined {
                break;
            }
            start = at;
        }
        // Titles, roles and nationalities at the front of a run of capitals are no part of a person's name.
        let name_start = self.name_start(&(start..end));
        let name = self.without_determiner(name_start..end);
        let mut kind = self.kind_of_name(&name);
        if name_start > start || self.role_noun_before(name.start, head) {
            kind = if kind == SourceKind::Outlet {
                kind
            } else {
                SourceKind::Person
            };
        }
        if self.body_noun_before(name.start, head) && kind != SourceKind::Outlet {
            kind = SourceKind::Organisation;
        }
        if kind != SourceKind::Person {
            // "the Ministry of Energy": an organisation's name goes on over prepositions.
            let full = self.organisation_range(start..end, phrase);
            let short = full.len() == 1;
            let company = self.book.company(self.normal(full.start));
            let name = match company.filter(|_| short) {
                Some(company) => company.to_owned(),
                None => self.cased_text(&self.without_determiner(full)),
            };
            return Some(Naming {
                name,
                role: None,
                kind,
                proper: true,
                human: false,
                definite: false,
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
            name: self.cased_text(&name),
            role: role.or_else(|| self.role_after(name.end)),
            kind,
            proper: true,
            human: true,
            definite: false,
        })
    }

    /// "the consumer group Fair Fares", "the airline Skylark": a body's noun, small, before its name.
    fn body_noun_before(&self, name: usize, head: &Range<usize>) -> bool {
        name > head.start && {
            let tag = self.at(name - 1);
            tag.classes.any(Classes::ORGANISATION)
                && !tag.classes.any(Classes::PERSON.with(Classes::TITLE))
                && !tag.name
                && !tag.possessive
                && !self.normal(name - 1).ends_with('s')
        }
    }

    /// "the Dockers' Union", "the Women's League": whose it is belongs to the body's name.
    fn belongs_to_body(&self, at: usize, end: usize) -> bool {
        let body = at + 1 < end
            && self.at(at + 1).name
            && self
                .at(end - 1)
                .classes
                .any(Classes::ORGANISATION.with(Classes::NAME_ORGANISATION));
        let plural = matches!(self.normal(at), "'" | "’")
            && at > 0
            && self.at(at - 1).name
            && self.normal(at - 1).ends_with('s');
        let many = self.at(at).name && List::Whose.has(self.normal(at));
        body && (plural || many)
    }

    /// Where a run of names ends that begins at a token: over initials, "Robert S. Mueller", and
    /// no further than a possessive.
    pub fn name_end(&self, start: usize, limit: usize) -> usize {
        (start + 1..limit)
            .find(|at| {
                let initial = self.is(*at, ".")
                    && self.at(*at + 1).name
                    && *at + 1 < limit
                    && self.normal(*at - 1).len() == 1;
                self.at(*at - 1).possessive || !(self.at(*at).name || initial)
            })
            .unwrap_or(limit)
    }

    /// "Customs and Border Protection": the "and" at a token joins the parts of one name.
    pub(super) fn is_joint(&self, and: usize) -> bool {
        and > 0 && self.at(and - 1).name && List::Joint.has(self.normal(and - 1))
    }

    fn role_noun_before(&self, name: usize, head: &Range<usize>) -> bool {
        name > head.start && {
            let tag = self.at(name - 1);
            // "the operator Nordlin" is a firm.
            tag.classes.any(Classes::PERSON.with(Classes::TITLE))
                && !tag.classes.any(Classes::ORGANISATION)
                && !tag.possessive
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
        // "Harrow Prison", "Weir Street", "Election Day"
        if name.clone().any(|at| self.is(at, "and")) {
            return SourceKind::Organisation;
        }
        let thing = List::Thing.has(self.normal(name.end.saturating_sub(1)));
        if name.len() > 1 && (thing || last.classes.any(Classes::NAME_PLACE)) {
            return SourceKind::Organisation;
        }
        let lone = (name.len() == 1).then(|| self.normal(name.start));
        if let Some(word) = lone
            && !first.classes.any(Classes::GIVEN)
            && (self.book.is_people(word)
                || matches!(
                    self.book.likely(word),
                    Some(Likely::Place | Likely::Organisation)
                ))
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
