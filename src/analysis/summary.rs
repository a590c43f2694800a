//! Numbers about a whole article.

use super::language;
use crate::model::{Analysis, Article, Layer, Sentiment, SourceKind, Summary, Voice};
use crate::text::token::count_words;

/// Counts words, layers, quotations and sources.
pub fn summary(analysis: &Analysis, article: &Article) -> Summary {
    let mut summary = Summary {
        sources_named: analysis
            .sources
            .iter()
            .filter(|source| source.kind != SourceKind::Vague)
            .count(),
        left_out: language::left_out(&analysis.sentences),
        ..Summary::default()
    };
    let mut all = Mean::default();
    let mut outlet = Mean::default();
    for sentence in &analysis.sentences {
        summary.words += sentence.words;
        summary.sentences += usize::from(sentence.number.is_some());
        let Ok(verdict) = sentence.verdict else {
            continue;
        };
        *match verdict.layer {
            Layer::Reported => &mut summary.words_reported,
            Layer::Voices => &mut summary.words_voices,
            Layer::Framing => &mut summary.words_framing,
        } += sentence.words;
        summary.words_quoted += sentence
            .quoted
            .iter()
            .map(|quoted| count_words(quoted.of(&article.text)))
            .sum::<usize>();
        if sentence.number.is_some() {
            all.add(verdict.sentiment);
            if verdict.voice == Voice::Outlet && sentence.quoted.is_empty() {
                outlet.add(verdict.sentiment);
            }
        }
    }
    let is_analysed = summary.not_analysed().is_none();
    summary.sentiment = is_analysed.then(|| all.mean());
    summary.sentiment_outlet = is_analysed.then(|| outlet.mean());
    summary
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: u32,
}

impl Mean {
    fn add(&mut self, sentiment: Sentiment) {
        self.sum += sentiment.compound();
        self.count += 1;
    }

    fn mean(&self) -> Sentiment {
        Sentiment::from_compound(self.sum / f64::from(self.count.max(1)))
    }
}
