//! Outcomes: the one place where finished work changes the state.

use std::sync::Arc;

use super::history::Change;
use super::{AppState, Command, Dialog, Effect, ExportRequest, MAX_COLUMNS, NoticeAction, Slot};
use crate::export::ExportError;
use crate::import::{FailedImport, shown_name};
use crate::jobs::{Answer, ExportJob, Outcome, Question, QuestionId};
use crate::model::{Analysis, Article, ArticleId, Comparison, Revision, Settings};

/// Files remembered as opened lately.
const RECENT: usize = 12;

impl AppState {
    /// Takes in an outcome; returns what the window must do next. What is no
    /// longer current is dropped.
    pub fn apply(&mut self, outcome: Outcome) -> Vec<Effect> {
        let before = Arc::clone(self.document.project());
        let mut effects = self.take_in(outcome);
        effects.extend(self.take_in_held(false));
        self.let_go_of_old_texts(&before);
        effects.extend(self.hide_marks());
        self.refresh_reviews();
        self.set_keys();
        self.show_offers();
        effects.extend(self.save_changes());
        effects.extend(self.refresh_report());
        effects.extend(self.refresh_agreement());
        effects
    }

    fn take_in(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Imported(result) => {
                self.analyses.importing = self.analyses.importing.saturating_sub(1);
                match result {
                    Ok(article) => self.add_article(&article),
                    Err(failed) => {
                        self.report_failed(&failed);
                        Vec::new()
                    }
                }
            }
            Outcome::AnalysedByRules {
                article,
                revision,
                settings,
                analysis,
            } => {
                // An earlier analysis stays until the whole new one is there.
                if !self.is_current(article, revision, &settings)
                    || self.analyses.behind(article).is_some()
                {
                    return Vec::new();
                }
                let settings = &self.session.preferences.settings;
                let project = self.document.project();
                self.analyses
                    .take_first(article, analysis, project, settings);
                self.compare_if_shown(article)
            }
            Outcome::Analysed {
                article,
                revision,
                settings,
                result,
            } => {
                if !self.is_current(article, revision, &settings) {
                    return Vec::new();
                }
                self.report_caveats(&result);
                self.take_analysis(article, &settings, result)
            }
            Outcome::Compared(result) => {
                self.take_comparison(result);
                Vec::new()
            }
            Outcome::Reported { serial, result } => {
                self.analyses.report.take(serial, result);
                Vec::new()
            }
            Outcome::Agreed { serial, result } => {
                self.analyses.agreed.take(serial, result);
                Vec::new()
            }
            Outcome::Exported { job, result } => {
                self.report_export(job, result);
                Vec::new()
            }
            Outcome::Completed(completions) => {
                self.session.completions = Some(completions);
                Vec::new()
            }
            Outcome::Answered(answer) => self.take_answer(answer),
            Outcome::Project(outcome) => self.take_project(outcome),
        }
    }

    /// Whether an analysis is of what is open now, with the settings of now.
    pub(super) fn is_current(
        &self,
        article: ArticleId,
        revision: Revision,
        settings: &Settings,
    ) -> bool {
        let known = self.document.project().article(article);
        known.is_some_and(|known| known.revision == revision)
            && self.session.preferences.settings.for_analysis() == *settings
    }

    /// Says why the language model was not asked, and what was cut; once as long as the notice
    /// stands.
    fn report_caveats(&mut self, result: &Result<Arc<Analysis>, String>) {
        let Ok(analysis) = result else { return };
        let known = self.document.project().article(analysis.article);
        let title = known.map_or("", |article| &*article.title.text);
        let caveat = analysis.summary.caveat();
        let caveat = caveat.map(|sentence| format!("{title}: {sentence}"));
        for sentence in analysis.engine.without_model.iter().chain(&caveat) {
            if !self.notices.iter().any(|notice| notice.text == *sentence) {
                self.notices.problem(sentence.clone(), None, None);
            }
        }
    }

    pub(super) fn compare_if_shown(&mut self, article: ArticleId) -> Vec<Effect> {
        if self.session.columns.contains(&article) {
            self.compare_again()
        } else {
            Vec::new()
        }
    }

    fn add_article(&mut self, article: &Arc<Article>) -> Vec<Effect> {
        self.remember(article);
        let id = article.id;
        if let Some(known) = self.already_open(article) {
            self.offer_asked(article, known);
            let is_same = (self.document.project().article(known))
                .is_some_and(|known| known.origin.sha256 == article.origin.sha256);
            let how = if is_same {
                "is already open"
            } else {
                "is open in a later version, as it was corrected"
            };
            self.notices
                .done(format!("“{}” {how}.", article.title.text), None);
            self.show_article(known);
            return Vec::new();
        }
        if self
            .document
            .project()
            .bin
            .iter()
            .any(|known| known.id == id)
        {
            self.notices.done(
                format!(
                    "“{}” was in the bin and is back, with all that was said of it.",
                    article.title.text
                ),
                None,
            );
            self.offer_asked(article, id);
            return self.restore_article(id);
        }
        let change = Change::of(id, format!("Open “{}”", article.title.text));
        // The samples make room for the reader's own first article.
        let replaces_samples = self.document.project().is_sample;
        let added = Arc::clone(article);
        let place = self.place_of(article);
        let step = self.document.change(change, |project| {
            if replaces_samples {
                project.articles.clear();
                project.is_sample = false;
            }
            project
                .articles
                .insert(place.min(project.articles.len()), added);
        });
        self.repair();
        if replaces_samples {
            self.notices.done(
                "The samples made room for your article. Undo brings them back.",
                step.map(NoticeAction::Undo),
            );
        }
        self.make_room(article);
        self.add_column(id);
        if self.analyses.batch.shows(article) {
            // The view stays: somebody who compares goes on comparing.
            self.session.article = Some(id);
            self.session.selection = None;
            self.session.hovered = None;
        }
        self.offer_correction(article);
        for caveat in &article.caveats {
            let text = format!("“{}”: {}", article.title.text, caveat.sentence());
            self.notices.problem(text, None, None);
        }
        let mut effects = vec![self.analyse(article)];
        effects.extend(self.compare_again());
        effects
    }

    /// The article that was made from the same bytes; a correction has them too.
    fn already_open(&self, article: &Article) -> Option<crate::model::ArticleId> {
        let mut open = self.document.project().articles.iter();
        open.find(|known| known.id == article.id || known.origin.sha256 == article.origin.sha256)
            .map(|known| known.id)
    }

    /// The first of a batch are compared: one that arrives late takes the place of the last.
    fn make_room(&mut self, article: &Article) {
        let project = self.document.project();
        let batch = &self.analyses.batch;
        let columns = &mut self.session.columns;
        if columns.len() < MAX_COLUMNS {
            return;
        }
        let last = columns.last().and_then(|id| project.article(*id));
        let last = last.and_then(|last| batch.rank(last));
        if batch.rank(article).is_some_and(|rank| last > Some(rank)) {
            columns.pop();
        }
    }

    /// Where a new article stands: before those that were asked for after it.
    fn place_of(&self, article: &Article) -> usize {
        let articles = &self.document.project().articles;
        let batch = &self.analyses.batch;
        let Some(rank) = batch.rank(article) else {
            return articles.len();
        };
        articles
            .iter()
            .position(|other| batch.rank(other).is_some_and(|other| other > rank))
            .unwrap_or(articles.len())
    }

    fn remember(&mut self, article: &Article) {
        if let Some(path) = &article.origin.path {
            self.remember_file(path.into());
        }
    }

    /// Puts a file first among those opened lately.
    pub(super) fn remember_file(&mut self, path: std::path::PathBuf) {
        let recent = &mut self.session.preferences.recent;
        recent.retain(|known| *known != path);
        recent.insert(0, path);
        recent.truncate(RECENT);
    }

    fn report_failed(&mut self, failed: &FailedImport) {
        let path = failed.path.as_deref().map(shown_name);
        self.notices.problem(failed.error.to_string(), path, None);
    }

    fn take_comparison(&mut self, result: Result<Arc<Comparison>, String>) {
        let current = |comparison: &Comparison| {
            comparison.articles == self.session.columns
                && comparison.filter == self.session.filter
                // One may have been hidden since.
                && self.uncoded(&comparison.articles).is_empty()
        };
        match result {
            Ok(comparison) if current(&comparison) => {
                self.analyses.comparison = Slot::Ready(comparison);
            }
            Ok(_) => {}
            Err(text) => self.analyses.comparison = Slot::Failed(text),
        }
    }

    fn report_export(&mut self, job: ExportJob, result: Result<(), ExportError>) {
        let name = shown_name(&job.path);
        match result {
            Ok(()) => self.notices.done(
                format!("Exported to {name}."),
                Some(NoticeAction::ShowInFolder(job.path)),
            ),
            Err(ExportError::Exists) => {
                let request = ExportRequest {
                    articles: job.material.ids(),
                    compare: job.material.compare,
                    format: job.format,
                    byte_order_mark: job.byte_order_mark,
                };
                let action = NoticeAction::Replace(Box::new(request), job.path);
                self.notices
                    .problem(ExportError::Exists.to_string(), Some(name), Some(action));
            }
            Err(error) => self.notices.problem(error.to_string(), Some(name), None),
        }
    }

    fn take_answer(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Files(paths) if paths.is_empty() => {
                self.ask_no_correction();
                Vec::new()
            }
            Answer::Files(paths) => self.update(Command::Import(
                paths
                    .into_iter()
                    .map(crate::jobs::ImportSource::File)
                    .collect(),
            )),
            Answer::SavePath(id, path) => self.take_save_path(id, path),
            Answer::ProjectPath(id, Some(path)) => {
                if id <= self.session.outdated {
                    self.say_outdated("saved there");
                    return Vec::new();
                }
                // The system's dialog has asked before replacing.
                self.save_project_to(path, true)
            }
            Answer::ProjectPath(_, None) | Answer::Nothing => Vec::new(),
            Answer::Unavailable(question) => {
                let is_stale = match &question {
                    Question::OpenFiles => false,
                    Question::SaveProject { id, .. } => *id <= self.session.outdated,
                    Question::SaveExport { id, .. } => {
                        *id != self.session.export_question || self.session.pending_export.is_none()
                    }
                };
                if !is_stale {
                    self.session.dialog = Some(Dialog::PathField(question));
                }
                Vec::new()
            }
            Answer::NotShown(path, why) => {
                let path = Some(path.display().to_string());
                self.notices.problem(why, path, None);
                Vec::new()
            }
        }
    }

    /// The answer to one export goes to no other one: another format or another project's
    /// articles would stand under a name that was chosen for these.
    fn take_save_path(&mut self, id: QuestionId, path: Option<std::path::PathBuf>) -> Vec<Effect> {
        let is_last = id == self.session.export_question;
        let pending = self.session.pending_export.take_if(|_| is_last);
        match (pending, path) {
            // The system's dialog has asked before replacing.
            (Some(request), Some(path)) => self.export_to(&request, path, true),
            (None, Some(_)) if id <= self.session.outdated => {
                self.say_outdated("exported");
                Vec::new()
            }
            (None, Some(_)) => {
                let text =
                    "Nothing was exported: something else was asked for since. Export again.";
                self.notices.problem(text, None, None);
                Vec::new()
            }
            (_, None) => Vec::new(),
        }
    }

    fn say_outdated(&mut self, what: &str) {
        let text =
            format!("Nothing was {what}: the project that it was asked of is no longer open.");
        self.notices.problem(text, None, None);
    }
}
