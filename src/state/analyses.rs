//! What follows from the articles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Target;
use crate::model::{Analysis, Article, ArticleId, Comparison, Project, Settings};

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
    /// Not to be seen before a person has coded the article.
    Hidden,
}

impl<T> Slot<T> {
    /// The result, also an older one while a new one is on its way.
    pub fn get(&self) -> Option<&Arc<T>> {
        match self {
            Self::Ready(value) | Self::Running(Some(value)) => Some(value),
            Self::Waiting | Self::Running(None) | Self::Failed(_) | Self::Hidden => None,
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
    /// As the engine made them, with all findings.
    complete: BTreeMap<ArticleId, Arc<Analysis>>,
    /// As the settings show them.
    pub(super) slots: BTreeMap<ArticleId, Slot<Analysis>>,
    /// Articles whose answers are hidden, with what may be seen of them.
    hidden: BTreeMap<ArticleId, Option<Bare>>,
    /// The comparison of [`super::Session::columns`].
    pub comparison: Slot<Comparison>,
    /// The document of the Report view.
    pub report: super::Report,
    /// How far a person and the engine agree.
    pub agreed: super::Agreed,
    /// Answers of the language model that wait until the reader has moved on.
    pub(super) held: BTreeMap<ArticleId, super::refined::Held>,
    /// What the language model changed, by article.
    pub(super) refined: BTreeMap<ArticleId, super::Refined>,
    /// Imports that are on their way.
    pub importing: usize,
    /// Grows whenever another analysis is shown of any article.
    pub(super) serial: u64,
    /// What was decided on them.
    pub(super) reviews: super::review::Reviews,
    /// How far the disagreement with the selected mark could reach.
    pub(super) reach: Option<super::Reach>,
    /// The files asked for together, so that they stand in that order however they arrive.
    pub(super) batch: Batch,
}

/// Files that were asked for together.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    /// In the order asked for.
    paths: Vec<PathBuf>,
    /// The rank of the article that is shown for the batch.
    shown: Option<usize>,
}

impl Batch {
    /// Adds what is asked for.
    pub fn ask<'a>(&mut self, paths: impl Iterator<Item = &'a Path>) {
        self.paths.extend(paths.map(Path::to_owned));
    }

    /// The place of an article among them; `None` where it is not one of them.
    pub fn rank(&self, article: &Article) -> Option<usize> {
        let given = Path::new(article.origin.path.as_deref()?);
        self.paths.iter().position(|asked| {
            // The worker has replaced the home folder's sign by the folder.
            asked == given
                || asked
                    .strip_prefix("~")
                    .is_ok_and(|rest| given.ends_with(rest))
        })
    }

    /// Whether two articles are from different files of it.
    pub fn holds_both(&self, one: &Article, other: &Article) -> bool {
        let ranks = (self.rank(one), self.rank(other));
        matches!(ranks, (Some(one), Some(other)) if one != other)
    }

    /// Whether this article is to be shown: the first of a batch, as soon as it is there.
    pub fn shows(&mut self, article: &Article) -> bool {
        let rank = self.rank(article).unwrap_or_default();
        let is_first = self.shown.is_none_or(|shown| rank < shown);
        if is_first {
            self.shown = Some(rank);
        }
        is_first
    }
}

impl Analyses {
    /// The slot of an article; waiting where nothing was asked for.
    pub fn slot(&self, article: ArticleId) -> &Slot<Analysis> {
        const WAITING: &Slot<Analysis> = &Slot::Waiting;
        const HIDDEN: &Slot<Analysis> = &Slot::Hidden;
        if self.hides(article) {
            return HIDDEN;
        }
        self.slots.get(&article).unwrap_or(WAITING)
    }

    /// Whether the answers in an article are hidden until a person has coded it.
    pub fn hides(&self, article: ArticleId) -> bool {
        self.hidden.contains_key(&article)
    }

    /// Where the sentences of an article are, whether its answers are hidden or not. Hidden
    /// ones are not in it: every sentence has the same layer, and nothing is found.
    pub fn places(&self, article: ArticleId) -> Option<&Arc<Analysis>> {
        match self.hidden.get(&article) {
            Some(bare) => bare.as_ref().map(|bare| &bare.places),
            None => self.get(article),
        }
    }

    /// The analysis of an article, also where it is hidden: for what shows nothing of it.
    pub(super) fn behind(&self, article: ArticleId) -> Option<&Arc<Analysis>> {
        self.slots.get(&article)?.get()
    }

    /// Hides the answers in these articles and in no others. Whether that is a change.
    pub(super) fn hide(&mut self, articles: BTreeSet<ArticleId>) -> bool {
        let is_change = !articles.iter().eq(self.hidden.keys());
        let mut before = std::mem::take(&mut self.hidden);
        for id in articles {
            let bare = before.remove(&id).flatten();
            let bare = match self.complete.get(&id) {
                Some(of) if bare.as_ref().is_some_and(|bare| Arc::ptr_eq(&bare.of, of)) => bare,
                Some(of) => Some(Bare::new(of)),
                None => None,
            };
            self.hidden.insert(id, bare);
        }
        is_change
    }

    /// The analysis of an article, where there is one.
    pub fn get(&self, article: ArticleId) -> Option<&Arc<Analysis>> {
        self.slot(article).get()
    }

    /// Takes in what a worker answered.
    pub(super) fn take(
        &mut self,
        article: ArticleId,
        result: Result<Arc<Analysis>, String>,
        project: &Project,
        settings: &Settings,
    ) {
        self.serial += 1;
        let slot = match result {
            Ok(analysis) => {
                let shown = shown(&analysis, project, settings);
                self.complete.insert(article, analysis);
                Slot::Ready(shown)
            }
            Err(text) => {
                self.complete.remove(&article);
                Slot::Failed(text)
            }
        };
        self.slots.insert(article, slot);
    }

    /// Shows an analysis that will be refined.
    pub(super) fn take_first(
        &mut self,
        article: ArticleId,
        analysis: Arc<Analysis>,
        project: &Project,
        settings: &Settings,
    ) {
        self.serial += 1;
        let shown = shown(&analysis, project, settings);
        self.complete.insert(article, analysis);
        self.slots.insert(article, Slot::Running(Some(shown)));
        self.refined.remove(&article);
    }

    /// Shows all analyses as settings and project ask now; nothing is analysed again.
    pub(super) fn show_by(&mut self, project: &Project, settings: &Settings) {
        self.serial += 1;
        for (id, slot) in &mut self.slots {
            if let Slot::Ready(value) | Slot::Running(Some(value)) = slot
                && let Some(complete) = self.complete.get(id)
            {
                *value = shown(complete, project, settings);
            }
        }
    }

    /// The target, or the sentence of a finding that is no longer shown.
    pub(super) fn still_shown(&self, target: Target) -> Target {
        let Target::Finding(article, key) = target else {
            return target;
        };
        let is_shown = self
            .get(article)
            .is_some_and(|shown| shown.findings.iter().any(|finding| finding.key == key));
        self.sentence_of(target)
            .filter(|_| !is_shown)
            .map_or(target, |sentence| Target::Sentence(article, sentence))
    }

    /// Lets go of all analyses but those of these articles.
    pub(super) fn keep(&mut self, is_there: impl Fn(ArticleId) -> bool) {
        self.serial += 1;
        self.slots.retain(|id, _| is_there(*id));
        self.complete.retain(|id, _| is_there(*id));
        self.held.retain(|id, _| is_there(*id));
        self.refined.retain(|id, _| is_there(*id));
    }

    /// The analysis of an article with all findings, those too that the settings leave out;
    /// none where it is hidden.
    pub fn complete(&self, article: ArticleId) -> Option<&Arc<Analysis>> {
        let complete = self.complete.get(&article);
        complete.filter(|_| !self.hides(article))
    }

    /// The sentence of a finding, shown or not; `None` where there is no such finding.
    pub(super) fn sentence_of(&self, target: Target) -> Option<usize> {
        let Target::Finding(article, key) = target else {
            return None;
        };
        let mut all = self.complete.get(&article)?.all_findings();
        Some(all.find(|finding| finding.key == key)?.sentence)
    }

    /// How many of those on their way have an earlier answer to show.
    pub fn refining(&self) -> usize {
        let is_refined = |slot: &&Slot<Analysis>| matches!(slot, Slot::Running(Some(_)));
        self.under_way().filter(is_refined).count()
    }

    /// How many analyses are on their way.
    pub fn running(&self) -> usize {
        self.under_way().count()
    }

    /// Analyses that no worker has answered yet: one that waits for the reader is answered.
    fn under_way(&self) -> impl Iterator<Item = &Slot<Analysis>> {
        let slots = self.slots.iter();
        slots
            .filter(|(id, slot)| slot.is_running() && !self.held.contains_key(id))
            .map(|(_, slot)| slot)
    }
}

/// What may be seen of an analysis that is hidden.
#[derive(Clone, Debug)]
struct Bare {
    of: Arc<Analysis>,
    places: Arc<Analysis>,
}

impl Bare {
    fn new(of: &Arc<Analysis>) -> Self {
        Self {
            of: Arc::clone(of),
            places: Arc::new(of.bare()),
        }
    }
}

/// What settings and project show of an analysis; the same one where they leave nothing out.
pub(super) fn shown(
    complete: &Arc<Analysis>,
    project: &Project,
    settings: &Settings,
) -> Arc<Analysis> {
    let article = project
        .article(complete.article)
        .filter(|article| article.revision == complete.revision);
    if let Some(article) = article.filter(|_| !project.silenced.is_empty()) {
        return Arc::new(complete.shown_in(article, settings, &project.silenced));
    }
    let is_all = complete
        .all_findings()
        .all(|finding| settings.shows(finding));
    if is_all && complete.engine.settings == *settings {
        Arc::clone(complete)
    } else {
        Arc::new(complete.shown(settings))
    }
}
