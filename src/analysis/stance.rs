//! Weighs what was found in a sentence into probabilities, stance and layer.
//!
//! Two linear models look at the whole sentence, whoever speaks: how likely its
//! wording is loaded, and how likely it is not purely factual. They are calibrated
//! on news sentences of which half were chosen for being opinionated. Whether a
//! sentence is the outlet's own framing is asked of the outlet's own words only
//! (quotations and what nameable sources are said to have said are left out), at
//! the odds of a whole article, and with regard to the heading and the sentences
//! around: framing comes in runs.

mod others;
mod surroundings;

use others::others_judge;
use surroundings::{is_opinion, neighbours, runs, shown, states_no_figure, suspicions, unsourced};

use super::detector::Context;
use super::features::{Features, Part};
use super::lexicon::Book;
use super::neural::Reading;
use super::weighing::Weighing;
use super::weights::{LogOdds, Weights};
use crate::model::{Confidence, Device, Finding, Layer, Probabilities, Role, Stance, Voice};
use crate::text::{Span, TokenKind};

/// How what was found in the outlet's own words becomes log-odds that they are framing.
#[derive(Clone, Copy, Debug)]
struct Regime {
    /// Weight of the log-odds that they are not purely factual.
    evaluative: f64,
    /// Weight of the log-odds that their wording is loaded.
    loaded: f64,
    /// A sentence of an article is less often framing than one of the training data.
    bias: f64,
    /// What the marks add at most.
    evidence: f64,
    /// Weight of what headings and the piece's own label add.
    headings: f64,
    /// Weight of what the sentences around add or take away.
    neighbours: f64,
    /// Weight of what a stretch without sources adds.
    unsourced: f64,
}

/// By rules alone the marks count most.
const BY_RULES: Regime = Regime {
    evaluative: 0.75,
    loaded: 0.25,
    bias: -1.7,
    evidence: 2.2,
    headings: 1.0,
    neighbours: 1.0,
    unsourced: 1.0,
};

/// The model hears a judgement without a marked word, so its answer counts most. Fitted
/// on articles of our own writing, each left out in turn; a stretch without sources
/// brought nothing more.
const BY_MODEL: Regime = Regime {
    evaluative: 1.1,
    loaded: 0.0,
    bias: -0.4,
    evidence: 1.1,
    headings: 1.4,
    neighbours: 2.0,
    unsourced: 0.0,
};
/// What marked words add that are laid on a source nobody could ask.
const LAUNDERED: f64 = 2.4;
/// From this evidence, the thin source itself left out, words laid on nobody judge.
const JUDGING: f64 = 0.3;
/// From this probability the outlet's own sentence judges although no word is marked.
const PLAINLY_JUDGES: f64 = 0.85;
/// From this evidence words show what the model hears.
const SHOWN: f64 = 0.25;
/// Below this probability of being evaluative a source's paraphrase is flat.
const FLAT: f64 = 0.3;
/// Below this probability of being evaluative a sentence takes nothing from a run.
const PLAIN: f64 = 0.38;
/// What heading and neighbours must add before a sentence without a marked word can be framing.
const IN_A_RUN: f64 = 0.5;
/// What is taken from a sentence that only the model, and not surely, hears framing in: no
/// word is marked there or in framing around it.
const UNSHOWN: f64 = 1.2;
/// From this probability of being evaluative the model is sure.
const SURE: f64 = 0.84;
/// Least number of own words that can be framing beside somebody else's.
const OWN_WORDS: usize = 7;
/// So many words and marks tell nothing: "the government denies the allegation".
const TOLD: usize = 2;
/// From this probability a statement with a nameable source counts as evaluative.
const EVALUATIVE: f64 = 0.72;

/// What hardly a word of the outlet's own says of it.
const SILENT: LogOdds = LogOdds {
    loaded: -3.0,
    evaluative: -3.0,
};

/// So far on either side stand the sentences that have a part in what is said of one: those
/// around it, and those around them.
pub(super) const REACH: usize = 2 * surroundings::REACH;

/// A sentence with more of it in quotation marks shows its speaker's voice.
const LARGELY: f64 = 0.25;
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
    /// Whether the model was asked.
    by_model: bool,
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
    /// Whether it is told what a source says, and not only that: "the government denies this".
    tells: bool,
}

impl Look {
    fn regime(&self) -> &'static Regime {
        if self.by_model { &BY_MODEL } else { &BY_RULES }
    }
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
    let opinion = is_opinion(context);
    let suspicion = suspicions(context, &looks, opinion);
    let alone: Vec<f64> = looks
        .iter()
        .map(|look| logistic(look.own_evaluative))
        .collect();
    let around: Vec<f64> = (0..looks.len())
        .map(|index| {
            let regime = looks[index].regime();
            regime.headings * suspicion[index]
                + regime.neighbours * neighbours(context, &looks, &alone, index)
                + regime.unsourced * unsourced(context, &alone, index)
        })
        .collect();
    let first: Vec<Judged> = (0..looks.len())
        .map(|index| answer(context, index, &looks[index], around[index]))
        .collect();
    (0..looks.len())
        .map(|index| {
            // A plain fact stays one, whatever stands around it.
            let is_text = context.parsed.sentences[index].role.is_text();
            let plain = alone[index] < PLAIN && !(opinion && states_no_figure(context, index));
            let run = if plain || !is_text {
                0.0
            } else {
                let run = runs(context, &looks, &first, index);
                let unsure = looks[index].by_model && alone[index] < SURE;
                if run == 0.0 && unsure && !shown(context, &looks, &first, index) {
                    -UNSHOWN
                } else {
                    run
                }
            };
            answer(context, index, &looks[index], around[index] + run)
        })
        .collect()
}

fn look(context: &Context<'_>, index: usize, findings: &[Finding]) -> Look {
    let weights = Weights::get();
    let readings = context.readings.filter(|all| all.whole(index).is_some());
    let features = Features::of(context, index, findings, Part::Whole);
    let whole = readings
        .and_then(|all| all.whole(index))
        .map_or_else(|| weights.log_odds(context.parsed, &features), model_odds);
    let voice = &context.attributed.sentences[index];
    let own_features = if voice.attributions.is_empty() && voice.quoted.is_empty() {
        None
    } else {
        Some(Features::of(context, index, findings, Part::Own))
    };
    let own = match (readings, &own_features) {
        (_, None) => whole,
        (Some(all), Some(_)) => all.own(index).map_or(SILENT, model_odds),
        (None, Some(own)) => weights.log_odds(context.parsed, own),
    };
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
    let count = |tokens: &[usize], telling: &[Span]| {
        tokens
            .iter()
            .map(|token| context.parsed.tokens.as_slice()[*token])
            .filter(|token| token.kind != TokenKind::Mark)
            .filter(|token| !telling.iter().any(|span| span.contains(token.span)))
            .count()
    };
    let telling = telling(context, index);
    let span = context.parsed.sentences[index].span;
    let quoted: usize = voice.quoted.iter().map(|quoted| quoted.len()).sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "lengths of sentences are far below 2^52"
    )]
    let quoted_share = quoted as f64 / span.len().max(1) as f64;
    let by_model = readings.is_some();
    let weighed = |regime: Regime, own: LogOdds| {
        regime.evaluative * own.evaluative
            + regime.loaded * own.loaded
            + regime.bias
            + regime.evidence * evidence
            + laundered
    };
    // Headings are short and the model has hardly seen any: what the rules hear there counts too.
    let is_heading = context.parsed.sentences[index].role.is_heading();
    let own_odds = if !by_model {
        weighed(BY_RULES, own)
    } else if is_heading {
        let rules = weights.log_odds(context.parsed, own_features.as_ref().unwrap_or(&features));
        weighed(BY_MODEL, own).max(weighed(BY_RULES, rules))
    } else {
        weighed(BY_MODEL, own)
    };
    Look {
        whole,
        by_model,
        own: own_odds,
        own_evaluative: own.evaluative,
        evidence,
        own_words: count(own_tokens, &telling),
        words: count(&features.tokens, &[]),
        quoted_share,
        tells: tells(context, index),
        others_judge: others_judge(context, index, findings, logistic(whole.evaluative) >= FLAT),
    }
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
            told.extend(&attribution.content);
        }
        if disputed || attribution.voice == Voice::Attributed {
            told.extend(attribution.source_span);
            told.extend(attribution.cue);
        }
    }
    told
}

/// Whether what a source says is given in more than a word or two.
fn tells(context: &Context<'_>, index: usize) -> bool {
    let voice = &context.attributed.sentences[index];
    let contents = voice
        .attributions
        .iter()
        .filter_map(|attribution| context.attributed.attributions.get(*attribution))
        .flat_map(|attribution| &attribution.content);
    contents
        .chain(&voice.quoted)
        .any(|part| context.parsed.tokens.inside(*part).len() > TOLD)
}

fn model_odds(reading: &Reading) -> LogOdds {
    Weighing::get().odds(reading)
}

/// How much findings show together, 0 to 1.
fn strength<'f>(findings: impl Iterator<Item = &'f Finding>) -> f64 {
    1.0 - findings
        .map(|finding| 1.0 - weight(finding.device) * finding.confidence.fraction())
        .product::<f64>()
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
    if !look.by_model && look.evidence == 0.0 && plain {
        // Without a marked word, or a register that judges, there is nothing to show for it.
        framing = framing.min(0.49);
    }
    if context.parsed.sentences[index].role == Role::Byline {
        // A name makes no statement.
        framing = 0.0;
    }
    let mostly_quoted = look.quoted_share > 0.5 || opens_with_quotation(context, index);
    let framed = framing >= 0.5 && !mostly_quoted;
    let others = voice == Voice::Attributed;
    let judged = look.others_judge || (look.tells && evaluative >= EVALUATIVE);
    let stance = if framed || (others && judged) {
        Stance::Evaluative
    } else {
        Stance::Factual
    };
    let layer = if framed {
        Layer::Framing
    } else {
        let largely_quoted = mostly_quoted || look.quoted_share > LARGELY;
        Layer::of(voice, stance, largely_quoted)
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

#[cfg(test)]
mod tests {
    use crate::analysis::analyse;
    use crate::model::testing::titled;
    use crate::model::{Layer, Role, Sentence, SetAside, Settings};

    fn layers(paragraphs: &[&str]) -> Vec<Layer> {
        let article = titled("What the new fee means for your bill", paragraphs);
        analyse(&article, &Settings::default())
            .sentences
            .iter()
            .filter(|sentence| sentence.number.is_some())
            .filter_map(Sentence::layer)
            .collect()
    }

    #[test]
    fn words_that_only_say_who_speaks_do_not_frame() {
        let told = layers(&[
            "Economist Rune Thale of Halmark Business School said that the cap was a modest step \
             that would be felt most by small households. His colleague Sunniva Lie was more \
             doubtful, saying that it would do little for competition.",
            "They could, and the consumer association Rettvis expects some to try.",
        ]);
        assert!(!told.contains(&Layer::Framing), "{told:?}");
    }

    #[test]
    fn a_verdict_that_somebody_passes_is_their_voice() {
        let told = layers(&[
            "The port's chief executive, Dirk Hallam, said the offer was fair and the strike \
             irresponsible.",
            "Emil Lund (Liberals) said the council was punishing the careful for the sins of the \
             careless.",
            "Dirk Hallam said the offer was due on Monday.",
        ]);
        assert_eq!(told, [Layer::Voices, Layer::Voices, Layer::Reported]);
    }

    #[test]
    fn a_quarter_in_quotation_marks_is_the_speakers_voice() {
        let told = layers(&[
            "Museum director Klara Benz said the loss was “a wound for the whole town”.",
            "The firm said that it was aware of the announcement of Monday and would “monitor it”.",
        ]);
        assert_eq!(told, [Layer::Voices, Layer::Reported]);
    }

    #[test]
    fn a_bare_denial_is_reported() {
        let told = layers(&[
            "Building rules are seldom enforced, inspectors have said. The government denies this.",
        ]);
        assert_eq!(told[1], Layer::Reported);
    }

    #[test]
    fn in_a_column_a_plain_sentence_may_mock_but_a_figure_states() {
        let told = layers(&[
            "There is a hole in our road, and I have grown fond of it. By summer it could hold a \
             dinner plate, by Christmas a small goat.",
            "I believe in it; a man came, looked down, and drew a white circle around it, as one \
             does with the dead. Since then it has been officially known.",
            "Children learn to swim in it. The bus slows down there out of respect.",
            "The road was built in 1974. I wish it well, and it shall outlive us all.",
        ]);
        assert_eq!(told[4], Layer::Framing, "{told:?}");
        assert_eq!(told[6], Layer::Reported, "{told:?}");
    }

    #[test]
    fn that_somebody_objects_is_no_framing() {
        let told = layers(&[
            "The team trained 42 bees to fly toward cards. Not everyone is convinced that the bees \
             were counting. Tobias Renn, who was not involved, noted that the cards differed.",
        ]);
        assert!(!told.contains(&Layer::Framing), "{told:?}");
    }

    #[test]
    fn an_explainer_is_no_framing_and_has_no_turn() {
        let mut article = titled(
            "Who can vote, and what happens after?",
            &[
                "Who is entitled to vote?",
                "All citizens over 18 who are registered in the canton, about 71,000 people.",
                "What do supporters say?",
                "The cantonal government argues that the merger would save 38 million francs.",
                "And opponents?",
                "A committee led by Rosmarie Ask says that remote valleys would lose schools.",
                "What if the answer is yes?",
                "Then Varde votes in March. Parliament would have to agree as well, which is \
                 considered a formality.",
            ],
        );
        for paragraph in article.paragraphs[1..].iter_mut().step_by(2) {
            paragraph.role = Role::Subheading;
        }
        let analysis = analyse(&article, &Settings::default());
        assert_eq!(analysis.turn, None);
        let headings: Vec<_> = analysis
            .findings
            .iter()
            .filter(|finding| analysis.sentences[finding.sentence].number.is_none())
            .collect();
        assert!(headings.is_empty(), "{headings:?}");
        let then = analysis
            .sentences
            .iter()
            .find(|sentence| sentence.span.of(&article.text).starts_with("Then Varde"));
        assert_eq!(then.and_then(Sentence::layer), Some(Layer::Reported));
    }

    #[test]
    fn a_piece_told_by_an_i_is_opinion() {
        let first =
            "The school has banned phones, and the parents are rather pleased with themselves.";
        let framing = |lines: &[&str]| {
            let article = titled("Take the phones away", lines);
            let analysis = analyse(&article, &Settings::default());
            analysis.sentences[1].verdict.unwrap().probabilities.framing
        };
        let told_by_an_i = [
            first,
            "I saw it coming, and I told my brother.",
            "I am for the ban.",
            "My daughter is not.",
        ];
        let told_by_nobody = [
            first,
            "He saw it coming, and he told his brother.",
            "He is for the ban.",
            "His daughter is not.",
        ];
        assert!(framing(&told_by_an_i) > framing(&told_by_nobody));
    }

    #[test]
    fn a_label_that_was_set_aside_still_says_opinion() {
        let mut article = titled(
            "Take the phones away",
            &[
                "Opinion",
                "The school has banned phones, and the parents are rather pleased with themselves.",
            ],
        );
        let label = article.paragraphs.remove(1).span;
        let framing = |article: &_| {
            let analysis = analyse(article, &Settings::default());
            analysis.sentences[1].verdict.unwrap().probabilities.framing
        };
        let before = framing(&article);
        article.set_aside.push(SetAside {
            span: label,
            why: "section label".to_owned(),
        });
        assert!(framing(&article) > before);
    }

    #[test]
    fn the_outlets_own_words_beside_a_speaker_still_frame() {
        let told = layers(&[
            "The hapless mayor, who has stumbled from one shameful blunder to the next and learned \
             nothing at all, said on Monday that the bridge would open in May.",
        ]);
        assert_eq!(told, [Layer::Framing]);
    }
}
