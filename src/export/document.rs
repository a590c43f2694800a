//! A report as plain blocks, before any format: HTML, Markdown and the Report
//! view all print this one document.

use serde::Serialize;

use crate::model::{Decision, Layer, Level, Role, Sentiment};

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportDocument {
    /// Title.
    pub title: String,
    /// One line about what is in it, when it was made and with what.
    pub subtitle: String,
    /// What every reader must know first: the marks are suggestions.
    pub caution: String,
    /// The parts, in order.
    pub sections: Vec<Section>,
}

/// A part of a report under its own heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Unique in the report: letters, digits and hyphens.
    pub id: String,
    /// 2 for the parts of the report, 3 for parts of those.
    pub level: u8,
    /// A small line above the title, for an article its outlet and date.
    pub overline: String,
    /// The heading.
    pub title: String,
    /// The heading with its marks, where it is an article's own headline.
    pub heading: Option<MarkedSentence>,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// The words.
        text: String,
    },
    /// A remark in small print.
    Note {
        /// The words.
        text: String,
    },
    /// A web address that may be followed.
    Address {
        /// `http` or `https`, nothing else.
        url: String,
    },
    /// Points.
    List {
        /// The points.
        items: Vec<String>,
    },
    /// Numbers.
    Table(Table),
    /// How to read the marks.
    Legend {
        /// Whether what people say is among them.
        people: bool,
    },
    /// Somebody's note.
    Remark(Remark),
    /// Own marks, and what people say of other answers than findings.
    Said {
        /// In reading order, what has no place last.
        items: Vec<SaidCard>,
    },
    /// One article as a strip: its shares and its sentences.
    Strip(Strip),
    /// An article's text with its marks.
    Text(MarkedText),
    /// Findings with their reasons.
    Findings {
        /// In reading order.
        items: Vec<FindingCard>,
    },
    /// The detectors and what is known of their mistakes.
    Detectors {
        /// In the order of the vocabulary.
        items: Vec<DetectorCard>,
    },
}

/// A table with a heading for each column and each row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// What the table is about.
    pub caption: String,
    /// Heading of the column of row headings.
    pub corner: String,
    /// Headings of the columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Column {
    /// Heading.
    pub title: String,
    /// Whether it holds numbers, which are set flush right.
    pub is_numeric: bool,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableRow {
    /// Heading.
    pub title: String,
    /// A small line under the heading.
    pub note: String,
    /// Whether this row only announces the rows below it.
    pub is_group: bool,
    /// One cell a column; empty for a group.
    pub cells: Vec<TableCell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableCell {
    /// The words or number.
    pub text: String,
    /// Sentiment, where the cell states one.
    pub sign: Option<Sign>,
    /// Share of a layer, where the cell states one.
    pub bar: Option<Bar>,
}

/// Sentiment by shape: ▲ ▼ ●.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// ▲
    Positive,
    /// ▼
    Negative,
    /// ●
    Neutral,
}

/// A share as a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Of which layer.
    pub layer: Layer,
    /// In hundredths of a per cent, 0 to 10,000.
    pub share: u16,
}

/// One article as a strip.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Strip {
    /// Section of the article; empty where the strip stands in it.
    pub link: String,
    /// Outlet, date and length.
    pub overline: String,
    /// Title; empty where the strip stands under it.
    pub title: String,
    /// The shares in words, which is also the text alternative.
    pub summary: String,
    /// How many marks people have reviewed and how many of their own they made; empty where
    /// nobody has said anything.
    pub review: String,
    /// Shares of words, in hundredths of a per cent, in the order of [`Layer::ALL`]; `None`
    /// where nothing was analysed.
    pub shares: Option<[u16; 3]>,
    /// One cell a sentence, side by side, 10,000 wide in all.
    pub ribbon: Vec<RibbonCell>,
    /// Where in the ribbon the register changes.
    pub turn: Option<u16>,
}

/// One sentence in a ribbon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RibbonCell {
    /// Where it begins, 0 to 10,000.
    pub at: u16,
    /// How wide it is, by its words.
    pub width: u16,
    /// Its layer; `None` where it was not analysed.
    pub layer: Option<Layer>,
}

/// An article's text with its marks.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MarkedText {
    /// The paragraphs.
    pub paragraphs: Vec<MarkedParagraph>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarkedParagraph {
    /// What it is for.
    pub role: Role,
    /// What is said where the register changes at this paragraph.
    pub turn: Option<String>,
    /// Its sentences.
    pub sentences: Vec<MarkedSentence>,
    /// Labels for the margin, one a device, in reading order.
    pub margin: Vec<MarginLabel>,
}

/// Findings of one device, in few words for the margin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarginLabel {
    /// Anchor of the first of them.
    pub finding: String,
    /// Name of the device, or of an own mark's code; empty where the label only says how many
    /// more there are.
    pub device: &'static str,
    /// The marked words, shortened, each in quotation marks, with the sign of a decision.
    pub words: String,
    /// Whether these are somebody's own marks.
    pub is_own: bool,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarkedSentence {
    /// Its number; headings have none.
    pub number: Option<usize>,
    /// Its layer; `None` where it was not analysed.
    pub layer: Option<Layer>,
    /// Why it was not: `not analysed: German`; empty where it was.
    pub not_analysed: String,
    /// Its sentiment, where it has one.
    pub sign: Option<Sign>,
    /// What somebody decided on its layer.
    pub decided: Option<Decided>,
    /// What is said where the register changes at this sentence, inside a paragraph.
    pub turn: Option<String>,
    /// The words, in stretches with equal marks.
    pub runs: Vec<Run>,
}

/// A stretch of words with equal marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Stands in a direct quotation.
    pub is_quoted: bool,
    /// Names a source or attributes to one.
    pub is_source: bool,
    /// Anchor of the finding that marks it.
    pub finding: Option<String>,
    /// Name of that finding's device.
    pub device: &'static str,
    /// What somebody decided on that finding.
    pub decided: Option<Decided>,
    /// Whether the finding ends with this stretch, so that the decision's sign follows.
    pub is_last: bool,
    /// Name of the own mark's code that these words have; empty where they have none.
    pub own: &'static str,
    /// Anchors of the own marks that end with this stretch.
    pub own_ends: Vec<String>,
}

/// A decision, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// `agree`, `disagree` or `unsure`.
    pub decision: Decision,
    /// Its sign: ✔ ✘ or ?
    pub sign: &'static str,
    /// `Agreed`, `Disagreed` or `Unsure`.
    pub word: &'static str,
}

/// What somebody said of an answer, or that an own mark is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidLine {
    /// The decision, where there is one.
    pub decided: Option<Decided>,
    /// Who and when.
    pub by: String,
    /// In their own words; may be empty.
    pub note: String,
}

/// Somebody's note on an article or on the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The words.
    pub text: String,
    /// Who and when.
    pub by: String,
}

/// An own mark, or what somebody said of another answer than a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidCard {
    /// Unique in the report: letters, digits and hyphens.
    pub id: String,
    /// What the words are said to be.
    pub title: String,
    /// Who says that they are: `own mark`, or what is known of the engine's answer.
    pub origin: &'static str,
    /// Whether it is somebody's own mark.
    pub is_own: bool,
    /// Words before.
    pub before: String,
    /// The words.
    pub words: String,
    /// Words after.
    pub after: String,
    /// Where: `Sentence 12`, `Heading`, or that there is no place.
    pub place: String,
    /// What is said of it.
    pub said: SaidLine,
}

/// A finding with its reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingCard {
    /// Unique in the report: letters, digits and hyphens.
    pub id: String,
    /// Name of the device.
    pub device: &'static str,
    /// Words before it in its sentence.
    pub before: String,
    /// The marked words.
    pub words: String,
    /// Words after it in its sentence.
    pub after: String,
    /// Where: `Sentence 12` or `Heading`.
    pub place: String,
    /// Whose words these are.
    pub voice: &'static str,
    /// Why, in one sentence.
    pub reason: String,
    /// More about why; may be empty.
    pub detail: String,
    /// What would make it not count.
    pub not_if: String,
    /// Words that the reason rests on, each with what it shows.
    pub evidence: Vec<EvidenceLine>,
    /// `low`, `medium` or `high`.
    pub level: &'static str,
    /// The same as one to three filled dots of three.
    pub dots: &'static str,
    /// What found it: `rule`, `model` or `rule and model`.
    pub made_by: &'static str,
    /// What somebody says of it.
    pub said: Option<SaidLine>,
}

/// Words that a reason rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceLine {
    /// The words.
    pub words: String,
    /// What they show.
    pub why: String,
}

/// A detector, as the method note lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of DetectorInfo")]
pub struct DetectorCard {
    pub name: &'static str,
    pub code: &'static str,
    pub what_it_marks: &'static str,
    pub not_if: &'static str,
    pub known_mistakes: &'static str,
}

impl Decided {
    /// The form of a decision.
    pub fn of(decision: Decision) -> Self {
        let (sign, word) = match decision {
            Decision::Agree => ("✔", "Agreed"),
            Decision::Disagree => ("✘", "Disagreed"),
            Decision::Unsure => ("?", "Unsure"),
        };
        Self {
            decision,
            sign,
            word,
        }
    }
}

/// The sign of an own mark, after its words.
pub const OWN_SIGN: &str = "◆";

impl Sign {
    /// The sign of a sentiment.
    pub fn of(sentiment: Sentiment) -> Self {
        if sentiment.is_positive() {
            Self::Positive
        } else if sentiment.is_negative() {
            Self::Negative
        } else {
            Self::Neutral
        }
    }

    /// The shape.
    pub fn shape(self) -> char {
        match self {
            Self::Positive => '▲',
            Self::Negative => '▼',
            Self::Neutral => '●',
        }
    }
}

impl TableCell {
    /// A cell that holds words only.
    pub fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// One to three filled dots of three.
pub fn dots(level: Level) -> &'static str {
    match level {
        Level::Low => "●○○",
        Level::Medium => "●●○",
        Level::High => "●●●",
    }
}
