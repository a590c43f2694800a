//! Bytes to characters: byte order mark, then NUL parity, then UTF-8, then what
//! a page says of itself, then a guess from letter statistics.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Characters, and how they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The encoding's standard name: `windows-1252`.
    pub encoding: &'static str,
}

/// How far into a file the evidence is looked for.
const HEAD: usize = 4096;

/// Decodes bytes; `None` where they are no text in any encoding.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some(decoded) = utf32(bytes) {
        return Some(decoded);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(with(encoding, bytes));
    }
    if let Some(encoding) = utf16_by_parity(bytes) {
        return Some(with(encoding, bytes));
    }
    if looks_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded {
            text: text.to_owned(),
            encoding: UTF_8.name(),
        });
    }
    if is_damaged_utf8(bytes) {
        return Some(with(UTF_8, bytes));
    }
    // A label that says UTF-8 was just disproved, so only others count.
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    Some(with(declared.unwrap_or_else(|| guessed(bytes)), bytes))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, used, _) = encoding.decode(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: used.name(),
    }
}

/// UTF-32 has byte order marks of its own; the little-endian one begins like UTF-16's.
fn utf32(bytes: &[u8]) -> Option<Decoded> {
    let (read, encoding): (fn([u8; 4]) -> u32, _) = match bytes.get(..4)? {
        [0xff, 0xfe, 0, 0] => (u32::from_le_bytes, "UTF-32LE"),
        [0, 0, 0xfe, 0xff] => (u32::from_be_bytes, "UTF-32BE"),
        _ => return None,
    };
    let (letters, _) = bytes.get(4..)?.as_chunks::<4>();
    let text = letters
        .iter()
        .map(|four| char::from_u32(read(*four)).unwrap_or('\u{fffd}'))
        .collect();
    Some(Decoded { text, encoding })
}

/// In UTF-16 without a mark, the high bytes of Latin letters are NUL: all at
/// even places (big end first) or all at odd ones.
fn utf16_by_parity(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes.get(..bytes.len().min(HEAD))?.as_chunks::<2>();
    if pairs.len() < 2 {
        return None;
    }
    let first = pairs.iter().filter(|[a, _]| *a == 0).count();
    let second = pairs.iter().filter(|[_, b]| *b == 0).count();
    let many = |count: usize| count * 10 >= pairs.len() * 4;
    let few = |count: usize| count * 20 <= pairs.len();
    if many(second) && few(first) {
        Some(UTF_16LE)
    } else if many(first) && few(second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// NUL, or more than a few control characters: no text in a one-byte encoding.
fn looks_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..HEAD * 16).unwrap_or(bytes);
    let controls = sample
        .iter()
        .filter(|byte| matches!(byte, 1..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    bytes.contains(&0) || controls * 50 > sample.len()
}

/// UTF-8 with a few broken places: cut off in the middle of a letter, or pasted together.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut broken = 0;
    let mut letters = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // Latin letters of a one-byte encoding almost never make valid UTF-8 by chance.
    letters > 4 * broken
}

/// The encoding that a web page names in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let at = head.windows(8).position(|part| part == b"charset=")? + 8;
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    Encoding::for_label(&label)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn a_byte_order_mark_is_obeyed_and_dropped() {
        assert_eq!(text(b"\xef\xbb\xbfFerry"), ("Ferry".into(), "UTF-8"));
        let wide: Vec<u8> = "\u{feff}Fährgeld"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(text(&wide), ("Fährgeld".into(), "UTF-16BE"));
    }

    #[test]
    fn wide_letters_without_a_mark_are_known_by_their_zeros() {
        let wide: Vec<u8> = "The ferry – on time"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&wide), ("The ferry – on time".into(), "UTF-16LE"));
    }

    #[test]
    fn four_byte_letters_are_read() {
        let wide: Vec<u8> = "\u{feff}Fähre"
            .chars()
            .flat_map(|letter| u32::from(letter).to_le_bytes())
            .collect();
        assert_eq!(text(&wide), ("Fähre".into(), "UTF-32LE"));
    }

    #[test]
    fn western_one_byte_letters_are_guessed() {
        let bytes = b"The caf\xe9 owner said \x93no comment\x94 \x96 twice.";
        assert_eq!(text(bytes).0, "The café owner said “no comment” – twice.");
    }

    #[test]
    fn a_page_that_wrongly_calls_itself_utf8_is_read_all_the_same() {
        let bytes = b"<meta charset=\"utf-8\"><p>Caf\xe9 owners said \x93no\x94 to the plan.";
        assert!(text(bytes).0.contains("Café owners said “no”"));
    }

    #[test]
    fn the_encoding_that_a_page_declares_is_used() {
        let bytes = b"<meta charset='iso-8859-2'><p>\xb3\xf3d\xbc";
        assert_eq!(text(bytes).1, "ISO-8859-2");
        assert!(text(bytes).0.ends_with("łódź"));
    }

    #[test]
    fn a_text_cut_off_in_a_letter_keeps_the_rest() {
        let whole = "Ærø, Ølund, Åsk, Fyrø: færgen";
        let bytes = &whole.as_bytes()[..whole.len() - 4];
        assert!(text(&[bytes, b"\xc3"].concat()).0.starts_with("Ærø, Ølund"));
    }

    #[test]
    fn bytes_with_zeros_are_no_text() {
        assert_eq!(decode(b"\x01\x00\x00\x07words\x00"), None);
    }
}
