//! Work sent to the workers: analyses, and giving it all up.

use std::sync::Arc;

use super::history::Change;
use super::{AppState, Effect, NoticeAction, Slot, StepId};
use crate::jobs::Request;
use crate::model::{Analysis, Article, ArticleId, Device, Project, Settings};

/// An article and what was found in it.
pub(super) type Analysed = (Arc<Article>, Arc<Analysis>);

impl AppState {
    /// These articles with their analyses; nothing while one is missing.
    pub(super) fn analysed(&self, ids: &[ArticleId]) -> Option<Vec<Analysed>> {
        let project = self.document.project();
        ids.iter()
            .map(|id| {
                Some((
                    Arc::clone(project.article(*id)?),
                    Arc::clone(self.analyses.get(*id)?),
                ))
            })
            .collect()
    }

    /// Marks an article's analysis as on its way and asks for it.
    pub(super) fn analyse(&mut self, article: &Arc<Article>) -> Effect {
        self.analyses.slots.entry(article.id).or_default().begin();
        self.analyses.held.remove(&article.id);
        let settings = self.session.preferences.settings.for_analysis();
        Effect::Submit(Request::Analyse {
            article: Arc::clone(article),
            settings,
        })
    }

    /// The reader chooses other settings: they are the project's own from now on.
    pub(super) fn choose_settings(&mut self, settings: Settings) -> Vec<Effect> {
        self.choose(settings, "Change the settings".to_owned()).1
    }

    /// A device is marked no more, in any article; says what that means.
    pub(super) fn turn_off(&mut self, device: Device) -> Vec<Effect> {
        let gone = self.count_shown(|_, finding| finding.device == device);
        let mut settings = self.session.preferences.settings.clone();
        if !settings.devices_off.insert(device) {
            return Vec::new();
        }
        let name = device.name();
        let (step, effects) = self.choose(settings, format!("Turn off {name}"));
        self.notices.done(
            format!(
                "{name} is no longer marked: {} gone. Settings turns it on again.",
                gone.are()
            ),
            step.map(NoticeAction::Undo),
        );
        effects
    }

    /// Chooses settings; says which step that is, and what follows.
    fn choose(&mut self, settings: Settings, label: String) -> (Option<StepId>, Vec<Effect>) {
        let before = self.session.preferences.settings.clone();
        if before == settings {
            return (None, Vec::new());
        }
        if self.document.project().settings.engine.is_none() {
            // What undo goes back to.
            self.document
                .amend(|project| project.settings.engine = Some(before));
        }
        let chosen = settings.clone();
        let step = self.document.change(Change::new(label), |project| {
            project.settings.engine = Some(chosen);
        });
        (step, self.change_settings(settings))
    }

    /// After a step back or forth: what is shown is what the project asks for again.
    pub(super) fn follow_settings(&mut self, before: &Project) -> Vec<Effect> {
        if before.silenced != self.document.project().silenced {
            self.show_again();
        }
        let settings = &self.document.project().settings.engine;
        match settings.clone() {
            Some(settings) if before.settings.engine.as_ref() != Some(&settings) => {
                self.change_settings(settings)
            }
            _ => Vec::new(),
        }
    }

    /// Other settings show less or more of the analyses at once; only where the
    /// engine itself would answer differently is everything analysed again.
    pub(super) fn change_settings(&mut self, settings: Settings) -> Vec<Effect> {
        let preferences = &mut self.session.preferences;
        if preferences.settings == settings {
            return Vec::new();
        }
        let same_analysis = preferences.settings.for_analysis() == settings.for_analysis();
        preferences.settings = settings;
        self.show_again();
        if same_analysis {
            self.compare_again()
        } else {
            self.analyse_all()
        }
    }

    /// Shows of every analysis what settings and project ask for now.
    pub(super) fn show_again(&mut self) {
        let settings = &self.session.preferences.settings;
        self.analyses.show_by(self.document.project(), settings);
        self.session.selection = self
            .session
            .selection
            .map(|target| self.analyses.still_shown(target));
        self.session.hovered = None;
    }

    fn analyse_all(&mut self) -> Vec<Effect> {
        let articles = self.document.project().articles.clone();
        articles
            .iter()
            .map(|article| self.analyse(article))
            .collect()
    }

    pub(super) fn cancel_jobs(&mut self) -> Vec<Effect> {
        let waits = self.is_comparison_refined();
        self.analyses.importing = 0;
        self.analyses.report.give_up();
        self.analyses.agreed.give_up();
        let comparison = &mut self.analyses.comparison;
        if comparison.is_running() {
            *comparison = comparison.get().cloned().map_or_else(
                || Slot::Failed("The comparison was cancelled.".to_owned()),
                Slot::Ready,
            );
        }
        for slot in self
            .analyses
            .slots
            .values_mut()
            .filter(|slot| slot.is_running())
        {
            *slot = slot.get().cloned().map_or_else(
                || {
                    Slot::Failed(
                        "The analysis was cancelled. Choose “Analyse again” to run it.".to_owned(),
                    )
                },
                Slot::Ready,
            );
        }
        let mut effects = vec![Effect::CancelJobs];
        if waits {
            effects.extend(self.compare_again());
        }
        effects
    }
}
