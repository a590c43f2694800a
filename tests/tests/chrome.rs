//! Everything around the views, by role and label: bars, list, dialogs, messages.

use std::cell::RefCell;
use std::rc::Rc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::export::ExportFormat;
use slantwise::jobs::{Answer, Outcome, Question};
use slantwise::state::{AppState, Command, Dialog, NoticeKind, Target, ThemeChoice, View};
use slantwise::ui::Screen;
use slantwise::ui::action::{ACTIONS, Action};
use slantwise::ui::theme::{self, Theme};
use slantwise::ui::views::rail::rail_ui;

use super::support::{COLUMN, REPORT, Start, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const PLAIN: Modifiers = Modifiers::NONE;

fn window() -> Window {
    Start::default().open()
}

fn dialog(window: &Window) -> Option<&Dialog> {
    window.state().session.dialog.as_ref()
}

fn titles(window: &Window) -> Vec<String> {
    let articles = &window.state().document.project().articles;
    articles
        .iter()
        .map(|article| article.title.text.clone())
        .collect()
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).click();
    window.harness.run_steps(3);
}

#[test]
fn every_action_is_in_the_palette() {
    let mut window = window();
    for info in &ACTIONS {
        if info.action == Action::Palette {
            continue;
        }
        window.press(CTRL, Key::P);
        assert_eq!(dialog(&window), Some(&Dialog::Palette));
        window.type_text(info.name);
        let found = window
            .harness
            .query_all_by_label_contains(info.name.trim_end_matches('…'))
            .count();
        assert!(found > 0, "{}", info.name);
        window.press(PLAIN, Key::Escape);
        assert_eq!(dialog(&window), None);
    }
}

#[test]
fn the_palette_carries_out_what_enter_confirms() {
    let mut window = window();
    window.press(CTRL, Key::P);
    window.type_text("dark col");
    window.press(PLAIN, Key::Enter);
    assert_eq!(dialog(&window), None);
    assert_eq!(window.state().session.preferences.theme, ThemeChoice::Dark);
    window.press(CTRL, Key::P);
    window.type_text("gift to the");
    window.press(PLAIN, Key::Enter);
    let open = window.state().session.article;
    let article = window.state().document.project().article(open.unwrap());
    assert_eq!(
        article.unwrap().title.text,
        "Another gift to the consultants"
    );
}

#[test]
fn the_switch_and_its_shortcuts_change_the_view() {
    let mut window = window();
    click(&mut window, Role::Button, "Compare");
    assert_eq!(window.state().session.view, View::Compare);
    window.press(CTRL, Key::Num3);
    assert_eq!(window.state().session.view, View::Report);
    window.press(CTRL, Key::Num1);
    assert_eq!(window.state().session.view, View::Read);
}

#[test]
fn an_article_is_closed_and_comes_back() {
    let mut window = window();
    let before = titles(&window);
    window.press(CTRL, Key::W);
    assert_eq!(titles(&window).len(), before.len() - 1);
    assert_eq!(window.notices().len(), 1);
    window.press(CTRL, Key::Z);
    window.settle();
    assert_eq!(titles(&window), before);
    window.press(CTRL.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!(titles(&window).len(), before.len() - 1);
}

#[test]
fn the_menu_says_what_would_be_taken_back_and_repeated() {
    let mut window = window();
    window.press(CTRL, Key::W);
    click(&mut window, Role::Button, "All actions");
    window.harness.get_by_label_contains("Undo close “");
    window.press(PLAIN, Key::Escape);
    window.press(CTRL, Key::Z);
    click(&mut window, Role::Button, "All actions");
    window.harness.get_by_label_contains("Redo close “");
}

#[test]
fn a_messages_button_acts() {
    let mut window = window();
    click(
        &mut window,
        Role::Button,
        "Close Another gift to the consultants",
    );
    assert_eq!(titles(&window).len(), 1);
    click(&mut window, Role::Button, "Undo");
    assert_eq!(titles(&window).len(), 2);
}

#[test]
fn something_done_goes_away_by_itself_and_a_problem_stays() {
    let mut window = Start {
        files: vec![
            ("report.txt".to_owned(), REPORT.to_owned()),
            ("empty.txt".to_owned(), String::new()),
        ],
        ..Start::default()
    }
    .open();
    window.press(CTRL, Key::W);
    let kinds = |window: &Window| -> Vec<NoticeKind> {
        let notices = window.state().notices.iter();
        notices.map(|notice| notice.kind).collect()
    };
    assert_eq!(kinds(&window), [NoticeKind::Problem, NoticeKind::Done]);
    // A step is a quarter of a second.
    window.harness.run_steps(40);
    assert_eq!(kinds(&window), [NoticeKind::Problem]);
    click(&mut window, Role::Button, "Dismiss message");
    assert!(window.notices().is_empty());
}

#[test]
fn the_empty_window_offers_ways_to_begin() {
    let mut window = window();
    window.press(CTRL, Key::W);
    window.press(CTRL, Key::W);
    assert!(titles(&window).is_empty());
    assert!(
        window
            .harness
            .query_by_label("Open an article to begin")
            .is_some()
    );
    let button = window
        .harness
        .get_all_by_role_and_label(Role::Button, "Open the samples")
        .next();
    button.unwrap().click();
    window.settle();
    assert_eq!(titles(&window).len(), slantwise::import::samples().len());
}

#[test]
fn where_the_system_has_no_dialog_the_path_field_takes_over() {
    let mut window = window();
    let path = window.folder.path().join("third.txt");
    std::fs::write(&path, "A third one\n\nIt has words of its own.\n").unwrap();
    window.press(CTRL, Key::O);
    window.wait_for("the path field is open", |state| {
        state.session.dialog == Some(Dialog::PathField(Question::OpenFiles))
    });
    window.harness.run_steps(2);
    assert!(
        window
            .harness
            .get_by_label("Path of an article")
            .is_focused()
    );
    // What is typed after the proposed folder begins at the root again.
    window.type_text(&format!("{}/thi", window.folder.path().display()));
    let whole = path.display().to_string();
    window.wait_for("the name is completed", |state| {
        let completions = state.session.completions.as_ref();
        completions.is_some_and(|completions| completions.paths == [whole.clone()])
    });
    window.press(PLAIN, Key::Tab);
    window.press(PLAIN, Key::Enter);
    window.settle();
    assert_eq!(dialog(&window), None);
    assert_eq!(titles(&window).len(), 3, "{:?}", window.notices());
}

#[test]
fn the_systems_dialog_opens_files() {
    let extra = tempfile::tempdir().unwrap();
    let path = extra.path().join("other.txt");
    std::fs::write(&path, format!("Other words\n\n{COLUMN}")).unwrap();
    let mut window = Start {
        answers: [Answer::Files(vec![path])].into(),
        ..Start::default()
    }
    .open();
    click(&mut window, Role::Button, "Open…");
    window.wait_for("the file is there", |state| {
        state.document.project().articles.len() == 3
    });
    window.settle();
    assert_eq!(window.state().session.preferences.recent.len(), 3);
}

#[test]
fn an_export_asks_before_it_replaces() {
    let target = tempfile::tempdir().unwrap();
    let path = target.path().join("out.json");
    std::fs::write(&path, "precious").unwrap();
    let mut window = window();
    window.press(CTRL, Key::E);
    assert_eq!(dialog(&window), Some(&Dialog::Export));
    click(&mut window, Role::RadioButton, ExportFormat::Json.title());
    window.press(PLAIN, Key::Enter);
    window.wait_for("the path is asked for", |state| {
        matches!(state.session.dialog, Some(Dialog::PathField(_)))
    });
    window.harness.run_steps(2);
    window.press(CTRL, Key::A);
    window.type_text(&path.display().to_string());
    window.press(PLAIN, Key::Enter);
    window.wait_for("the question is there", |state| !state.notices.is_empty());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
    window.harness.run_steps(2);
    click(&mut window, Role::Button, "Replace the file");
    window.wait_for("the file is written", |state| {
        state
            .notices
            .iter()
            .any(|notice| notice.kind == NoticeKind::Done)
    });
    assert!(std::fs::read_to_string(&path).unwrap().contains("tram"));
}

#[test]
fn find_goes_to_the_sentence() {
    let mut window = window();
    window.press(CTRL, Key::F);
    window.type_text("CIRCUS");
    assert!(
        window
            .harness
            .query_by_label("1 place in 1 article")
            .is_some()
    );
    window.press(PLAIN, Key::Enter);
    assert_eq!(dialog(&window), None);
    assert!(matches!(
        window.state().session.selection,
        Some(Target::Sentence(_, _))
    ));
}

#[test]
fn a_row_of_find_says_the_words_in_their_context() {
    let mut window = window();
    window.press(CTRL, Key::F);
    window.type_text("tram line");
    window.harness.run_steps(3);
    let rows: Vec<String> = window
        .harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|name| name.contains("approved a tram line to the eastern"))
        .collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(
        rows[0].starts_with('…') && rows[0].ends_with(" 1"),
        "{rows:?}"
    );
}

#[test]
fn find_takes_a_regular_expression_and_says_what_is_wrong_with_one() {
    let mut window = window();
    window.press(CTRL, Key::F);
    click(&mut window, Role::CheckBox, "Regular expression");
    window.harness.get_by_label("Find in all articles").focus();
    window.harness.run_steps(2);
    window.type_text("(circus|gamble");
    let found = window
        .harness
        .query_all_by_label_contains("no regular expression yet: unclosed group")
        .count();
    assert_eq!(found, 1);
    window.type_text(")");
    assert!(
        window
            .harness
            .query_by_label("2 places in 2 articles")
            .is_some()
    );
}

#[test]
fn letters_typed_into_a_field_are_no_shortcuts() {
    let mut window = window();
    window.press(CTRL, Key::F);
    window.press(PLAIN, Key::J);
    window.press(egui::Modifiers::ALT, Key::Num2);
    assert_eq!(window.state().session.selection, None);
    assert_eq!(
        window.state().session.filter,
        slantwise::model::VoiceFilter::All
    );
    window.press(PLAIN, Key::Escape);
    window.press(egui::Modifiers::ALT, Key::Num2);
    assert_eq!(
        window.state().session.filter,
        slantwise::model::VoiceFilter::Outlet
    );
}

#[test]
fn dialogs_open_with_the_keyboard_and_close_with_escape() {
    let mut window = window();
    for (modifiers, key, expected) in [
        (PLAIN, Key::F1, Dialog::Shortcuts),
        // Where it stands on the keyboard needs Shift.
        (Modifiers::SHIFT, Key::Questionmark, Dialog::Shortcuts),
        (CTRL, Key::Comma, Dialog::Settings),
        (CTRL, Key::P, Dialog::Palette),
        (CTRL, Key::F, Dialog::Find),
        (CTRL, Key::E, Dialog::Export),
    ] {
        window.press(modifiers, key);
        assert_eq!(dialog(&window), Some(&expected));
        // Whatever has the keyboard lies inside.
        for _ in 0..4 {
            window.press(PLAIN, Key::Tab);
        }
        window.press(PLAIN, Key::Escape);
        assert_eq!(dialog(&window), None, "{expected:?}");
    }
}

#[test]
fn lines_in_a_dialog_keep_clear_of_the_bar_at_its_right() {
    let mut window = window();
    window.press(CTRL, Key::Comma);
    // Half the window and half the dialog.
    let right = 720.0 + 320.0;
    for part in ["Judgements, notes", "Without this the project"] {
        let mut found = window.harness.query_all_by_label_contains(part);
        let note = found.find_map(|node| node.accesskit_node().raw_bounds());
        let note = note.unwrap();
        assert!(note.width() > 400.0, "{part} fills no line");
        assert!(note.x1 <= right - 20.0, "{part} ends at {}", note.x1);
    }
}

#[test]
fn the_sheet_of_shortcuts_is_whole_and_none_of_its_lines_runs_into_another() {
    for size in [[1440.0, 900.0], [900.0, 600.0], [560.0, 500.0]] {
        let start = Start {
            size,
            ..Start::default()
        };
        let mut window = start.open();
        window.press(PLAIN, Key::F1);
        let title = "Keyboard shortcuts";
        let sheet = window.harness.get_by_role_and_label(Role::Dialog, title);
        let place = |words: &str| {
            let mut found = sheet.query_all_by_label(words);
            found
                .find_map(|node| node.accesskit_node().raw_bounds())
                .unwrap_or_else(|| panic!("{words} at {size:?}"))
        };
        let keyed = ACTIONS.iter().filter(|info| info.shortcut.is_some());
        let mut places = Vec::new();
        for info in keyed {
            let name = info.name.trim_end_matches('…');
            if name != title {
                places.push((name, place(name)));
            }
        }
        places.push(("Take its code back", place("Take its code back")));
        for (at, (name, one)) in places.iter().enumerate() {
            assert!(one.x1 <= f64::from(size[0]) - 20.0, "{name} at {size:?}");
            for (other, two) in &places[..at] {
                let is_beside = one.y0 < two.y1 && two.y0 < one.y1;
                let overlaps = is_beside && one.x0 < two.x1 && two.x0 < one.x1;
                assert!(!overlaps, "{name} and {other} at {size:?}");
            }
        }
    }
}

#[test]
fn what_stands_below_the_box_for_files_keeps_clear_of_it() {
    let start = Start {
        files: Vec::new(),
        ..Start::default()
    };
    let window = start.open();
    let files = window
        .harness
        .get_by_role_and_label(Role::Button, "Drop files here, or paste text")
        .rect();
    let link = window
        .harness
        .get_by_label("Start with an empty list")
        .rect();
    let gap = link.top() - files.bottom();
    assert!((4.0..20.0).contains(&gap), "{gap}");
}

#[test]
fn an_article_is_renamed_and_moved() {
    let mut window = window();
    let open = titles(&window)[0].clone();
    window.press(PLAIN, Key::F2);
    window.press(CTRL, Key::A);
    window.type_text("A name of my own");
    window.press(PLAIN, Key::Enter);
    assert_eq!(titles(&window)[0], "A name of my own", "was {open}");
    window.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(titles(&window)[1], "A name of my own");
}

#[test]
fn two_articles_with_one_title_are_two_cards() {
    let mut window = Start {
        files: vec![
            ("one.txt".to_owned(), REPORT.to_owned()),
            (
                "two.txt".to_owned(),
                format!("{REPORT}\nOne sentence more.\n"),
            ),
        ],
        ..Start::default()
    }
    .open();
    assert_eq!(titles(&window)[0], titles(&window)[1]);
    let title = titles(&window)[0].clone();
    let cards = window
        .harness
        .get_all_by_role(Role::Button)
        .filter(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|label| label.starts_with(&title))
        })
        .count();
    assert_eq!(cards, 2);
    window.press(CTRL, Key::ArrowDown);
    let second = window.state().document.project().articles[1].id;
    assert_eq!(window.state().session.article, Some(second));
}

#[test]
fn a_hundred_articles_are_drawn() {
    let files = (0..100)
        .map(|number| {
            let text = format!("Report number {number}\n\n{REPORT}");
            (format!("{number}.txt"), text)
        })
        .collect();
    let mut window = Start {
        files,
        ..Start::default()
    }
    .open();
    assert_eq!(titles(&window).len(), 100);
    window.press(CTRL, Key::P);
    window.press(PLAIN, Key::ArrowUp);
    window.press(PLAIN, Key::Escape);
    window.press(CTRL, Key::F);
    window.type_text("tram");
    window.press(PLAIN, Key::PageDown);
    let found = window
        .harness
        .query_all_by_label_contains("in 100 articles")
        .count();
    assert!(found > 0);
}

#[test]
fn no_window_is_too_small() {
    let mut window = window();
    for size in [[1.0, 1.0], [40.0, 900.0], [480.0, 320.0], [900.0, 20.0]] {
        window.harness.set_size(size.into());
        window.harness.run_steps(2);
        for dialog in [
            Action::Palette,
            Action::Shortcuts,
            Action::Settings,
            Action::Accuracy,
            Action::About,
            Action::Export,
            Action::Find,
            Action::RenameArticle,
        ] {
            window.harness.run_steps(1);
            let open = match dialog {
                Action::Palette => (CTRL, Key::P),
                Action::Shortcuts => (PLAIN, Key::F1),
                Action::Settings => (CTRL, Key::Comma),
                Action::Accuracy => (Modifiers::SHIFT, Key::F1),
                Action::Export => (CTRL, Key::E),
                Action::RenameArticle => (PLAIN, Key::F2),
                _ => (CTRL, Key::F),
            };
            window.press(open.0, open.1);
            window.press(PLAIN, Key::Escape);
        }
    }
}

#[test]
fn a_narrow_window_keeps_everything_in_the_menu() {
    let mut window = Start {
        size: [480.0, 640.0],
        ..Start::default()
    }
    .open();
    click(&mut window, Role::Button, "All actions");
    for name in ["Open…", "Undo", "Settings…", "All commands…", "Help"] {
        let found = window.harness.query_all_by_label_contains(name).count();
        assert!(found > 0, "{name}");
    }
    // The list of articles gives way and comes back.
    let card = "Close Another gift to the consultants";
    window.press(PLAIN, Key::Escape);
    assert!(window.harness.query_by_label(card).is_none());
    window.press(CTRL, Key::B);
    assert!(window.harness.query_by_label(card).is_some());
}

#[test]
fn text_size_is_a_preference_with_shortcuts() {
    let mut window = window();
    window.press(CTRL, Key::Plus);
    window.press(CTRL, Key::Equals);
    assert_eq!(window.state().session.preferences.text_percent, 120);
    window.press(CTRL, Key::Minus);
    assert_eq!(window.state().session.preferences.text_percent, 110);
    assert!((window.harness.ctx.zoom_factor() - 1.1).abs() < 0.01);
    window.press(CTRL, Key::Num0);
    assert_eq!(window.state().session.preferences.text_percent, 100);
}

#[test]
fn pasted_text_becomes_an_article() {
    let mut window = window();
    window
        .harness
        .event(egui::Event::Paste(format!("Pasted words\n\n{COLUMN}")));
    window.harness.step();
    window.settle();
    assert_eq!(titles(&window).len(), 3, "{:?}", window.notices());
}

#[test]
fn files_over_the_window_are_announced() {
    let mut window = window();
    window.harness.input_mut().hovered_files = vec![egui::HoveredFile::default()];
    window.harness.run_steps(2);
    assert!(window.harness.query_by_label("Drop to open").is_some());
    window.harness.input_mut().hovered_files.clear();
    window.harness.run_steps(2);
    assert!(window.harness.query_by_label("Drop to open").is_none());
}

#[test]
fn settings_switch_a_device_off() {
    let mut window = window();
    window.press(CTRL, Key::Comma);
    let boxed = window
        .harness
        .get_by_role_and_label(Role::CheckBox, "Name calling");
    boxed.click_accesskit();
    window.settle();
    let settings = &window.state().session.preferences.settings;
    assert!(
        settings
            .devices_off
            .contains(&slantwise::model::Device::NameCalling)
    );
}

#[test]
fn files_stand_in_the_order_asked_for_and_the_first_is_shown() {
    let files: Vec<(String, String)> = (0..12)
        .map(|number| {
            // The first takes longest to read.
            let filler = REPORT.repeat(if number == 0 { 60 } else { 1 });
            (
                format!("{number}.txt"),
                format!("Report number {number}\n\n{filler}"),
            )
        })
        .collect();
    let window = Start {
        files,
        ..Start::default()
    }
    .open();
    let expected: Vec<String> = (0..12)
        .map(|number| format!("Report number {number}"))
        .collect();
    assert_eq!(titles(&window), expected);
    let first = window.state().document.project().articles[0].id;
    assert_eq!(window.state().session.article, Some(first));
    assert_eq!(window.state().session.columns[0], first);
}

#[test]
fn an_article_that_comes_back_is_compared_again() {
    let mut window = window();
    let columns = window.state().session.columns.clone();
    window.press(CTRL, Key::W);
    assert_eq!(window.state().session.columns.len(), 1);
    window.press(CTRL, Key::Z);
    window.settle();
    assert_eq!(window.state().session.columns, columns);
}

#[test]
fn the_menu_scrolls_where_the_window_is_low() {
    let mut window = Start {
        size: [900.0, 320.0],
        ..Start::default()
    }
    .open();
    click(&mut window, Role::Button, "All actions");
    let quit = window.harness.get_by_label_contains("Quit");
    quit.scroll_to_me();
    window.harness.run_steps(20);
    let rect = window.harness.get_by_label_contains("Quit").rect();
    assert!(rect.bottom() <= 330.0, "{rect:?}");
}

#[test]
fn a_failed_article_offers_to_be_analysed_again() {
    let (mut state, _) = AppState::with_samples();
    let failed = state.document.project().articles[1].clone();
    state.apply(Outcome::Analysed {
        article: failed.id,
        revision: failed.revision,
        settings: state.session.preferences.settings.for_analysis(),
        result: Err("Something went wrong.".to_owned()),
    });
    let sent = Rc::new(RefCell::new(Vec::new()));
    let commands = Rc::clone(&sent);
    let theme = Theme::light();
    let mut is_dressed = false;
    let mut harness = egui_kittest::Harness::builder()
        .with_size([1100.0, 700.0])
        .build_ui(move |ui| {
            if !is_dressed {
                is_dressed = true;
                ui.ctx().set_fonts(theme::fonts());
                theme.apply(ui.ctx());
                return;
            }
            let screen = Screen::new(&state, &theme);
            rail_ui(ui, &screen);
            commands.borrow_mut().extend(screen.into_commands());
        });
    harness.run_steps(2);
    let name = format!("Analyse again: {}", failed.title.text);
    harness.get_by_role_and_label(Role::Link, &name).click();
    harness.run_steps(2);
    // The link is pressed, not the card below it.
    assert_eq!(*sent.borrow(), [Command::Retry(failed.id)]);
}
