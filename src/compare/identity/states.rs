//! States: their names, people, capitals and bodies, and nouns of state beside them.

use std::collections::HashMap;

use super::book::{Book, Form, words_of};
use super::roles::Roles;
use super::{Counted, Identities};
use crate::model::EntityKind;

/// The rows of states.
#[derive(Debug, Default)]
pub(super) struct States {
    /// The row of each state that is named.
    rows: HashMap<usize, usize>,
    /// The state of each of these rows.
    by_row: HashMap<usize, usize>,
    /// The state where the story plays: whose bodies are named most.
    pub home: Option<usize>,
}

/// What the row of a state holds.
const HOLDS: &str = "state, government, officials";

impl States {
    /// Joins the names that mean one state.
    pub fn join(all: &mut Identities, articles: &[Counted<'_>]) -> Self {
        let mut states = Self::default();
        let located = located(all);
        let mut bodies: HashMap<usize, usize> = HashMap::new();
        let mut moved: HashMap<usize, usize> = HashMap::new();
        for (article, counted) in articles.iter().enumerate() {
            for (known, name) in counted.analysis.who.known.iter().enumerate() {
                if name.kind == EntityKind::Person && name.sure {
                    continue;
                }
                let Some(country) = Book::get().country(&bare(&name.name)) else {
                    continue;
                };
                let row = all.known[article][known];
                // A capital that is mostly a place where something happens is the town.
                let (there, times) = located.get(&row).copied().unwrap_or_default();
                if country.form == Form::Capital && 2 * there > times {
                    continue;
                }
                if country.form == Form::Body {
                    *bodies.entry(country.index).or_default() += times.max(1);
                }
                moved.insert(row, country.index);
            }
        }
        for read in all.read.iter().flatten() {
            for country in &read.countries {
                if country.form == Form::Body {
                    *bodies.entry(country.index).or_default() += 1;
                }
            }
        }
        let most = bodies
            .iter()
            .max_by_key(|(country, count)| (**count, usize::MAX - **country));
        states.home = most.map(|(country, _)| *country);
        let mut rows: Vec<(usize, usize)> = moved.into_iter().collect();
        rows.sort_unstable();
        for (row, country) in rows {
            let state = states.row(all, country);
            for known in all
                .known
                .iter_mut()
                .flatten()
                .filter(|known| **known == row)
            {
                *known = state;
            }
        }
        states.join_halves(all, articles);
        states
    }

    /// The row of a state, made where there is none yet.
    fn row(&mut self, all: &mut Identities, country: usize) -> usize {
        *self.rows.entry(country).or_insert_with(|| {
            let row = all.add(Book::get().name(country), EntityKind::Place, true);
            all.rows[row].holds = Some(HOLDS);
            self.by_row.insert(row, country);
            row
        })
    }

    /// The state of a row.
    pub fn of_row(&self, row: usize) -> Option<usize> {
        self.by_row.get(&row).copied()
    }

    /// "the North", where one state is named whose name begins so.
    fn join_halves(&self, all: &mut Identities, articles: &[Counted<'_>]) {
        let mut named: Vec<_> = self
            .rows
            .iter()
            .map(|(country, row)| (*country, *row))
            .collect();
        named.sort_unstable();
        for (article, counted) in articles.iter().enumerate() {
            for (known, name) in counted.analysis.who.known.iter().enumerate() {
                let [half] = &bare(&name.name)[..] else {
                    continue;
                };
                if !matches!(&**half, "north" | "south" | "east" | "west") {
                    continue;
                }
                let mut fitting = named.iter().filter(|(country, _)| {
                    let state = Book::get().name(*country).to_lowercase();
                    state
                        .split_once(' ')
                        .is_some_and(|(first, _)| first == *half)
                });
                if let (Some((_, row)), None) = (fitting.next(), fitting.next()) {
                    all.known[article][known] = *row;
                }
            }
        }
    }

    /// "French officials", "the Brask administration": nouns of state with exactly one state.
    pub fn join_nouns(&self, all: &mut Identities, roles: &Roles) {
        let mut states = Self {
            rows: self.rows.clone(),
            by_row: self.by_row.clone(),
            home: self.home,
        };
        for article in 0..all.read.len() {
            for phrase in 0..all.read[article].len() {
                let placed = all.place(article, phrase).is_some();
                let Some((country, sure)) = states.of_phrase(all, article, phrase, roles) else {
                    continue;
                };
                let body = all.read[article][phrase].phrase.known.is_some();
                if placed && !body {
                    continue;
                }
                let row = states.row(all, country);
                let name = Book::get().name(country);
                let why = format!("a noun of state or government beside {name}");
                all.put(article, phrase, row, sure, why);
            }
        }
        // Bodies of a state are the state's in all articles.
    }

    /// The state for which a phrase stands by its noun, and whether that is sure.
    fn of_phrase(
        &self,
        all: &Identities,
        article: usize,
        phrase: usize,
        roles: &Roles,
    ) -> Option<(usize, bool)> {
        let read = &all.read[article][phrase];
        let book = Book::get();
        let words = match read.phrase.known {
            // "South Korea’s National Intelligence Service"
            Some(known) => {
                let row = all.of_known(article, known)?;
                if all.rows[row].kind == EntityKind::Person || self.of_row(row).is_some() {
                    return None;
                }
                words_of(&all.rows[row].name)
            }
            None => read.words.clone(),
        };
        // "the Russians", "Americans"
        if read.phrase.known.is_none()
            && let [one] = &read.countries[..]
            && book.country(&read.words).is_some()
            && (one.form != Form::People
                || read.phrase.plural
                || read.opening == super::read::Opening::Definite)
        {
            return Some((one.index, true));
        }
        if !book.ends_in("state", &words) {
            return None;
        }
        let mut countries: Vec<usize> = match read.phrase.known {
            Some(_) => book
                .countries(&words)
                .into_iter()
                .map(|(_, it)| it.index)
                .collect(),
            None => read.countries.iter().map(|it| it.index).collect(),
        };
        let beside = [read.phrase.owner, read.phrase.of];
        let rows = beside
            .iter()
            .filter_map(|other| all.row_of(article, *other));
        countries.extend(rows.filter_map(|row| self.of_row(row)));
        countries.sort_unstable();
        countries.dedup();
        match countries[..] {
            [one] => return Some((one, true)),
            [] => {}
            _ => return None,
        }
        if !book.ends_in("government", &words) && !words.iter().any(|word| word == "administration")
        {
            return None;
        }
        // "Brask’s government", "the Brask administration"
        let owner = all.row_of(article, read.phrase.owner).or_else(|| {
            let front = &words[..words.len() - 1];
            front.iter().find_map(|word| roles.by_surname(word))
        })?;
        let country = roles.country_of(owner)?;
        Some((country, true))
    }

    /// Officials whose state is not given: most often those of the country of the story.
    pub fn join_officials(&self, all: &mut Identities) {
        let Some(home) = self.home else {
            return;
        };
        let Some(row) = self.rows.get(&home).copied() else {
            return;
        };
        for article in 0..all.read.len() {
            for phrase in 0..all.read[article].len() {
                let read = &all.read[article][phrase];
                let free = all.place(article, phrase).is_none() && read.phrase.known.is_none();
                let unmarked = read.countries.is_empty()
                    && all.row_of(article, read.phrase.owner).is_none()
                    && all.row_of(article, read.phrase.of).is_none();
                if free && unmarked && Book::get().ends_in("official", &read.words) {
                    let name = Book::get().name(home);
                    all.put(
                        article,
                        phrase,
                        row,
                        false,
                        format!("officials without a state; the story plays in {name}"),
                    );
                }
            }
        }
    }
}

/// For each row of a name how often it stands behind "in", and how often at all.
fn located(all: &Identities) -> HashMap<usize, (usize, usize)> {
    let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
    for (article, read) in all.read.iter().enumerate() {
        for read in read {
            let known = read
                .phrase
                .known
                .and_then(|known| all.of_known(article, known));
            if let Some(row) = known {
                let count = counts.entry(row).or_default();
                count.0 += usize::from(read.phrase.located);
                count.1 += 1;
            }
        }
    }
    counts
}

/// The words of a name without its article.
fn bare(name: &str) -> Vec<String> {
    let mut words = words_of(name);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}
