//! Which lines are page furniture, by the patterns in `assets/structure/furniture.txt`.

use std::sync::LazyLock;

use super::sections;

/// What a pattern found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Why the line is set aside.
    pub why: &'static str,
    /// Whether titles below belong to it.
    pub heads_list: bool,
    /// Whether it only counts at the article's end.
    pub only_last: bool,
    /// The outlet, where the line names it.
    pub outlet: Option<String>,
}

#[derive(Debug, Default)]
struct Group {
    why: &'static str,
    most_words: usize,
    only_last: bool,
    heads_list: bool,
    made_of: Vec<&'static str>,
    needs: Vec<&'static str>,
    patterns: Vec<Vec<Slot>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    Word(Vec<&'static str>),
    Maybe(Vec<&'static str>),
    Any,
    Number,
    Outlet,
}

static GROUPS: LazyLock<Vec<Group>> =
    LazyLock::new(|| parse(include_str!("../../../assets/structure/furniture.txt")));

/// Longest line that any group may set aside.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    GROUPS
        .iter()
        .map(|group| group.most_words)
        .max()
        .unwrap_or(0)
});

/// Finds the pattern that a whole line or paragraph matches.
pub(super) fn find(line: &str) -> Option<Match> {
    if line.len() > *LONGEST * 16 {
        return None;
    }
    let words = normal(line);
    let count = words.iter().filter(|word| word.is_word()).count();
    if count == 0 || count > *LONGEST {
        return None;
    }
    GROUPS.iter().find_map(|group| {
        if count > group.most_words {
            return None;
        }
        let (fits, outlet) = group.fits(&words);
        fits.then(|| Match {
            why: group.why,
            heads_list: group.heads_list,
            only_last: group.only_last,
            outlet: outlet.map(|(from, to)| line[words[from].start..words[to - 1].end].to_owned()),
        })
    })
}

impl Group {
    /// Whether the words fit, and which of them name the outlet.
    fn fits(&self, words: &[Word]) -> (bool, Option<(usize, usize)>) {
        let is_in = |list: &[&str], word: &Word| list.contains(&word.normal.as_str());
        let is_made_of = !self.made_of.is_empty()
            && words.iter().any(|word| is_in(&self.needs, word))
            && words
                .iter()
                .filter(|word| word.is_word())
                .all(|word| is_in(&self.made_of, word));
        if is_made_of {
            return (true, None);
        }
        for pattern in &self.patterns {
            let mut outlet = None;
            if fits(pattern, words, 0, &mut outlet) {
                return (true, outlet);
            }
        }
        (false, None)
    }
}

fn fits(pattern: &[Slot], words: &[Word], at: usize, outlet: &mut Option<(usize, usize)>) -> bool {
    let Some((slot, rest)) = pattern.split_first() else {
        return at == words.len();
    };
    let one_of = |list: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| list.contains(&word.normal.as_str()))
    };
    match slot {
        Slot::Word(list) => one_of(list) && fits(rest, words, at + 1, outlet),
        Slot::Maybe(list) => {
            (one_of(list) && fits(rest, words, at + 1, outlet)) || fits(rest, words, at, outlet)
        }
        Slot::Number => {
            words.get(at).is_some_and(|word| {
                word.normal
                    .starts_with(|first: char| first.is_ascii_digit())
            }) && fits(rest, words, at + 1, outlet)
        }
        Slot::Any => (at..=words.len()).any(|next| fits(rest, words, next, outlet)),
        Slot::Outlet => (at + 1..=words.len().min(at + 5)).any(|next| {
            let found = fits(rest, words, next, outlet);
            if found {
                *outlet = Some((at, next));
            }
            found
        }),
    }
}

/// A word of a line in the spelling that patterns use, and its place in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    normal: String,
    start: usize,
    end: usize,
}

impl Word {
    fn is_word(&self) -> bool {
        self.normal.contains(char::is_alphanumeric)
    }
}

/// Lower case, straight apostrophes, plain hyphens; of the punctuation only
/// colons, bars, dashes, slashes, ampersands and the copyright sign are kept.
fn normal(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for piece in line.split(|letter: char| letter.is_whitespace() || letter == '\u{200b}') {
        let at = piece.as_ptr() as usize - line.as_ptr() as usize;
        let inner = piece.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '+');
        let start = at + (inner.as_ptr() as usize - piece.as_ptr() as usize);
        let mut add = |normal: String, start, end| words.push(Word { normal, start, end });
        if inner.is_empty() {
            let sign = piece.chars().next().unwrap_or(' ');
            match sign {
                ':' | '|' | '/' | '&' | '©' => add(sign.to_string(), at, at + piece.len()),
                '-' | '–' | '—' => add("-".into(), at, at + piece.len()),
                _ => {}
            }
            continue;
        }
        if piece.starts_with('©') {
            add("©".into(), at, start);
        }
        let spelled = inner
            .chars()
            .flat_map(char::to_lowercase)
            .map(|letter| match letter {
                '’' | '‘' | 'ʼ' => '\'',
                '\u{2010}' | '\u{2011}' => '-',
                _ => letter,
            })
            .collect();
        let end = start + inner.len();
        add(spelled, start, end);
        if piece[end - at..].starts_with(':') {
            add(":".into(), end, end + 1);
        }
    }
    words
}

fn parse(list: &'static str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in sections::lines(list) {
        if let Some(head) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            groups.push(group(head));
        } else if let Some(group) = groups.last_mut() {
            if let Some(words) = line.strip_prefix("made of:") {
                group.made_of.extend(words.split_whitespace());
            } else if let Some(words) = line.strip_prefix("needs:") {
                group.needs.extend(words.split_whitespace());
            } else {
                group
                    .patterns
                    .push(line.split_whitespace().map(slot).collect());
            }
        }
    }
    groups
}

fn group(head: &'static str) -> Group {
    let mut options = head.split(';').map(str::trim);
    let mut group = Group {
        why: options.next().unwrap_or_default(),
        most_words: 14,
        ..Group::default()
    };
    for option in options {
        match option {
            "last paragraphs" => group.only_last = true,
            "heads a list" => group.heads_list = true,
            other => {
                if let Some(count) = other
                    .strip_prefix("up to ")
                    .and_then(|rest| rest.strip_suffix(" words"))
                    .and_then(|count| count.parse().ok())
                {
                    group.most_words = count;
                }
            }
        }
    }
    group
}

fn slot(word: &'static str) -> Slot {
    let alternatives = |words: &'static str| {
        if words == "|" {
            vec!["|"]
        } else {
            words.split('|').collect()
        }
    };
    match word {
        "*" => Slot::Any,
        "#" => Slot::Number,
        "{outlet}" => Slot::Outlet,
        _ => match word.strip_suffix('?') {
            Some(words) => Slot::Maybe(alternatives(words)),
            None => Slot::Word(alternatives(word)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(line: &str) -> Option<&'static str> {
        find(line).map(|found| found.why)
    }

    #[test]
    fn common_furniture_is_known() {
        for (line, expected) in [
            ("Share", "share bar"),
            ("Facebook Twitter WhatsApp Email", "share bar"),
            (
                "Add The Varde Post as a Preferred Source",
                "preferred source prompt",
            ),
            ("Follow us on X and Instagram!", "follow prompt"),
            (
                "Follow The Varde Post on Google News",
                "preferred source prompt",
            ),
            ("Sign up for our morning newsletter", "newsletter prompt"),
            (
                "We use cookies to make this site work for you.",
                "cookie notice",
            ),
            ("ADVERTISEMENT", "advertisement marker"),
            ("Also read: Harbour crane to be repainted", "related story"),
            ("Read more:", "related stories"),
            ("READ MORE: Why the quay is sinking", "related story"),
            ("5 min read", "reading time"),
            ("© 2026 Varde Post. All rights reserved.", "copyright line"),
            ("Photo: Lene Dahl / Varde Post", "photo credit"),
            ("Tags: harbour, crane", "tags"),
            ("2 hours ago", "date line"),
            ("4 | NEWS The Varde Post", "page head"),
            ("The Varde Post SPORT 12", "page head"),
            ("Correction: March 9, 2026", "correction note"),
            (
                "An earlier version of this article misstated the number of homes.",
                "correction note",
            ),
            (
                "This article was amended on 7 March 2026 to correct a name.",
                "correction note",
            ),
            ("She can be reached at l.dorr@post.example.", "author note"),
        ] {
            assert_eq!(why(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_of_an_article_are_not_furniture() {
        for line in [
            "The correction of the map took a year.",
            "An earlier version of the plan had two piers.",
            "4 news agencies of the town were closed.",
            "Share prices fell on Tuesday after the council sold the crane.",
            "Follow the river for two miles and you come to the crane.",
            "Related industries have asked for the same help, the union said.",
            "Get out of the way, the harbour master shouted.",
            "The council used cookies baked by residents to raise money.",
            "Subscribers to the water scheme will pay more from May.",
            "Advertising on the quay brings in 40,000 crowns a year.",
            "Print workers joined the strike.",
            "Watch how the crane turns, she said.",
            "More than 400 people signed.",
            "Read the plan and weep, one resident wrote.",
            "Help us, they wrote on the quay wall.",
        ] {
            let found = find(line).filter(|found| !found.only_last);
            assert!(found.is_none(), "{line}: {found:?}");
        }
    }

    #[test]
    fn a_prompt_can_name_the_outlet() {
        let found = find("Add The Varde Post as a Preferred Source on Google").unwrap();
        assert_eq!(found.outlet.as_deref(), Some("The Varde Post"));
    }

    #[test]
    fn every_group_says_why_and_has_patterns() {
        assert!(GROUPS.len() > 10);
        for group in GROUPS.iter() {
            assert!(!group.why.is_empty());
            assert!(!group.patterns.is_empty(), "{}", group.why);
            assert!(group.made_of.is_empty() == group.needs.is_empty());
        }
    }
}
