//! The next start, a project that may only be read, a place where nothing can be kept.

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use slantwise::state::{Command, Dialog, Preferences};
use slantwise::store::ENDING;

use super::projects::{Desk, in_file, projects_in};
use super::support::{COLUMN, Start, Window};

fn named(folder: &Path, name: &str) -> PathBuf {
    folder.join(name).with_extension(ENDING)
}

/// A project with a name, one decision in it, and the preferences that remember it.
fn begun(folder: &Path, name: &str) -> (PathBuf, Preferences) {
    let path = named(folder, name);
    let mut desk = Desk::new(folder);
    desk.paste(COLUMN);
    desk.send(Command::SaveProjectTo {
        path: path.clone(),
        replace: false,
    });
    desk.until("it has its place", |state| {
        state.document.place.path.as_ref() == Some(&path)
    });
    desk.disagree();
    desk.saved();
    (path, desk.state.session.preferences.clone())
}

#[test]
fn the_project_with_a_name_that_was_open_last_is_open_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, preferences) = begun(folder.path(), "tram");
    assert_eq!(preferences.project.as_ref(), Some(&path));
    assert_eq!(preferences.recent.first(), Some(&path), "it is offered too");
    let mut desk = Desk::new(folder.path());
    desk.state.session.preferences = preferences;
    desk.send(Command::Resume);
    desk.until("it is there", |state| {
        state.document.project().judgements() == 1
    });
    assert_eq!(desk.path(), path);
    assert!(!desk.state.document.place.is_untitled);
    // A second window at the same time begins with the samples and says why.
    let mut second = Desk::new(folder.path());
    second.state.session.preferences = desk.state.session.preferences.clone();
    second.send(Command::Resume);
    second.until("the samples are there", |state| {
        state.document.project().is_sample
    });
    let notices = second.notices();
    assert!(
        notices.iter().any(|text| text.contains("has it open")),
        "{notices:?}"
    );
    // After a new project it is not opened by itself any more.
    desk.send(Command::NewProject);
    assert_eq!(desk.state.session.preferences.project, None);
}

#[test]
fn a_project_that_is_gone_at_the_next_start_is_said_and_the_program_opens() {
    let folder = tempfile::tempdir().unwrap();
    let (path, preferences) = begun(folder.path(), "tram");
    fs::rename(&path, folder.path().join("moved")).unwrap();
    let mut desk = Desk::new(folder.path());
    desk.state.session.preferences = preferences;
    desk.send(Command::Resume);
    desk.until("the samples are there", |state| {
        state.document.project().is_sample
    });
    let notices = desk.notices();
    assert!(
        notices.iter().any(|text| text.contains("no longer there")),
        "{notices:?}"
    );
}

#[test]
fn what_is_changed_in_a_project_that_may_only_be_read_is_kept_in_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = begun(folder.path(), "tram");
    let mut first = Desk::new(folder.path());
    first.send(Command::OpenProject(path.clone()));
    first.until("it is open", |state| state.document.place.path.is_some());
    let mut second = Desk::new(&folder.path().join("other"));
    second.send(Command::OpenProject(path.clone()));
    second.until("it is open", |state| {
        state.document.place.read_only.is_some()
    });
    let before = in_file(&path);
    second.send(Command::NameProject("Mine".to_owned()));
    second.saved();
    assert!(second.state.document.place.is_untitled);
    assert_eq!(second.state.document.place.read_only, None);
    assert!(
        second
            .notices()
            .iter()
            .any(|text| text.contains("kept in a copy"))
    );
    assert_eq!(in_file(&path), before, "the project itself is as it was");
    let copies = projects_in(&folder.path().join("other/untitled"));
    assert_eq!(copies.len(), 1);
    assert_eq!(in_file(&copies[0]), *second.state.document.project());
    assert_eq!(in_file(&copies[0]).judgements(), 1);
    second.send(Command::Undo);
    second.saved();
    assert_eq!(in_file(&copies[0]).name, "tram");
}

#[test]
fn where_the_program_can_keep_nothing_that_is_said_and_a_place_of_ones_own_takes_all() {
    let folder = tempfile::tempdir().unwrap();
    // The data folder is a file: nothing can be made in it, by whoever runs this.
    let data = folder.path().join("data");
    fs::write(&data, "no folder").unwrap();
    let mut desk = Desk::new(&data);
    desk.paste(COLUMN);
    desk.disagree();
    desk.until("it is said", |state| state.document.place.problem.is_some());
    let path = folder.path().join("tram");
    desk.send(Command::SaveProjectTo {
        path,
        replace: true,
    });
    let path = named(folder.path(), "tram");
    desk.until("it has its place", |state| {
        state.document.place.path.as_ref() == Some(&path) && state.document.is_saved()
    });
    assert_eq!(in_file(&path), *desk.state.document.project());
    assert_eq!(desk.state.document.place.problem, None);
    desk.send(Command::ShowLog);
    desk.until("the log is read", |state| state.session.log.is_some());
    let log = desk.state.session.log.clone().unwrap().unwrap();
    assert!(log[0].what.starts_with("Disagree with"), "{log:?}");
    assert!(log.iter().any(|entry| entry.what.starts_with("Open “")));
}

#[test]
fn what_could_not_be_begun_is_saved_when_the_place_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::write(&data, "no folder").unwrap();
    let mut desk = Desk::new(&data);
    desk.paste(COLUMN);
    desk.until("it is said", |state| state.document.place.problem.is_some());
    fs::remove_file(&data).unwrap();
    // Nothing more is done: it is tried again by itself.
    desk.until("it is saved", |state| state.document.is_saved());
    assert_eq!(in_file(&desk.path()), *desk.state.document.project());
}

#[test]
fn a_name_whose_ending_is_left_out_replaces_nothing_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let (other, _) = begun(folder.path(), "other");
    let before = fs::read(&other).unwrap();
    let mut desk = Desk::new(folder.path());
    desk.paste(COLUMN);
    desk.saved();
    // The system's dialog has asked about “other”, which is not there.
    desk.send(Command::SaveProjectTo {
        path: folder.path().join("other"),
        replace: true,
    });
    desk.until("it asks", |state| {
        state
            .notices
            .iter()
            .any(|notice| notice.text.contains("already there"))
    });
    assert_eq!(fs::read(&other).unwrap(), before);
}

fn press(window: &mut Window, role: Role, label: &str) {
    window
        .harness
        .get_by_role_and_label(role, label)
        .click_accesskit();
    window.harness.run_steps(3);
}

fn write(window: &mut Window, field: &str, text: &str) {
    let found = window.harness.get_by_role_and_label(Role::TextInput, field);
    found.focus();
    window.harness.run_steps(2);
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text(text);
}

#[test]
fn the_settings_name_the_project_and_its_reader_and_keep_originals() {
    let mut window = Start::default().open();
    window.press(Modifiers::COMMAND, Key::Comma);
    write(&mut window, "Name of the project", "The tram");
    assert_eq!(window.state().document.project().name, "The tram");
    write(&mut window, "Your name", "Ada");
    assert_eq!(window.state().session.reader, "Ada");
    assert_eq!(window.state().session.preferences.reader, "Ada");
    press(
        &mut window,
        Role::CheckBox,
        "Keep the original files in the project",
    );
    assert!(window.state().document.project().settings.keeps_originals);
    write(&mut window, "Your name", "\u{8}");
    window.press(Modifiers::NONE, Key::Backspace);
    assert_eq!(
        window.state().session.reader,
        window.state().session.account
    );
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    // Typing a name is one step.
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(!window.state().document.project().settings.keeps_originals);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().document.project().name, "");
}

#[test]
fn the_log_is_shown_and_where_there_is_none_that_is_said() {
    let mut window = Start::default().open();
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("What was done");
    window.press(Modifiers::NONE, Key::Enter);
    window.wait_for("the log is read", |state| state.session.log.is_some());
    assert_eq!(window.state().session.dialog, Some(Dialog::Log));
    window.harness.run_steps(3);
    let shown =
        |window: &Window, words: &str| window.harness.query_all_by_label_contains(words).count();
    assert_eq!(shown(&window, "Nothing has been done"), 1);
    window.press(Modifiers::NONE, Key::Escape);
    // With a file of its own there is a log.
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.wait_for("the path is asked for", |state| {
        matches!(state.session.dialog, Some(Dialog::PathField(_)))
    });
    window.harness.run_steps(2);
    window.press(Modifiers::COMMAND, Key::A);
    let path = window.folder.path().join("tram.slantwise");
    window.type_text(path.to_str().unwrap());
    window.press(Modifiers::NONE, Key::Enter);
    window.wait_for("it has its place", |state| state.document.is_saved());
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("What was done");
    window.press(Modifiers::NONE, Key::Enter);
    window.wait_for("the log is read", |state| state.session.log.is_some());
    window.harness.run_steps(3);
    assert_eq!(shown(&window, "Open “"), 2);
}
