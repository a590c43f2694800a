//! Days in lines of text: date lines, dates before the text, datelines.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::sections;

static LABELS: LazyLock<Vec<&'static str>> = LazyLock::new(|| section("labels"));

static FILLERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    section("fillers")
        .into_iter()
        .flat_map(str::split_whitespace)
        .collect()
});

fn section(name: &str) -> Vec<&'static str> {
    sections::read(include_str!("../../../assets/structure/dates.txt"))
        .remove(name)
        .unwrap_or_default()
}

static MONTHS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    section("months")
        .into_iter()
        .map(|names| names.split_whitespace().collect())
        .collect()
});

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    range: Range<usize>,
    /// `None` where the year is missing or day and month could be swapped.
    day: Option<NaiveDate>,
    /// Whether it is written year first, as data are and sentences are not.
    is_data: bool,
}

/// A date line: how much of the text it takes, and the day where it is clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateLine {
    /// End of the date line in the text.
    pub end: usize,
    /// The day.
    pub day: Option<NaiveDate>,
}

/// The first full date in some words.
pub(in crate::import) fn first_day(words: &str) -> Option<NaiveDate> {
    find_all(words).into_iter().find_map(|found| found.day)
}

/// Whether a whole line is nothing but a date, with its label, weekday and time.
///
/// At the head of an article a place may stand before the date.
pub(super) fn date_line(line: &str, at_head: bool) -> Option<DateLine> {
    if line.len() > 160 {
        return None;
    }
    let dates = find_all(line);
    let first = dates.first()?;
    let mut strangers = 0;
    for (range, word) in tokens(line) {
        let is_in_date = dates.iter().any(|date| date.range.contains(&range.start));
        if is_in_date || is_filler(word) {
            continue;
        }
        let is_place =
            at_head && range.end <= first.range.start && word.starts_with(char::is_uppercase);
        if !is_place {
            return None;
        }
        strangers += 1;
    }
    let is_sentence = line.trim_end().ends_with(['.', '!', '?']) && strangers > 0;
    (strangers <= 3 && !is_sentence).then(|| DateLine {
        end: line.len(),
        day: dates.iter().find_map(|date| date.day),
    })
}

/// A date line at the beginning of a text that goes on in the same line:
/// `date 2026-01-30 Amid rising…`.
pub(super) fn date_prefix(text: &str) -> Option<DateLine> {
    let (label_end, has_label) = label(text);
    let head = &text[..text.floor_char_boundary(label_end + 90)];
    let date = find_all(head).into_iter().find(|date| {
        head[label_end..date.range.start.max(label_end)]
            .split(|letter: char| !letter.is_alphanumeric())
            .all(|word| word.is_empty() || is_filler(word))
    })?;
    if date.range.start < label_end {
        return None;
    }
    let (time_end, end) = after_time(text, date.range.end);
    let rest = &text[end..];
    let has_mark = !text[time_end..end].trim().is_empty();
    let begins_anew = rest
        .trim_start_matches(['"', '\'', '“', '‘', '«', '('])
        .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
    let is_set_off = has_label || date.is_data || (has_mark && date.day.is_some());
    (is_set_off && begins_anew && end > time_end && rest.len() > 1).then(|| DateLine {
        end: text[..end].trim_end().len(),
        day: date.day,
    })
}

/// The place and date before the first sentence: `OTTAWA, Jan 30 (Agency) — `.
///
/// Gives the end of the dateline, sign and space included.
pub(super) fn dateline(text: &str) -> Option<DateLine> {
    let head = &text[..text.floor_char_boundary(90)];
    let (at, sign) = head
        .char_indices()
        .find(|(at, sign)| {
            let is_set_off = head[..*at].ends_with(' ') || *sign == '—';
            matches!(sign, '—' | '–' | '-') && is_set_off
        })
        .or_else(|| {
            head.match_indices("): ")
                .next()
                .map(|(at, _)| (at + 1, ':'))
        })?;
    let before = head[..at].trim();
    let first = before.split([' ', ',', '(']).next().unwrap_or("");
    let shouts = first.chars().count() > 1 && !first.contains(char::is_lowercase);
    let dates = find_all(before);
    let names_all = before
        .split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase));
    let is_dateline = super::marks::words(before) <= 8
        && first.starts_with(char::is_uppercase)
        && names_all
        && (shouts || !dates.is_empty() || before.ends_with(')'));
    let end = at + sign.len_utf8();
    let rest = text[end..].trim_start_matches(['-', '–', '—']).trim_start();
    let end = text.len() - rest.len();
    is_dateline.then(|| DateLine {
        end,
        day: dates.into_iter().find_map(|date| date.day),
    })
}

fn label(text: &str) -> (usize, bool) {
    let head = text[..text.floor_char_boundary(40)].to_lowercase();
    let longest = LABELS
        .iter()
        .filter(|label| {
            head.strip_prefix(**label)
                .is_some_and(|rest| rest.starts_with([' ', ':', '\t', '\u{a0}']))
        })
        .map(|label| label.len())
        .max();
    match longest {
        // Lower-casing keeps the length of these labels: they are plain ASCII.
        Some(end) if text.is_char_boundary(end) => (end, true),
        _ => (0, false),
    }
}

/// Skips a time after a date, and the signs that part it from the text.
///
/// Gives the end of date and time, and the beginning of what follows.
fn after_time(text: &str, from: usize) -> (usize, usize) {
    let mut end = from;
    for (range, word) in tokens(&text[from..]) {
        let between = text[end..from + range.start].trim();
        let is_near = between.is_empty()
            || matches!(
                between,
                "," | "|" | ":" | "." | "at" | "-" | "(" | "·" | "•" | "+"
            );
        let next = text[from + range.end..].chars().next();
        let is_time = word.len() <= 2
            && word.bytes().all(|byte| byte.is_ascii_digit())
            && (matches!(next, Some(':' | '.')) || end > from || word == "00");
        let is_zone = FILLERS.contains(&word.to_lowercase().as_str())
            && (word.len() <= 4 || word == "o'clock")
            && !matches!(
                word,
                "The" | "At" | "Of" | "To" | "On" | "From" | "Last" | "Time"
            );
        if !is_near || !(is_time || is_zone || is_clock(word)) {
            break;
        }
        end = from + range.end;
    }
    // "a.m." keeps its last stop.
    if text[..end].to_lowercase().ends_with(".m") && text[end..].starts_with('.') {
        end += 1;
    }
    let rest = text[end..].trim_start_matches(|sign: char| {
        sign.is_whitespace() || matches!(sign, '-' | '–' | '—' | '|' | ':' | '•' | '·' | ')' | '/')
    });
    (end, text.len() - rest.len())
}

/// `9pm`, `10h30`.
fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.len() < word.len() && matches!(rest.to_ascii_lowercase().as_str(), "am" | "pm" | "h" | "z")
}

fn is_filler(word: &str) -> bool {
    let is_short_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_short_number || is_clock(word) || FILLERS.contains(&word.to_lowercase().as_str())
}

/// Runs of letters and digits, with their places; `a.m` is one run.
fn tokens(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let joins = letter == '.'
            && text[at + 1..].starts_with(['m', 'M'])
            && start.is_some_and(|from| matches!(&text[from..at], "a" | "p" | "A" | "P"));
        if letter.is_alphanumeric() || joins {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            tokens.push((from..at, &text[from..at]));
        }
    }
    tokens
}

fn find_all(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match find_at(text, &tokens[at..]) {
            Some((count, found)) => {
                all.push(found);
                at += count;
            }
            None => at += 1,
        }
    }
    all
}

/// A date that begins with the first token, and how many tokens it takes.
fn find_at(text: &str, tokens: &[(Range<usize>, &str)]) -> Option<(usize, Found)> {
    let (range, first) = tokens.first()?;
    let word = |index: usize| tokens.get(index).map_or("", |(_, word)| *word);
    let end = |count: usize| tokens[count - 1].0.end;
    let between = |index: usize| {
        tokens
            .get(index + 1)
            .map_or("", |(next, _)| text[tokens[index].0.end..next.start].trim())
    };
    let found = |count: usize, day, is_data| {
        Some((
            count,
            Found {
                range: range.start..end(count),
                day,
                is_data,
            },
        ))
    };
    let year = |word: &str| {
        word.parse::<i32>()
            .ok()
            .filter(|year| word.len() == 4 && (1800..2200).contains(year))
    };
    let small = |word: &str| {
        word.parse::<u32>()
            .ok()
            .filter(|number| word.len() <= 2 && (1..=31).contains(number))
    };
    let is_joint = |sign: &str| matches!(sign, "-" | "/" | "." | "\u{2011}" | "\u{2010}");

    if let (Some(y), Some(m)) = (year(first), small(word(1)))
        && is_joint(between(0))
        && is_joint(between(1))
    {
        // The third part may go straight on with a time: `30T12`.
        let third = word(2);
        let digits = third.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = digits == third.len() || third[digits..].starts_with('T');
        let day = small(&third[..digits]).filter(|_| goes_on)?;
        return found(3, Some(NaiveDate::from_ymd_opt(y, m, day)?), true);
    }
    if let (Some(a), Some(b), Some(y)) = (small(first), small(word(1)), year(word(2)))
        && is_joint(between(0))
        && between(0) == between(1)
    {
        // Day first everywhere but in the United States: clear only where one
        // number is above twelve, both are equal, or stops part them.
        let day = if a > 12 || a == b || between(0) == "." {
            NaiveDate::from_ymd_opt(y, b, a)
        } else if b > 12 {
            NaiveDate::from_ymd_opt(y, a, b)
        } else {
            None
        };
        return found(3, day, false);
    }
    let ordinal = |word: &str| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th")
            .then(|| small(&word[..digits]))
            .flatten()
    };
    let near = |index: usize| matches!(between(index), "" | "." | "," | ".,");
    if let Some(day) = ordinal(first) {
        let of = usize::from(word(1) == "of");
        let m = month(word(1 + of))?;
        if !matches!(between(0), "" | "." | "-") {
            return None;
        }
        return match year(word(2 + of)).filter(|_| near(1 + of) || between(1 + of) == "-") {
            Some(y) => found(3 + of, NaiveDate::from_ymd_opt(y, m, day), false),
            None => found(2 + of, None, false),
        };
    }
    let m = month(first)?;
    let day = ordinal(word(1)).filter(|_| matches!(between(0), "" | "."))?;
    match year(word(2)).filter(|_| near(1)) {
        Some(y) => found(3, NaiveDate::from_ymd_opt(y, m, day), false),
        None => found(2, None, false),
    }
}

/// Whether a word names a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// A month's number, from its name or the first three or four letters of its English name.
fn month(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let is_capital = word.starts_with(char::is_uppercase);
    let is_short = |name: &&str| (3..=4).contains(&lower.len()) && name.starts_with(&lower);
    MONTHS
        .iter()
        .position(|names| names.contains(&lower.as_str()) || names.first().is_some_and(is_short))
        .filter(|_| is_capital || lower.len() > 3)
        .and_then(|index| u32::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn dates_are_read_in_many_forms() {
        for words in [
            "2026-01-30",
            "2026-01-30T12:45:00Z",
            "30 January 2026",
            "January 30, 2026",
            "Jan. 30, 2026",
            "30 Jan 2026",
            "Friday, 30th of January 2026",
            "30/01/2026",
            "01/30/2026",
            "30.01.2026",
            "30.1.2026",
            "30. Januar 2026",
            "2026/01/30",
        ] {
            assert_eq!(first_day(words), day(2026, 1, 30), "{words}");
        }
    }

    #[test]
    fn a_date_that_can_be_read_two_ways_is_not_taken() {
        assert_eq!(first_day("03/04/2026"), None);
        assert_eq!(first_day("30 January"), None);
        assert_eq!(first_day("31 February 2026"), None);
    }

    #[test]
    fn date_lines_hold_nothing_else() {
        for line in [
            "30 January 2026",
            "Published: 30 Jan 2026, 10:45 am IST",
            "Last updated on January 30, 2026 at 9.05 p.m. GMT",
            "Fri 30 Jan 2026 • 12.45 CET",
            "First published on Fri 30 Jan 2026 12.45 CET",
            "2026-01-30T12:45:00Z",
            "Jan 30",
        ] {
            assert!(date_line(line, false).is_some(), "{line}");
        }
        for line in ["30 January 2026 was cold.", "The 30 January plan", "May 2"] {
            assert_eq!(date_line(line, false).is_some(), line == "May 2", "{line}");
        }
        assert!(date_line("VARDE, 30 January 2026", true).is_some());
        assert!(date_line("VARDE, 30 January 2026", false).is_none());
    }

    #[test]
    fn a_date_before_the_text_is_parted_from_it() {
        for (text, rest) in [
            ("date 2026-01-30 Amid rising water", "Amid rising water"),
            ("2026-01-30 The water rose", "The water rose"),
            (
                "Updated: January 30, 2026 10:45 IST The water rose",
                "The water rose",
            ),
            ("30 January 2026 — The water rose", "The water rose"),
            (
                "Published 30 Jan 2026 9.05 pm | “We swim,” he said.",
                "“We swim,” he said.",
            ),
        ] {
            let line = date_prefix(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(text[line.end..].trim(), rest);
            assert_eq!(line.day, day(2026, 1, 30));
        }
    }

    #[test]
    fn a_sentence_with_a_date_is_not_parted() {
        for text in [
            "30 January 2026 was a cold day",
            "On 30 January 2026 the water rose",
            "Published on 30 January 2026, the plan names no sum.",
            "January 30 Movement leaders met",
            "Updated plans of 30 January 2026 are on show",
        ] {
            assert_eq!(date_prefix(text), None, "{text}");
        }
    }

    #[test]
    fn datelines_are_seen_but_compounds_are_not() {
        let line = dateline("VARDE, Jan 30, 2026 (Fjord News) — The water rose").unwrap();
        assert_eq!(line.day, day(2026, 1, 30));
        assert!(dateline("VARDE — The water rose").is_some());
        assert!(dateline("Varde (Fjord News) - The water rose").is_some());
        assert!(dateline("The mayor — of all people — smiled").is_none());
        assert!(dateline("Varde's well-known crane").is_none());
    }
}
