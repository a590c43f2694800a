//! Marking words: which codes lie on the number keys, and which words are meant.

use std::collections::BTreeMap;

use super::{AppState, SelectedWords, Target};
use crate::model::{ArticleId, Code, Device, Layer, Project};
use crate::text::Span;

/// The devices on the keys 4 to 9 as long as nothing was marked.
const FIRST: [Device; 6] = [
    Device::LoadedLanguage,
    Device::Label,
    Device::VagueAttribution,
    Device::SlantedReportingVerb,
    Device::ScareQuotes,
    Device::EditorialAside,
];

/// The codes on the number keys 1 to 9: the three layers, then the six devices that were
/// marked most in the project. They change only when another article is opened, so that a key
/// means the same as long as somebody works on one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeKeys {
    article: Option<ArticleId>,
    devices: [Device; 6],
}

impl Default for CodeKeys {
    fn default() -> Self {
        Self {
            article: None,
            devices: FIRST,
        }
    }
}

impl CodeKeys {
    /// The codes in the order of their keys, the first on 1.
    pub fn codes(&self) -> impl Iterator<Item = Code> {
        let layers = Layer::ALL.into_iter().map(Code::Layer);
        layers.chain(self.devices.into_iter().map(Code::Device))
    }

    /// A device that stays among the six keeps its key; the others take the free ones.
    fn learn(&mut self, project: &Project) {
        let wanted = most_marked(project);
        let mut new = wanted
            .iter()
            .filter(|device| !self.devices.contains(device))
            .copied()
            .collect::<Vec<_>>()
            .into_iter();
        for device in &mut self.devices {
            if !wanted.contains(device)
                && let Some(next) = new.next()
            {
                *device = next;
            }
        }
    }
}

/// The six devices marked most; the usual ones where fewer were marked.
fn most_marked(project: &Project) -> Vec<Device> {
    let mut counts: BTreeMap<Device, usize> = BTreeMap::new();
    let marks = project
        .codings
        .values()
        .flat_map(|coding| coding.marks.values());
    for mark in marks {
        if let Code::Device(device) = mark.code {
            *counts.entry(device).or_default() += 1;
        }
    }
    let mut devices = Device::ALL.to_vec();
    let usual = |device: &Device| FIRST.iter().position(|first| first == device);
    devices.sort_by_key(|device| {
        let count = counts.get(device).copied().unwrap_or_default();
        (
            std::cmp::Reverse(count),
            usual(device).unwrap_or(FIRST.len()),
        )
    });
    devices.truncate(FIRST.len());
    devices
}

impl AppState {
    /// Sets the number keys for the article that is open now.
    pub(super) fn set_keys(&mut self) {
        if self.session.keys.article != self.session.article {
            self.session.keys.article = self.session.article;
            self.session.keys.learn(self.document.project());
        }
    }

    /// The words that a target stands for, to be marked: those of the sentence, of the
    /// finding, or of the own mark. `None` where it has no one place.
    pub fn words_of(&self, target: Target) -> Option<SelectedWords> {
        let article = target.article();
        let span: Span = match target {
            Target::Sentence(_, index) => self.analyses.places(article)?.sentences.get(index)?.span,
            Target::Finding(_, key) => {
                let findings = &self.analyses.get(article)?.findings;
                findings.iter().find(|finding| finding.key == key)?.span
            }
            Target::Mark(_, id) => self.document.project().mark(article, id)?.span?,
            Target::Source(..) => return None,
        };
        Some(SelectedWords { article, span })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Coding, MarkId, OwnMark};
    use crate::text::Anchor;

    fn marked(devices: &[(Device, u64)]) -> Project {
        let mut coding = Coding::default();
        for (device, count) in devices {
            for _ in 0..*count {
                let id = MarkId(coding.marks.len() as u64);
                let mark = OwnMark {
                    id,
                    span: None,
                    anchor: Anchor::default(),
                    code: Code::Device(*device),
                    note: String::new(),
                    by: String::new(),
                    at: chrono::DateTime::default(),
                };
                coding.marks.insert(id, Arc::new(mark));
            }
        }
        Project {
            codings: [(ArticleId(1), Arc::new(coding))].into(),
            ..Project::default()
        }
    }

    #[test]
    fn the_layers_lie_on_the_first_three_keys_and_six_devices_on_the_rest() {
        let codes: Vec<_> = CodeKeys::default().codes().collect();
        assert_eq!(codes.len(), 9);
        assert_eq!(codes[2], Code::Layer(Layer::Framing));
        assert_eq!(codes[3], Code::Device(Device::LoadedLanguage));
    }

    #[test]
    fn a_device_marked_more_often_takes_a_key_and_moves_no_other() {
        let mut keys = CodeKeys::default();
        keys.learn(&Project::default());
        assert_eq!(keys.devices, FIRST);
        keys.learn(&marked(&[(Device::AppealToFear, 3), (Device::Label, 1)]));
        let moved: Vec<_> = (0..6)
            .filter(|at| keys.devices[*at] != FIRST[*at])
            .collect();
        assert_eq!(moved.len(), 1);
        assert!(keys.devices.contains(&Device::AppealToFear));
        assert_eq!(keys.devices[1], Device::Label);
    }
}
