//! The reader's material and its history.

use std::sync::Arc;

use super::History;
use crate::model::Project;

/// The project and what was before.
#[derive(Clone, Debug, Default)]
pub struct Document {
    project: Arc<Project>,
    /// Labelled snapshots.
    pub history: History,
}

impl Document {
    /// The project as it is now.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// Changes the project as one undoable step.
    pub(super) fn change(&mut self, label: String, edit: impl FnOnce(&mut Project)) {
        self.history.push(label, Arc::clone(&self.project));
        edit(Arc::make_mut(&mut self.project));
    }

    /// Replaces the project without a step, as at the start.
    pub(super) fn replace(&mut self, project: Project) {
        self.project = Arc::new(project);
        self.history = History::default();
    }

    /// Takes the last step back; says which it was.
    pub(super) fn undo(&mut self) -> Option<String> {
        let (label, before) = self.history.undo(&self.project)?;
        self.project = before;
        Some(label)
    }

    /// Repeats the step taken back last; says which it was.
    pub(super) fn redo(&mut self) -> Option<String> {
        let (label, after) = self.history.redo(&self.project)?;
        self.project = after;
        Some(label)
    }
}
