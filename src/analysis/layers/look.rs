//! What one sentence shows by itself.

use std::sync::LazyLock;

use super::others::others_judge;
use crate::analysis::detector::Context;
use crate::analysis::features::{self, Features, Part};
use crate::analysis::lexicon::Book;
use crate::analysis::neural::Reading;
use crate::analysis::weighing::Weighing;
use crate::analysis::weights::{LogOdds, Weights};
use crate::model::{Device, Finding, Voice};
use crate::text::{Span, TokenKind};

/// Fewest own words that can be a statement beside somebody else's.
pub(super) const OWN_WORDS: usize = 7;
/// Words and marks beyond which a quotation that opens a sentence is what the sentence is about.
const OPENING_QUOTE: usize = 6;
/// Fewer of the outlet's own words say nothing of their own.
const SAYS_NOTHING: usize = 3;
/// What hardly a word of the outlet's own says of it.
const SILENT: LogOdds = LogOdds {
    loaded: -3.0,
    evaluative: -3.0,
};

/// Log-odds where there is no word.
const NO_JUDGEMENT: f64 = -6.0;

/// What one sentence shows by itself.
#[derive(Debug)]
pub(super) struct Look {
    /// Of the whole sentence, whoever speaks.
    pub whole: LogOdds,
    /// Of the outlet's own words.
    pub own: LogOdds,
    /// Log-odds that the outlet's own words carry a judgement, the mean over the three strongest.
    /// `None` by rules alone.
    pub judging: Option<f64>,
    pub marks: Marks,
    /// Words of the outlet's own that do not only say who speaks.
    pub own_words: usize,
    /// All of its words.
    pub words: usize,
    /// Share of the sentence in quotation marks.
    pub quoted: f64,
    /// Whether it opens with somebody's words, and at some length.
    pub quoted_first: bool,
    /// Whether what a source says judges.
    pub others_judge: bool,
    /// Numbers written in figures.
    pub figures: usize,
    pub question: bool,
    /// Phrases by which leading articles judge in plain words, as a logarithm.
    pub verdicts: f64,
    /// Terms of art, plain denials and court wording, as a logarithm.
    pub terms: f64,
    /// What is counted in the outlet's own words.
    pub counted: Vec<f32>,
}

/// Strength of the marks in the outlet's own words, by what their devices show; each 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub judging: f64,
    pub wording: f64,
    pub other: f64,
}

/// What a device shows of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// A judgement, whatever stands around it.
    Judgement,
    /// Loaded wording.
    Wording,
    /// That it is thinly sourced, which is no opinion.
    ThinSource,
    /// A verdict in plain words, which is counted by itself.
    Verdict,
    Other,
}

pub(super) fn shows(device: Device) -> Shows {
    match device {
        Device::AppealToHypocrisy
        | Device::Whataboutism
        | Device::NameCalling
        | Device::MindReading
        | Device::RhetoricalQuestion
        | Device::FalseEquivalence => Shows::Judgement,
        Device::EditorialAside
        | Device::FigurativeIdiom
        | Device::LoadedLanguage
        | Device::Label
        | Device::ConversationKiller
        | Device::AppealToFear
        | Device::FlagWaving
        | Device::FalseDilemma
        | Device::AppealToTime
        | Device::Presupposition => Shows::Wording,
        Device::VagueAttribution => Shows::ThinSource,
        Device::Evaluation => Shows::Verdict,
        _ => Shows::Other,
    }
}

impl Marks {
    fn of(findings: &[Finding]) -> Self {
        let strength = |wanted: Shows| {
            let doubt: f64 = findings
                .iter()
                .filter(|finding| {
                    finding.voice != Voice::Attributed && shows(finding.device) == wanted
                })
                .map(|finding| 1.0 - finding.confidence.fraction())
                .product();
            1.0 - doubt
        };
        Self {
            judging: strength(Shows::Judgement),
            wording: strength(Shows::Wording),
            other: strength(Shows::Other),
        }
    }

    /// All of them together, 0 to 1.
    pub fn all(self) -> f64 {
        1.0 - (1.0 - self.judging) * (1.0 - self.wording) * (1.0 - self.other)
    }
}

impl Look {
    pub fn of(context: &Context<'_>, index: usize, findings: &[Finding]) -> Self {
        let weights = Weights::get();
        let readings = context.readings.filter(|all| all.whole(index).is_some());
        let features = Features::of(context, index, findings, Part::Whole);
        let by_rules = weights.log_odds(context.parsed, &features);
        let whole = readings
            .and_then(|all| all.whole(index))
            .map_or(by_rules, model_odds);
        let voice = &context.attributed.sentences[index];
        let apart = !(voice.attributions.is_empty() && voice.quoted.is_empty());
        let own_features = apart.then(|| Features::of(context, index, findings, Part::Own));
        let own_by_rules = own_features
            .as_ref()
            .map_or(by_rules, |own| weights.log_odds(context.parsed, own));
        let own_features = own_features.unwrap_or(features);
        let own_words = worded(context, &own_features.tokens, &telling(context, index));
        let read = readings.and_then(|all| all.whole(index));
        let rest = read.map(|reading| reading.without(&others(context, index)));
        let own = match &rest {
            _ if own_words < SAYS_NOTHING => SILENT,
            _ if !apart => whole,
            Some(rest) => model_odds(rest),
            None => own_by_rules,
        };
        // Counted in words: signs that show nothing must not count.
        let all: Vec<usize> = context.parsed.sentences[index].tokens.clone().collect();
        let words = worded(context, &all, &[]);
        let unquoted = worded(context, &all, &voice.quoted);
        #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
        let quoted = (words - unquoted) as f64 / words.max(1) as f64;
        Self {
            whole,
            own,
            judging: rest.as_ref().map(judging),
            marks: Marks::of(findings),
            words,
            own_words,
            quoted,
            quoted_first: opens_with_quotation(context, index),
            others_judge: others_judge(context, index, findings),
            figures: all
                .iter()
                .filter(|token| context.parsed.tokens.as_slice()[**token].kind == TokenKind::Number)
                .count(),
            question: context.parsed.is_question(&context.parsed.sentences[index]),
            verdicts: phrases(Book::Verdicts, &own_features.values),
            terms: phrases(Book::Terms, &own_features.values),
            counted: own_features.values,
        }
    }

    /// Probability that the outlet's own words are not purely factual.
    pub fn judges(&self) -> f64 {
        logistic(self.own.evaluative)
    }

    /// Whether most of it stands in quotation marks, or it opens with a long quotation.
    pub fn is_quotation(&self) -> bool {
        self.quoted > 0.5 || self.quoted_first
    }

    /// Whether at least a quarter of it does: it shows its speaker's voice.
    pub fn is_largely_quoted(&self) -> bool {
        self.quoted > 0.25 || self.quoted_first
    }
}

pub(super) fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

fn model_odds(reading: &Reading) -> LogOdds {
    Weighing::get().odds(reading)
}

/// The mean over the three words that are most likely to carry a judgement.
fn judging(reading: &Reading) -> f64 {
    let words = reading.words.iter().map(|word| f64::from(word.judging));
    let mut logits: Vec<f64> = words
        .map(|logit| logit.clamp(NO_JUDGEMENT, -NO_JUDGEMENT))
        .chain([NO_JUDGEMENT; 3])
        .collect();
    logits.sort_unstable_by(|one, other| other.total_cmp(one));
    logits[..3].iter().sum::<f64>() / 3.0
}

/// The words of others in a sentence, from its start.
fn others(context: &Context<'_>, index: usize) -> Vec<Span> {
    let start = context.parsed.sentences[index].span.start();
    features::hidden(context.attributed, index)
        .into_iter()
        .map(|span| {
            Span::new(
                span.start().saturating_sub(start),
                span.end().saturating_sub(start),
            )
        })
        .collect()
}

/// Phrases of a list, all its sections together, as ln(1 + n).
fn phrases(of: Book, counted: &[f32]) -> f64 {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(features::names);
    let list = of.file().trim_end_matches(".txt");
    let counts = NAMES.iter().zip(counted).filter(|(name, _)| {
        name.strip_prefix(list)
            .is_some_and(|rest| rest.starts_with('.'))
    });
    counts
        .map(|(_, count)| f64::from(count.exp_m1()))
        .sum::<f64>()
        .ln_1p()
}

/// How many of these tokens are words outside `but`.
fn worded(context: &Context<'_>, tokens: &[usize], but: &[Span]) -> usize {
    tokens
        .iter()
        .map(|token| context.parsed.tokens.as_slice()[*token])
        .filter(|token| token.kind != TokenKind::Mark)
        .filter(|token| !but.iter().any(|span| span.contains(token.span)))
        .count()
}

/// The words that only say who speaks: "Economist Rune Holm of the business school said".
/// "Not everyone is convinced that it works" says no more than that somebody objects.
fn telling(context: &Context<'_>, index: usize) -> Vec<Span> {
    let first = context.parsed.sentences[index].tokens.start;
    let disputed = context.normal_in(index, Some(first)) == "not"
        && matches!(
            context.normal_in(index, Some(first + 1)),
            "everyone" | "everybody" | "all"
        );
    let mut told = Vec::new();
    for attribution in &context.attributed.sentences[index].attributions {
        let Some(attribution) = context.attributed.attributions.get(*attribution) else {
            continue;
        };
        if disputed {
            told.push(context.parsed.sentences[index].span);
        }
        if attribution.voice == Voice::Attributed {
            told.extend(attribution.source_span);
            told.extend(attribution.cue);
        }
    }
    told
}

/// Whether a sentence opens with somebody's words, and at some length.
fn opens_with_quotation(context: &Context<'_>, index: usize) -> bool {
    let start = context.parsed.sentences[index].span.start();
    context.attributed.sentences[index]
        .quoted
        .first()
        .is_some_and(|quoted| {
            quoted.start() == start && context.parsed.tokens.inside(*quoted).len() > OPENING_QUOTE
        })
}
