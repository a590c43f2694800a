//! Who is called what, as JSON has it.

use serde::Serialize;

use crate::model::{NameRow, Sentiment, Voice, Wording};

/// One person, group, body or place.
#[derive(Debug, Serialize)]
pub(super) struct NameJson<'a> {
    entity: &'a str,
    kind: &'static str,
    /// One an article; null where it is not named.
    cells: Vec<Option<CellJson<'a>>>,
}

#[derive(Debug, Serialize)]
struct CellJson<'a> {
    labels: Vec<LabelJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LabelJson<'a> {
    text: &'a str,
    count: usize,
    /// Whose words most of them are.
    voice: &'static str,
    judges: bool,
    tone: Option<f64>,
}

impl<'a> NameJson<'a> {
    pub(super) fn new(row: &'a NameRow) -> Self {
        Self {
            entity: &row.entity,
            kind: row.kind.name(),
            cells: row.cells.iter().map(|cell| CellJson::new(cell)).collect(),
        }
    }
}

impl<'a> CellJson<'a> {
    fn new(wordings: &'a [Wording]) -> Option<Self> {
        let labels: Vec<_> = wordings.iter().map(LabelJson::new).collect();
        (!labels.is_empty()).then_some(Self { labels })
    }
}

impl<'a> LabelJson<'a> {
    fn new(wording: &'a Wording) -> Self {
        let count = wording.passages.len();
        let voice = if 2 * wording.by_outlet >= count {
            Voice::Outlet
        } else {
            Voice::Attributed
        };
        Self {
            text: &wording.text,
            count,
            voice: voice.name(),
            judges: wording.judges,
            tone: wording.tone.map(Sentiment::compound),
        }
    }
}
