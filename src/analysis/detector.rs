//! What a detector is, and the list of all of them.

use super::attribution::Attributed;
use super::lexicon::{Match, Matches};
use super::readings::Readings;
use super::{Parsed, detectors};
use crate::model::{Confidence, DetectorId, Device, MadeBy, Reason, Voice};
use crate::text::{Span, TokenKind};

/// Marks phrases that are instances of one device. One file in `detectors/` each.
pub trait Detector: Sync {
    /// What it is, for people.
    fn info(&self) -> &DetectorInfo;

    /// Looks through one article.
    fn scan(&self, context: &Context<'_>, sink: &mut Sink);
}

/// What a detector reads.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The article in sentences and tokens.
    pub parsed: &'a Parsed<'a>,
    /// Who speaks where.
    pub attributed: &'a Attributed,
    /// What the word lists find.
    pub matches: &'a Matches,
    /// What the model says, where it is used.
    pub readings: Option<&'a Readings>,
}

impl<'a> Context<'a> {
    /// Place of some tokens.
    pub fn span(&self, tokens: &std::ops::Range<usize>) -> Span {
        let all = self.parsed.tokens.as_slice();
        match (all.get(tokens.start), all.get(tokens.end.saturating_sub(1))) {
            (Some(first), Some(last)) if !tokens.is_empty() => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words of a match as they stand in the text.
    pub fn words(&self, found: &Match) -> &'a str {
        self.span(&found.tokens).of(self.parsed.text())
    }

    /// The normal form of a token, empty outside the sentence.
    pub fn normal_in(&self, sentence: usize, token: Option<usize>) -> &'a str {
        match token {
            Some(token) if self.parsed.sentences[sentence].tokens.contains(&token) => {
                self.parsed.tokens.normal(token)
            }
            _ => "",
        }
    }

    /// The token before a match, in its sentence.
    pub fn before(&self, found: &Match) -> &'a str {
        self.normal_in(found.sentence, found.tokens.start.checked_sub(1))
    }

    /// The token after a match, in its sentence.
    pub fn after(&self, found: &Match) -> &'a str {
        self.normal_in(found.sentence, Some(found.tokens.end))
    }

    /// Whether the match opens its sentence; opening quotation marks do not count.
    pub fn opens_sentence(&self, found: &Match) -> bool {
        let tokens = self.parsed.tokens.as_slice();
        (self.parsed.sentences[found.sentence].tokens.start..found.tokens.start)
            .all(|index| tokens[index].kind == TokenKind::Mark)
    }

    /// Whether the match is written like a name: capitals where no sentence begins.
    pub fn looks_like_name(&self, found: &Match) -> bool {
        if self.opens_sentence(found) || self.parsed.sentences[found.sentence].role.is_heading() {
            return false;
        }
        self.parsed.tokens.as_slice()[found.tokens.clone()]
            .iter()
            .any(|token| token.capital)
    }

    /// Whether a place lies in a direct quotation.
    pub fn in_quotation(&self, sentence: usize, span: Span) -> bool {
        self.attributed.sentences[sentence]
            .quoted
            .iter()
            .any(|quoted| quoted.overlaps(span))
    }

    /// Whose words stand at a place: the outlet's, unless they are the content of an attribution.
    pub fn voice_at(&self, sentence: usize, span: Span) -> Voice {
        let voice = &self.attributed.sentences[sentence];
        voice
            .attributions
            .iter()
            .filter_map(|index| self.attributed.attributions.get(*index))
            .find(|attribution| {
                attribution
                    .content
                    .iter()
                    .any(|content| content.contains(span))
            })
            .map_or_else(
                || {
                    if self.in_quotation(sentence, span) {
                        Voice::Attributed
                    } else {
                        Voice::Outlet
                    }
                },
                |attribution| attribution.voice,
            )
    }
}

/// What a detector is, for people: settings, help, README and exports print this.
#[derive(Debug)]
pub struct DetectorInfo {
    /// Stable name.
    pub id: DetectorId,
    /// Name that readers see.
    pub name: &'static str,
    /// Device it marks.
    pub device: Device,
    /// What it marks, in one sentence.
    pub what_it_marks: &'static str,
    /// Why a reader should care, in one sentence.
    pub why_it_matters: &'static str,
    /// What would make a mark not count.
    pub not_if: &'static str,
    /// What it gets wrong, as far as known.
    pub known_mistakes: &'static str,
    /// Texts it fires on, the words in `[[double brackets]]`.
    pub examples: &'static [&'static str],
    /// Texts it stays silent on.
    pub silent_on: &'static [&'static str],
}

/// One mark a detector makes.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// Why.
    pub reason: Reason,
    /// Further words the reason rests on, and what they show.
    pub evidence: Vec<(Span, String)>,
    /// How sure.
    pub confidence: Confidence,
    /// Rule, model or both.
    pub made_by: MadeBy,
}

/// Takes the marks of one detector.
#[derive(Debug, Default)]
pub struct Sink {
    /// Marks so far.
    pub marks: Vec<Mark>,
}

impl Sink {
    /// Adds a mark whose reason needs no further evidence.
    pub fn mark(
        &mut self,
        info: &DetectorInfo,
        sentence: usize,
        span: Span,
        summary: String,
        worth: f64,
    ) {
        self.marks.push(Mark {
            span,
            sentence,
            reason: Reason {
                summary,
                detail: info.what_it_marks.to_owned(),
                not_if: info.not_if.to_owned(),
            },
            evidence: Vec::new(),
            confidence: Confidence::from_fraction(worth),
            made_by: MadeBy::Rule,
        });
    }
}

/// All detectors, in the order of the vocabulary.
pub fn all() -> &'static [&'static dyn Detector] {
    detectors::ALL
}
