//! Which layer a sentence belongs to: reporting, others' voices or the outlet's framing.
//!
//! Whether the outlet frames is a logistic regression over named features, fitted by
//! `training/layers.py` on articles that people coded: what a sentence shows by itself
//! (`look`), and what headings, neighbours and the register of the whole piece add
//! (`register`). Where it does not, a sentence is in others' voices that is quoted at some
//! length, or in which a source judges (`others`); that is what the layer means, and nothing
//! to be fitted.

mod features;
mod look;
mod others;
mod register;
mod weights;

#[cfg(test)]
mod tests;

pub use features::{Row, names};
pub use weights::Weights;

use self::look::{Look, logistic};
use self::register::Register;
use super::detector::Context;
use super::readings::Readings;
use crate::model::{Confidence, Finding, Layer, Probabilities, Role, Stance, Voice};

/// So far on either side stand the sentences that have a part in what is said of one.
pub(super) const REACH: usize = register::REACH;

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

/// Judges all sentences; `findings` are ordered by sentence.
pub fn judge(context: &Context<'_>, findings: &[Finding]) -> Vec<Judged> {
    let (looks, rows) = look_at_all(context, findings);
    looks
        .iter()
        .zip(&rows)
        .enumerate()
        .map(|(index, (look, row))| answer(context, index, look, row))
        .collect()
}

/// The features of all sentences, for training.
pub(super) fn rows(context: &Context<'_>, findings: &[Finding]) -> Vec<Row> {
    look_at_all(context, findings).1
}

fn look_at_all(context: &Context<'_>, findings: &[Finding]) -> (Vec<Look>, Vec<Row>) {
    let looks: Vec<Look> = (0..context.parsed.sentences.len())
        .map(|index| {
            let from = findings.partition_point(|finding| finding.sentence < index);
            let to = findings.partition_point(|finding| finding.sentence <= index);
            Look::of(context, index, &findings[from..to])
        })
        .collect();
    let register = Register::of(context, &looks);
    let rows = (0..looks.len())
        .map(|index| Row::of(context, index, &looks, &register))
        .collect();
    (looks, rows)
}

fn answer(context: &Context<'_>, index: usize, look: &Look, row: &Row) -> Judged {
    let weights = Weights::get();
    let read = |all: &Readings| all.whole(index).is_some();
    let weights = if context.readings.is_some_and(read) {
        &weights.by_model
    } else {
        &weights.by_rules
    };
    let mut framing = logistic(weights.odds(row));
    // A name makes no statement, and a quotation is its speaker's whatever it says.
    if context.parsed.sentences[index].role == Role::Byline {
        framing = 0.0;
    } else if look.is_quotation() {
        framing = framing.min(0.49);
    }
    let framed = framing >= 0.5;
    let voice = context.attributed.sentences[index].voice;
    let stance = if framed || voice == Voice::Attributed && look.others_judge {
        Stance::Evaluative
    } else {
        Stance::Factual
    };
    Judged {
        probabilities: Probabilities {
            loaded: Confidence::from_fraction(logistic(look.whole.loaded)),
            evaluative: Confidence::from_fraction(logistic(look.whole.evaluative)),
            framing: Confidence::from_fraction(framing),
        },
        stance,
        layer: if framed {
            Layer::Framing
        } else {
            Layer::of(voice, stance, look.is_largely_quoted())
        },
    }
}
