//! What moves somebody, and what somebody is told: the one who feels or hears stands as the object.

use super::cues::CueFinder;
use super::phrase::Agent;
use super::words::{Cells, Classes, Form, Lists, Senses, Verb};

impl CueFinder<'_, '_, '_> {
    /// "The plan angered residents": what they feel, and about what.
    pub(super) fn experience(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        if !verb.senses.any(Senses::MOVE) || verb.form == Form::Ing {
            return false;
        }
        let chain = tagged.before_verb(at, self.range.start);
        // "It surprised nobody": it must be told what moved them, and whom.
        if chain.passive || chain.end == self.range.start {
            return false;
        }
        let Some(object) = tagged.phrase_after(after, self.range.end) else {
            return false;
        };
        let Some(agent) = tagged.agent(&object) else {
            return false;
        };
        if !matches!(agent, Agent::Named | Agent::Person | Agent::Organisation) {
            return false;
        }
        // A base form beside a singular subject is a noun: "surprise visitors".
        if verb.form == Form::Base && !chain.aided && !chain.infinitive {
            return false;
        }
        let content = self.around(at..object.end);
        self.push(Some(object), agent, at..after, verb.lemma, content);
        true
    }

    /// "Residents were told to boil water": by whom is left open.
    pub(super) fn told(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        let said = verb.frame.has(Cells::TOLD)
            && self.tagged.on(after, Lists::TOLD_THAT)
            && !self.tagged.at(after + 1).classes.any(Classes::DETERMINER);
        if !said {
            return false;
        }
        let content = self.worded(after..self.range.end).into_iter().collect();
        self.push(None, Agent::Vague, at..after, verb.lemma, content);
        true
    }
}
