//! Articles coming and going: opened, closed, moved, renamed, and taken back.

use std::sync::Arc;

use super::files::is_project;
use super::history::Change;
use super::judging::is_begun;
use super::{AppState, Dialog, Effect, NoticeAction, Slot, Step, Target};
use crate::import;
use crate::jobs::{ImportSource, Request};
use crate::model::{Article, ArticleId, Project, Title, TitleOrigin};

impl AppState {
    pub(super) fn import(&mut self, sources: Vec<ImportSource>) -> Vec<Effect> {
        self.session.dialog = None;
        let (projects, sources): (Vec<_>, Vec<_>) = sources
            .into_iter()
            .partition(|source| matches!(source, ImportSource::File(path) if is_project(path)));
        let mut effects = match projects.into_iter().next() {
            Some(ImportSource::File(path)) => self.open_project(path),
            _ => Vec::new(),
        };
        if self.analyses.importing == 0 {
            self.analyses.batch = super::analyses::Batch::default();
        }
        self.expect_corrected(&sources);
        let paths = sources.iter().filter_map(|source| match source {
            ImportSource::File(path) => Some(path.as_path()),
            ImportSource::Pasted(_) | ImportSource::Bytes(..) => None,
        });
        self.analyses.batch.ask(paths);
        self.analyses.importing += sources.len();
        let imports = sources.into_iter().map(Request::Import);
        effects.extend(imports.map(Effect::Submit));
        effects
    }

    pub(super) fn open_samples(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let articles: Vec<Arc<Article>> = import::samples().into_iter().map(Arc::new).collect();
        let fresh = !is_begun(self.document.project()) && !self.document.project().is_sample;
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
                .change(Change::new("Open the samples"), |project| {
                    project.articles.extend(missing);
                });
        }
        for article in &articles {
            effects.push(self.analyse(article));
        }
        if let Some(first) = articles.first() {
            self.session.columns = articles.iter().map(|article| article.id).collect();
            // The one with a turn: there reporting and framing are both in sight.
            let turning = articles.get(1).unwrap_or(first).id;
            self.session.opens_at_turn = Some(turning);
            self.show_article(turning);
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
        let change = Change::of(id, format!("Close “{title}”"));
        let step = self.document.change(change, |project| {
            project.take_out(id);
        });
        self.notices.done(
            format!("Closed “{title}”: it is in the bin."),
            step.map(NoticeAction::Undo),
        );
        self.repair();
        self.compare_again()
    }

    pub(super) fn close_all(&mut self) -> Vec<Effect> {
        if self.document.project().articles.is_empty() {
            return Vec::new();
        }
        let step = self
            .document
            .change(Change::new("Close all articles"), |project| {
                if project.is_sample {
                    project.articles.clear();
                }
                project.bin.append(&mut project.articles);
                project.is_sample = false;
            });
        self.notices
            .done("Closed all articles.", step.map(NoticeAction::Undo));
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
        let change = Change::of(id, format!("Move “{title}”"));
        self.document.change(change, |project| {
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
            .change(Change::of(id, format!("Rename “{before}”")), |project| {
                let article = Arc::make_mut(&mut project.articles[position]);
                article.title = Title {
                    text: title,
                    origin: TitleOrigin::User,
                };
            });
        Vec::new()
    }

    pub(super) fn restore_article(&mut self, id: ArticleId) -> Vec<Effect> {
        let bin = &self.document.project().bin;
        let Some(article) = bin.iter().find(|known| known.id == id).cloned() else {
            return Vec::new();
        };
        let change = Change::of(id, format!("Put back “{}”", article.title.text));
        self.document.change(change, |project| {
            project.put_back(id);
        });
        self.add_column(id);
        self.show_article(id);
        let mut effects = vec![self.analyse(&article)];
        effects.extend(self.compare_again());
        effects
    }

    pub(super) fn discard_article(&mut self, id: ArticleId) -> Vec<Effect> {
        let bin = &self.document.project().bin;
        let Some(article) = bin.iter().find(|known| known.id == id) else {
            return Vec::new();
        };
        let label = format!("Remove “{}” for good", article.title.text);
        let step = self
            .document
            .change(Change::of(id, label.clone()), |project| {
                project.discard(id);
            });
        self.notices
            .done(format!("{label}."), step.map(NoticeAction::Undo));
        Vec::new()
    }

    /// Puts a corrected text in the place of an article's; marks follow where that is certain.
    pub(super) fn revise(&mut self, id: ArticleId, corrected: ArticleId) -> Vec<Effect> {
        let project = self.document.project();
        let (Some(old), Some(new)) = (project.article(id), project.article(corrected)) else {
            return Vec::new();
        };
        if id == corrected {
            return Vec::new();
        }
        let (title, new) = (old.title.text.clone(), Arc::clone(new));
        let lost = project.carried(id, &new).lost;
        // Somebody may have worked on the second version too: then it waits in the bin.
        let is_bare = project.coding(corrected).is_none();
        let change = Change::of(id, format!("Correct “{title}”"));
        let step = self.document.change(change, |project| {
            project.revise(id, &new);
            project.take_out(corrected);
            if is_bare {
                project.discard(corrected);
            }
        });
        if matches!(self.session.dialog, Some(Dialog::Correction(_))) {
            self.session.dialog = None;
        }
        let what = match lost {
            0 => "Everything that was said of it found its place.".to_owned(),
            1 => "The words of one mark or judgement are gone; the panel lists it.".to_owned(),
            many => {
                format!("The words of {many} marks and judgements are gone; the panel lists them.")
            }
        };
        let text = format!("“{title}” has its corrected text. {what}");
        self.notices.done(text, step.map(NoticeAction::Undo));
        self.repair();
        self.show_article(id);
        let mut effects = self.analyse_missing();
        effects.extend(self.compare_again());
        effects
    }

    pub(super) fn step_history(&mut self, step: Step) -> Vec<Effect> {
        let before = Arc::clone(self.document.project());
        let (done, verb) = match step {
            Step::Previous => (self.document.undo(), "Took back"),
            Step::Next => (self.document.redo(), "Did again"),
        };
        let Some(change) = done else {
            return Vec::new();
        };
        self.put_back_columns(&before);
        self.notices
            .done(format!("{verb}: {}", ended(&change.label)), None);
        self.repair();
        self.show_changed(change.article);
        let mut effects = self.follow_settings(&before);
        effects.extend(self.analyse_missing());
        effects.extend(self.compare_again());
        effects
    }

    /// A step of another article is never taken back out of sight.
    fn show_changed(&mut self, article: Option<ArticleId>) {
        let Some(id) = article.filter(|id| self.document.project().article(*id).is_some()) else {
            return;
        };
        if self.session.article != Some(id) {
            self.session.article = Some(id);
            self.session.selection = None;
            self.session.hovered = None;
        }
    }

    /// Analyses every article that has no analysis of its current text.
    fn analyse_missing(&mut self) -> Vec<Effect> {
        let articles = self.document.project().articles.clone();
        let mut effects = Vec::new();
        for article in &articles {
            let known = self.analyses.behind(article.id);
            if known.is_some_and(|analysis| analysis.revision == article.revision) {
                continue;
            }
            if known.is_some() {
                // Its places are those of another text.
                self.analyses.slots.insert(article.id, Slot::Waiting);
            }
            effects.push(self.analyse(article));
        }
        effects
    }

    /// Points selection, columns and the open article at articles that are still there.
    pub(super) fn repair(&mut self) {
        let project = Arc::clone(self.document.project());
        let is_there = |id: ArticleId| project.article(id).is_some();
        let session = &mut self.session;
        session.columns.retain(|id| is_there(*id));
        session.selection = session.selection.filter(|target| match target {
            Target::Mark(article, mark) => project.mark(*article, *mark).is_some(),
            _ => is_there(target.article()),
        });
        session.words = session.words.filter(|words| is_there(words.article));
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

/// With a full stop, where the quoted words at its end do not bring one.
fn ended(label: &str) -> String {
    let is_ended = [".”", "!”", "?”", "…”"]
        .iter()
        .any(|end| label.ends_with(end));
    if is_ended {
        label.to_owned()
    } else {
        format!("{label}.")
    }
}

#[cfg(test)]
mod tests {
    use super::ended;

    #[test]
    fn a_sentence_that_ends_in_quoted_words_has_one_stop() {
        assert_eq!(ended("Agree with “pretexts”"), "Agree with “pretexts”.");
        let whole = "Disagree with “It was a circus.”";
        assert_eq!(ended(whole), whole);
    }
}
