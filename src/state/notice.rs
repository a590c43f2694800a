//! Messages: what happened, what to do, where.

use std::path::PathBuf;

use super::{Command, StepId};
use crate::model::{ArticleId, MarkFilter};

/// How urgent a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something needs a look; stays until dismissed.
    Problem,
}

/// What a message offers; [`super::AppState::still_offered`] says whether it still does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeAction {
    /// Show the file in its folder.
    ShowInFolder(PathBuf),
    /// Replace the file that is already there.
    Replace(Box<super::ExportRequest>, PathBuf),
    /// Save the project there, replacing the file.
    ReplaceProject(PathBuf),
    /// Open this project for writing, though a lock says that somebody else has it.
    TakeOver(PathBuf),
    /// Take this step back.
    Undo(StepId),
    /// Open this article at its first mark nobody has decided on.
    Review(ArticleId),
    /// List all marks again.
    ListAll,
}

impl NoticeAction {
    /// What its button asks for.
    pub fn command(&self) -> Command {
        match self {
            Self::ShowInFolder(path) => Command::ShowInFolder(path.clone()),
            Self::Replace(request, path) => Command::ExportTo {
                request: (**request).clone(),
                path: path.clone(),
                replace: true,
            },
            Self::ReplaceProject(path) => Command::SaveProjectTo {
                path: path.clone(),
                replace: true,
            },
            Self::TakeOver(path) => Command::TakeOver(path.clone()),
            Self::Undo(step) => Command::UndoStep(*step),
            Self::Review(id) => Command::ReviewArticle(*id),
            Self::ListAll => Command::FilterMarks(MarkFilter::default()),
        }
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Grows with every message.
    pub serial: u64,
    /// How urgent.
    pub kind: NoticeKind,
    /// What happened and what to do, in sentences.
    pub text: String,
    /// The file concerned, shown last.
    pub path: Option<String>,
    /// What can be done at once.
    pub action: Option<NoticeAction>,
}

/// Messages that are shown, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    list: Vec<Notice>,
    serial: u64,
}

impl Notices {
    /// Messages kept at most: older ones make room.
    const LIMIT: usize = 20;

    /// The messages, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Notice> {
        self.list.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn done(&mut self, text: impl Into<String>, action: Option<NoticeAction>) {
        self.push(NoticeKind::Done, text.into(), None, action);
    }

    /// As [`Self::done`]; the same words are not said twice at a time.
    pub(super) fn done_once(&mut self, text: String, action: Option<NoticeAction>) {
        self.list.retain(|notice| notice.text != text);
        self.done(text, action);
    }

    pub(super) fn problem(
        &mut self,
        text: impl Into<String>,
        path: Option<String>,
        action: Option<NoticeAction>,
    ) {
        self.push(NoticeKind::Problem, text.into(), path, action);
    }

    /// Another project is open: what was offered was of the one before. Its files are where
    /// they were.
    pub(super) fn withdraw_offers(&mut self) {
        for notice in &mut self.list {
            let action = notice.action.take();
            notice.action = action.filter(|action| matches!(action, NoticeAction::ShowInFolder(_)));
        }
    }

    pub(super) fn dismiss(&mut self, serial: u64) {
        self.list.retain(|notice| notice.serial != serial);
    }

    fn push(
        &mut self,
        kind: NoticeKind,
        text: String,
        path: Option<String>,
        action: Option<NoticeAction>,
    ) {
        self.serial += 1;
        if self.list.len() == Self::LIMIT {
            self.list.remove(0);
        }
        self.list.push(Notice {
            serial: self.serial,
            kind,
            text,
            path,
            action,
        });
    }
}
