//! How often the engine is right: said in the window and in every report.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use slantwise::analysis::fingerprint::fingerprint;
use slantwise::analysis::{accuracy, analyse};
use slantwise::export::{ExportFormat, ExportInput, export};
use slantwise::import::samples;
use slantwise::model::Settings;
use slantwise::state::Dialog;
use slantwise::ui::action::Action;

use super::support::{Start, Window};

const PLAIN: Modifiers = Modifiers::NONE;

fn click(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).click();
    window.harness.run_steps(3);
}

fn is_open(window: &Window) -> bool {
    window.state().session.dialog == Some(Dialog::Accuracy)
}

#[test]
fn accuracy_opens_by_key_menu_palette_foot_and_from_about() {
    let mut window = Start::default().open();
    window.press(Modifiers::SHIFT, Key::F1);
    assert!(is_open(&window));
    window.press(PLAIN, Key::Escape);
    click(&mut window, Role::Button, "Accuracy");
    assert!(is_open(&window), "the foot of the window");
    window.press(PLAIN, Key::Escape);
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text(Action::About.info().name);
    window.press(PLAIN, Key::Enter);
    let stamps = window.harness.query_all_by_label_contains(fingerprint());
    assert_eq!(stamps.count(), 1, "About names the engine");
    click(&mut window, Role::Button, "How often they are right");
    assert!(is_open(&window), "About");
    // And on to what it points at.
    click(
        &mut window,
        Role::Button,
        "Kinds of marks and their known mistakes",
    );
    assert_eq!(window.state().session.dialog, Some(Dialog::Settings));
    window.press(PLAIN, Key::Escape);
    click(&mut window, Role::Button, "All actions");
    click(&mut window, Role::Button, "Help");
    window
        .harness
        .query_all_by_role_and_label(Role::Button, "Accuracy")
        .next_back()
        .unwrap()
        .click();
    window.harness.run_steps(3);
    assert!(is_open(&window), "the menu");
}

#[test]
fn accuracy_says_every_figure_its_meaning_and_what_goes_wrong() {
    let mut window = Start::default().open();
    window.press(Modifiers::SHIFT, Key::F1);
    let figures = accuracy::figures();
    let sentences = figures.in_short();
    let measures = figures.measures_used();
    assert!(sentences.len() >= 3 && measures.len() >= 3);
    let said = |words: &str| {
        let count = window.harness.query_all_by_label_contains(words).count();
        assert!(count > 0, "{words}");
    };
    said(fingerprint());
    if let Some(words) = figures.caveat() {
        said(&words);
    }
    for words in sentences
        .iter()
        .chain(&figures.made_of)
        .chain(&figures.weaknesses)
    {
        said(words);
    }
    for row in &figures.rows {
        said(&format!(
            "{}  {}",
            row.what,
            row.printed().unwrap_or("not measured yet".to_owned())
        ));
    }
    for (name, meaning) in measures {
        said(&format!("{name}  {meaning}"));
    }
}

#[test]
fn every_report_and_every_json_says_in_short_how_often_it_is_right() {
    let articles = samples();
    let analyses: Vec<_> = articles
        .iter()
        .map(|article| analyse(article, &Settings::default()))
        .collect();
    let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
    let input = ExportInput {
        articles: &pairs,
        ..ExportInput::default()
    };
    for format in [
        ExportFormat::Json,
        ExportFormat::JsonLines,
        ExportFormat::Markdown,
        ExportFormat::Html,
    ] {
        let bytes = export(&input, format).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        for sentence in accuracy::figures().in_short() {
            assert!(text.contains(&sentence), "{format:?}: {sentence}");
        }
    }
}
