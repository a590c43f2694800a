//! Undo and redo: labelled snapshots, which share everything that did not change.

use std::sync::Arc;

use crate::model::Project;

/// Steps that can be taken back.
pub const LIMIT: usize = 200;

#[derive(Clone, Debug)]
struct Step {
    label: String,
    snapshot: Arc<Project>,
}

/// What was before, and what was taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would repeat.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    pub(super) fn push(&mut self, label: String, snapshot: Arc<Project>) {
        if self.past.len() == LIMIT {
            self.past.remove(0);
        }
        self.past.push(Step { label, snapshot });
        self.future.clear();
    }

    pub(super) fn undo(&mut self, now: &Arc<Project>) -> Option<(String, Arc<Project>)> {
        let step = self.past.pop()?;
        self.future.push(Step {
            label: step.label.clone(),
            snapshot: Arc::clone(now),
        });
        Some((step.label, step.snapshot))
    }

    pub(super) fn redo(&mut self, now: &Arc<Project>) -> Option<(String, Arc<Project>)> {
        let step = self.future.pop()?;
        self.past.push(Step {
            label: step.label.clone(),
            snapshot: Arc::clone(now),
        });
        Some((step.label, step.snapshot))
    }
}
