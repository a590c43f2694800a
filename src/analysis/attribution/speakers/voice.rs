//! In whose voice a sentence stands as a whole.

use std::ops::Range;

use super::Speakers;
use crate::analysis::attribution::cues::Cue;
use crate::analysis::attribution::phrase::Agent;
use crate::model::Voice;
use crate::text::Span;

impl Speakers<'_, '_, '_> {
    /// In whose voice a sentence stands.
    pub(super) fn voice(&self, index: usize, cues: &[Cue], quoted: &[Span]) -> Voice {
        let sentence = &self.tagged.parsed.sentences[index];
        let total = sentence.tokens.len().max(1);
        let in_quotes: usize = quoted
            .iter()
            .map(|span| self.tagged.parsed.tokens.inside(*span).len())
            .sum();
        // "Reports suggest that the union plans …" stays as thinly sourced as the reports.
        let under_vague = |inner: &Cue| {
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
        };
        let main = cues.iter().any(|cue| {
            !cue.embedded
                && cue.agent != Agent::Vague
                && !cue.content.is_empty()
                && !under_vague(cue)
        });
        let vague = cues
            .iter()
            .any(|cue| cue.agent == Agent::Vague && !cue.content.is_empty());
        // A relative clause or "Mora's claim that" may still be most of what is said.
        let mentioned = cues
            .iter()
            .filter(|cue| cue.embedded && !cue.reduced && cue.agent != Agent::Vague)
            .flat_map(|cue| &cue.content)
            .map(Range::len)
            .max()
            .unwrap_or(0);
        let main = main || mentioned * 5 >= total;
        if main || (in_quotes * 2 >= total && !vague) {
            Voice::Attributed
        } else if vague {
            Voice::Vague
        } else if in_quotes * 3 >= total {
            Voice::Attributed
        } else {
            Voice::Outlet
        }
    }
}
