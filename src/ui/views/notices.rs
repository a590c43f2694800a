//! Messages to the reader: what happened, what to do, where.

use std::collections::BTreeMap;

use egui::{Align2, Area, Frame, Id, Margin, Order, Rect, Shadow, Stroke, Ui, Vec2};

use crate::state::{Command, Notice, NoticeAction, NoticeKind};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{SMALL, TEXT, counted, link_ui, plain_button};
use crate::ui::widgets::icon::{Icon, icon_button_sized};

/// Seconds that a message of something done stays at least.
const STAYS: f64 = 6.0;
/// Letters of it that are read in a second, slowly.
const READ: f64 = 12.0;
/// Seconds in which it fades.
const FADES: f64 = 0.6;
/// Messages shown at once; older ones wait behind a count.
const SHOWN: usize = 4;

/// Since when each message has been on the screen, in seconds.
#[derive(Debug, Default)]
pub struct NoticeMemory {
    since: BTreeMap<u64, f64>,
}

/// Draws them, the latest at the bottom.
pub fn notices_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut NoticeMemory) {
    let notices = &screen.state.notices;
    if notices.is_empty() {
        memory.since.clear();
        return;
    }
    let context = ui.ctx().clone();
    let now = context.input(|input| input.time);
    let window = context.content_rect();
    let width = (window.width() - 32.0).clamp(60.0, 380.0);
    let hidden = notices.iter().count().saturating_sub(SHOWN);
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, Vec2::new(-16.0, -40.0))
        .constrain(true)
        .show(&context, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 8.0;
            if hidden > 0 {
                earlier_ui(ui, screen, hidden);
            }
            for notice in notices.iter().skip(hidden) {
                let since = *memory.since.entry(notice.serial).or_insert(now);
                let rect = notice_ui(ui, screen, notice, opacity(notice, now - since));
                // A message under the pointer is being read: its time begins again.
                if ui.rect_contains_pointer(rect) {
                    memory.since.insert(notice.serial, now);
                } else if notice.kind == NoticeKind::Done {
                    expire(ui, screen, notice, now - since);
                }
            }
        });
    memory
        .since
        .retain(|serial, _| notices.iter().any(|notice| notice.serial == *serial));
}

#[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
fn opacity(notice: &Notice, age: f64) -> f32 {
    if notice.kind == NoticeKind::Problem {
        return 1.0;
    }
    ((stays(notice) - age) / FADES).clamp(0.0, 1.0) as f32
}

/// How long a message stays, in seconds: a long one longer.
fn stays(notice: &Notice) -> f64 {
    let letters = u32::try_from(notice.text.chars().count()).unwrap_or(u32::MAX);
    STAYS.max(f64::from(letters) / READ)
}

fn expire(ui: &Ui, screen: &Screen<'_>, notice: &Notice, age: f64) {
    if age >= stays(notice) {
        screen.send(Command::Dismiss(notice.serial));
        return;
    }
    let wait = (stays(notice) - FADES - age).max(0.03);
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_secs_f64(wait));
}

fn earlier_ui(ui: &mut Ui, screen: &Screen<'_>, hidden: usize) {
    let name = format!(
        "Dismiss all; {} not shown",
        counted(hidden, "earlier message", "earlier messages")
    );
    if link_ui(ui, screen.theme, &name, SMALL).clicked() {
        for notice in screen.state.notices.iter() {
            screen.send(Command::Dismiss(notice.serial));
        }
    }
}

fn notice_ui(ui: &mut Ui, screen: &Screen<'_>, notice: &Notice, opacity: f32) -> Rect {
    let theme = screen.theme;
    let edge = match notice.kind {
        NoticeKind::Done => theme.positive,
        NoticeKind::Problem => theme.negative,
    };
    let shadow = Shadow {
        offset: [0, 3],
        blur: 12,
        spread: 0,
        color: theme.shadow,
    };
    let response = ui
        .scope(|ui| {
            ui.set_opacity(opacity);
            Frame::new()
                .fill(theme.card)
                .stroke(Stroke::new(1.0, theme.hairline))
                .corner_radius(9)
                .shadow(shadow)
                .inner_margin(Margin {
                    left: 14,
                    right: 8,
                    top: 8,
                    bottom: 10,
                })
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    body_ui(ui, screen, notice, theme);
                })
        })
        .inner
        .response;
    let bar = Rect::from_min_size(
        response.rect.left_top() + Vec2::new(0.0, 8.0),
        Vec2::new(3.0, (response.rect.height() - 16.0).max(1.0)),
    );
    ui.painter()
        .rect_filled(bar, 2.0, edge.gamma_multiply(opacity));
    response.rect
}

fn body_ui(ui: &mut Ui, screen: &Screen<'_>, notice: &Notice, theme: &Theme) {
    ui.horizontal_top(|ui| {
        let room = (ui.available_width() - 34.0).max(20.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            let job = theme.text(&notice.text, Face::Sans, TEXT, theme.ink);
            let text = ui.add(egui::Label::new(job).wrap());
            announce(ui, &text, notice.kind);
            if let Some(path) = &notice.path {
                let job = theme.text(path, Face::Sans, SMALL, theme.ink_second);
                ui.add(egui::Label::new(job).truncate());
            }
            if let Some(action) = screen.state.still_offered(notice) {
                ui.add_space(4.0);
                action_ui(ui, screen, notice, action);
            }
        });
        let close = icon_button_sized(ui, theme, Icon::Close, "Dismiss message", 24.0)
            .on_hover_text("Dismiss");
        if close.clicked() {
            screen.send(Command::Dismiss(notice.serial));
        }
    });
}

/// Screen readers read it out when it appears, problems at once.
fn announce(ui: &Ui, response: &egui::Response, kind: NoticeKind) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(match kind {
            NoticeKind::Done => egui::accesskit::Live::Polite,
            NoticeKind::Problem => egui::accesskit::Live::Assertive,
        });
    });
}

fn action_ui(ui: &mut Ui, screen: &Screen<'_>, notice: &Notice, action: &NoticeAction) {
    let name = match action {
        NoticeAction::ShowInFolder(_) => "Show in folder",
        NoticeAction::Replace(..) => "Replace the file",
        NoticeAction::ReplaceProject(_) => "Replace",
        NoticeAction::TakeOver(_) => "Take over",
        NoticeAction::Undo(_) => "Undo",
        NoticeAction::Review(_) => "Review the next article",
        NoticeAction::ListAll => "List all marks",
    };
    if ui.add(plain_button(screen.theme, name)).clicked() {
        screen.send(Command::Dismiss(notice.serial));
        screen.send(action.command());
    }
}
