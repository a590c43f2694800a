//! One noun phrase without what belongs to it: from its article to its head.

use std::ops::Range;

use super::Reader;
use super::words::{Common, common, is_listed};
use crate::analysis::attribution::words::Classes;
use crate::text::TokenKind;
use crate::text::noun::is_plural;

/// A noun phrase in tokens.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// All of it.
    pub tokens: Range<usize>,
    /// The noun or name at its end.
    pub head: Range<usize>,
    /// Whom the head names.
    pub known: Option<usize>,
    /// Whether it owns what follows: "the town’s".
    pub owns: bool,
}

/// What a token may do in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Determiner,
    Number,
    Adjective,
    /// A form in -ed or -ing, or of an irregular verb.
    Participle,
    Adverb,
    Noun,
    /// A name to the token given, and whose.
    Name(usize, usize),
    None,
}

impl Reader<'_, '_, '_> {
    /// The noun phrase that begins at a token.
    pub(super) fn chunk(&self, start: usize, limit: usize) -> Option<Chunk> {
        let mut head: Option<(Range<usize>, Option<usize>)> = None;
        let mut at = start;
        while at < limit {
            if let Some(next) = self.over_mark(at, start, limit) {
                at = next;
                continue;
            }
            let part = self.part(at, start, limit, head.is_some());
            let next = match part {
                Part::Determiner if at == start => at + 1,
                Part::Number if !self.ends_name(head.as_ref()) => at + 1,
                Part::Adjective | Part::Participle | Part::Adverb
                    if head.is_none() || self.leads_on(at, start, limit) =>
                {
                    at + 1
                }
                Part::Noun => {
                    head = Some((self.compound_start(at, start)..at + 1, None));
                    at + 1
                }
                Part::Name(end, known) if self.may_precede_name(head.as_ref(), end) => {
                    head = Some((at..end, Some(known)));
                    end
                }
                _ => break,
            };
            at = next;
            if self.tagged.at(at - 1).possessive
                && head.as_ref().is_some_and(|(head, _)| head.end == at)
            {
                return Self::close(start, head, at, true);
            }
            if self.is_plural_owner(at, limit)
                && head.as_ref().is_some_and(|(head, _)| head.end == at)
            {
                return Self::close(start, head, at + 1, true);
            }
        }
        let end = head.as_ref()?.0.end;
        Self::close(start, head, end, false)
    }

    fn close(
        start: usize,
        head: Option<(Range<usize>, Option<usize>)>,
        end: usize,
        owns: bool,
    ) -> Option<Chunk> {
        let (head, known) = head?;
        Some(Chunk {
            tokens: start..end,
            head,
            known,
            owns,
        })
    }

    /// "workers’ party"
    fn is_plural_owner(&self, at: usize, limit: usize) -> bool {
        at > 0
            && at + 1 < limit
            && matches!(self.tagged.normal(at), "'" | "’")
            && self.tagged.normal(at - 1).ends_with('s')
            && !self.tagged.at(at + 1).mark
            && !self.tagged.at(at).quoted
    }

    /// Where a phrase goes on behind a mark inside it: the point of "U.S.", a hyphen that
    /// stands between spaces.
    fn over_mark(&self, at: usize, start: usize, limit: usize) -> Option<usize> {
        if at == start || !self.tagged.at(at).mark || at + 1 >= limit {
            return None;
        }
        let before = self.tagged.normal(at - 1);
        match self.tagged.normal(at) {
            "." if before.contains('.') || self.tagged.at(at - 1).name && before.len() <= 3 => {
                Some(at + 1)
            }
            "-" if self.tagged.book.has_spaced_hyphens() => Some(at + 1),
            _ => None,
        }
    }

    /// The first part of a compound that is written with a hyphen between spaces.
    fn compound_start(&self, at: usize, start: usize) -> usize {
        let spaced =
            at >= start + 2 && self.tagged.is(at - 1, "-") && self.tagged.book.has_spaced_hyphens();
        if spaced { at - 2 } else { at }
    }

    fn ends_name(&self, head: Option<&(Range<usize>, Option<usize>)>) -> bool {
        head.is_some_and(|(head, known)| known.is_some() || !self.is_time(head.start))
    }

    fn is_time(&self, at: usize) -> bool {
        self.tagged.at(at).classes.any(Classes::TIME)
    }

    /// "the lawyer John Dowd", but "the meeting | Trump wanted".
    fn may_precede_name(&self, head: Option<&(Range<usize>, Option<usize>)>, _end: usize) -> bool {
        let Some((head, known)) = head else {
            return true;
        };
        if let Some(known) = known {
            return !self.is_person(*known);
        }
        let last = head.end - 1;
        self.is_people_noun(last) && !is_plural(self.tagged.normal(last))
            || self.tagged.at(last).name
            || self.is_time(last)
            || self
                .tagged
                .at(last)
                .classes
                .any(Classes::ORGANISATION.with(Classes::NAME_PLACE))
                && !is_plural(self.tagged.normal(last))
    }

    /// Whether what describes is followed by something that it can describe.
    fn leads_on(&self, at: usize, start: usize, limit: usize) -> bool {
        at + 1 < limit
            && !matches!(
                self.part(at + 1, start, limit, false),
                Part::None | Part::Determiner | Part::Number
            )
    }

    /// What a token does in a phrase that began at `start` and has a noun already or not.
    pub(super) fn part(&self, at: usize, start: usize, limit: usize, headed: bool) -> Part {
        let tagged = self.tagged;
        let tag = tagged.at(at);
        let normal = tagged.normal(at);
        if at >= limit || tag.mark {
            return Part::None;
        }
        if let Some((end, known)) = self.names.get(&at).filter(|(end, _)| *end <= limit) {
            return Part::Name(*end, *known);
        }
        let classes = tag.classes;
        if tagged.parsed.tokens.as_slice()[at].kind == TokenKind::Number {
            return Part::Number;
        }
        let noun = Classes::SOURCE
            .with(Classes::CUE_NOUN)
            .with(Classes::TITLE)
            .with(Classes::STANCE_NOUN);
        if tag.name {
            return if classes.any(Classes::OF_PLACE) && !classes.any(Classes::GROUP) {
                Part::Adjective
            } else {
                Part::Noun
            };
        }
        if classes.any(Classes::PRONOUN) && !classes.any(Classes::DETERMINER) {
            return Part::None;
        }
        if classes.any(Classes::DETERMINER) && !(normal == "that" && self.joins_clauses(at)) {
            return if classes.any(Classes::QUANTIFIER) {
                Part::Number
            } else {
                Part::Determiner
            };
        }
        if classes.any(Classes::QUANTIFIER) {
            return Part::Number;
        }
        let nominal = self.in_nominal_place(at, start);
        if classes.any(Classes::FUNCTION) {
            let describes = classes.any(Classes::ADVERB) && at > start && !headed;
            return if describes { Part::Adverb } else { Part::None };
        }
        if classes.any(Classes::TIME) {
            return if self.leads_on_noun(at, limit) && !headed {
                Part::Adjective
            } else {
                Part::None
            };
        }
        let usual = common(normal);
        let verbal = tag.verb.is_some() || classes.any(Classes::VERB) || usual == Common::Verb;
        let listed =
            classes.any(noun) || is_listed("person", normal) || is_listed("relation", normal);
        if verbal {
            return self.verb_or_noun(at, nominal, headed, listed || usual == Common::Noun);
        }
        if listed {
            return Part::Noun;
        }
        match usual {
            Common::Noun => Part::Noun,
            Common::Adjective => Part::Adjective,
            Common::Adverb if at > start && !headed => Part::Adverb,
            Common::Adverb | Common::Verb => Part::None,
        }
    }

    fn leads_on_noun(&self, at: usize, limit: usize) -> bool {
        at + 1 < limit
            && !self.tagged.at(at + 1).mark
            && !self.tagged.at(at + 1).classes.any(Classes::FUNCTION)
    }

    /// "said that Mora", "that the roof": no determiner.
    fn joins_clauses(&self, at: usize) -> bool {
        let next = self.tagged.at(at + 1);
        next.name
            || next.classes.any(Classes::DETERMINER.with(Classes::PRONOUN))
            || next.mark
            || is_plural(self.tagged.normal(at + 1))
            || at > 0 && !self.tagged.at(at - 1).classes.any(Classes::PREPOSITION)
    }

    /// Behind an article, an owner, a number or an adjective stands no verb.
    fn in_nominal_place(&self, at: usize, start: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let tag = self.tagged.at(before);
        if tag.possessive {
            return true;
        }
        if tag.mark {
            // The apostrophe of "workers’", a hyphen between spaces.
            return at > start
                || matches!(self.tagged.normal(before), "'" | "’")
                    && self
                        .tagged
                        .normal(before - usize::from(before > 0))
                        .ends_with('s');
        }
        at > start
            && (tag
                .classes
                .any(Classes::DETERMINER.with(Classes::QUANTIFIER))
                || self.tagged.parsed.tokens.as_slice()[before].kind == TokenKind::Number
                || tag.classes.any(Classes::OF_PLACE)
                || !tag.classes.any(Classes::SOURCE)
                    && matches!(common(self.tagged.normal(before)), Common::Adjective))
    }

    /// A word that may be a verb: what it is here.
    fn verb_or_noun(&self, at: usize, nominal: bool, headed: bool, nounish: bool) -> Part {
        let normal = self.tagged.normal(at);
        let participle = normal.len() > 4
            && (normal.ends_with("ed") || normal.ends_with("ing") || normal.ends_with("wn"));
        if nominal {
            return if participle && !nounish {
                Part::Participle
            } else {
                Part::Noun
            };
        }
        if !nounish {
            return Part::None;
        }
        if !headed {
            // "talks began", "claims of", but "visit the town".
            return if is_plural(normal) && !self.takes_object(at) {
                Part::Noun
            } else {
                Part::None
            };
        }
        if self.takes_object(at) {
            Part::None
        } else {
            Part::Noun
        }
    }

    /// Whether what follows is what follows a verb: an article, a name, "to", "that".
    fn takes_object(&self, at: usize) -> bool {
        let next = self.tagged.at(at + 1);
        let word = self.tagged.normal(at + 1);
        if next.mark {
            return matches!(word, "“" | "\"");
        }
        word == "to"
            || word == "that"
            || next.name
            || word != "of"
                && word != "in"
                && word != "on"
                && word != "for"
                && next.classes.any(
                    Classes::DETERMINER
                        .with(Classes::PRONOUN)
                        .with(Classes::QUANTIFIER),
                )
    }

    /// Whether a noun is one for people.
    pub(super) fn is_people_noun(&self, at: usize) -> bool {
        let classes = self.tagged.at(at).classes;
        let word = self.tagged.normal(at);
        let word = word.strip_suffix("'s").unwrap_or(word);
        let one = crate::text::noun::singular(word);
        if is_listed("no people", &one) {
            return false;
        }
        classes.any(
            Classes::PERSON
                .with(Classes::TITLE)
                .with(Classes::GROUP)
                .with(Classes::STANCE_NOUN),
        ) || is_listed("person", &one)
            || is_listed("official", &one)
            || self.tagged.is_doer(at)
    }
}
