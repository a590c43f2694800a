//! What the word lists say of a word.

use super::frames::Frame;
use super::lists::Lists;

/// Classes that a word may belong to; a word is often in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// No class: an unknown word.
    pub const NONE: Self = Self(0);
    pub const DETERMINER: Self = Self(1);
    pub const QUANTIFIER: Self = Self(1 << 1);
    pub const PREPOSITION: Self = Self(1 << 2);
    pub const CONJUNCTION: Self = Self(1 << 3);
    pub const AUXILIARY: Self = Self(1 << 4);
    pub const ADVERB: Self = Self(1 << 5);
    pub const PRONOUN: Self = Self(1 << 6);
    pub const RELATIVE: Self = Self(1 << 7);
    /// Months and days.
    pub const TIME: Self = Self(1 << 8);
    /// A form of a verb from any list, reporting or not.
    pub const VERB: Self = Self(1 << 9);
    /// A verb that reports nothing.
    pub const PLAIN_VERB: Self = Self(1 << 10);
    pub const PERSON: Self = Self(1 << 11);
    pub const ORGANISATION: Self = Self(1 << 12);
    pub const DOCUMENT: Self = Self(1 << 13);
    pub const OUTLET: Self = Self(1 << 14);
    pub const VAGUE: Self = Self(1 << 15);
    pub const TITLE: Self = Self(1 << 16);
    /// Claim, view, warning: what somebody named may have.
    pub const CUE_NOUN: Self = Self(1 << 17);
    /// Last words of companies' names.
    pub const COMPANY: Self = Self(1 << 18);
    pub const NAME_ORGANISATION: Self = Self(1 << 19);
    pub const NAME_PLACE: Self = Self(1 << 20);
    /// Often capitalised without being a name.
    pub const COMMON: Self = Self(1 << 21);
    pub const GIVEN: Self = Self(1 << 22);
    pub const PLACE: Self = Self(1 << 23);
    pub const GROUP: Self = Self(1 << 24);
    /// Adjective of a place: Danish.
    pub const OF_PLACE: Self = Self(1 << 25);
    pub const OUTLET_WORD: Self = Self(1 << 26);
    pub const OUTLET_KNOWN: Self = Self(1 << 27);
    pub const HEARSAY: Self = Self(1 << 28);
    /// Adjective of attitude: confident, worried.
    pub const ATTITUDE: Self = Self(1 << 29);
    /// Form of a verb that carries no meaning of its own beside a noun: made a claim.
    pub const LIGHT: Self = Self(1 << 30);
    /// Who stands for or against something: opponent, defender.
    pub const STANCE_NOUN: Self = Self(1 << 31);
    /// Cue nouns that attribute even where nobody is named: fear, allegation.
    pub const CLAIM_NOUN: Self = Self(1 << 32);

    /// Counts what follows "of": a majority of voters, a series of tweets.
    pub const PARTITIVE: Self = Self(1 << 33);
    /// Written things that say or measure something of themselves: a poll, a report.
    pub const MEASURE: Self = Self(1 << 34);

    /// Brings somebody to do what follows: led the mayor to say.
    pub const CAUSE: Self = Self(1 << 35);

    /// Cue nouns that "at" may follow: a swipe at.
    pub const AIMED: Self = Self(1 << 36);

    /// Nouns that name a source.
    pub const SOURCE: Self = Self(
        Self::PERSON.0 | Self::ORGANISATION.0 | Self::DOCUMENT.0 | Self::OUTLET.0 | Self::VAGUE.0,
    );
    /// Words of the closed classes.
    pub const FUNCTION: Self = Self(
        Self::DETERMINER.0
            | Self::PREPOSITION.0
            | Self::CONJUNCTION.0
            | Self::AUXILIARY.0
            | Self::ADVERB.0
            | Self::PRONOUN.0
            | Self::RELATIVE.0,
    );

    /// Whether the word is in at least one of `classes`.
    pub fn any(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without the classes of another.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// What kind of report a verb makes; a verb may make several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Senses(u16);

impl Senses {
    /// Speech.
    pub const SAY: Self = Self(1);
    /// A state of mind.
    pub const THINK: Self = Self(1 << 1);
    /// An act done with words.
    pub const ACT: Self = Self(1 << 2);
    /// A finding.
    pub const SHOW: Self = Self(1 << 3);
    /// Naming: labelled, dubbed.
    pub const NAME: Self = Self(1 << 4);
    /// Lets an infinitive follow: went on to say.
    pub const START: Self = Self(1 << 5);
    /// Names only with "as" after the object: painted him as.
    pub const AS: Self = Self(1 << 6);
    /// An intention where an infinitive follows: agreed to.
    pub const INTEND: Self = Self(1 << 7);
    /// Reports only where a clause follows: heard that.
    pub const CLAUSE: Self = Self(1 << 8);
    /// Sets one thing beside another: compared her to.
    pub const LINK: Self = Self(1 << 9);
    /// Moves somebody, who stands as its object: angered residents.
    pub const MOVE: Self = Self(1 << 10);
    /// What a document lays down: the law requires.
    pub const NORM: Self = Self(1 << 11);

    /// What a section of the list of verbs stands for; `None` where its verbs report nothing.
    pub fn of_section(section: &str) -> Option<Self> {
        Some(match section {
            "say" | "communicate" => Self::SAY,
            "think" => Self::THINK,
            "act" => Self::ACT,
            "show" => Self::SHOW,
            "name" => Self::NAME,
            "start" => Self::START,
            "as" => Self::AS,
            "intend" => Self::INTEND,
            "clause" => Self::CLAUSE,
            "link" => Self::LINK,
            "move" => Self::MOVE,
            "norm" => Self::NORM,
            _ => return None,
        })
    }

    /// Whether the verb has at least one of `senses`.
    pub fn any(self, senses: Self) -> bool {
        self.0 & senses.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the verb reports in any way.
    pub fn reports(self) -> bool {
        self.0 & !Self::START.0 != 0
    }
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// say
    Base,
    /// says
    Third,
    /// said, as past or participle
    Past,
    /// saying
    Ing,
}

/// A form of a reporting verb.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// What it reports.
    pub senses: Senses,
    /// Which form it is.
    pub form: Form,
    /// Base form.
    pub lemma: &'static str,
    /// How many tokens: two for `pointed out`.
    pub tokens: u8,
    /// Whether its past is written as its base form is: `put`.
    pub bare_past: bool,
    /// What must stand around it before it reports.
    pub frame: &'static Frame,
}

impl Verb {
    /// Takes in another reading of the same written form.
    pub fn merge(&mut self, other: Self) {
        self.senses = self.senses.with(other.senses);
        self.bare_past |=
            self.lemma == other.lemma && self.form == Form::Base && other.form == Form::Past;
    }
}

/// What the lists know of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Its classes.
    pub classes: Classes,
    /// As a reporting verb.
    pub verb: Option<Verb>,
    /// Lists of the constructions that it stands in.
    pub lists: Lists,
}
