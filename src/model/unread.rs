//! What was not analysed, and why.

use std::fmt;

use serde::Serialize;

use super::Summary;
use crate::text::language::Language;

/// Why the engine says nothing of a sentence. In words: `German`, `no prose`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAnalysed {
    /// It is in a language that the rules and the model do not know.
    Language(Language),
    /// It does not read as prose: program source, keyboard noise.
    NoProse,
    /// It is kept from a reader who codes blind.
    Hidden,
}

impl fmt::Display for NotAnalysed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Language(language) => language.name,
            Self::NoProse => "no prose",
            Self::Hidden => "hidden",
        })
    }
}

impl NotAnalysed {
    /// What stands in place of a number: `not analysed: German`.
    pub fn words(self) -> String {
        format!("not analysed: {self}")
    }

    /// Why, as an opening for a sentence: `This is in German, and only English is analysed`.
    pub fn because(self) -> String {
        match self {
            Self::Language(language) if language == Language::OTHER => {
                "This is in another language than English, and only English is analysed".to_owned()
            }
            Self::Language(language) => {
                format!("This is in {}, and only English is analysed", language.name)
            }
            Self::NoProse => {
                "This does not read as prose (it looks like program source or stray typing)"
                    .to_owned()
            }
            Self::Hidden => "This is hidden while you code blind".to_owned(),
        }
    }
}

/// What was left out of an article's numbers for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Why.
    pub why: NotAnalysed,
    /// How many sentences, headings not included.
    pub sentences: usize,
    /// How many words, headings included.
    pub words: usize,
}

impl Summary {
    /// What the numbers leave out, as a sentence or two; `None` where they leave out nothing.
    pub fn caveat(&self) -> Option<String> {
        if self.left_out.is_empty() {
            return None;
        }
        if let Some(why) = self.not_analysed() {
            return Some(match why {
                NotAnalysed::Language(language) => format!(
                    "Not analysed: the text is in {}, and the rules and the model know English only. Its structure and quotation marks are shown.",
                    language.name
                ),
                why => format!("Not analysed. {}.", why.because()),
            });
        }
        let parts: Vec<String> = self.left_out.iter().map(LeftOut::in_full).collect();
        Some(format!(
            "Not analysed, and left out of every number: {}; {} of {} sentences were analysed. The rules and the model know English prose only.",
            parts.join(", "),
            self.sentences_analysed(),
            self.sentences,
        ))
    }

    /// The same in a few words, to stand beside a number: `not analysed: German`, or `3 sentences
    /// not analysed: German` where that is a part.
    pub fn left_out_words(&self) -> Option<String> {
        if let Some(why) = self.not_analysed() {
            return Some(why.words());
        }
        let parts: Vec<String> = self
            .left_out
            .iter()
            .map(|part| format!("{} {}", part.length(), part.why.words()))
            .collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// The sentences that the numbers rest on.
    pub fn sentences_analysed(&self) -> usize {
        let left_out: usize = self.left_out.iter().map(|part| part.sentences).sum();
        self.sentences.saturating_sub(left_out)
    }
}

impl LeftOut {
    /// `3 sentences`, or `5 words` of headings alone.
    fn length(&self) -> String {
        match (self.sentences, self.words) {
            (0, 1) => "1 word".to_owned(),
            (0, words) => format!("{words} words"),
            (1, _) => "1 sentence".to_owned(),
            (sentences, _) => format!("{sentences} sentences"),
        }
    }

    fn in_full(&self) -> String {
        match self.why {
            NotAnalysed::Language(language) => format!("{} in {}", self.length(), language.name),
            why => format!("{} ({why})", self.length()),
        }
    }
}
