//! The people whom an article names in full.

use std::collections::HashSet;

use super::names::Naming;
use super::phrase::Agent;
use super::tagging::Tagged;
use crate::model::SourceKind;

impl Tagged<'_, '_> {
    /// People named in full anywhere in the article.
    pub(super) fn people(&self) -> Vec<Naming> {
        let mut people: Vec<Naming> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        for sentence in self
            .parsed
            .sentences
            .iter()
            .filter(|part| !part.role.is_heading())
        {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.at(at).name {
                    at += 1;
                    continue;
                }
                let end = (at..sentence.tokens.end)
                    .find(|index| {
                        !self.at(*index).name || (*index > at && self.at(*index - 1).possessive)
                    })
                    .unwrap_or(sentence.tokens.end);
                let run = at..end;
                at = end;
                // "IDA ROOS:" before her turn in a transcript is the same name, shouted.
                let is_shouted = |text: &str| text.len() > 6 && !text.contains(char::is_lowercase);
                if run.len() < 2
                    || (self.is(run.end, ":") || self.is(run.end, "("))
                        && is_shouted(&self.text_of(&run))
                {
                    continue;
                }
                let start = self
                    .phrase_before(run.end, sentence.tokens.start)
                    .map_or(run.start, |phrase| phrase.start);
                let phrase = start.min(run.start)..run.end;
                let naming = self.naming(&phrase, Agent::Named);
                people.extend(naming.filter(|naming| {
                    naming.kind == SourceKind::Person
                        && naming.name.contains(' ')
                        && known.insert(naming.name.clone())
                }));
            }
        }
        people
    }
}
