//! The key to the marks, at the foot of the list.

use egui::{Pos2, Rect, Sense, Stroke, Ui, Vec2};

use crate::model::Layer;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{SMALL, overline_ui};

/// What the colours and signs mean.
pub(in crate::ui::views) fn legend_ui(ui: &mut Ui, theme: &Theme) {
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.spacing_mut().interact_size.y = 16.0;
    overline_ui(ui, theme, "Reading the marks");
    ui.add_space(2.0);
    for layer in Layer::ALL {
        let tip = match layer {
            Layer::Reported => {
                "Statements that could be checked, whoever makes them; the source is set in bold"
            }
            Layer::Voices => {
                "Quotations and other people’s judgements; quoted words have a thin underline"
            }
            Layer::Framing => "The outlet’s own judgements; the words that show it are underlined",
        };
        legend_row_ui(ui, tip, |ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(14.0, 14.0), Sense::hover());
            let swatch = Rect::from_center_size(rect.center(), Vec2::splat(10.0));
            ui.painter().rect_filled(swatch, 2.0, theme.ribbon(layer));
            underline_sample_ui(ui, theme, layer);
        });
    }
    legend_row_ui(ui, "A name or label that carries a judgement", |ui| {
        ui.add_space(22.0);
        let mut job = theme.text("Label or loaded name", Face::Sans, SMALL, theme.ink);
        job.wrap.max_width = f32::INFINITY;
        let response = ui.add(egui::Label::new(job).selectable(false));
        let y = response.rect.bottom();
        let mut x = response.rect.left();
        while x < response.rect.right() {
            ui.painter()
                .circle_filled(Pos2::new(x, y), 0.9, theme.framing);
            x += 3.5;
        }
    });
    // Its line runs above the words: clear of the one under the row before.
    ui.add_space(3.0);
    legend_row_ui(
        ui,
        "Words you marked by hand; select words in the text and press a number",
        |ui| {
            ui.add_space(22.0);
            let job = theme.text("Your own mark", Face::Sans, SMALL, theme.ink);
            let response = ui.add(egui::Label::new(job).selectable(false));
            let (rect, stroke) = (response.rect, Stroke::new(1.5, theme.human));
            let top = rect.top();
            ui.painter().hline(rect.x_range(), top, stroke);
            for x in [rect.left(), rect.right()] {
                ui.painter().vline(x, top..=top + 4.0, stroke);
            }
        },
    );
    legend_row_ui(ui, "Tone of a sentence, by its words", |ui| {
        for (sign, color, word) in [
            ("▲", theme.positive, "positive"),
            ("▼", theme.negative, "negative"),
            ("●", theme.ink_second, "mixed"),
        ] {
            ui.spacing_mut().item_spacing.x = 3.0;
            ui.add(egui::Label::new(theme.text(sign, Face::Sans, 11.0, color)).selectable(false));
            ui.add(
                egui::Label::new(theme.text(word, Face::Sans, SMALL, theme.ink_second))
                    .selectable(false),
            );
            ui.add_space(4.0);
        }
    });
}

fn legend_row_ui(ui: &mut Ui, tip: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_height(17.0);
        add(ui);
    })
    .response
    .on_hover_text(tip);
}

/// The layer's name, marked as its words are marked in an article.
fn underline_sample_ui(ui: &mut Ui, theme: &Theme, layer: Layer) {
    let (face, color) = match layer {
        Layer::Reported => (Face::SansStrong, theme.reported),
        Layer::Voices | Layer::Framing => (Face::Sans, theme.ink),
    };
    let job = theme.text(layer.title(), face, SMALL, color);
    let response = ui.add(egui::Label::new(job).selectable(false));
    let line = |stroke: Stroke| {
        let rect = response.rect;
        ui.painter()
            .line_segment([rect.left_bottom(), rect.right_bottom()], stroke);
    };
    match layer {
        Layer::Reported => {}
        Layer::Voices => line(Stroke::new(1.0, theme.voices)),
        Layer::Framing => line(Stroke::new(2.0, theme.framing)),
    }
}
