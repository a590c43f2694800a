//! What a reader may set, and what an analysis shows then.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Analysis, Article, Confidence, Device, Expression, Finding, FindingKey};

/// Settings of the engine; part of what makes an analysis what it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether the embedded model is asked, or rules alone answer.
    pub model: bool,
    /// Findings below this are not shown.
    pub minimum_confidence: Confidence,
    /// Devices that are not shown.
    pub devices_off: BTreeSet<Device>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            model: true,
            minimum_confidence: Confidence::from_fraction(0.5),
            devices_off: BTreeSet::new(),
        }
    }
}

impl Settings {
    /// The part that an analysis itself depends on; the rest only chooses what is
    /// [shown](Analysis::shown) of it. Where two are equal here, nothing is analysed again.
    #[must_use]
    pub fn for_analysis(&self) -> Self {
        Self {
            model: self.model,
            minimum_confidence: Confidence::default(),
            devices_off: BTreeSet::new(),
        }
    }

    /// Whether a finding is shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        finding.confidence >= self.minimum_confidence && !self.devices_off.contains(&finding.device)
    }
}

impl Analysis {
    /// All findings, those too that give way to others.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        let outdone = self.outdone.iter().map(|outdone| &outdone.finding);
        self.findings.iter().chain(outdone)
    }

    /// What these settings show of a complete analysis: fewer findings (or the one that
    /// a hidden one stood before), the same sentences in the same layers. The stamp
    /// names the settings.
    #[must_use]
    pub fn shown(&self, settings: &Settings) -> Self {
        self.shown_where(settings, |finding| settings.shows(finding))
    }

    /// As [`Self::shown`], without the expressions that a project does not want marked. The
    /// stamp names them too.
    #[must_use]
    pub fn shown_in(
        &self,
        article: &Article,
        settings: &Settings,
        silenced: &BTreeSet<Expression>,
    ) -> Self {
        let mut shown = self.shown_where(settings, |finding| {
            settings.shows(finding) && !Expression::silence(silenced, article, finding)
        });
        shown.engine.silenced.clone_from(silenced);
        shown
    }

    fn shown_where(&self, settings: &Settings, is_shown: impl Fn(&Finding) -> bool) -> Self {
        let mut shown = self.clone();
        shown.engine.settings = settings.clone();
        let outdone = std::mem::take(&mut shown.outdone).into_iter();
        let hidden: BTreeSet<FindingKey> = self
            .all_findings()
            .filter(|finding| !is_shown(finding))
            .map(|finding| finding.key)
            .collect();
        shown.findings.extend(
            outdone
                .filter(|outdone| outdone.by.iter().all(|key| hidden.contains(key)))
                .map(|outdone| outdone.finding),
        );
        shown.findings.retain(|finding| is_shown(finding));
        // Stable: what starts and ends together keeps its order.
        shown.findings.sort_by_key(|finding| {
            (
                finding.sentence,
                finding.span.start(),
                Reverse(finding.span.len()),
            )
        });
        for (index, sentence) in shown.sentences.iter_mut().enumerate() {
            let from = shown
                .findings
                .partition_point(|finding| finding.sentence < index);
            let to = shown
                .findings
                .partition_point(|finding| finding.sentence <= index);
            sentence.findings = (from..to).collect();
        }
        shown
    }
}
