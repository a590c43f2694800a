//! Who and what is named: the identities of an article that are named more than once, cited
//! or introduced, with the tone of the sentences that name them.

use super::Parsed;
use super::attribution::Attributed;
use super::identity::Identity;
use crate::model::{Entity, EntityKind, Mention, Sentiment, Voice};
use crate::text::Span;

/// Below this number of mentions no tone is given: a mean of one or two says nothing.
pub(super) const MENTIONS_FOR_TONE: usize = 3;

/// The people, organisations, places and groups of an article, in order of first mention.
///
/// `sentiments`: one score a sentence, for the tone toward each.
pub fn entities(
    parsed: &Parsed<'_>,
    attributed: &Attributed,
    sentiments: &[Sentiment],
) -> Vec<Entity> {
    let matters = |index: usize, identity: &Identity| {
        // Whoever is named once, but in full with a role, matters too.
        let introduced =
            identity.kind == EntityKind::Person && identity.sure && identity.name.contains(' ');
        identity.namings.len() > 1 || introduced || attributed.is_cited(index)
    };
    let identities = attributed.identities.list().iter().enumerate();
    let mut found: Vec<Entity> = identities
        .filter(|(index, identity)| !identity.namings.is_empty() && matters(*index, identity))
        .map(|(_, identity)| entity(identity, attributed, sentiments))
        .collect();
    debug_assert!(
        found
            .iter()
            .flat_map(|entity| &entity.mentions)
            .all(|mention| mention.span.end() <= parsed.text().len())
    );
    found.sort_by_key(|entity| entity.mentions.first().map(|mention| mention.span.start()));
    found
}

fn entity(identity: &Identity, attributed: &Attributed, sentiments: &[Sentiment]) -> Entity {
    let mentions: Vec<Mention> = identity
        .namings
        .iter()
        .map(|naming| Mention {
            span: naming.span,
            wording: naming.wording,
            sentence: naming.sentence,
            voice: voice_at(attributed, naming.sentence, naming.span),
        })
        .collect();
    Entity {
        tone: tone(&mentions, sentiments, false),
        tone_outlet: tone(&mentions, sentiments, true),
        name: identity.name.clone(),
        kind: identity.kind,
        mentions,
    }
}

/// Whose words a stretch is in: a quotation's and a paraphrase's are the source's.
pub(super) fn voice_at(attributed: &Attributed, sentence: usize, span: Span) -> Voice {
    let Some(part) = attributed.sentences.get(sentence) else {
        return Voice::Outlet;
    };
    if part.quoted.iter().any(|quoted| quoted.contains(span)) {
        return Voice::Attributed;
    }
    part.attributions
        .iter()
        .filter_map(|index| attributed.attributions.get(*index))
        .find(|attribution| {
            attribution
                .content
                .iter()
                .any(|content| content.contains(span))
        })
        .map_or(Voice::Outlet, |attribution| attribution.voice)
}

/// Mean sentiment of the sentences with these mentions, each sentence counted once.
fn tone(mentions: &[Mention], sentiments: &[Sentiment], outlet: bool) -> Option<Sentiment> {
    let wanted = mentions
        .iter()
        .filter(|mention| !outlet || mention.voice == Voice::Outlet);
    let mut last = None;
    let (mut named, mut sentences, mut sum) = (0, 0_u32, 0.0);
    for mention in wanted {
        named += 1;
        if last != Some(mention.sentence)
            && let Some(score) = sentiments.get(mention.sentence)
        {
            last = Some(mention.sentence);
            sentences += 1;
            sum += score.compound();
        }
    }
    (named >= MENTIONS_FOR_TONE && sentences > 0)
        .then(|| Sentiment::from_compound(sum / f64::from(sentences)))
}
