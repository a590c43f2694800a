//! The comparison as a table of words: sections of lines of entries, without a screen.
//!
//! Made once for every new comparison.

use std::borrow::Cow;

use super::{frames, names, story};
use crate::compare::article_names;
use crate::model::{
    Analysis, Article, ArticleId, Cell, Comparison, Layer, Metric, Passage, Row, Sentiment, Share,
    Value, VoiceCell, VoiceFilter,
};
use crate::text::token::capitalised;
use crate::ui::widgets::sentiment::{sentiment_score, sentiment_word};

/// Phrases shown beside the number of a device.
const SHOWN_PHRASES: usize = 4;
/// Letters of them at most.
const PHRASE_LETTERS: usize = 72;

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// One an article.
    pub headers: Vec<Header>,
    /// The sections that have something to show.
    pub sections: Vec<Section>,
    /// What to keep in mind.
    pub caveats: Vec<String>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Which article.
    pub article: ArticleId,
    /// What tells it from the others: its outlet, mostly.
    pub name: String,
    /// `Outlet · date · words`.
    pub source: String,
    /// Headline.
    pub title: String,
    /// `36 % framing · 33 % others’ voices · 5 sources named`.
    pub shares: String,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// What differs most: a sentence a line.
    Differences,
    /// What each article tells, point by point.
    Story,
    /// Length, date, shares, sources, tone.
    Numbers,
    /// Findings by device.
    Devices,
    /// Words by source.
    Voices,
    /// Tone toward those named.
    Tone,
    /// Who is called what.
    Names,
    /// Topic frames.
    Frames,
}

impl SectionKind {
    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Differences => "What differs most",
            Self::Story => "What each article tells",
            Self::Numbers => "In numbers",
            Self::Devices => "Which devices are used",
            Self::Voices => "Who gets to speak",
            Self::Tone => "Tone toward",
            Self::Names => "Who is called what",
            Self::Frames => "Topic frames",
        }
    }

    /// What its cells hold, in a few words.
    pub fn note(self, filter: VoiceFilter) -> &'static str {
        match (self, filter) {
            (Self::Differences, _) => "the most telling first; each opens its passages",
            (Self::Story, _) => "an empty place is a question, not a charge",
            (Self::Numbers, _) => "",
            (Self::Devices, _) => "marked phrases; each is a suggestion with its reason",
            (Self::Names, VoiceFilter::All) => "every wording, and how often",
            (Self::Names, VoiceFilter::Outlet) => "every wording of the outlet’s own",
            (Self::Names, VoiceFilter::Quoted) => "every wording inside quotations",
            (Self::Voices, _) => "words in quotation marks, and words paraphrased",
            (Self::Frames, VoiceFilter::All) => {
                "share of sentences that take up this side of the issue"
            }
            (Self::Frames, VoiceFilter::Outlet) => "share of sentences, by the outlet’s own words",
            (Self::Frames, VoiceFilter::Quoted) => {
                "share of sentences with a quotation, by the words quoted"
            }
            (Self::Tone, VoiceFilter::All) => "mean tone of the sentences that name them",
            (Self::Tone, VoiceFilter::Outlet) => "mean tone, in the outlet’s own words",
            (Self::Tone, VoiceFilter::Quoted) => "mean tone, inside quotations",
        }
    }
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line: a label and an entry an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is measured.
    pub label: String,
    /// A second, quieter line under the label.
    pub note: Cow<'static, str>,
    /// What is measured, in full.
    pub meaning: Cow<'static, str>,
    /// One an article, or a single one across all columns.
    pub entries: Vec<Entry>,
    /// Whether it is such a single one.
    pub is_wide: bool,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The number.
    pub value: String,
    /// Words after it.
    pub detail: String,
    /// Whether the details are words of the article.
    pub is_cited: bool,
    /// Counted, and nothing found: set back.
    pub is_nothing: bool,
    /// A tone, drawn as a shape before the number.
    pub tone: Option<Sentiment>,
    /// A share, drawn as a bar under the number.
    pub bar: Option<(Layer, Share)>,
    /// Nothing is there: drawn hatched.
    pub is_missing: bool,
    /// What a click opens.
    pub opens: Opens,
    /// The whole cell in words, for those who hear it.
    pub spoken: String,
}

/// What a click on a cell opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Opens {
    /// Nothing.
    #[default]
    Nothing,
    /// The article in Read.
    Article(ArticleId),
    /// A list of passages.
    Passages {
        /// What was counted.
        title: String,
        /// The passages.
        passages: Vec<Passage>,
    },
}

impl Sheet {
    /// Sets a comparison into words; `articles` are its articles in its order.
    pub fn new(comparison: &Comparison, articles: &[(&Article, &Analysis)]) -> Self {
        let only: Vec<&Article> = articles.iter().map(|(article, _)| *article).collect();
        let names = article_names(&only);
        let headers = articles
            .iter()
            .zip(&names)
            .map(|((article, analysis), name)| header(article, analysis, name))
            .collect();
        let (numbers, devices): (Vec<&Row>, Vec<&Row>) = comparison
            .rows
            .iter()
            .partition(|row| !matches!(row.metric, Metric::Device(_)));
        let mut devices = devices;
        devices.sort_by_key(|row| std::cmp::Reverse(findings(row)));
        let measured = |rows: Vec<&Row>| {
            rows.into_iter()
                .map(|row| measured_line(row, &only, &names))
                .collect::<Vec<_>>()
        };
        let sections = [
            (
                SectionKind::Differences,
                story::differences(comparison, articles),
            ),
            (
                SectionKind::Story,
                story::lines(comparison, articles, &names),
            ),
            (SectionKind::Numbers, measured(numbers)),
            (SectionKind::Devices, measured(devices)),
            (SectionKind::Names, names::lines(comparison, &names)),
            (SectionKind::Voices, voices(comparison, &names)),
            (SectionKind::Tone, tones(comparison, &names)),
            (
                SectionKind::Frames,
                frames::lines(comparison, &only, &names),
            ),
        ];
        Self {
            headers,
            sections: sections
                .into_iter()
                .filter(|(_, lines)| !lines.is_empty())
                .map(|(kind, lines)| (kind, says_not_analysed(kind, lines, comparison, &names)))
                .map(|(kind, lines)| Section { kind, lines })
                .collect(),
            caveats: comparison.caveats.clone(),
        }
    }
}

/// In the columns of articles that were not analysed, nothing found is no result: their cells
/// say so. The numbers do already, and have some that stand in any language.
fn says_not_analysed(
    kind: SectionKind,
    mut lines: Vec<Line>,
    comparison: &Comparison,
    names: &[String],
) -> Vec<Line> {
    if matches!(
        kind,
        SectionKind::Differences | SectionKind::Numbers | SectionKind::Devices
    ) {
        return lines;
    }
    for line in &mut lines {
        let columns = comparison.not_analysed.iter().zip(names);
        for (entry, (why, name)) in line.entries.iter_mut().zip(columns) {
            let Some(why) = why else { continue };
            let words = why.words();
            *entry = Entry {
                spoken: spoken(&line.label, name, &words, &Opens::Nothing),
                value: words,
                is_missing: true,
                ..Entry::default()
            };
        }
    }
    lines
}

fn header(article: &Article, analysis: &Analysis, name: &str) -> Header {
    let summary = &analysis.summary;
    let shares = summary.shares().map(|[_, voices, framing]| {
        format!(
            "{} framing · {} others’ voices · {} named",
            percent(framing),
            percent(voices),
            counted(summary.sources_named, "source"),
        )
    });
    let shares: Vec<String> = [shares, summary.left_out_words()]
        .into_iter()
        .flatten()
        .collect();
    let date = article.metadata.published.map(day);
    let source = [
        Some(article.label().to_owned()),
        date,
        Some(counted(summary.words, "word")),
    ];
    let source: Vec<String> = source.into_iter().flatten().collect();
    Header {
        article: article.id,
        name: name.to_owned(),
        source: source.join(" · "),
        title: article.title.text.clone(),
        shares: shares.join(" · "),
    }
}

fn findings(row: &Row) -> usize {
    row.cells.iter().map(|cell| cell.passages.len()).sum()
}

/// Label of a measure, and what it says in full.
fn measure(metric: Metric) -> (&'static str, &'static str) {
    match metric {
        Metric::Length => ("Length", "Words, headings included"),
        Metric::Date => ("Published", "Day of publication, as the article gives it"),
        Metric::Reported => (
            "Reported",
            "Share of words that report what could be checked",
        ),
        Metric::Voices => (
            "Others’ voices",
            "Share of words that are somebody else’s judgement or words",
        ),
        Metric::Framing => (
            "Editorial framing",
            "Share of words in which the outlet judges, or lets nobody in particular judge",
        ),
        Metric::Sources => (
            "Sources named",
            "People, organisations, outlets and documents one could ask",
        ),
        Metric::Quoted => ("Quoted directly", "Words in quotation marks"),
        Metric::Tone => ("Tone", "Mean over the sentences, from −1 to +1"),
        Metric::Device(device) => (device.name(), ""),
    }
}

fn measured_line(row: &Row, articles: &[&Article], names: &[String]) -> Line {
    let (label, meaning) = measure(row.metric);
    let entries = row
        .cells
        .iter()
        .zip(articles)
        .zip(names)
        .map(|((cell, article), name)| measured_entry(row.metric, label, cell, article, name))
        .collect();
    Line {
        label: label.to_owned(),
        note: "".into(),
        meaning: meaning.into(),
        entries,
        is_wide: false,
    }
}

fn measured_entry(
    metric: Metric,
    label: &str,
    cell: &Cell,
    article: &Article,
    name: &str,
) -> Entry {
    let (value, heard) = match cell.value {
        Value::Missing => (missing(metric).to_owned(), missing(metric).to_owned()),
        Value::NotAnalysed(why) => (why.words(), why.words()),
        Value::Count(count) if matches!(metric, Metric::Length | Metric::Quoted) => {
            (counted(count, "word"), counted(count, "word"))
        }
        Value::Count(count) => (count.to_string(), count.to_string()),
        Value::Share(share) => (percent(share), format!("{} percent", whole_percent(share))),
        Value::Date(date) => (day(date), day(date)),
        Value::Tone(tone) => (sentiment_score(tone), spoken_tone(tone)),
    };
    let bar = match (metric, cell.value) {
        (Metric::Reported, Value::Share(share)) => Some((Layer::Reported, share)),
        (Metric::Voices, Value::Share(share)) => Some((Layer::Voices, share)),
        (Metric::Framing, Value::Share(share)) => Some((Layer::Framing, share)),
        _ => None,
    };
    let is_missing = matches!(cell.value, Value::Missing | Value::NotAnalysed(_));
    let detail = match metric {
        Metric::Device(_) => phrases(&cell.passages, article),
        _ => String::new(),
    };
    let opens = match metric {
        Metric::Length | Metric::Date if !is_missing => Opens::Article(article.id),
        _ => passages(label, name, &cell.passages),
    };
    Entry {
        is_cited: true,
        is_nothing: matches!(cell.value, Value::Count(0))
            || cell.value == Value::Share(Share::default()),
        tone: match cell.value {
            Value::Tone(tone) => Some(tone),
            _ => None,
        },
        bar,
        is_missing,
        spoken: spoken(label, name, &heard, &opens),
        value,
        detail,
        opens,
    }
}

/// Why a number is missing.
fn missing(metric: Metric) -> &'static str {
    match metric {
        Metric::Date => "date not known",
        _ => "not counted under this choice of voices",
    }
}

/// The first phrases, each once, joined by dots.
pub(super) fn phrases(passages: &[Passage], article: &Article) -> String {
    let mut joined = String::new();
    let mut known: Vec<String> = Vec::new();
    for passage in passages {
        let words = article.text.get(passage.span.range()).unwrap_or_default();
        let words = crate::compare::shortened(words, 40);
        let bare = words.to_lowercase();
        if known.contains(&bare) {
            continue;
        }
        if known.len() == SHOWN_PHRASES
            || (!joined.is_empty()
                && joined.chars().count() + words.chars().count() > PHRASE_LETTERS)
        {
            joined.push_str(if joined.ends_with('…') { "" } else { " …" });
            break;
        }
        if !joined.is_empty() {
            joined.push_str(" · ");
        }
        joined.extend(words.chars().map(|letter| match letter {
            '\n' | '\t' => ' ',
            letter => letter,
        }));
        known.push(bare);
    }
    joined
}

fn voices(comparison: &Comparison, names: &[String]) -> Vec<Line> {
    comparison
        .voices
        .iter()
        .map(|row| Line {
            label: capitalised(&row.source),
            note: match row.kind {
                crate::model::SourceKind::Vague => "nobody one could ask".into(),
                kind => kind.name().into(),
            },
            is_wide: false,
            meaning: "Words that this source is given".into(),
            entries: row
                .cells
                .iter()
                .zip(names)
                .map(|(cell, name)| voice_entry(&row.source, cell.as_ref(), name))
                .collect(),
        })
        .collect()
}

fn voice_entry(source: &str, cell: Option<&VoiceCell>, name: &str) -> Entry {
    let Some(cell) = cell else {
        return absent(source, name, "not cited");
    };
    let mut parts = Vec::new();
    if cell.words_quoted > 0 {
        parts.push(format!("{} quoted", counted(cell.words_quoted, "word")));
    }
    if cell.words_paraphrased > 0 {
        parts.push(if parts.is_empty() {
            format!("{} paraphrased", counted(cell.words_paraphrased, "word"))
        } else {
            format!("{} paraphrased", cell.words_paraphrased)
        });
    }
    if parts.is_empty() {
        parts.push("cited".to_owned());
    }
    let value = parts.remove(0);
    let detail = parts
        .pop()
        .map_or_else(String::new, |rest| format!("· {rest}"));
    let opens = passages(source, name, &cell.passages);
    Entry {
        spoken: spoken(source, name, &format!("{value} {detail}"), &opens),
        value,
        detail,
        opens,
        ..Entry::default()
    }
}

fn tones(comparison: &Comparison, names: &[String]) -> Vec<Line> {
    comparison
        .tone
        .iter()
        .map(|row| {
            let entries = names
                .iter()
                .enumerate()
                .map(|(column, name)| {
                    let behind = row.passages.get(column).map_or(&[][..], Vec::as_slice);
                    tone_entry(
                        &row.entity,
                        row.cells.get(column).copied().flatten(),
                        behind,
                        name,
                    )
                })
                .collect();
            Line {
                label: row.entity.clone(),
                note: "".into(),
                is_wide: false,
                meaning: "Mean tone of the sentences that name it".into(),
                entries,
            }
        })
        .collect()
}

fn tone_entry(entity: &str, tone: Option<Sentiment>, behind: &[Passage], name: &str) -> Entry {
    if tone.is_none() && behind.is_empty() {
        return absent(entity, name, "not named");
    }
    let opens = passages(&format!("Naming {entity}"), name, behind);
    let (value, heard) = tone.map_or_else(
        || (String::new(), "too few to say".to_owned()),
        |tone| (sentiment_score(tone), spoken_tone(tone)),
    );
    let times = counted(behind.len(), "sentence");
    Entry {
        spoken: spoken(&format!("Tone toward {entity}"), name, &heard, &opens),
        value,
        detail: match tone {
            Some(_) => format!("in {times}"),
            None => format!("{times}: too few to say"),
        },
        tone,
        opens,
        ..Entry::default()
    }
}

pub(super) fn absent(label: &str, name: &str, why: &str) -> Entry {
    Entry {
        value: why.to_owned(),
        is_missing: true,
        spoken: format!("{label}, {name}, {why}"),
        ..Entry::default()
    }
}

pub(super) fn passages(label: &str, name: &str, passages: &[Passage]) -> Opens {
    if passages.is_empty() {
        return Opens::Nothing;
    }
    Opens::Passages {
        title: format!("{label} in {name}"),
        passages: passages.to_vec(),
    }
}

pub(super) fn spoken(label: &str, name: &str, heard: &str, opens: &Opens) -> String {
    let tail = match opens {
        Opens::Nothing => String::new(),
        Opens::Article(_) => ", opens the article".to_owned(),
        Opens::Passages { passages, .. } => {
            format!(", opens {}", counted(passages.len(), "passage"))
        }
    };
    format!("{label}, {name}, {}{tail}", heard.trim_end())
}

/// `1 word`, `2 words`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count}\u{a0}{noun}{}", if count == 1 { "" } else { "s" })
}

/// `30 Jan 2026`.
pub fn day(date: chrono::NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

pub(in crate::ui::views) fn whole_percent(share: Share) -> u16 {
    (share.basis_points() + 50) / 100
}

/// `36 %`.
pub fn percent(share: Share) -> String {
    format!("{}\u{a0}%", whole_percent(share))
}

fn spoken_tone(tone: Sentiment) -> String {
    format!("{} {}", sentiment_word(tone), sentiment_score(tone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::compare::compare;
    use crate::model::testing::titled as article;
    use crate::model::{Device, Settings};
    use crate::text::Span;

    fn two() -> (Vec<Article>, Vec<Analysis>) {
        let mut one = article(
            "Bridge closed",
            &["The bridge of Norwick was closed on Monday."],
        );
        one.metadata.outlet = Some("Harbour Post".to_owned());
        let two = article("Bridge shut", &["A shameful mess, as ever."]);
        let articles = vec![one, two];
        let analyses = articles
            .iter()
            .map(|article| analyse(article, &Settings::default()))
            .collect();
        (articles, analyses)
    }

    fn sheet(
        articles: &[Article],
        analyses: &[Analysis],
        change: impl FnOnce(&mut Comparison),
    ) -> Sheet {
        let pairs: Vec<_> = articles.iter().zip(analyses).collect();
        let mut comparison = compare(&pairs, VoiceFilter::All);
        change(&mut comparison);
        Sheet::new(&comparison, &pairs)
    }

    #[test]
    fn a_cell_says_in_words_what_it_shows_and_opens() {
        let (articles, analyses) = two();
        let sheet = sheet(&articles, &analyses, |comparison| {
            let row = comparison
                .rows
                .iter_mut()
                .find(|row| row.metric == Metric::Framing)
                .unwrap();
            row.cells[0] = Cell {
                value: Value::Share(Share::from_fraction(0.361)),
                passages: vec![
                    Passage {
                        article: articles[0].id,
                        span: Span::new(0, 6),
                    };
                    2
                ],
            };
        });
        let line = sheet.sections[0]
            .lines
            .iter()
            .find(|line| line.label == "Editorial framing")
            .unwrap();
        assert_eq!(
            line.entries[0].spoken,
            "Editorial framing, Harbour Post, 36 percent, opens 2\u{a0}passages"
        );
        assert_eq!(line.entries[0].value, "36\u{a0}%");
    }

    #[test]
    fn every_line_has_an_entry_for_every_article_and_no_section_is_empty() {
        let (articles, analyses) = two();
        let sheet = sheet(&articles, &analyses, |_| {});
        assert_eq!(sheet.headers.len(), 2);
        for section in &sheet.sections {
            assert!(!section.lines.is_empty());
            assert!(section.lines.iter().all(|line| line.entries.len() == 2));
        }
    }

    #[test]
    fn what_is_not_there_is_marked_as_missing_and_opens_nothing() {
        let (articles, analyses) = two();
        let sheet = sheet(&articles, &analyses, |comparison| {
            comparison.voices = vec![crate::model::VoiceRow {
                source: "Mara Quill".to_owned(),
                kind: crate::model::SourceKind::Person,
                cells: vec![
                    Some(VoiceCell {
                        words_quoted: 14,
                        words_paraphrased: 20,
                        passages: Vec::new(),
                    }),
                    None,
                ],
            }];
        });
        let voices = sheet
            .sections
            .iter()
            .find(|section| section.kind == SectionKind::Voices)
            .unwrap();
        let [spoken, silent] = &voices.lines[0].entries[..] else {
            panic!("two entries")
        };
        assert_eq!(spoken.value, "14\u{a0}words quoted");
        assert_eq!(spoken.detail, "· 20 paraphrased");
        assert!(silent.is_missing && silent.opens == Opens::Nothing);
    }

    #[test]
    fn phrases_of_a_device_are_listed_once_and_cut_short() {
        let text = article("Mess", &["A mess, a mess, and again a mess."]);
        let at = |needle: &str, from: usize| {
            let start = from + text.text[from..].find(needle).unwrap();
            Passage {
                article: text.id,
                span: Span::new(start, start + needle.len()),
            }
        };
        assert_eq!(phrases(&[at("mess", 5), at("mess", 10)], &text), "mess");
        assert_eq!(
            phrases(&[at("A mess", 0), at("again", 0)], &text),
            "A mess · again"
        );
        let device = measure(Metric::Device(Device::Label)).0;
        assert_eq!(device, "Label");
    }
}
