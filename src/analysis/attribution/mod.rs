//! Who speaks where.
//!
//! 1. `tagging` says of each token what it may be, from the word lists in `words`.
//! 2. `cues` finds, sentence by sentence, verbs and phrases that attribute, with their source and content.
//!    What must stand around a verb is said by its cells in the list of verbs (`frames`), the words
//!    that constructions look for stand in named lists, and `unsaid` tells where nothing is said.
//! 3. `sources` gives each identity that is cited its source, and joins the unnamed ones.
//! 4. `held` finds words that are somebody's by the layout: posts, transcripts, block quotations.
//! 5. `speakers` gives every quotation its speaker and tells quotations from scare quotes; `weight`
//!    says whether what is attributed is what the sentence states.

mod agent;
mod capitals;
mod chain;
mod classes;
mod compound;
mod content;
mod cues;
mod denials;
pub(in crate::analysis) mod evidence;
mod experience;
mod fits;
mod frames;
mod fronted;
mod held;
mod infinitive;
pub(in crate::analysis) mod listed;
pub(in crate::analysis) mod lists;
pub(in crate::analysis) mod names;
mod nominal;
pub(in crate::analysis) mod nouns;
mod passive;
pub(in crate::analysis) mod phrase;
pub(in crate::analysis) mod roles;
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
use super::identity::Identities;
use crate::analysis::phrases::phrases;
use crate::model::{Attribution, Phrase, Source, Voice};
use crate::text::Span;

/// Who speaks in each sentence, and the sources joined over the article.
#[derive(Clone, Debug, Default)]
pub struct Attributed {
    /// Every place where somebody is cited, ordered by place.
    pub attributions: Vec<Attribution>,
    /// The sources, in order of first mention.
    pub sources: Vec<Source>,
    /// Which identity each source is; `None` for those without a proper name.
    pub cited: Vec<Option<usize>>,
    /// Everybody and everything that the article names.
    pub identities: Identities,
    /// The noun phrases of the article.
    pub phrases: Vec<Phrase>,
    /// For each sentence, who speaks.
    pub sentences: Vec<SentenceVoice>,
    /// Quotation marks that set off a word or idiom instead of citing somebody, with the marks.
    pub scare_quotes: Vec<Span>,
}

impl Attributed {
    /// Whether an identity is a source.
    pub fn is_cited(&self, identity: usize) -> bool {
        self.cited.contains(&Some(identity))
    }
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
    let tagged = Tagged::of(parsed);
    let mut attributed = speakers::Speakers::of(&tagged).finish();
    attributed.phrases = phrases(&tagged, &attributed);
    attributed
}
