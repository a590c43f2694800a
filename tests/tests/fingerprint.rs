//! The engine's fingerprint: computed here, kept in `assets/engine.txt`, read by the program.
//!
//! `tests/probes/record.txt` holds what it is made of, to be read as a diff: the SHA-256 of every
//! list, weight and vocabulary without its comments and of the network, and the engine's answers
//! on own articles, by rules and with the network. The fingerprint is the SHA-256 of the record.
//! `UPDATE_ENGINE=1 cargo test fingerprint` writes both anew where they differ (and fails once).
//!
//! Instruction sets add up in different orders, so that the network's last digits differ between
//! processors, and a byte of its arithmetic can tip. That must not make another engine. So the
//! network itself counts by its file, and its answers are compared with those of the record
//! within [`BY_MODEL`]: the fingerprint is of the numbers on record, which are the same everywhere.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::DateTime;
use slantwise::analysis::{analyse, analyse_by_rules, fingerprint};
use slantwise::export::{ExportFormat, ExportInput, export};
use slantwise::import::samples;
use slantwise::model::id::sha256_hex;
use slantwise::model::{
    Analysis, Article, Coding, Decision, Judgement, Layer, Settings, SourceKind, Subject,
};
use slantwise::text::Span;

use super::probes::{answers, probes};

/// How far a number may lie from the one on record: the rules' arithmetic, rounded.
const BY_RULES: f64 = 0.0015;
/// The same for what the network has a part in.
const BY_MODEL: f64 = 0.02;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// What a list says: its lines without those of comment, and without room around them.
///
/// Where every line is an entry, as in a vocabulary, it is the whole file.
fn content(name: &str, text: &str) -> String {
    let is_all_entries = [
        "vocabulary.txt",
        "vader_lexicon.txt",
        "emoji_utf8_lexicon.txt",
    ];
    if is_all_entries.iter().any(|file| name.ends_with(file)) {
        return text.to_owned();
    }
    let lines = text.lines().map(str::trim);
    let said = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    said.fold(String::new(), |all, line| all + line + "\n")
}

/// Every asset that answers depend on, by name, with its text; of the network its SHA-256.
fn assets() -> BTreeMap<String, String> {
    let folders = ["lexicons", "structure", "tagger", "weights", "model"];
    let all = folders.map(|folder| files(&root().join("assets").join(folder)));
    let kept = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("txt" | "sha256"))
    };
    let named = all.into_iter().flatten().filter(kept).map(|path| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy();
        let text = std::fs::read_to_string(&path).unwrap();
        (name.replace('\\', "/"), text)
    });
    named.collect()
}

/// What the fingerprint is made of.
fn record(assets: &BTreeMap<String, String>, answers: &[(String, String)]) -> String {
    let mut out =
        "What the engine's fingerprint is made of: see tests/tests/fingerprint.rs.\n\n".to_owned();
    for (name, text) in assets {
        let hash = sha256_hex(content(name, text).as_bytes());
        writeln!(out, "asset {name} {hash}").unwrap();
    }
    for (title, answers) in answers {
        write!(out, "\n== {title}\n{answers}").unwrap();
    }
    out
}

fn stamp(record: &str) -> String {
    format!("sha256:{}", sha256_hex(record.as_bytes()))
}

/// The answers on all probes, by rules and with the network.
fn all_answers() -> Vec<(String, String)> {
    let settings = Settings::default();
    let both = |(name, article): (String, Article)| {
        let by_rules = analyse_by_rules(&article, &settings);
        let by_model = analyse(&article, &settings);
        assert!(by_model.engine.model.is_some(), "the network is damaged");
        [
            (format!("{name}, by rules"), answers(&article, &by_rules)),
            (
                format!("{name}, with the network"),
                answers(&article, &by_model),
            ),
        ]
    };
    probes().into_iter().flat_map(both).collect()
}

/// Whether two lines say the same: word by word, and numbers within `most` of each other.
fn agree(one: &str, two: &str, most: f64) -> bool {
    let decimal = |word: &str| {
        word.contains('.')
            .then(|| word.parse::<f64>().ok())
            .flatten()
    };
    let same = |(one, two): (&str, &str)| {
        one == two
            || matches!(
                (decimal(one.trim_end_matches(';')), decimal(two.trim_end_matches(';'))),
                (Some(one), Some(two)) if (one - two).abs() <= most
            )
    };
    let (one, two) = (one.split(' '), two.split(' '));
    one.clone().count() == two.clone().count() && one.zip(two).all(same)
}

/// The lines of a record that another does not have, each with what stands there instead.
fn differences(kept: &str, now: &str) -> Vec<String> {
    let mut most = BY_RULES;
    let mut found = Vec::new();
    for (kept, now) in kept.lines().zip(now.lines()) {
        if now.starts_with("== ") {
            most = if now.ends_with(", by rules") {
                BY_RULES
            } else {
                BY_MODEL
            };
        }
        if !agree(kept, now, most) {
            found.push(format!("- {kept}\n+ {now}"));
        }
    }
    if kept.lines().count() != now.lines().count() {
        found.push("There are more lines, or fewer.".to_owned());
    }
    found
}

#[test]
fn the_fingerprint_that_is_kept_is_that_of_the_engine() {
    let (path, kept_in) = ("tests/probes/record.txt", root().join("assets/engine.txt"));
    let kept = std::fs::read_to_string(root().join(path)).unwrap_or_default();
    let now = record(&assets(), &all_answers());
    let found = differences(&kept, &now);
    let is_stamped = stamp(&kept) == fingerprint::fingerprint();
    if found.is_empty() && is_stamped {
        return;
    }
    if std::env::var_os("UPDATE_ENGINE").is_some() {
        let record = if found.is_empty() { kept } else { now };
        let text = std::fs::read_to_string(&kept_in).unwrap();
        let text = text.replace(fingerprint::fingerprint(), &stamp(&record));
        std::fs::write(root().join(path), record).unwrap();
        std::fs::write(kept_in, text).unwrap();
    }
    let some: Vec<_> = found.iter().take(20).map(String::as_str).collect();
    panic!(
        "This is another engine than the fingerprint in assets/engine.txt says. Run UPDATE_ENGINE=1 cargo test fingerprint, and look at the difference in {path}; then measure again (README, “How often it is wrong”). {} lines differ, first:\n{}",
        found.len(),
        some.join("\n")
    );
}

#[test]
fn every_list_that_the_engine_is_built_from_is_in_the_fingerprint() {
    let assets = assets();
    let mut built_in = 0;
    for room in ["analysis", "text", "import"] {
        for path in files(&root().join("src").join(room)) {
            let source = std::fs::read_to_string(&path).unwrap();
            let parts = source.split("assets/").skip(1);
            for part in parts {
                let end = part
                    .find(['"', '`', ' ', ',', ':', '\n'])
                    .unwrap_or(part.len());
                let name = format!("assets/{}", &part[..end]);
                let is_list = [".txt", ".onnx"]
                    .iter()
                    .any(|ending| name.ends_with(ending));
                if !is_list || name == "assets/engine.txt" {
                    continue;
                }
                let of_network = format!("{name}.sha256");
                assert!(
                    assets.contains_key(&name) || assets.contains_key(&of_network),
                    "{name}, in {}",
                    path.display()
                );
                built_in += 1;
            }
        }
    }
    assert!(built_in > 20, "{built_in}");
    // Those that are named by a macro.
    for book in slantwise::analysis::lexicon::Book::ALL {
        assert!(assets.contains_key(&format!("assets/lexicons/{}", book.file())));
    }
}

/// The fingerprint with one asset's text changed.
fn with(name: &str, change: impl Fn(&str) -> String) -> String {
    let mut assets = assets();
    let text = assets.get_mut(name).unwrap();
    let changed = change(text);
    assert_ne!(*text, changed, "{name} was not changed");
    *text = changed;
    stamp(&record(&assets, &[]))
}

#[test]
fn another_comment_in_a_list_is_the_same_engine() {
    let before = stamp(&record(&assets(), &[]));
    for name in [
        "assets/lexicons/loaded.txt",
        "assets/lexicons/constructions.txt",
        "assets/weights/layers.txt",
        "assets/structure/furniture.txt",
    ] {
        let longer = |text: &str| format!("# what: something else\n\n{text}\n# And a last word.\n");
        assert_eq!(with(name, longer), before, "{name}");
        let shorter = |text: &str| content(name, text);
        assert_eq!(with(name, shorter), before, "{name}");
    }
}

#[test]
fn another_entry_weight_word_piece_or_network_is_another_engine() {
    let before = stamp(&record(&assets(), &[]));
    for name in assets().keys() {
        let one_less = |text: &str| {
            let last = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
            text[..last].to_owned()
        };
        assert_ne!(with(name, one_less), before, "{name}");
    }
    let heavier = |text: &str| text.replacen("bias -", "bias -1", 1);
    assert_ne!(with("assets/weights/layers.txt", heavier), before);
    // In a vocabulary a line that begins with this sign is a word.
    let without_sign = |text: &str| text.replacen("\n#\n", "\n", 1);
    assert_ne!(with("assets/model/vocabulary.txt", without_sign), before);
}

type Change = fn(&mut Analysis);

#[test]
fn another_answer_is_another_engine() {
    let article = samples().remove(1);
    let analysis = analyse_by_rules(&article, &Settings::default());
    let of = |analysis: &Analysis| {
        let answers = [("sample".to_owned(), answers(&article, analysis))];
        stamp(&record(&BTreeMap::new(), &answers))
    };
    let before = of(&analysis);
    assert_eq!(of(&analysis.clone()), before);
    let changes: [(&str, Change); 7] = [
        ("a layer", |it| {
            let verdict = it.sentences[1].verdict.as_mut().unwrap();
            verdict.layer = Layer::ALL[usize::from(verdict.layer == Layer::ALL[0])];
        }),
        ("a mark", |it| {
            let with_mark = it.sentences.iter_mut().find(|it| !it.findings.is_empty());
            with_mark.unwrap().findings.pop();
        }),
        ("marked words", |it| {
            let span = it.findings[0].span;
            it.findings[0].span = Span::new(span.start(), span.end() - 1);
        }),
        ("a source", |it| it.sources[0].name.push('s')),
        ("a kind", |it| it.sources[0].kind = SourceKind::Document),
        ("somebody named", |it| drop(it.entities.pop())),
        ("a headline", |it| it.headline = None),
    ];
    for (what, change) in changes {
        let mut other = analysis.clone();
        change(&mut other);
        assert_ne!(of(&other), before, "{what}");
    }
}

#[test]
fn the_last_digits_of_another_processor_are_the_same_engine_and_more_is_not() {
    let line = "  framing outlet evaluative 0.812 0.903 0.774 -0.421; Dana Whitlock";
    let close = "  framing outlet evaluative 0.811 0.908 0.771 -0.421; Dana Whitlock";
    let other = "  framing outlet evaluative 0.812 0.903 0.674 -0.421; Dana Whitlock";
    let voice = "  framing vague evaluative 0.812 0.903 0.774 -0.421; Dana Whitlock";
    assert!(agree(line, close, BY_MODEL));
    assert!(!agree(line, close, BY_RULES));
    assert!(!agree(line, other, BY_MODEL));
    assert!(!agree(line, voice, BY_MODEL));
    let record = |line: &str, how: &str| format!("== a, {how}\n{line}\n");
    let of = |line, how| differences(&record(line, how), &record(close, how)).len();
    assert_eq!(of(line, "with the network"), 0);
    assert_eq!(of(line, "by rules"), 1);
    assert_eq!(of(other, "with the network"), 1);
}

#[test]
fn the_fingerprint_stands_in_every_export() {
    let article = samples().remove(1);
    let analysis = analyse_by_rules(&article, &Settings::default());
    let subject = Subject::sentence(&article, &analysis, 1).unwrap();
    let judgement = Judgement {
        subject,
        decision: Some(Decision::Agree),
        note: String::new(),
        by: "Ada".to_owned(),
        at: DateTime::default(),
    };
    let mut coding = Coding::default();
    let key = judgement.subject.key();
    coding.judgements.insert(key, Arc::new(judgement));
    let pairs = [(&article, &analysis)];
    let codings = [Some(&coding)];
    let input = ExportInput {
        articles: &pairs,
        codings: &codings,
        ..ExportInput::default()
    };
    for format in ExportFormat::ALL {
        let text = String::from_utf8(export(&input, format).unwrap()).unwrap();
        assert!(text.contains(fingerprint::fingerprint()), "{format:?}");
    }
}
