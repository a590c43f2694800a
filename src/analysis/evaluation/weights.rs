//! How likely a word carries the judgement of its sentence, by `assets/weights/evaluation.txt`.

use std::sync::LazyLock;

use crate::analysis::neural::Word;
use crate::analysis::numbers::numbers;

const FILE: &str = include_str!("../../../assets/weights/evaluation.txt");

/// Logistic regressions for words, for phrases, and the share that listed phrases get right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights {
    word: OfWord,
    phrase: OfPhrase,
    listed: f64,
}

/// What counts for a word.
#[derive(Clone, Copy, Debug, Default)]
struct OfWord {
    /// The logit that it is loaded.
    loaded: f64,
    /// The mean of that logit over it and its neighbours.
    around_loaded: f64,
    /// The logit that it belongs to the words that carry a judgement.
    judging: f64,
    /// The mean of that logit over it and its neighbours.
    around_judging: f64,
    /// The mean over them of what they bring to the answer that the sentence is not purely
    /// factual, less the mean over the sentence.
    around_opinion: f64,
    /// The natural logarithm of how many words the sentence has.
    words: f64,
    /// Whether a rule has marked it.
    listed: f64,
    bias: f64,
}

/// What counts for a phrase: the log-odds of its surest word.
#[derive(Clone, Copy, Debug, Default)]
struct OfPhrase {
    surest: f64,
    bias: f64,
}

impl Weights {
    /// The weights built into the program.
    pub fn get() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(FILE));
        &WEIGHTS
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
        Some(match (section, name) {
            ("word", "loaded") => &mut self.word.loaded,
            ("word", "around_loaded") => &mut self.word.around_loaded,
            ("word", "judging") => &mut self.word.judging,
            ("word", "around_opinion") => &mut self.word.around_opinion,
            ("word", "around_judging") => &mut self.word.around_judging,
            ("word", "words") => &mut self.word.words,
            ("word", "listed") => &mut self.word.listed,
            ("word", "bias") => &mut self.word.bias,
            ("phrase", "surest") => &mut self.phrase.surest,
            ("phrase", "bias") => &mut self.phrase.bias,
            ("rules", "listed") => &mut self.listed,
            _ => return None,
        })
    }

    /// For each word of a framing sentence, log-odds that people would mark it as one that
    /// judges; `listed` says of each whether a rule has marked it.
    pub fn words(&self, words: &[Word], listed: &[bool]) -> Vec<f64> {
        let count = words.len().max(1);
        let mean = |from: usize, to: usize, of: fn(&Word) -> f32| {
            let some = &words[from..to];
            #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
            let count = some.len().max(1) as f64;
            some.iter().map(|word| f64::from(of(word))).sum::<f64>() / count
        };
        let usual = mean(0, words.len(), |word| word.opinion);
        #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
        let length = (count as f64).ln();
        (0..words.len())
            .map(|at| {
                let (from, to) = (at.saturating_sub(1), (at + 2).min(words.len()));
                let of = &self.word;
                of.loaded * f64::from(words[at].loaded)
                    + of.around_loaded * mean(from, to, |word| word.loaded)
                    + of.judging * f64::from(words[at].judging)
                    + of.around_judging * mean(from, to, |word| word.judging)
                    + of.around_opinion * (mean(from, to, |word| word.opinion) - usual)
                    + of.words * length
                    + of.listed * f64::from(u8::from(listed[at]))
                    + of.bias
            })
            .collect()
    }

    /// Probability that people would mark one of a phrase's words, from the log-odds of its
    /// surest.
    pub fn phrase(&self, surest: f64) -> f64 {
        logistic(self.phrase.surest * surest + self.phrase.bias)
    }

    /// The same for a listed phrase in a framing sentence, by rules alone.
    pub fn listed(&self) -> f64 {
        self.listed
    }
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_of_the_file_has_its_place() {
        let mut all = Weights::default();
        let mut count = 0;
        for (section, name, _) in numbers(FILE) {
            assert!(all.place(section, name).is_some(), "[{section}] {name}");
            count += 1;
        }
        assert_eq!(count, 11);
    }

    #[test]
    fn weights_are_applied_as_a_hand_calculation_would() {
        let weights = Weights::read(
            "[word]\nloaded 1\naround_loaded 2\njudging 0.5\naround_judging 6\naround_opinion 4\nwords 3\nlisted 5\nbias -1\n[phrase]\nsurest 2\nbias -2\n[rules]\nlisted 0.5\n",
        );
        let word = |loaded, judging, opinion| Word {
            loaded,
            judging,
            opinion,
            ..Word::default()
        };
        let words = [word(1.0, 0.5, 0.0), word(3.0, 1.5, 2.0)];
        let odds = weights.words(&words, &[false, true]);
        // Both have both words around them: means 2, 1 and 1, and 1 is usual for the last.
        let both = 2.0 * 2.0 + 6.0 + 3.0 * std::f64::consts::LN_2 - 1.0;
        assert!((odds[0] - (1.0 + 0.25 + both)).abs() < 1e-9, "{odds:?}");
        assert!(
            (odds[1] - (3.0 + 0.75 + both + 5.0)).abs() < 1e-9,
            "{odds:?}"
        );
        assert!((weights.phrase(1.0) - 0.5).abs() < 1e-9);
    }
}
