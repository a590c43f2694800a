//! Whose a denial is: the one who is accused denies, and not the one who accuses.

use super::cues::Cue;
use super::listed::List;
use super::names::Naming;
use super::phrase::Agent;
use super::sources::Sources;
use super::tagging::Tagged;
use crate::model::SourceKind;

/// So many paragraphs later "he denies it" may still answer what somebody said of him.
const ANSWERED_WITHIN: usize = 2;

/// Of whom somebody said something last.
#[derive(Debug, Default)]
pub struct Accusations {
    last: Option<Accusation>,
}

#[derive(Debug)]
struct Accusation {
    of: Naming,
    paragraph: usize,
}

impl Accusations {
    /// Notes of whom somebody says something: "Rook says that Blume struck her", "Blume is
    /// accused of", "Rook accused Blume of".
    pub fn note(&mut self, tagged: &Tagged<'_, '_>, cue: &Cue, sentence: usize) {
        let part = &tagged.parsed.sentences[sentence];
        let told = cue.place.end..part.tokens.end;
        let spoken = cue.source.as_ref().filter(|_| cue.agent != Agent::Pronoun);
        let speaker = spoken.and_then(|phrase| tagged.naming(phrase, cue.agent));
        // "Blume is accused of striking her": nobody says so, or whoever stands behind "by".
        let passive = cue.place.start > part.tokens.start
            && tagged
                .before_verb(cue.place.start, part.tokens.start)
                .passive;
        let of = if passive {
            tagged.topic(part.tokens.clone()).map(|(_, naming)| naming)
        } else {
            tagged.first_person(told)
        };
        let of = of.filter(|of| speaker.as_ref().is_none_or(|by| by.name != of.name));
        if let Some(of) = of.filter(|_| !List::Denial.has(cue.verb)) {
            self.last = Some(Accusation {
                of,
                paragraph: part.paragraph,
            });
        }
    }

    /// Who denies, where a pronoun does and something was said of somebody it may mean.
    pub fn denier(
        &self,
        tagged: &Tagged<'_, '_>,
        cue: &Cue,
        sources: &mut Sources,
        paragraph: usize,
    ) -> Option<usize> {
        let pronoun = tagged.normal(cue.source.as_ref()?.start);
        let accusation = self.last.as_ref()?;
        let fresh = accusation.paragraph + ANSWERED_WITHIN >= paragraph;
        (fresh && List::Denial.has(cue.verb))
            .then(|| sources.pronoun_for(pronoun, &accusation.of))
            .flatten()
    }
}

impl Tagged<'_, '_> {
    /// The first person who is called by name in a range.
    fn first_person(&self, range: std::ops::Range<usize>) -> Option<Naming> {
        let mut at = range.start;
        while at < range.end {
            if !self.at(at).name || self.at(at).quoted {
                at += 1;
                continue;
            }
            let end = self.name_end(at, range.end);
            let start = self
                .phrase_before(end, range.start)
                .map_or(at, |phrase| phrase.start.min(at));
            at = end;
            let naming = self
                .naming(&(start..end), Agent::Named)
                .filter(|it| it.kind == SourceKind::Person && it.proper);
            if naming.is_some() {
                return naming;
            }
        }
        None
    }
}
