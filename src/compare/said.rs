//! What a source is said to have said, as clauses that can be read by themselves.
//!
//! The words that are attributed often begin in the middle of a clause ("on Tuesday night to
//! sell it"). A clause begins at the verb that attributes, or with the sentence where the
//! words begin it; where neither would read well, or would lose a "not", it is the whole
//! sentence.

use crate::model::{Analysis, Article, Attribution, AttributionKind, Sentence, VoiceFilter};
use crate::text::Span;

/// What a source says as `(index of the sentence, clause)`, in reading order.
///
/// With [`VoiceFilter::Quoted`] only what stands in quotation marks.
pub fn said_by(
    article: &Article,
    analysis: &Analysis,
    source: usize,
    filter: VoiceFilter,
) -> Vec<(usize, String)> {
    let mut said: Vec<(usize, String)> = Vec::new();
    let of_source = analysis
        .attributions
        .iter()
        .filter(|attribution| attribution.source == Some(source))
        .filter(|attribution| {
            filter != VoiceFilter::Quoted || attribution.kind != AttributionKind::Indirect
        });
    for attribution in of_source {
        let Some(sentence) = analysis.sentences.get(attribution.sentence) else {
            continue;
        };
        let clause = clause(&article.text, sentence, attribution);
        let words: Vec<&str> = clause.of(&article.text).split_whitespace().collect();
        // The comma before "she said" goes with it.
        let words = words.join(" ").trim_end_matches(',').to_owned();
        let entry = (attribution.sentence, words);
        if !entry.1.is_empty() && !said.contains(&entry) {
            said.push(entry);
        }
    }
    // Two attributions in one sentence, one of which is the whole: that says it all.
    let is_whole = |(index, words): &(usize, String)| {
        let sentence = analysis.sentences[*index].span.of(&article.text);
        sentence.split_whitespace().eq(words.split(' '))
    };
    let whole: Vec<usize> = said
        .iter()
        .filter(|entry| is_whole(entry))
        .map(|(index, _)| *index)
        .collect();
    said.retain(|entry| !whole.contains(&entry.0) || is_whole(entry));
    said
}

/// The part of the sentence that reads as what was said.
fn clause(text: &str, sentence: &Sentence, attribution: &Attribution) -> Span {
    let whole = sentence.span.trimmed(text);
    let contents = attribution.content.iter().copied().reduce(Span::cover);
    // A quotation that runs over several sentences is cut to this one.
    let Some(content) = contents.and_then(|content| content.intersection(whole)) else {
        return whole;
    };
    let (before, after) = (
        &text[whole.start()..content.start()],
        &text[content.end()..whole.end()],
    );
    if is_bare(before) {
        // It begins the sentence, quotation marks or not.
        let end = if is_bare(after) {
            whole.end()
        } else {
            content.end()
        };
        return Span::new(whole.start(), end).trimmed(text);
    }
    let end = if is_bare(after) {
        whole.end()
    } else {
        content.end()
    };
    match (attribution.source_span, attribution.cue) {
        // `According to Reke, the plot alone was worth more`.
        (Some(source), Some(cue))
            if cue.end() <= source.start() && source.end() <= content.start() =>
        {
            let between = &text[source.end()..content.start()];
            if between.trim() == "," {
                Span::new(content.start(), end)
            } else {
                whole
            }
        }
        // `Reke argued that the plot alone was worth more`.
        (source, Some(cue)) if cue.end() <= content.start() && whole.contains(cue) => {
            let from = source.filter(|source| source.end() <= cue.start());
            match verb_start(text, from, cue, whole) {
                Some(start) => Span::new(start, end),
                None => whole,
            }
        }
        _ => whole,
    }
}

/// Where the verb begins, with its auxiliaries: a "not" among them must not get lost.
fn verb_start(text: &str, source: Option<Span>, cue: Span, whole: Span) -> Option<usize> {
    /// So many words may stand between a source and its verb to be taken for auxiliaries.
    const AUXILIARIES: usize = 3;
    let from = source.map_or(whole.start(), Span::end);
    let between = &text[from..cue.start()];
    let words = between.trim_start_matches([',', ' ', '\u{a0}']);
    let is_verb_group = source.is_some()
        && words.split_whitespace().count() <= AUXILIARIES
        && words
            .chars()
            .all(|letter| letter.is_lowercase() || " '’".contains(letter));
    if is_verb_group {
        return Some(cue.start() - words.len());
    }
    let denies = between
        .split(|letter: char| !letter.is_alphabetic() && letter != '\'' && letter != '’')
        .any(|word| {
            let word = word.to_lowercase().replace('’', "'");
            matches!(&*word, "not" | "never" | "nor" | "no") || word.ends_with("n't")
        });
    (!denies).then_some(cue.start())
}

/// Whether no word stands in it.
fn is_bare(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::Settings;
    use crate::model::testing::titled;

    /// What a source says in a report of these sentences.
    fn said(text: &str, name: &str) -> Vec<String> {
        let article = titled("A headline over it", &[text]);
        let analysis = analyse(&article, &Settings::default());
        let source = analysis
            .sources
            .iter()
            .position(|source| source.name.contains(name))
            .unwrap_or_else(|| panic!("no source {name} in {:?}", analysis.sources));
        let said = said_by(&article, &analysis, source, VoiceFilter::All);
        said.into_iter().map(|(_, clause)| clause).collect()
    }

    #[test]
    fn a_clause_begins_at_the_verb() {
        assert_eq!(
            said(
                "Councillor Tomas Reke argued that the plot alone was worth more than the price.",
                "Reke"
            ),
            ["argued that the plot alone was worth more than the price."]
        );
        assert_eq!(
            said(
                "Mayor Ingrid Vale warned of a rupture in the town on Monday.",
                "Vale"
            ),
            ["warned of a rupture in the town on Monday."]
        );
    }

    #[test]
    fn a_fronted_source_is_left_out() {
        assert_eq!(
            said(
                "According to the harbour board, the frame has to be restored by 2028.",
                "harbour board"
            ),
            ["the frame has to be restored by 2028."]
        );
    }

    #[test]
    fn what_begins_the_sentence_is_told_without_who_said_it() {
        assert_eq!(
            said("“Nobody asked us what she needs,” said Anton Wiik.", "Wiik"),
            ["“Nobody asked us what she needs,”"]
        );
    }

    #[test]
    fn a_denial_stays_one() {
        for text in [
            "Ingrid Vale did not say that the sale was final.",
            "Ingrid Vale has never said that the sale was final.",
        ] {
            let clauses = said(text, "Vale");
            let clause = clauses.first().unwrap();
            assert!(
                clause.contains("not") || clause.contains("never"),
                "{clause}"
            );
        }
    }

    #[test]
    fn words_on_both_sides_of_the_speaker_are_the_whole_sentence() {
        let sentence = "“The quay,” Karin Sole said on Tuesday, “is not for sale.”";
        assert_eq!(said(sentence, "Sole"), [sentence]);
    }
}
