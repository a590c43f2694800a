//! Story points, as JSON has them.

use serde::Serialize;

use crate::model::{Difference, PointCell, Side, StoryPoint, ToldOnce};

/// What at least two articles tell.
#[derive(Debug, Serialize)]
pub(super) struct PointJson<'a> {
    label: &'a str,
    told_by: usize,
    confidence: f64,
    cells: Vec<Option<CellJson<'a>>>,
}

/// What an article tells of it, or what comes nearest.
#[derive(Debug, Serialize)]
struct CellJson<'a> {
    sentences: &'a [usize],
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    perhaps: &'a [usize],
}

/// What one article alone tells.
#[derive(Debug, Serialize)]
pub(super) struct OnceJson<'a> {
    article: usize,
    sentences: &'a [usize],
}

/// One difference.
#[derive(Debug, Serialize)]
pub(super) struct DifferenceJson<'a> {
    kind: &'static str,
    text: &'a str,
    row: Option<usize>,
    evidence: Vec<OnceJson<'a>>,
}

impl<'a> DifferenceJson<'a> {
    pub(super) fn new(difference: &'a Difference) -> Self {
        let side = |side: &'a Side| OnceJson {
            article: side.article,
            sentences: &side.sentences,
        };
        Self {
            kind: difference.kind.name(),
            text: &difference.text,
            row: difference.row,
            evidence: difference.evidence.iter().map(side).collect(),
        }
    }
}

impl<'a> PointJson<'a> {
    pub(super) fn new(point: &'a StoryPoint) -> Self {
        Self {
            label: &point.label,
            told_by: point.told_by,
            confidence: point.confidence.fraction(),
            cells: point.cells.iter().map(CellJson::new).collect(),
        }
    }
}

impl<'a> CellJson<'a> {
    fn new(cell: &'a PointCell) -> Option<Self> {
        let (sentences, perhaps): (&[usize], &[usize]) = match cell {
            PointCell::Told(sentences) => (sentences, &[]),
            PointCell::Perhaps(near) => (&[], near),
            PointCell::Nothing | PointCell::NotCompared => return None,
        };
        Some(Self { sentences, perhaps })
    }
}

impl<'a> OnceJson<'a> {
    pub(super) fn new(once: &'a ToldOnce) -> Self {
        Self {
            article: once.article,
            sentences: &once.sentences,
        }
    }
}
