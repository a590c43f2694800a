//! The rules answer first and the language model later: what that changes is seen to change
//! once, and not under the reader's eyes. The model here is a made-up one, as slow as a test
//! wants it.

use std::fmt::Write as _;
use std::sync::Arc;

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::analysis::analyse_by_rules;
use slantwise::export::ExportFormat;
use slantwise::import;
use slantwise::jobs::{Outcome, Request};
use slantwise::model::{Analysis, Article, ArticleId, FindingKey, Settings};
use slantwise::state::{AppState, Command, Effect, ExportRequest, Refined, Step, Target, View};
use slantwise::ui::{Memory, Screen, root_ui, theme};

use super::support::COLUMN;

/// A long piece: a verdict at the top, one at the end, and plain sentences between them.
fn long() -> String {
    let mut text = "The harbour plan\n\nThe plan is a disgrace.\n\n".to_owned();
    for number in 1..40 {
        writeln!(text, "The council met for the {number}. time on Monday. It counted the votes of district {number} and published the minutes of the meeting.\n").unwrap();
    }
    text.push_str("It was a shameless stunt.\n\nIt is an outrageous farce.\n");
    text
}

/// What a model would say: another mark where the rules' first is, and none where their last is.
fn by_model(rules: &Analysis) -> Analysis {
    let mut answer = rules.clone();
    answer.engine.model = Some("made up".to_owned());
    answer.findings[0].key = FindingKey(1);
    let last = answer.findings.pop().unwrap();
    let sentence = &mut answer.sentences[last.sentence];
    sentence
        .findings
        .retain(|index| *index < answer.findings.len());
    answer
}

/// An article that is opened and answered by the rules, and what the model will say of it.
struct Reading {
    article: Arc<Article>,
    rules: Arc<Analysis>,
    model: Arc<Analysis>,
    settings: Settings,
}

impl Reading {
    fn open(state: &mut AppState, text: &str) -> Self {
        let article = Arc::new(import::from_pasted(text).unwrap());
        let settings = state.session.preferences.settings.for_analysis();
        // Without marks that these settings hide: what is compared is what a reader sees.
        let rules = Arc::new(
            analyse_by_rules(&article, &settings).shown(&state.session.preferences.settings),
        );
        assert!(rules.findings.len() >= 3, "{:?}", rules.findings);
        let model = Arc::new(by_model(&rules));
        state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
        let reading = Self {
            article,
            rules,
            model,
            settings,
        };
        state.apply(Outcome::AnalysedByRules {
            article: reading.id(),
            revision: reading.article.revision,
            settings: reading.settings.clone(),
            analysis: Arc::clone(&reading.rules),
        });
        reading
    }

    fn id(&self) -> ArticleId {
        self.article.id
    }

    /// The model has read the whole article.
    fn answer(&self, state: &mut AppState) -> Vec<Effect> {
        state.apply(Outcome::Analysed {
            article: self.id(),
            revision: self.article.revision,
            settings: self.settings.clone(),
            result: Ok(Arc::clone(&self.model)),
        })
    }

    fn first(&self) -> Target {
        Target::Finding(self.id(), self.rules.findings[0].key)
    }

    fn keys(analysis: &Analysis) -> Vec<FindingKey> {
        let findings = analysis.findings.iter();
        findings.map(|finding| finding.key).collect()
    }

    /// The marks on the screen: the rules' or the model's.
    fn shows(&self, state: &AppState, wanted: &Analysis) -> bool {
        let shown = state.analyses.get(self.id()).unwrap();
        Self::keys(shown) == Self::keys(wanted)
    }
}

fn one() -> (AppState, Reading) {
    let mut state = AppState::default();
    let reading = Reading::open(&mut state, &long());
    (state, reading)
}

#[test]
fn the_rules_marks_stand_until_the_whole_answer_is_there_and_change_once() {
    let (mut state, reading) = one();
    assert!(reading.shows(&state, &reading.rules));
    assert_eq!(state.analyses.refined(reading.id()), None);
    assert_eq!(state.analyses.running(), 1);
    // Whatever else arrives meanwhile, the marks are those of the rules.
    state.apply(Outcome::AnalysedByRules {
        article: reading.id(),
        revision: reading.article.revision,
        settings: reading.settings.clone(),
        analysis: Arc::clone(&reading.model),
    });
    assert!(reading.shows(&state, &reading.rules));
    reading.answer(&mut state);
    assert!(reading.shows(&state, &reading.model));
    let refined = state.analyses.refined(reading.id());
    let (added, withdrawn) = (1, 2);
    assert_eq!(refined, Some(Refined { added, withdrawn }));
    assert_eq!(state.analyses.running(), 0);
}

/// What a reader does next.
type Next = fn(&Reading) -> Command;

#[test]
fn a_mark_that_is_read_stays_until_the_reader_moves_on() {
    let leave: [(&str, Next); 5] = [
        ("nothing selected", |_| Command::Select(None)),
        ("the next mark", |_| Command::StepFinding(Step::Next)),
        ("another view", |_| Command::Show(View::Report)),
        ("another sentence", |it| {
            Command::Select(Some(Target::Sentence(it.id(), 5)))
        }),
        ("giving up the rest", |_| Command::CancelJobs),
    ];
    for (how, command) in leave {
        let (mut state, reading) = one();
        state.update(Command::Select(Some(reading.first())));
        reading.answer(&mut state);
        assert!(state.analyses.is_held(reading.id()), "{how}");
        assert!(reading.shows(&state, &reading.rules), "{how}");
        assert_eq!(state.session.selection, Some(reading.first()), "{how}");
        // It is answered: nothing is under way that a reader would wait for.
        assert_eq!(state.analyses.running(), 0, "{how}");
        state.update(Command::TextPercent(110));
        state.update(Command::WriteNote(true));
        state.update(Command::WriteNote(false));
        assert!(reading.shows(&state, &reading.rules), "{how}");
        state.update(command(&reading));
        assert!(reading.shows(&state, &reading.model), "{how}");
        assert!(!state.analyses.is_held(reading.id()), "{how}");
    }
}

#[test]
fn a_mark_under_the_pointer_stays_until_the_pointer_leaves() {
    let (mut state, reading) = one();
    state.update(Command::Hover(Some(reading.first())));
    reading.answer(&mut state);
    assert!(reading.shows(&state, &reading.rules));
    state.update(Command::Hover(None));
    assert!(reading.shows(&state, &reading.model));
}

#[test]
fn where_the_reader_is_at_something_that_stays_the_rest_changes_at_once() {
    let (mut state, reading) = one();
    let between = Target::Sentence(reading.id(), 6);
    state.update(Command::Select(Some(between)));
    reading.answer(&mut state);
    assert!(reading.shows(&state, &reading.model));
    assert_eq!(state.session.selection, Some(between));
    // So does another article than the one that is read.
    let (mut state, reading) = one();
    state.update(Command::Select(Some(reading.first())));
    let other = Reading::open(&mut state, COLUMN);
    state.update(Command::ShowArticle(reading.id()));
    state.update(Command::Select(Some(reading.first())));
    other.answer(&mut state);
    assert!(other.shows(&state, &other.model));
    reading.answer(&mut state);
    assert!(reading.shows(&state, &reading.rules));
}

#[test]
fn an_export_takes_the_models_answer_also_where_the_reader_has_not_moved_on() {
    let (mut state, reading) = one();
    state.update(Command::Select(Some(reading.first())));
    reading.answer(&mut state);
    assert!(reading.shows(&state, &reading.rules));
    state.update(Command::Export(ExportRequest {
        articles: vec![reading.id()],
        compare: false,
        format: ExportFormat::Json,
        byte_order_mark: false,
    }));
    assert!(reading.shows(&state, &reading.model));
}

#[test]
fn an_answer_that_was_kept_back_is_dropped_where_it_is_no_longer_asked_for() {
    let held = || {
        let (mut state, reading) = one();
        state.update(Command::Select(Some(reading.first())));
        reading.answer(&mut state);
        (state, reading)
    };
    let (mut state, reading) = held();
    state.update(Command::Settings(Settings {
        model: false,
        ..Settings::default()
    }));
    state.update(Command::Select(None));
    assert!(reading.shows(&state, &reading.rules));
    let (mut state, reading) = held();
    state.update(Command::Retry(reading.id()));
    assert_eq!(state.analyses.running(), 1);
    state.update(Command::Select(None));
    assert!(reading.shows(&state, &reading.rules));
    let (mut state, reading) = held();
    state.update(Command::CloseArticle(reading.id()));
    assert!(state.analyses.get(reading.id()).is_none());
    assert!(!state.analyses.is_held(reading.id()));
}

fn compares(effects: &[Effect]) -> usize {
    let is_compare = |effect: &&Effect| matches!(effect, Effect::Submit(Request::Compare { .. }));
    effects.iter().filter(is_compare).count()
}

#[test]
fn the_numbers_of_a_comparison_change_once_with_the_last_article() {
    let mut state = AppState::default();
    let one = Reading::open(&mut state, COLUMN);
    let two = Reading::open(&mut state, &long());
    let pairs = [(&*one.article, &*one.rules), (&*two.article, &*two.rules)];
    let compared = slantwise::compare::compare(&pairs, state.session.filter);
    state.apply(Outcome::Compared(Ok(Arc::new(compared))));
    assert_eq!(compares(&one.answer(&mut state)), 0);
    assert_eq!(compares(&two.answer(&mut state)), 1);
    // Giving up in between compares what is there.
    let mut state = AppState::default();
    let one = Reading::open(&mut state, COLUMN);
    let two = Reading::open(&mut state, &long());
    let pairs = [(&*one.article, &*one.rules), (&*two.article, &*two.rules)];
    let compared = slantwise::compare::compare(&pairs, state.session.filter);
    state.apply(Outcome::Compared(Ok(Arc::new(compared))));
    one.answer(&mut state);
    assert_eq!(compares(&state.update(Command::CancelJobs)), 1);
}

type Open = (AppState, Memory);

fn window(state: AppState) -> Harness<'static, Open> {
    let colours = theme::Theme::light();
    let dress = colours.clone();
    Harness::builder()
        .with_size([1200.0, 700.0])
        .with_render_cursor(false)
        .with_context_setup(move |context| {
            context.set_fonts(theme::fonts());
            dress.apply(context);
        })
        .build_ui_state(
            move |ui, (state, memory): &mut Open| {
                let screen = Screen::new(state, &colours);
                root_ui(ui, &screen, memory);
                for command in screen.into_commands() {
                    state.update(command);
                }
            },
            (state, Memory::default()),
        )
}

/// Where the paragraphs of the text are drawn that are in sight.
fn places(window: &Harness<'static, Open>) -> Vec<(String, egui::Rect)> {
    let labels = window.query_all_by_role(egui::accesskit::Role::Label);
    let texts = labels.filter_map(|node| {
        let at = node.accesskit_node();
        let text = at.label().or_else(|| at.value())?;
        let is_text = text.starts_with("The council met for the");
        let is_wide = at.raw_bounds().is_some_and(|place| place.width() > 400.0);
        (is_text && is_wide).then(|| (text, node.rect()))
    });
    texts.collect()
}

fn says(window: &Harness<'static, Open>, words: &str) -> bool {
    window.query_all_by_label_contains(words).count() > 0
}

#[test]
fn the_text_stands_still_and_a_quiet_line_says_what_the_model_changed() {
    let (state, reading) = one();
    let mut window = window(state);
    window.run_steps(4);
    window.key_press(Key::PageDown);
    window.run_steps(40);
    let before = places(&window);
    assert!(before.len() >= 3, "{before:?}");
    assert!(says(&window, "Refining…"));
    reading.answer(&mut window.state_mut().0);
    for _ in 0..6 {
        window.step();
        assert_eq!(places(&window), before);
    }
    assert!(!says(&window, "Refining…"));
    assert!(says(
        &window,
        "The language model added 1 mark and withdrew 2"
    ));
}

#[test]
fn the_window_says_that_marks_wait_until_the_reader_moves_on() {
    let (mut state, reading) = one();
    state.update(Command::Select(Some(reading.first())));
    let mut window = window(state);
    window.run_steps(4);
    reading.answer(&mut window.state_mut().0);
    window.run_steps(3);
    assert!(says(
        &window,
        "The language model changes marks here once you move on"
    ));
    assert!(!says(&window, "Refining…"));
    window.state_mut().0.update(Command::Select(None));
    window.run_steps(3);
    assert!(says(
        &window,
        "The language model added 1 mark and withdrew 2"
    ));
    // Not where another article is read.
    let state = &mut window.state_mut().0;
    let other = Reading::open(state, COLUMN);
    state.update(Command::ShowArticle(other.id()));
    window.run_steps(3);
    assert!(!says(&window, "The language model added"));
}
