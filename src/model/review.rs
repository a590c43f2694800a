//! Which judgement stands on which of the engine's answers.
//!
//! Judgements are kept by content; a view, a count or an export wants them by answer. This
//! is worked out once for an article, its analysis and what is said of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::judgement::{Decision, Judgement, Resolved, SubjectKind, resolve};
use super::{
    Analysis, Article, Coding, Confidence, Device, Finding, FindingKey, Level, Sentence, Voice,
};
use crate::text::{Anchor, Span};

/// Judgements by the answer that they stand on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    findings: BTreeMap<(FindingKey, Span), Arc<Judgement>>,
    sentences: BTreeMap<usize, Arc<Judgement>>,
    namings: BTreeMap<(usize, usize), Arc<Judgement>>,
    loose: Vec<(Arc<Judgement>, Resolved)>,
}

/// What was decided on a mark, to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkStatus {
    /// Nobody has decided.
    Unreviewed,
    /// The engine is right.
    Agreed,
    /// The engine is wrong.
    Disagreed,
    /// It could be either.
    Unsure,
    /// There is a note, decided or not.
    WithNote,
}

impl MarkStatus {
    /// All in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Unreviewed,
        Self::Agreed,
        Self::Disagreed,
        Self::Unsure,
        Self::WithNote,
    ];

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Unreviewed => "Unreviewed",
            Self::Agreed => "Agreed",
            Self::Disagreed => "Disagreed",
            Self::Unsure => "Unsure",
            Self::WithNote => "With a note",
        }
    }

    fn takes_in(self, judgement: Option<&Judgement>) -> bool {
        let decision = judgement.and_then(|known| known.decision);
        match self {
            Self::Unreviewed => decision.is_none(),
            Self::Agreed => decision == Some(Decision::Agree),
            Self::Disagreed => decision == Some(Decision::Disagree),
            Self::Unsure => decision == Some(Decision::Unsure),
            Self::WithNote => judgement.is_some_and(|known| !known.note.is_empty()),
        }
    }
}

/// Which marks are listed: those that pass every part that is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkFilter {
    /// What was decided on them.
    pub status: Option<MarkStatus>,
    /// How sure the engine is.
    pub level: Option<Level>,
    /// Who speaks.
    pub voice: Option<Voice>,
    /// What they are instances of.
    pub device: Option<Device>,
}

impl MarkFilter {
    /// How many parts are asked for; none lists everything.
    pub fn parts(self) -> usize {
        usize::from(self.status.is_some())
            + usize::from(self.level.is_some())
            + usize::from(self.voice.is_some())
            + usize::from(self.device.is_some())
    }

    /// Whether a finding is listed.
    pub fn takes_in(self, finding: &Finding, judgement: Option<&Judgement>) -> bool {
        self.passes(finding.confidence, finding.voice, judgement)
            && self.device.is_none_or(|device| device == finding.device)
    }

    /// Whether a sentence that no single phrase marks is listed; it is of no device.
    pub fn takes_in_sentence(self, sentence: &Sentence, judgement: Option<&Judgement>) -> bool {
        let verdict = sentence.verdict();
        verdict.is_some_and(|verdict| {
            self.passes(verdict.probabilities.framing, verdict.voice, judgement)
        }) && self.device.is_none()
    }

    fn passes(self, confidence: Confidence, voice: Voice, judgement: Option<&Judgement>) -> bool {
        self.status.is_none_or(|status| status.takes_in(judgement))
            && self.level.is_none_or(|level| level == confidence.level())
            && self.voice.is_none_or(|wanted| wanted == voice)
    }
}

/// How many marks there are, and how many of them somebody has decided on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Marks.
    pub marks: usize,
    /// Marks with a decision; a note alone decides nothing.
    pub reviewed: usize,
}

impl Progress {
    /// Whether there is nothing left to decide.
    pub fn is_done(self) -> bool {
        self.reviewed >= self.marks
    }
}

impl Review {
    /// Holds what is said of an article against an analysis of it. The analysis should be the
    /// complete one: what the settings hide is judged all the same.
    pub fn new(article: &Article, analysis: &Analysis, coding: &Coding) -> Self {
        let mut review = Self::default();
        for judgement in coding.judgements.values() {
            review.place(article, analysis, judgement);
        }
        review
    }

    /// What is said of a finding.
    pub fn finding(&self, finding: &Finding) -> Option<&Arc<Judgement>> {
        self.findings.get(&(finding.key, finding.span))
    }

    /// What is said of a sentence and its layer, by its index in the analysis.
    pub fn sentence(&self, index: usize) -> Option<&Arc<Judgement>> {
        self.sentences.get(&index)
    }

    /// What is said of a naming, by the index of its entity and its own.
    pub fn naming(&self, entity: usize, mention: usize) -> Option<&Arc<Judgement>> {
        self.namings.get(&(entity, mention))
    }

    /// Judgements of answers that the engine gives no longer: it says something else of the
    /// same words now, or the words are gone.
    pub fn loose(&self) -> &[(Arc<Judgement>, Resolved)] {
        &self.loose
    }

    /// How many of these findings are decided on.
    pub fn progress<'a>(&self, findings: impl IntoIterator<Item = &'a Finding>) -> Progress {
        let mut progress = Progress::default();
        for finding in findings {
            progress.marks += 1;
            progress.reviewed += usize::from(self.is_decided(finding));
        }
        progress
    }

    /// Whether somebody has decided on a finding.
    pub fn is_decided(&self, finding: &Finding) -> bool {
        self.finding(finding)
            .is_some_and(|judgement| judgement.decision.is_some())
    }

    fn place(&mut self, article: &Article, analysis: &Analysis, judgement: &Arc<Judgement>) {
        if self.place_exactly(article, analysis, judgement) {
            return;
        }
        match resolve(&judgement.subject, article, analysis) {
            Resolved::Standing(place) => self.put(analysis, judgement, |span| span == place),
            loose => self.loose.push((Arc::clone(judgement), loose)),
        }
    }

    /// Places it where the words, their surroundings and the engine's answer are what they
    /// were, which is so in an article that nobody has corrected. No text is searched.
    fn place_exactly(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        judgement: &Arc<Judgement>,
    ) -> bool {
        let anchor = &judgement.subject.anchor;
        let mut is_placed = false;
        self.put(analysis, judgement, |span| {
            let is_here = span.of(&article.text) == anchor.quote
                && Anchor::of(&article.text, span) == *anchor;
            is_placed |= is_here;
            is_here
        });
        is_placed
    }

    /// Puts it on every answer of its kind that says what was judged, at the wanted places.
    fn put(
        &mut self,
        analysis: &Analysis,
        judgement: &Arc<Judgement>,
        mut is_wanted: impl FnMut(Span) -> bool,
    ) {
        let subject = &judgement.subject;
        match subject.kind {
            SubjectKind::Finding(_) => {
                for finding in analysis.all_findings() {
                    if finding.device.code() == subject.answer && is_wanted(finding.span) {
                        later(&mut self.findings, (finding.key, finding.span), judgement);
                    }
                }
            }
            SubjectKind::Sentence => {
                for (index, sentence) in analysis.sentences.iter().enumerate() {
                    let says = sentence
                        .layer()
                        .is_some_and(|layer| layer.name() == subject.answer);
                    if says && is_wanted(sentence.span) {
                        later(&mut self.sentences, index, judgement);
                    }
                }
            }
            SubjectKind::Naming => {
                for (index, entity) in analysis.entities.iter().enumerate() {
                    for (mention, naming) in entity.mentions.iter().enumerate() {
                        if entity.kind.name() == subject.answer && is_wanted(naming.span) {
                            later(&mut self.namings, (index, mention), judgement);
                        }
                    }
                }
            }
        }
    }
}

/// Of two judgements of one answer the later one is meant.
fn later<K: Ord>(known: &mut BTreeMap<K, Arc<Judgement>>, key: K, judgement: &Arc<Judgement>) {
    let slot = known.entry(key).or_insert_with(|| Arc::clone(judgement));
    if slot.at < judgement.at {
        *slot = Arc::clone(judgement);
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;
    use crate::model::testing::{analysed, article};
    use crate::model::{DetectorId, Layer, MadeBy, Reason, Subject};

    const TEXT: &str = "The vote was close. It was a shameless display. The vote was close.";

    fn finding(text: &str, words: &str, device: Device) -> Finding {
        let at = text.find(words).unwrap();
        Finding {
            key: FindingKey::new(DetectorId(device.code()), "", words, ""),
            detector: DetectorId(device.code()),
            device,
            span: Span::new(at, at + words.len()),
            sentence: 1,
            voice: Voice::Outlet,
            quoted: false,
            reason: Reason {
                summary: String::new(),
                detail: String::new(),
                not_if: String::new(),
            },
            evidence: Vec::new(),
            confidence: Confidence::from_fraction(0.8),
            made_by: MadeBy::Rule,
        }
    }

    fn read(text: &str) -> (Article, Analysis) {
        let article = article(text);
        let mut analysis = analysed(&article);
        analysis.findings = vec![
            finding(text, "shameless", Device::LoadedLanguage),
            finding(text, "shameless", Device::NameCalling),
            finding(text, "close", Device::Speculation),
        ];
        (article, analysis)
    }

    fn said(subjects: Vec<(Subject, Option<Decision>)>) -> Coding {
        let judgements = subjects
            .into_iter()
            .enumerate()
            .map(|(count, (subject, decision))| {
                let judgement = Judgement {
                    decision,
                    note: "A note.".to_owned(),
                    by: "Ada".to_owned(),
                    at: DateTime::default() + TimeDelta::seconds(i64::try_from(count).unwrap()),
                    subject,
                };
                (judgement.subject.key(), Arc::new(judgement))
            });
        Coding {
            judgements: judgements.collect(),
            ..Coding::default()
        }
    }

    #[test]
    fn a_decision_stands_on_its_own_finding_and_on_no_other_over_the_same_words() {
        let (article, analysis) = read(TEXT);
        let subject = |index| Subject::finding(&article, &analysis, index).unwrap();
        let coding = said(vec![
            (subject(0), Some(Decision::Disagree)),
            (subject(2), None),
        ]);
        let review = Review::new(&article, &analysis, &coding);
        let decisions: Vec<_> = analysis
            .findings
            .iter()
            .map(|finding| review.finding(finding).map(|known| known.decision))
            .collect();
        assert_eq!(
            decisions,
            [Some(Some(Decision::Disagree)), None, Some(None)]
        );
        assert_eq!(
            review.progress(&analysis.findings),
            Progress {
                marks: 3,
                reviewed: 1
            },
            "a note alone decides nothing"
        );
        assert!(review.loose().is_empty());
    }

    #[test]
    fn equal_sentences_keep_their_own_decisions() {
        let (article, analysis) = read(TEXT);
        let subject = Subject::sentence(&article, &analysis, 2).unwrap();
        let coding = said(vec![(subject, Some(Decision::Agree))]);
        let review = Review::new(&article, &analysis, &coding);
        assert!(review.sentence(2).is_some());
        assert_eq!((review.sentence(0), review.sentence(1)), (None, None));
    }

    #[test]
    fn what_the_engine_says_no_longer_and_what_is_gone_is_loose() {
        let (article, analysis) = read(TEXT);
        let coding = said(vec![
            (
                Subject::finding(&article, &analysis, 0).unwrap(),
                Some(Decision::Agree),
            ),
            (
                Subject::sentence(&article, &analysis, 1).unwrap(),
                Some(Decision::Agree),
            ),
        ]);
        let mut newer = analysis.clone();
        newer.findings.remove(0);
        newer.sentences[1].verdict.as_mut().unwrap().layer = Layer::Framing;
        let review = Review::new(&article, &newer, &coding);
        let loose: Vec<_> = review.loose().iter().map(|(_, how)| *how).collect();
        assert_eq!(loose.len(), 2);
        assert!(loose.iter().all(|how| matches!(how, Resolved::Changed(_))));
        assert_eq!(review.progress(&newer.findings).reviewed, 0);

        let (corrected, later) = read("The vote was close. It was shameless. Nobody was close.");
        let review = Review::new(&corrected, &later, &coding);
        assert!(
            review
                .loose()
                .iter()
                .any(|(_, how)| *how == Resolved::Orphan)
        );
    }

    #[test]
    fn a_decision_follows_its_words_into_a_corrected_text() {
        let (article, analysis) = read(TEXT);
        let subject = Subject::finding(&article, &analysis, 0).unwrap();
        let coding = said(vec![(subject, Some(Decision::Agree))]);
        let (corrected, later) =
            read("Correction. It was a shameless display. The vote was close.");
        let review = Review::new(&corrected, &later, &coding);
        assert!(review.is_decided(&later.findings[0]));
        assert!(!review.is_decided(&later.findings[1]));
    }

    #[test]
    fn a_filter_lists_what_passes_every_part() {
        let (article, analysis) = read(TEXT);
        let subject = Subject::finding(&article, &analysis, 0).unwrap();
        let coding = said(vec![(subject, Some(Decision::Agree))]);
        let review = Review::new(&article, &analysis, &coding);
        let listed = |filter: MarkFilter| -> Vec<usize> {
            let findings = analysis.findings.iter().enumerate();
            let passing = findings.filter(|(_, finding)| {
                let known = review.finding(finding).map(|known| &**known);
                filter.takes_in(finding, known)
            });
            passing.map(|(index, _)| index).collect()
        };
        let of = |status| MarkFilter {
            status: Some(status),
            ..MarkFilter::default()
        };
        assert_eq!(listed(MarkFilter::default()), [0, 1, 2]);
        assert_eq!(listed(of(MarkStatus::Unreviewed)), [1, 2]);
        assert_eq!(listed(of(MarkStatus::Agreed)), [0]);
        assert_eq!(listed(of(MarkStatus::WithNote)), [0]);
        assert_eq!(listed(of(MarkStatus::Unsure)), [0_usize; 0]);
        let narrow = MarkFilter {
            device: Some(Device::Speculation),
            ..of(MarkStatus::Unreviewed)
        };
        assert_eq!(listed(narrow), [2]);
        assert_eq!((narrow.parts(), MarkFilter::default().parts()), (2, 0));
        let hints = MarkFilter {
            level: Some(Level::Low),
            ..MarkFilter::default()
        };
        assert_eq!(listed(hints), [0_usize; 0]);
    }
}
