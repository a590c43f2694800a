//! The lists behind the joins: states with their bodies, and nouns by what may be joined.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::identity::{Sections, entries};
use crate::text::noun::singular;

const COUNTRIES: &str = include_str!("../../../assets/lexicons/countries.txt");
const NAMINGS: &str = include_str!("../../../assets/lexicons/namings.txt");

/// How words mean a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare) enum Form {
    /// Its name.
    Name,
    /// Its people, or the adjective.
    People,
    /// Its capital.
    Capital,
    /// A seat or body of its government.
    Body,
}

/// Words that mean a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare) struct Country {
    pub index: usize,
    pub form: Form,
}

/// All lists.
pub(super) struct Book {
    by_words: HashMap<String, Country>,
    names: Vec<&'static str>,
    namings: Sections,
    /// Nouns that often name one thing, each with the first of its line.
    same: HashMap<&'static str, &'static str>,
    /// Lines of nouns by which one side may call what another calls otherwise.
    perhaps: Vec<Vec<&'static str>>,
    /// Phrases that say on what ground somebody knows.
    pub grounds: Vec<&'static str>,
}

/// Most words of a name of a state or its bodies.
const LONGEST: usize = 5;

static BOOK: LazyLock<Book> = LazyLock::new(Book::read);

impl Book {
    pub fn get() -> &'static Self {
        &BOOK
    }

    fn read() -> Self {
        let mut book = Self {
            by_words: HashMap::new(),
            names: Vec::new(),
            namings: Sections::of(NAMINGS),
            same: HashMap::new(),
            perhaps: Vec::new(),
            grounds: Vec::new(),
        };
        for line in COUNTRIES.lines() {
            if !line.is_empty() && !line.starts_with('#') {
                book.add_country(line);
            }
        }
        for (section, line) in lines() {
            let words = line.split(',').map(str::trim);
            match section {
                "same thing" | "same people" => {
                    let mut words = words.peekable();
                    let first = words.peek().copied().unwrap_or_default();
                    book.same.extend(words.map(|word| (word, first)));
                }
                "perhaps the same" => book.perhaps.push(words.collect()),
                _ => {}
            }
        }
        book.grounds = entries(NAMINGS)
            .filter(|entry| entry.section == "ground")
            .map(|entry| entry.text)
            .collect();
        book
    }

    fn add_country(&mut self, line: &'static str) {
        let index = self.names.len();
        let forms = [Form::Name, Form::People, Form::Capital, Form::Body];
        for (part, form) in line.split(';').zip(forms) {
            for words in part.split(',').map(str::trim) {
                if form == Form::Name && self.names.len() == index {
                    self.names.push(words);
                }
                let key = words_of(words).join(" ");
                if !key.is_empty() {
                    self.by_words.entry(key).or_insert(Country { index, form });
                }
            }
        }
    }

    /// The name of a state.
    pub fn name(&self, country: usize) -> &'static str {
        self.names.get(country).copied().unwrap_or_default()
    }

    /// The state that words in small letters mean as a whole.
    pub fn country(&self, words: &[String]) -> Option<Country> {
        self.by_words.get(&words.join(" ")).copied()
    }

    /// The states that a phrase names, each with where its words begin.
    pub fn countries(&self, words: &[String]) -> Vec<(usize, Country)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let mut longest = (at + 1..=words.len().min(at + LONGEST)).rev();
            let hit = longest.find_map(|end| Some((end, self.country(&words[at..end])?)));
            match hit {
                Some((end, country)) => {
                    found.push((at, country));
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether the noun at the end of a phrase, of one to three words, is in a section.
    pub fn ends_in(&self, section: &'static str, words: &[String]) -> bool {
        self.tail(section, words).is_some()
    }

    /// The noun at the end of a phrase that is in a section, in the singular; the longest.
    pub fn tail(&self, section: &'static str, words: &[String]) -> Option<String> {
        (words.len().saturating_sub(3)..words.len())
            .map(|from| words[from..].join(" "))
            .find_map(|tail| {
                let one = singular(&tail);
                let listed = self.namings.has(section, &one);
                if listed {
                    Some(one)
                } else {
                    self.namings.has(section, &tail).then_some(tail)
                }
            })
    }

    /// One noun for those that often name one thing.
    pub fn standing_for<'n>(&self, noun: &'n str) -> &'n str {
        self.same.get(noun).copied().unwrap_or(noun)
    }

    /// Whether a noun is one by which one side may call what another calls otherwise.
    pub fn asks_about(&self, noun: &str) -> bool {
        self.perhaps.iter().any(|line| line.contains(&noun))
    }

    /// Whether two nouns are ones by which the same may be called otherwise.
    pub fn may_be_one(&self, one: &str, other: &str) -> bool {
        one != other
            && self
                .perhaps
                .iter()
                .any(|line| line.contains(&one) && line.contains(&other))
    }
}

/// The lines of the list of namings with their sections.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    NAMINGS
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(move |line| {
            let heading = line.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
            if let Some(heading) = heading {
                section = heading;
                return None;
            }
            Some((section, line))
        })
}

/// The words of a text in small letters and one spelling, without marks around them.
pub(in crate::compare) fn words_of(text: &str) -> Vec<String> {
    let text = text
        .replace(" - ", "-")
        .replace(['\u{2019}', '\u{2018}'], "'")
        .replace('\u{2011}', "-");
    text.split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .map(|word| word.strip_suffix("'s").unwrap_or(word).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let book = Book::get();
        let countries = book.countries(&words_of(text));
        countries
            .iter()
            .map(|(_, it)| book.name(it.index))
            .collect()
    }

    #[test]
    fn a_state_is_known_by_its_name_people_capital_and_bodies() {
        assert_eq!(found("the Norwegian prime minister"), ["Norway"]);
        assert_eq!(found("U.S. troops"), ["United States"]);
        assert_eq!(
            found("North Korean and Japanese envoys"),
            ["North Korea", "Japan"]
        );
        assert_eq!(found("Downing Street aides"), ["United Kingdom"]);
        assert_eq!(found("the harbour board"), [""; 0]);
    }

    #[test]
    fn nouns_are_listed_by_their_ends() {
        let book = Book::get();
        assert!(book.ends_in("state", &words_of("senior intelligence officials")));
        assert_eq!(
            book.tail("office", &words_of("Danish prime minister"))
                .as_deref(),
            Some("prime minister")
        );
        assert_eq!(book.standing_for("probe"), "investigation");
        assert!(book.may_be_one("rioter", "protester"));
    }
}
