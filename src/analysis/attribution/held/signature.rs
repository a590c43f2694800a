//! Who signs: "— Name (@handle) March 4, 2026" below a post, "— Name, role" below a quotation.

use crate::text::Span;

/// Most words of a name that signs.
const NAME: usize = 8;
/// Most words of a signature without a handle.
const PLAIN: usize = 12;
/// Most words behind a handle: the day, the hour, the place it was written at.
const TAIL: usize = 10;

/// What stands before the name below an embedded post.
const OPENERS: [&str; 6] = [
    "a post shared by ",
    "a photo posted by ",
    "a video posted by ",
    "posted by ",
    "post by ",
    "tweet by ",
];

/// A signature at the end of a paragraph; places are in bytes from the paragraph's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    /// Where it begins, with its dash.
    pub start: usize,
    /// The name.
    pub name: Span,
    /// Whether a handle says that it signs a post.
    pub is_post: bool,
    /// Whether a closing quotation mark stands before it.
    pub after_marks: bool,
}

impl Signature {
    /// Finds the signature that ends a paragraph.
    pub(super) fn of(words: &str) -> Option<Self> {
        handle(words)
            .or_else(|| below_post(words))
            .or_else(|| plain(words))
    }
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '—' | '–' | '―' | '-')
}

fn count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// The place of a stretch inside the words that it was cut from, white space left out.
fn place(words: &str, from: usize, to: usize) -> Span {
    Span::new(from, to).trimmed(words)
}

/// "— Name (@handle) March 4, 2026".
fn handle(words: &str) -> Option<Signature> {
    let open = words.rfind("(@")?;
    let close = open + words[open..].find(')')?;
    let tail = &words[close + 1..];
    if count(tail) > TAIL || tail.contains(". ") {
        return None;
    }
    let before = &words[..open];
    // Behind the last dash that stands alone, so that double names stay whole.
    let dash = before.char_indices().rev().find(|(at, letter)| {
        is_dash(*letter) && (*letter != '-' || before[at + 1..].starts_with([' ', '-']) || *at == 0)
    });
    let opener = opener(before);
    let (start, from) = match (dash, opener) {
        (Some((at, letter)), _) => (at, at + letter.len_utf8()),
        (None, Some(opener)) => (0, opener),
        // Without a dash the line is nothing else, and says when.
        (None, None) if tail.contains(|letter: char| letter.is_ascii_digit()) => (0, 0),
        (None, None) => return None,
    };
    let name = place(words, from, open);
    let start = words[..start].trim_end_matches(is_dash).len();
    let fits = (1..=NAME).contains(&count(name.of(words)))
        && name
            .of(words)
            .starts_with(|first: char| !first.is_lowercase());
    fits.then_some(Signature {
        start,
        name,
        is_post: true,
        after_marks: false,
    })
}

/// "A post shared by Name on", without a handle.
fn below_post(words: &str) -> Option<Signature> {
    let from = opener(words)?;
    let rest = &words[from..];
    let end = rest.find(" on ").map_or(words.len(), |at| from + at);
    let name = place(words, from, end);
    let fits = (1..=NAME).contains(&count(name.of(words)))
        && count(words) <= NAME + TAIL
        && name
            .of(words)
            .starts_with(|first: char| first.is_uppercase() || first == '@');
    fits.then_some(Signature {
        start: 0,
        name,
        is_post: true,
        after_marks: false,
    })
}

/// The length of what opens the line below a post.
fn opener(words: &str) -> Option<usize> {
    let opens = |opener: &&&str| {
        words
            .get(..opener.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(opener))
    };
    OPENERS.iter().find(opens).map(|opener| opener.len())
}

/// "— Name, role" and "” —Name".
fn plain(words: &str) -> Option<Signature> {
    let marks = ['”', '"', '’', '»', '\''];
    let found = words.char_indices().rev().find(|(at, letter)| {
        let before = words[..*at].trim_end_matches(is_dash).trim_end();
        is_dash(*letter)
            && (before.is_empty()
                || before.ends_with(marks)
                || before.ends_with(['.', '!', '?', '…']))
    });
    let (at, letter) = found?;
    let rest = &words[at + letter.len_utf8()..];
    let before = words[..at].trim_end_matches(is_dash).trim_end();
    let name_end = rest.find([',', '(']).unwrap_or(rest.len());
    let from = at + letter.len_utf8();
    let name = place(words, from, from + name_end);
    let named = name.of(words);
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                word,
                "of" | "the" | "de" | "der" | "van" | "von" | "al" | "bin" | "for" | "and" | "&"
            )
    };
    let fits = (1..=NAME).contains(&count(named))
        && count(rest) <= PLAIN
        && named.starts_with(char::is_uppercase)
        && named.split_whitespace().all(is_name)
        && !rest.contains(['“', '"', '?', '!', ':']);
    fits.then_some(Signature {
        start: before.len(),
        name,
        is_post: false,
        after_marks: before.ends_with(marks),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(words: &str) -> Option<(&str, bool)> {
        Signature::of(words).map(|found| (found.name.of(words), found.is_post))
    }

    #[test]
    fn the_name_stands_between_the_dash_and_the_handle() {
        assert_eq!(
            signed("The tide is out. — Ida Roos (@idaroos) March 4, 2026"),
            Some(("Ida Roos", true))
        );
        assert_eq!(
            signed("— Quay-Side Café (@quay.example.social) 4 March 2026 at 10:12"),
            Some(("Quay-Side Café", true))
        );
        assert_eq!(
            signed("Ida Roos (@idaroos) 4 March 2026"),
            Some(("Ida Roos", true))
        );
        assert_eq!(
            signed("A post shared by Ida Roos (@idaroos) on Mar 4, 2026 at 5:12pm PST"),
            Some(("Ida Roos", true))
        );
        assert_eq!(
            signed("Posted by Vardal Library on Tuesday, 3 March 2026"),
            Some(("Vardal Library", true))
        );
    }

    #[test]
    fn a_dash_and_a_name_sign_a_quotation() {
        assert_eq!(
            signed("“We bail.” —Warden Ida Roos"),
            Some(("Warden Ida Roos", false))
        );
        assert_eq!(
            signed("“We bail.” – Ida Roos, warden of the lower quay"),
            Some(("Ida Roos", false))
        );
        assert_eq!(
            signed("— Ida Roos, former warden."),
            Some(("Ida Roos", false))
        );
    }

    #[test]
    fn a_dash_inside_a_sentence_signs_nothing() {
        for words in [
            "The wall leaks — Ida Roos says so.",
            "He left for Varde – the last ferry.",
            "The account (@idaroos) was closed by the company. It gave no reason.",
            "It rained. — And then it snowed for three days in the hills above the town of Varde.",
        ] {
            assert_eq!(signed(words), None, "{words}");
        }
    }
}
