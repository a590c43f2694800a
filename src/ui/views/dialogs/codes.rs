//! All codes, found by a few letters, to mark the selected words with.

use egui::{Button, Key, Ui, Vec2};

use super::frame::{Shape, dialog_ui, list_area, move_choice, pressed, query_ui, room_for_list};
use super::palette::fuzzy;
use crate::analysis::detector;
use crate::model::{ArticleId, Code, Device, DeviceGroup, Layer, MarkId};
use crate::state::Command;
use crate::text::quotation::in_quotes;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::views::marking::send_code;
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::controls::{SMALL, TEXT, note_ui};

/// What it remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct CodesMemory {
    query: String,
    chosen: usize,
}

/// What a code means, in a sentence.
pub fn code_meaning(code: Code) -> &'static str {
    match code {
        Code::Layer(Layer::Reported) => {
            "What is told by the article or a named source, and could be checked."
        }
        Code::Layer(Layer::Voices) => {
            "A judgement by somebody one could ask, and every direct quotation."
        }
        Code::Layer(Layer::Framing) => {
            "The article’s own judgement, or one laundered through nobody in particular."
        }
        Code::Device(device) => detector::all()
            .iter()
            .map(|known| known.info())
            .find(|info| info.device == device)
            .map_or("No rule of the program marks this.", |info| {
                info.what_it_marks
            }),
    }
}

/// What gets a code.
#[derive(Clone, Copy, Debug)]
pub(super) enum Coded {
    /// The selected words.
    Words,
    /// An own mark, in place of the code that it has.
    Mark(ArticleId, MarkId),
}

impl Coded {
    /// The words, on one line; `None` where they are gone.
    fn words(self, screen: &Screen<'_>) -> Option<String> {
        const MOST: usize = 80;
        let project = screen.state.document.project();
        match self {
            Self::Words => {
                let words = screen.state.session.words?;
                let article = project.article(words.article)?;
                Some(shortened(words.span.of(&article.text), MOST))
            }
            Self::Mark(article, id) => {
                let mark = project.mark(article, id)?;
                Some(shortened(&mark.anchor.quote, MOST))
            }
        }
    }

    fn give(self, screen: &Screen<'_>, code: Code) {
        match self {
            Self::Words => send_code(screen, code),
            Self::Mark(article, id) => screen.send(Command::Recode(article, id, code)),
        }
        screen.send(Command::CloseDialog);
    }
}

pub(super) fn codes_ui(
    ui: &Ui,
    screen: &Screen<'_>,
    memory: &mut CodesMemory,
    coded: Coded,
    is_new: bool,
) {
    let Some(words) = coded.words(screen) else {
        screen.send(Command::CloseDialog);
        return;
    };
    if is_new {
        *memory = CodesMemory::default();
    }
    let shape = Shape {
        title: "Mark as",
        width: 560.0,
        hangs: true,
        takes_focus: false,
    };
    dialog_ui(ui, screen, shape, |ui| {
        note_ui(ui, screen.theme, &in_quotes(&words));
        let found = matches(&memory.query);
        let moved = move_choice(ui, &mut memory.chosen, found.len());
        let confirmed = pressed(ui, Key::Enter);
        let query = &mut memory.query;
        if query_ui(ui, query, "Layer or device", "Find a code", is_new) {
            memory.chosen = 0;
        }
        if confirmed && let Some(code) = found.get(memory.chosen) {
            coded.give(screen, *code);
        }
        ui.add_space(4.0);
        if found.is_empty() {
            note_ui(ui, screen.theme, "No code is called that.");
        }
        list_area(room_for_list(ui, 280.0).min(420.0)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (index, code) in found.iter().enumerate() {
                let response = row_ui(ui, screen, *code, index == memory.chosen);
                if moved && index == memory.chosen {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    coded.give(screen, *code);
                }
            }
        });
    });
}

fn row_ui(ui: &mut Ui, screen: &Screen<'_>, code: Code, is_chosen: bool) -> egui::Response {
    let theme = screen.theme;
    let face = if is_chosen {
        Face::SansStrong
    } else {
        Face::Sans
    };
    let group = group_of(code);
    let button = Button::selectable(is_chosen, theme.text(code.title(), face, TEXT, theme.ink))
        .right_text(theme.text(group, Face::Sans, SMALL, theme.ink_second))
        .truncate()
        .min_size(Vec2::new(ui.available_width(), 28.0));
    ui.add(button).on_hover_text(code_meaning(code))
}

fn group_of(code: Code) -> &'static str {
    match code {
        Code::Layer(_) => "Layer",
        Code::Device(device) => device.group().title(),
    }
}

/// The codes that match, the best first; without a query the layers, then the devices by group.
fn matches(query: &str) -> Vec<Code> {
    let layers = Layer::ALL.into_iter().map(Code::Layer);
    let devices = DeviceGroup::ALL.into_iter().flat_map(|group| {
        let devices = Device::ALL.into_iter();
        devices.filter(move |device| device.group() == group)
    });
    let mut scored: Vec<(i32, Code)> = layers
        .chain(devices.map(Code::Device))
        .filter_map(|code| {
            let score =
                fuzzy(code.title(), query).or_else(|| Some(fuzzy(group_of(code), query)? - 40))?;
            Some((-score, code))
        })
        .collect();
    scored.sort_by_key(|(score, _)| *score);
    scored.into_iter().map(|(_, code)| code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_and_found_by_its_first_letters() {
        assert_eq!(matches("").len(), Layer::ALL.len() + Device::ALL.len());
        assert_eq!(matches("scare")[0], Code::Device(Device::ScareQuotes));
        assert_eq!(matches("rep")[0], Code::Layer(Layer::Reported));
        assert!(matches("zzz").is_empty());
    }
}
