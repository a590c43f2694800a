//! How often the engine is right: measured figures, as data in `assets/accuracy.json`.
//!
//! The window's About and every exported report print them from here.

use std::sync::LazyLock;

use serde::Deserialize;

/// The measured figures.
#[derive(Debug, Default, Deserialize)]
pub struct Accuracy {
    /// Day of the measurement, as `2026-01-30`.
    pub measured: Option<String>,
    /// One figure each.
    pub rows: Vec<Figure>,
}

/// One figure.
#[derive(Debug, Deserialize)]
pub struct Figure {
    /// What is told apart or found.
    pub what: String,
    /// The material it was measured on.
    pub on: String,
    /// The measure's name: `macro-F1`.
    pub measure: String,
    /// From 0 to 1; `None` where it has not been measured.
    pub value: Option<f64>,
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
        }
    }
}
