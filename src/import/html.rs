//! Saved web pages: the article's words, its headings, and what the page says of itself.

mod attributes;
mod content;
mod hidden;
mod prepare;
pub(super) mod scan;

use std::borrow::Cow;

use dom_query::Document;
use dom_smoothie::Readability;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

use super::draft::{Draft, Hint};
use super::structure::{dates, marks, one_line};
use super::{ImportError, language};
use crate::model::{Canceller, Caveat, Metadata};
use hidden::{Hidden, Lifted, Means};

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

/// So many letters are an article by themselves, about a hundred words: what a page beside
/// them does not display at all is something else, such as other articles in waiting.
const WHOLE: usize = 600;

/// An extraction with fewer letters than this is compared with the second extractor's.
const SHORT: usize = 150;

/// Reads a page: what a browser would show of it, and beside that what it hides.
///
/// # Errors
/// Where there is no article in it, where it has more tags than any article, or where it was
/// given up.
pub(super) fn read(decoded: &str, canceller: &Canceller) -> Result<Draft, ImportError> {
    let mut reading = Reading::of(decoded, &Lifted::new(), canceller)?;
    // Pages that fade in hide their whole article until a script has run.
    let shown = letters(&reading.draft);
    let lifted = reading.hidden.chief_means();
    if reading.hidden.running() > shown
        && (shown < WHOLE || lifted.iter().any(|means| means.fades()))
    {
        let mut second = Reading::of(decoded, &lifted, canceller)?;
        if letters(&second.draft) > 2 * shown {
            second.draft.caveats.push(Caveat::HiddenOnPage);
            reading = second;
        }
    }
    let Reading { mut draft, hidden } = reading;
    if !draft.text.contains(char::is_alphanumeric) {
        return Err(ImportError::NoArticle);
    }
    for words in hidden.blocks {
        draft.push(&words, Hint::Hidden);
    }
    Ok(draft)
}

/// A piece of a page that stands in another text: the words that are shown, and those that
/// are hidden.
pub(super) fn piece(
    markup: &str,
    canceller: &Canceller,
) -> Result<(String, Vec<String>), ImportError> {
    let prepared = prepare::prepare(markup, false, canceller)?;
    let tree = Document::fragment(prepared.page.as_str());
    let hidden = hidden::take_out(&tree, &[], &Lifted::new());
    Ok((scan::words_of(&tree.html()), hidden.blocks))
}

/// A page, read in one way.
struct Reading {
    draft: Draft,
    hidden: Hidden,
}

impl Reading {
    /// Reads a page; the means in `lifted` hide nothing.
    fn of(decoded: &str, lifted: &Lifted, canceller: &Canceller) -> Result<Self, ImportError> {
        let opens_templates = lifted.contains(&Means::Template);
        let prepared = prepare::prepare(decoded, opens_templates, canceller)?;
        let tree = Document::from(prepared.page.as_str());
        let hidden = hidden::take_out(&tree, &prepared.styles, lifted);
        wanted(canceller)?;
        let page = if hidden.changed {
            Cow::Owned(tree.html().to_string())
        } else {
            Cow::Borrowed(prepared.page.as_str())
        };
        let draft = extracted(&page, tree, canceller)?;
        Ok(Self { draft, hidden })
    }
}

/// An error where nobody waits for the work any more.
fn wanted(canceller: &Canceller) -> Result<(), ImportError> {
    if canceller.is_cancelled() {
        return Err(ImportError::GivenUp);
    }
    Ok(())
}

/// The article of a page; its text may be empty. `page` and `tree` are the same.
fn extracted(page: &str, tree: Document, canceller: &Canceller) -> Result<Draft, ImportError> {
    let options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        // The extensive mode takes any year of the running text for the date of the page.
        .with_html_date_mode(HtmlDateMode::Fast);
    let extracted = trafilatura::extract(page, &options).ok();
    wanted(canceller)?;
    let mut readability = Readability::with_document(tree, None, None).ok();
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
    wanted(canceller)?;
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
