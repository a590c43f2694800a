//! Reviewing: what was decided on what is open, how far it is, and the way to the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Analyses, AppState, Command, Effect, NoteOn, NoticeAction, Step, Target, View};
use crate::model::{
    Analysis, Article, ArticleId, Coding, Decision, Finding, Judgement, Progress, Project, Review,
    Subject, VoiceFilter,
};

/// Decisions of every open article by the answer they stand on, and how far its review is.
/// Worked out again only for an article where something it follows from is another one.
#[derive(Clone, Debug, Default)]
pub(super) struct Reviews {
    entries: BTreeMap<ArticleId, Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    article: Arc<Article>,
    complete: Arc<Analysis>,
    shown: Arc<Analysis>,
    coding: Option<Arc<Coding>>,
    filter: VoiceFilter,
    review: Arc<Review>,
    progress: Progress,
}

impl Entry {
    /// Whether its decisions are still those of this article, analysis and coding.
    fn is_of(
        &self,
        article: &Arc<Article>,
        complete: &Arc<Analysis>,
        coding: Option<&Arc<Coding>>,
    ) -> bool {
        let same_coding = match (&self.coding, coding) {
            (Some(known), Some(now)) => Arc::ptr_eq(known, now),
            (None, None) => true,
            _ => false,
        };
        same_coding && Arc::ptr_eq(&self.article, article) && Arc::ptr_eq(&self.complete, complete)
    }
}

impl Reviews {
    /// Brings everything up to date.
    fn refresh(&mut self, project: &Project, analyses: &Analyses, filter: VoiceFilter) {
        let mut before = std::mem::take(&mut self.entries);
        for article in &project.articles {
            let known = before.remove(&article.id);
            if let Some(entry) = entry(known, article, project, analyses, filter) {
                self.entries.insert(article.id, entry);
            }
        }
    }
}

fn entry(
    known: Option<Entry>,
    article: &Arc<Article>,
    project: &Project,
    analyses: &Analyses,
    filter: VoiceFilter,
) -> Option<Entry> {
    let (shown, complete) = (analyses.get(article.id)?, analyses.complete(article.id)?);
    let coding = project.coding(article.id);
    let known = known.filter(|known| known.is_of(article, complete, coding));
    if let Some(entry) = &known
        && Arc::ptr_eq(&entry.shown, shown)
        && entry.filter == filter
    {
        return known;
    }
    let review = known.map_or_else(
        || {
            let review = coding.map(|coding| Review::new(article, complete, coding));
            Arc::new(review.unwrap_or_default())
        },
        |known| known.review,
    );
    let marks = shown
        .findings
        .iter()
        .filter(|finding| filter.takes_in(finding));
    Some(Entry {
        article: Arc::clone(article),
        complete: Arc::clone(complete),
        shown: Arc::clone(shown),
        coding: coding.cloned(),
        filter,
        progress: review.progress(marks),
        review,
    })
}

impl AppState {
    /// The decisions on an article, where it is analysed.
    pub fn review(&self, article: ArticleId) -> Option<&Arc<Review>> {
        let entry = self.analyses.reviews.entries.get(&article)?;
        Some(&entry.review)
    }

    /// How many of the marks that are counted now are decided on; `None` before the analysis.
    pub fn progress(&self, article: ArticleId) -> Option<Progress> {
        let entry = self.analyses.reviews.entries.get(&article)?;
        Some(entry.progress)
    }

    /// What is said of something; a source cannot be judged.
    pub fn judgement(&self, target: Target) -> Option<&Arc<Judgement>> {
        let review = self.review(target.article())?;
        match target {
            Target::Sentence(_, index) => review.sentence(index),
            Target::Finding(..) => review.finding(self.finding(target)?.1),
            Target::Source(..) | Target::Mark(..) => None,
        }
    }

    /// What a judgement of something would be about.
    pub fn subject(&self, target: Target) -> Option<Subject> {
        let article = self.document.project().article(target.article())?;
        let analysis = self.analyses.get(target.article())?;
        match target {
            Target::Sentence(_, index) => Subject::sentence(article, analysis, index),
            Target::Finding(..) => Subject::finding(article, analysis, self.finding(target)?.0),
            Target::Source(..) | Target::Mark(..) => None,
        }
    }

    /// The command that decides on something; the same decision again takes it back.
    pub fn judging(&self, target: Target, decision: Decision) -> Option<Command> {
        let known = self.judgement(target).and_then(|known| known.decision);
        Some(Command::Judge {
            article: target.article(),
            subject: self.subject(target)?,
            decision: (known != Some(decision)).then_some(decision),
        })
    }

    /// What the keys of the review act on: what is selected, where the view shows it.
    pub fn judged_target(&self) -> Option<Target> {
        let target = self.session.selection?;
        let is_seen = match self.session.view {
            View::Read => self.session.article == Some(target.article()),
            View::Compare => self.session.columns.contains(&target.article()),
            View::Report => false,
        };
        let can_be_judged = !matches!(target, Target::Source(..));
        (is_seen && can_be_judged).then_some(target)
    }

    /// Where the note on something is kept.
    pub fn note_on(&self, target: Target) -> Option<NoteOn> {
        if let Target::Mark(article, id) = target {
            return Some(NoteOn::Mark(article, id));
        }
        let subject = Box::new(self.subject(target)?);
        Some(NoteOn::Answer(target.article(), subject))
    }

    /// A finding that is shown, with its index.
    pub(super) fn finding(&self, target: Target) -> Option<(usize, &Finding)> {
        let Target::Finding(article, key) = target else {
            return None;
        };
        let mut shown = self.analyses.get(article)?.findings.iter().enumerate();
        shown.find(|(_, finding)| finding.key == key)
    }

    /// Works out what follows from the last change. What nothing has happened to stays.
    pub(super) fn refresh_reviews(&mut self) {
        let mut reviews = std::mem::take(&mut self.analyses.reviews);
        reviews.refresh(self.document.project(), &self.analyses, self.session.filter);
        self.analyses.reviews = reviews;
        self.refresh_reach();
        // A note is written on what is selected.
        let session = &mut self.session;
        session.noting = session
            .noting
            .filter(|noting| session.selection == Some(*noting));
    }

    /// Goes to the next mark nobody has decided on; says so where there is none.
    pub(super) fn step_unreviewed(&mut self, step: Step) -> Vec<Effect> {
        let Some(id) = self.session.article else {
            return Vec::new();
        };
        let Some(progress) = self.progress(id) else {
            return Vec::new();
        };
        if !self.step_to(step, true) {
            self.say_reviewed(id, progress);
        }
        Vec::new()
    }

    /// Opens an article at its first mark nobody has decided on.
    pub(super) fn review_article(&mut self, id: ArticleId) -> Vec<Effect> {
        self.show_article(id);
        self.session.selection = None;
        self.step_unreviewed(Step::Next)
    }

    /// Whether the filter of the list lets a finding through.
    pub(super) fn is_listed(&self, article: ArticleId, finding: &Finding) -> bool {
        let review = self.review(article);
        let judgement = review.and_then(|review| review.finding(finding));
        let filter = self.session.marks;
        filter.takes_in(finding, judgement.map(|known| &**known))
    }

    /// The same for a framing sentence that no phrase shows.
    pub(super) fn lists_sentence(&self, analysis: &Analysis, index: usize) -> bool {
        let review = self.review(analysis.article);
        let judgement = review.and_then(|review| review.sentence(index));
        let sentence = &analysis.sentences[index];
        let filter = self.session.marks;
        filter.takes_in_sentence(sentence, judgement.map(|known| &**known))
    }

    fn say_reviewed(&mut self, id: ArticleId, progress: Progress) {
        if !progress.is_done() {
            let text = "No mark in the list is unreviewed; its filter leaves out others that are.";
            self.notices
                .done_once(text.to_owned(), Some(NoticeAction::ListAll));
            return;
        }
        let what = match progress.marks {
            0 => "There is no mark to review in this article.".to_owned(),
            1 => "The one mark of this article is reviewed.".to_owned(),
            marks => format!("All {marks} marks of this article are reviewed."),
        };
        let next = self.next_to_review(id);
        let title = next.and_then(|next| self.document.project().article(next));
        let text = match title {
            Some(article) => {
                let title = super::judging::quoted(&article.title.text);
                format!("{what} {title} has marks that are not.")
            }
            None if self.document.project().articles.len() > 1 => {
                format!("{what} So are those of the other articles.")
            }
            None => what,
        };
        self.notices.done_once(text, next.map(NoticeAction::Review));
    }

    /// The next article of the list, round its end, with marks nobody has decided on.
    fn next_to_review(&self, id: ArticleId) -> Option<ArticleId> {
        let articles = &self.document.project().articles;
        let at = self.document.project().position(id)?;
        let (before, after) = articles.split_at(at);
        let mut others = after.iter().skip(1).chain(before);
        others
            .find(|other| self.progress(other.id).is_some_and(|far| !far.is_done()))
            .map(|other| other.id)
    }
}
