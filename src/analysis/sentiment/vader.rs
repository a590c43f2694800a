//! The algorithm, rule by rule as in vaderSentiment 3.3.2.
//!
//! Where the Python program has a quirk, the quirk is kept, because published
//! results rest on it; the comments name them. Sums run in the same order, so
//! that the floating-point numbers are the same and not only close.

use std::borrow::Cow;

use super::lexicon::{Entry, Lexicon, lexicon};

/// Rise in intensity of a word in capitals among others that are not.
const CAPITALS: f64 = 0.733;
/// What a negation multiplies by.
const NEGATION: f64 = -0.74;
/// Rise for an exclamation mark, of which four count.
const EXCLAMATION: f64 = 0.292;
/// Rise for a question mark where there are two or three.
const QUESTION: f64 = 0.18;
/// Rise for four question marks or more.
const QUESTIONS: f64 = 0.96;
/// Square of the score at which a compound reaches 0.7: the largest sum to expect.
const ALPHA: f64 = 15.0;

/// VADER's four scores.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Polarity {
    /// Share of negative words, weighted; three decimals.
    pub negative: f64,
    /// Share of neutral words; three decimals.
    pub neutral: f64,
    /// Share of positive words, weighted; three decimals.
    pub positive: f64,
    /// All in one number, −1 to 1; four decimals.
    pub compound: f64,
}

/// The compound score of a text as it stands, −1 to 1, rounded to four decimals.
pub fn compound(text: &str) -> f64 {
    polarity(text).compound
}

/// The four scores of a text as it stands.
pub fn polarity(text: &str) -> Polarity {
    let lists = lexicon();
    let described = describe_emoji(text, lists);
    let text = described.trim_matches(is_space);
    let lowered = text.to_ascii_lowercase();
    let words = Words::of(text, &lowered, lists);
    let mut valences: Vec<f64> = (0..words.len()).map(|at| words.valence(at)).collect();
    if let Some(but) = words.position("but") {
        shift_weight(&mut valences, but);
    }
    scores(&valences, emphasis(text))
}

/// Replaces each emoji by its description, with a space before it where none stands.
fn describe_emoji<'t>(text: &'t str, lists: &Lexicon) -> Cow<'t, str> {
    // The only descriptions of ASCII characters would be digits; VADER's list has none.
    if text.is_ascii() || !text.chars().any(|letter| lists.emoji(letter).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut described = String::with_capacity(text.len() * 2);
    let mut after_space = true;
    for letter in text.chars() {
        if let Some(description) = lists.emoji(letter) {
            if !after_space {
                described.push(' ');
            }
            described.push_str(description);
            after_space = false;
        } else {
            described.push(letter);
            after_space = letter == ' ';
        }
    }
    Cow::Owned(described)
}

/// White space as Python's `str.split` sees it: four control characters more than Unicode's.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{1C}'..='\u{1F}')
}

/// One word or emoticon, without punctuation around it where enough is left.
#[derive(Debug)]
struct Word<'t> {
    lower: Cow<'t, str>,
    entry: Entry,
    capitals: bool,
}

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        &self.lower
    }
}

impl Word<'_> {
    fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    fn negates(&self) -> bool {
        self.entry.negates || self.lower.contains("n't")
    }
}

/// The words of a text.
struct Words<'t> {
    all: Vec<Word<'t>>,
    lists: &'static Lexicon,
    /// Whether some words, not all, are in capitals; only then do capitals shout.
    shouting: bool,
}

impl<'t> Words<'t> {
    /// `lowered` is `text` in ASCII lower case, so that most words need no string of their own.
    fn of(text: &'t str, lowered: &'t str, lists: &'static Lexicon) -> Self {
        let pieces = text.split(is_space).zip(lowered.split(is_space));
        let words: Vec<_> = pieces
            .filter(|(piece, _)| !piece.is_empty())
            .map(|(piece, lower)| {
                let lower = if piece.is_ascii() {
                    Cow::Borrowed(stripped(lower))
                } else {
                    Cow::Owned(stripped(piece).to_lowercase())
                };
                Word {
                    entry: lists.entry(&lower).unwrap_or_default(),
                    capitals: is_upper(stripped(piece)),
                    lower,
                }
            })
            .collect();
        let capitals = words.iter().filter(|word| word.capitals).count();
        Self {
            shouting: 0 < capitals && capitals < words.len(),
            all: words,
            lists,
        }
    }

    fn len(&self) -> usize {
        self.all.len()
    }

    fn position(&self, wanted: &str) -> Option<usize> {
        self.all.iter().position(|word| word.is(wanted))
    }

    /// Whether the word `back` places before `at` is `wanted`.
    fn before(&self, at: usize, back: usize, wanted: &str) -> bool {
        at >= back && self.all[at - back].is(wanted)
    }

    /// The valence of one word in its surroundings.
    fn valence(&self, at: usize) -> f64 {
        let word = &self.all[at];
        let next = self.all.get(at + 1);
        let Some(rating) = word.entry.valence else {
            return 0.0;
        };
        let kind_of = word.is("kind") && next.is_some_and(|next| next.is("of"));
        if word.entry.boost.is_some() || kind_of {
            return 0.0;
        }
        let mut valence = rating;
        // "No" before a sentiment word negates it instead of being one.
        if word.is("no") && next.is_some_and(|next| next.entry.valence.is_some()) {
            valence = 0.0;
        }
        if self.follows_no(at) {
            valence = rating * NEGATION;
        }
        if word.capitals && self.shouting {
            valence += if valence > 0.0 { CAPITALS } else { -CAPITALS };
        }
        for back in 1..=3.min(at) {
            if self.all[at - back].entry.valence.is_none() {
                valence += self.boost(at - back, valence) * [1.0, 0.95, 0.9][back - 1];
                valence = self.negated(valence, at, back);
                if back == 3 {
                    valence = self.in_phrase(valence, at);
                }
            }
        }
        self.least(valence, at)
    }

    /// "no good", "no real good", "no worse nor better".
    fn follows_no(&self, at: usize) -> bool {
        self.before(at, 1, "no")
            || self.before(at, 2, "no")
            || (self.before(at, 3, "no") && (self.before(at, 1, "or") || self.before(at, 1, "nor")))
    }

    /// What a booster or dampener at `at` adds to a valence.
    fn boost(&self, at: usize, valence: f64) -> f64 {
        let word = &self.all[at];
        let Some(boost) = word.entry.boost else {
            return 0.0;
        };
        let sign = if valence < 0.0 { -1.0 } else { 1.0 };
        let shout = if !(word.capitals && self.shouting) {
            0.0
        } else if valence > 0.0 {
            CAPITALS
        } else {
            -CAPITALS
        };
        boost * sign + shout
    }

    /// The valence after a look at the word `back` places before for a negation.
    fn negated(&self, valence: f64, at: usize, back: usize) -> f64 {
        let so = |back| self.before(at, back, "so") || self.before(at, back, "this");
        let doubt = |back| self.before(at, back, "doubt");
        // "Never so good" praises. Three words back VADER asks for "never" only in the
        // first half of its condition: "so" right before the word is enough.
        let praise = match back {
            2 => self.before(at, 2, "never") && so(1),
            3 => (self.before(at, 3, "never") && so(2)) || so(1),
            _ => false,
        };
        if praise {
            return valence * 1.25;
        }
        let certain = match back {
            2 => self.before(at, 2, "without") && doubt(1),
            3 => self.before(at, 3, "without") && (doubt(2) || doubt(1)),
            _ => false,
        };
        if !certain && self.all[at - back].negates() {
            valence * NEGATION
        } else {
            valence
        }
    }

    /// The valence after a look for fixed phrases around a word with three words before it.
    fn in_phrase(&self, mut valence: f64, at: usize) -> f64 {
        let fixed = |from, to| self.lists.fixed(&self.all[from..to]);
        let around = [
            (at - 1, at + 1),
            (at - 2, at + 1),
            (at - 2, at),
            (at - 3, at),
            (at - 3, at - 1),
        ];
        if let Some(value) = around.iter().find_map(|&(from, to)| fixed(from, to)) {
            valence = value;
        }
        for length in [2, 3] {
            if at + length <= self.all.len()
                && let Some(value) = fixed(at, at + length)
            {
                valence = value;
            }
        }
        for (from, to) in [(at - 3, at), (at - 3, at - 1), (at - 2, at)] {
            valence += self.lists.boosting(&self.all[from..to]).unwrap_or(0.0);
        }
        valence
    }

    /// "The least good" negates; "at least good" and "very least good" do not.
    fn least(&self, valence: f64, at: usize) -> f64 {
        let spared = self.before(at, 2, "at") || self.before(at, 2, "very");
        if self.before(at, 1, "least") && !spared {
            valence * NEGATION
        } else {
            valence
        }
    }
}

/// A word without ASCII punctuation around it; whole where two characters or fewer
/// would be left, for then it is likely an emoticon.
fn stripped(piece: &str) -> &str {
    let inside = piece.trim_matches(|letter: char| letter.is_ascii_punctuation());
    if inside.chars().nth(2).is_some() {
        inside
    } else {
        piece
    }
}

/// Python's `str.isupper`: a capital and no small or title-case letter.
fn is_upper(word: &str) -> bool {
    let mut upper = false;
    for letter in word.chars() {
        if letter.is_lowercase() || is_title_case(letter) {
            return false;
        }
        upper |= letter.is_uppercase();
    }
    upper
}

/// Unicode's title-case letters, such as `ǅ`: all there are.
fn is_title_case(letter: char) -> bool {
    matches!(letter,
        '\u{01C5}' | '\u{01C8}' | '\u{01CB}' | '\u{01F2}'
        | '\u{1F88}'..='\u{1F8F}' | '\u{1F98}'..='\u{1F9F}' | '\u{1FA8}'..='\u{1FAF}'
        | '\u{1FBC}' | '\u{1FCC}' | '\u{1FFC}')
}

/// Halves what stands before "but" and raises what stands after it by half.
///
/// VADER looks each value up by its first occurrence in the list that it is changing,
/// so of two equal values the earlier one is changed twice. Kept, with a note of
/// where a value can occur first, so that long lists of equal values stay quick.
#[expect(
    clippy::float_cmp,
    reason = "the Python list is searched by exact equality"
)]
fn shift_weight(valences: &mut [f64], but: usize) {
    let mut first_at: Vec<(f64, usize)> = Vec::new();
    for index in 0..valences.len() {
        let value = valences[index];
        let known = first_at.iter().position(|&(seen, _)| seen == value);
        let from = known.map_or(0, |known| first_at[known].1);
        let found = (from..=index).find(|&at| valences[at] == value);
        let at = found.unwrap_or(index);
        match at.cmp(&but) {
            std::cmp::Ordering::Less => valences[at] = value * 0.5,
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => valences[at] = value * 1.5,
        }
        match known {
            Some(known) => first_at[known].1 = at,
            None => first_at.push((value, at)),
        }
        // The new value may now stand before the place noted for it.
        let new = valences[at];
        for (seen, from) in &mut first_at {
            if *seen == new {
                *from = at.min(*from);
            }
        }
    }
}

/// What exclamation and question marks add.
fn emphasis(text: &str) -> f64 {
    let count = |mark| text.bytes().filter(|&byte| byte == mark).count();
    let exclamations = match count(b'!') {
        0 => 0.0,
        1 => 1.0,
        2 => 2.0,
        3 => 3.0,
        _ => 4.0,
    };
    let questions = match count(b'?') {
        0 | 1 => 0.0,
        2 => 2.0 * QUESTION,
        3 => 3.0 * QUESTION,
        _ => QUESTIONS,
    };
    exclamations * EXCLAMATION + questions
}

fn scores(valences: &[f64], emphasis: f64) -> Polarity {
    if valences.is_empty() {
        return Polarity::default();
    }
    let mut sum: f64 = valences.iter().fold(0.0, |sum, valence| sum + valence);
    if sum > 0.0 {
        sum += emphasis;
    } else if sum < 0.0 {
        sum -= emphasis;
    }
    let compound = sum / (sum * sum + ALPHA).sqrt();
    // A sentiment word counts one more than its valence, to weigh against neutral words.
    let (mut positive, mut negative, mut neutral) = (0.0, 0.0, 0.0);
    for &valence in valences {
        if valence > 0.0 {
            positive += valence + 1.0;
        } else if valence < 0.0 {
            negative += valence - 1.0;
        } else {
            neutral += 1.0;
        }
    }
    if positive > -negative {
        positive += emphasis;
    } else if positive < -negative {
        negative -= emphasis;
    }
    let total: f64 = positive - negative + neutral;
    Polarity {
        negative: rounded(-negative / total, 3),
        neutral: rounded(neutral / total, 3),
        positive: rounded(positive / total, 3),
        compound: rounded(compound.clamp(-1.0, 1.0), 4),
    }
}

/// Rounds as Python's `round`: by the exact value of the number, halves to even.
fn rounded(value: f64, decimals: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals));
    let scaled = value * scale;
    let away_from_half = (scaled.fract().abs() - 0.5).abs();
    if away_from_half > 1e-6 {
        return scaled.round() / scale;
    }
    // So near a half the multiplication may have crossed it: let the exact printer decide.
    let printed = format!("{value:.*}", usize::from(decimals));
    printed.parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text, then the four scores of the Python package; see `training/vader_fixture.py`.
    type Row = (String, f64, f64, f64, f64);

    #[test]
    fn every_score_equals_the_python_package() {
        let fixture = include_str!("../../../tests/fixtures/vader.json");
        let rows: Vec<Row> = serde_json::from_str(fixture).expect("the fixture is JSON");
        assert!(rows.len() >= 1000);
        let wrong: Vec<_> = rows
            .iter()
            .filter_map(|(text, negative, neutral, positive, compound)| {
                let wanted = Polarity {
                    negative: *negative,
                    neutral: *neutral,
                    positive: *positive,
                    compound: *compound,
                };
                let found = polarity(text);
                (found != wanted).then(|| format!("{text:?}: {found:?} instead of {wanted:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
    }

    #[test]
    fn rounding_looks_at_the_exact_number() {
        // 0.00025 lies just above the half as a binary fraction, 0.00035 just below.
        assert_eq!(rounded(0.000_25, 4).to_string(), "0.0003");
        assert_eq!(rounded(0.000_35, 4).to_string(), "0.0003");
        assert_eq!(rounded(0.125, 2).to_string(), "0.12");
    }

    #[test]
    fn a_long_text_with_a_but_is_quick() {
        let text = "good bad awful great ".repeat(20_000) + "but fine";
        assert!(compound(&text).abs() <= 1.0);
    }

    proptest! {
        #[test]
        fn any_text_scores_between_minus_one_and_one(text in "\\PC{0,200}") {
            let found = polarity(&text);
            prop_assert!((-1.0..=1.0).contains(&found.compound));
        }
    }
}
