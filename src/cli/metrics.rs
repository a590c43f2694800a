//! How well probabilities fit labels.

use serde::Serialize;

/// A probability and whether the label is the positive one.
pub(super) type Scored = (f64, bool);

/// The figures. The positive class is `framing`; the threshold is one half.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Figures {
    pub count: usize,
    pub positive: usize,
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
    reason = "counts of sentences are far below 2^52"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl Figures {
    pub(super) fn of(scored: &[Scored]) -> Self {
        let count = |predicted: bool, truth: bool| {
            scored
                .iter()
                .filter(|(score, label)| (*score >= 0.5) == predicted && *label == truth)
                .count()
        };
        let (hit, false_alarm, missed) =
            (count(true, true), count(true, false), count(false, true));
        let quiet = count(false, false);
        let f1 = |hit: usize| ratio(2 * hit, 2 * hit + false_alarm + missed);
        let brier: f64 = scored
            .iter()
            .map(|(score, label)| (score - f64::from(u8::from(*label))).powi(2))
            .sum();
        Self {
            count: scored.len(),
            positive: hit + missed,
            macro_f1: f64::midpoint(f1(hit), f1(quiet)),
            precision: ratio(hit, hit + false_alarm),
            recall: ratio(hit, hit + missed),
            f1: f1(hit),
            auroc: auroc(scored),
            ece: calibration_error(scored),
            brier: brier * ratio(1, scored.len()),
        }
    }
}

/// Area under the receiver operating characteristic, ties counted half; `None`
/// where one of the classes is missing.
fn auroc(scored: &[Scored]) -> Option<f64> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|left, right| left.0.total_cmp(&right.0));
    let positive = sorted.iter().filter(|(_, label)| *label).count();
    let negative = sorted.len() - positive;
    if positive == 0 || negative == 0 {
        return None;
    }
    // Twice the number of pairs in the right order, so that halves stay whole.
    let mut doubled = 0_usize;
    let mut below = 0;
    for group in sorted.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
        let hits = group.iter().filter(|(_, label)| *label).count();
        let others = group.len() - hits;
        doubled += hits * (2 * below + others);
        below += others;
    }
    Some(ratio(doubled, 2 * positive * negative))
}

/// Expected calibration error over ten bins of equal width.
fn calibration_error(scored: &[Scored]) -> f64 {
    let mut bins = [(0_usize, 0.0_f64, 0_usize); 10];
    for (score, label) in scored {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=9 just before"
        )]
        let bin = (score * 10.0).clamp(0.0, 9.0) as usize;
        bins[bin].0 += 1;
        bins[bin].1 += score;
        bins[bin].2 += usize::from(*label);
    }
    bins.iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, sum, hits)| {
            let mean = sum * ratio(1, *count);
            ratio(*count, scored.len()) * (mean - ratio(*hits, *count)).abs()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-12
    }

    #[test]
    fn figures_of_a_small_case_are_as_worked_out_by_hand() {
        let figures = Figures::of(&[
            (0.9, true),
            (0.6, false),
            (0.4, true),
            (0.1, false),
            (0.1, false),
        ]);
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
        assert_eq!(auroc(&[(0.5, true), (0.5, false)]), Some(0.5));
        assert_eq!(auroc(&[(0.5, true)]), None);
    }
}
