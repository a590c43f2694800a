//! The place where the register changes, or none.
//!
//! A change-point of the sentences' probabilities of being framing. Every boundary between
//! two sentences is tried; the sharpest is the one that leaves the least variance on its
//! two sides (binary segmentation by least squares). A turn is stated where
//!
//! - by chance alone so sharp a boundary is rare: fewer than `CHANCE` of the orders of the
//!   same sentences have one (a permutation test, with orders that are always the same);
//! - readers would see it: the shares of framing on the two sides differ by at least
//!   `DIFFERENCE`, at least `FRAMING_SIDE` of the one side is framing, and the other reads
//!   like reporting;
//! - each side is long enough to be one, and at least `FRAMING` sentences frame.
//!
//! Headings have no part in this. Authors turn at headings, so where one stands at a
//! boundary nearly as sharp as the sharpest, the turn is placed there.

use crate::model::{Analysis, Confidence, Direction, Layer, Sentence, Turn, TurnSide};

/// Fewest sentences on a side.
const SIDE: usize = 2;
/// Fewest sentences of an article that may have a turn.
const WHOLE: usize = 6;
/// Fewest framing sentences on the framing side.
const FRAMING: usize = 3;
/// Least difference between the two shares of framing.
const DIFFERENCE: f64 = 0.45;
/// Least share of framing on the framing side.
const FRAMING_SIDE: f64 = 0.5;
/// Most that the reporting side's sentences may look evaluative, on average.
const REPORTING_SIDE: f64 = 0.5;
/// Orders of the sentences that are tried.
const ORDERS: u32 = 999;
/// Most of them that may have as sharp a boundary.
const CHANCE: f64 = 0.05;
/// A heading's boundary with this part of the sharpest one's sharpness takes the turn.
const NEARLY: f64 = 0.8;
/// Where the orders begin; any number would do.
const SEED: u64 = 0x0005_1A47_0005_1A47;

/// Finds the turn; `None` where the register is even.
pub fn turn(analysis: &Analysis) -> Option<Turn> {
    let (numbered, values): (Vec<usize>, Vec<i64>) = (0..analysis.sentences.len())
        .filter(|index| analysis.sentences[*index].number.is_some())
        .filter_map(|index| {
            let framing = analysis.sentences[index].verdict()?.probabilities.framing;
            Some((index, i64::from(framing.basis_points())))
        })
        .unzip();
    if numbered.len() < WHOLE {
        return None;
    }
    let sides = Sides::of(analysis, &numbered);
    let candidates: Vec<(usize, f64)> = sharpness(&values)
        .filter(|(at, _)| sides.is_visible(*at))
        .collect();
    let sharpest = candidates
        .iter()
        .copied()
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))?;
    let chance = chance(&values, sharpest.1);
    if chance > CHANCE {
        return None;
    }
    let (at, _) = candidates
        .iter()
        .copied()
        .filter(|(at, sharp)| {
            *sharp >= NEARLY * sharpest.1 && heading_before(analysis, numbered[*at]).is_some()
        })
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
        .unwrap_or(sharpest);
    let [above, below] = sides.at(at);
    let heading = heading_before(analysis, numbered[at]);
    Some(Turn {
        sentence: heading.unwrap_or(numbered[at]),
        heading: heading.map(|index| analysis.sentences[index].span),
        direction: if below.share_framing() > above.share_framing() {
            Direction::IntoFraming
        } else {
            Direction::IntoReporting
        },
        above,
        below,
        chance: Confidence::from_fraction(chance),
    })
}

/// For every boundary that leaves two sides, how much of the variance lies between them.
fn sharpness(values: &[i64]) -> impl Iterator<Item = (usize, f64)> {
    let total: i64 = values.iter().sum();
    let count = values.len();
    let mut before = 0;
    let mut at = 0;
    #[expect(
        clippy::cast_precision_loss,
        reason = "sums of some thousand values up to 10,000"
    )]
    values.iter().filter_map(move |value| {
        before += value;
        at += 1;
        if at < SIDE || at + SIDE > count {
            return None;
        }
        let (above, below) = (at as f64, (count - at) as f64);
        let difference = before as f64 / above - (total - before) as f64 / below;
        Some((at, above * below / count as f64 * difference * difference))
    })
}

/// Share of the orders of these values in which a boundary is at least as sharp; the
/// order at hand is one of them.
fn chance(values: &[i64], sharp: f64) -> f64 {
    // Sums in another order may differ in the last bit.
    let enough = sharp * (1.0 - 1e-9);
    let mut shuffled = values.to_vec();
    let mut random = Random(SEED);
    let mut as_sharp = 1;
    for _ in 0..ORDERS {
        for last in (1..shuffled.len()).rev() {
            shuffled.swap(last, random.below(last + 1));
        }
        as_sharp += u32::from(sharpness(&shuffled).any(|(_, sharp)| sharp >= enough));
    }
    f64::from(as_sharp) / f64::from(ORDERS + 1)
}

/// Numbers that look random and are always the same (`SplitMix64`; Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (end as u64)).unwrap_or(0)
    }
}

/// What stands before each boundary, counted once, so that a boundary is looked at in a glance.
struct Sides {
    /// Sentences that name a source, by how many sentences stand before the boundary.
    sourced: Vec<usize>,
    /// Sentences in the framing layer.
    framing: Vec<usize>,
    /// Probabilities of being evaluative, in basis points, added up.
    evaluative: Vec<u64>,
}

impl Sides {
    fn of(analysis: &Analysis, numbered: &[usize]) -> Self {
        let sentences = || numbered.iter().map(|index| &analysis.sentences[*index]);
        let evaluative = |one: &Sentence| {
            one.verdict().map_or(0, |verdict| {
                u64::from(verdict.probabilities.evaluative.basis_points())
            })
        };
        Self {
            sourced: sums(sentences().map(|one| usize::from(!one.sources.is_empty()))),
            framing: sums(sentences().map(|one| usize::from(one.layer() == Some(Layer::Framing)))),
            evaluative: sums(sentences().map(evaluative)),
        }
    }

    /// Both sides of the boundary after `at` sentences.
    fn at(&self, at: usize) -> [TurnSide; 2] {
        let all = self.framing.len() - 1;
        [(0, at), (at, all)].map(|(from, to)| TurnSide {
            sentences: to - from,
            sourced: self.sourced[to] - self.sourced[from],
            framing: self.framing[to] - self.framing[from],
        })
    }

    /// Whether a reader would see the change: the sides differ in layers, and one reports.
    fn is_visible(&self, at: usize) -> bool {
        let [above, below] = self.at(at);
        let shares = [above, below].map(|side| side.share_framing().fraction());
        let reports_above = shares[0] < shares[1];
        (shares[0] - shares[1]).abs() >= DIFFERENCE
            && shares[0].max(shares[1]) >= FRAMING_SIDE
            && above.framing.max(below.framing) >= FRAMING
            && self.reports(if reports_above {
                (0, at)
            } else {
                (at, self.framing.len() - 1)
            })
    }

    /// Whether sentences read like reporting, and are not only unmarked.
    #[expect(
        clippy::cast_precision_loss,
        reason = "sums of some thousand values up to 10,000"
    )]
    fn reports(&self, (from, to): (usize, usize)) -> bool {
        let sum = self.evaluative[to] - self.evaluative[from];
        (sum as f64) < REPORTING_SIDE * 10_000.0 * (to - from) as f64
    }
}

/// The sum of the first so many values, from none to all.
fn sums<T: Copy + Default + std::ops::Add<Output = T>>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut sum = T::default();
    let mut sums = vec![sum];
    sums.extend(values.map(|value| {
        sum = sum + value;
        sum
    }));
    sums
}

/// Index of the heading right before a sentence.
fn heading_before(analysis: &Analysis, sentence: usize) -> Option<usize> {
    let before = sentence.checked_sub(1)?;
    analysis.sentences[before]
        .number
        .is_none()
        .then_some(before)
        .filter(|index| *index > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::testing::titled;
    use crate::model::{Role, Settings};

    const REPORT: [&str; 6] = [
        "The council of Lundby voted 14 to 9 on Monday to close the ice rink in May.",
        "The rink costs 2.1 million crowns a year, according to the treasurer, Per Strand.",
        "About 300 children skate there each week, the skating club said.",
        "Mayor Ida Krogh said the money would go to the library.",
        "The rink was opened in 1974.",
        "A second vote is planned for 12 March.",
    ];
    const OPINION: [&str; 6] = [
        "This shameful decision is a slap in the face of every family in the town.",
        "The arrogance of the council is breathtaking, and its excuses are pathetic.",
        "Of course nobody bothered to ask the children, because cowards never do.",
        "It is a disgrace, plain and simple, and a betrayal of everything Lundby stood for.",
        "Only a fool could believe that this reckless vandalism will save a single crown.",
        "The hypocrites in the town hall should hang their heads in shame.",
    ];
    const COLUMN: [&str; 4] = [
        "What a miserable farce this council has become, year after shameless year.",
        "Its members are hopeless cowards who worship their own ridiculous plans.",
        "Nobody sane could defend this idiotic and disgraceful nonsense.",
        "Shame on every one of these pompous fools and their pathetic excuses.",
    ];

    /// A turn in an article of these paragraphs; a line that begins with `#` is a heading.
    fn found(paragraphs: &[&str]) -> Option<Turn> {
        let mut article = titled("Lundby closes its ice rink", paragraphs);
        for (paragraph, line) in article.paragraphs[1..].iter_mut().zip(paragraphs) {
            if line.starts_with('#') {
                paragraph.role = Role::Subheading;
            }
        }
        analyse(&article, &Settings::default()).turn
    }

    #[test]
    fn a_flat_report_has_no_turn_whatever_its_headings() {
        assert_eq!(found(&REPORT), None);
        let mut headed = REPORT.to_vec();
        headed.insert(3, "# A shameful farce");
        assert_eq!(found(&headed), None);
    }

    #[test]
    fn a_flat_column_has_no_turn_whatever_its_headings() {
        let mut column = [&OPINION[..], &COLUMN[..]].concat();
        assert_eq!(found(&column), None);
        column.insert(5, "# The facts");
        assert_eq!(found(&column), None);
    }

    #[test]
    fn a_report_that_becomes_an_opinion_turns_there_with_and_without_a_heading() {
        let plain = [&REPORT[..], &OPINION[..]].concat();
        let turn = found(&plain).unwrap();
        assert_eq!((turn.sentence, turn.heading), (7, None));
        assert_eq!(turn.direction, Direction::IntoFraming);
        assert!(turn.chance.fraction() <= CHANCE);
        let headed = [&REPORT[..], &["# A town on thin ice"], &OPINION[..]].concat();
        let turn = found(&headed).unwrap();
        assert_eq!(turn.sentence, 7);
        assert!(turn.heading.is_some());
    }

    #[test]
    fn an_opinion_that_becomes_a_report_turns_the_other_way() {
        let turn = found(&[&OPINION[..], &REPORT[..]].concat()).unwrap();
        assert_eq!(turn.sentence, 7);
        assert_eq!(turn.direction, Direction::IntoReporting);
    }

    #[test]
    fn a_single_angry_sentence_makes_no_turn() {
        let mut report = REPORT.to_vec();
        report.push(OPINION[0]);
        assert_eq!(found(&report), None);
    }

    #[test]
    fn the_boundary_that_parts_high_from_low_is_the_sharpest() {
        let values = [1, 2, 1, 2, 1, 9, 8, 9].map(|value| value * 1_000);
        let sharpest = sharpness(&values).max_by(|one, other| one.1.total_cmp(&other.1));
        let (at, sharp) = sharpest.unwrap();
        assert_eq!(at, 5);
        assert!(chance(&values, sharp) <= CHANCE);
        assert_eq!(
            chance(&values, sharp).to_bits(),
            chance(&values, sharp).to_bits(),
            "the orders are always the same"
        );
    }

    #[test]
    fn values_that_come_and_go_part_nowhere() {
        let values = [9, 1, 8, 2, 9, 1, 2, 8, 1, 9].map(|value| value * 1_000);
        let sharp = sharpness(&values)
            .map(|(_, sharp)| sharp)
            .fold(0.0, f64::max);
        assert!(chance(&values, sharp) > CHANCE);
        let even = [3_000; 12];
        assert!(chance(&even, 0.0) > CHANCE);
    }
}
