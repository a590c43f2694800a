//! Quotations whose speaker stands in another sentence: before them, behind a colon or in what
//! introduces a block; or after them, "That is how Mora put it".

use std::ops::Range;

use super::Speakers;
use crate::analysis::attribution::SentenceVoice;
use crate::analysis::attribution::held::{Held, Holder};
use crate::analysis::attribution::phrase::Agent;
use crate::analysis::attribution::words::{Classes, Senses};
use crate::model::{Attribution, AttributionKind, Voice};
use crate::text::Span;

/// Longest sentence that only says whose the words before it are, in words.
const TAG: usize = 14;

/// Most words and marks between the name that introduces a quotation and the colon.
const BEHIND: usize = 6;

/// A quotation whose speaker is a guess.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loose {
    attribution: usize,
    /// Its sentence, and that sentence's paragraph.
    sentence: usize,
    paragraph: usize,
    /// Where the quotation that it is part of began: an index into the article's quotations.
    begun: Option<usize>,
    /// Whether the guess goes back to an earlier paragraph, or there is none.
    is_far: bool,
}

/// A sentence that says nothing but who spoke: "Mora said in a letter."
pub(super) struct Tag {
    phrase: Range<usize>,
    agent: Agent,
}

impl Speakers<'_, '_, '_> {
    /// Adds quotations that no cue in their sentence attributes.
    pub(super) fn add_loose(
        &mut self,
        index: usize,
        loose: &[Span],
        spoken: Option<usize>,
        vague: bool,
    ) {
        let paragraph = self.tagged.parsed.sentences[index].paragraph;
        let introduced = self
            .introduced
            .filter(|(above, _)| above + 1 == index)
            .and_then(|(_, source)| source);
        let near = self.last.filter(|(last, _)| paragraph <= last + 1);
        let sure = spoken.or(introduced);
        let source = sure.or_else(|| near.and_then(|(_, source)| source));
        if sure.is_none() {
            self.loose.push(Loose {
                attribution: self.result.attributions.len(),
                sentence: index,
                paragraph,
                begun: loose.last().and_then(|part| self.begun(*part)),
                is_far: near.is_none_or(|(last, _)| last != paragraph),
            });
        }
        if source.is_some() {
            self.last = Some((paragraph, source));
        }
        self.push_words(index, loose.to_vec(), source, vague && source.is_none());
    }

    fn push_words(&mut self, index: usize, content: Vec<Span>, source: Option<usize>, vague: bool) {
        self.result.attributions.push(Attribution {
            sentence: index,
            source,
            source_span: None,
            cue: None,
            content,
            kind: AttributionKind::Direct,
            voice: if vague {
                Voice::Vague
            } else {
                Voice::Attributed
            },
            verb: String::new(),
        });
    }

    /// Where the quotation began that a part of a sentence belongs to.
    fn begun(&self, part: Span) -> Option<usize> {
        let all = &self.tagged.parsed.quotations;
        let mut at = all.partition_point(|quotation| quotation.outer.end() <= part.start());
        all.get(at)?;
        while at > 0 && all[at].carried {
            at -= 1;
        }
        Some(at)
    }

    /// Words that the layout gives to somebody.
    pub(super) fn hold(&mut self, index: usize, held: &Held) {
        let paragraph = self.tagged.parsed.sentences[index].paragraph;
        let first = self.result.attributions.len();
        let is_outlet = matches!(held.holder, Holder::Outlet);
        let words = held.words;
        if !is_outlet && !words.is_empty() {
            let source = self.holder(&held.holder, paragraph);
            // Words told a second time are not counted again.
            let content = match held.holder {
                Holder::Echo(sentence) => {
                    self.echoes.push((first, sentence));
                    Vec::new()
                }
                _ => vec![words],
            };
            if source.is_none() {
                self.loose.push(Loose {
                    attribution: first,
                    sentence: index,
                    paragraph,
                    begun: None,
                    is_far: true,
                });
            } else {
                self.last = Some((paragraph, source));
            }
            self.push_words(index, content, source, false);
        }
        let speaks = self.result.attributions.len() > first;
        self.result.sentences.push(SentenceVoice {
            voice: if speaks {
                Voice::Attributed
            } else {
                Voice::Outlet
            },
            quoted: if speaks { vec![words] } else { Vec::new() },
            attributions: (first..self.result.attributions.len()).collect(),
        });
    }

    fn holder(&mut self, holder: &Holder, paragraph: usize) -> Option<usize> {
        match holder {
            Holder::Named(naming) => Some(self.sources.resolve(naming, None)),
            Holder::Cited(sentence) => {
                let cited = self.result.sentences.get(*sentence).and_then(|voice| {
                    voice.attributions.iter().rev().find_map(|at| {
                        let attribution = self.result.attributions.get(*at)?;
                        attribution
                            .source
                            .filter(|_| attribution.voice == Voice::Attributed)
                    })
                });
                cited.or_else(|| self.introducer(*sentence)).or_else(|| {
                    // "… It reads:" goes on with whoever spoke last.
                    let is_near = |last: &(usize, Option<usize>)| last.0 + 2 >= paragraph;
                    self.last.filter(is_near).and_then(|(_, source)| source)
                })
            }
            Holder::Echo(_) | Holder::Outlet | Holder::Unknown => None,
        }
    }

    /// Gives words that repeat a quotation to whoever says the quotation.
    pub(super) fn settle_echoes(&mut self) {
        for (attribution, sentence) in std::mem::take(&mut self.echoes) {
            let source = self.result.sentences.get(sentence).and_then(|voice| {
                voice.attributions.iter().find_map(|at| {
                    let original = self.result.attributions.get(*at)?;
                    original
                        .source
                        .filter(|_| original.kind != AttributionKind::Indirect)
                })
            });
            if let Some(echo) = self.result.attributions.get_mut(attribution) {
                echo.source = source;
            }
        }
    }

    /// Notes whom a sentence that ends in a colon introduces.
    pub(super) fn introduce(&mut self, index: usize, spoken: Option<usize>) {
        let parsed = self.tagged.parsed;
        let words = parsed.sentences[index].span.of(parsed.text());
        if words.trim_end_matches(['”', '"']).ends_with(':') {
            let source = spoken.or_else(|| self.introducer(index));
            self.introduced = Some((index, source));
        }
    }

    /// Whom a sentence that cites nobody names as the author of what follows: "And from Mora:".
    fn introducer(&mut self, index: usize) -> Option<usize> {
        let tagged = self.tagged;
        let range = tagged.parsed.sentences.get(index)?.tokens.clone();
        let from = range
            .clone()
            .rev()
            .find(|at| matches!(tagged.normal(*at), "from" | "by"))?;
        let phrase = tagged.phrase_after(from + 1, range.end)?;
        let agent = tagged
            .agent(&phrase)
            .filter(|agent| matches!(agent, Agent::Named | Agent::Person | Agent::Organisation))?;
        let naming = tagged
            .apposition(&phrase)
            .or_else(|| tagged.naming(&phrase, agent))?;
        (phrase.end + BEHIND >= range.end).then(|| self.sources.resolve(&naming, None))
    }

    /// A sentence right below a quotation that only says whose it is.
    pub(super) fn tag(&self, index: usize) -> Option<Tag> {
        let tagged = self.tagged;
        let sentence = tagged.parsed.sentences.get(index)?;
        let above = &tagged.parsed.sentences[index.checked_sub(1)?];
        let near = sentence.paragraph <= above.paragraph + 1 && sentence.role.is_text();
        let range = sentence.tokens.clone();
        let words = range.clone().filter(|at| !tagged.at(*at).mark).count();
        let ends_quoted = above
            .tokens
            .clone()
            .rev()
            .find(|at| !tagged.at(*at).mark || tagged.at(*at).quoted)
            .is_some_and(|at| tagged.at(at).quoted);
        if !near || !ends_quoted || words > TAG || range.clone().any(|at| tagged.at(at).quoted) {
            return None;
        }
        self.said_alone(&range).or_else(|| self.put_it(&range))
    }

    /// "Mora said in a letter." and "says Mora".
    fn said_alone(&self, range: &Range<usize>) -> Option<Tag> {
        let tagged = self.tagged;
        let start = range.clone().find(|at| {
            !tagged.at(*at).mark
                && !matches!(tagged.normal(*at), "so" | "thus" | "or" | "as" | "and")
        })?;
        let is_said = |at: usize| {
            let tag = tagged.at(at);
            tag.verb.is_some_and(|verb| verb.senses.any(Senses::SAY)) && !tag.name
        };
        let (phrase, after) = if is_said(start) {
            let phrase = tagged.phrase_after(start + 1, range.end)?;
            (phrase.clone(), phrase.end)
        } else {
            let phrase = tagged.phrase_after(start, range.end)?;
            let verb = (phrase.end..range.end.min(phrase.end + 3)).find(|at| is_said(*at))?;
            let between = (phrase.end..verb).all(|at| {
                tagged
                    .at(at)
                    .classes
                    .any(Classes::ADVERB.with(Classes::AUXILIARY))
            });
            (phrase, between.then_some(verb + 1)?)
        };
        let agent = tagged.agent(&phrase)?;
        if agent == Agent::Other {
            return None;
        }
        let rest = after..range.end;
        let circumstance = rest.clone().all(|at| tagged.at(at).mark)
            || tagged.at(after).classes.any(Classes::TIME)
            || matches!(
                tagged.normal(after),
                "in" | "on"
                    | "at"
                    | "to"
                    | "during"
                    | "after"
                    | "before"
                    | "via"
                    | "through"
                    | ","
                    | "earlier"
                    | "later"
                    | "again"
                    | "last"
                    | "this"
            );
        let states = rest
            .clone()
            .any(|at| matches!(tagged.normal(at), "that" | "it" | "how" | "whether"));
        (circumstance && !states).then_some(Tag { phrase, agent })
    }

    /// "Those were the words of Mora", "That is how Mora put it".
    fn put_it(&self, range: &Range<usize>) -> Option<Tag> {
        let tagged = self.tagged;
        if !matches!(
            tagged.normal(range.start),
            "that" | "those" | "these" | "this" | "such" | "so"
        ) {
            return None;
        }
        let end = range.end;
        let of = (range.start..end).find(|at| {
            tagged.is(*at, "of")
                && matches!(
                    tagged.normal(at - 1),
                    "words"
                        | "verdict"
                        | "message"
                        | "view"
                        | "opinion"
                        | "advice"
                        | "assessment"
                        | "conclusion"
                        | "answer"
                        | "reaction"
                        | "judgement"
                        | "judgment"
                        | "plea"
                )
        });
        let put = (range.start..end).find(|at| {
            matches!(
                tagged.normal(*at),
                "put" | "puts" | "saw" | "sees" | "described" | "describes"
            ) && tagged.is(at + 1, "it")
        });
        let phrase = match (of, put) {
            (Some(of), _) => tagged.phrase_after(of + 1, end)?,
            (None, Some(put)) => tagged.phrase_before(put, range.start + 1)?,
            (None, None) => return None,
        };
        let agent = tagged.agent(&phrase).filter(|agent| agent.is_animate())?;
        Some(Tag { phrase, agent })
    }

    pub(super) fn tag_source(&mut self, tag: &Tag) -> Option<usize> {
        if tag.agent == Agent::Pronoun {
            return self.pronoun(tag.phrase.start);
        }
        let naming = self.tagged.naming(&tag.phrase, tag.agent)?;
        Some(self.sources.resolve(&naming, None))
    }

    /// Gives the quotation right above a tag to its source.
    pub(super) fn settle_above(&mut self, index: usize, source: usize) {
        let paragraph = self.tagged.parsed.sentences[index].paragraph;
        let mut next = index;
        let mut begun = None;
        while let Some(loose) = self.loose.pop() {
            let follows = loose.sentence + 1 == next
                && (next == index
                    || loose.begun.is_some() && loose.begun == begun
                    || loose.paragraph == paragraph);
            if !follows {
                break;
            }
            (next, begun) = (loose.sentence, loose.begun);
            self.set_source(loose, source);
        }
        self.loose.clear();
        self.last = Some((paragraph, Some(source)));
    }

    /// Gives quotations to the speaker whom a later sentence names: the parts of one quotation
    /// that goes on to there, and what stands before it in its paragraph.
    pub(super) fn settle(&mut self, index: usize, source: usize) {
        let sentence = &self.tagged.parsed.sentences[index];
        let quotations = self.tagged.parsed.quotations_of(sentence);
        let begun = quotations.first().and_then(|first| self.begun(first.outer));
        let opens = quotations
            .first()
            .is_some_and(|first| first.outer.start() <= sentence.span.start());
        for loose in std::mem::take(&mut self.loose) {
            let same = begun.is_some() && loose.begun == begun;
            let beside = loose.is_far && loose.paragraph == sentence.paragraph && opens;
            if same || beside {
                self.set_source(loose, source);
            }
        }
    }

    fn set_source(&mut self, loose: Loose, source: usize) {
        if let Some(attribution) = self.result.attributions.get_mut(loose.attribution) {
            attribution.source = Some(source);
            attribution.voice = Voice::Attributed;
        }
    }
}
