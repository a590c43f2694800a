//! `label`: sentences in, labels out, as a stream.

use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::arguments::LabelOptions;
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
    let mut out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
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
            Err(Refused::new(Value::Null, TOO_LONG))
        };
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

/// One line that asks for a label.
#[derive(Debug)]
pub(super) struct Request {
    fields: Map<String, Value>,
    target: Option<Span>,
}

/// A line that cannot be labelled.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    id: Value,
    pub(super) error: String,
}

impl Refused {
    fn new(id: Value, error: &str) -> Self {
        Self {
            id,
            error: error.to_owned(),
        }
    }
}

impl Request {
    /// Reads one line.
    pub(super) fn parse(line: &[u8]) -> Result<Self, Refused> {
        // A byte order mark may stand before the first line.
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        let text = std::str::from_utf8(line)
            .map_err(|_error| Refused::new(Value::Null, "This line is not UTF-8."))?;
        let value: Value = serde_json::from_str(text).map_err(|error| {
            Refused::new(Value::Null, &format!("This line is not JSON: {error}."))
        })?;
        let Value::Object(fields) = value else {
            return Err(Refused::new(Value::Null, "This line is not a JSON object."));
        };
        let mut request = Self {
            fields,
            target: None,
        };
        if request.text().trim().is_empty() {
            return Err(request.refuse("This line has no text."));
        }
        if request.text().len() > LONGEST_TEXT {
            return Err(request.refuse(
                "This text is longer than 20 kB, which is no sentence. Label its sentences one by one, or analyse it as an article.",
            ));
        }
        request.target = request
            .find_target()
            .map_err(|error| request.refuse(error))?;
        Ok(request)
    }

    /// A field that is a string.
    pub(super) fn string(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
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

    fn id(&self) -> &Value {
        self.fields.get("id").unwrap_or(&Value::Null)
    }

    fn refuse(&self, error: &str) -> Refused {
        Refused::new(self.id().clone(), error)
    }

    fn find_target(&self) -> Result<Option<Span>, &'static str> {
        const WRONG: &str = "The target needs a start and an end inside the text, in code points.";
        let target = match self.fields.get("target") {
            None | Some(Value::Null) => return Ok(None),
            Some(target) => target,
        };
        let place = |name| {
            let points = usize::try_from(target.get(name)?.as_u64()?).ok()?;
            byte_of(self.text(), points)
        };
        match (place("start"), place("end")) {
            (Some(start), Some(end)) if start < end => Ok(Some(Span::new(start, end))),
            _ => Err(WRONG),
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
    id: &'a Value,
    #[serde(flatten)]
    verdict: VerdictJson,
    tone: Option<&'static str>,
    p_tone: Option<[f64; 3]>,
    sources: Vec<SourceJson<'a>>,
    quoted: Vec<SpanJson>,
    findings: Vec<FindingJson<'a>>,
}

impl<'a> LabelJson<'a> {
    fn new(request: &'a Request, label: &'a Label) -> Self {
        let places = Places::new(request.text());
        let sentence = &label.sentence;
        Self {
            id: request.id(),
            verdict: VerdictJson::new(sentence),
            tone: label.tone.map(|label| label.tone.name()),
            p_tone: label
                .tone
                .map(|label| label.probabilities.map(Confidence::fraction)),
            sources: json::sources(&label.sources, &places),
            quoted: json::spans(&sentence.quoted, &places),
            findings: json::findings(&label.findings, &places),
        }
    }
}

#[cfg(test)]
mod tests {
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
        assert!(Request::parse(wrong.as_bytes()).is_err_and(|refused| refused.id == 4));
    }
}
