//! Quotation marks and what stands between them.

mod mark;

use self::mark::{Mark, Side, Sort, is_detached, next_candidate};
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
    /// Whether it goes on with what an earlier paragraph left open.
    pub carried: bool,
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

/// How many paragraphs a quotation may go on for without any mark.
const REACH: usize = 12;

/// Finds the quotations in the part of `text` in `paragraph`, in reading order, not nested.
///
/// Apostrophes are no marks; a quotation left open at the end of the paragraph is
/// reported as not closed. A closing mark that nothing opened, before any other mark,
/// closes a quotation that began before the paragraph: that happens where a
/// text was cut into sentences.
pub fn quotations(text: &str, paragraph: Span) -> Vec<Quotation> {
    of_paragraph(text, paragraph, None).0
}

/// The quotations of one paragraph as its plain form shows them, by their places in `text`.
fn of_paragraph(text: &str, paragraph: Span, open: Option<Sort>) -> (Vec<Quotation>, Option<Sort>) {
    let plain = Plain::of(paragraph.of(text));
    let (mut found, left) = inside(plain.text(), open);
    for quotation in &mut found {
        quotation.outer = plain.source(quotation.outer).shifted(paragraph.start());
        quotation.inner = plain.source(quotation.inner).shifted(paragraph.start());
    }
    (found, left)
}

/// Finds the quotations of paragraphs that follow one another, for each paragraph in reading
/// order. A quotation that one of them leaves open goes on in the next where a mark there says
/// so: a new opening mark at its beginning, as printers repeat it, or a closing mark that nothing
/// else opened.
pub fn across(text: &str, paragraphs: &[Span]) -> Vec<Vec<Quotation>> {
    let mut open = None;
    let mut all = Vec::with_capacity(paragraphs.len());
    for (nth, paragraph) in paragraphs.iter().enumerate() {
        let (found, left) = of_paragraph(text, *paragraph, open);
        all.push(found);
        let below = paragraphs[nth + 1..].iter().take(REACH);
        open = left.filter(|sort| goes_on(*sort, below.map(|next| next.of(text))));
    }
    all
}

/// Whether a quotation of this sort that a paragraph left open goes on in those below it.
fn goes_on<'t>(sort: Sort, below: impl Iterator<Item = &'t str>) -> bool {
    for (nth, part) in below.enumerate() {
        if sort == Sort::Single {
            return part.starts_with('‘');
        }
        if is_reopened(part, sort) {
            return nth == 0;
        }
        if let Some(closes) = first_closes(part, sort) {
            return closes;
        }
    }
    false
}

/// Whether a paragraph begins with an opening mark of this sort.
fn is_reopened(part: &str, sort: Sort) -> bool {
    let Some(letter) = part.chars().next() else {
        return false;
    };
    let mark = Mark::at(part, 0);
    let after = part[mark.len.min(part.len())..].chars().next();
    mark.side == Side::Opens
        && mark.sort == sort
        && (letter != '"' || after.is_some_and(|next| !next.is_lowercase()))
}

/// Whether the first double mark of a paragraph closes what one of this sort opened before it;
/// `None` where there is no such mark.
fn first_closes(part: &str, sort: Sort) -> Option<bool> {
    let mut at = 0;
    while let Some(place) = next_candidate(part, at) {
        let mark = Mark::at(part, place);
        at = place + mark.len;
        if !mark.double {
            continue;
        }
        let ends = ends_double(part, place, mark, sort) && mark.side == Side::Closes;
        let counted = Part::of(part);
        let is_left = counted.is_odd(place) && counted.may_close(place);
        return Some(ends || sort == Sort::Straight && is_left);
    }
    None
}

/// A paragraph with its straight double marks, counted once.
struct Part<'t> {
    words: &'t str,
    /// Places of the straight double marks, inches left out.
    straights: Vec<usize>,
}

impl<'t> Part<'t> {
    fn of(words: &'t str) -> Self {
        let straights = words
            .match_indices('"')
            .map(|(at, _)| at)
            .filter(|at| Mark::at(words, *at).side != Side::Neither)
            .collect();
        Self { words, straights }
    }

    /// Whether an odd number of straight marks stands from `at` on.
    fn is_odd(&self, at: usize) -> bool {
        let before = self.straights.partition_point(|place| *place < at);
        (self.straights.len() - before) % 2 == 1
    }

    /// `. . . had ended, "the clerk said`: behind a pause a straight mark may close, wherever its
    /// space stands.
    fn may_close(&self, at: usize) -> bool {
        let before = self.words[..at].trim_end().chars().next_back();
        self.words[at..].starts_with('"')
            && before.is_none_or(|last| matches!(last, ',' | '.' | '!' | '?' | '…' | '—' | '-'))
    }

    /// Whether a straight mark that stands like a closing one opens: it is set off by spaces, as
    /// programs that cut words apart leave it, or its space went to the wrong side; and another
    /// mark is there to close it.
    fn opens_after_all(&self, mark: Mark, at: usize) -> bool {
        let before = self.words[..at].chars().next_back();
        let behind = &self.words[at + mark.len..];
        let after = behind.chars().next();
        let lost_its_space = before.is_some_and(char::is_alphabetic)
            && behind.trim_start().starts_with(char::is_lowercase);
        mark.sort == Sort::Straight
            && (is_detached(before, after) || lost_its_space)
            && after.is_some_and(char::is_whitespace)
            && !self.is_odd(at)
    }
}

/// The quotations of one paragraph, and the sort of the one that it leaves open. `open` is what
/// the paragraphs before left open.
fn inside(words: &str, open: Option<Sort>) -> (Vec<Quotation>, Option<Sort>) {
    let part = Part::of(words);
    let mut found: Vec<Quotation> = Vec::new();
    let mut left = None;
    let mut at = 0;
    // Up to here no mark closes a single quotation, as an earlier search found out.
    let mut barren = 0;
    let reopened = open.is_some_and(|sort| is_reopened(words, sort));
    if let Some(sort) = open.filter(|_| !reopened) {
        let (inner, end) = close_double(&part, 0, sort)
            .map_or((words.len(), None), |(place, len)| {
                (place, Some(place + len))
            });
        at = end.unwrap_or(words.len());
        left = end.is_none().then_some(sort);
        found.push(Quotation {
            outer: Span::new(0, at),
            inner: Span::new(0, inner),
            double: true,
            closed: end.is_some(),
            carried: true,
        });
    }
    while let Some(start) = next_candidate(words, at) {
        let mark = Mark::at(words, start);
        at = start + mark.len;
        let quotation = match mark.side {
            Side::Opens => opened_at(&part, start, mark, &mut barren),
            Side::Closes if part.opens_after_all(mark, start) => {
                opened_at(&part, start, mark, &mut barren)
            }
            Side::Closes if mark.double && found.is_empty() => Some(Quotation {
                outer: Span::new(0, at),
                inner: Span::new(0, start),
                double: true,
                closed: true,
                carried: false,
            }),
            Side::Closes | Side::Neither => None,
        };
        if let Some(quotation) = quotation {
            at = quotation.outer.end().max(at);
            left = (!quotation.closed).then_some(mark.sort);
            found.push(quotation);
        }
    }
    if let Some(first) = found.first_mut().filter(|_| reopened) {
        first.carried = true;
    }
    (found, left)
}

/// The quotation that the mark at `start` opens, if it opens one.
fn opened_at(whole: &Part<'_>, start: usize, mark: Mark, barren: &mut usize) -> Option<Quotation> {
    let part = whole.words;
    let inner_start = start + mark.len;
    let close = if mark.double {
        close_double(whole, inner_start, mark.sort)
    } else {
        let until = part.floor_char_boundary(inner_start + SINGLE_REACH);
        let detached = part[inner_start..].starts_with(char::is_whitespace);
        let close = close_single(part, inner_start.max(*barren), until, detached);
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
            carried: false,
        }),
        // A lone single mark is more often an apostrophe than a quotation running on.
        None if !mark.double && (start > 0 || !part.starts_with('‘')) => None,
        None => Some(Quotation {
            outer: Span::new(start, part.len()),
            inner: Span::new(inner_start, part.len()),
            double: mark.double,
            closed: false,
            carried: false,
        }),
    }
}

/// Place and length of the mark that closes a double quotation.
fn close_double(part: &Part<'_>, from: usize, sort: Sort) -> Option<(usize, usize)> {
    // With the opening mark, the marks come in pairs: one that seems to open may have to close.
    let paired = sort == Sort::Straight && part.is_odd(from);
    let mut at = from;
    let mut inner = false;
    while let Some(place) = next_candidate(part.words, at) {
        let mark = Mark::at(part.words, place);
        // "The “new” wall": a pair of another sort inside.
        let is_inner = sort == Sort::Straight && mark.sort == Sort::Curly && inner;
        if mark.sort == Sort::Curly {
            inner = mark.side == Side::Opens;
        }
        let ends = ends_double(part.words, place, mark, sort) && !is_inner;
        if ends || paired && part.may_close(place) {
            return Some((place, mark.len));
        }
        at = place + mark.len;
    }
    None
}

/// Whether a mark closes a double quotation of this sort, by its looks.
fn ends_double(part: &str, place: usize, mark: Mark, sort: Sort) -> bool {
    let letter = part[place..].chars().next().unwrap_or(' ');
    match sort {
        Sort::Straight => {
            (letter == '"' && mark.side != Side::Opens) || (letter == '”' && mark.double)
        }
        Sort::Curly => letter == '”' || (letter == '"' && mark.side == Side::Closes),
        Sort::Low => matches!(letter, '“' | '”' | '‟'),
        Sort::Guillemet => letter == '»',
        Sort::Twin => mark.sort == Sort::Twin && mark.side != Side::Opens,
        Sort::Single => false,
    }
}

/// Place and length of the mark that closes a single quotation.
///
/// A mark between letters is an apostrophe. One after an s and before a space may be
/// a possessive (`workers’ union`); it closes only where no better mark follows.
///
/// Where the opening mark is set off by a space, so is the closing one.
fn close_single(part: &str, from: usize, until: usize, detached: bool) -> Option<(usize, usize)> {
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
        let is_space = before.is_some_and(char::is_whitespace);
        if detached && is_space && letter != '‘' && after.is_none_or(|next| !next.is_alphanumeric())
        {
            return Some((at, letter.len_utf8()));
        }
        if is_space || after.is_some_and(char::is_alphanumeric) {
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
mod tests;
