//! Who gets to speak, over all articles.

use super::Counted;
use super::join::{Named, join};
use crate::model::{Source, SourceKind, VoiceCell, VoiceFilter, VoiceRow};

/// One row a source, most words first; `most` of them, and how many there are beside those.
///
/// Under [`VoiceFilter::Quoted`] only quoted words count, under
/// [`VoiceFilter::Outlet`] only what the outlet gives in words of its own.
pub(super) fn rows(articles: &[Counted<'_>], most: usize) -> (Vec<VoiceRow>, usize) {
    let cited: Vec<(usize, &Source)> = articles
        .iter()
        .enumerate()
        .flat_map(|(column, counted)| {
            let sources = counted.analysis.sources.iter();
            sources
                .filter(|source| is_heard(source, counted.filter))
                .map(move |source| (column, source))
        })
        .collect();
    let names: Vec<_> = cited
        .iter()
        .map(|(_, source)| Named {
            name: &source.name,
            person: source.kind == SourceKind::Person,
        })
        .collect();
    let mut groups: Vec<(String, Vec<(usize, &Source)>)> = join(&names)
        .into_iter()
        .map(|group| {
            let members = group.members.iter().map(|member| cited[*member]);
            (group.name, members.collect())
        })
        .collect();
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
