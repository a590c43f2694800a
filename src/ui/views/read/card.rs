//! The panel's cards.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, Label, Layout, Response, Sense, Ui};

use crate::analysis::detector::{DetectorInfo, all};
use crate::model::{
    Analysis, Article, Confidence, DetectorId, Finding, FindingKey, Judgement, Layer, MadeBy,
    Sentence, Source, VoiceFilter,
};
use crate::state::{Command, Target};
use crate::text::quotation::in_quotes;
use crate::text::token::capitalised;
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::card::{CardLook, card_ui};
use crate::ui::widgets::confidence::{confidence_ui, confidence_words};
use crate::ui::widgets::controls::counted;
use crate::ui::widgets::link::{LinkLook, link_ui};
use crate::ui::widgets::pill::{pill_ui, pill_width};

use super::judging::{self, Denied, NoteMemory};
use super::model::{Item, Model};
use super::{frames, headline, own_marks};

/// Size of the cards' text.
const TEXT: f32 = 12.5;
/// Numbers shown on a card before they are summed up.
const NUMBERS: usize = 8;

/// What a card is drawn from, and what came of it.
pub(super) struct Card<'a> {
    pub screen: &'a Screen<'a>,
    pub article: &'a Arc<Article>,
    pub analysis: &'a Arc<Analysis>,
    pub model: &'a Model,
    pub open: &'a mut BTreeSet<FindingKey>,
    pub note: &'a mut NoteMemory,
    pub hovered: Option<Target>,
    pub clicked: Option<Target>,
}

impl Card<'_> {
    fn theme(&self) -> &Theme {
        self.screen.theme
    }

    pub(super) fn is_selected(&self, target: Target) -> bool {
        self.screen.state.session.selection == Some(target)
    }

    /// Whether what is pointed at anywhere is shown on this card.
    pub(super) fn is_hovered(&self, target: Target) -> bool {
        let Some(hovered) = self.screen.state.session.hovered else {
            return false;
        };
        if hovered == target {
            return true;
        }
        let Target::Sentence(article, sentence) = hovered else {
            return false;
        };
        article == self.article.id
            && match target {
                Target::Finding(_, key) => {
                    self.analysis
                        .sentences
                        .get(sentence)
                        .is_some_and(|sentence| {
                            sentence
                                .findings
                                .iter()
                                .any(|index| self.analysis.findings[*index].key == key)
                        })
                }
                Target::Source(_, source) => self
                    .analysis
                    .sources
                    .get(source)
                    .is_some_and(|source| source.sentences.contains(&sentence)),
                Target::Sentence(..) | Target::Mark(..) => false,
            }
    }

    pub(super) fn note_pointer(&mut self, response: &egui::Response, target: Target) {
        if response.contains_pointer() {
            self.hovered = Some(target);
        }
        if response.clicked() {
            self.clicked = Some(target);
        }
    }
}

/// Draws one item.
pub(super) fn item_ui(ui: &mut Ui, card: &mut Card<'_>, item: &Item) {
    ui.spacing_mut().item_spacing = egui::vec2(6.0, 3.0);
    match item {
        Item::Head {
            title,
            note,
            is_framing,
        } => head_ui(ui, card.theme(), title, note, *is_framing),
        Item::Result(text) => result_ui(ui, card.theme(), text),
        Item::Source(index) => source_ui(ui, card, *index),
        Item::Thin => thin_ui(ui, card),
        Item::Finding(index) => finding_ui(ui, card, *index),
        Item::Probable(index) => probable_ui(ui, card, *index),
        Item::Headline => headline::headline_ui(ui, card),
        Item::Frames => frames::frames_ui(ui, card),
        Item::Own(own) => own_marks::own_ui(ui, card, *own),
    }
}

fn head_ui(ui: &mut Ui, theme: &Theme, title: &str, note: &str, is_framing: bool) {
    let colour = if is_framing { theme.framing } else { theme.ink };
    ui.add_space(10.0);
    let note = ui
        .fonts_mut(|fonts| fonts.layout_job(theme.text(note, Face::Sans, 12.0, theme.ink_second)));
    let mut job = theme.text(title, Face::SansStrong, 15.0, colour);
    job.wrap.max_width = (ui.available_width() - note.size().x - 14.0).max(90.0);
    let title = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = title.size().y.max(note.size().y) + 4.0;
    let (rect, response) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| {
        let words = format!("{}, {}", title.text(), note.text());
        egui::WidgetInfo::labeled(egui::Role::Heading, ui.is_enabled(), words)
    });
    let at = egui::pos2(rect.right() - note.size().x, rect.top() + 3.0);
    ui.painter().galley(at, note, theme.ink_second);
    ui.painter().galley(rect.min, title, colour);
}

fn result_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    egui::Frame::NONE
        .fill(theme.card)
        .stroke(egui::Stroke::new(1.0, theme.hairline))
        .corner_radius(7)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(theme.text(text, Face::Sans, 13.0, theme.ink)).wrap());
        });
}

/// Text over several lines.
pub(super) fn wrapped_ui(ui: &mut Ui, mut job: LayoutJob) {
    for section in &mut job.sections {
        section.format.line_height = Some((section.format.font_id.size * 1.4).round());
    }
    ui.add(Label::new(job).selectable(false).wrap());
}

/// `6, 8, 9`, each a link to its sentence.
fn numbers_ui(ui: &mut Ui, card: &Card<'_>, sentences: &[usize]) {
    let theme = card.theme();
    let rest = sentences.len().saturating_sub(NUMBERS);
    ui.spacing_mut().item_spacing.x = 0.0;
    if rest > 0 {
        let more = theme.text(&format!(" +{rest}"), Face::Sans, 11.5, theme.ink_second);
        ui.add(Label::new(more).selectable(false));
    }
    for (at, index) in sentences.iter().take(NUMBERS).enumerate().rev() {
        let Some(sentence) = card.analysis.sentences.get(*index) else {
            continue;
        };
        number_ui(ui, card, *index, sentence);
        if at > 0 {
            let comma = theme.text(",", Face::Sans, 11.5, theme.ink_second);
            ui.add_space(3.0);
            ui.add(Label::new(comma).selectable(false));
        }
    }
}

pub(super) fn number_ui(
    ui: &mut Ui,
    card: &Card<'_>,
    index: usize,
    sentence: &Sentence,
) -> Response {
    let theme = card.theme();
    let (text, name) = sentence.number.map_or_else(
        || ("heading".to_owned(), "Go to the heading".to_owned()),
        |number| (number.to_string(), format!("Go to sentence {number}")),
    );
    let look = LinkLook {
        size: 11.5,
        colour: theme.ink_second,
        is_underlined: false,
    };
    let response = link_ui(ui, theme, &text, &name, look);
    if response.clicked() {
        let target = Target::Sentence(card.article.id, index);
        card.screen.send(Command::Reveal(target));
    }
    response
}

/// A line with something at its left and numbers at its right.
pub(super) fn top_line(
    ui: &mut Ui,
    card: &Card<'_>,
    sentences: &[usize],
    left: impl FnOnce(&mut Ui),
) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.set_height(17.0);
        numbers_ui(ui, card, sentences);
        ui.add_space(8.0);
        ui.with_layout(
            Layout::left_to_right(Align::Min).with_main_wrap(false),
            left,
        );
    });
}

fn source_ui(ui: &mut Ui, card: &mut Card<'_>, index: usize) {
    let Some(source) = card.analysis.sources.get(index) else {
        return;
    };
    let theme = card.theme();
    let target = Target::Source(card.article.id, index);
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
        is_selected: card.is_selected(target),
        is_hovered: card.is_hovered(target),
    };
    let name = format!(
        "Source {}, {}, {}",
        source.name,
        source.role.as_deref().unwrap_or(source.kind.name()),
        counted(source.sentences.len(), "sentence", "sentences")
    );
    let shown = &*card;
    let response = card_ui(ui, theme, look, &name, |ui| {
        top_line(ui, shown, &source.sentences, |ui| {
            source_name_ui(ui, theme, source);
        });
        if let Some(words) = said(shown, index) {
            wrapped_ui(ui, theme.text(&words, Face::Sans, TEXT, theme.ink));
        }
        let words = source_words(source, shown.screen.state.session.filter);
        wrapped_ui(ui, theme.text(&words, Face::Sans, 11.5, theme.ink_second));
        named_ui(ui, shown, source);
    })
    .response;
    card.note_pointer(&response, target);
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
            &format!(", {role}"),
            0.0,
            theme.format(Face::Sans, 12.0, theme.ink_second),
        );
    }
    ui.add(Label::new(job).selectable(false).truncate());
}

/// The first thing a source says, shortened.
fn said(card: &Card<'_>, source: usize) -> Option<String> {
    let quoted_only = card.screen.state.session.filter == VoiceFilter::Quoted;
    card.analysis
        .attributions
        .iter()
        .filter(|attribution| attribution.source == Some(source))
        .filter(|attribution| {
            !quoted_only || attribution.kind != crate::model::AttributionKind::Indirect
        })
        .flat_map(|attribution| &attribution.content)
        .map(|span| shortened(span.of(&card.article.text), 120))
        .find(|words| !words.is_empty())
}

/// `18 words quoted, 60 paraphrased · warned, said`; of some it is told only that they spoke.
fn source_words(source: &Source, filter: VoiceFilter) -> String {
    let quoted = counted(source.words_quoted, "word quoted", "words quoted");
    let mut words = match (source.words_quoted, source.words_paraphrased, filter) {
        (0, 0, VoiceFilter::All | VoiceFilter::Outlet) => "what was said is not told".to_owned(),
        (_, _, VoiceFilter::Quoted) | (_, 0, _) => quoted,
        (0, paraphrased, _) => counted(paraphrased, "word paraphrased", "words paraphrased"),
        (_, paraphrased, _) => format!("{quoted}, {paraphrased} paraphrased"),
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
        let text = theme.text(words, Face::Sans, 11.5, theme.ink_second);
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

fn thin_ui(ui: &mut Ui, card: &mut Card<'_>) {
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
            wrapped_ui(ui, theme.text(
                    "Told as fact in the article’s own words; checkable, but by whom it is known is not said.",
                    Face::Sans,
                    TEXT,
                    theme.ink_second,
                ));
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
                    ui.add(Label::new(job).selectable(false).truncate());
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

fn finding_ui(ui: &mut Ui, card: &mut Card<'_>, index: usize) {
    let analysis = Arc::clone(card.analysis);
    let Some(finding) = analysis.findings.get(index) else {
        return;
    };
    let screen = card.screen;
    let theme = screen.theme;
    let target = Target::Finding(card.article.id, finding.key);
    let layer = analysis
        .sentences
        .get(finding.sentence)
        .and_then(Sentence::layer);
    let look = CardLook {
        edge: if finding.quoted {
            theme.voices_ribbon
        } else if layer == Some(Layer::Framing) {
            theme.framing_ribbon
        } else {
            theme.ribbon(layer.unwrap_or(Layer::Reported))
        },
        is_selected: card.is_selected(target),
        is_hovered: card.is_hovered(target),
    };
    let words = shortened(finding.span.of(&card.article.text), 90);
    let judgement = screen.state.judgement(target).map(|known| &**known);
    let name = format!(
        "{}, “{words}”, {}{}",
        finding.device.name(),
        confidence_words(finding.confidence),
        judging::spoken(judgement)
    );
    let is_open = card.open.contains(&finding.key);
    let mut note = std::mem::take(card.note);
    let shown = &*card;
    let response = card_ui(ui, theme, look, &name, |ui| {
        mark_line(
            ui,
            shown,
            finding.device.name(),
            finding.confidence,
            finding.sentence,
            judgement,
        );
        ui.add_space(2.0);
        let job = reason_job(
            theme,
            &finding.reason.summary,
            finding.span.of(&shown.article.text),
        );
        wrapped_ui(ui, job);
        if is_open {
            detail_ui(ui, shown, finding);
        }
        let look = LinkLook {
            size: 12.0,
            colour: theme.ink_second,
            is_underlined: true,
        };
        let text = if is_open { "Less" } else { "Why this mark?" };
        let link = format!("{text} “{words}”");
        let clicked = ui
            .horizontal(|ui| {
                let clicked = link_ui(ui, theme, text, &link, look).clicked();
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    made_by_ui(ui, theme, finding);
                });
                clicked
            })
            .inner;
        let denied = Denied::Device(finding.device.name());
        judged_ui(ui, shown, &mut note, target, denied);
        clicked
    });
    *card.note = note;
    if response.inner {
        if is_open {
            card.open.remove(&finding.key);
        } else {
            card.open.insert(finding.key);
        }
    }
    card.note_pointer(&response.response, target);
}

/// What the engine says at the left, the person's decision and the sentence's number at the right.
fn mark_line(
    ui: &mut Ui,
    card: &Card<'_>,
    title: &str,
    confidence: Confidence,
    sentence: usize,
    judgement: Option<&Judgement>,
) {
    const DOTS: f32 = 50.0;
    const NUMBER: f32 = 34.0;
    let theme = card.theme();
    let needed = pill_width(ui, theme, title)
        + judging::decision_width(ui, theme, judgement)
        + DOTS
        + NUMBER;
    let with_word = ui.available_width() >= needed;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.set_height(17.0);
        numbers_ui(ui, card, &[sentence]);
        ui.add_space(8.0);
        judging::decision_ui(ui, theme, judgement, with_word);
        ui.add_space(6.0);
        ui.with_layout(
            Layout::left_to_right(Align::Min).with_main_wrap(false),
            |ui| {
                pill_ui(ui, theme, title, theme.framing, theme.framing_tint);
                ui.add_space(2.0);
                confidence_ui(ui, theme.framing, confidence);
            },
        );
    });
}

/// The note, and the buttons where the card is selected.
fn judged_ui(ui: &mut Ui, card: &Card<'_>, note: &mut NoteMemory, target: Target, denied: Denied) {
    judging::note_ui(ui, card.screen, note, target, true);
    if card.is_selected(target) {
        judging::buttons_ui(ui, card.screen, target, denied);
        judging::reach_ui(ui, card.screen, target);
    }
}

/// Whether a rule, the model or both found it, as a word.
fn made_by_ui(ui: &mut Ui, theme: &Theme, finding: &Finding) {
    let made_by = finding.made_by.title();
    let chip = pill_ui(ui, theme, made_by, theme.ink_second, theme.hover);
    let words = format!("Found by {made_by}");
    chip.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    chip.on_hover_text(match finding.made_by {
        MadeBy::Rule => "A word list or another rule found it; the model was not sure or not asked",
        MadeBy::Model => "The language model found it; no rule marks these words",
        MadeBy::Both => "A rule found it, and the language model thinks so too",
    });
}

/// The reason with the marked words in bold; they are put before it where it does not name them.
fn reason_job(theme: &Theme, summary: &str, words: &str) -> LayoutJob {
    let plain = theme.format(Face::Sans, TEXT, theme.ink);
    let strong = theme.format(Face::SansStrong, TEXT, theme.ink);
    let mut job = LayoutJob::default();
    let short = shortened(words, 90);
    let found = [words, short.as_str()]
        .into_iter()
        .find_map(|words| summary.find(words).map(|at| (at, words)));
    if let Some((at, words)) = found.filter(|(_, words)| !words.is_empty()) {
        job.append(&summary[..at], 0.0, plain.clone());
        job.append(words, 0.0, strong);
        job.append(&summary[at + words.len()..], 0.0, plain);
    } else {
        job.append("“", 0.0, plain.clone());
        job.append(&short, 0.0, strong);
        job.append(&format!("” {summary}"), 0.0, plain);
    }
    job
}

/// Detail, evidence, what would make it not count, and who says so.
fn detail_ui(ui: &mut Ui, card: &Card<'_>, finding: &Finding) {
    let theme = card.theme();
    let mut add = |head: &str, text: &str| {
        if text.is_empty() {
            return;
        }
        let mut job = LayoutJob::default();
        if !head.is_empty() {
            job.append(
                &format!("{head}  "),
                0.0,
                theme.format(Face::SansStrong, 12.0, theme.ink_second),
            );
        }
        job.append(text, 0.0, theme.format(Face::Sans, TEXT, theme.ink));
        ui.add_space(3.0);
        wrapped_ui(ui, job);
    };
    if finding.reason.detail != finding.reason.summary {
        add("", &finding.reason.detail);
    }
    for evidence in &finding.evidence {
        let words = shortened(evidence.span.of(&card.article.text), 60);
        add("Rests on", &format!("“{words}”: {}", evidence.why));
    }
    add("How sure", &confidence_words(finding.confidence));
    add("Would not count if", &finding.reason.not_if);
    if let Some(info) = info(finding.detector) {
        add(
            "Marked by",
            &format!("{}: {}", info.name, info.what_it_marks),
        );
        add("Known mistakes", info.known_mistakes);
    }
    ui.add_space(3.0);
}

fn info(detector: DetectorId) -> Option<&'static DetectorInfo> {
    all()
        .iter()
        .map(|known| known.info())
        .find(|info| info.id == detector)
}

/// A framing sentence that rests on a probability alone says so.
fn probable_ui(ui: &mut Ui, card: &mut Card<'_>, index: usize) {
    let analysis = Arc::clone(card.analysis);
    let Some(sentence) = analysis.sentences.get(index) else {
        return;
    };
    let screen = card.screen;
    let theme = screen.theme;
    let target = Target::Sentence(card.article.id, index);
    let look = CardLook {
        edge: theme.framing_ribbon,
        is_selected: card.is_selected(target),
        is_hovered: card.is_hovered(target) || card.screen.state.session.hovered == Some(target),
    };
    let Some(verdict) = sentence.verdict() else {
        return;
    };
    let probability = verdict.probabilities.framing;
    let words = shortened(sentence.span.of(&card.article.text), 90);
    let judgement = screen.state.judgement(target).map(|known| &**known);
    let name = format!(
        "Framing by wording, “{words}”{}",
        judging::spoken(judgement)
    );
    let mut note = std::mem::take(card.note);
    let shown = &*card;
    let complete = card.screen.state.analyses.complete(card.article.id);
    let left_out = complete
        .and_then(|complete| complete.sentences.get(index))
        .map_or(0, |sentence| sentence.findings.len());
    let response = card_ui(ui, theme, look, &name, |ui| {
        mark_line(
            ui,
            shown,
            "Wording as a whole",
            probability,
            index,
            judgement,
        );
        ui.add_space(2.0);
        let by = if screen.state.document.project().silenced.is_empty() {
            "the settings leave out"
        } else {
            "settings and project leave out"
        };
        let phrases = match left_out {
            0 => "no single phrase shows it".to_owned(),
            1 => format!("{by} the phrase that shows it"),
            more => format!("{by} the {more} phrases that show it"),
        };
        let text = format!(
            "{} reads as the outlet’s own judgement; {phrases}. Probability {:.2}.",
            in_quotes(&words),
            probability.fraction()
        );
        wrapped_ui(ui, theme.text(&text, Face::Sans, TEXT, theme.ink));
        // The selected sentence has its buttons at the foot of the panel.
        judging::note_ui(ui, screen, &mut note, target, false);
    })
    .response;
    *card.note = note;
    card.note_pointer(&response, target);
}
