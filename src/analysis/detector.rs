//! What a detector is, and the list of all of them.

use super::Parsed;
use super::attribution::Attributed;
use crate::model::{Confidence, DetectorId, Device, Reason};
use crate::text::Span;

/// Marks phrases that are instances of one device. One file in `detectors/` each.
pub trait Detector: Sync {
    /// What it is, for people.
    fn info(&self) -> &'static DetectorInfo;

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
}

/// Takes the marks of one detector.
#[derive(Debug, Default)]
pub struct Sink {
    /// Marks so far.
    pub marks: Vec<Mark>,
}

/// All detectors, in the order of the vocabulary.
pub fn all() -> &'static [&'static dyn Detector] {
    &[]
}
