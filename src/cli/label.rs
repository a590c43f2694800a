//! `label`: sentences in, labels out, as a stream.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use super::arguments::LabelOptions;
use super::fields::{Fields, kind};
use super::{Failure, Outcome, output};
use crate::analysis::{self, Label, LabelInput};
use crate::export::json::{self, FindingJson, SourceJson, SpanJson, VerdictJson};
use crate::export::places::Places;
use crate::model::{Confidence, Settings};
use crate::text::Span;
use crate::text::language::Language;

/// No sentence is longer; a longer line is refused instead of filling memory.
const LONGEST_LINE: usize = 1 << 20;

/// Longest text that is labelled, in bytes: a sentence, or several that are taken as one.
const LONGEST_TEXT: usize = 20_000;

/// What is said of a line that is longer.
pub(super) const TOO_LONG: &str = "This line is longer than 1 MiB.";

/// Labels the lines of standard input.
pub(super) fn run(options: &LabelOptions) -> Result<Outcome, Failure> {
    output::check_output(&["-".into()])?;
    let settings = options.engine.settings_of_sentences();
    output::say_without_model(&settings);
    let mut input = BufReader::with_capacity(64 * 1024, io::stdin().lock());
    let mut out = BufWriter::with_capacity(64 * 1024, output::out());
    let counts = stream(&mut input, &mut out, &settings)?;
    if counts.failed > 0 {
        output::say(&format!(
            "{} of {} lines could not be labelled; each says why.",
            counts.failed, counts.lines
        ));
    }
    // A bad line is answered, not fatal: a failing status would make a pipe
    // step throw away all the good ones.
    Ok(Outcome::Done)
}

/// What passed through a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    lines: usize,
    failed: usize,
}

fn stream<R: io::Read>(
    input: &mut BufReader<R>,
    out: &mut impl Write,
    settings: &Settings,
) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    let mut line = Vec::new();
    let mut warned = Warned::default();
    loop {
        // Whoever waits for an answer before sending the next line gets it: the
        // buffer is written before a read that could block.
        if input.buffer().is_empty() {
            out.flush()?;
        }
        let Some(complete) = next_line(input, &mut line).map_err(unreadable)? else {
            break;
        };
        counts.lines += 1;
        let answer = if complete {
            Request::parse(&line)
        } else {
            Err(Refused::new(TOO_LONG))
        };
        let warnings = match &answer {
            Ok(request) => &request.warnings,
            Err(refused) => &refused.warnings,
        };
        for sentence in warned.news(counts.lines, warnings) {
            output::say(&sentence);
        }
        match answer {
            Ok(request) => {
                let label = analysis::label(&request.input(), settings);
                write_line(out, &LabelJson::new(&request, &label))?;
            }
            Err(refused) => {
                counts.failed += 1;
                write_line(out, &refused)?;
            }
        }
    }
    out.flush()?;
    Ok(counts)
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, line).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Reads one line without its end; `Some(false)` where it was too long and was skipped.
pub(super) fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    let read = input
        .by_ref()
        .take(LONGEST_LINE as u64 + 1)
        .read_until(b'\n', line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Some(true));
    }
    if read <= LONGEST_LINE {
        return Ok(Some(true));
    }
    input.skip_until(b'\n')?;
    Ok(Some(false))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err asks for"
)]
fn unreadable(error: io::Error) -> Failure {
    Failure::Said(format!("The input could not be read: {error}."))
}

/// What was warned of: each is said once a stream, so that a million lines with the same
/// fault say it once.
#[derive(Debug, Default)]
struct Warned {
    said: BTreeSet<String>,
    is_full: bool,
}

impl Warned {
    /// Different warnings that are said.
    const MOST: usize = 20;

    /// What is to be said of the warnings of a line.
    fn news(&mut self, line: usize, warnings: &[String]) -> Vec<String> {
        let mut news = Vec::new();
        for warning in warnings {
            if self.said.contains(warning) {
                continue;
            }
            if self.said.len() < Self::MOST {
                self.said.insert(warning.clone());
                news.push(format!("line {line}: {warning}"));
            } else if !std::mem::replace(&mut self.is_full, true) {
                news.push("There are more such warnings; each stands in its line.".to_owned());
            }
        }
        news
    }
}

/// Keys that hold a string.
const STRINGS: [&str; 5] = ["text", "before", "after", "heading", "language"];

/// One line that asks for a label.
#[derive(Debug)]
pub(super) struct Request {
    fields: Fields,
    target: Option<Span>,
    /// What is wrong with its keys, in a sentence each.
    warnings: Vec<String>,
}

/// A line that cannot be labelled.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    id: Option<Box<RawValue>>,
    pub(super) error: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
}

impl Refused {
    fn new(error: impl Into<String>) -> Self {
        Self {
            id: None,
            error: error.into(),
            warnings: Vec::new(),
        }
    }
}

impl Request {
    /// Reads one line.
    pub(super) fn parse(line: &[u8]) -> Result<Self, Refused> {
        // A byte order mark may stand before the first line.
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        let text =
            std::str::from_utf8(line).map_err(|_error| Refused::new("This line is not UTF-8."))?;
        let fields = Fields::parse(text, "This line").map_err(Refused::new)?;
        let mut request = Self {
            warnings: fields.warnings("", &STRINGS, &[]),
            fields,
            target: None,
        };
        if let Some(other) = request.fields.rest.get("text")
            && !other.is_string()
            && !other.is_null()
        {
            let error = format!("The text is {}; it must be a string.", kind(other));
            return Err(request.refused(error));
        }
        if request.text().trim().is_empty() {
            return Err(request.refused("This line has no text."));
        }
        match request.find_target() {
            Ok(target) => request.target = target,
            Err(error) => return Err(request.refused(error)),
        }
        if request.text().len() > LONGEST_TEXT {
            return Err(request.refused(
                "This text is longer than 20 kB, which is no sentence. Label its sentences one by one, or analyse it as an article.",
            ));
        }
        Ok(request)
    }

    /// A field that is a string.
    pub(super) fn string(&self, name: &str) -> Option<&str> {
        self.fields.rest.get(name)?.as_str()
    }

    /// The sentence.
    pub(super) fn text(&self) -> &str {
        self.string("text").unwrap_or_default()
    }

    /// The question to the engine.
    pub(super) fn input(&self) -> LabelInput<'_> {
        LabelInput {
            text: self.text(),
            before: self.string("before"),
            after: self.string("after"),
            heading: self.string("heading"),
            target: self.target,
            language: self.string("language").and_then(Language::of_tag),
        }
    }

    fn refused(self, error: impl Into<String>) -> Refused {
        Refused {
            id: self.fields.id,
            warnings: self.warnings,
            ..Refused::new(error)
        }
    }

    fn find_target(&mut self) -> Result<Option<Span>, String> {
        const WRONG: &str = "The target needs a start and an end inside the text, in code points.";
        let target = match self.fields.target.as_deref() {
            None => return Ok(None),
            Some(target) if target.get() == "null" => return Ok(None),
            Some(target) => Fields::parse(target.get(), "The target")?,
        };
        let warnings = target.warnings("target.", &[], &["start", "end"]);
        self.warnings.extend(warnings);
        let place = |name| {
            let points = usize::try_from(target.rest.get(name)?.as_u64()?).ok()?;
            byte_of(self.text(), points)
        };
        match (place("start"), place("end")) {
            (Some(start), Some(end)) if start < end => Ok(Some(Span::new(start, end))),
            _ => Err(WRONG.to_owned()),
        }
    }
}

/// The byte at which code point `points` begins; the end of the text counts.
fn byte_of(text: &str, points: usize) -> Option<usize> {
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .nth(points)
}

#[derive(Debug, Serialize)]
struct LabelJson<'a> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    verdict: VerdictJson,
    tone: Option<&'static str>,
    p_tone: Option<[f64; 3]>,
    sources: Vec<SourceJson<'a>>,
    quoted: Vec<SpanJson>,
    findings: Vec<FindingJson<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    warnings: &'a [String],
}

impl<'a> LabelJson<'a> {
    fn new(request: &'a Request, label: &'a Label) -> Self {
        let places = Places::new(request.text());
        let sentence = &label.sentence;
        Self {
            id: request.fields.id.as_deref(),
            verdict: VerdictJson::new(sentence),
            tone: label.tone.map(|label| label.tone.name()),
            p_tone: label
                .tone
                .map(|label| label.probabilities.map(Confidence::fraction)),
            sources: json::sources(&label.sources, &places),
            quoted: json::spans(&sentence.quoted, &places),
            findings: json::findings(&label.findings, &places),
            warnings: &request.warnings,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn answers(input: &[u8]) -> (Counts, Vec<Value>) {
        let mut out = Vec::new();
        let mut reader = BufReader::new(input);
        let counts = match stream(&mut reader, &mut out, &Settings::default()) {
            Ok(counts) => counts,
            Err(failure) => panic!("{failure}"),
        };
        let lines = String::from_utf8_lossy(&out)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        (counts, lines)
    }

    #[test]
    fn a_bad_line_is_answered_and_the_stream_goes_on() {
        let (counts, lines) = answers(
            b"\xEF\xBB\xBF{\"id\": 1, \"text\": \"It rained.\"}\nnot json\n{\"id\": \"b\"}\n\xFF\n\n{\"id\":[2],\"text\":\"So what?\"}",
        );
        assert_eq!((counts.lines, counts.failed), (6, 4));
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[0]["id"], 1);
        assert_eq!(lines[1]["id"], Value::Null);
        assert_eq!(lines[2]["error"], "This line has no text.");
        assert_eq!(lines[2]["id"], "b");
        assert_eq!(lines[5]["id"][0], 2);
        assert!(lines[5]["p_loaded"].is_number());
    }

    #[test]
    fn a_line_without_end_is_refused_and_the_next_one_read() {
        let mut input = vec![b'x'; LONGEST_LINE + 100];
        input.extend_from_slice(b"\n{\"id\":1,\"text\":\"It rained.\"}\n");
        let (counts, lines) = answers(&input);
        assert_eq!((counts.lines, counts.failed), (2, 1));
        assert_eq!(lines[1]["id"], 1);
    }

    #[test]
    fn a_target_counts_code_points() {
        let line = r#"{"text":"é😀 Ann left.","target":{"start":3,"end":6}}"#;
        let request = Request::parse(line.as_bytes());
        let target = request
            .as_ref()
            .ok()
            .and_then(|request| Some(request.target?.of(request.text())));
        assert_eq!(target, Some("Ann"));
        let wrong = r#"{"id":4,"text":"Ann","target":{"start":2,"end":9}}"#;
        let refused = Request::parse(wrong.as_bytes()).unwrap_err();
        assert_eq!(refused.id.unwrap().get(), "4");
    }

    #[test]
    fn what_is_wrong_with_the_keys_is_said_in_the_line_and_once_a_stream() {
        let (counts, lines) = answers(
            br#"{"id":1,"text":"It rained.","Before":"x"}
{"id":2,"text":"It rained.","Before":"x","heading":["y"],"language":"en"}
{"id":3,"txt":"It rained."}
{"id":4,"text":7}
{"id":5,"text":"Ann left.","target":{"start":0,"end":3,"stop":3,"end":3}}
{"id":6,"text":"It rained.","language":4}
{"id":7,"text":"It rained."}"#,
        );
        assert_eq!((counts.lines, counts.failed), (7, 2));
        let unknown = "The key \"Before\" is not known and was ignored.";
        assert_eq!(lines[0]["warnings"], serde_json::json!([unknown]));
        assert_eq!(
            lines[1]["warnings"],
            serde_json::json!([
                unknown,
                "The key \"heading\" holds a list; it needs a string and was ignored."
            ])
        );
        assert_eq!(lines[2]["error"], "This line has no text.");
        let said = lines[2]["warnings"][0].as_str().unwrap();
        assert!(said.contains("\"txt\" is not known"), "{said}");
        assert_eq!(
            lines[3]["error"],
            "The text is a number; it must be a string."
        );
        let said = lines[4]["warnings"].to_string();
        assert!(
            said.contains("target.stop") && said.contains("target.end"),
            "{said}"
        );
        assert!(
            lines[5]["warnings"][0]
                .as_str()
                .unwrap()
                .contains("\"language\" holds")
        );
        assert!(lines[6].get("warnings").is_none());

        let mut warned = Warned::default();
        let twice = [unknown.to_owned()];
        assert_eq!(warned.news(1, &twice), [format!("line 1: {unknown}")]);
        assert!(warned.news(2, &twice).is_empty());
        let many: Vec<String> = (0..500).map(|number| number.to_string()).collect();
        assert_eq!(warned.news(3, &many).len(), Warned::MOST);
        assert!(warned.news(4, &["another".to_owned()]).is_empty());
    }

    #[test]
    fn an_id_comes_back_exactly_as_it_was_given() {
        let mut out = Vec::new();
        let long = "123456789012345678901234567890";
        let input = format!(
            "{{\"id\":{long},\"text\":\"It rained.\"}}\n{{\"id\":{long}}}\n{{\"text\":\"It rained.\"}}"
        );
        let mut reader = BufReader::new(input.as_bytes());
        stream(&mut reader, &mut out, &Settings::default()).unwrap();
        let out = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = out.lines().collect();
        let start = format!("{{\"id\":{long},");
        assert!(
            lines[0].starts_with(&start) && lines[1].starts_with(&start),
            "{out}"
        );
        assert!(lines[2].starts_with("{\"id\":null,"), "{out}");
    }
}
