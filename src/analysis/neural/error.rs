//! Why the model cannot be used.

/// Why the model cannot be used; the analysis goes on by rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file is cut off, changed, or something else altogether.
    #[error(
        "The language model inside the program is damaged, so sentences are judged by rules alone. Installing the program again repairs it."
    )]
    Damaged,
    /// The file is sound, but made for another version of the program.
    #[error(
        "The language model was made for another version of the program (it has no “{0}”), so sentences are judged by rules alone. Installing the program again repairs it."
    )]
    OtherVersion(String),
    /// The list of word pieces does not belong to the model.
    #[error(
        "The language model's list of word pieces is damaged, so sentences are judged by rules alone. Installing the program again repairs it."
    )]
    Vocabulary,
    /// Nobody waits for it any more.
    #[error(
        "The language model was stopped before it had read everything. Try again to have it read."
    )]
    GivenUp,
    /// The model stopped while reading a text.
    #[error(
        "The language model could not read a sentence, so sentences are judged by rules alone. Please report it with the text that caused it. ({0})"
    )]
    Run(String),
}

impl From<slantwise_encoder::Error> for ModelError {
    fn from(error: slantwise_encoder::Error) -> Self {
        match error {
            slantwise_encoder::Error::Damaged => Self::Damaged,
            slantwise_encoder::Error::OtherVersion(missing) => Self::OtherVersion(missing),
            slantwise_encoder::Error::Run(reason) => Self::Run(reason),
        }
    }
}
