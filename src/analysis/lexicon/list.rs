//! The form of a word list, before anything is made of its phrases.

use crate::model::Share;

/// A list as it is written.
#[derive(Clone, Debug, Default)]
pub struct List<'s> {
    /// `# key: value` lines, in order.
    pub heads: Vec<(&'s str, &'s str)>,
    /// Phrases, in order.
    pub lines: Vec<Line<'s>>,
}

/// One phrase.
#[derive(Clone, Copy, Debug)]
pub struct Line<'s> {
    /// Name of its section; empty before the first.
    pub section: &'s str,
    /// What an instance is worth.
    pub worth: Share,
    /// The phrase in the notation of the lists.
    pub phrase: &'s str,
    /// A plainer wording or gloss.
    pub note: Option<&'s str>,
}

impl<'s> List<'s> {
    /// What the head says under a key; empty where it says nothing.
    pub fn head(&self, key: &str) -> &'s str {
        self.heads
            .iter()
            .find(|(known, _)| *known == key)
            .map_or("", |(_, value)| value)
    }
}

/// Reads a list.
pub fn read(source: &str) -> List<'_> {
    let mut list = List::default();
    let mut section = "";
    let mut worth = Share::from_fraction(0.5);
    for line in source.lines().map(str::trim) {
        if line.is_empty() {
            continue;
        }
        if let Some(head) = line.strip_prefix('#') {
            if let Some((key, value)) = head.split_once(':') {
                list.heads.push((key.trim(), value.trim()));
            }
        } else if let Some(head) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            let (name, percent) = match head.rsplit_once(' ') {
                Some((name, percent)) => (name, percent.parse::<f64>().ok()),
                None => (head, None),
            };
            section = name;
            worth = Share::from_fraction(percent.unwrap_or(50.0) / 100.0);
        } else {
            let (phrase, note) = match line.split_once(" = ") {
                Some((phrase, note)) => (phrase, Some(note.trim())),
                None => (line, None),
            };
            list.lines.push(Line {
                section,
                worth,
                phrase,
                note,
            });
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_have_names_of_several_words_and_a_worth() {
        let list = read("# what: a list\n[Health and safety 100]\nward+ = a room\n[plain]\nword\n");
        assert_eq!(list.head("what"), "a list");
        assert_eq!(list.head("licence"), "");
        let lines: Vec<_> = list
            .lines
            .iter()
            .map(|line| {
                (
                    line.section,
                    line.worth.basis_points(),
                    line.phrase,
                    line.note,
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                ("Health and safety", 10_000, "ward+", Some("a room")),
                ("plain", 5_000, "word", None),
            ]
        );
    }
}
