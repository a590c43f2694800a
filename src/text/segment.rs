//! Sentences.

use super::Span;

/// Splits one paragraph into sentences.
///
/// `within` is the paragraph in `text`. The spans returned are trimmed, in order,
/// do not overlap, and leave out only white space.
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let whole = within.trimmed(text);
    if whole.is_empty() {
        Vec::new()
    } else {
        vec![whole]
    }
}
