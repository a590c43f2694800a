//! What stands beside the text while its marks are hidden: the reader says of each sentence
//! which layer it belongs to, and then that the article is coded.

use std::sync::Arc;

use egui::{Color32, Frame, Key, Modifiers, ProgressBar, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::compare::units::{Codings, Said, Unit, Units};
use crate::model::{Analysis, Article, ArticleId, Coding, Layer};
use crate::state::{Command, Target, View};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::card::{CardLook, card_ui};
use crate::ui::widgets::controls::{
    SMALL, TEXT, accent_button, counted, heading_ui, keycap_ui, link_ui, note_ui, overline_ui,
    real, tooltip,
};

/// Room left and right.
const SIDE: f32 = 14.0;

/// What is kept from frame to frame: what the reader has said of each sentence.
#[derive(Debug, Default)]
pub(super) struct BlindMemory {
    key: Option<(Arc<Analysis>, Option<Arc<Coding>>)>,
    units: Arc<[Unit]>,
}

impl BlindMemory {
    /// The sentences of an article whose marks are hidden, with what the reader has said of
    /// them; none while they are not known.
    fn units(&mut self, screen: &Screen<'_>, article: &Article) -> Arc<[Unit]> {
        let Some(places) = screen.state.analyses.places(article.id) else {
            return Arc::default();
        };
        let coding = screen.state.document.project().coding(article.id);
        let is_known = self.key.as_ref().is_some_and(|(of, said)| {
            Arc::ptr_eq(of, places)
                && match (said, coding) {
                    (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                    (None, None) => true,
                    _ => false,
                }
        });
        if !is_known {
            let nothing = Coding::default();
            let units = Units::of(Codings {
                article,
                analysis: places,
                coding: coding.map_or(&nothing, |coding| coding),
            });
            self.units = units.layers().into();
            self.key = Some((Arc::clone(places), coding.cloned()));
        }
        Arc::clone(&self.units)
    }

    /// A sentence with what the reader has said of it.
    pub(super) fn unit(
        &mut self,
        screen: &Screen<'_>,
        article: &Article,
        sentence: usize,
    ) -> Option<Unit> {
        let units = self.units(screen, article);
        units.iter().find(|unit| unit.sentence == sentence).copied()
    }

    /// The sentence that is to be coded now: the one selected, else the first without a code.
    pub(super) fn current(&mut self, screen: &Screen<'_>, article: &Article) -> Option<Unit> {
        let units = self.units(screen, article);
        let selection = screen.state.session.selection;
        let selection = selection.filter(|target| target.article() == article.id);
        let sentence = selection.and_then(|target| super::sentence_of(screen, target));
        let selected = sentence.and_then(|index| units.iter().find(|unit| unit.sentence == index));
        selected
            .or_else(|| units.iter().find(|unit| !unit.is_coded()))
            .or_else(|| units.first())
            .copied()
    }
}

/// The open article, where its marks are hidden.
fn open(screen: &Screen<'_>) -> Option<ArticleId> {
    let session = &screen.state.session;
    let id = session.article.filter(|_| session.view == View::Read)?;
    screen.state.analyses.hides(id).then_some(id)
}

/// The keys that code: numbers for the layers, 0 to take a code back, arrows to move. They go
/// before all other shortcuts while the marks of the open article are hidden.
pub(super) fn keys(ui: &Ui, screen: &Screen<'_>, memory: &mut BlindMemory) {
    let Some(id) = open(screen) else { return };
    if screen.state.session.dialog.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    let Some(article) = screen.state.document.project().article(id) else {
        return;
    };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    // Selected words take the numbers, which code them.
    let is_free = screen.state.session.words.is_none();
    let numbers = [Key::Num1, Key::Num2, Key::Num3];
    let layer = numbers.into_iter().position(|key| is_free && pressed(key));
    let takes_back = is_free && pressed(Key::Num0);
    if (layer.is_some() || takes_back)
        && let Some(unit) = memory.current(screen, article)
    {
        let layer = layer.and_then(|at| Layer::ALL.get(at).copied());
        screen.send(Command::CodeSentence(id, unit.sentence, layer));
    }
    // Where something has the focus, arrows go to the next thing that can have it.
    let has_arrows = ui.memory(|memory| memory.focused().is_none());
    for (letter, arrow, action) in [
        (Key::J, Key::ArrowDown, Action::NextFinding),
        (Key::K, Key::ArrowUp, Action::PreviousFinding),
    ] {
        if (pressed(letter) || has_arrows && pressed(arrow))
            && let Some(command) = action.command(screen)
        {
            screen.send(command);
        }
    }
}

/// Draws the panel.
pub(super) fn coding_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    memory: &mut BlindMemory,
    article: &Article,
) {
    let theme = screen.theme;
    let units = memory.units(screen, article);
    ScrollArea::vertical()
        .id_salt(("coding", article.id))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::NONE.inner_margin(SIDE).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 6.0;
                heading_ui(ui, theme, "Code this article");
                note_ui(
                    ui,
                    theme,
                    "What the program marks here stays hidden until you have coded the text yourself.",
                );
                ui.add_space(4.0);
                let Some(unit) = memory.current(screen, article) else {
                    let words = if screen.state.analyses.places(article.id).is_some() {
                        "There are no sentences to code in this article."
                    } else {
                        "Sentences are being told apart…"
                    };
                    note_ui(ui, theme, words);
                    finish_ui(ui, screen, article, &units);
                    return;
                };
                progress_ui(ui, screen, &units);
                ui.add_space(2.0);
                sentence_ui(ui, screen, article, &units, unit);
                ui.add_space(8.0);
                finish_ui(ui, screen, article, &units);
            });
        });
}

fn progress_ui(ui: &mut Ui, screen: &Screen<'_>, units: &[Unit]) {
    let coded = units.iter().filter(|unit| unit.is_coded()).count();
    let words = format!(
        "{coded} of {} coded",
        counted(units.len(), "sentence", "sentences")
    );
    ui.label(
        screen
            .theme
            .text(&words, Face::SansStrong, TEXT, screen.theme.ink),
    );
    let share = real(coded) / real(units.len().max(1));
    // A bar of nothing would still be as long as its round ends.
    let fill = if coded == 0 {
        Color32::TRANSPARENT
    } else {
        screen.theme.action
    };
    let bar = ProgressBar::new(share).fill(fill);
    ui.add(bar.desired_height(5.0))
        .widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
}

/// The sentence in question, and what can be said of it.
fn sentence_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article, units: &[Unit], unit: Unit) {
    let theme = screen.theme;
    ui.horizontal(|ui| {
        overline_ui(ui, theme, &format!("Sentence {}", unit.number));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (name, action) in [
                ("Next", Action::NextFinding),
                ("Previous", Action::PreviousFinding),
            ] {
                let at_end = match action {
                    Action::NextFinding => units.last().map(|last| last.sentence),
                    _ => units.first().map(|first| first.sentence),
                };
                let is_possible = at_end != Some(unit.sentence);
                ui.add_enabled_ui(is_possible, |ui| {
                    let link = link_ui(ui, theme, name, SMALL);
                    if link.clicked()
                        && let Some(command) = step_from(screen, article.id, units, unit, action)
                    {
                        screen.send(command);
                    }
                });
            }
        });
    });
    let span = screen
        .state
        .analyses
        .places(article.id)
        .and_then(|places| places.sentences.get(unit.sentence))
        .map(|sentence| sentence.span);
    let words = span.map_or("", |span| span.of(&article.text));
    let words = crate::compare::shortened(words, 320);
    let job = theme.text(&words, Face::Serif, 15.0, theme.ink);
    ui.add(egui::Label::new(job).wrap());
    ui.add_space(4.0);
    for (index, layer) in Layer::ALL.into_iter().enumerate() {
        layer_ui(ui, screen, article.id, unit, layer, index + 1);
    }
    ui.horizontal_wrapped(|ui| {
        let words = match unit.person {
            Said::Layer(_) | Said::Not(_) => "",
            Said::Nothing(why) => why.words(),
        };
        if words.is_empty() {
            let link = link_ui(ui, theme, "Take the code back", SMALL);
            if link.on_hover_text("Back to not coded (0)").clicked() {
                screen.send(Command::CodeSentence(article.id, unit.sentence, None));
            }
        } else {
            note_ui(ui, theme, &format!("This sentence is {words}."));
        }
    });
}

fn step_from(
    screen: &Screen<'_>,
    article: ArticleId,
    units: &[Unit],
    unit: Unit,
    action: Action,
) -> Option<Command> {
    if screen.state.session.selection == Some(Target::Sentence(article, unit.sentence)) {
        return action.command(screen);
    }
    // Nothing was selected: this sentence stood for it.
    let at = units
        .iter()
        .position(|known| known.sentence == unit.sentence)?;
    let next = match action {
        Action::NextFinding => at + 1,
        _ => at.checked_sub(1)?,
    };
    let target = Target::Sentence(article, units.get(next)?.sentence);
    Some(Command::Reveal(target))
}

/// What belongs to a layer, for somebody who codes.
fn meaning(layer: Layer) -> &'static str {
    match layer {
        Layer::Reported => "A statement that could be checked, whoever makes it",
        Layer::Voices => "A judgement or a quotation of somebody else’s",
        Layer::Framing => "A judgement of the article’s own, or one by nobody in particular",
    }
}

fn layer_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    article: ArticleId,
    unit: Unit,
    layer: Layer,
    key: usize,
) {
    let theme = screen.theme;
    let is_chosen = unit.person == Said::Layer(layer);
    let look = CardLook {
        edge: theme.ribbon(layer),
        is_selected: is_chosen,
        is_hovered: false,
    };
    let name = format!("Code as {}", layer.title().to_lowercase());
    let card = card_ui(ui, theme, look, &name, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal(|ui| {
            // As wide for every number, so that the titles stand below each other.
            ui.allocate_ui(vec2(18.0, 18.0), |ui| {
                ui.set_min_width(18.0);
                keycap_ui(ui, theme, &key.to_string());
            });
            let title = theme.text(layer.title(), Face::SansStrong, TEXT, theme.ink);
            ui.add(egui::Label::new(title).selectable(false));
            if is_chosen {
                let tick = theme.text("your code", Face::Sans, SMALL, theme.ink_second);
                ui.add(egui::Label::new(tick).selectable(false));
            }
        });
        let words = theme.text(meaning(layer), Face::Sans, SMALL, theme.ink_second);
        ui.add(egui::Label::new(words).selectable(false).wrap());
    });
    if card.response.clicked() {
        screen.send(Command::CodeSentence(article, unit.sentence, Some(layer)));
    }
}

fn finish_ui(ui: &mut Ui, screen: &Screen<'_>, article: &Article, units: &[Unit]) {
    let theme = screen.theme;
    if ui
        .add(accent_button(theme, Action::FinishCoding.info().name))
        .on_hover_text(tooltip(ui.ctx(), Action::FinishCoding))
        .clicked()
    {
        screen.send(Command::FinishCoding(article.id));
    }
    let left = units.iter().filter(|unit| !unit.is_coded()).count();
    if left > 0 {
        let words = format!(
            "{} not coded; agreement leaves them out.",
            if left == 1 {
                "1 sentence is".to_owned()
            } else {
                format!("{left} sentences are")
            }
        );
        note_ui(ui, theme, &words);
    }
    ui.add_space(4.0);
    note_ui(
        ui,
        theme,
        "1, 2, 3 code a sentence and go on to the next. ↑ and ↓, or J and K, move. 0 takes a code back, and Undo everything.",
    );
    ui.add_space(4.0);
    let link = link_ui(ui, theme, "Show marks from the start", SMALL);
    if link
        .on_hover_text("Code first no more, in this whole project; Undo brings it back")
        .clicked()
    {
        screen.send(Command::CodeFirst(false));
    }
}
