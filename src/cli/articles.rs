//! `analyze` and `compare`.

use std::io::{self, Write as _};

use super::arguments::{AnalyzeOptions, CompareOptions, FormatName, OutputOptions};
use super::input::{Input, Inputs};
use super::{Failure, Outcome, output, project};
use crate::analysis::analyse;
use crate::export::json::AnalysisLine;
use crate::export::{ExportInput, export, with_byte_order_mark};
use crate::model::{Analysis, Settings};

/// Analyses every article.
pub(super) fn analyze(options: &AnalyzeOptions) -> Result<Outcome, Failure> {
    let place = options.output.output.as_deref();
    let format = wanted(&options.output)?;
    output::check(place, options.output.force)?;
    let settings = options.engine.settings();
    let mut inputs = Inputs::new(&options.files);
    if format == FormatName::Jsonl && place.is_none() {
        return lines(&mut inputs, &settings, &options.output);
    }
    let articles = read(&mut inputs, &settings);
    finish(&articles, &inputs, &options.output, false)
}

/// Analyses and compares.
pub(super) fn compare(options: &CompareOptions) -> Result<Outcome, Failure> {
    if let [single] = &options.files[..]
        && !project::is_project(single)
    {
        output::say("A comparison needs two or more articles, or a project with as many.");
        return Ok(Outcome::Usage);
    }
    wanted(&options.output)?;
    output::check(options.output.output.as_deref(), options.output.force)?;
    let settings = options.engine.settings();
    let mut inputs = Inputs::new(&options.files);
    let articles = read(&mut inputs, &settings);
    finish(&articles, &inputs, &options.output, true)
}

/// The format of the output; asked before all the work.
fn wanted(options: &OutputOptions) -> Result<FormatName, Failure> {
    options.format().map_err(|sentence| {
        let name = options.output.as_deref().map(output::shown);
        Failure::Usage(format!("{}: {sentence}", name.unwrap_or_default()))
    })
}

fn read(inputs: &mut Inputs<'_>, settings: &Settings) -> Vec<(Input, Analysis)> {
    inputs
        .map(|input| {
            let analysis = analysed(&input, settings);
            (input, analysis)
        })
        .collect()
}

/// Analyses an article, and says where the language model could not be asked.
fn analysed(input: &Input, settings: &Settings) -> Analysis {
    let article = &input.article;
    let analysis = analyse(article, settings);
    if let Some(sentence) = &analysis.engine.without_model {
        output::say(&format!("{}: {sentence}", article.title.text));
    }
    analysis.shown_in(article, settings, &input.silenced)
}

/// One line an article, each written when it is ready: memory holds one article at a time.
fn lines(
    inputs: &mut Inputs<'_>,
    settings: &Settings,
    options: &OutputOptions,
) -> Result<Outcome, Failure> {
    let mut out = io::BufWriter::new(output::out());
    let mut done = 0;
    for input in inputs.by_ref() {
        let (article, coding) = (&input.article, input.coding.as_deref());
        let analysis = analysed(&input, settings);
        let line = AnalysisLine::new(article, &analysis, coding, options.filter());
        serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        done += 1;
    }
    out.flush()?;
    Ok(outcome(done, inputs.failed))
}

fn finish(
    articles: &[(Input, Analysis)],
    inputs: &Inputs<'_>,
    options: &OutputOptions,
    compared: bool,
) -> Result<Outcome, Failure> {
    if articles.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let pairs: Vec<_> = articles
        .iter()
        .map(|(input, analysis)| (&*input.article, analysis))
        .collect();
    let codings: Vec<_> = articles
        .iter()
        .map(|(input, _)| input.coding.as_deref())
        .collect();
    let comparison = compared.then(|| crate::compare::compare(&pairs, options.filter()));
    let input = ExportInput {
        project: &options.title,
        note: inputs.note.as_deref(),
        articles: &pairs,
        codings: &codings,
        comparison: comparison.as_ref(),
        filter: options.filter(),
        date: options.day(),
    };
    let format = wanted(options)?.export();
    let mut bytes = export(&input, format).map_err(|error| Failure::Said(error.to_string()))?;
    if options.bom {
        bytes = with_byte_order_mark(format, bytes);
    }
    output::write(&bytes, options.output.as_deref(), options.force)?;
    Ok(outcome(articles.len(), inputs.failed))
}

fn outcome(done: usize, failed: usize) -> Outcome {
    match (done, failed) {
        (_, 0) => Outcome::Done,
        (0, _) => Outcome::Nothing,
        _ => Outcome::Partly,
    }
}
