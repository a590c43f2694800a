//! Passives: who is behind "was accused by", and who is left out.

use std::ops::Range;

use super::chain::Chain;
use super::cues::CueFinder;
use super::fits::REPORTS_ALONE;
use super::phrase::Agent;
use super::words::{Cells, Classes, Form, Lists, Senses, Verb};

impl CueFinder<'_, '_, '_> {
    /// "was accused by Mora of": the source follows.
    pub(super) fn passive(&mut self, at: usize, after: usize, verb: Verb, whole: bool) -> bool {
        let tagged = self.tagged;
        let by = (after..self.range.end.min(after + 12)).find(|index| tagged.is(*index, "by"));
        // "will be heard by ten judges"
        let reports = verb.senses.any(
            REPORTS_ALONE
                .with(Senses::AS)
                .with(Senses::LINK)
                .with(Senses::MOVE),
        );
        // "The coins were found by a farmer": no verdict.
        // "a letter seen by this paper" is where it was read.
        let read =
            verb.lemma == "see" && !(after..self.range.end).any(|index| tagged.is(index, "as"));
        let come_upon = verb.frame.has(Cells::VERDICT)
            && !(after..self.clause_end(after)).any(|index| tagged.on(index, Lists::VERDICT));
        if let Some(by) = by.filter(|_| reports && !come_upon && !read)
            && let Some(source) = self.behind_by(by)
            && let Some(agent) = tagged.agent(&source)
            && (agent != Agent::Other || verb.frame.has(Cells::JUDGES))
            && !(after..by).any(|index| tagged.is(index, ","))
            && (whole || !verb.frame.has(Cells::HELP))
        {
            let content = if whole {
                self.around(at..source.end)
            } else {
                self.worded(source.end..self.clause_end(source.end))
                    .into_iter()
                    .collect()
            };
            let relative = self.is_relative(at);
            self.push(Some(source), agent, at..after, verb.lemma, content);
            if let Some(cue) = self.found.last_mut() {
                cue.embedded = !whole || relative;
                cue.reduced = !whole || relative;
            }
            return true;
        }
        if whole && by.is_none() && self.told(at, after, verb) {
            return true;
        }
        // "He can hardly be blamed": the outlet judges that.
        let acquits = (self.range.start.max(at.saturating_sub(3))..at)
            .any(|index| matches!(tagged.normal(index), "hardly" | "scarcely"));
        // "Troops could be called in"; "that being said".
        let idle = verb.frame.forbids(tagged.normal(after))
            || at > self.range.start && tagged.is(at - 1, "being");
        if whole && by.is_none() && !acquits && !idle && verb.frame.has(Cells::NOBODY) {
            let content = self.around(at..after);
            self.push(None, Agent::Vague, at..after, verb.lemma, content);
            let relative = self.is_relative(at);
            if let Some(cue) = self.found.last_mut() {
                cue.embedded = relative;
            }
            return true;
        }
        false
    }

    /// "a man who was accused of": the sentence states something else.
    fn is_relative(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let chain = tagged.before_verb(at, self.range.start);
        chain.end > self.range.start
            && tagged.at(chain.end - 1).classes.any(Classes::RELATIVE)
            && !tagged.at(chain.end - 1).name
    }

    /// "Mora was quoted as saying by the Post": Mora says it, and the Post tells so.
    pub(super) fn quoted_as_saying(
        &mut self,
        chain: Chain,
        at: usize,
        after: usize,
        verb: Verb,
    ) -> bool {
        let tagged = self.tagged;
        let cited = verb.frame.has(Cells::QUOTED_AS) && tagged.is(after, "as");
        let inner = tagged
            .at(after + 1)
            .verb
            .filter(|inner| cited && inner.form == Form::Ing && inner.senses.any(Senses::SAY));
        let subject = self
            .subject(chain, at, verb)
            .filter(|subject| subject.agent.is_animate());
        let (Some(inner), Some(subject)) = (inner, subject) else {
            return false;
        };
        let said = after + 1 + usize::from(inner.tokens);
        let teller = tagged
            .is(said, "by")
            .then(|| self.behind_by(said))
            .flatten()
            .and_then(|phrase| Some((phrase.clone(), tagged.agent(&phrase)?)));
        let end = teller.as_ref().map_or(said, |(phrase, _)| phrase.end);
        let content = self.content_of(&subject.phrase, at, end, inner);
        self.push_subject(subject, at..said, inner.lemma, content);
        if let Some((phrase, agent)) = teller.filter(|(_, agent)| *agent != Agent::Other) {
            let content = self.worded(self.range.start..said).into_iter().collect();
            self.push(Some(phrase), agent, at..said, verb.lemma, content);
            if let Some(cue) = self.found.last_mut() {
                cue.embedded = true;
            }
        }
        true
    }

    /// The phrase behind "by", over "far", "only" and the like.
    fn behind_by(&self, by: usize) -> Option<Range<usize>> {
        let next = self.tagged.at(by + 1);
        let loose = next.classes.any(Classes::ADVERB) && !next.name;
        self.tagged
            .phrase_after(by + 1 + usize::from(loose), self.range.end)
    }
}
