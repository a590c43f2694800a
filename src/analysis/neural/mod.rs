//! The small language model inside the program.
//!
//! 1. [`Tokenizer`] cuts a text into word pieces.
//! 2. The network, an ONNX file run by `rten`, gives numbers for a sentence and for each
//!    of its pieces.
//! 3. [`Model`] puts both together: a [`Reading`] of a sentence, the tone toward a target.
//!
//! The numbers are logits; making probabilities of them belongs to the steps that judge.
//! Every text goes through the network alone. The weights are 8-bit integers and a layer's
//! input is scaled by its largest value, so that texts that share a batch change each
//! other's numbers: the same sentence would be judged differently in another article.

mod embedded;
mod error;
mod model;
mod network;
mod tokenizer;
mod windows;

#[cfg(test)]
mod tests;

pub use error::ModelError;
pub use model::{Model, Reading, probabilities};
pub use tokenizer::{Piece, Tokenizer};
