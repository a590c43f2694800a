//! Marking words by hand: takes in what was selected in a text, and shows the codes beside it.

use egui::{Align2, Area, Button, Frame, Id, Key, Margin, Modifiers, Order, Rect, Ui, Vec2};

use crate::model::{ArticleId, Code};
use crate::state::{Command, SelectedWords};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::article_text::TextAction;
use crate::ui::widgets::controls::{SMALL, keycap, link_ui, real, tooltip};

/// The keys that give a code, in the order of the codes.
const KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];
/// Codes side by side.
const ACROSS: usize = 3;
/// Height of a code's button.
const ROW: f32 = 26.0;
/// Height of the whole, so that it can be placed before it is drawn.
const HEIGHT: f32 = 3.0 * (ROW + 2.0) + 40.0;

/// Sends what was selected in an article's text, and shows the codes beside the words.
pub fn marking_ui(ui: &Ui, screen: &Screen<'_>, article: ArticleId, action: &TextAction) {
    let words = screen.state.session.words_in(article);
    if let Some(span) = action.selected {
        let chosen = (!span.is_empty()).then_some(SelectedWords { article, span });
        screen.send(Command::SelectWords(chosen));
    } else if let (Some(_), Some(place)) = (words, action.words_at)
        && screen.state.session.dialog.is_none()
        && !action.is_selecting
    {
        keys(ui, screen);
        bar_ui(ui, screen, place);
    }
}

/// Gives the selected words a code.
pub(super) fn send_code(screen: &Screen<'_>, code: Code) {
    if let Some(words) = screen.state.session.words {
        screen.send(Command::AddMark {
            article: words.article,
            span: words.span,
            code,
        });
    }
}

fn keys(ui: &Ui, screen: &Screen<'_>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    for (key, code) in KEYS.into_iter().zip(screen.state.session.keys.codes()) {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            send_code(screen, code);
        }
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        screen.send(Command::SelectWords(None));
    }
}

/// The codes, below the words where there is room, else above.
fn bar_ui(ui: &Ui, screen: &Screen<'_>, words: Rect) {
    let theme = screen.theme;
    let room = ui.clip_rect();
    let window = ui.ctx().content_rect();
    let width = 540.0_f32.min(window.width() - 16.0).max(60.0);
    // Where a column is too narrow it may lie over what is beside it, as a menu does.
    let (left, right) = if room.width() > width + 16.0 {
        (room.left() + 8.0, room.right() - 8.0)
    } else {
        (window.left() + 8.0, window.right() - 8.0)
    };
    let below = words.bottom() + 10.0;
    let above = words.top() - 10.0 - HEIGHT;
    let y = if below + HEIGHT <= room.bottom() || above < room.top() {
        below.min(room.bottom() - HEIGHT - 8.0)
    } else {
        above
    };
    let x = (words.center().x - width / 2.0).min(right - width);
    let at = egui::pos2(x.max(left), y.max(room.top()));
    let frame = Frame::new()
        .fill(theme.card)
        .stroke(egui::Stroke::new(1.0, theme.hairline))
        .corner_radius(9)
        .inner_margin(Margin::same(6))
        .shadow(egui::Shadow {
            offset: [0, 3],
            blur: 12,
            spread: 0,
            color: theme.shadow,
        });
    Area::new(Id::unique("marking"))
        .order(Order::Foreground)
        .pivot(Align2::LEFT_TOP)
        .fixed_pos(at)
        .constrain(true)
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width - 12.0);
                ui.spacing_mut().item_spacing = Vec2::splat(2.0);
                codes_ui(ui, screen);
                foot_ui(ui, screen);
            });
        });
}

fn codes_ui(ui: &mut Ui, screen: &Screen<'_>) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(egui::accesskit::Role::Group);
        node.set_label("Mark the selected words");
        node.set_live(egui::accesskit::Live::Polite);
    });
    let (across, gap) = (real(ACROSS), 2.0);
    let each = (ui.available_width() - gap * (across - 1.0)) / across;
    let size = Vec2::new(ui.available_width(), 3.0 * ROW + 2.0 * gap);
    let (room, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    for (index, code) in screen.state.session.keys.codes().enumerate() {
        let (column, row) = (real(index % ACROSS), real(index / ACROSS));
        let from = room.min + Vec2::new(column * (each + gap), row * (ROW + gap));
        let place = Rect::from_min_size(from, Vec2::new(each, ROW));
        code_ui(ui, screen, code, index + 1, place);
    }
}

fn code_ui(ui: &mut Ui, screen: &Screen<'_>, code: Code, number: usize, place: Rect) {
    let theme = screen.theme;
    let colour = match code {
        Code::Layer(layer) => theme.layer(layer),
        Code::Device(_) => theme.ink,
    };
    let face = match code {
        Code::Layer(_) => Face::SansStrong,
        Code::Device(_) => Face::Sans,
    };
    let name = theme.text(code.title(), face, SMALL, colour);
    let button = Button::new((keycap(theme, &number.to_string()), name))
        .right_text("")
        .frame_when_inactive(false)
        .truncate();
    ui.spacing_mut().button_padding = Vec2::new(8.0, 3.0);
    let response = ui.put(place, button);
    let title = format!("Mark as {}, key {number}", code.title());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &title));
    let meaning = super::dialogs::code_meaning(code);
    if response.on_hover_text(meaning).clicked() {
        send_code(screen, code);
    }
}

fn foot_ui(ui: &mut Ui, screen: &Screen<'_>) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        let info = Action::AllCodes.info();
        let more = link_ui(ui, screen.theme, info.name, SMALL);
        if more
            .on_hover_text(tooltip(ui.ctx(), Action::AllCodes))
            .clicked()
            && let Some(command) = Action::AllCodes.command(screen)
        {
            screen.send(command);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            let text = "Shift ← → moves the end, Esc lets go";
            let hint = screen
                .theme
                .text(text, Face::Sans, 11.0, screen.theme.ink_second);
            ui.add(egui::Label::new(hint).selectable(false).truncate());
        });
    });
}
