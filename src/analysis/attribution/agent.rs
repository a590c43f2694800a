//! What a noun phrase is as a source, and which phrases are none.

use std::ops::Range;

use super::chain::is_contraction;
use super::listed::List;
use super::phrase::Agent;
use super::tagging::Tagged;
use super::words::Classes;
use crate::model::SourceKind;
use crate::text::TokenKind;

/// So many words behind "including" hold the name of whoever is meant.
const NAMED_WITHIN: usize = 6;

impl Tagged<'_, '_> {
    /// What is counted, where the head at `head` only counts: "voters" of "a majority of voters".
    /// Empty where "44 percent" stands alone: of those who were asked.
    fn counted(&self, range: &Range<usize>, head: usize) -> Option<Range<usize>> {
        let tag = self.at(head);
        let sign = self.is(head + 1, "%");
        let share = sign
            || self.is(head, "percent")
            || (self.is(head, "cent") && head > range.start && self.is(head - 1, "per"));
        let behind = head + 1 + usize::from(sign);
        let of = self.is(behind, "of") && behind + 1 < range.end;
        let counts = of && tag.classes.any(Classes::PARTITIVE) && !tag.name;
        if of && (share || counts) {
            return Some(behind + 1..range.end);
        }
        (share && behind >= range.end).then_some(range.end..range.end)
    }

    /// What a noun phrase is as a source; `None` where it cannot be one.
    pub fn agent(&self, range: &Range<usize>) -> Option<Agent> {
        let head_part = self.head_part(range);
        let first = self.at(head_part.start);
        let word = self.normal(range.start);
        if (first.classes.any(Classes::PRONOUN) && !first.name) || is_contraction(word) {
            let stem = word.split('\'').next().unwrap_or(word);
            return List::Third.has(stem).then_some(Agent::Pronoun);
        }
        let head = head_part
            .clone()
            .rev()
            .find(|index| !self.at(*index).mark)?;
        let tag = self.at(head);
        if self.names_nothing(head) || self.means_nobody(range, head) {
            return None;
        }
        if let Some(counted) = self.counted(range, head) {
            let agent = if counted.is_empty() {
                Agent::Organisation
            } else {
                self.agent(&counted)?
            };
            return Some(match agent {
                Agent::Named => Agent::Organisation,
                other => other,
            });
        }
        // "An engineers' report": the engineers do not speak.
        if head + 1 < head_part.end && matches!(self.normal(head + 1), "'" | "’") {
            return None;
        }
        // "Mora's warnings" is no speaker, and "the mayor's office" ends in the office.
        if tag.possessive || (tag.classes.any(Classes::TIME) && !tag.name) {
            return None;
        }
        if tag.name {
            return Some(self.named_agent(&head_part, head));
        }
        if let Some(vague) = self.vague_agent(range, &head_part, head) {
            return Some(vague);
        }
        if first.classes.any(Classes::QUANTIFIER) && head_part.len() == 1
            // "Every parent at the gate agreed": nobody asked them all.
            || word == "every" && tag.classes.any(Classes::PERSON)
        {
            return Some(Agent::Vague);
        }
        if self.ends_in_adjective(head) {
            return Some(Agent::Other);
        }
        self.common_agent(head)
    }

    /// What a phrase is whose head, at `head`, is a name.
    fn named_agent(&self, head_part: &Range<usize>, head: usize) -> Agent {
        // "Traffic Report" is a document, "Holm Post" an outlet.
        let first_name = (head_part.start..=head)
            .rev()
            .take_while(|index| self.at(*index).name)
            .last()
            .unwrap_or(head);
        let classes = self.at(head).classes;
        // "the Post" beside "the report"
        let outlet = first_name == head
            && classes.any(Classes::OUTLET_WORD)
            && head > 0
            && self.is(head - 1, "the");
        let document = classes.any(Classes::DOCUMENT)
            && !outlet
            && self.kind_of_name(&(first_name..head + 1)) != SourceKind::Outlet;
        if document {
            Agent::Document
        } else {
            Agent::Named
        }
    }

    /// What a phrase is whose head is a common noun.
    fn common_agent(&self, head: usize) -> Option<Agent> {
        let classes = self.at(head).classes;
        if classes.any(Classes::DOCUMENT) && !classes.any(Classes::OUTLET) {
            return Some(Agent::Document);
        }
        if classes.any(Classes::OUTLET) {
            return Some(Agent::Outlet);
        }
        if classes.any(Classes::PERSON) {
            return Some(Agent::Person);
        }
        if classes.any(Classes::ORGANISATION) {
            return Some(Agent::Organisation);
        }
        let none = Classes::FUNCTION
            .with(Classes::VERB)
            .with(Classes::CUE_NOUN);
        if classes.any(none) {
            return None;
        }
        Some(if self.is_doer(head) {
            Agent::Person
        } else {
            Agent::Other
        })
    }

    /// Whether nobody in particular is meant: "critics", "some senators", "those close to her",
    /// "polls". What is called by name or known already is no longer vague.
    fn vague_agent(
        &self,
        range: &Range<usize>,
        head_part: &Range<usize>,
        head: usize,
    ) -> Option<Agent> {
        let tag = self.at(head);
        let word = self.normal(range.start);
        let named = range.clone().any(|index| self.at(index).name);
        if self.names_one_of_them(range.end) {
            return Some(Agent::Organisation);
        }
        let definite = named || List::Definite.has(word);
        let people = Classes::PERSON.with(Classes::ORGANISATION);
        if tag.classes.any(Classes::VAGUE) {
            // "two people briefed on the plan": a reporter counted and asked them.
            let counted = self.is_number(range.start) && head_part.len() > 1;
            let clear = tag.classes.any(people) && definite;
            let here = head_part.clone().any(|index| self.at(index).name);
            if clear || here || counted {
                return Some(Agent::Organisation);
            }
            // "the polls": those that were told of before.
            let known = definite && tag.classes.any(Classes::DOCUMENT);
            return Some(if known { Agent::Document } else { Agent::Vague });
        }
        if word == "those" && !tag.classes.any(Classes::SOURCE) {
            return Some(Agent::Vague);
        }
        let some = List::Some.has(word) && !named && head_part.len() > 1;
        let one = word == "one" && !named && tag.classes.any(Classes::MEASURE);
        (some && (tag.classes.any(people) || self.is_doer(head)) || one).then_some(Agent::Vague)
    }

    /// "Some leaders, including Premier Mora, have": one of them can be asked.
    fn names_one_of_them(&self, end: usize) -> bool {
        let at = end + usize::from(self.is(end, ","));
        let example = at + usize::from(self.is(at, "such"));
        List::Including.has(self.normal(example))
            && (example + 1..example + 1 + NAMED_WITHIN)
                .take_while(|at| !self.at(*at).mark)
                .any(|at| self.at(at).name)
    }

    /// "three", "27": how many, exactly.
    pub(super) fn is_number(&self, at: usize) -> bool {
        let token = self.parsed.tokens.as_slice().get(at);
        token.is_some_and(|token| token.kind == TokenKind::Number)
            || List::Number.has(self.normal(at))
    }

    /// "none of this", "nobody", "the most detailed look", "one is likely to": no one speaks.
    fn means_nobody(&self, range: &Range<usize>, head: usize) -> bool {
        let word = self.normal(range.start);
        if List::Nobody.has(word) || List::Nobody.has(self.normal(head)) {
            return true;
        }
        let alone = head == range.start;
        // "the more one sees": anybody at all.
        let anybody = word == "one" && alone && range.len() == 1;
        let degree = List::Degree.has(word) && alone;
        let superlative = range.start.checked_sub(1).is_some_and(|before| {
            let tag = self.at(before);
            degree && (tag.possessive || tag.classes.any(Classes::DETERMINER))
        });
        anybody || superlative
    }

    /// "the same", "possible": a head that only describes is cut short of its noun.
    pub(super) fn ends_in_adjective(&self, head: usize) -> bool {
        let tag = self.at(head);
        !tag.name && !tag.classes.any(Classes::SOURCE) && List::Adjective.has(self.normal(head))
    }

    /// "badly drafted and worse explained" is an adverb that no list of them has, and who
    /// "spoke on condition of anonymity" is no condition.
    fn names_nothing(&self, head: usize) -> bool {
        let adverb = List::Comparison.has(self.normal(head));
        let anonymity =
            self.is(head, "condition") && self.is(head + 1, "of") && self.is(head + 2, "anonymity");
        (adverb && !self.at(head).name) || anonymity
    }

    /// "polluters", "attendees": a noun in no list whose ending says that people are meant.
    pub(in crate::analysis) fn is_doer(&self, head: usize) -> bool {
        let word = self.normal(head);
        self.at(head).classes == Classes::NONE
            && List::Doers
                .words()
                .any(|ending| word.len() > ending.len() + 3 && word.ends_with(ending))
    }
}
