//! Attribution without a verb of saying: phrases and adjectives.

use std::ops::Range;

use super::chain::is_contraction;
use super::content::Content;
use super::cues::CueFinder;
use super::listed::List;
use super::phrase::Agent;
use super::words::{Classes, words};
use crate::model::SourceKind;

impl CueFinder<'_, '_, '_> {
    /// "according to Mora".
    pub(super) fn source_after_phrase(&mut self, cue: Range<usize>, verb: &'static str) -> bool {
        let tagged = self.tagged;
        let Some(source) = tagged.phrase_after(cue.end, self.range.end) else {
            return false;
        };
        let Some(agent) = tagged.agent(&source) else {
            return false;
        };
        if verb != "according to" && matches!(agent, Agent::Other) {
            return false;
        }
        let (source, agent) = match self.maker(&source, agent) {
            Some(maker) => maker,
            None => (source, agent),
        };
        let content = self.around(cue.start..source.end);
        self.push(Some(source), agent, cue, verb, content);
        true
    }

    /// Who made a document, where it says so: "data compiled by Finvest".
    fn maker(&self, document: &Range<usize>, agent: Agent) -> Option<(Range<usize>, Agent)> {
        let tagged = self.tagged;
        let made = List::Made.has(tagged.normal(document.end));
        let out = made && tagged.is(document.end + 1, "out");
        let by = document.end + usize::from(made) + usize::from(out);
        if agent != Agent::Document || !tagged.is(by, "by") {
            return None;
        }
        let maker = tagged.phrase_after(by + 1, self.range.end)?;
        let agent = tagged.agent(&maker)?;
        matches!(agent, Agent::Named | Agent::Organisation).then_some((maker, agent))
    }

    pub(super) fn vague_phrase(&mut self, cue: Range<usize>, verb: &'static str) -> bool {
        // With an agent named it is a passive like any other.
        let by = (cue.end..self.range.end.min(cue.end + 6)).any(|at| {
            self.tagged.is(at, "by")
                || (self.tagged.is(at, "from")
                    && self
                        .tagged
                        .phrase_after(at + 1, self.range.end)
                        .and_then(|source| self.tagged.agent(&source))
                        .is_some_and(|agent| !matches!(agent, Agent::Vague | Agent::Other)))
        });
        if by || self.tagged.at(cue.start).quoted {
            return false;
        }
        let content = self.around(cue.clone());
        self.push(None, Agent::Vague, cue, verb, content);
        true
    }

    pub(super) fn hearsay(&mut self, at: usize) {
        let verb = match self.tagged.normal(at) {
            "allegedly" => "allegedly",
            "supposedly" => "supposedly",
            "purportedly" => "purportedly",
            "reportedly" => "reportedly",
            _ => return,
        };
        let content = self.around(at..at + 1);
        self.push(None, Agent::Vague, at..at + 1, verb, content);
    }

    /// "The mayor is confident that".
    pub(super) fn attitude(&mut self, at: usize) {
        let tagged = self.tagged;
        if at <= self.range.start {
            return;
        }
        // "She was anxious, sure.": nothing is said of what.
        if tagged.at(at + 1).mark && !tagged.is(at + 1, "\"") && !tagged.is(at + 1, "“") {
            return;
        }
        let chain = tagged.before_verb(at, self.range.start);
        // "He's"; but in "had alarmed residents" the word is a verb.
        let contracted = !chain.passive
            && chain.end > self.range.start
            && is_contraction(tagged.normal(chain.end - 1));
        let linked = chain.passive
            || contracted
            || (chain.end > self.range.start && List::Linking.has(tagged.normal(chain.end - 1)));
        if !linked {
            self.left_with(at, chain.end);
            return;
        }
        let mut end = chain.end;
        if !chain.passive && !contracted {
            // "came away convinced"
            let away = tagged.is(end - 1, "away") && end - 1 > self.range.start;
            end = tagged
                .before_verb(end - 1 - usize::from(away), self.range.start)
                .end;
        }
        // "groups, which are doubtful of": what they are is told beside the point.
        let relative = end > self.range.start
            && tagged.at(end - 1).classes.any(Classes::RELATIVE)
            && !tagged.at(end - 1).name;
        let Some(subject) = self.state_subject(end).filter(|_| !relative) else {
            return;
        };
        if !subject.agent.is_animate() || tagged.is(subject.phrase.start, "it") {
            return;
        }
        let Some(verb) = words().lemma(tagged.normal(at)) else {
            return;
        };
        let content = self.worded(at + 1..self.range.end).into_iter().collect();
        self.push_subject(subject, at..at + 1, verb, content);
    }

    /// "With tenants increasingly worried about": a state beside the main clause.
    fn left_with(&mut self, at: usize, end: usize) {
        let tagged = self.tagged;
        let Some(subject) = self.phrase_subject(end) else {
            return;
        };
        let with = subject
            .phrase
            .start
            .checked_sub(1)
            .is_some_and(|with| with >= self.range.start && tagged.is(with, "with"));
        let people = subject.agent.is_animate() && subject.agent != Agent::Pronoun;
        let Some(verb) = words().lemma(tagged.normal(at)).filter(|_| with && people) else {
            return;
        };
        let content = self.worded(at + 1..self.clause_end(at + 1));
        self.push_subject(
            subject.inside(),
            at..at + 1,
            verb,
            content.into_iter().collect(),
        );
    }

    /// "In Mora's view".
    pub(super) fn view(&mut self, at: usize) {
        let tagged = self.tagged;
        if !matches!(tagged.normal(at), "in" | "to" | "by") {
            return;
        }
        let end = self.range.end.min(at + 8);
        let Some(noun) = (at + 1..end).find(|index| words().is_view(tagged.normal(*index))) else {
            return;
        };
        // "to change his mind": a pronoun owns the noun right before it.
        let pronoun = matches!(tagged.normal(at + 1), "his" | "her" | "their");
        let owned = pronoun
            || (at + 1..noun).any(|index| {
                tagged.at(index).possessive || matches!(tagged.normal(index), "'" | "’")
            });
        let clean = (at + 1..noun).all(|index| {
            !tagged
                .at(index)
                .classes
                .any(Classes::PREPOSITION.with(Classes::AUXILIARY))
        });
        if !owned || !clean {
            return;
        }
        let source = at + 1..noun;
        let agent = if source.clone().any(|index| tagged.at(index).name) {
            Agent::Named
        } else if source.len() == 1 {
            Agent::Pronoun
        } else {
            Agent::Organisation
        };
        let content = self.around(at..noun + 1);
        self.push(Some(source), agent, at..noun + 1, "in the view of", content);
    }

    /// `Mora: "…"` and, in headings, `Mora: …`; returns where to go on.
    pub(super) fn name_and_colon(&mut self) -> usize {
        let tagged = self.tagged;
        let start = self.range.start;
        let first = start + usize::from(tagged.at(start).mark);
        let Some(colon) = (first..self.range.end.min(first + 7)).find(|at| tagged.is(*at, ":"))
        else {
            return start;
        };
        let name = first..colon;
        // "Photos: the flood in Varde": what it is, and nobody who speaks.
        if name.clone().all(|at| List::Credit.has(tagged.normal(at))) {
            return start;
        }
        let all_names = !name.is_empty()
            && name
                .clone()
                .all(|at| tagged.at(at).name || tagged.at(at).classes.any(Classes::DOCUMENT));
        if !all_names {
            return start;
        }
        let Some(agent) = tagged.agent(&name) else {
            return start;
        };
        let speaks = tagged.at(colon + 1).quoted
            || matches!(agent, Agent::Document)
            || (agent == Agent::Named && tagged.kind_of_name(&name) != SourceKind::Organisation);
        let content: Content = self.worded(colon + 1..self.range.end).into_iter().collect();
        if !speaks || content.is_empty() {
            return start;
        }
        self.push(Some(name), agent, colon..colon + 1, "say", content);
        colon + 1
    }
}
