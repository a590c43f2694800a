//! Roles: an article says once who is the mayor, and then speaks of the mayor.

use std::collections::{BTreeSet, HashMap};

use super::Identities;
use super::book::{Book, words_of};
use super::read::Opening;
use super::states::States;
use crate::model::EntityKind;

/// A role that an article binds to a person.
#[derive(Clone, Debug)]
struct Bound {
    article: usize,
    row: usize,
    /// Its words without an article: "former council leader".
    words: Vec<String>,
    head: String,
    country: Option<usize>,
}

/// Who has which role.
#[derive(Debug, Default)]
pub(super) struct Roles {
    bound: Vec<Bound>,
    /// For each person the states of their office; none where an office stands without one.
    countries: HashMap<usize, BTreeSet<usize>>,
    /// People in an office without a state.
    unmarked: BTreeSet<usize>,
    surnames: HashMap<String, BTreeSet<usize>>,
    home: Option<usize>,
}

const BESIDE: &str = "the words stand beside the name in this article";
const SAME_ROLE: &str = "this article gives the role to nobody else";
const MOST_NAMED: &str = "of several with this role the one who is named most";
const OTHER_ARTICLE: &str = "another article gives the role to nobody else";

/// Reads who has which role, and joins the roles that stand alone.
pub(super) fn join(all: &mut Identities, states: &States) -> Roles {
    let mut roles = Roles {
        home: states.home,
        ..Roles::default()
    };
    roles.read(all, states);
    roles.read_surnames(all);
    let named = all.counts();
    for article in 0..all.read.len() {
        for phrase in 0..all.read[article].len() {
            if !all.read[article][phrase].is_one_person() || all.place(article, phrase).is_some() {
                continue;
            }
            if let Some((row, sure, why)) = roles.of(all, article, phrase, states, &named) {
                all.put(article, phrase, row, sure, why);
            }
        }
    }
    roles
}

impl Roles {
    fn read(&mut self, all: &Identities, states: &States) {
        for (article, reads) in all.read.iter().enumerate() {
            for read in reads {
                let Some(row) = read
                    .phrase
                    .known
                    .and_then(|known| all.of_known(article, known))
                else {
                    continue;
                };
                if all.rows[row].kind != EntityKind::Person {
                    continue;
                }
                let beside = |other: Option<usize>| {
                    all.row_of(article, other)
                        .and_then(|row| states.of_row(row))
                };
                if !read.words.is_empty() {
                    let countries: Vec<usize> = read.countries.iter().map(|it| it.index).collect();
                    let country = countries
                        .first()
                        .copied()
                        .or_else(|| beside(read.phrase.owner))
                        .or_else(|| beside(read.phrase.of));
                    self.bind(article, row, &read.words, country);
                }
                let described = read.phrase.same.map(|same| &reads[same]);
                let Some(other) = described.filter(|other| other.is_one_person()) else {
                    continue;
                };
                let country = other.countries.first().map(|it| it.index);
                let country = country
                    .or_else(|| beside(other.phrase.owner))
                    .or_else(|| beside(other.phrase.of));
                self.bind(article, row, &other.words, country);
            }
        }
    }

    fn bind(&mut self, article: usize, row: usize, words: &[String], country: Option<usize>) {
        let head = words.last().cloned().unwrap_or_default();
        if Book::get().ends_in("office", words) {
            match country {
                Some(country) => {
                    self.countries.entry(row).or_default().insert(country);
                }
                None => {
                    self.unmarked.insert(row);
                }
            }
        }
        self.bound.push(Bound {
            article,
            row,
            words: words.to_vec(),
            head,
            country,
        });
    }

    fn read_surnames(&mut self, all: &Identities) {
        for (row, identity) in all.rows.iter().enumerate() {
            if identity.kind == EntityKind::Person
                && let Some(last) = words_of(&identity.name).pop()
            {
                self.surnames.entry(last).or_default().insert(row);
            }
        }
    }

    /// The only person of a surname.
    pub fn by_surname(&self, word: &str) -> Option<usize> {
        let rows = self.surnames.get(word)?;
        let mut rows = rows.iter();
        match (rows.next(), rows.next()) {
            (Some(row), None) => Some(*row),
            _ => None,
        }
    }

    /// The state whose office a person holds: the one that is named with it, or that of the
    /// story.
    pub fn country_of(&self, row: usize) -> Option<usize> {
        match self.countries.get(&row) {
            Some(countries) if countries.len() == 1 => countries.first().copied(),
            Some(_) => None,
            None => self.home.filter(|_| self.unmarked.contains(&row)),
        }
    }

    /// Whom a role alone means.
    fn of(
        &self,
        all: &Identities,
        article: usize,
        phrase: usize,
        states: &States,
        named: &HashMap<usize, Vec<usize>>,
    ) -> Option<(usize, bool, &'static str)> {
        let read = &all.read[article][phrase];
        if let Some(same) = read.phrase.same
            && let Some(known) = all.read[article][same].phrase.known
        {
            let row = all.of_known(article, known)?;
            return (all.rows[row].kind == EntityKind::Person).then_some((row, true, BESIDE));
        }
        if read.opening == Opening::Indefinite {
            return None;
        }
        let owner = all
            .row_of(article, read.phrase.owner)
            .or_else(|| all.row_of(article, read.phrase.of));
        let country = read
            .countries
            .first()
            .map(|it| it.index)
            .or_else(|| owner.and_then(|row| states.of_row(row)));
        let here = |bound: &&Bound| bound.article == article;
        let words = &read.words;
        let fits = |bound: &&Bound| {
            bound.head == *words.last().unwrap_or(&String::new())
                && (bound.words == *words
                    || bound.words.ends_with(words)
                    || words.len() > 1 && words.ends_with(&bound.words)
                    || same_office(&bound.words, words))
                && match (country, bound.country) {
                    (Some(one), Some(other)) => one == other,
                    (Some(one), None) => self.home == Some(one),
                    (None, _) => true,
                }
        };
        let exact = only(
            self.bound
                .iter()
                .filter(here)
                .filter(|bound| bound.words == *words)
                .map(|it| it.row),
        );
        // "its leader", "his lawyer": whose is not said.
        if read.opening == Opening::Pronoun {
            return exact
                .filter(|_| words.len() > 1)
                .map(|row| (row, true, BESIDE));
        }
        // A bare noun without an article is a title of nobody: "as president".
        if read.opening == Opening::Bare && read.phrase.owner.is_none() && words.len() == 1 {
            return exact.map(|row| (row, true, SAME_ROLE));
        }
        if let Some(row) = exact.filter(|_| words.len() > 1) {
            return Some((row, true, BESIDE));
        }
        let in_article: Vec<&Bound> = self.bound.iter().filter(here).filter(fits).collect();
        if let Some(row) = only(in_article.iter().map(|it| it.row)) {
            return Some((row, true, SAME_ROLE));
        }
        if !in_article.is_empty() {
            return self
                .most_named(&in_article, country, article, named)
                .map(|row| (row, false, MOST_NAMED));
        }
        let anywhere: Vec<&Bound> = self.bound.iter().filter(fits).collect();
        let present = |row: &usize| named.get(row).is_some_and(|counts| counts[article] > 0);
        let row = only(anywhere.iter().map(|it| it.row))
            .or_else(|| self.most_named(&anywhere, country, article, named));
        row.filter(present).map(|row| (row, false, OTHER_ARTICLE))
    }

    /// Of several with one role: where no state is given the one whose office has none, or who
    /// is named far more than the others.
    fn most_named(
        &self,
        all: &[&Bound],
        country: Option<usize>,
        article: usize,
        named: &HashMap<usize, Vec<usize>>,
    ) -> Option<usize> {
        if country.is_some() {
            return None;
        }
        let mut rows: Vec<(usize, usize)> = all
            .iter()
            .map(|bound| bound.row)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|row| (named.get(&row).map_or(0, |counts| counts[article]), row))
            .collect();
        let unmarked: Vec<usize> = all
            .iter()
            .filter(|bound| bound.country.is_none() || bound.country == self.home)
            .map(|it| it.row)
            .collect();
        if let Some(row) = only(unmarked.iter().copied()) {
            return Some(row);
        }
        rows.sort_unstable();
        match rows[..] {
            [.., (second, _), (first, row)] if first >= 3 * second.max(1) => Some(row),
            _ => None,
        }
    }
}

/// "prime minister" of "Japanese prime minister" and of "long-time prime minister".
fn same_office(one: &[String], other: &[String]) -> bool {
    let book = Book::get();
    let (one, other) = (book.tail("office", one), book.tail("office", other));
    one.is_some() && one == other
}

/// The only one of these, however often it comes.
fn only(mut rows: impl Iterator<Item = usize>) -> Option<usize> {
    let first = rows.next()?;
    rows.all(|row| row == first).then_some(first)
}
