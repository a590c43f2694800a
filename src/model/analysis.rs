//! What the engine says of one article: voices, stances, findings, sources.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    ArticleId, Confidence, DetectorId, Device, Expression, FindingKey, HeadlineComparison, Layer,
    LeftOut, NotAnalysed, Revision, Sentiment, Settings, Share, Stance, TopicFrame, Turn, Voice,
    Who,
};
use crate::text::Span;

/// The engine's answer for one article.
///
/// Sentences are in reading order, headings among them; indices in the other
/// parts point into these vectors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// Which article.
    pub article: ArticleId,
    /// Which revision of it.
    pub revision: Revision,
    /// Which engine, with which settings.
    pub engine: EngineStamp,
    /// Sentences and headings, in reading order.
    pub sentences: Vec<Sentence>,
    /// Evidence, ordered by place.
    pub findings: Vec<Finding>,
    /// Evidence that is left out because something more telling marks the same words.
    pub outdone: Vec<Outdone>,
    /// Who is cited, in order of first mention.
    pub sources: Vec<Source>,
    /// Who says what where, ordered by place.
    pub attributions: Vec<Attribution>,
    /// People, organisations, places and groups named more than once or cited.
    pub entities: Vec<Entity>,
    /// Everybody and everything that is called something, named or not.
    pub who: Who,
    /// Where the register changes; `None` is a result too.
    pub turn: Option<Turn>,
    /// Dimensions of the issue in at least one sentence, those with the largest share first.
    pub frames: Vec<TopicFrame>,
    /// The headline against the body; `None` where there is no headline.
    pub headline: Option<HeadlineComparison>,
    /// Numbers about the whole.
    pub summary: Summary,
}

/// Which engine made an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EngineStamp {
    /// Version of the program.
    pub version: &'static str,
    /// The embedded model, where one is built in and used.
    pub model: Option<String>,
    /// Why the model was not asked although the settings want it, as a sentence.
    pub without_model: Option<String>,
    /// One name for its lists, weights, network and answers, `sha256:…`.
    pub fingerprint: String,
    /// Settings in force.
    pub settings: Settings,
    /// Expressions that are not shown in the project.
    pub silenced: BTreeSet<Expression>,
}

/// One sentence or heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// Place in the article's text.
    pub span: Span,
    /// Index of its paragraph, whose role says whether this is a heading.
    pub paragraph: usize,
    /// Number shown to readers, from 1; headings and bylines have none.
    pub number: Option<usize>,
    /// Words and numbers in it.
    pub words: usize,
    /// What the engine says of it; otherwise why it says nothing.
    pub verdict: Result<Verdict, NotAnalysed>,
    /// Direct quotations, with their marks. Scare quotes are not among them, except where
    /// the sentence was not analysed: there everything in quotation marks is.
    pub quoted: Vec<Span>,
    /// Indices of the sources cited here, without repeats.
    pub sources: Vec<usize>,
    /// Indices of the findings here.
    pub findings: Vec<usize>,
}

/// What the engine says of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// Who is speaking.
    pub voice: Voice,
    /// What kind of statement.
    pub stance: Stance,
    /// What a reader sees.
    pub layer: Layer,
    /// The three calibrated probabilities.
    pub probabilities: Probabilities,
    /// VADER's compound score of the whole sentence.
    pub sentiment: Sentiment,
}

impl Sentence {
    /// What the engine says of it, if it says anything.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.verdict.as_ref().ok()
    }

    /// Why the engine says nothing of it, if it does not.
    pub fn not_analysed(&self) -> Option<NotAnalysed> {
        self.verdict.err()
    }

    /// What a reader sees; `None` where it was not analysed.
    pub fn layer(&self) -> Option<Layer> {
        self.verdict().map(|verdict| verdict.layer)
    }
}

/// Calibrated probabilities of one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Probabilities {
    /// The wording is opinionated or loaded, whoever speaks.
    pub loaded: Confidence,
    /// The statement is not purely factual.
    pub evaluative: Confidence,
    /// It is the outlet's own editorial framing.
    pub framing: Confidence,
}

/// How somebody's words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    /// In quotation marks.
    Direct,
    /// In the article's words.
    Indirect,
    /// Both.
    Mixed,
}

/// One place where somebody is cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attribution {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the source; `None` where a quotation names no speaker.
    pub source: Option<usize>,
    /// The words that name the source here: `Vale`, `she`.
    pub source_span: Option<Span>,
    /// The words that attribute: `said`, `According to`.
    pub cue: Option<Span>,
    /// What is attributed, quotations with their marks.
    pub content: Vec<Span>,
    /// How it is given.
    pub kind: AttributionKind,
    /// `Attributed` or `Vague`.
    pub voice: Voice,
    /// The verb or phrase in normal form: `say`, `according to`.
    pub verb: String,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A named person.
    Person,
    /// A party, firm, authority, group.
    Organisation,
    /// Another outlet.
    Outlet,
    /// A report, law, letter, study.
    Document,
    /// Nobody one could ask.
    Vague,
}

impl SourceKind {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Outlet => "outlet",
            Self::Document => "document",
            Self::Vague => "vague",
        }
    }
}

/// Somebody cited, joined over the whole article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Fullest form of the name: `Mayor Ingrid Vale` is `Ingrid Vale`.
    pub name: String,
    /// Role given with the name, where one was: `Mayor`.
    pub role: Option<String>,
    /// What it is.
    pub kind: SourceKind,
    /// Words in quotation marks.
    pub words_quoted: usize,
    /// Words paraphrased.
    pub words_paraphrased: usize,
    /// Verbs and phrases used, in order of first use, without repeats.
    pub verbs: Vec<String>,
    /// Indices of the sentences that cite it, in order.
    pub sentences: Vec<usize>,
    /// Where it is named, cited there or not; `None` where no words name it.
    pub mentions: Option<Mentions>,
}

/// From where to where somebody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mentions {
    /// The first words that do.
    pub first: Span,
    /// The last; the same where there is one naming.
    pub last: Span,
}

/// What a named thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A group of people.
    Group,
    /// Something else that is told of: a deal, a strike, a law.
    Thing,
}

impl EntityKind {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Group => "group",
            Self::Thing => "thing",
        }
    }
}

/// Somebody or something named.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entity {
    /// Fullest form of the name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Every naming, in reading order.
    pub mentions: Vec<Mention>,
    /// Mean sentiment of the sentences that name it; `None` below three mentions.
    pub tone: Option<Sentiment>,
    /// The same from the outlet's own words only.
    pub tone_outlet: Option<Sentiment>,
}

/// One naming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// Place of the name in the text.
    pub span: Span,
    /// The name with the words before it that say who that is: `the embattled mayor Ingrid Vale`.
    pub wording: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// Who names.
    pub voice: Voice,
}

/// A marked phrase and why it is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Identity that survives re-analysis.
    pub key: FindingKey,
    /// What found it.
    pub detector: DetectorId,
    /// What it is an instance of.
    pub device: Device,
    /// The marked words.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// Whose words these are.
    pub voice: Voice,
    /// Whether the words stand in a direct quotation, and so are never the outlet's.
    pub quoted: bool,
    /// Why, in plain words.
    pub reason: Reason,
    /// Words that the reason rests on.
    pub evidence: Vec<Evidence>,
    /// How sure.
    pub confidence: Confidence,
    /// Rule, model or both.
    pub made_by: MadeBy,
}

/// A finding that gives way to others over the same words, as long as one of them is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outdone {
    /// The finding.
    pub finding: Finding,
    /// The others.
    pub by: Vec<FindingKey>,
}

/// What made a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MadeBy {
    /// A word list or another rule.
    Rule,
    /// The embedded model.
    Model,
    /// A rule, and the model thinks so too.
    Both,
}

impl MadeBy {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Model => "model",
            Self::Both => "both",
        }
    }

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Model => "model",
            Self::Both => "rule and model",
        }
    }
}

/// Why something is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// One short sentence.
    pub summary: String,
    /// More, on request.
    pub detail: String,
    /// What would make it not count.
    pub not_if: String,
}

/// Words that a reason rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Place in the text.
    pub span: Span,
    /// What they show.
    pub why: String,
}

/// Numbers about a whole article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Words and numbers, headings included.
    pub words: usize,
    /// Sentences, headings not included.
    pub sentences: usize,
    /// Sentences that were too long to be read as one, and cut.
    pub cut: usize,
    /// Words reported neutrally; the three counts add up to the words that were analysed.
    pub words_reported: usize,
    /// Words in others' voices.
    pub words_voices: usize,
    /// Words of editorial framing.
    pub words_framing: usize,
    /// What was not analysed, by reason, the longest first; no other count has it, except
    /// `words` and `sentences`.
    pub left_out: Vec<LeftOut>,
    /// Words in direct quotation.
    pub words_quoted: usize,
    /// Named sources.
    pub sources_named: usize,
    /// Mean sentiment of the sentences; `None` where none was analysed.
    pub sentiment: Option<Sentiment>,
    /// The same from the outlet's own sentences only.
    pub sentiment_outlet: Option<Sentiment>,
}

impl Summary {
    /// What to keep in mind of the numbers, for a person.
    pub fn caveats(&self) -> Vec<String> {
        self.caveat().into_iter().chain(self.cut_caveat()).collect()
    }

    /// What to keep in mind where sentences were cut.
    fn cut_caveat(&self) -> Option<String> {
        let (is, was) = match self.cut {
            0 => return None,
            1 => ("1 sentence is".to_owned(), "was"),
            count => (format!("{count} sentences are"), "were"),
        };
        Some(format!(
            "{is} too long to be read as one, as in a text without full stops, and {was} cut every 500 words and marks; each piece counts as a sentence."
        ))
    }

    /// Shares of the words that were analysed, in the order of [`Layer::ALL`]; they add up to
    /// exactly one. `None` where nothing was analysed.
    ///
    /// Without any words everything counts as reported.
    pub fn shares(&self) -> Option<[Share; 3]> {
        let counts = [self.words_reported, self.words_voices, self.words_framing];
        self.not_analysed().is_none().then(|| shares(counts))
    }

    /// Why nothing of the article was analysed, if nothing was.
    pub fn not_analysed(&self) -> Option<NotAnalysed> {
        let left_out: usize = self.left_out.iter().map(|part| part.words).sum();
        let first = self.left_out.first().map(|part| part.why);
        first.filter(|_| left_out >= self.words)
    }
}

/// Counts as shares that add up to exactly one: running totals are rounded, so
/// that no part is off by more than one step and none falls below zero.
pub fn shares(counts: [usize; 3]) -> [Share; 3] {
    const WHOLE: usize = 10_000;
    let total: usize = counts.iter().sum();
    if total == 0 {
        return [1.0, 0.0, 0.0].map(Share::from_fraction);
    }
    let mut running = 0;
    let mut before = 0;
    counts.map(|count| {
        running += count;
        let until = (running * WHOLE + total / 2) / total;
        let part = until - before;
        before = until;
        #[expect(clippy::cast_precision_loss, reason = "at most 10,000")]
        Share::from_fraction(part as f64 / WHOLE as f64)
    })
}

impl Analysis {
    /// The sentences that tell something and were analysed, with their indices: no headings
    /// and bylines.
    pub fn told(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        let numbered = |sentence: &Sentence| sentence.number.is_some() && sentence.verdict.is_ok();
        let sentences = self.sentences.iter().enumerate();
        sentences.filter(move |(_, sentence)| numbered(sentence))
    }

    /// Index of the sentence at a byte of the text, if one is there.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.span.start() <= offset);
        let index = after.checked_sub(1)?;
        self.sentences[index]
            .span
            .contains_offset(offset)
            .then_some(index)
    }

    /// Where the sentences are and how they are numbered, and nothing of what the engine says
    /// of them.
    #[must_use]
    pub fn bare(&self) -> Self {
        let sentences = self.sentences.iter().map(|sentence| Sentence {
            span: sentence.span,
            paragraph: sentence.paragraph,
            number: sentence.number,
            words: sentence.words,
            verdict: Err(sentence.not_analysed().unwrap_or(NotAnalysed::Hidden)),
            quoted: Vec::new(),
            sources: Vec::new(),
            findings: Vec::new(),
        });
        Self {
            article: self.article,
            revision: self.revision,
            engine: self.engine.clone(),
            sentences: sentences.collect(),
            findings: Vec::new(),
            outdone: Vec::new(),
            sources: Vec::new(),
            attributions: Vec::new(),
            entities: Vec::new(),
            who: Who::default(),
            turn: None,
            frames: Vec::new(),
            headline: None,
            summary: Summary {
                words: self.summary.words,
                sentences: self.summary.sentences,
                ..Summary::default()
            },
        }
    }

    /// Indices of the sentences of a paragraph.
    pub fn sentences_in(&self, paragraph: usize) -> std::ops::Range<usize> {
        let from = self
            .sentences
            .partition_point(|sentence| sentence.paragraph < paragraph);
        let to = self
            .sentences
            .partition_point(|sentence| sentence.paragraph <= paragraph);
        from..to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_one() {
        for counts in [
            [0, 0, 0],
            [1, 1, 1],
            [2, 1, 0],
            [0, 0, 7],
            [123, 77, 0],
            [1, 9_999, 3],
        ] {
            let sum: u16 = shares(counts)
                .iter()
                .map(|share| share.basis_points())
                .sum();
            assert_eq!(sum, 10_000, "{counts:?}");
        }
        assert_eq!(shares([1, 1, 0])[2], Share::default());
    }
}
