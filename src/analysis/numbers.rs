//! The plain form of small weights files: `[section]` lines, and a name and a number a line.

/// All numbers of a file with their section and name; other lines are passed over.
pub(crate) fn numbers(file: &str) -> impl Iterator<Item = (&str, &str, f64)> {
    let mut section = "";
    file.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            return None;
        }
        let (name, value) = line.split_once(' ')?;
        Some((section, name, value.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_section_and_comments_have_none() {
        let file = "# what: an example\n[one]\na 1\nb -0.5\n\n[two]\nc two\nd 3\n";
        let all: Vec<_> = numbers(file).collect();
        assert_eq!(
            all,
            [("one", "a", 1.0), ("one", "b", -0.5), ("two", "d", 3.0)]
        );
    }
}
