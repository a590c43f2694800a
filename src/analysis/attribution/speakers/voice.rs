//! In whose voice a sentence stands as a whole.

use super::Speakers;
use crate::analysis::attribution::cues::Cue;
use crate::analysis::attribution::weight;
use crate::model::Voice;
use crate::text::Span;

/// A sentence of which one word in so many stands in quotation marks, and for which nobody is
/// named, is somebody's. Chosen on real articles coded by readers.
const QUOTED: usize = 2;

impl Speakers<'_, '_, '_> {
    /// In whose voice a sentence stands.
    pub(super) fn voice(&self, index: usize, cues: &[Cue], quoted: &[Span]) -> Voice {
        let sentence = &self.tagged.parsed.sentences[index];
        let total = sentence.tokens.len().max(1);
        let in_quotes: usize = quoted
            .iter()
            .map(|span| self.tagged.parsed.tokens.inside(*span).len())
            .sum();
        let vague = weight::of_nobody(cues, total);
        if weight::of_somebody(self.tagged, cues, total) || (in_quotes * QUOTED >= total && !vague)
        {
            Voice::Attributed
        } else if vague {
            Voice::Vague
        } else {
            Voice::Outlet
        }
    }
}
