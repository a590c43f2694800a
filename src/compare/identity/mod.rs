//! Who is who over several articles.
//!
//! An article calls one person "President Brask", "Mr Brask" and "the president", and one state
//! "Norway", "Oslo" and "the Norwegian government". Here every noun phrase of every article gets
//! its row, with the reason why it is there. The rules are taken in turn, the surest first:
//!
//! 1. `names`: names and surnames, acronyms.
//! 2. `states`: a state by its name, people, capital and bodies; nouns of state beside it.
//! 3. `roles`: a role that an article binds to a person, and then the role alone.
//! 4. `groups`: the same noun for people, bodies and things.
//! 5. `suggestions`: what may be the same, as questions.
//!
//! The first two and roles within an article are sure; what is joined by a noun alone, or by
//! the country where a story plays, is not, and says so. Voices, names and tone all ask here, so
//! that nobody has two rows.

mod book;
mod groups;
mod names;
mod read;
mod roles;
mod states;
mod suggestions;

use std::collections::HashMap;

pub(in crate::compare) use self::book::words_of;
use self::names::{Cluster, Name, clusters, fullest};
use self::read::Read;
use self::states::States;
pub(in crate::compare) use self::suggestions::questions;
use super::Counted;
use crate::model::{EntityKind, Join, Sort};
use crate::text::Span;

/// One person, body, group, place or thing over all articles.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// Fullest name, or the description that stands most.
    pub name: String,
    pub kind: EntityKind,
    /// What a row holds besides what its name says.
    pub holds: Option<&'static str>,
    /// Whether it has a name of its own.
    pub named: bool,
}

/// Where a phrase belongs, and why.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub row: usize,
    pub join: Join,
}

/// Who is who.
#[derive(Debug, Default)]
pub(super) struct Identities {
    rows: Vec<Identity>,
    /// For each article, the row of each of its known names.
    known: Vec<Vec<usize>>,
    /// For each article, the words of its phrases.
    read: Vec<Vec<Read>>,
    /// For each article, where each of its phrases belongs.
    places: Vec<Vec<Option<Place>>>,
    /// Rows that are bare surnames of several people.
    which: Vec<usize>,
}

impl Identities {
    /// Joins everybody and everything that the articles name and describe.
    pub fn of(articles: &[Counted<'_>]) -> Self {
        let mut all = Self::default();
        for counted in articles {
            let who = &counted.analysis.who;
            let text = &counted.article.text;
            let read: Vec<Read> = who.phrases.iter().map(|it| Read::of(it, text)).collect();
            all.places.push(vec![None; read.len()]);
            all.read.push(read);
        }
        all.join_names(articles);
        let states = States::join(&mut all, articles);
        all.place_names();
        let roles = roles::join(&mut all, &states);
        states.join_nouns(&mut all, &roles);
        states.join_officials(&mut all);
        groups::join(&mut all);
        all
    }

    /// The rows; an index into this list stays valid.
    pub fn rows(&self) -> &[Identity] {
        &self.rows
    }

    /// The row of a name of an article.
    pub fn of_known(&self, article: usize, known: usize) -> Option<usize> {
        self.known.get(article)?.get(known).copied()
    }

    /// The phrases of an article with their places.
    pub fn phrases(&self, article: usize) -> impl Iterator<Item = (usize, &Read, Option<&Place>)> {
        let read = self.read.get(article).into_iter().flatten();
        let places = self.places.get(article).into_iter().flatten();
        read.zip(places)
            .enumerate()
            .map(|(index, (read, place))| (index, read, place.as_ref()))
    }

    /// Where the phrase belongs that stands at a place, if one stands exactly there.
    pub fn at(&self, article: usize, span: Span) -> Option<&Place> {
        self.phrases(article)
            .find(|(_, read, _)| read.phrase.span == span || read.phrase.core == span)
            .and_then(|(_, _, place)| place)
    }

    fn add(&mut self, name: &str, kind: EntityKind, named: bool) -> usize {
        self.rows.push(Identity {
            name: name.to_owned(),
            kind,
            holds: None,
            named,
        });
        self.rows.len() - 1
    }

    fn place(&self, article: usize, phrase: usize) -> Option<&Place> {
        self.places.get(article)?.get(phrase)?.as_ref()
    }

    fn row_of(&self, article: usize, phrase: Option<usize>) -> Option<usize> {
        self.place(article, phrase?).map(|place| place.row)
    }

    fn put(
        &mut self,
        article: usize,
        phrase: usize,
        row: usize,
        sure: bool,
        why: impl Into<String>,
    ) {
        if let Some(place) = self
            .places
            .get_mut(article)
            .and_then(|all| all.get_mut(phrase))
        {
            *place = Some(Place {
                row,
                join: Join {
                    sure,
                    why: why.into(),
                },
            });
        }
    }

    fn join_names(&mut self, articles: &[Counted<'_>]) {
        let mut names: Vec<Name<'_>> = Vec::new();
        for (article, counted) in articles.iter().enumerate() {
            let known = counted.analysis.who.known.iter();
            names.extend(known.map(|known| Name { article, known }));
            self.known.push(Vec::new());
        }
        let joined = clusters(&names);
        let mut rows = vec![0; names.len()];
        for cluster in &joined {
            let row = self.add_cluster(cluster, &names);
            for member in &cluster.members {
                rows[*member] = row;
            }
        }
        for (name, row) in names.iter().zip(rows) {
            self.known[name.article].push(row);
        }
    }

    fn add_cluster(&mut self, cluster: &Cluster, names: &[Name<'_>]) -> usize {
        let members = cluster.members.iter().map(|member| names[*member].known);
        let name = fullest(members.clone().map(|known| &*known.name));
        let mut kinds: Vec<(EntityKind, usize)> = Vec::new();
        for known in members {
            let worth = 1 + usize::from(known.sure);
            match kinds.iter_mut().find(|(kind, _)| *kind == known.kind) {
                Some((_, count)) => *count += worth,
                None => kinds.push((known.kind, worth)),
            }
        }
        let kind = kinds.iter().rev().max_by_key(|(_, count)| *count);
        let kind = kind.map_or(EntityKind::Organisation, |(kind, _)| *kind);
        let row = if cluster.which {
            self.add(&format!("{name} (which?)"), kind, true)
        } else {
            self.add(name, kind, true)
        };
        self.which.extend(cluster.which.then_some(row));
        row
    }

    /// Every phrase that ends in a name goes to whom that names.
    fn place_names(&mut self) {
        for article in 0..self.read.len() {
            for phrase in 0..self.read[article].len() {
                let Some(known) = self.read[article][phrase].phrase.known else {
                    continue;
                };
                if let (Some(row), None) =
                    (self.of_known(article, known), self.place(article, phrase))
                {
                    self.put(article, phrase, row, true, "the name");
                }
            }
        }
    }

    /// How often each row is named or described, in each article.
    fn counts(&self) -> HashMap<usize, Vec<usize>> {
        let mut counts: HashMap<usize, Vec<usize>> = HashMap::new();
        for (article, places) in self.places.iter().enumerate() {
            for place in places.iter().flatten() {
                let count = counts
                    .entry(place.row)
                    .or_insert_with(|| vec![0; self.places.len()]);
                count[article] += 1;
            }
        }
        counts
    }
}

/// What a described one is.
fn kind_of(read: &Read) -> EntityKind {
    match (read.phrase.sort, read.phrase.plural) {
        (Sort::Person, false) => EntityKind::Person,
        (Sort::Person, true) => EntityKind::Group,
        (Sort::Body, _) => EntityKind::Organisation,
        (Sort::Thing, _) => EntityKind::Thing,
    }
}
