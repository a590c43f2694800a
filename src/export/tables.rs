//! Tables for spreadsheets and statistics: UTF-8, RFC 4180.

use std::collections::BTreeSet;
use std::io::{self, Write};

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

use super::places::{Places, first_words, last_words};
use super::segments::{Said, Segment, documents, time};
use super::{ExportError, ExportInput};
use crate::compare::frames::stated;
use crate::compare::units::Codings;
use crate::compare::{self, Counted};
use crate::model::{Analysis, Article, Decision, Sentence, TopicFrame, Verdict};

/// Characters of context on either side of a passage.
const CONTEXT: usize = 60;

/// `sentence` is the number that the window and the reports show; headings and bylines have
/// none. The first fifteen are older than those which say what people said. `not_analysed` says why
/// a sentence has no voice, stance, layer, probability and sentiment.
const SENTENCES: [&str; 23] = [
    "document",
    "outlet",
    "date",
    "sentence",
    "start",
    "end",
    "text",
    "voice",
    "stance",
    "layer",
    "p_framing",
    "sentiment",
    "sources",
    "devices",
    "frames",
    "decision",
    "human_layer",
    "human_codes",
    "coder",
    "modified",
    "note",
    "not_analysed",
    "fingerprint",
];

/// Every row ends with the file's `sha256` and, where it is the engine's, its fingerprint.
const SEGMENTS: [&str; 20] = [
    "document",
    "outlet",
    "date",
    "url",
    "start",
    "end",
    "text",
    "context_before",
    "context_after",
    "code",
    "origin",
    "status",
    "confidence",
    "reason",
    "detector",
    "engine_version",
    "coder",
    "created",
    "modified",
    "note",
];

/// The last columns of those tables.
const LAST: [&str; 2] = ["sha256", "fingerprint"];

/// One row a sentence. `human_layer` is the layer that a person gives the sentence, as
/// [`crate::compare::units`] has it; `human_codes` are all own marks that touch it.
pub(super) fn sentences(
    input: &ExportInput<'_>,
    mark: &[u8],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new(&SENTENCES, mark, out)?;
    let names = documents(input.articles);
    for (number, (document, (article, analysis))) in names.iter().zip(input.articles).enumerate() {
        let counted = Counted::new(article, analysis, input.filter);
        let said = Said::new(input, number);
        let places = Places::new(&article.text);
        let frames = stated(&counted);
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let mut row = sentence_row(document, &counted, &places, sentence);
            row.push(words(frames_of(&frames, index)));
            row.extend(said_of_sentence(&said, index));
            let why = sentence.not_analysed();
            row.push(words(why.map_or_else(String::new, |why| why.to_string())));
            row.push(words(&*analysis.engine.fingerprint));
            table.row(row)?;
        }
    }
    table.finish()
}

/// One row a coding: see [`super::segments`].
///
/// `status` is `open`, `agreed`, `disagreed` or `unsure` for the engine's marks, `added` for
/// own marks, and `orphan` for either where the words are gone: it has no position then, and
/// `text` says what was coded. A machine row without a detector is what the engine said when
/// it was judged and says no longer. Own marks carry no time of their making, only that of
/// their last change.
pub(super) fn segments(
    input: &ExportInput<'_>,
    mark: &[u8],
    out: &mut dyn Write,
) -> io::Result<()> {
    let head: Vec<&str> = SEGMENTS.into_iter().chain(LAST).collect();
    let mut table = Table::new(&head, mark, out)?;
    let names = documents(input.articles);
    for (index, (document, pair)) in names.iter().zip(input.articles).enumerate() {
        let places = Places::new(&pair.0.text);
        for segment in Said::new(input, index).segments(&places) {
            let mut row = segment_row(document, *pair, &places, &segment, input);
            row.push(words(pair.0.origin.sha256.clone()));
            let stamp = segment
                .is_of_engine()
                .then_some(&*pair.1.engine.fingerprint);
            row.push(words(stamp.unwrap_or_default()));
            table.row(row)?;
        }
    }
    table.finish()
}

/// One row a finding in the voices that are counted.
pub(super) fn findings(
    input: &ExportInput<'_>,
    mark: &[u8],
    out: &mut dyn Write,
) -> io::Result<()> {
    let head: Vec<&str> = SEGMENTS
        .into_iter()
        .chain(["made_by"])
        .chain(LAST)
        .collect();
    let mut table = Table::new(&head, mark, out)?;
    let names = documents(input.articles);
    for (index, (document, (article, analysis))) in names.iter().zip(input.articles).enumerate() {
        let counted = Counted::new(article, analysis, input.filter);
        let said = Said::new(input, index);
        let places = Places::new(&article.text);
        let segments = said.findings(&places);
        for (segment, finding) in segments.into_iter().zip(&analysis.findings) {
            if !counted.finding(finding) {
                continue;
            }
            let mut row = segment_row(document, (article, analysis), &places, &segment, input);
            row.push(words(finding.made_by.name()));
            row.push(words(article.origin.sha256.clone()));
            row.push(words(&*analysis.engine.fingerprint));
            table.row(row)?;
        }
    }
    table.finish()
}

const RELIABILITY: [&str; 16] = [
    "code",
    "unit",
    "articles",
    "n",
    "left_out",
    "left_out_why",
    "percent",
    "kappa",
    "alpha",
    "alpha_low",
    "alpha_high",
    "alpha_unitizing",
    "coded_in_sight",
    "engine_version",
    "rules",
    "fingerprint",
];

/// One row a code: how far people and the engine agree, as [`crate::compare::reliability`]
/// has it. Numbers that are not defined are empty. `percent` is 0 to 100; `alpha_low` and
/// `alpha_high` are the 95 % interval; `coded_in_sight` counts sentences whose layer was coded
/// with the engine's answers in sight.
pub(super) fn reliability(
    input: &ExportInput<'_>,
    mark: &[u8],
    out: &mut dyn Write,
) -> io::Result<()> {
    let coded: Vec<Codings<'_>> = input
        .articles
        .iter()
        .enumerate()
        .filter_map(|(index, (article, analysis))| {
            let coding = input.coding(index)?;
            Some(Codings {
                article,
                analysis,
                coding,
            })
        })
        .collect();
    let found = compare::reliability::reliability(&coded);
    if found.articles == 0 {
        return Err(io::Error::other(ExportError::NotCoded));
    }
    let engine = input.engine();
    let decimals = |value: Option<f64>, scale: f64| {
        number(value.map_or_else(String::new, |value| format!("{:.4}", value * scale)))
    };
    let mut table = Table::new(&RELIABILITY, mark, out)?;
    for row in &found.rows {
        let agreement = &row.agreement;
        table.row(vec![
            words(row.name()),
            words("sentence"),
            number(found.articles),
            number(agreement.units),
            number(agreement.left_out),
            words(row.left_out_words()),
            decimals(agreement.percent, 100.0),
            decimals(agreement.kappa, 1.0),
            decimals(agreement.alpha, 1.0),
            decimals(agreement.interval.map(|(low, _)| low), 1.0),
            decimals(agreement.interval.map(|(_, high)| high), 1.0),
            decimals(row.alpha_of_stretches, 1.0),
            number(found.in_sight),
            words(engine.version),
            // By its older name, and by its own.
            words(&*engine.fingerprint),
            words(&*engine.fingerprint),
        ])?;
    }
    table.finish()
}

/// A cell: words are neutralised, numbers are not.
enum Value {
    Words(String),
    Number(String),
}

fn words(text: impl Into<String>) -> Value {
    Value::Words(text.into())
}

fn number(value: impl std::fmt::Display) -> Value {
    Value::Number(format!("{value}"))
}

fn date(article: &Article) -> Value {
    // A date begins with a digit, so it is safe as it stands.
    Value::Number(
        article
            .metadata
            .published
            .map_or_else(String::new, |day| day.to_string()),
    )
}

fn sentence_row(
    document: &str,
    counted: &Counted<'_>,
    places: &Places<'_>,
    sentence: &Sentence,
) -> Vec<Value> {
    let analysis = counted.analysis;
    let (start, end, text) = places.of(sentence.span);
    let sources: Vec<&str> = sentence
        .sources
        .iter()
        .filter_map(|source| analysis.sources.get(*source))
        .map(|source| source.name.as_str())
        .collect();
    let devices: Vec<&str> = sentence
        .findings
        .iter()
        .filter_map(|finding| analysis.findings.get(*finding))
        .filter(|finding| counted.finding(finding))
        .map(|finding| finding.device.code())
        .collect();
    let verdict = sentence.verdict();
    let name = |of: fn(&Verdict) -> &'static str| words(verdict.map_or("", of));
    let figure = |of: fn(&Verdict) -> f64| {
        let figure = verdict.map(|verdict| of(verdict).to_string());
        number(figure.unwrap_or_default())
    };
    vec![
        words(document),
        words(counted.article.metadata.outlet.clone().unwrap_or_default()),
        date(counted.article),
        sentence.number.map_or_else(|| words(""), number),
        number(start),
        number(end),
        words(text),
        name(|verdict| verdict.voice.name()),
        name(|verdict| verdict.stance.name()),
        name(|verdict| verdict.layer.name()),
        figure(|verdict| verdict.probabilities.framing.fraction()),
        figure(|verdict| verdict.sentiment.compound()),
        words(sources.join("; ")),
        words(devices.join("; ")),
    ]
}

fn frames_of(frames: &[TopicFrame], sentence: usize) -> String {
    let names = frames
        .iter()
        .filter(|frame| frame.sentences.binary_search(&sentence).is_ok())
        .map(|frame| frame.name.as_str());
    names.collect::<Vec<_>>().join("; ")
}

fn said_of_sentence(said: &Said<'_>, index: usize) -> Vec<Value> {
    let judgement = said.review.sentence(index);
    let span = said.analysis.sentences[index].span;
    let marks = || said.marks_at(span).map(|(_, mark)| mark);
    let codes: BTreeSet<&str> = marks().map(|mark| mark.code.name()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let last = marks().max_by_key(|mark| mark.at);
    let who = judgement
        .map(|judgement| (&*judgement.by, judgement.at, &*judgement.note))
        .or_else(|| last.map(|mark| (&*mark.by, mark.at, &*mark.note)));
    let decision = judgement.and_then(|judgement| judgement.decision);
    vec![
        words(decision.map_or("", Decision::name)),
        words(said.layers.get(&index).map_or("", |layer| layer.name())),
        words(codes.join("; ")),
        words(who.map_or("", |(by, ..)| by)),
        Value::Number(who.map_or_else(String::new, |(_, at, _)| time(at))),
        words(who.map_or("", |(.., note)| note)),
    ]
}

fn segment_row(
    document: &str,
    (article, analysis): (&Article, &Analysis),
    places: &Places<'_>,
    segment: &Segment<'_>,
    input: &ExportInput<'_>,
) -> Vec<Value> {
    let metadata = &article.metadata;
    let empty = || Value::Number(String::new());
    let (start, end, text, before, after) = if let Some(span) = segment.span {
        let (start, end, text) = places.of(span);
        let before = last_words(&article.text[..span.start()], CONTEXT);
        let after = first_words(&article.text[span.end()..], CONTEXT);
        (number(start), number(end), text, before, after)
    } else {
        let anchor = &segment.anchor;
        (
            empty(),
            empty(),
            &*anchor.quote,
            &*anchor.before,
            &*anchor.after,
        )
    };
    let is_of_engine = segment.is_of_engine();
    let said = segment.said();
    vec![
        words(document),
        words(metadata.outlet.clone().unwrap_or_default()),
        date(article),
        words(metadata.url.clone().unwrap_or_default()),
        start,
        end,
        words(text),
        words(before),
        words(after),
        words(segment.code),
        words(segment.origin()),
        words(segment.status()),
        segment
            .confidence()
            .map_or_else(empty, |confidence| number(confidence.fraction())),
        words(segment.reason()),
        words(segment.detector()),
        words(if is_of_engine {
            analysis.engine.version
        } else {
            ""
        }),
        words(said.map_or("", |(by, ..)| by)),
        if is_of_engine {
            number(input.date)
        } else {
            empty()
        },
        said.map_or_else(empty, |(_, at, _)| Value::Number(time(at))),
        words(said.map_or("", |(.., note)| note)),
    ]
}

/// A table on its way out.
struct Table<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
}

impl<'o> Table<'o> {
    /// `mark` stands before everything.
    fn new(head: &[&str], mark: &[u8], out: &'o mut dyn Write) -> io::Result<Self> {
        out.write_all(mark)?;
        let mut table = Self {
            writer: csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(out),
        };
        table.row(head.iter().map(|title| words(*title)).collect())?;
        Ok(table)
    }

    fn row(&mut self, values: Vec<Value>) -> io::Result<()> {
        let cells = values.into_iter().map(|value| match value {
            Value::Words(text) => neutral(text),
            Value::Number(text) => text,
        });
        Ok(self.writer.write_record(cells)?)
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Spreadsheets take a cell that begins like a formula for one; an apostrophe
/// before it keeps it text. Plain numbers are left alone.
fn neutral(text: String) -> String {
    // Some spreadsheets pass over what cannot be seen and over blank space to find the formula.
    let seen = text.trim_start_matches(is_unseen);
    let is_formula = seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula && !is_number(seen) || text.starts_with(['\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text
    }
}

/// Whether nothing is seen of a letter: blank space, a control character, or one that only says
/// how others are set.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || letter.general_category() == GeneralCategory::Format
        || matches!(
            letter,
            '\u{34f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{2065}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}'
                | '\u{e0100}'..='\u{e01ef}'
        )
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|letter: char| letter.is_ascii_digit()) && digits.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        for text in [
            "=1+1", "+cmd", "-1-1", "@SUM(A1)", "\t=1", "-", "-inf", "＝1",
        ] {
            assert_eq!(neutral(text.to_owned()), format!("'{text}"));
        }
        for text in ["-0.42", "+7", "a=b", "", "−5 degrees", "1.5e3"] {
            assert_eq!(neutral(text.to_owned()), text);
        }
    }

    #[test]
    fn a_formula_behind_what_cannot_be_seen_becomes_text_too() {
        for unseen in [
            "\u{200b}",
            "\u{feff}",
            "\u{ad}",
            "\u{202e}",
            "\u{2060}",
            "\u{200d}\u{fe0f}",
            " ",
            "\u{a0}",
            "\u{3164}",
            "\u{1}",
            "\u{e0041}",
            "\u{180e}",
            "\u{2028}",
        ] {
            for formula in ["=1+1", "@SUM(A1)", "＝1", "-1-1"] {
                let text = format!("{unseen}{formula}");
                assert_eq!(neutral(text.clone()), format!("'{text}"), "{unseen:?}");
            }
            let plain = format!("{unseen}The council met.");
            assert_eq!(neutral(plain.clone()), plain);
        }
        assert_eq!(neutral(" -0.42".to_owned()), " -0.42");
    }
}
