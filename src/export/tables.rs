//! Tables for spreadsheets and statistics: UTF-8, RFC 4180.

use super::places::{Places, first_words, last_words};
use super::{ExportError, ExportInput};
use crate::compare::Counted;
use crate::compare::frames::stated;
use crate::model::{Analysis, Article, Finding, Sentence, TopicFrame};

/// Characters of context on either side of a passage.
const CONTEXT: usize = 60;

const SENTENCES: [&str; 15] = [
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
];

const FINDINGS: [&str; 21] = [
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
    "made_by",
];

/// One row a sentence.
pub(super) fn sentences(input: &ExportInput<'_>) -> Result<Vec<u8>, ExportError> {
    let mut table = Table::new(&SENTENCES);
    for (document, (article, analysis)) in documents(input).into_iter().zip(input.articles) {
        let counted = Counted::new(article, analysis, input.filter);
        let places = Places::new(&article.text);
        let frames = stated(&counted);
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let mut row = sentence_row(&document, &counted, &places, index, sentence);
            row.push(words(frames_of(&frames, index)));
            table.row(row);
        }
    }
    table.finish()
}

/// One row a finding.
pub(super) fn findings(input: &ExportInput<'_>) -> Result<Vec<u8>, ExportError> {
    let head: Vec<&str> = FINDINGS.into_iter().chain(["sha256"]).collect();
    let mut table = Table::new(&head);
    for (document, (article, analysis)) in documents(input).into_iter().zip(input.articles) {
        let counted = Counted::new(article, analysis, input.filter);
        let places = Places::new(&article.text);
        for (_, finding) in counted.findings() {
            table.row(finding_row(
                &document, article, analysis, &places, finding, input,
            ));
        }
    }
    table.finish()
}

/// A name for each document, by which rows can be joined: the file's name or the title.
fn documents(input: &ExportInput<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (article, _) in input.articles {
        let name = article.origin.file_name().unwrap_or(&article.title.text);
        let mut unique = name.to_owned();
        let mut number = 2;
        while names.contains(&unique) {
            unique = format!("{name} ({number})");
            number += 1;
        }
        names.push(unique);
    }
    names
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
    index: usize,
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
    vec![
        words(document),
        words(counted.article.metadata.outlet.clone().unwrap_or_default()),
        date(counted.article),
        number(index),
        number(start),
        number(end),
        words(text),
        words(sentence.voice.name()),
        words(sentence.stance.name()),
        words(sentence.layer.name()),
        number(sentence.probabilities.framing.fraction()),
        number(sentence.sentiment.compound()),
        words(sources.join("; ")),
        words(devices.join("; ")),
    ]
}

fn frames_of(frames: &[TopicFrame], sentence: usize) -> String {
    let names = frames
        .iter()
        .filter(|frame| frame.sentences.contains(&sentence))
        .map(|frame| frame.name.as_str());
    names.collect::<Vec<_>>().join("; ")
}

fn finding_row(
    document: &str,
    article: &Article,
    analysis: &Analysis,
    places: &Places<'_>,
    finding: &Finding,
    input: &ExportInput<'_>,
) -> Vec<Value> {
    let (start, end, text) = places.of(finding.span);
    let whole = places.whole(finding.span);
    let metadata = &article.metadata;
    vec![
        words(document),
        words(metadata.outlet.clone().unwrap_or_default()),
        date(article),
        words(metadata.url.clone().unwrap_or_default()),
        number(start),
        number(end),
        words(text),
        words(last_words(&article.text[..whole.start()], CONTEXT)),
        words(first_words(&article.text[whole.end()..], CONTEXT)),
        words(finding.device.code()),
        words("machine"),
        words("open"),
        number(finding.confidence.fraction()),
        words(finding.reason.summary.clone()),
        words(finding.detector.0),
        words(analysis.engine.version),
        words(""),
        Value::Number(input.date.to_string()),
        words(""),
        words(""),
        words(article.origin.sha256.clone()),
        words(finding.made_by.name()),
    ]
}

/// A table on its way to bytes; the first failure is kept.
struct Table {
    writer: csv::Writer<Vec<u8>>,
    failed: Option<csv::Error>,
}

impl Table {
    fn new(head: &[&str]) -> Self {
        let mut table = Self {
            writer: csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new()),
            failed: None,
        };
        table.row(head.iter().map(|title| words(*title)).collect());
        table
    }

    fn row(&mut self, values: Vec<Value>) {
        let cells = values.into_iter().map(|value| match value {
            Value::Words(text) => neutral(text),
            Value::Number(text) => text,
        });
        if let Err(error) = self.writer.write_record(cells) {
            self.failed.get_or_insert(error);
        }
    }

    fn finish(self) -> Result<Vec<u8>, ExportError> {
        match self.failed {
            Some(error) => Err(ExportError::Make(error.to_string())),
            None => self
                .writer
                .into_inner()
                .map_err(|error| ExportError::Make(error.to_string())),
        }
    }
}

/// Spreadsheets take a cell that begins like a formula for one; an apostrophe
/// before it keeps it text. Plain numbers are left alone.
fn neutral(text: String) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky && !is_number(&text) {
        format!("'{text}")
    } else {
        text
    }
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
}
