//! What two or more articles on one event show side by side.

use super::{
    ArticleId, Difference, EntityKind, NotAnalysed, Sentiment, Share, SourceKind, Story,
    VoiceFilter,
};
use crate::text::Span;

/// A comparison of two or more articles; every cell is in the articles' order.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The articles compared.
    pub articles: Vec<ArticleId>,
    /// For each article why nothing of it was analysed; its cells then say nothing.
    pub not_analysed: Vec<Option<NotAnalysed>>,
    /// Which voices are counted.
    pub filter: VoiceFilter,
    /// The table above the columns.
    pub rows: Vec<Row>,
    /// Who gets to speak, most words first.
    pub voices: Vec<VoiceRow>,
    /// Who is called what: those of several articles first, in each part the most mentioned
    /// first; a thing that one article alone tells of only where it comes back.
    pub names: Vec<NameRow>,
    /// Rows of names that may be one: questions, the weightiest first.
    pub suggestions: Vec<Suggestion>,
    /// Tone toward those named in at least two articles, most mentioned first.
    pub tone: Vec<ToneRow>,
    /// Topic frames that at least one article takes up, the widest first.
    pub frames: Vec<FrameRow>,
    /// What each tells, point by point.
    pub story: Story,
    /// What differs, the most telling first.
    pub differences: Vec<Difference>,
    /// What to keep in mind: different dates, lengths, shared text.
    pub caveats: Vec<String>,
}

/// A passage behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// Which article.
    pub article: ArticleId,
    /// Where in its text.
    pub span: Span,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is measured.
    pub metric: Metric,
    /// One cell an article.
    pub cells: Vec<Cell>,
}

/// What a row measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Words.
    Length,
    /// Day of publication.
    Date,
    /// Share of words reported neutrally.
    Reported,
    /// Share of words in others' voices.
    Voices,
    /// Share of words of editorial framing.
    Framing,
    /// Sources named.
    Sources,
    /// Words quoted directly.
    Quoted,
    /// Mean sentiment.
    Tone,
    /// Findings of one device.
    Device(super::Device),
}

/// One number and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The number.
    pub value: Value,
    /// Passages behind it, in reading order.
    pub passages: Vec<Passage>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Not known.
    Missing,
    /// Nothing of the article was analysed.
    NotAnalysed(NotAnalysed),
    /// How many.
    Count(usize),
    /// Part of a whole.
    Share(Share),
    /// A day.
    Date(chrono::NaiveDate),
    /// A sentiment.
    Tone(Sentiment),
}

/// One source over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceRow {
    /// Fullest name.
    pub source: String,
    /// What it is.
    pub kind: SourceKind,
    /// One cell an article; `None` where it is not cited.
    pub cells: Vec<Option<VoiceCell>>,
}

/// How much one source says in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceCell {
    /// Words in quotation marks.
    pub words_quoted: usize,
    /// Words paraphrased.
    pub words_paraphrased: usize,
    /// The sentences, in reading order.
    pub passages: Vec<Passage>,
}

/// One person, group, body or place, and what each article calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// Fullest name.
    pub entity: String,
    /// What it is.
    pub kind: EntityKind,
    /// What the row holds besides what its name says: that of a state.
    pub holds: Option<&'static str>,
    /// One cell an article: its wordings, the most frequent first; empty where none counts.
    pub cells: Vec<Vec<Wording>>,
}

impl NameRow {
    /// Whether at least two articles name it.
    pub fn is_shared(&self) -> bool {
        self.cells.iter().filter(|cell| !cell.is_empty()).count() > 1
    }
}

/// Two rows of names that may be one: a question to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Indices of the rows.
    pub rows: [usize; 2],
    /// Why they may be one, in plain words.
    pub why: String,
}

/// Why a wording stands in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// Whether it follows from names, states or roles that the articles give; otherwise it is
    /// likely, and shown as such.
    pub sure: bool,
    /// The reason in plain words.
    pub why: String,
}

/// One way in which an article names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The words, without an article before them.
    pub text: String,
    /// How many of the namings are in the outlet's own words.
    pub by_outlet: usize,
    /// Mean sentiment of the sentences with it; `None` below three namings.
    pub tone: Option<Sentiment>,
    /// Whether words of it are marked as a judgement.
    pub judges: bool,
    /// Why it stands in this row.
    pub join: Join,
    /// Whether it is the words before a name, which are counted with the name too.
    pub within: bool,
    /// The namings, in reading order; never empty.
    pub passages: Vec<Passage>,
}

/// Tone toward one named thing over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToneRow {
    /// Fullest name.
    pub entity: String,
    /// One cell an article; `None` where too few mentions allow no statement.
    pub cells: Vec<Option<Sentiment>>,
    /// The sentences that name it, one list an article, in reading order.
    pub passages: Vec<Vec<Passage>>,
}

/// One topic frame over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameRow {
    /// Its name.
    pub frame: String,
    /// What it is about.
    pub about: String,
    /// One cell an article.
    pub cells: Vec<FrameCell>,
}

/// How far one article takes up a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameCell {
    /// Share of the sentences that count; `None` where none counts.
    pub share: Option<Share>,
    /// The words that carry it, in reading order.
    pub passages: Vec<Passage>,
}
