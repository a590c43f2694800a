//! Gives every quotation its speaker and every sentence its voice.

mod loose;
mod marks;
mod resolve;
mod voice;

use std::ops::Range;

use self::loose::Loose;
use self::marks::Marks;
use self::resolve::Mention;
use super::cues::{Cue, CueFinder};
use super::denials::Accusations;
use super::held::{Held, held};
use super::phrase::Agent;
use super::sources::Sources;
use super::tagging::Tagged;
use super::tally::tally;
use super::{Attributed, SentenceVoice};
use crate::analysis::identity::Identities;
use crate::analysis::parsed::LONGEST;
use crate::model::{Attribution, AttributionKind, Role, Voice};
use crate::text::Span;

/// Works through an article sentence by sentence.
pub struct Speakers<'t, 'p, 'a> {
    tagged: &'t Tagged<'p, 'a>,
    sources: Sources,
    result: Attributed,
    /// Who spoke last, and in which paragraph.
    last: Option<(usize, Option<usize>)>,
    /// The person whom the latest sentences are about.
    mentioned: Option<Mention>,
    /// Of whom something was said last.
    accusations: Accusations,
    /// Whose words each sentence holds, where the layout says so.
    held: Vec<Option<Held>>,
    /// Quotations whose speaker is guessed so far.
    loose: Vec<Loose>,
    /// Whom a sentence that ends in a colon introduces, and that sentence.
    introduced: Option<(usize, Option<usize>)>,
    /// Attributions whose source is that of a quotation elsewhere, and its sentence.
    echoes: Vec<(usize, usize)>,
}

impl<'t, 'p, 'a> Speakers<'t, 'p, 'a> {
    /// Works through the article.
    pub fn of(tagged: &'t Tagged<'p, 'a>) -> Self {
        let mut speakers = Self {
            tagged,
            sources: Sources::of(Identities::read(tagged)),
            result: Attributed::default(),
            last: None,
            mentioned: None,
            accusations: Accusations::default(),
            held: held(tagged),
            loose: Vec::new(),
            introduced: None,
            echoes: Vec::new(),
        };
        for index in 0..tagged.parsed.sentences.len() {
            speakers.sentence(index);
        }
        speakers
    }

    /// The result, with the sources' counts.
    pub fn finish(mut self) -> Attributed {
        self.settle_echoes();
        tally(
            &self.tagged.parsed.tokens,
            &self.result,
            &mut self.sources.list,
        );
        self.result.cited = self.sources.cited();
        self.result.identities = self.sources.identities;
        self.result.sources = self.sources.list;
        self.result
    }

    fn sentence(&mut self, index: usize) {
        if let Some(held) = self.held[index].take() {
            self.note_mention(index);
            self.hold(index, &held);
            return;
        }
        let tagged = self.tagged;
        let sentence = &tagged.parsed.sentences[index];
        let first = self.result.attributions.len();
        self.note_mention(index);
        let mut cues = if sentence.role == Role::Byline {
            Vec::new()
        } else {
            self.cues(sentence.tokens.clone())
        };
        if index > 0 {
            cues.retain(|cue| !self.reads_minds(cue));
        }
        let (quoted, loose) = self.read_marks(index, &cues);
        let spoken = self.add_cues(index, &cues, &quoted);
        let tag = self.tag(index);
        if let Some(tag) = &tag
            && let Some(source) = self.tag_source(tag)
        {
            self.settle_above(index, source);
        } else if let Some(source) = spoken {
            self.settle(index, source);
        }
        if !loose.is_empty() {
            self.add_loose(
                index,
                &loose,
                spoken,
                cues.iter().any(|cue| cue.agent == Agent::Vague),
            );
        }
        if let Some(source) = spoken {
            self.last = Some((sentence.paragraph, Some(source)));
        }
        self.introduce(index, spoken);
        let voice = if tag.is_some() {
            Voice::Attributed
        } else {
            self.voice(index, &cues, &quoted)
        };
        self.result.sentences.push(SentenceVoice {
            voice,
            quoted,
            attributions: (first..self.result.attributions.len()).collect(),
        });
    }

    /// Tells what every pair of marks in a sentence does: the quotations, and those among them
    /// that no cue beside them covers.
    fn read_marks(&mut self, index: usize, cues: &[Cue]) -> (Vec<Span>, Vec<Span>) {
        let sentence = &self.tagged.parsed.sentences[index];
        let mut quoted = Vec::new();
        let mut loose = Vec::new();
        // "…" and then "So said Mora": whatever stands in the marks is cited.
        let is_tagged = self.tag(index + 1).is_some();
        for quotation in self.tagged.parsed.quotations_of(sentence) {
            let Some(part) = quotation.outer.intersection(sentence.span) else {
                continue;
            };
            let cited = cues
                .iter()
                .any(|cue| cue.agent != Agent::Vague && self.covers(cue, part));
            match self.marks(quotation, part, sentence.span, cited || is_tagged) {
                Marks::Direct => {
                    quoted.push(part);
                    if !cited {
                        loose.push(part);
                    }
                }
                Marks::Scare if self.result.scare_quotes.last() == Some(&quotation.outer) => {}
                Marks::Scare => self.result.scare_quotes.push(quotation.outer),
                Marks::Title => {}
            }
        }
        (quoted, loose)
    }

    /// The cues of a sentence. What was asked for as one unit can be longer than any sentence
    /// of an article; it is read in pieces, since the search for a subject looks back to the
    /// beginning.
    fn cues(&self, tokens: Range<usize>) -> Vec<Cue> {
        let mut found = Vec::new();
        let mut start = tokens.start;
        while start < tokens.end {
            let end = tokens.end.min(start + LONGEST);
            found.extend(CueFinder::find(self.tagged, start..end));
            start = end;
        }
        found
    }

    /// "They want us in boxes", where nobody was cited whom "they" could mean: whoever
    /// writes this says what others wish.
    fn reads_minds(&self, cue: &Cue) -> bool {
        let wishes = matches!(
            cue.verb,
            "want" | "hope" | "think" | "believe" | "expect" | "wish" | "know" | "like to"
        );
        let they = cue.source.as_ref().is_some_and(|phrase| {
            matches!(
                self.tagged.normal(phrase.start),
                "they" | "they'd" | "they'll"
            )
        });
        wishes && they && cue.agent == Agent::Pronoun && self.sources.meant("they").is_none()
    }

    fn covers(&self, cue: &Cue, part: Span) -> bool {
        cue.content
            .iter()
            .any(|content| self.tagged.span_of(content).overlaps(part))
    }

    /// Adds the attributions that cues make; returns the last source of a main one.
    fn add_cues(&mut self, index: usize, cues: &[Cue], quoted: &[Span]) -> Option<usize> {
        let mut spoken = None;
        let heading = self.tagged.parsed.sentences[index].role.is_heading();
        for cue in cues {
            let source = self.resolve(cue, index, heading);
            self.accusations.note(self.tagged, cue, index);
            // A heading introduces nobody: it sums up what follows.
            if heading && source.is_none() {
                continue;
            }
            if !cue.embedded && source.is_some() && cue.agent != Agent::Vague {
                spoken = source;
            }
            let content = self.content(cue, quoted);
            let kind = kind_of(self.tagged.parsed.text(), &content, quoted);
            let voice = if cue.agent == Agent::Vague {
                Voice::Vague
            } else {
                Voice::Attributed
            };
            self.result.attributions.push(Attribution {
                sentence: index,
                source,
                source_span: cue.source.as_ref().map(|range| self.tagged.span_of(range)),
                cue: Some(self.tagged.span_of(&cue.place)),
                content,
                kind,
                voice,
                verb: cue.verb.to_owned(),
            });
        }
        spoken
    }

    /// The spans of a cue's content, without marks and "that" at their ends.
    fn content(&self, cue: &Cue, quoted: &[Span]) -> Vec<Span> {
        let tagged = self.tagged;
        cue.content
            .iter()
            .filter_map(|range| {
                let mut range = range.clone();
                while range.start < range.end && self.is_edge(range.start, true) {
                    range.start += 1;
                }
                while range.start < range.end && self.is_edge(range.end - 1, false) {
                    range.end -= 1;
                }
                let mut span = tagged.span_of(&range);
                for part in quoted {
                    if part.overlaps(span) {
                        span = span.cover(*part);
                    }
                }
                (!span.is_empty()).then_some(span)
            })
            .collect()
    }

    fn is_edge(&self, at: usize, front: bool) -> bool {
        let normal = self.tagged.normal(at);
        matches!(normal, "," | "." | ":" | ";" | "—" | "–" | "-" | "!" | "?")
            || (front && matches!(normal, "that"))
    }
}

fn kind_of(text: &str, content: &[Span], quoted: &[Span]) -> AttributionKind {
    let inside = |span: &Span| quoted.iter().any(|part| part.overlaps(*span));
    if !content.iter().any(inside) {
        return AttributionKind::Indirect;
    }
    let plain: usize = content
        .iter()
        .map(|span| {
            let covered: usize = quoted
                .iter()
                .filter_map(|part| part.intersection(*span))
                .map(Span::len)
                .sum();
            span.of(text).len().saturating_sub(covered)
        })
        .sum();
    // A word or two beside the quotation, as in "on Monday", do not make it mixed.
    if plain <= 12 {
        AttributionKind::Direct
    } else {
        AttributionKind::Mixed
    }
}
