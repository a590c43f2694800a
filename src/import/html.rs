//! Saved web pages: the article's words, its headings, and what the page says of itself.

mod content;
mod prepare;
pub(super) mod scan;

use dom_smoothie::Readability;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

use super::draft::{Draft, Hint};
use super::structure::{dates, marks, one_line};
use super::{ImportError, language};
use crate::model::Metadata;

/// Elements that begin a new block.
pub(super) const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "figure",
    "figcaption",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "hr",
    "address",
    "details",
    "summary",
    "body",
    "html",
    "q-block",
    "graphic",
    "form",
    "nav",
];

/// An extraction with fewer letters than this is compared with the second extractor's.
const SHORT: usize = 150;

/// Reads a page.
///
/// # Errors
/// Where there is no article in it, or more tags than any article has.
pub(super) fn read(decoded: &str) -> Result<Draft, ImportError> {
    let page = prepare::prepare(decoded)?;
    let options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        // The extensive mode takes any year of the running text for the date of the page.
        .with_html_date_mode(HtmlDateMode::Fast);
    let extracted = trafilatura::extract(&page, &options).ok();
    let mut readability = Readability::new(page.as_str(), None, None).ok();
    let (title, metadata) = about(extracted.as_ref(), readability.as_ref());

    let mut draft = Draft::default();
    if let Some(extracted) = &extracted {
        draft = content::read(&extracted.content_html);
    }
    if letters(&draft) < SHORT
        && let Some(article) = readability
            .as_mut()
            .and_then(|reading| reading.parse().ok())
    {
        let second = content::read(&article.content);
        if letters(&second) > 3 * letters(&draft) {
            draft = second;
        }
    }
    if !draft.text.contains(char::is_alphanumeric) {
        return Err(ImportError::NoArticle);
    }
    if let Some(title) = &title {
        draft = without_headline(draft, title);
    }
    draft.title = title;
    draft.metadata = metadata;
    Ok(draft)
}

fn letters(draft: &Draft) -> usize {
    draft
        .text
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count()
}

/// What the page says of itself: both extractors' answers, each where it is better.
fn about(
    extracted: Option<&trafilatura::ExtractResult>,
    readability: Option<&Readability>,
) -> (Option<String>, Metadata) {
    let first = extracted
        .map(|extracted| extracted.metadata.clone())
        .unwrap_or_default();
    let second = readability
        .map(|reading| reading.get_article_metadata(reading.parse_json_ld()))
        .unwrap_or_default();
    let title = filled(&first.title).or_else(|| filled(&second.title));
    // Times of publication are read as written: the day in the newsroom's own time zone.
    let published = second
        .published_time
        .as_deref()
        .and_then(dates::first_day)
        .or(first.date);
    let metadata = Metadata {
        outlet: second
            .site_name
            .as_deref()
            .and_then(filled)
            .or_else(|| filled(&first.sitename)),
        author: filled(&first.author.replace("; ", ", "))
            .or_else(|| second.byline.as_deref().and_then(filled))
            .filter(|author| !author.starts_with("http")),
        published,
        url: filled(&first.url).or_else(|| second.url.as_deref().and_then(filled)),
        language: second.lang.as_deref().and_then(language::declared),
    };
    (title, metadata)
}

fn filled(words: &str) -> Option<String> {
    let words = one_line(words);
    (!words.is_empty()).then_some(words)
}

/// The page's headline is the title, and not a second time the first line of the text.
fn without_headline(draft: Draft, title: &str) -> Draft {
    let is_headline = |index: usize| {
        let block = &draft.blocks[index];
        let words = block.span.of(&draft.text);
        let same = marks::bare(words) == marks::bare(title);
        same || (block.hint == Hint::Heading(1) && is_part_of(words, title))
    };
    // Menus and the like may have been left above it, but no running text.
    let above = draft
        .blocks
        .iter()
        .take_while(|block| !marks::ends_sentence(block.span.of(&draft.text)))
        .count();
    let Some(index) = (0..draft.blocks.len().min(above + 1)).find(|index| is_headline(*index))
    else {
        return draft;
    };
    if draft.blocks.len() == 1 {
        return draft;
    }
    let mut rest = Draft::default();
    for (nth, block) in draft.blocks.iter().enumerate() {
        if nth != index {
            rest.push(block.span.of(&draft.text), block.hint);
        }
    }
    rest
}

/// Page titles often carry the outlet's name behind the headline.
fn is_part_of(words: &str, title: &str) -> bool {
    let (words, title) = (marks::bare(words), marks::bare(title));
    !words.is_empty() && (title.starts_with(&words) || words.starts_with(&title))
}
