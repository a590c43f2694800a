//! Nouns for what is said or thought, and for those who stand for or against something.

use std::ops::Range;

use super::chain::is_contraction;
use super::content::Content;
use super::cues::CueFinder;
use super::frames::Frame;
use super::phrase::Agent;
use super::words::{Classes, Form, Lists, Senses, Verb, words};
use crate::model::Attribution;
use crate::text::Span;

/// How many words may stand between a light verb, or an owner, and its noun.
const BETWEEN: usize = 5;
/// How far after a noun the one who says it may be named: "criticism of the plan by Mora".
const NAMED_WITHIN: usize = 8;

/// Whether an attribution is a noun without anybody who says it: "amid fears that".
pub fn is_bare_noun(attribution: &Attribution, text: &str) -> bool {
    let is_noun = |cue: Span| {
        words()
            .of(&cue.of(text).to_lowercase())
            .classes
            .any(Classes::CUE_NOUN)
    };
    attribution.source_span.is_none() && attribution.cue.is_some_and(is_noun)
}

impl CueFinder<'_, '_, '_> {
    /// A noun for what is said or thought, with the one who says it in any of the places
    /// that English has for that.
    pub(super) fn noun(&mut self, at: usize) {
        let Some(verb) = words().lemma(self.tagged.normal(at)) else {
            return;
        };
        if at == self.range.start {
            self.unowned(at, verb);
            return;
        }
        if !(self.light_verb(at, verb) || self.owned(at, verb)) {
            self.unowned(at, verb);
        }
    }

    /// "Mora made a claim that", "the board issued a warning about": the verb carries no
    /// meaning of its own, the noun says what is done.
    fn light_verb(&mut self, at: usize, noun: &'static str) -> bool {
        let tagged = self.tagged;
        let named = tagged
            .at(at + 1)
            .verb
            .is_some_and(|verb| verb.form == Form::Ing);
        if !named && !self.complement_follows(at + 1) && !self.quotes_after(at + 1) {
            return false;
        }
        let Some(light) = self.before_noun(at, Classes::LIGHT) else {
            return false;
        };
        let chain = tagged.before_verb(light, self.range.start);
        // "did not make a claim": nothing was claimed.
        let untrue = Lists::DENIAL.with(Lists::UNREAL);
        let denied = (chain.end..at).any(|index| tagged.at(index).lists.any(untrue));
        // "poses a threat": a danger, not a word.
        let danger = noun == "threat" && tagged.normal(light).starts_with("pos");
        if chain.passive || denied || danger {
            return false;
        }
        let normal = tagged.normal(light);
        let subject = if normal.ends_with("ing") && !chain.aided {
            self.shared_subject(light)
        } else {
            let form = if normal.ends_with('s') {
                Form::Third
            } else {
                Form::Past
            };
            let verb = Verb {
                senses: Senses::ACT,
                form,
                lemma: noun,
                tokens: 1,
                bare_past: false,
                frame: Frame::NONE,
            };
            self.subject(chain, light, verb)
        };
        let Some(subject) = subject
            .filter(|subject| subject.agent.is_animate() || subject.agent == Agent::Document)
        else {
            return false;
        };
        let content = self.said_after(at + 1);
        self.push_subject(subject, light..at + 1, noun, content);
        true
    }

    /// "The tenants sent a letter opposing": what is written says what those who wrote it say.
    pub(super) fn written(&mut self, at: usize) {
        let tagged = self.tagged;
        let next = tagged.at(at + 1);
        let opens = next.verb.is_some_and(|verb| {
            verb.form == Form::Ing
                && verb
                    .senses
                    .any(Senses::SAY.with(Senses::ACT).with(Senses::THINK))
        }) || self.states(at + 1);
        if opens && let Some(noun) = words().lemma(tagged.normal(at)) {
            self.light_verb(at, noun);
        }
    }

    /// "Mora's claim that", "their fears of".
    fn owned(&mut self, at: usize, verb: &'static str) -> bool {
        let tagged = self.tagged;
        // Up to two adjectives may stand between the owner and the noun.
        let owner = (self.range.start..at).rev().take(3).find(|index| {
            let tag = tagged.at(*index);
            tag.possessive || tag.mark || tag.classes.any(Classes::FUNCTION)
        });
        let Some(owner) = owner else { return false };
        let tag = tagged.at(owner);
        let plural = matches!(tagged.normal(owner), "'" | "’")
            && owner > self.range.start
            && tagged.normal(owner - 1).ends_with('s');
        let pronoun = matches!(tagged.normal(owner), "his" | "her" | "their");
        // "Her fear is that", "the union's aim was to"
        let equated = matches!(tagged.normal(at + 1), "is" | "was" | "are" | "were")
            && (self.states(at + 2) || tagged.is(at + 2, "to"));
        let follows = equated || (self.complement_follows(at + 1) && !self.lays_claim(at));
        if !(tag.possessive || plural || pronoun) || !follows {
            return false;
        }
        let source = if pronoun {
            Some(owner..owner + 1)
        } else {
            tagged.phrase_before(owner + usize::from(!plural), self.range.start)
        };
        let Some(source) = source.filter(|source| !source.is_empty()) else {
            return false;
        };
        let named = source.clone().any(|index| tagged.at(index).name);
        let agent = if pronoun {
            Agent::Pronoun
        } else if named {
            Agent::Named
        } else if source.clone().any(|index| {
            tagged
                .at(index)
                .classes
                .any(Classes::PERSON.with(Classes::ORGANISATION))
        }) {
            Agent::Organisation
        } else {
            return false;
        };
        let content = self
            .worded(at + 1..self.clause_end(at + 1))
            .into_iter()
            .collect();
        self.push(Some(source), agent, at..at + 1, verb, content);
        if !equated {
            self.embed();
        }
        true
    }

    /// "the kingdom's claim to the islands", "her claim to fame", "Norrholt's claims on the lake":
    /// what is claimed is a thing and not a statement; but "his claim to have seen the wolf".
    fn lays_claim(&self, at: usize) -> bool {
        let tagged = self.tagged;
        if !matches!(tagged.normal(at), "claim" | "claims") {
            return false;
        }
        let next = tagged.at(at + 2);
        let noun = next.name
            || next
                .classes
                .any(Classes::DETERMINER.with(Classes::QUANTIFIER))
            || tagged.at(at + 3).mark
            || tagged.at(at + 3).classes.any(Classes::PREPOSITION);
        // "her claim to the board that the lock would hold": who was told.
        let told = (at + 2..self.clause_end(at + 1)).any(|index| self.states(index));
        !told && (tagged.is(at + 1, "on") || (tagged.is(at + 1, "to") && noun))
    }

    /// "fears that the dam will break", "criticism of the plan by the union": with the one
    /// who says it behind the noun, or with nobody.
    fn unowned(&mut self, at: usize, verb: &'static str) {
        let tagged = self.tagged;
        // "demand from China", "efforts by the port": no words.
        let deed = matches!(verb, "bid" | "demand" | "effort" | "interest" | "push");
        if !deed && let Some((source, agent)) = self.named_behind(at + 1) {
            let mut content: Content = self
                .worded(at + 1..self.clause_end(at + 1))
                .map(|part| cut_out(part, &source))
                .unwrap_or_default()
                .into_iter()
                .filter(|part| part.len() > 1)
                .filter_map(|part| self.worded(part))
                .collect();
            if content.is_empty() {
                // "The toll drew praise from Mora": what stands before is what is praised.
                content.extend(self.worded(self.range.start..at));
            }
            self.push(Some(source), agent, at..at + 1, verb, content);
            self.embed();
            return;
        }
        // "amid calls for": a call in the singular has its caller named elsewhere.
        let calls = tagged.is(at, "calls") && matches!(tagged.normal(at + 1), "for" | "to");
        if !calls && !tagged.at(at).classes.any(Classes::CLAIM_NOUN) {
            return;
        }
        // "The fear is that": the noun is the subject, the clause says what is feared.
        let equated = matches!(tagged.normal(at + 1), "is" | "was") && self.states(at + 2);
        let states = self.states(at + 1) || equated;
        let of = matches!(tagged.normal(at + 1), "of" | "about" | "over" | "whether")
            || tagged.is(at + 1, "as") && tagged.is(at + 2, "to");
        if !(states || of || calls) {
            return;
        }
        let content = self
            .worded(at + 1..self.clause_end(at + 1))
            .into_iter()
            .collect();
        self.push(None, Agent::Vague, at..at + 1, verb, content);
        self.embed();
    }

    /// "by Mora", "from the union", "among tenants" after the noun.
    fn named_behind(&self, from: usize) -> Option<(Range<usize>, Agent)> {
        let tagged = self.tagged;
        let end = self.clause_end(from).min(from + NAMED_WITHIN);
        let place = (from..end).find(|index| {
            tagged.is(*index, "by")
                || (*index == from && matches!(tagged.normal(*index), "from" | "among"))
        })?;
        // "The plan aims to cut the toll by half": behind a verb the noun has lost its "by".
        let verbal = (from..place).any(|index| {
            let tag = tagged.at(index);
            !tag.name
                && (tag
                    .classes
                    .any(Classes::AUXILIARY.with(Classes::PLAIN_VERB))
                    || tag.verb.is_some_and(|verb| verb.form == Form::Third))
        });
        let source = tagged
            .phrase_after(place + 1, self.range.end)
            .filter(|_| !verbal)?;
        let agent = tagged.agent(&source)?;
        (agent.is_animate() && agent != Agent::Pronoun).then_some((source, agent))
    }

    /// "Mora is a staunch opponent of the toll", "Mora, a defender of the toll,".
    pub(super) fn stance_noun(&mut self, at: usize) {
        let tagged = self.tagged;
        if !matches!(tagged.normal(at + 1), "of" | "for" | "in") || at == self.range.start {
            return;
        }
        let Some(verb) = words().lemma(tagged.normal(at)) else {
            return;
        };
        let start = self.start_of_noun(at);
        let Some(before) = start.checked_sub(1).filter(|at| *at >= self.range.start) else {
            return;
        };
        let content: Content = self
            .worded(at + 1..self.clause_end(at + 1))
            .into_iter()
            .collect();
        let determined = start < at && tagged.at(start).classes.any(Classes::DETERMINER);
        if tagged.is(before, ",") && determined {
            let subject = self
                .phrase_subject(before)
                .filter(|subject| subject.agent == Agent::Named);
            if let Some(subject) = subject {
                self.push_subject(subject.inside(), at..at + 1, verb, content);
            }
            return;
        }
        let linked = matches!(
            tagged.normal(before),
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "remains"
                | "remain"
                | "remained"
                | "became"
                | "become"
                | "becomes"
        ) || is_contraction(tagged.normal(before));
        if !linked {
            return;
        }
        let chain = tagged.before_verb(start, self.range.start);
        let end = if chain.end == start {
            tagged.before_verb(before, self.range.start).end
        } else {
            chain.end
        };
        let subject = self.state_subject(end);
        if let Some(subject) = subject.filter(|subject| subject.agent.is_animate()) {
            self.push_subject(subject, at..at + 1, verb, content);
        }
    }

    fn embed(&mut self) {
        let tagged = self.tagged;
        if let Some(cue) = self.found.last_mut() {
            cue.embedded = true;
            // "Lund's offer of a second ferry": a deed, where no clause says what was said.
            let states = cue.content.first().is_some_and(|part| {
                part.start < cue.place.start
                    || tagged.at(part.start).lists.any(Lists::CLAUSE)
                    || part.clone().any(|at| tagged.at(at).quoted)
            });
            cue.reduced = !states;
        }
    }

    /// The word of a class that stands before the noun phrase which ends in a noun:
    /// "made" of "made a bold claim".
    fn before_noun(&self, at: usize, classes: Classes) -> Option<usize> {
        let tagged = self.tagged;
        let start = self.start_of_noun(at);
        let mut before = start.checked_sub(1).filter(|at| *at >= self.range.start)?;
        // "came to a conclusion"
        if tagged.is(before, "to") && before > self.range.start {
            before -= 1;
            return matches!(tagged.normal(before), "came" | "come" | "comes" | "coming")
                .then_some(before);
        }
        let tag = tagged.at(before);
        (tag.classes.any(classes) && !tag.name).then_some(before)
    }

    /// Where the noun phrase begins that ends in a noun: over adjectives to a determiner.
    fn start_of_noun(&self, at: usize) -> usize {
        let tagged = self.tagged;
        let limit = self.range.start.max(at.saturating_sub(BETWEEN));
        let mut start = at;
        while start > limit {
            let before = start - 1;
            let tag = tagged.at(before);
            let normal = tagged.normal(before);
            let determiner = !tag.name
                && tag
                    .classes
                    .any(Classes::DETERMINER.with(Classes::QUANTIFIER));
            let closed = tag.mark
                || (!tag.name
                    && tag.classes.any(
                        Classes::LIGHT
                            .with(Classes::AUXILIARY)
                            .with(Classes::PREPOSITION)
                            .with(Classes::CONJUNCTION)
                            .with(Classes::PRONOUN),
                    ));
            if determiner {
                return before;
            }
            let verb = tag.classes.any(Classes::VERB)
                && !tag.name
                && !normal.ends_with("ed")
                && !normal.ends_with("ing");
            // "a consistent and outspoken supporter"
            let joined = normal == "and" && before > limit + 1 && {
                let first = tagged.at(before - 1);
                !first.name && !first.mark && !first.classes.any(Classes::SOURCE)
            };
            if (closed && !joined) || verb {
                break;
            }
            start = before;
        }
        start
    }

    /// Whether what is said may begin at a token, right after a noun.
    fn complement_follows(&self, at: usize) -> bool {
        matches!(
            self.tagged.normal(at),
            "that"
                | "of"
                | "to"
                | "about"
                | "on"
                | "for"
                | "against"
                | "over"
                | "toward"
                | "towards"
                | "in"
                | ":"
                | "as"
                | "with"
                | "regarding"
                | "concerning"
                | "whether"
                | "how"
        ) || (self.tagged.is(at, "at") && self.tagged.at(at - 1).classes.any(Classes::AIMED))
    }

    /// Whether a clause begins with "that": "the claim that the dam", but not "the claim that was made".
    pub(super) fn states(&self, at: usize) -> bool {
        let next = self.tagged.at(at + 1);
        self.tagged.is(at, "that")
            && !(next
                .classes
                .any(Classes::AUXILIARY.with(Classes::VERB).with(Classes::ADVERB))
                && !next.name
                && !next.classes.any(Classes::SOURCE.with(Classes::DETERMINER)))
            && (next.name || !self.tagged.normal(at + 1).ends_with("ed"))
    }

    fn said_after(&self, from: usize) -> Content {
        let end = if self.states(from) || self.quotes_after(from) {
            self.range.end
        } else {
            self.clause_end(from)
        };
        self.worded(from..end).into_iter().collect()
    }
}

/// What is left of a range on both sides of another.
fn cut_out(range: Range<usize>, inside: &Range<usize>) -> Vec<Range<usize>> {
    vec![
        range.start..inside.start.clamp(range.start, range.end),
        inside.end.clamp(range.start, range.end)..range.end,
    ]
}
