//! `eval`: labelled sentences in, figures out.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::arguments::{EvalOptions, FiguresFormat, ScoreName};
use super::label::{Request, TOO_LONG, next_line};
use super::metrics::{Figures, Scores};
use super::{Failure, Outcome, output};
use crate::analysis;
use crate::model::{Confidence, Probabilities};

/// Figures with the time they took.
#[derive(Debug, Serialize)]
struct Report {
    score: &'static str,
    #[serde(flatten)]
    figures: Figures,
    per_second: f64,
}

/// Measures against a data set.
pub(super) fn run(options: &EvalOptions) -> Result<Outcome, Failure> {
    output::check_output(std::slice::from_ref(&options.dataset))?;
    let mut lines = open(&options.dataset)?;
    let settings = options.engine.settings_of_sentences();
    output::say_without_model(&settings);
    let mut label = |request: &Request| match analysis::label(&request.input(), &settings)
        .sentence
        .verdict
    {
        Ok(verdict) => Ok(options.score.of(verdict.probabilities)),
        Err(why) => Err(format!("{}.", why.because())),
    };
    let mut complain = |line: usize, sentence: &str| {
        output::say_of(&options.dataset, &format!("line {line}: {sentence}"));
    };
    let read = measure(&mut lines, &mut label, &mut complain)
        .map_err(|error| unreadable(&options.dataset, &error))?;
    let count = read.scores.count();
    if count == 0 {
        output::say_of(&options.dataset, "There is no labelled sentence in it.");
        return Ok(Outcome::Nothing);
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of sentences are far below 2^52"
    )]
    let per_second = count as f64 / read.seconds.max(1e-9);
    let report = Report {
        score: options.score.field(),
        figures: read.scores.figures(),
        per_second,
    };
    output::write(&report.print(options.format)?)?;
    Ok(if read.failed == 0 {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

/// What a data set gave.
#[derive(Debug, Default)]
struct Measured {
    scores: Scores,
    failed: usize,
    /// How long the labels took.
    seconds: f64,
}

/// Labels a data set line by line, in memory that does not grow with the lines.
fn measure(
    lines: &mut BufReader<impl Read>,
    label: &mut impl FnMut(&Request) -> Result<Confidence, String>,
    complain: &mut impl FnMut(usize, &str),
) -> io::Result<Measured> {
    let mut measured = Measured::default();
    let mut line = Vec::new();
    let mut number = 0;
    while let Some(complete) = next_line(lines, &mut line)? {
        number += 1;
        if complete && line.trim_ascii().is_empty() {
            continue;
        }
        let read = if complete {
            labelled(&line)
        } else {
            Err(TOO_LONG.to_owned())
        };
        let scored = read.and_then(|(request, truth)| {
            let start = Instant::now();
            let score = label(&request)?;
            measured.seconds += start.elapsed().as_secs_f64();
            measured.scores.add(score, truth);
            Ok(())
        });
        if let Err(sentence) = scored {
            measured.failed += 1;
            complain(number, &sentence);
        }
    }
    Ok(measured)
}

fn open(path: &Path) -> Result<BufReader<Box<dyn Read>>, Failure> {
    let source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        // Opening anything else might wait for ever.
        if std::fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            let sentence = "This is no file that can be read to its end, so it was not opened. Give it as standard input with “-”.";
            return Err(Failure::Said(format!(
                "{}: {sentence}",
                output::shown(path)
            )));
        }
        Box::new(File::open(path).map_err(|error| unreadable(path, &error))?)
    };
    Ok(BufReader::new(source))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    Failure::Said(format!(
        "{}: This data set could not be read: {why}.",
        output::shown(path)
    ))
}

fn labelled(line: &[u8]) -> Result<(Request, bool), String> {
    let request = Request::parse(line).map_err(|refused| refused.error)?;
    match request.string("label") {
        Some("framing") => Ok((request, true)),
        Some("neutral") => Ok((request, false)),
        _ => Err("The label must be \"framing\" or \"neutral\".".to_owned()),
    }
}

impl ScoreName {
    fn field(self) -> &'static str {
        match self {
            Self::Loaded => "p_loaded",
            Self::Evaluative => "p_evaluative",
            Self::Framing => "p_framing",
        }
    }

    fn of(self, probabilities: Probabilities) -> Confidence {
        match self {
            Self::Loaded => probabilities.loaded,
            Self::Evaluative => probabilities.evaluative,
            Self::Framing => probabilities.framing,
        }
    }
}

impl Report {
    fn print(&self, format: FiguresFormat) -> Result<Vec<u8>, Failure> {
        match format {
            FiguresFormat::Json => {
                let mut bytes = serde_json::to_vec_pretty(self)
                    .map_err(|error| Failure::Said(error.to_string()))?;
                bytes.push(b'\n');
                Ok(bytes)
            }
            FiguresFormat::Table => Ok(self.table().into_bytes()),
        }
    }

    fn table(&self) -> String {
        let figures = &self.figures;
        let mut table = String::new();
        let mut row = |name: &str, value: String| {
            if writeln!(table, "{name:<28}{value:>10}").is_err() {
                unreachable!("writing to a string cannot fail");
            }
        };
        row("Score", self.score.to_owned());
        row("Sentences", figures.count.to_string());
        row("Labelled framing", figures.positive.to_string());
        row("Macro-F1", format!("{:.3}", figures.macro_f1));
        row("Precision of framing", format!("{:.3}", figures.precision));
        row("Recall of framing", format!("{:.3}", figures.recall));
        row("F1 of framing", format!("{:.3}", figures.f1));
        let area = figures
            .auroc
            .map_or_else(|| "–".to_owned(), |area| format!("{area:.3}"));
        row("AUROC", area);
        row("Expected calibration error", format!("{:.3}", figures.ece));
        row("Brier score", format!("{:.3}", figures.brier));
        row("Sentences a second", format!("{:.0}", self.per_second));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives the same line again and again, and remembers nothing.
    struct Repeated {
        line: &'static [u8],
        at: usize,
        left: usize,
    }

    impl Read for Repeated {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let rest = &self.line[self.at..];
            let given = rest.len().min(buffer.len()).min(self.left);
            buffer[..given].copy_from_slice(&rest[..given]);
            self.at = (self.at + given) % self.line.len();
            self.left -= given;
            Ok(given)
        }
    }

    fn measured(line: &'static [u8], bytes: usize) -> (Measured, Vec<(usize, String)>) {
        let source = Repeated {
            line,
            at: 0,
            left: bytes,
        };
        let mut said = Vec::new();
        let measured = measure(
            &mut BufReader::new(source),
            &mut |request| {
                Ok(Confidence::from_fraction(
                    if request.text().contains("farce") {
                        0.15
                    } else {
                        0.11
                    },
                ))
            },
            &mut |line, sentence| said.push((line, sentence.to_owned())),
        );
        (measured.unwrap(), said)
    }

    #[test]
    fn a_line_without_end_is_refused_in_little_memory_and_the_next_one_counted() {
        let endless = measured(b"x", 64 << 20);
        assert_eq!((endless.0.scores.count(), endless.0.failed), (0, 1));
        assert_eq!(endless.1, [(1, TOO_LONG.to_owned())]);
        let mut data = vec![b'x'; 2 << 20];
        data.extend_from_slice(b"\n\n{\"text\": \"It rained.\", \"label\": \"neutral\"}");
        let length = data.len();
        let (after, said) = measured(data.leak(), length);
        assert_eq!((after.scores.count(), after.failed), (1, 1));
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn a_hundred_thousand_labelled_lines_are_counted_one_by_one() {
        const LINE: &[u8] = b"{\"text\":\"It was a farce.\",\"label\":\"framing\"}\n";
        let (measured, said) = measured(LINE, LINE.len() * 100_000);
        assert!(said.is_empty());
        let figures = measured.scores.figures();
        assert_eq!((figures.count, figures.positive), (100_000, 100_000));
        assert!((figures.brier - 0.85 * 0.85).abs() < 1e-9);
    }
}
