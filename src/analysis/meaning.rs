//! Which dimension of an issue a sentence takes up by its meaning.
//!
//! The language model turns a sentence into numbers that lie close together for
//! sentences on like things. A multinomial logistic regression tells from them which
//! dimension of the codebook it takes up, or none. `training/frames.py` fitted its
//! weights, `assets/weights/frames.txt`, on example sentences of our own writing.

use std::sync::LazyLock;

const FILE: &str = include_str!("../../assets/weights/frames.txt");
/// Least probability: it is more likely that the sentence takes it up than not.
const LEAST: f64 = 0.5;

/// The weights of all dimensions.
#[derive(Debug, Default)]
pub struct Meanings {
    dimensions: Vec<Dimension>,
}

/// How far a meaning speaks for one dimension rather than for none.
#[derive(Debug, Default)]
struct Dimension {
    name: String,
    bias: f64,
    weights: Vec<f32>,
}

static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| Meanings::read(FILE));

impl Meanings {
    /// The weights built into the program.
    pub fn get() -> &'static Self {
        &MEANINGS
    }

    fn read(file: &str) -> Self {
        let mut dimensions: Vec<Dimension> = Vec::new();
        for line in file.lines() {
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'))
            {
                dimensions.push(Dimension {
                    name: name.to_owned(),
                    ..Dimension::default()
                });
            } else if let Some((key, numbers)) = line.split_once(' ')
                && let Some(dimension) = dimensions.last_mut()
            {
                match key {
                    "bias" => dimension.bias = numbers.parse().unwrap_or_default(),
                    "weights" => {
                        dimension.weights =
                            numbers.split(' ').flat_map(str::parse::<f32>).collect();
                    }
                    _ => {}
                }
            }
        }
        Self { dimensions }
    }

    /// The dimension that a sentence takes up, by what the model says it is about, and how
    /// probable that is; `None` where no dimension is more probable than all else together.
    pub fn of(&self, meaning: &[f32]) -> Option<(&str, f64)> {
        let length = dot(meaning, meaning).sqrt();
        if length == 0.0 {
            return None;
        }
        let logits: Vec<f64> = self
            .dimensions
            .iter()
            .map(|dimension| dimension.bias + dot(&dimension.weights, meaning) / length)
            .collect();
        // No dimension at all has the logit 0.
        let greatest = logits.iter().copied().fold(0.0, f64::max);
        let odds = |logit: f64| (logit - greatest).exp();
        let all = odds(0.0) + logits.iter().copied().map(odds).sum::<f64>();
        self.dimensions
            .iter()
            .zip(&logits)
            .map(|(dimension, logit)| (dimension.name.as_str(), odds(*logit) / all))
            .find(|(_, probability)| *probability >= LEAST)
    }
}

/// Sum of products, each in double precision.
fn dot(one: &[f32], other: &[f32]) -> f64 {
    one.iter()
        .zip(other)
        .map(|(one, other)| f64::from(*one) * f64::from(*other))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::frames::FrameBook;
    use crate::model::id::sha256_hex;

    #[test]
    fn the_weights_were_fitted_on_the_examples_as_they_are() {
        let examples = include_bytes!("../../training/frame_examples.txt");
        let stamp = format!("# examples: sha256:{}", sha256_hex(examples));
        let is_there = FILE.lines().any(|line| line == stamp);
        assert!(is_there, "fit them again: training/frames.py; {stamp}");
    }

    #[test]
    fn every_dimension_of_the_codebook_has_weights_for_the_whole_meaning() {
        let meanings = Meanings::get();
        let width = slantwise_encoder::WIDTH;
        for frame in FrameBook::get().frames() {
            let found = meanings
                .dimensions
                .iter()
                .find(|one| one.name == frame.name);
            let dimension = found.unwrap();
            assert_eq!(dimension.weights.len(), width, "{}", frame.name);
            assert!(dimension.bias != 0.0, "{}", frame.name);
        }
        assert_eq!(meanings.dimensions.len(), FrameBook::get().frames().len());
    }

    #[test]
    fn probabilities_are_those_of_a_hand_calculation() {
        let meanings = Meanings::read("[A]\nbias 1\nweights 2 0\n\n[B]\nbias 0\nweights 0 1\n");
        // A: 1 + 2 · 0.6, B: 0.8, none: 0; the length of the meaning does not count.
        let (name, probability) = meanings.of(&[3.0, 4.0]).unwrap();
        let expected = 2.2_f64.exp() / (2.2_f64.exp() + 0.8_f64.exp() + 1.0);
        assert_eq!(name, "A");
        assert!((probability - expected).abs() < 1e-9, "{probability}");
        assert_eq!(meanings.of(&[-3.0, -4.0]), None);
        assert_eq!(meanings.of(&[0.0, 0.0]), None);
    }
}
