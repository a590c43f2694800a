//! The lines of the comparison that say who is called what.

use super::sheet::{Entry, Line, absent, passages, spoken};
use crate::model::{Comparison, NameRow, Wording};

/// Wordings shown in one cell; the passages have them all.
const SHOWN: usize = 5;

/// One for each that the comparison names.
pub(super) fn lines(comparison: &Comparison, names: &[String]) -> Vec<Line> {
    let rows = comparison.names.iter();
    rows.map(|row| Line {
        label: row.entity.clone(),
        note: row.kind.name(),
        meaning: "How each article words it, the most frequent first".into(),
        entries: row
            .cells
            .iter()
            .zip(names)
            .map(|(cell, name)| entry(row, cell, name))
            .collect(),
    })
    .collect()
}

fn entry(row: &NameRow, wordings: &[Wording], name: &str) -> Entry {
    let Some((first, rest)) = wordings.split_first() else {
        return absent(&row.entity, name, "not named");
    };
    let mut all: Vec<_> = wordings
        .iter()
        .flat_map(|wording| wording.passages.clone())
        .collect();
    all.sort_unstable();
    let opens = passages(&format!("Naming {}", row.entity), name, &all);
    let mut parts = vec![counted(first)];
    let shown = rest.iter().take(SHOWN - 1);
    parts.extend(shown.map(|wording| format!("{} {}", wording.text, counted(wording))));
    if wordings.len() > SHOWN {
        parts.push(format!("{} more", wordings.len() - SHOWN));
    }
    let detail = parts.join(" · ");
    let heard = format!("{} {detail}", first.text).replace('×', "times ");
    Entry {
        spoken: spoken(
            &format!("What {} is called", row.entity),
            name,
            &heard,
            &opens,
        ),
        value: first.text.clone(),
        detail,
        is_cited: false,
        is_nothing: false,
        tone: None,
        bar: None,
        is_missing: false,
        opens,
    }
}

/// `×2`, and where words of it are marked, that they judge.
fn counted(wording: &Wording) -> String {
    let times = format!("×{}", wording.passages.len());
    if wording.judges {
        format!("{times} (judges)")
    } else {
        times
    }
}
