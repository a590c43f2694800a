//! What speaks for a language in a text; that of paragraphs adds up to that of an article.

use unicode_normalization::UnicodeNormalization as _;

use super::{BOOK, Guess, Language, by_letters, most_likely, of_script};

/// So many small words more than any other language has decide.
const MARGIN: usize = 2;
/// And this part of the larger number, so that a long text in two languages stays unclear.
const PART: usize = 10;
/// From so many words in lower case a text without small words is none in English.
const WORDS: usize = 15;
/// One word in so many is a small word in any English text of that length.
const SMALL: usize = 20;
/// One word in so many is a small one in a language that is listed.
const NAMING: usize = 6;
/// Fewest signs of program source.
const SIGNS: usize = 5;
/// So many letters to a sign at most, and so many words to a small English one at least: the
/// more signs, the more English words may stand among them.
const SOURCE: [(usize, usize); 3] = [(20, 6), (12, 3), (6, 1)];
/// So many particles can stand in a row in a name: `de la`, `von und zu`.
const PARTICLES: usize = 3;
/// Fewest words that nobody could say, and what part of the words they are at least.
const UNSAYABLE: usize = 3;
const UNSAYABLE_PART: usize = 4;
/// Consonants in a row that nobody could say: one more than in “strengths”.
const CONSONANTS: usize = 6;
/// A letter of Chinese, Japanese or Korean writes as much as so many Latin ones.
const DENSE: usize = 2;
/// Letter statistics need no more text than this, in bytes.
const ENOUGH: usize = 2_000;
/// Keys that fingers run along.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// What speaks for a language in a text.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Words in Latin script.
    words: usize,
    /// Those in lower case.
    lower: usize,
    /// Small words of English.
    english: usize,
    /// Small words of each language, in the order of the book.
    small: Vec<usize>,
    /// Words that nobody could say.
    unsayable: usize,
    /// Signs of program source.
    signs: usize,
    /// Letters in Latin script.
    latin: usize,
    /// Letters in other scripts, by their weight.
    foreign: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    /// The first words in Latin script.
    head: String,
    /// The first words in other scripts.
    foreign_head: String,
}

impl Evidence {
    /// What a text shows. Addresses of pages are no words of it.
    pub fn of(text: &str) -> Self {
        let mut evidence = Self {
            small: vec![0; BOOK.languages.len()],
            ..Self::default()
        };
        let shouted = !text.chars().any(char::is_lowercase);
        let mut words = Vec::new();
        for line in text.lines() {
            evidence.signs += usize::from(begins_like_a_comment(line));
            evidence.signs += usize::from(line.trim_end().ends_with(';'));
            for piece in line.split_whitespace() {
                if is_address(piece) {
                    continue;
                }
                evidence.signs += signs(piece);
                evidence.count_letters(piece);
                words.extend(words_of(piece));
            }
        }
        for (index, word) in words.iter().enumerate() {
            let before = words[..index].iter().rev();
            let after = words[index + 1..].iter();
            let is_in_name = is_capital(word) || (leads_to_name(before) && leads_to_name(after));
            evidence.word(word, shouted, is_in_name);
        }
        evidence
    }

    /// Adds what another text shows.
    pub fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.lower += other.lower;
        self.english += other.english;
        self.small.resize(BOOK.languages.len(), 0);
        for (sum, more) in self.small.iter_mut().zip(&other.small) {
            *sum += more;
        }
        self.unsayable += other.unsayable;
        self.signs += other.signs;
        self.latin += other.latin;
        self.foreign += other.foreign;
        self.han += other.han;
        self.kana += other.kana;
        self.hangul += other.hangul;
        extend(&mut self.head, &other.head);
        extend(&mut self.foreign_head, &other.foreign_head);
    }

    /// What the text looks like.
    pub fn guess(&self) -> Guess {
        if !self.is_in_latin_script() {
            return Guess::Language(self.of_script());
        }
        if self.is_source() || self.is_noise() {
            return Guess::NoProse;
        }
        let most = self.most();
        let margin = MARGIN.max(self.english.max(most) / PART);
        if self.english >= most + margin {
            Guess::Language(Language::ENGLISH)
        } else if most >= self.english + margin {
            Guess::Language(self.named(most))
        } else if self.lower >= WORDS && self.english * SMALL <= self.lower {
            // Not English, then; a text without any small words that are known is in a
            // language that is not listed, or in none.
            by_letters(&self.head)
                .filter(|language| !language.is_english())
                .map_or(Guess::NoProse, |found| Guess::Language(unlisted(found)))
        } else {
            Guess::Unclear
        }
    }

    /// Whether most of its letters are Latin ones.
    pub fn is_in_latin_script(&self) -> bool {
        self.foreign <= self.latin
    }

    /// Whether it has so few words that they tell one language from a related one only by luck.
    pub fn is_short(&self) -> bool {
        self.is_in_latin_script() && self.words < WORDS
    }

    /// How long the text is, in letters.
    pub fn letters(&self) -> usize {
        self.latin + self.foreign
    }

    /// Whether as many small words may be another language's as are English.
    pub fn may_be_other(&self) -> bool {
        self.most() >= self.english
    }

    /// The most small words that any language other than English has.
    fn most(&self) -> usize {
        self.others().map(|(_, count)| count).max().unwrap_or(0)
    }

    /// Small words of each language but English.
    fn others(&self) -> impl Iterator<Item = (Language, usize)> {
        let all = BOOK.languages.iter().zip(&self.small);
        all.filter(|(language, _)| !language.is_english())
            .map(|(language, count)| (*language, *count))
    }

    /// Which language it is that has so many small words. Where several are level, the letters
    /// decide; where they are few, it is none of those that are listed.
    fn named(&self, most: usize) -> Language {
        let by_letters = most_likely(&self.head).filter(|language| !language.is_english());
        let level: Vec<Language> = self
            .others()
            .filter(|(_, count)| *count == most)
            .map(|(language, _)| language)
            .collect();
        let is_level = |found: &Language| level.contains(found);
        if most * NAMING >= self.words {
            let found = by_letters.filter(is_level);
            return found.or(level.first().copied()).unwrap_or(Language::OTHER);
        }
        by_letters.map_or(Language::OTHER, unlisted)
    }

    fn of_script(&self) -> Language {
        let dense = self.han + self.kana + self.hangul;
        let named = |code| BOOK.language(code).unwrap_or(Language::OTHER);
        if 2 * DENSE * dense <= self.foreign {
            of_script(&self.foreign_head)
        } else if 2 * self.hangul > dense {
            named("ko")
        } else if 10 * self.kana > dense {
            named("ja")
        } else {
            named("zh")
        }
    }

    fn is_source(&self) -> bool {
        let is_like = |(letters, words): &(usize, usize)| {
            self.signs * letters >= self.latin && self.english * words <= self.words
        };
        self.signs >= SIGNS && SOURCE.iter().any(is_like)
    }

    fn is_noise(&self) -> bool {
        self.unsayable >= UNSAYABLE
            && self.unsayable * UNSAYABLE_PART >= self.words
            && self.english.max(self.most()) * SMALL <= self.words
    }

    fn count_letters(&mut self, piece: &str) {
        let (latin, foreign) = (self.latin, self.foreign);
        for letter in piece.chars().filter(|letter| letter.is_alphabetic()) {
            match script(letter) {
                Kind::Latin => self.latin += 1,
                Kind::Han => self.han += 1,
                Kind::Kana => self.kana += 1,
                Kind::Hangul => self.hangul += 1,
                Kind::Foreign => self.foreign += 1,
            }
            if script(letter).is_dense() {
                self.foreign += DENSE;
            }
        }
        if self.foreign > foreign {
            extend(&mut self.foreign_head, piece);
        } else if self.latin > latin {
            extend(&mut self.head, piece);
        }
    }

    fn word(&mut self, word: &str, shouted: bool, is_in_name: bool) {
        if !word.starts_with(|letter| script(letter) == Kind::Latin) {
            return;
        }
        self.words += 1;
        let is_lower = !is_capital(word);
        self.lower += usize::from(is_lower);
        let normal: String = word
            .nfc()
            .flat_map(char::to_lowercase)
            .map(|letter| if letter == '’' { '\'' } else { letter })
            .collect();
        let having = BOOK.having_parts(&normal);
        if having & BOOK.english != 0 {
            self.english += 1;
        }
        // `Ursula von der Leyen` and `LA PAZ` are names in any language.
        let counts = if shouted {
            !BOOK.particles.contains(&&*normal)
        } else {
            !is_in_name
        };
        if counts {
            let mut bits = having;
            while bits != 0 {
                self.small[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        if is_lower && is_unsayable(&normal) {
            self.unsayable += 1;
        }
    }
}

/// What the letters say of a text with few small words: a language whose small words are
/// listed it is not.
fn unlisted(found: Language) -> Language {
    if BOOK.has_words(found) {
        Language::OTHER
    } else {
        found
    }
}

/// What script a letter is of, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Han,
    Kana,
    Hangul,
    Foreign,
}

impl Kind {
    fn is_dense(self) -> bool {
        matches!(self, Self::Han | Self::Kana | Self::Hangul)
    }
}

fn script(letter: char) -> Kind {
    match u32::from(letter) {
        0..0x250
        | 0x1E00..0x1F00
        | 0x2100..0x2150
        | 0x2C60..0x2C80
        | 0xA720..0xA800
        | 0xFB00..0xFB07
        | 0xFF21..0xFF5B
        | 0x1_D400..0x1_D800 => Kind::Latin,
        0x3040..0x3100 | 0x31F0..0x3200 | 0xFF66..0xFFA0 => Kind::Kana,
        0x1100..0x1200 | 0x3130..0x3190 | 0xA960..0xA980 | 0xAC00..0xD800 => Kind::Hangul,
        0x3005..0x3008 | 0x3400..0x4DC0 | 0x4E00..0xA000 | 0xF900..0xFB00 | 0x2_0000..0x3_4000 => {
            Kind::Han
        }
        _ => Kind::Foreign,
    }
}

fn extend(head: &mut String, more: &str) {
    if head.len() < ENOUGH {
        let room = ENOUGH.min(more.len());
        head.push_str(&more[..more.floor_char_boundary(room)]);
        head.push(' ');
    }
}

/// Stretches of letters, with the apostrophes inside.
fn words_of(piece: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| {
        letter.is_alphabetic() || matches!(letter, '\'' | '’' | '\u{300}'..='\u{36F}')
    };
    piece
        .split(move |letter| !is_part(letter))
        .map(|word| word.trim_matches(['\'', '’']))
        .filter(|word| !word.is_empty())
}

fn is_capital(word: &str) -> bool {
    !word.starts_with(char::is_lowercase)
}

/// Whether a capital comes next, or after particles.
fn leads_to_name<'w>(words: impl Iterator<Item = &'w &'w str>) -> bool {
    let mut rest = words
        .take(PARTICLES + 1)
        .skip_while(|word| BOOK.particles.contains(word));
    rest.next().is_some_and(|word| is_capital(word))
}

fn is_address(piece: &str) -> bool {
    let dotted = || piece.contains('/') && piece.contains('.');
    piece.contains("://") || piece.contains("www.") || piece.contains('@') || dotted()
}

fn begins_like_a_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["//", "/*", "*/", "# ", "-- ", "#include", "#!"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

/// What stands in program source and hardly in prose: braces, `a_b`, `a.b`, `aB`, `a(`.
fn signs(piece: &str) -> usize {
    let mut count = 0;
    let mut before = [' '; 2];
    let mut letters = piece.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let joins = |mark| letter == mark && before[1].is_alphanumeric();
        let is_sign = matches!(letter, '{' | '}' | '=' | '<' | '>' | '_' | '\\' | '`')
            || (matches!(letter, '[' | ']') && before[1] != ' ' && next != ' ')
            || (joins('.') && before[1].is_lowercase() && next.is_ascii_lowercase())
            || joins('(')
            || (letter == '(' && next == ')')
            || (letter == '$' && (next.is_ascii_alphabetic() || matches!(next, '(' | '{' | '@')))
            || (letter == '"' && next == ':')
            || (letter == '-' && before[1] == ' ' && next.is_ascii_lowercase())
            || (letter == '&' && next == '&')
            || (letter.is_uppercase() && before[1].is_lowercase() && next.is_lowercase());
        count += usize::from(is_sign);
        before = [before[1], letter];
    }
    count
}

/// Whether a word in lower case is one that nobody could say, as fingers type it.
fn is_unsayable(word: &str) -> bool {
    let is_vowel = |letter: char| {
        let base = letter.nfd().next().unwrap_or(letter);
        matches!(
            base,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'æ' | 'ø' | 'œ' | 'ı'
        )
    };
    let count = word.chars().count();
    if count < 3 || word.contains('\'') {
        return false;
    }
    let mut run = 0;
    let mut longest = 0;
    for letter in word.chars() {
        run = if is_vowel(letter) { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    let along = |keys: &&str| word.chars().all(|letter| keys.contains(letter));
    longest >= CONSONANTS
        || longest == count
        || (count >= 4 && KEYS[1..].iter().any(along))
        || (count >= 6 && along(&KEYS[0]))
}
