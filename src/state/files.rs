//! The project and its file: every change is sent to be saved, in the step that makes it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::{Document, Place};
use super::history::{Change, Typing};
use super::judging::is_begun;
use super::{Analyses, AppState, Corrections, Dialog, Effect, MAX_COLUMNS, NoticeAction};
use crate::import::shown_name;
use crate::jobs::{DocumentId, ProjectOutcome, ProjectRequest, Question, Request, SaveJob};
use crate::model::MarkFilter;
use crate::store::{Access, Engine, LogEntry, Opened, StoreError};

fn project(request: ProjectRequest) -> Effect {
    Effect::Submit(Request::Project(request))
}

impl AppState {
    /// Sends what has changed to be saved.
    pub(super) fn save_changes(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.document.place.read_only.is_some() {
            if !self.session.keeps_untitled || !self.document.has_changed() {
                return effects;
            }
            effects.push(self.go_on_in_a_copy());
        }
        let place = &self.document.place;
        let has_place = place.path.is_some() || place.sent > 0 || self.session.keeps_untitled;
        if !has_place || !self.is_worth_saving() {
            return effects;
        }
        let Some((serial, project_now, done)) = self.document.send() else {
            return effects;
        };
        let (by, at) = (self.session.reader.clone(), self.clock.now());
        let entries = done.into_iter().map(|done| LogEntry {
            at,
            by: by.clone(),
            what: done.what,
            article: done.article,
        });
        effects.push(project(ProjectRequest::Save(SaveJob {
            document: self.document.id,
            serial,
            project: project_now,
            entries: entries.collect(),
            engine: self.engine(),
        })));
        effects
    }

    /// What is changed in a project that may only be read is kept among the untitled.
    fn go_on_in_a_copy(&mut self) -> Effect {
        let before = self.document.id;
        self.document.id = self.next_document();
        self.document.place = Place::default();
        self.session.preferences.project = None;
        let text = "That project may only be read, so what you change is kept in a copy without a name. “Save project as…” gives it a name and a place.";
        self.notices.problem(text, None, None);
        project(ProjectRequest::Close(before))
    }

    /// One that has a file is saved also when it is empty again.
    fn is_worth_saving(&self) -> bool {
        let place = &self.document.place;
        place.path.is_some() || place.sent > 0 || is_begun(self.document.project())
    }

    /// The engine that the analyses at hand were made with.
    fn engine(&self) -> Option<Engine> {
        let articles = &self.document.project().articles;
        let analysis = articles
            .iter()
            .find_map(|article| self.analyses.behind(article.id))?;
        Some(Engine {
            version: analysis.engine.version.to_owned(),
            model: analysis.engine.model.clone().unwrap_or_default(),
            fingerprint: analysis.engine.fingerprint.clone(),
        })
    }

    /// At the start: goes on with the last untitled project, or shows the samples.
    pub(super) fn resume(&mut self) -> Vec<Effect> {
        if !self.session.keeps_untitled {
            return self.open_samples();
        }
        let document = self.next_document();
        let last = self.session.preferences.project.clone();
        vec![project(ProjectRequest::Resume { document, last })]
    }

    pub(super) fn new_project(&mut self) -> Vec<Effect> {
        let id = self.next_document();
        self.session.preferences.project = None;
        self.change_document(Document::opened(id, Arc::default(), Place::default()))
    }

    pub(super) fn open_project(&mut self, path: PathBuf) -> Vec<Effect> {
        self.session.dialog = None;
        if self.document.place.path.as_ref() == Some(&path) {
            let text = "This project is already open here.";
            self.notices.done(text, None);
            return Vec::new();
        }
        let document = self.next_document();
        vec![project(ProjectRequest::Open { document, path })]
    }

    /// Opens the project again for writing, though another computer's lock lies beside it.
    pub(super) fn take_over(&mut self, path: PathBuf) -> Vec<Effect> {
        let place = &self.document.place;
        if place.path.as_ref() != Some(&path) || place.read_only.is_none() {
            let text = "That project is not open for reading here any more. Open it again.";
            self.notices.problem(text, Some(shown_name(&path)), None);
            return Vec::new();
        }
        let document = self.next_document();
        vec![project(ProjectRequest::TakeOver { document, path })]
    }

    pub(super) fn ask_project_path(&mut self) -> Vec<Effect> {
        let current = self.document.project();
        if !is_begun(current) {
            let text = "There is nothing to save yet. Open an article first.";
            self.notices.problem(text, None, None);
            return Vec::new();
        }
        let base = match &*current.name {
            "" => "project",
            name => name,
        };
        let name = format!("{base}.{}", crate::store::ENDING);
        let id = self.session.next_question();
        vec![Effect::Ask(Question::SaveProject { id, name })]
    }

    pub(super) fn save_project_to(&mut self, path: PathBuf, replace: bool) -> Vec<Effect> {
        self.session.dialog = None;
        let job = SaveJob {
            document: self.document.id,
            serial: self.document.place.sent,
            project: Arc::clone(self.document.project()),
            entries: Vec::new(),
            engine: None,
        };
        vec![project(ProjectRequest::SaveAs { job, path, replace })]
    }

    pub(super) fn name_project(&mut self, name: &str) -> Vec<Effect> {
        let name = name.trim().to_owned();
        if self.document.project().name == name {
            return Vec::new();
        }
        let label = if name.is_empty() {
            "Take the project’s name away".to_owned()
        } else {
            format!("Name the project {}", super::judging::quoted(&name))
        };
        let typing = Some((Typing::Name, self.clock.now()));
        let change = Change {
            typing,
            ..Change::new(label)
        };
        self.document.change(change, |project| {
            project.name = name;
            project.is_sample = false;
        });
        Vec::new()
    }

    pub(super) fn keep_originals(&mut self, keeps: bool) -> Vec<Effect> {
        let label = if keeps {
            "Keep the original files in the project"
        } else {
            "Keep no original files in the project"
        };
        self.document.change(Change::new(label), |project| {
            project.settings.keeps_originals = keeps;
        });
        Vec::new()
    }

    /// Takes in what came of work on project files.
    pub(super) fn take_project(&mut self, outcome: ProjectOutcome) -> Vec<Effect> {
        match outcome {
            ProjectOutcome::Opened {
                document,
                path,
                result,
            } => match result {
                Ok(opened) => self.show_opened(document, path, false, &opened),
                Err(error) => {
                    let name = shown_name(&path);
                    self.notices.problem(error.to_string(), Some(name), None);
                    Vec::new()
                }
            },
            ProjectOutcome::Resumed {
                document,
                found,
                missed,
            } => {
                let named = self.session.preferences.project.clone();
                let effects = match found {
                    Some((path, opened)) => {
                        let is_untitled = named.as_ref() != Some(&path);
                        self.show_opened(document, path, is_untitled, &opened)
                    }
                    None if is_begun(self.document.project()) => Vec::new(),
                    None => self.open_samples(),
                };
                if let Some((path, error)) = missed {
                    let name = shown_name(&path);
                    self.notices.problem(error.to_string(), Some(name), None);
                }
                effects
            }
            ProjectOutcome::Logged { document, result } => {
                if document == self.document.id {
                    self.session.log = Some(result.map_err(|error| error.to_string()));
                }
                Vec::new()
            }
            ProjectOutcome::Saved {
                document,
                serial,
                path,
                result,
            } => {
                if document == self.document.id {
                    self.take_saved(serial, path, result);
                }
                Vec::new()
            }
            ProjectOutcome::SavedAs {
                document,
                path,
                result,
            } => {
                if document == self.document.id {
                    self.take_saved_as(path, result);
                }
                Vec::new()
            }
        }
    }

    fn take_saved(&mut self, serial: u64, path: Option<PathBuf>, result: Result<(), String>) {
        let place = &mut self.document.place;
        if place.path.is_none() && path.is_some() {
            place.path = path;
            place.is_untitled = true;
        }
        match result {
            Ok(()) => {
                place.saved = place.saved.max(serial);
                if place.problem.take().is_some() {
                    self.notices.done("Everything is saved again.", None);
                }
            }
            Err(sentence) => {
                // Said once, not with every change.
                if place.problem.as_ref() != Some(&sentence) {
                    let name = place.path.as_deref().map(shown_name);
                    self.notices.problem(sentence.clone(), name, None);
                    place.problem = Some(sentence);
                }
            }
        }
    }

    fn take_saved_as(&mut self, path: PathBuf, result: Result<Opened, StoreError>) {
        let name = shown_name(&path);
        match result {
            Ok(opened) => {
                let place = &mut self.document.place;
                place.is_untitled = false;
                place.problem = None;
                place.read_only = reason(&opened.access);
                let stem = path
                    .file_stem()
                    .map(|stem| stem.to_string_lossy().into_owned());
                place.path = Some(path.clone());
                self.remember_project(&path);
                if self.document.project().name.is_empty() {
                    self.document
                        .amend(|project| project.name = stem.unwrap_or_default());
                }
                let action = NoticeAction::ShowInFolder(path);
                self.notices.done(
                    format!("Saved as {name}. Every change is saved there from now on."),
                    Some(action),
                );
                self.say(&opened);
            }
            Err(StoreError::Exists) => {
                let action = NoticeAction::ReplaceProject(path);
                let text = StoreError::Exists.to_string();
                self.notices.problem(text, Some(name), Some(action));
            }
            Err(error) => self.notices.problem(error.to_string(), Some(name), None),
        }
    }

    fn show_opened(
        &mut self,
        document: DocumentId,
        path: PathBuf,
        is_untitled: bool,
        opened: &Opened,
    ) -> Vec<Effect> {
        if document < self.newest_document {
            // Another one was asked for since.
            return vec![project(ProjectRequest::Close(document))];
        }
        if is_untitled {
            self.session.preferences.project = None;
        } else {
            self.remember_project(&path);
        }
        let place = Place {
            path: Some(path),
            is_untitled,
            read_only: reason(&opened.access),
            ..Place::default()
        };
        let next = Document::opened(document, Arc::clone(&opened.project), place);
        let mut effects = self.change_document(next);
        self.say(opened);
        if let Some(settings) = self.document.project().settings.engine.clone() {
            effects.extend(self.change_settings(settings));
        }
        let articles = self.document.project().articles.clone();
        effects.extend(articles.iter().map(|article| self.analyse(article)));
        self.session.article = articles.first().map(|article| article.id);
        let ids = articles.iter().map(|article| article.id);
        self.session.columns = ids.take(MAX_COLUMNS).collect();
        effects
    }

    /// A project with a name is opened again at the next start, and offered among the files
    /// opened lately.
    fn remember_project(&mut self, path: &Path) {
        self.remember_file(path.to_owned());
        self.session.preferences.project = Some(path.to_owned());
    }

    /// What the reader should know of a file that was opened.
    fn say(&mut self, opened: &Opened) {
        for sentence in &opened.recovered {
            self.notices.done(sentence.clone(), None);
        }
        match &opened.access {
            Access::Write => {}
            Access::Read(why) => {
                let error = StoreError::OpenedReadOnly(why.clone());
                self.notices.problem(error.to_string(), None, None);
            }
            Access::Claimed(who) => {
                let text = format!(
                    "This project is open for reading only: {who} If that computer was switched off or its program was stopped, take the project over; two who write at once can lose work."
                );
                let action = self.document.place.path.clone().map(NoticeAction::TakeOver);
                self.notices.problem(text, None, action);
            }
        }
        for sentence in opened.left_out.iter().chain(&opened.warnings) {
            self.notices.problem(sentence.clone(), None, None);
        }
    }

    /// Lets go of one project and takes up another; what follows from the first goes with it.
    fn change_document(&mut self, next: Document) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.document, next);
        self.document.history = before.history.emptied();
        self.analyses = Analyses::default();
        self.notices.withdraw_offers();
        let session = &mut self.session;
        session.outdated = session.asked;
        session.pending_export = None;
        session.corrections = Corrections::default();
        session.words = None;
        session.noting = None;
        session.columns.clear();
        session.article = None;
        session.selection = None;
        session.hovered = None;
        session.dialog = None;
        session.log = None;
        session.marks = MarkFilter::default();
        vec![
            Effect::CancelJobs,
            project(ProjectRequest::Close(before.id)),
        ]
    }

    /// Asks for what the project's file says was done, and shows it.
    pub(super) fn show_log(&mut self) -> Vec<Effect> {
        self.session.dialog = Some(Dialog::Log);
        self.session.log = None;
        let document = self.document.id;
        vec![project(ProjectRequest::Log(document))]
    }

    /// The name that judgements, notes and marks carry from now on; without one, the person's
    /// name on this computer.
    pub(super) fn name_reader(&mut self, name: &str) -> Vec<Effect> {
        const MOST: usize = 100;
        let name: String = name.trim().chars().take(MOST).collect();
        let session = &mut self.session;
        session.reader = if name.is_empty() {
            session.account.clone()
        } else {
            name.clone()
        };
        session.preferences.reader = name;
        Vec::new()
    }

    fn next_document(&mut self) -> DocumentId {
        let newest = self.newest_document.0.max(self.document.id.0);
        self.newest_document = DocumentId(newest + 1);
        self.newest_document
    }
}

fn reason(access: &Access) -> Option<String> {
    access.reason().map(str::to_owned)
}

/// Whether this file is a project rather than an article.
pub(super) fn is_project(path: &std::path::Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(crate::store::ENDING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Project;

    #[test]
    fn a_project_is_told_by_its_ending() {
        assert!(is_project(std::path::Path::new("/a/tram.Slantwise")));
        assert!(!is_project(std::path::Path::new("/a/tram.slantwise.txt")));
        assert!(!is_project(std::path::Path::new("/a/slantwise")));
        assert!(!is_begun(&Project::default()));
    }
}
