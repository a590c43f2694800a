//! What articles on one event tell, point by point.

use super::Confidence;

/// Story points of a comparison; every list of cells is in the articles' order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// What at least two articles tell, in the order of the story. Points may share sentences:
    /// a first sentence tells several.
    pub points: Vec<StoryPoint>,
    /// What one article alone tells, in the order of the articles.
    pub once: Vec<ToldOnce>,
    /// Whether sentences were compared by their words alone, without the model.
    pub by_words: bool,
    /// Whether articles were too long or too many, so that only their first sentences count.
    pub is_cut: bool,
}

/// One point.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryPoint {
    /// The most neutral wording, shortened.
    pub label: String,
    /// How sure it is that the cells tell the same.
    pub confidence: Confidence,
    /// In how many independent texts it is told: copies of one text count once.
    pub told_by: usize,
    /// One cell an article.
    pub cells: Vec<PointCell>,
}

/// Whether an article tells a point.
#[derive(Clone, Debug, PartialEq)]
pub enum PointCell {
    /// It does: indices of the sentences.
    Told(Vec<usize>),
    /// It may: the sentences that come nearest, the nearest first.
    Perhaps(Vec<usize>),
    /// Nothing like it was found.
    Nothing,
    /// The article was not analysed, so nothing is known.
    NotCompared,
}

impl PointCell {
    /// The sentences that tell it; none where it is not told.
    pub fn told(&self) -> &[usize] {
        match self {
            Self::Told(sentences) => sentences,
            _ => &[],
        }
    }
}

/// A stretch of one article of which no other tells anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldOnce {
    /// Index of the article in the comparison.
    pub article: usize,
    /// Indices of its sentences, one after the other.
    pub sentences: Vec<usize>,
}
