//! The reader's material, its history, and where it is saved.

use std::path::PathBuf;
use std::sync::Arc;

use super::History;
use super::history::{Change, StepId};
use crate::jobs::DocumentId;
use crate::model::{ArticleId, Project};

/// The project and what was before.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Tells this project from those that were open before it.
    pub id: DocumentId,
    project: Arc<Project>,
    /// Labelled snapshots.
    pub history: History,
    /// Where it is saved, and how far.
    pub place: Place,
    /// What was done and is not yet in the log.
    done: Vec<Done>,
    /// The state that was sent to be saved last.
    sent: Arc<Project>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Done {
    pub what: String,
    pub article: Option<ArticleId>,
}

/// Where a project is saved, and how far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file; `None` while there is none.
    pub path: Option<PathBuf>,
    /// Whether the reader has given it neither name nor place yet.
    pub is_untitled: bool,
    /// Why it is open for reading only, as a sentence; `None` where it may be changed.
    pub read_only: Option<String>,
    /// Why the last changes are not saved yet, as a sentence.
    pub problem: Option<String>,
    /// States sent to be saved.
    pub(super) sent: u64,
    /// States known to be saved.
    pub(super) saved: u64,
}

impl Document {
    /// A project from a file.
    pub(super) fn opened(id: DocumentId, project: Arc<Project>, place: Place) -> Self {
        Self {
            id,
            sent: Arc::clone(&project),
            project,
            place,
            ..Self::default()
        }
    }

    /// The project as it is now.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// Whether every change that was made so far is on the disk.
    pub fn is_saved(&self) -> bool {
        let place = &self.place;
        let is_sent = !self.has_changed();
        place.path.is_some() && place.problem.is_none() && is_sent && place.saved == place.sent
    }

    /// Changes the project as one undoable step, and says which one that is. An edit that
    /// changes nothing is none; one that goes on with the last step is that step.
    pub(super) fn change(
        &mut self,
        change: Change,
        edit: impl FnOnce(&mut Project),
    ) -> Option<StepId> {
        let mut project = Arc::clone(&self.project);
        edit(Arc::make_mut(&mut project));
        if project == self.project {
            return None;
        }
        let done = Done {
            what: change.label.clone(),
            article: change.article,
        };
        if self.history.push(change, &self.project).is_some() {
            self.done.push(done);
        }
        self.project = project;
        self.history.last()
    }

    /// Changes the project without a step: what follows from something else.
    pub(super) fn amend(&mut self, edit: impl FnOnce(&mut Project)) {
        edit(Arc::make_mut(&mut self.project));
    }

    /// Replaces the project without a step, as at the start.
    pub(super) fn replace(&mut self, project: Project) {
        self.project = Arc::new(project);
        self.history = self.history.emptied();
    }

    /// Takes the last step back; says which it was.
    pub(super) fn undo(&mut self) -> Option<Change> {
        let (change, before) = self.history.undo(&self.project)?;
        self.step("Undo", &change, before);
        Some(change)
    }

    /// Repeats the step taken back last; says which it was.
    pub(super) fn redo(&mut self) -> Option<Change> {
        let (change, after) = self.history.redo(&self.project)?;
        self.step("Redo", &change, after);
        Some(change)
    }

    fn step(&mut self, verb: &str, change: &Change, project: Arc<Project>) {
        self.done.push(Done {
            what: format!("{verb}: {}", change.label),
            article: change.article,
        });
        self.project = project;
    }

    /// Whether something was changed since the last state that was sent to be saved.
    pub(super) fn has_changed(&self) -> bool {
        !Arc::ptr_eq(&self.sent, &self.project) || !self.done.is_empty()
    }

    /// What is to be saved now, and what was done since the last time; `None` where nothing
    /// has changed.
    pub(super) fn send(&mut self) -> Option<(u64, Arc<Project>, Vec<Done>)> {
        if !self.has_changed() {
            return None;
        }
        self.sent = Arc::clone(&self.project);
        self.place.sent += 1;
        let done = std::mem::take(&mut self.done);
        Some((self.place.sent, Arc::clone(&self.project), done))
    }
}
