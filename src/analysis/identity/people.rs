//! People named in full, and who has which role.

use std::collections::{HashMap, HashSet};

use crate::analysis::attribution::names::Naming;
use crate::analysis::attribution::phrase::Agent;
use crate::analysis::attribution::roles::role_noun;
use crate::analysis::attribution::tagging::Tagged;
use crate::model::SourceKind;

/// For each noun of a role who has it, unless several do.
#[derive(Clone, Debug, Default)]
pub(super) struct Holders(HashMap<String, Option<usize>>);

impl Holders {
    /// Notes that somebody has a role.
    pub fn note(&mut self, role: &str, index: usize) {
        let holder = self.0.entry(role_noun(role)).or_insert(Some(index));
        if *holder != Some(index) {
            *holder = None;
        }
    }

    /// Who alone has a role.
    pub fn of(&self, noun: &str) -> Option<usize> {
        self.0.get(noun).copied().flatten()
    }
}

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
                let end = self.name_end(at, sentence.tokens.end);
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
