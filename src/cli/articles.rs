//! `analyze` and `compare`.

use std::io::{self, Write as _};

use super::arguments::{AnalyzeOptions, CompareOptions, FormatName, OutputOptions};
use super::input::Inputs;
use super::{Failure, Outcome, output, project};
use crate::analysis::analyse;
use crate::export::json::AnalysisLine;
use crate::export::{ExportInput, export};
use crate::model::{Analysis, Article, Settings};

/// Analyses every article.
pub(super) fn analyze(options: &AnalyzeOptions) -> Result<Outcome, Failure> {
    let place = options.output.output.as_deref();
    output::check(place, options.output.force)?;
    let settings = options.engine.settings();
    let mut inputs = Inputs::new(&options.files);
    if options.output.format() == FormatName::Jsonl && place.is_none() {
        return lines(&mut inputs, &settings, &options.output);
    }
    let articles = read(&mut inputs, &settings);
    finish(&articles, inputs.failed, &options.output, false)
}

/// Analyses and compares.
pub(super) fn compare(options: &CompareOptions) -> Result<Outcome, Failure> {
    if let [single] = &options.files[..]
        && !project::is_project(single)
    {
        output::say("A comparison needs two or more articles, or a project with as many.");
        return Ok(Outcome::Usage);
    }
    output::check(options.output.output.as_deref(), options.output.force)?;
    let settings = options.engine.settings();
    let mut inputs = Inputs::new(&options.files);
    let articles = read(&mut inputs, &settings);
    finish(&articles, inputs.failed, &options.output, true)
}

fn read(inputs: &mut Inputs<'_>, settings: &Settings) -> Vec<(Article, Analysis)> {
    inputs
        .map(|article| {
            let analysis = analysed(&article, settings);
            (article, analysis)
        })
        .collect()
}

/// Analyses an article, and says where the language model could not be asked.
fn analysed(article: &Article, settings: &Settings) -> Analysis {
    let analysis = analyse(article, settings);
    if let Some(sentence) = &analysis.engine.without_model {
        output::say(&format!("{}: {sentence}", article.title.text));
    }
    analysis.shown(settings)
}

/// One line an article, each written when it is ready: memory holds one article at a time.
fn lines(
    inputs: &mut Inputs<'_>,
    settings: &Settings,
    options: &OutputOptions,
) -> Result<Outcome, Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut done = 0;
    for article in inputs.by_ref() {
        let analysis = analysed(&article, settings);
        let line = AnalysisLine::new(&article, &analysis, options.filter());
        serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        done += 1;
    }
    out.flush()?;
    Ok(outcome(done, inputs.failed))
}

fn finish(
    articles: &[(Article, Analysis)],
    failed: usize,
    options: &OutputOptions,
    compared: bool,
) -> Result<Outcome, Failure> {
    if articles.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let pairs: Vec<_> = articles
        .iter()
        .map(|(article, analysis)| (article, analysis))
        .collect();
    let comparison = compared.then(|| crate::compare::compare(&pairs, options.filter()));
    let input = ExportInput {
        project: &options.title,
        articles: &pairs,
        comparison: comparison.as_ref(),
        filter: options.filter(),
        date: options.day(),
    };
    let format = options.format();
    let mut bytes =
        export(&input, format.export()).map_err(|error| Failure::Said(error.to_string()))?;
    if options.bom && matches!(format, FormatName::Csv | FormatName::FindingsCsv) {
        bytes.splice(..0, *b"\xEF\xBB\xBF");
    }
    output::write(&bytes, options.output.as_deref(), options.force)?;
    Ok(outcome(articles.len(), failed))
}

fn outcome(done: usize, failed: usize) -> Outcome {
    match (done, failed) {
        (_, 0) => Outcome::Done,
        (0, _) => Outcome::Nothing,
        _ => Outcome::Partly,
    }
}
