//! Plain text: line ends, and which lines belong to one paragraph.

use super::draft::{Block, Draft, Hint, has_words};
use super::structure::marks;
use crate::text::Span;

/// Reads plain text.
pub(super) fn read(decoded: &str) -> Draft {
    let text = normalised(decoded);
    let blocks = blocks(&text);
    Draft {
        text,
        blocks,
        ..Draft::default()
    }
}

/// LF line ends, no byte order mark, no white space around it.
pub(super) fn normalised(decoded: &str) -> String {
    let mut text = String::with_capacity(decoded.len());
    let mut letters = decoded.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                text.push('\n');
            }
            '\u{85}' | '\u{2028}' => text.push('\n'),
            '\u{2029}' => text.push_str("\n\n"),
            _ => text.push(letter),
        }
    }
    text.trim().to_owned()
}

/// One line with something on it.
struct Line {
    span: Span,
    /// Whether a blank line stands before it.
    apart: bool,
    /// Letters, with those of its indent.
    width: usize,
}

/// Tells the paragraphs of a text that says nothing of its structure.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let goes_on = index > 0 && !line.apart && continues(text, &lines[index - 1], line, width);
        match blocks.last_mut().filter(|_| goes_on) {
            Some(last) => last.span = last.span.cover(line.span),
            None => blocks.push(Block {
                span: line.span,
                hint: Hint::Unknown,
                apart: line.apart,
            }),
        }
    }
    blocks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    let mut apart = true;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if span.is_empty() {
            apart = true;
            continue;
        }
        // A line of marks without width looks blank; it parts paragraphs too.
        let blank = !has_words(span.of(text));
        lines.push(Line {
            span,
            apart: apart || blank,
            width: line.trim_end().chars().count(),
        });
        apart = blank;
    }
    lines
}

/// The width that lines were broken at, where the text is hard-wrapped at all.
///
/// The evidence is lines that end in the middle of a sentence and go on in
/// lower case; texts with one line per paragraph have next to none.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[1].apart);
    let inside = pairs()
        .filter(|pair| is_mid_sentence(text, &pair[0], &pair[1]))
        .count();
    let width = lines.iter().map(|line| line.width).max()?;
    (inside >= 2 && inside * 5 >= pairs().count() && width <= 120).then_some(width)
}

fn is_mid_sentence(text: &str, line: &Line, next: &Line) -> bool {
    !marks::ends_sentence(line.span.of(text)) && next.span.of(text).starts_with(char::is_lowercase)
}

/// Whether `next` carries on the paragraph that `line` belongs to.
fn continues(text: &str, line: &Line, next: &Line, width: Option<usize>) -> bool {
    let words = next.span.of(text);
    if marks::is_list_item(words)
        || marks::is_divider(words)
        || marks::is_divider(line.span.of(text))
    {
        return false;
    }
    // A dateline may stand on a line of its own: "VARDE —" and then the text.
    let is_dateline = line.width <= 60 && line.span.of(text).ends_with(['—', '–']);
    // So may a headline in capitals that was too long for one line.
    let shouts = |words: &str| words.contains(' ') && !words.contains(char::is_lowercase);
    let is_headline = line.width >= 24
        && shouts(words)
        && shouts(line.span.of(text))
        && !marks::ends_sentence(line.span.of(text));
    if is_mid_sentence(text, line, next) || is_dateline || is_headline {
        return true;
    }
    let Some(width) = width else { return false };
    // A line was broken because the next word did not fit; a few letters of
    // slack serve editors that count differently.
    let next_word = words
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    line.width + 1 + next_word + 3 > width
        || (!marks::ends_sentence(line.span.of(text)) && line.width * 4 >= width * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(decoded: &str) -> Vec<String> {
        let draft = read(decoded);
        draft
            .blocks
            .iter()
            .map(|block| block.span.of(&draft.text).to_owned())
            .collect()
    }

    #[test]
    fn all_line_ends_become_one_kind() {
        assert_eq!(normalised("\u{feff} a\r\nb\rc\u{2028}d\n"), "a\nb\nc\nd");
    }

    #[test]
    fn blank_lines_part_paragraphs_even_with_spaces_in_them() {
        assert_eq!(
            paragraphs("One here.\n \u{a0}\t\nTwo.\n\n\n\nThree.\n\u{200b}\nFour.").len(),
            5 // the invisible line is kept as a block of its own
        );
    }

    #[test]
    fn one_line_can_be_one_paragraph() {
        let text = "The council met on Tuesday night in the old hall by the river and talked for hours about the crane.\nNothing was decided.\nThe next meeting is in March, and the mayor will be there.";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "\
The council met on Tuesday night in the old hall by the river and talked
for hours about the crane. Nobody wanted to be the one who had let it
go. Mayor Holm said that she would rather sell the chain of her own
office.
The crane is 41 metres high.

It was built in 1911 for the coal trade and has stood still since the
last coal ship left.";
        let found = paragraphs(text);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].ends_with("office."));
    }

    #[test]
    fn items_of_a_list_are_not_joined() {
        let text = "The plan in short\n- the crane goes to the museum\n- the quay is paved\n- nobody pays more";
        assert_eq!(paragraphs(text).len(), 4);
    }
}
