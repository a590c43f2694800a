//! The articles that belong together.

use std::sync::Arc;

use super::{Article, ArticleId};

/// The reader's material: cheap to clone, so that undo can keep snapshots.
///
/// Analyses and selection are not part of it: they follow from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Name shown in the window; empty while untitled.
    pub name: String,
    /// Articles in the reader's order; no two with one identity.
    pub articles: Vec<Arc<Article>>,
    /// Whether these are the samples of the first start.
    pub is_sample: bool,
}

impl Project {
    /// The article with this identity.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// Position of the article in the reader's order.
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        self.articles.iter().position(|article| article.id == id)
    }
}
