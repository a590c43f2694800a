//! The table: heads that stay in sight, labels that stay in sight, cells that open their passages.

use std::sync::Arc;

use egui::{
    Align, CursorIcon, Id, Mesh, Pos2, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::laid_out::{BAR, EDGE, HEADING, LaidOut, NUMBER, SIDE, Widths};
use super::sheet::{Entry, Line, Opens, Section, Sheet};
use crate::model::Passage;
use crate::state::{Command, Dialog};
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::focus_ring;
use crate::ui::widgets::sentiment::paint_sentiment;

/// Rows this far outside the view are still reached by the keyboard.
const MARGIN: f32 = 240.0;

/// Draws the table below the heads; `offset` is how far it is scrolled sideways,
/// before and after.
pub fn table_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    sheet: &Sheet,
    laid: &LaidOut,
    widths: Widths,
    offset: &mut f32,
) {
    #[expect(clippy::cast_precision_loss, reason = "at most six columns")]
    let whole = vec2(
        widths.label + widths.column * sheet.headers.len() as f32,
        laid.height,
    );
    let output = ScrollArea::both()
        .id_salt("comparison table")
        .auto_shrink([false, false])
        .horizontal_scroll_offset(*offset)
        .show_viewport(ui, |ui, viewport| {
            ui.set_min_size(whole);
            let origin = ui.min_rect().min;
            Grid {
                screen,
                widths,
                origin,
                seen: viewport.translate(origin.to_vec2()),
            }
            .draw(ui, sheet, laid);
        });
    *offset = output.state.clamped_offset().x;
}

struct Grid<'a> {
    screen: &'a Screen<'a>,
    widths: Widths,
    /// Where the table begins, scrolled.
    origin: Pos2,
    /// What of it is in sight.
    seen: Rect,
}

impl Grid<'_> {
    fn draw(&self, ui: &mut Ui, sheet: &Sheet, laid: &LaidOut) {
        let mut y = self.origin.y;
        for (section, laid_section) in sheet.sections.iter().zip(&laid.sections) {
            self.heading(ui, y, &laid_section.title);
            y += HEADING;
            for (index, laid_line) in laid_section.lines.iter().enumerate() {
                let (top, bottom) = (y, y + laid_line.height);
                y = bottom;
                if bottom < self.seen.top() - MARGIN || top > self.seen.bottom() + MARGIN {
                    continue;
                }
                self.line(ui, top, section, index, laid_line);
            }
        }
        if !laid.caveats.is_empty() {
            self.caveats(ui, y, laid);
        }
    }

    fn heading(&self, ui: &Ui, y: f32, title: &Arc<egui::Galley>) {
        let theme = self.screen.theme;
        let rect = Rect::from_x_y_ranges(self.seen.x_range(), y..=y + HEADING);
        if !ui.is_rect_visible(rect) {
            return;
        }
        ui.painter().rect_filled(rect, 0.0, theme.panel);
        ui.painter()
            .hline(rect.x_range(), rect.bottom(), self.hairline());
        let at = pos2(rect.left() + SIDE, rect.center().y - title.size().y / 2.0);
        ui.painter().galley(at, Arc::clone(title), theme.ink);
    }

    fn line(
        &self,
        ui: &mut Ui,
        top: f32,
        section: &Section,
        index: usize,
        laid: &super::laid_out::LaidLine,
    ) {
        let line = &section.lines[index];
        let rows = top..=top + laid.height;
        let clip = ui.clip_rect();
        let labels_end = self.seen.left() + self.widths.label;
        // Cells scroll away under the labels.
        let mut cells = ui.new_child(egui::UiBuilder::new());
        cells.set_clip_rect(clip.intersect(Rect::everything_right_of(labels_end)));
        // What stands across all columns stays in sight when they are scrolled sideways.
        let (mut left, width) = if line.is_wide {
            (labels_end, self.widths.across)
        } else {
            (self.origin.x + self.widths.label, self.widths.column)
        };
        for (entry, (galley, header)) in line.entries.iter().zip(laid.entries.iter().zip(0_usize..))
        {
            let rect = Rect::from_x_y_ranges(left..=left + width, rows.clone());
            left = rect.right();
            let id = Id::unique(("comparison cell", section.kind, index, header));
            self.cell(&mut cells, rect, id, entry, galley);
        }
        let rect = Rect::from_x_y_ranges(self.seen.left()..=labels_end, rows);
        let id = Id::unique(("comparison label", section.kind, index));
        self.label(ui, rect, id, line, &laid.label);
    }

    /// The label of a line; a click opens the passages of all articles.
    fn label(&self, ui: &Ui, rect: Rect, id: Id, line: &Line, galley: &Arc<egui::Galley>) {
        let theme = self.screen.theme;
        let has_passages = line.passages().next().is_some();
        let sense = if has_passages {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| {
            let role = if has_passages {
                Role::Button
            } else {
                Role::Label
            };
            let tail = if has_passages {
                ", opens the passages of all articles"
            } else {
                ""
            };
            WidgetInfo::labeled(role, true, format!("{}{tail}", line.label))
        });
        if response.clicked() {
            self.screen.send(Command::OpenDialog(Dialog::Passages {
                title: format!("{} in all articles", line.label),
                passages: line.passages().copied().collect(),
            }));
        }
        if !ui.is_rect_visible(rect) {
            return;
        }
        let ground = if has_passages && response.hovered() {
            theme.hover
        } else {
            theme.card
        };
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, ground);
        painter.galley(rect.min + vec2(SIDE, EDGE), Arc::clone(galley), theme.ink);
        painter.vline(rect.right() - 0.5, rect.y_range(), self.hairline());
        painter.hline(rect.x_range(), rect.bottom() - 0.5, self.hairline());
        if response.has_focus() {
            focus_ring(ui, theme, rect.shrink(1.0));
        }
        response.on_hover_ui(|ui| {
            if !line.meaning.is_empty() {
                ui.label(&*line.meaning);
            }
            if has_passages {
                ui.label("Click for the passages of all articles");
            }
        });
    }

    fn cell(&self, ui: &mut Ui, rect: Rect, id: Id, entry: &Entry, galley: &Arc<egui::Galley>) {
        let theme = self.screen.theme;
        let does_something = entry.opens != Opens::Nothing;
        let sense = if does_something {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| {
            let role = if does_something {
                Role::Button
            } else {
                Role::Label
            };
            WidgetInfo::labeled(role, true, &entry.spoken)
        });
        if response.gained_focus() {
            ui.scroll_to_rect(rect.expand(4.0), None::<Align>);
        }
        if response.clicked() {
            self.screen.send_opened(&entry.opens);
        }
        if !ui.is_rect_visible(rect) {
            return;
        }
        let painter = ui.painter();
        let ground = if does_something && response.hovered() {
            theme.hover
        } else if entry.is_missing {
            theme.panel
        } else {
            theme.card
        };
        painter.rect_filled(rect, 0.0, ground);
        if entry.is_missing {
            hatch(ui, rect, self.screen);
        }
        // Inside the cell: the next one covers what lies beyond its edge.
        painter.hline(rect.x_range(), rect.bottom() - 0.5, self.hairline());
        painter.vline(rect.right() - 0.5, rect.y_range(), self.hairline());
        let at = rect.min + vec2(SIDE, EDGE);
        painter.galley(at, Arc::clone(galley), theme.ink);
        if let Some(tone) = entry.tone {
            let row = galley.rows.first().map_or(16.0, |row| row.row.size.y);
            paint_sentiment(painter, theme, at + vec2(5.0, row / 2.0), 8.0, tone);
        }
        if let Some((layer, share)) = entry.bar {
            let track = Rect::from_min_max(
                pos2(at.x + NUMBER, rect.center().y - BAR / 2.0),
                pos2(rect.right() - SIDE, rect.center().y + BAR / 2.0),
            );
            painter.rect_filled(track, 3.0, theme.hover);
            #[expect(clippy::cast_possible_truncation, reason = "a fraction")]
            let filled = track.width() * share.fraction() as f32;
            painter.rect_filled(
                Rect::from_min_size(track.min, vec2(filled, BAR)),
                3.0,
                theme.ribbon(layer),
            );
        }
        if response.has_focus() {
            focus_ring(ui, theme, rect.shrink(1.0));
        }
        if does_something {
            response
                .on_hover_cursor(CursorIcon::PointingHand)
                .on_hover_ui(|ui| {
                    ui.label(entry.hint());
                });
        }
    }

    fn caveats(&self, ui: &Ui, top: f32, laid: &LaidOut) {
        let theme = self.screen.theme;
        let mut y = top;
        let title = theme.text("Keep in mind", Face::SansStrong, 14.0, theme.ink);
        let title = ui.painter().layout_job(title);
        let left = self.seen.left() + SIDE;
        ui.painter().galley(
            pos2(left, y + HEADING / 2.0 - title.size().y / 2.0),
            title,
            theme.ink,
        );
        y += HEADING;
        for caveat in &laid.caveats {
            ui.painter()
                .galley(pos2(left, y), Arc::clone(caveat), theme.ink_second);
            y += caveat.size().y + EDGE;
        }
    }

    fn hairline(&self) -> Stroke {
        Stroke::new(1.0, self.screen.theme.hairline)
    }
}

impl Line {
    /// The passages of all articles.
    fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.entries
            .iter()
            .filter_map(|entry| match &entry.opens {
                Opens::Passages { passages, .. } => Some(passages),
                _ => None,
            })
            .flatten()
    }
}

impl Entry {
    fn hint(&self) -> String {
        match &self.opens {
            Opens::Nothing => String::new(),
            Opens::Article(_) => "Open the article in Read".to_owned(),
            Opens::Passages { passages, .. } => match passages.len() {
                1 => "Show the passage".to_owned(),
                count => format!("Show the {count} passages"),
            },
        }
    }
}

impl Screen<'_> {
    /// Opens what a cell stands for.
    fn send_opened(&self, opens: &Opens) {
        match opens {
            Opens::Nothing => {}
            Opens::Article(id) => self.send(Command::ShowArticle(*id)),
            Opens::Passages { title, passages } => {
                self.send(Command::OpenDialog(Dialog::Passages {
                    title: title.clone(),
                    passages: passages.clone(),
                }));
            }
        }
    }
}

/// Slanted stripes: nothing is here.
fn hatch(ui: &Ui, rect: Rect, screen: &Screen<'_>) {
    const STEP: f32 = 12.0;
    const WIDTH: f32 = 4.0;
    let colour = screen.theme.hover;
    let height = rect.height();
    let mut mesh = Mesh::default();
    // Stripes start at multiples of the step, so that neighbouring cells join.
    let mut x = ((rect.left() - height) / STEP).floor() * STEP;
    while x < rect.right() {
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
        mesh.colored_vertex(pos2(x, rect.bottom()), colour);
        mesh.colored_vertex(pos2(x + WIDTH, rect.bottom()), colour);
        mesh.colored_vertex(pos2(x + WIDTH + height, rect.top()), colour);
        mesh.colored_vertex(pos2(x + height, rect.top()), colour);
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first, first + 2, first + 3);
        x += STEP;
    }
    ui.painter()
        .with_clip_rect(rect.intersect(ui.clip_rect()))
        .add(Shape::mesh(mesh));
}
