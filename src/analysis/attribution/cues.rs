//! Finds who says what inside one sentence.

use std::ops::Range;

use super::chain::Chain;
use super::content::Content;
use super::phrase::Agent;
use super::subject::Subject;
use super::tagging::Tagged;
use super::words::{Cells, Classes, Form, Lists, PhraseKind, Senses, Verb};

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
    pub content: Content,
    /// Whether it only mentions an attribution: the sentence's main statement stays the outlet's.
    pub embedded: bool,
    /// Whether it never gives the sentence its voice: a bare participle, "long accused by", a noun
    /// without a clause, "Lund's offer of", or a thing supposed, "if they fear".
    pub reduced: bool,
}

/// Finds the cues of one sentence.
pub struct CueFinder<'t, 'p, 'a> {
    pub(super) tagged: &'t Tagged<'p, 'a>,
    /// Tokens of the sentence.
    pub(super) range: Range<usize>,
    pub(super) found: Vec<Cue>,
}

impl<'t, 'p, 'a> CueFinder<'t, 'p, 'a> {
    /// All cues of the sentence with these tokens, in order.
    pub fn find(tagged: &'t Tagged<'p, 'a>, range: Range<usize>) -> Vec<Cue> {
        let mut finder = Self {
            tagged,
            range: range.clone(),
            found: Vec::new(),
        };
        let mut at = finder.name_and_colon().max(finder.opening_to());
        while at < range.end {
            at = finder.step(at).max(at + 1);
        }
        finder.within_when();
        finder.within_clauses();
        finder.beside_marks();
        finder.opening_in();
        finder.within_question();
        finder.found.sort_by_key(|cue| cue.place.start);
        finder.found
    }

    /// "When a party preaches thrift, even the fish must laugh": what stands in the opening
    /// clause is not what the sentence states.
    fn within_when(&mut self) {
        let tagged = self.tagged;
        let start = self.range.start;
        if !tagged.on(start, Lists::OPENING_CLAUSE) {
            return;
        }
        let Some(comma) =
            (start..self.range.end).find(|at| tagged.is(*at, ",") && !tagged.at(*at).quoted)
        else {
            return;
        };
        for cue in &mut self.found {
            if cue.place.end <= comma && cue.source.is_some() {
                cue.embedded = true;
                for part in &mut cue.content {
                    part.end = part.end.min(comma).max(part.start);
                }
                cue.content.retain(|part| !part.is_empty());
            }
        }
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
            // "are reluctant to close": how ready somebody is, told by the outlet.
            let ready = tag.lists.any(Lists::READINESS) && self.tagged.is(at + 1, "to");
            // "are wary neighbours": it tells what they are.
            let next = self.tagged.at(at + 1);
            let beside = self.tagged.is_nominal(at + 1) && !next.name && at + 1 < self.range.end;
            if !ready && !beside && !self.loose_attitude(at) {
                self.attitude(at);
            }
        } else if self.stands_for(at) {
            return at + 1;
        }
        if tag.classes.any(Classes::CUE_NOUN) {
            self.noun(at);
        } else if tag.classes.any(Classes::DOCUMENT) && !tag.name {
            self.written(at);
        } else if tag.classes.any(Classes::STANCE_NOUN) && !tag.name {
            self.stance_noun(at);
        }
        self.view(at);
        at + 1
    }

    pub(super) fn push(
        &mut self,
        source: Option<Range<usize>>,
        agent: Agent,
        cue: Range<usize>,
        verb: &'static str,
        content: Content,
    ) {
        let agent = match &source {
            Some(source) if self.is_nobody(source, agent) => Agent::Vague,
            _ => agent,
        };
        // "Mora and Lund agreed": both of them are cited.
        if let Some((first, second)) = source.clone().and_then(|source| self.both(&source, agent)) {
            self.push(Some(first), agent, cue.clone(), verb, content.clone());
            self.push(Some(second), agent, cue, verb, content);
            return;
        }
        self.found.push(Cue {
            source,
            agent,
            place: cue,
            verb,
            content,
            embedded: false,
            reduced: false,
        });
    }

    /// The two names that "and" joins, where each stands for itself.
    fn both(&self, source: &Range<usize>, agent: Agent) -> Option<(Range<usize>, Range<usize>)> {
        let tagged = self.tagged;
        let and = source.clone().find(|at| tagged.is(*at, "and"))?;
        let joined = agent == Agent::Named
            && and > source.start
            && and + 1 < source.end
            && !source.clone().any(|at| {
                tagged.at(at).possessive
                    || (tagged.at(at).classes.any(Classes::PREPOSITION) && !tagged.at(at).name)
                    || (tagged.is(at, "and") && at != and)
            });
        let (first, second) = (source.start..and, and + 1..source.end);
        let own = |part: &Range<usize>| {
            tagged.agent(part) == Some(Agent::Named)
                && !tagged.at(part.end - 1).classes.any(Classes::COMPANY)
        };
        // "the Food and Farming Board" is one body.
        let body =
            tagged.is(source.start, "the") && !tagged.is(and + 1, "the") || tagged.is_joint(and);
        (joined && !body && own(&first) && own(&second)).then_some((first, second))
    }

    pub(super) fn push_subject(
        &mut self,
        subject: Subject,
        place: Range<usize>,
        verb: &'static str,
        content: Content,
    ) {
        let first = self.found.len();
        let agent = self.speaking(&subject, &place);
        self.push(Some(subject.phrase), agent, place, verb, content);
        for cue in &mut self.found[first..] {
            cue.embedded = subject.embedded;
        }
    }

    fn verb(&mut self, at: usize, verb: Verb) -> bool {
        let after = at + usize::from(verb.tokens);
        if self.fronted_participle(at, after, verb) {
            return true;
        }
        let chain = self.tagged.before_verb(at, self.range.start);
        let by = self.tagged.is(after, "by");
        if verb.form == Form::Past && (chain.passive || by) {
            if by && self.denied(chain, at, after, verb) {
                return false;
            }
            return (chain.passive && self.quoted_as_saying(chain, at, after, verb))
                || self.passive(at, after, verb, chain.passive);
        }
        if self.unsaid(chain, at, after, verb) {
            return false;
        }
        if verb.form == Form::Past && verb.lemma == "accuse" && self.tagged.is(after, "of") {
            // "Norvia, long accused of": nobody is named who accuses.
            let content = self.around(at..after);
            self.push(None, Agent::Vague, at..after, verb.lemma, content);
            return true;
        }
        if verb.form == Form::Ing && !chain.passive {
            return self.participle(at, after, verb);
        }
        if self.experience(at, after, verb) {
            return true;
        }
        let direct = self.subject(chain, at, verb);
        if direct.is_none() && self.inverted(at, after, verb) {
            return true;
        }
        let subject = direct
            .into_iter()
            .chain(self.opening_subject(chain.end, verb))
            .find(|subject| self.fits(subject, verb, after, chain, at))
            .or_else(|| self.purpose(at, after, verb));
        let caused = subject.is_none();
        let subject = subject.or_else(|| self.caused(at, after, verb));
        if let Some(subject) = subject {
            // "a group that seeks": what it seeks is told by the outlet.
            let speech = verb.senses.any(
                Senses::SAY
                    .with(Senses::SHOW)
                    .with(Senses::ACT)
                    .with(Senses::NAME),
            );
            let thought = subject.embedded && !caused && !speech;
            if thought && !self.quotes_after(after) || self.is_insight(&subject, verb) {
                return false;
            }
            if self.says_only_it(after) || self.says_nothing(&subject, after, verb) {
                return false;
            }
            let mut content = self.content_of(&subject.phrase, at, after, verb);
            if subject.embedded {
                let end = self.clause_end(after);
                for part in &mut content {
                    part.end = part.end.min(end).max(part.start);
                }
                content.retain(|part| !part.is_empty());
            }
            self.push_subject(subject, at..after, verb.lemma, content);
            return true;
        }
        false
    }

    /// `"…," said Mora.`
    fn inverted(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        // Whoever follows "told" is the hearer.
        let hearer = verb.frame.has(Cells::NO_INVERSION);
        if hearer || !verb.senses.any(Senses::SAY) || !matches!(verb.form, Form::Past | Form::Third)
        {
            return false;
        }
        let tagged = self.tagged;
        let opened = at == self.range.start || {
            let before = at - 1;
            tagged.at(before).mark
                && (tagged.at(before).quoted || !matches!(tagged.normal(before), "(" | "'"))
                || tagged.on(before, Lists::INVERTING)
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
        let quotes = !strict && tagged.at(at - 1).quoted;
        // "The White House called up troops, threatened prosecution": its object.
        if agent != Agent::Named && !quotes && self.is_bare(&source) {
            return false;
        }
        if agent == Agent::Other || (strict && !matches!(agent, Agent::Named | Agent::Person)) {
            return false;
        }
        let content = self.around(at..source.end);
        self.push(Some(source), agent, at..after, verb.lemma, content);
        true
    }

    /// ", saying that the dam would hold": somebody says it, whom the sentence does not show.
    fn unheard(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        let says = verb.frame.has(Cells::UNHEARD);
        let stated = self.clause_follows(after) && !tagged.is(after, ",");
        if !says || !stated || !tagged.is(at - 1, ",") {
            return false;
        }
        let content = self.worded(after..self.range.end).into_iter().collect();
        self.push(None, Agent::Other, at..after, verb.lemma, content);
        true
    }

    /// ", saying that": the source is that of the main clause.
    fn participle(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        if at == self.range.start {
            return false;
        }
        if self.found.iter().any(|cue| cue.place.contains(&at)) {
            return false;
        }
        let before = tagged.at(at - 1);
        let word = tagged.normal(at - 1);
        // "a history of promising", "without saying a word": told by the outlet.
        let untold = matches!(word, "of" | "without");
        if before.possessive || before.classes.any(Classes::DETERMINER) || untold {
            return false;
        }
        let opens = before.mark || before.lists.any(Lists::PARTICIPLE_OPENER);
        let subject = if opens || before.classes.any(Classes::ADVERB) {
            // "left after learning that": told beside the main statement.
            let beside = before.lists.any(Lists::SUBORDINATOR);
            self.shared_subject(at).map(|subject| {
                let embedded = subject.embedded || beside;
                Subject {
                    embedded,
                    ..subject
                }
            })
        } else {
            // "a letter to the council saying": the council does not speak.
            self.phrase_subject(at)
                .filter(|subject| {
                    let before = subject.phrase.start.saturating_sub(1);
                    // "with polls showing"
                    (tagged.is(before, "with") && subject.agent != Agent::Other)
                        || !tagged.at(before).classes.any(Classes::PREPOSITION)
                })
                .map(Subject::inside)
                // "avoids condemning": the verb before has the subject.
                .filter(|subject| {
                    !(subject.agent == Agent::Other && before.classes.any(Classes::VERB))
                })
                .or_else(|| self.shared_subject(at))
        };
        let chain = Chain {
            end: at,
            passive: false,
            infinitive: false,
            aided: false,
        };
        let Some(subject) = subject.filter(|subject| {
            (subject.agent.is_animate() || subject.agent == Agent::Document)
                && self.fits(subject, verb, after, chain, at)
        }) else {
            return self.unheard(at, after, verb);
        };
        let infinitive = matches!(tagged.normal(after), "to" | "for");
        if verb.senses == Senses::THINK && !infinitive && !self.clause_follows(after) {
            return false;
        }
        let told = Senses::SAY
            .with(Senses::ACT)
            .with(Senses::SHOW)
            .with(Senses::NAME);
        // "migrants seeking shelter", "and was seeking to leave"
        if self.is_act(after, verb) || subject.embedded && !verb.senses.any(told) {
            return false;
        }
        let content = self.worded(after..self.range.end).into_iter().collect();
        self.push_subject(subject, at..after, verb.lemma, content);
        true
    }
}
