//! The articles that belong together, and what a person says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::judgement::{Judgement, JudgementKey};
use super::mark::{MarkId, OwnMark};
use super::{
    Analysis, Article, ArticleId, Device, Finding, FindingKey, Revision, Settings, TitleOrigin,
    VoiceFilter,
};

/// The reader's material: cheap to clone, so that undo can keep snapshots.
///
/// Analyses and selection are not part of it: they follow from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Name shown in the window; empty while untitled.
    pub name: String,
    /// Articles in the reader's order; no two with one identity.
    pub articles: Vec<Arc<Article>>,
    /// Whether these are the samples of the first start.
    pub is_sample: bool,
    /// Articles taken out, the last one last; none of them is also among `articles`.
    pub bin: Vec<Arc<Article>>,
    /// Revisions that a correction has replaced, of articles here or in the bin.
    pub earlier: Vec<Arc<Article>>,
    /// What a person says of each article; it stays while the article is in the bin.
    pub codings: BTreeMap<ArticleId, Arc<Coding>>,
    /// Comparisons that were kept, in the reader's order.
    pub comparisons: Vec<Arc<KeptComparison>>,
    /// Expressions that the reader does not want marked anywhere in this project.
    pub silenced: BTreeSet<Expression>,
    /// Settings of this project.
    pub settings: ProjectSettings,
    /// A note on the whole.
    pub note: Option<Arc<Note>>,
    /// Own marks that were ever made; the next one gets this number.
    pub marks_made: u64,
}

/// What a person says of one article. Every part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coding {
    /// Judgements of the engine's answers.
    pub judgements: BTreeMap<JudgementKey, Arc<Judgement>>,
    /// Own marks.
    pub marks: BTreeMap<MarkId, Arc<OwnMark>>,
    /// Own marks that were taken away.
    pub marks_in_bin: BTreeMap<MarkId, Arc<OwnMark>>,
    /// A note on the article.
    pub note: Option<Arc<Note>>,
    /// That the article is coded to the end; `None` while nobody has said so.
    pub coded: Option<Coded>,
}

/// Says that a person has coded an article to the end, and may see the engine's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// Who has coded it.
    pub by: String,
    /// When that was said, to the millisecond.
    pub at: DateTime<Utc>,
    /// Since when the engine's answers had been hidden, to the millisecond.
    pub hidden_from: DateTime<Utc>,
}

impl Coded {
    /// Whether something said at this time was said without the engine's answers in sight.
    pub fn is_blind(&self, at: DateTime<Utc>) -> bool {
        (self.hidden_from..=self.at).contains(&at)
    }
}

impl Coding {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a correction does to marks and judgements that have a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Those whose words are found in the new text.
    pub kept: usize,
    /// Those whose words are gone, or could be meant in more than one place.
    pub lost: usize,
}

/// How much is said of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Decisions on the engine's answers.
    pub judgements: usize,
    /// Own marks that were not taken away.
    pub marks: usize,
    /// Notes on the article, on judgements and on marks.
    pub notes: usize,
    /// Revisions that a correction has replaced.
    pub earlier: usize,
}

/// Words of a person's own on an article or on the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The words.
    pub text: String,
    /// Whose they are.
    pub by: String,
    /// When they were last changed, to the millisecond.
    pub at: DateTime<Utc>,
}

/// Articles that are compared under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptComparison {
    /// The name; no two are equal.
    pub name: String,
    /// The columns, in order.
    pub columns: Vec<ArticleId>,
    /// Voices that are counted.
    pub filter: VoiceFilter,
}

/// Words that are not to be marked as a device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Expression {
    /// The device.
    pub device: Device,
    /// The words in lower case, with single spaces.
    pub words: String,
}

impl Expression {
    /// The expression of these words, whatever their case and spaces.
    pub fn new(device: Device, words: &str) -> Self {
        let words: Vec<_> = words.split_whitespace().map(str::to_lowercase).collect();
        Self {
            device,
            words: words.join(" "),
        }
    }

    /// What a finding marks, as an expression.
    pub fn of(article: &Article, finding: &Finding) -> Self {
        Self::new(finding.device, finding.span.of(&article.text))
    }

    /// Whether a finding is one of these expressions.
    pub fn silence(silenced: &BTreeSet<Self>, article: &Article, finding: &Finding) -> bool {
        let mut of_device = silenced.iter();
        of_device.any(|known| known.device == finding.device)
            && silenced.contains(&Self::of(article, finding))
    }

    /// The findings that it concerns, so that the consequence can be shown before it is chosen.
    pub fn concerns(&self, article: &Article, analysis: &Analysis) -> Vec<FindingKey> {
        analysis
            .findings
            .iter()
            .filter(|finding| finding.device == self.device && Self::of(article, finding) == *self)
            .map(|finding| finding.key)
            .collect()
    }
}

/// Settings that belong to the project rather than to the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectSettings {
    /// Settings of the engine; `None` while this project asks for nothing of its own.
    pub engine: Option<Settings>,
    /// Whether the original bytes of its articles are kept in the project file, and not only
    /// their hash. News is under copyright, so this is off unless it is asked for.
    pub keeps_originals: bool,
    /// Since when the engine's answers are hidden in every article that is not yet coded;
    /// `None` where they are shown from the start.
    pub codes_first: Option<DateTime<Utc>>,
}

impl Project {
    /// The article with this identity.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// Position of the article in the reader's order.
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        self.articles.iter().position(|article| article.id == id)
    }

    /// An own mark; `None` where there is none, or where it lies in the bin.
    pub fn mark(&self, article: ArticleId, id: MarkId) -> Option<&Arc<OwnMark>> {
        self.coding(article)?.marks.get(&id)
    }

    /// What a person says of an article, where anything is said.
    pub fn coding(&self, id: ArticleId) -> Option<&Arc<Coding>> {
        self.codings.get(&id)
    }

    /// Whether the engine's answers in an article are hidden: a person is to code it first.
    pub fn hides(&self, id: ArticleId) -> bool {
        let is_coded = || self.coding(id).is_some_and(|coding| coding.coded.is_some());
        self.settings.codes_first.is_some() && !is_coded()
    }

    /// Changes what is said of an article; nothing is kept where nothing is left.
    pub fn edit_coding(&mut self, id: ArticleId, edit: impl FnOnce(&mut Coding)) {
        let coding = self.codings.entry(id).or_default();
        edit(Arc::make_mut(coding));
        if coding.is_empty() {
            self.codings.remove(&id);
        }
    }

    /// Puts an article into the bin, with all that is said of it; false where it is not here.
    pub fn take_out(&mut self, id: ArticleId) -> bool {
        let Some(position) = self.position(id) else {
            return false;
        };
        let article = self.articles.remove(position);
        self.bin.push(article);
        true
    }

    /// Takes an article out of the bin and puts it at the end; false where it is not there.
    pub fn put_back(&mut self, id: ArticleId) -> bool {
        let Some(position) = self.bin.iter().position(|article| article.id == id) else {
            return false;
        };
        let article = self.bin.remove(position);
        self.articles.push(article);
        true
    }

    /// Removes an article from the bin for good, with its revisions and all that is said of
    /// it; false where it is not there.
    pub fn discard(&mut self, id: ArticleId) -> bool {
        let before = self.bin.len();
        self.bin.retain(|article| article.id != id);
        if self.bin.len() == before {
            return false;
        }
        self.earlier.retain(|article| article.id != id);
        self.codings.remove(&id);
        true
    }

    /// Replaces the text of an article by a corrected one, as a new revision.
    ///
    /// The old revision is kept. Own marks go to the same words where that is certain and
    /// are orphans otherwise; judgements are kept by content and need no change. Returns how
    /// many marks lost their place, or `None` where the article is not here.
    pub fn revise(&mut self, id: ArticleId, corrected: &Article) -> Option<usize> {
        let position = self.position(id)?;
        let old = Arc::clone(&self.articles[position]);
        let new = Article {
            id,
            revision: Revision(old.revision.0.saturating_add(1)),
            // A title that a person gave outlives the text.
            title: match old.title.origin {
                TitleOrigin::User => old.title.clone(),
                _ => corrected.title.clone(),
            },
            ..corrected.clone()
        };
        let mut lost = 0;
        if self.codings.contains_key(&id) {
            self.edit_coding(id, |coding| {
                for mark in coding.marks.values_mut() {
                    let carried = mark.carried_to(&new);
                    lost += usize::from(carried.is_orphan() && !mark.is_orphan());
                    *mark = carried;
                }
                for mark in coding.marks_in_bin.values_mut() {
                    *mark = mark.carried_to(&new);
                }
            });
        }
        self.earlier.push(old);
        self.articles[position] = Arc::new(new);
        Some(lost)
    }

    /// All versions of an article that is open, the current one last; empty where it is not.
    pub fn versions(&self, id: ArticleId) -> Vec<Arc<Article>> {
        let mut versions = Vec::new();
        if let Some(current) = self.article(id) {
            let earlier = self.earlier.iter().filter(|known| known.id == id);
            versions.extend(earlier.cloned());
            versions.sort_by_key(|version| version.revision);
            versions.push(Arc::clone(current));
        }
        versions
    }

    /// What a correction would do to what is said of an article.
    pub fn carried(&self, id: ArticleId, corrected: &Article) -> Carried {
        let Some(coding) = self.coding(id) else {
            return Carried::default();
        };
        let marks = coding.marks.values().filter(|mark| !mark.is_orphan());
        let judged = coding.judgements.values();
        let old = self.article(id).map_or("", |article| &article.text);
        let judged = judged
            .map(|judgement| &judgement.subject.anchor)
            .filter(|anchor| anchor.place(old).is_some());
        let mut carried = Carried::default();
        for anchor in marks.map(|mark| &mark.anchor).chain(judged) {
            match anchor.place(&corrected.text) {
                Some(_) => carried.kept += 1,
                None => carried.lost += 1,
            }
        }
        carried
    }

    /// How much is said of an article, and how many earlier versions of it there are.
    pub fn said_of(&self, id: ArticleId) -> Said {
        let earlier = self.earlier.iter().filter(|known| known.id == id).count();
        let Some(coding) = self.coding(id) else {
            return Said {
                earlier,
                ..Said::default()
            };
        };
        let judgements = coding.judgements.values();
        let marks = coding.marks.values();
        let notes = judgements
            .clone()
            .map(|judgement| &judgement.note)
            .chain(marks.clone().map(|mark| &mark.note))
            .chain(coding.note.iter().map(|note| &note.text));
        Said {
            judgements: judgements
                .filter(|judgement| judgement.decision.is_some())
                .count(),
            marks: marks.count(),
            notes: notes.filter(|note| !note.is_empty()).count(),
            earlier,
        }
    }

    /// How many judgements there are, in the bin too.
    pub fn judgements(&self) -> usize {
        let codings = self.codings.values();
        codings.map(|coding| coding.judgements.len()).sum()
    }

    /// How many articles are coded to the end, in the bin too.
    pub fn coded(&self) -> usize {
        let codings = self.codings.values();
        codings.filter(|coding| coding.coded.is_some()).count()
    }

    /// How many own marks there are; those taken away are not counted.
    pub fn marks(&self) -> usize {
        self.codings.values().map(|coding| coding.marks.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::article;
    use crate::model::{Code, Layer};
    use crate::text::{Anchor, Span};

    fn marked(text: &str, words: &str) -> (Project, ArticleId) {
        let article = Arc::new(article(text));
        let id = article.id;
        let at = text.find(words).unwrap();
        let span = Span::new(at, at + words.len());
        let mark = OwnMark {
            id: MarkId(0),
            span: Some(span),
            anchor: Anchor::of(text, span),
            code: Code::Layer(Layer::Framing),
            note: String::new(),
            by: "Ada".to_owned(),
            at: DateTime::default(),
        };
        let mut project = Project {
            articles: vec![article],
            ..Project::default()
        };
        project.edit_coding(id, |coding| {
            coding.marks.insert(mark.id, Arc::new(mark));
        });
        (project, id)
    }

    #[test]
    fn what_is_said_of_an_article_waits_in_the_bin_with_it() {
        let (mut project, id) = marked("A vote was held. It was close.", "close");
        let before = project.clone();
        assert!(project.take_out(id));
        assert!(!project.take_out(id));
        assert_eq!((project.articles.len(), project.bin.len()), (0, 1));
        assert_eq!(project.marks(), 1);
        assert!(project.put_back(id));
        assert!(!project.put_back(id));
        assert_eq!(project, before);
        assert!(!project.discard(id), "only what is in the bin goes");
        project.take_out(id);
        assert!(project.discard(id));
        assert_eq!((project.bin.len(), project.marks()), (0, 0));
    }

    #[test]
    fn a_correction_is_a_new_revision_that_marks_follow() {
        let (mut project, id) = marked("A vote was held. It was close.", "close");
        let corrected = article("A second vote was held. It was close.");
        assert_eq!(project.revise(id, &corrected), Some(0));
        let now = project.article(id).unwrap();
        assert_eq!((now.id, now.revision), (id, Revision(1)));
        let mark = &project.coding(id).unwrap().marks[&MarkId(0)];
        assert_eq!(mark.span.unwrap().of(&now.text), "close");
        assert_eq!(project.earlier.len(), 1);
        let revisions = |project: &Project| -> Vec<u32> {
            let versions = project.versions(id);
            versions.iter().map(|version| version.revision.0).collect()
        };
        assert_eq!(revisions(&project), [0, 1]);
        let other = article("Nothing of it is left.");
        assert_eq!(project.revise(id, &other), Some(1));
        assert!(project.coding(id).unwrap().marks[&MarkId(0)].is_orphan());
        assert_eq!(project.revise(ArticleId(1), &other), None);
    }

    #[test]
    fn a_coding_with_nothing_in_it_is_not_kept() {
        let (mut project, id) = marked("A vote was held.", "vote");
        project.edit_coding(id, |coding| coding.marks.clear());
        assert_eq!(project.coding(id), None);
    }

    #[test]
    fn an_expression_is_the_same_in_any_case_and_spacing() {
        let one = Expression::new(Device::Label, " So-called\n Experts");
        assert_eq!(one.words, "so-called experts");
        assert_eq!(one, Expression::new(Device::Label, "SO-CALLED experts"));
    }
}
