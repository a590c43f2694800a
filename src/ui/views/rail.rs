//! The list of articles at the left of Read, and the key to the marks below it.

use std::path::PathBuf;

use egui::text::LayoutJob;
use egui::{
    Align, Button, Frame, Layout, Margin, Panel, Pos2, Rect, Response, ScrollArea, Sense, Shape,
    Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};

use crate::model::{Analysis, Article, Layer, VoiceFilter};
use crate::state::{Command, Dialog, MAX_COLUMNS, Slot, Step};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{SMALL, TEXT, focus_ring, link_ui, overline_ui, tooltip};
use crate::ui::widgets::icon::{Icon, paint_icon_button};
use crate::ui::widgets::ribbon;

/// Its width.
const WIDTH: f32 = 248.0;
/// Windows below this show the list only when asked to.
const NARROW: f32 = 860.0;
/// Windows below this show either the list or the article.
const TINY: f32 = 620.0;
/// Room inside a card.
const PAD: f32 = 10.0;
/// Side of the small buttons on a card.
const SIGN: f32 = 20.0;

/// Draws it, unless it is hidden.
pub fn rail_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let width = ui.ctx().content_rect().width();
    let is_shown = (width >= NARROW) != screen.state.session.rail_flipped;
    if !is_shown || width < 200.0 {
        return;
    }
    let frame = Frame::new()
        .fill(screen.theme.panel)
        .inner_margin(Margin::same(12));
    Panel::left("rail")
        .exact_size(if width < TINY { width } else { WIDTH })
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            if ui.available_height() >= 380.0 {
                Panel::bottom("legend")
                    .frame(Frame::new().inner_margin(Margin {
                        top: 10,
                        ..Margin::ZERO
                    }))
                    .show_separator_line(false)
                    .show(ui, |ui| legend_ui(ui, screen.theme));
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
        });
}

/// `Zee News · 30 Jan 2026`.
pub fn origin_line(article: &Article) -> String {
    let outlet = article
        .metadata
        .outlet
        .as_deref()
        .or_else(|| article.origin.file_name())
        .unwrap_or("Pasted text");
    match article.metadata.published {
        Some(day) => format!("{outlet} · {}", day.format("%-d %b %Y")),
        None => outlet.to_owned(),
    }
}

fn card_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    let theme = screen.theme;
    let session = &screen.state.session;
    let selected = session.article == Some(article.id);
    let slot = screen.state.analyses.slot(article.id);
    let width = ui.available_width();
    let inner = (width - 2.0 * PAD).max(20.0);
    let origin = elided(
        ui,
        theme.text(&origin_line(article), Face::Sans, SMALL, theme.ink_second),
        (inner - 2.0 * SIGN).max(20.0),
        1,
    );
    let title = elided(
        ui,
        theme.text(&article.title.text, Face::SansStrong, TEXT, theme.ink),
        inner,
        3,
    );
    let origin_height = origin.size().y.max(SIGN - 2.0);
    let height = PAD + origin_height + 2.0 + title.size().y + 8.0 + 7.0 + PAD;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    let mut name = format!("{}. {}", article.title.text, origin_line(article));
    if let Some(analysis) = slot.get() {
        name = format!("{name}. {}", ribbon::ribbon_words(analysis));
    }
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, selected, &name));
    if ui.is_rect_visible(rect) {
        let has_pointer = response.contains_pointer();
        let (fill, stroke) = if selected {
            (theme.card, Stroke::new(1.0, theme.hairline))
        } else if has_pointer {
            (theme.hover, Stroke::NONE)
        } else {
            (theme.panel, Stroke::NONE)
        };
        ui.painter()
            .rect(rect, 9.0, fill, stroke, StrokeKind::Inside);
        if selected {
            // Not by colour alone: a bar at the edge says it too.
            let bar = Rect::from_min_size(
                rect.left_top() + Vec2::new(0.0, 10.0),
                Vec2::new(3.0, (height - 20.0).max(1.0)),
            );
            ui.painter().rect_filled(bar, 2.0, theme.action);
        }
        if response.has_focus() {
            focus_ring(ui, theme, rect);
        }
        let mut at = rect.left_top() + Vec2::splat(PAD);
        let origin_top = at + Vec2::new(0.0, (origin_height - origin.size().y) / 2.0);
        ui.painter().galley(origin_top, origin, theme.ink_second);
        at.y += origin_height + 2.0;
        let title_height = title.size().y;
        ui.painter().galley(at, title, theme.ink);
        at.y += title_height + 8.0;
        state_ui(
            ui,
            theme,
            slot,
            session.filter,
            Rect::from_min_size(at, Vec2::new(inner, 7.0)),
        );
    }
    signs_ui(ui, screen, article, rect, &response);
    let response = match slot {
        Slot::Failed(text) => response.on_hover_text(text),
        _ => response,
    };
    if response.clicked() {
        screen.send(Command::ShowArticle(article.id));
        if ui.ctx().content_rect().width() < TINY {
            // The list has covered the article.
            screen.send(Command::ToggleRail);
        }
    }
    if selected && ui.ctx().text_edit_focused() {
        // The list keeps the open article in sight when it is stepped through.
    } else if selected && stepped_here(ui, screen) {
        response.scroll_to_me(None);
    }
    response.context_menu(|ui| card_menu_ui(ui, screen, article));
}

/// Whether the open article changed since the last frame.
fn stepped_here(ui: &Ui, screen: &Screen<'_>) -> bool {
    let key = egui::Id::unique("article shown in the rail");
    let now = screen.state.session.article;
    ui.data_mut(|data| {
        let before = data
            .get_temp::<Option<crate::model::ArticleId>>(key)
            .flatten();
        data.insert_temp(key, now);
        before != now
    })
}

/// Text cut to some lines, with an ellipsis where something is left out.
fn elided(ui: &Ui, mut job: LayoutJob, width: f32, rows: usize) -> std::sync::Arc<egui::Galley> {
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    job.wrap.break_anywhere = rows == 1;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The ribbon of an analysed article, or how far it is.
fn state_ui(ui: &Ui, theme: &Theme, slot: &Slot<Analysis>, filter: VoiceFilter, rect: Rect) {
    if let Some(analysis) = slot.get() {
        let cells = ribbon::cells(analysis, filter, rect.width());
        ribbon::paint_horizontal(ui.painter(), theme, rect, &cells);
        return;
    }
    let (text, color) = match slot {
        Slot::Failed(_) => ("Could not be analysed", theme.negative),
        _ => ("Reading…", theme.ink_second),
    };
    let galley = elided(
        ui,
        theme.text(text, Face::Sans, 11.0, color),
        rect.width(),
        1,
    );
    ui.painter()
        .galley(rect.left_top() - Vec2::new(0.0, 5.0), galley, color);
}

/// The two small buttons on a card: in the comparison, and close.
fn signs_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article, card: Rect, response: &Response) {
    let theme = screen.theme;
    let is_column = screen.state.session.columns.contains(&article.id);
    let corner = Pos2::new(card.right() - PAD + 4.0, card.top() + PAD - 1.0);
    let place = |from_right: f32| {
        Rect::from_min_size(
            corner - Vec2::new(from_right * SIGN, 0.0),
            Vec2::splat(SIGN),
        )
    };
    let title = &article.title.text;
    let has_pointer = response.contains_pointer() || response.has_focus();

    let rect = place(2.0);
    let close = ui.interact(rect, ui.scope_id().with("close"), Sense::click());
    close.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Close {title}")));
    if has_pointer || close.hovered() || close.has_focus() {
        paint_icon_button(ui, theme, Icon::Close, rect, &close);
    }
    let close = close.on_hover_text(tooltip(ui.ctx(), Action::CloseArticle));
    if close.clicked() {
        screen.send(Command::CloseArticle(article.id));
    }

    let rect = place(1.0);
    let column = ui.interact(rect, ui.scope_id().with("column"), Sense::click());
    column.widget_info(|| {
        WidgetInfo::selected(
            egui::Role::CheckBox,
            true,
            is_column,
            format!("Compare {title}"),
        )
    });
    if is_column {
        ui.painter().rect_filled(rect, 5.0, theme.action_tint);
        Icon::Columns.paint(ui.painter(), rect, theme.action);
        if column.has_focus() {
            focus_ring(ui, theme, rect);
        }
    } else if has_pointer || column.hovered() || column.has_focus() {
        paint_icon_button(ui, theme, Icon::Columns, rect, &column);
    }
    let tip = if is_column {
        "In the comparison. Click to leave it out.".to_owned()
    } else {
        format!("Not in the comparison. Click to put it in; {MAX_COLUMNS} fit.")
    };
    if column.on_hover_text(tip).clicked() {
        screen.send(Command::ToggleColumn(article.id));
    }
}

fn card_menu_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    let id = article.id;
    let state = screen.state;
    let item = |ui: &mut Ui, enabled: bool, name: &str, command: Command| {
        if ui.add_enabled(enabled, Button::new(name)).clicked() {
            screen.send(command);
            ui.close();
        }
    };
    ui.set_min_width(200.0);
    item(ui, true, "Read", Command::ShowArticle(id));
    let column = if state.session.columns.contains(&id) {
        "Leave out of Compare"
    } else {
        "Put into Compare"
    };
    item(ui, true, column, Command::ToggleColumn(id));
    ui.separator();
    item(ui, true, "Rename…", Command::OpenDialog(Dialog::Rename(id)));
    let project = state.document.project();
    let at = project.position(id).unwrap_or_default();
    item(
        ui,
        at > 0,
        "Move up",
        Command::MoveArticle(id, Step::Previous),
    );
    let is_last = at + 1 >= project.articles.len();
    item(
        ui,
        !is_last,
        "Move down",
        Command::MoveArticle(id, Step::Next),
    );
    item(ui, true, "Analyse again", Command::Retry(id));
    ui.separator();
    if let Some(path) = &article.origin.path {
        let file = PathBuf::from(path);
        item(ui, true, "Show in folder", Command::ShowInFolder(file));
        item(ui, true, "Copy path", Command::Copy(path.clone()));
    }
    item(
        ui,
        true,
        "Copy text",
        Command::Copy(article.text.to_string()),
    );
    ui.separator();
    item(ui, true, "Close article", Command::CloseArticle(id));
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
    ui.scope_builder(builder, |ui| {
        ui.add_space(4.0);
        let job = theme.text(
            "Drop files here, or paste text",
            Face::Sans,
            SMALL,
            theme.ink_second,
        );
        ui.add(egui::Label::new(job).selectable(false).truncate());
        let keys = theme.text("Ctrl V", Face::SansStrong, 11.0, theme.ink_second);
        ui.add(egui::Label::new(keys).selectable(false));
    });
    if response
        .on_hover_text(tooltip(ui.ctx(), Action::Open))
        .clicked()
    {
        screen.send(Command::Open);
    }
    if ui.available_height() > 20.0
        && screen.state.document.project().is_sample
        && link_ui(ui, theme, "Start with an empty list", SMALL)
            .on_hover_text("Close the samples; Undo brings them back")
            .clicked()
    {
        screen.send(Command::CloseAll);
    }
}

/// What the colours and signs mean.
fn legend_ui(ui: &mut Ui, theme: &Theme) {
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
        legend_row_ui(ui, theme, tip, |ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(14.0, 14.0), Sense::hover());
            let swatch = Rect::from_center_size(rect.center(), Vec2::splat(10.0));
            ui.painter().rect_filled(swatch, 2.0, theme.ribbon(layer));
            underline_sample_ui(ui, theme, layer);
        });
    }
    legend_row_ui(
        ui,
        theme,
        "A name or label that carries a judgement",
        |ui| {
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
        },
    );
    legend_row_ui(ui, theme, "Tone of a sentence, by its words", |ui| {
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

fn legend_row_ui(ui: &mut Ui, _theme: &Theme, tip: &str, add: impl FnOnce(&mut Ui)) {
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
