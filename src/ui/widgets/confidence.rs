//! Confidence as one, two or three filled dots.

use egui::{Color32, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::model::{Confidence, Level};

/// What the dots say in words: `high confidence, 0.82`.
pub fn confidence_words(confidence: Confidence) -> String {
    format!(
        "{} confidence, {:.2}",
        confidence.level().name(),
        confidence.fraction()
    )
}

/// The dots as a widget.
pub fn confidence_ui(ui: &mut Ui, colour: Color32, confidence: Confidence) -> Response {
    const STEP: f32 = 12.0;
    let filled = match confidence.level() {
        Level::Low => 1_u8,
        Level::Medium => 2,
        Level::High => 3,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(3.0 * STEP, 18.0), Sense::hover());
    for dot in 0..3_u8 {
        let center = pos2(rect.left() + (f32::from(dot) + 0.5) * STEP, rect.center().y);
        if dot < filled {
            ui.painter().circle_filled(center, 4.0, colour);
        } else {
            ui.painter()
                .circle_stroke(center, 3.4, Stroke::new(1.2, colour));
        }
    }
    let words = confidence_words(confidence);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), &words));
    response.on_hover_text(words)
}
