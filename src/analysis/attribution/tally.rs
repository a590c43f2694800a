//! What each source said, counted: words, verbs, sentences.

use super::{Attributed, SentenceVoice};
use crate::model::{Attribution, Source};
use crate::text::{TokenKind, Tokens};

/// Counts words, verbs and sentences for every source.
///
/// A word belongs to the innermost who says it: in "according to the Gazette, Mora said
/// the dam would hold" the dam is Mora's, and only "Mora said" is the Gazette's.
pub fn tally(tokens: &Tokens, found: &Attributed, sources: &mut [Source]) {
    for voice in &found.sentences {
        let cited: Vec<&Attribution> = voice
            .attributions
            .iter()
            .filter_map(|index| found.attributions.get(*index))
            .filter(|attribution| attribution.source.is_some())
            .collect();
        count_words(tokens, voice, &cited, sources);
    }
    for attribution in &found.attributions {
        let Some(source) = attribution.source.and_then(|at| sources.get_mut(at)) else {
            continue;
        };
        if !attribution.verb.is_empty() && !source.verbs.contains(&attribution.verb) {
            source.verbs.push(attribution.verb.clone());
        }
        if source.sentences.last() != Some(&attribution.sentence) {
            source.sentences.push(attribution.sentence);
        }
    }
}

fn count_words(
    tokens: &Tokens,
    voice: &SentenceVoice,
    cited: &[&Attribution],
    sources: &mut [Source],
) {
    let size = |attribution: &Attribution| -> usize {
        attribution.content.iter().map(|part| part.len()).sum()
    };
    let mut all: Vec<usize> = cited
        .iter()
        .flat_map(|attribution| &attribution.content)
        .flat_map(|part| tokens.inside(*part))
        .filter(|at| tokens.as_slice()[*at].kind != TokenKind::Mark)
        .collect();
    all.sort_unstable();
    all.dedup();
    for at in all {
        let start = tokens.as_slice()[at].span.start();
        let covering = || {
            cited.iter().filter(move |attribution| {
                attribution
                    .content
                    .iter()
                    .any(|part| part.contains_offset(start))
            })
        };
        let Some(inner) = covering().min_by_key(|attribution| size(attribution)) else {
            continue;
        };
        let quoted = voice.quoted.iter().any(|span| span.contains_offset(start));
        let mut counted: Vec<usize> = Vec::new();
        // "Mora and Lund said": the words are those of both.
        for owner in covering().filter(|other| other.cue == inner.cue) {
            let Some(index) = owner.source.filter(|index| !counted.contains(index)) else {
                continue;
            };
            counted.push(index);
            if let Some(source) = sources.get_mut(index) {
                if quoted {
                    source.words_quoted += 1;
                } else {
                    source.words_paraphrased += 1;
                }
            }
        }
    }
}
