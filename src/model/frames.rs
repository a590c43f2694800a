//! Topic frames: the dimensions of an issue that an article takes up.

use serde::Serialize;

use super::Share;
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
    /// The words that carry it, in reading order.
    pub mentions: Vec<FrameMention>,
}

/// Words by which a sentence takes up a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FrameMention {
    /// Place in the text.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// How far they go toward carrying it: a sentence does at 100.
    pub weight: u16,
}
