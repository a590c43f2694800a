//! What stands beside the text once it is coded: how far the reader's coding and the marks
//! agree, and the sentences that the two code differently, to work through.

use egui::{
    CursorIcon, Frame, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::figures;
use crate::compare::reliability::{Difference, Reliability};
use crate::compare::shortened;
use crate::compare::units::Said;
use crate::model::{Article, ArticleId, Code, Layer};
use crate::state::{AgreementScope, Command, Side, Slot, Target, View};
use crate::text::quotation::in_quotes;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{
    SMALL, TEXT, focus_ring, heading_ui, note_ui, real, segmented_ui,
};

/// Room left and right.
const SIDE: f32 = 12.0;
/// Height of one row of the worklist, and the room below it.
const ROW: f32 = 84.0;
const GAP: f32 = 6.0;

/// What is kept from frame to frame.
#[derive(Debug, Default)]
pub(super) struct AgreementMemory {
    /// The selection that the list has last scrolled to.
    followed: Option<Target>,
}

/// J and K go through the sentences that were coded differently, while they are shown; 1 to 3
/// code the selected sentence.
pub(super) fn keys(ui: &Ui, screen: &Screen<'_>) {
    let session = &screen.state.session;
    let hides = |id| screen.state.analyses.hides(id);
    if session.view != View::Read
        || session.side != Side::Agreement
        || session.article.is_none_or(hides)
        || session.dialog.is_some()
        || ui.ctx().text_edit_focused()
    {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if let Some(Target::Sentence(article, sentence)) = session.selection
        && session.words.is_none()
    {
        let numbers = [Key::Num1, Key::Num2, Key::Num3];
        for (layer, number) in Layer::ALL.into_iter().zip(numbers) {
            if pressed(number) {
                screen.send(Command::CodeSentence(article, sentence, Some(layer)));
            }
        }
    }
    let figures = screen.state.analyses.agreed.figures.get();
    let Some(figures) = figures.filter(|known| !known.differences.is_empty()) else {
        return;
    };
    let to = if pressed(Key::J) {
        next(screen, figures, true)
    } else if pressed(Key::K) {
        next(screen, figures, false)
    } else {
        return;
    };
    if let Some(to) = to {
        screen.send(Command::Reveal(target(to)));
    }
}

/// The difference after or before what is selected, in reading order and round the end. The
/// selected sentence need not differ any more: it may just have been coded anew.
fn next<'f>(
    screen: &Screen<'_>,
    figures: &'f Reliability,
    is_forward: bool,
) -> Option<&'f Difference> {
    let articles = &screen.state.document.project().articles;
    let order = |id: ArticleId, sentence: usize| {
        let at = articles.iter().position(|article| article.id == id);
        (at, sentence)
    };
    let selection = screen.state.session.selection;
    let here = selection.and_then(|selected| {
        let sentence = super::sentence_of(screen, selected)?;
        Some(order(selected.article(), sentence))
    });
    let all = || figures.differences.iter();
    let place = |one: &&Difference| order(one.article, one.unit.sentence);
    if is_forward {
        let after = all().find(|one| here.is_none_or(|here| place(one) > here));
        after.or_else(|| all().next())
    } else {
        let before = all().rfind(|one| here.is_none_or(|here| place(one) < here));
        before.or_else(|| all().next_back())
    }
}

/// The sentence of a difference.
fn target(difference: &Difference) -> Target {
    Target::Sentence(difference.article, difference.unit.sentence)
}

/// Draws the panel.
pub(super) fn agreement_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut AgreementMemory,
    article: &Article,
) {
    let scope = screen.state.session.agreement_scope;
    ScrollArea::vertical()
        .id_salt(("agreement", article.id))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::NONE.inner_margin(SIDE).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 5.0;
                heading_ui(ui, screen.theme, "Your coding and the marks");
                scope_ui(ui, screen, scope);
                ui.add_space(4.0);
                let figures = &screen.state.analyses.agreed.figures;
                match (figures, figures.get()) {
                    (Slot::Failed(text), _) => {
                        note_ui(ui, screen.theme, text);
                    }
                    (_, Some(known)) if figures::is_empty(known) => {
                        figures::nothing_ui(ui, screen, scope);
                    }
                    (_, Some(known)) => {
                        figures::figures_ui(ui, screen, known, scope);
                        ui.add_space(6.0);
                        worklist_ui(ui, screen, memory, known);
                    }
                    (Slot::Running(_), None) => {
                        note_ui(ui, screen.theme, "Being worked out…");
                    }
                    (_, None) => figures::nothing_ui(ui, screen, scope),
                }
            });
        });
}

fn scope_ui(ui: &mut Ui, screen: &Screen<'_>, scope: AgreementScope) {
    let choices = [
        (
            AgreementScope::Article,
            "This article",
            "Sentences of the open article",
        ),
        (
            AgreementScope::Project,
            "All articles",
            "Sentences of every article of which you have said something",
        ),
    ]
    .map(|(scope, name, tip)| (scope, name, tip.to_owned()));
    if let Some(scope) = segmented_ui(ui, screen.theme, scope, &choices) {
        screen.send(Command::AgreementScope(scope));
    }
}

fn worklist_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut AgreementMemory,
    figures: &Reliability,
) {
    let theme = screen.theme;
    let count = figures.differences.len();
    let has_layers = figures
        .rows
        .iter()
        .any(|row| !matches!(row.code, Some(Code::Device(_))) && row.agreement.units > 0);
    if !has_layers {
        return;
    }
    heading_ui(ui, theme, &format!("Coded differently · {count}"));
    if count == 0 {
        note_ui(
            ui,
            theme,
            "Every sentence whose layer you have coded has the same one in the marks.",
        );
        return;
    }
    note_ui(
        ui,
        theme,
        "J and K go from one to the next. Neither side is right by itself.",
    );
    let (top, width) = (ui.cursor().min, ui.available_width());
    let height = real(count) * (ROW + GAP);
    ui.allocate_space(vec2(width, height));
    let seen = ui.clip_rect();
    let selection = screen.state.session.selection;
    let is_new = memory.followed != selection;
    memory.followed = selection;
    for (index, difference) in figures.differences.iter().enumerate() {
        let y = top.y + real(index) * (ROW + GAP);
        let rect = Rect::from_min_size(pos2(top.x, y), vec2(width, ROW));
        if is_new && selection == Some(target(difference)) {
            ui.scroll_to_rect(rect, None);
        }
        if rect.bottom() >= seen.top() && rect.top() <= seen.bottom() {
            difference_ui(ui, screen, rect, difference);
        }
    }
}

/// The place of a difference, what each side says, and the sentence.
fn words(screen: &Screen<'_>, difference: &Difference) -> [String; 4] {
    let unit = difference.unit;
    let article = screen.state.document.project().article(difference.article);
    let places = screen.state.analyses.places(difference.article);
    let sentence = places.and_then(|places| places.sentences.get(unit.sentence));
    let sentence = article.zip(sentence);
    let sentence = sentence.map_or("", |(article, sentence)| sentence.span.of(&article.text));
    let sentence = in_quotes(&shortened(sentence, 320));
    let mut place = format!("Sentence {}", unit.number);
    if screen.state.session.agreement_scope == AgreementScope::Project {
        let name = article.map_or("", |article| article.label());
        place = format!("{place} · {name}");
    }
    let marks = unit.engine.map_or_else(String::new, |layer| {
        format!("Marks say {}", layer.title().to_lowercase())
    });
    let reader = match unit.person {
        Said::Layer(layer) => format!("You say {}", layer.title().to_lowercase()),
        Said::Not(_) => "You say that it is not".to_owned(),
        Said::Nothing(_) => "You say nothing".to_owned(),
    };
    [place, marks, reader, sentence]
}

fn difference_ui(ui: &Ui, screen: &Screen<'_>, rect: Rect, difference: &Difference) {
    let theme = screen.theme;
    let target = target(difference);
    let is_selected = screen.state.session.selection == Some(target);
    let id = ui.scope_id().with(("difference", target));
    let response = ui.interact(rect, id, Sense::click());
    let [place, marks, reader, sentence] = words(screen, difference);
    response.widget_info(|| {
        let name = format!("{place}. {marks}. {reader}. {sentence}");
        WidgetInfo::selected(Role::Button, ui.is_enabled(), is_selected, name)
    });
    if response.clicked() {
        screen.send(Command::Reveal(target));
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let fill = if response.hovered() {
        theme.hover
    } else {
        theme.card
    };
    let stroke = if is_selected {
        Stroke::new(2.0, theme.action)
    } else {
        Stroke::new(1.0, theme.hairline)
    };
    let painter = ui.painter();
    painter.rect(rect, 7.0, fill, stroke, StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui, theme, rect);
    }
    let line = |text: &str, face, size, y: f32, layer: Option<Layer>| {
        let y = rect.top() + y;
        let left = rect.left() + if layer.is_some() { 26.0 } else { 10.0 };
        if let Some(layer) = layer {
            let swatch = Rect::from_min_size(pos2(rect.left() + 10.0, y + 3.0), vec2(9.0, 9.0));
            painter.rect_filled(swatch, 2.0, theme.ribbon(layer));
        }
        let mut job = theme.text(text, face, size, theme.ink);
        job.wrap.max_width = rect.right() - 8.0 - left;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = painter.layout_job(job);
        painter.galley(pos2(left, y), galley, theme.ink);
    };
    let unit = difference.unit;
    let said = match unit.person {
        Said::Layer(layer) => Some(layer),
        Said::Not(_) | Said::Nothing(_) => None,
    };
    line(&place, Face::SansStrong, TEXT, 6.0, None);
    line(&sentence, Face::Serif, 13.5, 24.0, None);
    line(&marks, Face::Sans, SMALL, 44.0, unit.engine);
    line(&reader, Face::Sans, SMALL, 62.0, said);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.on_hover_text(sentence);
}
