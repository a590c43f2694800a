//! How often the engine is right: measured figures, as data in `assets/accuracy.json`.
//!
//! The window's Accuracy, README and every exported report print them from here. A
//! sentence in plain words names places, not figures; the figures are put in from the
//! measurement beside it, so that no sentence can say something else than its figure.
//! Each figure names the engine that it was taken on, the data and the command
//! (`training/accuracy.py` writes them); one of another engine than the program's says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::fingerprint::{self, fingerprint};

/// Figures closer than this say the same.
const SAME: f64 = 0.015;

/// The measured figures, and what the engine is made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accuracy {
    /// One figure each: those on real articles first, those on own material last.
    pub rows: Vec<Figure>,
    /// What the measures mean, by name.
    pub measures: BTreeMap<String, String>,
    /// What the engine is made of and was fitted to, in sentences.
    pub made_of: Vec<String>,
    /// What is known to go wrong, in sentences.
    pub weaknesses: Vec<String>,
}

/// What a figure was measured on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Material {
    /// Whole articles that outlets have published.
    #[default]
    Articles,
    /// Single sentences out of such articles.
    Sentences,
    /// Articles or sentences written for the measurement.
    Own,
}

/// One figure.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Its name for the command that measures it.
    pub id: String,
    /// What is told apart or found.
    pub what: String,
    /// What kind of material it was measured on.
    pub material: Material,
    /// That material in words.
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
    /// Day of the measurement.
    pub measured: Option<NaiveDate>,
    /// Fingerprint of the engine that was measured.
    pub engine: Option<String>,
    /// The files that were read.
    pub data: Option<String>,
    /// The command that took it.
    pub command: Option<String>,
}

/// A figure to hold another against.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Whose figure.
    pub what: String,
    /// From 0 to 1.
    pub value: f64,
    /// Fingerprint of the engine that was measured; `None` where it is no engine's.
    pub engine: Option<String>,
}

/// What is said where nothing has been measured.
pub const NOT_MEASURED: &str =
    "The figures of this version have not been measured yet. Take every mark as a question.";

impl Accuracy {
    /// The days of the measurement in words: `22 November 2026`, or the first and the last.
    pub fn day(&self) -> Option<String> {
        let days = self.days();
        let words = |day: &NaiveDate| day.format("%-d %B %Y").to_string();
        let (first, last) = (words(days.first()?), words(days.last()?));
        Some(if first == last {
            first
        } else {
            format!("{first} to {last}")
        })
    }

    /// The day of the oldest figure.
    pub fn since(&self) -> Option<NaiveDate> {
        self.days().first().copied()
    }

    fn days(&self) -> BTreeSet<NaiveDate> {
        let measured = self.rows.iter().filter(|row| row.value.is_some());
        measured.filter_map(|row| row.measured).collect()
    }

    /// The fingerprints of the engines that were measured, in the order of the figures.
    pub fn engines(&self) -> Vec<&str> {
        let mut engines: Vec<&str> = Vec::new();
        for engine in self.rows.iter().filter_map(Figure::measured_engine) {
            if !engines.contains(&engine) {
                engines.push(engine);
            }
        }
        engines
    }

    /// What is to be known first: how many of the figures are another engine's. `None` where
    /// all are this program's.
    pub fn caveat(&self) -> Option<String> {
        let measured = self.rows.iter().filter(|row| row.value.is_some()).count();
        let others = self.rows.iter().filter(|row| row.elsewhere().is_some());
        let which = match others.count() {
            0 => return None,
            count if count == measured => "All figures were".to_owned(),
            1 => "1 figure was".to_owned(),
            count => format!("{count} figures were"),
        };
        let now = fingerprint::short(fingerprint());
        Some(format!(
            "{which} measured on another engine than this program’s ({now}); they may be better or worse here."
        ))
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
        let on = match self.material {
            Material::Own => format!("own material, no real articles: {}", self.on),
            Material::Articles | Material::Sentences => self.on.clone(),
        };
        match &self.beside {
            Some(beside) => format!("{on}; {}: {:.2}", beside.what, beside.value),
            None => on,
        }
    }

    /// The same, and whether another engine was measured.
    pub fn all_circumstances(&self) -> String {
        let on = self.circumstances();
        self.elsewhere()
            .map_or_else(|| on.clone(), |elsewhere| format!("{on}; {elsewhere}"))
    }

    fn measured_engine(&self) -> Option<&str> {
        self.value?;
        self.engine.as_deref()
    }

    /// Which other engine than this program's was measured, in words; `None` where it is
    /// this one or nothing was measured.
    pub fn elsewhere(&self) -> Option<String> {
        let of = |engine: Option<&str>| {
            let other = engine.filter(|engine| *engine != fingerprint())?;
            Some(fingerprint::short(other).to_owned())
        };
        let own =
            of(self.measured_engine()).map(|other| format!("measured on another engine: {other}"));
        own.or_else(|| {
            let beside = self.beside.as_ref()?;
            let other = of(beside.engine.as_deref())?;
            Some(format!(
                "what stands beside it measured on another engine: {other}"
            ))
        })
    }

    /// How it was taken: engine, data, command.
    pub fn origin(&self) -> Option<String> {
        let (engine, data) = (self.measured_engine()?, self.data.as_ref()?);
        let command = self.command.as_ref()?;
        Some(format!("Engine {engine}; data {data}; {command}"))
    }

    /// The sentence with the figure in it; `None` where there is no sentence or no figure.
    /// One of another engine says so.
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
        if let Some(elsewhere) = self.elsewhere() {
            sentence = format!("{sentence} ({elsewhere})");
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
            assert!(
                row.value.is_none() || row.measured.is_some(),
                "{}",
                row.what
            );
            assert!(
                figures().measures.contains_key(&row.measure),
                "{}",
                row.measure
            );
        }
    }

    #[test]
    fn every_figure_names_its_engine_its_data_and_its_command() {
        let mut ids = BTreeSet::new();
        for row in &figures().rows {
            assert!(ids.insert(&row.id), "{}", row.id);
            let is_measured = row.value.is_some();
            assert_eq!(row.origin().is_some(), is_measured, "{}", row.id);
            assert_eq!(row.measured.is_some(), is_measured, "{}", row.id);
        }
        assert!(!figures().engines().is_empty());
    }

    #[test]
    fn figures_on_real_articles_stand_first_and_those_on_own_material_last_and_say_so() {
        let rows = &figures().rows;
        assert!(rows.is_sorted_by_key(|row| row.material));
        assert_eq!(rows[0].material, Material::Articles);
        let own = rows.iter().filter(|row| row.material == Material::Own);
        assert!(own.clone().count() > 0);
        for row in own {
            assert!(
                row.circumstances().starts_with("own material"),
                "{}",
                row.id
            );
            let plain = row.plain.as_deref().unwrap_or("our own");
            assert!(plain.contains("our own"), "{plain}");
        }
    }

    #[test]
    fn a_figure_of_another_engine_says_so_wherever_it_is_printed() {
        let of = |engine: &str| Figure {
            value: Some(0.9),
            on: "ten pages".to_owned(),
            plain: Some("About {of_ten} of ten.".to_owned()),
            engine: Some(engine.to_owned()),
            ..Figure::default()
        };
        let own = of(fingerprint());
        assert_eq!(own.elsewhere(), None);
        assert_eq!(own.in_plain_words().as_deref(), Some("About 9 of ten."));
        assert_eq!(own.all_circumstances(), "ten pages");
        let other = of("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        let words = "measured on another engine: 0123456789ab";
        assert_eq!(other.elsewhere().as_deref(), Some(words));
        let sentence = format!("About 9 of ten. ({words})");
        assert_eq!(other.in_plain_words(), Some(sentence));
        assert_eq!(other.all_circumstances(), format!("ten pages; {words}"));
        let beside = Figure {
            beside: Some(Beside {
                what: "other pages".to_owned(),
                value: 0.8,
                engine: Some("an older one".to_owned()),
            }),
            ..of(fingerprint())
        };
        assert!(
            beside
                .all_circumstances()
                .ends_with("beside it measured on another engine: an older one")
        );
        let caveat = |rows: Vec<Figure>| {
            let accuracy = Accuracy {
                rows,
                ..Accuracy::default()
            };
            accuracy.caveat()
        };
        assert_eq!(caveat(vec![of(fingerprint())]), None);
        let some = caveat(vec![of(fingerprint()), of("an older one")]).unwrap();
        assert!(some.starts_with("1 figure was measured"), "{some}");
        let all = caveat(vec![of("an older one")]).unwrap();
        assert!(all.starts_with("All figures were measured"), "{all}");
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
                engine: None,
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
