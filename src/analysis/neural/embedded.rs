//! The model that is part of the program.

use std::sync::OnceLock;

use super::{Model, ModelError};
use crate::text::plain::VOCABULARY;

/// The network; `assets/model/README.md` says what it was trained on.
static NETWORK: &[u8] = include_bytes!("../../../assets/model/slantwise.onnx");
/// The network's SHA-256, so that damage is noticed instead of judging sentences.
static SHA256: &str = include_str!("../../../assets/model/slantwise.onnx.sha256");

impl Model {
    /// The model inside the program, loaded when it is first asked for.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn embedded() -> Result<&'static Self, ModelError> {
        static MODEL: OnceLock<Result<Model, ModelError>> = OnceLock::new();
        MODEL
            .get_or_init(|| Self::checked(NETWORK, VOCABULARY, SHA256))
            .as_ref()
            .map_err(Clone::clone)
    }
}
