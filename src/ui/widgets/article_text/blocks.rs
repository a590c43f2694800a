//! The article cut into blocks that are laid out one by one.

use std::ops::Range;

use crate::model::Role;
use crate::text::Span;

use super::TextInput;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A headline that does not stand in the text.
    Title,
    /// A paragraph, or the part of one before or after the turn.
    Paragraph(Role),
    /// A line that is not part of the article, by index.
    SetAside(usize),
    /// The place where the register changes.
    Turn,
}

/// One block.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub kind: Kind,
    /// Place in the text; empty for a title that does not stand there and for the turn.
    pub span: Span,
    /// Sentences that lie in it.
    pub sentences: Range<usize>,
    /// Whether a set-aside line, a heading or a part of the same paragraph stands before it.
    pub is_first: bool,
}

impl Block {
    /// Whether its words stand in the article's text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Paragraph(_) | Kind::SetAside(_))
    }
}

/// Cuts the article into blocks, in reading order.
pub(super) fn blocks(input: &TextInput<'_>) -> Vec<Block> {
    let article = input.article;
    let mut blocks = Vec::with_capacity(article.paragraphs.len() + 2);
    let mut aside = article.set_aside.iter().enumerate().peekable();
    let has_headline = article
        .paragraphs
        .iter()
        .any(|paragraph| paragraph.role == Role::Headline);
    if input.look.shows_headline && !has_headline {
        blocks.push(block(Kind::Title, Span::default(), 0..0));
    }
    for (index, paragraph) in article.paragraphs.iter().enumerate() {
        while let Some((at, line)) =
            aside.next_if(|(_, line)| line.span.start() <= paragraph.span.start())
        {
            push_aside(input, &mut blocks, at, line.span);
        }
        if paragraph.role == Role::Headline && !input.look.shows_headline {
            continue;
        }
        push_paragraph(input, &mut blocks, index);
    }
    for (at, line) in aside {
        push_aside(input, &mut blocks, at, line.span);
    }
    if let Some(first) = blocks.first_mut() {
        first.is_first = true;
    }
    blocks
}

fn block(kind: Kind, span: Span, sentences: Range<usize>) -> Block {
    Block {
        kind,
        span,
        sentences,
        is_first: false,
    }
}

fn push_aside(input: &TextInput<'_>, blocks: &mut Vec<Block>, at: usize, span: Span) {
    if input.look.shows_set_aside {
        blocks.push(block(Kind::SetAside(at), span, 0..0));
    }
}

fn push_paragraph(input: &TextInput<'_>, blocks: &mut Vec<Block>, index: usize) {
    let paragraph = input.article.paragraphs[index];
    let kind = Kind::Paragraph(paragraph.role);
    let Some(analysis) = input.analysis else {
        blocks.push(block(kind, paragraph.span, 0..0));
        return;
    };
    let sentences = analysis.sentences_in(index);
    let turn = analysis
        .turn
        .as_ref()
        .map(|turn| turn.sentence)
        .filter(|sentence| sentences.contains(sentence));
    let Some(turn) = turn else {
        blocks.push(block(kind, paragraph.span, sentences));
        return;
    };
    if turn > sentences.start {
        // The turn lies inside a paragraph: its first part ends with the sentence before.
        let end = analysis.sentences[turn - 1].span.end();
        let span = Span::new(paragraph.span.start(), end);
        blocks.push(block(kind, span, sentences.start..turn));
    }
    blocks.push(block(Kind::Turn, Span::default(), 0..0));
    let start = if turn > sentences.start {
        analysis.sentences[turn].span.start()
    } else {
        paragraph.span.start()
    };
    let span = Span::new(start, paragraph.span.end());
    blocks.push(block(kind, span, turn..sentences.end));
}
