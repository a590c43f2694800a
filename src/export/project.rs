//! A project as JSON for other programs: what a person said, with quotes and positions.
//!
//! Positions count code points, end excluded, and are missing where the words are gone. The
//! articles' texts are under copyright and are left out unless they are asked for.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::model::{
    Analysis, Article, Coding, Expression, Judgement, KeptComparison, Note, OwnMark, Project,
    Resolved, Review,
};
use crate::text::{Anchor, CodePoints};

/// Name and version of the form.
pub const PROJECT_SCHEMA: &str = "slantwise.project/1";

/// A project.
#[derive(Debug, Serialize)]
pub struct ProjectJson<'a> {
    schema: &'static str,
    name: &'a str,
    note: Option<NoteJson<'a>>,
    articles: Vec<ArticleJson<'a>>,
    comparisons: Vec<ComparisonJson<'a>>,
    not_marked: Vec<ExpressionJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ArticleJson<'a> {
    id: String,
    revision: u32,
    in_bin: bool,
    title: &'a str,
    outlet: Option<&'a str>,
    date: Option<NaiveDate>,
    url: Option<&'a str>,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    note: Option<NoteJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coded: Option<CodedJson<'a>>,
    judgements: Vec<JudgementJson<'a>>,
    marks: Vec<MarkJson<'a>>,
}

#[derive(Debug, Serialize)]
struct NoteJson<'a> {
    text: &'a str,
    coder: &'a str,
    modified: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
struct PlaceJson<'a> {
    /// `None`, with `end`, where the words are gone.
    start: Option<usize>,
    end: Option<usize>,
    quote: &'a str,
    before: &'a str,
    after: &'a str,
}

#[derive(Debug, Serialize)]
struct JudgementJson<'a> {
    key: String,
    about: &'static str,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    /// What the engine said when it was judged.
    code: &'a str,
    decision: Option<&'static str>,
    note: &'a str,
    coder: &'a str,
    modified: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
struct MarkJson<'a> {
    id: u64,
    in_bin: bool,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    code: &'static str,
    note: &'a str,
    coder: &'a str,
    modified: DateTime<Utc>,
}

/// What people say of one article, beside what the engine says of it.
#[derive(Debug, Serialize)]
pub struct SaidJson<'a> {
    judgements: Vec<HeldJson<'a>>,
    own_marks: Vec<MarkJson<'a>>,
    note: Option<NoteJson<'a>>,
}

/// A judgement, held against the engine's present answers.
#[derive(Debug, Serialize)]
struct HeldJson<'a> {
    #[serde(flatten)]
    judgement: JudgementJson<'a>,
    /// `standing`: the engine still says so; `former`: it says something else of these words
    /// now, or nothing; `orphan`: the words are gone.
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct ComparisonJson<'a> {
    name: &'a str,
    articles: Vec<String>,
}

/// Words that are not marked as a device.
#[derive(Debug, Serialize)]
pub(super) struct ExpressionJson<'a> {
    device: &'static str,
    words: &'a str,
}

impl<'a> ExpressionJson<'a> {
    pub(super) fn new(expression: &'a Expression) -> Self {
        Self {
            device: expression.device.code(),
            words: &expression.words,
        }
    }
}

/// That a person has coded an article to the end.
#[derive(Debug, Serialize)]
struct CodedJson<'a> {
    coder: &'a str,
    /// When that was said.
    at: DateTime<Utc>,
    /// Since when the engine's answers had been hidden.
    hidden_from: DateTime<Utc>,
}

impl<'a> ProjectJson<'a> {
    /// The form of a project, with the articles' texts or without.
    pub fn new(project: &'a Project, with_text: bool) -> Self {
        let open = project.articles.iter().map(|article| (article, false));
        let bin = project.bin.iter().map(|article| (article, true));
        let articles = open.chain(bin).map(|(article, in_bin)| {
            let coding = project.coding(article.id).map(|coding| &**coding);
            ArticleJson::new(article, coding, in_bin, with_text)
        });
        Self {
            schema: PROJECT_SCHEMA,
            name: &project.name,
            note: project.note.as_deref().map(NoteJson::new),
            articles: articles.collect(),
            comparisons: project
                .comparisons
                .iter()
                .map(|kept| ComparisonJson::new(kept))
                .collect(),
            not_marked: project.silenced.iter().map(ExpressionJson::new).collect(),
        }
    }
}

impl<'a> ArticleJson<'a> {
    fn new(
        article: &'a Article,
        coding: Option<&'a Coding>,
        in_bin: bool,
        with_text: bool,
    ) -> Self {
        let points = CodePoints::new(&article.text);
        let codings = coding.into_iter();
        let marks = codings.clone().flat_map(|coding| {
            let kept = coding.marks.values().map(|mark| (mark, false));
            kept.chain(coding.marks_in_bin.values().map(|mark| (mark, true)))
        });
        Self {
            id: article.id.to_string(),
            revision: article.revision.0,
            in_bin,
            title: &article.title.text,
            outlet: article.metadata.outlet.as_deref(),
            date: article.metadata.published,
            url: article.metadata.url.as_deref(),
            sha256: &article.origin.sha256,
            text: with_text.then_some(&*article.text),
            note: coding
                .and_then(|coding| coding.note.as_deref())
                .map(NoteJson::new),
            coded: coding
                .and_then(|coding| coding.coded.as_ref())
                .map(|coded| CodedJson {
                    coder: &coded.by,
                    at: coded.at,
                    hidden_from: coded.hidden_from,
                }),
            judgements: codings
                .flat_map(|coding| coding.judgements.values())
                .map(|judgement| JudgementJson::new(judgement, &article.text, &points))
                .collect(),
            marks: marks
                .map(|(mark, in_bin)| MarkJson::new(mark, in_bin, &points))
                .collect(),
        }
    }
}

impl<'a> SaidJson<'a> {
    /// The form of a coding; own marks in the bin are not part of it.
    pub fn new(coding: &'a Coding, article: &Article, analysis: &Analysis) -> Self {
        let points = CodePoints::new(&article.text);
        let review = Review::new(article, analysis, coding);
        let loose = review.loose();
        let state = |judgement: &Judgement| {
            let key = judgement.subject.key();
            let mut all = loose.iter();
            match all.find(|(known, _)| known.subject.key() == key) {
                None => "standing",
                Some((_, Resolved::Orphan)) => "orphan",
                Some(_) => "former",
            }
        };
        let judgements = coding.judgements.values().map(|judgement| HeldJson {
            judgement: JudgementJson::new(judgement, &article.text, &points),
            state: state(judgement),
        });
        let marks = coding.marks.values();
        Self {
            judgements: judgements.collect(),
            own_marks: marks
                .map(|mark| MarkJson::new(mark, false, &points))
                .collect(),
            note: coding.note.as_deref().map(NoteJson::new),
        }
    }
}

impl<'a> NoteJson<'a> {
    fn new(note: &'a Note) -> Self {
        Self {
            text: &note.text,
            coder: &note.by,
            modified: note.at,
        }
    }
}

impl<'a> PlaceJson<'a> {
    fn new(anchor: &'a Anchor, place: Option<(usize, usize)>) -> Self {
        Self {
            start: place.map(|(start, _)| start),
            end: place.map(|(_, end)| end),
            quote: &anchor.quote,
            before: &anchor.before,
            after: &anchor.after,
        }
    }
}

impl<'a> JudgementJson<'a> {
    fn new(judgement: &'a Judgement, text: &str, points: &CodePoints<'_>) -> Self {
        let subject = &judgement.subject;
        let place = subject.anchor.place(text).map(|span| points.of(span));
        Self {
            key: subject.key().to_string(),
            about: subject.kind.name(),
            place: PlaceJson::new(&subject.anchor, place),
            code: &subject.answer,
            decision: judgement.decision.map(crate::model::Decision::name),
            note: &judgement.note,
            coder: &judgement.by,
            modified: judgement.at,
        }
    }
}

impl<'a> MarkJson<'a> {
    fn new(mark: &'a OwnMark, in_bin: bool, points: &CodePoints<'_>) -> Self {
        let place = mark.span.map(|span| points.of(span));
        Self {
            id: mark.id.0,
            in_bin,
            place: PlaceJson::new(&mark.anchor, place),
            code: mark.code.name(),
            note: &mark.note,
            coder: &mark.by,
            modified: mark.at,
        }
    }
}

impl<'a> ComparisonJson<'a> {
    fn new(kept: &'a KeptComparison) -> Self {
        Self {
            name: &kept.name,
            articles: kept.columns.iter().map(ToString::to_string).collect(),
        }
    }
}
