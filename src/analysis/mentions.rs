//! Where the sources are named first and last, whether something is said there or not.

use super::attribution::Attributed;
use crate::model::Mentions;
use crate::text::Span;

/// Fills in each source's mentions: the words that name it where it is cited, and every
/// naming of the one it is.
pub(super) fn note(attributed: &mut Attributed) {
    for attribution in &attributed.attributions {
        let source = attribution
            .source
            .and_then(|at| attributed.sources.get_mut(at));
        if let (Some(source), Some(span)) = (source, attribution.source_span) {
            widen(&mut source.mentions, span);
        }
    }
    for (source, identity) in attributed.sources.iter_mut().zip(&attributed.cited) {
        let identity = identity.and_then(|index| attributed.identities.list().get(index));
        for naming in identity.into_iter().flat_map(|identity| &identity.namings) {
            widen(&mut source.mentions, naming.span);
        }
    }
}

/// Takes a further naming in; of several at one place the first one given stays the first,
/// and the last one given becomes the last.
fn widen(mentions: &mut Option<Mentions>, span: Span) {
    let known = mentions.get_or_insert(Mentions {
        first: span,
        last: span,
    });
    if span.start() < known.first.start() {
        known.first = span;
    }
    if span.start() >= known.last.start() {
        known.last = span;
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyse_by_rules;
    use crate::model::Settings;
    use crate::model::testing::titled;

    /// For each source its first and last naming with the number of the sentence.
    fn mentions(paragraphs: &[&str]) -> Vec<(String, [(usize, String); 2])> {
        let article = titled("A title", paragraphs);
        let analysis = analyse_by_rules(&article, &Settings::default());
        let place = |span: crate::text::Span| {
            let sentence = analysis.sentence_at(span.start()).unwrap();
            let number = analysis.sentences[sentence].number.unwrap();
            (number, span.of(&article.text).to_owned())
        };
        let sources = analysis.sources.iter();
        sources
            .map(|source| {
                let mentions = source.mentions.unwrap();
                (
                    source.name.clone(),
                    [place(mentions.first), place(mentions.last)],
                )
            })
            .collect()
    }

    #[test]
    fn a_source_is_named_before_and_after_it_is_cited() {
        let found = mentions(&[
            "Mayor Ida Krogh opened the rink on Monday.",
            "The rink will close in May, Krogh said.",
            "The money would go to the library, she said.",
            "Krogh left before the vote.",
        ]);
        let expected = [(1, "Ida Krogh".to_owned()), (4, "Krogh".to_owned())];
        assert_eq!(found, [("Ida Krogh".to_owned(), expected)]);
    }

    #[test]
    fn who_is_cited_once_is_named_first_and_last_there() {
        let found = mentions(&["The rink will close in May, the treasurer said."]);
        assert_eq!(found.len(), 1);
        let [first, last] = &found[0].1;
        assert_eq!((first.0, &first.1), (last.0, &last.1));
        assert!(first.1.ends_with("treasurer"), "{first:?}");
    }
}
