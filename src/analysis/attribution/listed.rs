//! Lists of words that a rule about nouns and names asks for, and sentences that try the rule.
//!
//! They stand in `assets/lexicons/noun_constructions.txt`, a section each. Beside its words a
//! section has sentences: `+ sentence -> source` has that source, `~ sentence` a vague voice,
//! `- sentence` neither a source nor a vague voice. One test runs them all.

use std::collections::HashSet;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../assets/lexicons/noun_constructions.txt");

macro_rules! lists {
    ($($list:ident = $section:literal,)*) => {
        /// A list of words in normal form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum List {
            $(#[doc = $section] $list,)*
        }

        impl List {
            /// Every list, in the order of its number.
            const ALL: &[(Self, &'static str)] = &[$((Self::$list, $section),)*];
        }
    };
}

lists! {
    Third = "third person",
    Definite = "definite",
    Some = "some",
    Including = "including",
    Number = "number",
    Nobody = "nobody",
    Degree = "degree",
    Adjective = "adjective",
    AdjectiveEnding = "adjective ending",
    Stance = "before a hyphen",
    Compound = "behind a hyphen",
    Comparison = "comparison",
    Doers = "doers ending",
    Doer = "doer ending",
    Homograph = "homograph",
    BareBody = "body without article",
    Opens = "opens a clause",
    Nonfinite = "no finite verb",
    Past = "past of other verbs",
    Trade = "trade",
    Acronym = "acronym",
    Linking = "linking",
    Made = "made",
    Rank = "rank",
    Particle = "particle",
    Whose = "whose body",
    Pointing = "pointing",
    Collective = "collective",
    PlaceNoun = "of a place",
    FirmNoun = "of a firm",
    Female = "female",
    Male = "male",
    Hers = "her title",
    His = "his title",
    Generation = "generation",
    Kin = "kin",
    Thing = "thing",
    Joint = "joint body",
    Credit = "credit",
    Denial = "denial",
}

static LISTS: LazyLock<Vec<HashSet<&'static str>>> = LazyLock::new(|| {
    let words = |wanted: &str| {
        sections()
            .filter(|(section, line)| *section == wanted && Example::of(line).is_none())
            .flat_map(|(_, line)| line.split(','))
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect()
    };
    List::ALL
        .iter()
        .map(|(_, section)| words(section))
        .collect()
});

impl List {
    /// Whether the list has a word in normal form.
    pub fn has(self, word: &str) -> bool {
        LISTS
            .get(self as usize)
            .is_some_and(|words| words.contains(word))
    }

    /// Its words, in no order.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        LISTS.get(self as usize).into_iter().flatten().copied()
    }
}

/// The lines of the file with their sections, comments left out.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    FILE.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(move |line| {
            let heading = line.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
            match heading {
                Some(name) => {
                    section = name;
                    None
                }
                None => Some((section, line)),
            }
        })
}

/// A sentence that tries a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Example {
    /// With the source that it has.
    Source(&'static str, &'static str),
    /// With nobody in particular.
    Vague(&'static str),
    /// With nobody at all.
    Silent(&'static str),
}

impl Example {
    fn of(line: &'static str) -> Option<Self> {
        let (sign, rest) = line.split_once(' ')?;
        match sign {
            "+" => rest
                .rsplit_once(" -> ")
                .map(|(sentence, source)| Self::Source(sentence, source)),
            "~" => Some(Self::Vague(rest)),
            "-" => Some(Self::Silent(rest)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse_by_rules;
    use crate::model::testing::titled;
    use crate::model::{Settings, Voice};

    #[test]
    fn every_list_has_words_and_a_sentence_that_tries_it() {
        for (list, section) in List::ALL {
            assert!(list.words().next().is_some(), "{section} has no words");
            let tried = sections().any(|(at, line)| at == *section && Example::of(line).is_some());
            assert!(tried, "{section} has no sentence");
        }
        for (section, _) in sections() {
            let known = List::ALL.iter().any(|(_, name)| *name == section);
            assert!(known, "no rule asks for {section}");
        }
    }

    #[test]
    fn every_sentence_has_the_source_that_the_list_says() {
        let mut wrong = Vec::new();
        for (section, line) in sections() {
            let Some(example) = Example::of(line) else {
                continue;
            };
            let (Example::Source(text, _) | Example::Vague(text) | Example::Silent(text)) = example;
            let article = titled("A title", &[text]);
            let analysis = analyse_by_rules(&article, &Settings::default());
            let named: Vec<&str> = analysis.sources.iter().map(|it| it.name.as_str()).collect();
            let body = analysis.sentences.iter().filter(|it| it.number.is_some());
            let voices: Vec<Voice> = body.filter_map(|it| Some(it.verdict()?.voice)).collect();
            let right = match example {
                Example::Source(_, source) => {
                    named.contains(&source) && voices.contains(&Voice::Attributed)
                }
                Example::Vague(_) => voices.contains(&Voice::Vague),
                Example::Silent(_) => named.is_empty() && !voices.contains(&Voice::Vague),
            };
            if !right {
                wrong.push(format!("[{section}] {line}: {named:?} {voices:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
