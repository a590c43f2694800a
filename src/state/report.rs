//! The document that the Report view shows: made in the background, and made
//! again only where something in it has changed.

use std::sync::Arc;

use super::{AppState, Effect, Slot, View};
use crate::export::document::ReportDocument;
use crate::jobs::{Material, ReportJob, Request};
use crate::model::ArticleId;

/// What the Report view is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportScope {
    /// The articles side by side.
    #[default]
    Comparison,
    /// The open article.
    Article,
}

/// The document, and what it was made of.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The document.
    pub document: Slot<ReportDocument>,
    made_of: Option<Material>,
    serial: u64,
}

impl Report {
    /// Forgets what was asked for, so that it is asked for again.
    pub(super) fn give_up(&mut self) {
        if self.document.is_running() {
            self.made_of = None;
        }
    }

    pub(super) fn take(&mut self, serial: u64, result: Result<Arc<ReportDocument>, String>) {
        if serial == self.serial {
            self.document = match result {
                Ok(document) => Slot::Ready(document),
                Err(text) => Slot::Failed(text),
            };
        }
    }
}

impl AppState {
    /// What the Report view is about now: without two columns there is no comparison.
    pub fn report_scope(&self) -> ReportScope {
        if self.session.columns.len() < 2 {
            ReportScope::Article
        } else {
            self.session.report_scope
        }
    }

    /// Asks for a new document where it is on the screen and no longer current.
    pub(super) fn refresh_report(&mut self) -> Option<Effect> {
        if self.session.view != View::Report {
            return None;
        }
        let Some(material) = self.report_material() else {
            if !self.uncoded(self.report_articles()).is_empty() {
                // What was shown before is hidden now, and what is on its way too.
                self.analyses.report.serial += 1;
                self.analyses.report.document = Slot::Waiting;
                self.analyses.report.made_of = None;
            }
            return None;
        };
        let report = &mut self.analyses.report;
        if report
            .made_of
            .as_ref()
            .is_some_and(|made| made.is(&material))
        {
            return None;
        }
        report.serial += 1;
        report.document.begin();
        report.made_of = Some(material.clone());
        Some(Effect::Submit(Request::Report(ReportJob {
            serial: report.serial,
            material,
        })))
    }

    /// The articles that the report is about.
    pub fn report_articles(&self) -> &[ArticleId] {
        match self.report_scope() {
            ReportScope::Comparison => &self.session.columns,
            ReportScope::Article => self.session.article.as_slice(),
        }
    }

    /// `None` while an analysis is missing.
    fn report_material(&self) -> Option<Material> {
        let compare = self.report_scope() == ReportScope::Comparison;
        let articles = self.analysed(self.report_articles())?;
        if articles.is_empty() {
            return None;
        }
        Some(self.material(articles, compare))
    }
}
