//! Where nothing is said, though a verb of saying or thinking stands there; and where it is said
//! beside the sentence's main statement, which stays the outlet's.

use super::chain::Chain;
use super::cues::{Cue, CueFinder};
use super::phrase::Agent;
use super::subject::Subject;
use super::words::{Cells, Classes, Form, Lists, Senses, Verb, words};
use crate::model::SourceKind;

impl CueFinder<'_, '_, '_> {
    /// Whether a verb of saying or thinking reports nothing here: what it tells of is denied,
    /// only possible, an act, or known to the outlet alone.
    pub(super) fn unsaid(&self, chain: Chain, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        let between = |lists: Lists| {
            (chain.end..at)
                // "in May" is no "may".
                .any(|index| {
                    let tag = tagged.at(index);
                    let month =
                        tagged.is(index, "may") && tagged.parsed.tokens.as_slice()[index].capital;
                    tag.lists.any(lists) && !tag.quoted && !month
                })
        };
        // "tried to persuade", "declined to comment"
        let tried = chain.infinitive
            && between(Lists::TRYING)
            && verb
                .senses
                .any(Senses::SAY.with(Senses::ACT).with(Senses::NAME));
        let minds = Senses::THINK.with(Senses::INTEND);
        // "she just wants to": the outlet looks into her head.
        let seen_through = verb.senses.any(minds) && between(Lists::LOOK_INTO);
        // "is planning to": arranged already, and no statement.
        let arranged = verb.form == Form::Ing
            && chain.passive
            && verb.senses.any(Senses::INTEND)
            && tagged.is(after, "to");
        // "would have claimed"
        let contrary = (chain.end..at).any(|index| tagged.is(index, "would"))
            && (chain.end..at).any(|index| tagged.is(index, "have"));
        self.denied(chain, at, after, verb)
            || tried
            || seen_through
            || arranged
            || contrary
            || verb.frame.has(Cells::KNOWLEDGE)
            || between(Lists::UNREAL)
            || self.is_act(after, verb)
            || self.means_to_ask(after, verb)
            || self.outlets_guess(at, after, verb)
    }

    /// "He sees it as a test": what goes on in somebody's head, told by the outlet. A body has
    /// a position that it has stated.
    pub(super) fn is_insight(&self, subject: &Subject, verb: Verb) -> bool {
        let somebody = matches!(subject.agent, Agent::Pronoun | Agent::Named | Agent::Person);
        verb.frame.has(Cells::INSIGHT)
            && somebody
            && self.tagged.kind_of_name(&subject.phrase) != SourceKind::Organisation
    }

    /// "did not specify who", "has not been questioned by the board"
    pub(super) fn denied(&self, chain: Chain, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        verb.frame.has(Cells::SPEECH)
            && (chain.end.min(at.saturating_sub(1))..at).any(|index| {
                let tag = tagged.at(index);
                // "made no mention"
                (tag.lists.any(Lists::DENIAL) || tagged.is(index, "no")) && !tag.quoted
            })
            && !self.quotes_after(after)
    }

    /// "refused to open the lock": something done, and nothing said.
    pub(super) fn is_act(&self, after: usize, verb: Verb) -> bool {
        let to = after + usize::from(self.tagged.at(after).classes.any(Classes::ADVERB));
        verb.frame.has(Cells::ACT) && self.tagged.is(to, "to")
    }

    /// "wants to ask whether": what somebody means to ask or find out states nothing.
    fn means_to_ask(&self, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        // "would like to" has its "to" inside.
        let to = after.checked_sub(usize::from(verb.tokens > 1));
        let to = to.filter(|to| tagged.is(*to, "to")).unwrap_or(after);
        verb.senses.any(Senses::THINK.with(Senses::INTEND))
            && tagged.is(to, "to")
            && tagged.at(to + 1).lists.any(Lists::ASKING)
            && !self.ends_clause(to + 2)
    }

    /// "chanted and waved flags": what follows the verb is not what was said.
    pub(super) fn says_nothing(&self, subject: &Subject, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        let start = subject.phrase.start;
        let fronted = start > self.range.start
            && tagged.at(start - 1).mark
            && !self.is_opening_phrase(start - 1);
        let joins = tagged.at(after).lists.any(Lists::JOINING)
            && verb.senses.any(Senses::SAY.with(Senses::ACT))
            && !verb.senses.any(Senses::NAME.with(Senses::AS));
        // "admitted when pressed that the club had no money"
        let states = (after..self.range.end).any(|at| tagged.is(at, "that"));
        joins && !fronted && !states && !self.quotes_after(after)
    }

    /// "Mora seems to have learned", "ministers will tell you": the outlet speaks, of somebody.
    fn outlets_guess(&self, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        let to_reader = verb.lemma == "tell" && tagged.is(after, "you");
        let said = verb.senses.any(Senses::SAY);
        let before = self.range.start.max(at.saturating_sub(3))..at;
        let guessed = !said && before.clone().any(|index| tagged.on(index, Lists::SEEMING));
        // "nobody wants to" cites nobody.
        let empty = before.clone().any(|index| tagged.on(index, Lists::NOBODY));
        // "a ribbon she did not want to cut": a trait, told by the outlet.
        let unwanted =
            verb.lemma == "want" && before.clone().any(|index| tagged.on(index, Lists::DENIAL));
        // "The review will find that": nobody has found it yet.
        let foretold = verb.senses.any(Senses::SHOW)
            && verb.form == Form::Base
            && at > self.range.start
            && tagged.is(at - 1, "will");
        to_reader || foretold || guessed || empty || unwanted || said && self.leaves_unsaid(at)
    }

    /// "What Mora did not mention is that" and "the shops have to state the price": nobody says it here.
    fn leaves_unsaid(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let obliged = at >= self.range.start + 2
            && tagged.is(at - 1, "to")
            && tagged.on(at - 2, Lists::OBLIGING);
        let clause = (self.range.start..at)
            .rev()
            .take_while(|index| !tagged.at(*index).mark && !tagged.at(*index).quoted);
        let mut negated = false;
        let unsaid = clause.take(12).any(|index| {
            let word = tagged.normal(index);
            negated |= tagged.on(index, Lists::OMISSION.with(Lists::DENIAL));
            word == "what" && negated
        });
        obliged || unsaid
    }

    /// "Has Lund said so?": a question of the outlet's states nothing of anybody's.
    pub(super) fn within_question(&mut self) {
        let tagged = self.tagged;
        let last = self.range.clone().next_back();
        let asks = last.is_some_and(|last| tagged.is(last, "?") && !tagged.at(last).quoted);
        if asks {
            self.found.retain(|cue| {
                let mut told = cue.content.iter().flat_map(Clone::clone);
                told.any(|index| tagged.at(index).quoted)
            });
        }
    }

    /// "After Lund announced the toll, nine firms left": what a clause beside the main one tells
    /// is not what the sentence states.
    pub(super) fn within_clauses(&mut self) {
        let unreal: Vec<bool> = self.found.iter().map(|cue| self.is_unreal(cue)).collect();
        for (cue, unreal) in self.found.iter_mut().zip(unreal) {
            cue.embedded |= unreal;
            cue.reduced |= unreal;
        }
        let ends: Vec<Option<usize>> = self.found.iter().map(|cue| self.beside(cue)).collect();
        for (cue, end) in self.found.iter_mut().zip(ends) {
            let Some(end) = end else { continue };
            cue.embedded = true;
            for part in &mut cue.content {
                part.end = part.end.min(end).max(part.start);
            }
            cue.content.retain(|part| !part.is_empty());
        }
    }

    /// "if they fear the toll", "as it promised": nobody has said so.
    fn is_unreal(&self, cue: &Cue) -> bool {
        let tagged = self.tagged;
        let Some(source) = &cue.source else {
            return false;
        };
        let start = source.start.min(cue.place.start);
        let Some(opener) = start.checked_sub(1).filter(|at| *at >= self.range.start) else {
            return false;
        };
        let mut told = cue.content.iter().flat_map(Clone::clone);
        if tagged.at(opener).quoted || told.any(|at| tagged.at(at).quoted) {
            return false;
        }
        let promised = tagged.is(opener, "as")
            && self.ends_clause(cue.place.end)
            && words().frame(cue.verb).has(Cells::PROMISE);
        promised || tagged.at(opener).lists.any(Lists::HYPOTHESIS)
    }

    /// The end of the clause that a cue stands in, where that is not the main one.
    fn beside(&self, cue: &Cue) -> Option<usize> {
        let tagged = self.tagged;
        let source = cue.source.as_ref()?;
        let start = source.start.min(cue.place.start);
        let opener = start.checked_sub(1).filter(|at| *at >= self.range.start)?;
        let tag = tagged.at(opener);
        if tag.name || tag.quoted {
            return None;
        }
        let hearer = words().frame(cue.verb).has(Cells::HEARER);
        let told = tagged
            .phrase_after(cue.place.end, self.range.end)
            .filter(|_| hearer);
        let heard = told.map_or(cue.place.end, |hearer| hearer.end);
        // "as Mora said", "as Mora told the board" stand beside what was said.
        // "as Mora told the board in May"
        let place = tagged
            .at(cue.place.end)
            .classes
            .with(tagged.at(heard).classes);
        let aside = self.ends_clause(cue.place.end)
            || self.ends_clause(heard)
            || place.any(Classes::PREPOSITION.with(Classes::TIME)) && !cue.embedded;
        let opens = tag.lists.any(Lists::SUBORDINATOR)
            || (tagged.is(opener, "as") && !aside)
            || (tagged.is(opener, "what") && opener > self.range.start);
        opens.then(|| self.clause_end(cue.place.end))
    }
}
