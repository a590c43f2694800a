//! Word pieces: the units the network reads.
//!
//! A port of BERT's uncased tokenizer: control characters are dropped, accents removed,
//! letters lowered, words cut at white space and at every punctuation mark, and each word
//! into the longest pieces that the vocabulary has. Source: Devlin et al. 2019 and the
//! reference implementation, `tokenizers`; `assets/model/fixture.jsonl` holds them equal.
//! Two differences are meant: `[MASK]` and the like, written in a text, are plain text here;
//! and the tables are today's Unicode, the reference's those of 2015 (of all characters
//! 693 are cut differently, rare scripts' accents and marks among them, no letter of a
//! European language).
//!
//! It is written out, in place of the crate `tokenizers`, because these two hundred lines
//! need two small packages that are in the program anyway, and answer in bytes.

use std::collections::HashMap;

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::ModelError;
use crate::text::Span;

/// Longer words, in characters, are unknown as a whole.
const LONGEST_WORD: usize = 100;

/// What the vocabulary puts before pieces that continue a word.
const CONTINUES: &str = "##";

/// A unit of a text as the network reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: i32,
    /// Place in the text.
    pub span: Span,
}

/// Cuts texts into pieces.
#[derive(Clone, Debug)]
pub struct Tokenizer {
    /// Pieces that begin a word.
    first: HashMap<Box<str>, i32>,
    /// Pieces that continue one, without the marks.
    further: HashMap<Box<str>, i32>,
    unknown: i32,
    /// Stands before every text.
    pub(super) opening: i32,
    /// Stands after every text.
    pub(super) closing: i32,
    /// Length of the longest piece in bytes.
    longest: usize,
}

impl Tokenizer {
    /// Reads a vocabulary: one piece a line, numbered from 0.
    ///
    /// # Errors
    /// Where the pieces that every vocabulary needs are missing.
    pub fn from_vocabulary(lines: &str) -> Result<Self, ModelError> {
        let mut first = HashMap::with_capacity(1 << 15);
        let mut further = HashMap::with_capacity(1 << 13);
        let mut longest = 0;
        for (id, piece) in (0..).zip(lines.lines()) {
            longest = longest.max(piece.len());
            match piece.strip_prefix(CONTINUES) {
                Some(rest) if !rest.is_empty() => further.insert(rest.into(), id),
                _ => first.insert(piece.into(), id),
            };
        }
        let special = |name: &str| first.get(name).copied().ok_or(ModelError::Vocabulary);
        Ok(Self {
            unknown: special("[UNK]")?,
            opening: special("[CLS]")?,
            closing: special("[SEP]")?,
            first,
            further,
            longest,
        })
    }

    /// The pieces of a text, in order, without the marks at its ends.
    pub fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut words = Words {
            tokenizer: self,
            word: Vec::new(),
            spelled: String::new(),
            pieces: Vec::with_capacity(text.len() / 4),
        };
        for (at, character) in text.char_indices() {
            let span = Span::new(at, at + character.len_utf8());
            if is_dropped(character) {
                continue;
            }
            if is_ideograph(character) {
                words.end();
            }
            if character.is_ascii() {
                words.take(character.to_ascii_lowercase(), span);
            } else {
                decompose_canonical(character, |part| {
                    if part.general_category() != GeneralCategory::NonspacingMark {
                        for lower in part.to_lowercase() {
                            words.take(lower, span);
                        }
                    }
                });
            }
            if is_ideograph(character) {
                words.end();
            }
        }
        words.end();
        words.pieces
    }
}

/// The words of a text on their way to pieces.
struct Words<'t> {
    tokenizer: &'t Tokenizer,
    /// Letters of the word so far, with their places in the text.
    word: Vec<(char, Span)>,
    /// Room for the word's spelling.
    spelled: String,
    pieces: Vec<Piece>,
}

impl Words<'_> {
    fn take(&mut self, character: char, span: Span) {
        if character.is_whitespace() {
            self.end();
        } else if is_punctuation(character) {
            self.end();
            self.word.push((character, span));
            self.end();
        } else {
            self.word.push((character, span));
        }
    }

    /// Cuts the word into the longest known pieces, from its start on.
    fn end(&mut self) {
        let (Some((_, first)), Some((_, last))) = (self.word.first(), self.word.last()) else {
            return;
        };
        let whole = first.cover(*last);
        let before = self.pieces.len();
        if self.word.len() > LONGEST_WORD || !self.cut() {
            self.pieces.truncate(before);
            self.pieces.push(Piece {
                id: self.tokenizer.unknown,
                span: whole,
            });
        }
        self.word.clear();
    }

    /// Whether the whole word is made of known pieces.
    fn cut(&mut self) -> bool {
        let mut rest = self.word.as_slice();
        let mut known = &self.tokenizer.first;
        while let Some((_, begin)) = rest.first() {
            self.spelled.clear();
            let mut found = None;
            for (count, (character, span)) in (1..).zip(rest) {
                self.spelled.push(*character);
                if self.spelled.len() > self.tokenizer.longest {
                    break;
                }
                if let Some(id) = known.get(self.spelled.as_str()) {
                    found = Some((count, *id, *span));
                }
            }
            let Some((count, id, end)) = found else {
                return false;
            };
            self.pieces.push(Piece {
                id,
                span: begin.cover(end),
            });
            rest = &rest[count..];
            known = &self.tokenizer.further;
        }
        true
    }
}

/// Characters without a form of their own; tabs and ends of lines are white space.
fn is_dropped(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\0' | '\u{fffd}' => true,
        _ if character.is_ascii() => character.is_ascii_control(),
        _ => matches!(
            character.general_category(),
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse
        ),
    }
}

fn is_punctuation(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_punctuation();
    }
    character.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// Chinese characters are words of one letter; the blocks are the reference's.
fn is_ideograph(character: char) -> bool {
    matches!(
        u32::from(character),
        0x4E00..=0x9FFF
            | 0x3400..=0x4DBF
            | 0x2_0000..=0x2_A6DF
            | 0x2_A700..=0x2_B73F
            | 0x2_B740..=0x2_B81F
            | 0x2_B920..=0x2_CEAF
            | 0xF900..=0xFAFF
            | 0x2_F800..=0x2_FA1F
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokenizer() -> Tokenizer {
        let pieces =
            "[PAD]\n[UNK]\n[CLS]\n[SEP]\nharbour\nhar\n##bour\n##s\ncafe\n-\n!\n你\n##un\nun\n";
        Tokenizer::from_vocabulary(pieces).unwrap()
    }

    fn cut(text: &str) -> Vec<(i32, &str)> {
        tokenizer()
            .pieces(text)
            .iter()
            .map(|piece| (piece.id, piece.span.of(text)))
            .collect()
    }

    #[test]
    fn the_longest_known_piece_is_taken() {
        assert_eq!(cut("Harbours"), [(4, "Harbour"), (7, "s")]);
        assert_eq!(cut("har-bour"), [(5, "har"), (9, "-"), (1, "bour")]);
    }

    #[test]
    fn accents_do_not_count_and_places_stay() {
        assert_eq!(
            cut("« Café »!"),
            [(1, "«"), (8, "Café"), (1, "»"), (10, "!")]
        );
        assert_eq!(cut("cafe\u{301}"), [(8, "cafe")]);
    }

    #[test]
    fn a_chinese_character_is_a_word() {
        assert_eq!(cut("un你un"), [(13, "un"), (11, "你"), (13, "un")]);
    }

    #[test]
    fn a_word_too_long_is_unknown() {
        let long = "un".repeat(50);
        assert_eq!(cut(&long).len(), 50);
        assert_eq!(cut(&format!("{long}un")), [(1, &*format!("{long}un"))]);
    }

    #[test]
    fn marks_written_in_a_text_are_plain_text() {
        assert!(cut("[SEP] [CLS]").iter().all(|(id, _)| *id == 1));
    }

    #[test]
    fn a_vocabulary_without_the_marks_is_refused() {
        let refused = Tokenizer::from_vocabulary("[UNK]\n[CLS]\nharbour\n");
        assert_eq!(refused.err(), Some(ModelError::Vocabulary));
    }

    proptest! {
        #[test]
        fn pieces_lie_on_characters_in_order(text in "(\\PC|[a-z ’é\u{301}\u{2011}😀\u{200d}你]){0,60}") {
            let mut at = 0;
            for piece in tokenizer().pieces(&text) {
                let (start, end) = (piece.span.start(), piece.span.end());
                prop_assert!(text.get(start..end).is_some_and(|part| !part.is_empty()));
                // One character can become several pieces, which then share its place.
                prop_assert!(start >= at);
                at = start;
            }
        }
    }
}
