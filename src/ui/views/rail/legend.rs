//! The key to the marks, at the foot of the list: every line and colour that occurs in a text.

use egui::{Color32, Label, Rect, Response, Sense, Shape, Stroke, Ui, Vec2};

use crate::model::{ArticleId, Decision, Layer};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::article_text::{DASHED, DOTTED, Pattern};
use crate::ui::widgets::controls::{SMALL, overline_ui};

/// Room before the names of what has no colour in the ribbon.
const INDENT: f32 = 22.0;

/// What the colours and lines mean that stand in these articles.
pub(in crate::ui::views) fn legend_ui(ui: &mut Ui, screen: &Screen<'_>, articles: &[ArticleId]) {
    let theme = screen.theme;
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.spacing_mut().interact_size.y = 16.0;
    overline_ui(ui, theme, "Reading the marks");
    ui.add_space(2.0);
    for layer in Layer::ALL {
        let tip = match layer {
            Layer::Reported => {
                "Statements that could be checked, whoever makes them. Bold is the source, with the words that cite it, and nothing else"
            }
            Layer::Voices => {
                "Quotations and other people’s judgements; quoted words have a thin underline"
            }
            Layer::Framing => {
                "The outlet’s own judgements; the words that show it have a thick underline"
            }
        };
        row_ui(ui, tip, |ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(14.0, 14.0), Sense::hover());
            let swatch = Rect::from_center_size(rect.center(), Vec2::splat(10.0));
            ui.painter().rect_filled(swatch, 2.0, theme.ribbon(layer));
            layer_ui(ui, theme, layer);
        });
    }
    let dotted = (DOTTED, theme.framing);
    let tip =
        "Names that judge, and other marked wordings, in reporting or in other people’s words";
    patterned_row_ui(ui, theme, "Marked, but not framing", tip, dotted);
    let dashed = (DASHED, theme.reported);
    let tip = "Nobody one could ask: “critics say”, “reportedly”";
    patterned_row_ui(ui, theme, "Source that is not named", tip, dashed);
    let occurs = Occurs::in_articles(screen, articles);
    if occurs.denied {
        row_ui(ui, "A mark that you disagreed with", |ui| {
            ui.add_space(INDENT);
            let response = name_ui(ui, theme, "You disagree", theme.ink_second);
            underline(ui, &response, Stroke::new(1.0, theme.ink_third));
        });
    }
    if occurs.own {
        own_row_ui(ui, theme);
    }
    tone_row_ui(ui, theme);
}

/// Lines that only the reader makes.
#[derive(Clone, Copy, Debug, Default)]
struct Occurs {
    own: bool,
    denied: bool,
}

impl Occurs {
    fn in_articles(screen: &Screen<'_>, articles: &[ArticleId]) -> Self {
        let project = screen.state.document.project();
        let mut occurs = Self::default();
        for coding in articles.iter().filter_map(|id| project.coding(*id)) {
            occurs.own |= !coding.marks.is_empty();
            let mut decisions = coding.judgements.values().map(|known| known.decision);
            occurs.denied |= decisions.any(|decision| decision == Some(Decision::Disagree));
        }
        occurs
    }
}

fn own_row_ui(ui: &mut Ui, theme: &Theme) {
    // Its line runs above the words: clear of the one under the row before.
    ui.add_space(3.0);
    let tip = "Words you marked by hand; select words in the text and press a number";
    row_ui(ui, tip, |ui| {
        ui.add_space(INDENT);
        let response = name_ui(ui, theme, "Your own mark", theme.ink);
        let (rect, stroke) = (response.rect, Stroke::new(1.5, theme.human));
        let top = rect.top();
        ui.painter().hline(rect.x_range(), top, stroke);
        for x in [rect.left(), rect.right()] {
            ui.painter().vline(x, top..=top + 4.0, stroke);
        }
    });
}

fn tone_row_ui(ui: &mut Ui, theme: &Theme) {
    row_ui(ui, "Tone of a sentence, by its words", |ui| {
        for (sign, color, word) in [
            ("▲", theme.positive, "positive"),
            ("▼", theme.negative, "negative"),
            ("●", theme.ink_second, "mixed"),
        ] {
            ui.spacing_mut().item_spacing.x = 3.0;
            ui.add(Label::new(theme.text(sign, Face::Sans, 11.0, color)).selectable(false));
            name_ui(ui, theme, word, theme.ink_second);
            ui.add_space(4.0);
        }
    });
}

/// A row whose name is underlined as the words are.
fn patterned_row_ui(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    tip: &str,
    (pattern, colour): (Pattern, Color32),
) {
    row_ui(ui, tip, |ui| {
        ui.add_space(INDENT);
        let rect = name_ui(ui, theme, name, theme.ink).rect;
        let mut mesh = egui::Mesh::default();
        pattern.paint(&mut mesh, rect.x_range(), rect.bottom() - 0.5, colour);
        ui.painter().add(mesh);
    });
}

fn row_ui(ui: &mut Ui, tip: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_height(17.0);
        add(ui);
    })
    .response
    .on_hover_text(tip);
}

fn name_ui(ui: &mut Ui, theme: &Theme, name: &str, colour: Color32) -> Response {
    let mut job = theme.text(name, Face::Sans, SMALL, colour);
    job.wrap.max_width = f32::INFINITY;
    ui.add(Label::new(job).selectable(false))
}

fn underline(ui: &Ui, response: &Response, stroke: Stroke) {
    let rect = response.rect;
    ui.painter()
        .line_segment([rect.left_bottom(), rect.right_bottom()], stroke);
}

/// The layer's name, marked as its words are marked in an article.
fn layer_ui(ui: &mut Ui, theme: &Theme, layer: Layer) {
    let (face, colour) = match layer {
        Layer::Reported => (Face::SansStrong, theme.reported),
        Layer::Voices | Layer::Framing => (Face::Sans, theme.ink),
    };
    let ground = ui.painter().add(Shape::Noop);
    let job = theme.text(layer.title(), face, SMALL, colour);
    let response = ui.add(Label::new(job).selectable(false));
    match layer {
        Layer::Reported => {}
        Layer::Voices => underline(ui, &response, Stroke::new(1.0, theme.voices)),
        Layer::Framing => {
            let tint = response.rect.expand2(Vec2::new(3.0, 0.0));
            let tint = Shape::rect_filled(tint, 0.0, theme.framing_tint);
            ui.painter().set(ground, tint);
            underline(ui, &response, Stroke::new(2.0, theme.framing));
        }
    }
}
