//! Weights of the stance model, read once from `assets/weights/rules.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::features::{self, Features};
use super::parsed::Parsed;

const FILE: &str = include_str!("../../assets/weights/rules.txt");

/// One question that the model answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Is the wording loaded?
    Loaded,
    /// Is the statement not purely factual?
    Evaluative,
}

/// Weights of all heads.
#[derive(Debug)]
pub struct Weights {
    loaded: Linear,
    evaluative: Linear,
    /// Weights of single words, both heads together. Only looked up.
    words: HashMap<&'static str, [f32; 2]>,
}

#[derive(Debug, Default)]
struct Linear {
    bias: f32,
    features: Vec<f32>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(FILE));

impl Weights {
    /// The weights built into the program.
    pub fn get() -> &'static Self {
        &WEIGHTS
    }

    fn read(file: &'static str) -> Self {
        let names = features::names();
        let linear = || Linear {
            bias: 0.0,
            features: vec![0.0; names.len()],
        };
        let mut heads = [linear(), linear()];
        let mut words: HashMap<&'static str, [f32; 2]> = HashMap::new();
        let mut head = 0;
        for line in file.lines() {
            let mut parts = line.split(' ');
            match (parts.next(), parts.next(), parts.next()) {
                (Some("[loaded]"), ..) => head = 0,
                (Some("[evaluative]"), ..) => head = 1,
                (Some("bias"), Some(value), _) => heads[head].bias = number(value),
                (Some("feature"), Some(name), Some(value)) => {
                    if let Some(at) = names.iter().position(|known| known == name) {
                        heads[head].features[at] = number(value);
                    }
                }
                (Some("word"), Some(word), Some(value)) => {
                    words.entry(word).or_default()[head] = number(value);
                }
                _ => {}
            }
        }
        let [loaded, evaluative] = heads;
        Self {
            loaded,
            evaluative,
            words,
        }
    }

    /// Log-odds that both heads give for one sentence.
    pub fn log_odds(&self, parsed: &Parsed<'_>, features: &Features) -> LogOdds {
        let mut sums = [self.loaded.of(features), self.evaluative.of(features)];
        // A word counts once, however often it stands there.
        let mut known: Vec<&str> = features
            .tokens
            .iter()
            .map(|token| parsed.tokens.normal(*token))
            .filter(|word| self.words.contains_key(word))
            .collect();
        known.sort_unstable();
        known.dedup();
        for word in known {
            let weights = self.words.get(word).copied().unwrap_or_default();
            sums[0] += weights[0];
            sums[1] += weights[1];
        }
        LogOdds {
            loaded: f64::from(sums[0]),
            evaluative: f64::from(sums[1]),
        }
    }
}

/// What both heads say of one sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct LogOdds {
    /// The wording is loaded.
    pub loaded: f64,
    /// The statement is not purely factual.
    pub evaluative: f64,
}

impl Linear {
    fn of(&self, features: &Features) -> f32 {
        self.bias
            + self
                .features
                .iter()
                .zip(&features.values)
                .map(|(weight, value)| weight * value)
                .sum::<f32>()
    }
}

fn number(text: &str) -> f32 {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_belongs_to_a_feature() {
        let names = features::names();
        for line in FILE.lines() {
            if let Some(rest) = line.strip_prefix("feature ") {
                let name = rest.split(' ').next().unwrap_or_default();
                assert!(
                    names.iter().any(|known| known == name),
                    "{name} is no feature any more: fit the weights again"
                );
            }
        }
    }

    #[test]
    fn a_judgement_weighs_more_than_a_timetable() {
        let odds = |text: &str| {
            let label = crate::analysis::label(
                &crate::analysis::LabelInput {
                    text,
                    ..Default::default()
                },
                &crate::model::Settings::default(),
            );
            label.sentence.verdict.unwrap().probabilities.evaluative
        };
        assert!(
            odds("It is a shameless betrayal of everyone who trusted the board.")
                > odds("The train leaves Varde at 9.40 p.m. on Monday.")
        );
    }
}
