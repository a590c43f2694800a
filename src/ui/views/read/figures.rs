//! How far the reader's coding and the marks agree, in figures: only those that something can
//! be said of, each with what it rests on.

use std::collections::BTreeMap;

use egui::{
    Align, CollapsingHeader, Frame, Label, Layout, Margin, Role, Sense, Stroke, Ui, WidgetInfo,
    vec2,
};

use crate::compare::agreement::{Agreement, FEWEST, RESAMPLED};
use crate::compare::reliability::{Reliability, Row};
use crate::compare::shortened;
use crate::model::{Code, Layer};
use crate::state::{AgreementScope, Command};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{
    SMALL, TEXT, counted, link_ui, note_ui, overline_ui, text_ui, tooltip,
};
use crate::ui::widgets::link::{LinkLook, wrapped_link_ui};

/// Whether anything was coded by both.
pub(super) fn is_empty(figures: &Reliability) -> bool {
    figures.rows.iter().all(|row| row.agreement.units == 0)
}

/// What to do where there is nothing to hold against each other, and when figures come.
pub(super) fn nothing_ui(ui: &mut Ui, screen: &Screen<'_>, scope: AgreementScope) {
    let theme = screen.theme;
    text_ui(
        ui,
        theme,
        match scope {
            AgreementScope::Article => "No sentence of this article is coded yet.",
            AgreementScope::Project => "No sentence is coded in any article whose marks are shown.",
        },
    );
    how_ui(ui, screen);
    ui.add_space(6.0);
    let settings = &screen.state.document.project().settings;
    if settings.codes_first.is_some() {
        next_ui(ui, screen, scope);
        return;
    }
    note_ui(ui, theme, "To code without the marks in sight, choose");
    ui.spacing_mut().interact_size.y = 16.0;
    let name = Action::CodeFirst.info().name;
    let link = link_ui(ui, theme, name, SMALL).on_hover_text(tooltip(ui.ctx(), Action::CodeFirst));
    if link.clicked() {
        screen.send(Command::CodeFirst(true));
    }
}

fn how_ui(ui: &mut Ui, screen: &Screen<'_>) {
    note_ui(
        ui,
        screen.theme,
        "Click a sentence in the text. Below this list you can then say whether its layer is right, or which one it is (1, 2, 3).",
    );
    note_ui(ui, screen.theme, &few_words());
}

/// From when on coefficients are shown, and why not before.
fn few_words() -> String {
    format!(
        "κ and α are shown from {FEWEST} sentences on: with fewer, a single one decides what they say."
    )
}

/// Draws them.
pub(super) fn figures_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    figures: &Reliability,
    scope: AgreementScope,
) {
    let theme = screen.theme;
    let begun = if scope == AgreementScope::Project {
        let words = counted(figures.articles, "article", "articles");
        Some(format!("Over {words}."))
    } else {
        coded_words(screen)
    };
    let together = figures.rows.first();
    let rests_on = together.map(rests_on);
    for words in begun.into_iter().chain(rests_on) {
        note_ui(ui, theme, &words);
    }
    next_ui(ui, screen, scope);
    let (shown, few): (Vec<&Row>, Vec<&Row>) = figures
        .rows
        .iter()
        .filter(|row| row.agreement.units > 0)
        .partition(|row| is_listed(row));
    if shown.is_empty() {
        how_ui(ui, screen);
    } else {
        let coded = together.map_or(0, |row| row.agreement.units);
        list_ui(ui, screen, &shown, coded);
    }
    few_ui(ui, screen, &few);
    if let Some(words) = in_sight_words(figures) {
        note_ui(ui, theme, &words);
    }
    CollapsingHeader::new(theme.text("What the figures mean", Face::Sans, TEXT, theme.ink))
        .id_salt("meaning")
        .show(ui, |ui| meaning_ui(ui, screen));
}

/// The way on to the next article, where others are still to be coded.
fn next_ui(ui: &mut Ui, screen: &Screen<'_>, scope: AgreementScope) {
    let open = screen.state.session.article;
    let is_asked = scope == AgreementScope::Article;
    let next = open.filter(|_| is_asked);
    let Some(next) = next.and_then(|id| screen.state.next_to_code(id)) else {
        return;
    };
    let title = shortened(&next.title.text, 60);
    let name = format!("Code “{title}”");
    let look = LinkLook {
        size: SMALL,
        colour: screen.theme.action,
        is_underlined: true,
    };
    let link = wrapped_link_ui(ui, screen.theme, &name, &name, look);
    if link
        .on_hover_text("The next article that is not coded yet")
        .clicked()
    {
        screen.send(Command::ShowArticle(next.id));
    }
    ui.add_space(2.0);
}

/// Whether a row stands in the list: layers always, devices where enough was coded.
fn is_listed(row: &Row) -> bool {
    row.agreement.is_enough() || !matches!(row.code, Some(Code::Device(_)))
}

/// Who says that the open article is coded, and when.
fn coded_words(screen: &Screen<'_>) -> Option<String> {
    let project = screen.state.document.project();
    let coded = project
        .coding(screen.state.session.article?)?
        .coded
        .as_ref()?;
    let day = coded.at.with_timezone(&chrono::Local).format("%-d %B %Y");
    Some(if coded.by.is_empty() {
        format!("Called coded on {day}.")
    } else {
        format!("Called coded by {} on {day}.", coded.by)
    })
}

/// What the figures for layers rest on: `6 sentences have a layer from both; left out 16 not
/// coded.`
fn rests_on(row: &Row) -> String {
    let coded = match row.agreement.units {
        0 => "No sentence has a layer from both yet".to_owned(),
        1 => "1 sentence has a layer from both".to_owned(),
        many => format!("{many} sentences have a layer from both"),
    };
    if row.left_out.is_empty() {
        format!("{coded}.")
    } else {
        format!("{coded}; left out {}.", left_out_words(row))
    }
}

fn left_out_words(row: &Row) -> String {
    row.left_out_words().replace(';', ",")
}

/// The codes in one sheet, so that they can be read down.
fn list_ui(ui: &mut Ui, screen: &Screen<'_>, rows: &[&Row], coded: usize) {
    let theme = screen.theme;
    Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(7)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().interact_size.y = 18.0;
            for (at, row) in rows.iter().enumerate() {
                if at > 0 {
                    ui.add_space(2.0);
                }
                row_ui(ui, screen, row, coded);
            }
            if !rows.iter().any(|row| row.agreement.is_enough()) {
                ui.add_space(3.0);
                note_ui(ui, theme, &few_words());
            }
        });
}

/// One code: its name, how many have it from both, and the two coefficients.
fn row_ui(ui: &mut Ui, screen: &Screen<'_>, row: &Row, coded: usize) {
    let theme = screen.theme;
    let name = row.code.map_or("The three layers", Code::title);
    let share = share_words(&row.agreement);
    let details = detail_words(row, coded);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.horizontal(|ui| {
                if let Some(Code::Layer(layer)) = row.code {
                    swatch_ui(ui, screen, layer);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(theme.text(&share, Face::Sans, TEXT, theme.ink));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let name = theme.text(name, Face::SansStrong, TEXT, theme.ink);
                        ui.add(Label::new(name).truncate());
                    });
                });
            });
            for words in &details {
                note_ui(ui, theme, words);
            }
        })
        .response;
    response.widget_info(|| {
        let mut words = format!("{name}: {share}");
        for detail in &details {
            words = format!("{words}. {detail}");
        }
        WidgetInfo::labeled(Role::Group, true, words)
    });
}

fn swatch_ui(ui: &mut Ui, screen: &Screen<'_>, layer: Layer) {
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
    ui.painter()
        .rect_filled(rect, 2.0, screen.theme.ribbon(layer));
}

/// How many have the same code: in percent, or of how many where those are few.
fn share_words(agreement: &Agreement) -> String {
    match agreement.percent {
        None => "not coded".to_owned(),
        Some(share) if agreement.is_enough() => format!("{:.0} % the same", share * 100.0),
        Some(_) => format!("{} of {} the same", agreement.same, agreement.units),
    }
}

/// What stands below the name of a code. `coded` is how many sentences have a layer, which is
/// said above the list.
fn detail_words(row: &Row, coded: usize) -> Vec<String> {
    let agreement = &row.agreement;
    let mut lines = Vec::new();
    match (agreement.kappa, agreement.alpha) {
        _ if !agreement.is_enough() => {}
        (Some(kappa), Some(alpha)) => {
            let interval = agreement.interval.map_or_else(
                || "no interval, one code is too rare".to_owned(),
                |(low, high)| format!("{} to {}", signed(low), signed(high)),
            );
            lines.push(format!(
                "κ {} · α {} ({interval})",
                signed(kappa),
                signed(alpha)
            ));
        }
        _ => lines.push("κ and α are not defined: only one code was given".to_owned()),
    }
    if let Some(alpha) = row.alpha_of_stretches.filter(|_| agreement.is_enough()) {
        lines.push(format!("Over stretches of text α {}", signed(alpha)));
    }
    if agreement.units != coded {
        let mut counts = counted(agreement.units, "sentence", "sentences");
        if agreement.left_out > 0 {
            counts = format!("{counts}; left out {}", left_out_words(row));
        }
        lines.push(counts);
    }
    lines
}

/// Two decimals, with a minus that is as wide as a plus.
fn signed(value: f64) -> String {
    format!("{value:.2}").replace('-', "\u{2212}")
}

/// The devices of which too little was coded, behind one line.
fn few_ui(ui: &mut Ui, screen: &Screen<'_>, rows: &[&Row]) {
    if rows.is_empty() {
        return;
    }
    let theme = screen.theme;
    let words = format!(
        "{}, too few sentences",
        counted(rows.len(), "device", "devices")
    );
    CollapsingHeader::new(theme.text(&words, Face::Sans, TEXT, theme.ink))
        .id_salt("few")
        .show(ui, |ui| {
            let words = format!("Of these fewer than {FEWEST} sentences are coded.");
            note_ui(ui, theme, &words);
            let named: BTreeMap<&str, &Agreement> = rows
                .iter()
                .filter_map(|row| Some((row.code?.title(), &row.agreement)))
                .collect();
            for (name, agreement) in named {
                note_ui(ui, theme, &format!("{name} · {}", share_words(agreement)));
            }
        });
}

/// That codings were made with the marks in sight, and what that does.
fn in_sight_words(figures: &Reliability) -> Option<String> {
    let coded = figures.rows.first().map_or(0, |row| row.agreement.units);
    let whose = match figures.in_sight {
        0 => return None,
        1 => "1 sentence was".to_owned(),
        many if many == coded => "All sentences were".to_owned(),
        many => format!("{many} sentences were"),
    };
    Some(format!(
        "{whose} coded with the marks in sight. Such codings look more alike than independent ones."
    ))
}

fn meaning_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let few = few_words();
    for words in [
        "Percent: how many sentences have the same code from you and from the program. Where a code is rare, two people who guess agree often too.",
        "κ (Cohen’s kappa) and α (Krippendorff’s alpha) take away what chance alone would give. 1 is complete agreement, 0 no more than chance, less than 0 less than chance.",
        &few,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::agreement::agreement;
    use crate::compare::units::LeftOut;
    use crate::model::Device;

    fn row(code: Code, pairs: &[(Option<bool>, Option<bool>)], left_out: usize) -> Row {
        Row {
            code: Some(code),
            agreement: agreement(pairs),
            left_out: BTreeMap::from([(LeftOut::Unsure, left_out)]),
            alpha_of_stretches: None,
        }
    }

    const FRAMING: Code = Code::Layer(Layer::Framing);

    #[test]
    fn figures_are_said_in_words_and_those_that_are_not_defined_are_not_made_up() {
        let mut pairs = vec![(Some(true), Some(true)); 6];
        pairs.extend(vec![(Some(false), Some(false)); 6]);
        pairs.extend(vec![(Some(true), Some(false)); 4]);
        pairs.push((Some(true), None));
        let mixed = row(FRAMING, &pairs, 1);
        assert_eq!(share_words(&mixed.agreement), "75 % the same");
        let lines = detail_words(&mixed, 20);
        assert!(lines[0].starts_with("κ 0.53 · α 0.52 ("), "{lines:?}");
        assert_eq!(lines[1], "16 sentences; left out 1 unsure");
        assert_eq!(detail_words(&mixed, 16).len(), 1, "said above the list");
        let alike = row(FRAMING, &[(Some(false), Some(false)); 12], 0);
        assert_eq!(share_words(&alike.agreement), "100 % the same");
        assert_eq!(
            detail_words(&alike, 12),
            ["κ and α are not defined: only one code was given"]
        );
        assert_eq!(signed(-0.5), "\u{2212}0.50");
    }

    #[test]
    fn of_few_sentences_their_number_is_said_and_no_coefficient() {
        let mut pairs = vec![(Some(true), Some(false))];
        let one = row(FRAMING, &pairs, 0);
        assert_eq!(one.agreement.alpha, Some(0.0), "which would say something");
        assert_eq!(share_words(&one.agreement), "0 of 1 the same");
        assert!(detail_words(&one, 1).is_empty());
        pairs.extend(vec![(Some(true), Some(true)); FEWEST - 2]);
        let few = row(FRAMING, &pairs, 0);
        assert_eq!(share_words(&few.agreement), "8 of 9 the same");
        assert!(detail_words(&few, 9).is_empty());
        pairs.push((Some(false), Some(false)));
        let enough = row(FRAMING, &pairs, 0);
        assert_eq!(share_words(&enough.agreement), "90 % the same");
        assert!(detail_words(&enough, 10)[0].starts_with("κ "));
    }

    #[test]
    fn layers_are_listed_from_the_first_sentence_on_and_devices_where_enough_is_coded() {
        let device = Code::Device(Device::LoadedLanguage);
        let few = [(Some(true), Some(false)); FEWEST - 1];
        let enough = [(Some(true), Some(false)); FEWEST];
        assert!(is_listed(&row(FRAMING, &few, 0)));
        assert!(!is_listed(&row(device, &few, 0)));
        assert!(is_listed(&row(device, &enough, 0)));
    }

    #[test]
    fn what_the_figures_rest_on_is_said_with_what_is_left_out() {
        let some = row(FRAMING, &[(Some(true), Some(true)); 2], 3);
        assert_eq!(
            rests_on(&some),
            "2 sentences have a layer from both; left out 3 unsure."
        );
        let mut none = row(FRAMING, &[], 0);
        none.left_out.clear();
        assert_eq!(rests_on(&none), "No sentence has a layer from both yet.");
        assert!(is_empty(&Reliability {
            rows: vec![none],
            ..Reliability::default()
        }));
    }
}
