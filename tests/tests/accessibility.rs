//! What screen readers get: in every view and dialog, whatever can be pressed, chosen or
//! typed into has a name.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use slantwise::state::View;

use super::support::{Start, Window};

const PLAIN: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

const CONTROLS: [Role; 12] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::SearchInput,
    Role::Slider,
    Role::SpinButton,
    Role::Splitter,
    Role::Switch,
    Role::TextInput,
];

/// Holds that every control has a name that says more than a sign; returns how many there are.
fn all_named(window: &Window, place: &str) -> usize {
    let root = window.harness.root();
    let mut count = 0;
    for node in root.children_recursive() {
        let node = node.accesskit_node();
        if !CONTROLS.contains(&node.role()) {
            continue;
        }
        count += 1;
        let mut named_by = node.labelled_by();
        let name = node.label().or_else(|| named_by.find_map(|by| by.value()));
        let is_said = name.is_some_and(|name| name.chars().any(char::is_alphanumeric));
        let bounds = node.raw_bounds();
        assert!(is_said, "{place}: a {:?} at {bounds:?}", node.role());
    }
    count
}

#[test]
fn every_control_of_every_view_has_a_name() {
    let mut window = Start::default().open();
    for (key, view) in [
        (Key::Num1, View::Read),
        (Key::Num2, View::Compare),
        (Key::Num3, View::Report),
    ] {
        window.press(CTRL, key);
        window.settle();
        // With nothing selected, and with a mark and its buttons.
        let bare = all_named(&window, &format!("{view:?}"));
        assert!(bare > 10, "{view:?} was drawn");
        window.press(PLAIN, Key::J);
        window.harness.run_steps(30);
        all_named(&window, &format!("{view:?} with a mark"));
    }
    window.press(CTRL, Key::Num1);
    for command in ["Code first", "I have coded", "Agreement with"] {
        window.press(CTRL, Key::P);
        window.type_text(command);
        window.press(PLAIN, Key::Enter);
        window.harness.run_steps(10);
        assert_eq!(window.state().session.dialog, None, "{command}");
        all_named(&window, command);
    }
}

#[test]
fn every_control_of_every_dialog_has_a_name() {
    let mut window = Start::default().open();
    let outside = all_named(&window, "no dialog");
    for name in [
        "Settings…",
        "Accuracy",
        "About",
        "Keyboard shortcuts",
        "Bin…",
        "What was done",
        "Find",
        "Export…",
        "Rename",
        "Mark the selected",
    ] {
        window.press(CTRL, Key::P);
        all_named(&window, "the palette");
        window.type_text(name);
        window.press(PLAIN, Key::Enter);
        window.harness.run_steps(10);
        let found = window.state().session.dialog.is_some() || name.starts_with("Mark");
        assert!(found, "{name} opens");
        all_named(&window, name);
        window.press(PLAIN, Key::Escape);
        window.press(PLAIN, Key::Escape);
    }
    assert!(outside > 10);
}
