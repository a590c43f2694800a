//! How far observers agree on where something begins and ends: Krippendorff's alpha for
//! unitizing, `αᵤ`.
//!
//! This is the coefficient of Krippendorff (1995, *Sociological Methodology* 25, 47–76; 2004,
//! *Content Analysis*, 2nd edition, 251–256), for one code at a time. `m` observers cut one
//! continuum of length `L` into sections `⟨b, l, v⟩`: where a section begins, how long it is,
//! and whether it is a unit of the code (`v = 1`) or a gap between units (`v = 0`). It is not
//! the family of 2016 (`cuα`, `(k)uα`), which counts lengths of intersections.
//!
//! Two sections of different observers differ by
//!
//! - `(b₁ − b₂)² + (b₁ + l₁ − b₂ − l₂)²` where both are units and overlap,
//! - `l²` where one is a unit of length `l` that lies wholly in a gap of the other,
//! - 0 otherwise.
//!
//! With the sum of these over all ordered pairs of observers as `Σδ²`, the `N` units of all
//! observers together and all their gaps:
//!
//! - `Dₒ = Σδ² / (m (m − 1) L²)`
//! - `Dₑ = (2 / L) Σ over units [ (N − 1) / 3 · (2l³ − 3l² + l) + l² · Σ over gaps as long as
//!   the unit or longer (gap − l + 1) ] / ( mL (mL − 1) − Σ over units l (l − 1) )`
//! - `αᵤ = 1 − Dₒ / Dₑ`

use crate::text::Span;

/// Krippendorff's alpha for unitizing: what each observer marked, on a continuum from 0 to
/// `length`. Each observer's units are in order and do not overlap; one length and place unit
/// throughout, such as code points.
///
/// `None` where there is nothing that could be disagreed about: fewer than two observers, or
/// nothing marked by anybody.
pub fn alpha(observers: &[Vec<Span>], length: usize) -> Option<f64> {
    let expected = expected(observers, length)?;
    Some(1.0 - observed(observers, length) / expected)
}

/// `Dₒ`: what the observers' sections differ by.
fn observed(observers: &[Vec<Span>], length: usize) -> f64 {
    let count = observers.len();
    let mut differences = 0.0;
    for (index, one) in observers.iter().enumerate() {
        for other in &observers[index + 1..] {
            differences += units_apart(one, other);
            differences += in_gaps(one, &gaps(other, length));
            differences += in_gaps(other, &gaps(one, length));
        }
    }
    let pairs = real(count * (count - 1)) * square(length);
    // Every pair of observers counts in either order.
    2.0 * differences / pairs
}

/// `Dₑ`: what sections of these lengths would differ by wherever they lay.
fn expected(observers: &[Vec<Span>], length: usize) -> Option<f64> {
    let units = || observers.iter().flatten().map(|unit| unit.len());
    let gaps: Vec<usize> = observers
        .iter()
        .flat_map(|units| gaps(units, length))
        .map(Span::len)
        .collect();
    let others = real(units().count().checked_sub(1)?);
    let mut sum = 0.0;
    let mut within = 0.0;
    for unit in units() {
        let size = real(unit);
        let among_units = others / 3.0 * (2.0 * size.powi(3) - 3.0 * size.powi(2) + size);
        let places: f64 = gaps
            .iter()
            .filter(|gap| **gap >= unit)
            .map(|gap| real(gap - unit + 1))
            .sum();
        sum += among_units + size.powi(2) * places;
        within += size * (size - 1.0);
    }
    let whole = real(observers.len()) * real(length);
    let expected = 2.0 / real(length) * sum / (whole * (whole - 1.0) - within);
    (observers.len() > 1 && expected.is_finite() && expected > 0.0).then_some(expected)
}

/// Differences between units of two observers that overlap.
fn units_apart(one: &[Span], other: &[Span]) -> f64 {
    let mut differences = 0.0;
    let mut from = 0;
    for unit in one {
        from += other[from..]
            .iter()
            .take_while(|known| known.end() <= unit.start())
            .count();
        for known in &other[from..] {
            if known.start() >= unit.end() {
                break;
            }
            differences += square(unit.start().abs_diff(known.start()));
            differences += square(unit.end().abs_diff(known.end()));
        }
    }
    differences
}

/// Differences between one observer's units and the gaps of another that hold them.
fn in_gaps(units: &[Span], gaps: &[Span]) -> f64 {
    units
        .iter()
        .filter(|unit| {
            let after = gaps.partition_point(|gap| gap.start() <= unit.start());
            after > 0 && gaps[after - 1].contains(**unit)
        })
        .map(|unit| square(unit.len()))
        .sum()
}

/// What lies between an observer's units.
fn gaps(units: &[Span], length: usize) -> Vec<Span> {
    let ends = std::iter::once(0).chain(units.iter().map(|unit| unit.end()));
    let starts = units.iter().map(|unit| unit.start()).chain([length]);
    ends.zip(starts)
        .filter(|(end, start)| end < start)
        .map(|(end, start)| Span::new(end, start))
        .collect()
}

fn square(length: usize) -> f64 {
    real(length).powi(2)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "lengths of texts are far below 2^52"
)]
fn real(length: usize) -> f64 {
    length as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units by where they begin and how long they are.
    fn units(places: &[(usize, usize)]) -> Vec<Span> {
        let span = |(begin, length): &(usize, usize)| Span::new(*begin, begin + length);
        places.iter().map(span).collect()
    }

    fn close(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 0.000_05,
            "{found} is not {expected}"
        );
    }

    /// Krippendorff (2004), page 254: two observers on a continuum of 300 from 150 on, here
    /// from 0 on.
    const LENGTH: usize = 300;

    fn code_c() -> [Vec<Span>; 2] {
        [
            units(&[(75, 70), (220, 30)]),
            units(&[(70, 80), (205, 20), (250, 20)]),
        ]
    }

    fn code_k() -> [Vec<Span>; 2] {
        [units(&[(30, 60), (150, 50)]), units(&[(30, 60), (150, 50)])]
    }

    #[test]
    fn alpha_is_that_of_krippendorffs_example_where_observers_differ() {
        // 75 to 145 against 70 to 150: 5² + 5² = 50; 220 to 250 against 205 to 225:
        // 15² + 25² = 850; 250 to 270 lies in the gap from 250 to 300: 20² = 400.
        // Dₒ = 2 · 1,300 / (2 · 300²) = .0144; he gives Dₑ = .0532 and α = .7286.
        close(observed(&code_c(), LENGTH), 0.0144);
        // Σ over the units 70, 30, 80, 20, 20 with N − 1 = 4 and the gaps 75, 75, 50, 70, 55,
        // 25, 30: 2 / 300 · Σ = 18,447.7333; 600 · 599 − Σ l (l − 1) = 346,620.
        close(
            expected(&code_c(), LENGTH).unwrap(),
            18_447.733_3 / 346_620.0,
        );
        close(expected(&code_c(), LENGTH).unwrap(), 0.0532);
        close(alpha(&code_c(), LENGTH).unwrap(), 0.7286);
    }

    #[test]
    fn alpha_is_that_of_krippendorffs_example_where_observers_agree() {
        // The same page, code k: Dₒ = 0, Dₑ = .0490, α = 1.
        close(observed(&code_k(), LENGTH), 0.0);
        close(expected(&code_k(), LENGTH).unwrap(), 0.0490);
        close(alpha(&code_k(), LENGTH).unwrap(), 1.0);
    }

    #[test]
    fn a_unit_that_touches_another_without_overlap_differs_by_its_square() {
        // One marks 0 to 3 of 10, the other 3 to 6. Each unit lies wholly in a gap of the
        // other: Dₒ = 2 · (3² + 3²) / (2 · 1 · 100) = .18.
        // Gaps: 3 to 10 (7), 0 to 3 (3), 6 to 10 (4). For each of the two units
        // (2 − 1) / 3 · (54 − 27 + 3) + 9 · (5 + 1 + 2) = 10 + 72 = 82.
        // Dₑ = 2 / 10 · 164 / (20 · 19 − 12) = 32.8 / 368 = .0891; α = 1 − .18 / .0891.
        let observers = [units(&[(0, 3)]), units(&[(3, 3)])];
        close(observed(&observers, 10), 0.18);
        close(expected(&observers, 10).unwrap(), 32.8 / 368.0);
        close(alpha(&observers, 10).unwrap(), -1.0195);
    }

    #[test]
    fn where_nobody_marks_there_is_nothing_to_agree_on() {
        assert_eq!(alpha(&[Vec::new(), Vec::new()], 100), None);
        assert_eq!(alpha(&[units(&[(0, 5)])], 100), None);
        assert_eq!(alpha(&[], 0), None);
        // Both mark the whole continuum: no other place could have been marked, and they
        // differ nowhere.
        let whole = [units(&[(0, 10)]), units(&[(0, 10)])];
        close(alpha(&whole, 10).unwrap(), 1.0);
    }

    #[test]
    fn who_comes_first_does_not_matter() {
        let [one, other] = code_c();
        let turned = [other, one];
        assert_eq!(alpha(&turned, LENGTH), alpha(&code_c(), LENGTH));
    }
}
