//! A laid out block on the screen.

use egui::{
    Color32, Id, Mesh, Painter, Pos2, Rangef, Rect, Response, Role, Sense, Stroke, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::model::{Analysis, Layer, MarkId, Sentence};
use crate::state::Target;
use crate::ui::theme::Theme;
use crate::ui::widgets::sentiment::sentiment_word;

use super::blocks::Kind;
use super::layout::Laid;
use super::marks::{MarkKind, PhraseOf};
use super::selecting::Gesture;
use super::{TextAction, TextInput};
use super::{margin, own};

/// Where a block is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub id: Id,
    pub top: Pos2,
    pub width: f32,
    /// Where selected words lie on its lines.
    pub words: &'a [Rect],
}

/// Draws one block and notes what the pointer does on it.
pub(super) fn block(
    ui: &mut Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    laid: &Laid,
    place: Place<'_>,
    action: &mut TextAction,
    labels_end: &mut f32,
) -> Gesture {
    let indent = if laid.kind == Kind::Turn {
        (place.width - laid.galley.size().x) / 2.0
    } else {
        laid.indent
    };
    let at = place.top + vec2(indent, laid.pad);
    let rect = Rect::from_min_size(at, laid.galley.size());
    paint_under(ui.painter(), theme, input, laid, at.to_vec2());
    for part in place.words {
        let part = part.translate(at.to_vec2());
        ui.painter().rect_filled(part, 2.0, theme.action_tint);
        action.words_at = Some(action.words_at.map_or(part, |before| before.union(part)));
    }
    let mut sense = Sense::click_and_drag();
    sense -= Sense::FOCUSABLE;
    let response = ui.interact(rect, place.id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), laid.galley.text()));
    let gesture = words_ui(ui, theme, laid, &response, at);
    paint_over(ui.painter(), theme, input, laid, at.to_vec2());
    match laid.kind {
        Kind::Turn => turn_dashes(ui.painter(), theme, place, rect),
        Kind::Paragraph(crate::model::Role::List) => {
            let bullet = at + vec2(-indent * 0.55, input.look.size * 0.78);
            ui.painter().circle_filled(bullet, 2.2, theme.ink_second);
        }
        _ => {}
    }
    if let Some(note) = &laid.note {
        ui.painter()
            .galley(rect.left_bottom(), note.clone(), theme.ink_second);
    }
    point(input, laid, &response, at, action);
    tooltip(input, laid, &response, at, theme);
    if let Some(analysis) = input.analysis {
        margin::gutter(ui, theme, input, analysis, laid, place, action);
    }
    margin::labels(ui, theme, input, laid, place, action, labels_end);
    gesture
}

/// The letters themselves. Those of the article can be selected as one text; a title that
/// stands elsewhere and the words at the turn by themselves.
fn words_ui(ui: &Ui, theme: &Theme, laid: &Laid, response: &Response, at: Pos2) -> Gesture {
    if !matches!(laid.kind, Kind::Paragraph(_) | Kind::SetAside(_)) {
        egui::text_selection::LabelSelectionState::label_text_selection(
            ui,
            response,
            at,
            laid.galley.clone(),
            theme.ink,
            Stroke::NONE,
        );
        return Gesture::default();
    }
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::Text);
    }
    ui.painter().galley(at, laid.galley.clone(), theme.ink);
    // Screen readers read the lines word by word.
    egui::text_selection::accesskit_text::update_accesskit_for_text_widget(
        ui.ctx(),
        response.id,
        None,
        egui::emath::TSTransform::from_translation(at.to_vec2()),
        &laid.galley,
    );
    Gesture::of(ui, response)
}

fn turn_dashes(painter: &Painter, theme: &Theme, place: Place<'_>, words: Rect) {
    let stroke = Stroke::new(1.0, theme.framing_ribbon);
    let y = words.center().y;
    for (from, to) in [
        (place.top.x, words.left() - 8.0),
        (words.right() + 8.0, place.top.x + place.width),
    ] {
        if to - from > 6.0 {
            painter.extend(egui::Shape::dashed_line(
                &[pos2(from, y), pos2(to, y)],
                stroke,
                5.0,
                3.0,
            ));
        }
    }
}

/// Grounds: framing, then what is pointed at and what is selected.
fn paint_under(painter: &Painter, theme: &Theme, input: &TextInput<'_>, laid: &Laid, shift: Vec2) {
    let mut mesh = Mesh::default();
    for mark in &laid.marks {
        if mark.kind == MarkKind::Tint {
            mesh.add_colored_rect(
                mark.rect.expand2(vec2(3.0, 0.0)).translate(shift),
                theme.framing_tint,
            );
        }
    }
    if !mesh.is_empty() {
        painter.add(mesh);
    }
    for (target, is_selected) in [(input.hovered, false), (input.selection, true)] {
        let Some(target) = target.filter(|target| target.article() == input.article.id) else {
            continue;
        };
        if let Target::Mark(_, id) = target {
            highlight_own(painter, theme, laid, shift, id, is_selected);
        } else if let (Target::Sentence(_, index), false) = (target, input.look.says_layers) {
            let ground = if is_selected {
                theme.action_tint
            } else {
                theme.hover
            };
            for rect in laid.sentence_rects(index) {
                painter.rect_filled(rect.expand2(vec2(3.0, 0.0)).translate(shift), 0.0, ground);
            }
        } else if let Some(analysis) = input.analysis {
            highlight(painter, theme, analysis, laid, shift, target, is_selected);
        }
    }
}

fn highlight(
    painter: &Painter,
    theme: &Theme,
    analysis: &Analysis,
    laid: &Laid,
    shift: Vec2,
    target: Target,
    is_selected: bool,
) {
    let strength = if is_selected { 0.45 } else { 0.22 };
    match target {
        Target::Sentence(_, index) => {
            let Some(sentence) = analysis.sentences.get(index) else {
                return;
            };
            let ground = match sentence.layer() {
                Some(Layer::Framing) => theme
                    .framing_tint
                    .lerp_to_gamma(theme.framing_ribbon, strength * 0.7),
                Some(Layer::Voices) => theme.paper.lerp_to_gamma(theme.voices_tint, strength * 2.2),
                Some(Layer::Reported) | None => theme
                    .paper
                    .lerp_to_gamma(theme.reported_tint, strength * 2.2),
            };
            for rect in laid.sentence_rects(index) {
                painter.rect_filled(rect.expand2(vec2(3.0, 0.0)).translate(shift), 0.0, ground);
            }
        }
        Target::Finding(_, key) => {
            let edge = Stroke::new(if is_selected { 1.5 } else { 1.0 }, theme.framing_ribbon);
            let ground = theme
                .framing_tint
                .lerp_to_gamma(theme.framing_ribbon, strength);
            for phrase in &laid.phrases {
                let PhraseOf::Finding(index) = phrase.of else {
                    continue;
                };
                if analysis.findings[index].key == key {
                    painter.rect(
                        phrase.rect.expand2(vec2(3.0, -1.0)).translate(shift),
                        4.0,
                        ground,
                        edge,
                        egui::StrokeKind::Inside,
                    );
                }
            }
        }
        Target::Mark(..) => {}
        Target::Source(_, source) => {
            for phrase in &laid.phrases {
                if phrase.of == PhraseOf::Source(source) {
                    painter.rect(
                        phrase.rect.expand2(vec2(3.0, -1.0)).translate(shift),
                        4.0,
                        theme.reported_tint,
                        Stroke::new(if is_selected { 1.5 } else { 1.0 }, theme.reported_ribbon),
                        egui::StrokeKind::Inside,
                    );
                }
            }
        }
    }
}

fn highlight_own(
    painter: &Painter,
    theme: &Theme,
    laid: &Laid,
    shift: Vec2,
    id: MarkId,
    is_selected: bool,
) {
    for part in laid.own.iter().filter(|part| part.id == id) {
        let rect = part.rect.expand2(vec2(3.0, -1.0)).translate(shift);
        let edge = Stroke::new(if is_selected { 1.5 } else { 1.0 }, theme.human);
        painter.rect(rect, 4.0, theme.human_tint, edge, egui::StrokeKind::Inside);
    }
}

/// Lines under the letters: solid, dotted, dashed, thin. A mark that the reader denies keeps a
/// thin grey one, one that is not asked for none.
fn paint_over(painter: &Painter, theme: &Theme, input: &TextInput<'_>, laid: &Laid, shift: Vec2) {
    let mut mesh = Mesh::default();
    for mark in &laid.marks {
        let rect = mark.rect.translate(shift);
        let y = mark.baseline + shift.y;
        match mark.kind {
            MarkKind::Tint => {}
            _ if mark.finding.is_some_and(|index| input.is_left_out(index)) => {}
            _ if mark.finding.is_some_and(|index| input.is_denied(index)) => {
                line(&mut mesh, rect, y + 3.0, 1.0, theme.ink_third);
            }
            MarkKind::Solid => line(&mut mesh, rect, y + 3.0, 2.0, theme.framing),
            MarkKind::Quotation => line(&mut mesh, rect, y + 5.0, 1.0, theme.voices),
            MarkKind::Dotted => DOTTED.paint(&mut mesh, rect.x_range(), y + 2.5, theme.framing),
            MarkKind::Vague => DASHED.paint(&mut mesh, rect.x_range(), y + 3.5, theme.reported),
        }
    }
    own::paint(&mut mesh, theme, laid, shift);
    if !mesh.is_empty() {
        painter.add(mesh);
    }
}

fn line(mesh: &mut Mesh, rect: Rect, y: f32, width: f32, colour: Color32) {
    let y = y.round();
    mesh.add_colored_rect(
        Rect::from_min_max(pos2(rect.left(), y), pos2(rect.right(), y + width)),
        colour,
    );
}

/// A line of dots or dashes.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    length: f32,
    gap: f32,
    width: f32,
}

/// Under a finding outside framing.
pub const DOTTED: Pattern = Pattern {
    length: 2.0,
    gap: 2.0,
    width: 2.0,
};
/// Under a source nobody could ask.
pub const DASHED: Pattern = Pattern {
    length: 5.0,
    gap: 3.0,
    width: 1.2,
};

impl Pattern {
    /// Paints it from left to right.
    pub fn paint(self, mesh: &mut Mesh, x: Rangef, y: f32, colour: Color32) {
        let y = y.round();
        let mut left = x.min;
        while left < x.max {
            let right = (left + self.length).min(x.max);
            let dash = Rect::from_min_max(pos2(left, y), pos2(right, y + self.width));
            mesh.add_colored_rect(dash, colour);
            left += self.length + self.gap;
        }
    }
}

/// What lies under a place of the galley, the smallest first: marks and sources, then the
/// sentence. Of two on the same words the reader's own comes first.
fn targets_at(input: &TextInput<'_>, laid: &Laid, place: Pos2) -> Vec<Target> {
    let article = input.article.id;
    let mut phrases: Vec<_> = laid
        .phrases
        .iter()
        .filter(|phrase| phrase.rect.contains(place))
        .collect();
    phrases.sort_by(|one, other| one.rect.width().total_cmp(&other.rect.width()));
    let mut targets: Vec<Target> = phrases
        .into_iter()
        .filter_map(|phrase| target_of(input, phrase.of))
        .collect();
    if targets.is_empty() {
        let inside = |rect: &Rect| rect.expand2(vec2(2.0, 0.0)).contains(place);
        let mut sentences = laid.sentences.iter();
        let sentence = sentences.find(|(_, rects)| rects.iter().any(inside));
        targets.extend(sentence.map(|(index, _)| Target::Sentence(article, *index)));
    }
    targets
}

pub(super) fn target_of(input: &TextInput<'_>, of: PhraseOf) -> Option<Target> {
    let article = input.article.id;
    Some(match of {
        PhraseOf::Finding(index) => {
            Target::Finding(article, input.analysis?.findings.get(index)?.key)
        }
        PhraseOf::Source(index) => Target::Source(article, index),
        PhraseOf::Own(id) => Target::Mark(article, id),
    })
}

fn point(
    input: &TextInput<'_>,
    laid: &Laid,
    response: &Response,
    at: Pos2,
    action: &mut TextAction,
) {
    if let Some(pos) = response.hover_pos() {
        let targets = targets_at(input, laid, (pos - at).to_pos2());
        action.hovered = targets.first().copied();
    }
    if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        let targets = targets_at(input, laid, (pos - at).to_pos2());
        // Another click on the same words takes what else lies there.
        let selected = targets
            .iter()
            .position(|target| Some(*target) == input.selection);
        let next = selected.and_then(|at| targets.get(at + 1));
        let same = selected.and_then(|at| targets.get(at));
        action.clicked = next.or(same).or_else(|| targets.first()).copied();
    }
}

fn tooltip(input: &TextInput<'_>, laid: &Laid, response: &Response, at: Pos2, theme: &Theme) {
    let Some(pos) = response.hover_pos() else {
        return;
    };
    let targets = targets_at(input, laid, (pos - at).to_pos2());
    let (title, words, colour) = match targets.first() {
        Some(Target::Finding(_, key)) => {
            let mut findings = input
                .analysis
                .iter()
                .flat_map(|analysis| &analysis.findings);
            let Some(finding) = findings.find(|finding| finding.key == *key) else {
                return;
            };
            let summary = finding.reason.summary.clone();
            (finding.device.name(), summary, theme.framing)
        }
        Some(Target::Mark(_, id)) => {
            let Some(mark) = input.coding.and_then(|coding| coding.marks.get(id)) else {
                return;
            };
            (mark.code.title(), own::words(mark), theme.human)
        }
        _ => return,
    };
    response.clone().on_hover_ui_at_pointer(|ui| {
        use crate::ui::theme::Face;
        ui.set_max_width(320.0);
        ui.label(theme.text(title, Face::SansStrong, 12.5, colour));
        ui.label(theme.text(&words, Face::Sans, 12.5, theme.ink));
    });
}

/// What a sentence is, in words: `Sentence 12, editorial framing, negative`, or `Sentence 12,
/// not analysed: German`.
pub fn sentence_words(sentence: &Sentence) -> String {
    let name = sentence_name(sentence);
    match sentence.verdict {
        Ok(verdict) => format!(
            "{name}, {}, {}",
            verdict.layer.title().to_lowercase(),
            sentiment_word(verdict.sentiment)
        ),
        Err(why) => format!("{name}, {}", why.words()),
    }
}

pub(super) fn sentence_name(sentence: &Sentence) -> String {
    sentence.number.map_or_else(
        || "Heading".to_owned(),
        |number| format!("Sentence {number}"),
    )
}
