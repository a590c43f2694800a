//! `project`: looking into project files, checking, repairing and exporting them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::Utc;

use super::arguments::{ProjectCommand, ProjectExportOptions, RepairOptions};
use super::{Failure, Outcome, exercise, output};
use crate::export::project::ProjectJson;
use crate::export::{ExportFormat, promises_too_much};
use crate::model::Project;
use crate::store::{self, Examined, Keeper, StoreError};

/// Carries out one of them.
pub(super) fn run(command: &ProjectCommand) -> Result<Outcome, Failure> {
    match command {
        ProjectCommand::Info { file, log } => info(file, *log),
        ProjectCommand::Check { file } => check(file),
        ProjectCommand::Repair(options) => repair(options),
        ProjectCommand::Export(options) => export(options),
        ProjectCommand::Exercise(options) => exercise::run(options),
    }
}

/// Whether this file is a project rather than an article, by its name.
pub(super) fn is_project(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(store::ENDING))
}

/// The ending of a path, where it is that of another format than `wanted`.
fn other_than(path: &Path, wanted: &str) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let mut formats = ExportFormat::ALL.into_iter().map(ExportFormat::extension);
    let is_other = formats.any(|known| known == ending && known != wanted);
    (is_other || promises_too_much(path).is_some()).then_some(ending)
}

/// Reads a project, or says why not.
pub(super) fn read(path: &Path, whole: bool) -> Result<Examined, StoreError> {
    let host = gethostname::gethostname().to_string_lossy().into_owned();
    store::examine(path, whole, &host, Utc::now())
}

fn examined(path: &Path, whole: bool) -> Result<Examined, Failure> {
    read(path, whole).map_err(|error| said(path, &error))
}

fn said(path: &Path, error: &StoreError) -> Failure {
    let sentence = error.on_command_line();
    Failure::Said(format!("{}: {sentence}", output::shown(path)))
}

fn info(path: &Path, with_log: bool) -> Result<Outcome, Failure> {
    output::check_output(&[path.to_owned()])?;
    let found = examined(path, false)?;
    let mut out = output::out();
    for line in lines(&found) {
        writeln!(out, "{line}")?;
    }
    if with_log {
        writeln!(out)?;
        for entry in found.log.iter().rev() {
            let [by, what] = [&entry.by, &entry.what].map(|words| output::shown(Path::new(words)));
            writeln!(
                out,
                "{}  {by}  {what}",
                entry.at.format("%Y-%m-%d %H:%M:%S")
            )?;
        }
    }
    out.flush()?;
    Ok(left_out(path, &found))
}

fn lines(found: &Examined) -> Vec<String> {
    let project: &Project = &found.project;
    let name = match &*project.name {
        "" => "no name",
        name => name,
    };
    let mut lines = vec![
        format!("name          {}", output::shown(Path::new(name))),
        format!("file version  {}", found.version),
        format!("articles      {}", project.articles.len()),
        format!("in the bin    {}", project.bin.len()),
        format!("judgements    {}", project.judgements()),
        format!("own marks     {}", project.marks()),
        format!("coded         {}", project.coded()),
        format!("comparisons   {}", project.comparisons.len()),
        format!("originals     {}", found.originals),
        format!("log           {} entries", found.logged),
    ];
    if let Some(last) = found.log.last() {
        let what = output::shown(Path::new(&last.what));
        lines.push(format!(
            "last change   {what}, {} (UTC)",
            last.at.format("%-d %B %Y, %H:%M")
        ));
    }
    for (engine, since) in &found.engines {
        lines.push(format!(
            "engine        {} {} since {}",
            output::shown(Path::new(&engine.version)),
            output::shown(Path::new(&engine.fingerprint)),
            since.format("%-d %B %Y")
        ));
    }
    if let Some(holder) = &found.holder {
        lines.push(format!("open          {}", holder.sentence(Utc::now())));
    }
    lines
}

/// Says what could not be read, and what lies beside the project and was left alone.
fn left_out(path: &Path, found: &Examined) -> Outcome {
    for sentence in found.stray.iter().chain(&found.left_out) {
        output::say_of(path, sentence);
    }
    if found.left_out.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    }
}

fn check(path: &Path) -> Result<Outcome, Failure> {
    output::check_output(&[path.to_owned()])?;
    let found = examined(path, true)?;
    let outcome = left_out(path, &found);
    if outcome == Outcome::Done {
        let mut out = output::out();
        writeln!(out, "{}: whole.", output::shown(path))?;
        out.flush()?;
    }
    Ok(outcome)
}

fn repair(options: &RepairOptions) -> Result<Outcome, Failure> {
    let target = options.output.clone().unwrap_or_else(|| {
        let stem = options.file.file_stem().unwrap_or_default();
        let name = format!("{}-repaired.{}", stem.to_string_lossy(), store::ENDING);
        options.file.with_file_name(name)
    });
    if target.symlink_metadata().is_ok() {
        return Err(said(&target, &StoreError::Exists));
    }
    if !is_project(&target) {
        return Err(Failure::Usage(format!(
            "{}: What project repair writes is a project. Call it .{}, so that it can be opened.",
            output::shown(&target),
            store::ENDING
        )));
    }
    let keeper = Keeper {
        user: "repair".to_owned(),
        host: gethostname::gethostname().to_string_lossy().into_owned(),
        process: std::process::id(),
        backups: None,
    };
    let repaired =
        store::repair(&options.file, &target, &keeper, Utc::now()).map_err(
            |error| match error {
                StoreError::Exists
                | StoreError::ReadOnly
                | StoreError::Full
                | StoreError::Gone
                | StoreError::Stray(_) => said(&target, &error),
                other => said(&options.file, &other),
            },
        )?;
    for sentence in &repaired.left_out {
        output::say_of(&options.file, sentence);
    }
    let project = &repaired.project;
    let mut out = output::out();
    writeln!(
        out,
        "{}: {} articles, {} judgements and {} own marks were copied from {}, which was not changed.",
        output::shown(&target),
        project.articles.len() + project.bin.len(),
        project.judgements(),
        project.marks(),
        output::shown(&options.file)
    )?;
    out.flush()?;
    Ok(if repaired.left_out.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

fn export(options: &ProjectExportOptions) -> Result<Outcome, Failure> {
    let mut target = output::Target {
        path: output::place(options.output.as_deref()),
        replace: options.force,
        sources: vec![options.file.clone()],
    };
    target.check()?;
    let place: Option<&PathBuf> = options.output.as_ref();
    if let Some(ending) = place.and_then(|path| other_than(path, "json")) {
        return Err(Failure::Usage(format!(
            "{}: project export writes JSON and no .{ending} files. Call the output .json; analyze and compare write the other formats.",
            output::shown(place.map_or(Path::new(""), PathBuf::as_path))
        )));
    }
    let found = examined(&options.file, false)?;
    let outcome = left_out(&options.file, &found);
    let form = ProjectJson::new(&found.project, options.with_text);
    let mut bytes = serde_json::to_vec_pretty(&form).map_err(std::io::Error::from)?;
    bytes.push(b'\n');
    let articles = found.project.articles.iter().chain(&found.project.bin);
    let origins = articles.filter_map(|article| article.origin.path.as_ref());
    target.sources.extend(origins.map(PathBuf::from));
    target.write(&bytes)?;
    Ok(outcome)
}
