//! What a sentence would read like without a marked phrase.
//!
//! For sentences that the model finds loaded, each of their strongest phrases is left
//! out in turn and the rest is read again. How far the probability falls is told with
//! the finding: it is the model's own reason. Where it hardly falls, leaving the words out
//! shows nothing about them, and nothing is told.

use super::Parsed;
use super::neural::{Model, Reading};
use super::readings::Readings;
use super::weighing::Weighing;
use crate::model::{Evidence, Finding};
use crate::text::Span;

/// Longer sentences, in words and marks, are not read again and again: a phrase hardly changes
/// what is said of so many words, and a text without full stops would take a minute.
const LONGEST: usize = 150;
/// From this probability of loaded wording a sentence is looked at.
const LOADED: f64 = 0.5;
/// So many phrases of a sentence are left out, the surest first.
const PHRASES: usize = 3;
/// A smaller fall, in hundredths, says nothing.
const FALL: f64 = 0.1;

/// Adds to the findings what leaving out their words does.
pub(super) fn explain(
    model: &Model,
    readings: &Readings,
    parsed: &Parsed<'_>,
    findings: &mut [Finding],
) {
    let left_out = left_out(readings, parsed, findings);
    let texts: Vec<&str> = left_out.iter().map(|one| one.rest.as_str()).collect();
    let Ok(rests) = model.read_unless(&texts, &parsed.given_up) else {
        return;
    };
    for (one, rest) in left_out.iter().zip(&rests) {
        let finding = &mut findings[one.finding];
        if let Some(why) = fall(one.with, probability(rest)) {
            let span = finding.span;
            finding.evidence.push(Evidence { span, why });
        }
    }
}

/// A sentence without the words of one of its findings.
struct LeftOut {
    finding: usize,
    /// How likely the whole sentence is loaded.
    with: f64,
    rest: String,
}

fn left_out(readings: &Readings, parsed: &Parsed<'_>, findings: &[Finding]) -> Vec<LeftOut> {
    let mut all = Vec::new();
    let mut first = 0;
    for group in findings.chunk_by(|a, b| a.sentence == b.sentence) {
        let start = first;
        first += group.len();
        let index = group[0].sentence;
        let is_asked_for = match parsed.unit {
            Some(unit) => unit == index,
            None => parsed.sentences[index].tokens.len() <= LONGEST,
        };
        if !is_asked_for {
            continue;
        }
        let Some(with) = readings.whole(index).map(probability) else {
            continue;
        };
        if with < LOADED {
            continue;
        }
        let sentence = parsed.sentences[index].span;
        let mut order: Vec<usize> = (0..group.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(group[*at].confidence), *at));
        order.truncate(PHRASES);
        // A mark on the whole sentence leaves nothing to read.
        order.retain(|at| group[*at].span.len() * 2 <= sentence.len());
        all.extend(order.into_iter().map(|at| LeftOut {
            finding: start + at,
            with,
            rest: without(parsed.text(), sentence, group[at].span),
        }));
    }
    all
}

fn probability(reading: &Reading) -> f64 {
    1.0 / (1.0 + (-Weighing::get().odds(reading).loaded).exp())
}

/// The sentence without some of its words.
fn without(text: &str, sentence: Span, words: Span) -> String {
    let before = text[sentence.start()..words.start()].trim_end();
    let after = &text[words.end()..sentence.end()];
    [before, after].concat()
}

/// How far the probability falls, in words, where it falls enough to say something.
fn fall(with: f64, without: f64) -> Option<String> {
    let percent = |p: f64| format!("{:.0} %", p * 100.0);
    let (from, to) = (percent(with), percent(without));
    (with - without >= FALL).then(|| {
        format!(
            "With these words the sentence reads as loaded with {from}, without them with {to}."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_left_out_with_the_space_before_it() {
        let text = "One. The reckless mayor left.";
        let sentence = Span::new(5, text.len());
        assert_eq!(without(text, sentence, Span::new(9, 17)), "The mayor left.");
        assert_eq!(
            without(text, sentence, Span::new(5, 8)),
            " reckless mayor left."
        );
    }

    #[test]
    fn a_fall_is_told_and_a_mark_is_never_argued_against() {
        assert_eq!(
            fall(0.87, 0.352).as_deref(),
            Some(
                "With these words the sentence reads as loaded with 87 %, without them with 35 %."
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
