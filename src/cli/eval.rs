//! `eval`: labelled sentences in, figures out.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::arguments::{EvalOptions, FiguresFormat, ScoreName};
use super::label::Request;
use super::metrics::{Figures, Scored};
use super::{Failure, Outcome, output};
use crate::analysis;
use crate::model::Probabilities;

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
    let lines = open(&options.dataset)?;
    let settings = options.engine.settings_of_sentences();
    output::say_without_model(&settings);
    let mut scored: Vec<Scored> = Vec::new();
    let mut failed = 0;
    let mut seconds = 0.0;
    for (index, line) in lines.split(b'\n').enumerate() {
        let line = line.map_err(|error| unreadable(&options.dataset, &error))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match labelled(&line) {
            Ok((request, truth)) => {
                let start = Instant::now();
                let label = analysis::label(&request.input(), &settings);
                seconds += start.elapsed().as_secs_f64();
                scored.push((options.score.of(label.sentence.probabilities), truth));
            }
            Err(sentence) => {
                failed += 1;
                output::say_of(&options.dataset, &format!("line {}: {sentence}", index + 1));
            }
        }
    }
    if scored.is_empty() {
        output::say_of(&options.dataset, "There is no labelled sentence in it.");
        return Ok(Outcome::Nothing);
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of sentences are far below 2^52"
    )]
    let per_second = scored.len() as f64 / seconds.max(1e-9);
    let report = Report {
        score: options.score.field(),
        figures: Figures::of(&scored),
        per_second,
    };
    output::write(&report.print(options.format)?)?;
    Ok(if failed == 0 {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    Ok(Box::new(BufReader::new(file)))
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

    fn of(self, probabilities: Probabilities) -> f64 {
        match self {
            Self::Loaded => probabilities.loaded,
            Self::Evaluative => probabilities.evaluative,
            Self::Framing => probabilities.framing,
        }
        .fraction()
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
