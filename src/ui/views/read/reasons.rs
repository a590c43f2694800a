//! Why something is marked: the short reason, and the whole of it on request.

use egui::text::LayoutJob;
use egui::{Label, Ui};

use crate::analysis::detector::{DetectorInfo, all};
use crate::model::{DetectorId, Finding, MadeBy};
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::confidence::confidence_words;

use super::card::{Card, TEXT, wrapped_ui};

/// Whether a rule, the model or both found it, as a word.
pub(super) fn made_by_ui(ui: &mut Ui, theme: &Theme, finding: &Finding) {
    let made_by = finding.made_by.title();
    let text = theme.text(&format!("· {made_by}"), Face::Sans, 12.0, theme.ink_second);
    let label = ui.add(Label::new(text).selectable(false));
    let words = format!("Found by {made_by}");
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    label.on_hover_text(match finding.made_by {
        MadeBy::Rule => "A word list or another rule found it; the model was not sure or not asked",
        MadeBy::Model => "The language model found it; no rule marks these words",
        MadeBy::Both => "A rule found it, and the language model thinks so too",
    });
}

/// The reason with the marked words in bold; they are put before it where it does not name them.
pub(super) fn reason_job(theme: &Theme, summary: &str, words: &str) -> LayoutJob {
    let plain = theme.format(Face::Sans, TEXT, theme.ink);
    let strong = theme.format(Face::SansStrong, TEXT, theme.ink);
    let mut job = LayoutJob::default();
    let short = shortened(words, 90);
    let found = [words, short.as_str()]
        .into_iter()
        .find_map(|words| summary.find(words).map(|at| (at, words)));
    if let Some((at, words)) = found.filter(|(_, words)| !words.is_empty()) {
        job.append(&summary[..at], 0.0, plain.clone());
        job.append(words, 0.0, strong);
        job.append(&summary[at + words.len()..], 0.0, plain);
    } else {
        job.append("“", 0.0, plain.clone());
        job.append(&short, 0.0, strong);
        job.append(&format!("” {summary}"), 0.0, plain);
    }
    job
}

/// Detail, evidence, what would make it not count, and who says so.
pub(super) fn detail_ui(ui: &mut Ui, card: &Card<'_>, finding: &Finding) {
    let theme = card.theme();
    let mut add = |head: &str, text: &str| {
        if text.is_empty() {
            return;
        }
        let mut job = LayoutJob::default();
        if !head.is_empty() {
            job.append(
                &format!("{head}  "),
                0.0,
                theme.format(Face::SansStrong, 12.0, theme.ink_second),
            );
        }
        job.append(text, 0.0, theme.format(Face::Sans, TEXT, theme.ink));
        ui.add_space(3.0);
        wrapped_ui(ui, job);
    };
    if finding.reason.detail != finding.reason.summary {
        add("", &finding.reason.detail);
    }
    for evidence in &finding.evidence {
        let words = shortened(evidence.span.of(&card.article.text), 60);
        add("Rests on", &format!("“{words}”: {}", evidence.why));
    }
    add("How sure", &confidence_words(finding.confidence));
    add("Would not count if", &finding.reason.not_if);
    if let Some(info) = info(finding.detector) {
        // Most reasons begin with it.
        if !finding.reason.detail.contains(info.what_it_marks) {
            let words = format!("{}: {}", info.name, info.what_it_marks);
            add("Marked by", &words);
        }
        add("Known mistakes", info.known_mistakes);
    }
    ui.add_space(3.0);
}

fn info(detector: DetectorId) -> Option<&'static DetectorInfo> {
    all()
        .iter()
        .map(|known| known.info())
        .find(|info| info.id == detector)
}
