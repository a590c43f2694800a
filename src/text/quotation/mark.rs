//! Quotation marks as their surroundings show them.

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    Neither,
}

/// A quotation mark as its surroundings show it.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub side: Side,
    pub double: bool,
    /// Length in bytes; `''` counts as one mark.
    pub len: usize,
    pub sort: Sort,
}

/// Which closing mark belongs to an opening one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Straight,
    Curly,
    Low,
    Guillemet,
    /// Two single marks, as typewriters and news databases write them.
    Twin,
    Single,
}

/// Place of the next character that may be a mark.
pub(super) fn next_candidate(part: &str, from: usize) -> Option<usize> {
    part.get(from..)?
        .find([
            '"', '“', '”', '„', '‟', '«', '»', '\'', '‘', '’', '‚', '`', '‹', '›',
        ])
        .map(|at| from + at)
}

impl Mark {
    /// The mark at a place.
    pub(super) fn at(part: &str, at: usize) -> Self {
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
            '“' | '‟' if !opens_here(before, after) && !is_detached(before, after) => {
                (Side::Closes, true, Sort::Curly)
            }
            '“' | '‟' => (Side::Opens, true, Sort::Curly),
            '”' => (Side::Closes, true, Sort::Curly),
            '„' => (Side::Opens, true, Sort::Low),
            '«' => (Side::Opens, true, Sort::Guillemet),
            '»' => (Side::Closes, true, Sort::Guillemet),
            '‹' | '‚' | '‘' | '\'' => {
                let detached = letter == '‘' && is_detached(before, after);
                let opens = detached || opens_here(before, after) && !is_elision(&part[at + len..]);
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

/// Between two spaces, or a space and the paragraph's beginning.
pub(super) fn is_detached(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_whitespace)
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
