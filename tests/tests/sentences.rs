//! The sentences that the network learns from: well formed, varied, and with what tells the
//! kinds apart.

use std::collections::{HashMap, HashSet};
use std::path::Path;

const LABELS: [&str; 4] = ["R", "RH", "S", "SH"];
const KINDS: [&str; 11] = [
    "verdict",
    "obligation",
    "prediction",
    "motive",
    "comparison",
    "irony",
    "person",
    "loaded",
    "label",
    "question",
    "insinuation",
];

struct Line {
    label: String,
    text: String,
    phrases: Vec<String>,
}

/// All sentences, by beat.
fn beats() -> Vec<(String, Vec<Line>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/sentences");
    let mut beats = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let file = std::fs::read_to_string(&path).unwrap();
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        beats.push((name, lines.map(parsed).collect()));
    }
    beats
}

fn parsed(line: &str) -> Line {
    let parts: Vec<_> = line.splitn(4, " | ").collect();
    let [label, _variety, _piece, marked] = parts[..] else {
        panic!("four parts: {line}");
    };
    let mut phrases = Vec::new();
    let mut rest = marked;
    while let Some((_, after)) = rest.split_once('[') {
        let Some((phrase, later)) = after.split_once(']') else {
            panic!("a mark without its end: {line}");
        };
        assert!(!phrase.is_empty() && !phrase.contains('['), "{line}");
        phrases.push(phrase.to_owned());
        rest = later;
    }
    assert!(!rest.contains(']'), "{line}");
    Line {
        label: label.to_owned(),
        text: marked.replace(['[', ']'], ""),
        phrases,
    }
}

#[test]
fn every_sentence_has_a_label_and_framing_has_the_words_that_carry_it() {
    for (beat, lines) in beats() {
        for line in &lines {
            let text = &line.text;
            if let Some(kind) = line.label.strip_prefix("F.") {
                assert!(KINDS.contains(&kind), "{beat}: {text}");
                assert!(!line.phrases.is_empty(), "{beat}: {text}");
            } else {
                assert!(LABELS.contains(&&*line.label), "{beat}: {text}");
                let is_plain = line.label.starts_with('R');
                assert!(!is_plain || line.phrases.is_empty(), "{beat}: {text}");
            }
        }
    }
}

#[test]
fn they_are_many_in_many_beats_and_no_opening_comes_back_often() {
    let beats = beats();
    assert!(beats.len() >= 25, "{}", beats.len());
    let mut openings = HashMap::new();
    let mut seen = HashSet::new();
    let (mut all, mut framing) = (0_usize, 0_usize);
    for line in beats.iter().flat_map(|(_, lines)| lines) {
        let opening: Vec<_> = line.text.split_whitespace().take(2).collect();
        *openings
            .entry(opening.join(" ").to_lowercase())
            .or_insert(0_usize) += 1;
        assert!(seen.insert(line.text.clone()), "twice: {}", line.text);
        all += 1;
        framing += usize::from(line.label.starts_with('F'));
    }
    assert!(all >= 3_000, "{all}");
    assert!((all / 3..all / 2).contains(&framing), "{framing} of {all}");
    let (opening, count) = openings.iter().max_by_key(|(_, count)| **count).unwrap();
    assert!(count * 100 <= all, "“{opening}” {count} times");
}
