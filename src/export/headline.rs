//! The headline against the body, as JSON.

use serde::Serialize;

use super::places::Places;
use crate::model::{HeadlineComparison, Support};

/// A headline compared with the body; positions count from the headline's start.
#[derive(Debug, Serialize)]
pub struct HeadlineJson<'a> {
    text: &'a str,
    sentence: Option<usize>,
    p_loaded: f64,
    p_loaded_body: f64,
    sentences_as_loaded: usize,
    sentiment: f64,
    sentiment_body: f64,
    claims: Vec<ClaimJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ClaimJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    attributed: bool,
    body: &'static str,
    sentence: Option<usize>,
    source: Option<usize>,
}

impl<'a> HeadlineJson<'a> {
    /// The form of a comparison.
    pub fn new(headline: &'a HeadlineComparison) -> Self {
        let places = Places::new(&headline.text);
        Self {
            text: &headline.text,
            sentence: headline.sentence,
            p_loaded: headline.loaded.fraction(),
            p_loaded_body: headline.loaded_body.fraction(),
            sentences_as_loaded: headline.as_loaded,
            sentiment: headline.sentiment.compound(),
            sentiment_body: headline.sentiment_body.compound(),
            claims: headline
                .claims
                .iter()
                .map(|claim| {
                    let (start, end, text) = places.of(claim.span);
                    ClaimJson {
                        start,
                        end,
                        text,
                        attributed: claim.is_attributed,
                        body: claim.support.name(),
                        sentence: claim.support.sentence(),
                        source: match claim.support {
                            Support::Attributed { source, .. } => source,
                            Support::Stated { .. } | Support::Missing => None,
                        },
                    }
                })
                .collect(),
        }
    }
}
