//! Commands: the one place where a person's wish changes the state.

use std::sync::Arc;

use super::{
    AppState, Command, Dialog, Effect, ExportRequest, MAX_COLUMNS, Reveal, Slot, Step, Target, View,
};
use crate::export::ExportFormat;
use crate::import;
use crate::jobs::{ExportJob, ImportSource, Question, Request};
use crate::model::{Article, ArticleId, Project};

impl AppState {
    /// Carries out a command; returns what the window must do.
    pub fn update(&mut self, command: Command) -> Vec<Effect> {
        let mut effects = self.carry_out(command);
        effects.extend(self.refresh_report());
        effects
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one line a command: the whole vocabulary is read at a glance"
    )]
    fn carry_out(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Open => vec![Effect::Ask(Question::OpenFiles)],
            Command::Import(sources) => self.import(sources),
            Command::Paste => vec![Effect::RequestPaste],
            Command::OpenSamples => self.open_samples(),
            Command::CloseArticle(id) => self.close_article(id),
            Command::CloseAll => self.close_all(),
            Command::MoveArticle(id, step) => self.move_article(id, step),
            Command::Rename(id, title) => self.rename(id, title),
            Command::Show(view) => {
                self.session.view = view;
                Vec::new()
            }
            Command::ShowArticle(id) => {
                self.show_article(id);
                Vec::new()
            }
            Command::StepArticle(step) => {
                self.step_article(step);
                Vec::new()
            }
            Command::Select(target) => {
                self.session.selection = target;
                Vec::new()
            }
            Command::Reveal(target) => {
                self.reveal(target);
                Vec::new()
            }
            Command::StepFinding(step) => {
                self.step_finding(step);
                Vec::new()
            }
            Command::Hover(target) => {
                self.session.hovered = target;
                Vec::new()
            }
            Command::Filter(filter) => {
                self.session.filter = filter;
                self.compare_again()
            }
            Command::CompareAgain => self.compare_again(),
            Command::ToggleColumn(id) => self.toggle_column(id),
            Command::ReportScope(scope) => {
                self.session.report_scope = scope;
                Vec::new()
            }
            Command::LinkColumns(linked) => {
                self.session.preferences.columns_linked = linked;
                Vec::new()
            }
            Command::ShowSetAside(shown) => {
                self.session.preferences.shows_set_aside = shown;
                Vec::new()
            }
            Command::Theme(theme) => {
                self.session.preferences.theme = theme;
                Vec::new()
            }
            Command::TextPercent(percent) => {
                self.session.preferences.text_percent = percent.clamp(70, 200);
                Vec::new()
            }
            Command::Settings(settings) => {
                if self.session.preferences.settings == settings {
                    return Vec::new();
                }
                self.session.preferences.settings = settings;
                self.analyse_all()
            }
            Command::Search(text) => {
                self.session.search = text;
                Vec::new()
            }
            Command::OpenDialog(dialog) => {
                self.session.dialog = Some(dialog);
                Vec::new()
            }
            Command::CloseDialog => {
                if let Some(Dialog::PathField(Question::SaveExport { .. })) = self.session.dialog {
                    self.session.pending_export = None;
                }
                self.session.dialog = None;
                self.session.completions = None;
                Vec::new()
            }
            Command::Export(request) => self.ask_where(request),
            Command::ExportTo {
                request,
                path,
                replace,
            } => {
                self.session.dialog = None;
                self.session.pending_export = None;
                self.export_to(&request, path, replace)
            }
            Command::Retry(id) => {
                let article = self.document.project().article(id).cloned();
                article.map_or_else(Vec::new, |article| vec![self.analyse(&article)])
            }
            Command::CancelJobs => self.cancel_jobs(),
            Command::Undo => self.step_history(Step::Previous),
            Command::Redo => self.step_history(Step::Next),
            Command::Dismiss(serial) => {
                self.notices.dismiss(serial);
                Vec::new()
            }
            Command::ShowInFolder(path) => vec![Effect::ShowInFolder(path)],
            Command::Copy(text) => vec![Effect::Copy(text)],
            Command::ToggleRail => {
                self.session.rail_flipped = !self.session.rail_flipped;
                Vec::new()
            }
            Command::CompletePath(typed) => vec![Effect::Submit(Request::Complete(typed))],
            Command::ForgetRecent => {
                self.session.preferences.recent.clear();
                Vec::new()
            }
            Command::Quit => vec![Effect::Quit],
        }
    }

    /// The state of a first start: the samples, read and compared.
    pub fn with_samples() -> (Self, Vec<Effect>) {
        let mut state = Self::default();
        let effects = state.open_samples();
        (state, effects)
    }

    fn import(&mut self, sources: Vec<ImportSource>) -> Vec<Effect> {
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

    fn open_samples(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let articles: Vec<Arc<Article>> = import::samples().into_iter().map(Arc::new).collect();
        let fresh = self.document.project().articles.is_empty();
        if fresh {
            self.document.replace(Project {
                name: String::new(),
                articles: articles.clone(),
                is_sample: true,
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

    fn close_article(&mut self, id: ArticleId) -> Vec<Effect> {
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
        self.notices.done(
            format!("Closed “{title}”."),
            Some(super::NoticeAction::Undo),
        );
        self.repair();
        self.compare_again()
    }

    fn close_all(&mut self) -> Vec<Effect> {
        if self.document.project().articles.is_empty() {
            return Vec::new();
        }
        self.document
            .change("Close all articles".to_owned(), |project| {
                project.articles.clear();
                project.is_sample = false;
            });
        self.notices
            .done("Closed all articles.", Some(super::NoticeAction::Undo));
        self.repair();
        self.compare_again()
    }

    fn move_article(&mut self, id: ArticleId, step: Step) -> Vec<Effect> {
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

    fn rename(&mut self, id: ArticleId, title: String) -> Vec<Effect> {
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
                article.title = crate::model::Title {
                    text: title,
                    origin: crate::model::TitleOrigin::User,
                };
            });
        Vec::new()
    }

    pub(super) fn show_article(&mut self, id: ArticleId) {
        if self.document.project().article(id).is_none() {
            return;
        }
        self.session.view = View::Read;
        if self.session.article != Some(id) {
            self.session.article = Some(id);
            self.session.selection = None;
            self.session.hovered = None;
        }
    }

    fn step_article(&mut self, step: Step) {
        let articles = &self.document.project().articles;
        let at = self
            .session
            .article
            .and_then(|id| self.document.project().position(id));
        let to = match (at, step) {
            (None, _) => 0,
            (Some(at), Step::Next) => at + 1,
            (Some(at), Step::Previous) => at.saturating_sub(1),
        };
        if let Some(id) = articles.get(to).map(|article| article.id) {
            self.show_article(id);
        }
    }

    fn reveal(&mut self, target: Target) {
        self.show_article(target.article());
        self.session.dialog = None;
        self.session.selection = Some(target);
        let serial = self.session.reveal.map_or(0, |reveal| reveal.serial) + 1;
        self.session.reveal = Some(Reveal { target, serial });
    }

    fn step_finding(&mut self, step: Step) {
        let Some(id) = self.session.article else {
            return;
        };
        let Some(analysis) = self.analyses.get(id) else {
            return;
        };
        let shown: Vec<_> = analysis
            .findings
            .iter()
            .filter(|finding| self.session.filter.takes_in(finding))
            .collect();
        if shown.is_empty() {
            return;
        }
        let at = match self.session.selection {
            Some(Target::Finding(_, key)) => shown.iter().position(|finding| finding.key == key),
            Some(Target::Sentence(_, sentence)) => shown
                .iter()
                .rposition(|finding| finding.sentence < sentence),
            _ => None,
        };
        let to = match (at, step) {
            (None, Step::Next) => 0,
            (None, Step::Previous) => shown.len() - 1,
            (Some(at), Step::Next) => (at + 1) % shown.len(),
            (Some(at), Step::Previous) => (at + shown.len() - 1) % shown.len(),
        };
        let target = Target::Finding(id, shown[to].key);
        self.reveal(target);
    }

    fn toggle_column(&mut self, id: ArticleId) -> Vec<Effect> {
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

    fn ask_where(&mut self, request: ExportRequest) -> Vec<Effect> {
        self.session.dialog = None;
        if let Err(text) = self.ready_for(&request) {
            self.notices.problem(text, None, None);
            return Vec::new();
        }
        let name = self.proposed_name(&request);
        let format = request.format;
        self.session.pending_export = Some(request);
        vec![Effect::Ask(Question::SaveExport { name, format })]
    }

    fn ready_for(&self, request: &ExportRequest) -> Result<(), String> {
        if request.articles.is_empty() {
            return Err("There is nothing to export yet. Open an article first.".to_owned());
        }
        if request.compare && request.articles.len() < 2 {
            return Err(
                "A comparison needs at least two articles. Open another one first.".to_owned(),
            );
        }
        if request
            .articles
            .iter()
            .any(|id| self.analyses.get(*id).is_none())
        {
            return Err("The analysis is still running. Export again in a moment.".to_owned());
        }
        Ok(())
    }

    fn proposed_name(&self, request: &ExportRequest) -> String {
        let project = self.document.project();
        let base = match (&request.articles[..], request.compare) {
            (_, true) if !project.name.is_empty() => project.name.clone(),
            (_, true) => "comparison".to_owned(),
            ([id, ..], false) => project
                .article(*id)
                .map_or_else(String::new, |article| article.title.text.clone()),
            ([], false) => String::new(),
        };
        let mut name: String = base
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() || matches!(letter, '-' | '_') {
                    letter
                } else {
                    ' '
                }
            })
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("-")
            .chars()
            .take(60)
            .collect();
        if name.is_empty() {
            "article".clone_into(&mut name);
        }
        let tail = match request.format {
            ExportFormat::SentencesCsv => "-sentences",
            ExportFormat::FindingsCsv => "-findings",
            _ => "",
        };
        format!("{name}{tail}.{}", request.format.extension())
    }

    pub(super) fn export_to(
        &mut self,
        request: &ExportRequest,
        path: std::path::PathBuf,
        replace: bool,
    ) -> Vec<Effect> {
        if let Err(text) = self.ready_for(request) {
            self.notices.problem(text, None, None);
            return Vec::new();
        }
        let project = self.document.project();
        let articles = request
            .articles
            .iter()
            .filter_map(|id| {
                Some((
                    Arc::clone(project.article(*id)?),
                    Arc::clone(self.analyses.get(*id)?),
                ))
            })
            .collect();
        vec![Effect::Submit(Request::Export(ExportJob {
            project: project.name.clone(),
            articles,
            compare: request.compare,
            filter: self.session.filter,
            format: request.format,
            path,
            replace,
        }))]
    }

    fn cancel_jobs(&mut self) -> Vec<Effect> {
        self.analyses.importing = 0;
        self.analyses.report.give_up();
        let comparison = &mut self.analyses.comparison;
        if comparison.is_running() {
            *comparison = comparison.get().cloned().map_or_else(
                || Slot::Failed("The comparison was cancelled.".to_owned()),
                Slot::Ready,
            );
        }
        for slot in self
            .analyses
            .slots
            .values_mut()
            .filter(|slot| slot.is_running())
        {
            *slot = slot.get().cloned().map_or_else(
                || {
                    Slot::Failed(
                        "The analysis was cancelled. Choose “Analyse again” to run it.".to_owned(),
                    )
                },
                Slot::Ready,
            );
        }
        vec![Effect::CancelJobs]
    }

    fn step_history(&mut self, step: Step) -> Vec<Effect> {
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

    /// Articles that came back are compared again where there is room.
    fn put_back_columns(&mut self, before: &Project) {
        let project = Arc::clone(self.document.project());
        for article in &project.articles {
            if before.article(article.id).is_none() {
                self.add_column(article.id);
            }
        }
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

    /// Marks an article's analysis as on its way and asks for it.
    pub(super) fn analyse(&mut self, article: &Arc<Article>) -> Effect {
        self.analyses.slots.entry(article.id).or_default().begin();
        let settings = self.session.preferences.settings.clone();
        Effect::Submit(Request::Analyse {
            article: Arc::clone(article),
            settings,
        })
    }

    fn analyse_all(&mut self) -> Vec<Effect> {
        let articles = self.document.project().articles.clone();
        articles
            .iter()
            .map(|article| self.analyse(article))
            .collect()
    }

    /// Asks for a new comparison where all columns are analysed.
    pub(super) fn compare_again(&mut self) -> Vec<Effect> {
        let project = self.document.project();
        let pairs: Option<Vec<_>> = self
            .session
            .columns
            .iter()
            .map(|id| {
                Some((
                    Arc::clone(project.article(*id)?),
                    Arc::clone(self.analyses.get(*id)?),
                ))
            })
            .collect();
        match pairs {
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
        self.analyses.slots.retain(|id, _| is_there(*id));
    }
}
