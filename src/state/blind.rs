//! Coding first: the engine's answers stay hidden until a person has coded the article.

use std::sync::Arc;

use super::history::Change;
use super::judging::quoted;
use super::{AppState, Dialog, Effect, Side, Slot, Step, Target};
use crate::compare::units::{Codings, Units};
use crate::model::{Article, ArticleId, Code, Coded, Layer, MarkId, OwnMark};
use crate::text::Anchor;

impl AppState {
    /// Hides the engine's answers in every article that is not yet coded, or shows them.
    pub(super) fn code_first(&mut self, is_wanted: bool) -> Vec<Effect> {
        if self.document.project().settings.codes_first.is_some() == is_wanted {
            return Vec::new();
        }
        let label = if is_wanted {
            "Code first, then compare"
        } else {
            "Show marks from the start"
        };
        let since = is_wanted.then(|| self.clock.now());
        self.document.change(Change::new(label), |project| {
            project.is_sample = false;
            project.settings.codes_first = since;
        });
        Vec::new()
    }

    /// The reader says that an article is coded: its marks are shown, and how far both agree.
    pub(super) fn finish_coding(&mut self, id: ArticleId) -> Vec<Effect> {
        let project = self.document.project();
        let (Some(article), Some(hidden_from)) =
            (project.article(id), project.settings.codes_first)
        else {
            return Vec::new();
        };
        if !project.hides(id) {
            return Vec::new();
        }
        let label = format!("Say that {} is coded", quoted(&article.title.text));
        let coded = Coded {
            by: self.session.reader.clone(),
            at: self.clock.now(),
            hidden_from,
        };
        self.document.change(Change::of(id, label), |project| {
            project.edit_coding(id, |coding| coding.coded = Some(coded));
        });
        self.session.side = Side::Agreement;
        Vec::new()
    }

    /// The next article of the list, round its end, that is to be coded after this one.
    pub fn next_to_code(&self, id: ArticleId) -> Option<&Arc<Article>> {
        let project = self.document.project();
        let (before, after) = project.articles.split_at(project.position(id)?);
        let mut others = after.iter().skip(1).chain(before);
        others.find(|article| self.analyses.hides(article.id))
    }

    /// Says which layer a sentence belongs to; `None` takes that back. A sentence that has a
    /// layer gets the other one in its place. While the article is hidden this goes on to the
    /// next sentence, and from the last one to the first that has no layer.
    pub(super) fn code_sentence(
        &mut self,
        id: ArticleId,
        index: usize,
        layer: Option<Layer>,
    ) -> Vec<Effect> {
        let Some(article) = self.document.project().article(id).cloned() else {
            return Vec::new();
        };
        let Some(sentence) = self
            .analyses
            .places(id)
            .and_then(|all| all.sentences.get(index))
        else {
            return Vec::new();
        };
        let span = sentence.span;
        let name = sentence.number.map_or_else(
            || "a heading".to_owned(),
            |number| format!("sentence {number}"),
        );
        let label = match layer {
            Some(layer) => format!("Code {name} as {}", layer.title().to_lowercase()),
            None => format!("Take back the code of {name}"),
        };
        let coding = self.document.project().coding(id);
        let known: Vec<Arc<OwnMark>> = coding
            .into_iter()
            .flat_map(|coding| coding.marks.values())
            .filter(|mark| mark.span == Some(span) && matches!(mark.code, Code::Layer(_)))
            .cloned()
            .collect();
        let mut mark = known.first().map_or_else(
            || OwnMark {
                id: MarkId(self.document.project().marks_made),
                span: Some(span),
                anchor: Anchor::of(&article.text, span),
                code: Code::Layer(Layer::Reported),
                note: String::new(),
                by: String::new(),
                at: self.clock.now(),
            },
            |mark| OwnMark::clone(mark),
        );
        let kept = layer.filter(|layer| known.is_empty() || mark.code != Code::Layer(*layer));
        if let Some(layer) = kept {
            mark.code = Code::Layer(layer);
            (mark.by, mark.at) = (self.session.reader.clone(), self.clock.now());
        }
        self.document.change(Change::of(id, label), |project| {
            project.is_sample = false;
            project.marks_made = project
                .marks_made
                .max(mark.id.0 + u64::from(layer.is_some()));
            project.edit_coding(id, |coding| {
                for old in &known {
                    coding.marks.remove(&old.id);
                    if layer.is_none() || old.id != mark.id {
                        coding.marks_in_bin.insert(old.id, Arc::clone(old));
                    }
                }
                if layer.is_some() {
                    coding.marks.insert(mark.id, Arc::new(mark));
                }
            });
        });
        if layer.is_some() && self.analyses.hides(id) {
            let before = self.session.selection;
            self.select_sentence(id, Some(index), Step::Next);
            if self.session.selection == before
                && let Some(open) = self.first_uncoded(id)
            {
                self.reveal(Target::Sentence(id, open));
            }
        }
        Vec::new()
    }

    /// The first sentence of which the reader has said nothing.
    fn first_uncoded(&self, id: ArticleId) -> Option<usize> {
        let project = self.document.project();
        let units = Units::of(Codings {
            article: project.article(id)?,
            analysis: self.analyses.places(id)?,
            coding: project.coding(id)?,
        });
        let layers = units.layers();
        let open = layers.iter().find(|unit| !unit.is_coded())?;
        Some(open.sentence)
    }

    /// Selects the next or previous sentence of the open article; false where it is not one
    /// whose marks are hidden.
    pub(super) fn step_sentence(&mut self, step: Step) -> bool {
        let Some(id) = self.session.article.filter(|id| self.analyses.hides(*id)) else {
            return false;
        };
        let at = match self.session.selection {
            Some(Target::Sentence(article, index)) if article == id => Some(index),
            _ => None,
        };
        self.select_sentence(id, at, step);
        true
    }

    /// Selects the numbered sentence after or before this one; the first where there is none.
    fn select_sentence(&mut self, id: ArticleId, at: Option<usize>, step: Step) {
        let Some(analysis) = self.analyses.places(id) else {
            return;
        };
        let is_numbered = |index: &usize| analysis.sentences[*index].number.is_some();
        let count = analysis.sentences.len();
        let next = match (at, step) {
            (None, _) => (0..count).find(is_numbered),
            (Some(at), Step::Next) => (at + 1..count).find(is_numbered),
            (Some(at), Step::Previous) => (0..at.min(count)).rev().find(is_numbered),
        };
        if let Some(next) = next {
            self.reveal(Target::Sentence(id, next));
        }
    }

    /// Hides and shows what the project now says is to be hidden; what rested on it is made
    /// again or waits.
    pub(super) fn hide_marks(&mut self) -> Vec<Effect> {
        let project = Arc::clone(self.document.project());
        let ids = project.articles.iter().map(|article| article.id);
        let hidden = ids.filter(|id| project.hides(*id)).collect();
        if !self.analyses.hide(hidden) {
            return Vec::new();
        }
        let visible = |target: Target| match self.analyses.sentence_of(target) {
            Some(sentence) if self.analyses.hides(target.article()) => {
                Target::Sentence(target.article(), sentence)
            }
            _ => target,
        };
        self.session.selection = self.session.selection.map(visible);
        self.session.hovered = None;
        if matches!(self.session.dialog, Some(Dialog::Passages { .. })) {
            self.session.dialog = None;
        }
        if self.uncoded(&self.session.columns).is_empty() {
            return self.compare_again();
        }
        self.analyses.comparison = Slot::Waiting;
        Vec::new()
    }

    /// Those of these articles whose marks are hidden until they are coded.
    pub fn uncoded(&self, ids: &[ArticleId]) -> Vec<&Arc<Article>> {
        let project = self.document.project();
        let hidden = ids.iter().filter(|id| self.analyses.hides(**id));
        hidden.filter_map(|id| project.article(*id)).collect()
    }
}
