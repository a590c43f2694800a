//! `analyze` and `compare`.

use std::io::{self, Write as _};
use std::path::Path;

use super::arguments::{AnalyzeOptions, CompareOptions, FormatName, OutputOptions};
use super::input::{Input, Inputs};
use super::{Failure, Outcome, output, project};
use crate::export::json::AnalysisLine;
use crate::export::{ExportInput, print};
use crate::jobs::analyse_now;
use crate::model::{Analysis, Canceller, Settings};

/// Analyses every article.
pub(super) fn analyze(options: &AnalyzeOptions) -> Result<Outcome, Failure> {
    options.output.target(&options.files).check()?;
    let format = wanted(&options.output)?;
    let settings = options.engine.settings();
    let mut inputs = Inputs::new(&options.files);
    if format == FormatName::Jsonl && options.output.output.is_none() {
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
    options.output.target(&options.files).check()?;
    wanted(&options.output)?;
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
    let mut read = Vec::new();
    while let Some(input) = inputs.next() {
        if let Some(analysis) = analysed(&input, settings, inputs) {
            read.push((input, analysis));
        }
    }
    read
}

/// Analyses an article, and says what is to be kept in mind of it. `None` where that failed,
/// which is said and counted.
fn analysed(input: &Input, settings: &Settings, inputs: &mut Inputs<'_>) -> Option<Analysis> {
    let article = &input.article;
    for caveat in &article.caveats {
        output::say(&format!("{}: {}", article.title.text, caveat.sentence()));
    }
    let analysis = match analyse_now(article, settings) {
        Ok(analysis) => analysis,
        Err(sentence) => {
            let name = article.origin.path.as_deref();
            inputs.fail(Path::new(name.unwrap_or(&article.title.text)), &sentence);
            return None;
        }
    };
    let caveats = analysis.summary.caveats();
    for sentence in analysis.engine.without_model.iter().chain(&caveats) {
        output::say(&format!("{}: {sentence}", article.title.text));
    }
    Some(analysis.shown_in(article, settings, &input.silenced))
}

/// One line an article, each written when it is ready: memory holds one article at a time.
fn lines(
    inputs: &mut Inputs<'_>,
    settings: &Settings,
    options: &OutputOptions,
) -> Result<Outcome, Failure> {
    let mut out = io::BufWriter::new(output::out());
    let mut done = 0;
    while let Some(input) = inputs.next() {
        let (article, coding) = (&input.article, input.coding.as_deref());
        let Some(analysis) = analysed(&input, settings, inputs) else {
            continue;
        };
        let line = AnalysisLine::new(article, &analysis, coding, options.filter());
        serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        done += 1;
    }
    out.flush()?;
    Ok(outcome(done, inputs))
}

fn finish(
    articles: &[(Input, Analysis)],
    inputs: &Inputs<'_>,
    options: &OutputOptions,
    compared: bool,
) -> Result<Outcome, Failure> {
    if articles.is_empty() && !inputs.is_partial {
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
    let never = Canceller::default();
    let comparison = compared
        .then(|| crate::compare::compare_unless(&pairs, options.filter(), &never))
        .flatten();
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
    let mut sources = inputs.sources();
    sources.extend(articles.iter().filter_map(|(input, _)| input.origin()));
    options
        .target(&sources)
        .write_with(|out| print(&input, format, options.bom, out))?;
    Ok(outcome(articles.len(), inputs))
}

fn outcome(done: usize, inputs: &Inputs<'_>) -> Outcome {
    match (done, inputs.failed) {
        (_, 0) => Outcome::Done,
        // A project of which something was read is not nothing.
        (0, _) if !inputs.is_partial => Outcome::Nothing,
        _ => Outcome::Partly,
    }
}
