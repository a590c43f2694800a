//! README's lists are printed from what the program knows, so that they cannot drift.

use std::collections::BTreeSet;

use slantwise::analysis::{accuracy, detector, fingerprint};

const END: &str = "<!-- end of list -->";

fn row(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn detectors() -> String {
    let rows = detector::all().iter().map(|detector| {
        let info = detector.info();
        row(&[info.name, info.what_it_marks, info.known_mistakes])
    });
    let head = "| device | what it marks | known mistakes |\n|---|---|---|\n";
    [head.to_owned()].into_iter().chain(rows).collect()
}

fn figures() -> String {
    let rows = accuracy::figures().rows.iter().filter_map(|figure| {
        let printed = format!("{} {}", figure.measure, figure.printed()?);
        Some(row(&[&figure.what, &figure.circumstances(), &printed]))
    });
    ["| what | on | figure |\n|---|---|---|\n".to_owned()]
        .into_iter()
        .chain(rows)
        .chain(engines())
        .collect()
}

/// Which engines were measured, and how.
fn engines() -> Vec<String> {
    let all = accuracy::figures();
    let mut lines = vec![
        "\nFirst come figures on real articles, then those on sentences out of such articles, last those on own material.\n".to_owned(),
    ];
    for engine in all.engines() {
        let rows = all.rows.iter();
        let of = rows.filter(|row| row.value.is_some() && row.engine.as_deref() == Some(engine));
        let commands: BTreeSet<&str> = of
            .clone()
            .filter_map(|row| row.command.as_deref())
            .collect();
        let commands: Vec<_> = commands
            .iter()
            .map(|command| format!("`{command}`"))
            .collect();
        lines.push(format!(
            "{} of them measured on engine {}, by {}.\n",
            of.count(),
            fingerprint::short(engine),
            commands.join(" and ")
        ));
    }
    lines
}

/// The list after this mark in README is this one.
fn holds(name: &str, list: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let begin = format!("<!-- {name}: printed by tests/tests/readme.rs -->\n");
    let (head, rest) = readme.split_once(&begin).unwrap();
    let (listed, tail) = rest.split_once(END).unwrap();
    if listed != list {
        if std::env::var_os("UPDATE_README").is_some() {
            std::fs::write(path, [head, &begin, list, END, tail].concat()).unwrap();
        }
        panic!(
            "README's list of {name} differs from the program's; run again with UPDATE_README=1"
        );
    }
}

#[test]
fn the_readme_lists_the_detectors_and_the_figures_as_they_are() {
    holds("detectors", &detectors());
    holds("figures", &figures());
}
