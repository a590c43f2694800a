//! Marks of a person's own: a stretch of text, and what it is said to be.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Article, Device, Layer};
use crate::text::{Anchor, Span};

/// Identity of an own mark within its project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkId(pub u64);

/// What a stretch is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// It belongs to this layer.
    Layer(Layer),
    /// It is an instance of this device.
    Device(Device),
}

impl Code {
    /// Stable code, as in exports and project files. Layers and devices share no code.
    pub fn name(self) -> &'static str {
        match self {
            Self::Layer(layer) => layer.name(),
            Self::Device(device) => device.code(),
        }
    }

    /// The code of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        let layer = Layer::ALL.into_iter().find(|layer| layer.name() == name);
        let device = || Device::ALL.into_iter().find(|device| device.code() == name);
        layer
            .map(Self::Layer)
            .or_else(|| device().map(Self::Device))
    }

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Layer(layer) => layer.title(),
            Self::Device(device) => device.name(),
        }
    }
}

/// A stretch that a person marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMark {
    /// Identity.
    pub id: MarkId,
    /// Place in the article's current text; `None` where its words are gone.
    pub span: Option<Span>,
    /// The words, with what stood around them.
    pub anchor: Anchor,
    /// What it is.
    pub code: Code,
    /// Words of the person's own; empty where there are none.
    pub note: String,
    /// Who marked.
    pub by: String,
    /// When it was last changed, to the millisecond.
    pub at: DateTime<Utc>,
}

impl OwnMark {
    /// Whether the words that were marked are gone.
    pub fn is_orphan(&self) -> bool {
        self.span.is_none()
    }

    /// The mark in a new revision of its article: at the same words where that place is
    /// certain, without a place otherwise. The words that were marked are kept, so that an
    /// orphan can still be read, and finds its place again should they come back.
    #[must_use]
    pub fn carried_to(self: &Arc<Self>, article: &Article) -> Arc<Self> {
        let span = self.anchor.place(&article.text);
        if span == self.span {
            return Arc::clone(self);
        }
        Arc::new(Self {
            span,
            ..Self::clone(self)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::article;

    fn mark(text: &str, words: &str) -> Arc<OwnMark> {
        let at = text.find(words).unwrap();
        let span = Span::new(at, at + words.len());
        Arc::new(OwnMark {
            id: MarkId(7),
            span: Some(span),
            anchor: Anchor::of(text, span),
            code: Code::Layer(Layer::Framing),
            note: String::new(),
            by: "Ada".to_owned(),
            at: DateTime::default(),
        })
    }

    #[test]
    fn every_code_is_found_by_its_name_and_no_two_share_one() {
        let layers = Layer::ALL.map(Code::Layer);
        let devices = Device::ALL.map(Code::Device);
        let mut names = std::collections::BTreeSet::new();
        for code in layers.into_iter().chain(devices) {
            assert_eq!(Code::of_name(code.name()), Some(code));
            assert!(names.insert(code.name()), "{}", code.name());
        }
        assert_eq!(Code::of_name("frame"), None);
    }

    #[test]
    fn a_mark_follows_its_words_gets_lost_and_comes_back() {
        let text = "The vote was close. It was a shameless display of power.";
        let marked = mark(text, "shameless display");
        let corrected = article(&format!("Corrected on Monday. {text}"));
        let followed = marked.carried_to(&corrected);
        let shift = "Corrected on Monday. ".len();
        assert_eq!(followed.span, marked.span.map(|span| span.shifted(shift)));
        let without = article("The vote was close.");
        let lost = followed.carried_to(&without);
        assert!(lost.is_orphan());
        assert_eq!(lost.anchor.quote, "shameless display");
        assert_eq!(lost.carried_to(&article(text)).span, marked.span);
    }
}
