//! Whole articles, analysed and drawn as underlined text.
//!
//! Each `tests/golden/NAME.txt` is an article, `NAME.marks` what the engine says of it.
//! `UPDATE_GOLDEN=1 cargo test golden` writes the marks anew where they differ (and
//! fails once), so that every change of the engine is read as a diff.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use slantwise::analysis::analyse;
use slantwise::import::from_bytes;
use slantwise::model::{Analysis, Article, Layer, Settings};

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> (Article, Analysis) {
    let article = from_bytes(&std::fs::read(path).unwrap(), None).unwrap();
    let analysis = analyse(&article, &Settings::default()).shown(&Settings::default());
    (article, analysis)
}

/// The article, a sentence a block: what it is, its words, and under them its marks.
fn drawn(article: &Article, analysis: &Analysis) -> String {
    let mut out = String::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        if analysis
            .turn
            .as_ref()
            .is_some_and(|turn| turn.sentence == index)
        {
            writeln!(out, "======== the register turns here ========\n").unwrap();
        }
        let number = sentence
            .number
            .map_or_else(|| "heading".to_owned(), |number| number.to_string());
        let verdict = sentence.verdict().unwrap();
        // Tenths, so that a last digit that another processor rounds otherwise makes no diff.
        writeln!(
            out,
            "[{number} {} {} {:.1}]",
            verdict.layer.name(),
            verdict.voice.name(),
            verdict.probabilities.framing.fraction()
        )
        .unwrap();
        let text = sentence.span.of(&article.text).replace('\n', " ");
        writeln!(out, "{text}").unwrap();
        for finding in sentence
            .findings
            .iter()
            .map(|index| &analysis.findings[*index])
        {
            let before = &article.text[sentence.span.start()..finding.span.start()];
            let words = finding.span.of(&article.text);
            writeln!(
                out,
                "{}{} {}{}",
                " ".repeat(before.chars().count()),
                "^".repeat(words.chars().count()),
                finding.device.code(),
                if finding.quoted { " (quoted)" } else { "" }
            )
            .unwrap();
        }
        out.push('\n');
    }
    match &analysis.turn {
        None => out.push_str("no turn\n"),
        Some(turn) => writeln!(
            out,
            "turn: above {} of {} framing, {} sourced; below {} of {} framing, {} sourced",
            turn.above.framing,
            turn.above.sentences,
            turn.above.sourced,
            turn.below.framing,
            turn.below.sentences,
            turn.below.sourced
        )
        .unwrap(),
    }
    out
}

#[test]
fn golden_articles_are_marked_as_before() {
    let mut changed = Vec::new();
    for path in articles() {
        let (article, analysis) = read(&path);
        let now = drawn(&article, &analysis);
        let marks = path.with_extension("marks");
        let before = std::fs::read_to_string(&marks).unwrap_or_default();
        if now != before {
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&marks, &now).unwrap();
            }
            changed.push(format!("{}\n{now}", path.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "the marks changed (UPDATE_GOLDEN=1 rewrites them for review):\n{}",
        changed.join("\n")
    );
}

/// Shares of framing sentences, headings left out, and whether there is a turn.
fn shape(name: &str) -> (usize, usize, bool) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.txt"));
    let (_, analysis) = read(&path);
    let framing = analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.number.is_some() && sentence.layer() == Some(Layer::Framing))
        .count();
    (framing, analysis.summary.sentences, analysis.turn.is_some())
}

#[test]
fn sober_reports_have_no_framing_and_no_turn() {
    for name in ["sober_report", "sober_conflict", "quotes_heavy_report"] {
        let (framing, _, turn) = shape(name);
        assert_eq!((framing, turn), (0, false), "{name}");
    }
}

#[test]
fn a_column_frames_throughout_and_does_not_turn() {
    let (framing, all, turn) = shape("column");
    assert!(framing * 10 >= all * 7, "{framing} of {all}");
    assert!(!turn);
}

#[test]
fn a_turn_is_found_with_and_without_a_heading_and_in_both_directions() {
    for name in [
        "turn_with_heading",
        "turn_without_heading",
        "framing_then_reporting",
    ] {
        assert!(shape(name).2, "{name}");
    }
}

/// What a person says of one sentence of an own article.
struct Coded {
    voice: String,
    layers: Vec<String>,
    /// Byte at which the sentence begins.
    at: usize,
}

/// The sentences that a person coded, who saw no marks: `tests/golden/NAME.labels`.
fn coded(path: &Path, text: &str) -> Vec<Coded> {
    let labels = std::fs::read_to_string(path.with_extension("labels")).unwrap();
    // Lines are wrapped otherwise in the file: letters alone are compared.
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, letter)| !letter.is_whitespace())
        .collect();
    let mut from = 0;
    let mut coded = Vec::new();
    for line in labels.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let start: Vec<char> = cells[2].chars().filter(|it| !it.is_whitespace()).collect();
        let found = letters[from..]
            .windows(start.len())
            .position(|part| part.iter().map(|(_, letter)| letter).eq(start.iter()));
        from += found.unwrap_or_else(|| panic!("{}: {line}", path.display()));
        coded.push(Coded {
            voice: cells[0].to_owned(),
            layers: cells[1].split('/').map(str::to_owned).collect(),
            at: letters[from].0,
        });
        from += 1;
    }
    coded
}

#[test]
fn own_articles_are_judged_as_people_judge_them() {
    let (mut right, mut voices, mut all) = (0, 0, 0);
    for path in articles() {
        let (article, analysis) = read(&path);
        let (mut here, mut of) = (0, 0);
        for coded in coded(&path, &article.text) {
            if coded.layers[0] == "aside" {
                continue;
            }
            let holds = |sentence: &&slantwise::model::Sentence| {
                (sentence.span.start()..sentence.span.end()).contains(&coded.at)
            };
            let Some(sentence) = analysis.sentences.iter().find(holds) else {
                continue;
            };
            let verdict = sentence.verdict().unwrap();
            of += 1;
            here += usize::from(coded.layers.iter().any(|it| it == verdict.layer.name()));
            voices += usize::from(coded.voice == verdict.voice.name());
        }
        assert!(here * 10 >= of * 7, "{}: {here} of {of}", path.display());
        right += here;
        all += of;
    }
    println!("layers {right}, voices {voices} of {all}");
    assert!(right * 100 >= all * 92, "layers: {right} of {all}");
    assert!(voices * 100 >= all * 90, "voices: {voices} of {all}");
}
