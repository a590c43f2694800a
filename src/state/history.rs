//! Undo and redo: labelled snapshots, which share everything that did not change.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::{ArticleId, JudgementKey, MarkId, Project};

/// Steps that can be taken back.
pub const LIMIT: usize = 200;

/// Typing goes on as one step while no more time than this passes between two changes.
const PAUSE: TimeDelta = TimeDelta::seconds(5);

/// What somebody types into: changes of one and the same thing become one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Typing {
    /// The name of the project.
    Name,
    /// The note on the project.
    Project,
    /// The note on an article.
    Article(ArticleId),
    /// The note on one of the engine's answers.
    Judgement(ArticleId, JudgementKey),
    /// The note on an own mark.
    Mark(ArticleId, MarkId),
}

/// A change: what it is called, and what it was done to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What undo would take back.
    pub label: String,
    /// The article it was done to.
    pub article: Option<ArticleId>,
    /// What was typed into, and when.
    pub typing: Option<(Typing, DateTime<Utc>)>,
}

impl Change {
    /// A change of the whole.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// A change of one article.
    pub fn of(article: ArticleId, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            article: Some(article),
            typing: None,
        }
    }

    /// Whether this goes on with what that one began.
    fn goes_on(&self, before: &Self) -> bool {
        match (self.typing, before.typing) {
            (Some((now, at)), Some((then, last))) => {
                now == then && at.signed_duration_since(last) < PAUSE
            }
            _ => false,
        }
    }
}

/// Names one step as long as the program runs, whether it is taken back or not, so that what
/// offers to undo it can tell it from every other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(u64);

#[derive(Clone, Debug)]
struct Step {
    id: StepId,
    change: Change,
    snapshot: Arc<Project>,
}

/// What was before, and what was taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    /// Steps made so far, also in the projects that were open before.
    made: u64,
}

impl History {
    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.change.label.as_str())
    }

    /// What redo would repeat.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.change.label.as_str())
    }

    /// The step that undo would take back.
    pub fn last(&self) -> Option<StepId> {
        self.past.last().map(|step| step.id)
    }

    /// A history without steps, whose steps will have other names than those of this one.
    pub(super) fn emptied(&self) -> Self {
        Self {
            made: self.made,
            ..Self::default()
        }
    }

    /// Notes a change that is about to be made. `None` where it goes on with the last one, and
    /// so is no step of its own.
    pub(super) fn push(&mut self, change: Change, snapshot: &Arc<Project>) -> Option<StepId> {
        let is_open = self.future.is_empty();
        self.future.clear();
        if let Some(last) = self.past.last_mut()
            && is_open
            && change.goes_on(&last.change)
        {
            last.change = change;
            return None;
        }
        if self.past.len() == LIMIT {
            self.past.remove(0);
        }
        let id = StepId(self.made);
        self.made += 1;
        self.past.push(Step {
            id,
            change,
            snapshot: Arc::clone(snapshot),
        });
        Some(id)
    }

    pub(super) fn undo(&mut self, now: &Arc<Project>) -> Option<(Change, Arc<Project>)> {
        let step = self.past.pop()?;
        self.future.push(Step {
            id: step.id,
            change: step.change.clone(),
            snapshot: Arc::clone(now),
        });
        Some((step.change, step.snapshot))
    }

    pub(super) fn redo(&mut self, now: &Arc<Project>) -> Option<(Change, Arc<Project>)> {
        let step = self.future.pop()?;
        self.past.push(Step {
            id: step.id,
            change: step.change.clone(),
            snapshot: Arc::clone(now),
        });
        Some((step.change, step.snapshot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(second: i64) -> Change {
        Change {
            label: "Note".to_owned(),
            article: None,
            typing: Some((
                Typing::Project,
                DateTime::default() + TimeDelta::seconds(second),
            )),
        }
    }

    #[test]
    fn typing_is_one_step_until_it_pauses() {
        let mut history = History::default();
        let project = Arc::default();
        assert!(history.push(typed(0), &project).is_some());
        assert!(history.push(typed(2), &project).is_none());
        assert!(history.push(typed(6), &project).is_none());
        assert!(history.push(typed(20), &project).is_some());
        assert!(history.push(Change::new("Rename"), &project).is_some());
        assert!(history.push(typed(21), &project).is_some());
        assert_eq!(history.past.len(), 4);
    }

    #[test]
    fn a_step_keeps_its_name_when_it_is_taken_back_and_done_again() {
        let mut history = History::default();
        let project = Arc::default();
        let first = history.push(Change::new("Close"), &project);
        assert_eq!(history.last(), first);
        let second = history.push(Change::new("Rename"), &project);
        assert_ne!(first, second);
        history.undo(&project);
        assert_eq!(history.last(), first);
        history.redo(&project);
        assert_eq!(history.last(), second);
        let mut next = history.emptied();
        assert_eq!(next.last(), None);
        let other = next.push(Change::new("Close"), &project);
        assert!(other != first && other != second, "another project's step");
    }

    #[test]
    fn typing_after_undo_begins_anew() {
        let mut history = History::default();
        let project = Arc::default();
        history.push(typed(0), &project);
        history.push(Change::new("Rename"), &project);
        history.undo(&project);
        assert!(history.push(typed(1), &project).is_some());
        assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn the_oldest_step_goes_when_there_are_too_many() {
        let mut history = History::default();
        for count in 0..LIMIT + 5 {
            history.push(Change::new(count.to_string()), &Arc::default());
        }
        let mut taken_back = Vec::new();
        while let Some((change, _)) = history.undo(&Arc::default()) {
            taken_back.push(change.label);
        }
        assert_eq!(taken_back.len(), LIMIT);
        assert_eq!(taken_back.last().map(String::as_str), Some("5"));
    }
}
