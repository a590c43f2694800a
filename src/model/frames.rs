//! Topic frames: the dimensions of an issue that an article takes up.

use serde::Serialize;

use super::{Confidence, MadeBy, Share};
use crate::text::Span;

/// One dimension of the issue, and where the article takes it up.
///
/// The dimensions are data (`assets/lexicons/frames.txt`), after the Policy Frames
/// Codebook of Boydstun, Card, Gross, Resnik and Smith (2014).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicFrame {
    /// Its name: `Economic`.
    pub name: String,
    /// What it is about, in a few words.
    pub about: String,
    /// Share of the article's sentences that carry it; headings are not counted.
    pub score: Share,
    /// Whether that is enough to say that the article takes it up. What is not stays
    /// here for comparisons, in which one sentence is not nothing.
    pub is_stated: bool,
    /// Indices of those sentences, in order.
    pub sentences: Vec<usize>,
    /// What carries it, in reading order; each sentence does by its words or by its meaning.
    pub mentions: Vec<FrameMention>,
}

impl TopicFrame {
    /// Indices of the sentences that carry it by their words.
    pub fn by_words(&self) -> Vec<usize> {
        let mut sentences = self.sentences.clone();
        sentences.retain(|index| self.by_meaning().all(|(other, _)| other != *index));
        sentences
    }

    /// Indices of the sentences that carry it by their meaning, and how probable that is.
    pub fn by_meaning(&self) -> impl Iterator<Item = (usize, Confidence)> + '_ {
        self.mentions
            .iter()
            .filter_map(|mention| Some((mention.sentence, mention.meaning?)))
    }
}

/// Words by which a sentence takes up a frame, or the sentence that does by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FrameMention {
    /// Place in the text.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// How far they go toward carrying it: a sentence does at 100.
    pub weight: u16,
    /// Where it is the meaning that carries it: how probable the language model makes that.
    pub meaning: Option<Confidence>,
}

impl FrameMention {
    /// What found it: a phrase of the codebook, or the language model.
    pub fn made_by(&self) -> MadeBy {
        if self.meaning.is_some() {
            MadeBy::Model
        } else {
            MadeBy::Rule
        }
    }
}
