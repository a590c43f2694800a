//! Finding one's way: the open article, the next finding, the place shown.

use super::passages::marked_passages;
use super::{AppState, Reveal, Step, Target, View};
use crate::model::{Analysis, ArticleId, Layer};

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
            self.step_to(step, false);
        }
    }

    /// Goes to the next or previous of the listed marks, or of those that nobody has decided on,
    /// in the order of the list and round its ends; false where there is none.
    pub(super) fn step_to(&mut self, step: Step, only_undecided: bool) -> bool {
        let Some(analysis) = self.session.article.and_then(|id| self.analyses.get(id)) else {
            return false;
        };
        let stops = self.stops(analysis);
        let (behind, ahead) = self.session.selection.map_or((0, 0), |selection| {
            self.between_stops(analysis, &stops, selection)
        });
        let is_wanted = |stop: &&Stop| {
            let known = self.judgement(stop.target);
            !only_undecided || known.is_none_or(|known| known.decision.is_none())
        };
        let found = match step {
            Step::Next => {
                let (before, after) = stops.split_at(ahead);
                after.iter().chain(before).find(is_wanted)
            }
            Step::Previous => {
                let (before, after) = stops.split_at(behind);
                let mut round = before.iter().rev().chain(after.iter().rev());
                round.find(is_wanted)
            }
        };
        let target = found.map(|stop| stop.target);
        if let Some(target) = target {
            self.reveal(target);
        }
        target.is_some()
    }

    /// What the keys stop at: the listed marks, in the order of the list.
    fn stops(&self, analysis: &Analysis) -> Vec<Stop> {
        let mut stops = Vec::new();
        for passage in marked_passages(analysis, self.session.filter) {
            for target in passage.targets(analysis) {
                let is_listed = match self.finding(target) {
                    Some((_, finding)) => self.is_listed(analysis.article, finding),
                    None => self.lists_sentence(analysis, passage.sentence),
                };
                if is_listed {
                    stops.push(Stop {
                        target,
                        layer: passage.layer,
                        sentence: passage.sentence,
                    });
                }
            }
        }
        stops
    }

    /// How many stops lie before what is selected, and how many do when one goes on from it.
    fn between_stops(
        &self,
        analysis: &Analysis,
        stops: &[Stop],
        selection: Target,
    ) -> (usize, usize) {
        if let Some(at) = stops.iter().position(|stop| stop.target == selection) {
            return (at, at + 1);
        }
        let sentence = match selection {
            Target::Sentence(_, sentence) => Some(sentence),
            Target::Mark(..) => self
                .words_of(selection)
                .and_then(|words| analysis.sentence_at(words.span.start())),
            Target::Finding(..) | Target::Source(..) => None,
        };
        let Some(sentence) = sentence else {
            return (0, 0);
        };
        // Its own marks come next wherever they are listed; else the framing behind it.
        let own = stops.iter().position(|stop| stop.sentence == sentence);
        let at = own.unwrap_or_else(|| {
            stops.partition_point(|stop| stop.layer == Layer::Framing && stop.sentence < sentence)
        });
        (at, at)
    }
}

/// A mark that the keys stop at.
#[derive(Clone, Copy, Debug)]
struct Stop {
    target: Target,
    layer: Layer,
    sentence: usize,
}
