//! In whose voice a sentence stands as a whole.

use std::ops::Range;

use super::Speakers;
use crate::analysis::attribution::cues::Cue;
use crate::analysis::attribution::phrase::Agent;
use crate::model::Voice;
use crate::text::Span;

/// What somebody states, means or does is what the sentence states from one word in so many.
///
/// These numbers were chosen on real articles coded by readers: of the sentences of which less is
/// somebody's, nearly all are the outlet's.
const STATED: usize = 8;
/// The same for a clause at the side: "after officials said that".
const ASIDE: usize = 4;
/// The same for quotation marks in a sentence without a speaker.
const QUOTED: usize = 2;

impl Speakers<'_, '_, '_> {
    /// In whose voice a sentence stands.
    pub(super) fn voice(&self, index: usize, cues: &[Cue], quoted: &[Span]) -> Voice {
        let tokens = &self.tagged.parsed.tokens;
        let words = |range: Range<usize>| range.filter(|at| !self.tagged.at(*at).mark).count();
        let total = words(self.tagged.parsed.sentences[index].tokens.clone()).max(1);
        let in_quotes: usize = quoted.iter().map(|span| words(tokens.inside(*span))).sum();
        let states = |cue: &&Cue| {
            let stated: usize = cue.content.iter().cloned().map(words).sum();
            let is_quoted = quoted.iter().any(|part| self.covers(cue, *part));
            let is_aside = cue.embedded && !is_quoted;
            let one_in = if is_aside { ASIDE } else { STATED };
            stated > 0 && (is_quoted && !cue.embedded || stated * one_in >= total)
        };
        let attributed = cues
            .iter()
            .filter(|cue| cue.agent != Agent::Vague && !cue.reduced && !under_vague(cues, cue))
            .any(|cue| states(&cue));
        let vague = cues
            .iter()
            .filter(|cue| cue.agent == Agent::Vague)
            .any(|cue| !cue.content.is_empty() && (!cue.embedded || states(&cue)));
        let is_quoted = in_quotes * QUOTED >= total;
        if attributed || (is_quoted && !vague) {
            Voice::Attributed
        } else if vague {
            Voice::Vague
        } else {
            Voice::Outlet
        }
    }
}

/// "Reports suggest that the union plans …" stays as thinly sourced as the reports.
fn under_vague(cues: &[Cue], inner: &Cue) -> bool {
    cues.iter().any(|outer| {
        let before = outer.agent == Agent::Vague && outer.place.end <= inner.place.start;
        // "The firms have reportedly agreed": hearsay inside the verb's own chain.
        let within = outer.source.is_none()
            && inner
                .source
                .as_ref()
                .is_some_and(|source| source.end <= outer.place.start)
            && inner.place.start.saturating_sub(outer.place.end) <= 2;
        let holds = outer.source.is_some()
            && outer
                .content
                .iter()
                .any(|part| part.contains(&inner.place.start));
        before && (within || holds)
    })
}
