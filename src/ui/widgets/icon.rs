//! Small signs, painted rather than typed: no font can be missing them.

use egui::{Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

use crate::model::Decision;
use crate::ui::theme::Theme;

/// A sign on a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Close or dismiss.
    Close,
    /// Everything else.
    More,
    /// A menu opens.
    Down,
    /// Articles side by side.
    Columns,
    /// The list of articles.
    List,
    /// Search.
    Search,
    /// A folder.
    Folder,
    /// A page.
    Page,
    /// Chosen, or right.
    Tick,
    /// It could be either.
    Question,
    /// A note.
    Pencil,
}

impl Icon {
    /// The sign of what a reader decided.
    pub fn of(decision: Decision) -> Self {
        match decision {
            Decision::Agree => Self::Tick,
            Decision::Disagree => Self::Close,
            Decision::Unsure => Self::Question,
        }
    }

    /// Paints it into the middle of `rect`.
    pub fn paint(self, painter: &Painter, rect: Rect, color: Color32) {
        let middle = rect.center();
        let at = |x: f32, y: f32| middle + Vec2::new(x, y);
        let stroke = Stroke::new(1.4, color);
        let line = |from: Pos2, to: Pos2| {
            painter.line_segment([from, to], stroke);
        };
        match self {
            Self::Close => {
                line(at(-3.5, -3.5), at(3.5, 3.5));
                line(at(-3.5, 3.5), at(3.5, -3.5));
            }
            Self::More => {
                for x in [-5.0, 0.0, 5.0] {
                    painter.circle_filled(at(x, 0.0), 1.6, color);
                }
            }
            Self::Down => {
                painter.add(Shape::line(
                    vec![at(-3.5, -1.5), at(0.0, 2.0), at(3.5, -1.5)],
                    stroke,
                ));
            }
            Self::Columns => {
                for x in [-3.5, 3.5] {
                    let column = Rect::from_center_size(at(x, 0.0), Vec2::new(4.5, 10.0));
                    painter.rect_stroke(column, 1.0, stroke, egui::StrokeKind::Middle);
                }
            }
            Self::List => {
                for y in [-4.0, 0.0, 4.0] {
                    line(at(-6.0, y), at(6.0, y));
                }
            }
            Self::Search => {
                painter.circle_stroke(at(-1.5, -1.5), 4.0, stroke);
                line(at(1.5, 1.5), at(5.0, 5.0));
            }
            Self::Folder => {
                painter.add(Shape::closed_line(
                    vec![
                        at(-6.0, -4.0),
                        at(-1.5, -4.0),
                        at(0.0, -2.5),
                        at(6.0, -2.5),
                        at(6.0, 4.5),
                        at(-6.0, 4.5),
                    ],
                    stroke,
                ));
            }
            Self::Page => {
                let page = Rect::from_center_size(middle, Vec2::new(8.0, 11.0));
                painter.rect_stroke(page, 1.0, stroke, egui::StrokeKind::Middle);
                line(at(-2.0, -2.0), at(2.0, -2.0));
                line(at(-2.0, 1.0), at(2.0, 1.0));
            }
            Self::Question => {
                painter.add(Shape::line(
                    vec![
                        at(-2.6, -2.6),
                        at(-1.4, -4.4),
                        at(1.2, -4.4),
                        at(2.5, -2.8),
                        at(1.9, -1.2),
                        at(0.0, 0.2),
                        at(0.0, 1.6),
                    ],
                    stroke,
                ));
                painter.circle_filled(at(0.0, 4.2), 1.1, color);
            }
            Self::Pencil => {
                painter.add(Shape::closed_line(
                    vec![
                        at(-4.5, 4.5),
                        at(-3.8, 1.8),
                        at(2.4, -4.4),
                        at(4.4, -2.4),
                        at(-1.8, 3.8),
                    ],
                    stroke,
                ));
            }
            Self::Tick => {
                painter.add(Shape::line(
                    vec![at(-4.0, 0.0), at(-1.0, 3.0), at(4.5, -3.5)],
                    Stroke::new(1.8, color),
                ));
            }
        }
    }
}

/// A square button with a sign, named for those who cannot see it.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str) -> Response {
    icon_button_sized(ui, theme, icon, name, 28.0)
}

/// As [`icon_button`], of another size.
pub fn icon_button_sized(
    ui: &mut Ui,
    theme: &Theme,
    icon: Icon,
    name: &str,
    size: f32,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name));
    paint_icon_button(ui, theme, icon, rect, &response);
    response
}

/// Ground, focus ring and sign of a button that is already laid out.
pub fn paint_icon_button(ui: &Ui, theme: &Theme, icon: Icon, rect: Rect, response: &Response) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let lit = response.hovered() || response.is_pointer_button_down_on();
    if lit {
        ui.painter().rect_filled(rect, 6.0, theme.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, theme.action);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 6.0, ring, egui::StrokeKind::Inside);
    }
    let color = if lit { theme.ink } else { theme.ink_second };
    icon.paint(ui.painter(), rect, color);
}
