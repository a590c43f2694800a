//! Whether what is attributed in a sentence is what the sentence states.

use std::ops::Range;

use super::cues::Cue;
use super::phrase::Agent;
use super::tagging::Tagged;
use super::words::Classes;

/// Whether somebody says what a sentence of `total` tokens states: in its main clause, where
/// that is no mere tail, or beside it, where that is much of what is said.
pub fn of_somebody(tagged: &Tagged<'_, '_>, cues: &[Cue], total: usize) -> bool {
    cues.iter()
        .filter(|cue| cue.agent != Agent::Vague)
        .any(|cue| {
            if cue.embedded {
                !cue.reduced && colours(tagged, cue, total)
            } else {
                !cue.content.is_empty() && !is_under_vague(cues, cue) && weighs(tagged, cue, total)
            }
        })
}

/// Whether a sentence lays what it states on nobody: "to those who say the lock will hold" is
/// much of what is said.
pub fn of_nobody(cues: &[Cue], total: usize) -> bool {
    cues.iter()
        .filter(|cue| cue.agent == Agent::Vague)
        // "if people fear": only supposed.
        .filter(|cue| !cue.reduced || cue.source.is_none())
        .any(|cue| {
            let said = said(cue);
            said > 0 && (!cue.embedded || said * 4 >= total)
        })
}

fn said(cue: &Cue) -> usize {
    cue.content.iter().map(Range::len).sum()
}

/// Whether what a cue attributes is a fifth of the sentence, or a quotation: "and hated Lund"
/// at the end of a long sentence leaves it to the outlet.
fn weighs(tagged: &Tagged<'_, '_>, cue: &Cue, total: usize) -> bool {
    let mut told = cue.content.iter().flat_map(Clone::clone);
    said(cue) * 5 >= total || told.any(|at| tagged.at(at).quoted)
}

/// Whether a clause beside the main one is a third of what is said.
fn colours(tagged: &Tagged<'_, '_>, cue: &Cue, total: usize) -> bool {
    let longest = cue.content.iter().map(Range::len).max().unwrap_or(0);
    // "Confident of victory," opens few words and colours all.
    let state = tagged.at(cue.place.start).classes;
    let share = if state.any(Classes::ATTITUDE) { 5 } else { 3 };
    longest > 0 && longest * share >= total
}

/// "Reports suggest that the union plans …" stays as thinly sourced as the reports.
fn is_under_vague(cues: &[Cue], inner: &Cue) -> bool {
    cues.iter().any(|outer| {
        let before = outer.agent == Agent::Vague && outer.place.end <= inner.place.start;
        // "The firms have reportedly agreed": hearsay inside the verb's own chain.
        let within = outer.source.is_none()
            && inner
                .source
                .as_ref()
                .is_some_and(|source| source.end <= outer.place.start)
            && inner.place.start.saturating_sub(outer.place.end) <= 2;
        let holds = outer.source.is_some()
            && outer
                .content
                .iter()
                .any(|part| part.contains(&inner.place.start));
        before && (within || holds)
    })
}
