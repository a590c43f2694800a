//! What each token of an article may be.

use std::collections::HashSet;
use std::ops::Range;

use super::evidence::NameBook;
use super::listed::List;
use super::words::{Classes, Form, Lists, Phrase, Senses, Verb, words};
use crate::analysis::Parsed;
use crate::text::TokenKind;
use crate::text::quotation::Quotation;

/// What one token may be.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about one token"
)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Tag {
    /// Classes from the lists.
    pub classes: Classes,
    /// As a reporting verb, where it may be one.
    pub verb: Option<Verb>,
    /// Lists of the constructions that the word stands in as it is written.
    pub lists: Lists,
    /// Capitalised as a name is.
    pub name: bool,
    /// Ends in a possessive 's.
    pub possessive: bool,
    /// Stands between quotation marks.
    pub quoted: bool,
    /// A punctuation mark.
    pub mark: bool,
}

/// The tags of an article.
pub struct Tagged<'p, 'a> {
    /// The article.
    pub parsed: &'p Parsed<'a>,
    /// One tag a token.
    pub tags: Vec<Tag>,
    /// What the article shows of its names.
    pub book: NameBook,
}

impl<'p, 'a> Tagged<'p, 'a> {
    /// Tags all tokens.
    pub fn of(parsed: &'p Parsed<'a>) -> Self {
        let mut tagged = Self {
            parsed,
            tags: Vec::with_capacity(parsed.tokens.len()),
            book: NameBook::default(),
        };
        for index in 0..parsed.tokens.len() {
            let tag = tagged.tag(index);
            tagged.tags.push(tag);
        }
        tagged.add_compounds();
        tagged.clear_named_adverbs();
        tagged.add_names();
        tagged.read_capitals();
        tagged.add_nicknames();
        for quotation in &parsed.quotations {
            if tagged.is_nickname(quotation) {
                continue;
            }
            for index in parsed.tokens.inside(quotation.outer) {
                tagged.tags[index].quoted = true;
            }
        }
        tagged.book = tagged.read_names();
        tagged
    }

    /// Token in normal form.
    pub fn normal(&self, index: usize) -> &str {
        self.parsed.tokens.normal(index)
    }

    /// Whether token `index` is the mark or word given.
    pub fn is(&self, index: usize, normal: &str) -> bool {
        self.normal(index) == normal
    }

    /// The tag of a token; an empty one past the end.
    pub fn at(&self, index: usize) -> Tag {
        self.tags.get(index).copied().unwrap_or_default()
    }

    /// Whether a token may be part of a noun phrase.
    pub fn is_nominal(&self, index: usize) -> bool {
        let tag = self.at(index);
        !tag.mark
            && (tag.name
                || tag.classes.any(Classes::SOURCE.with(Classes::CUE_NOUN))
                || !tag.classes.any(Classes::FUNCTION.with(Classes::VERB)))
    }

    /// The phrase of attribution that begins at a token, the longest where several do.
    pub fn phrase_at(&self, index: usize, end: usize) -> Option<&'static Phrase> {
        words()
            .phrases(self.normal(index))
            .iter()
            .filter(|phrase| {
                index + phrase.rest.len() < end
                    && phrase
                        .rest
                        .iter()
                        .enumerate()
                        .all(|(at, word)| self.normal(index + 1 + at) == *word)
            })
            .max_by_key(|phrase| phrase.rest.len())
    }

    fn tag(&self, index: usize) -> Tag {
        let parsed = self.parsed;
        let token = parsed.tokens.as_slice()[index];
        if token.kind == TokenKind::Mark {
            return Tag {
                mark: true,
                ..Tag::default()
            };
        }
        let normal = parsed.tokens.normal(index);
        let stem = normal.strip_suffix("'s");
        let word = words().of(stem.unwrap_or(normal));
        // "He's" and "they're" are a pronoun and a verb in one, listed as they are.
        let whole = words().of(normal);
        let mut classes = word.classes.with(whole.classes);
        // "similarly", "clearly": often at a sentence's start, and adverbs all the same.
        let open = classes == Classes::NONE || classes == Classes::COMMON;
        if open && normal.len() > 4 && normal.ends_with("ly") {
            classes = classes.with(Classes::ADVERB);
        }
        if classes == Classes::NONE && is_person_by_ending(normal) {
            classes = Classes::PERSON;
        }
        // "We're", "you've": a pronoun, and no name at a sentence's start.
        if classes == Classes::NONE
            && let Some((pronoun, _)) = normal.split_once('\'')
            && words().of(pronoun).classes.any(Classes::PRONOUN)
        {
            classes = Classes::PRONOUN;
        }
        // "un", "eu": of a body only in capitals.
        if List::Acronym.has(stem.unwrap_or(normal)) && !self.is_in_capitals(index) {
            classes = classes.without(Classes::NAME_ORGANISATION.with(Classes::OF_PLACE));
        }
        Tag {
            classes,
            verb: if stem.is_some() { None } else { word.verb },
            lists: self.lists(index, whole.lists),
            possessive: stem.is_some() && !whole.classes.any(Classes::AUXILIARY),
            ..Tag::default()
        }
    }

    /// The lists of a word, and of what it begins.
    fn lists(&self, index: usize, own: Lists) -> Lists {
        if !own.any(Lists::FIRST) {
            return own;
        }
        let follows = |rest: &[&str]| {
            rest.iter()
                .enumerate()
                .all(|(at, word)| self.parsed.tokens.normal(index + 1 + at) == *word)
        };
        words()
            .listed(self.normal(index))
            .iter()
            .filter(|(rest, _)| follows(rest))
            .fold(own, |lists, (_, list)| lists.with(*list))
    }

    fn add_compounds(&mut self) {
        for index in 0..self.tags.len() {
            if self.tags[index].mark {
                continue;
            }
            for (rest, word) in words().compounds(self.parsed.tokens.normal(index)) {
                let fits = rest.iter().enumerate().all(|(at, part)| {
                    let normal = self.parsed.tokens.normal(index + 1 + at);
                    normal == part || normal.strip_suffix("'s") == Some(part)
                });
                if !fits {
                    continue;
                }
                if let Some(verb) = word.verb {
                    self.tags[index].verb = Some(verb);
                    self.tags[index].classes = self.tags[index].classes.with(Classes::VERB);
                } else {
                    for tag in &mut self.tags[index..=index + rest.len()] {
                        tag.classes = tag.classes.with(word.classes);
                        tag.verb = None;
                    }
                }
            }
        }
    }

    /// "Donnelly", "Nordic Supply": an ending makes no adverb of a word with its capital.
    fn clear_named_adverbs(&mut self) {
        let all = self.parsed.tokens.as_slice();
        let by_ending = |index: usize| {
            let normal = self.normal(index);
            let is_listed = || {
                let listed = words().of(normal).classes;
                listed != Classes::NONE && listed != Classes::COMMON
            };
            all[index].capital && normal.ends_with("ly") && !is_listed()
        };
        let inside = self.parsed.sentences.iter().filter(|sentence| {
            !sentence.role.is_heading() && !self.is_title_case(sentence.tokens.clone(), false)
        });
        let named: HashSet<&str> = inside
            .flat_map(|sentence| sentence.tokens.clone().skip(1))
            .filter(|index| {
                by_ending(*index)
                    && (all[*index - 1].kind != TokenKind::Mark || self.is(*index - 1, "."))
            })
            .map(|index| self.normal(index))
            .collect();
        let cleared: Vec<usize> = (0..all.len())
            .filter(|index| by_ending(*index) && named.contains(self.normal(*index)))
            .collect();
        for index in cleared {
            self.tags[index].classes = words().of(self.normal(index)).classes;
        }
    }

    fn add_names(&mut self) {
        for sentence in &self.parsed.sentences {
            let range = sentence.tokens.clone();
            let stops = range
                .end
                .checked_sub(1)
                .is_some_and(|last| self.tags[last].mark && self.is(last, "."));
            let titled = self.is_title_case(range.clone(), sentence.role.is_heading() || !stops);
            let mut opening = true;
            for index in range {
                let token = self.parsed.tokens.as_slice()[index];
                let tag = self.tags[index];
                if tag.mark {
                    // A quotation begins a sentence of its own.
                    opening |= matches!(self.normal(index), "“" | "\"" | ":" | "‘");
                    continue;
                }
                let at_start = std::mem::take(&mut opening);
                if at_start && token.capital && self.opens_body(index) {
                    self.tags[index] = Tag {
                        name: true,
                        ..Tag::default()
                    };
                    continue;
                }
                // Some surnames begin small and go on large.
                let text = token.span.of(self.parsed.text());
                let capital = (token.capital
                    || (token.kind == TokenKind::Word
                        && text.contains(|letter: char| letter.is_ascii_uppercase())))
                    && !describes(text);
                self.tags[index].name = capital && self.may_be_name(index, at_start, titled);
            }
        }
    }

    /// A nickname in quotation marks inside a name: the marks in `Arne “Ace” Holm` are part of it.
    fn add_nicknames(&mut self) {
        let parsed = self.parsed;
        for quotation in &parsed.quotations {
            let range = parsed.tokens.inside(quotation.outer);
            let inside = parsed.tokens.inside(quotation.inner);
            let short = quotation.closed && (1..=2).contains(&inside.len());
            let beside = range.start.checked_sub(1).map(|before| self.at(before));
            let named = beside.is_some_and(|tag| tag.name && !tag.mark)
                && self.at(range.end).name
                && !self.at(range.end).mark
                && inside
                    .clone()
                    .all(|at| parsed.tokens.as_slice()[at].capital);
            if short && named {
                for at in range {
                    self.tags[at].name = true;
                }
            }
        }
    }

    /// Whether a pair of quotation marks stands inside a name.
    pub fn is_nickname(&self, quotation: &Quotation) -> bool {
        let range = self.parsed.tokens.inside(quotation.outer);
        let first = self.at(range.start);
        !range.is_empty() && first.mark && first.name
    }

    fn may_be_name(&self, index: usize, at_start: bool, titled: bool) -> bool {
        let tag = self.tags[index];
        let normal = self.normal(index);
        if normal == "i" || normal.starts_with("i'") {
            return false;
        }
        let known = tag.classes.any(
            Classes::GIVEN
                .with(Classes::PLACE)
                .with(Classes::OUTLET_KNOWN)
                .with(Classes::OF_PLACE)
                .with(Classes::GROUP),
        );
        let function = tag.classes.any(Classes::FUNCTION.with(Classes::TIME));
        if at_start || titled {
            let next_named = self
                .parsed
                .tokens
                .as_slice()
                .get(index + 1)
                .is_some_and(|token| token.capital);
            let ordinary = function
                || tag.classes.any(
                    Classes::COMMON
                        .with(Classes::VERB)
                        .with(Classes::QUANTIFIER)
                        .with(Classes::VAGUE)
                        .with(Classes::ATTITUDE),
                )
                || (tag.classes.any(Classes::SOURCE.with(Classes::CUE_NOUN)) && !next_named)
                || (normal.len() > 4 && normal.ends_with("ing"))
                || (!next_named && is_adjective(normal));
            return (known && (!function || next_named)) || !ordinary;
        }
        !function || (known && normal != "us")
    }

    /// "Downing Street", "Reading Borough Council said", "Standing Bear said", "Barking and
    /// Dagenham council": the word at a sentence's start is no participle but opens a name.
    ///
    /// A street or a council has an article after a verb ("closing the council"), which a name
    /// lacks; and what stands before a verb of saying, without a comma, is who says it.
    fn opens_body(&self, index: usize) -> bool {
        let normal = self.normal(index);
        if normal.len() <= 4 || !normal.ends_with("ing") {
            return false;
        }
        let all = self.parsed.tokens.as_slice();
        let capital = |at: usize| all.get(at).is_some_and(|token| token.capital);
        let joint = self.is(index + 1, "and") && capital(index + 2);
        let first = index + 1 + usize::from(joint);
        let mut end = first;
        while end < index + 5 && capital(end) {
            end += 1;
        }
        if end == first {
            return false;
        }
        let class = |at: usize| self.at(at).classes;
        // "Acting Mayor Lund", "Visiting Danes", "Leading Tories": who they are, and then who.
        let known = Classes::TITLE
            .with(Classes::PERSON)
            .with(Classes::GROUP)
            .with(Classes::OF_PLACE)
            .with(Classes::GIVEN)
            .with(Classes::PLACE);
        if class(first).any(known) || (end == first + 1 && self.is_plural(first)) {
            return false;
        }
        let last = class(end - 1);
        let place = last.any(Classes::NAME_PLACE);
        // "Suing Google", "Addressing Parliament": these need no article.
        let body = last.any(Classes::NAME_ORGANISATION)
            && last.any(Classes::ORGANISATION)
            && !List::BareBody.has(self.normal(end - 1));
        if joint {
            return place || body || class(end).any(Classes::ORGANISATION);
        }
        let says = self.at(end).verb.is_some_and(|verb| {
            verb.senses.any(Senses::SAY) && matches!(verb.form, Form::Past | Form::Third)
        });
        // "Crossing Weir Street": a street has a name of its own; "Leading Council members".
        says || (end == first + 1 && (place || (body && !self.is_nominal(end))))
    }

    /// Whether a noun is in the plural, or means several people.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.normal(at);
        (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
            || word.ends_with("men")
            || word.ends_with("people")
            || List::Collective.has(word)
    }

    /// Whether a sentence is written as many headings are, with capitals throughout.
    ///
    /// Where it stands as a heading, most of the longer words will do; a full sentence
    /// must have no other.
    fn is_title_case(&self, range: Range<usize>, heading: bool) -> bool {
        let (mut capital, mut all) = (0, 0);
        for index in range {
            let token = self.parsed.tokens.as_slice()[index];
            let counts = token.kind == TokenKind::Word
                && if heading {
                    token.span.len() > 3
                } else {
                    !self.tags[index].classes.any(Classes::FUNCTION)
                };
            if counts {
                all += 1;
                capital += usize::from(token.capital);
            }
        }
        if heading {
            all >= 4 && capital * 4 >= all * 3
        } else {
            all >= 5 && capital == all
        }
    }
}

/// "pro-Norrholt", "Hallow-based", "Labour-leaning": a name inside a word that describes another.
fn describes(text: &str) -> bool {
    let Some((first, last)) = text.split_once(['-', '‑']) else {
        return false;
    };
    let small = |part: &str| part.chars().all(char::is_lowercase);
    let stance = List::Stance.has(first) && last.starts_with(char::is_uppercase);
    let joined = first.starts_with(char::is_uppercase) && small(last) && List::Compound.has(last);
    stance || joined
}

/// "Excessive", "Current": what describes the word behind it and names nobody.
fn is_adjective(normal: &str) -> bool {
    let ends = |ending: &str| normal.len() > ending.len() + 2 && normal.ends_with(ending);
    List::Adjective.has(normal) || List::AdjectiveEnding.words().any(ends)
}

/// Environmentalist, historians: nouns for people that need no list.
fn is_person_by_ending(normal: &str) -> bool {
    let stem = normal.strip_suffix('s').unwrap_or(normal);
    stem.len() > 6
        && (stem.ends_with("ist") || stem.ends_with("ologist") || stem.ends_with("ician"))
}
