//! Buttons, switches and rows that look alike everywhere.

use egui::{
    Atom, AtomExt as _, Button, Color32, CornerRadius, Frame, KeyboardShortcut, Margin, Response,
    Stroke, Ui, Vec2, WidgetInfo,
};

use super::link::LinkLook;
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::article_text::shortened;

/// Size of the interface's text.
pub const TEXT: f32 = 13.0;
/// Size of text beside the point: dates, counts.
pub const SMALL: f32 = 12.0;

/// The longest name of an entry in a menu, in letters.
const LONGEST_ENTRY: usize = 44;

/// A shortcut in words: `Ctrl+Shift+Z`.
pub fn keys_words(context: &egui::Context, shortcut: &KeyboardShortcut) -> String {
    // egui spells out what a keyboard prints.
    context.format_shortcut(shortcut).replace("Comma", ",")
}

/// What a button's tooltip says: the sentence, then the shortcut.
pub fn tooltip(context: &egui::Context, action: Action) -> String {
    let info = action.info();
    match &info.shortcut {
        Some(shortcut) => format!("{} ({})", info.tooltip, keys_words(context, shortcut)),
        None => info.tooltip.to_owned(),
    }
}

/// A plain line of text in the interface's face.
pub fn text_ui(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.label(theme.text(text, Face::Sans, TEXT, theme.ink))
}

/// A line of text that stands back.
pub fn note_ui(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.label(theme.text(text, Face::Sans, SMALL, theme.ink_second))
}

/// A heading inside a panel or dialog.
pub fn heading_ui(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let response = ui.label(theme.text(text, Face::SansStrong, 14.0, theme.ink));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, text));
    response
}

/// The small capitals above a list.
pub fn overline_ui(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let mut format = theme.format(Face::SansStrong, 11.0, theme.ink_second);
    format.extra_letter_spacing = 0.8;
    let shown = text.to_uppercase();
    let response = ui.label(egui::text::LayoutJob::single_section(shown, format));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, text));
    response
}

/// A key as it is printed on a keyboard.
pub fn keycap<'a>(theme: &Theme, keys: &str) -> Atom<'a> {
    // A thin space on either side keeps the letters off the edge.
    let job = theme.text(&keys.replace('+', " "), Face::Sans, 11.0, theme.ink_second);
    Atom::from(egui::WidgetText::from(job)).atom_align(egui::Align2::CENTER_CENTER)
}

/// A key as it is printed on a keyboard, as a widget of its own.
pub fn keycap_ui(ui: &mut Ui, theme: &Theme, keys: &str) -> Response {
    Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(5, 1))
        .show(ui, |ui| {
            let keys = keys.replace('+', " ");
            ui.label(theme.text(&keys, Face::Sans, 11.0, theme.ink_second));
        })
        .response
}

/// The one button a dialog or bar asks to be pressed.
pub fn accent_button<'a>(theme: &Theme, name: &str) -> Button<'a> {
    Button::new(theme.text(name, Face::SansStrong, TEXT, theme.on_action))
        .fill(theme.action)
        .stroke(Stroke::new(1.0, theme.action))
}

/// A button that is not the first choice.
pub fn plain_button<'a>(theme: &Theme, name: &str) -> Button<'a> {
    Button::new(theme.text(name, Face::Sans, TEXT, theme.ink))
}

/// Words that act when clicked, in the colour of what acts.
pub fn link_ui(ui: &mut Ui, theme: &Theme, name: &str, size: f32) -> Response {
    let look = LinkLook {
        size,
        colour: theme.action,
        is_underlined: true,
    };
    let response = super::link::link_ui(ui, theme, name, name, look);
    // It leads nowhere: it does something.
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name));
    response
}

/// An entry of a menu for an action: its name, its shortcut, grey where it makes no sense now.
pub fn menu_item(ui: &mut Ui, screen: &Screen<'_>, action: Action) -> Response {
    let info = action.info();
    let command = action.command(screen);
    let mut button = Button::new(shortened(&action.words(screen.state), LONGEST_ENTRY));
    if let Some(shortcut) = &info.shortcut {
        button = button.shortcut_text(keys_words(ui.ctx(), shortcut));
    }
    let response = ui
        .add_enabled(command.is_some(), button)
        .on_hover_text(info.tooltip);
    if response.clicked()
        && let Some(command) = command
    {
        screen.send(command);
        ui.close();
    }
    response
}

/// An entry of a menu for something that is on or off, or one of several.
pub fn menu_choice(ui: &mut Ui, screen: &Screen<'_>, action: Action, on: bool) -> Response {
    let info = action.info();
    let response = ui.radio(on, info.name).on_hover_text(info.tooltip);
    if response.clicked()
        && let Some(command) = action.command(screen)
    {
        screen.send(command);
        ui.close();
    }
    response
}

/// Boxes and circles stand out from a card by their edge, a grey ground would look switched
/// off; notes under a choice need no rule.
pub fn clear_lines(ui: &mut Ui, theme: &Theme) {
    let visuals = ui.visuals_mut();
    visuals.indent_has_left_vline = false;
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, theme.ink_third);
    visuals.widgets.inactive.bg_fill = theme.card;
}

/// How high a switch is; a row of this height has what stands beside it in the middle.
pub const SWITCH: f32 = 32.0;

/// A switch between a few things; returns the one that was chosen now.
pub fn segmented_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    current: T,
    choices: &[(T, &str, String)],
) -> Option<T> {
    let mut chosen = None;
    Frame::new()
        .fill(theme.hover)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(8)
        .inner_margin(Margin::same(2))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding = Vec2::new(12.0, 4.0);
            ui.horizontal(|ui| {
                for (value, name, tip) in choices {
                    if segment_ui(ui, theme, *value == current, name)
                        .on_hover_text(tip)
                        .clicked()
                    {
                        chosen = Some(*value);
                    }
                }
            });
        });
    chosen
}

fn segment_ui(ui: &mut Ui, theme: &Theme, selected: bool, name: &str) -> Response {
    let (face, color, fill) = if selected {
        (Face::SansStrong, theme.ink, theme.card)
    } else {
        (Face::Sans, theme.ink_second, Color32::TRANSPARENT)
    };
    let stroke = if selected {
        Stroke::new(1.0, theme.hairline)
    } else {
        Stroke::NONE
    };
    let button = Button::new(theme.text(name, face, TEXT, color))
        .fill(fill)
        .stroke(stroke)
        .corner_radius(CornerRadius::same(6))
        .min_size(Vec2::new(0.0, 26.0))
        .selected(selected);
    let response = ui.add(button);
    if response.has_focus() {
        focus_ring(ui, theme, response.rect);
    }
    response
}

/// The ring around what has the keyboard.
pub fn focus_ring(ui: &Ui, theme: &Theme, rect: egui::Rect) {
    ui.painter().rect_stroke(
        rect,
        6.0,
        Stroke::new(1.5, theme.action),
        egui::StrokeKind::Inside,
    );
}

/// `1 article`, `3 articles`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

/// A count as a length on the screen.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts on a screen stay far below the 16 million that fit exactly"
)]
pub fn real(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_counted_in_the_singular() {
        assert_eq!(counted(1, "mark", "marks"), "1 mark");
        assert_eq!(counted(0, "mark", "marks"), "0 marks");
        assert_eq!(counted(12, "mark", "marks"), "12 marks");
    }
}
