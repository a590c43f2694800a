//! Who speaks where.

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
    let quiet = SentenceVoice {
        voice: Voice::Outlet,
        quoted: Vec::new(),
        attributions: Vec::new(),
    };
    Attributed {
        sentences: vec![quiet; parsed.sentences.len()],
        ..Attributed::default()
    }
}
