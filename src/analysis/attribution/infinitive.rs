//! Infinitives whose subject stands elsewhere: "used her speech to warn", "led Mora to fear".

use super::chain::Chain;
use super::cues::CueFinder;
use super::phrase::Agent;
use super::subject::Subject;
use super::words::{Cells, Classes, Form, Lists, Senses, Verb};

impl CueFinder<'_, '_, '_> {
    /// "Mora used her speech to warn that": the sentence's subject, where something was done for it.
    pub fn purpose(&self, at: usize, after: usize, verb: Verb) -> Option<Subject> {
        let tagged = self.tagged;
        let to = at.checked_sub(1).filter(|to| *to > self.range.start)?;
        if verb.form != Form::Base
            || verb.frame.has(Cells::NO_AIM)
            || !verb
                .senses
                .any(Senses::SAY.with(Senses::ACT).with(Senses::NAME))
            || !tagged.is(to, "to")
            || !(self.clause_follows(after) || matches!(tagged.normal(after), "for" | "on"))
        {
            return None;
        }
        // "the chance to criticise", "is likely to say": nothing has been said.
        let before = tagged.at(to - 1);
        // "took the chance to warn", "never missed an opportunity to remind": it was said.
        let used = (self.range.start..to - 1)
            .rev()
            .take(3)
            .any(|index| tagged.on(index, Lists::CHANCE_TAKEN));
        let open = !used && tagged.on(to - 1, Lists::CHANCE);
        let noun = before.name
            || before
                .classes
                .any(Classes::SOURCE.with(Classes::CUE_NOUN).with(Classes::TIME))
            || !before.classes.any(
                Classes::FUNCTION
                    .with(Classes::VERB)
                    .with(Classes::ATTITUDE)
                    .with(Classes::LIGHT),
            ) && !before.mark
                && !tagged.normal(to - 1).ends_with("ed")
                && !tagged.normal(to - 1).ends_with("ly");
        // "is due to", "are free to", "has the audacity to"
        let article = matches!(
            tagged.normal(to.saturating_sub(2)),
            "the" | "a" | "an" | "no"
        );
        let linked = self
            .tagged
            .at(to.saturating_sub(2 + usize::from(article)))
            .classes
            .any(Classes::AUXILIARY);
        // "hopes to ask": not yet.
        let tried = before.lists.any(Lists::TRYING);
        if open || linked || tried || !noun {
            return None;
        }
        let chain = Chain {
            end: to,
            passive: false,
            infinitive: true,
            aided: true,
        };
        self.shared_subject(to).filter(|subject| {
            matches!(
                subject.agent,
                Agent::Named | Agent::Pronoun | Agent::Person | Agent::Organisation
            ) && !tagged.is(subject.phrase.start, "it")
                && self.fits(subject, verb, after, chain, at)
        })
    }

    /// "The vote led Mora to fear that": the one who is brought to say or think so.
    pub fn caused(&self, at: usize, after: usize, verb: Verb) -> Option<Subject> {
        let tagged = self.tagged;
        let to = at.checked_sub(1).filter(|to| *to > self.range.start)?;
        let told = verb.senses.any(
            Senses::SAY
                .with(Senses::THINK)
                .with(Senses::ACT)
                .with(Senses::NAME),
        );
        if verb.form != Form::Base || !told || !tagged.is(to, "to") {
            return None;
        }
        let subject = self
            .phrase_subject(to)
            .filter(|subject| subject.agent.is_animate() && subject.agent != Agent::Pronoun)?;
        let before = subject.phrase.start.checked_sub(1)?;
        let causes = before >= self.range.start
            && !tagged.at(before).name
            && tagged.at(before).classes.any(Classes::CAUSE);
        let chain = Chain {
            end: to,
            passive: false,
            infinitive: true,
            aided: true,
        };
        (causes && self.fits(&subject, verb, after, chain, at)).then(|| subject.inside())
    }
}
