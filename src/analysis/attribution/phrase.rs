//! Noun phrases, found from the word lists alone.

use std::ops::Range;

use super::chain::is_contraction;
use super::tagging::Tagged;
use super::words::Classes;

/// Longest noun phrase looked for, in tokens.
const LONGEST: usize = 30;

/// What a noun phrase is as a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agent {
    /// He, she, they, it.
    Pronoun,
    /// With a proper name at its head.
    Named,
    /// A noun for a person.
    Person,
    /// A noun for a body of people.
    Organisation,
    /// A noun for something written.
    Document,
    /// A noun for another outlet.
    Outlet,
    /// Nobody one could ask.
    Vague,
    /// Some other noun.
    Other,
}

impl Agent {
    /// Whether it can think and speak.
    pub fn is_animate(self) -> bool {
        !matches!(self, Self::Document | Self::Other)
    }
}

impl Tagged<'_, '_> {
    /// The noun phrase that ends before token `end`, not reaching before `limit`.
    pub fn phrase_before(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        let limit = limit.max(end.saturating_sub(LONGEST));
        let mut start = end;
        while start > limit {
            let Some(next) = self.extend_left(start, end, limit) else {
                break;
            };
            start = next.0;
            if next.1 {
                break;
            }
        }
        let range = self.trim_left(start..end);
        (!range.is_empty()).then_some(range)
    }

    /// One step to the left: the new start, and whether the phrase ends there.
    fn extend_left(&self, start: usize, end: usize, limit: usize) -> Option<(usize, bool)> {
        let at = start - 1;
        let tag = self.at(at);
        let normal = self.normal(at);
        if tag.mark {
            return self.extend_over_mark(at, limit);
        }
        if (tag.classes.any(Classes::PRONOUN) && !tag.name) || is_contraction(normal) {
            return (start == end).then_some((at, true));
        }
        if matches!(normal, "and" | "or" | "&") {
            let joins = at > limit && self.is_source_word(at - 1) && start < end;
            return joins.then_some((at, false));
        }
        // "confirmed that Mora": the word joins clauses and is no determiner.
        if normal == "that" && at > limit && (self.at(start).name || self.at(at - 1).verb.is_some())
        {
            return None;
        }
        if tag.classes.any(Classes::DETERMINER) && !tag.name {
            if start == end && !tag.classes.any(Classes::QUANTIFIER) {
                return None;
            }
            let more = at > limit + 1
                && self.at(at - 1).classes.any(Classes::PREPOSITION)
                && self.is_nominal(at - 2);
            return Some((at, !more));
        }
        if tag.classes.any(Classes::QUANTIFIER) && !tag.name {
            return Some((at, !(at > limit && self.is(at - 1, "of"))));
        }
        if tag.classes.any(Classes::PREPOSITION) && !tag.name {
            let joins = matches!(
                normal,
                "of" | "for"
                    | "at"
                    | "in"
                    | "from"
                    | "with"
                    | "on"
                    | "behind"
                    | "against"
                    | "near"
                    | "inside"
            );
            let joins = joins
                || (normal == "by" && at > limit && self.at(at - 1).classes.any(Classes::DOCUMENT))
                || (normal == "to" && at > limit && self.at(at - 1).classes.any(Classes::PERSON));
            let after_noun = at > limit && start < end && self.is_nominal(at - 1);
            return (joins && after_noun).then_some((at, false));
        }
        if tag.name {
            return Some((at, false));
        }
        if tag.classes.any(Classes::FUNCTION.with(Classes::TIME)) {
            return None;
        }
        let noun = tag
            .classes
            .any(Classes::SOURCE.with(Classes::CUE_NOUN).with(Classes::TITLE));
        if tag.classes.any(Classes::VERB) && !noun && !self.follows_determiner(at, limit) {
            return None;
        }
        if !noun && self.looks_like_verb(at, limit) {
            return None;
        }
        Some((at, false))
    }

    fn extend_over_mark(&self, at: usize, limit: usize) -> Option<(usize, bool)> {
        let normal = self.normal(at);
        if at <= limit {
            return None;
        }
        match normal {
            // The marks around a nickname.
            _ if self.at(at).name => Some((at, false)),
            // The possessive of a plural: workers' union.
            "'" | "’" if self.normal(at - 1).ends_with('s') => Some((at, false)),
            "&" | "/" | "%" | "$" | "#" | "@" => Some((at, false)),
            "." => {
                let abbreviation = self.normal(at - 1);
                let short = self.at(at - 1).name && abbreviation.len() <= 4;
                let titled = self.at(at - 1).classes.any(Classes::TITLE);
                (short || titled).then_some((at, false))
            }
            ")" => {
                let from = at.saturating_sub(8).max(limit);
                (from..at)
                    .rev()
                    .find(|index| self.is(*index, "("))
                    .map(|index| (index, false))
            }
            _ => None,
        }
    }

    /// "the rail authority", "their planning board": after a determiner there is no verb.
    fn follows_determiner(&self, at: usize, limit: usize) -> bool {
        at > limit && {
            let before = self.at(at - 1);
            (before.classes.any(Classes::DETERMINER) && !before.classes.any(Classes::RELATIVE))
                || before.possessive
        }
    }

    /// An unknown word in -ed that no determiner precedes ends a phrase: it is a verb.
    fn looks_like_verb(&self, at: usize, limit: usize) -> bool {
        let normal = self.normal(at);
        if normal.len() < 5 || !(normal.ends_with("ed") || normal.ends_with("ing")) {
            return false;
        }
        let before = self.at(at.saturating_sub(1));
        let mut classes = Classes::DETERMINER
            .with(Classes::ADVERB)
            .with(Classes::QUANTIFIER);
        if normal.ends_with("ed") {
            classes = classes.with(Classes::PREPOSITION);
        }
        let adjective = at > limit && (before.classes.any(classes) || before.possessive);
        !adjective
    }

    /// Drops what cannot begin a noun phrase, as in "in 2019 Mora".
    fn trim_left(&self, mut range: Range<usize>) -> Range<usize> {
        while let Some(first) = range.clone().next() {
            let tag = self.at(first);
            let loose = tag.mark
                || (!tag.name
                    && tag.classes.any(
                        Classes::PREPOSITION
                            .with(Classes::CONJUNCTION)
                            .with(Classes::ADVERB),
                    )
                    && !tag
                        .classes
                        .any(Classes::DETERMINER.with(Classes::QUANTIFIER)));
            if !loose {
                break;
            }
            range.start += 1;
        }
        range
    }

    fn is_source_word(&self, at: usize) -> bool {
        let tag = self.at(at);
        tag.name || tag.classes.any(Classes::SOURCE)
    }

    /// The noun phrase that begins at token `start`, not reaching to `limit`.
    pub fn phrase_after(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let limit = limit.min(start + LONGEST);
        let mut end = start;
        if self.at(start).classes.any(Classes::PRONOUN) && !self.at(start).name {
            return (start < limit).then_some(start..start + 1);
        }
        while end < limit {
            let tag = self.at(end);
            let normal = self.normal(end);
            let more = if tag.mark {
                self.continues_over_mark(end, start)
            } else if tag.classes.any(Classes::DETERMINER) && !tag.name {
                end == start || self.at(end - 1).classes.any(Classes::PREPOSITION)
            } else if matches!(
                normal,
                "of" | "for" | "at" | "from" | "in" | "with" | "on" | "and"
            ) {
                end > start
                    && !self.at(end + 1).classes.any(Classes::TIME)
                    && (normal != "and" || self.is_source_word(end + 1))
                    && self.is_nominal_start(end + 1)
            } else if tag.name {
                true
            } else {
                !tag.classes.any(Classes::TIME)
                    && (self.is_nominal(end)
                        || tag.classes.any(Classes::QUANTIFIER)
                            && !(end > start && self.at(end - 1).name))
                    && !(end > start && self.looks_like_verb(end, start))
            };
            if !more {
                break;
            }
            end += 1;
        }
        while end > start
            && self
                .at(end - 1)
                .classes
                .any(Classes::PREPOSITION.with(Classes::CONJUNCTION))
            && !self.at(end - 1).name
        {
            end -= 1;
        }
        (end > start).then_some(start..end)
    }

    fn continues_over_mark(&self, at: usize, start: usize) -> bool {
        if at == start {
            return false;
        }
        match self.normal(at) {
            _ if self.at(at).name => true,
            "'" | "’" => self.normal(at - 1).ends_with('s') && self.is_nominal(at + 1),
            "&" | "/" => true,
            "." => {
                let before = self.at(at - 1);
                (before.classes.any(Classes::TITLE) || self.normal(at - 1).len() <= 3)
                    && before.name
                    && self.at(at + 1).name
            }
            _ => false,
        }
    }

    fn is_nominal_start(&self, at: usize) -> bool {
        let tag = self.at(at);
        tag.classes
            .any(Classes::DETERMINER.with(Classes::QUANTIFIER))
            || self.is_nominal(at)
    }

    /// The part of a phrase before its first preposition: where its head stands.
    pub fn head_part(&self, range: &Range<usize>) -> Range<usize> {
        let end = range
            .clone()
            .skip(1)
            .find(|index| {
                let tag = self.at(*index);
                (tag.classes.any(Classes::PREPOSITION) && !tag.name) || self.is(*index, "(")
            })
            .unwrap_or(range.end);
        range.start..end
    }
}
