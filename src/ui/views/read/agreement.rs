//! What stands beside the text once it is coded: how far the reader's coding and the marks
//! agree, and the sentences that the two code differently, to work through.

use egui::{
    CollapsingHeader, CursorIcon, Frame, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::compare::agreement::RESAMPLED;
use crate::compare::reliability::{Difference, Reliability, Row};
use crate::compare::units::Said;
use crate::model::{Article, Code, Layer};
use crate::state::{AgreementScope, Command, Side, Slot, Target, View};
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{
    SMALL, TEXT, counted, focus_ring, heading_ui, note_ui, overline_ui, segmented_ui,
};

/// Room left and right.
const SIDE: f32 = 14.0;
/// Height of one row of the worklist, and the room below it.
const ROW: f32 = 66.0;
const GAP: f32 = 6.0;

/// What is kept from frame to frame.
#[derive(Debug, Default)]
pub(super) struct AgreementMemory {
    /// The selection that the list has last scrolled to.
    followed: Option<Target>,
}

/// J and K go through the sentences that were coded differently, while they are shown.
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
    let Some(figures) = screen.state.analyses.agreed.figures.get() else {
        return;
    };
    let count = figures.differences.len();
    if count == 0 {
        return;
    }
    let selected = figures
        .differences
        .iter()
        .position(|difference| Some(target(difference)) == session.selection);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::J) {
        selected.map_or(0, |at| (at + 1) % count)
    } else if pressed(Key::K) {
        selected.map_or(count - 1, |at| (at + count - 1) % count)
    } else {
        return;
    };
    screen.send(Command::Reveal(target(&figures.differences[to])));
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
                    (_, Some(figures)) => figures_ui(ui, screen, memory, figures, scope),
                    (Slot::Running(_), None) => {
                        note_ui(ui, screen.theme, "Being worked out…");
                    }
                    (_, None) => nothing_ui(ui, screen, scope),
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

fn nothing_ui(ui: &mut Ui, screen: &Screen<'_>, scope: AgreementScope) {
    let words = match scope {
        AgreementScope::Article => {
            "You have said nothing of this article yet. Judge its sentences, or mark which layer they belong to, and this panel shows how far you and the marks agree."
        }
        AgreementScope::Project => {
            "You have said nothing of any article yet whose marks are shown."
        }
    };
    note_ui(ui, screen.theme, words);
}

fn figures_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut AgreementMemory,
    figures: &Reliability,
    scope: AgreementScope,
) {
    let theme = screen.theme;
    if scope == AgreementScope::Project {
        let words = counted(figures.articles, "article", "articles");
        note_ui(ui, theme, &format!("Over {words}."));
    } else if let Some(words) = coded_words(screen) {
        note_ui(ui, theme, &words);
    }
    for row in &figures.rows {
        row_ui(ui, screen, row);
    }
    let coded = figures.rows.first().map_or(0, |row| row.agreement.units);
    if figures.in_sight > 0 {
        let words = format!(
            "{} coded with the marks in sight. Such codings look more alike than independent ones.",
            match figures.in_sight {
                1 => "1 sentence was".to_owned(),
                many if many == coded => "All sentences were".to_owned(),
                many => format!("{many} sentences were"),
            }
        );
        note_ui(ui, theme, &words);
    }
    CollapsingHeader::new(theme.text("What the figures mean", Face::Sans, TEXT, theme.ink))
        .id_salt("meaning")
        .show(ui, |ui| meaning_ui(ui, screen));
    ui.add_space(6.0);
    worklist_ui(ui, screen, memory, figures);
}

/// Who has coded the open article to the end, and when.
fn coded_words(screen: &Screen<'_>) -> Option<String> {
    let project = screen.state.document.project();
    let coded = project
        .coding(screen.state.session.article?)?
        .coded
        .as_ref()?;
    let day = coded.at.with_timezone(&chrono::Local).format("%-d %B %Y");
    Some(if coded.by.is_empty() {
        format!("Coded to the end on {day}.")
    } else {
        format!("Coded to the end by {} on {day}.", coded.by)
    })
}

/// One code: its name, percent, and the two coefficients.
fn row_ui(ui: &mut Ui, screen: &Screen<'_>, row: &Row) {
    let theme = screen.theme;
    let name = row.code.map_or("The three layers", Code::title);
    let percent = percent_words(row);
    let details = figure_words(row);
    let response = Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(7)
        .inner_margin(egui::Margin::symmetric(10, 7))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                if let Some(Code::Layer(layer)) = row.code {
                    swatch_ui(ui, screen, layer);
                }
                ui.label(theme.text(name, Face::SansStrong, TEXT, theme.ink));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(theme.text(&percent, Face::Sans, TEXT, theme.ink));
                });
            });
            for words in &details {
                note_ui(ui, theme, words);
            }
        })
        .response;
    response.widget_info(|| {
        let words = format!("{name}: {percent}. {}", details.join(". "));
        WidgetInfo::labeled(Role::Group, true, words)
    });
}

fn swatch_ui(ui: &mut Ui, screen: &Screen<'_>, layer: Layer) {
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
    ui.painter()
        .rect_filled(rect, 2.0, screen.theme.ribbon(layer));
}

/// How many have the same code, in percent.
fn percent_words(row: &Row) -> String {
    row.agreement.percent.map_or_else(
        || "not coded".to_owned(),
        |share| format!("{:.0} % the same", share * 100.0),
    )
}

/// What stands below the name of a code.
fn figure_words(row: &Row) -> Vec<String> {
    let agreement = &row.agreement;
    let mut lines = Vec::new();
    if let (Some(kappa), Some(alpha)) = (agreement.kappa, agreement.alpha) {
        let interval = agreement.interval.map_or_else(
            || "too few sentences for an interval".to_owned(),
            |(low, high)| format!("{} to {}", signed(low), signed(high)),
        );
        lines.push(format!(
            "κ {} · α {} ({interval})",
            signed(kappa),
            signed(alpha)
        ));
    } else if agreement.units > 0 {
        lines.push("κ and α are not defined: only one code was given".to_owned());
    }
    if let Some(alpha) = row.alpha_of_stretches {
        lines.push(format!("Over stretches of text α {}", signed(alpha)));
    }
    let mut counts = counted(agreement.units, "sentence", "sentences");
    if agreement.left_out > 0 {
        let why = row.left_out_words().replace(';', ",");
        counts = format!("{counts}; left out {why}");
    }
    lines.push(counts);
    lines
}

/// Two decimals, with a minus that is as wide as a plus.
fn signed(value: f64) -> String {
    format!("{value:.2}").replace('-', "\u{2212}")
}

fn meaning_ui(ui: &mut Ui, screen: &Screen<'_>) {
    for words in [
        "Percent: how many sentences have the same code from you and from the program. Where a code is rare, two people who guess agree often too.",
        "κ (Cohen’s kappa) and α (Krippendorff’s alpha) take away what chance alone would give. 1 is complete agreement, 0 no more than chance, less than 0 less than chance.",
        "They say how alike two codings are, not which of them is right: neither is the measure of the other.",
    ] {
        note_ui(ui, screen.theme, words);
    }
    overline_ui(ui, screen.theme, "Formulas");
    let interval = format!(
        "In brackets the 95 % interval of α: sentences drawn anew {RESAMPLED} times, always from the same seed."
    );
    for words in [
        "A: share of sentences with the same code. E: for each code the share of sentences that you gave it times the share that the program gave it, added up.",
        "κ = (A − E) / (1 − E)  (Cohen 1960)",
        "α = 1 − (n − 1) · Σ o(c, k≠c) / Σ n(c) · n(k≠c), over the pairs of codes of each sentence, in both orders; n is the number of codes given, n(c) how many of them are c.  (Krippendorff 2011)",
        "Over stretches: α = 1 − Dₒ / Dₑ for unitizing, where every sentence of an article has a layer from you.  (Krippendorff 2004)",
        &interval,
    ] {
        note_ui(ui, screen.theme, words);
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
    heading_ui(ui, theme, &format!("Coded differently · {count}"));
    if count == 0 {
        let any = figures.rows.iter().any(|row| row.agreement.units > 0);
        let words = if any {
            "Every sentence whose layer you have coded has the same one in the marks."
        } else {
            "No sentence has a layer from both yet."
        };
        note_ui(ui, theme, words);
        return;
    }
    note_ui(
        ui,
        theme,
        "A click, or J and K, show the sentence. Neither side is right by itself.",
    );
    let (top, width) = (ui.cursor().min, ui.available_width());
    let height = crate::ui::widgets::controls::real(count) * (ROW + GAP);
    ui.allocate_space(vec2(width, height));
    let seen = ui.clip_rect();
    let selection = screen.state.session.selection;
    let is_new = memory.followed != selection;
    memory.followed = selection;
    for (index, difference) in figures.differences.iter().enumerate() {
        let y = top.y + crate::ui::widgets::controls::real(index) * (ROW + GAP);
        let rect = Rect::from_min_size(pos2(top.x, y), vec2(width, ROW));
        if is_new && selection == Some(target(difference)) {
            ui.scroll_to_rect(rect, None);
        }
        if rect.bottom() >= seen.top() && rect.top() <= seen.bottom() {
            difference_ui(ui, screen, rect, difference);
        }
    }
}

/// The place of a difference, and what each side says.
fn words(screen: &Screen<'_>, difference: &Difference) -> [String; 3] {
    let unit = difference.unit;
    let mut place = format!("Sentence {}", unit.number);
    if screen.state.session.agreement_scope == AgreementScope::Project {
        let article = screen.state.document.project().article(difference.article);
        let name = article.map_or("", |article| article.label());
        place = format!("{place} · {name}");
    }
    let marks = format!("Marks say {}", unit.engine.title().to_lowercase());
    let reader = match unit.person {
        Said::Layer(layer) => format!("You say {}", layer.title().to_lowercase()),
        Said::Not(_) => "You say that it is not".to_owned(),
        Said::Nothing(_) => "You say nothing".to_owned(),
    };
    [place, marks, reader]
}

fn difference_ui(ui: &Ui, screen: &Screen<'_>, rect: Rect, difference: &Difference) {
    let theme = screen.theme;
    let target = target(difference);
    let is_selected = screen.state.session.selection == Some(target);
    let id = ui.scope_id().with(("difference", target));
    let response = ui.interact(rect, id, Sense::click());
    let [place, marks, reader] = words(screen, difference);
    response.widget_info(|| {
        let name = format!("{place}. {marks}. {reader}");
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
    line(&place, Face::SansStrong, TEXT, rect.top() + 6.0, None);
    line(
        &marks,
        Face::Sans,
        SMALL,
        rect.top() + 25.0,
        Some(unit.engine),
    );
    line(&reader, Face::Sans, SMALL, rect.top() + 43.0, said);
    response.on_hover_cursor(CursorIcon::PointingHand);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::compare::agreement::agreement;
    use crate::compare::units::LeftOut;

    fn row(pairs: &[(Option<bool>, Option<bool>)], left_out: usize) -> Row {
        Row {
            code: Some(Code::Layer(Layer::Framing)),
            agreement: agreement(pairs),
            left_out: BTreeMap::from([(LeftOut::Unsure, left_out)]),
            alpha_of_stretches: None,
        }
    }

    #[test]
    fn figures_are_said_in_words_and_those_that_are_not_defined_are_not_made_up() {
        let mut pairs = vec![(Some(true), Some(true)); 6];
        pairs.extend(vec![(Some(false), Some(false)); 6]);
        pairs.extend(vec![(Some(true), Some(false)); 4]);
        pairs.push((Some(true), None));
        let mixed = row(&pairs, 1);
        assert_eq!(percent_words(&mixed), "75 % the same");
        let lines = figure_words(&mixed);
        assert!(lines[0].starts_with("κ 0.53 · α 0.52 ("), "{lines:?}");
        assert_eq!(lines[1], "16 sentences; left out 1 unsure");
        let alike = row(&[(Some(false), Some(false)); 3], 0);
        assert_eq!(percent_words(&alike), "100 % the same");
        assert_eq!(
            figure_words(&alike),
            [
                "κ and α are not defined: only one code was given",
                "3 sentences"
            ]
        );
        let nothing = row(&[], 0);
        assert_eq!(percent_words(&nothing), "not coded");
        assert_eq!(figure_words(&nothing), ["0 sentences"]);
        assert_eq!(signed(-0.5), "\u{2212}0.50");
    }
}
