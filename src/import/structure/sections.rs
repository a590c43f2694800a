//! Reads the word lists in `assets/structure`: `[name]` begins a section, `#` a comment.

use std::collections::HashMap;

/// The lines of each section of a list, in order.
pub(super) fn read(list: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    let mut sections: HashMap<_, Vec<_>> = HashMap::new();
    let mut name = "";
    for line in lines(list) {
        match line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            Some(next) => name = next,
            None => sections.entry(name).or_default().push(line),
        }
    }
    sections
}

/// All lines that say something. A number sign with a space after it, or alone, begins
/// a comment only above the first section: below, it stands for a number.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .skip_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_list_is_no_entry() {
        let sections = read("# A list.\n# Licence: any.\n\n[one]\na b\n[two]\nc\n");
        assert_eq!(sections["one"], ["a b"]);
        assert_eq!(sections["two"], ["c"]);
        assert_eq!(sections.len(), 2);
    }
}
