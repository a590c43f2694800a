//! Pairs of sentences become rows that may overlap: a lead tells several points.

use std::collections::HashSet;

use super::features::Pair;
use super::weights::Weights;
use super::words::Sentences;

/// A sentence stands in so many rows at most.
const MOST_ROWS: usize = 3;
/// So many neighbouring sentences of one article tell one point.
const MOST_IN_CELL: usize = 2;
/// So many candidates are named for a cell.
const MOST_CANDIDATES: usize = 3;

/// Sentences, by their places in the comparison, that tell the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// In order.
    pub(super) members: Vec<usize>,
    /// The mean probability of its pairs.
    pub(super) confidence: f32,
}

/// How probable it is of each pair that both tell the same.
#[derive(Debug)]
pub(super) struct Likely {
    /// For each sentence the others, ordered by place.
    near: Vec<Vec<(usize, f32)>>,
}

impl Likely {
    pub(super) fn of(sentences: &Sentences, pairs: &[Pair], weights: &Weights) -> Self {
        let mut near = vec![Vec::new(); sentences.told.len()];
        for pair in pairs {
            let probability = weights.probability(pair);
            near[pair.one].push((pair.other, probability));
            near[pair.other].push((pair.one, probability));
        }
        for near in &mut near {
            near.sort_by_key(|(other, _)| *other);
        }
        Self { near }
    }

    pub(super) fn at(&self, one: usize, other: usize) -> f32 {
        let near = &self.near[one];
        let found = near.binary_search_by_key(&other, |(other, _)| *other);
        found.map_or(0.0, |at| near[at].1)
    }

    /// How near the nearest sentence of any other article comes.
    pub(super) fn nearest(&self, sentence: usize) -> f32 {
        let near = self.near[sentence].iter();
        near.map(|(_, probability)| *probability)
            .fold(0.0, f32::max)
    }
}

/// The rows, the surest first.
pub(super) fn rows(sentences: &Sentences, likely: &Likely, joined: f32) -> Vec<Row> {
    let mut edges = Vec::new();
    for (one, near) in likely.near.iter().enumerate() {
        let above = near
            .iter()
            .filter(|(other, p)| *other > one && *p >= joined);
        edges.extend(above.map(|(other, p)| (one, *other, *p)));
    }
    edges.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut uses = vec![0; sentences.told.len()];
    let mut known: HashSet<(usize, usize)> = HashSet::new();
    let mut rows = Vec::new();
    for (one, other, _) in edges {
        let is_used = |sentence: usize| uses[sentence] >= MOST_ROWS;
        if known.contains(&(one, other)) || is_used(one) || is_used(other) {
            continue;
        }
        let members = grown(sentences, likely, joined, [one, other], &uses);
        let pairs = across(sentences, &members);
        let new = pairs.iter().filter(|pair| !known.contains(*pair)).count();
        known.insert((one, other));
        if 2 * new < pairs.len() {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few pairs")]
        let count = pairs.len() as f32;
        let sum: f32 = pairs.iter().map(|(a, b)| likely.at(*a, *b)).sum();
        known.extend(pairs);
        for member in &members {
            uses[*member] += 1;
        }
        rows.push(Row {
            members,
            confidence: sum / count,
        });
    }
    rows
}

/// The pairs of different articles.
fn across(sentences: &Sentences, members: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, one) in members.iter().enumerate() {
        for other in &members[at + 1..] {
            if sentences.told[*one].article != sentences.told[*other].article {
                pairs.push((*one.min(other), *one.max(other)));
            }
        }
    }
    pairs
}

/// The two and what else tells the same, the most probable first.
fn grown(
    sentences: &Sentences,
    likely: &Likely,
    joined: f32,
    start: [usize; 2],
    uses: &[usize],
) -> Vec<usize> {
    let mut members = start.to_vec();
    loop {
        let mut candidates: Vec<usize> = members
            .iter()
            .flat_map(|member| likely.near[*member].iter().map(|(other, _)| *other))
            .filter(|other| uses[*other] < MOST_ROWS && fits(sentences, &members, *other))
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut best: Option<(usize, f32)> = None;
        for candidate in candidates {
            let Some(mean) = belongs(sentences, likely, &members, candidate, joined) else {
                continue;
            };
            if best.is_none_or(|(_, known)| mean > known) {
                best = Some((candidate, mean));
            }
        }
        let Some((candidate, _)) = best else {
            members.sort_unstable();
            return members;
        };
        members.push(candidate);
    }
}

/// Whether there is room for a sentence: its article has none yet, or a neighbour of it.
fn fits(sentences: &Sentences, members: &[usize], candidate: usize) -> bool {
    let article = sentences.told[candidate].article;
    let mut own = members
        .iter()
        .filter(|member| sentences.told[**member].article == article)
        .peekable();
    own.peek().is_none()
        || !members.contains(&candidate)
            && own.clone().count() < MOST_IN_CELL
            && own.all(|member| member.abs_diff(candidate) == 1)
}

/// The mean probability with the sentences of other articles, where it is high enough and
/// no single one is far too low.
fn belongs(
    sentences: &Sentences,
    likely: &Likely,
    members: &[usize],
    candidate: usize,
    joined: f32,
) -> Option<f32> {
    let article = sentences.told[candidate].article;
    let (mut sum, mut count) = (0.0, 0.0_f32);
    for member in members {
        if sentences.told[*member].article != article {
            let probability = likely.at(*member, candidate);
            if probability < joined / 2.0 {
                return None;
            }
            sum += probability;
            count += 1.0;
        }
    }
    let mean = sum / count;
    (count > 0.0 && mean >= joined).then_some(mean)
}

/// The sentences of an article that may tell what a row tells, the nearest first.
pub(super) fn candidates(
    sentences: &Sentences,
    likely: &Likely,
    row: &Row,
    article: usize,
    least: f32,
) -> Vec<usize> {
    let mut near: Vec<(usize, f32)> = sentences
        .of_article(article)
        .map(|sentence| {
            let near = row
                .members
                .iter()
                .map(|member| likely.at(*member, sentence));
            (sentence, near.fold(0.0, f32::max))
        })
        .filter(|(_, near)| *near >= least)
        .collect();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.truncate(MOST_CANDIDATES);
    near.into_iter().map(|(sentence, _)| sentence).collect()
}
