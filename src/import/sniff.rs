//! Which format some bytes are in. Content is believed; the name only breaks ties.

use std::path::Path;

use super::ImportError;
use crate::model::Format;

const COPY: &str = "Open it in its own program, copy the article's text and paste it here.";
const NO_TEXT: &str = "Open the article itself as text, or copy its text and paste it here.";
const UNPACK: &str = "Unpack it first and open the files inside.";
const SAVE_AGAIN: &str =
    "Save the page again as “Web page, HTML only”, or copy the text and paste it here.";

/// Known beginnings of files that are no text: offset, bytes, what it is, what to do.
const KINDS: &[(usize, &[u8], &str, &str)] = &[
    (0, b"%PDF-", "A PDF file", COPY),
    (0, b"{\\rtf", "A rich text (RTF) file", COPY),
    (0, b"\xd0\xcf\x11\xe0", "An old Office document", COPY),
    (0, b"\x89PNG", "A PNG picture", NO_TEXT),
    (0, b"\xff\xd8\xff", "A JPEG picture", NO_TEXT),
    (0, b"GIF8", "A GIF picture", NO_TEXT),
    (8, b"WEBP", "A WebP picture", NO_TEXT),
    (8, b"WAVE", "A sound file", NO_TEXT),
    (8, b"AVI ", "A video", NO_TEXT),
    (4, b"ftypheic", "A HEIC picture", NO_TEXT),
    (4, b"ftypavif", "An AVIF picture", NO_TEXT),
    (4, b"ftyp", "A video or sound file", NO_TEXT),
    (0, b"II*\0", "A TIFF picture", NO_TEXT),
    (0, b"MM\0*", "A TIFF picture", NO_TEXT),
    (0, b"OggS", "A sound file", NO_TEXT),
    (0, b"fLaC", "A sound file", NO_TEXT),
    (0, b"ID3", "A sound file", NO_TEXT),
    (0, b"\x1aE\xdf\xa3", "A video", NO_TEXT),
    (0, b"\x1f\x8b", "A compressed file", UNPACK),
    (0, b"BZh", "A compressed file", UNPACK),
    (0, b"\xfd7zXZ", "A compressed file", UNPACK),
    (0, b"7z\xbc\xaf", "A compressed archive", UNPACK),
    (0, b"Rar!", "A compressed archive", UNPACK),
    (0, b"\x7fELF", "A program", NO_TEXT),
    (0, b"MZ\x90", "A program", NO_TEXT),
    (0, b"SQLite format 3", "A database", NO_TEXT),
    (0, b"bplist00", "A Safari web archive", SAVE_AGAIN),
];

/// The error for bytes of a known kind that holds no plain text.
pub(super) fn known_binary(bytes: &[u8]) -> Option<ImportError> {
    let starts =
        |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(mark));
    let error = |kind, remedy| Some(ImportError::Binary { kind, remedy });
    if starts(0, b"PK\x03\x04") || starts(0, b"PK\x05\x06") {
        return error(
            zip_kind(bytes),
            if zip_kind(bytes).contains("zip") {
                UNPACK
            } else {
                COPY
            },
        );
    }
    if is_web_archive(bytes) {
        return error("A web archive (MHTML)", SAVE_AGAIN);
    }
    KINDS
        .iter()
        .find(|(at, mark, ..)| starts(*at, mark))
        .and_then(|(_, _, kind, remedy)| error(kind, remedy))
}

/// Office documents and books are zip archives; the names of their first parts tell.
fn zip_kind(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(4096)];
    let has = |name: &[u8]| head.windows(name.len()).any(|part| part == name);
    if has(b"application/epub") {
        "An e-book (EPUB)"
    } else if has(b"opendocument.text") {
        "An OpenDocument text"
    } else if has(b"word/") || has(b"[Content_Types].xml") {
        "A Word or other Office document"
    } else {
        "A zip archive"
    }
}

/// Browsers save whole pages as mail messages with parts.
fn is_web_archive(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    let has = |words: &[u8]| head.windows(words.len()).any(|part| part == words);
    head.starts_with(b"from:") && has(b"mime-version:") && has(b"multipart/related")
}

/// The format that a decoded text shows.
pub(super) fn format_of(text: &str, name: Option<&str>) -> Format {
    let name = NameSays::of(name);
    let head = &text[..text.floor_char_boundary(64 * 1024)];
    if is_page(head, name) {
        Format::Html
    } else if is_markdown(head, name) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// What a file name claims; used where the content leaves a doubt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameSays {
    Page,
    Markdown,
    Text,
    Nothing,
}

impl NameSays {
    fn of(name: Option<&str>) -> Self {
        let ending = name
            .and_then(|name| Path::new(name).extension())
            .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("html" | "htm" | "xhtml" | "xht" | "shtml") => Self::Page,
            Some("md" | "markdown" | "mdown" | "mkd") => Self::Markdown,
            Some("txt" | "text") => Self::Text,
            _ => Self::Nothing,
        }
    }
}

/// Tags that a page or a piece of one begins with.
const OPENERS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "div",
    "p",
    "article",
    "section",
    "main",
    "header",
    "h1",
    "h2",
    "table",
    "span",
    "ul",
    "base",
    "nav",
];

fn is_page(head: &str, name: NameSays) -> bool {
    let closings = head.match_indices("</").take(3).count();
    let mut rest = head.trim_start();
    // A page may begin with an XML declaration and comments.
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else {
            break;
        };
        let Some(at) = rest.find(end) else { break };
        rest = rest[at + end.len()..].trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else {
        return name == NameSays::Page && closings >= 2;
    };
    let tag = tag[..tag.floor_char_boundary(20)].to_ascii_lowercase();
    OPENERS.iter().any(|opener| {
        tag.strip_prefix(opener)
            .is_some_and(|after| after.starts_with(|next: char| !next.is_ascii_alphanumeric()))
    }) && (closings >= 1 || name == NameSays::Page || tag.starts_with("!doctype"))
}

fn is_markdown(head: &str, name: NameSays) -> bool {
    if super::front_matter::split(head).is_some() {
        return true;
    }
    let needed = match name {
        NameSays::Markdown => return true,
        NameSays::Page | NameSays::Nothing => 1,
        NameSays::Text => 2,
    };
    signs_of_markdown(head) >= needed
}

/// How many different ways of marking up are used.
fn signs_of_markdown(head: &str) -> usize {
    let lines = || head.lines().map(str::trim_end);
    let heading = lines().any(|line| {
        let marks = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&marks) && line[marks..].starts_with(' ') && line.len() > marks + 1
    });
    let link = lines().any(|line| {
        line.split_once("](")
            .is_some_and(|(before, after)| before.contains('[') && after.contains(')'))
    });
    let strong = lines().any(|line| {
        let mut parts = line.split("**");
        parts.next().is_some()
            && parts.next().is_some_and(|inside| {
                !inside.is_empty() && inside.trim() == inside && parts.next().is_some()
            })
    });
    let quote = lines().filter(|line| line.starts_with("> ")).count() >= 2;
    let underlined = head.lines().zip(head.lines().skip(1)).any(|(line, below)| {
        line.trim().len() > 3
            && below.trim_end().len() > 3
            && below.trim_end().bytes().all(|byte| byte == b'=')
    });
    [heading, link, strong, quote, underlined]
        .into_iter()
        .filter(|sign| *sign)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_page_whatever_its_name() {
        let page = "\n<!-- saved from the web -->\n<!DOCTYPE html><html><p>Words</p></html>";
        assert_eq!(format_of(page, Some("notes.txt")), Format::Html);
    }

    #[test]
    fn a_text_is_no_page_because_of_its_name() {
        assert_eq!(format_of("The ferry sails.", Some("a.html")), Format::Text);
        assert_eq!(format_of("<The ferry> sails.", Some("a.txt")), Format::Text);
    }

    #[test]
    fn headings_with_marks_are_markdown() {
        assert_eq!(format_of("# Ferry\n\nIt sails.", None), Format::Markdown);
        assert_eq!(format_of("Ferry #1 sails.\n#ferry", None), Format::Text);
    }

    #[test]
    fn one_sign_of_markdown_leaves_a_text_file_a_text() {
        assert_eq!(
            format_of("# 1 ferry\n\nIt sails.", Some("a.txt")),
            Format::Text
        );
    }

    #[test]
    fn the_kind_of_a_binary_file_is_named() {
        for (bytes, kind) in [
            (&b"%PDF-1.7 \x01\x02"[..], "A PDF file"),
            (
                b"PK\x03\x04\x14\0word/document.xml",
                "A Word or other Office document",
            ),
            (b"RIFF\0\0\0\0WEBPVP8 ", "A WebP picture"),
            (
                b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;",
                "A web archive (MHTML)",
            ),
        ] {
            let error = known_binary(bytes).unwrap();
            assert!(error.to_string().starts_with(kind), "{error}");
        }
        assert_eq!(known_binary(b"The ferry sails."), None);
    }
}
