//! Gives every quotation its speaker and every sentence its voice.

use std::ops::Range;

use super::cues::{Cue, CueFinder};
use super::denials::Accusations;
use super::names::Naming;
use super::phrase::Agent;
use super::sources::Sources;
use super::tagging::Tagged;
use super::tally::tally;
use super::{Attributed, SentenceVoice};
use crate::analysis::identity::Identities;
use crate::analysis::parsed::LONGEST;
use crate::model::{Attribution, AttributionKind, Role, SourceKind, Voice};
use crate::text::quotation::Quotation;
use crate::text::{Span, TokenKind};

/// Longest scare quote, in words.
const SCARE_WORDS: usize = 3;
/// Longest idiom or fragment that a sentence without a speaker may set in marks, in words.
const FRAGMENT_WORDS: usize = 9;

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
}

/// A person whom a sentence is about.
struct Mention {
    /// First token of the name.
    at: usize,
    paragraph: usize,
    naming: Naming,
}

/// What a pair of marks does in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// Cites somebody.
    Direct,
    /// Sets off a word or idiom.
    Scare,
    /// Title of a work.
    Title,
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
        };
        for index in 0..tagged.parsed.sentences.len() {
            speakers.sentence(index);
        }
        speakers
    }

    /// The result, with the sources' counts.
    pub fn finish(mut self) -> Attributed {
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
        let mut quoted = Vec::new();
        let mut loose = Vec::new();
        for quotation in tagged.parsed.quotations_of(sentence) {
            // “Ace” in "Arne “Ace” Holm" is part of a name.
            if tagged.is_nickname(quotation) {
                continue;
            }
            let Some(part) = quotation.outer.intersection(sentence.span) else {
                continue;
            };
            let cited = cues
                .iter()
                .any(|cue| cue.agent != Agent::Vague && self.covers(cue, part));
            match self.marks(quotation, part, sentence.span, cited) {
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
        let spoken = self.add_cues(index, &cues, &quoted);
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
        let voice = self.voice(index, &cues, &quoted);
        self.result.sentences.push(SentenceVoice {
            voice,
            quoted,
            attributions: (first..self.result.attributions.len()).collect(),
        });
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

    /// Adds quotations that no cue in their sentence attributes.
    fn add_loose(&mut self, index: usize, loose: &[Span], spoken: Option<usize>, vague: bool) {
        let sentence = &self.tagged.parsed.sentences[index];
        let source = spoken.or_else(|| {
            self.last
                .filter(|(paragraph, _)| sentence.paragraph <= paragraph + 1)
                .and_then(|(_, source)| source)
        });
        if source.is_some() {
            self.last = Some((sentence.paragraph, source));
        }
        self.result.attributions.push(Attribution {
            sentence: index,
            source,
            source_span: None,
            cue: None,
            content: loose.to_vec(),
            kind: AttributionKind::Direct,
            voice: if vague && source.is_none() {
                Voice::Vague
            } else {
                Voice::Attributed
            },
            verb: String::new(),
        });
    }

    fn resolve(&mut self, cue: &Cue, index: usize, heading: bool) -> Option<usize> {
        let phrase = cue.source.as_ref()?;
        if heading && cue.agent == Agent::Pronoun {
            return None;
        }
        if cue.agent == Agent::Pronoun {
            let paragraph = self.tagged.parsed.sentences[index].paragraph;
            let accused = self
                .accusations
                .denier(self.tagged, cue, &mut self.sources, paragraph);
            if accused.is_some() {
                return accused;
            }
            return self
                .pronoun(phrase.start)
                .or_else(|| self.own_subject(cue, phrase.start));
        }
        // "its own count": whoever counted.
        if matches!(cue.agent, Agent::Other | Agent::Document)
            && self.tagged.is(phrase.start + 1, "own")
            && matches!(
                self.tagged.normal(phrase.start),
                "his" | "her" | "its" | "their"
            )
        {
            return self.pronoun(phrase.start);
        }
        let named = (matches!(cue.agent, Agent::Person | Agent::Organisation)
            || self.tagged.is_capital_role(phrase))
        .then(|| self.tagged.apposition(phrase))
        .flatten();
        let naming = named.or_else(|| self.tagged.naming(phrase, cue.agent))?;
        if heading {
            return self.sources.matching(&naming);
        }
        if naming.human {
            self.mentioned = None;
        }
        let place = self.tagged.span_of(phrase);
        Some(self.sources.resolve(&naming, Some(place)))
    }

    /// Whom a pronoun means: the person the paragraph is about, else the latest source.
    fn pronoun(&mut self, at: usize) -> Option<usize> {
        let pronoun = self.tagged.normal(at);
        let human = matches!(
            pronoun.split('\'').next(),
            Some("he" | "she" | "his" | "her")
        );
        if human
            && let Some(mention) = self.mentioned.take_if(|mention| mention.at < at)
            && let Some(source) = self.sources.pronoun_for(pronoun, &mention.naming)
        {
            return Some(source);
        }
        self.sources.pronoun(pronoun)
    }

    /// "The airline Skylark will charge for bags, it announced": nobody was cited before, so
    /// "it" is the body that the sentence is about.
    fn own_subject(&mut self, cue: &Cue, at: usize) -> Option<usize> {
        let start = cue.content.first()?.start;
        if !matches!(self.tagged.normal(at), "it" | "they") || start >= at {
            return None;
        }
        let phrase = self.tagged.phrase_after(start, at)?;
        let agent = self
            .tagged
            .agent(&phrase)
            .filter(|agent| matches!(agent, Agent::Named | Agent::Organisation))?;
        let naming = self.tagged.naming(&phrase, agent)?;
        let place = self.tagged.span_of(&phrase);
        (naming.kind == SourceKind::Organisation)
            .then(|| self.sources.resolve(&naming, Some(place)))
    }

    /// Notes the person whom a sentence is about, cited or not.
    fn note_mention(&mut self, index: usize) {
        let sentence = &self.tagged.parsed.sentences[index];
        let fresh = |mention: &Mention| mention.paragraph + 1 >= sentence.paragraph;
        self.mentioned = self.mentioned.take().filter(fresh);
        if !sentence.role.is_text() {
            return;
        }
        let opening = self.tagged.normal(sentence.tokens.start);
        if let Some(mention) = &mut self.mentioned
            && matches!(opening, "he" | "she" | "his" | "her")
        {
            // "She is best known for": still about the same person.
            mention.paragraph = sentence.paragraph;
        }
        if let Some((at, naming)) = self.tagged.topic(sentence.tokens.clone()) {
            self.mentioned = Some(Mention {
                at,
                paragraph: sentence.paragraph,
                naming,
            });
        }
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

    /// What a pair of marks does.
    fn marks(&self, quotation: &Quotation, part: Span, sentence: Span, cited: bool) -> Marks {
        let tagged = self.tagged;
        let range = tagged.parsed.tokens.inside(quotation.inner);
        let tokens = &tagged.parsed.tokens.as_slice()[range.clone()];
        // Counted no further than it matters: a long quotation is looked at from each of its
        // sentences.
        let words = tokens
            .iter()
            .take(LONGEST)
            .filter(|token| token.kind != TokenKind::Mark)
            .take(FRAGMENT_WORDS + 1)
            .count();
        let whole = part == quotation.outer && quotation.closed;
        if !whole || words == 0 {
            return if words == 0 {
                Marks::Title
            } else {
                Marks::Direct
            };
        }
        // A mark that only closes ends what somebody said in the sentences before.
        let carried = quotation.inner.start() == quotation.outer.start();
        if cited || carried {
            return Marks::Direct;
        }
        let alone = part.len() * 10 >= sentence.len() * 7;
        let ends = range
            .clone()
            .next_back()
            .is_some_and(|last| matches!(tagged.normal(last), "." | "!" | "?"));
        if alone && ends && sentence.len() <= part.len() + 1 {
            // “Yes.” “Never again!” A sentence of its own, however short, is said by somebody.
            return Marks::Direct;
        }
        let long_lower = tokens
            .iter()
            .any(|token| token.kind == TokenKind::Word && !token.capital && token.span.len() > 3);
        let stops = range
            .clone()
            .next_back()
            .is_some_and(|last| matches!(tagged.normal(last), "." | "," | "!" | "?" | "…"));
        if !long_lower && words <= FRAGMENT_WORDS && !stops {
            return if words <= SCARE_WORDS && !tokens[0].capital {
                Marks::Scare
            } else {
                Marks::Title
            };
        }
        if words <= SCARE_WORDS {
            return Marks::Scare;
        }
        let starts = tokens[0].capital;
        if words <= FRAGMENT_WORDS && !alone && !(starts && stops) {
            return Marks::Scare;
        }
        Marks::Direct
    }

    fn voice(&self, index: usize, cues: &[Cue], quoted: &[Span]) -> Voice {
        let sentence = &self.tagged.parsed.sentences[index];
        let total = sentence.tokens.len().max(1);
        let in_quotes: usize = quoted
            .iter()
            .map(|span| self.tagged.parsed.tokens.inside(*span).len())
            .sum();
        // "Reports suggest that the union plans …" stays as thinly sourced as the reports.
        let under_vague = |inner: &Cue| {
            cues.iter().any(|outer| {
                let before = outer.agent == Agent::Vague && outer.place.end <= inner.place.start;
                // "The firms have reportedly agreed": hearsay inside the verb's own chain.
                let within = outer.source.is_none()
                    && inner
                        .source
                        .as_ref()
                        .is_some_and(|source| source.end <= outer.place.start)
                    && inner.place.start.saturating_sub(outer.place.end) <= 2;
                let holds = outer.source.is_some()
                    && outer
                        .content
                        .iter()
                        .any(|part| part.contains(&inner.place.start));
                before && (within || holds)
            })
        };
        let main = cues.iter().any(|cue| {
            !cue.embedded
                && cue.agent != Agent::Vague
                && !cue.content.is_empty()
                && !under_vague(cue)
        });
        let vague = cues
            .iter()
            .any(|cue| cue.agent == Agent::Vague && !cue.content.is_empty());
        // A relative clause or "Mora's claim that" may still be most of what is said.
        let mentioned = cues
            .iter()
            .filter(|cue| cue.embedded && !cue.reduced && cue.agent != Agent::Vague)
            .flat_map(|cue| &cue.content)
            .map(Range::len)
            .max()
            .unwrap_or(0);
        let main = main || mentioned * 5 >= total;
        if main || (in_quotes * 2 >= total && !vague) {
            Voice::Attributed
        } else if vague {
            Voice::Vague
        } else if in_quotes * 3 >= total {
            Voice::Attributed
        } else {
            Voice::Outlet
        }
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
