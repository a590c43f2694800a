//! What an importer hands over: a text, its blocks, and what the file says of itself.

use crate::model::{Caveat, Metadata};
use crate::text::Span;

/// What the file itself says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing: the structure has to tell.
    Unknown,
    /// A paragraph of its own that is printed bold from end to end.
    Strong,
    /// A heading; the number is its level, 1 for the largest.
    Heading(u8),
    /// An item of a list.
    Item,
    /// Set off as a quotation.
    Quote,
    /// Words under a picture.
    Caption,
    /// A table of figures, not sentences.
    Table,
    /// Words that the page does not show.
    Hidden,
}

/// A stretch of text that belongs together: one paragraph, or one to be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// Place in the text, without white space around it.
    pub span: Span,
    /// What the file says it is.
    pub hint: Hint,
    /// Whether a blank line (or a tag) stands before it.
    pub apart: bool,
}

/// An article before its structure is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// The whole text: LF line ends, no byte order mark, no white space around it.
    pub text: String,
    /// Every character of the text that is not white space lies in one of these.
    pub blocks: Vec<Block>,
    /// The headline as the file's own data gives it.
    pub title: Option<String>,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// What to keep in mind of how it was read.
    pub caveats: Vec<Caveat>,
}

impl Draft {
    /// Adds a block below the others.
    pub(super) fn push(&mut self, words: &str, hint: Hint) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.blocks.push(Block {
            span: Span::new(start, self.text.len()),
            hint,
            apart: true,
        });
    }
}

/// Whether a letter can be seen: neither white space nor of no width.
pub(super) fn is_visible(letter: char) -> bool {
    !letter.is_whitespace()
        && !matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// Whether there is anything to see.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(is_visible)
}
