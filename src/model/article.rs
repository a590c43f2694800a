//! One article as it was imported.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ArticleId, Revision};
use crate::text::Span;

/// An article: an immutable text with its structure.
///
/// A correction makes a new revision. Paragraphs and set-aside stretches are in
/// reading order, lie inside the text on character boundaries and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Identity, by content.
    pub id: ArticleId,
    /// How often the text was corrected.
    pub revision: Revision,
    /// Headline, or what stands in for one.
    pub title: Title,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// Where the text came from.
    pub origin: Origin,
    /// The whole text: LF line ends, no byte order mark.
    pub text: Arc<str>,
    /// The article proper.
    pub paragraphs: Vec<Paragraph>,
    /// Page furniture and date lines: kept and shown on request, not analysed.
    pub set_aside: Vec<SetAside>,
    /// What to keep in mind of how it was read.
    pub caveats: Vec<Caveat>,
}

impl Article {
    /// The outlet, or the file's name, or the title: something to call the article by.
    pub fn label(&self) -> &str {
        self.metadata
            .outlet
            .as_deref()
            .or_else(|| self.origin.file_name())
            .unwrap_or(&self.title.text)
    }
}

/// Something about how an article was read that bears on what can be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caveat {
    /// The page hides most of its text, and the text was read all the same.
    HiddenOnPage,
}

impl Caveat {
    /// All there are.
    pub const ALL: [Self; 1] = [Self::HiddenOnPage];

    /// The word used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::HiddenOnPage => "hidden_on_page",
        }
    }

    /// What to keep in mind, for a person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::HiddenOnPage => {
                "This page as saved hides most of its text, as pages do that fade in; the hidden text was read all the same. Compare it with the page in the browser."
            }
        }
    }
}

/// A headline or its stand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// One line.
    pub text: String,
    /// How it was found.
    pub origin: TitleOrigin,
}

/// How a title was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleOrigin {
    /// A headline in the text.
    File,
    /// The page's or file's metadata.
    Metadata,
    /// No headline: the first words stand in.
    FirstWords,
    /// No words either: the file's name.
    FileName,
    /// Given by the reader.
    User,
}

/// What an article says of its own origin; all of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Publishing outlet.
    pub outlet: Option<String>,
    /// Author or authors.
    pub author: Option<String>,
    /// Day of publication.
    pub published: Option<NaiveDate>,
    /// Web address.
    pub url: Option<String>,
    /// ISO 639-1 code; `None` where the text is too short to tell.
    pub language: Option<String>,
}

/// File formats that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A saved web page.
    Html,
    /// Text pasted from the clipboard.
    Pasted,
}

impl Format {
    /// Media type, as IANA lists it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text | Self::Pasted => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
        }
    }

    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Pasted => "pasted",
        }
    }
}

/// Where the bytes came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Path of the file as given; `None` for pasted text, standard input and samples.
    pub path: Option<String>,
    /// Format that the content showed.
    pub format: Format,
    /// SHA-256 of the original bytes, hexadecimal.
    pub sha256: String,
    /// Character encoding that was decoded, as its standard name: `UTF-8`.
    pub encoding: String,
}

impl Origin {
    /// Last part of the path.
    pub fn file_name(&self) -> Option<&str> {
        self.path
            .as_deref()
            .and_then(|path| path.rsplit(['/', '\\']).find(|part| !part.is_empty()))
    }
}

/// One paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Place in the text, without white space around it.
    pub span: Span,
    /// What it is for.
    pub role: Role,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The article's headline.
    Headline,
    /// A heading inside the article.
    Subheading,
    /// Who wrote it.
    Byline,
    /// Running text.
    Body,
    /// Words under a picture.
    Caption,
    /// An item of a list.
    List,
    /// Set off by the page as words of somebody else: a block quotation or an embedded post.
    Quote,
}

impl Role {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Subheading => "subheading",
            Self::Byline => "byline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::List => "list",
            Self::Quote => "quote",
        }
    }

    /// Whether it states things: running text, captions, lists and quotations, but no headings and bylines.
    pub fn is_text(self) -> bool {
        !self.is_heading() && self != Self::Byline
    }

    /// Headline or subheading.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Headline | Self::Subheading)
    }
}

/// A stretch that is not part of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Place in the text.
    pub span: Span,
    /// Why, in a few words: `date line`, `share bar`.
    pub why: String,
}
