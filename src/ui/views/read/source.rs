//! The panel's rows on sources: compact, and open where one is selected.

use std::sync::Arc;

use egui::{Label, Ui};

use crate::compare::said::said_by;
use crate::model::{Analysis, Article, AttributionKind, Layer, Source, VoiceFilter};
use crate::state::Target;
use crate::text::token::capitalised;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::card::{CardLook, card_ui};
use crate::ui::widgets::controls::counted;

use super::card::{Card, NUMBERS, SMALL, TEXT, number_ui, top_line, wrapped_ui};

/// Clauses shown on an open card; the rest is reached by its numbers.
const CLAUSES: usize = 12;
/// Room for the number of a clause's sentence.
const NUMBER: f32 = 18.0;
/// Letters of a clause that are shown.
const CLAUSE: usize = 700;

/// A guess at the height of a closed row.
pub(super) const HEIGHT: f32 = 52.0;

/// What the open source is said to have said, kept from frame to frame.
#[derive(Debug, Default)]
pub(super) struct SaidMemory {
    of: Option<(Arc<Analysis>, usize, VoiceFilter)>,
    /// Sentence and clause.
    clauses: Vec<(usize, String)>,
}

impl SaidMemory {
    fn refresh(&mut self, card: (&Article, &Arc<Analysis>), source: usize, filter: VoiceFilter) {
        let (article, analysis) = card;
        let is_known = self.of.as_ref().is_some_and(|(known, of, by)| {
            Arc::ptr_eq(known, analysis) && *of == source && *by == filter
        });
        if !is_known {
            self.of = Some((Arc::clone(analysis), source, filter));
            self.clauses = said_by(article, analysis, source, filter);
        }
    }
}

/// Name, role and numbers; below them how much is quoted and told. The selected one says what.
pub(super) fn source_ui(ui: &mut Ui, card: &mut Card<'_>, index: usize) {
    let Some(source) = card.analysis.sources.get(index) else {
        return;
    };
    let theme = card.theme();
    let target = Target::Source(card.article.id, index);
    let is_open = card.is_selected(target);
    let speaks_for_itself = source.sentences.iter().any(|at| {
        card.analysis
            .sentences
            .get(*at)
            .is_some_and(|sentence| sentence.layer() == Some(Layer::Voices))
    });
    let look = CardLook {
        edge: if speaks_for_itself {
            theme.voices_ribbon
        } else {
            theme.reported_ribbon
        },
        is_selected: is_open,
        is_hovered: card.is_hovered(target),
    };
    let name = format!(
        "Source {}, {}, {}",
        source.name,
        source.role.as_deref().unwrap_or(source.kind.name()),
        counted(source.sentences.len(), "sentence", "sentences")
    );
    if is_open {
        let filter = card.screen.state.session.filter;
        card.said
            .refresh((card.article, card.analysis), index, filter);
    }
    let shown = &*card;
    let response = card_ui(ui, theme, look, &name, |ui| {
        let sentences = sentences(shown, index, source);
        top_line(ui, shown, &sentences, |ui| {
            source_name_ui(ui, theme, source);
        });
        let words = source_words(source, shown.screen.state.session.filter);
        let words = theme.text(&words, Face::Sans, SMALL, theme.ink_second);
        if is_open {
            wrapped_ui(ui, words);
        } else {
            ui.add(Label::new(words).selectable(false).truncate());
        }
        if is_open {
            if let Some(role) = &source.role {
                // Above it may be cut.
                wrapped_ui(ui, theme.text(role, Face::Sans, SMALL, theme.ink_second));
            }
            said_ui(ui, shown);
            named_ui(ui, shown, source);
        }
    })
    .response
    .on_hover_text(if is_open {
        "Click again to close"
    } else {
        "Click to see what it is said to have said"
    });
    card.note_pointer(&response, target);
}

/// The sentences that cite it; where only quotations count, those that quote it.
fn sentences(card: &Card<'_>, index: usize, source: &Source) -> Vec<usize> {
    if card.screen.state.session.filter != VoiceFilter::Quoted {
        return source.sentences.clone();
    }
    let attributions = card.analysis.attributions.iter();
    let mut sentences: Vec<usize> = attributions
        .filter(|one| one.source == Some(index) && one.kind != AttributionKind::Indirect)
        .map(|one| one.sentence)
        .collect();
    sentences.dedup();
    sentences
}

fn source_name_ui(ui: &mut Ui, theme: &Theme, source: &Source) {
    let mut job = theme.text(
        &capitalised(&source.name),
        Face::SansStrong,
        13.0,
        theme.ink,
    );
    if let Some(role) = &source.role {
        job.append(
            &format!(" {role}"),
            0.0,
            theme.format(Face::Sans, 12.0, theme.ink_second),
        );
    }
    ui.add(Label::new(Theme::seen(job)).selectable(false).truncate());
}

/// What it says, clause by clause, each with its sentence.
fn said_ui(ui: &mut Ui, card: &Card<'_>) {
    let theme = card.theme();
    let said = &card.said.clauses;
    ui.add_space(3.0);
    for (row, (index, words)) in said.iter().take(CLAUSES).enumerate() {
        let Some(sentence) = card.analysis.sentences.get(*index) else {
            continue;
        };
        ui.push_id(row, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.vertical(|ui| {
                    ui.set_min_width(NUMBER);
                    // On the line of the larger words beside it.
                    ui.add_space(2.0);
                    number_ui(ui, card, *index, sentence);
                });
                let words = shortened(words, CLAUSE);
                wrapped_ui(ui, theme.text(&words, Face::Serif, 13.5, theme.ink));
            });
        });
    }
    let more = said.len().saturating_sub(CLAUSES);
    if more > 0 {
        let words = format!("and {more} more");
        ui.add(
            Label::new(theme.text(&words, Face::Sans, SMALL, theme.ink_second)).selectable(false),
        );
    }
}

/// `18 words quoted, 60 told · warned, said`; of some it is told only that they spoke.
fn source_words(source: &Source, filter: VoiceFilter) -> String {
    let quoted = counted(source.words_quoted, "word quoted", "words quoted");
    let mut words = match (source.words_quoted, source.words_paraphrased, filter) {
        (0, 0, VoiceFilter::All | VoiceFilter::Outlet) => "what was said is not told".to_owned(),
        (_, _, VoiceFilter::Quoted) | (_, 0, _) => quoted,
        (0, told, _) => counted(told, "word paraphrased", "words paraphrased"),
        (_, told, _) => format!("{quoted}, {told} paraphrased"),
    };
    if !source.verbs.is_empty() {
        words.push_str(" · ");
        words.push_str(&source.verbs.join(", "));
    }
    words
}

/// `First named in 2, last in 19`, where that is before or after the numbers above.
fn named_ui(ui: &mut Ui, card: &Card<'_>, source: &Source) {
    let theme = card.theme();
    let analysis = card.analysis;
    let words = |ui: &mut Ui, words: &str| {
        let text = theme.text(words, Face::Sans, SMALL, theme.ink_second);
        ui.add(Label::new(text).selectable(false));
    };
    let place = |ui: &mut Ui, index: usize| {
        if let Some(sentence) = analysis.sentences.get(index) {
            words(
                ui,
                if sentence.number.is_some() {
                    " in "
                } else {
                    " in a "
                },
            );
            number_ui(ui, card, index, sentence);
        }
    };
    let (first, last) = named_beyond(analysis, source);
    if first.is_none() && last.is_none() {
        return;
    }
    // Words and links are equally high, so that they stand on one line.
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if let Some(first) = first {
            words(ui, "First named");
            place(ui, first);
        }
        if let Some(last) = last {
            words(
                ui,
                if first.is_some() {
                    ", last"
                } else {
                    "Last named"
                },
            );
            place(ui, last);
        }
    });
}

/// The sentences where a source is named before the first and after the last of the numbers
/// that its card shows.
fn named_beyond(analysis: &Analysis, source: &Source) -> (Option<usize>, Option<usize>) {
    let shown = &source.sentences[..source.sentences.len().min(NUMBERS)];
    let (Some(mentions), Some(first), Some(last)) = (source.mentions, shown.first(), shown.last())
    else {
        return (None, None);
    };
    let at = |span: crate::text::Span| analysis.sentence_at(span.start());
    (
        at(mentions.first).filter(|index| index < first),
        at(mentions.last).filter(|index| index > last),
    )
}

/// What is told without anybody one could ask: a line for it, and one for each vague source.
pub(super) fn thin_ui(ui: &mut Ui, card: &mut Card<'_>) {
    let theme = card.theme();
    let shown = &*card;
    let look = CardLook {
        edge: theme.ink_third,
        is_selected: false,
        is_hovered: false,
    };
    let name = "Told without anybody one could ask";
    let mut hovered = None;
    let response = card_ui(ui, theme, look, name, |ui| {
        if !shown.model.unattributed.is_empty() {
            top_line(ui, shown, &shown.model.unattributed, |ui| {
                let text = theme.text("No source named", Face::SansStrong, 13.0, theme.ink);
                ui.add(Label::new(text).selectable(false).truncate());
            });
            let words = "Told as fact; by whom it is known is not said";
            let words = theme.text(words, Face::Sans, SMALL, theme.ink_second);
            ui.add(Label::new(words).selectable(false).truncate());
        }
        for index in &shown.model.thin {
            let Some(source) = shown.analysis.sources.get(*index) else {
                continue;
            };
            let line = ui.scope(|ui| {
                top_line(ui, shown, &source.sentences, |ui| {
                    let mut job = theme.text("Thinly sourced ", Face::Sans, TEXT, theme.ink_second);
                    job.append(
                        &format!("“{}”", shortened(&source.name, 30)),
                        0.0,
                        theme.format(Face::Sans, TEXT, theme.ink),
                    );
                    ui.add(Label::new(Theme::seen(job)).selectable(false).truncate());
                });
            });
            if line.response.contains_pointer() {
                hovered = Some(Target::Source(shown.article.id, *index));
            }
        }
    })
    .response;
    card.hovered = card.hovered.or(hovered);
    if response.clicked()
        && let Some(first) = card.model.unattributed.first()
    {
        card.clicked = Some(Target::Sentence(card.article.id, *first));
    }
}
