//! Nouns that look like verbs: "property claims rose", "four border states".

use std::ops::Range;

use super::cues::CueFinder;
use super::listed::List;
use super::phrase::Agent;
use super::subject::Subject;
use super::words::{Classes, Form, Verb};

/// How many words behind such a noun its verb is looked for.
const VERB_WITHIN: usize = 10;

impl CueFinder<'_, '_, '_> {
    /// Whether what looks like a verb is the head of the noun phrase that it seems to follow.
    pub(super) fn is_compound(
        &self,
        subject: &Subject,
        verb: Verb,
        at: usize,
        after: usize,
    ) -> bool {
        let present = matches!(verb.form, Form::Third | Form::Base);
        let noun = verb.lemma.split(' ').next().unwrap_or(verb.lemma);
        if !present || !List::Homograph.has(noun) || self.ends_quotation(&subject.phrase) {
            return false;
        }
        let tagged = self.tagged;
        let alone = subject.phrase.len() == 1;
        // "some credit card debt"
        let some = verb.form == Form::Base
            && alone
            && tagged
                .at(subject.phrase.start)
                .classes
                .any(Classes::QUANTIFIER)
            && !tagged.at(subject.phrase.start).name;
        let bare = some || self.is_bare(&subject.phrase);
        self.is_counted(&subject.phrase, at)
            || tagged.ends_in_adjective(subject.phrase.end - 1)
            || self.finite_follows(at + 1, bare)
            || (bare && !self.opens_clause(after))
    }

    /// "Property", "current", "possible campaign": a noun in the singular without an article,
    /// which English does not use as a subject; names and "parliament" aside.
    pub(super) fn is_bare(&self, phrase: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let marked = phrase.clone().any(|at| {
            let tag = tagged.at(at);
            let opening = at == self.range.start && !tagged.book.is_inside(tagged.normal(at));
            let points = Classes::DETERMINER
                .with(Classes::QUANTIFIER)
                .with(Classes::PRONOUN)
                .with(Classes::PREPOSITION);
            let name = tag.name && !(opening && tag.classes == Classes::NONE && phrase.len() == 1);
            name || tag.possessive || tag.mark || tagged.is_number(at) || tag.classes.any(points)
        });
        let Some(head) = phrase.end.checked_sub(1).filter(|_| !marked) else {
            return false;
        };
        !tagged.is_plural(head) && !List::BareBody.has(tagged.normal(head))
    }

    /// "four Southwest border states": the number belongs to the word that looks like a verb.
    fn is_counted(&self, phrase: &Range<usize>, at: usize) -> bool {
        let tagged = self.tagged;
        let several = tagged.is_number(phrase.start) && !tagged.is(phrase.start, "one");
        let head = phrase.end - 1;
        let share = tagged.at(head).classes.any(Classes::PARTITIVE)
            || matches!(tagged.normal(head), "percent" | "cent" | "%");
        several && phrase.len() > 1 && !share && !tagged.is_plural(head) && tagged.is_plural(at)
    }

    /// `“…,” council claims`: behind a quotation only a verb can stand.
    fn ends_quotation(&self, phrase: &Range<usize>) -> bool {
        phrase.start > self.range.start && self.tagged.at(phrase.start - 1).quoted
    }

    /// Whether a clause or an object begins at a token, and not something that a noun has
    /// behind it.
    fn opens_clause(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let tag = tagged.at(at);
        if at >= self.range.end {
            return false;
        }
        if tagged.is(at, "to") {
            let next = tagged.at(at + 1);
            return !next.name && !next.classes.any(Classes::DETERMINER.with(Classes::PRONOUN));
        }
        let opens = Classes::DETERMINER
            .with(Classes::PRONOUN)
            .with(Classes::QUANTIFIER);
        tag.name
            || tag.quoted
            || tag.classes.any(opens)
            || List::Opens.has(tagged.normal(at))
            || (!tag.mark && tagged.normal(at).ends_with("ing"))
    }

    /// "claims rose", "calls for a ban would fail": a second verb shows that the first is none.
    fn finite_follows(&self, after: usize, bare: bool) -> bool {
        let tagged = self.tagged;
        let infinitive = tagged.is(after, "to")
            && !tagged.at(after + 1).name
            && !tagged.at(after + 1).classes.any(Classes::DETERMINER);
        if infinitive {
            return false;
        }
        for at in after..self.range.end.min(after + VERB_WITHIN) {
            let tag = tagged.at(at);
            let word = tagged.normal(at);
            if tag.mark || tag.quoted || tag.classes.any(Classes::PRONOUN.with(Classes::RELATIVE)) {
                return false;
            }
            let finite = tag.classes.any(Classes::AUXILIARY) && !List::Nonfinite.has(word)
                || List::Past.has(word)
                || bare && (tag.classes.any(Classes::PLAIN_VERB) || word.ends_with("ed"));
            let infinitive = tagged.is(at - 1, "to");
            let month = tag.name || tag.classes.any(Classes::TIME);
            if finite && !month && !infinitive {
                return true;
            }
            let preposition = tag.classes.any(Classes::PREPOSITION);
            let inside =
                at > after && (tagged.is_nominal(at) || tag.classes.any(Classes::DETERMINER));
            if !(preposition || inside) || word == "that" {
                return false;
            }
        }
        false
    }

    /// "People briefed on the matter said": the matter, behind its preposition, is no subject.
    pub(super) fn is_object(&self, subject: &Subject) -> bool {
        let before = subject.phrase.start.checked_sub(1);
        before
            .filter(|at| *at >= self.range.start)
            .is_some_and(|at| {
                let tag = self.tagged.at(at);
                let joins = tag.classes.any(Classes::CONJUNCTION);
                tag.classes.any(Classes::PREPOSITION) && !tag.name && !joins
            })
    }

    /// "migrant advocates say", "researchers believe": a whole trade in the present is nobody
    /// whom one could ask; "researchers said" are those of whom was told.
    pub(super) fn speaking(&self, subject: &Subject, place: &Range<usize>) -> Agent {
        let tagged = self.tagged;
        let head = tagged.head_part(&subject.phrase).end - 1;
        let open = matches!(subject.agent, Agent::Person | Agent::Organisation)
            && List::Trade.has(tagged.normal(head))
            && !subject.phrase.clone().any(|at| {
                let tag = tagged.at(at);
                let points = Classes::DETERMINER.with(Classes::QUANTIFIER);
                tag.name || tag.possessive || tag.classes.any(points)
            });
        let present = tagged
            .at(place.start)
            .verb
            .is_some_and(|verb| verb.form == Form::Base);
        if open && present {
            Agent::Vague
        } else {
            subject.agent
        }
    }
}
