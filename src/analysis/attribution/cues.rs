//! Finds who says what inside one sentence.

use std::ops::Range;

use super::chain::Chain;
use super::content::Content;
use super::phrase::Agent;
use super::subject::Subject;
use super::tagging::Tagged;
use super::words::{Classes, Form, PhraseKind, Senses, Verb};

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
    /// Whether the cue is a bare participle: "long accused by".
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
        finder.beside_marks();
        finder.opening_in();
        finder.found.sort_by_key(|cue| cue.place.start);
        finder.found
    }

    /// "When a party preaches thrift, even the fish must laugh": what stands in the opening
    /// clause is not what the sentence states.
    fn within_when(&mut self) {
        let tagged = self.tagged;
        let start = self.range.start;
        if !matches!(tagged.normal(start), "when" | "whenever" | "if") {
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
            if !self.loose_attitude(at) {
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
            return (chain.passive && self.quoted_as_saying(chain, at, after, verb))
                || self.passive(at, after, verb, chain.passive);
        }
        if self.outlets_guess(at, after, verb) {
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
            .or_else(|| self.purpose(at, after, verb))
            .or_else(|| self.caused(at, after, verb));
        if let Some(subject) = subject {
            // "a group that seeks": what it seeks is told by the outlet.
            let speech = verb.senses.any(
                Senses::SAY
                    .with(Senses::SHOW)
                    .with(Senses::ACT)
                    .with(Senses::NAME),
            );
            let named = subject.agent == Agent::Named;
            if subject.embedded && !named && !speech && !self.quotes_after(after) {
                return false;
            }
            if self.says_only_it(after) {
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

    /// "Mora seems to have learned", "ministers will tell you": the outlet speaks, of somebody.
    fn outlets_guess(&self, at: usize, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        let to_reader = verb.lemma == "tell" && tagged.is(after, "you");
        let said = verb.senses.any(Senses::SAY);
        let before = self.range.start.max(at.saturating_sub(3))..at;
        let guessed = !said
            && before
                .clone()
                .any(|index| matches!(tagged.normal(index), "seem" | "seems" | "seemed"));
        // "She should have known better" judges her; "nobody wants to" cites nobody.
        let blamed = before.clone().any(|index| {
            matches!(tagged.normal(index), "should" | "ought") && !tagged.at(index).quoted
        });
        let empty = !said
            && before
                .clone()
                .any(|index| matches!(tagged.normal(index), "nobody" | "no-one"));
        // "a ribbon she did not want to cut": a trait, told by the outlet.
        let unwanted = verb.lemma == "want"
            && before.clone().any(|index| {
                matches!(tagged.normal(index), "not" | "never" | "didn't" | "doesn't")
            });
        // "The review will find that": nobody has found it yet.
        let foretold = verb.senses.any(Senses::SHOW)
            && verb.form == Form::Base
            && at > self.range.start
            && tagged.is(at - 1, "will");
        to_reader
            || foretold
            || guessed
            || blamed
            || empty
            || unwanted
            || said && self.leaves_unsaid(at)
    }

    /// "What Mora did not mention is that" and "the shops have to state the price": nobody says it here.
    fn leaves_unsaid(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let obliged = at >= self.range.start + 2
            && tagged.is(at - 1, "to")
            && matches!(
                tagged.normal(at - 2),
                "have" | "has" | "had" | "required" | "obliged"
            );
        let clause = (self.range.start..at)
            .rev()
            .take_while(|index| !tagged.at(*index).mark && !tagged.at(*index).quoted);
        let mut negated = false;
        let unsaid = clause.take(12).any(|index| {
            let word = tagged.normal(index);
            negated |= matches!(word, "not" | "never" | "failed" | "forgot" | "neglected")
                || word.ends_with("n't");
            word == "what" && negated
        });
        obliged || unsaid
    }

    /// `"…," said Mora.`
    fn inverted(&mut self, at: usize, after: usize, verb: Verb) -> bool {
        // Whoever follows "told" is the hearer.
        let hearer = matches!(verb.lemma, "tell" | "inform" | "remind" | "assure");
        if hearer || !verb.senses.any(Senses::SAY) || !matches!(verb.form, Form::Past | Form::Third)
        {
            return false;
        }
        let tagged = self.tagged;
        let opened = at == self.range.start || {
            let before = at - 1;
            tagged.at(before).mark
                && (tagged.at(before).quoted || !matches!(tagged.normal(before), "(" | "'"))
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
        let says = matches!(
            verb.lemma,
            "say" | "add" | "argue" | "claim" | "insist" | "warn" | "contend" | "assert" | "note"
        );
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
        // "a history of promising": told by the outlet.
        if before.possessive || before.classes.any(Classes::DETERMINER) || word == "of" {
            return false;
        }
        let opens = before.mark
            || matches!(
                word,
                "while"
                    | "by"
                    | "without"
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
        let subject = if opens || before.classes.any(Classes::ADVERB) {
            self.shared_subject(at)
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
        let content = self.worded(after..self.range.end).into_iter().collect();
        self.push_subject(subject, at..after, verb.lemma, content);
        true
    }
}
