//! The plain form of the word lists: sections in brackets, entries by line or comma.

/// One entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Section it stands in.
    pub section: &'static str,
    /// The entry.
    pub text: &'static str,
}

/// The entries of a list, comments left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = Entry> {
    let mut section = "";
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .flat_map(move |line| {
            let heading = line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'));
            let rest = if let Some(name) = heading {
                section = name;
                ""
            } else {
                line
            };
            rest.split(',')
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(move |text| Entry { section, text })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_their_section() {
        let list = "# head\n[a]\none, two\n\n[b]\nthree";
        let found: Vec<_> = entries(list)
            .map(|entry| (entry.section, entry.text))
            .collect();
        assert_eq!(found, [("a", "one"), ("a", "two"), ("b", "three")]);
    }
}
