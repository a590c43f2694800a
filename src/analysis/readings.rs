//! What the model says of every sentence of an article, asked once before anything is weighed.

use super::Parsed;
use super::attribution::Attributed;
use super::features::hidden;
use super::layers;
use super::neural::{Model, ModelError, Reading};
use crate::model::Role;
use crate::text::token::count_words;

/// Fewer of the outlet's own words are no sentence that could be read by itself.
const OWN_WORDS: usize = 3;

/// Of the outlet's own words in one sentence, so many bytes are read: no sentence with a full
/// stop has as many, and the model takes its time.
const OWN_BYTES: usize = 1_000;

/// The model's readings, by sentence.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    sentences: Vec<Pair>,
}

#[derive(Clone, Debug, Default)]
struct Pair {
    /// Of the whole sentence; bylines have none.
    whole: Option<Reading>,
    /// Of what is left without quotations and what sources are said to have said,
    /// where that is something else.
    own: Own,
}

#[derive(Clone, Debug, Default)]
enum Own {
    #[default]
    Whole,
    Rest(Reading),
    /// Hardly a word is the outlet's.
    Nothing,
}

impl Readings {
    /// Reads every sentence, and the outlet's own part of those that cite somebody. Where one
    /// sentence alone is asked for, only those are read that have a part in what is said of it:
    /// those close by, and the heading above.
    ///
    /// # Errors
    /// Where the model fails on one of them.
    pub fn of(
        model: &Model,
        parsed: &Parsed<'_>,
        attributed: &Attributed,
    ) -> Result<Self, ModelError> {
        let mut read: Vec<usize> = (0..parsed.sentences.len())
            .filter(|index| parsed.sentences[*index].role != Role::Byline)
            .collect();
        if let Some(unit) = parsed.unit {
            let is_heading = |at: &usize| parsed.sentences[*at].role.is_heading();
            let above = (0..unit).rev().find(is_heading);
            read.retain(|at| at.abs_diff(unit) <= layers::REACH || above == Some(*at));
        }
        let own: Vec<_> = read
            .iter()
            .map(|index| own_words(parsed, attributed, *index))
            .collect();
        let worth_reading = |rest: &&String| count_words(rest) >= OWN_WORDS;
        let whole = read.iter().map(|index| &parsed.sentences[*index]);
        let texts: Vec<&str> = whole
            .map(|sentence| sentence.span.of(parsed.text()))
            .chain(
                own.iter()
                    .flatten()
                    .filter(worth_reading)
                    .map(String::as_str),
            )
            .collect();
        let mut whole = model.read_unless(&texts, &parsed.given_up)?;
        let mut rests = whole.split_off(read.len()).into_iter();
        let mut sentences = vec![Pair::default(); parsed.sentences.len()];
        for ((index, whole), own) in read.into_iter().zip(whole).zip(&own) {
            let own = match own {
                None => Own::Whole,
                Some(rest) if worth_reading(&rest) => rests.next().map_or(Own::Nothing, Own::Rest),
                Some(_) => Own::Nothing,
            };
            sentences[index] = Pair {
                whole: Some(whole),
                own,
            };
        }
        Ok(Self { sentences })
    }

    /// What the model says of a whole sentence, whoever speaks.
    pub fn whole(&self, sentence: usize) -> Option<&Reading> {
        self.sentences.get(sentence)?.whole.as_ref()
    }

    /// What it says of the outlet's own words there; `None` where there are hardly any.
    pub fn own(&self, sentence: usize) -> Option<&Reading> {
        let pair = self.sentences.get(sentence)?;
        match &pair.own {
            Own::Whole => pair.whole.as_ref(),
            Own::Rest(reading) => Some(reading),
            Own::Nothing => None,
        }
    }
}

/// The sentence without the words of others; `None` where all of it is the outlet's.
fn own_words(parsed: &Parsed<'_>, attributed: &Attributed, index: usize) -> Option<String> {
    let mut others = hidden(attributed, index);
    if others.is_empty() {
        return None;
    }
    others.sort_unstable_by_key(|span| (span.start(), span.end()));
    let sentence = parsed.sentences[index].span;
    let mut rest = String::with_capacity(sentence.len());
    let mut from = sentence.start();
    for span in others {
        if span.start() > from {
            rest.push_str(&parsed.text()[from..span.start().min(sentence.end())]);
        }
        from = from.max(span.end());
    }
    if from < sentence.end() {
        rest.push_str(&parsed.text()[from..sentence.end()]);
    }
    if rest.len() > OWN_BYTES && parsed.unit.is_none() {
        let cut = rest.floor_char_boundary(OWN_BYTES);
        let words = rest[..cut].trim_end_matches(|letter: char| !letter.is_whitespace());
        rest.truncate(words.len());
    }
    Some(rest)
}
