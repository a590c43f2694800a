//! What the language model changes in an article whose rules' answer is on the screen: it is
//! seen to change once, when the whole answer is there, and not under the reader's eyes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::analyses::shown;
use super::{Analyses, AppState, Effect, Target, View};
use crate::model::{Analysis, ArticleId, FindingKey, Settings};

/// How many marks the model added to those of the rules, and how many it withdrew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refined {
    /// Marks that the rules alone had not set.
    pub added: usize,
    /// Marks of the rules that are no longer set.
    pub withdrawn: usize,
}

impl Refined {
    /// What one analysis has beside another, and the other way round.
    fn between(rules: &Analysis, model: &Analysis) -> Self {
        let keys = |of: &Analysis| -> BTreeSet<FindingKey> {
            of.findings.iter().map(|finding| finding.key).collect()
        };
        let (before, after) = (keys(rules), keys(model));
        Self {
            added: after.difference(&before).count(),
            withdrawn: before.difference(&after).count(),
        }
    }

    /// The same in words; `None` where no mark is another.
    pub fn sentence(self) -> Option<String> {
        let marks = |count| match count {
            1 => "1 mark".to_owned(),
            count => format!("{count} marks"),
        };
        match (self.added, self.withdrawn) {
            (0, 0) => None,
            (added, 0) => Some(format!("The language model added {}", marks(added))),
            (0, withdrawn) => Some(format!("The language model withdrew {}", marks(withdrawn))),
            (added, withdrawn) => Some(format!(
                "The language model added {} and withdrew {withdrawn}",
                marks(added)
            )),
        }
    }
}

/// An answer of the model that waits until the reader has left what it changes.
#[derive(Clone, Debug)]
pub(super) struct Held {
    analysis: Arc<Analysis>,
    settings: Settings,
}

impl Analyses {
    /// What the model changed in an article; `None` where the rules' answer was not shown first.
    pub fn refined(&self, article: ArticleId) -> Option<Refined> {
        let is_seen = !self.hides(article);
        self.refined.get(&article).copied().filter(|_| is_seen)
    }

    /// Whether the model's answer on an article is there and waits for the reader to move on.
    pub fn is_held(&self, article: ArticleId) -> bool {
        self.held.contains_key(&article)
    }

    /// The rules' answer that is on the screen, where it is still to be refined.
    fn by_rules(&self, article: ArticleId) -> Option<&Arc<Analysis>> {
        let known = self.get(article)?;
        let is_first = known.engine.model.is_none() && known.engine.settings.model;
        (is_first && self.slot(article).is_running()).then_some(known)
    }
}

impl AppState {
    /// Takes in an answer of the engine, or keeps it back while the reader is where it would
    /// change the marks.
    pub(super) fn take_analysis(
        &mut self,
        article: ArticleId,
        settings: &Settings,
        result: Result<Arc<Analysis>, String>,
    ) -> Vec<Effect> {
        self.analyses.held.remove(&article);
        match result {
            Ok(analysis) if self.changes_what_is_read(&analysis) => {
                let settings = settings.clone();
                let held = Held { analysis, settings };
                self.analyses.held.insert(article, held);
                Vec::new()
            }
            result => self.show_analysis(article, result),
        }
    }

    /// Whether an answer would change marks or layer of the sentence that is selected or
    /// pointed at in Read.
    fn changes_what_is_read(&self, next: &Arc<Analysis>) -> bool {
        let (session, article) = (&self.session, next.article);
        let Some(before) = self.analyses.by_rules(article) else {
            return false;
        };
        if session.view != View::Read || session.article != Some(article) {
            return false;
        }
        let settings = &session.preferences.settings;
        let after = shown(next, self.document.project(), settings);
        [session.selection, session.hovered, session.noting]
            .into_iter()
            .flatten()
            .filter(|target| target.article() == article)
            .filter_map(|target| match target {
                Target::Sentence(_, sentence) => Some(sentence),
                Target::Finding(..) => self.analyses.sentence_of(target),
                Target::Source(..) | Target::Mark(..) => None,
            })
            .any(|sentence| looks(before, sentence) != looks(&after, sentence))
    }

    /// Takes in the answers that were kept back, where the reader has moved on; all of them
    /// where they are needed for something else, such as an export.
    pub(super) fn take_in_held(&mut self, all: bool) -> Vec<Effect> {
        let ready: Vec<ArticleId> = self
            .analyses
            .held
            .iter()
            .filter(|(_, held)| all || !self.changes_what_is_read(&held.analysis))
            .map(|(id, _)| *id)
            .collect();
        let mut effects = Vec::new();
        for article in ready {
            let Some(held) = self.analyses.held.remove(&article) else {
                continue;
            };
            if self.is_current(article, held.analysis.revision, &held.settings) {
                effects.extend(self.show_analysis(article, Ok(held.analysis)));
            }
        }
        effects
    }

    /// Shows an answer. What is selected stays selected: where the finding is gone, its
    /// sentence.
    fn show_analysis(
        &mut self,
        article: ArticleId,
        result: Result<Arc<Analysis>, String>,
    ) -> Vec<Effect> {
        let before = self.analyses.by_rules(article).cloned();
        let selected = self.session.selection;
        let sentence = selected.and_then(|target| self.analyses.sentence_of(target));
        let settings = &self.session.preferences.settings;
        let project = self.document.project();
        self.analyses.take(article, result, project, settings);
        self.session.selection = selected.map(|target| match sentence {
            Some(sentence) if self.analyses.sentence_of(target).is_none() => {
                Target::Sentence(target.article(), sentence)
            }
            _ => self.analyses.still_shown(target),
        });
        self.analyses.refined.remove(&article);
        let after = self.analyses.get(article);
        if let (Some(before), Some(after)) = (before, after)
            && after.engine.model.is_some()
        {
            let refined = Refined::between(&before, after);
            self.analyses.refined.insert(article, refined);
        }
        if self.is_comparison_refined() {
            return Vec::new();
        }
        self.compare_if_shown(article)
    }

    /// Whether a comparison is on the screen of which the model still refines an article: its
    /// numbers change once, with the last of them.
    pub(super) fn is_comparison_refined(&self) -> bool {
        let mut columns = self.session.columns.iter();
        self.analyses.comparison.get().is_some()
            && columns.any(|id| self.analyses.by_rules(*id).is_some())
    }
}

/// What a reader sees of a sentence: its layer and its marks.
fn looks(
    analysis: &Analysis,
    sentence: usize,
) -> Option<(Option<crate::model::Layer>, Vec<FindingKey>)> {
    let sentence = analysis.sentences.get(sentence)?;
    let marks = sentence.findings.iter();
    let keys = marks.map(|index| analysis.findings[*index].key).collect();
    Some((sentence.layer(), keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_model_changed_is_one_short_line_and_nothing_is_none() {
        let of = |added, withdrawn| Refined { added, withdrawn }.sentence();
        assert_eq!(of(0, 0), None);
        assert_eq!(of(1, 0).as_deref(), Some("The language model added 1 mark"));
        assert_eq!(
            of(0, 2).as_deref(),
            Some("The language model withdrew 2 marks")
        );
        assert_eq!(
            of(4, 2).as_deref(),
            Some("The language model added 4 marks and withdrew 2")
        );
    }
}
