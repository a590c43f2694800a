//! What kind of judgement it is, and what would make it none.

use std::sync::LazyLock;

use slantwise_encoder::KINDS;

use crate::analysis::attribution::lists::Sections;
use crate::analysis::neural::{Word, probabilities};
use crate::model::Reason;

/// Words that name the kind.
const WORDS: &str = include_str!("../../../assets/lexicons/evaluation_kinds.txt");

/// Whether a word in normal form stands in a section of the list.
pub(super) fn is_in(section: &'static str, word: &str) -> bool {
    static LIST: LazyLock<Sections> = LazyLock::new(|| Sections::of(WORDS));
    LIST.has(section, word)
}

/// From this probability the model's answer names the kind.
const SURE: f64 = 0.5;

/// A kind of judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Good or bad, enough or too little.
    Verdict,
    /// What must or should be done.
    Obligation,
    /// What will come, foretold with a judgement.
    Prediction,
    /// An intention or a feeling that is ascribed to somebody.
    Motive,
    /// Likeness or contrast that judges.
    Comparison,
    /// Words that mean another thing than they say.
    Irony,
    /// The writer speaks of himself or to the reader.
    Person,
    /// A word that judges where a plain one tells the same.
    Loaded,
    /// A name that judges.
    Label,
    /// A question that is none.
    Question,
    /// A hint, or something taken as given.
    Insinuation,
}

impl Kind {
    /// All, in the order in which the network answers: that of `training/data.py`.
    const ALL: [Self; KINDS] = [
        Self::Verdict,
        Self::Obligation,
        Self::Prediction,
        Self::Motive,
        Self::Comparison,
        Self::Irony,
        Self::Person,
        Self::Loaded,
        Self::Label,
        Self::Question,
        Self::Insinuation,
    ];

    /// Those that are named by words, in the order in which they are asked for.
    const NAMED: [(Self, &'static str); 4] = [
        (Self::Obligation, "obligation"),
        (Self::Prediction, "prediction"),
        (Self::Comparison, "comparison"),
        (Self::Person, "person"),
    ];

    /// The kind of a phrase as the model hears it; `None` where it is not sure.
    pub(super) fn heard<'w>(words: impl Iterator<Item = &'w Word>) -> Option<Self> {
        let mut sums = [0.0_f32; KINDS];
        let mut pieces = 0.0_f32;
        for word in words {
            pieces += word.brought.pieces;
            for (sum, logit) in sums.iter_mut().zip(word.kinds) {
                *sum += logit;
            }
        }
        let means = sums.map(|sum| sum / pieces.max(1.0));
        let kinds = Self::ALL.into_iter().zip(probabilities(means, 1.0));
        let (kind, p) = kinds.max_by(|one, other| one.1.total_cmp(&other.1))?;
        (pieces > 0.0 && p >= SURE).then_some(kind)
    }

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
            Self::Motive => (
                "says what somebody means or feels",
                "They have said so themselves, or it is known from a source that is named.",
            ),
            Self::Irony => (
                "means another thing than it says",
                "It is meant as it stands.",
            ),
            Self::Loaded => (
                "judges where a plain word would tell the same",
                "It is a term of the trade, or tells in plain words what happened.",
            ),
            Self::Label => (
                "is a name that judges",
                "They call themselves so, or a court has found it.",
            ),
            Self::Question => (
                "asks what the outlet has an answer to",
                "Nobody knows the answer, or the article gives it.",
            ),
            Self::Insinuation => (
                "hints at something, or takes it as given",
                "It is a fact that the article shows.",
            ),
        };
        Reason {
            summary: format!("“{words}” {does}."),
            detail: "These words, and not the events alone, say what to think.".to_owned(),
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

    #[test]
    fn the_models_kind_is_that_of_all_pieces_and_only_where_it_is_sure() {
        let word = |pieces: f32, kind: usize, logit: f32| {
            let mut kinds = [0.0; KINDS];
            kinds[kind] = logit * pieces;
            let mut word = Word {
                kinds,
                ..Word::default()
            };
            word.brought.pieces = pieces;
            word
        };
        let sure = [word(3.0, 3, 6.0), word(1.0, 0, 2.0)];
        assert_eq!(Kind::heard(sure.iter()), Some(Kind::Motive));
        assert_eq!(Kind::heard([word(2.0, 5, 0.5)].iter()), None);
        assert_eq!(Kind::heard([].iter()), None);
    }
}
