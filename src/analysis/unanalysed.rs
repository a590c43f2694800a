//! Why an article has no analysis.

use crate::model::bounds::{SENTENCES, WORDS, grouped};

/// Why an article was not analysed. Each message says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unanalysed {
    /// Nobody waits for it any more.
    #[error("This analysis was given up before its end. Try again to have it.")]
    GivenUp,
    /// More words than any article has.
    #[error(
        "This text has {} words, more than the limit of {}; it is not one article. Cut it into shorter articles and open those.",
        grouped(*.0),
        grouped(WORDS)
    )]
    TooManyWords(usize),
    /// More sentences than any article has.
    #[error(
        "This text has more than {} sentences, which is the limit; it is not one article. Cut it into shorter articles and open those.",
        grouped(SENTENCES)
    )]
    TooManySentences,
}
