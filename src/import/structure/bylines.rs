//! Who wrote an article, from lines such as "By Jane Doe, Staff Writer".

use std::sync::LazyLock;

use super::{dates, marks, sections};

struct Lists {
    openers: Vec<&'static str>,
    roles: Vec<&'static str>,
    fields: Vec<&'static str>,
    joiners: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut all = sections::read(include_str!("../../../assets/structure/bylines.txt"));
    let mut words = |name| {
        let lines = all.remove(name).unwrap_or_default();
        lines.into_iter().flat_map(str::split_whitespace).collect()
    };
    let (roles, fields, joiners) = (words("roles"), words("fields"), words("joiners"));
    Lists {
        openers: all.remove("openers").unwrap_or_default(),
        roles,
        fields,
        joiners,
    }
});

/// Longest byline, in words.
const LONGEST: usize = 16;

/// The author's name, where a line is a byline.
pub(super) fn author(line: &str) -> Option<String> {
    let line = line.trim();
    if line.len() > 200 || marks::words(line) > LONGEST || line.contains(['"', '“', '?', '!']) {
        return None;
    }
    if let Some(rest) = after_opener(line) {
        let names = name_part(rest);
        let first = names.split_whitespace().next()?;
        let described = is_plain_name(names)
            && rest[names.len()..].starts_with(',')
            && !marks::ends_sentence(line);
        let is_name = first.starts_with(char::is_uppercase)
            && !is_calendar(first)
            && (described || all_names(rest))
            && !(marks::ends_sentence(line) && marks::words(line) > 5);
        return is_name.then(|| tidy(names));
    }
    // "Jane Doe, Staff Writer"
    let names = name_part(line);
    let role = line[names.len()..].trim();
    // "Jane Doe, News Editor, Resigns" is news about a journalist.
    let is_byline = is_plain_name(names)
        && !marks::ends_sentence(line)
        && all_names(role)
        && has_role(role)
        && (marks::words(role) <= 4 || mostly_roles(role));
    is_byline.then(|| tidy(names))
}

/// Author and outlet, where a line says these and the day, and nothing else:
/// "Jane Doe, The Varde Post, 3 March 2026".
pub(super) fn credits(line: &str) -> Option<(String, String)> {
    if line.len() > 160 || marks::words(line) > LONGEST {
        return None;
    }
    let signs = [',', '|', '•', '·', '—', '–', '\n'];
    let mut parts = line.split(signs).map(str::trim);
    let (author, outlet) = (parts.next()?, parts.next()?);
    // A date may have a comma of its own.
    let day = parts.collect::<Vec<_>>().join(", ");
    dates::date_line(&day, false)?.day?;
    let is_outlet = !outlet.is_empty() && all_names(outlet) && !has_role(outlet);
    (is_plain_name(author) && is_outlet).then(|| (author.to_owned(), outlet.to_owned()))
}

/// Whether a line is two or three capitalised words and nothing else, as names are.
pub(super) fn is_plain_name(line: &str) -> bool {
    let count = line.split_whitespace().count();
    let is_name_word = |word: &str| {
        let joins = LISTS.joiners.contains(&word) && word.len() <= 3;
        let is_cased = word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| {
                letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'' | '’' | '\u{2011}')
            });
        (joins || is_cased) && !is_role(word) && !is_calendar(word)
    };
    (2..=4).contains(&count) && line.split_whitespace().all(is_name_word)
}

/// Whether a line holds nothing but what a writer is called: "Staff Writer".
pub(super) fn is_role_line(line: &str) -> bool {
    (1..=6).contains(&marks::words(line))
        && !marks::ends_sentence(line)
        && has_role(line)
        && all_names(line)
        && mostly_roles(line)
}

fn mostly_roles(words: &str) -> bool {
    let roles = words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| is_role(word))
        .count();
    roles * 2 > marks::words(words)
}

fn after_opener(line: &str) -> Option<&str> {
    let head = line[..line.floor_char_boundary(20)].to_lowercase();
    LISTS
        .openers
        .iter()
        .filter_map(|opener| {
            let rest = head.strip_prefix(opener)?;
            // "Story" and "Words" need a colon; "By" does not.
            let needs_colon = matches!(*opener, "story" | "words");
            let fits =
                rest.starts_with(':') || (!needs_colon && rest.starts_with(char::is_whitespace));
            fits.then_some(opener.len())
        })
        .max()
        .and_then(|end| line.get(end..))
        .map(|rest| rest.trim_start_matches(':').trim_start())
}

/// The names at the beginning, before a role, an outlet or a date.
fn name_part(line: &str) -> &str {
    let mut end = line.len();
    for (at, sign) in line.char_indices() {
        let after = line[at + sign.len_utf8()..].trim_start();
        let cuts = match sign {
            '|' | '•' | '·' | '/' | '(' | '—' | '–' | '\n' => true,
            '-' => line[..at].ends_with(' '),
            // A comma parts two authors, or an author and a role.
            ',' => {
                let part = after.split([',', '|']).next().unwrap_or("");
                !is_plain_name(
                    part.trim()
                        .trim_start_matches("and ")
                        .split(" and ")
                        .next()
                        .unwrap_or("")
                        .trim(),
                )
            }
            _ => false,
        };
        if cuts {
            end = at;
            break;
        }
    }
    line[..end].trim_end()
}

fn tidy(names: &str) -> String {
    let names = names.split_whitespace().collect::<Vec<_>>().join(" ");
    names.trim_end_matches([',', ';', ':']).to_owned()
}

/// Whether every word is a name, a role, a joiner or part of a date.
fn all_names(words: &str) -> bool {
    words
        .split(|letter: char| {
            letter.is_whitespace() || matches!(letter, '|' | '/' | '—' | '–' | '•' | '·')
        })
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .all(|word| {
            word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
                || LISTS.joiners.contains(&word)
                || is_role(word)
                || word.contains('@')
                || matches!(word, "am" | "pm" | "published" | "updated" | "special")
        })
}

/// Whether a word is a role or what stands before one.
fn is_role(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let word = word.to_lowercase();
    LISTS.roles.contains(&word.as_str()) || LISTS.fields.contains(&word.as_str())
}

/// Whether there is a role in it: "Political correspondent", but not "Defence Secretary".
fn has_role(words: &str) -> bool {
    words
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| LISTS.roles.contains(&word.to_lowercase().as_str()))
}

fn is_calendar(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let lower = word.to_lowercase();
    lower.ends_with("day")
        || matches!(
            lower.as_str(),
            "the" | "a" | "an" | "this" | "that" | "all" | "then" | "now"
        )
        || word.starts_with(|first: char| first.is_ascii_digit())
        || dates::is_month(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_the_author() {
        for (line, expected) in [
            ("By Jane Doe", "Jane Doe"),
            ("BY JANE DOE", "JANE DOE"),
            ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
            ("By Jane Doe, Staff Writer", "Jane Doe"),
            (
                "By Jane Doe, John Roe and Ida Holm",
                "Jane Doe, John Roe and Ida Holm",
            ),
            ("By Jane van der Doe | The Varde Post", "Jane van der Doe"),
            ("By Jane Doe in Varde", "Jane Doe in Varde"),
            ("By: Jane Doe", "Jane Doe"),
            ("Words: Jane Doe", "Jane Doe"),
            ("Jane Doe, Staff Writer", "Jane Doe"),
            ("Jane Doe | Political correspondent", "Jane Doe"),
            ("By Jane Doe - 30 January 2026", "Jane Doe"),
            ("Written by J. A. Doe", "J. A. Doe"),
        ] {
            assert_eq!(author(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_and_headings_are_not_bylines() {
        for line in [
            "By Monday the crane was gone",
            "By the river",
            "By Jane Doe's own account the crane was never safe to use.",
            "Jane Doe, mayor of Varde",
            "Story of a crane",
            "Crane sold, union says",
            "Jane Doe, Harbour Secretary, Resigns Over Crane",
            "Jane Doe, News Editor, Leaves Paper in Rebuke of Its New Owner",
        ] {
            assert_eq!(author(line), None, "{line}");
        }
    }

    #[test]
    fn credits_name_author_and_outlet_before_the_day() {
        for line in [
            "Jane Doe, The Varde Post, 2 June 2026",
            "Jane Doe | The Varde Post | June 2, 2026",
            "Jane Doe — The Varde Post — 2026-06-02",
        ] {
            let found = credits(line);
            let found = found
                .as_ref()
                .map(|(author, outlet)| (&**author, &**outlet));
            assert_eq!(found, Some(("Jane Doe", "The Varde Post")), "{line}");
        }
        for line in [
            "Jane Doe, The Varde Post",
            "New York, 2 June 2026",
            "Jane Doe, mayor of Varde, 2 June 2026",
            "Jane Doe, The Varde Post, resigned on 2 June 2026",
            "The crane was sold, Jane Doe says, 2 June 2026",
        ] {
            assert_eq!(credits(line), None, "{line}");
        }
    }

    #[test]
    fn a_role_alone_is_known() {
        assert!(is_role_line("Staff Writer"));
        assert!(is_role_line("Political correspondent, Varde"));
        assert!(!is_role_line("Council sells crane to editor"));
    }
}
