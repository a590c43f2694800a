//! The place where an article changes from reporting to framing, or back.

use serde::Serialize;

use super::{Confidence, Share};
use crate::text::Span;

/// Which way the register changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From reporting to framing.
    IntoFraming,
    /// From framing to reporting.
    IntoReporting,
}

/// The place where an article's register changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// Index of the first sentence below: the heading itself where there is one.
    pub sentence: usize,
    /// The heading there.
    pub heading: Option<Span>,
    /// Which way.
    pub direction: Direction,
    /// Before it.
    pub above: TurnSide,
    /// From it on.
    pub below: TurnSide,
    /// Share of the orders of the same sentences in which a boundary is as sharp.
    pub chance: Confidence,
}

/// Counts on one side of the turn; headings are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TurnSide {
    /// Sentences.
    pub sentences: usize,
    /// Sentences that name a source.
    pub sourced: usize,
    /// Sentences in the framing layer.
    pub framing: usize,
}

impl TurnSide {
    /// Share of sentences in the framing layer.
    pub fn share_framing(self) -> Share {
        #[expect(
            clippy::cast_precision_loss,
            reason = "sentence counts are far below 2^52"
        )]
        Share::from_fraction(self.framing as f64 / self.sentences.max(1) as f64)
    }
}
