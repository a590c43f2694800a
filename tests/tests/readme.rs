//! README's list of detectors is printed from the registry, so that it cannot drift.

use slantwise::analysis::detector;

const BEGIN: &str = "<!-- detectors: printed by tests/tests/readme.rs -->\n";
const END: &str = "<!-- end of detectors -->";

fn table() -> String {
    let mut table = "| device | what it marks | known mistakes |\n|---|---|---|\n".to_owned();
    for detector in detector::all() {
        let info = detector.info();
        let cells = [info.name, info.what_it_marks, info.known_mistakes];
        table.push_str("| ");
        table.push_str(&cells.join(" | "));
        table.push_str(" |\n");
    }
    table
}

#[test]
fn the_readme_lists_the_detectors_as_they_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (head, rest) = readme
        .split_once(BEGIN)
        .expect("README has the list's opening mark");
    let (listed, tail) = rest
        .split_once(END)
        .expect("README has the list's closing mark");
    if listed != table() {
        if std::env::var_os("UPDATE_README").is_some() {
            std::fs::write(path, [head, BEGIN, &table(), END, tail].concat()).unwrap();
        }
        panic!(
            "README's list of detectors differs from the registry; run again with UPDATE_README=1"
        );
    }
}
