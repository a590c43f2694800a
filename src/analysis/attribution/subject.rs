//! Who the subject of a reporting verb is.

use std::ops::Range;

use super::chain::Chain;
use super::cues::CueFinder;
use super::fits::FRAMED;
use super::phrase::Agent;
use super::words::{Classes, Form, Lists, Senses, Verb};
use crate::text::TokenKind;

/// The subject of a verb.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its tokens.
    pub phrase: Range<usize>,
    /// What it is.
    pub agent: Agent,
    /// Whether the verb stands in a relative clause or beside an object: it is not the sentence's own.
    pub embedded: bool,
}

impl Subject {
    /// The same subject of an embedded verb.
    pub fn inside(self) -> Self {
        Self {
            embedded: true,
            ..self
        }
    }
}

impl CueFinder<'_, '_, '_> {
    /// The subject before `chain`: a phrase, or one before a relative clause, an apposition or a first verb.
    pub fn subject(&self, chain: Chain, at: usize, verb: Verb) -> Option<Subject> {
        let tagged = self.tagged;
        let limit = self.range.start;
        let last = chain.end.checked_sub(1).filter(|last| *last >= limit)?;
        let tag = tagged.at(last);
        let word = tagged.normal(last);
        if tag.classes.any(Classes::RELATIVE) && !tag.name {
            // "who said" after a comma is part of the subject; either way the clause is not the main one.
            let comma = last > limit && tagged.is(last - 1, ",");
            let end = last - usize::from(comma);
            // "those who say": anybody at all.
            let those = end > limit && matches!(tagged.normal(end - 1), "those" | "anyone");
            let anybody = those.then(|| Subject {
                phrase: end - 1..end,
                agent: Agent::Vague,
                embedded: true,
            });
            return anybody.or_else(|| self.phrase_subject(end).map(Subject::inside));
        }
        if matches!(word, "and" | "but" | "or" | "then") && verb.form != Form::Ing {
            return self.shared_subject(last);
        }
        if matches!(word, "," | ")" | "—" | "–" | "―" | "-") {
            if self.reads_as_noun(chain, at, verb) {
                return None;
            }
            return self.before_apposition(last);
        }
        let aside = tagged.is(chain.end, ",");
        if aside && verb.form != Form::Base && self.reads_as_noun(chain, at, verb) {
            return None;
        }
        let mut found = self.phrase_subject(chain.end);
        // "Lund, member for Holm, however, said": behind the adverb another comma.
        if aside && !found.as_ref().is_some_and(|it| it.agent.is_animate()) {
            found = self.before_apposition(chain.end);
        }
        let subject = found?;
        let before = subject
            .phrase
            .start
            .checked_sub(1)
            .filter(|at| *at >= limit);
        let inside = before.is_some_and(|at| {
            let word = tagged.normal(at);
            let object = verb.form == Form::Past
                && !chain.aided
                && tagged.at(at).classes.any(Classes::PREPOSITION)
                && !tagged.at(at).classes.any(Classes::CONJUNCTION)
                && !matches!(word, "as" | "like" | "but");
            // "including several members mentioned as": a participle beside an object.
            object || tagged.on(at, Lists::RELATIVE)
        });
        Some(if inside { subject.inside() } else { subject })
    }

    /// ", remarks seen as": after a comma a noun in apposition, unless a clause shows the verb.
    fn reads_as_noun(&self, chain: Chain, at: usize, verb: Verb) -> bool {
        let after = at + usize::from(verb.tokens);
        let stated =
            matches!(self.tagged.normal(after), "that" | "to") || self.tagged.at(after).quoted;
        self.noun_like(at) && !chain.aided && (verb.form == Form::Base || !stated)
    }

    /// The phrase that ends at `end`, if it can be a source.
    pub fn phrase_subject(&self, end: usize) -> Option<Subject> {
        let phrase = self.tagged.phrase_before(end, self.range.start)?;
        let agent = self.tagged.agent(&phrase)?;
        Some(Subject {
            phrase,
            agent,
            embedded: false,
        })
    }

    /// The subject of a state that ends at `end`, whatever stands between it and its verb:
    /// "Mora, the mayor, is adamant", "Mora met them and came away convinced".
    pub fn state_subject(&self, end: usize) -> Option<Subject> {
        let last = end.checked_sub(1).filter(|at| *at > self.range.start);
        let Some(last) = last else {
            return self.phrase_subject(end);
        };
        let tag = self.tagged.at(last);
        match self.tagged.normal(last) {
            "," => self.before_apposition(last),
            "and" => self
                .shared_subject(last)
                .filter(|subject| subject.agent.is_animate()),
            _ if tag.classes.any(Classes::RELATIVE) && !tag.name => {
                let comma = self.tagged.is(last - 1, ",");
                self.phrase_subject(last - usize::from(comma))
                    .map(Subject::inside)
            }
            _ => self.phrase_subject(end),
        }
    }

    /// "Analysts", "most economists", "polls": whose view it is stays open.
    pub(super) fn is_nobody(&self, source: &Range<usize>, agent: Agent) -> bool {
        let tagged = self.tagged;
        let people = matches!(agent, Agent::Person | Agent::Organisation);
        if !people && agent != Agent::Document {
            return false;
        }
        let head_part = tagged.head_part(source);
        let Some(head) = head_part.clone().next_back() else {
            return false;
        };
        let of_place = Classes::OF_PLACE.with(Classes::PLACE).with(Classes::GROUP);
        let owned = source.clone().any(|at| {
            let tag = tagged.at(at);
            tag.possessive || tag.name && !tag.classes.any(of_place)
        });
        let first = tagged.at(source.start);
        let lists = tagged.at(head).lists;
        let word = tagged.normal(head);
        let counted = first.lists.any(Lists::SOME_OF_MANY) && word.ends_with('s');
        let bare = !first
            .classes
            .any(Classes::DETERMINER.with(Classes::QUANTIFIER));
        let one = tagged.is(source.start, "one");
        let views = people && bare && lists.any(Lists::OPINION_GIVER);
        let papers = lists.any(Lists::PAPERS) && (one || bare && word.ends_with('s'));
        let crowd = word == "people" && !one;
        !owned && (counted || views || papers || crowd)
    }

    /// "He was calm and said": the subject of the cue before, or the sentence's first phrase.
    pub fn shared_subject(&self, before: usize) -> Option<Subject> {
        let cue =
            self.found.iter().rev().find(|cue| {
                cue.source.is_some() && cue.place.end <= before && cue.agent.is_animate()
            });
        if let Some(cue) = cue
            && let Some(phrase) = &cue.source
        {
            return Some(Subject {
                phrase: phrase.clone(),
                agent: cue.agent,
                embedded: cue.embedded,
            });
        }
        self.first_subject(before)
    }

    /// The first phrase of the sentence that can speak, with a verb between it and `before`.
    fn first_subject(&self, before: usize) -> Option<Subject> {
        let tagged = self.tagged;
        for at in self.range.start + 1..before.max(self.range.start + 1) {
            let tag = tagged.at(at);
            let verbal = (tag.classes.any(Classes::AUXILIARY.with(Classes::VERB)) && !tag.name)
                || (!tag.mark && !tag.name && tagged.normal(at).ends_with("ed"));
            if !verbal {
                continue;
            }
            let end = tagged.before_verb(at, self.range.start).end;
            let subject = self
                .phrase_subject(end)
                .filter(|subject| subject.agent.is_animate());
            if subject.is_some() {
                return subject;
            }
            // "Mora, the mayor, spoke on Monday and said".
            let comma = end.checked_sub(1).filter(|comma| tagged.is(*comma, ","));
            let subject = comma.and_then(|comma| self.before_apposition(comma));
            if subject.is_some() {
                return subject;
            }
        }
        None
    }

    /// "A study released on Friday shows": the sentence's first phrase, with something between it and its verb.
    pub fn opening_subject(&self, end: usize, verb: Verb) -> Option<Subject> {
        let tagged = self.tagged;
        let start = self.range.start;
        if !verb.senses.any(
            Senses::SAY
                .with(Senses::THINK)
                .with(Senses::SHOW)
                .with(FRAMED),
        ) {
            return None;
        }
        // "on a planned wind farm": no verb.
        if end > start && tagged.at(end - 1).classes.any(Classes::DETERMINER) {
            return None;
        }
        let phrase = tagged.phrase_after(start, end)?;
        let agent = tagged.agent(&phrase)?;
        if !matches!(
            agent,
            Agent::Document | Agent::Organisation | Agent::Vague | Agent::Person
        ) {
            return None;
        }
        let next = phrase.end;
        let word = tagged.normal(next);
        let participle = word.ends_with("ed") || word.ends_with("ing");
        let follows = participle
            || tagged
                .at(next)
                .classes
                .any(Classes::RELATIVE.with(Classes::PREPOSITION))
            || tagged.on(next, Lists::BARE_PARTICIPLE);
        let clear = !(next..end).any(|at| {
            tagged.at(at).quoted
                || (tagged.is(at, "that") && at > next)
                || matches!(tagged.normal(at), ";" | ":" | "but" | "because")
        });
        (follows && next < end && clear).then_some(Subject {
            phrase,
            agent,
            embedded: false,
        })
    }

    /// "Mora, the mayor, said": the phrase before the apposition or relative clause.
    fn before_apposition(&self, comma: usize) -> Option<Subject> {
        let tagged = self.tagged;
        let limit = self.range.start;
        if tagged.is(comma, ")") {
            let open = (limit..comma).rev().find(|at| tagged.is(*at, "("))?;
            return self.phrase_subject(open);
        }
        let mark = tagged.normal(comma);
        let mut seen = 0;
        for at in (limit..comma).rev() {
            let this = tagged.normal(at);
            let parted = this == ";" && mark == ",";
            if parted || matches!(this, ":" | "“" | "”" | "\"") {
                break;
            }
            if this != mark {
                continue;
            }
            seen += 1;
            let subject = self.phrase_subject(at).filter(|subject| {
                !tagged.is_party(&subject.phrase)
                    && (subject.agent.is_animate() || subject.agent == Agent::Document)
                    && self.begins_apposition(at + 1)
            });
            if let Some(subject) = subject {
                return Some(self.included(at + 1, comma).unwrap_or(subject));
            }
            if seen >= 3 {
                break;
            }
        }
        // "The region's auditor, Jan Holm, said": a role that no list knows, then the name.
        let named = self
            .phrase_subject(comma)
            .filter(|subject| subject.agent == Agent::Named && mark == ",");
        if let Some(named) = named
            && named.phrase.start > limit + 1
            && tagged.is(named.phrase.start - 1, ",")
            && self.phrase_subject(named.phrase.start - 1).is_some()
        {
            return Some(named);
        }
        // A lone comma between a name and its verb.
        self.phrase_subject(comma)
            .filter(|subject| subject.agent == Agent::Named && subject.phrase.start == limit)
    }

    /// "Some leaders, including Governor Lund, say": the one who is named.
    fn included(&self, from: usize, to: usize) -> Option<Subject> {
        let tagged = self.tagged;
        let named = match tagged.normal(from) {
            "including" => from + 1,
            "such" | "among" => from + 2,
            _ => return None,
        };
        let phrase = tagged.phrase_after(named, to)?;
        let agent = tagged
            .agent(&phrase)
            .filter(|agent| *agent == Agent::Named)?;
        Some(Subject {
            phrase,
            agent,
            embedded: false,
        })
    }

    fn begins_apposition(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let next = tagged.at(at);
        next.name
            || next.classes.any(
                Classes::DETERMINER
                    .with(Classes::RELATIVE)
                    .with(Classes::SOURCE)
                    .with(Classes::PREPOSITION)
                    .with(Classes::TITLE),
            )
            || tagged.parsed.tokens.as_slice()[at].kind == TokenKind::Number
            || !next.classes.any(Classes::FUNCTION)
    }

    /// Whether a clause or object may begin at a token.
    pub fn clause_follows(&self, at: usize) -> bool {
        let tag = self.tagged.at(at);
        at < self.range.end
            && (matches!(self.tagged.normal(at), ":" | "," | "\"" | "“" | "‘" | "'")
                || self.tagged.on(at, Lists::CLAUSE_OPENER)
                || tag.name
                || tag.classes.any(
                    Classes::DETERMINER
                        .with(Classes::PRONOUN)
                        .with(Classes::QUANTIFIER),
                ))
    }

    /// Whether a clause ends before a token.
    pub fn ends_clause(&self, at: usize) -> bool {
        at >= self.range.end || self.tagged.at(at).mark
    }
}
