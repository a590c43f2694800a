//! The selected sentence, at the foot of the panel: its layer and who is named in it, each to
//! be judged.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, Frame, Label, Layout, Margin, Panel, Response, ScrollArea, Sense, Stroke, Ui};
use egui::{Vec2, WidgetInfo, scroll_area::ScrollBarVisibility};

use crate::compare::units::{Said, Unit};
use crate::model::{Analysis, Article, Decision, EntityKind, Layer, Subject};
use crate::state::{Command, Target};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::controls::{SWITCH, note_ui, segmented_ui};
use crate::ui::widgets::icon::{Icon, icon_button_sized};

use super::judging::{self, Denied, NoteMemory};

/// Somebody or something named in the selected sentence.
#[derive(Debug)]
struct Naming {
    entity: usize,
    mention: usize,
    words: String,
    name: String,
    kind: EntityKind,
}

/// Those named in the selected sentence, kept from frame to frame.
#[derive(Debug, Default)]
pub(super) struct SentenceMemory {
    of: Option<(Arc<Analysis>, usize)>,
    namings: Vec<Naming>,
    /// How high all of it is.
    height: f32,
}

impl SentenceMemory {
    fn refresh(&mut self, article: &Article, analysis: &Arc<Analysis>, sentence: usize) {
        let is_known = self
            .of
            .as_ref()
            .is_some_and(|(known, of)| Arc::ptr_eq(known, analysis) && *of == sentence);
        if is_known {
            return;
        }
        self.of = Some((Arc::clone(analysis), sentence));
        self.namings = namings(article, analysis, sentence);
    }
}

/// Those named in a sentence, in the order of the text.
fn namings(article: &Article, analysis: &Analysis, sentence: usize) -> Vec<Naming> {
    let mut found = Vec::new();
    for (index, entity) in analysis.entities.iter().enumerate() {
        for (mention, naming) in entity.mentions.iter().enumerate() {
            if naming.sentence == sentence {
                let naming_words = Naming {
                    entity: index,
                    mention,
                    words: shortened(naming.span.of(&article.text), 40),
                    name: entity.name.clone(),
                    kind: entity.kind,
                };
                found.push((naming.span.start(), naming_words));
            }
        }
    }
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, naming)| naming).collect()
}

/// Draws it where a sentence of this article is selected; with what the reader has coded it as
/// where that can be changed here.
pub(super) fn sentence_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut SentenceMemory,
    note: &mut NoteMemory,
    article: &Article,
    analysis: &Arc<Analysis>,
    coded: Option<Unit>,
) {
    let Some(Target::Sentence(id, index)) = screen.state.session.selection else {
        return;
    };
    if id != article.id || analysis.sentences.get(index).is_none() {
        return;
    }
    memory.refresh(article, analysis, index);
    let frame = Frame::NONE
        .fill(screen.theme.card)
        .stroke(Stroke::new(1.0, screen.theme.hairline))
        .inner_margin(Margin::symmetric(14, 9));
    // A panel does not grow with what it holds where that scrolls.
    let room = (ui.available_height() * 0.5).max(60.0);
    let height = memory.height.max(60.0).min(room);
    let all = Panel::bottom("selected sentence")
        .frame(frame)
        // Its margins and edges.
        .exact_size(height + 20.0)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .scroll_bar_visibility(if memory.height > room {
                    ScrollBarVisibility::VisibleWhenNeeded
                } else {
                    ScrollBarVisibility::AlwaysHidden
                })
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing = Vec2::new(6.0, 3.0);
                    head_ui(ui, screen, analysis, index);
                    let target = Target::Sentence(id, index);
                    judging::note_ui(ui, screen, note, target, true);
                    if let Some(layer) = analysis.sentences[index].layer() {
                        judging::buttons_ui(ui, screen, target, Denied::Layer(layer));
                    }
                    if let Some(unit) = coded {
                        code_ui(ui, screen, target, unit);
                    }
                    if !memory.namings.is_empty() {
                        ui.add_space(4.0);
                    }
                    for naming in &memory.namings {
                        naming_ui(ui, screen, article, analysis, naming);
                    }
                })
                .content_size
                .y
        })
        .inner;
    if (all - memory.height).abs() > 0.5 {
        memory.height = all;
        ui.ctx()
            .request_discard("the selected sentence was measured");
    }
}

/// `Sentence 12  Editorial framing  83 % likely framing`, and what was decided.
fn head_ui(ui: &mut Ui, screen: &Screen<'_>, analysis: &Analysis, index: usize) {
    let theme = screen.theme;
    let sentence = &analysis.sentences[index];
    let name = sentence.number.map_or_else(
        || "Heading".to_owned(),
        |number| format!("Sentence {number}"),
    );
    let mut job = LayoutJob::default();
    job.append(&name, 0.0, theme.format(Face::SansStrong, 13.0, theme.ink));
    let quiet = theme.format(Face::Sans, 12.0, theme.ink_second);
    match sentence.verdict {
        Ok(verdict) => {
            let layer = theme.format(Face::SansStrong, 12.5, theme.layer(verdict.layer));
            job.append(verdict.layer.title(), 8.0, layer);
            let chance = (verdict.probabilities.framing.fraction() * 100.0).round();
            job.append(&format!("{chance}\u{a0}% likely framing"), 8.0, quiet);
        }
        Err(why) => job.append(&why.words(), 8.0, quiet),
    }
    let judgement = screen
        .state
        .review(analysis.article)
        .and_then(|review| review.sentence(index))
        .map(|known| &**known);
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.set_height(20.0);
        if icon_button_sized(ui, theme, Icon::Close, "Select nothing", 20.0).clicked() {
            screen.send(Command::Select(None));
        }
        let title = ui.fonts_mut(|fonts| fonts.layout_job(job.clone())).size().x;
        let needed = title + judging::decision_width(ui, theme, judgement) + 12.0;
        judging::decision_ui(ui, theme, judgement, ui.available_width() >= needed);
        ui.with_layout(
            Layout::left_to_right(Align::Min).with_main_wrap(false),
            |ui| {
                ui.add(Label::new(job).selectable(false).truncate())
                    .on_hover_text(
                        "The layer that voice and statement give, and how probable it is that the sentence is the outlet’s own framing",
                    );
            },
        );
    });
}

/// Room below which the words before the three codes stand above them.
const BESIDE_CODES: f32 = 300.0;

/// Which layer the reader says that it is, to be changed; a mark of the reader's own outweighs
/// what was decided above.
fn code_ui(ui: &mut Ui, screen: &Screen<'_>, target: Target, unit: Unit) {
    let theme = screen.theme;
    let current = match unit.person {
        Said::Layer(layer) => Some(layer),
        Said::Not(_) | Said::Nothing(_) => None,
    };
    ui.add_space(3.0);
    let row = Vec2::new(ui.available_width(), SWITCH);
    let is_narrow = row.x < BESIDE_CODES;
    if is_narrow {
        note_ui(ui, theme, "You say");
    }
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        if !is_narrow {
            note_ui(ui, theme, "You say");
        }
        let choices = Layer::ALL.map(|layer| {
            let short = match layer {
                Layer::Reported => "Reported",
                Layer::Voices => "Voice",
                Layer::Framing => "Framing",
            };
            (Some(layer), short, code_tip(layer))
        });
        if let Some(chosen) = segmented_ui(ui, theme, current, &choices) {
            let layer = chosen.filter(|_| chosen != current);
            screen.send(Command::CodeSentence(
                target.article(),
                unit.sentence,
                layer,
            ));
        }
    });
}

fn code_tip(layer: Layer) -> String {
    let at = Layer::ALL.iter().position(|known| *known == layer);
    let key = at.map_or(0, |at| at + 1);
    format!(
        "Code this sentence as {} ({key})",
        layer.title().to_lowercase()
    )
}

/// `“Mayor Vale” names Ingrid Vale, person`, with three signs to decide.
fn naming_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    article: &Article,
    analysis: &Analysis,
    naming: &Naming,
) {
    let theme = screen.theme;
    let review = screen.state.review(article.id);
    let judgement = review.and_then(|review| review.naming(naming.entity, naming.mention));
    let decision = judgement.and_then(|known| known.decision);
    let kind = with_article(naming.kind);
    let said = format!("“{}” names {}, {kind}", naming.words, naming.name);
    // Of this height from the start: a layout that centres would take all that is left.
    let row = Vec2::new(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        for choice in Decision::ALL.into_iter().rev() {
            let name = format!("{}: {said}", choice.title());
            let is_on = decision == Some(choice);
            if !sign_ui(ui, screen, choice, &name, is_on).clicked() {
                continue;
            }
            if let Some(subject) = Subject::naming(article, analysis, naming.entity, naming.mention)
            {
                screen.send(Command::Judge {
                    article: article.id,
                    subject,
                    decision: (!is_on).then_some(choice),
                });
            }
        }
        ui.add_space(6.0);
        ui.with_layout(
            Layout::left_to_right(Align::Center).with_main_wrap(false),
            |ui| {
                let mut job = theme.text(
                    &format!("“{}”", naming.words),
                    Face::SansStrong,
                    12.5,
                    theme.ink,
                );
                let rest = if naming.words == naming.name {
                    kind.to_owned()
                } else {
                    format!("names {}, {kind}", naming.name)
                };
                job.append(&rest, 6.0, theme.format(Face::Sans, 12.0, theme.ink_second));
                ui.add(Label::new(Theme::seen(job)).selectable(false).truncate())
                    .on_hover_text(&said);
            },
        );
    });
}

fn with_article(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "a person",
        EntityKind::Organisation => "an organisation",
        EntityKind::Place => "a place",
        EntityKind::Group => "a group",
        EntityKind::Thing => "a thing",
    }
}

/// A sign that is on or off.
fn sign_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    choice: Decision,
    name: &str,
    is_on: bool,
) -> Response {
    let theme = screen.theme;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), is_on, name));
    let (ground, edge, colour) = if is_on {
        (theme.human_tint, theme.human, theme.human)
    } else if response.hovered() {
        (theme.hover, theme.hairline, theme.ink)
    } else {
        (theme.card, theme.hairline, theme.ink_second)
    };
    let edge = if response.has_focus() {
        Stroke::new(1.5, theme.action)
    } else {
        Stroke::new(1.0, edge)
    };
    ui.painter()
        .rect(rect, 5.0, ground, edge, egui::StrokeKind::Inside);
    Icon::of(choice).paint(ui.painter(), rect, colour);
    response.on_hover_text(choice.title())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{analysed, article};
    use crate::model::{Entity, Mention, Voice};
    use crate::text::Span;

    #[test]
    fn those_named_in_a_sentence_are_listed_in_its_order() {
        let text = "Vale met Reke. Vale left. Later Reke and Vale met again.";
        let article = article(text);
        let mut analysis = analysed(&article);
        let entity = |name: &str, places: &[(usize, usize)]| Entity {
            name: name.to_owned(),
            kind: EntityKind::Person,
            mentions: places
                .iter()
                .map(|(start, sentence)| Mention {
                    span: Span::new(*start, start + name.len()),
                    wording: Span::new(*start, start + name.len()),
                    sentence: *sentence,
                    voice: Voice::Outlet,
                })
                .collect(),
            tone: None,
            tone_outlet: None,
        };
        analysis.entities = vec![
            entity("Vale", &[(0, 0), (15, 1), (41, 2)]),
            entity("Reke", &[(9, 0), (32, 2)]),
        ];
        let listed: Vec<_> = namings(&article, &analysis, 2)
            .into_iter()
            .map(|naming| (naming.words, naming.entity, naming.mention))
            .collect();
        assert_eq!(
            listed,
            [("Reke".to_owned(), 1, 1), ("Vale".to_owned(), 0, 2)]
        );
        assert_eq!(namings(&article, &analysis, 1).len(), 1);
    }
}
