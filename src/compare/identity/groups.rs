//! Descriptions of people, bodies and things: the same noun, here and there.

use std::collections::HashMap;

use super::book::Book;
use super::read::{Opening, Read};
use super::{Identities, kind_of};
use crate::model::Sort;

const NOUN: &str = "the same noun and number";
const PART: &str = "a part or number of them";
const MEMBERS: &str = "those who belong to it";
const ALONE: &str = "its own words";

/// By what descriptions are joined.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    noun: String,
    plural: bool,
    /// Whose it is, where that is known.
    owner: Option<usize>,
}

/// Joins what is described and not placed yet.
pub(super) fn join(all: &mut Identities) {
    let mut rows: HashMap<Key, usize> = HashMap::new();
    let owners = owners(all);
    for article in 0..all.read.len() {
        // From behind: what belongs to a phrase stands behind it.
        for phrase in (0..all.read[article].len()).rev() {
            if all.place(article, phrase).is_some() {
                continue;
            }
            let read = &all.read[article][phrase];
            if let Some((row, why)) = part_of(all, article, read) {
                all.put(article, phrase, row, false, why);
                continue;
            }
            // “2.4 million crowns” is an amount, and nothing that is called something.
            let amount = read.counted && read.phrase.sort == Sort::Thing;
            let Some(mut key) = key_of(all, article, read).filter(|_| !amount) else {
                continue;
            };
            if key.owner.is_none() {
                key.owner = owners
                    .get(&(key.noun.clone(), key.plural))
                    .copied()
                    .flatten();
            }
            let alone = read.opening == Opening::Indefinite && read.is_one_person();
            let (name, kind) = (written(read), kind_of(read));
            if alone {
                let row = all.add(&name, kind, false);
                all.put(article, phrase, row, true, ALONE);
                continue;
            }
            let known = rows.get(&key).copied();
            let row = known.unwrap_or_else(|| {
                let row = all.add(&name, kind, false);
                rows.insert(key, row);
                row
            });
            all.put(
                article,
                phrase,
                row,
                known.is_none(),
                if known.is_none() { ALONE } else { NOUN },
            );
        }
    }
}

/// Of nouns that only one owner has over all articles: who that is.
fn owners(all: &Identities) -> HashMap<(String, bool), Option<usize>> {
    let mut owners: HashMap<(String, bool), Option<usize>> = HashMap::new();
    for (article, reads) in all.read.iter().enumerate() {
        for (phrase, read) in reads.iter().enumerate() {
            if all.place(article, phrase).is_some() {
                continue;
            }
            if let Some(key) = key_of(all, article, read)
                && key.owner.is_some()
            {
                let one = owners.entry((key.noun, key.plural)).or_insert(key.owner);
                if *one != key.owner {
                    *one = None;
                }
            }
        }
    }
    owners
}

/// "hundreds of migrants" are migrants, "members of the convoy" the convoy.
fn part_of(all: &Identities, article: usize, read: &Read) -> Option<(usize, &'static str)> {
    let book = Book::get();
    let row = all.row_of(article, read.phrase.of);
    if read.phrase.known.is_some() {
        return None;
    }
    let counts = read.words.is_empty() || book.ends_in("partitive", &read.words);
    if counts {
        return row.map(|row| (row, PART));
    }
    if !book.ends_in("member", &read.words) {
        return None;
    }
    let owner = all.row_of(article, read.phrase.owner);
    row.or(owner).map(|row| (row, MEMBERS))
}

fn key_of(all: &Identities, article: usize, read: &Read) -> Option<Key> {
    let book = Book::get();
    if !read.describes() || book.ends_in("partitive", &read.words) && read.phrase.of.is_some() {
        return None;
    }
    let owner = all.row_of(article, read.phrase.owner);
    let of = all.row_of(article, read.phrase.of);
    let people = read.phrase.sort == Sort::Person;
    if read.phrase.sort == Sort::Thing && book.ends_in("bare", &read.words) {
        return None;
    }
    let general = book.ends_in("general", &read.words);
    let noun = if general || people && !read.phrase.plural {
        read.text()
    } else {
        let two = (read.words.len() > 1)
            .then(|| format!("{} {}", read.words[read.words.len() - 2], read.head));
        let compound = two
            .as_deref()
            .map(|two| book.standing_for(two))
            .filter(|one| Some(*one) != two.as_deref());
        compound
            .unwrap_or_else(|| book.standing_for(&read.head))
            .to_owned()
    };
    Some(Key {
        noun,
        plural: read.phrase.plural,
        owner: owner.or(of.filter(|_| people)),
    })
}

/// The words of a description, as a row is called.
fn written(read: &Read) -> String {
    read.text()
}
