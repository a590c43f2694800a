//! The marks of an article as the framing half of the panel lists them: one passage a sentence.

use std::cmp::Reverse;

use crate::model::{Analysis, Layer, VoiceFilter};

use super::Target;

/// The marks of one sentence that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkedPassage {
    /// What the marked words belong to: the outlet's framing, a reported sentence, or what
    /// somebody else says.
    pub layer: Layer,
    /// Index of the sentence.
    pub sentence: usize,
    /// Indices of the findings, the surest first; none where a framing sentence rests on its
    /// probability alone.
    pub findings: Vec<usize>,
}

/// All marked passages that a filter of voices takes in: framing first, then what is marked
/// elsewhere, each in the order of the text.
pub fn marked_passages(analysis: &Analysis, filter: VoiceFilter) -> Vec<MarkedPassage> {
    let mut passages = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let is_framing = sentence.layer() == Some(Layer::Framing) && filter != VoiceFilter::Quoted;
        let mut by_layer = Layer::ALL.map(|layer| MarkedPassage {
            layer,
            sentence: index,
            findings: Vec::new(),
        });
        for at in &sentence.findings {
            let Some(finding) = analysis.findings.get(*at) else {
                continue;
            };
            if !filter.takes_in(finding) {
                continue;
            }
            let layer = if is_framing {
                Layer::Framing
            } else if finding.quoted || sentence.layer() == Some(Layer::Voices) {
                Layer::Voices
            } else {
                Layer::Reported
            };
            by_layer[layer as usize].findings.push(*at);
        }
        let is_bare = is_framing && sentence.findings.is_empty();
        passages.extend(by_layer.into_iter().filter(|passage| {
            !passage.findings.is_empty() || is_bare && passage.layer == Layer::Framing
        }));
    }
    for passage in &mut passages {
        passage.findings.sort_by_key(|at| {
            let finding = &analysis.findings[*at];
            (Reverse(finding.confidence), finding.span)
        });
    }
    // Stable: the order of the text stays within each layer.
    passages.sort_by_key(|passage| (passage.layer != Layer::Framing, passage.layer));
    passages
}

impl MarkedPassage {
    /// What can be selected in it, in order.
    pub fn targets(&self, analysis: &Analysis) -> Vec<Target> {
        if self.findings.is_empty() {
            return vec![Target::Sentence(analysis.article, self.sentence)];
        }
        let findings = self.findings.iter();
        findings
            .map(|at| Target::Finding(analysis.article, analysis.findings[*at].key))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{self, analysed, article};
    use crate::model::{Analysis, Confidence};
    use crate::text::Span;

    fn mark(analysis: &mut Analysis, sentence: usize, confidence: f64, quoted: bool) {
        let at = testing::mark(analysis, sentence, Span::new(0, 3));
        analysis.findings[at].confidence = Confidence::from_fraction(confidence);
        analysis.findings[at].quoted = quoted;
    }

    #[test]
    fn marks_of_a_sentence_are_one_passage_the_surest_first_and_framing_comes_first() {
        let article = article("One is told. Two is told. Three is judged. Four is judged. ");
        let mut analysis = analysed(&article);
        for sentence in &mut analysis.sentences[2..4] {
            sentence.verdict.as_mut().unwrap().layer = Layer::Framing;
        }
        mark(&mut analysis, 0, 0.9, false);
        mark(&mut analysis, 1, 0.9, true);
        mark(&mut analysis, 1, 0.9, false);
        mark(&mut analysis, 2, 0.5, false);
        mark(&mut analysis, 2, 0.8, false);
        let listed = |filter| {
            let passages = marked_passages(&analysis, filter);
            let short = passages.into_iter();
            short
                .map(|passage| (passage.layer, passage.sentence, passage.findings))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            listed(VoiceFilter::All),
            [
                (Layer::Framing, 2, vec![4, 3]),
                (Layer::Framing, 3, vec![]),
                (Layer::Reported, 0, vec![0]),
                (Layer::Reported, 1, vec![2]),
                (Layer::Voices, 1, vec![1]),
            ]
        );
        assert_eq!(
            listed(VoiceFilter::Quoted),
            [(Layer::Voices, 1, vec![1])],
            "quoted words are nobody's framing but the speaker's"
        );
    }
}
