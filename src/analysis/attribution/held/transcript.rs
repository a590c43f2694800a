//! Transcripts: turns that begin with a label, "VENN:", "Ida Roos:" or "Q:".

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Finder, Holder};
use crate::analysis::attribution::lists::{Entry, entries};
use crate::analysis::attribution::names::Naming;
use crate::analysis::attribution::words::Classes;
use crate::model::{Role, SourceKind};
use crate::text::Span;

/// Longest label, in words and in bytes.
const WORDS: usize = 5;
const BYTES: usize = 60;
/// From so many turns a text is a transcript.
const TURNS: usize = 3;

/// Words of labels, by section.
static LABELS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    entries(include_str!(
        "../../../../assets/lexicons/speaker_labels.txt"
    ))
    .map(|Entry { section, text }| (text, section))
    .collect()
});

/// A label at the beginning of a paragraph.
#[derive(Clone, Copy, Debug)]
struct Label<'a> {
    /// The name, without what stands in brackets.
    name: &'a str,
    /// Where the words of the turn begin, in bytes from the paragraph's start.
    words: usize,
}

impl<'a> Label<'a> {
    fn of(words: &'a str) -> Option<Self> {
        let head = &words[..words.floor_char_boundary(BYTES)];
        let (at, len) = match head.find(':') {
            Some(at) => (at, 1),
            None => return Self::letter(words),
        };
        let rest = &words[at + len..];
        let name = head[..at].split('(').next().unwrap_or_default().trim();
        let count = name.split_whitespace().count();
        let is_word = |word: &str| {
            word.starts_with(char::is_uppercase)
                || matches!(
                    word,
                    "of" | "the" | "de" | "der" | "van" | "von" | "al" | "bin"
                )
        };
        let fits = (1..=WORDS).contains(&count)
            && name.starts_with(char::is_uppercase)
            && (rest.is_empty() || rest.starts_with(char::is_whitespace))
            && (name.split_whitespace().all(is_word)
                || LABELS.contains_key(name.to_lowercase().as_str()))
            && !name.contains(['“', '"', '?', '!', '‘', ';', ',']);
        fits.then_some(Self {
            name,
            words: at + len,
        })
    }

    /// "Q. Will you sue?"
    fn letter(words: &'a str) -> Option<Self> {
        let is_letter = words.starts_with(['Q', 'A']) && words[1..].starts_with(". ");
        is_letter.then(|| Self {
            name: &words[..1],
            words: 2,
        })
    }

    fn section(&self) -> Option<&'static str> {
        LABELS.get(self.name.to_lowercase().as_str()).copied()
    }

    /// "A. The plan" and "Q. …" are letters of a list unless both stand there.
    fn is_letter(&self) -> bool {
        matches!(self.name, "Q" | "A")
    }

    fn is_loud(&self) -> bool {
        self.name.len() > 1 && !self.name.contains(char::is_lowercase)
    }
}

/// Who speaks under a label.
#[derive(Clone, Debug)]
enum Turn {
    Asks,
    Answers,
    Speaks(Naming),
}

impl Finder<'_, '_, '_> {
    /// Gives the turns of a transcript to their speakers.
    pub(super) fn transcript(&mut self) {
        let labels: Vec<Option<Label<'_>>> = (0..self.paragraphs.len())
            .map(|at| {
                let running = self.paragraphs[at].role != Role::Byline && at > 0;
                running.then(|| Label::of(self.words(at))).flatten()
            })
            .collect();
        let turns = self.turns(&labels);
        let count = turns.iter().flatten().count();
        let named: HashSet<&str> = labels
            .iter()
            .zip(&turns)
            .filter_map(|(label, turn)| turn.as_ref().and(label.as_ref()))
            .map(|label| label.name)
            .collect();
        if count < TURNS && !(count == 2 && named.len() == 2) || named.len() < 2 {
            return;
        }
        let guest = self.guest(&turns);
        let last = turns.iter().rposition(Option::is_some).unwrap_or(0);
        let mut speaking: Option<Holder> = None;
        for at in 0..=last {
            let span = self.paragraphs[at].span;
            let mut words = span;
            if let (Some(turn), Some(label)) = (&turns[at], &labels[at]) {
                words = Span::new(span.start() + label.words, span.end())
                    .trimmed(self.tagged.parsed.text());
                speaking = Some(match turn {
                    Turn::Asks => Holder::Outlet,
                    Turn::Answers => guest.clone().map_or(Holder::Unknown, Holder::Named),
                    Turn::Speaks(naming) => Holder::Named(naming.clone()),
                });
            } else if self.paragraphs[at].role.is_heading() {
                speaking = None;
            }
            let Some(holder) = &speaking else { continue };
            let holder = holder.clone();
            if self.is_direction(at) {
                self.silence(at, span);
            } else {
                self.hold(at, words, &holder);
                self.silence(at, span);
            }
        }
    }

    /// `[LAUGHTER]`: heard, and said by nobody.
    fn is_direction(&self, paragraph: usize) -> bool {
        let words = self.words(paragraph);
        words.starts_with(['[', '(']) && words.ends_with([']', ')'])
    }

    fn turns(&self, labels: &[Option<Label<'_>>]) -> Vec<Option<Turn>> {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for label in labels.iter().flatten() {
            *times.entry(label.name).or_default() += 1;
        }
        let outlet = self.tagged.parsed.article.metadata.outlet.as_deref();
        let outlet = outlet.map(str::to_lowercase);
        let both = times.contains_key("Q") && times.contains_key("A");
        let turn = |at: usize, label: &Label<'_>| -> Option<Turn> {
            if label.is_letter() && !both {
                return None;
            }
            match label.section() {
                Some("asks") => return Some(Turn::Asks),
                Some("answers") => return Some(Turn::Answers),
                Some(_) => return None,
                None => {}
            }
            let lower = label.name.to_lowercase();
            if outlet.as_ref().is_some_and(|outlet| {
                *outlet == lower || outlet.strip_prefix("the ") == Some(lower.as_str())
            }) {
                return Some(Turn::Asks);
            }
            let start = self.paragraphs[at].span.start();
            let name = Span::new(start, start + label.name.len());
            let known = self.is_known(name);
            let often = times.get(label.name).copied().unwrap_or(0);
            let speaks = known || often >= if label.is_loud() { 2 } else { TURNS };
            speaks
                .then(|| self.label_naming(name))
                .flatten()
                .map(Turn::Speaks)
        };
        labels
            .iter()
            .enumerate()
            .map(|(at, label)| label.as_ref().and_then(|label| turn(at, label)))
            .collect()
    }

    /// Whether a label is a person's name, by itself or by what the article says elsewhere.
    fn is_known(&self, name: Span) -> bool {
        let tagged = self.tagged;
        let range = tagged.parsed.tokens.inside(name);
        let given = tagged
            .at(range.start)
            .classes
            .any(Classes::GIVEN.with(Classes::TITLE));
        if given && range.len() > 1 {
            return true;
        }
        let Some(last) = range.clone().next_back() else {
            return false;
        };
        let surname = tagged.normal(last);
        let is_repeated = || {
            let size = range.len();
            let same = |at: usize| {
                (0..size).all(|step| tagged.is(at + step, tagged.normal(range.start + step)))
            };
            (0..(tagged.tags.len() + 1).saturating_sub(size))
                .any(|at| at != range.start && same(at) && !tagged.is(at + size, ":"))
        };
        // A name of several words that stands elsewhere too is no "Key points".
        if range.len() > 1 && range.clone().all(|at| tagged.at(at).name) && is_repeated() {
            return true;
        }
        let names_person = |at: usize| {
            let classes = tagged.at(at).classes;
            classes.any(Classes::TITLE) || tagged.at(at).name && classes.any(Classes::GIVEN)
        };
        surname.len() > 2
            && (0..tagged.tags.len()).any(|at| {
                !range.contains(&at)
                    && tagged.at(at).name
                    && tagged
                        .normal(at)
                        .strip_suffix("'s")
                        .unwrap_or(tagged.normal(at))
                        == surname
                    && !tagged.is(at + 1, ":")
                    && at > 0
                    && names_person(at - 1)
            })
    }

    /// The name in a label, in small letters where it shouts.
    fn label_naming(&self, name: Span) -> Option<Naming> {
        let mut naming = self.named(name)?;
        let text = name.of(self.tagged.parsed.text());
        if text.len() > 3 && !text.contains(char::is_lowercase) {
            let calm: Vec<String> = naming.name.split(' ').map(calm).collect();
            naming.name = calm.join(" ");
        }
        let is_body = self
            .tagged
            .parsed
            .tokens
            .inside(name)
            .any(|at| self.tagged.at(at).classes.any(Classes::NAME_ORGANISATION));
        if naming.kind == SourceKind::Organisation && !is_body {
            naming.kind = SourceKind::Person;
            naming.human = true;
        }
        Some(naming)
    }

    /// Who answers where only "A:" says so: the person of the headline, or else the first whose
    /// turn has a name.
    fn guest(&self, turns: &[Option<Turn>]) -> Option<Naming> {
        let headings = self.paragraphs.iter().enumerate().take_while(|(at, part)| {
            part.role.is_heading() || part.role == Role::Byline || turns[*at].is_none()
        });
        let mut named = headings
            .filter(|(_, part)| part.role != Role::Byline)
            .flat_map(|(_, part)| part.sentences.clone())
            .filter_map(|index| self.person_in(index));
        named.next().or_else(|| {
            turns.iter().flatten().find_map(|turn| match turn {
                Turn::Speaks(naming) => Some(naming.clone()),
                _ => None,
            })
        })
    }

    /// The first person whom a sentence names in full.
    fn person_in(&self, index: usize) -> Option<Naming> {
        let tagged = self.tagged;
        let range = self.sentence(index).tokens.clone();
        range.clone().find_map(|at| {
            let opens = tagged.at(at).name && tagged.at(at).classes.any(Classes::GIVEN);
            let end = (at..range.end)
                .find(|next| !tagged.at(*next).name)
                .unwrap_or(range.end);
            let naming = opens
                .then(|| tagged.parsed.tokens.as_slice().get(at..end))
                .flatten()?;
            let span = naming.first()?.span.cover(naming.last()?.span);
            (end > at + 1).then(|| self.named(span)).flatten()
        })
    }
}

/// "VENN" as "Venn"; short words may be initials and stay.
fn calm(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if word.chars().count() > 2 && !word.contains(char::is_lowercase) => {
            first.to_string() + &letters.as_str().to_lowercase()
        }
        _ => word.to_owned(),
    }
}
