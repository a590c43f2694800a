//! Phrases of the word lists, written short and expanded here.

/// One place of an expanded phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// This word.
    Word(String),
    /// Any one word.
    Any,
}

/// How many words `*` may stand for.
const GAP: usize = 3;

/// All sequences that a phrase stands for.
pub fn expand(phrase: &str) -> Vec<Vec<Slot>> {
    phrase.split(" / ").flat_map(expand_one).collect()
}

fn expand_one(phrase: &str) -> Vec<Vec<Slot>> {
    let mut paths: Vec<Vec<Slot>> = vec![Vec::new()];
    for part in phrase.split_whitespace() {
        let choices: Vec<Vec<Slot>> = match part {
            "*" => (0..=GAP).map(|count| vec![Slot::Any; count]).collect(),
            "_" => vec![vec![Slot::Any]],
            part => words(part)
                .into_iter()
                .map(|word| vec![Slot::Word(word)])
                .collect(),
        };
        paths = paths
            .iter()
            .flat_map(|path| {
                choices.iter().map(move |choice| {
                    let mut longer = path.clone();
                    longer.extend(choice.iter().cloned());
                    longer
                })
            })
            .collect();
    }
    paths
}

fn words(part: &str) -> Vec<String> {
    let class: &[&str] = match part {
        "<poss>" => &["my", "your", "his", "her", "its", "our", "their", "the"],
        "<be>" => &[
            "is", "are", "was", "were", "be", "been", "being", "am", "isn't", "aren't", "wasn't",
            "weren't",
        ],
        "<have>" => &["has", "have", "had", "having"],
        "<do>" => &["do", "does", "did", "don't", "doesn't", "didn't"],
        "<one>" => &[
            "it", "this", "that", "he", "she", "they", "we", "which", "these",
        ],
        _ => &[],
    };
    if !class.is_empty() {
        return class.iter().map(|word| (*word).to_owned()).collect();
    }
    part.split('|').flat_map(forms).collect()
}

fn forms(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix("~~") {
        let last = stem.chars().last().unwrap_or_default();
        return vec![
            stem.to_owned(),
            plural(stem),
            format!("{stem}{last}ed"),
            format!("{stem}{last}ing"),
        ];
    }
    if let Some(stem) = word.strip_suffix('~') {
        return vec![stem.to_owned(), plural(stem), past(stem), progressive(stem)];
    }
    if let Some(stem) = word.strip_suffix('+') {
        return vec![stem.to_owned(), plural(stem)];
    }
    if let Some(stem) = word.strip_suffix('^') {
        return vec![stem.to_owned(), adverb(stem)];
    }
    vec![word.to_owned()]
}

fn after_consonant_y(stem: &str) -> Option<&str> {
    let rest = stem.strip_suffix('y')?;
    (!rest.ends_with(['a', 'e', 'i', 'o', 'u'])).then_some(rest)
}

fn plural(stem: &str) -> String {
    if let Some(rest) = after_consonant_y(stem) {
        format!("{rest}ies")
    } else if stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch") || stem.ends_with("sh") {
        format!("{stem}es")
    } else {
        format!("{stem}s")
    }
}

fn past(stem: &str) -> String {
    if let Some(rest) = after_consonant_y(stem) {
        format!("{rest}ied")
    } else if stem.ends_with('e') {
        format!("{stem}d")
    } else {
        format!("{stem}ed")
    }
}

fn progressive(stem: &str) -> String {
    match stem.strip_suffix('e') {
        Some(rest) if !rest.ends_with(['e', 'o', 'y']) => format!("{rest}ing"),
        _ => format!("{stem}ing"),
    }
}

fn adverb(stem: &str) -> String {
    if let Some(rest) = after_consonant_y(stem) {
        format!("{rest}ily")
    } else if stem.ends_with("ic") {
        format!("{stem}ally")
    } else if let Some(rest) = stem.strip_suffix("le") {
        format!("{rest}ly")
    } else if let Some(rest) = stem.strip_suffix("ll") {
        format!("{rest}lly")
    } else {
        format!("{stem}ly")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(phrase: &str) -> Vec<String> {
        expand(phrase)
            .into_iter()
            .map(|path| {
                path.into_iter()
                    .map(|slot| match slot {
                        Slot::Word(word) => word,
                        Slot::Any => "_".to_owned(),
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn verbs_nouns_and_adjectives_take_their_forms() {
        assert_eq!(shown("slam~~"), ["slam", "slams", "slammed", "slamming"]);
        assert_eq!(shown("decry~"), ["decry", "decries", "decried", "decrying"]);
        assert_eq!(
            shown("seethe~"),
            ["seethe", "seethes", "seethed", "seething"]
        );
        assert_eq!(shown("crony+"), ["crony", "cronies"]);
        assert_eq!(shown("cynical^"), ["cynical", "cynically"]);
        assert_eq!(shown("shameful^"), ["shameful", "shamefully"]);
        assert_eq!(shown("laughable^"), ["laughable", "laughably"]);
    }

    #[test]
    fn gaps_and_choices_multiply() {
        assert_eq!(shown("a|b c"), ["a c", "b c"]);
        assert_eq!(shown("a b / c"), ["a b", "c"]);
        assert_eq!(shown("a * b"), ["a b", "a _ b", "a _ _ b", "a _ _ _ b"]);
    }
}
