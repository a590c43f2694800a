//! Word forms made alike, so that words can be compared across sentences.
//!
//! A light stemmer for English: it takes off endings of nouns and verbs and knows the
//! irregular verbs of the news, because headlines are in the present where the text is
//! in the past. Stems are for comparing, not for reading.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Past forms and participles that no rule undoes, each after its base form.
const IRREGULAR: &[&str] = &[
    "be is are was were been",
    "beat beaten",
    "become became",
    "begin began begun",
    "bind bound",
    "blow blew blown",
    "break broke broken",
    "bring brought",
    "build built",
    "buy bought",
    "catch caught",
    "choose chose chosen",
    "come came",
    "deal dealt",
    "die dying",
    "do does did done",
    "draw drew drawn",
    "drive drove driven",
    "eat ate eaten",
    "fall fell fallen",
    "fight fought",
    "find found",
    "flee fled",
    "fly flew flown",
    "forbid forbade forbidden",
    "freeze froze frozen",
    "get got gotten",
    "give gave given",
    "go goes went gone",
    "grow grew grown",
    "have has had",
    "hear heard",
    "hide hid hidden",
    "hold held",
    "keep kept",
    "know knew known",
    "lay laid",
    "lead led",
    "leave left",
    "lend lent",
    "lie lying",
    "lose lost",
    "make made",
    "meet met",
    "pay paid",
    "ride rode ridden",
    "rise rose risen",
    "run ran",
    "say said",
    "see saw seen",
    "seek sought",
    "sell sold",
    "send sent",
    "shake shook shaken",
    "shoot shot",
    "show shown",
    "shrink shrank shrunk",
    "sink sank sunk",
    "speak spoke spoken",
    "spend spent",
    "stand stood",
    "steal stole stolen",
    "stick stuck",
    "strike struck stricken",
    "swear swore sworn",
    "sweep swept",
    "take took taken",
    "teach taught",
    "tear tore torn",
    "tell told",
    "think thought",
    "throw threw thrown",
    "win won",
    "withdraw withdrew withdrawn",
    "write wrote written",
    "man men",
    "woman women",
    "child children",
    "person people",
];

/// The base of each irregular form.
static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut bases = HashMap::new();
    for forms in IRREGULAR {
        let mut forms = forms.split(' ');
        let base = forms.next().unwrap_or_default();
        for form in forms {
            bases.entry(form).or_insert(base);
        }
    }
    bases
});

/// Numbers that are as often written out.
const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// Letters that a stem keeps at least.
const LEAST: usize = 3;

/// The stem of a word in normal form (see [`super::Tokens`]).
pub fn stem(normal: &str) -> String {
    let word = normal
        .strip_suffix("'s")
        .or_else(|| normal.strip_suffix('\''))
        .unwrap_or(normal);
    if let Some(number) = NUMBERS.iter().position(|name| *name == word) {
        return number.to_string();
    }
    if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return word.replace(',', "");
    }
    regular(BASES.get(word).copied().unwrap_or(word))
}

/// Takes off plural, past, progressive and adverb endings.
fn regular(word: &str) -> String {
    let mut stem = without_plural(word);
    for ending in ["ing", "ed", "ly"] {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.chars().count() >= LEAST
            && rest.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        {
            stem = undoubled(rest);
            break;
        }
    }
    let stem = stem.strip_suffix('e').unwrap_or(&stem);
    match stem.strip_suffix('y') {
        Some(rest) if !rest.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{rest}i"),
        _ => stem.to_owned(),
    }
}

fn without_plural(word: &str) -> String {
    if word.chars().count() <= LEAST
        || ["ss", "us", "is", "news"]
            .iter()
            .any(|end| word.ends_with(end))
    {
        return word.to_owned();
    }
    if let Some(rest) = word.strip_suffix("ies") {
        return format!("{rest}y");
    }
    for ending in ["ches", "shes", "sses", "xes", "zes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// `plann` is the stem of “plan”; `kill` of “kill”.
fn undoubled(rest: &str) -> String {
    let mut letters = rest.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && !"lsz".contains(last) => {
            rest[..rest.len() - last.len_utf8()].to_owned()
        }
        _ => rest.to_owned(),
    }
}

/// Whether two stems are of one word or of words as near as “approve” and “approval”.
pub fn alike(one: &str, other: &str) -> bool {
    /// Common letters, and letters by which one may be longer.
    const COMMON: usize = 6;
    const LONGER: usize = 3;
    if one == other {
        return true;
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.len() >= COMMON
        && short.chars().all(char::is_alphabetic)
        && long.starts_with(short)
        && long.len() - short.len() <= LONGER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for forms in [
            "approve approves approved approving",
            "plan plans planned planning",
            "kill kills killed killing",
            "city cities city's",
            "vote votes voted voting",
            "sell sells sold selling",
            "rise rises rose rising",
            "try tries tried trying",
            "church churches",
            "two 2",
            "1,200 1200",
            "protest protests protested protesting",
        ] {
            let stems: Vec<String> = forms.split(' ').map(stem).collect();
            assert!(
                stems.iter().all(|other| *other == stems[0]),
                "{forms}: {stems:?}"
            );
        }
    }

    #[test]
    fn different_words_stay_apart_and_near_ones_are_alike() {
        for (one, other) in [
            ("news", "new"),
            ("bus", "bu"),
            ("policy", "police"),
            ("king", "k"),
        ] {
            assert!(!alike(&stem(one), &stem(other)), "{one}, {other}");
        }
        assert!(alike(&stem("approval"), &stem("approve")));
        assert!(!alike(&stem("invest"), &stem("investigate")));
        assert!(!alike(&stem("1100"), &stem("11")));
    }
}
