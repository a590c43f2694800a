//! Who and what is named.
//!
//! Runs of capitalised words are names; their kind follows from titles, word lists and
//! the words around them. Surnames and short forms join the full name.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::Parsed;
use super::attribution::Attributed;
use super::attribution::evidence::Likely;
use super::attribution::tagging::Tagged;
use super::attribution::words::{Classes, words};
use crate::model::{Entity, EntityKind, Mention, Role, Sentiment, SourceKind, Voice};
use crate::text::{Span, TokenKind};

/// Below this number of mentions no tone is given: a mean of one or two says nothing.
pub(super) const MENTIONS_FOR_TONE: usize = 3;

/// Finds the people, organisations, places and groups of an article.
///
/// `sentiments`: one score a sentence, for the tone toward each.
pub fn entities(
    parsed: &Parsed<'_>,
    attributed: &Attributed,
    sentiments: &[Sentiment],
) -> Vec<Entity> {
    let tagged = Tagged::of(parsed);
    let mut gathered = Gathered {
        plain: plain_words(parsed),
        ..Gathered::default()
    };
    for (index, sentence) in parsed.sentences.iter().enumerate() {
        if sentence.role == Role::Byline {
            continue;
        }
        for naming in names_in(&tagged, sentence.tokens.clone()) {
            let voice = voice_at(attributed, index, naming.span);
            gathered.add(&naming, |span| Mention {
                span,
                wording: naming.wording,
                sentence: index,
                voice,
            });
        }
    }
    gathered.finish(attributed, sentiments)
}

/// Words that the article also writes small: a lone capital of one of them is no name.
fn plain_words<'p>(parsed: &'p Parsed<'_>) -> HashSet<&'p str> {
    let tokens = &parsed.tokens;
    tokens
        .as_slice()
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == TokenKind::Word && !token.capital)
        .map(|(index, _)| tokens.normal(index))
        .collect()
}

/// One naming, before it is joined with others.
#[derive(Clone, Debug)]
struct Naming {
    name: String,
    kind: EntityKind,
    span: Span,
    /// With the words before it that say who that is.
    wording: Span,
    /// Whether the kind was shown by a title, a list or the form, and not assumed.
    sure: bool,
    /// Whether it opens its sentence, where any word has a capital.
    initial: bool,
}

/// Whose words a stretch is in: a quotation's and a paraphrase's are the source's.
fn voice_at(attributed: &Attributed, sentence: usize, span: Span) -> Voice {
    let Some(part) = attributed.sentences.get(sentence) else {
        return Voice::Outlet;
    };
    if part.quoted.iter().any(|quoted| quoted.contains(span)) {
        return Voice::Attributed;
    }
    part.attributions
        .iter()
        .filter_map(|index| attributed.attributions.get(*index))
        .find(|attribution| {
            attribution
                .content
                .iter()
                .any(|content| content.contains(span))
        })
        .map_or(Voice::Outlet, |attribution| attribution.voice)
}

/// The names in a sentence, with titles and roles left out.
fn names_in(tagged: &Tagged<'_, '_>, range: Range<usize>) -> Vec<Naming> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !begins_name(tagged, at) {
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

fn begins_name(tagged: &Tagged<'_, '_>, at: usize) -> bool {
    tagged.is_name_part(at)
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
                "&" | "de" | "van" | "von" | "der" | "bin" | "al" | "la" | "le" | "del" => {
                    next_named
                }
                "." => {
                    next_named && tagged.normal(end - 1).len() <= 4 && is_initial(tagged, end - 1)
                }
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
    let title = name.start > run.start;
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
    let wording = tagged.span_of(&(wording_start(tagged, &name, from)..name.end));
    (text.chars().filter(|letter| letter.is_alphabetic()).count() > 1).then_some(Naming {
        name: text,
        kind,
        span,
        wording: Span::new(wording.start().min(span.start()), span.end()),
        sure,
        initial: false,
    })
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

/// Namings joined into entities, in order of first mention.
#[derive(Debug, Default)]
struct Gathered<'p> {
    plain: HashSet<&'p str>,
    list: Vec<Found>,
    /// Index by lower-case name.
    by_name: HashMap<String, usize>,
    /// Index by lower-case surname of people.
    by_surname: HashMap<String, usize>,
    /// Indices by the last word of their lower-case names, for those of several words.
    by_last_word: HashMap<String, BTreeSet<usize>>,
}

#[derive(Debug)]
struct Found {
    name: String,
    kind: EntityKind,
    sure: bool,
    mentions: Vec<Mention>,
}

impl Gathered<'_> {
    fn add(&mut self, naming: &Naming, mention: impl FnOnce(Span) -> Mention) {
        let key = naming.name.to_lowercase();
        let key = key.strip_prefix("the ").unwrap_or(&key).to_owned();
        let last = key.rsplit(' ').next().unwrap_or(&key).to_owned();
        let single = !key.contains(' ');
        let known = self.by_name.contains_key(&key) || self.by_surname.contains_key(&key);
        if single
            && !naming.sure
            && (self.plain.contains(key.as_str()) || (naming.initial && !known))
        {
            return;
        }
        let person = naming.kind == EntityKind::Person;
        let index = self
            .by_name
            .get(&key)
            .copied()
            .or_else(|| {
                (single || person)
                    .then(|| self.by_surname.get(&last).copied())
                    .flatten()
            })
            .filter(|index| self.fits(*index, &key))
            .or_else(|| self.full_body(&key))
            .unwrap_or_else(|| {
                self.list.push(Found {
                    name: naming.name.clone(),
                    kind: naming.kind,
                    sure: naming.sure,
                    mentions: Vec::new(),
                });
                self.list.len() - 1
            });
        let found = &mut self.list[index];
        if naming.sure && !found.sure {
            found.kind = naming.kind;
            found.sure = true;
        }
        if naming.name.split(' ').count() > found.name.split(' ').count() {
            found.name.clone_from(&naming.name);
        }
        found.mentions.push(mention(naming.span));
        if !single {
            let named = self.by_last_word.entry(last.clone()).or_default();
            named.insert(index);
        }
        if found.kind == EntityKind::Person {
            self.by_surname.entry(last).or_insert(index);
        }
        self.by_name.entry(key).or_insert(index);
    }

    /// "the Institute" after "the Meteorological Institute".
    fn full_body(&self, key: &str) -> Option<usize> {
        let body = words().of(key).classes.any(Classes::NAME_ORGANISATION);
        let named = self.by_last_word.get(key).filter(|_| body)?;
        named.iter().copied().rev().find(|index| {
            let found = &self.list[*index];
            found.kind == EntityKind::Organisation
                && found
                    .name
                    .to_lowercase()
                    .strip_suffix(key)
                    .is_some_and(|front| front.ends_with(' '))
        })
    }

    /// Two full names with one surname are two people.
    fn fits(&self, index: usize, key: &str) -> bool {
        let known = self.list[index].name.to_lowercase();
        let known = known.strip_prefix("the ").unwrap_or(&known);
        !(known.contains(' ') && key.contains(' '))
            || known == key
            || known.split(' ').next() == key.split(' ').next()
    }

    fn finish(self, attributed: &Attributed, sentiments: &[Sentiment]) -> Vec<Entity> {
        let cited: HashSet<String> = attributed
            .sources
            .iter()
            .map(|source| source.name.to_lowercase())
            .collect();
        self.list
            .into_iter()
            .filter(|found| {
                // Whoever is named once, but in full with a role, matters too.
                let introduced =
                    found.kind == EntityKind::Person && found.sure && found.name.contains(' ');
                found.mentions.len() > 1 || introduced || cited.contains(&found.name.to_lowercase())
            })
            .map(|found| Entity {
                tone: tone(&found.mentions, sentiments, false),
                tone_outlet: tone(&found.mentions, sentiments, true),
                name: found.name,
                kind: found.kind,
                mentions: found.mentions,
            })
            .collect()
    }
}

/// Mean sentiment of the sentences with these mentions, each sentence counted once.
fn tone(mentions: &[Mention], sentiments: &[Sentiment], outlet: bool) -> Option<Sentiment> {
    let wanted = mentions
        .iter()
        .filter(|mention| !outlet || mention.voice == Voice::Outlet);
    let mut last = None;
    let (mut named, mut sentences, mut sum) = (0, 0_u32, 0.0);
    for mention in wanted {
        named += 1;
        if last != Some(mention.sentence)
            && let Some(score) = sentiments.get(mention.sentence)
        {
            last = Some(mention.sentence);
            sentences += 1;
            sum += score.compound();
        }
    }
    (named >= MENTIONS_FOR_TONE && sentences > 0)
        .then(|| Sentiment::from_compound(sum / f64::from(sentences)))
}
