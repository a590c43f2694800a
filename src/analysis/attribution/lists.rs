//! The plain form of the word lists: sections in brackets, entries by line or comma; and the
//! lists of words that the constructions of attribution name.

use super::tagging::Tagged;

use std::collections::HashSet;

/// One entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Section it stands in.
    pub section: &'static str,
    /// The entry.
    pub text: &'static str,
}

/// The entries of a list, comments left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = Entry> {
    let mut section = "";
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with(['#', '+', '?', '~']))
        .flat_map(move |line| {
            let heading = line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'));
            let rest = if let Some(name) = heading {
                section = name;
                ""
            } else {
                line
            };
            rest.split(',')
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(move |text| Entry { section, text })
        })
}

/// Lists of `constructions.txt` that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(u128);

/// Declares a constant for every list, and the table of their names.
macro_rules! lists {
    ($($name:literal $constant:ident;)*) => {
        impl Lists {
            lists!(@constants 0u32; $($constant $name;)*);
        }
        /// Lists by the name that stands over them.
        pub const NAMES: &[(&str, Lists)] = &[$(($name, Lists::$constant)),*];
    };
    (@constants $bit:expr; ) => {};
    (@constants $bit:expr; $constant:ident $name:literal; $($rest:ident $more:literal;)*) => {
        #[doc = concat!("The list \"", $name, "\".")]
        pub const $constant: Self = Self(1 << $bit);
        lists!(@constants $bit + 1; $($rest $more;)*);
    };
}

lists! {
    "denial" DENIAL;
    "unreal" UNREAL;
    "subordinator" SUBORDINATOR;
    "joining" JOINING;
    "opinion giver" OPINION_GIVER;
    "some of many" SOME_OF_MANY;
    "papers" PAPERS;
    "readiness" READINESS;
    "trying" TRYING;
    "look into" LOOK_INTO;
    "asking" ASKING;
    "hypothesis" HYPOTHESIS;
    "clause" CLAUSE;
    "opening clause" OPENING_CLAUSE;
    "inverting" INVERTING;
    "participle opener" PARTICIPLE_OPENER;
    "seeming" SEEMING;
    "nobody" NOBODY;
    "obliging" OBLIGING;
    "omission" OMISSION;
    "number" NUMBER;
    "stating" STATING;
    "question word" QUESTION_WORD;
    "plural" PLURAL;
    "singular" SINGULAR;
    "single" SINGLE;
    "outlet comment" OUTLET_COMMENT;
    "bare object" BARE_OBJECT;
    "when told" WHEN_TOLD;
    "what told" WHAT_TOLD;
    "circumstance" CIRCUMSTANCE;
    "to be" TO_BE;
    "time unit" TIME_UNIT;
    "going" GOING;
    "leading on" LEADING_ON;
    "contraction" CONTRACTION;
    "chance taken" CHANCE_TAKEN;
    "chance" CHANCE;
    "verdict" VERDICT;
    "told that" TOLD_THAT;
    "spoken at" SPOKEN_AT;
    "moved by" MOVED_BY;
    "about" ABOUT;
    "made" MADE;
    "relative" RELATIVE;
    "bare participle" BARE_PARTICIPLE;
    "clause opener" CLAUSE_OPENER;
}

impl Lists {
    /// The word begins an entry of several words.
    pub const FIRST: Self = Self(1 << 127);

    /// Whether the word is in at least one of `lists`.
    pub fn any(self, lists: Self) -> bool {
        self.0 & lists.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The list with a name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, list)| *list)
    }
}

impl Tagged<'_, '_> {
    /// Whether a word, or what it begins, is in one of the lists.
    pub fn on(&self, at: usize, lists: Lists) -> bool {
        self.at(at).lists.any(lists)
    }
}

/// A list whose words are asked for by section.
#[derive(Debug)]
pub struct Sections(HashSet<(&'static str, &'static str)>);

impl Sections {
    /// Reads a list.
    pub fn of(list: &'static str) -> Self {
        let words = entries(list).map(|entry| (entry.section, entry.text));
        Self(words.collect())
    }

    /// Whether a word in normal form stands in a section.
    pub fn has(&self, section: &'static str, word: &str) -> bool {
        self.0.contains(&(section, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_their_section() {
        let list = "# head\n[a]\none, two\n\n[b]\nthree";
        let found: Vec<_> = entries(list)
            .map(|entry| (entry.section, entry.text))
            .collect();
        assert_eq!(found, [("a", "one"), ("a", "two"), ("b", "three")]);
    }
}
