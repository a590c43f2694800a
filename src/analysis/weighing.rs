//! Makes probabilities of the model's answers, by the numbers in `assets/weights/model.txt`.
//!
//! They were fitted on sentences whose topic the predicting network had not seen. For
//! whole sentences the rules' log-odds beside the model's brought nothing there, so the
//! model answers alone; for single words the rules' marks count.

use std::sync::LazyLock;

use super::neural::{Reading, not_factual};
use super::numbers::numbers;
use super::weights::LogOdds;

const FILE: &str = include_str!("../../assets/weights/model.txt");
/// Least logit of a sentence's strongest word, and that of a sentence without words.
const NO_WORD: f32 = -6.0;

/// How much each answer counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weighing {
    loaded: Question,
    evaluative: Question,
    word: Word,
    temperature: f64,
}

/// Weights for one question about a sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Question {
    loaded: f64,
    opinion: f64,
    strongest_word: f64,
    bias: f64,
}

/// Weights for the question whether annotators would mark a word.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    scale: f64,
    marked: f64,
    bias: f64,
}

impl Weighing {
    /// The weights built into the program.
    pub fn get() -> &'static Self {
        static WEIGHING: LazyLock<Weighing> = LazyLock::new(|| Weighing::read(FILE));
        &WEIGHING
    }

    fn read(file: &str) -> Self {
        let mut all = Self::default();
        for (section, name, value) in numbers(file) {
            if let Some(place) = all.place(section, name) {
                *place = value;
            }
        }
        all
    }

    fn place(&mut self, section: &str, name: &str) -> Option<&mut f64> {
        let question = match (section, name) {
            ("words", "scale") => return Some(&mut self.word.scale),
            ("words", "marked") => return Some(&mut self.word.marked),
            ("words", "bias") => return Some(&mut self.word.bias),
            ("tone", "temperature") => return Some(&mut self.temperature),
            ("loaded", _) => &mut self.loaded,
            ("evaluative", _) => &mut self.evaluative,
            _ => return None,
        };
        match name {
            "loaded" => Some(&mut question.loaded),
            "opinion" => Some(&mut question.opinion),
            "strongest_word" => Some(&mut question.strongest_word),
            "bias" => Some(&mut question.bias),
            _ => None,
        }
    }

    /// Calibrated log-odds of a sentence from what the model says of it.
    pub fn odds(&self, reading: &Reading) -> LogOdds {
        let loaded = f64::from(reading.loaded);
        let opinion = f64::from(not_factual(reading.opinion));
        let strongest = reading.words.iter().map(|word| word.loaded);
        let strongest = f64::from(strongest.fold(NO_WORD, f32::max));
        let ask = |question: &Question| {
            question.loaded * loaded
                + question.opinion * opinion
                + question.strongest_word * strongest
                + question.bias
        };
        LogOdds {
            loaded: ask(&self.loaded),
            evaluative: ask(&self.evaluative),
        }
    }

    /// Probability that annotators would mark a word as loaded; `marked` is the confidence of a
    /// rule's mark on it, 0 without one.
    pub fn word(&self, logit: f32, marked: f64) -> f64 {
        let odds = self.word.scale * f64::from(logit) + self.word.marked * marked + self.word.bias;
        1.0 / (1.0 + (-odds).exp())
    }

    /// Probabilities that the tone toward a target is negative, neutral, positive.
    pub fn tone(&self, logits: [f32; 3]) -> [f64; 3] {
        let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let parts = logits.map(|logit| (f64::from(logit - most) / self.temperature).exp());
        let sum: f64 = parts.iter().sum();
        parts.map(|part| part / sum)
    }
}

#[cfg(test)]
mod tests {
    use super::super::neural::Word;
    use super::*;
    use crate::text::Span;

    #[test]
    fn every_weight_of_the_file_has_its_place() {
        let mut all = Weighing::default();
        let mut count = 0;
        for (section, name, _) in numbers(FILE) {
            assert!(all.place(section, name).is_some(), "[{section}] {name}");
            count += 1;
        }
        assert_eq!(count, 12);
    }

    fn word(span: Span, loaded: f32) -> Word {
        Word {
            span,
            loaded,
            ..Word::default()
        }
    }

    #[test]
    fn weights_are_applied_as_a_hand_calculation_would() {
        let weighing = Weighing::read(
            "[loaded]\nloaded 0.5\nopinion 0.25\nstrongest_word 2\nbias -1\n[words]\nscale 1\nmarked 2\nbias -3\n[tone]\ntemperature 2\n",
        );
        let reading = Reading {
            loaded: 3.0,
            opinion: [1.0, 0.0, 0.0],
            words: vec![word(Span::new(0, 3), -1.0), word(Span::new(4, 9), 0.5)],
            pieces: 4.0,
            ..Reading::default()
        };
        let odds = weighing.odds(&reading);
        // 0.5·3 + 0.25·(ln 2 − 1) + 2·0.5 − 1
        let expected = 1.5 + 0.25 * (std::f64::consts::LN_2 - 1.0) + 1.0 - 1.0;
        assert!((odds.loaded - expected).abs() < 1e-6, "{}", odds.loaded);
        assert!((weighing.word(3.0, 0.0) - 0.5).abs() < 1e-9);
        assert!((weighing.word(1.0, 1.0) - 0.5).abs() < 1e-9);
        let tone = weighing.tone([0.0, 2.0, 0.0]);
        let neutral = 1.0_f64.exp() / (1.0_f64.exp() + 2.0);
        assert!((tone[1] - neutral).abs() < 1e-9);
        assert!((tone.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
