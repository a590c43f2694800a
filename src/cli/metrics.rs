//! How well probabilities fit labels.

use serde::Serialize;

use crate::model::Confidence;

/// Probabilities that there are: basis points from 0 to 10,000.
const STEPS: usize = 10_001;

/// Probabilities with their labels, counted: a probability is a whole number of basis
/// points, so a table of them holds any number of sentences in the same memory.
#[derive(Clone, Debug)]
pub(super) struct Scores {
    /// For each probability in basis points, how many sentences are labelled neutral and framing.
    counts: Vec<[u64; 2]>,
}

/// The figures. The positive class is `framing`; the threshold is one half.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Figures {
    pub count: u64,
    pub positive: u64,
    pub macro_f1: f64,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    pub auroc: Option<f64>,
    pub ece: f64,
    pub brier: f64,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of sentences, and of their pairs, are far below 2^64"
)]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl Default for Scores {
    fn default() -> Self {
        Self {
            counts: vec![[0; 2]; STEPS],
        }
    }
}

impl Scores {
    /// Counts one sentence; `truth` is whether it is labelled framing.
    pub(super) fn add(&mut self, probability: Confidence, truth: bool) {
        self.counts[usize::from(probability.basis_points())][usize::from(truth)] += 1;
    }

    /// How many sentences there are.
    pub(super) fn count(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// What they show.
    pub(super) fn figures(&self) -> Figures {
        let half = STEPS / 2;
        let count = |part: &[[u64; 2]], truth: bool| -> u64 {
            part.iter().map(|step| step[usize::from(truth)]).sum()
        };
        let (below, above) = self.counts.split_at(half);
        let (hit, false_alarm) = (count(above, true), count(above, false));
        let (missed, quiet) = (count(below, true), count(below, false));
        let f1 = |hit: u64| ratio(2 * hit, 2 * hit + false_alarm + missed);
        let brier: f64 = self
            .steps()
            .map(|(score, [negative, positive])| {
                ratio(negative, 1) * score.powi(2) + ratio(positive, 1) * (score - 1.0).powi(2)
            })
            .sum();
        Figures {
            count: self.count(),
            positive: hit + missed,
            macro_f1: f64::midpoint(f1(hit), f1(quiet)),
            precision: ratio(hit, hit + false_alarm),
            recall: ratio(hit, hit + missed),
            f1: f1(hit),
            auroc: self.auroc(),
            ece: self.calibration_error(),
            brier: brier * ratio(1, self.count()),
        }
    }

    /// Each probability that occurs as a fraction, the lowest first, with its counts.
    fn steps(&self) -> impl Iterator<Item = (f64, [u64; 2])> {
        let steps = (0_u32..).zip(&self.counts);
        let occurring = steps.filter(|(_, counts)| counts.iter().any(|count| *count > 0));
        occurring.map(|(step, counts)| (f64::from(step) / 10_000.0, *counts))
    }

    /// Area under the receiver operating characteristic, ties counted half; `None`
    /// where one of the classes is missing.
    fn auroc(&self) -> Option<f64> {
        let positive: u64 = self.counts.iter().map(|step| step[1]).sum();
        let negative = self.count() - positive;
        if positive == 0 || negative == 0 {
            return None;
        }
        // Twice the number of pairs in the right order, so that halves stay whole.
        let mut doubled = 0;
        let mut below = 0;
        for (_, [others, hits]) in self.steps() {
            doubled += hits * (2 * below + others);
            below += others;
        }
        Some(ratio(doubled, 2 * positive * negative))
    }

    /// Expected calibration error over ten bins of equal width.
    fn calibration_error(&self) -> f64 {
        let mut bins = [(0_u64, 0.0_f64, 0_u64); 10];
        for (score, [others, hits]) in self.steps() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to 0..=9 just before"
            )]
            let bin = (score * 10.0).clamp(0.0, 9.0) as usize;
            bins[bin].0 += others + hits;
            bins[bin].1 += score * ratio(others + hits, 1);
            bins[bin].2 += hits;
        }
        let all = self.count();
        bins.iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, sum, hits)| {
                let mean = sum * ratio(1, *count);
                ratio(*count, all) * (mean - ratio(*hits, *count)).abs()
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-12
    }

    fn scores(scored: &[(f64, bool)]) -> Scores {
        let mut all = Scores::default();
        for (probability, truth) in scored {
            all.add(Confidence::from_fraction(*probability), *truth);
        }
        all
    }

    #[test]
    fn figures_of_a_small_case_are_as_worked_out_by_hand() {
        let figures = scores(&[
            (0.9, true),
            (0.6, false),
            (0.4, true),
            (0.1, false),
            (0.1, false),
        ])
        .figures();
        assert_eq!((figures.count, figures.positive), (5, 2));
        assert!(close(figures.precision, 0.5) && close(figures.recall, 0.5));
        // F1 of framing 1/2, of neutral 2/3.
        assert!(close(figures.macro_f1, 7.0 / 12.0));
        // Of six pairs one is in the wrong order.
        assert!(figures.auroc.is_some_and(|area| close(area, 5.0 / 6.0)));
        assert!(close(
            figures.brier,
            (0.01 + 0.36 + 0.36 + 0.01 + 0.01) / 5.0
        ));
        assert!(close(figures.ece, (0.1 + 0.6 + 0.6 + 0.2) / 5.0));
    }

    #[test]
    fn ties_count_half() {
        assert_eq!(scores(&[(0.5, true), (0.5, false)]).auroc(), Some(0.5));
        assert_eq!(scores(&[(0.5, true)]).auroc(), None);
    }
}
