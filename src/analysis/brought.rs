//! What a marked phrase brings to the model's answer on its sentence.
//!
//! The answer is the mean of what the word pieces bring to it, so that nothing is read again to
//! know what it would be without some of them. How far the probability of loaded wording falls
//! is told with the finding: it is the model's own reason. Where it hardly falls, nothing is told.

use super::Parsed;
use super::neural::Reading;
use super::readings::Readings;
use super::weighing::Weighing;
use crate::model::{Evidence, Finding};
use crate::text::Span;

/// From this probability of loaded wording a sentence is looked at.
const LOADED: f64 = 0.5;
/// Of so many phrases of a sentence it is told, the surest first.
const PHRASES: usize = 3;
/// A smaller fall, in hundredths, says nothing.
const FALL: f64 = 0.1;

/// Adds to the findings what their words bring.
pub(super) fn explain(readings: &Readings, parsed: &Parsed<'_>, findings: &mut [Finding]) {
    for group in findings.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let index = group[0].sentence;
        let Some(reading) = readings.whole(index) else {
            continue;
        };
        let with = probability(reading);
        if with < LOADED {
            continue;
        }
        let sentence = parsed.sentences[index].span;
        let mut order: Vec<usize> = (0..group.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(group[*at].confidence), *at));
        for at in order.into_iter().take(PHRASES) {
            let finding = &mut group[at];
            // Of a mark on the whole sentence nothing would be left.
            if finding.span.len() * 2 > sentence.len() {
                continue;
            }
            let start = finding.span.start().saturating_sub(sentence.start());
            let place = Span::new(start, start + finding.span.len());
            if let Some(why) = fall(with, probability(&reading.without(&[place]))) {
                let span = finding.span;
                finding.evidence.push(Evidence { span, why });
            }
        }
    }
}

fn probability(reading: &Reading) -> f64 {
    1.0 / (1.0 + (-Weighing::get().odds(reading).loaded).exp())
}

/// How far the probability falls, in words, where it falls enough to say something.
fn fall(with: f64, without: f64) -> Option<String> {
    let percent = |p: f64| format!("{:.0} %", p * 100.0);
    let (from, to) = (percent(with), percent(without));
    (with - without >= FALL).then(|| {
        format!(
            "The sentence reads as loaded with {from}, and with {to} without what these words bring."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_told_and_a_mark_is_never_argued_against() {
        assert_eq!(
            fall(0.87, 0.352).as_deref(),
            Some(
                "The sentence reads as loaded with 87 %, and with 35 % without what these words bring."
            )
        );
        assert_eq!(fall(0.87, 0.86), None);
        assert_eq!(
            fall(0.68, 0.73),
            None,
            "without the words it would be more loaded"
        );
    }
}
