//! Which source of the article a cue names.

use super::Speakers;
use crate::analysis::attribution::cues::Cue;
use crate::analysis::attribution::names::Naming;
use crate::analysis::attribution::phrase::Agent;
use crate::model::SourceKind;

/// A person whom a sentence is about.
pub(super) struct Mention {
    /// First token of the name.
    at: usize,
    paragraph: usize,
    naming: Naming,
}

impl Speakers<'_, '_, '_> {
    /// The source that a cue names.
    pub(super) fn resolve(&mut self, cue: &Cue, index: usize, heading: bool) -> Option<usize> {
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
    pub(super) fn pronoun(&mut self, at: usize) -> Option<usize> {
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
    pub(super) fn note_mention(&mut self, index: usize) {
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
}
