//! Words that stand in quotation marks elsewhere, repeated without them: what remains of a pull
//! quote or of an embedded post.

use std::collections::HashMap;

use super::{Finder, Held, Holder};
use crate::model::Role;
use crate::text::TokenKind;

/// So many words in the same order are no accident.
const WORDS: usize = 6;

impl Finder<'_, '_, '_> {
    /// Holds sentences without marks whose words are those of a quotation elsewhere.
    pub(super) fn echoes(&mut self) {
        let places = self.quoted_places();
        if places.is_empty() {
            return;
        }
        let tagged = self.tagged;
        for index in 0..self.held.len() {
            let sentence = self.sentence(index);
            let is_free = self.held[index].is_none()
                && matches!(sentence.role, Role::Body | Role::Quote | Role::Caption)
                && sentence.tokens.clone().all(|at| !tagged.at(at).quoted);
            if !is_free {
                continue;
            }
            let words = self.word_tokens(index);
            if words.len() < WORDS {
                continue;
            }
            let key = self.key(&words[..WORDS]);
            let found = places.get(&key).into_iter().flatten().find(|place| {
                let (quoted, from) = **place;
                let other = self.word_tokens(quoted);
                other[from..].len() >= words.len()
                    && words
                        .iter()
                        .zip(&other[from..])
                        .all(|(one, other)| tagged.normal(*one) == tagged.normal(*other))
            });
            if let Some((quoted, _)) = found {
                self.held[index] = Some(Held {
                    words: self.sentence(index).span,
                    holder: Holder::Echo(*quoted),
                });
            }
        }
    }

    /// Where each run of words begins that stands in quotation marks: the sentence, and the place
    /// among its words.
    fn quoted_places(&self) -> HashMap<String, Vec<(usize, usize)>> {
        let mut places: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for index in 0..self.held.len() {
            let words = self.word_tokens(index);
            for (from, run) in words.windows(WORDS).enumerate() {
                if run.iter().all(|at| self.tagged.at(*at).quoted) {
                    places.entry(self.key(run)).or_default().push((index, from));
                }
            }
        }
        places
    }

    fn word_tokens(&self, index: usize) -> Vec<usize> {
        let all = self.tagged.parsed.tokens.as_slice();
        let range = self.sentence(index).tokens.clone();
        range
            .filter(|at| all[*at].kind != TokenKind::Mark)
            .collect()
    }

    fn key(&self, run: &[usize]) -> String {
        run.iter()
            .fold(String::new(), |key, at| key + self.tagged.normal(*at) + " ")
    }
}
