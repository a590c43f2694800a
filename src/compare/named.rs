//! Who and what several articles name, joined over them.

use super::Counted;
use super::join::{Named, join};
use crate::model::{Entity, EntityKind, Mention, Voice, VoiceFilter};

/// One person, group, body or place that at least two articles name.
#[derive(Clone, Debug)]
pub(super) struct Shared<'a> {
    /// Fullest form of the name.
    pub name: String,
    /// What each article has of it, with the article's index; in the articles' order.
    pub members: Vec<(usize, &'a Entity)>,
}

impl Shared<'_> {
    /// What most namings say it is.
    pub fn kind(&self) -> Option<EntityKind> {
        let most = self.members.iter().rev();
        most.max_by_key(|(_, entity)| entity.mentions.len())
            .map(|(_, entity)| entity.kind)
    }

    fn mentions(&self) -> usize {
        let counts = self.members.iter();
        counts.map(|(_, entity)| entity.mentions.len()).sum()
    }
}

/// Everybody and everything that at least two articles name, most mentioned first; `most` of
/// them, and how many there are beside those.
pub(super) fn shared<'a>(articles: &[Counted<'a>], most: usize) -> (Vec<Shared<'a>>, usize) {
    let mut entities: Vec<(usize, &'a Entity)> = Vec::new();
    for (column, counted) in articles.iter().enumerate() {
        let here = counted.analysis.entities.iter();
        entities.extend(here.map(|entity| (column, entity)));
    }
    let names: Vec<_> = entities
        .iter()
        .map(|(_, entity)| Named {
            name: &entity.name,
            person: entity.kind == EntityKind::Person,
        })
        .collect();
    let mut shared: Vec<Shared<'a>> = join(&names)
        .into_iter()
        .map(|group| Shared {
            name: group.name,
            members: group.members.iter().map(|at| entities[*at]).collect(),
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
pub(super) fn is_heard(counted: &Counted<'_>, mention: &Mention) -> bool {
    match counted.filter {
        VoiceFilter::All => true,
        VoiceFilter::Outlet => mention.voice == Voice::Outlet,
        VoiceFilter::Quoted => !counted.parts(mention.span).is_empty(),
    }
}
