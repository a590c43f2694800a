//! The list of articles at the left of Read, and the key to the marks below it.

mod card;
pub(super) mod legend;

use egui::{
    Align, Frame, Layout, Margin, Panel, ScrollArea, Sense, Shape, Stroke, Ui, UiBuilder, Vec2,
    WidgetInfo,
};

pub use card::origin_line;

use card::card_ui;
use legend::legend_ui;

use crate::state::{Command, Dialog};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{SMALL, focus_ring, link_ui, overline_ui, tooltip};

/// Its width.
const WIDTH: f32 = 248.0;
/// Windows below this show the list only when asked to: an article and its panel come first.
const NARROW: f32 = 1010.0;
/// Windows below this show either the list or the article.
const TINY: f32 = 620.0;

/// Draws it, unless it is hidden.
pub fn rail_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let width = ui.ctx().content_rect().width();
    let is_shown = (width >= NARROW) != screen.state.session.rail_flipped;
    if !is_shown || width < 200.0 {
        return;
    }
    let frame = Frame::new()
        .fill(screen.theme.panel)
        .inner_margin(Margin::symmetric(10, 12));
    Panel::left("rail")
        .exact_size(if width < TINY { width } else { WIDTH })
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            let open = screen.state.session.article;
            let has_marks = open.is_none_or(|id| !screen.state.analyses.hides(id));
            if has_marks && ui.available_height() >= 380.0 {
                Panel::bottom("legend")
                    .frame(Frame::new().inner_margin(Margin {
                        top: 10,
                        ..Margin::ZERO
                    }))
                    .show_separator_line(false)
                    .show(ui, |ui| legend_ui(ui, screen, open.as_slice()));
            }
            articles_ui(ui, screen);
        });
}

fn articles_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let articles = &screen.state.document.project().articles;
    overline_ui(ui, screen.theme, &format!("Articles · {}", articles.len()));
    ui.add_space(4.0);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for article in articles {
                ui.push_id(article.id, |ui| card_ui(ui, screen, article));
            }
            ui.add_space(6.0);
            drop_zone_ui(ui, screen);
            bin_link_ui(ui, screen);
        });
}

/// The way to what was taken out, where there is anything.
fn bin_link_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let project = screen.state.document.project();
    let codings = project.codings.values();
    let marks: usize = codings.map(|coding| coding.marks_in_bin.len()).sum();
    let count = project.bin.len() + marks;
    if count == 0 {
        return;
    }
    ui.add_space(4.0);
    let name = format!("Bin · {count}");
    let link = link_ui(ui, screen.theme, &name, SMALL);
    if link.on_hover_text(tooltip(ui.ctx(), Action::Bin)).clicked() {
        screen.send(Command::OpenDialog(Dialog::Bin));
    }
}

/// Says how more articles come in; a click asks for files.
fn drop_zone_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), 64.0), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Button, true, "Drop files here, or paste text")
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 9.0, theme.hover);
    }
    let outline = rect.shrink(1.0);
    let corners = [
        outline.left_top(),
        outline.right_top(),
        outline.right_bottom(),
        outline.left_bottom(),
        outline.left_top(),
    ];
    let stroke = Stroke::new(1.0, theme.ink_third);
    ui.painter()
        .extend(Shape::dashed_line(&corners, stroke, 4.0, 3.0));
    if response.has_focus() {
        focus_ring(ui, theme, rect);
    }
    let builder = UiBuilder::new()
        .max_rect(rect.shrink(8.0))
        .layout(Layout::top_down(Align::Center));
    // A child of its own: what follows begins below the whole zone.
    let mut inner = ui.new_child(builder);
    inner.add_space(4.0);
    let job = theme.text(
        "Drop files here, or paste text",
        Face::Sans,
        SMALL,
        theme.ink_second,
    );
    inner.add(egui::Label::new(job).selectable(false).truncate());
    let keys = theme.text("Ctrl V", Face::SansStrong, 11.0, theme.ink_second);
    inner.add(egui::Label::new(keys).selectable(false));
    if response
        .on_hover_text(tooltip(ui.ctx(), Action::Open))
        .clicked()
    {
        screen.send(Command::Open);
    }
    if screen.state.document.project().is_sample {
        ui.add_space(4.0);
        let link = link_ui(ui, theme, "Start with an empty list", SMALL)
            .on_hover_text("Close the samples; Undo brings them back");
        if link.clicked() {
            screen.send(Command::CloseAll);
        }
    }
}
