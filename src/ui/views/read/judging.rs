//! What a person says of the engine's answers: buttons to decide, the decision beside the
//! engine's mark, and the note.

use egui::{
    Atom, Button, Frame, Label, Margin, Response, Stroke, TextEdit, Ui, Vec2, text::LayoutJob,
};

use crate::model::{Decision, Judgement, Layer};
use crate::state::{Command, LONGEST_NOTE, Target};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::controls::{real, tooltip};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::pill::{signed_pill_ui, signed_pill_width};

/// Size of the words on the buttons.
const TEXT: f32 = 12.0;

/// Who decided and when: `Agreed by Ada, 3 March 2026, 14:02 (UTC)`.
fn who_and_when(judgement: &Judgement) -> String {
    let what = judgement.decision.map_or("Note", Decision::decided);
    let by = match &*judgement.by {
        "" => String::new(),
        by => format!(" by {by}"),
    };
    let at = judgement.at.format("%-d %B %Y, %H:%M");
    format!("{what}{by}, {at} (UTC)")
}

/// What a card's name says of a judgement, for those who do not see it.
pub(super) fn spoken(judgement: Option<&Judgement>) -> String {
    let Some(judgement) = judgement else {
        return String::new();
    };
    let mut words = String::new();
    if let Some(decision) = judgement.decision {
        words = format!(", {} by you", decision.decided().to_lowercase());
    }
    if !judgement.note.is_empty() {
        words.push_str(", with a note");
    }
    words
}

/// Room that the decision takes with its word.
pub(super) fn decision_width(ui: &Ui, theme: &Theme, judgement: Option<&Judgement>) -> f32 {
    let decision = judgement.and_then(|judgement| judgement.decision);
    decision.map_or(0.0, |decision| {
        signed_pill_width(ui, theme, decision.decided())
    })
}

/// The decision as a pill, with its sign alone where there is no room for the word.
pub(in crate::ui::views) fn decision_ui(
    ui: &mut Ui,
    theme: &Theme,
    judgement: Option<&Judgement>,
    with_word: bool,
) {
    let Some((judgement, decision)) =
        judgement.and_then(|judgement| Some((judgement, judgement.decision?)))
    else {
        return;
    };
    let word = decision.decided();
    let shown = if with_word { word } else { "" };
    let pill = signed_pill_ui(
        ui,
        theme,
        Icon::of(decision),
        shown,
        theme.human,
        theme.human_tint,
    );
    let name = format!("{word} by you");
    pill.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    pill.on_hover_text(who_and_when(judgement));
}

/// What disagreeing says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    /// The words are no instance of this device.
    Device(&'static str),
    /// The sentence does not belong to this layer.
    Layer(Layer),
}

impl Denied {
    fn spoken(self) -> String {
        match self {
            Self::Device(name) => format!("Disagree: not {}", name.to_lowercase()),
            Self::Layer(layer) => format!("Disagree: not {}", layer.title().to_lowercase()),
        }
    }
}

/// Room between the buttons.
const BETWEEN: f32 = 6.0;
/// Room at either end of a button, in one that has only its word.
const END: f32 = 6.0;
/// Size of a button's sign, and the room between it and the word.
const SIGN: f32 = 12.0;
const AFTER_SIGN: f32 = 4.0;

/// One of the buttons.
struct Choice {
    icon: Icon,
    word: &'static str,
    /// What a screen reader says.
    name: String,
    action: Action,
    is_on: bool,
}

/// The buttons under what is selected, in one row; where that is narrow, without their signs.
pub(super) fn buttons_ui(ui: &mut Ui, screen: &Screen<'_>, target: Target, denied: Denied) {
    let theme = screen.theme;
    let known = screen.state.judgement(target);
    let decision = known.and_then(|known| known.decision);
    let is_noting = screen.state.session.noting == Some(target);
    let decisions = [
        (Decision::Agree, Action::Agree),
        (Decision::Disagree, Action::Disagree),
        (Decision::Unsure, Action::Unsure),
    ];
    let buttons = decisions.map(|(choice, action)| Choice {
        icon: Icon::of(choice),
        word: choice.title(),
        name: match choice {
            Decision::Disagree => denied.spoken(),
            Decision::Agree | Decision::Unsure => choice.title().to_owned(),
        },
        action,
        is_on: decision == Some(choice),
    });
    let note = Choice {
        icon: Icon::Pencil,
        word: "Note",
        name: "Note…".to_owned(),
        action: Action::Note,
        is_on: is_noting,
    };
    let all = || buttons.iter().chain([&note]);
    let words: f32 = all()
        .map(|button| {
            let word = word(theme, button, Face::SansStrong);
            ui.fonts_mut(|fonts| fonts.layout_job(word)).size().x + 2.0 * END + BETWEEN
        })
        .sum();
    let signs = real(all().count()) * (SIGN + AFTER_SIGN);
    let with_signs = words + signs - BETWEEN <= ui.available_width();
    ui.add_space(4.0);
    ui.spacing_mut().interact_size.y = 24.0;
    ui.horizontal_wrapped(|ui| {
        let spacing = ui.spacing_mut();
        spacing.item_spacing = Vec2::splat(BETWEEN);
        spacing.button_padding = Vec2::new(END, 2.0);
        spacing.icon_spacing = AFTER_SIGN;
        for (button, (choice, _)) in buttons.iter().zip(decisions) {
            if button_ui(ui, theme, button, with_signs).clicked()
                && let Some(command) = screen.state.judging(target, choice)
            {
                screen.send(command);
            }
        }
        if button_ui(ui, theme, &note, with_signs).clicked() {
            screen.send(Command::WriteNote(!is_noting));
        }
    });
}

/// How far a disagreement could reach, each with what would go.
pub(super) fn reach_ui(ui: &mut Ui, screen: &Screen<'_>, target: Target) {
    let Some(reach) = screen.state.reach().filter(|reach| reach.target == target) else {
        return;
    };
    let theme = screen.theme;
    let device = reach.expression.device;
    let words = shortened(&reach.expression.words, 40);
    let unread = match reach.uncounted {
        0 => String::new(),
        1 => ", one article not counted".to_owned(),
        many => format!(", {many} articles not counted"),
    };
    ui.add_space(4.0);
    let head = theme.text(
        "Decided for this place. It can reach further",
        Face::Sans,
        TEXT,
        theme.ink_second,
    );
    ui.add(Label::new(head).selectable(false).wrap());
    let choices = [
        (
            "Nowhere in this project",
            format!(
                "“{words}” as {}: {}{unread}",
                device.name().to_lowercase(),
                reach.of_expression.words()
            ),
            Command::Silence(reach.expression.clone(), true),
        ),
        (
            "Turn this device off",
            format!("{}: {}{unread}", device.name(), reach.of_device.words()),
            Command::TurnOff(device),
        ),
    ];
    ui.spacing_mut().button_padding = Vec2::new(8.0, 2.0);
    for (title, consequence, command) in choices {
        // Each stands closer to its own consequence than to the other.
        ui.add_space(4.0);
        let button = Button::new(theme.text(title, Face::Sans, TEXT, theme.ink))
            .min_size(Vec2::new(0.0, 24.0));
        let name = format!("{title}, {consequence}");
        let response = ui.add(button);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &name));
        let job = theme.text(&consequence, Face::Sans, TEXT, theme.ink_second);
        ui.add(Label::new(job).selectable(false).wrap());
        if response
            .on_hover_text(
                "These marks go from the text, the counts and the exports; Undo brings them back",
            )
            .clicked()
        {
            screen.send(command);
        }
    }
}

/// The word of a button; the letter that is its key is underlined.
fn word(theme: &Theme, choice: &Choice, face: Face) -> LayoutJob {
    let colour = if choice.is_on { theme.human } else { theme.ink };
    let format = theme.format(face, TEXT, colour);
    let mut underlined = format.clone();
    underlined.underline = Stroke::new(1.0, colour);
    let key = choice.action.info().shortcut;
    let key = key.map_or("", |keys| keys.logical_key.name());
    let first = key.len() * usize::from(choice.word.starts_with(key));
    let mut job = LayoutJob::default();
    job.append(&choice.word[..first], 0.0, underlined);
    job.append(&choice.word[first..], 0.0, format);
    job
}

fn button_ui(ui: &mut Ui, theme: &Theme, choice: &Choice, with_sign: bool) -> Response {
    let Choice { icon, is_on, .. } = *choice;
    let face = if is_on { Face::SansStrong } else { Face::Sans };
    let word = word(theme, choice, face);
    let colour = if is_on { theme.human } else { theme.ink };
    let mut button = if with_sign {
        let sign = Atom::paint(Vec2::splat(SIGN), move |ui, args| {
            icon.paint(ui.painter(), args.rect, colour);
        });
        Button::new((sign, word))
    } else {
        Button::new(word)
    };
    button = button
        .wrap_mode(egui::TextWrapMode::Extend)
        .min_size(Vec2::new(0.0, 24.0));
    if is_on {
        button = button
            .fill(theme.human_tint)
            .stroke(Stroke::new(1.0, theme.human));
    }
    let response = ui.add(button);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), is_on, &choice.name)
    });
    let tip = tooltip(ui.ctx(), choice.action);
    response.on_hover_text(if choice.action == Action::Disagree {
        format!("{}\n{tip}", choice.name)
    } else {
        tip
    })
}

/// The note that is being written.
#[derive(Debug, Default)]
pub(super) struct NoteMemory {
    on: Option<Target>,
    /// What is in the field.
    text: String,
    /// What was saved when the field was drawn last.
    saved: String,
    is_drawn: bool,
}

impl NoteMemory {
    /// Before the cards of a frame.
    pub(super) fn begin(&mut self) {
        self.is_drawn = false;
    }

    /// After them: a field out of sight begins anew when it comes back.
    pub(super) fn end(&mut self) {
        if !self.is_drawn {
            self.on = None;
        }
    }
}

/// The note on something, or the field to write it in where there is one.
pub(super) fn note_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut NoteMemory,
    target: Target,
    with_field: bool,
) {
    let theme = screen.theme;
    let known = screen.state.judgement(target);
    let saved = known.map_or("", |known| &known.note);
    if with_field && screen.state.session.noting == Some(target) {
        field_ui(ui, screen, memory, target, saved);
        return;
    }
    let Some(known) = known.filter(|known| !known.note.is_empty()) else {
        return;
    };
    shown_note_ui(ui, theme, &known.note, who_and_when(known));
}

/// A note that was written; `who` says by whom.
pub(super) fn shown_note_ui(ui: &mut Ui, theme: &Theme, note: &str, who: String) {
    ui.add_space(3.0);
    let response = Frame::NONE
        .fill(theme.human_tint)
        .corner_radius(6)
        .inner_margin(Margin::symmetric(8, 5))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let mut job = theme.text(note, Face::Sans, 12.5, theme.ink);
            for section in &mut job.sections {
                section.format.line_height = Some(17.0);
            }
            let label = ui.add(Label::new(job).selectable(false).wrap());
            let name = format!("Note: {note}");
            label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        })
        .response;
    response.on_hover_text(who);
}

/// The field to write a note in.
pub(super) fn field_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut NoteMemory,
    target: Target,
    saved: &str,
) {
    let theme = screen.theme;
    let is_new = memory.on != Some(target);
    // Undo may have changed what is saved.
    if is_new || memory.saved != saved {
        saved.clone_into(&mut memory.text);
        saved.clone_into(&mut memory.saved);
    }
    (memory.on, memory.is_drawn) = (Some(target), true);
    ui.add_space(3.0);
    let field = ui
        .add(
            TextEdit::multiline(&mut memory.text)
                // What else comes and goes around it must not take the keyboard away.
                .id(egui::Id::unique(("note", target)))
                .font(theme.format(Face::Sans, 12.5, theme.ink).font_id)
                .char_limit(LONGEST_NOTE)
                .desired_rows(2)
                .desired_width(f32::INFINITY)
                .hint_text("What should be remembered here?")
                .margin(Margin::symmetric(8, 5)),
        )
        .accessible_name("Note");
    if is_new {
        field.request_focus();
    }
    if field.changed()
        && let Some(on) = screen.state.note_on(target)
    {
        screen.send(Command::Note(on, memory.text.clone()));
    }
    if field.lost_focus() {
        screen.send(Command::WriteNote(false));
    }
    let hint = theme.text(
        "Saved as you type · Esc leaves",
        Face::Sans,
        11.0,
        theme.ink_second,
    );
    ui.add(Label::new(hint).selectable(false));
}
