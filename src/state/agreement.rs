//! How far a person and the engine agree: worked out in the background, and again only where
//! something in it has changed.

use std::sync::Arc;

use super::{AppState, Effect, Side, Slot, View};
use crate::compare::reliability::Reliability;
use crate::jobs::{AgreementJob, CodedArticle, Request};
use crate::model::ArticleId;

/// What agreement is asked of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementScope {
    /// The open article.
    #[default]
    Article,
    /// Every article of which a person has said something, and whose marks are shown.
    Project,
}

/// The figures, and what they were made of.
#[derive(Clone, Debug, Default)]
pub struct Agreed {
    /// The figures.
    pub figures: Slot<Reliability>,
    made_of: Vec<CodedArticle>,
    serial: u64,
}

impl Agreed {
    fn is_of(&self, articles: &[CodedArticle]) -> bool {
        self.made_of.len() == articles.len()
            && self
                .made_of
                .iter()
                .zip(articles)
                .all(|(one, two)| one.is_same(two))
    }

    /// Forgets what was asked for, so that it is asked for again.
    pub(super) fn give_up(&mut self) {
        if self.figures.is_running() {
            self.made_of.clear();
        }
    }

    pub(super) fn take(&mut self, serial: u64, result: Result<Arc<Reliability>, String>) {
        if serial == self.serial {
            self.figures = match result {
                Ok(figures) => Slot::Ready(figures),
                Err(text) => Slot::Failed(text),
            };
        }
    }
}

impl AppState {
    /// Asks for new figures where they are on the screen and no longer current.
    pub(super) fn refresh_agreement(&mut self) -> Option<Effect> {
        if self.session.view != View::Read || self.session.side != Side::Agreement {
            return None;
        }
        let articles = self.coded_articles();
        let agreed = &mut self.analyses.agreed;
        if agreed.is_of(&articles) {
            return None;
        }
        agreed.made_of.clone_from(&articles);
        agreed.serial += 1;
        if articles.is_empty() {
            agreed.figures = Slot::Waiting;
            return None;
        }
        agreed.figures.begin();
        let serial = agreed.serial;
        Some(Effect::Submit(Request::Agree(AgreementJob {
            serial,
            articles,
        })))
    }

    /// What the figures are made of now.
    fn coded_articles(&self) -> Vec<CodedArticle> {
        let project = self.document.project();
        let ids: Vec<ArticleId> = match self.session.agreement_scope {
            AgreementScope::Article => self.session.article.into_iter().collect(),
            AgreementScope::Project => project.articles.iter().map(|one| one.id).collect(),
        };
        ids.into_iter()
            .filter_map(|id| {
                Some(CodedArticle {
                    article: Arc::clone(project.article(id)?),
                    analysis: Arc::clone(self.analyses.get(id)?),
                    coding: Arc::clone(project.coding(id)?),
                })
            })
            .collect()
    }
}
