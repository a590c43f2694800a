//! Who and what several articles name, for the tone toward them.

use std::collections::BTreeMap;

use super::Counted;
use super::identity::Identities;
use crate::model::{Entity, Mention, Voice, VoiceFilter};
use crate::text::Span;

/// One person, group, body or place that at least two articles name.
#[derive(Clone, Debug)]
pub(super) struct Shared<'a> {
    /// Fullest form of the name.
    pub name: String,
    /// What each article has of it, with the article's index; in the articles' order.
    pub members: Vec<(usize, &'a Entity)>,
}

impl Shared<'_> {
    fn mentions(&self) -> usize {
        let counts = self.members.iter();
        counts.map(|(_, entity)| entity.mentions.len()).sum()
    }
}

/// Everybody and everything that at least two articles name, most mentioned first; `most` of
/// them, and how many there are beside those.
pub(super) fn shared<'a>(
    articles: &[Counted<'a>],
    identities: &Identities,
    most: usize,
) -> (Vec<Shared<'a>>, usize) {
    let mut by_row: BTreeMap<usize, Vec<(usize, &'a Entity)>> = BTreeMap::new();
    for (article, counted) in articles.iter().enumerate() {
        let analysis = counted.analysis;
        for (entity, known) in analysis.entities.iter().zip(&analysis.who.entities) {
            if let Some(row) = identities.of_known(article, *known) {
                by_row.entry(row).or_default().push((article, entity));
            }
        }
    }
    let mut shared: Vec<Shared<'a>> = by_row
        .into_iter()
        .map(|(row, members)| Shared {
            name: identities.rows()[row].name.clone(),
            members,
        })
        .collect();
    shared.retain(|one| {
        one.members
            .chunk_by(|left, right| left.0 == right.0)
            .count()
            > 1
    });
    shared.sort_by_key(|one| std::cmp::Reverse(one.mentions()));
    let left_out = shared.len().saturating_sub(most);
    shared.truncate(most);
    (shared, left_out)
}

/// Whether a naming counts under the article's filter of voices.
pub(super) fn is_heard(counted: &Counted<'_>, span: Span, voice: Voice) -> bool {
    match counted.filter {
        VoiceFilter::All => true,
        VoiceFilter::Outlet => voice == Voice::Outlet,
        VoiceFilter::Quoted => !counted.parts(span).is_empty(),
    }
}

/// The same of a mention.
pub(super) fn is_mention_heard(counted: &Counted<'_>, mention: &Mention) -> bool {
    is_heard(counted, mention.span, mention.voice)
}
