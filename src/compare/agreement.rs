//! How far two coders agree: percent agreement, Cohen's kappa, Krippendorff's alpha.
//!
//! All measures are for nominal codes over stated units. A unit that one coder has left out
//! counts for nothing, and how many did is part of the result.
//!
//! With `p(c, k)` the share of units that the first coder gave `c` and the second `k`:
//!
//! - percent agreement: `A = Σ p(c, c)`
//! - Cohen's kappa: `κ = (A − E) / (1 − E)`, `E = Σ p(c, ·) · p(·, c)` (Cohen 1960,
//!   *Educational and Psychological Measurement* 20, 37–46)
//! - Krippendorff's alpha, nominal: `α = 1 − Dₒ / Dₑ` over the coincidences `o(c, k)` of the
//!   values within units: each unit with `m ≥ 2` values adds `1 / (m − 1)` for every ordered
//!   pair of its values; with `n(c) = Σ o(c, k)` and `n = Σ n(c)`,
//!   `Dₒ = Σ o(c, k≠c) / n` and `Dₑ = Σ n(c) · n(k≠c) / (n (n − 1))` (Krippendorff 2011,
//!   *Computing Krippendorff's Alpha-Reliability*)
//! - the interval of alpha by resampling units with replacement, from the 2.5th to the 97.5th
//!   percentile, always from the same seed
//!
//! Where everybody gives one and the same code, nothing could have been disagreed about:
//! kappa and alpha are not defined then, and are not called perfect.

use std::collections::BTreeMap;

/// Resamplings behind an interval.
pub const RESAMPLED: usize = 2_000;

/// Units from which on coefficients are worth a look: with fewer, one unit more or less alike
/// moves even the plain share by more than a tenth.
pub const FEWEST: usize = 10;

/// Where resampling begins, so that the same codings give the same interval.
const SEED: u64 = 0x5EED_0F51_A971_3500;

/// How far two coders agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Units that both have coded.
    pub units: usize,
    /// Units to which both have given the same code.
    pub same: usize,
    /// Units left out, because one of them has not coded them.
    pub left_out: usize,
    /// Share of units with the same code, 0 to 1; `None` without units.
    pub percent: Option<f64>,
    /// Cohen's kappa, −1 to 1; `None` where it is not defined.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha, at most 1; `None` where it is not defined.
    pub alpha: Option<f64>,
    /// The 95 % interval of alpha; `None` where alpha or too many resamplings are undefined.
    pub interval: Option<(f64, f64)>,
}

impl Agreement {
    /// Whether there are units enough for the coefficients to say anything.
    pub fn is_enough(&self) -> bool {
        self.units >= FEWEST
    }
}

/// Holds two codings of the same units against each other; `None` is not coded.
pub fn agreement<C: Ord + Copy>(units: &[(Option<C>, Option<C>)]) -> Agreement {
    let coded: Vec<(C, C)> = units
        .iter()
        .filter_map(|(one, other)| (*one).zip(*other))
        .collect();
    let values: Vec<Vec<C>> = coded
        .iter()
        .map(|(one, other)| vec![*one, *other])
        .collect();
    Agreement {
        units: coded.len(),
        same: same(&coded),
        left_out: units.len() - coded.len(),
        percent: percent(&coded),
        kappa: kappa(&coded),
        alpha: alpha(&values),
        interval: interval(&values),
    }
}

/// Share of units with the same code; `None` without units.
pub fn percent<C: Eq>(units: &[(C, C)]) -> Option<f64> {
    (!units.is_empty()).then(|| real(same(units)) / real(units.len()))
}

fn same<C: Eq>(units: &[(C, C)]) -> usize {
    units.iter().filter(|(one, other)| one == other).count()
}

/// Cohen's kappa; `None` without units, or where both gave one and the same code throughout.
pub fn kappa<C: Ord + Copy>(units: &[(C, C)]) -> Option<f64> {
    let agreed = percent(units)?;
    let mut margins: BTreeMap<C, (usize, usize)> = BTreeMap::new();
    for (one, other) in units {
        margins.entry(*one).or_default().0 += 1;
        margins.entry(*other).or_default().1 += 1;
    }
    let squared = real(units.len()) * real(units.len());
    let by_chance = margins
        .values()
        .map(|(one, other)| real(*one) * real(*other))
        .sum::<f64>()
        / squared;
    (margins.len() > 1).then(|| (agreed - by_chance) / (1.0 - by_chance))
}

/// Krippendorff's alpha for nominal codes: the values of each unit, by any number of coders.
/// `None` where fewer than two different codes were given in units with two values or more.
pub fn alpha<C: Ord + Copy>(units: &[Vec<C>]) -> Option<f64> {
    let counts = counted(units);
    alpha_of(counts.iter().map(|unit| (unit, 1)))
}

/// The values of one unit: how often each code, by its number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Counted(Vec<usize>);

fn counted<C: Ord + Copy>(units: &[Vec<C>]) -> Vec<Counted> {
    let codes: BTreeMap<C, usize> = units.iter().flatten().map(|code| (*code, 0)).collect();
    let codes: BTreeMap<C, usize> = codes.into_keys().zip(0..).collect();
    units
        .iter()
        .filter(|values| values.len() >= 2)
        .map(|values| {
            let mut counts = vec![0; codes.len()];
            for value in values {
                counts[codes[value]] += 1;
            }
            Counted(counts)
        })
        .collect()
}

/// Alpha of units of these kinds, each as often as the number beside it says.
fn alpha_of<'u>(units: impl Iterator<Item = (&'u Counted, usize)>) -> Option<f64> {
    let mut totals: Vec<usize> = Vec::new();
    // n · Dₒ: ordered pairs of different values in a unit, each unit weighed by its size.
    let mut observed = 0.0;
    for (Counted(counts), times) in units {
        totals.resize(counts.len().max(totals.len()), 0);
        let size: usize = counts.iter().sum();
        let same: usize = counts.iter().map(|count| count * count).sum();
        observed += real(times * (size * size - same)) / real(size - 1);
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += times * count;
        }
    }
    let all: usize = totals.iter().sum();
    let same: usize = totals.iter().map(|total| total * total).sum();
    let expected = real(all * all - same) / real(all.checked_sub(1).filter(|rest| *rest > 0)?);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// The 95 % interval of alpha by resampling units.
///
/// A resampling in which everybody gives one code has no alpha; it is left out, and where
/// that happens to more than one in twenty there is no interval to speak of.
fn interval<C: Ord + Copy>(units: &[Vec<C>]) -> Option<(f64, f64)> {
    let counts = counted(units);
    alpha_of(counts.iter().map(|unit| (unit, 1)))?;
    // Few kinds of units stand behind many: a resampling only counts how often it drew each.
    let kinds: BTreeMap<&Counted, usize> = counts.iter().map(|unit| (unit, 0)).collect();
    let kinds: BTreeMap<&Counted, usize> = kinds.into_keys().zip(0..).collect();
    let kind_of: Vec<usize> = counts.iter().map(|unit| kinds[unit]).collect();
    let mut random = Random(SEED);
    let mut drawn = vec![0; kinds.len()];
    let mut found: Vec<f64> = (0..RESAMPLED)
        .filter_map(|_| {
            drawn.fill(0);
            for _ in 0..kind_of.len() {
                drawn[kind_of[random.below(kind_of.len())]] += 1;
            }
            alpha_of(kinds.keys().copied().zip(drawn.iter().copied()))
        })
        .collect();
    if found.len() * 20 < RESAMPLED * 19 {
        return None;
    }
    found.sort_by(f64::total_cmp);
    let at = |thousandths: usize| found[(found.len() - 1) * thousandths / 1_000];
    Some((at(25), at(975)))
}

/// `SplitMix64` (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next()) * bound as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of units and of pairs of them are far below 2^52"
)]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!(
            (found - expected).abs() < 0.000_05,
            "{found} is not {expected}"
        );
    }

    /// A table of two coders as pairs: `table[i][j]` units with codes `i` and `j`.
    fn pairs<const N: usize>(table: [[usize; N]; N]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (one, row) in table.iter().enumerate() {
            for (other, count) in row.iter().enumerate() {
                pairs.extend(std::iter::repeat_n((one, other), *count));
            }
        }
        pairs
    }

    /// One row a coder, one column a unit; a star is not coded.
    fn units(rows: &[&str]) -> Vec<Vec<char>> {
        let rows: Vec<Vec<char>> = rows
            .iter()
            .map(|row| row.chars().filter(|code| *code != ' ').collect())
            .collect();
        (0..rows[0].len())
            .map(|unit| {
                let values = rows.iter().map(|row| row[unit]);
                values.filter(|code| *code != '*').collect()
            })
            .collect()
    }

    #[test]
    fn kappa_is_that_of_cohens_own_example() {
        // Cohen (1960), table 1: proportions of 200 diagnoses by two judges; κ = .492.
        let table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]];
        let units = pairs(table);
        close(percent(&units), 0.7);
        close(kappa(&units), 0.4915);
    }

    #[test]
    fn kappa_is_that_of_fleiss_levin_and_paik() {
        // Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions,
        // table 18.1: 100 diagnoses by two raters; κ = .68.
        let table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]];
        let units = pairs(table);
        close(percent(&units), 0.89);
        close(kappa(&units), 0.6765);
    }

    #[test]
    fn equal_percentages_have_different_kappas() {
        // Both have 60 of 100 alike; what chance would give differs.
        close(kappa(&pairs([[45, 15], [25, 15]])), 0.1304);
        close(kappa(&pairs([[25, 35], [5, 35]])), 0.2593);
    }

    #[test]
    fn alpha_is_that_of_krippendorffs_binary_example() {
        // Krippendorff (2011), section A: two observers, ten units; α = 0.095.
        let units = units(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
        close(alpha(&units), 0.0952);
    }

    #[test]
    fn alpha_is_that_of_krippendorffs_nominal_example() {
        // Krippendorff (2011), section B: two observers, twelve units; α = 0.692.
        let units = units(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"]);
        close(alpha(&units), 0.6920);
    }

    #[test]
    fn alpha_is_that_of_krippendorffs_example_with_missing_codes() {
        // Krippendorff (2011), section C: four observers, twelve units, some not coded by
        // all, the last by one alone; α = 0.743.
        let units = units(&[
            "1 2 3 3 2 1 4 1 2 * * *",
            "1 2 3 3 2 2 4 1 2 5 * 3",
            "* 3 3 3 2 3 4 2 2 5 1 *",
            "1 2 3 3 2 4 4 1 2 5 1 *",
        ]);
        close(alpha(&units), 0.7434);
    }

    #[test]
    fn alpha_is_that_of_three_coders_who_each_leave_units_out() {
        // The computational example that Krippendorff's work is most often taught with (among
        // others in the encyclopedia article on the coefficient): three coders, fifteen
        // units; α = 0.691 nominal.
        let units = units(&[
            "* * * * * 3 4 1 2 1 1 3 3 * 3",
            "1 * 2 1 3 3 4 3 * * * * * * *",
            "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
        ]);
        close(alpha(&units), 0.6914);
    }

    #[test]
    fn what_could_not_be_disagreed_about_has_no_kappa_and_no_alpha() {
        let all_alike = vec![(Some(1), Some(1)); 20];
        let found = agreement(&all_alike);
        assert_eq!(found.percent, Some(1.0));
        assert_eq!(
            (found.kappa, found.alpha, found.interval),
            (None, None, None)
        );
        let nothing: [(Option<u8>, Option<u8>); 0] = [];
        assert_eq!(agreement(&nothing).percent, None);
        assert_eq!(alpha::<u8>(&[vec![1]]), None);
    }

    #[test]
    fn units_that_one_has_not_coded_are_counted_and_left_out() {
        let found = agreement(&[
            (Some(1), Some(1)),
            (Some(2), None),
            (None, Some(1)),
            (Some(2), Some(2)),
            (None, None),
        ]);
        assert_eq!((found.units, found.left_out), (2, 3));
        assert_eq!(found.kappa, Some(1.0));
        assert_eq!(found.alpha, Some(1.0));
    }

    #[test]
    fn the_interval_holds_alpha_narrows_with_more_units_and_is_always_the_same() {
        let few: Vec<_> = pairs([[30, 6], [4, 10]])
            .into_iter()
            .map(|(one, other)| (Some(one), Some(other)))
            .collect();
        let many: Vec<_> = few.iter().copied().cycle().take(few.len() * 16).collect();
        let (small, large) = (agreement(&few), agreement(&many));
        assert_eq!(small, agreement(&few));
        let width = |found: &Agreement| {
            let (low, high) = found.interval.unwrap();
            let alpha = found.alpha.unwrap();
            assert!(low < alpha && alpha < high, "{found:?}");
            high - low
        };
        // Sixteen times as many units: a quarter of the width.
        let ratio = width(&small) / width(&large);
        assert!((3.0..5.0).contains(&ratio), "{ratio}");
    }

    #[test]
    fn who_comes_first_does_not_matter() {
        let table = pairs([[20, 5, 3], [2, 11, 4], [1, 7, 6]]);
        let turned: Vec<_> = table.iter().map(|(one, other)| (*other, *one)).collect();
        close(kappa(&turned), kappa(&table).unwrap());
    }
}
