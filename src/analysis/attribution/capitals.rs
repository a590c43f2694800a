//! Words in capitals inside a sentence of small letters: short names of bodies, and shouting.

use std::collections::HashSet;
use std::ops::Range;

use super::listed::List;
use super::tagging::Tagged;
use super::words::{Classes, Form, Senses};
use crate::text::TokenKind;

impl Tagged<'_, '_> {
    /// Whether a token is written in capitals: `WHO`, `U.S`, `AT&T`, `WHO's`.
    pub(super) fn is_in_capitals(&self, at: usize) -> bool {
        let Some(token) = self.parsed.tokens.as_slice().get(at) else {
            return false;
        };
        let text = token.span.of(self.parsed.text());
        let text = text.trim_end_matches("'s").trim_end_matches("’s");
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        token.kind == TokenKind::Word
            && letters > 1
            && !text.chars().any(char::is_lowercase)
            && token.capital
    }

    /// Tells bodies from shouted words; where most of a sentence is in capitals it tells
    /// nothing of any one word.
    pub(super) fn read_capitals(&mut self) {
        let tokens = self.parsed.tokens.as_slice();
        let small: HashSet<&str> = (0..tokens.len())
            .filter(|at| tokens[*at].kind == TokenKind::Word && !tokens[*at].capital)
            .map(|at| self.normal(at))
            .collect();
        let mut bodies = Vec::new();
        let mut shouted = Vec::new();
        for sentence in &self.parsed.sentences {
            let range = sentence.tokens.clone();
            let words = range
                .clone()
                .filter(|at| tokens[*at].kind == TokenKind::Word && tokens[*at].span.len() > 1)
                .count();
            let capitals: Vec<usize> = range
                .clone()
                .filter(|at| self.is_in_capitals(*at))
                .collect();
            if capitals.len() * 2 > words {
                continue;
            }
            for at in capitals {
                if self.is_body_in_capitals(at, &range) {
                    bodies.push(at);
                } else if self.is_shouted(at, &small) {
                    shouted.push(at);
                }
            }
        }
        for at in bodies {
            let tag = &mut self.tags[at];
            tag.classes = Classes::NAME_ORGANISATION;
            tag.verb = None;
            tag.name = true;
        }
        for at in shouted {
            self.tags[at].name = false;
        }
    }

    /// Whether a word that is also a pronoun or a verb is a body's short name: "the WHO said",
    /// "says WHO", "WHO experts", but not "nurses WHO said no" and not "the LIES".
    fn is_body_in_capitals(&self, at: usize, sentence: &Range<usize>) -> bool {
        let tag = self.at(at);
        let next = self.at(at + 1);
        let inside = at + 1 < sentence.end;
        let before = at
            .checked_sub(1)
            .filter(|before| *before >= sentence.start)
            .map(|before| (self.at(before), before));
        let speaks = inside
            && next.verb.is_some_and(|verb| {
                verb.senses.any(Senses::SAY) && matches!(verb.form, Form::Past | Form::Third)
            });
        if tag.classes.any(Classes::RELATIVE) {
            let asks = self.is(sentence.end - 1, "?");
            let spoken = |at: usize| {
                self.at(at).verb.is_some_and(|verb| {
                    verb.senses.any(Senses::SAY) && matches!(verb.form, Form::Past | Form::Third)
                })
            };
            return match before {
                None => !asks && (speaks || next.classes.any(Classes::AUXILIARY)),
                Some((_, before)) if self.is(before, "the") => true,
                Some((tag, before)) if tag.mark => speaks && (tag.quoted || !self.is(before, ",")),
                Some((tag, before)) => {
                    tag.classes
                        .any(Classes::PREPOSITION.with(Classes::CONJUNCTION))
                        || spoken(before)
                }
            };
        }
        let word = Classes::VERB.with(Classes::COMMON);
        let known = Classes::SOURCE
            .with(Classes::FUNCTION)
            .with(Classes::CUE_NOUN)
            .with(Classes::TITLE);
        let noun = before.is_some_and(|(tag, _)| {
            tag.classes.any(Classes::DETERMINER) || tag.classes.any(Classes::AUXILIARY)
        });
        tag.classes.any(word) && !tag.classes.any(known) && speaks && !noun
    }

    /// "It was a LIE": a word of every day in capitals is no name.
    fn is_shouted(&self, at: usize, small: &HashSet<&str>) -> bool {
        let tag = self.at(at);
        let named = Classes::TITLE
            .with(Classes::PLACE)
            .with(Classes::GROUP)
            .with(Classes::GIVEN)
            .with(Classes::OF_PLACE)
            .with(Classes::OUTLET_KNOWN)
            .with(Classes::NAME_ORGANISATION);
        let everyday = Classes::VERB
            .with(Classes::COMMON)
            .with(Classes::CUE_NOUN)
            .with(Classes::ATTITUDE)
            .with(Classes::PERSON)
            .with(Classes::FUNCTION)
            .with(Classes::VAGUE);
        let word = self.normal(at);
        !tag.classes.any(named)
            && !List::Acronym.has(word)
            && word.len() > 2
            && (tag.classes.any(everyday) || small.contains(word))
    }
}
