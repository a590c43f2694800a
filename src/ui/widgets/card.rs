//! A card: a sheet with a coloured edge that says which layer it belongs to.

use egui::{
    Color32, CornerRadius, Frame, InnerResponse, Margin, Rect, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, pos2,
};

use crate::ui::theme::Theme;

/// How a card stands out.
#[derive(Clone, Copy, Debug)]
pub struct CardLook {
    /// Colour of its edge.
    pub edge: Color32,
    /// Whether it is selected.
    pub is_selected: bool,
    /// Whether what it shows is pointed at, here or elsewhere.
    pub is_hovered: bool,
}

/// Draws a card as wide as there is room; the response is the whole card's, clickable.
pub fn card_ui<R>(
    ui: &mut Ui,
    theme: &Theme,
    look: CardLook,
    name: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let ground = ui.painter().add(egui::Shape::Noop);
    // The sense of the whole comes first, so that links inside win over it.
    let outer = ui.scope_builder(UiBuilder::new().sense(Sense::click()), |ui| {
        Frame::NONE
            .inner_margin(Margin {
                left: 14,
                right: 12,
                top: 9,
                bottom: 10,
            })
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                add(ui)
            })
            .inner
    });
    let response = outer.response;
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), look.is_selected, name)
    });
    let rect = response.rect;
    let fill = if look.is_hovered && !look.is_selected {
        theme.card.lerp_to_gamma(theme.hover, 0.5)
    } else {
        theme.card
    };
    let stroke = if response.has_focus() {
        Stroke::new(2.0, theme.action)
    } else if look.is_selected {
        Stroke::new(2.0, look.edge)
    } else {
        Stroke::new(1.0, theme.hairline)
    };
    let edge = Rect::from_min_max(rect.min, pos2(rect.left() + 4.0, rect.bottom()));
    let left = CornerRadius {
        nw: 7,
        sw: 7,
        ne: 0,
        se: 0,
    };
    ui.painter().set(
        ground,
        egui::Shape::Vec(vec![
            egui::epaint::RectShape::new(rect, 7.0, fill, stroke, StrokeKind::Inside).into(),
            egui::epaint::RectShape::filled(edge, left, look.edge).into(),
        ]),
    );
    InnerResponse::new(outer.inner, response)
}
