//! The headline against the body: how loaded each is, and what the body has of the
//! headline's claims.

use serde::Serialize;

use super::{Analysis, Confidence, Level, Sentiment};
use crate::text::Span;

/// From this difference of probabilities one is called more loaded than the other.
const MORE_LOADED: f64 = 0.2;
/// From this difference of compound scores the tone is called another.
const OTHER_TONE: f64 = 0.3;

/// A headline compared with the body under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadlineComparison {
    /// The headline.
    pub text: String,
    /// Its index among the sentences; `None` where only the page's description gives it.
    pub sentence: Option<usize>,
    /// Probability that its wording is loaded.
    pub loaded: Confidence,
    /// The mean of the same over the sentences of the body.
    pub loaded_body: Confidence,
    /// Sentences of the body at least as loaded.
    pub as_loaded: usize,
    /// Sentences of the body.
    pub sentences: usize,
    /// Marked words in the headline, by their places in it.
    pub marked: Vec<Span>,
    /// Sentiment of the headline.
    pub sentiment: Sentiment,
    /// Mean sentiment of the body.
    pub sentiment_body: Sentiment,
    /// What it claims, in order; a question claims nothing.
    pub claims: Vec<HeadlineClaim>,
}

/// A part of a headline that says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadlineClaim {
    /// Place in the headline's text.
    pub span: Span,
    /// Whether the headline itself attributes it.
    pub is_attributed: bool,
    /// What the body has of it.
    pub support: Support,
}

/// What the body has of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// Somebody says it in the body.
    Attributed {
        /// Index of the sentence.
        sentence: usize,
        /// Index of the source; `None` where nobody is named.
        source: Option<usize>,
    },
    /// The body says it in its own words.
    Stated {
        /// Index of the sentence.
        sentence: usize,
    },
    /// No sentence of the body repeats it.
    Missing,
}

impl Support {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attributed { .. } => "attributed",
            Self::Stated { .. } => "stated",
            Self::Missing => "missing",
        }
    }

    /// The sentence of the body, where there is one.
    pub fn sentence(self) -> Option<usize> {
        match self {
            Self::Attributed { sentence, .. } | Self::Stated { sentence } => Some(sentence),
            Self::Missing => None,
        }
    }
}

impl HeadlineComparison {
    /// How loaded the headline is beside the body, in words.
    ///
    /// A short line alone can raise the probability: without a marked word only a plain
    /// case is called more loaded.
    pub fn wording(&self) -> String {
        let (headline, body) = (self.loaded.fraction(), self.loaded_body.fraction());
        let numbers = format!("{headline:.2} against {body:.2} on average");
        let is_shown = !self.marked.is_empty() || self.loaded.level() == Level::High;
        if headline - body <= -MORE_LOADED {
            return format!("The headline is worded more soberly than the body: {numbers}.");
        }
        if headline - body < MORE_LOADED {
            return format!("The headline is about as loaded as the body: {numbers}.");
        }
        if !is_shown {
            return format!(
                "No word of the headline is marked. That it counts as more loaded than the body, \
                 {numbers}, can be due to its shape."
            );
        }
        let sentences = match self.as_loaded {
            0 => format!("no sentence of {} is as loaded", self.sentences),
            1 => format!("1 sentence of {} is as loaded", self.sentences),
            count => format!("{count} sentences of {} are as loaded", self.sentences),
        };
        format!(
            "The headline is worded in a more loaded way than the body: {numbers}; {sentences}."
        )
    }

    /// How its tone differs from the body's, in words; `None` where it hardly does.
    pub fn tone(&self) -> Option<String> {
        let (headline, body) = (self.sentiment.compound(), self.sentiment_body.compound());
        let difference = headline - body;
        (difference.abs() >= OTHER_TONE).then(|| {
            let more = if difference > 0.0 {
                "more positive"
            } else {
                "more negative"
            };
            format!("Its tone is {more}: {headline:+.2} against {body:+.2}.").replace('-', "−")
        })
    }
}

impl HeadlineClaim {
    /// The words of a claim.
    pub fn words<'h>(&self, headline: &'h HeadlineComparison) -> &'h str {
        self.span.of(&headline.text)
    }

    /// What the body has of it, in words.
    pub fn verdict(&self, analysis: &Analysis) -> String {
        match self.support {
            Support::Missing => "Nothing in the body repeats it in these or like words.".to_owned(),
            Support::Stated { .. } if self.is_attributed => {
                "The headline attributes it; the body states it in its own words.".to_owned()
            }
            Support::Stated { .. } => "The body states it in its own words.".to_owned(),
            Support::Attributed { source, .. } => {
                let source = source.and_then(|source| analysis.sources.get(source));
                let name = source.map_or_else(
                    || "somebody it does not name".to_owned(),
                    |source| with_article(&source.name),
                );
                if self.is_attributed {
                    format!("The headline attributes it, and so does the body, to {name}.")
                } else {
                    format!("The body attributes this to {name}; the headline does not.")
                }
            }
        }
    }
}

/// `the council`, but `officials` and `Ada Winter`.
fn with_article(name: &str) -> String {
    let is_common = name.starts_with(char::is_lowercase);
    let is_bare = !["a ", "an ", "the "]
        .iter()
        .any(|article| name.starts_with(article));
    if is_common && is_bare && !name.ends_with('s') {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}
