//! What is looked at in a pair of sentences of two articles.

use super::align::{aligned, dot};
use super::words::{Kind, Sentences, Word};
use crate::analysis::states::ArticleStates;

/// Names of what is looked at, in order; those that begin with `state` need the model.
pub const NAMES: [&str; 33] = [
    "cosine_here",
    "cosine_english",
    "cosine_both",
    "shared",
    "contained",
    "jaccard",
    "names_shared",
    "names_contained",
    "names_missing",
    "plain_shared",
    "plain_contained",
    "base",
    "rank_better",
    "rank_worse",
    "mutual",
    "margin_better",
    "margin_worse",
    "support",
    "before",
    "after",
    "z_both",
    "numbers_shared",
    "numbers_apart",
    "shorter",
    "longer",
    "quoted",
    "state_mean",
    "state_z",
    "state_align",
    "state_align_max",
    "state_align_min",
    "state_align_z",
    "state_align_rank",
];
/// How many there are.
pub const COUNT: usize = NAMES.len();
/// The first that needs the model.
pub const BY_WORDS: usize = 26;

/// A pair of sentences of two articles that may tell the same, by their places in the comparison.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The sentence of the earlier article.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// What is looked at, in the order of [`NAMES`].
    pub values: [f32; COUNT],
    /// Whether both have the same words, so that no doubt is left.
    pub is_same: bool,
}

/// So many candidates of every other article are looked at for a sentence.
const NEAREST: usize = 8;
/// And so many over all articles, where these are many.
const NEAREST_IN_ALL: usize = 96;

/// Every pair's likeness at first sight.
struct Likeness {
    count: usize,
    base: Vec<f32>,
    /// Of the words' cosine and the meanings' their mean and spread over the comparison.
    both: Spread,
    meaning: Spread,
    meanings: Option<Vec<Vec<f32>>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    sum: f32,
    squares: f32,
    count: f32,
}

impl Spread {
    fn add(&mut self, number: f32) {
        self.sum += number;
        self.squares += number * number;
        self.count += 1.0;
    }

    fn z(self, number: f32) -> f32 {
        let mean = self.sum / self.count.max(1.0);
        let variance = self.squares / self.count.max(1.0) - mean * mean;
        (number - mean) / variance.max(1e-6).sqrt()
    }
}

/// The pairs of which either is among the nearest of the other, with what is looked at.
pub(super) fn pairs(sentences: &Sentences, states: Option<&[ArticleStates]>) -> Vec<Pair> {
    let likeness = Likeness::of(sentences, states);
    let ranks = Ranks::of(sentences, &likeness);
    let mut pairs = Vec::new();
    for one in 0..sentences.told.len() {
        for other in sentences.starts[sentences.told[one].article + 1]..sentences.told.len() {
            let (there, back) = (ranks.of_pair(one, other), ranks.of_pair(other, one));
            if there.min(back) < ranks.nearest && likeness.at(one, other) > 0.0 {
                pairs.push(likeness.pair(sentences, &ranks, [one, other]));
            }
        }
    }
    if let Some(states) = states {
        align(sentences, states, &mut pairs);
    }
    pairs
}

/// Adds what the words' states say.
fn align(sentences: &Sentences, states: &[ArticleStates], pairs: &mut [Pair]) {
    let words: Vec<_> = (0..sentences.told.len())
        .map(|sentence| sentences.aligned(sentence, states))
        .collect();
    let mut spread = Spread::default();
    // For each sentence and other article, the closest alignment.
    let mut closest = vec![0.0_f32; words.len() * sentences.articles()];
    let place = |sentence: usize, other: usize| {
        sentence * sentences.articles() + sentences.told[other].article
    };
    for pair in &mut *pairs {
        let [there, back] = aligned(&words[pair.one], &words[pair.other]);
        let mean = f32::midpoint(there, back);
        pair.values[28] = mean;
        pair.values[29] = there.max(back);
        pair.values[30] = there.min(back);
        spread.add(mean);
        for at in [place(pair.one, pair.other), place(pair.other, pair.one)] {
            closest[at] = closest[at].max(mean);
        }
    }
    for pair in pairs {
        pair.values[31] = spread.z(pair.values[28]);
        let best = closest[place(pair.one, pair.other)].max(closest[place(pair.other, pair.one)]);
        pair.values[32] = pair.values[28] - best;
    }
}

impl Likeness {
    fn of(sentences: &Sentences, states: Option<&[ArticleStates]>) -> Self {
        let count = sentences.told.len();
        let meanings = states.map(|states| meanings(sentences, states));
        let mut all = Self {
            count,
            base: cosines(sentences),
            both: Spread::default(),
            meaning: Spread::default(),
            meanings,
        };
        for one in 0..count {
            for other in sentences.starts[sentences.told[one].article + 1]..count {
                let at = one * count + other;
                let both = all.base[at];
                all.both.add(both);
                if let Some(meanings) = &all.meanings {
                    let meaning = dot(&meanings[one], &meanings[other]);
                    all.meaning.add(meaning);
                    all.base[at] = f32::midpoint(both, meaning);
                }
                all.base[other * count + one] = all.base[at];
            }
        }
        all
    }

    fn at(&self, one: usize, other: usize) -> f32 {
        self.base[one * self.count + other]
    }

    /// How alike the neighbours of two sentences are, in one direction.
    fn beside(&self, sentences: &Sentences, [one, other]: [usize; 2], step: isize) -> f32 {
        let neighbour = |of: usize| {
            let next = of.checked_add_signed(step)?;
            let is_there = sentences.told.get(next)?.article == sentences.told[of].article;
            is_there.then_some(next)
        };
        match (neighbour(one), neighbour(other)) {
            (Some(one), Some(other)) => self.at(one, other),
            _ => 0.0,
        }
    }

    fn pair(&self, sentences: &Sentences, ranks: &Ranks, [one, other]: [usize; 2]) -> Pair {
        let mut values = [0.0; COUNT];
        let told = [&sentences.told[one], &sentences.told[other]];
        let shared = Shared::of(sentences, told.map(|told| &told.words[..]));
        values[..11].copy_from_slice(&shared.values);
        let base = self.at(one, other);
        let there = ranks.near(one, other, base);
        let back = ranks.near(other, one, base);
        #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
        let lengths = told.map(|told| (told.length as f32).ln_1p());
        let context = [
            base,
            there.0.max(back.0),
            there.0.min(back.0),
            f32::from(u8::from(there.0 > 0.99 && back.0 > 0.99)),
            there.1.max(back.1),
            there.1.min(back.1),
            ranks.support(self, sentences, [one, other]),
            self.beside(sentences, [one, other], -1),
            self.beside(sentences, [one, other], 1),
            self.both.z(values[2]),
            shared.numbers[0],
            shared.numbers[1],
            lengths[0].min(lengths[1]),
            lengths[0].max(lengths[1]),
            f32::from(u8::from(told[0].quotes)) + f32::from(u8::from(told[1].quotes)),
        ];
        values[11..BY_WORDS].copy_from_slice(&context);
        if let Some(meanings) = &self.meanings {
            values[26] = dot(&meanings[one], &meanings[other]);
            values[27] = self.meaning.z(values[26]);
        }
        let is_quotation = told.iter().all(|told| told.quotes && told.length >= 4);
        let is_copy = told.iter().all(|told| told.words.len() == shared.count);
        let is_near = values[4] >= 0.7 && (values[3] >= 3.0 || is_quotation);
        let is_same = shared.count >= 3 && (is_copy || is_near);
        Pair {
            one,
            other,
            values,
            is_same,
        }
    }
}

/// What two sentences share in words.
struct Shared {
    values: [f32; 11],
    count: usize,
    /// Numbers in both, and where both have some that are not shared, how many.
    numbers: [f32; 2],
}

/// Sums over words of one kind: of one sentence, of the other, shared.
#[derive(Clone, Copy, Default)]
struct Sums([f32; 3]);

impl Sums {
    fn contained(self) -> f32 {
        let least = self.0[0].min(self.0[1]);
        if least > 0.0 { self.0[2] / least } else { 0.0 }
    }

    fn cosine(self) -> f32 {
        let lengths = (self.0[0] * self.0[1]).sqrt();
        if lengths > 0.0 {
            self.0[2] / lengths
        } else {
            0.0
        }
    }
}

impl Shared {
    fn of(sentences: &Sentences, words: [&[Word]; 2]) -> Self {
        let mut cosines = [Sums::default(); 3];
        let (mut all, mut names, mut plain) = (Sums::default(), Sums::default(), Sums::default());
        let mut counts = [0.0_f32; 3];
        let mut numbers = [0.0_f32; 3];
        let mut add = |word: &Word, into: &[usize], is_name: bool| {
            let weight = sentences.weights[word.stem];
            for part in into {
                for (sums, weight) in
                    cosines
                        .iter_mut()
                        .zip([weight.here, weight.english, weight.both])
                {
                    sums.0[*part] += weight * weight;
                }
                all.0[*part] += weight.both;
                counts[*part] += 1.0;
                match word.kind {
                    Kind::Number => numbers[*part] += 1.0,
                    _ if is_name => names.0[*part] += weight.both,
                    _ => plain.0[*part] += weight.both,
                }
            }
        };
        let [mut one, mut other] = words.map(|words| words.iter().peekable());
        loop {
            match (one.peek(), other.peek()) {
                (Some(first), Some(second)) if first.stem == second.stem => {
                    let is_name = first.kind == Kind::Name || second.kind == Kind::Name;
                    add(first, &[0, 1, 2], is_name);
                    one.next();
                    other.next();
                }
                (Some(first), second) if second.is_none_or(|second| first.stem < second.stem) => {
                    add(first, &[0], first.kind == Kind::Name);
                    one.next();
                }
                (_, Some(second)) => {
                    add(second, &[1], second.kind == Kind::Name);
                    other.next();
                }
                (_, None) => break,
            }
        }
        let union = counts[0] + counts[1] - counts[2];
        let apart = (numbers[0] - numbers[2]).min(numbers[1] - numbers[2]);
        let values = [
            cosines[0].cosine(),
            cosines[1].cosine(),
            cosines[2].cosine(),
            all.0[2] / 10.0,
            all.contained(),
            counts[2] / union.max(1.0),
            names.0[2] / 10.0,
            names.contained(),
            f32::from(u8::from(names.0[0] == 0.0 || names.0[1] == 0.0)),
            plain.0[2] / 10.0,
            plain.contained(),
        ];
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small count"
        )]
        let count = counts[2] as usize;
        Self {
            values,
            count,
            numbers: [numbers[2].min(3.0), apart.min(3.0)],
        }
    }
}

/// How near each sentence's candidates are among those of their article.
struct Ranks {
    count: usize,
    nearest: usize,
    /// Place of the second sentence among those of its article, by likeness to the first.
    order: Vec<u16>,
    /// For each sentence and article, the likeness of its two nearest, and the nearest.
    best: Vec<[f32; 2]>,
    closest: Vec<Option<usize>>,
    articles: usize,
    article: Vec<usize>,
}

impl Ranks {
    fn of(sentences: &Sentences, likeness: &Likeness) -> Self {
        let (count, articles) = (sentences.told.len(), sentences.articles());
        let mut all = Self {
            count,
            nearest: (NEAREST_IN_ALL / articles.max(1)).clamp(1, NEAREST),
            order: vec![u16::MAX; count * count],
            best: vec![[0.0; 2]; count * articles],
            closest: vec![None; count * articles],
            articles,
            article: sentences.told.iter().map(|told| told.article).collect(),
        };
        for one in 0..count {
            for article in 0..articles {
                if article == all.article[one] {
                    continue;
                }
                let mut near: Vec<usize> = sentences.of_article(article).collect();
                near.sort_by(|a, b| likeness.at(one, *b).total_cmp(&likeness.at(one, *a)));
                for (rank, other) in near.iter().enumerate() {
                    all.order[one * count + other] = u16::try_from(rank).unwrap_or(u16::MAX);
                }
                let at = one * articles + article;
                let like = |rank: usize| near.get(rank).map_or(0.0, |at| likeness.at(one, *at));
                all.best[at] = [like(0), like(1)];
                all.closest[at] = near.first().copied();
            }
        }
        all
    }

    fn of_pair(&self, one: usize, other: usize) -> usize {
        usize::from(self.order[one * self.count + other])
    }

    /// How near the second is to the first, 1 for the nearest; and by how much it is nearer
    /// than the next, or farther than the nearest.
    fn near(&self, one: usize, other: usize, base: f32) -> (f32, f32) {
        let rank = self.order[one * self.count + other];
        let [best, second] = self.best[one * self.articles + self.article[other]];
        let margin = if rank == 0 {
            base - second
        } else {
            base - best
        };
        (1.0 / (1.0 + f32::from(rank)), margin)
    }

    /// Whether a third article has something that is like both.
    fn support(&self, likeness: &Likeness, sentences: &Sentences, [one, other]: [usize; 2]) -> f32 {
        let mut support = 0.0_f32;
        for article in 0..sentences.articles() {
            if article == self.article[one] || article == self.article[other] {
                continue;
            }
            for near in [one, other] {
                if let Some(third) = self.closest[near * self.articles + article] {
                    support = support.max(likeness.at(one, third).min(likeness.at(third, other)));
                }
            }
        }
        support
    }
}

/// Cosines of the words of all pairs of different articles, by what a word weighs on both counts.
fn cosines(sentences: &Sentences) -> Vec<f32> {
    let count = sentences.told.len();
    let mut cosines = vec![0.0; count * count];
    let mut having: Vec<Vec<usize>> = vec![Vec::new(); sentences.weights.len()];
    let mut lengths = vec![0.0_f32; count];
    for (index, told) in sentences.told.iter().enumerate() {
        for word in &told.words {
            having[word.stem].push(index);
            lengths[index] += sentences.weights[word.stem].both.powi(2);
        }
    }
    for (stem, having) in having.iter().enumerate() {
        let weight = sentences.weights[stem].both.powi(2);
        for (at, one) in having.iter().enumerate() {
            let article = sentences.told[*one].article;
            for other in &having[at + 1..] {
                if sentences.told[*other].article != article {
                    cosines[one * count + other] += weight;
                }
            }
        }
    }
    for one in 0..count {
        for other in one + 1..count {
            let length = (lengths[one] * lengths[other]).sqrt();
            if length > 0.0 {
                cosines[one * count + other] /= length;
            }
        }
    }
    cosines
}

/// What each sentence means beside the others: less the mean of all, of length one.
fn meanings(sentences: &Sentences, states: &[ArticleStates]) -> Vec<Vec<f32>> {
    let of = |told: &super::words::Told| -> Vec<f32> {
        let state = states
            .get(told.article)
            .and_then(|article| article.get(told.sentence)?.as_ref());
        state.map_or_else(Vec::new, |state| state.meaning.clone())
    };
    let mut meanings: Vec<Vec<f32>> = sentences.told.iter().map(of).collect();
    let width = meanings.iter().map(Vec::len).max().unwrap_or_default();
    let mut mean = vec![0.0; width];
    let mut count = 0.0_f32;
    for meaning in meanings.iter().filter(|meaning| !meaning.is_empty()) {
        for (sum, number) in mean.iter_mut().zip(meaning) {
            *sum += number;
        }
        count += 1.0;
    }
    for meaning in meanings.iter_mut().filter(|meaning| !meaning.is_empty()) {
        for (number, sum) in meaning.iter_mut().zip(&mean) {
            *number -= sum / count.max(1.0);
        }
        let length = dot(meaning, meaning).sqrt().max(1e-6);
        for number in meaning.iter_mut() {
            *number /= length;
        }
    }
    meanings
}
