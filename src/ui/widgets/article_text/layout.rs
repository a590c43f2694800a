//! One block as a galley, with the places of everything painted around it.

use std::sync::Arc;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Galley, Rect, Ui};

use crate::model::{Direction, Role, Turn};
use crate::text::direction;
use crate::ui::theme::{Face, Theme};

use super::TextInput;
use super::blocks::{Block, Kind};
use super::marks::{self, GutterRow, Label, Mark, Phrase};
use super::own::{self, OwnPart};

/// Line height as a multiple of the size.
const LEADING: f32 = 1.55;

/// A block that was laid out.
#[derive(Debug)]
pub(super) struct Laid {
    pub kind: Kind,
    pub galley: Arc<Galley>,
    /// Height with the room around it.
    pub height: f32,
    /// Room above the galley.
    pub pad: f32,
    /// Room left of the galley.
    pub indent: f32,
    /// Whether its words run from right to left, so that no mark can be placed.
    pub is_plain: bool,
    pub marks: Vec<Mark>,
    pub phrases: Vec<Phrase>,
    /// The reader's own marks.
    pub own: Vec<OwnPart>,
    /// Sentences, with a rectangle for every line they touch.
    pub sentences: Vec<(usize, Vec<Rect>)>,
    pub gutter: Vec<GutterRow>,
    pub labels: Vec<Label>,
    /// Why a set-aside line was set aside, or that a block is shown plainly.
    pub note: Option<Arc<Galley>>,
}

impl Laid {
    pub(super) fn sentence_rects(&self, sentence: usize) -> &[Rect] {
        self.sentences
            .iter()
            .find(|(index, _)| *index == sentence)
            .map_or(&[], |(_, rects)| rects)
    }
}

/// Size, face and room of a block.
#[derive(Clone, Copy, Debug)]
struct Setting {
    size: f32,
    leading: f32,
    is_strong: bool,
    is_sans: bool,
    above: f32,
    below: f32,
    indent: f32,
}

fn setting(kind: Kind, size: f32, is_first: bool) -> Setting {
    let running = Setting {
        size,
        leading: LEADING,
        is_strong: false,
        is_sans: false,
        above: 0.0,
        // More than half a line, so that a copy has an empty line between paragraphs.
        below: size * 0.79,
        indent: 0.0,
    };
    let mut setting = match kind {
        Kind::Title | Kind::Paragraph(Role::Headline) => Setting {
            size: size * 1.62,
            leading: 1.22,
            is_strong: true,
            above: size * 0.2,
            below: size * 0.75,
            ..running
        },
        Kind::Paragraph(Role::Subheading) => Setting {
            size: size * 1.1,
            leading: 1.4,
            is_strong: true,
            above: size * 0.4,
            below: size * 0.4,
            ..running
        },
        Kind::Paragraph(Role::Byline) | Kind::SetAside(_) => Setting {
            size: size * 0.76,
            leading: 1.5,
            is_sans: true,
            ..running
        },
        Kind::Paragraph(Role::Caption) => Setting {
            size: size * 0.86,
            leading: 1.45,
            ..running
        },
        Kind::Paragraph(Role::List) => Setting {
            indent: size * 1.1,
            below: size * 0.4,
            ..running
        },
        Kind::Paragraph(Role::Quote) => Setting {
            indent: size * 1.1,
            ..running
        },
        Kind::Paragraph(Role::Body) => running,
        Kind::Turn => Setting {
            size: size * 0.74,
            leading: 1.45,
            is_strong: true,
            is_sans: true,
            above: size * 0.35,
            below: size * 0.65,
            ..running
        },
    };
    if is_first {
        setting.above = 0.0;
    }
    setting
}

/// A block's height, guessed from its length.
pub(super) fn estimate(block: &Block, input: &TextInput<'_>, width: f32) -> f32 {
    let setting = setting(block.kind, input.look.size, block.is_first);
    let length = match block.kind {
        Kind::Title => input.article.title.text.len(),
        Kind::Turn => 100,
        Kind::Paragraph(_) | Kind::SetAside(_) => block.span.len(),
    };
    #[expect(clippy::cast_precision_loss, reason = "a guess about lines")]
    let lines = (length as f32 * setting.size * 0.455 / (width - setting.indent)).ceil();
    setting.above + setting.below + lines.max(1.0) * (setting.size * setting.leading).round()
}

/// Lays a block out.
pub(super) fn lay_out(
    ui: &Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    block: &Block,
    width: f32,
) -> Laid {
    let setting = setting(block.kind, input.look.size, block.is_first);
    let text = text_of(block, input);
    let is_plain = marks::runs_from_right(&text);
    let styles = marks::styles(input, block, is_plain);
    let job = job(theme, setting, block, text, &styles, width);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let note = note(ui, theme, input, block, is_plain);
    let mut laid = Laid {
        kind: block.kind,
        height: setting.above
            + galley.size().y
            + setting.below
            + note.as_ref().map_or(0.0, |note| note.size().y),
        pad: setting.above,
        indent: setting.indent,
        is_plain,
        marks: Vec::new(),
        phrases: Vec::new(),
        own: Vec::new(),
        sentences: Vec::new(),
        gutter: Vec::new(),
        labels: Vec::new(),
        note,
        galley,
    };
    own::place(input, block, &mut laid);
    if let Some(analysis) = input.analysis.filter(|_| !block.sentences.is_empty()) {
        marks::place(ui, theme, input, analysis, block, &mut laid);
    }
    marks::place_labels(ui, theme, input, block, &mut laid);
    laid
}

pub(super) fn text_of(block: &Block, input: &TextInput<'_>) -> String {
    match block.kind {
        Kind::Title => direction::shown(&input.article.title.text).into_owned(),
        Kind::Turn => input
            .analysis
            .and_then(|analysis| analysis.turn.as_ref())
            .map_or_else(String::new, turn_words),
        // Line ends inside a paragraph are the file's, not the author's. The
        // substitutes are as long, so that places stay the same.
        Kind::Paragraph(_) | Kind::SetAside(_) => {
            direction::shown(block.span.of(&input.article.text)).replace(['\n', '\r', '\t'], " ")
        }
    }
}

/// What stands at the turn.
pub fn turn_words(turn: &Turn) -> String {
    let (above, below) = (turn.above, turn.below);
    let unsourced =
        |side: crate::model::TurnSide| side.sentences - side.sourced.min(side.sentences);
    match turn.direction {
        Direction::IntoFraming => format!(
            "The register changes here\nAbove, {} of {} sentences name a source; below, {} of {} do not",
            above.sourced,
            above.sentences,
            unsourced(below),
            below.sentences
        ),
        Direction::IntoReporting => format!(
            "The register changes here\nAbove, {} of {} sentences name no source; below, {} of {} do",
            unsourced(above),
            above.sentences,
            below.sourced,
            below.sentences
        ),
    }
}

fn job(
    theme: &Theme,
    setting: Setting,
    block: &Block,
    text: String,
    styles: &[(std::ops::Range<usize>, marks::Style)],
    width: f32,
) -> LayoutJob {
    let format = |style: marks::Style| -> TextFormat {
        let is_strong = setting.is_strong || style.is_cited;
        let face = match (setting.is_sans, is_strong) {
            (true, true) => Face::SansStrong,
            (true, false) => Face::Sans,
            (false, true) => Face::SerifStrong,
            (false, false) => Face::Serif,
        };
        let colour = match block.kind {
            Kind::Turn => theme.framing,
            Kind::SetAside(_) | Kind::Paragraph(Role::Byline | Role::Caption) => theme.ink_second,
            _ if style.is_dim => theme.ink_second.lerp_to_gamma(theme.paper, 0.25),
            _ if style.is_cited => theme.reported,
            _ => theme.ink,
        };
        TextFormat {
            line_height: Some((setting.size * setting.leading).round()),
            ..theme.format(face, setting.size, colour)
        }
    };
    let sections = styles
        .iter()
        .map(|(range, style)| LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(range.start)..ByteIndex(range.end),
            format: format(*style),
        })
        .collect();
    let margin = if block.kind == Kind::Turn { 44.0 } else { 0.0 };
    LayoutJob {
        text,
        sections,
        wrap: TextWrapping {
            max_width: (width - setting.indent - 2.0 * margin).max(40.0),
            ..TextWrapping::default()
        },
        ..LayoutJob::default()
    }
}

fn note(
    ui: &Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    block: &Block,
    is_plain: bool,
) -> Option<Arc<Galley>> {
    let text = match block.kind {
        Kind::SetAside(at) => {
            format!("Set aside: {}", input.article.set_aside.get(at)?.why)
        }
        _ if is_plain && input.analysis.is_some() => {
            "Shown without marks: they cannot be drawn in text that runs from right to left."
                .to_owned()
        }
        _ => return None,
    };
    let job = theme.text(&text, Face::Sans, 11.0, theme.ink_second);
    Some(ui.fonts_mut(|fonts| fonts.layout_job(job)))
}
