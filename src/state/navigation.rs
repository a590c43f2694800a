//! Finding one's way: the open article, the next finding, the place shown.

use super::{AppState, Reveal, Step, Target, View};
use crate::model::{ArticleId, Finding};

impl AppState {
    pub(super) fn show_article(&mut self, id: ArticleId) {
        if self.document.project().article(id).is_none() {
            return;
        }
        self.session.view = View::Read;
        if self.session.article != Some(id) {
            self.session.article = Some(id);
            self.session.selection = None;
            self.session.hovered = None;
            self.session.words = None;
        }
    }

    pub(super) fn step_article(&mut self, step: Step) {
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

    pub(super) fn reveal(&mut self, target: Target) {
        self.show_article(target.article());
        self.session.dialog = None;
        self.session.selection = Some(target);
        let serial = self.session.reveal.map_or(0, |reveal| reveal.serial) + 1;
        self.session.reveal = Some(Reveal { target, serial });
    }

    pub(super) fn step_finding(&mut self, step: Step) {
        if !self.step_sentence(step) {
            self.step_to(step, |_| true);
        }
    }

    /// Goes to the next or previous of the wanted findings that are shown, round the ends of
    /// the article; false where there is none.
    pub(super) fn step_to(&mut self, step: Step, is_wanted: impl Fn(&Finding) -> bool) -> bool {
        let Some(id) = self.session.article else {
            return false;
        };
        let Some(analysis) = self.analyses.get(id) else {
            return false;
        };
        let shown: Vec<_> = analysis
            .findings
            .iter()
            .filter(|finding| self.session.filter.takes_in(finding))
            .filter(|finding| self.is_listed(id, finding))
            .collect();
        let before = |sentence: usize| shown.partition_point(|finding| finding.sentence < sentence);
        // Where one stands: on a finding, or before the one with this index.
        let (next, previous) = match self.session.selection {
            Some(Target::Finding(_, key)) => {
                let at = shown.iter().position(|finding| finding.key == key);
                at.map_or((0, 0), |at| (at + 1, at))
            }
            Some(Target::Sentence(_, sentence)) => (before(sentence), before(sentence)),
            Some(mark @ Target::Mark(..)) => {
                let start = self.words_of(mark).map_or(0, |words| words.span.start());
                let at = shown.partition_point(|finding| finding.span.start() < start);
                (at, at)
            }
            _ => (0, 0),
        };
        let (behind, ahead) = match step {
            Step::Next => shown.split_at(next),
            Step::Previous => shown.split_at(previous),
        };
        let key = match step {
            Step::Next => ahead
                .iter()
                .chain(behind)
                .find(|finding| is_wanted(finding)),
            Step::Previous => {
                let mut round = behind.iter().rev().chain(ahead.iter().rev());
                round.find(|finding| is_wanted(finding))
            }
        }
        .map(|finding| finding.key);
        if let Some(key) = key {
            self.reveal(Target::Finding(id, key));
        }
        key.is_some()
    }
}
