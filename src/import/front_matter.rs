//! What a Markdown file says of itself above its text, between two lines of hyphens.

use crate::model::Metadata;

use super::structure::dates;

/// Splits a front matter off: its lines and the text below.
///
/// A line of hyphens alone is also a divider, so at least one line between the
/// two must look like `key: value`, and none like running text.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let inside = text
        .strip_prefix("---")?
        .trim_start_matches([' ', '\t'])
        .strip_prefix('\n')?;
    let mut at = 0;
    let mut keys = 0;
    for line in inside.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return (keys > 0).then(|| (&inside[..at], &inside[at + line.len()..]));
        }
        let is_key = key_value(bare).is_some();
        let belongs = bare.is_empty() || bare.starts_with([' ', '\t', '-', '#']);
        if !is_key && !belongs {
            return None;
        }
        keys += usize::from(is_key);
        at += line.len();
    }
    None
}

/// Reads `key: value` lines; unknown keys are skipped.
pub(super) fn read(lines: &str) -> (Option<String>, Metadata) {
    let mut title = None;
    let mut metadata = Metadata::default();
    let mut open_key = String::new();
    for line in lines.lines() {
        let (key, value) = match key_value(line) {
            Some((key, value)) => {
                open_key = key.to_ascii_lowercase();
                (open_key.as_str(), value)
            }
            // A list below its key: `authors:` and then `  - Name`.
            None => match line.trim_start().strip_prefix("- ") {
                Some(value) => (open_key.as_str(), value),
                None => continue,
            },
        };
        let value = unquoted(value);
        if !value.is_empty() {
            set(key, value, &mut title, &mut metadata);
        }
    }
    (title, metadata)
}

/// Puts a named value where it belongs; tells whether the name is a known one.
pub(super) fn set(
    key: &str,
    value: String,
    title: &mut Option<String>,
    metadata: &mut Metadata,
) -> bool {
    match key {
        "title" | "headline" => title.get_or_insert(value),
        "author" | "authors" | "byline" | "creator" => match &mut metadata.author {
            Some(authors) => {
                authors.push_str(", ");
                authors.push_str(&value);
                authors
            }
            none => none.insert(value),
        },
        "outlet" | "publisher" | "publication" | "source" | "site" | "sitename" | "newspaper" => {
            metadata.outlet.get_or_insert(value)
        }
        "url" | "link" | "canonical" | "permalink" => metadata.url.get_or_insert(value),
        "lang" | "language" => {
            metadata.language = metadata
                .language
                .take()
                .or_else(|| super::language::declared(&value));
            return true;
        }
        "date" | "published" | "pubdate" | "publishdate" | "published_at" | "datepublished" => {
            metadata.published = metadata.published.or_else(|| dates::first_day(&value));
            return true;
        }
        _ => return false,
    };
    true
}

fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key.len() <= 30
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let is_apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_apart).then(|| (key, value.trim()))
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .map(|inner| inner.replace("\\\"", "\""));
    inner
        .or_else(|| {
            value
                .strip_prefix('\'')
                .and_then(|rest| rest.strip_suffix('\''))
                .map(|inner| inner.replace("''", "'"))
        })
        .or_else(|| {
            value
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
                .map(|inner| {
                    inner
                        .split(',')
                        .map(unquoted)
                        .collect::<Vec<_>>()
                        .join(", ")
                })
        })
        .unwrap_or_else(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn known_keys_are_read() {
        let (lines, below) = split(
            "---\ntitle: \"The \\\"last\\\" ferry\"\nauthors:\n  - Ida Holm\n  - Per Ask\ndate: 2026-02-03T08:00:00Z\noutlet: The Varde Post\n---\nText\n",
        )
        .unwrap();
        let (title, metadata) = read(lines);
        assert_eq!(title.as_deref(), Some("The \"last\" ferry"));
        assert_eq!(metadata.author.as_deref(), Some("Ida Holm, Per Ask"));
        assert_eq!(metadata.published, NaiveDate::from_ymd_opt(2026, 2, 3));
        assert_eq!(metadata.outlet.as_deref(), Some("The Varde Post"));
        assert_eq!(below, "Text\n");
    }

    #[test]
    fn a_divider_is_no_front_matter() {
        assert_eq!(split("---\nThe ferry sails at noon.\n---\n"), None);
        assert_eq!(
            split("---\nThe mayor said: no ferry will sail.\n---\n"),
            None
        );
    }
}
