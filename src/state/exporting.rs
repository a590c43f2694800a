//! Exports: whether there is something to write, where it goes, what it is called.

use std::path::PathBuf;

use super::background::Analysed;
use super::judging::quoted;
use super::{AppState, Effect, ExportRequest, Slot};
use crate::export::{ExportFormat, promises_too_much};
use crate::jobs::{ExportJob, Material, Question, Request};

impl AppState {
    pub(super) fn ask_where(&mut self, request: ExportRequest) -> Vec<Effect> {
        self.session.dialog = None;
        if let Err(text) = self.ready_for(&request) {
            self.notices.problem(text, None, None);
            return Vec::new();
        }
        let name = self.proposed_name(&request);
        let format = request.format;
        self.session.pending_export = Some(request);
        let id = self.session.next_question();
        self.session.export_question = id;
        vec![Effect::Ask(Question::SaveExport { id, name, format })]
    }

    /// What the export is made of, or why it cannot be made yet.
    fn ready_for(&self, request: &ExportRequest) -> Result<Vec<Analysed>, String> {
        if request.articles.is_empty() {
            return Err("There is nothing to export yet. Open an article first.".to_owned());
        }
        if request.compare && request.articles.len() < 2 {
            return Err(
                "A comparison needs at least two articles. Open another one first.".to_owned(),
            );
        }
        let project = self.document.project();
        if (request.articles.iter()).any(|id| project.article(*id).is_none()) {
            return Err("Nothing was exported: an article that was asked for is no longer open. Export again to choose among those that are.".to_owned());
        }
        if let [article, rest @ ..] = &self.uncoded(&request.articles)[..] {
            let title = quoted(&article.title.text);
            let more = match rest.len() {
                0 => String::new(),
                1 => " and one more article".to_owned(),
                more => format!(" and {more} more articles"),
            };
            return Err(format!(
                "{title}{more} must be coded first: until then the marks are hidden, in exports too. Code the text in Read and say that it is coded, or leave it out."
            ));
        }
        // What the rules found first is for reading, not for keeping.
        let mut slots = request.articles.iter().map(|id| self.analyses.slot(*id));
        let is_done = !slots.any(Slot::is_running);
        self.analysed(&request.articles)
            .filter(|_| is_done)
            .ok_or_else(|| "The analysis is still running. Export again in a moment.".to_owned())
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
            ExportFormat::SegmentsCsv => "-segments",
            ExportFormat::SentencesCsv => "-sentences",
            ExportFormat::FindingsCsv => "-findings",
            ExportFormat::ReliabilityCsv => "-agreement",
            ExportFormat::Annotations => "-annotations",
            ExportFormat::AnnotationPositions => "-positions",
            ExportFormat::Html
            | ExportFormat::Markdown
            | ExportFormat::Json
            | ExportFormat::JsonLines => "",
        };
        format!("{name}{tail}.{}", request.format.extension())
    }

    /// These articles with all that is said of them, as reports and exports are made of it.
    pub(super) fn material(&self, articles: Vec<Analysed>, compare: bool) -> Material {
        let project = self.document.project();
        let codings = articles.iter();
        let codings = codings.map(|(article, _)| project.coding(article.id).cloned());
        Material {
            project: project.name.clone(),
            note: project.note.clone(),
            codings: codings.collect(),
            articles,
            compare,
            filter: self.session.filter,
        }
    }

    pub(super) fn export_to(
        &mut self,
        request: &ExportRequest,
        path: PathBuf,
        replace: bool,
    ) -> Vec<Effect> {
        if let Some(ending) = promises_too_much(&path) {
            let format = request.format;
            let text = format!(
                "Nothing was exported: this would be a {} file called .{ending}, which no program could open. Export again and call it .{}.",
                format.title(),
                format.extension()
            );
            let name = crate::import::shown_name(&path);
            self.notices.problem(text, Some(name), None);
            return Vec::new();
        }
        let material = match self.ready_for(request) {
            Ok(articles) => self.material(articles, request.compare),
            Err(text) => {
                self.notices.problem(text, None, None);
                return Vec::new();
            }
        };
        vec![Effect::Submit(Request::Export(ExportJob {
            material,
            format: request.format,
            byte_order_mark: request.byte_order_mark,
            path,
            replace,
            sources: self.sources(),
        }))]
    }

    /// Every file that the project and its articles lie in.
    fn sources(&self) -> Vec<PathBuf> {
        let project = self.document.project();
        let articles = project.articles.iter().chain(&project.bin);
        let origins = articles.filter_map(|article| article.origin.path.as_ref());
        let mut sources: Vec<_> = origins.map(PathBuf::from).collect();
        sources.extend(self.document.place.path.clone());
        sources
    }
}
