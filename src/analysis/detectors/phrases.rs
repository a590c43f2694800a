//! What most detectors share: a word list, and a judgement on each of its matches.

use crate::analysis::detector::{Context, Detector, DetectorInfo, Sink};
use crate::analysis::lexicon::{Book, Match};
use crate::model::Voice;

/// A detector that goes through the matches of a word list.
pub struct Phrases {
    /// What it is, for people.
    pub info: DetectorInfo,
    /// The list.
    pub book: Book,
    /// Sections of the list; none are all.
    pub sections: &'static [&'static str],
    /// What a match is worth here, 0 for nothing; given the list's own worth.
    pub judge: fn(&Context<'_>, &Match, f64) -> f64,
    /// The reason in one short sentence, from the words found.
    pub reason: fn(&str, Option<&str>) -> String,
}

impl Detector for Phrases {
    fn info(&self) -> &DetectorInfo {
        &self.info
    }

    fn scan(&self, context: &Context<'_>, sink: &mut Sink) {
        for found in context.matches.of_book(self.book) {
            let entry = found.entry();
            if !self.sections.is_empty() && !self.sections.contains(&entry.section) {
                continue;
            }
            let worth = (self.judge)(context, found, entry.worth.fraction());
            if worth > 0.0 {
                let span = context.span(&found.tokens);
                let summary = (self.reason)(context.words(found), entry.note);
                sink.mark(&self.info, found.sentence, span, summary, worth);
            }
        }
    }
}

/// Takes the list's word for it, except for names.
pub fn unless_name(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    if context.looks_like_name(found) {
        0.0
    } else {
        worth
    }
}

/// Takes the list's word for it, less where a source says it: what people ask for
/// and say of themselves is not the outlet's doing.
pub fn less_where_attributed(context: &Context<'_>, found: &Match, worth: f64) -> f64 {
    let span = context.span(&found.tokens);
    if context.voice_at(found.sentence, span) == Voice::Attributed {
        worth - 0.2
    } else {
        worth
    }
}

/// Whether the sentence gives figures or a date, the signs of something that can be checked.
pub fn has_figures(context: &Context<'_>, sentence: usize) -> bool {
    use crate::text::TokenKind;
    context.parsed.tokens.as_slice()[context.parsed.sentences[sentence].tokens.clone()]
        .iter()
        .any(|token| token.kind == TokenKind::Number)
        || context
            .matches
            .of_sentence(sentence)
            .iter()
            .any(|found| found.book == Book::Cues && found.entry().section == "time")
}
