//! The window and the operating system: carries out effects, shows dialogs, remembers preferences.

mod dialogs;
mod refusal;
mod start;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use crate::jobs::{Folders, ImportSource, Jobs};
use crate::state::{AppState, Command, Effect, Preferences, ThemeChoice};
use crate::ui::{Memory, Screen, root_ui, theme::Theme};

pub use dialogs::{Dialogs, NativeDialogs, ScriptedDialogs};
pub use start::run;

const PREFERENCES: &str = "preferences";

/// The program in a window.
pub struct App {
    state: AppState,
    memory: Memory,
    jobs: Jobs,
    dialogs: Box<dyn Dialogs>,
    theme: Theme,
    text_percent: u16,
}

impl std::fmt::Debug for App {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("App")
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl App {
    /// Starts with these files, or with the samples where there are none.
    ///
    /// # Errors
    /// Where the system allows no thread.
    pub fn new(
        context: &Context,
        preferences: Preferences,
        files: Vec<PathBuf>,
        dialogs: Box<dyn Dialogs>,
    ) -> std::io::Result<Self> {
        Self::with_folders(context, preferences, files, dialogs, None)
    }

    /// The same, with folders for untitled projects and for backups.
    ///
    /// # Errors
    /// Where the system allows no thread.
    pub fn with_folders(
        context: &Context,
        preferences: Preferences,
        files: Vec<PathBuf>,
        dialogs: Box<dyn Dialogs>,
        folders: Option<Folders>,
    ) -> std::io::Result<Self> {
        context.set_fonts(crate::ui::theme::fonts());
        // Text size is a preference of its own, which the program remembers.
        context.options_mut(|options| options.zoom_with_keyboard = false);
        let waker = context.clone();
        let jobs = Jobs::start(move || waker.request_repaint())?;
        let theme = Theme::light();
        let mut app = Self {
            state: AppState::default(),
            memory: Memory::default(),
            jobs,
            dialogs,
            theme,
            text_percent: 0,
        };
        app.state.session.preferences = preferences;
        app.state.session.folder = folder();
        let name = app.state.session.preferences.reader.clone();
        app.state.session.account = account();
        app.state.update(Command::NameReader(name));
        app.state.session.keeps_untitled = folders.is_some();
        app.jobs.keep_projects(folders);
        app.dress(context, true);
        let first = if files.is_empty() {
            Command::Resume
        } else {
            Command::Import(files.into_iter().map(ImportSource::File).collect())
        };
        let effects = app.state.update(first);
        app.carry_out(context, effects);
        Ok(app)
    }

    /// The state, for tests.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Takes in what has arrived: outcomes, dropped files, pasted text. Runs also while hidden.
    pub fn receive(&mut self, context: &Context) {
        for outcome in self.jobs.drain() {
            let effects = self.state.apply(outcome);
            self.carry_out(context, effects);
        }
        let dropped: Vec<ImportSource> = context.input(|input| {
            input
                .raw
                .dropped_files
                .iter()
                .map(|file| ImportSource::File(file.path().to_owned()))
                .collect()
        });
        if !dropped.is_empty() {
            self.run(context, vec![Command::Import(dropped)]);
        }
        if !context.text_edit_focused() && self.state.session.dialog.is_none() {
            let pasted = context.input(|input| {
                input.events.iter().find_map(|event| match event {
                    egui::Event::Paste(text) if !text.trim().is_empty() => Some(text.clone()),
                    _ => None,
                })
            });
            if let Some(text) = pasted {
                self.run(
                    context,
                    vec![Command::Import(vec![ImportSource::Pasted(text)])],
                );
            }
        }
    }

    /// Draws one frame and carries out what it asked for.
    pub fn show(&mut self, ui: &mut egui::Ui) {
        self.dress(ui.ctx(), false);
        let screen = Screen::new(&self.state, &self.theme);
        root_ui(ui, &screen, &mut self.memory);
        let commands = screen.into_commands();
        let context = ui.ctx().clone();
        self.run(&context, commands);
    }

    fn run(&mut self, context: &Context, commands: Vec<Command>) {
        if commands.is_empty() {
            return;
        }
        for command in commands {
            let effects = self.state.update(command);
            self.carry_out(context, effects);
        }
        // What a command changed is seen in the next frame.
        context.request_repaint();
    }

    fn carry_out(&mut self, context: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Submit(request) => {
                    self.jobs.submit(request);
                }
                Effect::CancelJobs => self.jobs.cancel_all(),
                Effect::Ask(question) => self.dialogs.ask(question, &self.jobs),
                Effect::RequestPaste => context.send_viewport_cmd(ViewportCommand::RequestPaste),
                Effect::Copy(text) => context.copy_text(text),
                Effect::ShowInFolder(path) => self.dialogs.show_in_folder(path, &self.jobs),
                Effect::Quit => context.send_viewport_cmd(ViewportCommand::Close),
            }
        }
    }

    /// Applies theme and text size where they changed.
    fn dress(&mut self, context: &Context, always: bool) {
        let preferences = &self.state.session.preferences;
        let is_dark = match preferences.theme {
            ThemeChoice::System => context.system_theme() == Some(egui::Theme::Dark),
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        if always || is_dark != self.theme.is_dark {
            self.theme = if is_dark {
                Theme::dark()
            } else {
                Theme::light()
            };
            self.theme.apply(context);
        }
        if always || self.text_percent != preferences.text_percent {
            self.text_percent = preferences.text_percent;
            context.set_zoom_factor(f32::from(self.text_percent) / 100.0);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        self.receive(context);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, PREFERENCES, &self.state.session.preferences);
    }
}

/// Where people keep documents; the home folder where there is no such place.
fn folder() -> PathBuf {
    directories::UserDirs::new().map_or_else(PathBuf::new, |folders| {
        folders
            .document_dir()
            .filter(|folder| folder.is_dir())
            .unwrap_or_else(|| folders.home_dir())
            .to_owned()
    })
}

/// The person's name on this computer, for what they write into projects.
fn account() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
        .unwrap_or_default()
}

/// Where projects without a name and backups live; `None` where the system has no place for
/// a program's data.
fn folders() -> Option<Folders> {
    let places = directories::ProjectDirs::from("", "", "slantwise")?;
    let data = places.data_dir();
    Some(Folders {
        untitled: data.join("untitled"),
        backups: data.join("backups"),
    })
}

/// Preferences of the last start; the defaults where there are none or they cannot be read.
fn preferences(storage: Option<&dyn eframe::Storage>) -> Preferences {
    storage
        .and_then(|storage| eframe::get_value(storage, PREFERENCES))
        .unwrap_or_default()
}

fn boxed(
    context: &eframe::CreationContext<'_>,
    files: Vec<PathBuf>,
) -> std::io::Result<Box<dyn eframe::App>> {
    let app = App::with_folders(
        &context.egui_ctx,
        preferences(context.storage),
        files,
        Box::new(NativeDialogs),
        folders(),
    )?;
    Ok(Box::new(app))
}

/// The window's icon: three ribbons in the layers' colours.
fn icon() -> Arc<egui::IconData> {
    const SIZE: u32 = 64;
    let theme = Theme::light();
    let mut rgba = Vec::with_capacity((SIZE * SIZE * 4) as usize);
    for y in 0..SIZE {
        for x in 0..SIZE {
            // Slanted bars: the rows shift with their height.
            let bar = (x + (SIZE - y) / 3) % SIZE / (SIZE / 3 + 1);
            let colour = match bar {
                0 => theme.reported,
                1 => theme.voices,
                _ => theme.framing_ribbon,
            };
            let inside = (6..SIZE - 6).contains(&x) && (6..SIZE - 6).contains(&y);
            rgba.extend_from_slice(&if inside { colour.to_array() } else { [0; 4] });
        }
    }
    Arc::new(egui::IconData {
        rgba,
        width: SIZE,
        height: SIZE,
    })
}
