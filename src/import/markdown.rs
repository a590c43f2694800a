//! Markdown: the words that a reader of the finished page would see.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, Hint};
use super::{ImportError, front_matter, html, text};
use crate::model::Canceller;

/// Reads Markdown, with or without a front matter.
///
/// # Errors
/// Where a piece of markup in it has more tags than any page, or where it was given up.
pub(super) fn read(decoded: &str, canceller: &Canceller) -> Result<Draft, ImportError> {
    let source = text::normalised(decoded);
    let mut draft = Draft::default();
    let below = match front_matter::split(&source) {
        Some((lines, below)) => {
            (draft.title, draft.metadata) = front_matter::read(lines);
            below
        }
        None => &source,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader {
        draft,
        ..Reader::default()
    };
    for event in Parser::new_ext(below, options) {
        if event == Event::End(TagEnd::HtmlBlock) {
            let markup = std::mem::take(&mut reader.markup);
            let (words, hidden) = html::piece(&markup, canceller)?;
            reader.draft.push(&words, Hint::Unknown);
            for words in hidden {
                reader.draft.push(&words, Hint::Hidden);
            }
        } else {
            reader.take(event);
        }
    }
    reader.flush(Hint::Unknown);
    Ok(reader.draft)
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    /// Words of the block that is being read.
    words: String,
    /// How many lists are open.
    lists: usize,
    /// How many block quotations are open.
    quotes: usize,
    in_table: bool,
    /// Words inside strong emphasis, to tell a paragraph that is bold from end to end.
    strong: usize,
    strong_words: usize,
    /// Letters that were an image's description.
    image: bool,
    image_words: usize,
    /// Markup lines of an HTML block.
    markup: String,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) => {
                let count = words.trim().len();
                self.strong_words += if self.strong > 0 { count } else { 0 };
                self.image_words += if self.image { count } else { 0 };
                self.words.push_str(&words);
            }
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Html(markup) => self.markup.push_str(&markup),
            // Tags inside a line; their words come as text events of their own.
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.words.push('\n'),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Image { .. } => self.image = true,
            Tag::List(_) => {
                self.flush_running();
                self.lists += 1;
            }
            Tag::Table(_) => {
                self.flush_running();
                self.in_table = true;
            }
            Tag::TableCell if !self.words.is_empty() && !self.words.ends_with('\n') => {
                self.words.push('\t');
            }
            Tag::BlockQuote(_) => {
                self.flush_running();
                self.quotes += 1;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_) => {
                self.flush_running();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Image => self.image = false,
            TagEnd::Heading(level) => self.flush(Hint::Heading(level as u8)),
            TagEnd::List(_) => {
                self.flush_running();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::TableRow | TagEnd::TableHead => self.words.push('\n'),
            TagEnd::Table => {
                self.in_table = false;
                self.flush(Hint::Table);
            }
            TagEnd::BlockQuote(_) => {
                self.flush_running();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => {
                self.flush_running();
            }
            _ => {}
        }
    }

    fn flush_running(&mut self) {
        let letters: usize = self.words.split_whitespace().map(str::len).sum();
        let hint = if self.in_table {
            return;
        } else if self.quotes > 0 {
            Hint::Quote
        } else if self.lists > 0 {
            Hint::Item
        } else if letters > 0 && self.image_words >= letters {
            Hint::Caption
        } else if letters > 0 && self.strong_words >= letters {
            Hint::Strong
        } else {
            Hint::Unknown
        };
        self.flush(hint);
    }

    fn flush(&mut self, hint: Hint) {
        let words = std::mem::take(&mut self.words);
        (self.strong_words, self.image_words) = (0, 0);
        // A reader never sees white space at the ends of lines.
        let lines: Vec<&str> = words.lines().map(str::trim_end).collect();
        self.draft.push(&lines.join("\n"), hint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(decoded: &str) -> Draft {
        super::read(decoded, &Canceller::default()).unwrap()
    }

    #[test]
    fn marks_are_taken_from_the_words() {
        let draft = read(
            "# The *last* ferry\n\nThe **mayor** said [the ferry](http://a.example/) `Freja`\nsails.\n\n> Never again\n\n- one\n- two\n\n1. three\n",
        );
        assert_eq!(
            draft.text,
            "The last ferry\n\nThe mayor said the ferry Freja sails.\n\nNever again\n\none\n\ntwo\n\nthree"
        );
        let hints: Vec<Hint> = draft.blocks.iter().map(|block| block.hint).collect();
        assert_eq!(
            hints,
            [
                Hint::Heading(1),
                Hint::Unknown,
                Hint::Quote,
                Hint::Item,
                Hint::Item,
                Hint::Item
            ]
        );
    }

    #[test]
    fn a_bold_paragraph_is_known() {
        let draft = read("**What it costs**\n\nNothing, **she** said.");
        assert_eq!(draft.blocks[0].hint, Hint::Strong);
        assert_eq!(draft.blocks[1].hint, Hint::Unknown);
    }

    #[test]
    fn markup_gives_its_words() {
        assert_eq!(
            read("<div class=\"x\"><b>Note</b>: it sails.</div>\n").text,
            "Note: it sails."
        );
    }

    #[test]
    fn markup_that_is_hidden_is_told() {
        let draft = read(
            "Shown.\n\n<div><p>Seen.</p><p style=\"display:none\">Unseen.</p></div>\n\nBelow.\n",
        );
        let hints: Vec<_> = draft.blocks.iter().map(|block| block.hint).collect();
        assert_eq!(draft.text, "Shown.\n\nSeen.\n\nUnseen.\n\nBelow.");
        assert_eq!(hints[2], Hint::Hidden);
    }

    #[test]
    fn a_table_keeps_its_cells_apart() {
        let draft = read("| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert_eq!(draft.text, "a\tb\n1\t2");
        assert_eq!(draft.blocks[0].hint, Hint::Table);
    }
}
