//! What a line's first and last signs tell.

/// Signs that may stand after a sentence's full stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', '›', '“', ')', ']', '*', '_'];

/// Whether the words end as sentences end.
///
/// A single capital before the stop is an abbreviation ("trouble in the U.S.").
pub(in crate::import) fn ends_sentence(words: &str) -> bool {
    // A closing mark may have been cut off from the stop by a space.
    let closes = |letter: char| letter.is_whitespace() || CLOSERS.contains(&letter);
    let words = words.trim_end_matches(closes);
    let Some(last) = words.chars().next_back() else {
        return false;
    };
    match last {
        '!' | '?' | '…' | '。' | '！' | '？' | '।' => true,
        '.' => {
            let before = words.trim_end_matches('.');
            let word = before
                .rsplit(|letter: char| letter.is_whitespace() || letter == '.')
                .next()
                .unwrap_or("");
            let mut letters = word.chars();
            let is_initial = letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_none()
                && before
                    .trim_end_matches(char::is_alphanumeric)
                    .ends_with('.');
            !is_initial
        }
        _ => false,
    }
}

/// Whether the line begins as items of lists do: `- `, `• `, `1. `, `b) `.
pub(in crate::import) fn is_list_item(words: &str) -> bool {
    let mut letters = words.chars();
    let Some(first) = letters.next() else {
        return false;
    };
    let rest = letters.as_str();
    if matches!(first, '•' | '◦' | '▪' | '●' | '‣' | '·' | '■') {
        return rest.len() > 1;
    }
    if matches!(first, '-' | '*' | '+') {
        return rest.starts_with([' ', '\t']) && rest.trim().len() > 1;
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if (1..=2).contains(&digits) {
        digits
    } else if digits == 0 && first.is_ascii_lowercase() {
        1
    } else {
        return false;
    };
    let after = &words[mark..];
    let stops: &[char] = if digits == 0 { &[')'] } else { &['.', ')'] };
    after
        .strip_prefix(stops)
        .is_some_and(|rest| rest.starts_with([' ', '\t']) && rest.trim().len() > 1)
}

/// A line of signs only: `* * *`, `———`.
pub(in crate::import) fn is_divider(words: &str) -> bool {
    !words.is_empty() && !words.chars().any(char::is_alphanumeric)
}

/// How many words, counting what stands between white space and holds a letter or digit.
pub(in crate::import) fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// Letters and digits only, in lower case: for comparing two wordings of one headline.
pub(in crate::import) fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_a_stop_even_inside_quotation_marks() {
        for words in [
            "It sails.",
            "“It sails.”",
            "Does it?",
            "(It does!)",
            "He said no…",
        ] {
            assert!(ends_sentence(words), "{words}");
        }
        for words in [
            "The ferry",
            "Trouble in the U.S.",
            "He said:",
            "“No ferry”",
            "",
        ] {
            assert!(!ends_sentence(words), "{words}");
        }
        assert!(ends_sentence("It was plan B."));
    }

    #[test]
    fn items_begin_with_a_mark_and_a_space() {
        for words in ["- one", "• two", "3. three", "12) twelve", "b) bee"] {
            assert!(is_list_item(words), "{words}");
        }
        for words in [
            "-5 degrees",
            "2026. It was",
            "1.5 million",
            "A. Holm said",
            "-",
        ] {
            assert!(!is_list_item(words), "{words}");
        }
    }
}
