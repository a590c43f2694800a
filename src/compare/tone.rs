//! Tone toward those whom several articles name.

use super::Counted;
use super::named::{Shared, is_mention_heard};
use super::table::mean;
use crate::model::{Entity, Passage, Sentiment, ToneRow, VoiceFilter};

/// Fewer mentions allow no statement about tone.
const FEWEST_MENTIONS: usize = 3;

/// One row for each of them, in their order.
pub(super) fn rows(articles: &[Counted<'_>], shared: &[Shared<'_>]) -> Vec<ToneRow> {
    shared
        .iter()
        .map(|one| ToneRow {
            entity: one.name.clone(),
            cells: cells(articles, &one.members),
            passages: passages(articles, &one.members),
        })
        .collect()
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
            .filter(|mention| is_mention_heard(counted, mention))
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
        .filter_map(|sentence| Some(sentence.verdict()?.sentiment))
        .collect();
    (inside.len() >= FEWEST_MENTIONS)
        .then(|| mean(inside.into_iter()))
        .flatten()
}
