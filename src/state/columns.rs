//! The comparison's columns, comparing them, and comparisons that are kept.

use std::sync::Arc;

use super::history::Change;
use super::judging::quoted;
use super::{AppState, Effect, MAX_COLUMNS, Slot, View};
use crate::jobs::Request;
use crate::model::{ArticleId, KeptComparison, Project};

impl AppState {
    pub(super) fn toggle_column(&mut self, id: ArticleId) -> Vec<Effect> {
        if self.document.project().article(id).is_none() {
            return Vec::new();
        }
        if let Some(at) = self.session.columns.iter().position(|column| *column == id) {
            self.session.columns.remove(at);
        } else if self.session.columns.len() < MAX_COLUMNS {
            let order = Arc::clone(self.document.project());
            self.session.columns.push(id);
            self.session
                .columns
                .sort_by_key(|column| order.position(*column));
        } else {
            let text = format!(
                "{MAX_COLUMNS} articles fit side by side. Take one out of the comparison first."
            );
            self.notices.problem(text, None, None);
        }
        self.compare_again()
    }

    /// Puts an article into the comparison, in the reader's order, where there is room.
    pub(super) fn add_column(&mut self, id: ArticleId) {
        let columns = &mut self.session.columns;
        if columns.len() < MAX_COLUMNS && !columns.contains(&id) {
            columns.push(id);
        }
        let project = self.document.project();
        columns.sort_by_key(|column| project.position(*column));
    }

    /// Articles that came back are compared again where there is room.
    pub(super) fn put_back_columns(&mut self, before: &Project) {
        let project = Arc::clone(self.document.project());
        for article in &project.articles {
            if before.article(article.id).is_none() {
                self.add_column(article.id);
            }
        }
    }

    /// Asks for a new comparison where all columns are analysed.
    pub(super) fn compare_again(&mut self) -> Vec<Effect> {
        match self.analysed(&self.session.columns) {
            Some(articles) if articles.len() >= 2 => {
                self.analyses.comparison.begin();
                vec![Effect::Submit(Request::Compare {
                    articles,
                    filter: self.session.filter,
                })]
            }
            Some(_) => {
                self.analyses.comparison = Slot::Waiting;
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Keeps the articles that are compared now under a name.
    pub(super) fn keep_comparison(&mut self, name: &str) -> Vec<Effect> {
        let name = name.trim().to_owned();
        if name.is_empty() || self.session.columns.len() < 2 {
            return Vec::new();
        }
        let kept = Arc::new(KeptComparison {
            columns: self.session.columns.clone(),
            filter: self.session.filter,
            name,
        });
        let label = format!("Keep the comparison {}", quoted(&kept.name));
        self.document.change(Change::new(label), |project| {
            project.is_sample = false;
            let known = project
                .comparisons
                .iter_mut()
                .find(|known| known.name == kept.name);
            match known {
                Some(known) => *known = kept,
                None => project.comparisons.push(kept),
            }
        });
        Vec::new()
    }

    pub(super) fn show_comparison(&mut self, name: &str) -> Vec<Effect> {
        let current = Arc::clone(self.document.project());
        let Some(kept) = current.comparisons.iter().find(|kept| kept.name == name) else {
            return Vec::new();
        };
        let is_there = |id: &ArticleId| current.article(*id).is_some();
        self.session.columns = kept.columns.iter().copied().filter(is_there).collect();
        self.session.columns.truncate(MAX_COLUMNS);
        self.session.filter = kept.filter;
        self.session.view = View::Compare;
        self.compare_again()
    }

    pub(super) fn forget_comparison(&mut self, name: &str) -> Vec<Effect> {
        let label = format!("Forget the comparison {}", quoted(name));
        self.document.change(Change::new(label), |project| {
            project.comparisons.retain(|kept| kept.name != name);
        });
        Vec::new()
    }
}
