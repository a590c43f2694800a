//! Word lists: parsed once from `assets/lexicons`, with their provenance.
//!
//! A list is plain text that a linguist could edit. Its head names what it is,
//! where it comes from and its licence (`# what: …`); `[name 60]` opens a
//! section whose entries are worth 60 %; every other line is a phrase, with a
//! plainer wording or a gloss after ` = ` where there is one. In a phrase
//!
//! - `a|b` is either word, `a b / c d` either phrase;
//! - `slam~~`, `bash~` are all forms of a regular verb, with and without doubling;
//! - `thug+` is singular and plural, `brazen^` adjective and adverb;
//! - `_` is any one word, `*` up to three words;
//! - `<poss>`, `<be>`, `<have>`, `<do>`, `<one>` are small closed classes.
//!
//! All lists share one vocabulary and one trie over token normals, so a text is
//! read once, whatever the number of lists.

pub(super) mod list;
pub(super) mod pattern;
pub(super) mod trie;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use super::Parsed;
use super::parsed::ParsedSentence;
use crate::model::{Confidence, Share};
use crate::text::code::codes;
use crate::text::{Span, TokenKind};
use trie::{Trie, Vocabulary, WordId};

macro_rules! books {
    ($($(#[doc = $doc:literal])* $book:ident = $file:literal,)*) => {
        /// The word lists.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Book { $($(#[doc = $doc])* $book,)* }

        impl Book {
            /// All lists.
            pub const ALL: &'static [Self] = &[$(Self::$book,)*];

            /// Name of the file in `assets/lexicons`.
            pub fn file(self) -> &'static str {
                match self { $(Self::$book => concat!($file, ".txt"),)* }
            }

            fn source(self) -> &'static str {
                match self { $(Self::$book => include_str!(concat!("../../assets/lexicons/", $file, ".txt")),)* }
            }
        }
    };
}

books! {
    /// Words that judge where a plainer one was at hand.
    Loaded = "loaded",
    /// Namings that carry a judgement.
    Labels = "labels",
    /// Insults.
    Insults = "insults",
    /// Reporting verbs that take sides.
    Verbs = "slanted_verbs",
    /// Comments dropped in passing.
    Asides = "asides",
    /// Sources that nobody could ask.
    Vague = "vague_sources",
    /// Motives stated as facts.
    Motives = "motives",
    /// Figurative expressions.
    Idioms = "idioms",
    /// The charge of hypocrisy, and pointing elsewhere.
    Hypocrisy = "hypocrisy",
    /// Two things declared the same.
    Equivalence = "equivalence",
    /// Guesses at the future or at causes.
    Speculation = "speculation",
    /// Wordings that make things larger or smaller.
    Exaggeration = "exaggeration",
    /// Wordings that take something for granted.
    Presupposition = "presupposition",
    /// Wordings that undermine credit.
    Doubt = "doubt",
    /// Threats and fears.
    Fear = "fear",
    /// Appeals to nation, group or values.
    Flag = "flag",
    /// Only two ways out; or no more talk.
    Closure = "closure",
    /// Assertions of cause, blame or merit.
    Claims = "claims",
    /// Terms of a field and plain statements, in which words that judge elsewhere do not.
    Terms = "terms",
    /// Judgement in plain words, as leading articles have it: counted, no marks.
    Verdicts = "verdicts",
    /// Function words and facts that the stance model counts.
    Cues = "cues",
}

impl Book {
    /// Whether several entries may hold on the same words.
    fn overlapping(self) -> bool {
        matches!(self, Self::Cues | Self::Terms | Self::Verdicts)
    }

    /// Whether its entries say that something is judged, and so nothing inside a term.
    fn judges(self) -> bool {
        !self.overlapping()
    }
}

/// Where a list comes from, as its head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The list.
    pub book: Book,
    /// What it is.
    pub what: String,
    /// Where it comes from.
    pub source: String,
    /// Its licence.
    pub licence: String,
    /// How many entries it has.
    pub entries: usize,
}

/// A phrase of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The list it is in.
    pub book: Book,
    /// Name of its section; empty before the first.
    pub section: &'static str,
    /// What an instance is worth, before its surroundings are looked at.
    pub worth: Share,
    /// A plainer wording or gloss, where the list gives one.
    pub note: Option<&'static str>,
}

/// All lists, ready for use.
#[derive(Debug)]
pub struct Lexicons {
    entries: Vec<Entry>,
    provenance: Vec<Provenance>,
    vocabulary: Vocabulary,
    trie: Trie,
}

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::read);

impl Lexicons {
    /// The lists built into the program.
    pub fn get() -> &'static Self {
        &LEXICONS
    }

    fn read() -> Self {
        let mut all = Self {
            entries: Vec::new(),
            provenance: Vec::new(),
            vocabulary: Vocabulary::default(),
            trie: Trie::default(),
        };
        for book in Book::ALL {
            all.read_book(*book);
        }
        all.trie.finish(all.vocabulary.len());
        all
    }

    fn read_book(&mut self, book: Book) {
        let list = list::read(book.source());
        self.provenance.push(Provenance {
            book,
            what: list.head("what").to_owned(),
            source: list.head("source").to_owned(),
            licence: list.head("licence").to_owned(),
            entries: list.lines.len(),
        });
        for line in list.lines {
            let entry = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            self.entries.push(Entry {
                book,
                section: line.section,
                worth: line.worth,
                note: line.note,
            });
            for path in pattern::expand(line.phrase) {
                self.trie.insert(&path, entry, &mut self.vocabulary);
            }
        }
    }

    /// Where each list comes from.
    pub fn provenance(&self) -> &[Provenance] {
        &self.provenance
    }

    /// All phrases, in the order of the lists.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The phrase behind a match.
    pub fn entry(&self, index: u32) -> &Entry {
        &self.entries[index as usize]
    }
}

/// A phrase of a list found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which phrase.
    pub entry: u32,
    /// Which list, as in the entry.
    pub book: Book,
    /// Index of the sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl Match {
    /// The phrase.
    pub fn entry(&self) -> &'static Entry {
        Lexicons::get().entry(self.entry)
    }

    /// What it is worth, before its surroundings are looked at.
    pub fn worth(&self) -> Confidence {
        self.entry().worth
    }
}

/// Everything that the lists find in a text, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    all: Vec<Match>,
    /// Tokens of terms, links and codes, in reading order, not overlapping.
    plain: Vec<Range<usize>>,
}

impl Matches {
    /// Reads a text once for all lists.
    ///
    /// Within a list the leftmost and longest phrase wins, except in lists whose
    /// entries only count.
    pub fn of(parsed: &Parsed<'_>) -> Self {
        let lexicons = Lexicons::get();
        let tokens = &parsed.tokens;
        let words: Vec<WordId> = (0..tokens.len())
            .map(|index| lexicons.vocabulary.find(tokens.normal(index)))
            .collect();
        let marks: Vec<bool> = tokens
            .as_slice()
            .iter()
            .map(|token| token.kind == TokenKind::Mark)
            .collect();
        let mut all: Vec<Match> = Vec::new();
        let mut plain = Vec::new();
        let mut found: Vec<(usize, u32)> = Vec::new();
        for (sentence, part) in parsed.sentences.iter().enumerate() {
            let first = all.len();
            let mut free_from = vec![0; Book::ALL.len()];
            for start in part.tokens.clone() {
                if words[start] == WordId::UNKNOWN {
                    continue;
                }
                found.clear();
                lexicons
                    .trie
                    .matches(&words, &marks, start, part.tokens.end, &mut found);
                // Longest first; among equals the one listed first.
                found.sort_unstable_by(|left, right| {
                    right.0.cmp(&left.0).then(left.1.cmp(&right.1))
                });
                found.dedup();
                for &(end, entry) in &found {
                    let book = lexicons.entry(entry).book;
                    if !book.overlapping() {
                        if start < free_from[book as usize] {
                            continue;
                        }
                        free_from[book as usize] = end;
                    }
                    all.push(Match {
                        entry,
                        book,
                        sentence,
                        tokens: start..end,
                    });
                }
            }
            let terms = plain_in(parsed, part, &all[first..]);
            let own = all.split_off(first);
            all.extend(own.into_iter().filter(|found| {
                let next = terms.partition_point(|term| term.end < found.tokens.end);
                let term = terms.get(next);
                let inside = term.is_some_and(|term| term.start <= found.tokens.start);
                !found.book.judges() || !inside
            }));
            plain.extend(terms);
        }
        Self { all, plain }
    }

    /// Whether a token is part of a term of its field, a link or a code: it judges nothing.
    pub fn is_plain(&self, token: usize) -> bool {
        let next = self.plain.partition_point(|term| term.end <= token);
        self.plain
            .get(next)
            .is_some_and(|term| term.contains(&token))
    }

    /// The words of a sentence for a lexicon of sentiment: a neutral word stands for each term
    /// of a field and each plain denial.
    pub fn without_terms<'t>(&self, parsed: &Parsed<'t>, sentence: Span) -> Cow<'t, str> {
        let text = parsed.text();
        let inside = parsed.tokens.inside(sentence);
        let from = self.plain.partition_point(|term| term.end <= inside.start);
        let to = self.plain.partition_point(|term| term.start < inside.end);
        if from >= to {
            return Cow::Borrowed(sentence.of(text));
        }
        let all = parsed.tokens.as_slice();
        let mut rest = String::with_capacity(sentence.len());
        let mut at = sentence.start();
        for term in &self.plain[from..to] {
            rest.push_str(&text[at..all[term.start].span.start()]);
            rest.push_str(NEUTRAL);
            at = all[term.end - 1].span.end();
        }
        rest.push_str(&text[at.min(sentence.end())..sentence.end()]);
        Cow::Owned(rest)
    }

    /// All matches.
    pub fn all(&self) -> &[Match] {
        &self.all
    }

    /// The matches of one list.
    pub fn of_book(&self, book: Book) -> impl Iterator<Item = &Match> {
        self.all.iter().filter(move |found| found.book == book)
    }

    /// The matches of one sentence.
    pub fn of_sentence(&self, sentence: usize) -> &[Match] {
        let from = self.all.partition_point(|found| found.sentence < sentence);
        let to = self.all.partition_point(|found| found.sentence <= sentence);
        &self.all[from..to]
    }
}

/// What stands for a term where sentiment is counted: no list rates it.
const NEUTRAL: &str = "it";

/// The tokens of terms, links and codes in a sentence, those that overlap as one.
fn plain_in(parsed: &Parsed<'_>, part: &ParsedSentence, found: &[Match]) -> Vec<Range<usize>> {
    let terms = found.iter().filter(|found| found.book == Book::Terms);
    let codes = codes(part.span.of(parsed.text())).into_iter();
    let mut all: Vec<Range<usize>> = terms
        .map(|found| found.tokens.clone())
        .chain(codes.map(|span| {
            let inside = parsed.tokens.inside(span.shifted(part.span.start()));
            inside.start..inside.end.min(part.tokens.end)
        }))
        .filter(|range| !range.is_empty())
        .collect();
    all.sort_unstable_by_key(|range| (range.start, range.end));
    all.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::article;

    #[test]
    fn every_list_says_what_it_is_and_under_which_licence() {
        for provenance in Lexicons::get().provenance() {
            let file = provenance.book.file();
            assert!(!provenance.what.is_empty(), "{file} has no “what”");
            assert!(!provenance.source.is_empty(), "{file} has no “source”");
            assert!(!provenance.licence.is_empty(), "{file} has no “licence”");
            assert!(provenance.entries > 0, "{file} is empty");
        }
    }

    /// What a section finds in a text.
    fn found(text: &str, book: Book, section: &str) -> Vec<String> {
        let article = article(text);
        let parsed = Parsed::of(&article);
        let matches = Matches::of(&parsed);
        let all = parsed.tokens.as_slice();
        matches
            .of_book(book)
            .filter(|found| found.entry().section == section)
            .map(|found| {
                let first = all[found.tokens.start].span;
                let last = all[found.tokens.end - 1].span;
                first.cover(last).of(text).to_owned()
            })
            .collect()
    }

    #[test]
    fn sections_that_make_no_marks_find_their_examples_and_are_silent_where_they_say_so() {
        let mut wrong = Vec::new();
        for book in [Book::Terms, Book::Verdicts] {
            let (mut section, mut examples, mut silent) = ("", 0, 0);
            for line in book.source().lines().chain(["[]"]) {
                if let Some(name) = line.strip_prefix('[') {
                    let told = section.is_empty() || examples > 0 && silent > 0;
                    assert!(told, "{section} has no examples or nothing it is silent on");
                    section = name.split([' ', ']']).next().unwrap();
                    (examples, silent) = (0, 0);
                } else if let Some(example) = line.strip_prefix("# example: ") {
                    let text = example.replace("[[", "").replace("]]", "");
                    let (_, rest) = example.split_once("[[").unwrap();
                    let wanted = rest.split("]]").next().unwrap().replace(" .", ".");
                    let text = text.replace(" .", ".");
                    let got = found(&text, book, section);
                    if !got.contains(&wanted) {
                        wrong.push(format!("{section}: {text} gave {got:?}"));
                    }
                    examples += 1;
                } else if let Some(text) = line.strip_prefix("# silent: ") {
                    let got = found(text, book, section);
                    if !got.is_empty() {
                        wrong.push(format!("{section}: {text} gave {got:?}"));
                    }
                    silent += 1;
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_term_of_its_field_judges_nothing_and_the_same_word_elsewhere_does() {
        let count = |text: &str| {
            let article = article(text);
            let matches = Matches::of(&Parsed::of(&article));
            let judging = |found: &&Match| found.book.judges();
            matches.all().iter().filter(judging).count()
        };
        assert_eq!(count("A virulent strain was found on two farms."), 0);
        assert!(count("The paper printed a virulent attack.") > 0);
        assert_eq!(
            count("The picture is at pic.example.com/shameful/disgrace today."),
            0
        );
        assert!(count("The picture is shameful today.") > 0);
    }

    #[test]
    fn plain_denials_and_terms_weigh_nothing_where_sentiment_is_counted() {
        let score = |text: &str| {
            let article = article(text);
            let parsed = Parsed::of(&article);
            let matches = Matches::of(&parsed);
            let text = matches.without_terms(&parsed, parsed.sentences[0].span);
            crate::analysis::sentiment::score(&text).compound()
        };
        for text in [
            "The pumps had no faults.",
            "Nobody was hurt, and there was no damage to homes.",
            "The crisis team was stood down on Monday without a single incident.",
            "He could be jailed for life if he is found guilty of murder.",
            "A virulent strain was found on two farms.",
            "Pictures are here: pic.example.com/hate/EviLd1eR3x",
        ] {
            assert!(score(text) >= -0.05, "{text} {}", score(text));
        }
        assert!(score("The damage to homes was terrible.") < -0.3);
        assert!(score("It was a shameful crisis.") < -0.3);
    }
}
