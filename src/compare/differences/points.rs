//! Differences within one story point: source, told, voice, figures, prominence, tone.

use super::Found;
use super::telling::{Basis, Telling, Told};
use super::weights::weight;
use super::wording::{groups, list, quoted, several};
use crate::compare::shortened;
use crate::model::{DifferenceKind, PointCell, Side, StoryPoint};

/// Letters of a point's label before the sentence about it.
const LABEL: usize = 90;
/// So many marked words are named.
const MOST_MARKED: usize = 3;

/// One point, and how each article tells it.
pub(super) struct Point<'a> {
    names: &'a [String],
    told: &'a Told<'a>,
    of: &'a StoryPoint,
    tellings: Vec<Telling<'a>>,
}

impl<'a> Point<'a> {
    pub(super) fn new(names: &'a [String], told: &'a Told<'a>, point: &'a StoryPoint) -> Self {
        let cells = point.cells.iter().enumerate();
        let tellings = cells.filter(|(_, cell)| !cell.told().is_empty());
        Self {
            names,
            told,
            of: point,
            tellings: tellings
                .map(|(article, cell)| told.telling(article, cell.told()))
                .collect(),
        }
    }

    /// Everything that differs in it.
    pub(super) fn differences(&self) -> Vec<Found> {
        let mut found: Vec<Found> = [
            self.source(),
            self.told(),
            self.voice(),
            self.figures(),
            self.prominence(),
            self.tone(),
        ]
        .into_iter()
        .flatten()
        .collect();
        for one in &mut found {
            one.strength *= self.weight();
        }
        found
    }

    /// How much the point counts: how sure it is, and how early in the story it stands.
    fn weight(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
        let part = |(first, of): (usize, usize)| first as f64 / of as f64;
        let earliest = self.tellings.iter().map(|one| part(one.place));
        let earliest = earliest.fold(1.0, f64::min);
        self.of.confidence.fraction() * (1.0 - weight("rank", "late") * earliest)
    }

    fn name(&self, article: usize) -> &'a str {
        &self.names[article]
    }

    fn found(&self, kind: DifferenceKind, strength: f64, says: &str, evidence: Vec<Side>) -> Found {
        let label = shortened(&self.of.label, LABEL);
        Found {
            strength,
            kind,
            text: format!("{}: {says}.", quoted(&label)),
            evidence,
        }
    }

    fn sides(&self) -> Vec<Side> {
        self.tellings.iter().map(Telling::side).collect()
    }

    /// One names a source, another names another or none.
    fn source(&self) -> Option<Found> {
        let bases = groups(
            self.tellings
                .iter()
                .map(|one| (one.basis.clone(), self.name(one.article))),
        );
        let has_named = bases
            .iter()
            .any(|(basis, _)| matches!(basis, Basis::Named(_)));
        if bases.len() < 2 || !has_named || self.is_shared_source() {
            return None;
        }
        let says = bases.iter().map(|(basis, articles)| {
            let (cites, gives) = (
                several(articles, "cites", "cite"),
                several(articles, "says", "say"),
            );
            let who = list(articles);
            match basis {
                Basis::Named(names) => {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    format!("{who} {cites} {}", list(&names))
                }
                Basis::Vague => format!("{who} {cites} somebody without a name"),
                Basis::Own => format!("{who} {gives} it without a source"),
            }
        });
        let says: Vec<String> = says.collect();
        // A source here and none there weighs more than two who say the same.
        let unnamed = bases
            .iter()
            .any(|(basis, _)| !matches!(basis, Basis::Named(_)));
        let strength = if unnamed { 1.0 } else { 0.8 };
        Some(self.found(
            DifferenceKind::Source,
            strength,
            &says.join("; "),
            self.sides(),
        ))
    }

    /// Whether all name one and the same source, whoever else is named.
    fn is_shared_source(&self) -> bool {
        let mut all = self.tellings.iter().map(|one| match &one.basis {
            Basis::Named(names) => names.as_slice(),
            Basis::Vague | Basis::Own => &[],
        });
        let first = all.next().unwrap_or_default();
        let rest: Vec<_> = all.collect();
        first
            .iter()
            .any(|name| rest.iter().all(|names| names.contains(name)))
    }

    /// Several tell it; in others nothing like it was found.
    fn told(&self) -> Option<Found> {
        let cells = self.of.cells.iter().enumerate();
        let without: Vec<&str> = cells
            .filter(|(_, cell)| **cell == PointCell::Nothing)
            .map(|(article, _)| self.name(article))
            .collect();
        if without.is_empty() || self.tellings.len() < 2 {
            return None;
        }
        let with: Vec<&str> = self
            .tellings
            .iter()
            .map(|one| self.name(one.article))
            .collect();
        let says = format!(
            "told by {}; nothing like it was found in {}",
            list(&with),
            list(&without)
        );
        let weighs = self
            .tellings
            .iter()
            .any(|one| !one.figures.is_empty() || one.quotes_judgement);
        #[expect(clippy::cast_precision_loss, reason = "articles")]
        let share = with.len() as f64 / (with.len() + without.len()) as f64;
        let strength = share
            + if weighs {
                weight("rank", "weighs")
            } else {
                0.0
            };
        Some(self.found(DifferenceKind::Told, strength, &says, self.sides()))
    }

    /// The outlet judges here, somebody else's judgement is given there.
    fn voice(&self) -> Option<Found> {
        let own: Vec<&Telling> = self.tellings.iter().filter(|one| one.frames).collect();
        let others: Vec<&Telling> = self
            .tellings
            .iter()
            .filter(|one| !one.frames && one.quotes_judgement)
            .collect();
        if own.is_empty() || others.is_empty() {
            return None;
        }
        let judges: Vec<&str> = own.iter().map(|one| self.name(one.article)).collect();
        let mut says = vec![format!(
            "{} {} in {} own voice",
            list(&judges),
            several(&judges, "judges", "judge"),
            several(&judges, "its", "their")
        )];
        for (basis, articles) in groups(
            others
                .iter()
                .map(|one| (one.basis.clone(), self.name(one.article))),
        ) {
            let whose = match &basis {
                Basis::Named(names) => {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    format!("the words of {}", list(&names))
                }
                Basis::Vague => "the words of somebody without a name".to_owned(),
                Basis::Own => "somebody’s words".to_owned(),
            };
            says.push(format!(
                "{} {} {whose}",
                list(&articles),
                several(&articles, "gives", "give")
            ));
        }
        let sides = own.iter().chain(&others).map(|one| one.side()).collect();
        Some(self.found(DifferenceKind::Voice, 1.0, &says.join("; "), sorted(sides)))
    }

    /// The same is counted, and the counts part.
    fn figures(&self) -> Option<Found> {
        for (at, one) in self.tellings.iter().enumerate() {
            for other in &self.tellings[at + 1..] {
                if let Some((here, there)) = self.parting(one, other) {
                    let says = format!(
                        "{} in {}, {} in {}",
                        quoted(here),
                        self.name(one.article),
                        quoted(there),
                        self.name(other.article)
                    );
                    let sides = vec![one.side(), other.side()];
                    return Some(self.found(DifferenceKind::Figures, 1.0, &says, sides));
                }
            }
        }
        None
    }

    /// Two figures of one thing that part. A number that stands in both articles is left
    /// alone: it may count something else.
    fn parting(&self, one: &Telling<'a>, other: &Telling<'a>) -> Option<(&'a str, &'a str)> {
        for (here, words) in &one.figures {
            let same = other
                .figures
                .iter()
                .filter(|(there, _)| there.counts == here.counts);
            for (there, others) in same {
                let parts = !self.told.has_anywhere(other.article, &here.value)
                    && !self.told.has_anywhere(one.article, &there.value);
                if parts {
                    return Some((words, others));
                }
            }
        }
        None
    }

    /// The lead of one is a late line of another.
    fn prominence(&self) -> Option<Found> {
        let (lead, late) = (weight("place", "lead"), weight("place", "late_sentence"));
        #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
        let is_lead = |one: &&Telling| one.place.0 as f64 <= lead;
        #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
        let is_late = |one: &&Telling| {
            let (first, of) = (one.place.0 as f64, one.place.1 as f64);
            first >= late && first / of >= weight("place", "late_part")
        };
        let early: Vec<&Telling> = self.tellings.iter().filter(is_lead).collect();
        let last: Vec<&Telling> = self.tellings.iter().filter(is_late).collect();
        if early.is_empty() || last.is_empty() {
            return None;
        }
        let names: Vec<&str> = early.iter().map(|one| self.name(one.article)).collect();
        let places = last.iter().map(|one| {
            let (first, of) = one.place;
            format!(
                "it is sentence {first} of {of} in {}",
                self.name(one.article)
            )
        });
        let places: Vec<String> = places.collect();
        let says = format!(
            "{} {} with it; {}",
            list(&names),
            several(&names, "begins", "begin"),
            places.join(" and ")
        );
        #[expect(clippy::cast_precision_loss, reason = "articles")]
        let strength = (early.len() + last.len()) as f64 / self.names.len() as f64;
        let sides = early.iter().chain(&last).map(|one| one.side()).collect();
        Some(self.found(DifferenceKind::Prominence, strength, &says, sorted(sides)))
    }

    /// Marked words of the outlet in one, none in another.
    fn tone(&self) -> Option<Found> {
        let (with, without): (Vec<&Telling>, Vec<&Telling>) = self
            .tellings
            .iter()
            .partition(|one| one.frames && !one.marked.is_empty());
        let plain: Vec<&Telling> = without
            .into_iter()
            .filter(|one| one.marked.is_empty())
            .collect();
        if with.is_empty() || plain.is_empty() {
            return None;
        }
        let mut says: Vec<String> = with
            .iter()
            .map(|one| {
                let words: Vec<String> = one
                    .marked
                    .iter()
                    .take(MOST_MARKED)
                    .map(|words| quoted(words))
                    .collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                format!("{} writes {}", self.name(one.article), list(&words))
            })
            .collect();
        let names: Vec<&str> = plain.iter().map(|one| self.name(one.article)).collect();
        says.push(format!("no such wording is marked in {}", list(&names)));
        let sides = with.iter().chain(&plain).map(|one| one.side()).collect();
        Some(self.found(DifferenceKind::Tone, 1.0, &says.join("; "), sorted(sides)))
    }
}

fn sorted(mut sides: Vec<Side>) -> Vec<Side> {
    sides.sort_by_key(|side| side.article);
    sides
}
