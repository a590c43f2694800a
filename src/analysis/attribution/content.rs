//! What in a sentence is attributed.

use std::ops::Range;

use super::cues::CueFinder;
use super::words::{Cells, Classes, Lists, Senses, Verb};

/// Content in pieces; empty where nothing is said.
pub type Content = Vec<Range<usize>>;

impl CueFinder<'_, '_, '_> {
    /// Content of a verb with its subject before it.
    pub fn content_of(
        &self,
        source: &Range<usize>,
        at: usize,
        after: usize,
        verb: Verb,
    ) -> Content {
        let tagged = self.tagged;
        let outer = source.start.min(at)..after;
        let spoken = verb.senses.any(
            Senses::SAY
                .with(Senses::THINK)
                .with(Senses::SHOW)
                .with(Senses::CLAUSE),
        );
        let fronted = spoken
            && source.start > self.range.start
            && (tagged.at(source.start - 1).mark
                || matches!(tagged.normal(source.start - 1), "as" | "what"))
            && (self.only_marks(after) || !self.is_opening_phrase(source.start - 1));
        let circumstance = self.is_circumstance(after, verb);
        // `"…," he told the paper`: the quotation just before is what was said.
        if source.start > self.range.start && tagged.at(source.start - 1).quoted {
            return self.around(outer);
        }
        // "He sees it so, he told reporters": nothing follows but who was told.
        let hearer = verb
            .frame
            .has(Cells::HEARER)
            .then(|| tagged.phrase_after(after, self.range.end))
            .flatten()
            .filter(|hearer| {
                let when = Classes::PREPOSITION.with(Classes::TIME);
                let opens = tagged.at(hearer.end).classes.any(when);
                let goes_on = self.clause_after(hearer.end).is_some();
                fronted && (self.ends_clause(hearer.end) || opens && !goes_on)
            });
        if let Some(hearer) = hearer {
            return self.around(outer.start..hearer.end);
        }
        if fronted && (self.ends_clause(after) || circumstance) {
            let mut parts = self.around(outer);
            if circumstance {
                // "on Monday" tells when it was said; after the next comma the words go on.
                let next = self.clause_end(after);
                parts.retain(|part| part.start < source.start);
                parts.extend(self.worded(next..self.range.end));
            }
            return parts;
        }
        if circumstance && verb.senses.any(Senses::SAY) {
            // "Mora said on Monday that": skip to the clause.
            return self
                .clause_after(after)
                .and_then(|from| self.worded(from..self.range.end))
                .into_iter()
                .collect();
        }
        let from = self.after_hearer(after, verb);
        let end = self.outlets_comment(from).min(self.outlets_relative(from));
        self.worded(from..end).into_iter().collect()
    }

    /// "Vesk complained of drones, which the capital waved away": what is told of the thing
    /// complained of is the outlet's, as no clause was reported; else the sentence's end.
    fn outlets_relative(&self, from: usize) -> usize {
        let tagged = self.tagged;
        let end = self.range.end;
        let Some(comma) = (from..end).rev().find(|at| {
            tagged.is(*at, ",")
                && !tagged.at(*at).quoted
                && matches!(tagged.normal(at + 1), "which" | "whom")
        }) else {
            return end;
        };
        let reports_clause = (from..comma).any(|at| {
            let tag = tagged.at(at);
            (tag.classes.any(Classes::AUXILIARY) && !tag.name)
                || matches!(tagged.normal(at), "that" | "whether")
                || tag.quoted
        });
        let goes_on = (comma + 1..end).any(|at| tagged.is(at, ","));
        if reports_clause || goes_on || tagged.at(comma + 2).classes.any(Classes::AUXILIARY) {
            end
        } else {
            comma
        }
    }

    /// "He says he listens; presumably he hears": where the outlet takes the word again, or
    /// the sentence's end.
    fn outlets_comment(&self, from: usize) -> usize {
        let tagged = self.tagged;
        (from..self.range.end)
            .find(|at| {
                matches!(tagged.normal(*at), ";" | "—" | "–")
                    && !tagged.at(*at).quoted
                    && tagged.on(at + 1, Lists::OUTLET_COMMENT)
            })
            .unwrap_or(self.range.end)
    }

    /// "They never admit it, but the lock will hold": the rest is the outlet's again.
    pub fn says_only_it(&self, after: usize) -> bool {
        self.tagged.on(after, Lists::BARE_OBJECT)
            && self.clause_end(after) == after + 1
            && !self.only_marks(after + 1)
    }

    /// All of the sentence but `inside`, and not beyond the clause that a semicolon ends.
    pub fn around(&self, inside: Range<usize>) -> Content {
        let before = self.worded(self.range.start..inside.start);
        let quotes = before
            .clone()
            .is_some_and(|mut part| part.any(|index| self.tagged.at(index).quoted));
        // After a quotation and its speaker only a further quotation is theirs:
        // "…," said Mora, who runs the mill.
        let from = if quotes {
            (inside.end..self.range.end)
                .find(|index| self.tagged.at(*index).quoted)
                .unwrap_or(self.range.end)
        } else {
            inside.end
        };
        before
            .into_iter()
            .chain(self.worded(from..self.range.end))
            .collect()
    }

    /// Whether a quotation stands in the clause from a token on.
    pub fn quotes_after(&self, from: usize) -> bool {
        (from..self.clause_end(from)).any(|index| self.tagged.at(index).quoted)
    }

    fn only_marks(&self, from: usize) -> bool {
        self.worded(from..self.range.end).is_none()
    }

    /// The range, where it holds a word.
    pub fn worded(&self, range: Range<usize>) -> Option<Range<usize>> {
        range
            .clone()
            .any(|index| !self.tagged.at(index).mark)
            .then_some(range)
    }

    /// The next comma or dash, or the sentence's end.
    pub fn clause_end(&self, from: usize) -> usize {
        (from..self.range.end)
            .find(|index| matches!(self.tagged.normal(*index), "," | ";" | "—" | "–"))
            .unwrap_or(self.range.end)
    }

    /// Past the one who is told: "told the council that".
    fn after_hearer(&self, after: usize, verb: Verb) -> usize {
        let tagged = self.tagged;
        if !verb.frame.has(Cells::HEARER) {
            return after;
        }
        let Some(hearer) = tagged.phrase_after(after, self.range.end) else {
            return after;
        };
        let next = tagged.normal(hearer.end);
        // "told the paper on Thursday.": that is all.
        let when = tagged.at(hearer.end).classes.any(Classes::TIME)
            || tagged.on(hearer.end, Lists::WHEN_TOLD);
        if verb.lemma == "tell" && (when || self.ends_clause(hearer.end)) {
            return match self.clause_after(hearer.end) {
                None if when => self.range.end,
                _ => hearer.end,
            };
        }
        if tagged.on(hearer.end, Lists::WHAT_TOLD)
            || matches!(next, "," | ":")
            || self.clause_follows(hearer.end)
        {
            hearer.end
        } else {
            after
        }
    }

    /// Whether what stands before the comma is a circumstance: "On Monday,".
    pub(super) fn is_opening_phrase(&self, comma: usize) -> bool {
        let before = self.range.start..comma;
        let first = self.tagged.at(before.start);
        !before.clone().any(|index| self.tagged.at(index).quoted)
            && (before.len() <= 2
                || (before.len() <= 10
                    && first.classes.any(
                        Classes::PREPOSITION
                            .with(Classes::ADVERB)
                            .with(Classes::CONJUNCTION),
                    )))
    }

    /// Whether only a time, place or occasion follows the verb of saying: "said in an interview".
    fn is_circumstance(&self, after: usize, verb: Verb) -> bool {
        let tagged = self.tagged;
        let tag = tagged.at(after);
        let opens = tag.classes.any(Classes::TIME) || tagged.on(after, Lists::CIRCUMSTANCE);
        verb.frame.has(Cells::OCCASION) && opens
    }

    /// Where the clause begins after a circumstance: after "that", or at a quotation.
    fn clause_after(&self, from: usize) -> Option<usize> {
        let marked = (from..self.range.end).find(|index| {
            self.tagged.at(*index).quoted
                || (self.tagged.is(*index, "that")
                    && !self
                        .tagged
                        .at(index.saturating_sub(1))
                        .classes
                        .any(Classes::PREPOSITION))
        });
        // "said after the vote he would resign": no word marks the clause, but its verb shows it.
        marked.or_else(|| {
            let end = self.clause_end(from);
            (from..end)
                .any(|index| self.tagged.at(index).classes.any(Classes::AUXILIARY))
                .then_some(from)
        })
    }
}
