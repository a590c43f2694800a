//! The noun phrases of an article: names with the words before them, and descriptions.
//!
//! `chunk` reads a phrase from its article to its head. Here phrases are linked: an owner
//! before it, what belongs to it behind a preposition, and a phrase beside it for the same one.

mod chunk;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use self::chunk::Chunk;
use self::words::is_listed;
use super::attribution::Attributed;
use super::attribution::tagging::Tagged;
use super::attribution::words::Classes;
use super::entities::voice_at;
use super::identity::Identities;
use crate::model::{EntityKind, Phrase, Role, Sort};
use crate::text::Span;
use crate::text::noun::{is_plural, singular};

/// Most phrases that are chained by owners and prepositions.
const DEEPEST: usize = 4;
/// Most words of a phrase with what belongs to it.
const LONGEST: usize = 16;

/// Reads the phrases of an article.
struct Reader<'t, 'p, 'a> {
    tagged: &'t Tagged<'p, 'a>,
    identities: &'t Identities,
    /// By its first token, where each name ends and whose it is.
    names: HashMap<usize, (usize, usize)>,
}

/// A phrase in tokens, with its links.
struct Linked {
    chunk: Chunk,
    sentence: usize,
    /// From the owner's first token to the end of what belongs to it.
    whole: Range<usize>,
    owner: Option<usize>,
    of: Option<usize>,
    same: Option<usize>,
}

/// All phrases, in reading order of their cores.
pub(super) fn phrases(tagged: &Tagged<'_, '_>, attributed: &Attributed) -> Vec<Phrase> {
    let reader = Reader::of(tagged, &attributed.identities);
    let mut linked: Vec<Linked> = Vec::new();
    for (index, sentence) in tagged.parsed.sentences.iter().enumerate() {
        if sentence.role == Role::Byline {
            continue;
        }
        let from = linked.len();
        reader.read(index, sentence.tokens.clone(), &mut linked);
        reader.link(&mut linked, from, sentence.tokens.end);
    }
    linked
        .iter()
        .map(|one| reader.phrase(one, attributed))
        .collect()
}

impl<'t, 'p, 'a> Reader<'t, 'p, 'a> {
    fn of(tagged: &'t Tagged<'p, 'a>, identities: &'t Identities) -> Self {
        let mut names = HashMap::new();
        for (known, identity) in identities.list().iter().enumerate() {
            for naming in &identity.namings {
                let tokens = tagged.parsed.tokens.inside(naming.span);
                if !tokens.is_empty() {
                    names.insert(tokens.start, (tokens.end, known));
                }
            }
        }
        Self {
            tagged,
            identities,
            names,
        }
    }

    fn is_person(&self, known: usize) -> bool {
        let identity = self.identities.list().get(known);
        identity.is_some_and(|identity| identity.kind == EntityKind::Person)
    }

    fn read(&self, sentence: usize, tokens: Range<usize>, linked: &mut Vec<Linked>) {
        let mut at = tokens.start;
        while at < tokens.end {
            let Some(chunk) = self.chunk(at, tokens.end) else {
                at += 1;
                continue;
            };
            at = chunk.tokens.end;
            linked.push(Linked {
                whole: chunk.tokens.clone(),
                chunk,
                sentence,
                owner: None,
                of: None,
                same: None,
            });
        }
    }

    /// Links the phrases of one sentence, those from `from` on.
    fn link(&self, linked: &mut [Linked], from: usize, end: usize) {
        for at in from..linked.len().saturating_sub(1) {
            let (left, right) = (&linked[at].chunk, &linked[at + 1].chunk);
            if left.owns && left.tokens.end == right.tokens.start {
                linked[at + 1].owner = Some(at);
                linked[at + 1].whole.start = linked[at].whole.start;
            }
        }
        // From behind, so that what belongs to a phrase is whole already.
        for at in (from..linked.len()).rev() {
            let Some(next) = self.complement(linked, at) else {
                continue;
            };
            let whole = linked[at].whole.start..linked[next].whole.end;
            if whole.len() <= LONGEST && depth(linked, next) < DEEPEST {
                linked[at].of = Some(next);
                linked[at].whole = whole;
            }
        }
        for at in from..linked.len() {
            if let Some(next) = self.beside(linked, at, end) {
                linked[at].same = Some(next);
                linked[next].same = linked[next].same.or(Some(at));
            }
        }
    }

    /// The phrase that belongs to one: behind "of", and behind other prepositions where the
    /// noun asks for them.
    fn complement(&self, linked: &[Linked], at: usize) -> Option<usize> {
        let chunk = &linked[at].chunk;
        let end = chunk.tokens.end;
        let head = singular(self.tagged.normal(chunk.head.end - 1));
        let preposition = self.tagged.normal(end);
        let people = chunk.known.is_none() && self.is_people_noun(chunk.head.end - 1);
        let thing = chunk.known.is_none() && !people;
        let joins = match preposition {
            "of" => chunk.known.is_none_or(|known| self.is_person(known)),
            "from" | "for" | "to" | "at" => people,
            "with" => people || is_listed("relation", &head),
            "between" | "into" | "against" | "about" | "over" | "on" => thing,
            _ => is_listed("described", preposition) && people,
        };
        if !joins || chunk.owns {
            return None;
        }
        let mut start = end + 1;
        // "accused of murder", "involved in the case"
        if is_listed("described", preposition)
            && self.tagged.at(start).classes.any(Classes::PREPOSITION)
        {
            start += 1;
        }
        let next = (at + 1..linked.len()).find(|next| linked[*next].chunk.tokens.start >= start)?;
        // An owner's thing is what belongs here: "of the town’s mayor".
        let mut whole = next;
        while linked
            .get(whole + 1)
            .is_some_and(|more| more.owner == Some(whole))
        {
            whole += 1;
        }
        (linked[next].chunk.tokens.start == start).then_some(whole)
    }

    /// The phrase beside one that says who it is: "the mayor, Ida Krogh", "Ida Krogh, mayor of
    /// Varde", "Ida Krogh is the mayor".
    fn beside(&self, linked: &[Linked], at: usize, limit: usize) -> Option<usize> {
        let here = &linked[at];
        let end = here.whole.end;
        let copula = matches!(self.tagged.normal(end), "is" | "was" | "became" | "remains");
        if !(self.tagged.is(end, ",") || copula) || here.chunk.owns {
            return None;
        }
        let next = (at + 1..linked.len())
            .find(|next| linked[*next].whole.start == end + 1 && !linked[*next].chunk.owns)?;
        let other = &linked[next];
        let named = |one: &Linked| one.chunk.known.is_some_and(|known| self.is_person(known));
        let role = |one: &Linked| {
            let last = one.chunk.head.end - 1;
            one.chunk.known.is_none()
                && self.is_people_noun(last)
                && !is_plural(self.tagged.normal(last))
        };
        let fits = named(here) && role(other) || !copula && role(here) && named(other);
        let behind = self.tagged.normal(other.whole.end);
        let closed = other.whole.end >= limit
            || self.tagged.at(other.whole.end).mark
            || copula
            || matches!(behind, "who" | "and" | "said" | "told" | "to");
        let listed = !copula && behind == "and";
        (fits && closed && !listed).then_some(next)
    }

    fn phrase(&self, one: &Linked, attributed: &Attributed) -> Phrase {
        let chunk = &one.chunk;
        let last = chunk.head.end - 1;
        let core = self.span(&chunk.tokens);
        let kind = chunk
            .known
            .and_then(|known| self.identities.list().get(known))
            .map(|it| it.kind);
        let sort = match kind {
            Some(EntityKind::Person | EntityKind::Group) => Sort::Person,
            Some(_) => Sort::Body,
            None if self.is_people_noun(last) => Sort::Person,
            None if self
                .tagged
                .at(last)
                .classes
                .any(Classes::ORGANISATION.with(Classes::OUTLET)) =>
            {
                Sort::Body
            }
            None => Sort::Thing,
        };
        let before = one.whole.start.checked_sub(1);
        let located = before.is_some_and(|at| {
            matches!(
                self.tagged.normal(at),
                "in" | "at" | "near" | "outside" | "inside" | "around" | "across" | "throughout"
            )
        });
        Phrase {
            span: self.span(&one.whole),
            core,
            head: self.span(&chunk.head),
            sentence: one.sentence,
            voice: voice_at(attributed, one.sentence, core),
            sort,
            plural: is_plural(self.word(last)),
            located,
            known: chunk.known,
            owner: one.owner,
            of: one.of,
            same: one.same,
        }
    }

    fn word(&self, at: usize) -> &str {
        let word = self.tagged.normal(at);
        word.strip_suffix("'s").unwrap_or(word)
    }

    /// Place in the text, without a possessive ending.
    fn span(&self, tokens: &Range<usize>) -> Span {
        let mut tokens = tokens.clone();
        while tokens.len() > 1 && matches!(self.tagged.normal(tokens.end - 1), "'" | "’") {
            tokens.end -= 1;
        }
        let span = self.tagged.span_of(&tokens);
        let text = span.of(self.tagged.parsed.text());
        let ending = ["'s", "’s"].iter().find(|ending| text.ends_with(**ending));
        let possessive = self.tagged.at(tokens.end.saturating_sub(1)).possessive;
        match ending.filter(|_| possessive) {
            Some(ending) => Span::new(span.start(), span.end() - ending.len()),
            None => span,
        }
    }
}

/// How many phrases are chained behind one.
fn depth(linked: &[Linked], at: usize) -> usize {
    let mut at = at;
    let mut depth = 0;
    while let Some(next) = linked[at].of.filter(|_| depth < DEEPEST) {
        at = next;
        depth += 1;
    }
    depth
}
