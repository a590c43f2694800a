//! Tone toward those who are named, by the model.

use super::Parsed;
use super::entities::MENTIONS_FOR_TONE;
use super::readings::Readings;
use super::weighing::Weighing;
use crate::model::{Entity, Mention, Sentiment, Voice};
use crate::text::Span;

/// So many mentions of one entity are looked at, the first ones.
const MOST: usize = 40;

/// Toward whom the tone is asked in each sentence.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// Places from the start of the sentence, by sentence.
    sentences: Vec<Vec<Span>>,
}

impl Targets {
    /// Those who are named at least [`MENTIONS_FOR_TONE`] times; none where one sentence alone is
    /// asked for, for there the tone is that of its own target.
    pub(super) fn of_entities(parsed: &Parsed<'_>, entities: &[Entity]) -> Self {
        let mut sentences = vec![Vec::new(); parsed.sentences.len()];
        if parsed.unit.is_none() {
            for mention in entities.iter().flat_map(looked_at) {
                if let Some(place) = place(parsed, mention) {
                    sentences[mention.sentence].push(place);
                }
            }
        }
        Self { sentences }
    }

    /// Those of one sentence, in the order in which [`super::neural::Reading::tones`] answers.
    pub fn of(&self, sentence: usize) -> &[Span] {
        self.sentences.get(sentence).map_or(&[], Vec::as_slice)
    }
}

/// Puts the tone toward each entity in place of the mood of the sentences that name it:
/// the mean over its mentions of favourable less unfavourable, −1 to 1. Below
/// [`MENTIONS_FOR_TONE`] mentions none is given.
pub(super) fn toward(
    readings: &Readings,
    targets: &Targets,
    parsed: &Parsed<'_>,
    entities: &mut [Entity],
) {
    let tone = |mention: &Mention| {
        let place = place(parsed, mention)?;
        let at = targets
            .of(mention.sentence)
            .iter()
            .position(|at| *at == place)?;
        let logits = readings.whole(mention.sentence)?.tones.get(at)?;
        let [negative, _, positive] = Weighing::get().tone(*logits);
        Some((mention.voice, positive - negative))
    };
    for entity in entities {
        if entity.mentions.len() < MENTIONS_FOR_TONE {
            continue;
        }
        let tones: Vec<_> = looked_at(entity).filter_map(tone).collect();
        let outlet = tones.iter().filter(|(voice, _)| *voice == Voice::Outlet);
        entity.tone = mean(tones.iter().map(|(_, tone)| *tone));
        entity.tone_outlet = mean(outlet.map(|(_, tone)| *tone));
    }
}

/// The mentions that count for the tone.
fn looked_at(entity: &Entity) -> impl Iterator<Item = &Mention> {
    let are_enough = entity.mentions.len() >= MENTIONS_FOR_TONE;
    entity
        .mentions
        .iter()
        .take(if are_enough { MOST } else { 0 })
}

/// Where a mention stands in its sentence.
fn place(parsed: &Parsed<'_>, mention: &Mention) -> Option<Span> {
    let sentence = parsed.sentences.get(mention.sentence)?.span;
    let start = mention.span.start().checked_sub(sentence.start())?;
    let end = mention
        .span
        .end()
        .min(sentence.end())
        .checked_sub(sentence.start())?;
    (start < end).then(|| Span::new(start, end))
}

fn mean(tones: impl Iterator<Item = f64>) -> Option<Sentiment> {
    let (mut count, mut sum) = (0_usize, 0.0);
    for tone in tones {
        count += 1;
        sum += tone;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most MOST")]
    (count >= MENTIONS_FOR_TONE).then(|| Sentiment::from_compound(sum / count as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_mentions_give_no_tone_and_three_their_mean() {
        assert_eq!(mean([0.5, 0.9].into_iter()), None);
        assert_eq!(
            mean([0.5, -0.5, 0.3].into_iter()),
            Some(Sentiment::from_compound(0.1))
        );
    }
}
