//! The blocks of an extracted article, from its cleaned markup.

use super::BLOCKS;
use super::scan::{Tag, Token, Tokens, unescaped};
use crate::import::draft::{Draft, Hint};
use crate::import::structure::marks;

/// Reads the cleaned markup that an extractor gives.
pub(super) fn read(markup: &str) -> Draft {
    let mut reader = Reader::default();
    for token in Tokens::of(markup) {
        match token {
            Token::Tag(tag) => reader.tag(&tag),
            Token::Text(words) => reader.text(&unescaped(words)),
            Token::Raw(_) | Token::Comment(_) => {}
        }
    }
    reader.flush();
    reader.draft
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    words: String,
    heading: Option<u8>,
    items: usize,
    quotes: usize,
    captions: usize,
    preformatted: usize,
    strong: usize,
    /// Letters inside strong emphasis, of the open block.
    strong_letters: usize,
    letters: usize,
    /// Rows of the open tables, each cell a string.
    tables: Vec<Vec<Vec<String>>>,
}

/// A table cell with more words than this is layout, not a figure.
const LAYOUT_CELL: usize = 25;

impl Reader {
    fn tag(&mut self, tag: &Tag<'_>) {
        if tag.is("br") {
            self.words.push('\n');
            return;
        }
        if tag.is_any(&["b", "strong"]) {
            self.strong = counted(self.strong, tag.closes);
            return;
        }
        if !tag.is_any(BLOCKS) {
            return;
        }
        if let Some(level) = heading_level(tag) {
            self.flush();
            self.heading = (!tag.closes).then_some(level);
        } else if tag.is_any(&["table", "tr", "td", "th"]) {
            self.table(tag);
        } else {
            self.flush();
            if tag.is_any(&["li", "dd", "dt"]) {
                self.items = counted(self.items, tag.closes);
            } else if tag.is("blockquote") {
                self.quotes = counted(self.quotes, tag.closes);
            } else if tag.is_any(&["figcaption", "caption"]) {
                self.captions = counted(self.captions, tag.closes);
            } else if tag.is("pre") {
                self.preformatted = counted(self.preformatted, tag.closes);
            }
        }
    }

    fn text(&mut self, words: &str) {
        let letters = words
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .count();
        self.letters += letters;
        self.strong_letters += if self.strong > 0 { letters } else { 0 };
        if self.preformatted > 0 {
            self.words.push_str(words);
            return;
        }
        // Line breaks in the markup are spaces on the page. A no-break space stays.
        for letter in words.chars() {
            let is_space = matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}');
            if !is_space {
                self.words.push(letter);
            } else if !self.words.is_empty() && !self.words.ends_with([' ', '\n']) {
                self.words.push(' ');
            }
        }
    }

    fn hint(&self) -> Hint {
        if let Some(level) = self.heading {
            Hint::Heading(level)
        } else if self.captions > 0 {
            Hint::Caption
        } else if self.quotes > 0 {
            Hint::Quote
        } else if self.items > 0 {
            Hint::Item
        } else if self.letters > 0 && self.strong_letters == self.letters {
            Hint::Strong
        } else {
            Hint::Unknown
        }
    }

    /// Ends the open block. Inside a table it becomes part of the open cell.
    fn flush(&mut self) {
        let hint = self.hint();
        let words = std::mem::take(&mut self.words);
        (self.letters, self.strong_letters) = (0, 0);
        if let Some(cell) = self
            .tables
            .last_mut()
            .and_then(|rows| rows.last_mut()?.last_mut())
        {
            if !cell.is_empty() && !words.trim().is_empty() {
                cell.push('\n');
            }
            cell.push_str(words.trim());
            return;
        }
        push_lines(&mut self.draft, &words, hint);
    }

    fn table(&mut self, tag: &Tag<'_>) {
        self.flush();
        if tag.is("table") && !tag.closes {
            self.tables.push(Vec::new());
        } else if tag.is("table") {
            if let Some(rows) = self.tables.pop() {
                self.end_table(&rows);
            }
        } else if let Some(rows) = self.tables.last_mut() {
            if tag.is("tr") && !tag.closes {
                rows.push(Vec::new());
            } else if !tag.closes {
                if rows.is_empty() {
                    rows.push(Vec::new());
                }
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
        }
    }

    fn end_table(&mut self, rows: &[Vec<String>]) {
        let is_layout = rows
            .iter()
            .flatten()
            .any(|cell| marks::words(cell) > LAYOUT_CELL);
        if let Some(cell) = self
            .tables
            .last_mut()
            .and_then(|rows| rows.last_mut()?.last_mut())
        {
            // A table in a cell: its words belong to that cell.
            for row in rows {
                cell.push('\n');
                cell.push_str(&row.join("\t"));
            }
            return;
        }
        if is_layout {
            for cell in rows.iter().flatten() {
                for part in cell.split('\n') {
                    self.draft.push(part, Hint::Unknown);
                }
            }
            return;
        }
        let lines: Vec<String> = rows
            .iter()
            .map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| cell.replace('\n', " ")).collect();
                cells.join("\t")
            })
            .collect();
        self.draft.push(&lines.join("\n"), Hint::Table);
    }
}

fn counted(open: usize, closes: bool) -> usize {
    if closes {
        open.saturating_sub(1)
    } else {
        open + 1
    }
}

fn heading_level(tag: &Tag<'_>) -> Option<u8> {
    match tag.name.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Breaks inside a block part it, as a reader sees them: two always, one after a
/// whole sentence or below a short line.
fn push_lines(draft: &mut Draft, words: &str, hint: Hint) {
    let mut open = String::new();
    let mut blank = false;
    for line in words.split('\n') {
        let line = line.trim();
        if line.is_empty() {
            blank = true;
            continue;
        }
        let parts = blank || marks::ends_sentence(&open) || hint != Hint::Item;
        if !open.is_empty() && parts {
            draft.push(&std::mem::take(&mut open), hint);
        }
        if !open.is_empty() {
            open.push('\n');
        }
        open.push_str(line);
        blank = false;
    }
    draft.push(&open, hint);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markup: &str) -> Vec<(String, Hint)> {
        let draft = read(markup);
        draft
            .blocks
            .iter()
            .map(|block| (block.span.of(&draft.text).to_owned(), block.hint))
            .collect()
    }

    #[test]
    fn blocks_keep_their_words_and_kinds() {
        let found = texts(
            "<div><h2>A  plan</h2><p>The <b>mayor</b>\n said &amp; did.</p><ul><li>one</li><li>two</li></ul><p><strong>Cost</strong></p></div>",
        );
        let expected = [
            ("A plan", Hint::Heading(2)),
            ("The mayor said & did.", Hint::Unknown),
            ("one", Hint::Item),
            ("two", Hint::Item),
            ("Cost", Hint::Strong),
        ];
        assert_eq!(
            found,
            expected.map(|(words, hint)| (words.to_owned(), hint))
        );
    }

    #[test]
    fn a_break_parts_lines() {
        let found = texts("<p>One line.<br/>Two lines.<br/><br/>Three.</p>");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn figures_stand_in_a_table_and_layout_does_not() {
        let found = texts(
            "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>1911</td><td>40</td></tr></table>",
        );
        assert_eq!(found, [("Year\tShips\n1911\t40".to_owned(), Hint::Table)]);
        let long = "word ".repeat(40);
        let found = texts(&format!(
            "<table><tr><td><p>{long}</p><p>Short.</p></td></tr></table>"
        ));
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].1, Hint::Unknown);
    }
}
