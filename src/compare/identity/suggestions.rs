//! Rows that may be one: questions to the reader, never joins.

use std::collections::BTreeMap;

use super::Identities;
use super::book::Book;

/// So many questions are asked at most.
const MOST: usize = 10;

/// Pairs of described rows, whose nouns are ones by which one side may call what another calls
/// otherwise, those told of most first. Rows that one article has both of are left alone: it
/// tells them apart itself, or calls one of them by both words, and either is read there.
pub(in crate::compare) fn questions(all: &Identities) -> Vec<[usize; 2]> {
    let book = Book::get();
    let counts = all.counts();
    // By row, its noun: the one that stands most, of equals the first.
    let mut nouns: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    for article in 0..all.read.len() {
        for (_, read, place) in all.phrases(article) {
            let described = place.filter(|place| !all.rows[place.row].named);
            if let Some(place) = described.filter(|_| book.asks_about(&read.head)) {
                *nouns
                    .entry(place.row)
                    .or_default()
                    .entry(&read.head)
                    .or_default() += 1;
            }
        }
    }
    let rows: Vec<(usize, &str)> = nouns
        .iter()
        .filter_map(|(row, nouns)| Some((*row, nouns.iter().rev().max_by_key(|it| it.1)?.0)))
        .map(|(row, noun)| (row, *noun))
        .collect();
    let mut pairs = Vec::new();
    for (at, (one, noun)) in rows.iter().enumerate() {
        for (other, another) in &rows[at + 1..] {
            let (here, there) = (&counts[one], &counts[other]);
            let apart = here
                .iter()
                .zip(there)
                .all(|(one, other)| *one.min(other) == 0);
            if apart && book.may_be_one(noun, another) {
                let told: usize = here.iter().chain(there).sum();
                pairs.push((std::cmp::Reverse(told), [*one, *other]));
            }
        }
    }
    pairs.sort_unstable();
    pairs.truncate(MOST);
    pairs.into_iter().map(|(_, pair)| pair).collect()
}
