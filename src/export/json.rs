//! JSON for other programs, in versioned structs of its own: the model may
//! change, the schema may not.
//!
//! Where people have said something of an article, as in a project, its object also has
//! `judgements`, `own_marks` and `note`: see [`super::project::SaidJson`].

mod comparison;
mod names;
mod story;

use chrono::NaiveDate;
use serde::Serialize;

pub use self::comparison::{COMPARISON_SCHEMA, ComparisonJson};
use super::ExportInput;
use super::headline::HeadlineJson;
use super::places::Places;
use super::project::{ExpressionJson, SaidJson};
use crate::analysis::accuracy;
use crate::model::{
    Analysis, Article, Coding, Confidence, EngineStamp, Entity, Finding, FrameMention, Layer,
    NotAnalysed, Sentence, Sentiment, Source, TitleOrigin, TopicFrame, VoiceFilter,
};
use crate::text::Span;

/// Name and version of the form of one or more analyses.
pub const ANALYSIS_SCHEMA: &str = "slantwise.analysis/1";

/// Several analyses.
#[derive(Debug, Serialize)]
pub struct AnalysesJson<'a> {
    schema: &'static str,
    engine: EngineJson<'a>,
    articles: Vec<ArticleJson<'a>>,
}

/// One analysis that stands alone: a line of JSON Lines.
#[derive(Debug, Serialize)]
pub struct AnalysisLine<'a> {
    schema: &'static str,
    engine: EngineJson<'a>,
    #[serde(flatten)]
    article: ArticleJson<'a>,
}

/// Which engine, with which settings.
#[derive(Debug, Serialize)]
pub struct EngineJson<'a> {
    version: &'a str,
    model: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_model: Option<&'a str>,
    /// The engine's one stamp.
    fingerprint: &'a str,
    /// The same, under the name that earlier versions gave it.
    rules: &'a str,
    settings: SettingsJson<'a>,
    accuracy: AccuracyJson,
}

/// How often the engine is right, in short.
#[derive(Debug, Serialize)]
struct AccuracyJson {
    /// Day of the oldest figure.
    measured: Option<NaiveDate>,
    /// The engines that were measured, by fingerprint.
    engines: Vec<&'static str>,
    /// Sentences; one of another engine than this says so.
    in_short: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SettingsJson<'a> {
    minimum_confidence: f64,
    devices_off: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_marked: Vec<ExpressionJson<'a>>,
    model: bool,
    voices: VoiceFilter,
}

#[derive(Debug, Serialize)]
struct ArticleJson<'a> {
    id: String,
    path: Option<&'a str>,
    format: &'static str,
    title: &'a str,
    title_origin: TitleOrigin,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<NaiveDate>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    set_aside: Vec<SetAsideJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    caveats: Vec<String>,
    paragraphs: Vec<ParagraphJson>,
    sentences: Vec<SentenceJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    sources: Vec<SourceJson<'a>>,
    entities: Vec<EntityJson<'a>>,
    turn: Option<TurnJson<'a>>,
    frames: Vec<FrameJson<'a>>,
    headline: Option<HeadlineJson<'a>>,
    summary: SummaryJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_analysed: Option<String>,
    #[serde(flatten)]
    said: Option<SaidJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SetAsideJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    why: &'a str,
}

#[derive(Debug, Serialize)]
struct ParagraphJson {
    start: usize,
    end: usize,
    role: &'static str,
}

/// A place.
#[derive(Debug, Serialize)]
pub struct SpanJson {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct SentenceJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    paragraph: usize,
    /// As the window and the reports show it; headings and bylines have none.
    number: Option<usize>,
    #[serde(flatten)]
    verdict: VerdictJson,
    quoted: Vec<SpanJson>,
    sources: &'a [usize],
    findings: &'a [usize],
}

/// What the engine says of a sentence: null throughout, with the reason, where it says nothing.
#[derive(Debug, Serialize)]
pub struct VerdictJson {
    voice: Option<&'static str>,
    stance: Option<&'static str>,
    layer: Option<&'static str>,
    p_loaded: Option<f64>,
    p_evaluative: Option<f64>,
    p_framing: Option<f64>,
    sentiment: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_analysed: Option<String>,
}

/// A marked phrase.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    id: String,
    device: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    reason: &'a str,
    not_if: &'a str,
    evidence: Vec<EvidenceJson<'a>>,
    confidence: f64,
    level: &'static str,
    made_by: &'static str,
    detector: &'static str,
    voice: &'static str,
}

#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    start: usize,
    end: usize,
    why: &'a str,
}

/// Somebody cited.
#[derive(Debug, Serialize)]
pub struct SourceJson<'a> {
    name: &'a str,
    kind: &'static str,
    words_quoted: usize,
    words_paraphrased: usize,
    verbs: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    first_mention: Option<WordsJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_mention: Option<WordsJson<'a>>,
}

/// Some words and their place.
#[derive(Debug, Serialize)]
struct WordsJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct EntityJson<'a> {
    name: &'a str,
    kind: &'static str,
    mentions: Vec<MentionJson<'a>>,
    tone: Option<f64>,
    tone_outlet: Option<f64>,
}

#[derive(Debug, Serialize)]
struct MentionJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    voice: &'static str,
}

#[derive(Debug, Serialize)]
struct TurnJson<'a> {
    sentence: usize,
    heading: Option<&'a str>,
    framing_above: f64,
    framing_below: f64,
}

#[derive(Debug, Serialize)]
struct FrameJson<'a> {
    frame: &'a str,
    score: f64,
    sentences: &'a [usize],
    passages: Vec<FramePassageJson<'a>>,
}

/// Words that carry a frame (`made_by` is `rule`), or a sentence that does by its meaning
/// (`model`, with how probable it makes that).
#[derive(Debug, Serialize)]
struct FramePassageJson<'a> {
    sentence: usize,
    start: usize,
    end: usize,
    text: &'a str,
    made_by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
}

#[derive(Debug, Serialize)]
struct SummaryJson {
    words: usize,
    sentences: usize,
    share_reported: Option<f64>,
    share_voices: Option<f64>,
    share_framing: Option<f64>,
    sentiment: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_analysed: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOutJson>,
}

/// What the shares and means leave out, for one reason.
#[derive(Debug, Serialize)]
struct LeftOutJson {
    not_analysed: String,
    sentences: usize,
    words: usize,
}

impl<'a> AnalysesJson<'a> {
    /// The form of several analyses made by one engine.
    pub fn new(input: &ExportInput<'a>, engine: &'a EngineStamp) -> Self {
        Self {
            schema: ANALYSIS_SCHEMA,
            engine: EngineJson::new(engine, input.filter),
            articles: articles(input, true),
        }
    }
}

impl<'a> AnalysisLine<'a> {
    /// The form of one analysis that stands alone.
    pub fn new(
        article: &'a Article,
        analysis: &'a Analysis,
        coding: Option<&'a Coding>,
        filter: VoiceFilter,
    ) -> Self {
        Self {
            schema: ANALYSIS_SCHEMA,
            engine: EngineJson::new(&analysis.engine, filter),
            article: ArticleJson::new(article, analysis, coding, true),
        }
    }
}

impl<'a> EngineJson<'a> {
    fn new(engine: &'a EngineStamp, filter: VoiceFilter) -> Self {
        Self {
            version: engine.version,
            model: engine.model.as_deref(),
            without_model: engine.without_model.as_deref(),
            fingerprint: &engine.fingerprint,
            rules: &engine.fingerprint,
            settings: SettingsJson {
                minimum_confidence: engine.settings.minimum_confidence.fraction(),
                devices_off: engine
                    .settings
                    .devices_off
                    .iter()
                    .map(|device| device.code())
                    .collect(),
                not_marked: engine.silenced.iter().map(ExpressionJson::new).collect(),
                model: engine.settings.model,
                voices: filter,
            },
            accuracy: AccuracyJson {
                measured: accuracy::figures().since(),
                engines: accuracy::figures().engines(),
                in_short: accuracy::figures().in_short(),
            },
        }
    }
}

fn articles<'a>(input: &ExportInput<'a>, with_text: bool) -> Vec<ArticleJson<'a>> {
    let pairs = input.articles.iter().enumerate();
    pairs
        .map(|(index, (article, analysis))| {
            ArticleJson::new(article, analysis, input.coding(index), with_text)
        })
        .collect()
}

impl<'a> ArticleJson<'a> {
    fn new(
        article: &'a Article,
        analysis: &'a Analysis,
        coding: Option<&'a Coding>,
        with_text: bool,
    ) -> Self {
        let places = Places::new(&article.text);
        let metadata = &article.metadata;
        Self {
            id: article.id.to_string(),
            path: article.origin.path.as_deref(),
            format: article.origin.format.name(),
            title: &article.title.text,
            title_origin: article.title.origin,
            outlet: metadata.outlet.as_deref(),
            author: metadata.author.as_deref(),
            published: metadata.published,
            url: metadata.url.as_deref(),
            language: metadata.language.as_deref(),
            sha256: &article.origin.sha256,
            text: with_text.then_some(&*article.text),
            set_aside: article
                .set_aside
                .iter()
                .map(|part| {
                    let (start, end, text) = places.of(part.span);
                    SetAsideJson {
                        start,
                        end,
                        text,
                        why: &part.why,
                    }
                })
                .collect(),
            caveats: article
                .caveats
                .iter()
                .map(|caveat| caveat.sentence().to_owned())
                .chain(analysis.summary.caveats())
                .collect(),
            paragraphs: article
                .paragraphs
                .iter()
                .map(|paragraph| {
                    let (start, end, _) = places.of(paragraph.span);
                    ParagraphJson {
                        start,
                        end,
                        role: paragraph.role.name(),
                    }
                })
                .collect(),
            sentences: analysis
                .sentences
                .iter()
                .map(|sentence| SentenceJson::new(sentence, &places))
                .collect(),
            findings: findings(&analysis.findings, &places),
            sources: sources(&analysis.sources, &places),
            entities: analysis
                .entities
                .iter()
                .map(|entity| EntityJson::new(entity, &places))
                .collect(),
            turn: analysis.turn.as_ref().map(|turn| TurnJson {
                sentence: turn.sentence,
                heading: turn.heading.map(|heading| places.of(heading).2),
                framing_above: turn.above.share_framing().fraction(),
                framing_below: turn.below.share_framing().fraction(),
            }),
            frames: analysis
                .frames
                .iter()
                .filter(|frame| frame.is_stated)
                .map(|frame| FrameJson::new(frame, &places))
                .collect(),
            headline: analysis.headline.as_ref().map(HeadlineJson::new),
            summary: SummaryJson::new(analysis),
            not_analysed: reason(analysis.summary.not_analysed()),
            said: coding.map(|coding| SaidJson::new(coding, article, analysis)),
        }
    }
}

impl<'a> SentenceJson<'a> {
    fn new(sentence: &'a Sentence, places: &Places<'a>) -> Self {
        let (start, end, text) = places.of(sentence.span);
        Self {
            start,
            end,
            text,
            paragraph: sentence.paragraph,
            number: sentence.number,
            verdict: VerdictJson::new(sentence),
            quoted: spans(&sentence.quoted, places),
            sources: &sentence.sources,
            findings: &sentence.findings,
        }
    }
}

impl VerdictJson {
    /// The form of what is said of a sentence.
    pub fn new(sentence: &Sentence) -> Self {
        let verdict = sentence.verdict();
        let probabilities = verdict.map(|verdict| verdict.probabilities);
        Self {
            voice: verdict.map(|verdict| verdict.voice.name()),
            stance: verdict.map(|verdict| verdict.stance.name()),
            layer: verdict.map(|verdict| verdict.layer.name()),
            p_loaded: probabilities.map(|all| all.loaded.fraction()),
            p_evaluative: probabilities.map(|all| all.evaluative.fraction()),
            p_framing: probabilities.map(|all| all.framing.fraction()),
            sentiment: verdict.map(|verdict| verdict.sentiment.compound()),
            not_analysed: reason(sentence.not_analysed()),
        }
    }
}

/// Why something is null, in a word or two: `German`.
fn reason(why: Option<NotAnalysed>) -> Option<String> {
    why.map(|why| why.to_string())
}

impl<'a> EntityJson<'a> {
    fn new(entity: &'a Entity, places: &Places<'a>) -> Self {
        Self {
            name: &entity.name,
            kind: entity.kind.name(),
            mentions: entity
                .mentions
                .iter()
                .map(|mention| {
                    let (start, end, text) = places.of(mention.span);
                    MentionJson {
                        start,
                        end,
                        text,
                        voice: mention.voice.name(),
                    }
                })
                .collect(),
            tone: entity.tone.map(Sentiment::compound),
            tone_outlet: entity.tone_outlet.map(Sentiment::compound),
        }
    }
}

impl<'a> FrameJson<'a> {
    fn new(frame: &'a TopicFrame, places: &Places<'a>) -> Self {
        let passage = |mention: &FrameMention| {
            let (start, end, text) = places.of(mention.span);
            FramePassageJson {
                sentence: mention.sentence,
                start,
                end,
                text,
                made_by: mention.made_by().name(),
                probability: mention.meaning.map(Confidence::fraction),
            }
        };
        Self {
            frame: &frame.name,
            score: frame.score.fraction(),
            sentences: &frame.sentences,
            passages: frame.mentions.iter().map(passage).collect(),
        }
    }
}

impl SummaryJson {
    fn new(analysis: &Analysis) -> Self {
        let summary = &analysis.summary;
        let shares = summary.shares();
        let share = |layer: Layer| shares.map(|shares| shares[layer as usize].fraction());
        Self {
            words: summary.words,
            sentences: summary.sentences,
            share_reported: share(Layer::Reported),
            share_voices: share(Layer::Voices),
            share_framing: share(Layer::Framing),
            sentiment: summary.sentiment.map(Sentiment::compound),
            not_analysed: reason(summary.not_analysed()),
            left_out: summary
                .left_out
                .iter()
                .map(|part| LeftOutJson {
                    not_analysed: part.why.to_string(),
                    sentences: part.sentences,
                    words: part.words,
                })
                .collect(),
        }
    }
}

/// Places of spans.
pub fn spans(spans: &[Span], places: &Places<'_>) -> Vec<SpanJson> {
    spans
        .iter()
        .map(|span| {
            let (start, end, _) = places.of(*span);
            SpanJson { start, end }
        })
        .collect()
}

/// Findings, with evidence that lies in the text at hand.
pub fn findings<'a>(findings: &'a [Finding], places: &Places<'a>) -> Vec<FindingJson<'a>> {
    findings
        .iter()
        .map(|finding| {
            let (start, end, text) = places.of(finding.span);
            FindingJson {
                id: finding.key.to_string(),
                device: finding.device.code(),
                start,
                end,
                text,
                reason: &finding.reason.summary,
                not_if: &finding.reason.not_if,
                evidence: finding
                    .evidence
                    .iter()
                    .filter(|evidence| evidence.span.end() <= places.text().len())
                    .filter(|evidence| !evidence.span.is_empty())
                    .map(|evidence| {
                        let (start, end, _) = places.of(evidence.span);
                        EvidenceJson {
                            start,
                            end,
                            why: &evidence.why,
                        }
                    })
                    .collect(),
                confidence: Confidence::fraction(finding.confidence),
                level: finding.confidence.level().name(),
                made_by: finding.made_by.name(),
                detector: finding.detector.0,
                voice: finding.voice.name(),
            }
        })
        .collect()
}

/// Sources.
pub fn sources<'a>(sources: &'a [Source], places: &Places<'a>) -> Vec<SourceJson<'a>> {
    let words = |span| {
        let (start, end, text) = places.of(span);
        WordsJson { start, end, text }
    };
    sources
        .iter()
        .map(|source| SourceJson {
            name: &source.name,
            kind: source.kind.name(),
            words_quoted: source.words_quoted,
            words_paraphrased: source.words_paraphrased,
            verbs: &source.verbs,
            first_mention: source.mentions.map(|mentions| words(mentions.first)),
            last_mention: source.mentions.map(|mentions| words(mentions.last)),
        })
        .collect()
}
