//! Which words and findings of an article a filter of voices takes in.

use crate::model::{Analysis, Article, Finding, Layer, Passage, Voice, VoiceFilter};
use crate::text::Span;
use crate::text::token::{count_words, has_words};

/// One article, seen through a filter of voices.
///
/// The outlet's own words are those outside direct quotations and outside what
/// is attributed to somebody one could ask. What is laid at the door of nobody
/// in particular stays with the outlet.
#[derive(Clone, Debug)]
pub struct Counted<'a> {
    /// The article.
    pub article: &'a Article,
    /// What the engine says of it.
    pub analysis: &'a Analysis,
    /// The filter.
    pub filter: VoiceFilter,
    /// Direct quotations with their marks, in order, without overlaps.
    quoted: Vec<Span>,
    /// Quotations and attributed content, in order, without overlaps.
    others: Vec<Span>,
}

impl<'a> Counted<'a> {
    /// Prepares an article.
    pub fn new(article: &'a Article, analysis: &'a Analysis, filter: VoiceFilter) -> Self {
        let quoted: Vec<_> = analysis
            .sentences
            .iter()
            .filter(|sentence| sentence.verdict.is_ok())
            .flat_map(|sentence| sentence.quoted.iter().copied())
            .collect();
        let attributed = analysis
            .attributions
            .iter()
            .filter(|attribution| attribution.voice == Voice::Attributed)
            .flat_map(|attribution| attribution.content.iter().copied());
        let others = merged(quoted.iter().copied().chain(attributed).collect());
        Self {
            article,
            analysis,
            filter,
            quoted: merged(quoted),
            others,
        }
    }

    /// The parts of `span` that count.
    pub fn parts(&self, span: Span) -> Vec<Span> {
        match self.filter {
            VoiceFilter::All => vec![span],
            VoiceFilter::Outlet => outside(span, &self.others),
            VoiceFilter::Quoted => inside(span, &self.quoted),
        }
    }

    /// Words of `span` that count.
    pub fn words(&self, span: Span) -> usize {
        self.parts(span)
            .into_iter()
            .map(|part| count_words(part.of(&self.article.text)))
            .sum()
    }

    /// Whether any word of `span` counts.
    pub fn has_words(&self, span: Span) -> bool {
        let mut parts = self.parts(span).into_iter();
        parts.any(|part| has_words(part.of(&self.article.text)))
    }

    /// Whether a finding counts.
    pub fn finding(&self, finding: &Finding) -> bool {
        match self.filter {
            VoiceFilter::All => true,
            VoiceFilter::Outlet => {
                !finding.quoted
                    && !touching(finding.span, &self.others)
                        .iter()
                        .any(|other| other.contains(finding.span))
            }
            VoiceFilter::Quoted => finding.quoted,
        }
    }

    /// Findings that count, in order, with their indices in the analysis.
    pub fn findings(&self) -> impl Iterator<Item = (usize, &'a Finding)> + '_ {
        self.analysis
            .findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| self.finding(finding))
    }

    /// The layer under which the counted words of a sentence are filed.
    pub fn layer(&self, layer: Layer) -> Layer {
        match (self.filter, layer) {
            (VoiceFilter::Quoted, _) => Layer::Voices,
            // What the outlet says around somebody else's words introduces them.
            (VoiceFilter::Outlet, Layer::Voices) => Layer::Reported,
            (_, layer) => layer,
        }
    }

    /// Words that count, in the order of [`Layer::ALL`].
    pub fn words_by_layer(&self) -> [usize; 3] {
        let summary = &self.analysis.summary;
        if self.filter == VoiceFilter::All {
            return [
                summary.words_reported,
                summary.words_voices,
                summary.words_framing,
            ];
        }
        let mut words = [0; 3];
        for sentence in &self.analysis.sentences {
            if let Some(layer) = sentence.layer() {
                words[self.layer(layer) as usize] += self.words(sentence.span);
            }
        }
        words
    }

    /// The direct quotations of the article.
    pub fn quotations(&self) -> &[Span] {
        &self.quoted
    }

    /// A passage of this article.
    pub fn passage(&self, span: Span) -> Passage {
        Passage {
            article: self.article.id,
            span,
        }
    }
}

/// Sorted, and joined where they touch.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// The spans of the sorted `stretches` that touch `span`.
fn touching(span: Span, stretches: &[Span]) -> &[Span] {
    let from = stretches.partition_point(|stretch| stretch.end() <= span.start());
    let to = stretches.partition_point(|stretch| stretch.start() < span.end());
    &stretches[from..to.max(from)]
}

fn inside(span: Span, stretches: &[Span]) -> Vec<Span> {
    touching(span, stretches)
        .iter()
        .filter_map(|stretch| stretch.intersection(span))
        .collect()
}

fn outside(span: Span, stretches: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = span.start();
    for stretch in touching(span, stretches) {
        if from < stretch.start() {
            parts.push(Span::new(from, stretch.start()));
        }
        from = from.max(stretch.end());
    }
    if from < span.end() {
        parts.push(Span::new(from, span.end()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end)
    }

    #[test]
    fn what_lies_outside_and_inside_makes_the_whole() {
        let stretches = merged(vec![span(12, 20), span(2, 5), span(4, 6), span(30, 40)]);
        assert_eq!(stretches, [span(2, 6), span(12, 20), span(30, 40)]);
        assert_eq!(outside(span(0, 15), &stretches), [span(0, 2), span(6, 12)]);
        assert_eq!(inside(span(0, 15), &stretches), [span(2, 6), span(12, 15)]);
        assert_eq!(outside(span(12, 20), &stretches), []);
        assert_eq!(outside(span(20, 30), &stretches), [span(20, 30)]);
    }
}
