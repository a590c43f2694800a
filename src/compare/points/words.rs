//! The sentences of a comparison as words with weights.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{MOST_ARTICLES, MOST_SENTENCES};
use crate::analysis::states::ArticleStates;
use crate::model::{Analysis, Article};
use crate::text::content::{ContentKind, content_words};
use crate::text::plain::VOCABULARY;
use crate::text::stem::stem;

/// The first word of the vocabulary; before it stand signs.
const FIRST_WORD: usize = 1996;
/// Words in a sentence of news, on the mean.
const USUAL_WORDS: f32 = 20.0;
/// More words of a sentence are not aligned: a text without full stops has hundreds.
const MOST_ALIGNED: usize = 80;

/// For each stem how seldom it is in English: the logarithm of one in how many sentences has
/// it, by its place in the vocabulary, which is in order of frequency, and the law of Zipf
/// (the word of rank r is one in about 10 r words).
static SELDOM: LazyLock<HashMap<String, f32>> = LazyLock::new(|| {
    let mut seldom = HashMap::new();
    for (rank, word) in VOCABULARY.lines().skip(FIRST_WORD).enumerate() {
        if !word.starts_with("##") {
            seldom.entry(stem(word)).or_insert_with(|| of_rank(rank));
        }
    }
    seldom
});

fn of_rank(rank: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "thirty thousand words")]
    let words = 10.0 * (rank as f32 + 3.0);
    (words / USUAL_WORDS).ln_1p()
}

fn seldom(stem: &str) -> f32 {
    let known = SELDOM.get(stem).copied();
    known.unwrap_or_else(|| of_rank(VOCABULARY.len() / 8))
}

/// What a word is, in the light of all articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Name,
    Plain,
}

/// A stem of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) stem: usize,
    pub(super) kind: Kind,
    /// Which of the sentence's content words it is first.
    pub(super) at: usize,
}

/// A sentence that tells something.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Index of the article in the comparison.
    pub(super) article: usize,
    /// Index of the sentence in its analysis.
    pub(super) sentence: usize,
    /// Its distinct stems, ordered.
    pub(super) words: Vec<Word>,
    /// Words in quotation marks.
    pub(super) quotes: bool,
    /// Content words, repeats among them.
    pub(super) length: usize,
}

/// What a stem weighs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    /// Within the comparison.
    pub(super) here: f32,
    /// In English.
    pub(super) english: f32,
    /// Both.
    pub(super) both: f32,
}

/// All sentences that are compared.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    /// By article, in reading order.
    pub(super) told: Vec<Told>,
    /// By stem.
    pub(super) weights: Vec<Weight>,
    /// Where each article's begin in `told`; one more at the end.
    pub(super) starts: Vec<usize>,
    /// Whether articles have more sentences than are compared.
    pub(super) is_cut: bool,
}

impl Sentences {
    pub(super) fn of(articles: &[(&Article, &Analysis)]) -> Self {
        let mut stems: HashMap<String, usize> = HashMap::new();
        let mut read = Vec::new();
        let mut all = Self::default();
        let most = most_each(articles.len());
        for (index, (article, analysis)) in articles.iter().enumerate() {
            all.starts.push(read.len());
            all.is_cut |= analysis.told().count() > most;
            for (place, sentence) in analysis.told().take(most) {
                let words = content_words(sentence.span.of(&article.text));
                let words: Vec<_> = words
                    .into_iter()
                    .map(|word| {
                        let next = stems.len();
                        (*stems.entry(word.stem).or_insert(next), word.kind)
                    })
                    .collect();
                read.push((index, place, words, !sentence.quoted.is_empty()));
            }
        }
        all.starts.push(read.len());
        let (names, plain) = capitals(read.iter().flat_map(|(_, _, words, _)| words));
        let mut counts = vec![0.0_f32; stems.len()];
        for (article, sentence, words, quotes) in read {
            let told = Told {
                article,
                sentence,
                length: words.len(),
                quotes,
                words: distinct(&words, &names, &plain),
            };
            told.words.iter().for_each(|word| counts[word.stem] += 1.0);
            all.told.push(told);
        }
        all.weights = weights(stems, &counts, all.told.len());
        all
    }

    pub(super) fn articles(&self) -> usize {
        self.starts.len() - 1
    }

    /// The sentences of an article.
    pub(super) fn of_article(&self, article: usize) -> std::ops::Range<usize> {
        self.starts[article]..self.starts[article + 1]
    }

    /// The states of a sentence's distinct words that are aligned, with their weights.
    pub(super) fn aligned<'s>(
        &self,
        sentence: usize,
        states: &'s [ArticleStates],
    ) -> Vec<(&'s [f32], f32)> {
        let told = &self.told[sentence];
        let states = states
            .get(told.article)
            .and_then(|article| article.get(told.sentence)?.as_ref());
        let Some(states) = states else {
            return Vec::new();
        };
        let rows: Vec<&[f32]> = states.each().collect();
        let words = told.words.iter().take(MOST_ALIGNED);
        words
            .filter_map(|word| Some((*rows.get(word.at)?, self.weights[word.stem].both)))
            .collect()
    }
}

/// How many sentences of each article are compared.
pub(crate) fn most_each(articles: usize) -> usize {
    if articles > MOST_ARTICLES {
        return 0;
    }
    MOST_SENTENCES / articles.max(1)
}

/// Stems that stand with a capital where a plain word has none, and those in small letters.
fn capitals<'w>(
    words: impl Iterator<Item = &'w (usize, ContentKind)>,
) -> (HashSet<usize>, HashSet<usize>) {
    let (mut names, mut plain) = (HashSet::new(), HashSet::new());
    for (stem, kind) in words {
        match kind {
            ContentKind::Name => _ = names.insert(*stem),
            ContentKind::Plain => _ = plain.insert(*stem),
            ContentKind::Number | ContentKind::First => {}
        }
    }
    (names, plain)
}

fn distinct(
    words: &[(usize, ContentKind)],
    names: &HashSet<usize>,
    plain: &HashSet<usize>,
) -> Vec<Word> {
    let mut distinct: Vec<Word> = words
        .iter()
        .enumerate()
        .map(|(at, (stem, kind))| Word {
            stem: *stem,
            at,
            kind: match kind {
                ContentKind::Number => Kind::Number,
                ContentKind::Name => Kind::Name,
                ContentKind::First if names.contains(stem) && !plain.contains(stem) => Kind::Name,
                ContentKind::First | ContentKind::Plain => Kind::Plain,
            },
        })
        .collect();
    distinct.sort_by_key(|word| word.stem);
    distinct.dedup_by_key(|word| word.stem);
    distinct
}

fn weights(stems: HashMap<String, usize>, counts: &[f32], sentences: usize) -> Vec<Weight> {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand sentences")]
    let all = sentences as f32 + 1.0;
    let mut stems: Vec<_> = stems.into_iter().collect();
    stems.sort_unstable_by_key(|(_, stem)| *stem);
    stems
        .iter()
        .zip(counts)
        .map(|((name, _), count)| {
            let here = (all / (count + 0.5)).ln().max(0.05);
            let english = seldom(name);
            Weight {
                here,
                english,
                both: (here * english).sqrt(),
            }
        })
        .collect()
}
