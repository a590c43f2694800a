//! The word lists of the rules, parsed once from `assets/lexicons/sentence_ends.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

const LISTS: &str = include_str!("../../../assets/lexicons/sentence_ends.txt");

/// What a word does at the end or beginning of a sentence; the file says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Kind {
    Title = 1,
    Joining = 1 << 1,
    BeforeFigure = 1 << 2,
    Latin = 1 << 3,
    Company = 1 << 4,
    Office = 1 << 5,
    Month = 1 << 6,
    Weekday = 1 << 7,
    Place = 1 << 8,
    AfterHour = 1 << 9,
    Opener = 1 << 10,
    Reporting = 1 << 11,
    AfterReporting = 1 << 12,
    Whole = 1 << 13,
    Domain = 1 << 14,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "joining" => Self::Joining,
            "before_figure" => Self::BeforeFigure,
            "latin" => Self::Latin,
            "company" => Self::Company,
            "office" => Self::Office,
            "month" => Self::Month,
            "weekday" => Self::Weekday,
            "place" => Self::Place,
            "after_hour" => Self::AfterHour,
            "opener" => Self::Opener,
            "reporting" => Self::Reporting,
            "after_reporting" => Self::AfterReporting,
            "whole" => Self::Whole,
            "domain" => Self::Domain,
            _ => return None,
        })
    }
}

/// The kinds that a word has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// Looks a word up, in the case it has in the text.
    pub(super) fn of(word: &str) -> Self {
        static WORDS: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
            let mut words = HashMap::new();
            for (name, list) in LISTS
                .lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once(':'))
            {
                let bit = Kind::named(name).map_or(0, |kind| kind as u16);
                for word in list.split_whitespace() {
                    *words.entry(word).or_default() |= bit;
                }
            }
            words
        });
        Self(WORDS.get(word).copied().unwrap_or_default())
    }

    /// Whether the word has this kind.
    pub(super) fn has(self, kind: Kind) -> bool {
        self.0 & kind as u16 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_has_a_known_kind() {
        let lines = LISTS
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        for line in lines {
            let (name, _) = line.split_once(':').unwrap();
            assert!(Kind::named(name).is_some(), "{name}");
        }
        assert!(Kinds::of("Sec").has(Kind::Title) && Kinds::of("Sec").has(Kind::BeforeFigure));
    }
}
