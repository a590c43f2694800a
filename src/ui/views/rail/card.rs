//! One article of the list: where it comes from, its title, its ribbon, what can be done with it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Button, Color32, Galley, Layout, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo,
};

use super::TINY;
use crate::model::{Analysis, Article, ArticleId, Progress};
use crate::state::{Command, Dialog, MAX_COLUMNS, Slot, Step};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{TEXT, counted, focus_ring, tooltip};
use crate::ui::widgets::icon::{Icon, paint_icon_button};
use crate::ui::widgets::link::{LinkLook, link_ui};
use crate::ui::widgets::ribbon;

/// Size of the line above the title: an outlet and a day should fit.
const ORIGIN: f32 = 11.5;
/// Size of the words that stand in for the ribbon.
const STATE: f32 = 11.0;
/// What a failed analysis offers.
const AGAIN: &str = "Analyse again";
/// Room inside a card.
const PAD: f32 = 9.0;
/// Side of the small buttons on a card.
const SIGN: f32 = 20.0;
/// Height of the ribbon.
const RIBBON: f32 = 7.0;

/// A card laid out, ready to be painted.
struct Card {
    origin: Arc<Galley>,
    title: Arc<Galley>,
    rect: Rect,
}

impl Card {
    /// Where the ribbon lies; the sign of the comparison stands at its end.
    fn ribbon(&self) -> Rect {
        let bottom = self.rect.bottom() - PAD - (SIGN - RIBBON) / 2.0;
        let left = self.rect.left() + PAD;
        let right = (self.rect.right() - PAD - SIGN).max(left + 10.0);
        Rect::from_min_max(Pos2::new(left, bottom - RIBBON), Pos2::new(right, bottom))
    }
}

/// `Coast Wire · 3 Mar 2026`.
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

/// Draws a card, with everything that can be done with its article.
pub(super) fn card_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article) {
    let selected = screen.state.session.article == Some(article.id);
    let slot = screen.state.analyses.slot(article.id);
    let (card, response) = lay_out(ui, screen.theme, article);
    let mut name = format!("{}. {}", article.title.text, origin_line(article));
    if let Some(analysis) = slot.get() {
        name = format!("{name}. {}", ribbon::ribbon_words(analysis));
    }
    let progress = begun(screen, article);
    if let Some(progress) = progress {
        let (reviewed, marks) = (progress.reviewed, counted(progress.marks, "mark", "marks"));
        name = format!("{name}. {reviewed} of {marks} reviewed");
    }
    if matches!(slot, Slot::Hidden) {
        name = format!("{name}. {}", hidden_words(screen, article));
    }
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, selected, &name));
    if ui.is_rect_visible(card.rect) {
        paint(ui, screen.theme, &card, &response, selected);
        let mut ribbon = card.ribbon();
        if let Some(progress) = progress {
            progress_ui(ui, screen.theme, progress, &mut ribbon);
        }
        state_ui(ui, screen, article, slot, ribbon);
    }
    signs_ui(ui, screen, article, &card, &response);
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
    // The list keeps the open article in sight when it is stepped through.
    if selected && stepped_here(ui, screen) {
        response.scroll_to_me(None);
    }
    response.context_menu(|ui| card_menu_ui(ui, screen, article));
}

/// What stands in the place of the ribbon while the marks are hidden.
fn hidden_words(screen: &Screen<'_>, article: &Article) -> String {
    let coding = screen.state.document.project().coding(article.id);
    let marks = coding.into_iter().flat_map(|coding| coding.marks.values());
    match marks.filter(|mark| mark.span.is_some()).count() {
        0 => "Not coded yet".to_owned(),
        begun => format!("Being coded · {}", counted(begun, "mark", "marks")),
    }
}

fn lay_out(ui: &mut Ui, theme: &Theme, article: &Article) -> (Card, Response) {
    let width = ui.available_width();
    let inner = (width - 2.0 * PAD).max(20.0);
    let line = theme.text(&origin_line(article), Face::Sans, ORIGIN, theme.ink_second);
    let origin = elided(ui, line, inner, 1);
    let text = theme.text(&article.title.text, Face::SansStrong, TEXT, theme.ink);
    let title = elided(ui, text, inner, 3);
    let height = PAD + origin.size().y + 2.0 + title.size().y + 4.0 + SIGN + PAD;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    (
        Card {
            origin,
            title,
            rect,
        },
        response,
    )
}

fn paint(ui: &Ui, theme: &Theme, card: &Card, response: &Response, selected: bool) {
    let rect = card.rect;
    let (fill, stroke) = if selected {
        (theme.card, Stroke::new(1.0, theme.hairline))
    } else if response.contains_pointer() {
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
            Vec2::new(3.0, (rect.height() - 20.0).max(1.0)),
        );
        ui.painter().rect_filled(bar, 2.0, theme.action);
    }
    if response.has_focus() {
        focus_ring(ui, theme, rect);
    }
    let at = rect.left_top() + Vec2::splat(PAD);
    let below = at + Vec2::new(0.0, card.origin.size().y + 2.0);
    ui.painter()
        .galley(at, Arc::clone(&card.origin), theme.ink_second);
    ui.painter()
        .galley(below, Arc::clone(&card.title), theme.ink);
}

/// How far the review of an article is, where it has begun.
fn begun(screen: &Screen<'_>, article: &Article) -> Option<Progress> {
    let progress = screen.state.progress(article.id)?;
    (progress.reviewed > 0).then_some(progress)
}

/// `5/12` at the end of the ribbon, which gives way to it.
fn progress_ui(ui: &Ui, theme: &Theme, progress: Progress, ribbon: &mut Rect) {
    let colour = if progress.is_done() {
        theme.human
    } else {
        theme.ink_second
    };
    let words = format!("{}/{}", progress.reviewed, progress.marks);
    let galley = elided(ui, theme.text(&words, Face::Sans, STATE, colour), 80.0, 1);
    let size = galley.size();
    let at = Pos2::new(ribbon.right() - size.x, ribbon.center().y - size.y / 2.0);
    ui.painter().galley(at, galley, colour);
    let right = (at.x - 7.0).max(ribbon.left() + 10.0);
    *ribbon = Rect::from_min_max(ribbon.min, Pos2::new(right, ribbon.bottom()));
}

/// Whether the open article changed since the last frame.
fn stepped_here(ui: &Ui, screen: &Screen<'_>) -> bool {
    let key = egui::Id::unique("article shown in the rail");
    let now = screen.state.session.article;
    ui.data_mut(|data| {
        let before = data.get_temp::<Option<ArticleId>>(key).flatten();
        data.insert_temp(key, now);
        before != now
    })
}

/// Text cut to some lines, with an ellipsis where something is left out.
fn elided(ui: &Ui, mut job: LayoutJob, width: f32, rows: usize) -> Arc<Galley> {
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    job.wrap.break_anywhere = rows == 1;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The ribbon of an analysed article, or how far it is; a failure can be tried again.
fn state_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    article: &Article,
    slot: &Slot<Analysis>,
    rect: Rect,
) {
    let theme = screen.theme;
    let not_analysed = slot.get().and_then(|of| of.summary.not_analysed());
    if let Some(analysis) = slot.get().filter(|_| not_analysed.is_none()) {
        let cells = ribbon::cells(analysis, screen.state.session.filter, rect.width());
        ribbon::paint_horizontal(ui.painter(), theme, rect, &cells);
        return;
    }
    let at = rect.left_top() - Vec2::new(0.0, 4.0);
    let word = |ui: &Ui, text: &str, color: Color32, width: f32| {
        let galley = elided(ui, theme.text(text, Face::Sans, STATE, color), width, 1);
        (galley, color)
    };
    let Slot::Failed(_) = slot else {
        let words = if let Some(why) = not_analysed {
            format!("Not analysed: {why}")
        } else if matches!(slot, Slot::Hidden) {
            hidden_words(screen, article)
        } else {
            "Reading…".to_owned()
        };
        let (galley, color) = word(ui, &words, theme.ink_second, rect.width());
        ui.painter().galley(at, galley, color);
        return;
    };
    let name = format!("{AGAIN}: {}", article.title.text);
    let look = LinkLook {
        size: STATE,
        colour: theme.action,
        is_underlined: true,
    };
    let place = Rect::from_min_max(at, rect.right_bottom() + Vec2::new(0.0, 6.0));
    let builder = UiBuilder::new()
        .id_salt("again")
        .max_rect(place)
        .layout(Layout::right_to_left(Align::Min));
    let response = link_ui(&mut ui.new_child(builder), theme, AGAIN, &name, look);
    let room = (response.rect.left() - 8.0 - at.x).max(0.0);
    let (galley, color) = word(ui, "Not analysed", theme.negative, room);
    ui.painter().galley(at, galley, color);
    if response.clicked() {
        screen.send(Command::Retry(article.id));
    }
}

/// The two small buttons on a card: in the comparison, and close.
fn signs_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article, card: &Card, response: &Response) {
    let theme = screen.theme;
    let is_column = screen.state.session.columns.contains(&article.id);
    let side = Vec2::splat(SIGN);
    let at_end = Rect::from_min_size(
        card.rect.right_bottom() - Vec2::splat(PAD - 3.0) - side,
        side,
    );
    let corner = card.rect.right_top() + Vec2::new(3.0 - PAD - SIGN, PAD - 4.0);
    let title = &article.title.text;
    let has_pointer = response.contains_pointer() || response.has_focus();

    let rect = Rect::from_min_size(corner, side);
    let close = ui.interact(rect, ui.scope_id().with("close"), Sense::click());
    close.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Close {title}")));
    if has_pointer || close.hovered() || close.has_focus() {
        // It lies over the end of a long line.
        ui.painter().rect_filled(rect, 5.0, theme.card);
        paint_icon_button(ui, theme, Icon::Close, rect, &close);
    }
    let close = close.on_hover_text(tooltip(ui.ctx(), Action::CloseArticle));
    if close.clicked() {
        screen.send(Command::CloseArticle(article.id));
    }

    let rect = at_end;
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
    let correct = Action::CorrectArticle.info().name;
    item(ui, true, correct, Command::AskCorrected(id));
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
    item(ui, true, AGAIN, Command::Retry(id));
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
