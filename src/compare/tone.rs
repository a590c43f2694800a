//! Tone toward those whom several articles name.

use super::Counted;
use super::join::{Named, join};
use super::table::mean;
use crate::model::{Entity, EntityKind, Passage, Sentiment, ToneRow, Voice, VoiceFilter};

/// Fewer mentions allow no statement about tone.
const FEWEST_MENTIONS: usize = 3;

/// One row for each name of at least two articles, most mentioned first.
pub(super) fn rows(articles: &[Counted<'_>]) -> Vec<ToneRow> {
    let entities: Vec<(usize, &Entity)> = articles
        .iter()
        .enumerate()
        .flat_map(|(column, counted)| {
            counted
                .analysis
                .entities
                .iter()
                .map(move |entity| (column, entity))
        })
        .collect();
    let names: Vec<_> = entities
        .iter()
        .map(|(_, entity)| Named {
            name: &entity.name,
            person: entity.kind == EntityKind::Person,
        })
        .collect();
    let mut rows: Vec<(usize, ToneRow)> = join(&names)
        .into_iter()
        .filter_map(|group| {
            let members: Vec<_> = group
                .members
                .iter()
                .map(|member| entities[*member])
                .collect();
            // Members come in the articles' order.
            let articles_naming = members.chunk_by(|left, right| left.0 == right.0).count();
            (articles_naming > 1).then(|| {
                let mentions = members
                    .iter()
                    .map(|(_, entity)| entity.mentions.len())
                    .sum();
                let row = ToneRow {
                    entity: group.name,
                    cells: cells(articles, &members),
                    passages: passages(articles, &members),
                };
                (mentions, row)
            })
        })
        .collect();
    rows.sort_by_key(|(mentions, _)| std::cmp::Reverse(*mentions));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn cells(articles: &[Counted<'_>], members: &[(usize, &Entity)]) -> Vec<Option<Sentiment>> {
    let mut cells = vec![None; articles.len()];
    for (column, entity) in members {
        let counted = &articles[*column];
        let tone = match counted.filter {
            VoiceFilter::All => entity.tone,
            VoiceFilter::Outlet => entity.tone_outlet,
            VoiceFilter::Quoted => quoted(counted, entity),
        };
        // Two forms of a name in one article: the one mentioned more comes first there.
        cells[*column] = cells[*column].or(tone);
    }
    cells
}

/// The sentences behind the tone: those that name it and count under the filter.
fn passages(articles: &[Counted<'_>], members: &[(usize, &Entity)]) -> Vec<Vec<Passage>> {
    let mut passages = vec![Vec::new(); articles.len()];
    for (column, entity) in members {
        let counted = &articles[*column];
        let sentences = entity
            .mentions
            .iter()
            .filter(|mention| match counted.filter {
                VoiceFilter::All => true,
                VoiceFilter::Outlet => mention.voice == Voice::Outlet,
                VoiceFilter::Quoted => !counted.parts(mention.span).is_empty(),
            })
            .filter_map(|mention| counted.analysis.sentences.get(mention.sentence));
        passages[*column].extend(sentences.map(|sentence| counted.passage(sentence.span)));
        passages[*column].sort_unstable();
        passages[*column].dedup();
    }
    passages
}

/// Mean sentiment of the sentences that name it inside a quotation.
fn quoted(counted: &Counted<'_>, entity: &Entity) -> Option<Sentiment> {
    let inside: Vec<_> = entity
        .mentions
        .iter()
        .filter(|mention| !counted.parts(mention.span).is_empty())
        .filter_map(|mention| counted.analysis.sentences.get(mention.sentence))
        .map(|sentence| sentence.sentiment)
        .collect();
    (inside.len() >= FEWEST_MENTIONS)
        .then(|| mean(inside.into_iter()))
        .flatten()
}
