//! What the words around a lone name say of its kind, counted over the article.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::listed::List;
use super::tagging::Tagged;
use super::words::{Classes, Senses};
use crate::text::TokenKind;

/// What a lone name most likely names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likely {
    /// Somebody.
    Person,
    /// A town, country or region.
    Place,
    /// A body of people.
    Organisation,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    person: u32,
    place: u32,
    organisation: u32,
}

/// The names of an article, by their words in normal form.
#[derive(Debug, Default)]
pub struct NameBook {
    counts: HashMap<String, Counts>,
    /// Words with a capital only at the front, as they are written.
    cased: HashMap<String, String>,
    /// Words that the article also writes small.
    small: HashSet<String>,
    /// Names that stand inside a sentence, where only a name has a capital.
    inside: HashSet<String>,
    /// Companies, by the first word of their name.
    companies: HashMap<String, String>,
    /// Whether its compounds are written with spaces around the hyphen.
    spaced_hyphens: bool,
}

impl NameBook {
    /// What a lone name most likely is; `None` where nothing was said of it.
    pub fn likely(&self, word: &str) -> Option<Likely> {
        let counts = self.counts.get(stem(word))?;
        let most = counts.place.max(counts.organisation).max(counts.person);
        (most > 0).then_some({
            if counts.place == most {
                Likely::Place
            } else if counts.organisation == most {
                Likely::Organisation
            } else {
                Likely::Person
            }
        })
    }

    /// The company whose short name a word is, unless the article means a place by it.
    pub fn company(&self, word: &str) -> Option<&str> {
        let full = self.companies.get(stem(word))?;
        (self.likely(word) == Some(Likely::Organisation)).then_some(full)
    }

    /// Whether the article also writes a word small.
    pub fn is_small(&self, word: &str) -> bool {
        self.small.contains(stem(word))
    }

    /// Whether a word has its capital also inside a sentence, where only names have one.
    pub fn is_inside(&self, word: &str) -> bool {
        self.inside.contains(stem(word))
    }

    /// A word in capitals as the article writes it elsewhere: "ALDERSUND" as "Aldersund".
    pub fn cased(&self, word: &str) -> Option<&str> {
        let capitals = word.chars().count() > 3 && word.chars().all(char::is_uppercase);
        capitals
            .then(|| self.cased.get(&word.to_lowercase()))
            .flatten()
            .map(String::as_str)
    }

    /// Whether the article writes "asylum - seeker": some programs put spaces around every
    /// hyphen, and no compound is written without them.
    pub fn has_spaced_hyphens(&self) -> bool {
        self.spaced_hyphens
    }

    /// Whether a word is the plural of a people whose country is named: "Norvians" beside "Norvia".
    pub fn is_people(&self, word: &str) -> bool {
        let Some(one) = stem(word).strip_suffix("ns") else {
            return false;
        };
        one.len() > 3
            && [one, one.trim_end_matches('a')]
                .iter()
                .any(|root| self.counts.contains_key(*root))
    }

    fn count(&mut self, word: &str) -> &mut Counts {
        self.counts.entry(stem(word).to_owned()).or_default()
    }
}

fn stem(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

impl Tagged<'_, '_> {
    /// Reads the article's names.
    pub(super) fn read_names(&self) -> NameBook {
        let mut book = NameBook {
            spaced_hyphens: self.has_spaced_hyphens(),
            ..NameBook::default()
        };
        for (index, token) in self.parsed.tokens.as_slice().iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let normal = self.normal(index);
            if !token.capital {
                book.small.insert(stem(normal).to_owned());
                continue;
            }
            let text = token.span.of(self.parsed.text());
            let text = text.trim_end_matches("'s").trim_end_matches("’s");
            if text.chars().skip(1).all(|letter| !letter.is_uppercase()) {
                book.cased
                    .entry(stem(normal).to_owned())
                    .or_insert_with(|| text.to_owned());
            }
        }
        for sentence in &self.parsed.sentences {
            if sentence.role.is_heading() {
                continue;
            }
            for at in sentence.tokens.clone().skip(1) {
                if self.at(at).name && !self.at(at - 1).mark {
                    book.inside.insert(stem(self.normal(at)).to_owned());
                }
            }
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.is_name_part(at) {
                    at += 1;
                    continue;
                }
                let end = (at + 1..sentence.tokens.end)
                    .find(|index| !self.is_name_part(*index) || self.at(*index - 1).possessive)
                    .unwrap_or(sentence.tokens.end);
                self.weigh(at..end, &sentence.tokens, &mut book);
                at = end;
            }
        }
        book
    }

    fn has_spaced_hyphens(&self) -> bool {
        let all = self.parsed.tokens.as_slice();
        let word = |at: usize| {
            all.get(at)
                .is_some_and(|token| token.kind != TokenKind::Mark)
        };
        let loose = (1..all.len())
            .filter(|at| self.is(*at, "-") && word(at - 1) && word(at + 1))
            .count();
        loose > 1 && !(0..all.len()).any(|at| word(at) && self.normal(at).contains('-'))
    }

    /// Whether a token is part of a name: a capital, but not a month or day.
    pub fn is_name_part(&self, at: usize) -> bool {
        let tag = self.at(at);
        // "Jan Kvist" is no date.
        let given = tag.classes.any(Classes::GIVEN)
            && self.at(at + 1).name
            && !(at > 0 && self.at(at - 1).classes.any(Classes::PREPOSITION));
        tag.name && (given || !tag.classes.any(Classes::TIME))
    }

    fn weigh(&self, run: Range<usize>, sentence: &Range<usize>, book: &mut NameBook) {
        let last = self.at(run.end - 1).classes;
        let first = self.normal(run.start);
        if run.len() > 1 {
            if last.any(Classes::COMPANY) {
                book.count(first).organisation += 2;
                let full = self.text_of(&run);
                book.companies.entry(stem(first).to_owned()).or_insert(full);
            } else if last.any(Classes::NAME_ORGANISATION.with(Classes::OUTLET_WORD)) {
                // "Lindal Hospital", "Holm Gazette": most often named after a place.
                if !self
                    .at(run.start)
                    .classes
                    .any(Classes::GIVEN.with(Classes::TITLE))
                {
                    book.count(first).place += 1;
                }
            } else if !last.any(
                Classes::NAME_PLACE
                    .with(Classes::PLACE)
                    .with(Classes::GROUP),
            ) {
                book.count(self.normal(run.end - 1)).person += 4;
            }
            return;
        }
        let counts = book.count(first);
        self.weigh_before(run.start, sentence, counts);
        self.weigh_after(run.end, sentence, counts);
    }

    /// "in Holm", "the town of Holm", "operator Nordlin", "Mayor Vale".
    fn weigh_before(&self, at: usize, sentence: &Range<usize>, counts: &mut Counts) {
        if at == sentence.start {
            // A date line: "HOLM, 3 May —".
            let capitals = self.parsed.tokens.as_slice()[at]
                .span
                .of(self.parsed.text())
                .chars()
                .all(char::is_uppercase);
            let dated = (at + 1..sentence.end.min(at + 8)).any(|index| {
                matches!(self.normal(index), "—" | "–" | "-")
                    || (self.at(index).classes.any(Classes::TIME))
            });
            if capitals && self.normal(at).len() > 3 && dated {
                counts.place += 6;
            }
            return;
        }
        let mut before = at - 1;
        // "between Varde and Holm": the preposition stands before the first of them.
        while before > sentence.start + 1
            && matches!(self.normal(before), "and" | "or")
            && self.at(before - 1).name
        {
            before -= 2;
        }
        let noun = before
            .checked_sub(1)
            .map_or(Classes::NONE, |noun| self.at(noun).classes);
        let tag = self.at(before);
        match self.normal(before) {
            "in" | "near" | "outside" | "across" | "around" | "inside" | "throughout" => {
                counts.place += 2;
            }
            "of" if noun.any(Classes::NAME_PLACE)
                || before > 0 && self.is(before - 1, "capital") =>
            {
                counts.place += 3;
            }
            "at" | "from" | "of" | "between" | "towards" | "toward" | "off" => counts.place += 1,
            "the" => counts.organisation += 1,
            "," if noun.any(Classes::ORGANISATION) && self.at(at + 1).mark => {
                counts.organisation += 3;
            }
            _ if tag.name || tag.possessive || tag.mark => {}
            _ if tag.classes.any(Classes::ORGANISATION) => counts.organisation += 3,
            _ if tag.classes.any(Classes::PERSON.with(Classes::TITLE)) => counts.person += 3,
            "line" | "firm" | "brand" | "owner" => counts.organisation += 3,
            _ => {}
        }
    }

    /// "Vale, 51,", "Holm's mayor", "Nordlin's manager", "Holm harbour", "Vale said".
    fn weigh_after(&self, end: usize, sentence: &Range<usize>, counts: &mut Counts) {
        let possessive = self.at(end - 1).possessive;
        let tag = self.at(end);
        if end >= sentence.end {
            return;
        }
        if self.is(end, ",") {
            let number = self
                .parsed
                .tokens
                .as_slice()
                .get(end + 1)
                .is_some_and(|token| token.kind == TokenKind::Number);
            if self.is(end + 1, "who") || (number && self.is(end + 2, ",")) {
                counts.person += 3;
            }
        } else if possessive {
            for next in end..sentence.end.min(end + 3) {
                let word = self.normal(next);
                if List::PlaceNoun.has(word) {
                    counts.place += 2;
                    return;
                }
                if List::FirmNoun.has(word) {
                    counts.organisation += 2;
                    return;
                }
                if self.at(next).mark {
                    return;
                }
            }
        } else if !tag.name
            && (tag.classes.any(Classes::NAME_PLACE)
                || matches!(self.normal(end), "council" | "police" | "court"))
        {
            counts.place += 2;
        } else if tag.verb.is_some_and(|verb| verb.senses.any(Senses::SAY)) {
            counts.person += 1;
        }
    }
}
