//! What changed between two versions of a text: paragraph by paragraph, and within a changed
//! paragraph word by word.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

/// Words that stayed, went or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// In both versions.
    Kept,
    /// Only in the earlier one.
    Removed,
    /// Only in the later one.
    Added,
}

/// A stretch of a paragraph, and what became of it.
pub type Run = (Change, String);

/// A paragraph in two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paragraph {
    /// So many paragraphs are in both, unchanged.
    Kept(usize),
    /// One that was changed, came or went: its stretches in order.
    Changed(Vec<Run>),
}

/// Compares two versions, each as its paragraphs. The same texts give the same answer.
pub fn changes(before: &[&str], after: &[&str]) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, before, after) {
        let (was, is) = (&before[op.old_range()], &after[op.new_range()]);
        if op.tag() == DiffTag::Equal {
            found.push(Paragraph::Kept(is.len()));
            continue;
        }
        for at in 0..was.len().max(is.len()) {
            found.push(Paragraph::Changed(match (was.get(at), is.get(at)) {
                (Some(was), Some(is)) => runs(was, is),
                (Some(was), None) => vec![(Change::Removed, (*was).to_owned())],
                (None, Some(is)) => vec![(Change::Added, (*is).to_owned())],
                (None, None) => Vec::new(),
            }));
        }
    }
    found
}

/// The stretches of one paragraph in two versions. Spaces stay with the word before them.
fn runs(was: &str, is: &str) -> Vec<Run> {
    let words = |text| str::split_inclusive(text, char::is_whitespace).collect::<Vec<_>>();
    let (was, is) = (words(was), words(is));
    let mut runs = Vec::new();
    let mut push = |change, words: &[&str]| {
        if !words.is_empty() {
            runs.push((change, words.concat()));
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &was, &is) {
        if let DiffOp::Equal { .. } = op {
            push(Change::Kept, &is[op.new_range()]);
        } else {
            push(Change::Removed, &was[op.old_range()]);
            push(Change::Added, &is[op.new_range()]);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run(change: Change, words: &str) -> Run {
        (change, words.to_owned())
    }

    #[test]
    fn a_changed_word_is_told_from_its_paragraph_and_the_rest_is_counted() {
        let before = ["One.", "Two.", "Fares rise by 9 per cent in July.", "Last."];
        let after = [
            "One.",
            "Two.",
            "Fares rise by 12 per cent in July.",
            "New.",
            "Last.",
        ];
        assert_eq!(
            changes(&before, &after),
            [
                Paragraph::Kept(2),
                Paragraph::Changed(vec![
                    run(Change::Kept, "Fares rise by "),
                    run(Change::Removed, "9 "),
                    run(Change::Added, "12 "),
                    run(Change::Kept, "per cent in July."),
                ]),
                Paragraph::Changed(vec![run(Change::Added, "New.")]),
                Paragraph::Kept(1),
            ]
        );
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_from_the_changes(
            before in prop::collection::vec("[ab ]{1,6}", 0..6),
            after in prop::collection::vec("[ab ]{1,6}", 0..6),
        ) {
            let before: Vec<&str> = before.iter().map(String::as_str).collect();
            let after: Vec<&str> = after.iter().map(String::as_str).collect();
            let found = changes(&before, &after);
            let (mut was, mut is) = (0, String::new());
            let mut gone = String::new();
            for paragraph in &found {
                match paragraph {
                    Paragraph::Kept(count) => {
                        is.push_str(&before[was..was + count].concat());
                        gone.push_str(&before[was..was + count].concat());
                        was += count;
                    }
                    Paragraph::Changed(runs) => {
                        let is_here = runs.iter().any(|(change, _)| *change != Change::Added);
                        was += usize::from(is_here);
                        for (change, words) in runs {
                            if *change != Change::Added { gone.push_str(words); }
                            if *change != Change::Removed { is.push_str(words); }
                        }
                    }
                }
            }
            prop_assert_eq!(gone, before.concat());
            prop_assert_eq!(is, after.concat());
        }
    }
}
