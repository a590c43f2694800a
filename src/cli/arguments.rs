//! What may be typed.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::output::{self, Target};
use crate::analysis::fingerprint;
use crate::export::{ExportFormat, promises_too_much};
use crate::model::{Confidence, Device, Settings, VoiceFilter};

/// Compare how news articles frame one event.
///
/// Without a command the window opens, with the given files. Everything runs on
/// this computer; nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(
    version,
    long_version = LONG_VERSION.as_str(),
    args_conflicts_with_subcommands = true,
    after_help = "A file that is called like a command can be opened as ./analyze.\n\
        Exit status: 0 done; 1 some inputs failed, the others are done; 2 wrong usage; 3 nothing could be done."
)]
pub struct Arguments {
    /// Articles to open: text, Markdown, saved web pages; or a project
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What to do instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The version, and under it which engine that is.
static LONG_VERSION: LazyLock<String> = LazyLock::new(|| {
    let (version, engine) = (env!("CARGO_PKG_VERSION"), fingerprint::fingerprint());
    format!("{version}\nengine {engine}")
});

/// Commands that need no display.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say who speaks, what is stated and what is framed in each article
    #[command(visible_alias = "analyse")]
    Analyze(AnalyzeOptions),
    /// Set two or more articles on one event side by side
    Compare(CompareOptions),
    /// Label sentences: one JSON object a line on standard input, one a line on standard output
    ///
    /// In: {"id": …, "text": "one sentence"}, optionally with "before", "after",
    /// "heading" for context, "language", and "target" {"start", "end"} for the tone
    /// toward somebody. Keys that are not known, hold something else than they should
    /// or stand twice are named in "warnings"; the id comes back exactly as it was given. Positions count Unicode code points. Order is kept and memory does
    /// not grow. A line that cannot be labelled gets {"id": …, "error": "…"} and the
    /// stream goes on; such lines do not change the exit status.
    Label(LabelOptions),
    /// Measure against labelled sentences
    ///
    /// A line of DATASET is {"id", "text", "label": "framing" or "neutral"}, with
    /// the same optional context as for label.
    Eval(EvalOptions),
    /// Look into project files, check, repair and export them
    #[command(subcommand)]
    Project(ProjectCommand),
}

/// What can be done with a project file.
#[derive(Debug, Subcommand)]
pub enum ProjectCommand {
    /// Say what is in a project, and what of it is missing; nothing is changed
    Info {
        /// The project
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Also list the last 1,000 things that were done, newest first
        #[arg(long)]
        log: bool,
    },
    /// Check every part of a project; nothing is changed
    ///
    /// Every row is held against its checksum. Exit status: 0 whole; 1 some rows cannot be read,
    /// were changed or are missing; 3 it cannot be opened.
    Check {
        /// The project
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Copy what can be read of a damaged project into a new one; the old one is not changed
    Repair(RepairOptions),
    /// Write articles, judgements, marks and notes as JSON
    ///
    /// To export what the engine says of the articles, name the project as a file of
    /// analyze or compare.
    Export(ProjectExportOptions),
    /// Work on a project by a script, for tests that stop the program in the middle
    #[command(hide = true)]
    Exercise(ExerciseOptions),
}

/// Options of `project repair`.
#[derive(Debug, Args)]
pub struct RepairOptions {
    /// The damaged project
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The new project; FILE-repaired beside it unless given. Nothing is replaced
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

/// Options of `project export`.
#[derive(Debug, Args)]
pub struct ProjectExportOptions {
    /// The project
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write to this file, whole or not at all, instead of standard output; never over an input
    /// or a project
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Replace OUT where it is already there
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Write the articles' whole texts too; they may be under copyright
    #[arg(long)]
    pub with_text: bool,
}

/// Options of `project exercise`.
#[derive(Debug, Args)]
pub struct ExerciseOptions {
    /// The project; made where it is not there
    pub file: PathBuf,
    /// Folder for untitled projects and backups
    #[arg(long)]
    pub folder: PathBuf,
    /// What the script begins from
    #[arg(long)]
    pub seed: u64,
    /// How many things are done
    #[arg(long)]
    pub changes: u64,
    /// Milliseconds between them
    #[arg(long, default_value_t = 0)]
    pub pause: u64,
    /// Go on while it cannot be saved
    #[arg(long)]
    pub patient: bool,
}

/// Options of `analyze`.
#[derive(Debug, Args)]
pub struct AnalyzeOptions {
    /// Articles, or projects with articles; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How and where to write
    #[command(flatten)]
    pub output: OutputOptions,
    /// How to analyse
    #[command(flatten)]
    pub engine: EngineOptions,
}

/// Options of `compare`.
#[derive(Debug, Args)]
pub struct CompareOptions {
    /// Two or more articles, or a project with as many; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How and where to write
    #[command(flatten)]
    pub output: OutputOptions,
    /// How to analyse
    #[command(flatten)]
    pub engine: EngineOptions,
}

/// How and where to write.
#[derive(Debug, Args)]
pub struct OutputOptions {
    /// Form of the result; without it OUT's ending decides, and json where there is none
    #[arg(long, short, value_enum)]
    pub format: Option<FormatName>,
    /// Write to this file, whole or not at all, instead of standard output; never over an input
    /// or a project
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Replace OUT where it is already there
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Voices that are counted in tables and listed in reports; coded segments and annotations
    /// hold all
    #[arg(long, value_enum, default_value_t = VoicesName::All)]
    pub voices: VoicesName,
    /// Begin tables with a byte order mark, which some spreadsheets need
    #[arg(long)]
    pub bom: bool,
    /// Title of a report
    #[arg(long, value_name = "TITLE", default_value = "")]
    pub title: String,
    /// Day written into a report; today unless given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<NaiveDate>,
}

/// How to analyse.
#[derive(Debug, Args)]
pub struct EngineOptions {
    /// Leave out findings less certain than this, 0 to 1 (usually 0.5; 0 for single sentences)
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence)]
    pub min_confidence: Option<Confidence>,
    /// Leave out findings of these devices, by code: label,speculation
    #[arg(long, value_name = "DEVICES", value_delimiter = ',', value_parser = device)]
    pub without: Vec<Device>,
    /// Do not ask the language model: judge by rules alone
    #[arg(long)]
    pub rules_only: bool,
}

/// Options of `label`.
#[derive(Debug, Args)]
pub struct LabelOptions {
    /// How to analyse
    #[command(flatten)]
    pub engine: EngineOptions,
}

/// Options of `eval`.
#[derive(Debug, Args)]
pub struct EvalOptions {
    /// Labelled sentences, one JSON object a line; - reads standard input
    #[arg(value_name = "DATASET.jsonl")]
    pub dataset: PathBuf,
    /// Form of the figures
    #[arg(long, short, value_enum, default_value_t = FiguresFormat::Table)]
    pub format: FiguresFormat,
    /// Which probability is measured against the label "framing"
    ///
    /// loaded, whatever the voice, is what single sentences out of context were
    /// usually labelled by; framing also asks that the outlet itself is speaking.
    #[arg(long, value_enum, default_value_t = ScoreName::Loaded)]
    pub score: ScoreName,
    /// How to analyse
    #[command(flatten)]
    pub engine: EngineOptions,
}

/// Formats by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// One JSON object
    Json,
    /// One JSON object a line and article
    Jsonl,
    /// A table, one row a sentence
    Csv,
    /// A table, one row a coding: marks with what people say of them, and own marks
    ///
    /// The judgements and own marks are those of a project. Every voice is in it.
    SegmentsCsv,
    /// A table, one row a finding
    FindingsCsv,
    /// A table, one row a code: how far people and the engine agree
    ///
    /// What people say is that of a project; of files alone there is none.
    ReliabilityCsv,
    /// W3C Web Annotations in JSON-LD, with the words
    Annotations,
    /// The same by positions only, without a word of the articles
    AnnotationsPositions,
    /// A report in Markdown
    #[value(alias = "markdown")]
    Md,
    /// A report as one web page that needs nothing else
    Html,
}

/// Voices by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VoicesName {
    /// Everything
    All,
    /// Only what the article says in its own words
    Outlet,
    /// Only what stands in quotation marks
    Quoted,
}

/// Forms of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FiguresFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Probabilities by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoreName {
    /// `p_loaded`
    Loaded,
    /// `p_evaluative`
    Evaluative,
    /// `p_framing`
    Framing,
}

impl FormatName {
    /// The export format of this name.
    pub fn export(self) -> ExportFormat {
        match self {
            Self::Json => ExportFormat::Json,
            Self::Jsonl => ExportFormat::JsonLines,
            Self::Csv => ExportFormat::SentencesCsv,
            Self::SegmentsCsv => ExportFormat::SegmentsCsv,
            Self::FindingsCsv => ExportFormat::FindingsCsv,
            Self::ReliabilityCsv => ExportFormat::ReliabilityCsv,
            Self::Annotations => ExportFormat::Annotations,
            Self::AnnotationsPositions => ExportFormat::AnnotationPositions,
            Self::Md => ExportFormat::Markdown,
            Self::Html => ExportFormat::Html,
        }
    }

    fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "jsonld" => Some(Self::Annotations),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

impl OutputOptions {
    /// The format asked for, or the one that the file's ending promises; JSON where nothing
    /// does. A sentence where the ending promises what cannot be written.
    pub fn format(&self) -> Result<FormatName, String> {
        let Some(path) = self.output.as_deref() else {
            return Ok(self.format.unwrap_or(FormatName::Json));
        };
        let promised = FormatName::of_path(path);
        let known = match self.format {
            Some(format) if promises_too_much(path).is_none() => Some(format),
            Some(_) => None,
            None if path.extension().is_none() => Some(FormatName::Json),
            None => promised,
        };
        known.ok_or_else(|| no_writer(path))
    }

    /// Where the result goes, which is made from these files.
    pub(super) fn target(&self, sources: &[PathBuf]) -> Target<'_> {
        Target {
            path: output::place(self.output.as_deref()),
            replace: self.force,
            sources: sources.to_vec(),
        }
    }

    /// The day written into reports.
    pub fn day(&self) -> NaiveDate {
        self.date
            .unwrap_or_else(|| chrono::Local::now().date_naive())
    }

    /// Voices that are counted.
    pub fn filter(&self) -> VoiceFilter {
        match self.voices {
            VoicesName::All => VoiceFilter::All,
            VoicesName::Outlet => VoiceFilter::Outlet,
            VoicesName::Quoted => VoiceFilter::Quoted,
        }
    }
}

impl EngineOptions {
    /// Settings for whole articles.
    pub fn settings(&self) -> Settings {
        let usual = Settings::default();
        Settings {
            minimum_confidence: self.min_confidence.unwrap_or(usual.minimum_confidence),
            devices_off: self.without.iter().copied().collect(),
            model: !self.rules_only,
        }
    }

    /// Settings for single sentences, whose faintest hints are wanted too: whoever
    /// reads them as a stream can leave out what is too faint.
    pub fn settings_of_sentences(&self) -> Settings {
        Settings {
            minimum_confidence: self.min_confidence.unwrap_or_default(),
            ..self.settings()
        }
    }
}

/// What can be written instead of a file of this ending.
fn no_writer(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let mut endings: Vec<&str> = ExportFormat::ALL.map(ExportFormat::extension).to_vec();
    endings.sort_unstable();
    endings.dedup();
    let formats: Vec<String> = FormatName::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
        .collect();
    format!(
        "Slantwise writes no .{ending} files. There are .{}; the formats of --format are {}.",
        endings.join(", ."),
        formats.join(", ")
    )
}

fn confidence(typed: &str) -> Result<Confidence, String> {
    typed
        .parse::<f64>()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .map(Confidence::from_fraction)
        .ok_or_else(|| "a number from 0 to 1 is needed".to_owned())
}

fn device(typed: &str) -> Result<Device, String> {
    let typed = typed.trim();
    Device::ALL
        .into_iter()
        .find(|device| device.code() == typed)
        .ok_or_else(|| {
            let codes: Vec<_> = Device::ALL.iter().map(|device| device.code()).collect();
            format!("no device has this code; there are {}", codes.join(", "))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_of_the_arguments_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn files_without_a_command_are_for_the_window() {
        let parsed = Arguments::try_parse_from(["slantwise", "a.txt", "b.html"]);
        let arguments =
            parsed.map(|arguments| (arguments.files.len(), arguments.command.is_none()));
        assert_eq!(arguments.ok(), Some((2, true)));
    }

    #[test]
    fn the_format_follows_the_name_of_the_output() {
        assert_eq!(
            FormatName::of_path(Path::new("a.b/Report.HTML")),
            Some(FormatName::Html)
        );
        assert_eq!(FormatName::of_path(Path::new("report")), None);
    }

    fn format_of(arguments: &[&str]) -> Result<FormatName, String> {
        let typed = ["slantwise", "analyze", "a.txt"].iter().chain(arguments);
        match Arguments::try_parse_from(typed).unwrap().command {
            Some(Command::Analyze(options)) => options.output.format(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_ending_decides_and_one_that_nothing_writes_is_refused() {
        assert_eq!(format_of(&[]), Ok(FormatName::Json));
        assert_eq!(format_of(&["-o", "report"]), Ok(FormatName::Json));
        assert_eq!(format_of(&["-o", "a.MD"]), Ok(FormatName::Md));
        assert_eq!(
            format_of(&["-o", "a.txt", "--format", "md"]),
            Ok(FormatName::Md)
        );
        for refused in [
            &["-o", "report.docx"][..],
            &["-o", "report.txt"],
            &["-o", "Report.PDF", "--format", "html"],
        ] {
            let sentence = format_of(refused).unwrap_err();
            for part in [".html", ".csv", ".jsonld", "segments-csv", "md"] {
                assert!(sentence.contains(part), "{refused:?}: {sentence}");
            }
        }
    }
}
