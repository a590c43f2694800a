//! The lines of the comparison that say who is called what.

use super::sheet::{Entry, Line, absent, passages, spoken};
use crate::model::{Comparison, NameRow, Wording};

/// Wordings shown in one cell; the passages have them all.
const SHOWN: usize = 5;

/// One for each that at least two articles name.
pub(super) fn lines(comparison: &Comparison, names: &[String]) -> Vec<Line> {
    let rows = comparison.names.iter().filter(|row| row.is_shared());
    rows.map(|row| Line {
        label: row.entity.clone(),
        note: row.kind.name().into(),
        is_wide: false,
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
    // The words before a name are shown with it, and come last.
    let whole = wordings.partition_point(|wording| !wording.within);
    let wordings = &wordings[..whole];
    let Some((first, rest)) = wordings.split_first() else {
        return absent(&row.entity, name, "not named");
    };
    let mut all: Vec<_> = wordings
        .iter()
        .flat_map(|wording| wording.passages.clone())
        .collect();
    all.sort_unstable();
    let opens = passages(&format!("Naming {}", row.entity), name, &all);
    let listed = |counted: fn(usize) -> String| {
        let judged = |wording: &Wording| if wording.judges { " (judges)" } else { "" };
        let times = |wording: &Wording| counted(wording.passages.len()) + judged(wording);
        let mut parts = vec![times(first)];
        let shown = rest.iter().take(SHOWN - 1);
        parts.extend(shown.map(|wording| format!("{} {}", wording.text, times(wording))));
        if wordings.len() > SHOWN {
            parts.push(format!("{} more", wordings.len() - SHOWN));
        }
        parts.join(" · ")
    };
    let heard = format!("{} {}", first.text, listed(in_words));
    Entry {
        spoken: spoken(
            &format!("What {} is called", row.entity),
            name,
            &heard,
            &opens,
        ),
        value: first.text.clone(),
        detail: listed(|count| format!("×{count}")),
        opens,
        ..Entry::default()
    }
}

/// `once`, `3 times`.
fn in_words(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        many => format!("{many} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, EntityKind, Join, Passage};
    use crate::text::Span;
    use crate::ui::views::compare::sheet::Opens;

    fn wording(text: &str, times: usize, judges: bool) -> Wording {
        let passage = |at: usize| Passage {
            article: ArticleId(1),
            span: Span::new(at, at + 1),
        };
        Wording {
            text: text.to_owned(),
            by_outlet: times,
            tone: None,
            judges,
            join: Join {
                sure: true,
                why: "the name".to_owned(),
            },
            within: false,
            passages: (0..times).map(passage).collect(),
        }
    }

    fn entry_of(wordings: &[Wording]) -> Entry {
        let row = NameRow {
            entity: "Ingrid Vale".to_owned(),
            kind: EntityKind::Person,
            holds: None,
            cells: vec![wordings.to_vec()],
        };
        entry(&row, &row.cells[0], "Harbour Post")
    }

    #[test]
    fn a_cell_says_how_often_and_what_judges_and_opens_all_namings() {
        let entry = entry_of(&[
            wording("Vale", 3, false),
            wording("disgraced Vale", 1, true),
        ]);
        assert_eq!(entry.value, "Vale");
        assert_eq!(entry.detail, "×3 · disgraced Vale ×1 (judges)");
        assert_eq!(
            entry.spoken,
            "What Ingrid Vale is called, Harbour Post, Vale 3 times · disgraced Vale once (judges), opens 4\u{a0}passages"
        );
    }

    #[test]
    fn many_wordings_are_counted_and_none_is_said_to_be_missing() {
        let many: Vec<_> = ["a", "b", "c", "d", "e", "f", "g"]
            .map(|text| wording(text, 1, false))
            .into();
        assert!(entry_of(&many).detail.ends_with("e ×1 · 2 more"));
        let none = entry_of(&[]);
        assert!(none.is_missing && none.opens == Opens::Nothing);
        assert_eq!(none.value, "not named");
    }
}
