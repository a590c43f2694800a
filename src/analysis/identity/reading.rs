//! The names in an article's sentences, each with its kind.
//!
//! Runs of capitalised words are names; their kind follows from titles, word lists and the
//! words around them.

use std::ops::Range;

use super::Gender;
use crate::analysis::attribution::evidence::Likely;
use crate::analysis::attribution::listed::List;
use crate::analysis::attribution::tagging::Tagged;
use crate::analysis::attribution::words::Classes;
use crate::model::{EntityKind, SourceKind};
use crate::text::Span;

/// One naming, before it is joined with others.
#[derive(Clone, Debug)]
pub(super) struct Naming {
    pub name: String,
    pub kind: EntityKind,
    pub span: Span,
    /// With the words before it that say who that is.
    pub wording: Span,
    /// Whether the kind was shown by a title, a list or the form, and not assumed.
    pub sure: bool,
    /// Whether it opens its sentence, where any word has a capital.
    pub initial: bool,
    /// What the words before the name show: "Mr".
    pub gender: Option<Gender>,
    /// Whether somebody's relative is introduced: "his brother Per Krogh".
    pub relative: bool,
}

/// The names in a sentence, with titles and roles left out.
pub(super) fn names_in(tagged: &Tagged<'_, '_>, range: Range<usize>) -> Vec<Naming> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !tagged.is_name_part(at) || tagged.at(at).mark {
            at += 1;
            continue;
        }
        let end = run_end(tagged, at, range.end);
        let initial = at == range.start || (at == range.start + 1 && tagged.at(range.start).mark);
        found.extend(
            naming(tagged, at..end, range.start).map(|naming| Naming { initial, ..naming }),
        );
        at = end;
    }
    found
}

/// Where a run of capitals ends; "of" and "the" join the parts of organisations' names.
fn run_end(tagged: &Tagged<'_, '_>, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit && !tagged.at(end - 1).possessive {
        let word = tagged.normal(end);
        let next_named = end + 1 < limit && tagged.at(end + 1).name;
        let more = if tagged.at(end).name {
            tagged.is_name_part(end)
        } else {
            match word {
                _ if List::Particle.has(word) => next_named,
                // "Kim Jong - un", where every hyphen has spaces around it.
                "-" => {
                    let joined = tagged.book.has_spaced_hyphens()
                        && end + 1 < limit
                        && tagged.at(end - 1).name
                        && tagged.normal(end + 1).len() <= 4
                        && !tagged.at(end + 1).mark;
                    if joined {
                        end += 2;
                        continue;
                    }
                    false
                }
                "." => {
                    next_named && tagged.normal(end - 1).len() <= 4 && is_initial(tagged, end - 1)
                }
                // "Customs and Border Protection"
                "and" => next_named && List::Joint.has(tagged.normal(end - 1)),
                "of" | "for" => next_named && is_body(tagged, start..end),
                "the" => next_named && tagged.is(end - 1, "of"),
                _ => false,
            }
        };
        if !more {
            break;
        }
        end += 1;
    }
    end
}

fn is_initial(tagged: &Tagged<'_, '_>, at: usize) -> bool {
    tagged.at(at).classes.any(Classes::TITLE) || tagged.normal(at).len() <= 2
}

fn is_body(tagged: &Tagged<'_, '_>, mut run: Range<usize>) -> bool {
    run.any(|at| {
        tagged
            .at(at)
            .classes
            .any(Classes::NAME_ORGANISATION.with(Classes::ORGANISATION))
    })
}

/// A run of capitals as a name; `from` is the sentence's first token.
fn naming(tagged: &Tagged<'_, '_>, run: Range<usize>, from: usize) -> Option<Naming> {
    // Nationalities and titles before a person's name are a role.
    let mut name = run.clone();
    name.start = tagged.name_start(&run);
    while name.len() > 2 && List::Rank.has(tagged.normal(name.end - 1)) {
        name.end -= 1;
    }
    let title = name.start > run.start;
    // "Senate Leader Tor Lund of Varde": the body is in the title, the name ends before "of".
    let of = name
        .clone()
        .find(|at| matches!(tagged.normal(*at), "of" | "for"));
    if let Some(of) = of.filter(|of| title && *of > name.start && !is_body(tagged, name.start..*of))
    {
        name.end = of;
    }
    if run.len() == 1 {
        let tag = tagged.at(run.start);
        let role = tag
            .classes
            .any(Classes::TITLE.with(Classes::OF_PLACE).with(Classes::PERSON))
            && !tag
                .classes
                .any(Classes::GROUP.with(Classes::PLACE).with(Classes::GIVEN));
        if role {
            return None;
        }
    }
    let before = run.start.checked_sub(1).map(|at| tagged.at(at));
    let titled = title
        || before.is_some_and(|tag| {
            tag.classes.any(Classes::TITLE.with(Classes::PERSON))
                && !tag.classes.any(Classes::ORGANISATION)
                && !tag.name
                && !tag.possessive
        });
    let (kind, sure) = kind(tagged, &name, titled)?;
    let company = (name.len() == 1)
        .then(|| tagged.book.company(tagged.normal(name.start)))
        .flatten();
    let text = company.map_or_else(|| tagged.cased_text(&name), str::to_owned);
    let span = tagged.span_of(&name);
    let ending = tagged
        .at(name.end - 1)
        .possessive
        .then(|| possessive_len(span.of(tagged.parsed.text())));
    let span = Span::new(span.start(), span.end() - ending.unwrap_or(0));
    let title = name.start.checked_sub(1).filter(|at| *at >= from);
    let title = title
        .filter(|at| !tagged.is(*at, "."))
        .or(title.and_then(|at| at.checked_sub(1)));
    let gender = title.and_then(|at| Gender::of_role(tagged.normal(at)));
    let first = wording_start(tagged, &name, from);
    let wording = tagged.span_of(&(first..name.end));
    (text.chars().filter(|letter| letter.is_alphabetic()).count() > 1).then_some(Naming {
        name: text,
        kind,
        span,
        wording: Span::new(wording.start().min(span.start()), span.end()),
        sure,
        initial: false,
        relative: name.len() > 1 && is_relative(tagged, first, name.start),
        gender,
    })
}

/// "his brother Per Krogh", "his wife, Ida Krogh".
fn is_relative(tagged: &Tagged<'_, '_>, wording: usize, name: usize) -> bool {
    let kin = |at: usize| List::Kin.has(tagged.normal(at));
    let apposed = name > 1 && tagged.is(name - 1, ",") && kin(name - 2);
    apposed || (wording..name).any(kin)
}

/// Where the noun phrase begins that ends in a name: with its roles and what describes them,
/// but not with what another noun has to do with it ("the office of Mayor Vale").
fn wording_start(tagged: &Tagged<'_, '_>, name: &Range<usize>, from: usize) -> usize {
    let Some(phrase) = tagged.phrase_before(name.end, from) else {
        return name.start;
    };
    let parts = Classes::PREPOSITION.with(Classes::CONJUNCTION);
    let start = (phrase.start..name.start)
        .rev()
        .find(|at| {
            let tag = tagged.at(*at);
            tag.mark || !tag.name && tag.classes.any(parts)
        })
        .map_or(phrase.start, |at| at + 1);
    start.min(name.start)
}

fn possessive_len(word: &str) -> usize {
    if word.ends_with("’s") {
        "’s".len()
    } else if word.ends_with("'s") {
        2
    } else {
        0
    }
}

fn kind(tagged: &Tagged<'_, '_>, name: &Range<usize>, titled: bool) -> Option<(EntityKind, bool)> {
    let all = |classes| name.clone().all(|at| tagged.at(at).classes.any(classes));
    let last = tagged.at(name.end - 1).classes;
    if titled && !last.any(Classes::NAME_ORGANISATION) {
        return Some((EntityKind::Person, true));
    }
    if all(Classes::PLACE) {
        return Some((EntityKind::Place, true));
    }
    if all(Classes::GROUP) {
        return Some((EntityKind::Group, true));
    }
    if all(Classes::OF_PLACE) {
        return None;
    }
    if name.len() > 1 && last.any(Classes::GROUP) {
        return Some((EntityKind::Group, true));
    }
    let shown = name.len() == 1
        && !last.any(Classes::GIVEN.with(Classes::OUTLET_KNOWN))
        && (tagged.book.is_people(tagged.normal(name.start))
            || matches!(
                tagged.book.likely(tagged.normal(name.start)),
                Some(Likely::Place | Likely::Organisation)
            ));
    if shown && !last.any(Classes::NAME_ORGANISATION.with(Classes::ORGANISATION)) {
        return Some(guess(tagged, name));
    }
    match tagged.kind_of_name(name) {
        SourceKind::Outlet | SourceKind::Organisation => {
            let place = last.any(Classes::NAME_PLACE) && !last.any(Classes::NAME_ORGANISATION);
            Some((
                if place {
                    EntityKind::Place
                } else {
                    EntityKind::Organisation
                },
                true,
            ))
        }
        _ if last.any(Classes::NAME_PLACE) && name.len() > 1 => Some((EntityKind::Place, true)),
        // "the Korean War", "Election Day": things, and nobody.
        _ if name.len() > 1 && List::Thing.has(tagged.normal(name.end - 1)) => {
            Some((EntityKind::Organisation, false))
        }
        _ if name.len() > 1 && is_located(tagged, name) => Some((EntityKind::Place, false)),
        _ if name.len() > 1 => Some((
            EntityKind::Person,
            tagged.at(name.start).classes.any(Classes::GIVEN)
                || tagged.role_after(name.end).is_some(),
        )),
        _ if tagged.at(name.start).classes.any(Classes::GIVEN) => Some((EntityKind::Person, false)),
        _ => Some(guess(tagged, name)),
    }
}

/// "at Ytre Holm lighthouse", "in Nedre Holm".
fn is_located(tagged: &Tagged<'_, '_>, name: &Range<usize>) -> bool {
    let next = tagged.at(name.end);
    let before = name
        .start
        .checked_sub(1)
        .map_or("", |before| tagged.normal(before));
    !tagged.at(name.start).classes.any(Classes::GIVEN)
        && (!next.name && next.classes.any(Classes::NAME_PLACE)
            || matches!(before, "in" | "near" | "outside"))
}

/// A lone name of no list: what the article shows of it, otherwise left a body.
fn guess(tagged: &Tagged<'_, '_>, name: &Range<usize>) -> (EntityKind, bool) {
    let word = tagged.normal(name.start);
    if tagged.book.is_people(word) {
        return (EntityKind::Group, true);
    }
    let likely = tagged.book.likely(word);
    let kind = match likely {
        Some(Likely::Place) => EntityKind::Place,
        Some(Likely::Person) => EntityKind::Person,
        Some(Likely::Organisation) | None => EntityKind::Organisation,
    };
    (kind, likely.is_some() && !tagged.book.is_small(word))
}
