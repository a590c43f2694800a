//! Words, numbers and marks of a text.

use unicode_segmentation::UnicodeSegmentation;

use super::{Plain, Span};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with apostrophes and inner hyphens: `don't`, `right-wing`.
    Word,
    /// Begins with a digit: `1,200`, `9.40`, `71st`.
    Number,
    /// One punctuation mark or symbol.
    Mark,
}

/// A word, number or mark, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Place in the text.
    pub span: Span,
    /// Place of the normalised form in [`Tokens`]' own buffer.
    normal: Span,
    /// Kind of token.
    pub kind: TokenKind,
    /// Whether the first letter is a capital.
    pub capital: bool,
}

/// All tokens of a text, with their normalised forms: the text as [`Plain`] has it in lower
/// case, with straight apostrophes and plain hyphens, so that lexicons need one spelling only.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    tokens: Vec<Token>,
    buffer: String,
}

impl Tokens {
    /// Splits the part of `text` in `within`; spans count from the start of `text`.
    pub fn of(text: &str, within: Span) -> Self {
        let mut all = Self::default();
        all.extend(text, within);
        all
    }

    /// Adds the tokens of a further part of the same text.
    pub fn extend(&mut self, text: &str, within: Span) {
        let plain = Plain::of(within.of(text));
        let part = plain.text();
        let mut pieces = part
            .split_word_bound_indices()
            .filter(|(_, piece)| !piece.trim().is_empty())
            .peekable();
        while let Some((at, piece)) = pieces.next() {
            let mut end = at + piece.len();
            let kind = kind_of(piece);
            if kind != TokenKind::Mark {
                // Unicode breaks words at hyphens; compounds are one word here.
                while let Some(&(hyphen_at, hyphen)) = pieces.peek() {
                    if hyphen_at != end || !is_hyphen(hyphen) {
                        break;
                    }
                    let after = hyphen_at + hyphen.len();
                    let joined = part[after..]
                        .split_word_bounds()
                        .next()
                        .is_some_and(|next| {
                            kind_of(next) != TokenKind::Mark && !next.trim().is_empty()
                        });
                    if !joined {
                        break;
                    }
                    pieces.next();
                    if let Some((word_at, word)) = pieces.next() {
                        end = word_at + word.len();
                    }
                }
            }
            self.push(
                &part[at..end],
                plain.source(Span::new(at, end)).shifted(within.start()),
                kind,
            );
        }
    }

    fn push(&mut self, piece: &str, span: Span, kind: TokenKind) {
        let from = self.buffer.len();
        for letter in piece.chars() {
            match letter {
                '\u{2019}' | '\u{2018}' | '\u{02BC}' => self.buffer.push('\''),
                '\u{2010}' | '\u{2011}' => self.buffer.push('-'),
                letter if letter.is_ascii() => self.buffer.push(letter.to_ascii_lowercase()),
                letter => self.buffer.extend(letter.to_lowercase()),
            }
        }
        let capital = piece.chars().next().is_some_and(char::is_uppercase);
        self.tokens.push(Token {
            span,
            normal: Span::new(from, self.buffer.len()),
            kind,
            capital,
        });
    }

    /// The tokens in reading order.
    pub fn as_slice(&self) -> &[Token] {
        &self.tokens
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The normalised form of token `index`; empty past the end.
    pub fn normal(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .map_or("", |token| token.normal.of(&self.buffer))
    }

    /// Indices of the tokens that begin inside `span`.
    pub fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let from = self
            .tokens
            .partition_point(|token| token.span.start() < span.start());
        let to = self
            .tokens
            .partition_point(|token| token.span.start() < span.end());
        from..to.max(from)
    }
}

fn is_hyphen(piece: &str) -> bool {
    matches!(piece, "-" | "\u{2010}" | "\u{2011}")
}

fn kind_of(piece: &str) -> TokenKind {
    match piece.chars().next() {
        Some(first) if first.is_numeric() => TokenKind::Number,
        Some(first) if first.is_alphabetic() => TokenKind::Word,
        _ => TokenKind::Mark,
    }
}

/// The text with its first letter as a capital, as at the head of a card: names of
/// sources stay as the article writes them, “the council” among them.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Counts the words (and numbers) in a stretch of text.
pub fn count_words(text: &str) -> usize {
    Plain::of(text).text().unicode_words().count()
}

/// Whether there is a word or number in a stretch of text; quicker than counting them.
pub fn has_words(text: &str) -> bool {
    Plain::of(text).text().unicode_words().next().is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::plain::is_invisible;

    fn normals(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text, Span::new(0, text.len()));
        (0..tokens.len())
            .map(|index| tokens.normal(index).to_owned())
            .collect()
    }

    #[test]
    fn compounds_and_contractions_are_one_word() {
        assert_eq!(
            normals("Far\u{2011}right men don\u{2019}t say so."),
            ["far-right", "men", "don't", "say", "so", "."]
        );
    }

    #[test]
    fn a_dash_between_spaces_is_a_mark() {
        assert_eq!(normals("sovereignty - I'm"), ["sovereignty", "-", "i'm"]);
    }

    #[test]
    fn spans_point_into_the_text() {
        let text = "« Été » in 2026";
        let tokens = Tokens::of(text, Span::new(0, text.len()));
        let words: Vec<_> = tokens
            .as_slice()
            .iter()
            .map(|token| token.span.of(text))
            .collect();
        assert_eq!(words, ["«", "Été", "»", "in", "2026"]);
    }

    #[test]
    fn figures_keep_their_marks_and_units() {
        assert_eq!(
            normals("1,200 in 9.40 on the 71st, 2019-20"),
            ["1,200", "in", "9.40", "on", "the", "71st", ",", "2019-20"]
        );
    }

    #[test]
    fn the_tokens_of_a_part_are_found_by_its_span() {
        let text = "One two. Three four.";
        let tokens = Tokens::of(text, Span::new(0, text.len()));
        let second = tokens.inside(Span::new(9, text.len()));
        let words: Vec<_> = second.map(|index| tokens.normal(index)).collect();
        assert_eq!(words, ["three", "four", "."]);
        assert!(tokens.inside(Span::new(8, 9)).is_empty());
    }

    /// White space and signs that nobody sees.
    fn is_blank(text: &str) -> bool {
        text.chars()
            .all(|letter| letter.is_whitespace() || is_invisible(letter))
    }

    #[test]
    fn a_word_is_one_however_it_was_set() {
        let text =
            "a cata\u{200B}strophic, repu-\ntation\u{2060} and \u{FB01}rm\u{A0}will, \u{200B}";
        let tokens = Tokens::of(text, Span::new(0, text.len()));
        let words: Vec<_> = tokens
            .as_slice()
            .iter()
            .map(|token| token.span.of(text))
            .collect();
        assert_eq!(
            normals(text),
            [
                "a",
                "catastrophic",
                ",",
                "reputation",
                "and",
                "firm",
                "will",
                ","
            ]
        );
        assert_eq!(
            words,
            [
                "a",
                "cata\u{200B}strophic",
                ",",
                "repu-\ntation",
                "and",
                "\u{FB01}rm",
                "will",
                ","
            ]
        );
        assert_eq!(count_words("cata\u{200B}strophic repu-\ntation"), 2);
    }

    /// Texts with the letters and marks at which words are hard to bound.
    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            "B",
            "é",
            "e\u{301}",
            "ß",
            "İ",
            "Σ",
            "7",
            "1.5",
            ",",
            ".",
            "'",
            "’",
            "-",
            "-",
            "\u{2011}",
            "\u{ad}",
            " ",
            " ",
            "\r\n",
            "\u{a0}",
            "\u{301}",
            "\u{200d}",
            "😀",
            "_",
            "“",
            "你",
            "ǅ",
            "\u{1f1e8}\u{1f1e6}",
            "\u{feff}",
        ]);
        let mixed = prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat());
        prop_oneof![mixed, "\\PC{0,60}"]
    }

    proptest! {
        #[test]
        fn tokens_cover_all_that_can_be_seen_in_order(text in texts()) {
            let tokens = Tokens::of(&text, Span::new(0, text.len()));
            let mut at = 0;
            for token in tokens.as_slice() {
                let (start, end) = (token.span.start(), token.span.end());
                prop_assert!(start < end && at <= start);
                prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
                prop_assert!(is_blank(&text[at..start]), "left out: {:?}", &text[at..start]);
                at = end;
            }
            prop_assert!(is_blank(&text[at..]));
        }

        #[test]
        fn parts_give_the_tokens_that_lie_in_them(texts in prop::collection::vec(texts(), 1..4)) {
            let text = texts.join("\n\n");
            let (mut tokens, mut at) = (Tokens::default(), 0);
            for part in &texts {
                tokens.extend(&text, Span::new(at, at + part.len()));
                at += part.len() + 2;
            }
            let alone: usize = texts
                .iter()
                .map(|part| Tokens::of(part, Span::new(0, part.len())).len())
                .sum();
            prop_assert_eq!(tokens.len(), alone);
            for (index, token) in tokens.as_slice().iter().enumerate() {
                let own = Tokens::of(token.span.of(&text), Span::new(0, token.span.len()));
                prop_assert_eq!(own.normal(0), tokens.normal(index));
            }
        }
    }
}
