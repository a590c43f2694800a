//! Finding one's way: the open article, the next finding, the place shown.

use super::{AppState, Reveal, Step, Target, View};
use crate::model::ArticleId;

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
}
