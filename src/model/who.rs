//! Who and what an article names and describes, before articles are compared.

use serde::Serialize;

use super::{EntityKind, Voice};
use crate::text::Span;

/// Everybody and everything that an article calls something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Who {
    /// Those with a name of their own.
    pub known: Vec<Known>,
    /// Which of them each source of the analysis is; `None` for those without a proper name.
    pub sources: Vec<Option<usize>>,
    /// Which of them each entity of the analysis is.
    pub entities: Vec<usize>,
    /// The noun phrases, in reading order; longer before shorter at one place.
    pub phrases: Vec<Phrase>,
}

/// Somebody or something with a name of its own, joined over the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// Fullest form of the name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Whether the kind was shown, and not assumed.
    pub sure: bool,
    /// Whether a title or given name shows a woman; `None` where nothing shows.
    pub is_woman: Option<bool>,
}

/// What the head of a noun phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A noun for people: demonstrators, the mayor.
    Person,
    /// A noun for a body: the council.
    Body,
    /// Anything else: the strike.
    Thing,
}

/// A noun phrase: one way in which something is called at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// The whole, with an owner before it and what belongs to it behind it, without a
    /// possessive ending: `the town’s mayor Ida Krogh`, `a group of migrants`.
    pub span: Span,
    /// From its article or first word to its head, without owner and complement.
    pub core: Span,
    /// The head: a noun, or the name in which the core ends.
    pub head: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// Whose words they are.
    pub voice: Voice,
    /// What the head is.
    pub sort: Sort,
    /// Whether the head is in the plural.
    pub plural: bool,
    /// Whether it stands behind "in", "at" or the like, as places do.
    pub located: bool,
    /// Which of [`Who::known`] the head names.
    pub known: Option<usize>,
    /// Index of the phrase that owns it: `the town’s`.
    pub owner: Option<usize>,
    /// Index of the phrase that belongs to it behind a preposition: `of migrants`.
    pub of: Option<usize>,
    /// Index of the phrase beside it that names the same: `the mayor, Ida Krogh`.
    pub same: Option<usize>,
}
