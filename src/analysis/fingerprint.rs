//! The engine's fingerprint: one name for everything that its answers depend on.
//!
//! It stands for the content of all lists and weights (without their comments), the network,
//! and the engine's answers, with and without the network, on a fixed set of own articles.
//! `tests/tests/fingerprint.rs` computes it and fails where the one that is kept is out of
//! date; a running program only reads it.

/// Where a test keeps it.
const FILE: &str = include_str!("../../assets/engine.txt");

/// How every fingerprint begins.
const KIND: &str = "sha256:";

/// How many digits tell two engines apart for a reader.
const SHORT: usize = 12;

/// The fingerprint of this program's engine: `sha256:…`.
pub fn fingerprint() -> &'static str {
    let kept = FILE.lines().find(|line| line.starts_with(KIND));
    // A damaged file names no engine; the test finds that before a reader does.
    kept.map_or(KIND, str::trim)
}

/// A fingerprint for where there is little room: its first twelve digits. What is none stays.
pub fn short(fingerprint: &str) -> &str {
    let digits = fingerprint.strip_prefix(KIND);
    digits.map_or(fingerprint, |digits| digits.get(..SHORT).unwrap_or(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_knows_its_fingerprint_and_a_short_form_of_it() {
        let digits = fingerprint().strip_prefix(KIND).unwrap();
        assert_eq!(digits.len(), 64);
        assert!(digits.chars().all(|digit| digit.is_ascii_hexdigit()));
        assert_eq!(short(fingerprint()), &digits[..SHORT]);
        assert_eq!(short("sha256:é"), "é");
        assert_eq!(short("older than fingerprints"), "older than fingerprints");
    }
}
