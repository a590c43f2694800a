//! Where the sources are named first and last, whether something is said there or not.

use super::attribution::Attributed;
use crate::model::{Entity, EntityKind, Mentions, Source, SourceKind};
use crate::text::Span;

/// Fills in each source's mentions: the words that name it where it is cited, and every
/// naming of the person or body of that name.
pub(super) fn note(attributed: &mut Attributed, entities: &[Entity]) {
    for (index, source) in attributed.sources.iter_mut().enumerate() {
        let cited = attributed
            .attributions
            .iter()
            .filter(|attribution| attribution.source == Some(index))
            .filter_map(|attribution| attribution.source_span);
        let named = entities
            .iter()
            .filter(|entity| is_one(source, entity))
            .flat_map(|entity| entity.mentions.iter().map(|mention| mention.span));
        let spans: Vec<Span> = cited.chain(named).collect();
        let first = spans.iter().copied().min_by_key(|span| span.start());
        let last = spans.iter().copied().max_by_key(|span| span.start());
        source.mentions = first
            .zip(last)
            .map(|(first, last)| Mentions { first, last });
    }
}

fn is_one(source: &Source, entity: &Entity) -> bool {
    let kinds_fit = match source.kind {
        SourceKind::Person => entity.kind == EntityKind::Person,
        SourceKind::Vague => false,
        _ => entity.kind != EntityKind::Person,
    };
    let bare = |name: &str| {
        let name = name.to_lowercase();
        name.strip_prefix("the ").map(str::to_owned).unwrap_or(name)
    };
    kinds_fit && bare(&source.name) == bare(&entity.name)
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
