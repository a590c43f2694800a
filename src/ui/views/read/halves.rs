//! The two halves of the panel, both always in sight, and the divider between them.

use egui::{Id, NumExt as _, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::divider::divider_ui;

use super::model::{Half, Model, Part};

/// Height of the divider.
const DIVIDER: f32 = 11.0;
/// What the upper half gets of the room where both have something to list: two sources and
/// three passages are seen in a window 700 points high.
const SHARE: f32 = 0.38;
/// The same where there is no framing; without reporting it is as much for the other half.
const SHARE_ALONE: f32 = 0.7;
/// A half is never pulled or pushed below its head and this much of its list.
const LEAST: f32 = 48.0;

/// Which half has something to list: each case remembers a divider of its own, so that an
/// article without framing does not move it for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Balance {
    Both,
    NoFraming,
    NoReporting,
}

impl Balance {
    fn of(model: &Model) -> Self {
        match (model.reported.is_empty, model.framing.is_empty) {
            (false, true) => Self::NoFraming,
            (true, false) => Self::NoReporting,
            _ => Self::Both,
        }
    }

    fn share(self) -> f32 {
        match self {
            Self::Both => SHARE,
            Self::NoFraming => SHARE_ALONE,
            Self::NoReporting => 1.0 - SHARE_ALONE,
        }
    }

    fn id(self) -> Id {
        Id::unique(("halves of the panel", self))
    }
}

/// How high the upper half is of a room for both, heads included. `wanted` is what each half
/// would need: what one does not need, the other gets.
fn upper_height(room: f32, share: f32, wanted: [f32; 2], least: [f32; 2]) -> f32 {
    let asked = room * share;
    let upper = if wanted[0] < asked {
        wanted[0]
    } else if wanted[1] < room - asked {
        room - wanted[1]
    } else {
        asked
    };
    let most = (room - least[1]).at_least(0.0);
    upper.clamp(least[0].min(most), most)
}

/// Draws both halves. `height` says how high the list of one would be; `list_ui` draws it below
/// its head, which stays.
pub(super) fn halves_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    model: &Model,
    height: impl Fn(Part) -> f32,
    mut list_ui: impl FnMut(&mut Ui, Part),
) {
    let theme = screen.theme;
    let room = ui.available_rect_before_wrap();
    let heads = Part::ALL.map(|part| Head::new(ui, theme, model.half(part), part));
    let balance = Balance::of(model);
    let id = balance.id();
    let kept = ui.data_mut(|data| data.get_persisted::<f32>(id));
    let share = kept.unwrap_or(balance.share());
    let free = (room.height() - DIVIDER).at_least(0.0);
    let wanted = [
        heads[0].height() + height(Part::Reported),
        heads[1].height() + height(Part::Framing),
    ];
    let least = [0, 1].map(|at: usize| (heads[at].height() + LEAST).min(free / 2.0));
    let upper = upper_height(free, share, wanted, least);
    let bar = Rect::from_min_size(
        pos2(room.left(), room.top() + upper),
        vec2(room.width(), DIVIDER),
    );
    let tops = [
        Rect::from_min_max(room.min, pos2(room.right(), bar.top())),
        Rect::from_min_max(pos2(room.left(), bar.bottom()), room.max),
    ];
    for ((part, head), rect) in Part::ALL.into_iter().zip(heads).zip(tops) {
        let builder = UiBuilder::new().max_rect(rect).id_salt(("half", part));
        let mut half = ui.new_child(builder);
        half.set_clip_rect(rect.intersect(ui.clip_rect()));
        half.spacing_mut().item_spacing.y = 0.0;
        head.show(&mut half, theme);
        list_ui(&mut half, part);
    }
    let name = "Between reporting and framing";
    let divided = divider_ui(ui, theme, bar, id.with("divider"), name);
    if divided.is_reset {
        ui.data_mut(|data| data.remove::<f32>(id));
    } else if divided.by.abs() > 0.0 && free > 0.0 {
        // From where it is seen, which is not where it was left where a half is short.
        let share = ((upper + divided.by) / free).clamp(0.1, 0.9);
        ui.data_mut(|data| data.insert_persisted(id, share));
    }
    ui.advance_cursor_after_rect(room);
}

/// The head of a half: what it is, and how much of the article.
struct Head {
    title: std::sync::Arc<egui::Galley>,
    note: std::sync::Arc<egui::Galley>,
    /// Whether the note stands below a title that takes the whole width.
    is_stacked: bool,
    colour: egui::Color32,
}

impl Head {
    const SIDE: f32 = 13.0;
    const ABOVE: f32 = 7.0;
    const BELOW: f32 = 6.0;

    fn new(ui: &Ui, theme: &Theme, half: &Half, part: Part) -> Self {
        let colour = match part {
            Part::Reported => theme.ink,
            Part::Framing => theme.framing,
        };
        let room = (ui.available_width() - 2.0 * Self::SIDE).at_least(60.0);
        let note = theme.text(&half.note, Face::Sans, 12.0, theme.ink_second);
        let note = ui.fonts_mut(|fonts| fonts.layout_job(note));
        let lay_out = |width: f32| {
            let mut job = theme.text(&half.title, Face::SansStrong, 15.0, colour);
            job.wrap.max_width = width;
            job.wrap.max_rows = 2;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let beside = lay_out(f32::INFINITY);
        let is_stacked = beside.size().x + 10.0 + note.size().x > room;
        let title = if is_stacked { lay_out(room) } else { beside };
        Self {
            title,
            note,
            is_stacked,
            colour,
        }
    }

    fn height(&self) -> f32 {
        let words = if self.is_stacked {
            self.title.size().y + self.note.size().y
        } else {
            self.title.size().y
        };
        Self::ABOVE + words + Self::BELOW
    }

    fn show(self, ui: &mut Ui, theme: &Theme) {
        let size = vec2(ui.available_width(), self.height());
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| {
            let words = format!("{}, {}", self.title.text(), self.note.text());
            WidgetInfo::labeled(Role::Heading, ui.is_enabled(), words)
        });
        let at = rect.min + vec2(Self::SIDE, Self::ABOVE);
        let note = if self.is_stacked {
            at + vec2(0.0, self.title.size().y)
        } else {
            // Both stand on one line of writing.
            at + vec2(
                self.title.size().x + 10.0,
                self.title.size().y - self.note.size().y - 1.5,
            )
        };
        ui.painter().galley(at, self.title, self.colour);
        ui.painter().galley(note, self.note, theme.ink_second);
        let line = rect.x_range().shrink(Self::SIDE - 1.0);
        let y = rect.bottom() - 0.5;
        ui.painter()
            .hline(line, y, Stroke::new(1.0, theme.hairline));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_half_does_not_need_the_other_gets() {
        let upper = |wanted| upper_height(500.0, 0.4, wanted, [80.0, 80.0]).round();
        assert!((upper([900.0, 900.0]) - 200.0).abs() < f32::EPSILON);
        assert!((upper([120.0, 900.0]) - 120.0).abs() < f32::EPSILON);
        assert!((upper([900.0, 100.0]) - 400.0).abs() < f32::EPSILON);
    }

    #[test]
    fn no_half_is_pulled_shut() {
        let upper = |share| upper_height(500.0, share, [900.0, 900.0], [80.0, 90.0]);
        assert!((upper(0.0) - 80.0).abs() < f32::EPSILON);
        assert!((upper(1.0) - 410.0).abs() < f32::EPSILON);
        // Even where there is hardly any room.
        assert!(upper_height(100.0, 0.4, [900.0, 900.0], [80.0, 90.0]) <= 100.0);
    }
}
