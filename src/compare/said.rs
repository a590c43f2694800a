//! What a source is said to have said, as clauses that can be read by themselves.
//!
//! The words that are attributed often begin in the middle of a clause ("on Tuesday night to
//! sell it"). A clause begins at the verb that attributes, or with the sentence where the
//! words begin it. Where neither would read well, or would lose a "not" or a "whether", it is
//! the whole sentence: that is long, but it is what stands there.

use crate::model::{Analysis, Article, Attribution, AttributionKind, Sentence, VoiceFilter};
use crate::text::Span;
use crate::text::token::count_words;

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
        let entry = (attribution.sentence, without_comma(&words.join(" ")));
        if !entry.1.is_empty() && !said.contains(&entry) {
            said.push(entry);
        }
    }
    // Of two clauses of a sentence one of which holds the other, the longer says it all.
    let all = said.clone();
    said.retain(|(index, words)| {
        !all.iter().any(|(other, longer)| {
            other == index && longer.len() > words.len() && longer.contains(words.as_str())
        })
    });
    said
}

/// Without the comma before "she said", in quotation marks or not.
fn without_comma(words: &str) -> String {
    let closing = words
        .chars()
        .next_back()
        .filter(|last| "”’\"'".contains(*last));
    let inside = closing.map_or(words, |mark| &words[..words.len() - mark.len_utf8()]);
    let mut clause = inside.trim_end_matches(',').to_owned();
    clause.extend(closing);
    clause
}

/// Fewest words that are a clause.
const FEWEST: usize = 3;

/// The part of the sentence that reads as what was said.
fn clause(text: &str, sentence: &Sentence, attribution: &Attribution) -> Span {
    let whole = sentence.span.trimmed(text);
    let contents = attribution.content.iter().copied().reduce(Span::cover);
    // A quotation that runs over several sentences is cut to this one. A word or two say nothing
    // by themselves.
    let content = contents.and_then(|content| content.intersection(whole));
    let Some(content) = content.filter(|content| count_words(content.of(text)) >= FEWEST) else {
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
        (Some(source), Some(cue))
            if source.end() <= cue.start()
                && cue.end() <= content.start()
                && opens(&text[whole.start()..source.start().max(whole.start())]) =>
        {
            verb_start(text, source, cue).map_or(whole, |start| Span::new(start, end))
        }
        _ => whole,
    }
}

/// Whether what stands before a speaker leaves the sentence theirs: nothing, or `Meanwhile,`. A
/// "whether" or "asked what" before them would turn a question into a claim.
fn opens(before: &str) -> bool {
    let before = before.trim();
    is_bare(before) || before.ends_with(',') && count_words(before) <= 2
}

/// Where the verb begins, with its auxiliaries: a "not" among them must not get lost.
fn verb_start(text: &str, source: Span, cue: Span) -> Option<usize> {
    /// So many words may stand between a source and its verb to be taken for auxiliaries.
    const AUXILIARIES: usize = 3;
    let between = &text[source.end()..cue.start()];
    let words = between.trim_start_matches([',', ' ', '\u{a0}']);
    let is_verb_group = words.split_whitespace().count() <= AUXILIARIES
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
            ["“Nobody asked us what she needs”"]
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

    #[test]
    fn a_question_and_a_fragment_stay_in_their_sentence() {
        for sentence in [
            "Whether the mayor Ingrid Vale believed that the sale was final is not clear.",
            "Councillor Tomas Reke called it “a shame”.",
        ] {
            let name = if sentence.contains("Vale") {
                "Vale"
            } else {
                "Reke"
            };
            for clause in said(sentence, name) {
                assert!(
                    clause == sentence || clause.starts_with("called it"),
                    "{clause}"
                );
            }
        }
    }

    #[test]
    fn a_comma_before_she_said_goes_with_it() {
        assert_eq!(without_comma("“Nobody asked us,”"), "“Nobody asked us”");
        assert_eq!(
            without_comma("the plant would close,"),
            "the plant would close"
        );
        assert_eq!(without_comma("It is over."), "It is over.");
    }
}
