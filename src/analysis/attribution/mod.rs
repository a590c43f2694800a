//! Who speaks where.
//!
//! 1. `tagging` says of each token what it may be, from the word lists in `words`.
//! 2. `cues` finds, sentence by sentence, verbs and phrases that attribute, with their source and content.
//!    What must stand around a verb is said by its cells in the list of verbs (`frames`), the words that
//!    constructions look for stand in named lists (`lists`), and `unsaid` tells where nothing is said.
//! 3. `sources` joins the sources over the article.
//! 4. `speakers` gives every quotation its speaker and tells quotations from scare quotes; `weight` says
//!    whether what is attributed is what the sentence states.

mod chain;
mod classes;
mod content;
mod cues;
pub(in crate::analysis) mod evidence;
mod experience;
mod fits;
mod frames;
mod fronted;
mod infinitive;
mod known;
mod lists;
mod names;
mod nominal;
pub(in crate::analysis) mod nouns;
mod passive;
mod phrase;
mod roles;
mod sources;
mod speakers;
mod subject;
pub(in crate::analysis) mod tagging;
mod tally;
mod unsaid;
mod weight;
pub(in crate::analysis) mod words;

#[cfg(test)]
mod tests;

use self::tagging::Tagged;
use super::Parsed;
use crate::model::{Attribution, Source, Voice};
use crate::text::Span;

/// Who speaks in each sentence, and the sources joined over the article.
#[derive(Clone, Debug, Default)]
pub struct Attributed {
    /// Every place where somebody is cited, ordered by place.
    pub attributions: Vec<Attribution>,
    /// The sources, in order of first mention.
    pub sources: Vec<Source>,
    /// For each sentence, who speaks.
    pub sentences: Vec<SentenceVoice>,
    /// Quotation marks that set off a word or idiom instead of citing somebody, with the marks.
    pub scare_quotes: Vec<Span>,
}

/// Who speaks in one sentence.
#[derive(Clone, Debug)]
pub struct SentenceVoice {
    /// The voice of the sentence as a whole.
    pub voice: Voice,
    /// Direct quotations in it, with their marks, clipped to the sentence.
    pub quoted: Vec<Span>,
    /// Indices of its attributions.
    pub attributions: Vec<usize>,
}

/// Finds the attributions of an article.
pub fn attribute(parsed: &Parsed<'_>) -> Attributed {
    speakers::Speakers::of(&Tagged::of(parsed)).finish()
}
