//! Numbers of nouns: one thing or several.

/// Plurals that no rule undoes, after their singular.
const IRREGULAR: &[(&str, &str)] = &[
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("person", "people"),
    ("wife", "wives"),
    ("life", "lives"),
    ("thief", "thieves"),
    ("half", "halves"),
    ("knife", "knives"),
    ("loaf", "loaves"),
    ("leaf", "leaves"),
    ("foot", "feet"),
    ("crisis", "crises"),
    ("analysis", "analyses"),
    ("basis", "bases"),
    ("police", "police"),
    ("medium", "media"),
    ("movie", "movies"),
    ("tie", "ties"),
    ("lie", "lies"),
    ("zombie", "zombies"),
    ("rookie", "rookies"),
];

/// Endings in -s of nouns in the singular.
const SINGULAR: &[&str] = &[
    "ss",
    "us",
    "is",
    "news",
    "series",
    "species",
    "headquarters",
    "politics",
    "economics",
];

/// The singular of a noun in small letters; of a compound that of its last part.
pub fn singular(noun: &str) -> String {
    let at = noun.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (front, last) = noun.split_at(at);
    format!("{front}{}", singular_of_word(last))
}

fn singular_of_word(noun: &str) -> String {
    if let Some((front, one)) = IRREGULAR.iter().find_map(|(one, many)| {
        let front = noun.strip_suffix(many)?;
        (front.is_empty() || many.ends_with("men") && !front.is_empty()).then_some((front, one))
    }) {
        return format!("{front}{one}");
    }
    if noun.len() < 4 || !noun.ends_with('s') || SINGULAR.iter().any(|end| noun.ends_with(end)) {
        return noun.to_owned();
    }
    if let Some(front) = noun.strip_suffix("ies") {
        return format!("{front}y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zzes"];
    if hissing.iter().any(|end| noun.ends_with(end)) {
        return noun[..noun.len() - 2].to_owned();
    }
    noun[..noun.len() - 1].to_owned()
}

/// Whether a noun in small letters has the form of several.
pub fn is_plural(noun: &str) -> bool {
    noun == "police" || noun == "media" || singular(noun) != noun
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_singular_of_nouns_is_known() {
        let pairs = [
            ("migrants", "migrant"),
            ("parties", "party"),
            ("women", "woman"),
            ("policemen", "policeman"),
            ("churches", "church"),
            ("asylum seekers", "asylum seeker"),
            ("asylum-seekers", "asylum-seeker"),
            ("class", "class"),
            ("bus", "bus"),
            ("crisis", "crisis"),
            ("crises", "crisis"),
            ("people", "person"),
        ];
        for (many, one) in pairs {
            assert_eq!(singular(many), one);
        }
        assert!(is_plural("rioters") && is_plural("police"));
        assert!(!is_plural("news") && !is_plural("council"));
    }
}
