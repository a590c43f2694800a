//! The arithmetic of Slantwise's language model: word pieces in, logits out.
//!
//! A package of its own only so that a debug build computes with all optimisation.
//!
//! 1. `weights` finds the numbers in an ONNX file.
//! 2. `kernels` are the inner loops, over many numbers at a time.
//! 3. `layers` are the building blocks: matrices, attention, normalisation.
//! 4. `network` puts them together and hands texts through, several at a time.
//!
//! The weights are bytes, and so are the numbers between two layers, with a scale for each
//! text. Texts share a matrix, not a scale: an answer depends on nothing but its text.

mod kernels;
mod layers;
mod network;
mod weights;

pub use network::{Answer, KINDS, Network, Text, WIDTH};

/// Why the network cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file is cut off or something else, or computes no numbers.
    #[error("the file is damaged")]
    Damaged,
    /// The file is sound, but has other weights: the name of the first that is missing.
    #[error("the file has no “{0}”")]
    OtherVersion(String),
    /// A text could not be computed.
    #[error("{0}")]
    Run(String),
}
