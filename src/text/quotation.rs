//! Quotation marks and what stands between them.

use super::{Plain, Span};

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub outer: Span,
    /// Without the marks.
    pub inner: Span,
    /// Whether the marks are double (`"`, `“ ”`, `« »`); single marks quote less certainly.
    pub double: bool,
    /// Whether a closing mark was found; a quotation may run on into the next paragraph without one.
    pub closed: bool,
}

/// Words in quotation marks, to be shown; those that they have themselves become single ones.
pub fn in_quotes(words: &str) -> String {
    let mut is_open = false;
    let single = |letter| match letter {
        '“' => '‘',
        '”' => '’',
        '"' => {
            is_open = !is_open;
            if is_open { '‘' } else { '’' }
        }
        other => other,
    };
    let inner: String = words.chars().map(single).collect();
    format!("“{inner}”")
}

/// How far a single mark is looked after, in bytes: without a limit, a text full
/// of lone apostrophes would be read again from each of them.
const SINGLE_REACH: usize = 3000;

/// Finds the quotations in the part of `text` in `paragraph`, in reading order, not nested.
///
/// Apostrophes are no marks; a quotation left open at the end of the paragraph is
/// reported as not closed. A closing mark that nothing opened, before any other mark,
/// closes a quotation that began before the paragraph: that happens where a
/// text was cut into sentences.
pub fn quotations(text: &str, paragraph: Span) -> Vec<Quotation> {
    let plain = Plain::of(paragraph.of(text));
    let part = plain.text();
    let mut found: Vec<Quotation> = Vec::new();
    let mut at = 0;
    // Up to here no mark closes a single quotation, as an earlier search found out.
    let mut barren = 0;
    while let Some(start) = next_candidate(part, at) {
        let mark = Mark::at(part, start);
        at = start + mark.len;
        let quotation = match mark.side {
            Side::Opens => open(part, start, mark, &mut barren),
            Side::Closes if mark.double && found.is_empty() => Some(Quotation {
                outer: Span::new(0, at),
                inner: Span::new(0, start),
                double: true,
                closed: true,
            }),
            Side::Closes | Side::Neither => None,
        };
        if let Some(quotation) = quotation {
            at = quotation.outer.end().max(at);
            found.push(Quotation {
                outer: plain.source(quotation.outer).shifted(paragraph.start()),
                inner: plain.source(quotation.inner).shifted(paragraph.start()),
                ..quotation
            });
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Neither,
}

/// A quotation mark as its surroundings show it.
#[derive(Clone, Copy)]
struct Mark {
    side: Side,
    double: bool,
    /// Length in bytes; `''` counts as one mark.
    len: usize,
    sort: Sort,
}

/// Which closing mark belongs to an opening one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Straight,
    Curly,
    Low,
    Guillemet,
    /// Two single marks, as typewriters and news databases write them.
    Twin,
    Single,
}

/// Place of the next character that may be a mark.
fn next_candidate(part: &str, from: usize) -> Option<usize> {
    part.get(from..)?
        .find([
            '"', '“', '”', '„', '‟', '«', '»', '\'', '‘', '’', '‚', '`', '‹', '›',
        ])
        .map(|at| from + at)
}

impl Mark {
    fn at(part: &str, at: usize) -> Self {
        let letter = part[at..].chars().next().unwrap_or(' ');
        let mut len = letter.len_utf8();
        let before = part[..at].chars().next_back();
        // Two single marks in a row stand for one double mark.
        if matches!(letter, '\'' | '’' | '‘' | '`') && part[at + len..].starts_with(letter) {
            len *= 2;
            let after = part[at + len..].chars().next();
            return Self {
                side: side_by_place(before, after),
                double: true,
                len,
                sort: Sort::Twin,
            };
        }
        let after = part[at + len..].chars().next();
        let (side, double, sort) = match letter {
            '"' => (side_by_place(before, after), true, Sort::Straight),
            // „so“ closes with the mark that opens in English.
            '“' | '‟' if !opens_here(before, after) => (Side::Closes, true, Sort::Curly),
            '“' | '‟' => (Side::Opens, true, Sort::Curly),
            '”' => (Side::Closes, true, Sort::Curly),
            '„' => (Side::Opens, true, Sort::Low),
            '«' => (Side::Opens, true, Sort::Guillemet),
            '»' => (Side::Closes, true, Sort::Guillemet),
            '‹' | '‚' | '‘' | '\'' => {
                let opens = opens_here(before, after) && !is_elision(&part[at + len..]);
                let side = if opens { Side::Opens } else { Side::Neither };
                (side, false, Sort::Single)
            }
            _ => (Side::Neither, false, Sort::Single),
        };
        Self {
            side,
            double,
            len,
            sort,
        }
    }
}

/// A straight mark opens before a word and closes after one.
fn side_by_place(before: Option<char>, after: Option<char>) -> Side {
    if opens_here(before, after) {
        Side::Opens
    } else if before.is_some_and(char::is_numeric)
        && after.is_some_and(|next| next.is_whitespace() || next.is_alphanumeric())
    {
        // Inches and seconds; a quotation that ends in a number is found by `close`.
        Side::Neither
    } else {
        Side::Closes
    }
}

fn opens_here(before: Option<char>, after: Option<char>) -> bool {
    let free = before.is_none_or(|last| {
        last.is_whitespace()
            || matches!(
                last,
                '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '"' | ':'
            )
    });
    free && after.is_some_and(|next| !next.is_whitespace() && !matches!(next, ',' | ';' | ')'))
}

/// Whether the text after an apostrophe is a shortened word or a decade: ’90s, ’em, ’tis.
fn is_elision(rest: &str) -> bool {
    let word: &str = rest
        .split(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or("");
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 && matches!(&word[2..], "" | "s" | "er" | "ers") {
        return true;
    }
    [
        "em", "tis", "twas", "til", "till", "cause", "cos", "n", "bout", "round", "neath", "ere",
    ]
    .iter()
    .any(|short| word.eq_ignore_ascii_case(short))
        && !rest[word.len()..].starts_with(['\'', '’'])
}

/// The quotation that the mark at `start` opens, if it opens one.
fn open(part: &str, start: usize, mark: Mark, barren: &mut usize) -> Option<Quotation> {
    let inner_start = start + mark.len;
    let close = if mark.double {
        close_double(part, inner_start, mark.sort)
    } else {
        let until = part.floor_char_boundary(inner_start + SINGLE_REACH);
        let close = close_single(part, inner_start.max(*barren), until);
        if close.is_none() {
            *barren = until;
        }
        close
    };
    match close {
        Some((end, _)) if part[inner_start..end].trim().is_empty() => None,
        Some((end, len)) => Some(Quotation {
            outer: Span::new(start, end + len),
            inner: Span::new(inner_start, end),
            double: mark.double,
            closed: true,
        }),
        // A lone single mark is more often an apostrophe than a quotation running on.
        None if !mark.double && (start > 0 || !part.starts_with('‘')) => None,
        None => Some(Quotation {
            outer: Span::new(start, part.len()),
            inner: Span::new(inner_start, part.len()),
            double: mark.double,
            closed: false,
        }),
    }
}

/// Place and length of the mark that closes a double quotation.
fn close_double(part: &str, from: usize, sort: Sort) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(place) = next_candidate(part, at) {
        let mark = Mark::at(part, place);
        let letter = part[place..].chars().next().unwrap_or(' ');
        let closes = match sort {
            Sort::Straight => {
                (letter == '"' && mark.side != Side::Opens) || (letter == '”' && mark.double)
            }
            Sort::Curly => letter == '”' || (letter == '"' && mark.side == Side::Closes),
            Sort::Low => matches!(letter, '“' | '”' | '‟'),
            Sort::Guillemet => letter == '»',
            Sort::Twin => mark.sort == Sort::Twin && mark.side != Side::Opens,
            Sort::Single => false,
        };
        if closes {
            return Some((place, mark.len));
        }
        at = place + mark.len;
    }
    None
}

/// Place and length of the mark that closes a single quotation.
///
/// A mark between letters is an apostrophe. One after an s and before a space may be
/// a possessive (`workers’ union`); it closes only where no better mark follows.
fn close_single(part: &str, from: usize, until: usize) -> Option<(usize, usize)> {
    let mut possessive = None;
    let within = part.get(from..until).unwrap_or("");
    for (offset, letter) in within.char_indices() {
        let at = from + offset;
        let closing = matches!(letter, '\'' | '’' | '›') || (letter == '‘' && possessive.is_none());
        if !closing || at == from {
            continue;
        }
        let before = part[..at].chars().next_back();
        let after = part[at + letter.len_utf8()..].chars().next();
        if before.is_some_and(char::is_whitespace) || after.is_some_and(char::is_alphanumeric) {
            // A new single quotation begins, so the first must have ended before.
            if letter == '‘' && possessive.is_some() {
                break;
            }
            continue;
        }
        if before == Some('s') && after.is_some_and(char::is_whitespace) {
            possessive = possessive.or(Some((at, letter.len_utf8())));
            continue;
        }
        return Some((at, letter.len_utf8()));
    }
    possessive
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quotations(text, Span::new(0, text.len()))
            .into_iter()
            .map(|quotation| quotation.inner.of(text))
            .collect()
    }

    #[test]
    fn marks_inside_quoted_words_become_single() {
        assert_eq!(in_quotes("a circus"), "“a circus”");
        assert_eq!(in_quotes("“Nobody,” he said."), "“‘Nobody,’ he said.”");
        assert_eq!(in_quotes("a \"gift\" to us"), "“a ‘gift’ to us”");
    }

    #[test]
    fn all_kinds_of_double_marks_are_found_in_one_text() {
        assert_eq!(
            inner("\"One\" and “two” and «three» and „four“ and ''five''."),
            ["One", "two", "three", "four", "five"]
        );
    }

    #[test]
    fn single_marks_quote_and_apostrophes_do_not() {
        assert_eq!(
            inner("‘It’s the workers’ turn,’ she said of the ’90s; it wasn't 'fair' to 'em."),
            ["It’s the workers’ turn,", "fair"]
        );
    }

    #[test]
    fn a_possessive_plural_is_no_mark() {
        assert!(inner("The farmers' market and the miners’ strike of '84.").is_empty());
    }

    #[test]
    fn a_single_quotation_may_end_in_an_s() {
        assert_eq!(inner("a ‘rise in prices’ next year"), ["rise in prices"]);
    }

    #[test]
    fn a_quotation_left_open_runs_to_the_end_of_the_paragraph() {
        let text = "“We began early. We ended late.";
        let found = quotations(text, Span::new(0, text.len()));
        assert_eq!(found.len(), 1);
        assert!(!found[0].closed);
        assert_eq!(found[0].outer.end(), text.len());
    }

    #[test]
    fn a_closing_mark_alone_closes_what_began_before() {
        assert_eq!(inner("We ended late.” Then it rained."), ["We ended late."]);
    }

    #[test]
    fn inches_are_no_marks() {
        assert!(inner("A 6\" pipe and a 12\" pipe.").is_empty());
    }

    #[test]
    fn a_quotation_inside_another_stays_inside() {
        assert_eq!(
            inner("“They called it ‘unfair’ to us,” he said."),
            ["They called it ‘unfair’ to us,"]
        );
    }

    #[test]
    fn many_lone_apostrophes_take_linear_time() {
        let text = "'a b ".repeat(40_000);
        assert!(quotations(&text, Span::new(0, text.len())).is_empty());
    }

    proptest! {
        #[test]
        fn quotations_are_in_order_and_on_character_boundaries(
            text in "[a-z .,’‘'\"“”„«»é`\n0-9]{0,80}"
        ) {
            let mut last = 0;
            for quotation in quotations(&text, Span::new(0, text.len())) {
                prop_assert!(text.get(quotation.outer.range()).is_some());
                prop_assert!(text.get(quotation.inner.range()).is_some());
                prop_assert!(quotation.outer.contains(quotation.inner));
                prop_assert!(quotation.outer.start() >= last);
                last = quotation.outer.end();
            }
        }
    }
}
