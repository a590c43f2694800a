//! Tone toward those who are named, by the model.

use super::Parsed;
use super::entities::MENTIONS_FOR_TONE;
use super::neural::Model;
use super::weighing::Weighing;
use crate::model::{Entity, Mention, Sentiment, Voice};
use crate::text::Span;

/// So many mentions of one entity are looked at, the first ones.
const MOST: usize = 40;

/// Puts the tone toward each entity in place of the mood of the sentences that name it:
/// the mean over its mentions of favourable less unfavourable, −1 to 1. Below
/// [`MENTIONS_FOR_TONE`] mentions none is given.
pub(super) fn toward(model: &Model, parsed: &Parsed<'_>, entities: &mut [Entity]) {
    for entity in entities {
        let mentions = &entity.mentions[..entity.mentions.len().min(MOST)];
        if parsed.given_up.is_cancelled() {
            return;
        }
        if mentions.len() < MENTIONS_FOR_TONE {
            continue;
        }
        let Some(tones) = of_mentions(model, parsed, mentions) else {
            continue;
        };
        let all = mentions.iter().zip(&tones);
        let outlet = all
            .clone()
            .filter(|(mention, _)| mention.voice == Voice::Outlet);
        entity.tone = mean(all.map(|(_, tone)| *tone));
        entity.tone_outlet = mean(outlet.map(|(_, tone)| *tone));
    }
}

fn of_mentions(model: &Model, parsed: &Parsed<'_>, mentions: &[Mention]) -> Option<Vec<f64>> {
    let place = |mention: &Mention| {
        let sentence = parsed.sentences.get(mention.sentence)?.span;
        let target = Span::new(
            mention.span.start().checked_sub(sentence.start())?,
            mention.span.end().min(sentence.end()) - sentence.start(),
        );
        Some((sentence.of(parsed.text()), target))
    };
    let places: Vec<_> = mentions.iter().map(place).collect::<Option<_>>()?;
    let tones = model.tone(&places).ok()?.into_iter().map(|logits| {
        let [negative, _, positive] = Weighing::get().tone(logits);
        positive - negative
    });
    Some(tones.collect())
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
