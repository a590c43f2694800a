//! Words of one sentence laid beside those of another by what they mean.
//!
//! The measure is `BERTScore` (Zhang et al. 2020) with the weights of words: each word goes to
//! the word of the other sentence that means most nearly the same, and the mean is weighed.

/// How well the words of the first are found in the second, and the other way round; −1 to 1.
pub(super) fn aligned(one: &[(&[f32], f32)], other: &[(&[f32], f32)]) -> [f32; 2] {
    if one.is_empty() || other.is_empty() {
        return [0.0; 2];
    }
    let mut columns = vec![-1.0_f32; other.len()];
    let mut found = 0.0;
    for (row, weight) in one {
        let mut best = -1.0_f32;
        for ((column, _), known) in other.iter().zip(&mut columns) {
            let like = dot(row, column);
            best = best.max(like);
            *known = known.max(like);
        }
        found += weight * best;
    }
    let sum = |words: &[(&[f32], f32)]| words.iter().map(|(_, weight)| weight).sum::<f32>();
    let back: f32 = other
        .iter()
        .zip(&columns)
        .map(|((_, weight), best)| weight * best)
        .sum();
    [found / sum(one).max(1e-6), back / sum(other).max(1e-6)]
}

/// Sum of products, several side by side.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    const LANES: usize = 16;
    let mut sums = [0.0_f32; LANES];
    let (ones, rest) = one.as_chunks::<LANES>();
    let (others, other_rest) = other.as_chunks::<LANES>();
    for (one, other) in ones.iter().zip(others) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    let rest: f32 = rest.iter().zip(other_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alignment_is_that_of_a_hand_calculation() {
        let (east, north, between) = ([1.0, 0.0], [0.0, 1.0], [0.6, 0.8]);
        let one = [(&east[..], 3.0), (&north[..], 1.0)];
        let other = [(&between[..], 2.0)];
        let [there, back] = aligned(&one, &other);
        // (3 · 0.6 + 1 · 0.8) / 4, and 0.8 alone.
        assert!((there - 0.65).abs() < 1e-6, "{there}");
        assert!((back - 0.8).abs() < 1e-6, "{back}");
        assert!(aligned(&one, &[]).iter().all(|part| part.abs() < 1e-9));
    }

    #[test]
    fn a_sum_of_products_has_no_remainder_lost() {
        let numbers: Vec<f32> = (0..37_u8).map(f32::from).collect();
        let expected: f32 = (0..37_u16).map(|n| f32::from(n * n)).sum();
        assert!((dot(&numbers, &numbers) - expected).abs() < 0.5);
    }
}
