//! Codings one by one: what the engine marks, what people say of it, and their own marks.
//!
//! A mark of the engine and the judgement of it are one coding. So `segments.csv` has one row
//! for both, with the decision as its status. Everything a person has said is among the
//! codings, whichever voices are counted, and also where the engine says something else by
//! now or the words are gone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::ExportInput;
use super::places::Places;
use crate::compare::units::{self, Codings, Units};
use crate::model::{
    Analysis, Article, Confidence, Decision, Finding, Judgement, Layer, OwnMark, Review,
};
use crate::text::{Anchor, Span};

/// What a coding is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind<'a> {
    /// A finding of the engine.
    Finding(&'a Finding),
    /// The engine's layer of a sentence that somebody judged.
    Sentence,
    /// A naming that somebody judged.
    Naming,
    /// What the engine said when somebody judged it, and says no longer.
    Former,
    /// Somebody's own mark.
    Mark(&'a OwnMark),
}

/// One coding.
#[derive(Clone, Debug)]
pub(super) struct Segment<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it stands, around whole characters; `None` where the words are gone.
    pub span: Option<Span>,
    /// The words with what stands around them; of an orphan as they were when it was coded.
    pub anchor: Anchor,
    /// A device's code, a layer's or an entity kind's name.
    pub code: &'a str,
    /// What somebody says of it.
    pub judgement: Option<&'a Judgement>,
}

/// What people say of one article, held against what the engine says of it now.
pub(super) struct Said<'a> {
    /// The engine's answers.
    pub analysis: &'a Analysis,
    /// Judgements by the answers that they stand on.
    pub review: Review,
    /// Own marks in reading order; orphans come last.
    pub marks: Vec<&'a OwnMark>,
    /// Length of the longest of them.
    longest: usize,
    /// The layer that a person gives a sentence, by its index.
    pub layers: BTreeMap<usize, Layer>,
}

impl<'a> Said<'a> {
    /// Prepares the article of this place in the order.
    pub(super) fn new(input: &ExportInput<'a>, index: usize) -> Self {
        let (article, analysis) = input.articles[index];
        let coding = input.coding(index);
        let review = coding.map(|coding| Review::new(article, analysis, coding));
        let marks = coding.iter().flat_map(|coding| coding.marks.values());
        let mut marks: Vec<&OwnMark> = marks.map(|mark| &**mark).collect();
        marks.sort_by_key(|mark| (mark.is_orphan(), mark.span, mark.id));
        let units = coding.map(|coding| {
            Units::of(Codings {
                article,
                analysis,
                coding,
            })
            .layers()
        });
        let layers = units.into_iter().flatten().filter_map(|unit| {
            let units::Said::Layer(layer) = unit.person else {
                return None;
            };
            Some((unit.sentence, layer))
        });
        Self {
            analysis,
            review: review.unwrap_or_default(),
            longest: marks
                .iter()
                .filter_map(|mark| mark.span)
                .map(Span::len)
                .max()
                .unwrap_or_default(),
            marks,
            layers: layers.collect(),
        }
    }

    /// The own marks that touch a stretch, each with its place in [`Self::marks`].
    pub(super) fn marks_at(&self, span: Span) -> impl Iterator<Item = (usize, &'a OwnMark)> {
        // They are in order, and none that begins further back reaches as far.
        let starts_before =
            |mark: &&OwnMark, at: usize| mark.span.is_some_and(|of| of.start() < at);
        let back = span.start().saturating_sub(self.longest);
        let from = self.marks.partition_point(|mark| starts_before(mark, back));
        let to = self
            .marks
            .partition_point(|mark| starts_before(mark, span.end()));
        let near = self.marks[from..to].iter().copied().enumerate();
        near.map(move |(at, mark)| (from + at, mark))
            .filter(move |(_, mark)| mark.span.is_some_and(|of| of.overlaps(span)))
    }

    /// All codings in reading order, orphans last.
    pub(super) fn segments(&self, places: &Places<'_>) -> Vec<Segment<'_>> {
        let mut all = self.findings(places);
        all.extend(self.judged(places));
        all.extend(self.marks.iter().map(|mark| of_mark(mark, places)));
        all.extend(self.review.loose().iter().map(|(judgement, resolved)| {
            let code = &judgement.subject.answer;
            let segment = match resolved.span() {
                Some(span) => Segment::at(Kind::Former, span, code, places),
                None => Segment::orphan(Kind::Former, &judgement.subject.anchor, code),
            };
            segment.judged(Some(judgement))
        }));
        all.sort_by_key(|segment| (segment.span.is_none(), segment.span));
        all
    }

    /// The findings, each with what is said of it.
    pub(super) fn findings(&self, places: &Places<'_>) -> Vec<Segment<'_>> {
        let findings = self.analysis.findings.iter();
        findings
            .map(|finding| {
                let code = finding.device.code();
                let segment = Segment::at(Kind::Finding(finding), finding.span, code, places);
                segment.judged(self.review.finding(finding))
            })
            .collect()
    }

    /// Layers of sentences and namings that somebody judged.
    fn judged(&self, places: &Places<'_>) -> Vec<Segment<'_>> {
        let sentences = self.analysis.sentences.iter().enumerate();
        let sentences = sentences.filter_map(|(index, sentence)| {
            let judgement = self.review.sentence(index)?;
            let code = sentence.layer()?.name();
            let segment = Segment::at(Kind::Sentence, sentence.span, code, places);
            Some(segment.judged(Some(judgement)))
        });
        let entities = self.analysis.entities.iter().enumerate();
        let namings = entities.flat_map(|(index, entity)| {
            let mentions = entity.mentions.iter().enumerate();
            mentions.filter_map(move |(number, mention)| {
                let judgement = self.review.naming(index, number)?;
                let code = entity.kind.name();
                let segment = Segment::at(Kind::Naming, mention.span, code, places);
                Some(segment.judged(Some(judgement)))
            })
        });
        sentences.chain(namings).collect()
    }
}

fn of_mark<'a>(mark: &'a OwnMark, places: &Places<'_>) -> Segment<'a> {
    let (kind, code) = (Kind::Mark(mark), mark.code.name());
    match mark.span {
        Some(span) => Segment::at(kind, span, code, places),
        None => Segment::orphan(kind, &mark.anchor, code),
    }
}

/// What is said in place of a reason where the words are gone.
pub(super) const ORPHAN: &str =
    "The words are gone from the text, or stand in more than one place.";
/// What is said in place of a reason where the engine has changed its answer.
const FORMER: &str =
    "The engine said this when it was judged; with these settings it does not now.";

impl<'a> Segment<'a> {
    fn at(kind: Kind<'a>, span: Span, code: &'a str, places: &Places<'_>) -> Self {
        let span = places.whole(span);
        Self {
            kind,
            span: Some(span),
            anchor: Anchor::of(places.text(), span),
            code,
            judgement: None,
        }
    }

    fn orphan(kind: Kind<'a>, anchor: &Anchor, code: &'a str) -> Self {
        Self {
            kind,
            span: None,
            anchor: anchor.clone(),
            code,
            judgement: None,
        }
    }

    fn judged(self, judgement: Option<&'a Arc<Judgement>>) -> Self {
        let judgement = judgement.map(|judgement| &**judgement);
        Self { judgement, ..self }
    }

    /// `machine` or `human`.
    pub(super) fn origin(&self) -> &'static str {
        match self.kind {
            Kind::Mark(_) => "human",
            _ => "machine",
        }
    }

    /// What became of it: `open`, `agreed`, `disagreed`, `unsure`, `added` or `orphan`.
    pub(super) fn status(&self) -> &'static str {
        match (self.kind, self.span) {
            (_, None) => "orphan",
            (Kind::Mark(_), _) => "added",
            _ => decided(self.judgement.and_then(|judgement| judgement.decision)),
        }
    }

    /// Whether the present engine says so.
    pub(super) fn is_of_engine(&self) -> bool {
        matches!(self.kind, Kind::Finding(_) | Kind::Sentence | Kind::Naming)
    }

    /// How sure the engine is.
    pub(super) fn confidence(&self) -> Option<Confidence> {
        match self.kind {
            Kind::Finding(finding) => Some(finding.confidence),
            _ => None,
        }
    }

    /// Why it is marked, or what there is to know in place of that.
    pub(super) fn reason(&self) -> String {
        match (self.kind, self.span, self.judgement) {
            (Kind::Finding(finding), ..) => finding.reason.summary.clone(),
            (Kind::Former, None, Some(judgement)) if judgement.decision.is_some() => {
                format!(
                    "{ORPHAN} Decision when judged: {}.",
                    decided(judgement.decision)
                )
            }
            (_, None, _) => ORPHAN.to_owned(),
            (Kind::Former, ..) => FORMER.to_owned(),
            _ => String::new(),
        }
    }

    /// The part of the engine that says so; empty where it does not.
    pub(super) fn detector(&self) -> &'static str {
        match self.kind {
            Kind::Finding(finding) => finding.detector.0,
            Kind::Sentence => "sentence_layer",
            Kind::Naming => "naming",
            Kind::Former | Kind::Mark(_) => "",
        }
    }

    /// Who coded or judged, when, and with which note. Nothing where nobody has.
    pub(super) fn said(&self) -> Option<(&'a str, DateTime<Utc>, &'a str)> {
        match (self.kind, self.judgement) {
            (Kind::Mark(mark), _) => Some((&mark.by, mark.at, &mark.note)),
            (_, Some(judgement)) => Some((&judgement.by, judgement.at, &judgement.note)),
            _ => None,
        }
    }
}

/// A decision as a status.
pub(super) fn decided(decision: Option<Decision>) -> &'static str {
    match decision {
        None => "open",
        Some(Decision::Agree) => "agreed",
        Some(Decision::Disagree) => "disagreed",
        Some(Decision::Unsure) => "unsure",
    }
}

/// A time as exports state it, to the millisecond.
pub(super) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// A name for each document, by which rows can be joined: the file's name or the title.
pub(super) fn documents(articles: &[(&Article, &Analysis)]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut taken: HashSet<String> = HashSet::new();
    // The number that was tried last for a name, so that a thousand equal names do not try all.
    let mut tried: HashMap<&str, usize> = HashMap::new();
    for (article, _) in articles {
        let name = article.origin.file_name().unwrap_or(&article.title.text);
        let mut unique = name.to_owned();
        while !taken.insert(unique.clone()) {
            let number = tried.entry(name).or_insert(1);
            *number += 1;
            unique = format!("{name} ({number})");
        }
        names.push(unique);
    }
    names
}
