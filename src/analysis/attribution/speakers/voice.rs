//! In whose voice a sentence stands as a whole.

use super::Speakers;
use crate::analysis::attribution::cues::Cue;
use crate::analysis::attribution::weight;
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
        let main = weight::of_somebody(self.tagged, cues, total);
        let vague = weight::of_nobody(cues, total);
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
