//! Attributes of a tag, as they stand in the page.

use std::borrow::Cow;

/// A tag of so many bytes is looked into; shorter ones hold few attributes.
const LONG: usize = 400;
/// A tag of so many bytes may hold a picture.
const HOLDS_DATA: usize = 2000;
/// More attributes no tag of a page has; a parser compares each with all before it.
const MANY: usize = 100;

/// Attributes that say something of the article or of how it is shown.
const TELLING: &[&str] = &[
    "alt",
    "charset",
    "class",
    "colspan",
    "content",
    "datetime",
    "dir",
    "hidden",
    "href",
    "id",
    "itemid",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "media",
    "name",
    "open",
    "popover",
    "property",
    "rel",
    "role",
    "src",
    "style",
    "title",
    "type",
];

/// An attribute: its whole source, its name, and its value without quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Attribute<'a> {
    source: &'a str,
    name: &'a str,
    value: &'a str,
}

/// The first value of an attribute; empty where it has none.
pub(super) fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let found = attributes(tag).find(|found| found.name.eq_ignore_ascii_case(name))?;
    Some(found.value)
}

/// A tag without the pictures that are written into it, and with no more attributes than a
/// parser reads in good time: of too many, those that say something stay.
pub(super) fn thinned(tag: &str) -> Cow<'_, str> {
    if tag.len() < LONG {
        return Cow::Borrowed(tag);
    }
    if attributes(tag).nth(MANY).is_none() {
        return without_data(tag);
    }
    let mut kept = tag[..name_end(tag)].to_owned();
    let mut found: Vec<&str> = Vec::new();
    for attribute in attributes(tag) {
        let telling = TELLING
            .iter()
            .find(|name| attribute.name.eq_ignore_ascii_case(name));
        if let Some(name) = telling
            && !found.contains(name)
        {
            found.push(name);
            kept.push(' ');
            kept.push_str(attribute.source);
        }
    }
    kept.push('>');
    Cow::Owned(without_data(&kept).into_owned())
}

fn without_data(tag: &str) -> Cow<'_, str> {
    if tag.len() < HOLDS_DATA {
        return Cow::Borrowed(tag);
    }
    let mut kept = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some(at) = rest.find("data:") {
        let end = rest[at..]
            .find(['"', '\'', ' ', '>', ')'])
            .map_or(rest.len(), |end| at + end);
        kept.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

fn name_end(tag: &str) -> usize {
    let is_end = |letter: char| letter.is_ascii_whitespace() || letter == '>';
    tag.find(|letter| is_end(letter) || letter == '/')
        .map_or(tag.len(), |end| {
            // The slash of an end tag.
            if end == 1 {
                tag[2..].find(is_end).map_or(tag.len(), |end| end + 2)
            } else {
                end
            }
        })
}

fn attributes(tag: &str) -> impl Iterator<Item = Attribute<'_>> {
    let mut rest = tag[name_end(tag)..].strip_suffix('>').unwrap_or("");
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|sign: char| sign.is_ascii_whitespace() || sign == '/');
        if rest.is_empty() {
            return None;
        }
        let start = rest;
        let is_end = |sign: char| sign.is_ascii_whitespace() || matches!(sign, '/' | '=');
        // An equals sign that stands first is part of the name.
        let name_len = rest
            .char_indices()
            .skip(1)
            .find(|(_, sign)| is_end(*sign))
            .map_or(rest.len(), |(at, _)| at);
        let name = &rest[..name_len];
        rest = &rest[name_len..];
        let mut value = "";
        if let Some(after) = rest.trim_ascii_start().strip_prefix('=') {
            let after = after.trim_ascii_start();
            let quote = after
                .chars()
                .next()
                .filter(|sign| matches!(sign, '"' | '\''));
            let (found, behind) = if let Some(quote) = quote {
                let inner = &after[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            } else {
                let end = after
                    .find(|sign: char| sign.is_ascii_whitespace())
                    .unwrap_or(after.len());
                after.split_at(end)
            };
            value = found;
            rest = behind;
        }
        Some(Attribute {
            source: &start[..start.len() - rest.len()],
            name,
            value,
        })
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let tag = "<p a b=c d = 'e f' G=\"h>i\" /j==k>";
        let found: Vec<_> = attributes(tag)
            .map(|found| (found.name, found.value))
            .collect();
        assert_eq!(
            found,
            [
                ("a", ""),
                ("b", "c"),
                ("d", "e f"),
                ("G", "h>i"),
                ("j", "=k")
            ]
        );
        assert_eq!(value(tag, "g"), Some("h>i"));
        assert_eq!(value("</p>", "g"), None);
        assert_eq!(value("<p", "g"), None);
    }

    #[test]
    fn of_too_many_attributes_those_that_say_something_stay() {
        let mut many = String::new();
        for number in 0..500 {
            write!(many, " data-a{number}='{number}'").unwrap();
        }
        let tag = format!("<div{many} class=\"text\" HIDDEN class='more'>");
        assert_eq!(thinned(&tag), "<div class=\"text\" HIDDEN>");
        let few = format!("<div class='{}' data-a>", "a".repeat(500));
        assert_eq!(thinned(&few), few);
    }

    #[test]
    fn pictures_are_taken_out_of_tags() {
        let tag = format!(
            "<img src=\"data:image/png;base64,{}\" alt='A ferry'>",
            "A".repeat(5000)
        );
        assert_eq!(thinned(&tag), "<img src=\"\" alt='A ferry'>");
    }
}
