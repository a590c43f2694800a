//! Articles coming and going: opened, closed, moved, renamed, and taken back.

use std::sync::Arc;

use super::{AppState, Dialog, Effect, NoticeAction, Step};
use crate::import;
use crate::jobs::{ImportSource, Request};
use crate::model::{Article, ArticleId, Project, Title, TitleOrigin};

impl AppState {
    pub(super) fn import(&mut self, sources: Vec<ImportSource>) -> Vec<Effect> {
        self.session.dialog = None;
        if self.analyses.importing == 0 {
            self.analyses.batch = super::analyses::Batch::default();
        }
        let paths = sources.iter().filter_map(|source| match source {
            ImportSource::File(path) => Some(path.as_path()),
            ImportSource::Pasted(_) | ImportSource::Bytes(..) => None,
        });
        self.analyses.batch.ask(paths);
        self.analyses.importing += sources.len();
        sources
            .into_iter()
            .map(|source| Effect::Submit(Request::Import(source)))
            .collect()
    }

    pub(super) fn open_samples(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let articles: Vec<Arc<Article>> = import::samples().into_iter().map(Arc::new).collect();
        let fresh = self.document.project().articles.is_empty();
        if fresh {
            self.document.replace(Project {
                articles: articles.clone(),
                is_sample: true,
                ..Project::default()
            });
        } else {
            let known = Arc::clone(self.document.project());
            let missing: Vec<_> = articles
                .iter()
                .filter(|article| known.article(article.id).is_none())
                .cloned()
                .collect();
            self.document
                .change("Open the samples".to_owned(), |project| {
                    project.articles.extend(missing);
                });
        }
        for article in &articles {
            effects.push(self.analyse(article));
        }
        if let Some(first) = articles.first() {
            self.session.columns = articles.iter().map(|article| article.id).collect();
            self.show_article(articles.get(1).unwrap_or(first).id);
        }
        effects
    }

    pub(super) fn close_article(&mut self, id: ArticleId) -> Vec<Effect> {
        let Some(position) = self.document.project().position(id) else {
            return Vec::new();
        };
        let title = self.document.project().articles[position]
            .title
            .text
            .clone();
        self.document.change(format!("Close “{title}”"), |project| {
            project.articles.remove(position);
        });
        self.notices
            .done(format!("Closed “{title}”."), Some(NoticeAction::Undo));
        self.repair();
        self.compare_again()
    }

    pub(super) fn close_all(&mut self) -> Vec<Effect> {
        if self.document.project().articles.is_empty() {
            return Vec::new();
        }
        self.document
            .change("Close all articles".to_owned(), |project| {
                project.articles.clear();
                project.is_sample = false;
            });
        self.notices
            .done("Closed all articles.", Some(NoticeAction::Undo));
        self.repair();
        self.compare_again()
    }

    pub(super) fn move_article(&mut self, id: ArticleId, step: Step) -> Vec<Effect> {
        let project = self.document.project();
        let Some(from) = project.position(id) else {
            return Vec::new();
        };
        let to = match step {
            Step::Next if from + 1 < project.articles.len() => from + 1,
            Step::Previous if from > 0 => from - 1,
            _ => return Vec::new(),
        };
        let title = project.articles[from].title.text.clone();
        self.document.change(format!("Move “{title}”"), |project| {
            project.articles.swap(from, to);
        });
        let order = Arc::clone(self.document.project());
        self.session
            .columns
            .sort_by_key(|column| order.position(*column));
        self.compare_again()
    }

    pub(super) fn rename(&mut self, id: ArticleId, title: String) -> Vec<Effect> {
        let Some(position) = self.document.project().position(id) else {
            return Vec::new();
        };
        let before = self.document.project().articles[position]
            .title
            .text
            .clone();
        if title.trim().is_empty() || before == title {
            return Vec::new();
        }
        self.document
            .change(format!("Rename “{before}”"), |project| {
                let article = Arc::make_mut(&mut project.articles[position]);
                article.title = Title {
                    text: title,
                    origin: TitleOrigin::User,
                };
            });
        Vec::new()
    }

    pub(super) fn step_history(&mut self, step: Step) -> Vec<Effect> {
        let before = Arc::clone(self.document.project());
        let (done, verb) = match step {
            Step::Previous => (self.document.undo(), "Took back"),
            Step::Next => (self.document.redo(), "Did again"),
        };
        let Some(label) = done else { return Vec::new() };
        self.put_back_columns(&before);
        self.notices.done(format!("{verb}: {label}."), None);
        self.repair();
        let articles = self.document.project().articles.clone();
        let mut effects = Vec::new();
        for article in &articles {
            if self.analyses.get(article.id).is_none() {
                effects.push(self.analyse(article));
            }
        }
        effects.extend(self.compare_again());
        effects
    }

    /// Points selection, columns and the open article at articles that are still there.
    pub(super) fn repair(&mut self) {
        let project = Arc::clone(self.document.project());
        let is_there = |id: ArticleId| project.article(id).is_some();
        let session = &mut self.session;
        session.columns.retain(|id| is_there(*id));
        session.selection = session
            .selection
            .filter(|target| is_there(target.article()));
        session.hovered = session.hovered.filter(|target| is_there(target.article()));
        session.article = session
            .article
            .filter(|id| is_there(*id))
            .or_else(|| project.articles.first().map(|article| article.id));
        if let Some(Dialog::Passages { passages, .. }) = &mut session.dialog {
            passages.retain(|passage| is_there(passage.article));
        }
        self.analyses.keep(is_there);
    }
}
