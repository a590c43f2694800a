//! Makes a page small and flat enough to be parsed in good time.

use super::scan::{Tag, Token, Tokens, unescaped};
use super::{attributes, hidden};
use crate::import::{ImportError, limits};
use crate::model::Canceller;

/// Elements that never hold others, or that end by themselves.
const SHALLOW: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "html", "head", "body",
];

/// A page that can be parsed in good time, and its style blocks.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// The page without scripts and styles.
    pub page: String,
    /// Style blocks for the screen, in order.
    pub styles: Vec<String>,
}

/// Counts tags, drops scripts, puts styles aside, and flattens containers that are nested too
/// deeply.
///
/// Scripts that hold data on the article (`ld+json`) stay. Templates stay templates unless
/// `opens_templates` asks for what is in them; those that a browser puts in place itself
/// (declarative shadow roots) become plain containers.
///
/// # Errors
/// Where the page has more tags than any article, or where it was given up.
pub(super) fn prepare(
    page: &str,
    opens_templates: bool,
    canceller: &Canceller,
) -> Result<Prepared, ImportError> {
    let mut prepared = Prepared {
        page: String::with_capacity(page.len()),
        ..Prepared::default()
    };
    let mut flat = Flattening::default();
    let mut inner = Inner::default();
    let mut tags = 0;
    let mut code = None;
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
                if tags % limits::LOOK_UP == 0 && canceller.is_cancelled() {
                    return Err(ImportError::GivenUp);
                }
                if tag.is_any(&["script", "style"]) {
                    if !tag.closes {
                        code = Some(Code::of(&tag, inner.is_aside()));
                    }
                    if code == Some(Code::Data) {
                        prepared.page.push_str(tag.source);
                    }
                    if tag.closes {
                        code = None;
                    }
                } else if let Some(words) = inner.template(&tag, opens_templates) {
                    prepared.page.push_str(words);
                } else if flat.keeps(&tag) {
                    prepared.page.push_str(&attributes::thinned(tag.source));
                }
            }
            Token::Raw(words) => match code {
                None | Some(Code::Data) => prepared.page.push_str(words),
                Some(Code::Style) if prepared.styles.len() < limits::PAGE_STYLES => {
                    prepared.styles.push(words.to_owned());
                }
                Some(_) => {}
            },
            Token::Text(words) => prepared.page.push_str(words),
            // Comments can hold half a page; the parser needs only the document type.
            Token::Comment(words) if !words.starts_with("<!--") => prepared.page.push_str(words),
            Token::Comment(_) => {}
        }
    }
    Ok(prepared)
}

/// What a script or style element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    /// Data on the article.
    Data,
    /// Style rules for the screen.
    Style,
    /// Nothing that is of use.
    Other,
}

impl Code {
    fn of(tag: &Tag<'_>, is_aside: bool) -> Self {
        if tag.source.to_ascii_lowercase().contains("ld+json") {
            Self::Data
        } else if tag.is("script") || is_aside {
            Self::Other
        } else if attributes::value(tag.source, "media")
            .is_none_or(|media| hidden::medium_applies(&unescaped(media)))
        {
            Self::Style
        } else {
            Self::Other
        }
    }
}

/// Elements whose inside is not the page itself.
#[derive(Default)]
struct Inner {
    /// For each template that is open, whether it became a plain container.
    templates: Vec<bool>,
    noscript: usize,
}

impl Inner {
    /// Whether style blocks found here are for something else than the page.
    fn is_aside(&self) -> bool {
        self.noscript > 0 || !self.templates.is_empty()
    }

    /// What a template's tag becomes, where this is one that becomes something else.
    fn template(&mut self, tag: &Tag<'_>, opens_all: bool) -> Option<&'static str> {
        if tag.is("noscript") {
            self.noscript = if tag.closes {
                self.noscript.saturating_sub(1)
            } else {
                self.noscript + 1
            };
        }
        if !tag.is("template") {
            return None;
        }
        if tag.closes {
            return self.templates.pop()?.then_some("</div>");
        }
        let opens = opens_all || attributes::value(tag.source, "shadowrootmode").is_some();
        self.templates.push(opens);
        opens.then_some("<div>")
    }
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
    /// How often the page has begun anew.
    pages: usize,
}

#[derive(Default)]
struct Open {
    depth: usize,
    /// Opening tags that were left out, whose ends have to be left out too.
    left_out: usize,
}

impl Flattening {
    fn keeps(&mut self, tag: &Tag<'_>) -> bool {
        if tag.is_any(&["html", "body"]) {
            // A parser adds the attributes of each to those of the first.
            self.pages += usize::from(!tag.closes);
            tag.closes || self.pages <= limits::PAGES_IN_A_PAGE
        } else if tag.is_any(SHALLOW) || tag.source.ends_with("/>") {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn prepare(page: &str) -> Result<Prepared, ImportError> {
        super::prepare(page, false, &Canceller::default())
    }

    #[test]
    fn deep_nesting_is_flattened_and_its_words_stay() {
        let page = format!(
            "{}words{}<p>end",
            "<div>".repeat(10_000),
            "</div>".repeat(10_000)
        );
        let kept = prepare(&page).unwrap().page;
        assert_eq!(kept.matches("<div>").count(), limits::PAGE_DEPTH);
        assert_eq!(kept.matches("</div>").count(), limits::PAGE_DEPTH);
        assert!(kept.contains("words") && kept.ends_with("<p>end"));
    }

    #[test]
    fn scripts_go_and_data_on_the_article_stays() {
        let page =
            "<script>a</script><style>b</style><script type='application/ld+json'>{}</script><p>c";
        assert_eq!(
            prepare(page).unwrap().page,
            "<script type='application/ld+json'>{}</script><p>c"
        );
    }

    #[test]
    fn style_blocks_for_the_screen_are_put_aside() {
        let page = "<style>a{}</style><style media='print'>b{}</style><STYLE media=\"screen\">c{}</STYLE>\
                    <noscript><style>d{}</style></noscript><template><style>e{}</style></template>";
        assert_eq!(prepare(page).unwrap().styles, ["a{}", "c{}"]);
    }

    #[test]
    fn a_template_that_a_browser_opens_is_a_container_and_others_are_templates() {
        let page = "<template>a<template>b</template></template><template shadowrootmode=open>c</template>";
        assert_eq!(
            prepare(page).unwrap().page,
            "<template>a<template>b</template></template><div>c</div>"
        );
        let opened = super::prepare(page, true, &Canceller::default()).unwrap();
        assert!(!opened.page.contains("template"));
    }

    #[test]
    fn a_page_that_nobody_waits_for_is_given_up() {
        let canceller = Canceller::default();
        canceller.cancel();
        let page = "<b>".repeat(2 * limits::LOOK_UP);
        let given_up = super::prepare(&page, false, &canceller);
        assert_eq!(given_up.unwrap_err(), ImportError::GivenUp);
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
