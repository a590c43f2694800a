//! Who may know whom: reads the sources and holds the table of modules.
//!
//! Data flows one way (see the crate's documentation), and so does knowledge: each
//! module may use those below it. The rules are tried on bad samples too, so that a
//! rule that catches nothing is found out.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use source::{blank_prose, blank_test_modules};

mod source;

/// A module of the crate, and those that it may use besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("files", &[]),
    ("text", &[]),
    ("model", &["text"]),
    ("analysis", &["text", "model"]),
    ("compare", &["text", "model", "analysis"]),
    ("import", &["text", "model"]),
    ("export", &["files", "text", "model", "analysis", "compare"]),
    ("store", &["files", "text", "model"]),
    (
        "jobs",
        &[
            "files", "text", "model", "analysis", "compare", "import", "export", "store",
        ],
    ),
    (
        "state",
        &[
            "text", "model", "analysis", "compare", "import", "export", "store", "jobs",
        ],
    ),
    (
        "ui",
        &[
            "text", "model", "analysis", "compare", "import", "export", "store", "jobs", "state",
        ],
    ),
    (
        "app",
        &[
            "text", "model", "analysis", "compare", "import", "export", "store", "jobs", "state",
            "ui",
        ],
    ),
    (
        "cli",
        &[
            "files", "text", "model", "analysis", "compare", "import", "export", "store", "jobs",
            "state", "ui", "app",
        ],
    ),
];

/// What only some places may use.
struct Confined {
    /// Any of these in the code is a use.
    marks: &'static [&'static str],
    /// Paths below `src/` that may; an ending slash means a folder.
    only_in: &'static [&'static str],
    /// Whether tests may everywhere.
    tests_may: bool,
    /// What to do instead.
    remedy: &'static str,
}

const CONFINED: &[Confined] = &[
    Confined {
        marks: &[
            "egui::",
            "eframe::",
            "egui_kittest::",
            "use egui",
            "use eframe",
        ],
        only_in: &["ui/", "app/", "main.rs"],
        tests_may: false,
        remedy: "the core knows no screen: draw in ui, and hand over plain data",
    },
    Confined {
        marks: &["rfd::", "use rfd"],
        only_in: &["app/"],
        tests_may: false,
        remedy: "dialogs belong to app: send an effect",
    },
    Confined {
        marks: &["Color32::from_", "Rgba::from_", "hex_color!"],
        only_in: &["ui/theme.rs", "ui/theme/"],
        tests_may: false,
        remedy: "colours belong to the theme: give the colour a name there",
    },
    Confined {
        marks: &["std::thread", "thread::spawn", "use rayon", "rayon::"],
        only_in: &["jobs/"],
        tests_may: false,
        remedy: "threads belong to jobs: submit a request",
    },
    Confined {
        marks: &[
            "std::fs",
            "fs::read",
            "fs::write",
            "File::open",
            "File::create",
        ],
        only_in: &[
            "files/", "import/", "export/", "store/", "jobs/", "app/", "cli/", "main.rs",
        ],
        tests_may: true,
        remedy: "this layer touches no files: take the bytes or the text as an argument",
    },
    Confined {
        marks: &["Instant::now", "SystemTime::now", "Utc::now", "Local::now"],
        only_in: &[
            "import/", "export/", "jobs/", "state/", "ui/", "app/", "cli/", "main.rs",
        ],
        tests_may: true,
        remedy: "the same input must give the same output: take the time as an argument",
    },
];

#[test]
fn every_module_uses_only_those_below_it() {
    let mut faults = String::new();
    for (path, code) in sources() {
        for fault in faults_of(&path, &code) {
            let _infallible = writeln!(faults, "src/{path}{fault}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_module_has_its_row_in_the_table() {
    let library = std::fs::read_to_string(source_folder().join("lib.rs")).unwrap();
    let modules: Vec<_> = blank_prose(&library)
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    for module in &modules {
        let known = LAYERS.iter().any(|(layer, _)| layer == module);
        assert!(known, "{module} has no row in LAYERS");
    }
    assert!(modules.len() >= 11);
}

#[test]
fn every_rule_catches_its_bad_sample() {
    let samples = [
        ("text/span.rs", "use crate::model::Article;"),
        ("model/article.rs", "use crate::analysis::Parsed;"),
        ("analysis/pipeline.rs", "use crate::compare::compare;"),
        (
            "analysis/pipeline.rs",
            "use crate::{model::Article, import::read_file};",
        ),
        (
            "compare/mod.rs",
            "fn f() { crate::import::from_bytes(b\"\", None); }",
        ),
        ("import/text.rs", "use crate::analysis::Parsed;"),
        ("export/html.rs", "use crate::state::AppState;"),
        ("jobs/mod.rs", "use crate::state::Event;"),
        ("state/update.rs", "use crate::ui::Action;"),
        ("ui/views/read.rs", "use crate::app::App;"),
        ("state/mod.rs", "use egui::Color32;"),
        ("export/html.rs", "let x = eframe::run_native();"),
        ("cli/mod.rs", "use egui;"),
        ("ui/views/read.rs", "rfd::FileDialog::new()"),
        (
            "ui/widgets/ribbon.rs",
            "let red = Color32::from_rgb(255, 0, 0);",
        ),
        (
            "ui/widgets/ribbon.rs",
            "let red = Color32::from_hex(\"#f00\");",
        ),
        ("ui/widgets/ribbon.rs", "let red = hex_color!(\"#f00\");"),
        ("app/mod.rs", "std::thread::spawn(|| {});"),
        (
            "app/mod.rs",
            "use std::{sync::Arc, thread};\nfn f() { thread::spawn(|| {}); }",
        ),
        ("ui/mod.rs", "#[cfg(test)]\nmod tests { use std::thread; }"),
        ("text/span.rs", "let x = std::fs::read(path);"),
        ("model/mod.rs", "use std::fs;"),
        ("analysis/lexicon.rs", "let x = File::open(path);"),
        ("compare/mod.rs", "use std::fs::File;"),
        ("state/mod.rs", "use std::fs;"),
        ("ui/mod.rs", "use std::fs;"),
        ("analysis/pipeline.rs", "let now = chrono::Utc::now();"),
        ("compare/mod.rs", "let now = std::time::Instant::now();"),
    ];
    for (path, code) in samples {
        assert!(
            !faults_of(path, code).is_empty(),
            "not caught in {path}: {code}"
        );
    }
}

#[test]
fn prose_and_tests_are_let_be() {
    let samples = [
        (
            "text/span.rs",
            "// crate::model is above\n/* use egui; /* std::fs */ std::thread */",
        ),
        (
            "text/span.rs",
            "/// Never `crate::model`.\nconst WHY: &str = \"use crate::model\";",
        ),
        (
            "text/span.rs",
            "const RAW: &str = r#\"a \" use egui\"#; const C: char = '\"';",
        ),
        ("text/span.rs", "fn f<'a>(x: &'a str) -> &'a str { x }"),
        (
            "text/span.rs",
            "#[cfg(test)]\nmod tests {\n    fn f() { std::fs::read(\"{\"); }\n}\n",
        ),
        (
            "text/segment/tests.rs",
            "let begun = std::time::Instant::now();",
        ),
        ("ui/theme.rs", "Color32::from_rgb(1, 2, 3)"),
        ("jobs/workers.rs", "std::thread::spawn(|| {});"),
        ("cli/mod.rs", "use crate::app::App;"),
        ("ui/mod.rs", "use crate::state::AppState; use egui::Ui;"),
    ];
    for (path, code) in samples {
        assert_eq!(
            faults_of(path, code),
            Vec::<String>::new(),
            "in {path}: {code}"
        );
    }
}

#[test]
fn a_fault_names_its_line() {
    let faults = faults_of("text/span.rs", "//! Spans.\n\nuse crate::model::Article;\n");
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with(":3: "), "{}", faults[0]);
}

/// What is wrong in one source file; `path` is below `src/`.
fn faults_of(path: &str, code: &str) -> Vec<String> {
    let code = blank_prose(code);
    let mut faults = forbidden_modules(path, &code);
    for rule in CONFINED {
        let allowed = rule
            .only_in
            .iter()
            .any(|place| path == *place || (place.ends_with('/') && path.starts_with(place)));
        let is_test_file = path.ends_with("tests.rs") || path.contains("/tests/");
        if allowed || (rule.tests_may && is_test_file) {
            continue;
        }
        let looked_at = if rule.tests_may {
            blank_test_modules(&code)
        } else {
            code.clone()
        };
        for mark in rule.marks {
            faults.extend(found(&looked_at, mark).map(|at| {
                format!(
                    ":{}: `{mark}` may not stand here; {}",
                    line_of(&code, at),
                    rule.remedy
                )
            }));
        }
        for thread in grouped(&looked_at, "std") {
            let confined = rule.marks.contains(&format!("std::{}", thread.1).as_str());
            if confined {
                faults.push(format!(
                    ":{}: `std::{}` may not stand here; {}",
                    line_of(&code, thread.0),
                    thread.1,
                    rule.remedy
                ));
            }
        }
    }
    faults
}

fn forbidden_modules(path: &str, code: &str) -> Vec<String> {
    let module = path
        .split('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs");
    let Some((_, may_use)) = LAYERS.iter().find(|(layer, _)| *layer == module) else {
        return Vec::new();
    };
    let direct = found(code, "crate::").map(|at| (at, word_at(code, at + "crate::".len())));
    direct
        .chain(grouped(code, "crate"))
        .filter(|(_, used)| {
            let known = LAYERS.iter().any(|(layer, _)| layer == used);
            known && *used != module && !may_use.contains(used)
        })
        .map(|(at, used)| {
            format!(
                ":{}: `{module}` may not use `crate::{used}`, which stands above it",
                line_of(code, at)
            )
        })
        .collect()
}

/// Places where `mark` stands and is not the end of a longer name.
fn found<'c>(code: &'c str, mark: &'c str) -> impl Iterator<Item = usize> + 'c {
    code.match_indices(mark)
        .map(|(at, _)| at)
        .filter(|&at| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .filter(move |&at| {
            let open_end = mark.ends_with(|c: char| c.is_alphanumeric());
            let longer =
                code[at + mark.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
            !(open_end && longer)
        })
}

/// First names in groups: `model` and `text` in `crate::{model::X, text}`.
fn grouped<'c>(code: &'c str, root: &str) -> impl Iterator<Item = (usize, &'c str)> {
    let opening = format!("{root}::{{");
    let groups: Vec<_> = code
        .match_indices(&opening)
        .map(|(at, _)| at + opening.len())
        .collect();
    groups.into_iter().flat_map(move |start| {
        let mut depth = 0;
        let mut names = vec![start];
        for (at, letter) in code[start..].char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(start + at + 1),
                _ => {}
            }
        }
        names.into_iter().map(move |at| {
            let at = at + (code[at..].len() - code[at..].trim_start().len());
            (at, word_at(code, at))
        })
    })
}

fn word_at(code: &str, at: usize) -> &str {
    let rest = &code[at..];
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    &rest[..end]
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file below `src/` with its path there, in order.
fn sources() -> Vec<(String, String)> {
    let root = source_folder();
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap();
                let name = below.to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(files.len() > 30, "the sources were not found");
    files
}
