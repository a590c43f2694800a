//! Plain search as readers mean it: neither case nor the shape of quotation marks,
//! hyphens and spaces matters.

use super::Span;

/// Every place of `wanted` in `text`, from left to right, without overlaps.
///
/// With `whole_words`, only where no letter or digit touches either end.
pub fn find_all(text: &str, wanted: &str, whole_words: bool) -> Vec<Span> {
    let wanted: String = wanted.trim().chars().flat_map(folded).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut plain = String::with_capacity(text.len());
    // For every byte of `plain`, where the character that it came from begins.
    let mut origins: Vec<usize> = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        for letter in folded(letter) {
            plain.push(letter);
            origins.resize(plain.len(), at);
        }
    }
    origins.push(text.len());
    plain
        .match_indices(&wanted)
        .filter(|(at, found)| !whole_words || stands_alone(&plain, *at, at + found.len()))
        .map(|(at, found)| Span::new(origins[at], end_of(text, &origins, at + found.len())))
        .collect()
}

/// The end of a match: a character that folds into two is taken whole.
fn end_of(text: &str, origins: &[usize], after: usize) -> usize {
    let last = origins[after - 1];
    text[last..]
        .chars()
        .next()
        .map_or(last, |letter| last + letter.len_utf8())
}

fn stands_alone(plain: &str, start: usize, end: usize) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric();
    let inside = &plain[start..end];
    let open = inside.starts_with(is_word) && plain[..start].ends_with(is_word);
    let close = inside.ends_with(is_word) && plain[end..].starts_with(is_word);
    !open && !close
}

/// A character without what does not matter.
fn folded(letter: char) -> impl Iterator<Item = char> {
    let letter = match letter {
        '‘' | '’' | '‚' | '‛' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other if other.is_whitespace() => ' ',
        other => other,
    };
    letter.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, wanted: &str, whole: bool) -> Vec<&'a str> {
        find_all(text, wanted, whole)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn case_quotes_hyphens_and_line_breaks_do_not_matter() {
        let text = "The far\u{2011}right’s “plan”.\nFAR-RIGHT";
        assert_eq!(
            found(text, "far-right", false),
            ["far\u{2011}right", "FAR-RIGHT"]
        );
        assert_eq!(
            found(text, "right's \"plan\". far", false),
            ["right’s “plan”.\nFAR"]
        );
    }

    #[test]
    fn whole_words_are_not_parts_of_others() {
        assert_eq!(found("tax, taxes, Tax", "tax", true), ["tax", "Tax"]);
        assert_eq!(found("tax, taxes, Tax", "tax", false).len(), 3);
    }

    #[test]
    fn nothing_is_found_for_nothing_and_letters_that_grow_are_whole() {
        assert!(find_all("text", "  ", false).is_empty());
        assert_eq!(found("in İzmir", "i", false), ["i", "İ", "i"]);
        assert_eq!(found("été", "ÉTÉ", true), ["été"]);
    }
}
