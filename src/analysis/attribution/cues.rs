//! Finds who says what inside one sentence.

use std::ops::Range;

use super::phrase::Agent;
use super::tagging::Tagged;
use super::words::{Classes, Form, PhraseKind, Senses, Verb, words};

/// One place in a sentence where somebody is cited.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Tokens that name the source.
    pub source: Option<Range<usize>>,
    /// What the source is.
    pub agent: Agent,
    /// Tokens that attribute.
    pub place: Range<usize>,
    /// Verb or phrase in normal form.
    pub verb: &'static str,
    /// Tokens that are attributed.
    pub content: Vec<Range<usize>>,
    /// Whether it only mentions an attribution: the sentence's main statement stays the outlet's.
    pub embedded: bool,
}

/// Finds the cues of one sentence.
pub struct CueFinder<'t, 'p, 'a> {
    tagged: &'t Tagged<'p, 'a>,
    /// Tokens of the sentence.
    range: Range<usize>,
    found: Vec<Cue>,
}

impl<'t, 'p, 'a> CueFinder<'t, 'p, 'a> {
    /// All cues of the sentence with these tokens, in order.
    pub fn find(tagged: &'t Tagged<'p, 'a>, range: Range<usize>) -> Vec<Cue> {
        let mut finder = Self {
            tagged,
            range: range.clone(),
            found: Vec::new(),
        };
        let mut at = range.start;
        while at < range.end {
            at = finder.step(at).max(at + 1);
        }
        finder.found.sort_by_key(|cue| cue.place.start);
        finder.found
    }

    /// Looks for a cue at a token; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        if let Some(phrase) = self.tagged.phrase_at(at, self.range.end) {
            let cue = at..at + 1 + phrase.rest.len();
            let found = match phrase.kind {
                PhraseKind::Before => self.source_after_phrase(cue.clone(), phrase.text),
                PhraseKind::Vague => self.vague_phrase(cue.clone(), phrase.text),
            };
            if found {
                return cue.end;
            }
        }
        let tag = self.tagged.at(at);
        if tag.quoted {
            return at + 1;
        }
        if let Some(verb) = tag.verb.filter(|verb| verb.senses.reports() && !tag.name)
            && self.verb(at, verb)
        {
            return at + usize::from(verb.tokens);
        }
        if tag.classes.any(Classes::HEARSAY) {
            self.hearsay(at);
        } else if tag.classes.any(Classes::ATTITUDE) {
            self.attitude(at);
        }
        if tag.classes.any(Classes::CUE_NOUN) {
            self.noun(at);
        }
        self.view(at);
        at + 1
    }

    fn push(
        &mut self,
        source: Option<Range<usize>>,
        agent: Agent,
        cue: Range<usize>,
        verb: &'static str,
        content: Vec<Range<usize>>,
    ) {
        self.found.push(Cue {
            source,
            agent,
            place: cue,
            verb,
            content,
            embedded: false,
        });
    }

    fn verb(&mut self, at: usize, verb: Verb) -> bool {
        let after = at + usize::from(verb.tokens);
        let chain = self.tagged.before_verb(at, self.range.start);
        let by = self.tagged.is(after, "by");
        if verb.form == Form::Past && (chain.passive || by) {
            return self.passive(at, after, verb, chain.passive);
        }
        if verb.form == Form::Ing && !chain.passive {
            return self.participle(at, after, verb);
        }
        if let Some((source, agent)) = self.subject(chain.end, verb) {
            if self.fits(agent, verb, &source, after, chain.infinitive) {
                let content = self.content_of(&source, at, after, verb);
                self.push(Some(source), agent, at..after, verb.lemma, content);
                return true;
            }
            return false;
        }
        self.inverted(at, after, verb)
    }

    /// The subject that ends at `end`: a phrase, or one before a relative clause, an apposition or a first verb.
    fn subject(&self, end: usize, verb: Verb) -> Option<(Range<usize>, Agent)> {
        let tagged = self.tagged;
        let limit = self.range.start;
        if end <= limit {
            return None;
        }
        let last = end - 1;
        let tag = tagged.at(last);
        if tag.classes.any(Classes::RELATIVE) && !tag.name {
            let comma = last > limit && tagged.is(last - 1, ",");
            return self.phrase_with_agent(last - usize::from(comma));
        }
        if matches!(tagged.normal(last), "and" | "but" | "or" | "then") {
            return self.shared_subject(last);
        }
        if matches!(tagged.normal(last), "," | ")" | "—" | "–" | "-") && verb.form != Form::Base
        {
            return self.before_apposition(last);
        }
        self.phrase_with_agent(end)
    }

    fn phrase_with_agent(&self, end: usize) -> Option<(Range<usize>, Agent)> {
        let phrase = self.tagged.phrase_before(end, self.range.start)?;
        let agent = self.tagged.agent(&phrase)?;
        Some((phrase, agent))
    }

    /// "He was calm and said": the subject of the cue before, or the sentence's first phrase.
    fn shared_subject(&self, before: usize) -> Option<(Range<usize>, Agent)> {
        if let Some(cue) = self
            .found
            .iter()
            .rev()
            .find(|cue| cue.source.is_some() && cue.place.end <= before)
        {
            return cue.source.clone().map(|source| (source, cue.agent));
        }
        self.first_subject(before)
    }

    /// The first phrase of the sentence that can speak, with a verb between it and `before`.
    fn first_subject(&self, before: usize) -> Option<(Range<usize>, Agent)> {
        let tagged = self.tagged;
        for at in self.range.start..before {
            let tag = tagged.at(at);
            let verbal = tag.classes.any(Classes::AUXILIARY.with(Classes::VERB)) && !tag.name
                || (!tag.mark && !tag.name && tagged.normal(at).ends_with("ed"));
            if !verbal || at == self.range.start {
                continue;
            }
            let end = tagged.before_verb(at, self.range.start).end;
            if let Some((phrase, agent)) = self.phrase_with_agent(end)
                && agent.is_animate()
            {
                return Some((phrase, agent));
            }
        }
        None
    }

    /// "Mora, the mayor, said": the phrase before the apposition or relative clause.
    fn before_apposition(&self, comma: usize) -> Option<(Range<usize>, Agent)> {
        let tagged = self.tagged;
        let limit = self.range.start;
        if tagged.is(comma, ")") {
            let open = (limit..comma).rev().find(|at| tagged.is(*at, "("))?;
            return self.phrase_with_agent(open);
        }
        let mark = tagged.normal(comma);
        let mut seen = 0;
        for at in (limit..comma).rev() {
            let this = tagged.normal(at);
            if matches!(this, ";" | ":" | "“" | "”" | "\"") {
                return None;
            }
            if this == mark || (mark == "," && this == ")") {
                seen += 1;
                if let Some(found) = self
                    .phrase_with_agent(at)
                    .filter(|(_, agent)| agent.is_animate())
                {
                    let next = tagged.at(at + 1);
                    let apposition = next.name
                        || next.classes.any(
                            Classes::DETERMINER
                                .with(Classes::RELATIVE)
                                .with(Classes::SOURCE)
                                .with(Classes::PREPOSITION)
                                .with(Classes::TITLE),
                        )
                        || tagged.parsed.tokens.as_slice()[at + 1].kind
                            == crate::text::TokenKind::Number
                        || !next.classes.any(Classes::FUNCTION);
                    if apposition {
                        return Some(found);
                    }
                }
                if seen >= 3 {
                    return None;
                }
            }
        }
        None
    }

    /// Whether such a source can be the subject of such a verb.
    fn fits(
        &self,
        agent: Agent,
        verb: Verb,
        source: &Range<usize>,
        after: usize,
        infinitive: bool,
    ) -> bool {
        let tagged = self.tagged;
        let first = tagged.normal(source.start);
        if infinitive
            && !verb.senses.any(
                Senses::SAY
                    .with(Senses::ACT)
                    .with(Senses::THINK)
                    .with(Senses::NAME),
            )
        {
            return false;
        }
        match agent {
            Agent::Pronoun if first == "it" => {
                verb.senses.any(Senses::SAY)
                    && verb.form != Form::Base
                    && !verb.senses.any(Senses::SHOW)
                    || matches!(verb.lemma, "say" | "note" | "warn" | "argue" | "claim")
            }
            Agent::Document => {
                verb.senses.any(Senses::SHOW.with(Senses::SAY)) && verb.form != Form::Base
                    || verb.senses.any(Senses::SHOW)
            }
            Agent::Other => {
                verb.senses.any(Senses::SAY)
                    && verb.form != Form::Base
                    && (self.clause_follows(after) || self.ends_clause(after))
            }
            Agent::Pronoun
            | Agent::Named
            | Agent::Person
            | Agent::Organisation
            | Agent::Outlet
            | Agent::Vague => {
                verb.senses.any(
                    Senses::SAY
                        .with(Senses::THINK)
                        .with(Senses::ACT)
                        .with(Senses::NAME),
                ) || (verb.senses.any(Senses::SHOW)
                    && matches!(agent, Agent::Named | Agent::Organisation | Agent::Outlet))
            }
        }
    }

    fn clause_follows(&self, at: usize) -> bool {
        let tag = self.tagged.at(at);
        at < self.range.end
            && (matches!(
                self.tagged.normal(at),
                "that" | ":" | "," | "\"" | "“" | "‘" | "'" | "whether" | "how" | "why"
            ) || tag.name
                || tag.classes.any(
                    Classes::DETERMINER
                        .with(Classes::PRONOUN)
                        .with(Classes::QUANTIFIER),
                ))
    }

    fn ends_clause(&self, at: usize) -> bool {
        at >= self.range.end || self.tagged.at(at).mark
    }

    /// `"…," said Mora.`
    fn inverted(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        if !verb.senses.any(Senses::SAY) || !matches!(verb.form, Form::Past | Form::Third) {
            return false;
        }
        let tagged = self.tagged;
        let opened = at == self.range.start || {
            let before = at - 1;
            tagged.at(before).mark && !matches!(tagged.normal(before), "(" | "'")
                || matches!(tagged.normal(before), "as" | "so" | "or" | "thus")
        };
        if !opened {
            return false;
        }
        let Some(source) = tagged.phrase_after(after, self.range.end) else {
            return false;
        };
        let Some(agent) = tagged.agent(&source) else {
            return false;
        };
        let strict = at == self.range.start;
        if agent == Agent::Other || (strict && !matches!(agent, Agent::Named | Agent::Person)) {
            return false;
        }
        let content = self.around(at..source.end);
        self.push(Some(source), agent, at..after, verb.lemma, content);
        true
    }

    /// "was accused by Mora of": the source follows.
    fn passive(&mut self, at: usize, after: usize, verb: Verb, whole: bool) -> bool {
        let tagged = self.tagged;
        let by = (after..self.range.end.min(after + 12)).find(|index| tagged.is(*index, "by"));
        if let Some(by) = by
            && let Some(source) = tagged.phrase_after(by + 1, self.range.end)
            && let Some(agent) = tagged.agent(&source)
            && agent != Agent::Other
            && !(after..by).any(|index| tagged.is(index, ","))
        {
            let content = if whole {
                self.around(at..source.end)
            } else {
                one(source.end..self.clause_end(source.end))
            };
            self.push(Some(source), agent, at..after, verb.lemma, content);
            if let Some(cue) = self.found.last_mut() {
                cue.embedded = !whole;
            }
            return true;
        }
        false
    }

    /// ", saying that": the source is that of the main clause.
    fn participle(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        if at == self.range.start {
            return false;
        }
        let before = tagged.at(at - 1);
        let word = tagged.normal(at - 1);
        if before.possessive || before.classes.any(Classes::DETERMINER) {
            return false;
        }
        let opens = before.mark
            || matches!(
                word,
                "while"
                    | "by"
                    | "and"
                    | "in"
                    | "when"
                    | "before"
                    | "after"
                    | "also"
                    | "even"
                    | "repeatedly"
                    | "publicly"
            );
        let source = if opens || before.classes.any(Classes::ADVERB) {
            self.shared_subject(at)
        } else {
            self.phrase_with_agent(at)
        };
        let Some((source, agent)) = source else {
            return false;
        };
        if !agent.is_animate() || !self.fits(agent, verb, &source, after, false) {
            return false;
        }
        if verb.senses == Senses::THINK && !self.clause_follows(after) {
            return false;
        }
        let content = one(after..self.sentence_end());
        self.push(Some(source), agent, at..after, verb.lemma, content);
        true
    }

    /// "according to Mora".
    fn source_after_phrase(&mut self, cue: Range<usize>, verb: &'static str) -> bool {
        let tagged = self.tagged;
        let Some(source) = tagged.phrase_after(cue.end, self.range.end) else {
            return false;
        };
        let Some(agent) = tagged.agent(&source) else {
            return false;
        };
        if verb != "according to" && matches!(agent, Agent::Other) {
            return false;
        }
        let content = self.around(cue.start..source.end);
        self.push(Some(source), agent, cue, verb, content);
        true
    }

    fn vague_phrase(&mut self, cue: Range<usize>, verb: &'static str) -> bool {
        // With an agent named it is a passive like any other.
        let by = (cue.end..self.range.end.min(cue.end + 6)).any(|at| self.tagged.is(at, "by"));
        if by || self.tagged.at(cue.start).quoted {
            return false;
        }
        let content = self.around(cue.clone());
        self.push(None, Agent::Vague, cue, verb, content);
        true
    }

    fn hearsay(&mut self, at: usize) {
        let verb = match self.tagged.normal(at) {
            "allegedly" => "allegedly",
            "supposedly" => "supposedly",
            "purportedly" => "purportedly",
            "reportedly" => "reportedly",
            _ => return,
        };
        let content = self.around(at..at + 1);
        self.push(None, Agent::Vague, at..at + 1, verb, content);
    }

    /// "The mayor is confident that".
    fn attitude(&mut self, at: usize) {
        let tagged = self.tagged;
        if at <= self.range.start {
            return;
        }
        let chain = tagged.before_verb(at, self.range.start);
        let linked = chain.passive
            || (chain.end > self.range.start
                && matches!(
                    tagged.normal(chain.end - 1),
                    "seem"
                        | "seems"
                        | "seemed"
                        | "appear"
                        | "appears"
                        | "appeared"
                        | "feel"
                        | "feels"
                        | "felt"
                        | "remain"
                        | "remains"
                        | "became"
                        | "become"
                ));
        if !linked {
            return;
        }
        let mut end = chain.end;
        if !chain.passive {
            end = tagged.before_verb(end - 1, self.range.start).end;
        }
        let Some((source, agent)) = self.phrase_with_agent(end) else {
            return;
        };
        if !agent.is_animate() || tagged.is(source.start, "it") {
            return;
        }
        let Some(verb) = words().lemma(tagged.normal(at)) else {
            return;
        };
        let content = one(at + 1..self.sentence_end());
        self.push(Some(source), agent, at..at + 1, verb, content);
    }

    /// "Mora's claim that", "their fears of".
    fn noun(&mut self, at: usize) {
        let tagged = self.tagged;
        let Some(verb) = words().lemma(tagged.normal(at)) else {
            return;
        };
        if at == self.range.start {
            return;
        }
        // Up to two adjectives may stand between the owner and the noun.
        let owner = (self.range.start..at).rev().take(3).find(|index| {
            let tag = tagged.at(*index);
            tag.possessive || tag.mark || tag.classes.any(Classes::FUNCTION)
        });
        let Some(owner) = owner else { return };
        let tag = tagged.at(owner);
        let plural = matches!(tagged.normal(owner), "'" | "’")
            && owner > self.range.start
            && tagged.normal(owner - 1).ends_with('s');
        let pronoun = matches!(tagged.normal(owner), "his" | "her" | "their");
        if !(tag.possessive || plural || pronoun) {
            return;
        }
        let follows = matches!(
            tagged.normal(at + 1),
            "that"
                | "of"
                | "to"
                | "about"
                | "on"
                | "for"
                | "against"
                | "over"
                | "toward"
                | "towards"
                | ":"
                | "as"
                | "with"
        );
        if !follows {
            return;
        }
        let content = one(at + 1..self.clause_end(at + 1));
        let source = if pronoun {
            Some(owner..owner + 1)
        } else {
            tagged.phrase_before(owner + usize::from(!plural), self.range.start)
        };
        let Some(source) = source.filter(|source| !source.is_empty()) else {
            return;
        };
        let named = source.clone().any(|index| tagged.at(index).name);
        let agent = if pronoun {
            Agent::Pronoun
        } else if named {
            Agent::Named
        } else if source.clone().any(|index| {
            tagged
                .at(index)
                .classes
                .any(Classes::PERSON.with(Classes::ORGANISATION))
        }) {
            Agent::Organisation
        } else {
            return;
        };
        self.push(Some(source), agent, at..at + 1, verb, content);
        if let Some(cue) = self.found.last_mut() {
            cue.embedded = true;
        }
    }

    /// "In Mora's view".
    fn view(&mut self, at: usize) {
        let tagged = self.tagged;
        if !matches!(tagged.normal(at), "in" | "to" | "by") {
            return;
        }
        let end = self.range.end.min(at + 8);
        let Some(noun) = (at + 1..end).find(|index| words().is_view(tagged.normal(*index))) else {
            return;
        };
        let owned = (at + 1..noun).any(|index| {
            tagged.at(index).possessive
                || matches!(tagged.normal(index), "his" | "her" | "their" | "'" | "’")
        });
        let clean = (at + 1..noun).all(|index| {
            !tagged
                .at(index)
                .classes
                .any(Classes::PREPOSITION.with(Classes::AUXILIARY))
        });
        if !owned || !clean {
            return;
        }
        let source = at + 1..noun;
        let agent = if source.clone().any(|index| tagged.at(index).name) {
            Agent::Named
        } else if source.len() == 1 {
            Agent::Pronoun
        } else {
            Agent::Organisation
        };
        let content = self.around(at..noun + 1);
        self.push(Some(source), agent, at..noun + 1, "in the view of", content);
    }

    /// Content of a verb with its subject before it.
    fn content_of(
        &self,
        source: &Range<usize>,
        at: usize,
        after: usize,
        verb: Verb,
    ) -> Vec<Range<usize>> {
        let tagged = self.tagged;
        let outer = source.start.min(at)..after;
        let fronted = verb
            .senses
            .any(Senses::SAY.with(Senses::THINK).with(Senses::SHOW))
            && source.start > self.range.start
            && tagged.at(source.start - 1).mark
            && !self.is_opening_phrase(source.start - 1);
        if fronted && (self.ends_clause(after) || self.only_circumstance(after)) {
            return self.around(outer);
        }
        one(after..self.sentence_end())
    }

    /// Whether what stands before the comma is a circumstance: "On Monday,".
    fn is_opening_phrase(&self, comma: usize) -> bool {
        let before = self.range.start..comma;
        let first = self.tagged.at(before.start);
        before.len() <= 3
            || (!first.quoted
                && before.len() <= 8
                && first
                    .classes
                    .any(Classes::PREPOSITION.with(Classes::ADVERB)))
    }

    /// Whether only a time, place or occasion follows the verb.
    fn only_circumstance(&self, after: usize) -> bool {
        let tag = self.tagged.at(after);
        tag.classes.any(
            Classes::PREPOSITION
                .with(Classes::TIME)
                .with(Classes::ADVERB),
        ) || !(after..self.range.end).any(|index| {
            self.tagged
                .at(index)
                .classes
                .any(Classes::AUXILIARY.with(Classes::VERB))
                || self.tagged.is(index, "that")
        })
    }

    /// All of the sentence but `inside`.
    fn around(&self, inside: Range<usize>) -> Vec<Range<usize>> {
        let before = self.range.start..inside.start;
        let after = inside.end..self.range.end;
        [before, after]
            .into_iter()
            .filter(|part| part.clone().any(|index| !self.tagged.at(index).mark))
            .collect()
    }

    fn sentence_end(&self) -> usize {
        self.range.end
    }

    /// The next comma, or the sentence's end.
    fn clause_end(&self, from: usize) -> usize {
        (from..self.range.end)
            .find(|index| matches!(self.tagged.normal(*index), "," | ";" | "—" | "–"))
            .unwrap_or(self.range.end)
    }
}

/// Content in one piece.
fn one(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}
