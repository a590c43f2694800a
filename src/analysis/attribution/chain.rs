//! What stands between a subject and its verb.

use super::tagging::Tagged;
use super::words::{Classes, Form, Lists, Senses, words};

impl Tagged<'_, '_> {
    /// Steps left from a verb over adverbs, auxiliaries and "went on to"; returns where its subject must end.
    pub fn before_verb(&self, verb: usize, limit: usize) -> Chain {
        let mut chain = Chain {
            end: verb,
            passive: false,
            infinitive: false,
            aided: false,
        };
        while chain.end > limit {
            let at = chain.end - 1;
            let tag = self.at(at);
            let normal = self.normal(at);
            if let Some(before) = self.before_aside(at, limit) {
                chain.end = before;
                continue;
            }
            if tag.name
                || tag.classes.any(Classes::SOURCE)
                    && !tag.classes.any(Classes::AUXILIARY.with(Classes::ADVERB))
            {
                break;
            }
            if is_contraction(normal) {
                // "He's", "they'd": subject and auxiliary in one.
                chain.aided = true;
                break;
            }
            if tag.classes.any(Classes::AUXILIARY) {
                chain.aided = true;
                chain.passive |= self.on(at, Lists::TO_BE);
            } else if normal == "to" && !chain.aided && at > limit {
                let Some(end) = self.before_infinitive(at, limit) else {
                    break;
                };
                chain.infinitive = true;
                chain.aided = true;
                chain.end = end;
                continue;
            } else if tag.classes.any(Classes::TIME) {
                // "the ministry on Monday said"
                let preposition =
                    at > limit && matches!(self.normal(at - 1), "on" | "in" | "last" | "this");
                chain.end = at - usize::from(preposition);
                continue;
            } else if at > limit && self.is_time_before_verb(at) {
                // "the court this month rejected"
                chain.end = at - 1;
                continue;
            } else if normal == "but" && at > limit && self.is(at - 1, "all") {
                // "all but confirmed"
            } else if !tag.classes.any(Classes::ADVERB.with(Classes::HEARSAY))
                || tag
                    .classes
                    .any(Classes::QUANTIFIER.with(Classes::DETERMINER))
                    && !matches!(normal, "all" | "both" | "each")
            {
                break;
            }
            chain.end = at;
        }
        chain
    }

    /// "Some members, however, question": past an adverb between two commas, the second at `comma`.
    fn before_aside(&self, comma: usize, limit: usize) -> Option<usize> {
        let start = comma.checked_sub(2).filter(|start| *start > limit)?;
        let aside = self.is(comma, ",") && self.is(start, ",");
        let word = self.at(start + 1);
        // "The managers, predictably, congratulate" comments; "however" only joins.
        let joins = (word.classes.any(Classes::ADVERB) && !self.normal(start + 1).ends_with("ly"))
            || self.is(start + 1, "though");
        (aside && !word.name && joins).then_some(start)
    }

    /// "this month", "last week": a time between subject and verb.
    fn is_time_before_verb(&self, at: usize) -> bool {
        self.on(at, Lists::TIME_UNIT) && matches!(self.normal(at - 1), "this" | "last" | "next")
    }

    /// Where the verb chain begins that "to" continues: "went on", "refused", "is expected".
    fn before_infinitive(&self, to: usize, limit: usize) -> Option<usize> {
        let mut at = to;
        if at > limit && matches!(self.normal(at - 1), "on" | "forward" | "out") {
            at -= 1;
        }
        let before = at.checked_sub(1).filter(|before| *before >= limit)?;
        // "went to see" is a way, "went on to say" none.
        if at == to && self.on(before, Lists::GOING) {
            return None;
        }
        let tag = self.at(before);
        let starts = tag
            .verb
            .is_some_and(|verb| verb.senses.any(Senses::START) && verb.form != Form::Ing)
            || tag.classes.any(Classes::ATTITUDE)
            || self.on(before, Lists::LEADING_ON);
        starts.then_some(before)
    }
}

/// A pronoun with its auxiliary: "he's".
pub fn is_contraction(normal: &str) -> bool {
    words().of(normal).lists.any(Lists::CONTRACTION)
}

/// What stands between a subject and its verb.
#[derive(Clone, Copy, Debug)]
pub struct Chain {
    /// Where the subject must end.
    pub end: usize,
    /// Whether a form of "to be" stands there.
    pub passive: bool,
    /// Whether the verb is an infinitive.
    pub infinitive: bool,
    /// Whether an auxiliary carries the number, so that the verb itself shows none.
    pub aided: bool,
}
