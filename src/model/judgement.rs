//! What a person says of the engine's answers.
//!
//! A judgement is kept by content: by the words that it is about and what stands around
//! them. So it survives a new analysis and a newer engine, and where its words are gone it
//! stays as an orphan that can be seen, and is never moved to other words.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::hash64;
use super::{Analysis, Article, FindingKey};
use crate::text::{Anchor, Span};

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The engine is right.
    Agree,
    /// The engine is wrong.
    Disagree,
    /// It could be either.
    Unsure,
}

impl Decision {
    /// All decisions in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Disagree, Self::Unsure];

    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::Unsure => "unsure",
        }
    }

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Agree => "Agree",
            Self::Disagree => "Disagree",
            Self::Unsure => "Unsure",
        }
    }

    /// What the answer is then, as a reader sees it: `Agreed`.
    pub fn decided(self) -> &'static str {
        match self {
            Self::Agree => "Agreed",
            Self::Disagree => "Disagreed",
            Self::Unsure => "Unsure",
        }
    }
}

/// The kind of answer that a judgement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// A marked phrase.
    Finding(FindingKey),
    /// A sentence and its layer.
    Sentence,
    /// A place where somebody or something is named.
    Naming,
}

impl SubjectKind {
    /// The word used in exports and in project files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Finding(_) => "finding",
            Self::Sentence => "sentence",
            Self::Naming => "naming",
        }
    }
}

/// What a judgement is about: an answer of the engine, by its words and their surroundings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The kind of answer.
    pub kind: SubjectKind,
    /// The words, with what stands around them.
    pub anchor: Anchor,
    /// What the engine said of them when they were judged: a device's code, a layer's or an
    /// entity kind's name. A newer engine may say something else.
    pub answer: String,
}

/// Identity of a judgement within its article: a hash of the kind, the words and their
/// surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct JudgementKey(pub u64);

impl std::fmt::Display for JudgementKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl Subject {
    /// A finding, by its index in the analysis; `None` past the last.
    pub fn finding(article: &Article, analysis: &Analysis, index: usize) -> Option<Self> {
        let finding = analysis.findings.get(index)?;
        Some(Self {
            kind: SubjectKind::Finding(finding.key),
            anchor: Anchor::of(&article.text, finding.span),
            answer: finding.device.code().to_owned(),
        })
    }

    /// A sentence, by its index in the analysis; `None` past the last, and where it was not
    /// analysed, so that there is nothing to judge.
    pub fn sentence(article: &Article, analysis: &Analysis, index: usize) -> Option<Self> {
        let sentence = analysis.sentences.get(index)?;
        Some(Self {
            kind: SubjectKind::Sentence,
            anchor: Anchor::of(&article.text, sentence.span),
            answer: sentence.layer()?.name().to_owned(),
        })
    }

    /// A naming, by the index of its entity and its own; `None` past the last.
    pub fn naming(
        article: &Article,
        analysis: &Analysis,
        entity: usize,
        mention: usize,
    ) -> Option<Self> {
        let entity = analysis.entities.get(entity)?;
        let mention = entity.mentions.get(mention)?;
        Some(Self {
            kind: SubjectKind::Naming,
            anchor: Anchor::of(&article.text, mention.span),
            answer: entity.kind.name().to_owned(),
        })
    }

    /// Identity within the article. The engine's answer is no part of it.
    pub fn key(&self) -> JudgementKey {
        let finding = match self.kind {
            SubjectKind::Finding(key) => key.to_string(),
            SubjectKind::Sentence | SubjectKind::Naming => String::new(),
        };
        let anchor = &self.anchor;
        let parts = [
            self.kind.name(),
            &finding,
            &anchor.before,
            &anchor.quote,
            &anchor.after,
        ];
        JudgementKey(hash64(parts.join("\u{1f}").as_bytes()))
    }
}

/// What a person says of one answer of the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What it is about.
    pub subject: Subject,
    /// The decision; `None` where there is only a note.
    pub decision: Option<Decision>,
    /// Words of the person's own; empty where there are none.
    pub note: String,
    /// Who judged.
    pub by: String,
    /// When it was last changed, to the millisecond.
    pub at: DateTime<Utc>,
}

/// Where a judgement stands in a current analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resolved {
    /// The engine still gives this answer: the place of the finding, sentence or naming.
    Standing(Span),
    /// The words are still there, and the engine now says something else of them, or nothing.
    Changed(Span),
    /// The words are gone, or more than one place could be meant.
    Orphan,
}

impl Resolved {
    /// The place, where there is one.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Standing(span) | Self::Changed(span) => Some(span),
            Self::Orphan => None,
        }
    }
}

/// Finds what a judgement is about in an analysis of the article as it is now.
pub fn resolve(subject: &Subject, article: &Article, analysis: &Analysis) -> Resolved {
    let text = &article.text;
    let same_words = |span: Span| span.of(text) == subject.anchor.quote;
    let answers: Vec<(String, Span)> = match subject.kind {
        SubjectKind::Finding(_) => analysis
            .all_findings()
            .filter(|finding| finding.device.code() == subject.answer)
            .map(|finding| (subject.answer.clone(), finding.span))
            .filter(|(_, span)| same_words(*span))
            .collect(),
        SubjectKind::Sentence => analysis
            .sentences
            .iter()
            .filter_map(|sentence| Some((sentence.layer()?.name().to_owned(), sentence.span)))
            .filter(|(_, span)| same_words(*span))
            .collect(),
        SubjectKind::Naming => analysis
            .entities
            .iter()
            .flat_map(|entity| {
                let name = entity.kind.name();
                let spans = entity.mentions.iter().map(|mention| mention.span);
                spans.map(move |span| (name.to_owned(), span))
            })
            .filter(|(_, span)| same_words(*span))
            .collect(),
    };
    let Some(place) = subject.anchor.place(text) else {
        return Resolved::Orphan;
    };
    let stands = answers
        .iter()
        .any(|(answer, span)| *span == place && *answer == subject.answer);
    if stands {
        Resolved::Standing(place)
    } else {
        Resolved::Changed(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Layer;
    use crate::model::testing::{analysed, article};

    const TEXT: &str = "The vote was close. It was a shameless display. The vote was close.";

    #[test]
    fn a_judgement_stands_as_long_as_the_engine_says_the_same() {
        let article = article(TEXT);
        let analysis = analysed(&article);
        for index in 0..analysis.sentences.len() {
            let subject = Subject::sentence(&article, &analysis, index).unwrap();
            let span = analysis.sentences[index].span;
            assert_eq!(
                resolve(&subject, &article, &analysis),
                Resolved::Standing(span)
            );
            let mut newer = analysis.clone();
            newer.sentences[index].verdict.as_mut().unwrap().layer = Layer::Framing;
            assert_eq!(resolve(&subject, &article, &newer), Resolved::Changed(span));
        }
    }

    #[test]
    fn equal_sentences_are_judged_apart() {
        let article = article(TEXT);
        let analysis = analysed(&article);
        let first = Subject::sentence(&article, &analysis, 0).unwrap();
        let last = Subject::sentence(&article, &analysis, 2).unwrap();
        assert_eq!(first.anchor.quote, last.anchor.quote);
        assert_ne!(first.key(), last.key());
    }

    #[test]
    fn a_judgement_is_orphaned_and_not_moved_when_its_words_go() {
        let before = article(TEXT);
        let first = Subject::sentence(&before, &analysed(&before), 0).unwrap();
        let after = article("Something new. It was a shameless display. The vote was close.");
        // An equal sentence is still there, but it is another one.
        let resolved = resolve(&first, &after, &analysed(&after));
        assert_eq!(resolved, Resolved::Orphan);
        assert_eq!(resolved.span(), None);
    }

    #[test]
    fn the_identity_does_not_depend_on_what_the_engine_said() {
        let article = article(TEXT);
        let analysis = analysed(&article);
        let subject = Subject::sentence(&article, &analysis, 1).unwrap();
        let other = Subject {
            answer: "framing".to_owned(),
            ..subject.clone()
        };
        assert_eq!(subject.key(), other.key());
        assert_eq!(Subject::sentence(&article, &analysis, 99), None);
        assert_eq!(Subject::finding(&article, &analysis, 99), None);
    }
}
