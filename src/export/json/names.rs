//! Who is called what, as JSON has it.

use serde::Serialize;

use crate::model::{NameRow, Sentiment, Voice, Wording};

/// One person, group, body or place.
#[derive(Debug, Serialize)]
pub(super) struct NameJson<'a> {
    entity: &'a str,
    kind: &'static str,
    /// What the row of a state holds besides its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<&'static str>,
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
    join: JoinJson<'a>,
    /// Whether these are the words before a name, which are counted with the name too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    within: bool,
    tone: Option<f64>,
}

/// Why a wording stands in its row.
#[derive(Debug, Serialize)]
struct JoinJson<'a> {
    sure: bool,
    why: &'a str,
}

impl<'a> NameJson<'a> {
    pub(super) fn new(row: &'a NameRow) -> Self {
        Self {
            entity: &row.entity,
            kind: row.kind.name(),
            holds: row.holds,
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
            join: JoinJson {
                sure: wording.join.sure,
                why: &wording.join.why,
            },
            within: wording.within,
            tone: wording.tone.map(Sentiment::compound),
        }
    }
}
