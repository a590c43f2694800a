//! What kind of judgement it is, and what would make it none.

use std::sync::LazyLock;

use crate::analysis::attribution::lists::Sections;
use crate::model::Reason;

/// Words that name the kind.
const WORDS: &str = include_str!("../../../assets/lexicons/evaluation_kinds.txt");

/// Whether a word in normal form stands in a section of the list.
pub(super) fn is_in(section: &'static str, word: &str) -> bool {
    static LIST: LazyLock<Sections> = LazyLock::new(|| Sections::of(WORDS));
    LIST.has(section, word)
}

/// A kind of judgement in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What must or should be done.
    Obligation,
    /// What will come, foretold with a judgement.
    Prediction,
    /// Likeness or contrast that judges.
    Comparison,
    /// The writer speaks of himself or to the reader.
    Person,
    /// Good or bad, enough or too little.
    Verdict,
}

impl Kind {
    /// Those that are named by words, in the order in which they are asked for.
    const NAMED: [(Self, &'static str); 4] = [
        (Self::Obligation, "obligation"),
        (Self::Prediction, "prediction"),
        (Self::Comparison, "comparison"),
        (Self::Person, "person"),
    ];

    /// The kind of a section of `verdicts.txt`; `None` where its phrases are too common to be
    /// shown.
    pub fn of_section(section: &str) -> Option<Self> {
        Some(match section {
            "duty" | "remedy" => Self::Obligation,
            "verdict" => Self::Verdict,
            "comparison" => Self::Comparison,
            "address" => Self::Person,
            "forecast" => Self::Prediction,
            _ => return None,
        })
    }

    /// The kind of a phrase, by its words in normal form; `None` where none of them names it.
    pub(super) fn of_words(words: &[&str]) -> Option<Self> {
        Self::NAMED
            .into_iter()
            .find(|(_, section)| words.iter().any(|word| is_in(section, word)))
            .map(|(kind, _)| kind)
    }

    /// What the words do, and what would make it not count.
    pub fn reason(self, words: &str) -> Reason {
        let (does, not_if) = match self {
            Self::Obligation => (
                "says what ought to be done",
                "A rule, a court or a source says it.",
            ),
            Self::Prediction => (
                "foretells what will come of it",
                "It is a plan, or a forecast by somebody who is named.",
            ),
            Self::Comparison => (
                "judges by a comparison",
                "Like is compared with like, and the figures are given.",
            ),
            Self::Person => (
                "speaks for the writer or to the reader",
                "Somebody else is quoted.",
            ),
            Self::Verdict => (
                "is a verdict in plain words",
                "A source says it, or it is measured and the measure is given.",
            ),
        };
        Reason {
            summary: format!("“{words}” {does}."),
            detail: "No single word is loaded, and yet the sentence says what to think.".to_owned(),
            not_if: not_if.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_of_the_kind_that_its_words_name() {
        let of = |phrase: &str| Kind::of_words(&phrase.split(' ').collect::<Vec<_>>());
        assert_eq!(of("must publish the letters"), Some(Kind::Obligation));
        assert_eq!(of("will end in tears"), Some(Kind::Prediction));
        assert_eq!(of("worse than the flood"), Some(Kind::Comparison));
        assert_eq!(of("left me cold"), Some(Kind::Person));
        assert_eq!(of("has few new ideas"), None);
    }
}
