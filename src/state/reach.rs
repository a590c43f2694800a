//! How far a disagreement could reach, counted before it is chosen.

use super::{AppState, Target};
use crate::model::{Article, Decision, Expression, Finding};

/// Marks, and the articles that they are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Marks.
    pub marks: usize,
    /// Articles with at least one of them.
    pub articles: usize,
}

impl Count {
    /// `4 marks in 2 articles`.
    pub fn words(self) -> String {
        let marks = if self.marks == 1 { "mark" } else { "marks" };
        let articles = if self.articles == 1 {
            "article"
        } else {
            "articles"
        };
        format!("{} {marks} in {} {articles}", self.marks, self.articles)
    }

    /// `4 marks in 2 articles are`.
    pub(super) fn are(self) -> String {
        let verb = if self.marks == 1 { "is" } else { "are" };
        format!("{} {verb}", self.words())
    }
}

/// What else would go with a mark that was disagreed with, in all articles of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The mark.
    pub target: Target,
    /// Its words as its device.
    pub expression: Expression,
    /// What goes with the expression.
    pub of_expression: Count,
    /// What goes with the device.
    pub of_device: Count,
    /// Articles that are not read yet, or hidden until they are coded, and so not counted.
    pub uncounted: usize,
    /// The analyses that this was counted in.
    serial: u64,
}

impl AppState {
    /// How far the disagreement with the selected mark could reach.
    pub fn reach(&self) -> Option<&Reach> {
        self.analyses.reach.as_ref()
    }

    /// Counts anew where another mark is disagreed with, or other marks are shown.
    pub(super) fn refresh_reach(&mut self) {
        let target = self.judged_target().filter(|target| {
            let judgement = self.judgement(*target);
            matches!(target, Target::Finding(..))
                && judgement.and_then(|known| known.decision) == Some(Decision::Disagree)
        });
        let serial = self.analyses.serial;
        let is_known = |known: &Reach| Some(known.target) == target && known.serial == serial;
        if self.analyses.reach.as_ref().is_some_and(is_known) {
            return;
        }
        self.analyses.reach = target.and_then(|target| self.count_reach(target));
    }

    fn count_reach(&self, target: Target) -> Option<Reach> {
        let article = self.document.project().article(target.article())?;
        let expression = Expression::of(article, self.finding(target)?.1);
        let articles = &self.document.project().articles;
        let uncounted = articles
            .iter()
            .filter(|article| self.analyses.get(article.id).is_none());
        Some(Reach {
            target,
            of_expression: self.count_shown(|article, finding| {
                finding.device == expression.device
                    && Expression::of(article, finding) == expression
            }),
            of_device: self.count_shown(|_, finding| finding.device == expression.device),
            uncounted: uncounted.count(),
            serial: self.analyses.serial,
            expression,
        })
    }

    /// Counts the findings that are shown in all articles of the project.
    pub(super) fn count_shown(&self, is_wanted: impl Fn(&Article, &Finding) -> bool) -> Count {
        let mut count = Count::default();
        for article in &self.document.project().articles {
            let Some(analysis) = self.analyses.get(article.id) else {
                continue;
            };
            let findings = analysis.findings.iter();
            let marks = findings
                .filter(|finding| is_wanted(article, finding))
                .count();
            count.marks += marks;
            count.articles += usize::from(marks > 0);
        }
        count
    }
}
