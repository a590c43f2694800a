//! Settings, by role and label: what they show and leave out, at once.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::analysis::detector;
use slantwise::model::{Device, DeviceGroup, Layer};

use super::support::{Start, Window};

fn open() -> Window {
    let mut window = Start::default().open();
    window.press(Modifiers::COMMAND, Key::Comma);
    window
}

/// Chooses without waiting for any worker.
fn choose(window: &mut Window, role: Role, label: &str) {
    window
        .harness
        .get_by_role_and_label(role, label)
        .click_accesskit();
    window.harness.run_steps(3);
}

fn toggled(window: &Window, label: &str) -> Option<Toggled> {
    let boxed = window.harness.get_by_role_and_label(Role::CheckBox, label);
    boxed.accesskit_node().toggled()
}

fn shown(window: &Window) -> usize {
    let state = window.state();
    let open = state.session.article.unwrap();
    state.analyses.get(open).unwrap().findings.len()
}

fn says(window: &Window, words: &str) -> bool {
    window.harness.query_all_by_label_contains(words).count() > 0
}

fn all(window: &Window) -> usize {
    let state = window.state();
    let open = state.session.article.unwrap();
    state.analyses.complete(open).unwrap().findings.len()
}

#[test]
fn a_box_and_a_step_of_confidence_show_less_at_once_and_say_how_much() {
    let mut window = Start::default().open();
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("gift to the");
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::COMMAND, Key::Comma);
    choose(&mut window, Role::Button, "All marks");
    assert_eq!(shown(&window), all(&window));
    let tail = format!("of {}.", all(&window));
    assert!(says(&window, &tail));
    choose(&mut window, Role::Button, "Sure only");
    assert!(shown(&window) < all(&window));
    assert_eq!(
        window.state().analyses.running(),
        0,
        "nothing is analysed again"
    );
    assert!(says(&window, &tail));
    choose(&mut window, Role::Button, "All off");
    assert_eq!(shown(&window), 0);
    assert!(says(
        &window,
        &format!("The open article shows 0 marks, {tail}")
    ));
    window.press(Modifiers::NONE, Key::Escape);
    // Framing sentences stay framing, and their cards say where the phrases went.
    assert!(says(&window, "surer than the settings ask for"));
}

#[test]
fn the_model_is_switched_off_and_the_articles_are_read_again_by_themselves() {
    let mut window = open();
    assert!(says(&window, "model slantwise-"), "the foot of the window");
    choose(&mut window, Role::CheckBox, "Ask the language model");
    assert!(!window.state().session.preferences.settings.model);
    window.settle();
    assert!(says(&window, "rules only"));
    let open = window.state().session.article.unwrap();
    assert_eq!(
        window.state().analyses.get(open).unwrap().engine.model,
        None
    );
}

#[test]
fn a_mark_says_whether_rule_or_model_found_it_and_its_number_on_request() {
    let mut window = Start::default().open();
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("gift to the");
    window.press(Modifiers::NONE, Key::Enter);
    window.settle();
    let state = window.state();
    let analysis = state.analyses.get(state.session.article.unwrap()).unwrap();
    let framing = analysis
        .findings
        .iter()
        .find(|finding| analysis.sentences[finding.sentence].layer() == Some(Layer::Framing));
    let finding = framing.unwrap().clone();
    assert!(says(
        &window,
        &format!("Found by {}", finding.made_by.title())
    ));
    assert!(!says(&window, "How sure"));
    let why = window
        .harness
        .query_all_by_label_contains("Why this mark?")
        .next();
    why.unwrap().click_accesskit();
    window.harness.run_steps(3);
    assert!(says(&window, "How sure  "));
}

#[test]
fn kinds_stand_in_groups_that_are_switched_together_and_show_known_mistakes() {
    let mut window = open();
    for info in detector::all().iter().map(|detector| detector.info()) {
        assert_eq!(
            toggled(&window, info.name),
            Some(Toggled::True),
            "{}",
            info.name
        );
        assert!(says(
            &window,
            &format!("Known mistakes  {}", info.known_mistakes)
        ));
    }
    let group = DeviceGroup::AttackOnReputation;
    choose(&mut window, Role::CheckBox, "Name calling");
    assert_eq!(toggled(&window, group.title()), Some(Toggled::Mixed));
    let off = |window: &Window| {
        window
            .state()
            .session
            .preferences
            .settings
            .devices_off
            .clone()
    };
    assert_eq!(off(&window), [Device::NameCalling].into());
    choose(&mut window, Role::CheckBox, group.title());
    assert!(off(&window).is_empty());
    choose(&mut window, Role::CheckBox, group.title());
    assert_eq!(toggled(&window, group.title()), Some(Toggled::False));
    assert!(off(&window).iter().all(|device| device.group() == group));
    assert!(off(&window).contains(&Device::NameCalling));
}
