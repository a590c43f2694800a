//! The word lists behind attribution and names, parsed once.

use std::collections::HashMap;
use std::sync::LazyLock;

pub use super::classes::{Classes, Form, Senses, Verb, Word};
use super::frames::rows;
pub use super::frames::{Cells, Frame};
pub use super::lists::Lists;
use super::lists::{Entry, entries};

/// What a phrase of several words does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// The source follows.
    Before,
    /// Nobody in particular is behind the statement.
    Vague,
}

/// A phrase of attribution without a verb of saying.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words after the first.
    pub rest: Vec<&'static str>,
    /// Written out.
    pub text: &'static str,
    /// What it does.
    pub kind: PhraseKind,
}

/// All lists.
#[derive(Debug, Default)]
pub struct Words {
    single: HashMap<String, Word>,
    /// Verbs and nouns of several words, by their first.
    compound: HashMap<&'static str, Vec<(Vec<String>, Word)>>,
    phrases: HashMap<&'static str, Vec<Phrase>>,
    /// Nouns in "in Mora's view".
    possessive: Vec<&'static str>,
    /// Adjectives of attitude and cue nouns, by any of their forms.
    lemmas: HashMap<String, &'static str>,
    /// Entries of several words in the lists of the constructions, by their first.
    listed: HashMap<&'static str, Vec<(Vec<&'static str>, Lists)>>,
    /// Frames of verbs, by their base form.
    frames: HashMap<&'static str, &'static Frame>,
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// The lists, parsed at the first call.
pub fn words() -> &'static Words {
    &WORDS
}

impl Words {
    /// What is known of a word in normal form.
    pub fn of(&self, normal: &str) -> Word {
        self.single.get(normal).copied().unwrap_or_default()
    }

    /// Compounds that begin with a word: the further words, and what they make together.
    pub fn compounds(&self, first: &str) -> &[(Vec<String>, Word)] {
        self.compound.get(first).map_or(&[], Vec::as_slice)
    }

    /// Phrases that begin with a word.
    pub fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// Whether the word makes "in X's …" an attribution.
    pub fn is_view(&self, normal: &str) -> bool {
        self.possessive.contains(&normal)
    }

    /// Base form of an adjective of attitude or of a cue noun.
    pub fn lemma(&self, normal: &str) -> Option<&'static str> {
        self.lemmas.get(normal).copied()
    }

    /// Entries of several words that begin with a word: the further words, and their list.
    pub fn listed(&self, first: &str) -> &[(Vec<&'static str>, Lists)] {
        self.listed.get(first).map_or(&[], Vec::as_slice)
    }

    /// The frame of a verb in its base form.
    pub fn frame(&self, lemma: &str) -> &'static Frame {
        self.frames.get(lemma).copied().unwrap_or(Frame::NONE)
    }

    fn load() -> Self {
        let mut words = Self::default();
        words.load_nouns();
        words.load_names();
        words.load_function_words();
        words.load_verbs();
        words.load_phrases();
        words.load_lists();
        words
    }

    fn add(&mut self, word: &str, classes: Classes) {
        let entry = self.single.entry(word.to_owned()).or_default();
        entry.classes = entry.classes.with(classes);
    }

    fn add_noun(&mut self, noun: &'static str, classes: Classes) {
        for form in [noun.to_owned(), plural(noun)] {
            match noun.split_once(' ') {
                None => self.add(&form, classes),
                Some((first, _)) => {
                    let rest = form.split(' ').skip(1).map(str::to_owned).collect();
                    let word = Word {
                        classes,
                        ..Word::default()
                    };
                    self.compound.entry(first).or_default().push((rest, word));
                }
            }
        }
    }

    fn load_nouns(&mut self) {
        for Entry { section, text } in
            entries(include_str!("../../../assets/lexicons/source_nouns.txt"))
        {
            let classes = match section {
                "person" => Classes::PERSON,
                "organisation" => Classes::ORGANISATION,
                "document" => Classes::DOCUMENT,
                "outlet" => Classes::OUTLET,
                "vague" => Classes::VAGUE,
                "title" => Classes::TITLE,
                "cue" => Classes::CUE_NOUN,
                "claim" => Classes::CUE_NOUN.with(Classes::CLAIM_NOUN),
                "stance" => Classes::STANCE_NOUN,
                "aimed" => Classes::CUE_NOUN.with(Classes::AIMED),
                "partitive" => Classes::PARTITIVE,
                "measure" => Classes::DOCUMENT.with(Classes::MEASURE),
                _ => continue,
            };
            self.add_noun(text, classes);
            if classes.any(
                Classes::CUE_NOUN
                    .with(Classes::STANCE_NOUN)
                    .with(Classes::DOCUMENT),
            ) {
                self.lemmas.insert(text.to_owned(), text);
                self.lemmas.insert(plural(text), text);
            }
        }
        for Entry { section, text } in entries(include_str!("../../../assets/lexicons/outlets.txt"))
        {
            match (section, text.split_once(' ')) {
                ("word", _) => self.add(text, Classes::OUTLET_WORD),
                (_, None) => self.add(text, Classes::OUTLET_KNOWN),
                (_, Some(_)) => self.add_noun(text, Classes::OUTLET_KNOWN),
            }
        }
    }

    fn load_names(&mut self) {
        for Entry { section, text } in
            entries(include_str!("../../../assets/lexicons/name_words.txt"))
        {
            let classes = match section {
                "organisation" => Classes::NAME_ORGANISATION,
                "company" => Classes::NAME_ORGANISATION.with(Classes::COMPANY),
                "place" => Classes::NAME_PLACE,
                "common" => Classes::COMMON,
                "given" => Classes::GIVEN,
                _ => continue,
            };
            self.add(text, classes);
        }
        for Entry { section, text } in entries(include_str!("../../../assets/lexicons/places.txt"))
        {
            let classes = match section {
                "place" => Classes::PLACE,
                "group" => Classes::GROUP,
                "adjective" => Classes::OF_PLACE,
                _ => continue,
            };
            if text.contains(' ') {
                self.add_noun(text, classes);
            } else {
                self.add(text, classes);
            }
        }
    }

    fn load_function_words(&mut self) {
        for Entry { section, text } in
            entries(include_str!("../../../assets/lexicons/function_words.txt"))
        {
            let classes = match section {
                "determiner" => Classes::DETERMINER,
                "quantifier" => Classes::QUANTIFIER,
                "preposition" => Classes::PREPOSITION,
                "conjunction" => Classes::CONJUNCTION,
                "auxiliary" => Classes::AUXILIARY,
                "adverb" => Classes::ADVERB,
                "pronoun" => Classes::PRONOUN,
                "relative" => Classes::RELATIVE,
                "month" => Classes::TIME,
                "verb" => Classes::PLAIN_VERB.with(Classes::VERB),
                _ => continue,
            };
            self.add(text, classes);
        }
    }

    fn load_verbs(&mut self) {
        let list = include_str!("../../../assets/lexicons/reporting_verbs.txt");
        self.frames = frames_by_verb(list);
        for row in rows(list).filter(|row| !row.lemma.is_empty()) {
            if row.section == "cause" {
                for (_, form) in conjugated(row.lemma, row.forms) {
                    self.add(&form, Classes::CAUSE.with(Classes::VERB));
                }
                continue;
            }
            let Some(senses) = Senses::of_section(row.section) else {
                continue;
            };
            let verb = Verb {
                senses,
                form: Form::Base,
                lemma: row.lemma,
                tokens: u8::try_from(row.lemma.split(' ').count()).unwrap_or(1),
                bare_past: false,
                frame: self.frame(row.lemma),
            };
            for (form, written) in conjugated(row.lemma, row.forms) {
                self.add_verb(Verb { form, ..verb }, &written);
            }
        }
    }

    fn add_verb(&mut self, new: Verb, written: &str) {
        let Some((first, rest)) = written.split_once(' ') else {
            let entry = self.single.entry(written.to_owned()).or_default();
            entry.classes = entry.classes.with(Classes::VERB);
            match &mut entry.verb {
                Some(verb) => verb.merge(new),
                None => entry.verb = Some(new),
            }
            return;
        };
        let rest: Vec<String> = rest.split(' ').map(str::to_owned).collect();
        let known = self
            .compound
            .get_mut(first)
            .and_then(|list| list.iter_mut().find(|(other, _)| *other == rest))
            .and_then(|(_, word)| word.verb.as_mut());
        if let Some(verb) = known {
            verb.merge(new);
            return;
        }
        let word = Word {
            classes: Classes::VERB,
            verb: Some(new),
            lists: Lists::default(),
        };
        // Few lists, loaded once for the life of the program: the key may be kept for good.
        let first: &'static str = Box::leak(first.to_owned().into_boxed_str());
        self.compound.entry(first).or_default().push((rest, word));
    }

    fn load_lists(&mut self) {
        for Entry { section, text } in
            entries(include_str!("../../../assets/lexicons/constructions.txt"))
        {
            let Some(list) = Lists::named(section) else {
                continue;
            };
            let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
            let word = self.single.entry(first.to_owned()).or_default();
            if rest.is_empty() {
                word.lists = word.lists.with(list);
            } else {
                word.lists = word.lists.with(Lists::FIRST);
                let rest = rest.split(' ').collect();
                self.listed.entry(first).or_default().push((rest, list));
            }
        }
    }

    fn load_phrases(&mut self) {
        for Entry { section, text } in entries(include_str!(
            "../../../assets/lexicons/attribution_phrases.txt"
        )) {
            let kind = match section {
                "before" => PhraseKind::Before,
                "vague" => PhraseKind::Vague,
                "possessive" => {
                    self.possessive.push(text);
                    continue;
                }
                "adjective" => {
                    self.add(text, Classes::ATTITUDE);
                    self.lemmas.insert(text.to_owned(), text);
                    continue;
                }
                "light" => {
                    let (lemma, irregular) = lemma_and_forms(text);
                    for (_, form) in conjugated(lemma, irregular) {
                        self.add(&form, Classes::LIGHT);
                    }
                    continue;
                }
                "hearsay" => {
                    self.add(text, Classes::HEARSAY);
                    continue;
                }
                _ => continue,
            };
            let mut parts = text.split(' ');
            let first = parts.next().unwrap_or(text);
            self.phrases.entry(first).or_default().push(Phrase {
                rest: parts.collect(),
                text,
                kind,
            });
        }
    }
}

/// The frame of every verb: the cells of all its lines and of the sections that it stands in.
fn frames_by_verb(list: &'static str) -> HashMap<&'static str, &'static Frame> {
    let mut defaults: HashMap<&str, &str> = HashMap::new();
    let mut frames: HashMap<&'static str, Frame> = HashMap::new();
    for row in rows(list) {
        if row.lemma.is_empty() {
            defaults.insert(row.section, row.cells);
            continue;
        }
        let frame = frames.entry(row.lemma).or_default();
        frame.read(defaults.get(row.section).copied().unwrap_or_default());
        frame.read(row.cells);
    }
    // One list, loaded once for the life of the program: the frames may be kept for good.
    frames
        .into_iter()
        .map(|(lemma, frame)| (lemma, &*Box::leak(Box::new(frame))))
        .collect()
}

fn plural(noun: &str) -> String {
    if noun.ends_with('s') || noun.ends_with("men") {
        noun.to_owned()
    } else if let Some(stem) = noun.strip_suffix('y')
        && !noun.ends_with(['a', 'e', 'o'])
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        format!("{stem}ies")
    } else if let Some(stem) = noun.strip_suffix("man") {
        format!("{stem}men")
    } else if noun.ends_with("ch") || noun.ends_with("sh") || noun.ends_with('x') {
        format!("{noun}es")
    } else {
        format!("{noun}s")
    }
}

/// A verb's base form, and its irregular forms where they are given.
fn lemma_and_forms(text: &'static str) -> (&'static str, Option<&'static str>) {
    match text.split_once(':') {
        Some((lemma, forms)) => (lemma.trim(), Some(forms)),
        None => (text, None),
    }
}

/// All forms of a verb: the given irregular ones, or those made by rule.
fn conjugated(lemma: &str, irregular: Option<&str>) -> Vec<(Form, String)> {
    let mut forms = vec![(Form::Base, lemma.to_owned())];
    if let Some(given) = irregular {
        let kinds = [Form::Third, Form::Past, Form::Past, Form::Ing];
        let given: Vec<_> = given
            .split_whitespace()
            .map(|form| form.replace('~', " "))
            .collect();
        forms.extend(given.into_iter().enumerate().map(|(index, form)| {
            let kind = if form
                .split(' ')
                .next()
                .is_some_and(|verb| verb.ends_with("ing"))
            {
                Form::Ing
            } else {
                kinds.get(index).copied().unwrap_or(Form::Past)
            };
            (kind, form)
        }));
        return forms;
    }
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let y = lemma
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let third = match y {
        Some(stem) => format!("{stem}ies"),
        None if lemma.ends_with(['s', 'x']) || lemma.ends_with("sh") || lemma.ends_with("ch") => {
            format!("{lemma}es")
        }
        None => format!("{lemma}s"),
    };
    let past = y.map_or_else(|| format!("{stem}ed"), |stem| format!("{stem}ied"));
    let ing = if lemma.ends_with("ee") {
        format!("{lemma}ing")
    } else {
        format!("{stem}ing")
    };
    forms.extend([(Form::Third, third), (Form::Past, past), (Form::Ing, ing)]);
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs_are_conjugated_by_rule() {
        for form in [
            "deny", "denies", "denied", "denying", "agreeing", "accuses", "stresses",
        ] {
            assert!(words().of(form).verb.is_some(), "{form}");
        }
        assert_eq!(words().of("said").verb.map(|verb| verb.lemma), Some("say"));
    }

    #[test]
    fn verbs_of_two_words_are_compounds() {
        assert!(
            words()
                .compounds("pointed")
                .iter()
                .any(|(rest, word)| rest == &["out"] && word.verb.is_some())
        );
    }

    #[test]
    fn nouns_have_a_plural() {
        assert!(words().of("authorities").classes.any(Classes::ORGANISATION));
        assert!(words().of("spokeswomen").classes.any(Classes::PERSON));
    }
}
