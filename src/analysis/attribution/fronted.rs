//! Attribution that stands apart from its subject: before the comma, behind a dash or a colon.

use std::ops::Range;

use super::content::Content;
use super::cues::CueFinder;
use super::phrase::Agent;
use super::subject::Subject;
use super::words::{Classes, Form, Lists, Senses, Verb, words};

impl CueFinder<'_, '_, '_> {
    /// "Calling the toll a tax, Mora left": the subject of the main clause is the one who calls.
    pub(super) fn fronted_participle(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        let moved = verb.form == Form::Past && verb.senses.any(Senses::MOVE);
        if at != self.range.start || !(verb.form == Form::Ing || moved) {
            return false;
        }
        let Some((comma, subject)) = self.main_subject(after) else {
            return false;
        };
        let content: Content = self.worded(after..comma).into_iter().collect();
        // "Speaking at a meeting in Varde, Mora …" tells where she spoke, not what she said.
        let circumstance = verb.form == Form::Ing && self.tagged.on(after, Lists::SPOKEN_AT);
        if content.is_empty() || circumstance || moved && !self.tagged.on(after, Lists::MOVED_BY) {
            return false;
        }
        self.push_subject(subject, at..after, verb.lemma, content);
        true
    }

    /// "Confident of victory, Lund opened" and "the dockers, angry over the toll, blocked".
    pub(super) fn loose_attitude(&mut self, at: usize) -> bool {
        let tagged = self.tagged;
        let Some(verb) = words().lemma(tagged.normal(at)) else {
            return false;
        };
        let about = tagged.on(at + 1, Lists::ABOUT);
        if !about {
            return false;
        }
        let end = self.clause_end(at + 1);
        let subject = if at == self.range.start {
            self.main_subject(at + 1).map(|(_, subject)| subject)
        } else if tagged.is(at - 1, ",") && end < self.range.end {
            self.phrase_subject(at - 1)
        } else {
            None
        };
        let Some(subject) = subject.filter(|subject| subject.agent.is_animate()) else {
            return false;
        };
        let content = self.worded(at + 1..end).into_iter().collect();
        self.push_subject(subject.inside(), at..at + 1, verb, content);
        true
    }

    /// The comma that ends an opening phrase, and the subject that follows it.
    fn main_subject(&self, from: usize) -> Option<(usize, Subject)> {
        let tagged = self.tagged;
        let comma = (from..self.range.end)
            .find(|index| tagged.is(*index, ",") && !self.inside_quotation(*index))?;
        let phrase = tagged.phrase_after(comma + 1, self.range.end)?;
        let agent = tagged.agent(&phrase)?;
        let subject = Subject {
            phrase,
            agent,
            embedded: false,
        };
        (agent.is_animate() && agent != Agent::Vague).then_some((comma, subject))
    }

    /// Whether a comma stands within a quotation that goes on behind it.
    fn inside_quotation(&self, at: usize) -> bool {
        let next = self.tagged.at(at + 1);
        self.tagged.at(at).quoted && next.quoted && !next.mark
    }

    /// "Mora is against the toll", "Lund was in favour of": where somebody stands.
    pub(super) fn stands_for(&mut self, at: usize) -> bool {
        let tagged = self.tagged;
        let favour = tagged.is(at, "in")
            && matches!(tagged.normal(at + 1), "favour" | "favor")
            && tagged.is(at + 2, "of");
        if at == self.range.start || !(favour || tagged.is(at, "against")) {
            return false;
        }
        let chain = tagged.before_verb(at, self.range.start);
        if !chain.passive {
            return false;
        }
        let person = |subject: &Subject| {
            matches!(subject.agent, Agent::Named | Agent::Person | Agent::Pronoun)
                && !tagged.is(subject.phrase.start, "it")
        };
        let Some(subject) = self.phrase_subject(chain.end).filter(person) else {
            return false;
        };
        let (cue, verb) = if favour {
            (at..at + 3, "in favour of")
        } else {
            (at..at + 1, "against")
        };
        let content = self.worded(cue.end..self.clause_end(cue.end));
        self.push_subject(subject, cue, verb, content.into_iter().collect());
        true
    }

    /// "To Lund, the pier is a ruin": whose eyes see it so; returns where to go on.
    pub(super) fn opening_to(&mut self) -> usize {
        let tagged = self.tagged;
        let start = self.range.start;
        if !tagged.is(start, "to") {
            return start;
        }
        let Some(source) = tagged.phrase_after(start + 1, self.range.end) else {
            return start;
        };
        let agent = tagged.agent(&source).filter(|agent| {
            matches!(
                agent,
                Agent::Named | Agent::Person | Agent::Organisation | Agent::Vague
            )
        });
        let comma = source.end;
        let content: Content = self.worded(comma + 1..self.range.end).into_iter().collect();
        let Some(agent) = agent.filter(|_| tagged.is(comma, ",") && !content.is_empty()) else {
            return start;
        };
        self.push(
            Some(source),
            agent,
            start..start + 1,
            "in the view of",
            content,
        );
        comma
    }

    /// "In the poll, Lund leads by four points": what the written thing says or measures.
    pub(super) fn opening_in(&mut self) {
        let tagged = self.tagged;
        let start = self.range.start;
        let Some(source) = tagged
            .phrase_after(start + 1, self.range.end)
            .filter(|_| tagged.is(start, "in"))
        else {
            return;
        };
        let head = tagged.head_part(&source);
        let measures = head
            .clone()
            .next_back()
            .is_some_and(|noun| tagged.at(noun).classes.any(Classes::MEASURE));
        // "In this report, we": the outlet's own.
        let own = matches!(tagged.normal(source.start), "our" | "my");
        let Some(comma) = (source.end..self.range.end.min(source.end + 12))
            .find(|at| tagged.is(*at, ","))
            .filter(|_| measures && !own)
        else {
            return;
        };
        // "In a poll, conducted in May, Lund leads"
        let apart = tagged.on(comma + 1, Lists::MADE);
        let from = if apart {
            self.clause_end(comma + 1) + 1
        } else {
            comma + 1
        };
        let taken = self.found.iter().any(|cue| !cue.embedded);
        let Some(content) = self.worded(from..self.range.end).filter(|_| !taken) else {
            return;
        };
        self.push(
            Some(source),
            Agent::Document,
            start..start + 1,
            "according to",
            vec![content],
        );
    }

    /// The one who speaks in a quotation that no verb introduces: `Mora wasted no words: "…"`
    /// and `"…" — Mora`.
    pub(super) fn beside_marks(&mut self) {
        let tagged = self.tagged;
        let Some(mark) = (self.range.start + 1..self.range.end).find(|at| {
            matches!(tagged.normal(*at), ":" | "—" | "–" | "―" | "-")
                && (tagged.at(at + 1).quoted || tagged.at(at - 1).quoted)
                && !(tagged.at(at + 1).quoted && tagged.at(at - 1).quoted)
        }) else {
            return;
        };
        let introduced = tagged.is(mark, ":") && tagged.at(mark + 1).quoted;
        let content = if introduced {
            mark + 1..self.range.end
        } else {
            self.range.start..mark
        };
        let taken = self
            .found
            .iter()
            .flat_map(|cue| &cue.content)
            .any(|part| part.start < content.end && content.start < part.end);
        if taken {
            return;
        }
        let source = if introduced {
            tagged.phrase_after(self.range.start, mark)
        } else {
            self.name_to_end(mark + 1)
        };
        let Some(source) = source else { return };
        let Some(agent) = tagged.agent(&source) else {
            return;
        };
        if matches!(agent, Agent::Named | Agent::Person | Agent::Pronoun) {
            self.push(Some(source), agent, mark..mark + 1, "say", vec![content]);
        }
    }

    /// A name and nothing but its role after it until the sentence ends.
    fn name_to_end(&self, from: usize) -> Option<Range<usize>> {
        let name = self.tagged.phrase_after(from, self.range.end)?;
        let closes = |at: usize| at >= self.range.end || self.tagged.at(at).mark;
        (self.range.end - from <= 10 && closes(name.end)).then_some(name)
    }
}
