//! Compare and Report, by role and label.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use slantwise::model::VoiceFilter;
use slantwise::state::{Dialog, ReportScope, Target, View};

use super::support::{COLUMN, REPORT, Start, Window};

const CTRL: Modifiers = Modifiers::COMMAND;

/// The samples, side by side.
fn samples() -> Window {
    let mut window = Start {
        files: Vec::new(),
        ..Start::default()
    }
    .open();
    window.press(CTRL, Key::Num2);
    window
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).click();
    window.harness.run_steps(3);
}

/// The first button whose label begins so.
fn press_cell(window: &mut Window, begin: &str) {
    let cells = window.harness.query_all_by_label_contains(begin);
    let cell = cells.into_iter().next().unwrap();
    cell.click();
    window.harness.run_steps(3);
}

#[test]
fn a_difference_opens_its_passages_and_a_passage_its_sentence() {
    let mut window = samples();
    press_cell(&mut window, "Source, all articles, ");
    let Some(Dialog::Passages { title, passages }) = &window.state().session.dialog else {
        panic!("the passages are listed")
    };
    let comparison = window.state().analyses.comparison.get().unwrap();
    assert!(comparison.differences.iter().any(|one| one.text == *title));
    let first = passages[0];
    press_cell(&mut window, "sentence ");
    let session = &window.state().session;
    assert_eq!((session.view, &session.dialog), (View::Read, &None));
    let Some(Target::Sentence(article, sentence)) = session.selection else {
        panic!("the sentence is selected")
    };
    let analysis = window.state().analyses.get(article).unwrap();
    assert_eq!(analysis.sentence_at(first.span.start()), Some(sentence));
}

#[test]
fn every_number_of_the_table_opens_as_many_passages_as_it_says() {
    let mut window = samples();
    let comparison = window.state().analyses.comparison.get().unwrap().clone();
    for row in &comparison.rows {
        for cell in &row.cells {
            for passage in &cell.passages {
                let analysis = window.state().analyses.get(passage.article).unwrap();
                assert!(analysis.sentence_at(passage.span.start()).is_some());
            }
        }
    }
    // By the keyboard too.
    let cell = window
        .harness
        .query_all_by_label_contains("all articles, “")
        .next()
        .unwrap();
    cell.focus();
    window.harness.run_steps(2);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(
        window.state().session.dialog,
        Some(Dialog::Passages { .. })
    ));
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().session.dialog, None);
}

#[test]
fn the_choice_of_voices_is_counted_anew() {
    let mut window = samples();
    click(&mut window, Role::Button, "Quoted");
    window.settle();
    assert_eq!(window.state().session.filter, VoiceFilter::Quoted);
    let comparison = window.state().analyses.comparison.get().unwrap();
    assert_eq!(comparison.filter, VoiceFilter::Quoted);
}

#[test]
fn a_head_opens_its_article() {
    let mut window = samples();
    let third = window.state().session.columns[2];
    let title = window.state().document.project().articles[2]
        .title
        .text
        .clone();
    press_cell(&mut window, &format!("{title}, "));
    assert_eq!(window.state().session.view, View::Read);
    assert_eq!(window.state().session.article, Some(third));
}

#[test]
fn one_article_alone_asks_for_another() {
    let mut window = Start {
        files: vec![("report.txt".to_owned(), REPORT.to_owned())],
        ..Start::default()
    }
    .open();
    window.press(CTRL, Key::Num2);
    window.harness.get_by_label("One article is open");
    window.press(CTRL, Key::Num3);
    window.wait_for("the report is made", |state| {
        state.analyses.report.document.get().is_some()
    });
    assert_eq!(window.state().report_scope(), ReportScope::Article);
}

#[test]
fn the_report_shows_what_an_export_prints() {
    let mut window = samples();
    window.press(CTRL, Key::Num3);
    window.wait_for("the report is made", |state| {
        state.analyses.report.document.get().is_some()
    });
    window.harness.run_steps(2);
    let document = window
        .state()
        .analyses
        .report
        .document
        .get()
        .unwrap()
        .clone();
    window
        .harness
        .get_by_role_and_label(Role::Heading, &document.title);
    click(&mut window, Role::Button, "This article");
    window.wait_for("the other report is made", |state| {
        let other = state.analyses.report.document.get();
        other.is_some_and(|other| other.title != document.title)
    });
}

#[test]
fn windows_of_every_size_and_six_columns_are_drawn() {
    let mut files: Vec<(String, String)> = (0..5)
        .map(|number| {
            (
                format!("{number}.txt"),
                format!("{REPORT}\nNumber {number}."),
            )
        })
        .collect();
    files.push(("column.txt".to_owned(), COLUMN.to_owned()));
    for size in [
        [1.0, 1.0],
        [60.0, 60.0],
        [130.0, 50.0],
        [200.0, 100.0],
        [480.0, 320.0],
        [900.0, 600.0],
    ] {
        let mut window = Start {
            files: files.clone(),
            size,
            ..Start::default()
        }
        .open();
        for key in [Key::Num2, Key::Num3, Key::Num1] {
            window.press(CTRL, key);
            window.settle();
            // Something is brought into sight, too.
            window.press(Modifiers::NONE, Key::J);
        }
        assert_eq!(window.state().session.columns.len(), 6);
    }
}

#[test]
fn a_window_may_be_made_as_small_as_it_goes_in_every_view() {
    let mut window = samples();
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        for size in [
            [1.0, 1.0],
            [900.0, 600.0],
            [60.0, 60.0],
            [130.0, 50.0],
            [200.0, 100.0],
            [900.0, 20.0],
            [20.0, 900.0],
        ] {
            window.harness.set_size([1440.0, 900.0].into());
            window.press(CTRL, key);
            window.settle();
            window.harness.set_size(size.into());
            window.harness.run_steps(4);
            // What is brought into sight glides there.
            window.press(Modifiers::NONE, Key::J);
            window.press(CTRL, key);
            window.press(Modifiers::NONE, Key::PageDown);
        }
    }
}
