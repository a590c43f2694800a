//! Small pieces of sentences.

pub(super) use crate::compare::caveats::list;

/// In quotation marks; marks within become single ones.
pub(super) fn quoted(words: &str) -> String {
    let inner: String = words
        .chars()
        .map(|letter| match letter {
            '“' => '‘',
            '”' => '’',
            '"' => '\'',
            other => other,
        })
        .collect();
    format!("“{}”", inner.trim_end_matches(['.', ',', ';', ':']))
}

/// The form of the verb for one or several.
pub(super) fn several<'a>(names: &[&str], one: &'a str, many: &'a str) -> &'a str {
    if names.len() == 1 { one } else { many }
}

/// Those with an equal key together, in order of first occurrence.
pub(super) fn groups<'a, Key: PartialEq>(
    all: impl Iterator<Item = (Key, &'a str)>,
) -> Vec<(Key, Vec<&'a str>)> {
    let mut groups: Vec<(Key, Vec<&str>)> = Vec::new();
    for (key, name) in all {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, names)) => names.push(name),
            None => groups.push((key, vec![name])),
        }
    }
    groups
}
