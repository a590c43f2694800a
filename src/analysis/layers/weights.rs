//! Weights of the layer decision, read once from `assets/weights/layers.txt`.

use std::sync::LazyLock;

use super::features::{self, Row};

const FILE: &str = include_str!("../../../assets/weights/layers.txt");

/// Weights of the question whether the outlet frames.
#[derive(Debug, Default)]
pub struct Weights {
    /// Where the model was asked.
    pub by_model: Linear,
    /// By rules alone.
    pub by_rules: Linear,
}

/// A logistic regression over named features.
#[derive(Debug, Default)]
pub struct Linear {
    bias: f64,
    /// Feature, weight and usual value.
    terms: Vec<(usize, f64, f64)>,
}

impl Weights {
    /// The weights built into the program.
    pub fn get() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(FILE));
        &WEIGHTS
    }

    fn read(file: &str) -> Self {
        let names = features::names();
        let mut all = Self::default();
        let mut section = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            let Some(linear) = all.section(section) else {
                continue;
            };
            let mut parts = line.split(' ');
            let name = parts.next().unwrap_or_default();
            let mut number = || parts.next().and_then(|text| text.parse().ok());
            if name == "bias" {
                linear.bias = number().unwrap_or_default();
            } else if let Some(at) = names.iter().position(|known| known == name)
                && let Some(weight) = number()
            {
                linear
                    .terms
                    .push((at, weight, number().unwrap_or_default()));
            }
        }
        all
    }

    fn section(&mut self, name: &str) -> Option<&mut Linear> {
        match name {
            "by model" => Some(&mut self.by_model),
            "by rules" => Some(&mut self.by_rules),
            _ => None,
        }
    }
}

impl Linear {
    /// Log-odds that the outlet frames.
    pub fn odds(&self, row: &Row) -> f64 {
        let terms = self
            .terms
            .iter()
            .map(|(at, weight, usual)| weight * row.trust[*at] * (row.values[*at] - usual));
        self.bias + terms.sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_belongs_to_a_feature() {
        let names = features::names();
        let mut sections = 0;
        for line in FILE.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                assert!(
                    Weights::default()
                        .section(name.trim_end_matches(']'))
                        .is_some(),
                    "{line}"
                );
                sections += 1;
            } else if let Some(name) = line.split(' ').next().filter(|name| !name.is_empty()) {
                assert!(
                    name == "bias" || names.iter().any(|known| known == name),
                    "{name} is no feature any more: fit the weights again"
                );
            }
        }
        assert_eq!(sections, 2);
    }
}
