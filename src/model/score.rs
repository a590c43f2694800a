//! Numbers that stay equal from run to run: whole steps instead of floating point.

use serde::{Deserialize, Serialize};

/// A probability in basis points, 0 to 10,000.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Confidence(u16);

/// A probability in three steps, as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Below 0.5.
    Low,
    /// From 0.5.
    Medium,
    /// From 0.75.
    High,
}

impl Level {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl Confidence {
    /// From a fraction; values outside 0 to 1 are clamped, not-a-number is 0.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=10,000 just before"
    )]
    pub fn from_fraction(fraction: f64) -> Self {
        Self((fraction.clamp(0.0, 1.0) * 10_000.0).round() as u16)
    }

    /// As a fraction, 0 to 1.
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// In basis points.
    pub fn basis_points(self) -> u16 {
        self.0
    }

    /// In three steps.
    pub fn level(self) -> Level {
        match self.0 {
            0..5_000 => Level::Low,
            5_000..7_500 => Level::Medium,
            _ => Level::High,
        }
    }
}

/// A share of a whole in basis points, 0 to 10,000.
pub type Share = Confidence;

/// Sentiment from −10,000 (most negative) to 10,000: VADER's compound score, whose
/// four decimals fit exactly.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Sentiment(i16);

impl Sentiment {
    /// From a compound score; values outside −1 to 1 are clamped, not-a-number is 0.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to ±10,000 just before"
    )]
    pub fn from_compound(compound: f64) -> Self {
        Self((compound.clamp(-1.0, 1.0) * 10_000.0).round() as i16)
    }

    /// As a compound score, −1 to 1.
    pub fn compound(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// At or above 0.05, the threshold of VADER's authors.
    pub fn is_positive(self) -> bool {
        self.0 >= 500
    }

    /// At or below −0.05.
    pub fn is_negative(self) -> bool {
        self.0 <= -500
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_survive_the_way_there_and_back() {
        for step in 0..=10_000_u16 {
            assert_eq!(
                Confidence::from_fraction(Confidence(step).fraction()),
                Confidence(step)
            );
        }
        assert!((Sentiment::from_compound(-0.4215).compound() + 0.4215).abs() < 1e-12);
        assert_eq!(Confidence::from_fraction(f64::NAN), Confidence(0));
    }
}
