//! The engine's answer for one sentence: what the `label` command prints.

use std::sync::Arc;

use super::neural::Model;
use super::weighing::Weighing;
use super::{Parsed, pipeline};
use crate::model::{
    Article, ArticleId, Confidence, Finding, Format, Metadata, NotAnalysed, Origin, Paragraph,
    Revision, Role, Sentence, Sentiment, Settings, Source, Title, TitleOrigin, Verdict,
};
use crate::text::Span;
use crate::text::language::{self, Guess, Language};
use crate::text::quotation::quotations;
use crate::text::token::count_words;

/// One sentence to label, with as much of its surroundings as is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct LabelInput<'a> {
    /// The sentence; several are taken as one unit.
    pub text: &'a str,
    /// What stands before it in its paragraph.
    pub before: Option<&'a str>,
    /// What stands after it in its paragraph.
    pub after: Option<&'a str>,
    /// The heading it stands under.
    pub heading: Option<&'a str>,
    /// Place in `text` of the person or thing that the tone is asked about.
    pub target: Option<Span>,
    /// The language it is in, which is taken as given. Without one it is English, unless its
    /// script or its words say otherwise.
    pub language: Option<Language>,
}

/// The engine's answer for one sentence. All spans count from the start of the input's `text`.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Voice, stance, layer, probabilities, sentiment and quotations.
    pub sentence: Sentence,
    /// Sources cited in the sentence.
    pub sources: Vec<Source>,
    /// Marked phrases, ordered by place.
    pub findings: Vec<Finding>,
    /// Tone toward the target, or of the whole sentence; `None` where it was not analysed.
    pub tone: Option<ToneLabel>,
}

/// A tone and how probable it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToneLabel {
    /// The most probable tone.
    pub tone: Tone,
    /// Probabilities that the tone is negative, neutral, positive.
    pub probabilities: [Confidence; 3],
}

/// Tone toward somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Unfavourable.
    Negative,
    /// Neither.
    Neutral,
    /// Favourable.
    Positive,
}

impl Tone {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}

/// Labels one sentence, with the findings that the settings show. Pure, like [`super::analyse`].
pub fn label(input: &LabelInput<'_>, settings: &Settings) -> Label {
    if let Some(why) = not_analysed(input) {
        return apart(input, why);
    }
    let (article, own) = stand_in(input);
    let parsed = Parsed::with_unit(&article, own);
    let model = pipeline::model_for(settings).ok();
    let analysis = pipeline::analyse_parsed(&parsed, settings, model).shown(settings);
    let index = analysis
        .sentences
        .iter()
        .position(|sentence| own.overlaps(sentence.span))
        .unwrap_or_default();
    let mut sentence = analysis
        .sentences
        .get(index)
        .cloned()
        .unwrap_or_else(silent);
    let back = own.start();
    sentence.span = moved_back(sentence.span, back);
    for quoted in &mut sentence.quoted {
        *quoted = moved_back(*quoted, back);
    }
    let sources = sentence
        .sources
        .iter()
        .filter_map(|source| analysis.sources.get(*source).cloned())
        .map(|source| Source {
            // What is named around the sentence is not asked for.
            mentions: None,
            ..source
        })
        .collect();
    let findings = sentence
        .findings
        .iter()
        .filter_map(|finding| analysis.findings.get(*finding).cloned())
        .map(|mut finding| {
            finding.span = moved_back(finding.span, back);
            for evidence in &mut finding.evidence {
                evidence.span = moved_back(evidence.span, back);
            }
            finding
        })
        .collect();
    let tone = model
        .and_then(|model| tone_toward(model, input, input.target?))
        .or_else(|| Some(tone_of(sentence.verdict()?.sentiment)));
    Label {
        sentence,
        sources,
        findings,
        tone,
    }
}

/// Why a sentence is not labelled, if it is not.
fn not_analysed(input: &LabelInput<'_>) -> Option<NotAnalysed> {
    let language = input
        .language
        .or_else(|| match language::guess(input.text) {
            Guess::Language(language) => Some(language),
            Guess::NoProse | Guess::Unclear => None,
        })?;
    (!language.is_english()).then_some(NotAnalysed::Language(language))
}

/// The answer for a sentence that is not analysed: its words and quotation marks.
fn apart(input: &LabelInput<'_>, why: NotAnalysed) -> Label {
    let whole = Span::new(0, input.text.len());
    let sentence = Sentence {
        span: whole.trimmed(input.text),
        words: count_words(input.text),
        verdict: Err(why),
        quoted: quotations(input.text, whole)
            .iter()
            .map(|quotation| quotation.outer)
            .collect(),
        ..silent()
    };
    Label {
        sentence,
        sources: Vec::new(),
        findings: Vec::new(),
        tone: None,
    }
}

fn moved_back(span: Span, by: usize) -> Span {
    Span::new(
        span.start().saturating_sub(by),
        span.end().saturating_sub(by),
    )
}

/// The answer for a text without words.
fn silent() -> Sentence {
    use crate::model::{Layer, Probabilities, Stance, Voice};
    Sentence {
        span: Span::default(),
        paragraph: 0,
        number: None,
        words: 0,
        verdict: Ok(Verdict {
            voice: Voice::Outlet,
            stance: Stance::Factual,
            layer: Layer::Reported,
            probabilities: Probabilities::default(),
            sentiment: Sentiment::default(),
        }),
        quoted: Vec::new(),
        sources: Vec::new(),
        findings: Vec::new(),
    }
}

/// The tone toward a target, by the model.
fn tone_toward(model: &Model, input: &LabelInput<'_>, target: Span) -> Option<ToneLabel> {
    let logits = model.tone(input.text, target).ok()?;
    let [negative, neutral, positive] = Weighing::get().tone(logits);
    let tone = if negative > neutral && negative >= positive {
        Tone::Negative
    } else if positive > neutral {
        Tone::Positive
    } else {
        Tone::Neutral
    };
    let probabilities = [negative, neutral, positive].map(Confidence::from_fraction);
    Some(ToneLabel {
        tone,
        probabilities,
    })
}

/// The tone of the whole sentence: VADER's compound score at its authors' thresholds.
fn tone_of(sentiment: Sentiment) -> ToneLabel {
    let compound = sentiment.compound();
    let tone = if sentiment.is_positive() {
        Tone::Positive
    } else if sentiment.is_negative() {
        Tone::Negative
    } else {
        Tone::Neutral
    };
    let strength = compound.abs();
    let neutral = 0.6 * (1.0 - strength);
    let rest = 1.0 - neutral;
    let negative = rest * (1.0 - compound) / 2.0;
    let probabilities = [negative, neutral, rest - negative].map(Confidence::from_fraction);
    ToneLabel {
        tone,
        probabilities,
    }
}

/// A stand-in article around the sentence, and the sentence's place in it.
pub(super) fn stand_in(input: &LabelInput<'_>) -> (Article, Span) {
    let mut text = String::new();
    let mut paragraphs = Vec::new();
    if let Some(heading) = input.heading.map(str::trim).filter(|part| !part.is_empty()) {
        text.push_str(heading);
        paragraphs.push(Paragraph {
            span: Span::new(0, text.len()),
            role: Role::Subheading,
        });
        text.push_str("\n\n");
    }
    let from = text.len();
    if let Some(before) = input.before.map(str::trim).filter(|part| !part.is_empty()) {
        text.push_str(before);
        text.push(' ');
    }
    let own = Span::new(text.len(), text.len() + input.text.len());
    text.push_str(input.text);
    if let Some(after) = input.after.map(str::trim).filter(|part| !part.is_empty()) {
        text.push(' ');
        text.push_str(after);
    }
    paragraphs.push(Paragraph {
        span: Span::new(from, text.len()).trimmed(&text),
        role: Role::Body,
    });
    let article = Article {
        id: ArticleId(0),
        revision: Revision(0),
        title: Title {
            text: String::new(),
            origin: TitleOrigin::FirstWords,
        },
        metadata: Metadata::default(),
        origin: Origin {
            path: None,
            format: Format::Pasted,
            sha256: String::new(),
            encoding: "UTF-8".to_owned(),
        },
        text: Arc::from(text),
        paragraphs,
        set_aside: Vec::new(),
        caveats: Vec::new(),
    };
    (article, own)
}
