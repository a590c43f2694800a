//! A comparison, as JSON has it: its articles without their texts, and what is set side by side.

use serde::Serialize;

use super::names::NameJson;
use super::story::{DifferenceJson, OnceJson, PointJson};
use super::{ArticleJson, EngineJson, articles, reason};
use crate::export::ExportInput;
use crate::model::{Comparison, EngineStamp, Sentiment, Share};

/// Name and version of the form of a comparison.
pub const COMPARISON_SCHEMA: &str = "slantwise.comparison/1";

/// A comparison.
#[derive(Debug, Serialize)]
pub struct ComparisonJson<'a> {
    schema: &'static str,
    engine: EngineJson<'a>,
    articles: Vec<ArticleJson<'a>>,
    /// One an article, where one of them was not analysed: why its cells are null.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_analysed: Option<Vec<Option<String>>>,
    story_points: Vec<PointJson<'a>>,
    told_once: Vec<OnceJson<'a>>,
    names: Vec<NameJson<'a>>,
    /// Rows of `names` that may be one: questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<SuggestionJson<'a>>,
    tone: Vec<ToneJson<'a>>,
    voices: Vec<VoiceJson<'a>>,
    frames: Vec<FrameRowJson<'a>>,
    differences: Vec<DifferenceJson<'a>>,
    caveats: &'a [String],
}

#[derive(Debug, Serialize)]
struct FrameRowJson<'a> {
    frame: &'a str,
    cells: Vec<Option<f64>>,
}

#[derive(Debug, Serialize)]
struct SuggestionJson<'a> {
    rows: [usize; 2],
    why: &'a str,
}

#[derive(Debug, Serialize)]
struct ToneJson<'a> {
    entity: &'a str,
    cells: Vec<Option<f64>>,
}

#[derive(Debug, Serialize)]
struct VoiceJson<'a> {
    source: &'a str,
    cells: Vec<Option<VoiceCellJson>>,
}

#[derive(Debug, Serialize)]
struct VoiceCellJson {
    words_quoted: usize,
    words_paraphrased: usize,
}

impl<'a> ComparisonJson<'a> {
    /// The form of a comparison.
    pub fn new(
        input: &ExportInput<'a>,
        comparison: &'a Comparison,
        engine: &'a EngineStamp,
    ) -> Self {
        Self {
            schema: COMPARISON_SCHEMA,
            engine: EngineJson::new(engine, comparison.filter),
            articles: articles(input, false),
            not_analysed: comparison
                .not_analysed
                .iter()
                .any(Option::is_some)
                .then(|| {
                    comparison
                        .not_analysed
                        .iter()
                        .copied()
                        .map(reason)
                        .collect()
                }),
            story_points: comparison.story.points.iter().map(PointJson::new).collect(),
            told_once: comparison.story.once.iter().map(OnceJson::new).collect(),
            names: comparison.names.iter().map(NameJson::new).collect(),
            suggestions: comparison
                .suggestions
                .iter()
                .map(|one| SuggestionJson {
                    rows: one.rows,
                    why: &one.why,
                })
                .collect(),
            tone: comparison
                .tone
                .iter()
                .map(|row| ToneJson {
                    entity: &row.entity,
                    cells: row
                        .cells
                        .iter()
                        .map(|cell| cell.map(Sentiment::compound))
                        .collect(),
                })
                .collect(),
            voices: comparison
                .voices
                .iter()
                .map(|row| VoiceJson {
                    source: &row.source,
                    cells: row
                        .cells
                        .iter()
                        .map(|cell| {
                            cell.as_ref().map(|cell| VoiceCellJson {
                                words_quoted: cell.words_quoted,
                                words_paraphrased: cell.words_paraphrased,
                            })
                        })
                        .collect(),
                })
                .collect(),
            frames: comparison
                .frames
                .iter()
                .map(|row| FrameRowJson {
                    frame: &row.frame,
                    cells: row
                        .cells
                        .iter()
                        .map(|cell| cell.share.map(Share::fraction))
                        .collect(),
                })
                .collect(),
            differences: comparison
                .differences
                .iter()
                .map(DifferenceJson::new)
                .collect(),
            caveats: &comparison.caveats,
        }
    }
}
