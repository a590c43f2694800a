//! Whether two names can mean the same: rules on names alone.

use super::Gender;
use crate::analysis::attribution::listed::List;
use crate::analysis::attribution::words::{Classes, words};

/// A name without its article.
pub fn bare(name: &str) -> &str {
    name.strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(name)
}

/// How many words a name has.
pub fn words_in(name: &str) -> usize {
    name.split(' ').count()
}

/// A person's name without what tells generations apart: "Robert S. Mueller III".
pub(super) fn without_generation(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((front, last)) if List::Generation.has(&last.to_lowercase()) => {
            front.trim_end_matches(',')
        }
        _ => name,
    }
}

/// The surname of a person, or a body's last word, in small letters.
pub fn surname(name: &str) -> String {
    let name = without_generation(name);
    let last = name.rsplit(' ').next().unwrap_or(name);
    last.to_lowercase()
}

/// The nickname that stands in quotation marks inside a name: `Ace` of `Arne “Ace” Holm`.
pub(super) fn nickname(name: &str) -> Option<&str> {
    let is_mark = |letter: char| matches!(letter, '“' | '”' | '"' | '‘' | '’');
    let start = name.find(is_mark)?;
    let inside = name[start..].trim_start_matches(is_mark);
    let end = inside.find(is_mark)?;
    inside.get(..end).filter(|name| !name.is_empty())
}

/// Whether two names can be one person's: same surname, and given names that do not differ;
/// a nickname and an initial stand for the given name.
pub fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (without_generation(one), without_generation(other));
    let mut one_words = one.split(' ');
    let mut other_words = other.split(' ');
    let (Some(one_last), Some(other_last)) = (one_words.next_back(), other_words.next_back())
    else {
        return false;
    };
    if !one_last.eq_ignore_ascii_case(other_last) {
        return false;
    }
    match (one_words.next(), other_words.next()) {
        (Some(one_first), Some(other_first)) => {
            one_first.eq_ignore_ascii_case(other_first)
                || (one_first.chars().next() == other_first.chars().next()
                    && (one_first.ends_with('.') || other_first.ends_with('.')))
                || nickname(one) == Some(other_first)
                || nickname(other) == Some(one_first)
        }
        _ => true,
    }
}

/// "the rail authority" and then "the authority".
pub fn ends_alike(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() > other.len() {
        (one, other)
    } else {
        (other, one)
    };
    long.len() > short.len()
        && (short.chars().next().is_some_and(char::is_lowercase) || is_body_word(short))
        && long
            .get(long.len() - short.len() - 1..)
            .is_some_and(|end| end.starts_with(' ') && end[1..].eq_ignore_ascii_case(short))
}

/// "the Institute", "the Union": a body's noun that stands for its name.
fn is_body_word(word: &str) -> bool {
    words()
        .of(&word.to_lowercase())
        .classes
        .any(Classes::NAME_ORGANISATION)
}

/// "Alder Valley Council" and then "AVC".
pub fn is_acronym(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() > other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.len() >= 2
        && short.chars().all(char::is_uppercase)
        && long
            .split(' ')
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase())
            .eq(short.chars())
}

impl Gender {
    /// What a title or role shows: "Mrs", "chairman".
    pub fn of_role(role: &str) -> Option<Self> {
        let role = role.to_lowercase();
        let has = |list: List| {
            role.split(' ')
                .any(|word| list.has(word.trim_end_matches('.')))
        };
        if has(List::Hers) || role.ends_with("woman") {
            Some(Self::Female)
        } else if has(List::His) || role.ends_with("sman") {
            Some(Self::Male)
        } else {
            None
        }
    }

    /// What the given name of a full name shows.
    pub fn of_name(name: &str) -> Option<Self> {
        let (given, _) = name.split_once(' ')?;
        let given = given.to_lowercase();
        if List::Female.has(&given) {
            Some(Self::Female)
        } else if List::Male.has(&given) {
            Some(Self::Male)
        } else {
            None
        }
    }

    /// Whom a pronoun may stand for.
    pub fn of_pronoun(pronoun: &str) -> Option<Self> {
        match pronoun.split('\'').next() {
            Some("he" | "his") => Some(Self::Male),
            Some("she" | "her") => Some(Self::Female),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nickname_stands_for_the_given_name() {
        for name in ["Holm", "Arne Holm", "Ace Holm", "A. Holm"] {
            assert!(same_person("Arne “Ace” Holm", name), "{name}");
        }
        assert!(!same_person("Arne “Ace” Holm", "Ida Holm"));
        assert!(!same_person("Arne “Ace” Holm", "Arne Lund"));
        assert!(same_person("Arne P. Holm III", "Holm"));
        assert!(!same_person("Arne Holm Jr", "Jr"));
    }

    #[test]
    fn titles_and_given_names_show_whom_a_pronoun_means() {
        assert_eq!(Gender::of_role("Mrs"), Some(Gender::Female));
        assert_eq!(Gender::of_role("first lady"), Some(Gender::Female));
        assert_eq!(Gender::of_role("salesman"), Some(Gender::Male));
        assert_eq!(Gender::of_role("mayor"), None);
        assert_eq!(Gender::of_name("Anna Rook"), Some(Gender::Female));
        assert_eq!(Gender::of_name("Rook"), None);
    }
}
