//! A short name for a row: the most neutral wording.

use super::rows::{Likely, Row};
use super::words::Sentences;
use crate::compare::shortened;
use crate::model::{Analysis, Article, Stance, Voice};

/// Letters of a label.
const LONGEST: usize = 110;

/// The wording of the sentence that is plainest and nearest to the others.
pub(super) fn label(
    articles: &[(&Article, &Analysis)],
    sentences: &Sentences,
    likely: &Likely,
    row: &Row,
) -> String {
    let cost = |member: usize| -> f32 {
        let told = &sentences.told[member];
        let sentence = &articles[told.article].1.sentences[told.sentence];
        let near: f32 = row
            .members
            .iter()
            .map(|other| likely.at(member, *other))
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "few")]
        let (others, length) = ((row.members.len() - 1) as f32, told.length as f32);
        let judged = sentence.verdict().map_or(1.0, |verdict| {
            let loaded = verdict.probabilities.loaded.fraction();
            let own = f64::from(u8::from(verdict.voice != Voice::Outlet));
            let judges = f64::from(u8::from(verdict.stance != Stance::Factual));
            loaded + 0.3 * own + 0.5 * judges
        });
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 2")]
        let judged = judged as f32;
        judged - near / others.max(1.0) + length / 20.0
    };
    let best = row
        .members
        .iter()
        .min_by(|a, b| cost(**a).total_cmp(&cost(**b)));
    let Some(told) = best.map(|member| &sentences.told[*member]) else {
        return String::new();
    };
    let (article, analysis) = articles[told.article];
    let words = analysis.sentences[told.sentence].span.of(&article.text);
    let words: Vec<&str> = words.split_whitespace().collect();
    shortened(&words.join(" "), LONGEST)
}
