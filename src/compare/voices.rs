//! Who gets to speak, over all articles.

use std::collections::HashMap;

use super::Counted;
use super::identity::{Identities, words_of};
use crate::model::{EntityKind, Source, SourceKind, VoiceCell, VoiceFilter, VoiceRow};

/// One row a source, most words first; `most` of them, and how many there are beside those.
///
/// Under [`VoiceFilter::Quoted`] only quoted words count, under
/// [`VoiceFilter::Outlet`] only what the outlet gives in words of its own.
pub(super) fn rows(
    articles: &[Counted<'_>],
    identities: &Identities,
    most: usize,
) -> (Vec<VoiceRow>, usize) {
    let cited: Vec<(usize, usize, &Source)> = articles
        .iter()
        .enumerate()
        .flat_map(|(column, counted)| {
            let sources = counted.analysis.sources.iter().enumerate();
            sources
                .filter(|(_, source)| is_heard(source, counted.filter))
                .map(move |(index, source)| (column, index, source))
        })
        .collect();
    let mut groups: Vec<(String, Vec<(usize, &Source)>)> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (column, index, source) in cited {
        let key = Key::of(articles, identities, column, index, source);
        let group = *known.entry(key.clone()).or_insert_with(|| {
            groups.push((key.name(identities, source), Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push((column, source));
    }
    groups.sort_by_key(|(_, members)| std::cmp::Reverse(words(articles, members)));
    let left_out = groups.len().saturating_sub(most);
    let rows = groups
        .into_iter()
        .take(most)
        .map(|(source, members)| VoiceRow {
            source,
            kind: kind_of(&members),
            cells: cells(articles, &members),
        });
    (rows.collect(), left_out)
}

/// Who a source is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// The row of a name, or of whom a description surely means.
    Row(usize),
    /// A description: its words.
    Words(String),
}

impl Key {
    fn of(
        articles: &[Counted<'_>],
        identities: &Identities,
        article: usize,
        index: usize,
        source: &Source,
    ) -> Self {
        let known = articles[article]
            .analysis
            .who
            .sources
            .get(index)
            .copied()
            .flatten();
        if let Some(row) = known.and_then(|known| identities.of_known(article, known)) {
            return Self::Row(row);
        }
        let place = source
            .mentions
            .and_then(|it| identities.at(article, it.first));
        let person = |row: usize| {
            let row = &identities.rows()[row];
            row.named && row.kind == EntityKind::Person
        };
        if let Some(place) = place.filter(|place| place.join.sure && person(place.row)) {
            return Self::Row(place.row);
        }
        let mut words = words_of(&source.name);
        if words.len() > 1 && words[0] == "the" {
            words.remove(0);
        }
        Self::Words(words.join(" "))
    }

    /// A description keeps the words of its first source.
    fn name(&self, identities: &Identities, source: &Source) -> String {
        match self {
            Self::Row(row) => identities.rows()[*row].name.clone(),
            Self::Words(_) => source.name.clone(),
        }
    }
}

fn is_heard(source: &Source, filter: VoiceFilter) -> bool {
    match filter {
        VoiceFilter::All => true,
        VoiceFilter::Outlet => source.words_paraphrased > 0,
        VoiceFilter::Quoted => source.words_quoted > 0,
    }
}

fn kind_of(members: &[(usize, &Source)]) -> SourceKind {
    members
        .iter()
        .map(|(_, source)| source.kind)
        .find(|kind| *kind != SourceKind::Vague)
        .unwrap_or(SourceKind::Vague)
}

/// The words that count, as the cells add them up.
fn words(articles: &[Counted<'_>], members: &[(usize, &Source)]) -> usize {
    let counted = members.iter().map(|(column, source)| {
        let filter = articles[*column].filter;
        let quoted = source.words_quoted * usize::from(filter != VoiceFilter::Outlet);
        quoted + source.words_paraphrased * usize::from(filter != VoiceFilter::Quoted)
    });
    counted.sum()
}

fn cells(articles: &[Counted<'_>], members: &[(usize, &Source)]) -> Vec<Option<VoiceCell>> {
    let mut cells = vec![None; articles.len()];
    for (column, source) in members {
        let counted = &articles[*column];
        let cell = cells[*column].get_or_insert_with(|| VoiceCell {
            words_quoted: 0,
            words_paraphrased: 0,
            passages: Vec::new(),
        });
        if counted.filter != VoiceFilter::Outlet {
            cell.words_quoted += source.words_quoted;
        }
        if counted.filter != VoiceFilter::Quoted {
            cell.words_paraphrased += source.words_paraphrased;
        }
        let sentences = source
            .sentences
            .iter()
            .filter_map(|index| counted.analysis.sentences.get(*index))
            .filter(|sentence| {
                counted.filter != VoiceFilter::Quoted || !sentence.quoted.is_empty()
            });
        cell.passages
            .extend(sentences.map(|sentence| counted.passage(sentence.span)));
        cell.passages.sort_unstable();
        cell.passages.dedup();
    }
    cells
}
