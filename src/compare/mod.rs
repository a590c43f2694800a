//! Analyses in, a comparison out: pure.

use crate::model::{Analysis, Article, Comparison, VoiceFilter};

/// Compares two or more articles, in the order given.
pub fn compare(articles: &[(&Article, &Analysis)], filter: VoiceFilter) -> Comparison {
    Comparison {
        articles: articles.iter().map(|(article, _)| article.id).collect(),
        filter,
        rows: Vec::new(),
        voices: Vec::new(),
        tone: Vec::new(),
        caveats: Vec::new(),
    }
}
