//! Runs the examples that stand in the lists of verbs, columns and constructions.

use super::*;
use crate::analysis::attribution::frames::{self, rows};
use crate::analysis::attribution::lists;

const VERBS: &str = include_str!("../../../../assets/lexicons/reporting_verbs.txt");
const COLUMNS: &str = include_str!("../../../../assets/lexicons/verb_columns.txt");
const CONSTRUCTIONS: &str = include_str!("../../../../assets/lexicons/constructions.txt");

/// One sentence of a list, and what is to be said of it.
struct Example {
    section: &'static str,
    /// The source that must be found; none where nobody in particular speaks, or `*` stands.
    source: Option<&'static str>,
    expected: Voice,
    sentence: &'static str,
}

fn examples(list: &'static str) -> Vec<Example> {
    let mut section = "";
    let mut found = Vec::new();
    for line in list.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            continue;
        }
        let (source, expected, sentence) = if let Some(rest) = line.strip_prefix("+ ") {
            let (source, sentence) = rest.split_once(": ").unwrap();
            (
                Some(source).filter(|source| *source != "*"),
                Voice::Attributed,
                sentence,
            )
        } else if let Some(sentence) = line.strip_prefix("? ") {
            (None, Voice::Vague, sentence)
        } else if let Some(sentence) = line.strip_prefix("~ ") {
            (None, Voice::Outlet, sentence)
        } else {
            continue;
        };
        found.push(Example {
            section,
            source,
            expected,
            sentence,
        });
    }
    found
}

/// Sections that lack an example in somebody's or nobody's voice, or one in the outlet's.
fn lacking(list: &'static str, sections: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let all = examples(list);
    sections
        .filter(|section| {
            let own = || all.iter().filter(|example| example.section == *section);
            !own().any(|example| example.expected != Voice::Outlet)
                || !own().any(|example| example.expected == Voice::Outlet)
        })
        .collect()
}

#[test]
fn every_example_of_the_lists_has_the_voice_and_source_that_it_says() {
    let mut wrong = Vec::new();
    for list in [VERBS, COLUMNS, CONSTRUCTIONS] {
        for example in examples(list) {
            let found = voice(example.sentence);
            let sources = names(example.sentence);
            let right = example
                .source
                .is_none_or(|source| sources.iter().any(|name| name == source));
            if found != example.expected || !right {
                wrong.push(format!(
                    "[{}] {}: {found:?} {sources:?}",
                    example.section, example.sentence
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_section_of_verbs_has_an_example_and_a_silent_sentence() {
    let mut sections: Vec<&str> = rows(VERBS).map(|row| row.section).collect();
    sections.dedup();
    assert_eq!(lacking(VERBS, sections.into_iter()), Vec::<&str>::new());
}

#[test]
fn every_column_of_the_verbs_has_an_example_and_a_silent_sentence() {
    let cells = frames::NAMES.iter().map(|(name, _)| *name);
    let all = cells.chain(["not", "apart", "near"]);
    assert_eq!(lacking(COLUMNS, all), Vec::<&str>::new());
}

#[test]
fn every_list_of_the_constructions_is_known_filled_and_has_examples() {
    let entries: Vec<_> = lists::entries(CONSTRUCTIONS).collect();
    for (name, _) in lists::NAMES {
        assert!(entries.iter().any(|entry| entry.section == *name), "{name}");
    }
    for entry in &entries {
        assert!(lists::Lists::named(entry.section).is_some(), "{entry:?}");
    }
    let names = lists::NAMES.iter().map(|(name, _)| *name);
    assert_eq!(lacking(CONSTRUCTIONS, names), Vec::<&str>::new());
}
