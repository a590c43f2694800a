//! The small language model inside the program.
//!
//! 1. [`Tokenizer`] cuts a text into word pieces.
//! 2. The network, the package `encoder`, gives numbers for a sentence and for each of its
//!    pieces; its weights are an ONNX file.
//! 3. [`Model`] puts both together: a [`Reading`] of a sentence, the tone toward a target.
//!
//! The numbers are logits; making probabilities of them belongs to the steps that judge.
//! Several texts are computed together, and each is answered as if it were alone.

mod embedded;
mod error;
mod model;
mod states;
mod tokenizer;
mod windows;

#[cfg(test)]
mod tests;

pub use error::ModelError;
pub use model::{Asked, Brought, Model, Reading, Word, not_factual, probabilities};
pub use states::WordStates;
pub use tokenizer::{Piece, Tokenizer};
