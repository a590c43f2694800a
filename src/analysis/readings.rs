//! What the model says of every sentence of an article, asked once before anything is weighed.

use super::Parsed;
use super::layers;
use super::neural::{Asked, Model, ModelError, Reading};
use super::tone::Targets;
use crate::model::Role;

/// The model's readings, by sentence; bylines have none.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    sentences: Vec<Option<Reading>>,
}

impl Readings {
    /// Reads every sentence, with the tones toward those who are named in it. Where one
    /// sentence alone is asked for, only those are read that have a part in what is said of it:
    /// those close by, and the heading above.
    ///
    /// # Errors
    /// Where the model fails on one of them.
    pub fn of(model: &Model, parsed: &Parsed<'_>, targets: &Targets) -> Result<Self, ModelError> {
        let mut read: Vec<usize> = (0..parsed.sentences.len())
            .filter(|index| parsed.sentences[*index].role != Role::Byline)
            .collect();
        if let Some(unit) = parsed.unit {
            let is_heading = |at: &usize| parsed.sentences[*at].role.is_heading();
            let above = (0..unit).rev().find(is_heading);
            read.retain(|at| at.abs_diff(unit) <= layers::REACH || above == Some(*at));
        }
        let asked: Vec<_> = read
            .iter()
            .map(|index| Asked {
                text: parsed.sentences[*index].span.of(parsed.text()),
                targets: targets.of(*index).to_vec(),
            })
            .collect();
        let answers = model.read_unless(&asked, &parsed.given_up)?;
        let mut sentences = vec![None; parsed.sentences.len()];
        for (index, answer) in read.into_iter().zip(answers) {
            sentences[index] = Some(answer);
        }
        Ok(Self { sentences })
    }

    /// What the model says of a sentence, whoever speaks.
    pub fn whole(&self, sentence: usize) -> Option<&Reading> {
        self.sentences.get(sentence)?.as_ref()
    }
}
