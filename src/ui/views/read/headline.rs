//! The panel's card on the headline: how loaded it is beside the body, and what the body
//! has of its claims.

use egui::text::LayoutJob;
use egui::{Align, Layout, Ui, vec2};

use crate::model::{HeadlineClaim, HeadlineComparison};
use crate::ui::theme::Face;
use crate::ui::widgets::article_text::shortened;

use super::card::{Card, number_ui, wrapped_ui};

/// Size of the text.
const TEXT: f32 = 12.5;
/// Letters of a claim that are shown.
const CLAIM: usize = 90;

/// A guess at the height of the card; `lines` says how high some letters stand.
pub(super) fn estimate(headline: Option<&HeadlineComparison>, lines: impl Fn(usize) -> f32) -> f32 {
    let Some(headline) = headline else { return 0.0 };
    let claims: f32 = headline
        .claims
        .iter()
        .map(|claim| 14.0 + lines(claim.span.len().min(CLAIM) + 60))
        .sum();
    26.0 + lines(headline.wording().len()) + claims
}

/// Draws the card; nothing where there is no headline.
pub(super) fn headline_ui(ui: &mut Ui, card: &Card<'_>) {
    let Some(headline) = &card.analysis.headline else {
        return;
    };
    let theme = card.screen.theme;
    egui::Frame::NONE
        .fill(theme.card)
        .stroke(egui::Stroke::new(1.0, theme.hairline))
        .corner_radius(7)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let mut words = headline.wording();
            if let Some(tone) = headline.tone() {
                words.push(' ');
                words.push_str(&tone);
            }
            wrapped_ui(ui, theme.text(&words, Face::Sans, TEXT, theme.ink));
            for (index, claim) in headline.claims.iter().enumerate() {
                ui.add_space(7.0);
                ui.push_id(index, |ui| claim_ui(ui, card, headline, claim));
            }
        });
}

fn claim_ui(ui: &mut Ui, card: &Card<'_>, headline: &HeadlineComparison, claim: &HeadlineClaim) {
    let theme = card.screen.theme;
    let mut job = LayoutJob::default();
    let words = shortened(claim.words(headline), CLAIM);
    let strong = theme.format(Face::SansStrong, TEXT, theme.ink);
    let quiet = theme.format(Face::Sans, TEXT, theme.ink_second);
    job.append(&format!("“{words}” "), 0.0, strong);
    job.append(&claim.verdict(card.analysis), 0.0, quiet);
    let place = claim.support.sentence();
    let place = place.and_then(|index| Some((index, card.analysis.sentences.get(index)?)));
    let height = ui.available_height();
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.set_max_height(height);
        if let Some((index, sentence)) = place {
            number_ui(ui, card, index, sentence);
            ui.add_space(8.0);
        }
        let room = vec2(ui.available_width(), 0.0);
        ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
            wrapped_ui(ui, job);
        });
    });
}
