//! What follows from the articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Analysis, ArticleId, Comparison};

/// Something that is worked out in the background. It drives the screen: what is
/// missing, what is on its way, what failed.
#[derive(Clone, Debug, Default)]
pub enum Slot<T> {
    /// Not asked for.
    #[default]
    Waiting,
    /// On its way; the previous result stays readable meanwhile.
    Running(Option<Arc<T>>),
    /// Done.
    Ready(Arc<T>),
    /// Failed, with a sentence.
    Failed(String),
}

impl<T> Slot<T> {
    /// The result, also an older one while a new one is on its way.
    pub fn get(&self) -> Option<&Arc<T>> {
        match self {
            Self::Ready(value) | Self::Running(Some(value)) => Some(value),
            Self::Waiting | Self::Running(None) | Self::Failed(_) => None,
        }
    }

    /// Marks it as on its way and keeps what was there.
    pub fn begin(&mut self) {
        *self = Self::Running(self.get().cloned());
    }

    /// Whether it is on its way.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}

/// Analyses by article, and the comparison on the screen.
#[derive(Clone, Debug, Default)]
pub struct Analyses {
    pub(super) slots: BTreeMap<ArticleId, Slot<Analysis>>,
    /// The comparison of [`super::Session::columns`].
    pub comparison: Slot<Comparison>,
    /// The document of the Report view.
    pub report: super::Report,
    /// Imports that are on their way.
    pub importing: usize,
}

impl Analyses {
    /// The slot of an article; waiting where nothing was asked for.
    pub fn slot(&self, article: ArticleId) -> &Slot<Analysis> {
        const WAITING: &Slot<Analysis> = &Slot::Waiting;
        self.slots.get(&article).unwrap_or(WAITING)
    }

    /// The analysis of an article, where there is one.
    pub fn get(&self, article: ArticleId) -> Option<&Arc<Analysis>> {
        self.slot(article).get()
    }

    /// How many analyses are on their way.
    pub fn running(&self) -> usize {
        self.slots.values().filter(|slot| slot.is_running()).count()
    }
}
