//! Corrected articles: a file that holds another version of an article that is open is offered
//! as its correction, with what becomes of the marks, before anything is replaced.

use std::path::PathBuf;
use std::sync::Arc;

use super::analyses::Batch;
use super::{AppState, Dialog, Effect};
use crate::jobs::{ImportSource, Question};
use crate::model::{Article, ArticleId, Project, TitleOrigin};

/// An article that may be the corrected version of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The article.
    pub article: ArticleId,
    /// The open article that holds the other text.
    pub corrected: ArticleId,
}

/// What is known of corrections that are on their way.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// Those that wait to be decided, the first one first.
    offered: Vec<Correction>,
    /// The article that the next file that is opened replaces, and that file, once known.
    asked: Option<(ArticleId, Option<PathBuf>)>,
}

impl AppState {
    /// Asks for the file that holds the corrected text of an article.
    pub(super) fn ask_corrected(&mut self, article: ArticleId) -> Vec<Effect> {
        if self.document.project().article(article).is_none() {
            return Vec::new();
        }
        self.session.corrections.asked = Some((article, None));
        vec![Effect::Ask(Question::OpenFiles)]
    }

    /// Files are opened: the first one is the correction that was asked for, if any was.
    pub(super) fn expect_corrected(&mut self, sources: &[ImportSource]) {
        let Some((_, path @ None)) = &mut self.session.corrections.asked else {
            return;
        };
        let mut paths = sources.iter().filter_map(|source| match source {
            ImportSource::File(path) => Some(path.clone()),
            ImportSource::Pasted(_) | ImportSource::Bytes(..) => None,
        });
        *path = paths.next();
        if path.is_none() {
            self.session.corrections.asked = None;
        }
    }

    /// No file was chosen.
    pub(super) fn ask_no_correction(&mut self) {
        self.session.corrections.asked = None;
    }

    /// An article has arrived that is open as `known`: it is offered where it was asked for.
    pub(super) fn offer_asked(&mut self, arrived: &Article, known: ArticleId) -> bool {
        let asked = self.session.corrections.asked.take_if(|(_, path)| {
            let path = path.as_ref().map(|path| path.to_string_lossy());
            path.is_some() && path.as_deref() == arrived.origin.path.as_deref()
        });
        let article = asked.map(|(article, _)| article);
        let offered = article.filter(|article| *article != known);
        if let Some(article) = offered {
            self.offer(article, known);
        }
        article.is_some()
    }

    /// The same of a new article, which is also offered where it looks like a correction.
    pub(super) fn offer_correction(&mut self, arrived: &Article) {
        if !self.offer_asked(arrived, arrived.id)
            && let Some(article) =
                looks_like(self.document.project(), &self.analyses.batch, arrived)
        {
            self.offer(article, arrived.id);
        }
    }

    fn offer(&mut self, article: ArticleId, corrected: ArticleId) {
        let offer = Correction { article, corrected };
        let offered = &mut self.session.corrections.offered;
        if !offered.contains(&offer) {
            offered.push(offer);
        }
    }

    /// Both versions stay, as articles of their own.
    pub(super) fn keep_both(&mut self, correction: Correction) {
        let offered = &mut self.session.corrections.offered;
        offered.retain(|offer| *offer != correction);
    }

    /// Shows the next offer once nothing else stands in front; drops those whose articles
    /// have gone.
    pub(super) fn show_offers(&mut self) {
        let project = self.document.project();
        let stands = |offer: &Correction| {
            project.article(offer.article).is_some() && project.article(offer.corrected).is_some()
        };
        let session = &mut self.session;
        session.corrections.offered.retain(stands);
        if let Some(Dialog::Correction(offer)) = &session.dialog
            && !stands(offer)
        {
            session.dialog = None;
        }
        if session.dialog.is_none()
            && self.analyses.importing == 0
            && let Some(first) = session.corrections.offered.first()
        {
            session.dialog = Some(Dialog::Correction(*first));
        }
    }
}

/// The open article that a text is another version of, if it looks like that: from the same
/// file or address, with the same title from the same outlet, or with most paragraphs in
/// common. Two outlets that print one agency's text are no correction of each other, nor are
/// two files that were opened together, which are there to be compared.
fn looks_like(project: &Project, batch: &Batch, arrived: &Article) -> Option<ArticleId> {
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let mut others = project.articles.iter();
    let is_version = |known: &&Arc<Article>| {
        let (one, other) = (&known.metadata, &arrived.metadata);
        if known.id == arrived.id || batch.holds_both(known, arrived) {
            return false;
        }
        if same(&known.origin.path, &arrived.origin.path) || same(&one.url, &other.url) {
            return true;
        }
        let outlets = (&one.outlet, &other.outlet);
        if let (Some(one), Some(other)) = outlets
            && one != other
        {
            return false;
        }
        has_same_title(known, arrived) && same(&one.outlet, &other.outlet)
            || shares_most(known, arrived)
    };
    others.find(is_version).map(|known| known.id)
}

fn has_same_title(one: &Article, other: &Article) -> bool {
    let is_real = |article: &Article| {
        matches!(
            article.title.origin,
            TitleOrigin::File | TitleOrigin::Metadata
        )
    };
    is_real(one) && is_real(other) && one.title.text == other.title.text
}

/// Whether more than half of the paragraphs of each stand in the other too, word for word;
/// one paragraph is too little to tell.
fn shares_most(one: &Article, other: &Article) -> bool {
    fn paragraphs(article: &Article) -> std::collections::BTreeSet<&str> {
        let spans = article.paragraphs.iter();
        let spans = spans.filter(|paragraph| paragraph.role.is_text());
        spans
            .map(|paragraph| paragraph.span.of(&article.text))
            .collect()
    }
    let (one, other) = (paragraphs(one), paragraphs(other));
    let shared = one.intersection(&other).count();
    shared >= 2 && shared * 2 > one.len() && shared * 2 > other.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::titled;

    const BODY: [&str; 3] = [
        "The council met on Monday.",
        "It sold the crane.",
        "Nobody objected to the sale.",
    ];

    fn project(article: Article) -> Project {
        Project {
            articles: vec![Arc::new(article)],
            ..Project::default()
        }
    }

    #[test]
    fn a_text_with_most_paragraphs_in_common_is_another_version() {
        let known = titled("The crane is sold", &BODY);
        let id = known.id;
        let corrected = titled("The old crane is sold", &[BODY[0], BODY[1], "Nobody came."]);
        assert_eq!(
            looks_like(&project(known.clone()), &Batch::default(), &corrected),
            Some(id)
        );
        let other = titled("The crane is sold", &[BODY[0], "All new.", "And this too."]);
        assert_eq!(looks_like(&project(known), &Batch::default(), &other), None);
    }

    #[test]
    fn one_agency_text_in_two_outlets_is_no_correction() {
        let mut known = titled("The crane is sold", &BODY);
        known.metadata.outlet = Some("Coast Wire".to_owned());
        let mut other = titled("The crane is gone", &BODY);
        other.metadata.outlet = Some("The Courier".to_owned());
        assert_eq!(
            looks_like(&project(known.clone()), &Batch::default(), &other),
            None
        );
        other.metadata.outlet = known.metadata.outlet.clone();
        assert!(looks_like(&project(known), &Batch::default(), &other).is_some());
    }

    #[test]
    fn the_same_file_holds_another_version_whatever_it_says() {
        let mut known = titled("The crane is sold", &BODY);
        known.origin.path = Some("/news/crane.txt".to_owned());
        let mut other = titled("All is different", &["Nothing is left of it."]);
        other.origin.path = known.origin.path.clone();
        let id = known.id;
        assert_eq!(
            looks_like(&project(known), &Batch::default(), &other),
            Some(id)
        );
    }
}
