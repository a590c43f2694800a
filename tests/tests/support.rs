//! The window without a screen: what the tests of the screens share.

#[path = "support/renderer.rs"]
pub mod renderer;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::analysis::analyse;
use slantwise::app::{App, ScriptedDialogs};
use slantwise::import;
use slantwise::jobs::{Answer, Outcome};
use slantwise::model::ArticleId;
use slantwise::state::{AppState, Preferences, Target, ThemeChoice};

/// Windows wait for each other: each has workers of its own, and a test that
/// waits for them should not starve.
static ONE_WINDOW: LazyLock<Mutex<()>> = LazyLock::new(Mutex::default);

/// A report in the outlet's sober voice.
pub const REPORT: &str = "Council approves tram line after two years of talks

The city council of Northfield on Thursday approved a tram line to the eastern suburbs. The vote was 31 to 14. Construction is to begin in September.

\"This line will carry 40,000 people a day,\" Mayor Dana Whitlock said. Opposition leader Tom Arkwright called the plan \"a reckless gamble with public money\".

The line will cost 480 million crowns, according to a report by the city auditor.
";

/// A column on the same event.
pub const COLUMN: &str = "Another gift to the consultants

So the council has done it again. In a shameless display of arrogance, it waved through a vanity project nobody asked for. Critics say the numbers were cooked. Who will pay for this circus? You will.

\"This line will carry 40,000 people a day,\" Mayor Dana Whitlock claimed.
";

/// These texts, opened and analysed by rules, without a window.
pub fn opened(texts: &[&str]) -> AppState {
    let mut state = AppState::default();
    for text in texts {
        let article = Arc::new(import::from_pasted(text).unwrap());
        let settings = state.session.preferences.settings.for_analysis();
        state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
        state.apply(Outcome::Analysed {
            article: article.id,
            revision: article.revision,
            result: Ok(Arc::new(analyse(&article, &settings))),
            settings,
        });
    }
    state
}

/// The open articles, in order.
pub fn ids(state: &AppState) -> Vec<ArticleId> {
    let articles = &state.document.project().articles;
    articles.iter().map(|article| article.id).collect()
}

/// Files in a folder of their own, and a window over them.
pub struct Window {
    /// The window, to be queried by role and label.
    pub harness: Harness<'static, App>,
    /// The folder that the files lie in.
    pub folder: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

/// How a window begins.
pub struct Start {
    /// Names and contents of the files it opens.
    pub files: Vec<(String, String)>,
    /// Answers of the system's dialogs; where they run out, there are none.
    pub answers: VecDeque<Answer>,
    /// Size in points.
    pub size: [f32; 2],
    /// What is remembered.
    pub preferences: Preferences,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            files: vec![
                ("report.txt".to_owned(), REPORT.to_owned()),
                ("column.txt".to_owned(), COLUMN.to_owned()),
            ],
            answers: VecDeque::new(),
            size: [1440.0, 900.0],
            preferences: Preferences::default(),
        }
    }
}

impl Start {
    /// Opens the window and waits until everything is analysed.
    pub fn open(self) -> Window {
        let turn = ONE_WINDOW.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = self
            .files
            .iter()
            .map(|(name, text)| {
                let path = folder.path().join(name);
                std::fs::write(&path, text).unwrap();
                path
            })
            .collect();
        let (answers, preferences) = (self.answers, self.preferences);
        let builder = Harness::builder()
            .with_size(self.size)
            .with_max_steps(8)
            .with_theme(if preferences.theme == ThemeChoice::Dark {
                egui::Theme::Dark
            } else {
                egui::Theme::Light
            })
            .with_render_cursor(false);
        let harness = builder.build_eframe(move |context| {
            let dialogs = Box::new(ScriptedDialogs { answers });
            App::new(&context.egui_ctx, preferences, paths, dialogs).unwrap()
        });
        let mut window = Window {
            harness,
            folder,
            _turn: turn,
        };
        window.settle();
        window
    }
}

/// Presses J until the phrase that is marked first in the text is selected: the panel lists
/// framing first, and some framing sentences have no phrase.
pub fn to_the_first_mark(window: &mut Window) {
    let id = window.state().session.article.unwrap();
    let first = window.state().analyses.get(id).unwrap().findings[0].key;
    for _ in 0..30 {
        window.press(egui::Modifiers::NONE, egui::Key::J);
        if window.state().session.selection == Some(Target::Finding(id, first)) {
            return;
        }
    }
    panic!("J does not come to the first mark");
}

impl Window {
    /// The state behind the window.
    pub fn state(&self) -> &AppState {
        self.harness.state().state()
    }

    /// Draws until nothing is under way any more and the drawing rests.
    pub fn settle(&mut self) {
        self.wait_for("all work is done", |state| {
            state.analyses.importing == 0
                && state.analyses.running() == 0
                && !state.analyses.comparison.is_running()
        });
        self.harness.run_steps(3);
    }

    /// Draws until something is true of the state.
    pub fn wait_for(&mut self, what: &str, is_true: impl Fn(&AppState) -> bool) {
        let started = Instant::now();
        loop {
            self.harness.step();
            if is_true(self.state()) {
                return;
            }
            assert!(
                started.elapsed() < Duration::from_mins(1),
                "waited in vain until {what}"
            );
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    /// Presses a key and draws.
    pub fn press(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(3);
    }

    /// The place of the paragraph that holds these words, in Read.
    pub fn paragraph(&self, part: &str) -> egui::Rect {
        let labels = self.harness.query_all_by_role(egui::accesskit::Role::Label);
        let mut found = labels.filter(|node| {
            let node = node.accesskit_node();
            let text = node.label().or_else(|| node.value()).unwrap_or_default();
            // The cards of the panel are narrower.
            text.contains(part) && node.raw_bounds().is_some_and(|place| place.width() > 400.0)
        });
        found.next().unwrap().rect()
    }

    /// Drags the pointer from one place to another.
    pub fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        let button = |pos, pressed| egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        };
        self.harness.event(egui::Event::PointerMoved(from));
        self.harness.step();
        self.harness.event(button(from, true));
        self.harness.step();
        for share in [0.3, 0.6, 1.0] {
            let pos = from.lerp(to, share);
            self.harness.event(egui::Event::PointerMoved(pos));
            self.harness.step();
        }
        self.harness.event(button(to, false));
        self.harness.run_steps(3);
    }

    /// Types into whatever has the keyboard and draws.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }

    /// The messages shown, oldest first.
    pub fn notices(&self) -> Vec<String> {
        let notices = self.state().notices.iter();
        notices.map(|notice| notice.text.clone()).collect()
    }
}
