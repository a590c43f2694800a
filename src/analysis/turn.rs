//! The place where an article's register changes.
//!
//! Every boundary between sentences is tried as a change-point of a sequence of
//! yes-or-no answers (is the sentence framing?). Two shares explain the sequence
//! better than one by some log-likelihood; a turn is stated where that gain
//! exceeds the price of the two further parameters (the Bayesian information
//! criterion), where the shares differ by at least `DIFFERENCE`, where the side with
//! less framing reads like reporting, and where each side is long enough to be one. Headings are where authors turn, so a
//! boundary at a heading pays less.

use crate::model::{Analysis, Direction, Layer, Turn, TurnSide};

/// Fewest sentences on a side.
const SIDE: usize = 2;
/// Fewest sentences of an article that may have a turn.
const WHOLE: usize = 6;
/// Least difference between the two shares of framing.
const DIFFERENCE: f64 = 0.45;
/// Least share of framing on the framing side.
const FRAMING_SIDE: f64 = 0.5;
/// Most that the reporting side's sentences may look evaluative, on average.
const REPORTING_SIDE: f64 = 0.5;
/// Part of the criterion's price that a boundary at a heading pays.
const AT_HEADING: f64 = 0.6;

/// Finds the turn; `None` where the register is even.
#[expect(
    clippy::cast_precision_loss,
    reason = "sentence counts are far below 2^52"
)]
pub fn turn(analysis: &Analysis) -> Option<Turn> {
    let numbered: Vec<usize> = (0..analysis.sentences.len())
        .filter(|index| analysis.sentences[*index].number.is_some())
        .collect();
    let total = numbered.len();
    if total < WHOLE {
        return None;
    }
    let mut framing = vec![0; total + 1];
    for (at, index) in numbered.iter().enumerate() {
        let is_framing = analysis.sentences[*index].layer == Layer::Framing;
        framing[at + 1] = framing[at] + usize::from(is_framing);
    }
    let one = log_likelihood(framing[total], total);
    // The place of the change and the second share are two parameters more.
    let price = (total as f64).ln();
    let mut best: Option<(f64, usize)> = None;
    for at in SIDE..=total - SIDE {
        let (above, below) = (framing[at], framing[total] - framing[at]);
        let share_above = above as f64 / at as f64;
        let share_below = below as f64 / (total - at) as f64;
        if (share_above - share_below).abs() < DIFFERENCE
            || share_above.max(share_below) < FRAMING_SIDE
            || !reports(
                analysis,
                if share_above < share_below {
                    &numbered[..at]
                } else {
                    &numbered[at..]
                },
            )
        {
            continue;
        }
        let two = log_likelihood(above, at) + log_likelihood(below, total - at);
        let heading = heading_before(analysis, numbered[at]).is_some();
        let due = if heading { AT_HEADING * price } else { price };
        let gain = two - one - due;
        if gain > 0.0 && best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, at));
        }
    }
    let at = best?.1;
    let side = |part: &[usize]| TurnSide {
        sentences: part.len(),
        sourced: count(part, |index| !analysis.sentences[index].sources.is_empty()),
        framing: count(part, |index| {
            analysis.sentences[index].layer == Layer::Framing
        }),
    };
    let (above, below) = (side(&numbered[..at]), side(&numbered[at..]));
    let heading = heading_before(analysis, numbered[at]);
    Some(Turn {
        sentence: heading.unwrap_or(numbered[at]),
        heading: heading.map(|index| analysis.sentences[index].span),
        direction: if below.share_framing() > above.share_framing() {
            Direction::IntoFraming
        } else {
            Direction::IntoReporting
        },
        above,
        below,
    })
}

/// Whether sentences read like reporting, and are not only unmarked.
#[expect(
    clippy::cast_precision_loss,
    reason = "sentence counts are far below 2^52"
)]
fn reports(analysis: &Analysis, part: &[usize]) -> bool {
    let sum: f64 = part
        .iter()
        .map(|index| {
            analysis.sentences[*index]
                .probabilities
                .evaluative
                .fraction()
        })
        .sum();
    sum < REPORTING_SIDE * part.len() as f64
}

fn count(part: &[usize], test: impl Fn(usize) -> bool) -> usize {
    part.iter().filter(|index| test(**index)).count()
}

/// Index of the heading right before a sentence.
fn heading_before(analysis: &Analysis, sentence: usize) -> Option<usize> {
    let before = sentence.checked_sub(1)?;
    analysis.sentences[before]
        .number
        .is_none()
        .then_some(before)
        .filter(|index| *index > 0)
}

/// Log-likelihood of `yes` answers among `all` at their own share.
#[expect(
    clippy::cast_precision_loss,
    reason = "sentence counts are far below 2^52"
)]
fn log_likelihood(yes: usize, all: usize) -> f64 {
    let part = |count: usize| {
        if count == 0 {
            0.0
        } else {
            count as f64 * (count as f64 / all as f64).ln()
        }
    };
    part(yes) + part(all - yes)
}
