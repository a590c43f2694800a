//! What has outlived what it was about: a message, a dialog or a menu keeps a command while the
//! world moves on, and an old command never does something else than it said.

use std::path::Path;
use std::sync::Arc;

use super::{AppState, Command, Dialog, NoteOn, Notice, NoticeAction, Target};
use crate::model::{ArticleId, MarkFilter, MarkId, Project};

const ARTICLE: &str =
    "That article is no longer open, so nothing was done. Closed articles are in the bin.";
const BIN: &str = "That article is no longer in the bin, so nothing was done.";
const MARK: &str = "That mark is no longer there, so nothing was done.";
const JUDGEMENT: &str = "That judgement is no longer there, so nothing was done.";
const COMPARISON: &str = "No comparison of that name is kept any more, so nothing was done.";
const STEP: &str = "That change is no longer the last one, so nothing was taken back. Undo takes back what was done last.";

impl AppState {
    /// What a message offers now; nothing once what it was about is gone or done.
    pub fn still_offered<'a>(&self, notice: &'a Notice) -> Option<&'a NoticeAction> {
        notice.action.as_ref().filter(|action| match action {
            // Only the disk knows; whoever presses it is told.
            NoticeAction::ShowInFolder(_) | NoticeAction::ReplaceProject(_) => true,
            NoticeAction::Replace(request, _) => {
                request.articles.iter().all(|id| self.is_open(*id))
            }
            NoticeAction::TakeOver(path) => self.waits_for_lock(path),
            NoticeAction::Undo(step) => self.document.history.last() == Some(*step),
            NoticeAction::Review(id) => self.progress(*id).is_some_and(|far| !far.is_done()),
            NoticeAction::ListAll => self.session.marks != MarkFilter::default(),
        })
    }

    /// Whether this project is open, but only to be read.
    fn waits_for_lock(&self, path: &Path) -> bool {
        let place = &self.document.place;
        place.path.as_deref() == Some(path) && place.read_only.is_some()
    }

    fn is_open(&self, id: ArticleId) -> bool {
        self.document.project().article(id).is_some()
    }

    /// Why a command can no longer be carried out: what it is about is gone.
    pub(super) fn outlived(&self, command: &Command) -> Option<&'static str> {
        use Command as C;
        match command {
            C::UndoStep(step) => (self.document.history.last() != Some(*step)).then_some(STEP),
            C::CloseArticle(id)
            | C::MoveArticle(id, _)
            | C::Rename(id, _)
            | C::ShowArticle(id)
            | C::ReviewArticle(id)
            | C::ToggleColumn(id)
            | C::Retry(id)
            | C::AskCorrected(id)
            | C::FinishCoding(id)
            | C::CodeSentence(id, ..)
            | C::Judge { article: id, .. }
            | C::AddMark { article: id, .. }
            | C::Note(NoteOn::Article(id) | NoteOn::Answer(id, _), _)
            | C::OpenDialog(Dialog::Rename(id) | Dialog::Versions(id)) => self.without_article(*id),
            C::Reveal(target) => self.without_target(*target),
            C::Revise { article, corrected } => {
                (self.without_article(*article)).or_else(|| self.without_article(*corrected))
            }
            C::RemoveMark(article, mark)
            | C::Recode(article, mark, _)
            | C::PlaceMark { article, mark, .. }
            | C::Note(NoteOn::Mark(article, mark), _)
            | C::OpenDialog(Dialog::Recode(article, mark)) => self.without_mark(*article, *mark),
            C::RestoreMark(article, mark) => {
                let coding = self.document.project().coding(*article);
                let is_there = coding.is_some_and(|known| known.marks_in_bin.contains_key(mark));
                (!is_there).then_some(MARK)
            }
            C::ForgetJudgement(article, key) => {
                let coding = self.document.project().coding(*article);
                let is_there = coding.is_some_and(|known| known.judgements.contains_key(key));
                (!is_there).then_some(JUDGEMENT)
            }
            C::RestoreArticle(id) | C::DiscardArticle(id) => {
                let mut bin = self.document.project().bin.iter();
                (!bin.any(|known| known.id == *id)).then_some(BIN)
            }
            C::ShowComparison(name) | C::ForgetComparison(name) => {
                let mut kept = self.document.project().comparisons.iter();
                (!kept.any(|known| known.name == *name)).then_some(COMPARISON)
            }
            _ => None,
        }
    }

    fn without_article(&self, id: ArticleId) -> Option<&'static str> {
        (!self.is_open(id)).then_some(ARTICLE)
    }

    fn without_mark(&self, article: ArticleId, mark: MarkId) -> Option<&'static str> {
        let is_there = self.document.project().mark(article, mark).is_some();
        (!is_there).then_some(MARK)
    }

    fn without_target(&self, target: Target) -> Option<&'static str> {
        match target {
            Target::Mark(article, mark) => self.without_mark(article, mark),
            _ => self.without_article(target.article()),
        }
    }

    /// Where an article has another text than before, nothing stays selected or counted that
    /// was a place in the old one: the same place holds other words now.
    pub(super) fn let_go_of_old_texts(&mut self, before: &Arc<Project>) {
        let now = Arc::clone(self.document.project());
        if Arc::ptr_eq(before, &now) {
            return;
        }
        let is_other = |id: ArticleId| match (before.article(id), now.article(id)) {
            (Some(old), Some(new)) => !Arc::ptr_eq(&old.text, &new.text) && old.text != new.text,
            _ => false,
        };
        let session = &mut self.session;
        session.words = session.words.filter(|words| !is_other(words.article));
        let is_place = |target: &Target| {
            matches!(target, Target::Sentence(..) | Target::Source(..))
                && is_other(target.article())
        };
        session.selection = session.selection.filter(|target| !is_place(target));
        session.hovered = session.hovered.filter(|target| !is_place(target));
        session.noting = session.noting.filter(|target| !is_place(target));
        if let Some(Dialog::Passages { passages, .. }) = &session.dialog
            && passages.iter().any(|passage| is_other(passage.article))
        {
            session.dialog = None;
        }
    }
}
