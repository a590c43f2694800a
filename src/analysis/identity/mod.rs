//! Who is who in one article.
//!
//! An article calls one person "Mayor Ingrid Vale", "Ms Vale", "Vale", "the mayor" and "she",
//! and one body "Alder Valley Council", "the Council" and "AVC". Here all namings of one become
//! one identity, with the fullest name. Sources and entities are both made of identities, so
//! that nobody is two.
//!
//! Names are read from the whole article first, the full ones before the short ones: a surname
//! that stands in the first sentence belongs to the full name in the third.

mod form;
mod known;
mod people;
mod reading;
mod same;

use std::collections::{HashMap, HashSet};

pub use super::attribution::lists::{Entry, Sections, entries};
pub use known::KnownNames;
pub use same::{bare, ends_alike, is_acronym, same_person, surname, words_in};

use self::form::{Form, Pass, plain_words};
use self::people::Holders;
use self::reading::{Naming, names_in};
use self::same::{nickname, without_generation};
use super::attribution::names::Naming as SourceNaming;
use super::attribution::tagging::Tagged;
use crate::model::{EntityKind, Role, SourceKind};
use crate::text::Span;

/// Whether "he" or "she" may stand for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

/// One place in the text where somebody or something is called by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name, in bytes of the article's text, without a possessive ending.
    pub span: Span,
    /// The name with the words before it that say who that is: "the former mayor Ida Krogh".
    pub wording: Span,
    /// Index of the sentence.
    pub sentence: usize,
}

/// Somebody or something with a name, however often and in whichever form it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Fullest form of the name in the article.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Whether the kind was shown by a title, a list or the form of the name, and not assumed.
    pub sure: bool,
    /// The first role given with the name: "Mayor".
    pub role: Option<String>,
    /// What titles and the given name show.
    pub gender: Option<Gender>,
    /// Where it is named, ordered by place; none for who is cited by a name that the reading
    /// took for an ordinary word.
    pub namings: Vec<Named>,
}

/// Everybody and everything with a name in an article.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    list: Vec<Identity>,
    /// Every name that an identity has had.
    known: KnownNames,
    /// Who alone has a given name.
    given: HashMap<String, Option<usize>>,
    /// Who has a role.
    holders: Holders,
    /// Index by the start of each naming.
    by_place: HashMap<usize, usize>,
    /// Those who are introduced as somebody's relative.
    relatives: HashSet<usize>,
}

/// So many names that may mean the same are compared.
const CANDIDATES: usize = 64;

impl Identities {
    /// Reads the names of an article and joins them.
    pub fn read(tagged: &Tagged<'_, '_>) -> Self {
        let mut all: Vec<(Naming, usize)> = Vec::new();
        for (index, sentence) in tagged.parsed.sentences.iter().enumerate() {
            if sentence.role != Role::Byline {
                let names = names_in(tagged, sentence.tokens.clone());
                all.extend(names.into_iter().map(|naming| (naming, index)));
            }
        }
        let plain = plain_words(tagged);
        let mut identities = Self::default();
        for pass in Pass::ALL {
            for (naming, sentence) in all.iter().filter(|(naming, _)| Pass::of(naming) == pass) {
                if !identities.is_plain(naming, &plain) {
                    identities.note(naming, *sentence);
                }
            }
        }
        for identity in &mut identities.list {
            identity.namings.sort_by_key(|named| named.span.start());
        }
        identities.learn_roles(tagged);
        identities
    }

    /// The identities; an index into this list stays valid.
    pub fn list(&self) -> &[Identity] {
        &self.list
    }

    /// The identity that a source's naming means, where it stands in the text (`place`, if that
    /// is known); a new one without namings where the article has none.
    pub fn resolve(&mut self, naming: &SourceNaming, place: Option<Span>) -> usize {
        let kind = match naming.kind {
            SourceKind::Person => EntityKind::Person,
            _ => EntityKind::Organisation,
        };
        let person = kind == EntityKind::Person;
        let here = self.named_in(place, &naming.name);
        let overlong = here.filter(|index| person && self.is_overlong(*index, &naming.name));
        let found = match overlong {
            Some(index) => Some(self.cut_to(index, naming)),
            None => here.or_else(|| self.find(naming)),
        };
        let index = found.unwrap_or_else(|| self.add(&naming.name, kind, false));
        let identity = &mut self.list[index];
        if naming.kind == SourceKind::Outlet
            || !identity.sure && (person || identity.kind == EntityKind::Person)
        {
            identity.kind = kind;
        }
        if words_in(&naming.name) > words_in(&identity.name) {
            identity.name.clone_from(&naming.name);
        }
        self.learn(index, naming);
        index
    }

    /// "Leader of the Opposition Meenakshi Rao": the phrase shows where the name begins that
    /// the reading took for "Opposition Meenakshi Rao".
    fn is_overlong(&self, index: usize, name: &str) -> bool {
        let identity = &self.list[index];
        identity.namings.len() == 1
            && name.contains(' ')
            && identity.name.len() > name.len()
            && identity.name.ends_with(name)
    }

    /// Cuts an identity to its right name, or gives its naming to the one who has that name.
    fn cut_to(&mut self, index: usize, naming: &SourceNaming) -> usize {
        let owner = self.find(naming).filter(|owner| *owner != index);
        let Some(owner) = owner else {
            let identity = &mut self.list[index];
            identity.name.clone_from(&naming.name);
            identity.kind = EntityKind::Person;
            return index;
        };
        let moved = std::mem::take(&mut self.list[index].namings);
        for named in &moved {
            self.by_place.insert(named.span.start(), owner);
        }
        let namings = &mut self.list[owner].namings;
        namings.extend(moved);
        namings.sort_by_key(|named| named.span.start());
        owner
    }

    /// Takes over the role and whom a pronoun may mean.
    fn learn(&mut self, index: usize, naming: &SourceNaming) {
        let identity = &mut self.list[index];
        if identity.role.is_none() {
            identity.role.clone_from(&naming.role);
        }
        identity.gender = identity.gender.or_else(|| gender_of(naming));
        self.know(&naming.name, index);
    }

    /// Lets an identity be found by a name.
    fn know(&mut self, name: &str, index: usize) {
        let name = bare(name);
        self.known.add(name, index);
        let core = without_generation(name);
        if core != name {
            self.known.add(core, index);
        }
        if let Some((nickname, last)) = nickname(name).zip(name.rsplit(' ').next()) {
            self.known.add(&format!("{nickname} {last}"), index);
        }
    }

    /// The identity that a source's naming means, if the article has one.
    pub fn find(&self, naming: &SourceNaming) -> Option<usize> {
        let kind = match naming.kind {
            SourceKind::Person => EntityKind::Person,
            _ => EntityKind::Organisation,
        };
        self.matching(&Form {
            name: bare(&naming.name),
            kind,
            sure: false,
            gender: gender_of(naming),
        })
    }

    /// Who alone has a role, by its noun in small letters: "mayor".
    pub fn holder(&self, noun: &str) -> Option<&Identity> {
        self.list.get(self.holders.of(noun)?)
    }

    /// The identity that is named inside a stretch by a name that ends alike.
    fn named_in(&self, place: Option<Span>, name: &str) -> Option<usize> {
        let place = place?;
        let last = surname(name);
        (place.start()..place.end())
            .filter_map(|at| self.by_place.get(&at).copied())
            .rfind(|index| {
                let known = &self.list[*index].name;
                surname(known) == last || known.starts_with(name)
            })
    }

    /// Takes in one naming of the text.
    fn note(&mut self, naming: &Naming, sentence: usize) {
        let form = Form {
            name: bare(&naming.name),
            kind: naming.kind,
            sure: naming.sure,
            gender: naming.gender.or_else(|| Gender::of_name(&naming.name)),
        };
        let found = self.matching(&form);
        let index = found.unwrap_or_else(|| self.add(&naming.name, naming.kind, naming.sure));
        let identity = &mut self.list[index];
        if naming.sure && !identity.sure {
            identity.kind = naming.kind;
            identity.sure = true;
        }
        let fuller = words_in(&naming.name) > words_in(&identity.name);
        if fuller
            || is_acronym(&naming.name, &identity.name) && naming.name.len() > identity.name.len()
        {
            identity.name.clone_from(&naming.name);
        }
        identity.gender = identity.gender.or(form.gender);
        identity.namings.push(Named {
            span: naming.span,
            wording: naming.wording,
            sentence,
        });
        self.by_place.insert(naming.span.start(), index);
        if naming.relative {
            self.relatives.insert(index);
        }
        self.know(&naming.name, index);
        if self.list[index].kind == EntityKind::Person {
            self.note_given(index);
        }
    }

    fn add(&mut self, name: &str, kind: EntityKind, sure: bool) -> usize {
        self.list.push(Identity {
            name: name.to_owned(),
            kind,
            sure,
            role: None,
            gender: None,
            namings: Vec::new(),
        });
        let index = self.list.len() - 1;
        self.know(name, index);
        index
    }

    /// Notes the given name of somebody; what two have tells nobody apart.
    fn note_given(&mut self, index: usize) {
        if let Some((given, _)) = self.list[index].name.split_once(' ') {
            let one = self
                .given
                .entry(given.to_lowercase())
                .or_insert(Some(index));
            if *one != Some(index) {
                *one = None;
            }
        }
    }

    /// The identity that a form of a name means: of several people with one surname the one
    /// named most, of several bodies with one last word the one named last.
    fn matching(&self, form: &Form<'_>) -> Option<usize> {
        let lone = !form.name.contains(' ');
        let alike = self.known.like(form.name, CANDIDATES);
        let mut fitting = alike
            .into_iter()
            .filter(|index| form.fits(&self.list[*index]))
            // "the first lady, Melania Trump": the bare surname is another's.
            .filter(|index| !(lone && self.relatives.contains(index)))
            .peekable();
        let Some(first) = fitting.peek().copied() else {
            return self.by_given(form);
        };
        let exact = |index: &usize| bare(&self.list[*index].name).eq_ignore_ascii_case(form.name);
        let person = self.list[first].kind == EntityKind::Person;
        if lone && person {
            fitting.max_by_key(|index| (self.list[*index].namings.len(), usize::MAX - index))
        } else if lone && !exact(&first) {
            fitting.last()
        } else {
            Some(first)
        }
    }

    /// "Ines" after "Ines Mora".
    fn by_given(&self, form: &Form<'_>) -> Option<usize> {
        let person = form.kind == EntityKind::Person || !form.sure;
        let lone = !form.name.contains(' ') && person;
        lone.then(|| self.given.get(&form.name.to_lowercase()).copied().flatten())
            .flatten()
    }

    /// A lone capital that is no name: the article also writes it small, or it only opens a
    /// sentence and nobody is called so.
    fn is_plain(&self, naming: &Naming, plain: &HashSet<String>) -> bool {
        let name = bare(&naming.name).to_lowercase();
        let known = || {
            self.known
                .like(bare(&naming.name), CANDIDATES)
                .into_iter()
                .any(|index| surname(&self.list[index].name) == name)
        };
        !name.contains(' ')
            && !naming.sure
            && (plain.contains(&name) || (naming.initial && !known()))
    }

    /// The roles of the people who are named in full.
    fn learn_roles(&mut self, tagged: &Tagged<'_, '_>) {
        for naming in tagged.people() {
            let found = self.find(&naming);
            let index = found.unwrap_or_else(|| self.add(&naming.name, EntityKind::Person, false));
            self.learn(index, &naming);
            if let Some(role) = &naming.role {
                self.holders.note(role, index);
            }
        }
    }
}

/// What a role or a given name shows of a person.
pub fn gender_of(naming: &SourceNaming) -> Option<Gender> {
    let by_role = naming.role.as_deref().and_then(Gender::of_role);
    by_role.or_else(|| Gender::of_name(&naming.name))
}

#[cfg(test)]
mod tests;
