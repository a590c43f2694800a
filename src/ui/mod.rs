//! The screen: reads state, sends commands, owns only scroll positions and the like.
//!
//! [`root_ui`] draws one frame. Every view is a function that takes a [`Screen`]
//! (the state and the theme, read-only, and the queue for commands) and its own
//! small part of [`Memory`].

pub mod action;
pub mod theme;
pub mod views;
pub mod widgets;

use std::cell::RefCell;

use egui::Ui;

use crate::state::{AppState, Command};
use theme::Theme;

/// What every view sees: state and theme, read-only, and where to send commands.
pub struct Screen<'a> {
    /// The state.
    pub state: &'a AppState,
    /// Colours and sizes.
    pub theme: &'a Theme,
    commands: RefCell<Vec<Command>>,
}

impl std::fmt::Debug for Screen<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Screen").finish_non_exhaustive()
    }
}

impl<'a> Screen<'a> {
    /// A screen over this state.
    pub fn new(state: &'a AppState, theme: &'a Theme) -> Self {
        Self {
            state,
            theme,
            commands: RefCell::default(),
        }
    }

    /// Sends a command; it is carried out after the frame.
    pub fn send(&self, command: Command) {
        self.commands.borrow_mut().push(command);
    }

    /// The commands of this frame.
    pub fn into_commands(self) -> Vec<Command> {
        self.commands.into_inner()
    }
}

/// What the screen remembers by itself, view by view.
#[derive(Debug, Default)]
pub struct Memory {
    /// The read view's layouts and scroll position.
    pub read: views::read::ReadMemory,
    /// The compare view's.
    pub compare: views::compare::CompareMemory,
    /// The report's layout.
    pub report: views::report::ReportMemory,
    /// The list of passages behind a number.
    pub passages: views::passages::PassagesMemory,
    /// Dialogs' input fields.
    pub dialogs: views::dialogs::DialogMemory,
    /// How long messages have been shown.
    pub notices: views::notices::NoticeMemory,
}

/// Draws one frame.
pub fn root_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut Memory) {
    use crate::state::View;
    views::read::coding_keys(ui, screen, &mut memory.read);
    action::shortcuts(ui, screen);
    views::top_bar::top_bar_ui(ui, screen);
    views::status_bar::status_bar_ui(ui, screen);
    let has_articles = !screen.state.document.project().articles.is_empty();
    if has_articles && screen.state.session.view == View::Read {
        views::rail::rail_ui(ui, screen);
    }
    match screen.state.session.view {
        _ if !has_articles => views::empty::empty_ui(ui, screen),
        View::Read => views::read::read_ui(ui, screen, &mut memory.read),
        View::Compare => views::compare::compare_ui(ui, screen, &mut memory.compare),
        View::Report => views::report::report_ui(ui, screen, &mut memory.report),
    }
    views::passages::passages_ui(ui, screen, &mut memory.passages);
    views::dialogs::dialogs_ui(ui, screen, &mut memory.dialogs);
    views::notices::notices_ui(ui, screen, &mut memory.notices);
    views::drop::drop_ui(ui, screen);
}
