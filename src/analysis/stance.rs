//! Weighs what was found in a sentence into probabilities, stance and layer.
//!
//! Two linear models look at the whole sentence, whoever speaks: how likely its
//! wording is loaded, and how likely it is not purely factual. They are calibrated
//! on news sentences of which half were chosen for being opinionated. Whether a
//! sentence is the outlet's own framing is asked of the outlet's own words only
//! (quotations and what nameable sources are said to have said are left out), at
//! the odds of a whole article, and with regard to the heading and the sentences
//! around: framing comes in runs.

use super::detector::Context;
use super::features::{Features, Part};
use super::lexicon::Book;
use super::sentiment;
use super::weights::{LogOdds, Weights};
use crate::model::{
    Attribution, Confidence, Device, Finding, Layer, Probabilities, Role, SourceKind, Stance, Voice,
};
use crate::text::TokenKind;

/// Log-odds by which a sentence of an article is less often framing than one of the training data.
const ARTICLE_ODDS: f64 = 1.7;
/// What the detectors' evidence in the outlet's own words adds at most.
const EVIDENCE: f64 = 2.2;
/// What marked words add that are laid on a source nobody could ask.
const LAUNDERED: f64 = 2.4;
/// From this evidence, the thin source itself left out, words laid on nobody judge.
const JUDGING: f64 = 0.3;
/// What an opinionated heading right above adds at most.
const SUBHEADING: f64 = 1.6;
/// What an opinionated headline adds at most.
const HEADLINE: f64 = 0.6;
/// What the sentences around add or take away at most.
const NEIGHBOURS: f64 = 3.0;
/// From this probability the outlet's own sentence judges although no word is marked.
const PLAINLY_JUDGES: f64 = 0.85;
/// Below this probability of being evaluative a source's paraphrase is flat.
const FLAT: f64 = 0.3;
/// What a run of framing adds at most to a sentence inside it.
const RUN: f64 = 2.0;
/// Below this probability of being evaluative a sentence takes nothing from a run.
const PLAIN: f64 = 0.38;
/// What a stretch adds that cites nobody, gives no figure and reads like judgement.
const UNSOURCED: f64 = 1.6;
/// From this mean probability of being evaluative a stretch reads like judgement.
const STRETCH: f64 = 0.55;
/// Fewest sentences around that make a stretch.
const STRETCH_LENGTH: usize = 3;
/// How far the sentences around reach, on either side.
const REACH: usize = 3;
/// Mean probability of being evaluative, among the sentences around, that neither adds nor takes.
const USUAL: f64 = 0.42;
/// What heading and neighbours must add before a sentence without a marked word can be framing.
const IN_A_RUN: f64 = 0.5;
/// Least number of own words that can be framing beside somebody else's.
const OWN_WORDS: usize = 7;
/// From this probability a statement with a nameable source counts as evaluative.
const EVALUATIVE: f64 = 0.72;
/// From this rating (of 4) a quoted word judges by itself.
const STRONG_WORD: f32 = 1.8;

/// Verbs by which a source judges, whatever words follow.
const JUDGING_VERBS: [&str; 25] = [
    "accuse",
    "applaud",
    "berate",
    "blame",
    "blast",
    "brand",
    "chide",
    "condemn",
    "criticise",
    "criticize",
    "decry",
    "denounce",
    "deplore",
    "deride",
    "dub",
    "hail",
    "lambast",
    "lambaste",
    "lament",
    "laud",
    "mock",
    "praise",
    "rebuke",
    "ridicule",
    "slam",
];

/// What a piece's own label as opinion adds to the outlet's sentences.
const OPINION: f64 = 0.9;
/// Among this many first sentences a piece says what it is.
const LABELS_WITHIN: usize = 6;
/// Labels of opinion before a headline.
const OPINION_LABELS: [&str; 9] = [
    "opinion",
    "comment",
    "commentary",
    "editorial",
    "column",
    "leader",
    "viewpoint",
    "op-ed",
    "perspective",
];
/// Words in a byline that say the piece is opinion.
const OPINION_AUTHORS: [&str; 5] = [
    "columnist",
    "opinion",
    "editorial",
    "comment",
    "commentator",
];

/// Words and marks beyond which a quotation that opens a sentence is what the sentence is about.
const OPENING_QUOTE: usize = 6;

/// The answer for one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// The three probabilities.
    pub probabilities: Probabilities,
    /// Factual or evaluative.
    pub stance: Stance,
    /// What a reader sees.
    pub layer: Layer,
}

/// What one sentence shows by itself.
struct Look {
    whole: LogOdds,
    /// Log-odds that the outlet's own words are framing, before heading and neighbours are asked.
    own: f64,
    /// Log-odds that the outlet's own words are not purely factual.
    own_evaluative: f64,
    /// Strength of the evidence in the outlet's own words, 0 to 1.
    evidence: f64,
    own_words: usize,
    words: usize,
    quoted_share: f64,
    /// Whether words that judge stand in what a source says.
    others_judge: bool,
}

/// Judges all sentences; `findings` are ordered by sentence.
pub fn judge(context: &Context<'_>, findings: &[Finding]) -> Vec<Judged> {
    let looks: Vec<Look> = (0..context.parsed.sentences.len())
        .map(|index| {
            let from = findings.partition_point(|finding| finding.sentence < index);
            let to = findings.partition_point(|finding| finding.sentence <= index);
            look(context, index, &findings[from..to])
        })
        .collect();
    let suspicion = suspicions(context, &looks);
    let alone: Vec<f64> = looks
        .iter()
        .map(|look| logistic(look.own_evaluative))
        .collect();
    let around: Vec<f64> = (0..looks.len())
        .map(|index| {
            suspicion[index]
                + neighbours(context, &looks, &alone, index)
                + unsourced(context, &alone, index)
        })
        .collect();
    let first: Vec<Judged> = (0..looks.len())
        .map(|index| answer(context, index, &looks[index], around[index]))
        .collect();
    (0..looks.len())
        .map(|index| {
            // A plain fact stays one, whatever stands around it.
            let role = context.parsed.sentences[index].role;
            let run = if alone[index] < PLAIN || role.is_heading() || role == Role::Byline {
                0.0
            } else {
                runs(context, &looks, &first, index)
            };
            answer(context, index, &looks[index], around[index] + run)
        })
        .collect()
}

fn look(context: &Context<'_>, index: usize, findings: &[Finding]) -> Look {
    let weights = Weights::get();
    let features = Features::of(context, index, findings, Part::Whole);
    let whole = weights.log_odds(context.parsed, &features);
    let voice = &context.attributed.sentences[index];
    let own_features = if voice.attributions.is_empty() && voice.quoted.is_empty() {
        None
    } else {
        Some(Features::of(context, index, findings, Part::Own))
    };
    let own = own_features
        .as_ref()
        .map_or(whole, |own| weights.log_odds(context.parsed, own));
    let own_tokens = own_features
        .as_ref()
        .map_or(&features.tokens, |own| &own.tokens);
    let evidence = strength(
        findings
            .iter()
            .filter(|finding| finding.voice != Voice::Attributed),
    );
    let judging = strength(findings.iter().filter(|finding| {
        finding.voice != Voice::Attributed && finding.device != Device::VagueAttribution
    }));
    // “Reportedly” hedges a fact; “critics say” and “is widely seen as” lend an opinion a crowd.
    let crowd = context.matches.of_sentence(index).iter().any(|found| {
        found.book == Book::Vague && matches!(found.entry().section, "crowd" | "passive")
    });
    let laundered = if voice.voice == Voice::Vague && crowd && judging >= JUDGING {
        LAUNDERED * (0.5 + 0.5 * judging)
    } else {
        0.0
    };
    let count = |tokens: &[usize]| {
        tokens
            .iter()
            .filter(|token| context.parsed.tokens.as_slice()[**token].kind != TokenKind::Mark)
            .count()
    };
    let span = context.parsed.sentences[index].span;
    let quoted: usize = voice.quoted.iter().map(|quoted| quoted.len()).sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "lengths of sentences are far below 2^52"
    )]
    let quoted_share = quoted as f64 / span.len().max(1) as f64;
    Look {
        whole,
        own: 0.75 * own.evaluative + 0.25 * own.loaded - ARTICLE_ODDS
            + EVIDENCE * evidence
            + laundered,
        own_evaluative: own.evaluative,
        evidence,
        own_words: count(own_tokens),
        words: count(&features.tokens),
        quoted_share,
        others_judge: others_judge(context, index, findings, logistic(whole.evaluative) >= FLAT),
    }
}

/// How much findings show together, 0 to 1.
fn strength<'f>(findings: impl Iterator<Item = &'f Finding>) -> f64 {
    1.0 - findings
        .map(|finding| 1.0 - weight(finding.device) * finding.confidence.fraction())
        .product::<f64>()
}

/// Whether a source's words judge: a marked phrase, or a strong word in a quotation.
/// Single marked words in a paraphrase count only where the sentence as a whole is
/// `opinionated`: “besieged” in an official's account is a circumstance.
fn others_judge(
    context: &Context<'_>,
    index: usize,
    findings: &[Finding],
    opinionated: bool,
) -> bool {
    let voice = &context.attributed.sentences[index];
    let cited = || {
        voice
            .attributions
            .iter()
            .filter_map(|attribution| context.attributed.attributions.get(*attribution))
            .filter(|attribution| attribution.voice == Voice::Attributed)
    };
    // What another outlet or a document reports is not an opinion because of its wording.
    let persons = cited().all(|attribution| {
        attribution
            .source
            .and_then(|source| context.attributed.sources.get(source))
            .is_none_or(|source| !matches!(source.kind, SourceKind::Outlet | SourceKind::Document))
    });
    let marked = findings.iter().any(|finding| {
        (finding.quoted || (finding.voice == Voice::Attributed && persons && opinionated))
            && weight(finding.device) >= 0.4
            && finding.confidence.fraction() >= 0.5
    });
    let accuses = cited().any(|attribution| {
        JUDGING_VERBS.contains(&attribution.verb.as_str())
            || (attribution.verb == "call" && calls_something(context, attribution))
    });
    marked
        || accuses
        || voice.quoted.iter().any(|quoted| {
            context.parsed.tokens.inside(*quoted).any(|token| {
                sentiment::valence_of(context.parsed.tokens.normal(token))
                    .is_some_and(|valence| valence.abs() >= STRONG_WORD)
            })
        })
}

/// Whether "called" gives a name to something: "called the plan a joke", but not "called for talks".
fn calls_something(context: &Context<'_>, attribution: &Attribution) -> bool {
    let tokens = &context.parsed.tokens;
    attribution.cue.is_some_and(|cue| {
        let after = tokens.inside(cue).end;
        let bare = after < tokens.as_slice().len()
            && matches!(
                tokens.normal(after),
                "for"
                    | "on"
                    | "off"
                    | "in"
                    | "at"
                    | "to"
                    | "up"
                    | "police"
                    | "him"
                    | "her"
                    | "them"
            );
        !bare
    })
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

/// How much of a device's confidence counts as evidence that the outlet frames.
fn weight(device: Device) -> f64 {
    match device {
        Device::AppealToHypocrisy
        | Device::Whataboutism
        | Device::NameCalling
        | Device::MindReading
        | Device::RhetoricalQuestion
        | Device::FalseEquivalence => 0.8,
        Device::EditorialAside
        | Device::FigurativeIdiom
        | Device::LoadedLanguage
        | Device::Label
        | Device::ConversationKiller
        | Device::AppealToFear
        | Device::FlagWaving
        | Device::FalseDilemma
        | Device::AppealToTime
        | Device::Presupposition => 0.6,
        // A thin source alone is thin reporting, not opinion.
        Device::VagueAttribution => 0.15,
        _ => 0.4,
    }
}

/// What headings add, sentence by sentence.
fn suspicions(context: &Context<'_>, looks: &[Look]) -> Vec<f64> {
    let (mut headline, mut subheading) = (0.0, 0.0);
    let piece = if is_opinion(context) { OPINION } else { 0.0 };
    context
        .parsed
        .sentences
        .iter()
        .zip(looks)
        .map(|(sentence, look)| {
            let opinionated = opinionated(look);
            match sentence.role {
                Role::Headline => headline = HEADLINE * opinionated,
                Role::Subheading => subheading = SUBHEADING * opinionated,
                Role::Byline => {}
                _ => return headline + subheading + piece,
            }
            0.0
        })
        .collect()
}

/// Whether the piece calls itself opinion: in a label before its headline, or by what its author is.
fn is_opinion(context: &Context<'_>) -> bool {
    let parsed = context.parsed;
    let normals = |index: usize| {
        parsed.sentences[index]
            .tokens
            .clone()
            .map(|token| parsed.tokens.normal(token))
    };
    (0..parsed.sentences.len())
        .take(LABELS_WITHIN)
        .any(|index| match parsed.sentences[index].role {
            Role::Headline | Role::Subheading => {
                let mut words = normals(index);
                let first = words.next().unwrap_or_default();
                OPINION_LABELS.contains(&first)
                    && words.next().is_none_or(|mark| matches!(mark, ":" | "|"))
            }
            Role::Byline => normals(index).any(|word| OPINION_AUTHORS.contains(&word)),
            _ => false,
        })
}

/// How opinionated a heading is, 0 to 1: by its marked words, since the models know no headings.
fn opinionated(look: &Look) -> f64 {
    (look.evidence * 1.8).min(1.0)
}

/// The sentences around, nearest first on either side: nothing across a heading.
fn around(context: &Context<'_>, index: usize) -> impl Iterator<Item = usize> {
    let sentences = &context.parsed.sentences;
    let running = |other: &usize| !sentences[*other].role.is_heading();
    let before = (0..index).rev().take_while(running).take(REACH);
    let after = (index + 1..sentences.len()).take_while(running).take(REACH);
    before.chain(after)
}

/// What the sentences around add.
fn neighbours(context: &Context<'_>, looks: &[Look], alone: &[f64], index: usize) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for other in around(context, index) {
        // Somebody else's words say nothing about the outlet's register.
        if looks[other].own_words >= OWN_WORDS {
            sum += alone[other];
            count += 1.0;
        }
    }
    if count == 0.0 {
        0.0
    } else {
        // One neighbour tells less than six.
        let trust: f64 = count / (count + 1.5);
        NEIGHBOURS * trust * (sum / count - USUAL)
    }
}

/// What it adds that nobody is cited here or around, no figure is given, and the
/// stretch reads like judgement: irony and argument need no loaded word.
fn unsourced(context: &Context<'_>, alone: &[f64], index: usize) -> f64 {
    let sentence = &context.parsed.sentences[index];
    let tokens = &context.parsed.tokens.as_slice()[sentence.tokens.clone()];
    let states_facts = tokens.iter().any(|token| token.kind == TokenKind::Number);
    let cites = |other: usize| !context.attributed.sentences[other].attributions.is_empty();
    if states_facts || cites(index) || alone[index] < PLAIN || sentence.role.is_heading() {
        return 0.0;
    }
    let (mut sum, mut count, mut sourced) = (0.0, 0_usize, 0_usize);
    for other in around(context, index) {
        sum += alone[other];
        count += 1;
        sourced += usize::from(cites(other));
    }
    #[expect(clippy::cast_precision_loss, reason = "at most twice REACH")]
    let judges = sum >= STRETCH * count as f64;
    if count >= STRETCH_LENGTH && sourced * 3 <= count && judges {
        UNSOURCED
    } else {
        0.0
    }
}

/// What a run of framing adds to a sentence inside it: where at least two of the
/// sentences around, and more than half of them, are framing already.
fn runs(context: &Context<'_>, looks: &[Look], first: &[Judged], index: usize) -> f64 {
    let sentences = &context.parsed.sentences;
    let running = |other: &usize| !sentences[*other].role.is_heading();
    let own = |other: &usize| looks[*other].own_words >= OWN_WORDS;
    let before = (0..index).rev().take_while(running).take(REACH).filter(own);
    let after = (index + 1..sentences.len())
        .take_while(running)
        .take(REACH)
        .filter(own);
    let (mut framing, mut count) = (0.0, 0.0);
    for other in before.chain(after) {
        framing += f64::from(u8::from(first[other].layer == Layer::Framing));
        count += 1.0;
    }
    if framing >= 2.0 && framing > 0.5 * count {
        RUN * (framing / count - 0.25)
    } else {
        0.0
    }
}

fn answer(context: &Context<'_>, index: usize, look: &Look, around: f64) -> Judged {
    let voice = context.attributed.sentences[index].voice;
    let loaded = logistic(look.whole.loaded);
    let evaluative = logistic(look.whole.evaluative);
    let mut framing = logistic(look.own + around);
    if look.own_words < OWN_WORDS && look.own_words < look.words {
        // “X said” and the like: only marked words can make that framing.
        framing *= look.evidence;
    }
    let own = logistic(look.own_evaluative).min(evaluative);
    let plain =
        own < FLAT || (around < IN_A_RUN && (own < PLAINLY_JUDGES || voice != Voice::Outlet));
    if look.evidence == 0.0 && plain {
        // Without a marked word, or a register that judges, there is nothing to show for it.
        framing = framing.min(0.49);
    }
    let mostly_quoted = look.quoted_share > 0.5 || opens_with_quotation(context, index);
    let framed = framing >= 0.5 && !mostly_quoted;
    let others = voice == Voice::Attributed;
    let stance = if framed || (others && (look.others_judge || evaluative >= EVALUATIVE)) {
        Stance::Evaluative
    } else {
        Stance::Factual
    };
    let layer = if framed {
        Layer::Framing
    } else {
        Layer::of(voice, stance, mostly_quoted)
    };
    Judged {
        probabilities: Probabilities {
            loaded: Confidence::from_fraction(loaded),
            evaluative: Confidence::from_fraction(evaluative),
            framing: Confidence::from_fraction(framing),
        },
        stance,
        layer,
    }
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
