//! What the layer decision looks at, sentence by sentence, by name.

use super::look::{Look, OWN_WORDS};
use super::register::Register;
use crate::analysis::detector::Context;
use crate::analysis::features as counted;

macro_rules! features {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// A named feature beside those that are counted from the word lists.
        #[expect(non_camel_case_types, reason = "the names stand in the weights file as they are")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Feature { $($(#[doc = $doc])* $name,)* }
        const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

features! {
    /// Log-odds that the outlet's own words are not purely factual.
    own_evaluative,
    /// The same as a probability.
    own_judges,
    /// Log-odds that the outlet's own words carry a judgement, the mean over the three strongest.
    own_judging,
    /// Log-odds that the whole sentence, whoever speaks, is not purely factual.
    whole_evaluative,
    /// Strength of marks that judge whatever stands around them: insults, mockery, motives.
    marks_judging,
    /// Strength of marks of loaded wording: asides, labels, idioms.
    marks_wording,
    /// Strength of other marks.
    marks_other,
    /// Phrases by which a piece judges in plain words: has a duty to, is not enough.
    verdicts,
    /// Terms of art, plain denials and court wording.
    terms,
    /// Whether hardly a word is the outlet's own: critics say, not everybody agrees.
    own_nothing,
    /// Share of the sentence in quotation marks.
    quoted,
    /// Whether at least a quarter is.
    quoted_part,
    /// Whether it gives a figure.
    figure,
    /// Whether it asks.
    question,
    /// Strength of the marks in the heading above.
    subheading_marks,
    /// The sentences close by: how likely the outlet's own words are not purely factual.
    around_evaluative,
    /// Strength of their marks.
    around_marks,
    /// The sentence before: how likely its own words are not purely factual.
    before_evaluative,
    /// The sentence after.
    after_evaluative,
    /// The whole piece: how likely the outlet's own words are not purely factual, on average.
    piece_evaluative,
    /// Strength of its marks, on average.
    piece_marks,
    /// Share of its sentences with a source.
    piece_attributed,
    /// Share of its sentences in which the outlet says "I" or "we".
    piece_first,
    /// Share in which it says what must or should be.
    piece_obligation,
    /// Whether the piece calls itself opinion, or is told by an "I".
    piece_opinion,
}

/// Names of all features: first these, then, behind `words.`, those counted in the
/// outlet's own words.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    names.extend(counted::names().iter().map(|name| format!("words.{name}")));
    names
}

/// The features of one sentence.
#[derive(Clone, Debug)]
pub struct Row {
    /// One value a name.
    pub values: Vec<f64>,
    /// How far each can be relied on, 0 to 1: a mean of two sentences tells less than one of
    /// twenty, and nothing where there is nothing around.
    pub trust: Vec<f64>,
}

impl Row {
    /// What a sentence shows by itself, in its surroundings and in the piece.
    pub(super) fn of(
        context: &Context<'_>,
        index: usize,
        looks: &[Look],
        register: &Register,
    ) -> Self {
        let look = &looks[index];
        let all = NAMES.len() + look.counted.len();
        let mut row = Self {
            values: vec![0.0; all],
            trust: vec![1.0; all],
        };
        for (value, counted) in row.values[NAMES.len()..].iter_mut().zip(&look.counted) {
            *value = f64::from(*counted);
        }
        row.own(look);
        register.fill(&mut row, context, index, looks);
        row
    }

    pub(super) fn set(&mut self, feature: Feature, value: f64) {
        self.values[feature as usize] = value;
    }

    /// What is not known by rules alone is not relied on.
    fn known(&mut self, feature: Feature, value: Option<f64>) {
        self.set(feature, value.unwrap_or_default());
        self.trust[feature as usize] = f64::from(u8::from(value.is_some()));
    }

    pub(super) fn flag(&mut self, feature: Feature, holds: bool) {
        self.set(feature, f64::from(u8::from(holds)));
    }

    /// A mean over `count` sentences; so many of them are trusted by half.
    pub(super) fn mean(&mut self, feature: Feature, sum: f64, count: f64, half: f64) {
        let (mean, trust) = if count > 0.0 {
            (sum / count, count / (count + half))
        } else {
            (0.0, 0.0)
        };
        self.set(feature, mean);
        self.trust[feature as usize] = trust;
    }

    fn own(&mut self, look: &Look) {
        use Feature as F;
        self.set(F::own_evaluative, look.own.evaluative.clamp(-4.0, 4.0));
        self.set(F::own_judges, look.judges());
        self.known(F::own_judging, look.judging);
        self.set(F::whole_evaluative, look.whole.evaluative.clamp(-4.0, 4.0));
        self.set(F::marks_judging, look.marks.judging);
        self.set(F::marks_wording, look.marks.wording);
        self.set(F::marks_other, look.marks.other);
        self.set(F::verdicts, look.verdicts);
        self.set(F::terms, look.terms);
        self.flag(
            F::own_nothing,
            look.own_words < OWN_WORDS && look.own_words < look.words,
        );
        self.set(F::quoted, look.quoted);
        self.flag(F::quoted_part, look.quoted > 0.25);
        self.flag(F::figure, look.figures > 0);
        self.flag(F::question, look.question);
    }
}
