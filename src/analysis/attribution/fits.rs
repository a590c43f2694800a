//! Whether a subject and a verb go together, and what must follow the verb before it reports.

use super::chain::Chain;
use super::cues::CueFinder;
use super::phrase::Agent;
use super::subject::Subject;
use super::words::{Cells, Classes, Form, Lists, Senses, Verb};
use crate::text::TokenKind;

/// Readings in which a verb reports only with what must follow it.
pub(super) const FRAMED: Senses = Senses::AS
    .with(Senses::INTEND)
    .with(Senses::CLAUSE)
    .with(Senses::LINK);

/// Readings in which a verb reports whatever follows it.
pub(super) const REPORTS_ALONE: Senses = Senses::SAY
    .with(Senses::THINK)
    .with(Senses::ACT)
    .with(Senses::SHOW)
    .with(Senses::NAME);

/// Within how many tokens a word that the frame asks for must stand.
const NEAR: usize = 6;

impl CueFinder<'_, '_, '_> {
    /// Whether such a source can be the subject of such a verb.
    pub fn fits(
        &self,
        subject: &Subject,
        verb: Verb,
        after: usize,
        chain: Chain,
        at: usize,
    ) -> bool {
        let aided = chain.aided;
        if !aided && !self.agrees(subject, verb) {
            return false;
        }
        if !aided && self.is_noun_after(subject, verb, after, at) {
            return false;
        }
        if !self.has_sense(subject, verb, after) || !self.has_frame(subject, verb, after) {
            return false;
        }
        self.keeps_frame(verb, after, aided, at)
    }

    /// Whether nothing stands around the verb that makes it no report: "showed up", "backed out",
    /// "spoke for an hour".
    fn keeps_frame(&self, verb: Verb, after: usize, aided: bool, at: usize) -> bool {
        let tagged = self.tagged;
        let frame = verb.frame;
        let clause = || after..self.clause_end(after);
        if frame.forbids(tagged.normal(after))
            || clause().any(|index| frame.keeps_apart(tagged.normal(index)))
        {
            return false;
        }
        let near = frame.near().is_none_or(|words| {
            (after..self.range.end.min(after + NEAR)).any(|index| {
                // "for about five minutes" tells how long.
                let number = tagged.is(index, "about") && self.figure_follows(index + 1);
                words.contains(&tagged.normal(index)) && !number || tagged.at(index).quoted
            })
        });
        // "put the cost at nine million", but not "put the cup on the table".
        let figure = !frame.has(Cells::FIGURE)
            || (after + 1..self.range.end.min(after + 10))
                .any(|index| tagged.is(index, "at") && self.figure_follows(index + 1));
        // "may like to know": nobody says that they like it.
        let would = !frame.has(Cells::WOULD)
            || verb.form != Form::Base
            || !aided
            || tagged.is(at - 1, "would");
        let stated = !frame.has(Cells::MATTER)
            || tagged.phrase_after(after, self.range.end).is_none()
            || tagged.at(after).quoted
            || self.asks_or_states(after)
            || self.quotes_after(after);
        near && figure
            && stated
            && would
            && !(frame.has(Cells::OBJECT) && self.ends_clause(after))
            && !(frame.has(Cells::NO_NAME) && tagged.at(after).name)
            && !(frame.has(Cells::NO_LONE_NAME) && self.only_names(after))
            && !(frame.has(Cells::NO_FIGURE) && self.figure_follows(after))
            && (!frame.has(Cells::MARK) || tagged.at(after).mark)
    }

    /// Whether a clause opens: that, whether, how.
    fn asks_or_states(&self, at: usize) -> bool {
        self.tagged.on(at, Lists::QUESTION_WORD)
    }

    /// "a man called Mr Lund, read it out": a name and nothing that it would be called.
    fn only_names(&self, after: usize) -> bool {
        let tagged = self.tagged;
        tagged.at(after).name
            && tagged
                .phrase_after(after, self.range.end)
                .is_some_and(|phrase| tagged.is(phrase.end, ","))
    }

    /// Whether a number follows, with a currency sign, "about" or "more than" before it at most.
    fn figure_follows(&self, at: usize) -> bool {
        (at..self.range.end.min(at + 4)).any(|index| {
            self.tagged.parsed.tokens.as_slice()[index].kind == TokenKind::Number
                || self.tagged.on(index, Lists::NUMBER)
        })
    }

    /// Whether what must follow the verb before it reports does follow: "as", an infinitive or a clause.
    fn has_frame(&self, subject: &Subject, verb: Verb, after: usize) -> bool {
        let tagged = self.tagged;
        if !verb.senses.any(FRAMED) || verb.senses.any(REPORTS_ALONE) {
            return true;
        }
        let beside = |words: &[&str]| {
            (after + 1..self.clause_end(after)).any(|at| words.contains(&tagged.normal(at)))
        };
        let intends = || {
            let to = after + usize::from(tagged.at(after).classes.any(Classes::ADVERB));
            tagged.is(to, "to")
                && !tagged.at(to + 1).name
                && !tagged
                    .at(to + 1)
                    .classes
                    .any(Classes::DETERMINER.with(Classes::PRONOUN))
        };
        let states = || {
            tagged.on(after, Lists::STATING)
                || (subject.phrase.start > self.range.start
                    && tagged.at(subject.phrase.start - 1).mark
                    && self.ends_clause(after))
        };
        (verb.senses.any(Senses::AS) && beside(&["as"]))
            || (verb.senses.any(Senses::LINK) && beside(&["to", "with", "and"]))
            || (verb.senses.any(Senses::INTEND) && intends())
            || (verb.senses.any(Senses::CLAUSE) && states())
    }

    pub(super) fn noun_like(&self, at: usize) -> bool {
        self.tagged
            .at(at)
            .classes
            .any(Classes::CUE_NOUN.with(Classes::DOCUMENT))
    }

    fn has_sense(&self, subject: &Subject, verb: Verb, after: usize) -> bool {
        let speech = Senses::SAY
            .with(Senses::THINK)
            .with(Senses::ACT)
            .with(Senses::NAME)
            .with(FRAMED);
        match subject.agent {
            Agent::Pronoun if self.tagged.is(subject.phrase.start, "it") => {
                (verb.senses.any(Senses::SAY)
                    && verb.form != Form::Base
                    && !verb.senses.any(Senses::SHOW))
                    || verb.frame.has(Cells::IT)
            }
            Agent::Document => {
                verb.senses
                    .any(Senses::SHOW.with(Senses::NORM).with(Senses::CLAUSE))
                    || (verb.senses.any(Senses::SAY) && verb.form != Form::Base)
                    || (verb.senses.any(Senses::ACT) && !verb.frame.has(Cells::BODILY))
                    || verb.frame.has(Cells::AIMS)
            }
            Agent::Other if self.is_object(subject) => false,
            Agent::Other => {
                (verb.senses.any(Senses::SAY)
                    && verb.form != Form::Base
                    && (self.clause_follows(after) || self.ends_clause(after)))
                    || self.only_people(verb, after)
            }
            // "Lund illustrates why": what the outlet sees in him.
            Agent::Named | Agent::Organisation | Agent::Outlet => {
                verb.senses.any(speech.with(Senses::SHOW)) && !verb.frame.has(Cells::THINGS)
            }
            // "Studies show", but not "until someone shows the math".
            Agent::Vague => {
                let written = subject
                    .phrase
                    .clone()
                    .any(|at| self.tagged.at(at).classes.any(Classes::DOCUMENT));
                verb.senses.any(speech) || written && verb.senses.any(Senses::SHOW)
            }
            Agent::Pronoun | Agent::Person => verb.senses.any(speech),
        }
    }

    /// "the backbench hopes to", "which vowed to": what only people do, whatever noun stands for them.
    fn only_people(&self, verb: Verb, after: usize) -> bool {
        verb.frame.has(Cells::ANYONE)
            && verb.form != Form::Ing
            && matches!(self.tagged.normal(after), "that" | "to")
    }

    /// "Health worries have grown", "on his tax claims.", "a set of rules that could": a noun, not a verb.
    fn is_noun_after(&self, subject: &Subject, verb: Verb, after: usize, at: usize) -> bool {
        let tagged = self.tagged;
        if !matches!(verb.form, Form::Third | Form::Base) {
            return false;
        }
        let next = tagged.at(after);
        let word = tagged.normal(after);
        // "says he's", but "debates aren't"
        let aided = next.classes.any(Classes::AUXILIARY)
            && !next.name
            && (!word.contains('\'') || word.ends_with("n't"));
        let relative = (word == "that" && verb.form == Form::Third && !self.states(after))
            // "the downstream states, which today": nouns have relative clauses.
            || (word == "," && matches!(tagged.normal(after + 1), "which" | "who" | "whose"));
        let owned = subject.agent == Agent::Named
            && subject
                .phrase
                .clone()
                .any(|index| tagged.at(index).possessive);
        let closed = self.noun_like(at)
            && (self.ends_clause(after) || word == "of")
            && (subject.phrase.start == self.range.start || subject.agent == Agent::Other || owned);
        aided || relative || closed || self.is_compound(subject, verb, at, after)
    }

    /// Whether a name opens the text and its verb shows that other names stood before it.
    fn cut_list(&self, subject: &Subject, verb: Verb) -> bool {
        subject.phrase.start == self.range.start
            && subject.agent == Agent::Named
            && self.tagged.at(subject.phrase.start).name
            && verb.frame.has(Cells::CUT)
    }

    /// Whether the form of the verb agrees with the subject in number.
    fn agrees(&self, subject: &Subject, verb: Verb) -> bool {
        let tagged = self.tagged;
        let head_part = tagged.head_part(&subject.phrase);
        let Some(head) = head_part.clone().rev().find(|at| !tagged.at(*at).mark) else {
            return false;
        };
        let word = tagged.normal(head);
        let joined = head_part.clone().any(|at| tagged.is(at, "and"));
        let initials = tagged.at(head).name && word.len() <= 3;
        // "A majority of voters expects" and "expect" are both written.
        let counted = word == "group" && matches!(tagged.normal(head_part.start), "a" | "the")
            || tagged.at(head).classes.any(Classes::PARTITIVE)
            || matches!(word, "percent" | "cent")
            || tagged.is(head + 1, "%");
        let plural = joined
            || counted
            || (word.ends_with('s')
                && !initials
                && !word.ends_with("ss")
                && !word.ends_with("news")
                && !word.ends_with("ysis"))
            || tagged.on(head, Lists::PLURAL)
            || word.ends_with("men")
            || (tagged.at(head_part.start).classes.any(Classes::QUANTIFIER)
                && !matches!(tagged.normal(head_part.start), "one" | "another"))
            || tagged.at(head).classes.any(Classes::GROUP);
        match verb.form {
            // "Lund say": where a text was cut inside "Mr. Mora and Mr. Lund say".
            Form::Base => plural || verb.bare_past || self.cut_list(subject, verb),
            Form::Third => {
                tagged.at(head).name
                    || !plural
                    || counted
                    || tagged.on(head, Lists::SINGULAR)
                    || tagged.on(head_part.start, Lists::SINGLE)
            }
            Form::Past | Form::Ing => true,
        }
    }
}
