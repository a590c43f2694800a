//! Weighs what was found in a sentence into probabilities, stance and layer.

use super::detector::Context;
use crate::model::{Confidence, Finding, Layer, Probabilities, Stance, Voice};

/// The answer for one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// The three probabilities.
    pub probabilities: Probabilities,
    /// Factual or evaluative.
    pub stance: Stance,
    /// What a reader sees.
    pub layer: Layer,
}

/// Judges one sentence from its findings.
pub fn judge(context: &Context<'_>, sentence: usize, findings: &[Finding]) -> Judged {
    let voice = context.attributed.sentences[sentence].voice;
    let any: f64 = 1.0
        - findings
            .iter()
            .map(|finding| 1.0 - 0.6 * finding.confidence.fraction())
            .product::<f64>();
    let own: f64 = 1.0
        - findings
            .iter()
            .filter(|finding| finding.voice != Voice::Attributed)
            .map(|finding| 1.0 - 0.6 * finding.confidence.fraction())
            .product::<f64>();
    let stance = if own >= 0.5 || (voice == Voice::Attributed && any >= 0.5) {
        Stance::Evaluative
    } else {
        Stance::Factual
    };
    Judged {
        probabilities: Probabilities {
            loaded: Confidence::from_fraction(any),
            evaluative: Confidence::from_fraction(any),
            framing: Confidence::from_fraction(own),
        },
        stance,
        layer: Layer::of(voice, stance, false),
    }
}
