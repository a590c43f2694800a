//! Identities: explicit types, so that an article can never be mistaken for a number.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One article, by its content: the same bytes are the same article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u64);

impl ArticleId {
    /// The identity of an article imported from these bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(hash64(bytes))
    }
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

/// How often an article's text was corrected since import.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Revision(pub u32);

/// A detector's stable name, as in exports: `loaded_language`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DetectorId(pub &'static str);

/// Identity of a finding that survives re-analysis: a hash of the detector, the
/// marked words in normal form and their neighbours, never of a position, a
/// score or the wording of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FindingKey(pub u64);

impl FindingKey {
    /// The key of a finding of `detector` on `words`, with the words before and after.
    pub fn new(detector: DetectorId, before: &str, words: &str, after: &str) -> Self {
        let joined = [detector.0, before, words, after].join("\u{1f}");
        Self(hash64(joined.to_lowercase().as_bytes()))
    }
}

impl std::fmt::Display for FindingKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

pub(super) fn hash64(bytes: &[u8]) -> u64 {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(8)
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// SHA-256 of some bytes, as lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            if write!(hex, "{byte:02x}").is_err() {
                unreachable!("writing to a string cannot fail");
            }
            hex
        })
}
