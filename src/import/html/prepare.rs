//! Makes a page small and flat enough to be parsed in good time.

use std::borrow::Cow;

use super::scan::{Tag, Token, Tokens};
use crate::import::{ImportError, limits};

/// Elements that never hold others, or that end by themselves.
const SHALLOW: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "html", "head", "body",
];

/// Counts tags, drops scripts and styles, and flattens containers that are nested too deeply.
///
/// Scripts that hold data on the article (`ld+json`) stay.
///
/// # Errors
/// Where the page has more tags than any article.
pub(super) fn prepare(page: &str) -> Result<String, ImportError> {
    let mut kept = String::with_capacity(page.len());
    let mut flat = Flattening::default();
    let mut tags = 0;
    let mut dropping = false;
    for token in Tokens::of(page) {
        match token {
            Token::Tag(tag) => {
                tags += 1;
                if tags > limits::PAGE_TAGS {
                    return Err(ImportError::TooManyTags {
                        tags,
                        limit: limits::PAGE_TAGS,
                    });
                }
                let is_code = tag.is_any(&["script", "style"]);
                if is_code && !tag.closes {
                    dropping = !tag.source.to_ascii_lowercase().contains("ld+json");
                }
                if is_code && dropping {
                    dropping = !tag.closes;
                } else if flat.keeps(&tag) {
                    kept.push_str(&without_data(tag.source));
                }
            }
            Token::Raw(words) if !dropping => kept.push_str(words),
            Token::Text(words) => kept.push_str(words),
            // Comments can hold half a page; the parser needs only the document type.
            Token::Comment(words) if !words.starts_with("<!--") => kept.push_str(words),
            Token::Raw(_) | Token::Comment(_) => {}
        }
    }
    Ok(kept)
}

/// Elements that a parser opens again in every following block until they are closed.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Keeps count of open elements and says which tags to leave out.
#[derive(Default)]
struct Flattening {
    containers: Open,
    formatting: Open,
}

#[derive(Default)]
struct Open {
    depth: usize,
    /// Opening tags that were left out, whose ends have to be left out too.
    left_out: usize,
}

impl Flattening {
    fn keeps(&mut self, tag: &Tag<'_>) -> bool {
        if tag.is_any(SHALLOW) || tag.source.ends_with("/>") {
            true
        } else if tag.is_any(FORMATTING) {
            self.formatting.keeps(tag, limits::PAGE_FORMATTING)
        } else {
            self.containers.keeps(tag, limits::PAGE_DEPTH)
        }
    }
}

impl Open {
    fn keeps(&mut self, tag: &Tag<'_>, most: usize) -> bool {
        if tag.closes {
            if self.left_out > 0 {
                self.left_out -= 1;
                return false;
            }
            self.depth = self.depth.saturating_sub(1);
            return true;
        }
        if self.depth >= most {
            self.left_out += 1;
            return false;
        }
        self.depth += 1;
        true
    }
}

/// A tag without the pictures that are written into it.
fn without_data(tag: &str) -> Cow<'_, str> {
    if tag.len() < 2000 {
        return Cow::Borrowed(tag);
    }
    let mut kept = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some(at) = rest.find("data:") {
        let end = rest[at..]
            .find(['"', '\'', ' ', '>', ')'])
            .map_or(rest.len(), |end| at + end);
        kept.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_nesting_is_flattened_and_its_words_stay() {
        let page = format!(
            "{}words{}<p>end",
            "<div>".repeat(10_000),
            "</div>".repeat(10_000)
        );
        let kept = prepare(&page).unwrap();
        assert_eq!(kept.matches("<div>").count(), limits::PAGE_DEPTH);
        assert_eq!(kept.matches("</div>").count(), limits::PAGE_DEPTH);
        assert!(kept.contains("words") && kept.ends_with("<p>end"));
    }

    #[test]
    fn scripts_go_and_data_on_the_article_stays() {
        let page =
            "<script>a</script><style>b</style><script type='application/ld+json'>{}</script><p>c";
        assert_eq!(
            prepare(page).unwrap(),
            "<script type='application/ld+json'>{}</script><p>c"
        );
    }

    #[test]
    fn a_page_of_a_million_tags_is_refused() {
        let page = "<b>".repeat(limits::PAGE_TAGS + 1);
        assert!(matches!(
            prepare(&page),
            Err(ImportError::TooManyTags { .. })
        ));
    }
}
