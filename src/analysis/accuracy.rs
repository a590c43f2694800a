//! How often the engine is right: measured figures, as data in `assets/accuracy.json`.
//!
//! The window's Accuracy, README and every exported report print them from here. A
//! sentence in plain words names places, not figures; the figures are put in from the
//! measurement beside it, so that no sentence can say something else than its figure.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

/// Figures closer than this say the same.
const SAME: f64 = 0.015;

/// The measured figures, and what the engine is made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accuracy {
    /// Day of the measurement.
    pub measured: Option<NaiveDate>,
    /// One figure each.
    pub rows: Vec<Figure>,
    /// What the measures mean, by name.
    pub measures: BTreeMap<String, String>,
    /// What the engine is made of and was fitted to, in sentences.
    pub made_of: Vec<String>,
    /// What is known to go wrong, in sentences.
    pub weaknesses: Vec<String>,
}

/// One figure.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What is told apart or found.
    pub what: String,
    /// The material it was measured on.
    pub on: String,
    /// The measure's name: `macro-F1`.
    pub measure: String,
    /// From 0 to 1; `None` where it has not been measured.
    pub value: Option<f64>,
    /// What the figure is to be held against.
    pub beside: Option<Beside>,
    /// A sentence with places for the figure: `{of_ten}`, `{of_hundred}`, and of what it
    /// is held against `{beside_of_ten}`; `{compared}` becomes “better than”, “about as
    /// well as” or “less well than”.
    pub plain: Option<String>,
}

/// A figure to hold another against.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Whose figure.
    pub what: String,
    /// From 0 to 1.
    pub value: f64,
}

/// What is said where nothing has been measured.
pub const NOT_MEASURED: &str =
    "The figures of this version have not been measured yet. Take every mark as a question.";

impl Accuracy {
    /// The day of the measurement in words: `22 November 2026`.
    pub fn day(&self) -> Option<String> {
        Some(self.measured?.format("%-d %B %Y").to_string())
    }

    /// The figures in plain words, for where there is little room.
    pub fn in_short(&self) -> Vec<String> {
        self.rows
            .iter()
            .filter_map(Figure::in_plain_words)
            .collect()
    }

    /// The measures of the figures and what they mean, in the order of first use.
    pub fn measures_used(&self) -> Vec<(&str, &str)> {
        let mut used: Vec<(&str, &str)> = Vec::new();
        for row in self.rows.iter().filter(|row| row.value.is_some()) {
            let is_new = used.iter().all(|(name, _)| *name != row.measure);
            if let Some(meaning) = self.measures.get(&row.measure).filter(|_| is_new) {
                used.push((&row.measure, meaning));
            }
        }
        used
    }
}

impl Figure {
    /// The figure as it is printed; `None` where it has not been measured.
    pub fn printed(&self) -> Option<String> {
        Some(format!("{:.2}", self.value?))
    }

    /// What it was measured on, and what it is to be held against.
    pub fn circumstances(&self) -> String {
        match &self.beside {
            Some(beside) => format!("{}; {}: {:.2}", self.on, beside.what, beside.value),
            None => self.on.clone(),
        }
    }

    /// The sentence with the figure in it; `None` where there is no sentence or no figure.
    pub fn in_plain_words(&self) -> Option<String> {
        let value = self.value?;
        let mut sentence = self
            .plain
            .as_ref()?
            .replace("{of_ten}", &of(10.0, value))
            .replace("{of_hundred}", &of(100.0, value));
        if let Some(beside) = &self.beside {
            let compared = match value - beside.value {
                more if more > SAME => "better than",
                less if less < -SAME => "less well than",
                _ => "about as well as",
            };
            sentence = sentence
                .replace("{beside_of_ten}", &of(10.0, beside.value))
                .replace("{compared}", compared);
        }
        Some(sentence)
    }
}

fn of(whole: f64, share: f64) -> String {
    format!("{:.0}", whole * share)
}

/// The figures of this version.
pub fn figures() -> &'static Accuracy {
    // A damaged file shows no figures; the test below finds it before a reader does.
    static FIGURES: LazyLock<Accuracy> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../assets/accuracy.json")).unwrap_or_default()
    });
    &FIGURES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_can_be_read_and_are_shares() {
        assert!(!figures().rows.is_empty());
        for row in &figures().rows {
            let is_share = row.value.is_none_or(|value| (0.0..=1.0).contains(&value));
            assert!(is_share, "{}", row.what);
            assert!(row.value.is_none() || figures().measured.is_some());
            assert!(
                figures().measures.contains_key(&row.measure),
                "{}",
                row.measure
            );
        }
    }

    #[test]
    fn no_figure_is_typed_into_a_sentence_and_every_place_is_filled() {
        let with_sentence = figures().rows.iter().filter(|row| row.plain.is_some());
        assert!(with_sentence.clone().count() >= 3);
        for row in with_sentence {
            let typed = row.plain.as_deref().unwrap_or_default();
            assert!(
                !typed.contains(|letter: char| letter.is_ascii_digit()),
                "{typed}"
            );
            if let Some(said) = row.in_plain_words() {
                assert!(!said.contains(['{', '}']), "{said}");
                assert_ne!(said, typed, "a sentence without its figure");
            }
        }
    }

    #[test]
    fn a_sentence_says_what_its_figure_says() {
        let mut row = Figure {
            value: Some(0.72),
            plain: Some("{of_ten} of ten, {of_hundred} of a hundred, {compared} one by chance, which has {beside_of_ten}.".to_owned()),
            beside: Some(Beside {
                what: "chance".to_owned(),
                value: 0.785,
            }),
            ..Figure::default()
        };
        let said = row.in_plain_words();
        assert_eq!(
            said.as_deref(),
            Some("7 of ten, 72 of a hundred, less well than one by chance, which has 8.")
        );
        for (value, compared) in [(0.79, "about as well as"), (0.85, "better than")] {
            row.value = Some(value);
            assert!(
                row.in_plain_words()
                    .is_some_and(|said| said.contains(compared))
            );
        }
        row.value = None;
        assert_eq!(row.in_plain_words(), None);
    }
}
