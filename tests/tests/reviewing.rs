//! Reviewing marks: decisions, notes and the way to the next one, as commands and in the window.

use std::sync::Arc;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::model::{
    ArticleId, Decision, Finding, MarkFilter, MarkStatus, Progress, VoiceFilter,
};
use slantwise::state::{AppState, Command, NoteOn, NoticeAction, Step, Target, marked_passages};

use super::support::{COLUMN, REPORT, Start, Window, ids, opened, to_the_first_mark};

const PLAIN: Modifiers = Modifiers::NONE;

fn findings(state: &AppState, article: ArticleId) -> Vec<Finding> {
    state.analyses.get(article).unwrap().findings.clone()
}

/// What the keys stop at, in the order in which the panel lists it.
fn stops(state: &AppState, article: ArticleId) -> Vec<Target> {
    let analysis = state.analyses.get(article).unwrap();
    let passages = marked_passages(analysis, VoiceFilter::All);
    let targets = passages
        .iter()
        .flat_map(|passage| passage.targets(analysis));
    targets.collect()
}

fn decide(state: &mut AppState, target: Target, decision: Decision) {
    let command = state.judging(target, decision).unwrap();
    state.update(command);
}

fn decision(state: &AppState, target: Target) -> Option<Decision> {
    state.judgement(target)?.decision
}

#[test]
fn a_decision_counts_and_the_same_again_takes_it_back() {
    let mut state = opened(&[COLUMN]);
    let id = ids(&state)[0];
    let marks = findings(&state, id);
    let target = Target::Finding(id, marks[1].key);
    let far = |state: &AppState| state.progress(id).unwrap().reviewed;
    assert_eq!(far(&state), 0);
    decide(&mut state, target, Decision::Disagree);
    assert_eq!(decision(&state, target), Some(Decision::Disagree));
    assert_eq!(far(&state), 1);
    decide(&mut state, target, Decision::Unsure);
    assert_eq!(decision(&state, target), Some(Decision::Unsure));
    assert_eq!(far(&state), 1);
    decide(&mut state, target, Decision::Unsure);
    assert_eq!((decision(&state, target), far(&state)), (None, 0));
    // And back through all of it.
    for expected in [Some(Decision::Unsure), Some(Decision::Disagree), None] {
        state.update(Command::Undo);
        assert_eq!(decision(&state, target), expected);
    }
}

#[test]
fn the_way_goes_over_unreviewed_marks_and_ends_with_an_offer() {
    let mut state = opened(&[COLUMN, REPORT]);
    let (column, report) = (ids(&state)[0], ids(&state)[1]);
    state.update(Command::ShowArticle(column));
    let stops_of_column = stops(&state, column);
    assert!(stops_of_column.len() >= 3);
    decide(&mut state, stops_of_column[1], Decision::Agree);
    let selected = |state: &AppState| state.session.selection;
    state.update(Command::StepUnreviewed(Step::Next));
    assert_eq!(selected(&state), Some(stops_of_column[0]));
    state.update(Command::StepUnreviewed(Step::Next));
    assert_eq!(
        selected(&state),
        Some(stops_of_column[2]),
        "one is decided on"
    );
    state.update(Command::StepUnreviewed(Step::Previous));
    assert_eq!(selected(&state), Some(stops_of_column[0]));
    state.update(Command::StepFinding(Step::Next));
    assert_eq!(selected(&state), Some(stops_of_column[1]), "every mark");
    for target in stops_of_column {
        if decision(&state, target).is_none() {
            decide(&mut state, target, Decision::Agree);
        }
    }
    let marks = findings(&state, column);
    assert!(state.progress(column).unwrap().is_done());
    let before = state.session.selection;
    for _ in 0..2 {
        state.update(Command::StepUnreviewed(Step::Next));
    }
    assert_eq!(state.session.selection, before, "nothing jumps");
    let notices: Vec<_> = state.notices.iter().collect();
    let said = format!("All {} marks of this article are reviewed.", marks.len());
    assert_eq!(notices.len(), 1, "it is said once");
    assert!(notices[0].text.starts_with(&said), "{}", notices[0].text);
    assert_eq!(notices[0].action, Some(NoticeAction::Review(report)));
    state.update(Command::ReviewArticle(report));
    assert_eq!(state.session.article, Some(report));
    assert_eq!(selected(&state), stops(&state, report).first().copied());
}

#[test]
fn decisions_follow_the_settings_and_the_voices_that_are_counted() {
    let mut state = opened(&[COLUMN]);
    let id = ids(&state)[0];
    let marks = findings(&state, id);
    decide(
        &mut state,
        Target::Finding(id, marks[0].key),
        Decision::Agree,
    );
    let all = state.progress(id).unwrap();
    let mut settings = state.session.preferences.settings.clone();
    settings.devices_off.insert(marks[0].device);
    state.update(Command::Settings(settings));
    let fewer = state.progress(id).unwrap();
    assert!(fewer.marks < all.marks);
    assert_eq!((all.reviewed, fewer.reviewed), (1, 0), "it is hidden");
    assert!(state.review(id).unwrap().loose().is_empty(), "and not lost");
    state.update(Command::Undo);
    assert_eq!(state.progress(id), Some(all));
}

#[test]
fn a_frame_works_out_nothing_anew_where_nothing_has_changed() {
    let mut state = opened(&[COLUMN, REPORT]);
    let (column, report) = (ids(&state)[0], ids(&state)[1]);
    let before = (
        Arc::clone(state.review(column).unwrap()),
        Arc::clone(state.review(report).unwrap()),
    );
    let target = Target::Finding(column, findings(&state, column)[0].key);
    state.update(Command::Hover(Some(target)));
    assert!(Arc::ptr_eq(&before.0, state.review(column).unwrap()));
    decide(&mut state, target, Decision::Agree);
    assert!(!Arc::ptr_eq(&before.0, state.review(column).unwrap()));
    assert!(
        Arc::ptr_eq(&before.1, state.review(report).unwrap()),
        "the other article has not changed"
    );
}

fn window(text: &str) -> Window {
    Start {
        files: vec![("article.txt".to_owned(), text.to_owned())],
        ..Start::default()
    }
    .open()
}

fn says(window: &Window, words: &str) -> bool {
    window.harness.query_all_by_label_contains(words).count() > 0
}

fn progress(window: &Window) -> Progress {
    let state = window.state();
    state.progress(state.session.article.unwrap()).unwrap()
}

/// What the selected mark is said to be.
fn decided(window: &Window) -> Option<Decision> {
    let state = window.state();
    decision(state, state.session.selection.unwrap())
}

#[test]
fn keys_decide_on_the_selected_mark_and_stay_there() {
    let mut window = window(COLUMN);
    window.press(PLAIN, Key::A);
    assert_eq!(progress(&window).reviewed, 0, "nothing is selected");
    to_the_first_mark(&mut window);
    let selected = window.state().session.selection;
    for (key, expected) in [
        (Key::A, Some(Decision::Agree)),
        (Key::D, Some(Decision::Disagree)),
        (Key::U, Some(Decision::Unsure)),
        (Key::U, None),
        (Key::A, Some(Decision::Agree)),
    ] {
        window.press(PLAIN, key);
        assert_eq!(decided(&window), expected);
        assert_eq!(window.state().session.selection, selected);
    }
    assert!(says(&window, "Agreed by you"));
    let marks = progress(&window).marks;
    assert!(says(&window, &format!("{marks} marks · 1 reviewed")));
    assert!(says(&window, &format!("1 of {marks} marks reviewed")));
    window.press(PLAIN, Key::J);
    assert_ne!(window.state().session.selection, selected);
    window.press(Modifiers::SHIFT, Key::K);
    assert_eq!(window.state().session.selection, selected);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(decided(&window), None);
}

#[test]
fn buttons_of_the_selected_card_decide_too_and_show_what_is_on() {
    let mut window = window(COLUMN);
    assert_eq!(
        window.harness.query_all_by_label("Agree").count(),
        0,
        "only the selected card asks"
    );
    window.press(PLAIN, Key::J);
    window.harness.run_steps(60);
    let is_on = |window: &Window, part: &str| {
        let mut found = window.harness.query_all_by_label_contains(part);
        let button = found.find(|node| node.accesskit_node().role() == Role::Button);
        button.unwrap().accesskit_node().toggled() == Some(Toggled::True)
    };
    assert!(!is_on(&window, "Disagree: not"));
    let button = window.harness.get_by_label_contains("Disagree: not");
    button.click();
    window.harness.run_steps(3);
    assert_eq!(decided(&window), Some(Decision::Disagree));
    assert!(is_on(&window, "Disagree: not"));
    assert!(says(&window, "disagreed by you"), "the card's name");
}

#[test]
fn labels_beside_the_text_say_what_was_decided() {
    let mut window = Start {
        files: vec![("one.txt".to_owned(), COLUMN.to_owned())],
        size: [1600.0, 900.0],
        ..Start::default()
    }
    .open();
    to_the_first_mark(&mut window);
    window.harness.run_steps(60);
    let Some(Target::Finding(_, key)) = window.state().session.selection else {
        panic!("a mark is selected");
    };
    let id = ids(window.state())[0];
    let shown = findings(window.state(), id);
    let device = shown.iter().find(|finding| finding.key == key).unwrap();
    // A label has two lines: the device, then its words.
    let label = format!("{}\n", device.device.name());
    let decided = |window: &Window, word: &str| {
        let mut labels = window.harness.query_all_by_label_contains(&label);
        labels.any(|node| {
            let name = node.accesskit_node().value().unwrap_or_default();
            name.ends_with(&format!(", {word}"))
        })
    };
    assert!(!decided(&window, "disagreed"));
    window.press(PLAIN, Key::D);
    assert!(decided(&window, "disagreed"));
    window.press(PLAIN, Key::A);
    assert!(decided(&window, "agreed") && !decided(&window, "disagreed"));
}

#[test]
fn a_note_is_saved_as_it_is_typed_and_escape_leaves_it() {
    let mut window = window(COLUMN);
    window.press(PLAIN, Key::J);
    window.harness.run_steps(60);
    window.press(PLAIN, Key::N);
    window.harness.run_steps(3);
    window.type_text("Judges the motive: ");
    window.type_text("jad");
    let selected = window.state().session.selection.unwrap();
    let note = |window: &Window| window.state().judgement(selected).unwrap().note.clone();
    assert_eq!(note(&window), "Judges the motive: jad");
    assert_eq!(window.state().session.selection, Some(selected));
    assert_eq!(decided(&window), None, "letters are letters here");
    window.press(PLAIN, Key::Escape);
    assert_eq!(window.state().session.noting, None);
    assert!(says(&window, "Note: Judges the motive: jad"));
    assert_eq!(progress(&window).reviewed, 0, "a note decides nothing");
    window.press(PLAIN, Key::A);
    assert_eq!(decided(&window), Some(Decision::Agree));
    assert_eq!(note(&window), "Judges the motive: jad");
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.state().judgement(selected).is_none());
}

#[test]
fn undo_while_a_note_is_written_shows_in_the_field() {
    let mut window = window(COLUMN);
    window.press(PLAIN, Key::J);
    window.harness.run_steps(60);
    window.press(PLAIN, Key::N);
    window.type_text("A first thought");
    window.press(Modifiers::COMMAND, Key::Z);
    let field = window
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, "Note");
    assert_eq!(field.accesskit_node().value().unwrap_or_default(), "");
    window.type_text("Another");
    let state = window.state();
    let selected = state.session.selection.unwrap();
    assert_eq!(state.judgement(selected).unwrap().note, "Another");
}

#[test]
fn a_note_goes_away_with_its_text() {
    let mut state = opened(&[COLUMN]);
    let id = ids(&state)[0];
    let target = Target::Finding(id, findings(&state, id)[0].key);
    let on = state.note_on(target).unwrap();
    assert!(matches!(on, NoteOn::Answer(..)));
    state.update(Command::Note(on.clone(), "Words.".to_owned()));
    assert_eq!(state.judgement(target).unwrap().note, "Words.");
    state.update(Command::Note(on, String::new()));
    assert!(state.judgement(target).is_none());
}

#[test]
fn a_selected_sentence_is_judged_by_its_layer() {
    let mut window = window(REPORT);
    let node = window
        .harness
        .query_all_by_label_contains("Sentence 2,")
        .next()
        .unwrap();
    node.click();
    window.harness.run_steps(3);
    let selected = window.state().session.selection;
    assert!(matches!(selected, Some(Target::Sentence(..))));
    assert!(says(&window, "Disagree: not reported"));
    window.press(PLAIN, Key::D);
    assert_eq!(decided(&window), Some(Decision::Disagree));
    assert!(says(&window, "Disagreed by you"));
    assert_eq!(progress(&window).reviewed, 0, "a sentence is no mark");
    window.press(PLAIN, Key::N);
    window.type_text("A vote is a fact.");
    window.press(PLAIN, Key::Escape);
    assert!(says(&window, "Note: A vote is a fact."));
    click(&mut window, "Select nothing");
    assert_eq!(window.state().session.selection, None);
    assert!(!says(&window, "Disagree: not reported"));
}

#[test]
fn a_naming_is_judged_beside_the_sentence_that_names() {
    let mut window = window(REPORT);
    let state = window.state();
    let id = state.session.article.unwrap();
    let entities = &state.analyses.get(id).unwrap().entities;
    let mention = entities[0].mentions[0];
    let (name, number) = (
        entities[0].name.clone(),
        state.analyses.get(id).unwrap().sentences[mention.sentence].number,
    );
    let label = format!("Sentence {},", number.unwrap());
    let node = window
        .harness
        .query_all_by_label_contains(&label)
        .next()
        .unwrap();
    node.click();
    window.harness.run_steps(3);
    let wanted = format!("names {name}");
    let press = |window: &mut Window, word: &str| {
        let node = window
            .harness
            .query_all_by_label_contains(&wanted)
            .find(|node| {
                let label = node.accesskit_node().label().unwrap_or_default();
                label.starts_with(word)
            })
            .unwrap();
        node.focus();
        window.harness.run_steps(1);
        window.press(PLAIN, Key::Enter);
    };
    let known = |window: &Window| {
        let review = window.state().review(id).unwrap();
        review.naming(0, 0).and_then(|known| known.decision)
    };
    press(&mut window, "Disagree");
    assert_eq!(known(&window), Some(Decision::Disagree));
    press(&mut window, "Disagree");
    assert_eq!(known(&window), None);
}

/// Selects the sentence of this number by a click on it.
fn select_sentence(window: &mut Window, number: usize) {
    let label = format!("Sentence {number},");
    let found = window.harness.query_all_by_label_contains(&label).next();
    found.unwrap().click();
    window.harness.run_steps(3);
}

#[test]
fn the_buttons_that_decide_stand_in_one_row_however_narrow_the_panel() {
    // At 150 % of 1440 points the panel is as narrow as it gets.
    for size in [[1440.0, 900.0], [1180.0, 700.0], [930.0, 600.0]] {
        let start = Start {
            files: vec![("article.txt".to_owned(), COLUMN.to_owned())],
            size,
            ..Start::default()
        };
        let mut window = start.open();
        if window.harness.query_by_label("Show panel").is_some() {
            click(&mut window, "Show panel");
        }
        window.press(PLAIN, Key::J);
        window.harness.run_steps(60);
        window.press(PLAIN, Key::U);
        let place = |part: &str| {
            let mut found = window.harness.query_all_by_label_contains(part);
            let button = found.find(|node| node.accesskit_node().role() == Role::Button);
            button.unwrap().rect()
        };
        let rows = ["Disagree: not", "Unsure", "Note…"].map(place);
        let first = window.harness.get_by_label("Agree").rect();
        let mut left = first.right();
        for button in rows {
            assert!(
                (button.top() - first.top()).abs() < 1.0,
                "{size:?} {rows:?}"
            );
            assert!(button.left() > left, "{size:?} {rows:?}");
            left = button.right();
        }
        assert!(left <= size[0] - 12.0, "{size:?} {rows:?}");
    }
}

#[test]
fn those_named_in_a_sentence_stand_close_below_its_buttons() {
    let mut window = window(REPORT);
    select_sentence(&mut window, 4);
    window.harness.run_steps(5);
    let note = window.harness.get_by_label("Note…").rect();
    let mut found = window.harness.query_all_by_label_contains("Agree: “");
    let first = found.next().unwrap().rect();
    let gap = first.top() - note.bottom();
    assert!((4.0..16.0).contains(&gap), "{gap}");
    let last = found.last().map_or(first, |node| node.rect());
    assert!(last.bottom() <= 900.0 - 30.0, "cut off: {last:?}");
}

fn click(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click();
    window.harness.run_steps(3);
}

#[test]
fn the_list_is_filtered_says_what_it_leaves_out_and_keeps_what_is_selected() {
    let mut window = window(COLUMN);
    let marks = progress(&window).marks;
    window.press(PLAIN, Key::J);
    window.press(PLAIN, Key::A);
    let first = window.state().session.selection;
    click(&mut window, "Filter… marks of the list");
    click(&mut window, "Unreviewed");
    assert_eq!(
        window.state().session.marks.status,
        Some(MarkStatus::Unreviewed)
    );
    window.press(PLAIN, Key::Escape);
    window.harness.run_steps(10);
    assert!(says(&window, "marks listed: unreviewed"));
    assert!(says(&window, "agreed by you"), "the selected one stays");
    window.press(PLAIN, Key::J);
    window.harness.run_steps(60);
    assert!(!says(&window, "agreed by you"), "and goes with the next");
    assert_eq!(progress(&window).marks, marks, "the count is of all");
    // Every way through the marks keeps to the list.
    for _ in 0..marks {
        window.press(Modifiers::SHIFT, Key::J);
        assert_ne!(window.state().session.selection, first);
    }
    click(&mut window, "List all marks");
    window.harness.run_steps(10);
    assert_eq!(window.state().session.marks, MarkFilter::default());
    assert!(says(&window, "agreed by you"));
}

#[test]
fn the_filter_is_chosen_from_the_keyboard_alone() {
    let mut window = window(COLUMN);
    window
        .harness
        .get_by_label("Filter… marks of the list")
        .focus();
    window.harness.run_steps(2);
    window.press(PLAIN, Key::Enter);
    window.harness.run_steps(3);
    // The first choice is any status.
    window.press(PLAIN, Key::Tab);
    window.press(PLAIN, Key::Tab);
    window.press(PLAIN, Key::Space);
    let status = window.state().session.marks.status;
    assert_eq!(status, Some(MarkStatus::Unreviewed));
    window.press(PLAIN, Key::Escape);
    window.harness.run_steps(3);
    assert!(window.harness.query_by_label("Any status").is_none());
    assert!(says(&window, "marks listed: unreviewed"));
}

#[test]
fn marks_that_the_filter_leaves_out_are_not_labelled_beside_the_text_either() {
    let mut window = window(COLUMN);
    let id = window.state().session.article.unwrap();
    let labelled = |window: &Window| -> Vec<String> {
        let nodes = window.harness.query_all_by_role(Role::Label);
        let words = nodes.filter_map(|node| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.value())
        });
        // The device, and the marked words below it.
        words.filter(|words| words.contains("\n“")).collect()
    };
    let all = labelled(&window);
    let device = |words: &String| words.lines().next().unwrap_or_default().to_owned();
    let first = device(&all[0]);
    assert!(all.iter().any(|words| device(words) != first), "{all:?}");
    let marks = findings(window.state(), id);
    let of_first = marks.iter().filter(|mark| mark.device.name() == first);
    let of_first = of_first.count();
    click(&mut window, "Filter… marks of the list");
    click(&mut window, &format!("{first} · {of_first}"));
    window.press(PLAIN, Key::Escape);
    window.harness.run_steps(10);
    let left = labelled(&window);
    assert!(!left.is_empty() && left.iter().all(|words| device(words) == first));
    let count = format!("{of_first} of {} marks listed", marks.len());
    assert!(says(&window, &count), "{count}");
    click(&mut window, "List all marks");
    window.harness.run_steps(10);
    assert_eq!(labelled(&window), all);
}

#[test]
fn a_filter_that_nothing_passes_says_so() {
    let mut state = opened(&[COLUMN]);
    let id = ids(&state)[0];
    let first = Target::Finding(id, findings(&state, id)[0].key);
    decide(&mut state, first, Decision::Agree);
    state.update(Command::FilterMarks(MarkFilter {
        status: Some(MarkStatus::Agreed),
        ..MarkFilter::default()
    }));
    state.update(Command::StepUnreviewed(Step::Next));
    assert_eq!(state.session.selection, None);
    let said: Vec<_> = state.notices.iter().map(|notice| &notice.text).collect();
    assert!(said[0].starts_with("No mark in the list is unreviewed"));
    let way_out = state.notices.iter().next().unwrap().action.clone();
    assert_eq!(way_out, Some(NoticeAction::ListAll));
    state.update(Command::StepFinding(Step::Next));
    assert_eq!(state.session.selection, Some(first), "the one in the list");
}

#[test]
fn what_was_said_of_answers_that_the_engine_gives_no_longer_is_listed() {
    // “Sentimentalists” and “philistines” are in no list.
    let mut window = window(
        "Out with it\n\nThirteen grown-ups outvoted eight hopeless sentimentalists. \
         What would the philistines know?\n",
    );
    let marks = progress(&window).marks;
    let id = ids(window.state())[0];
    for _ in stops(window.state(), id) {
        window.press(PLAIN, Key::J);
        window.press(PLAIN, Key::A);
    }
    assert_eq!(progress(&window).reviewed, marks);
    assert!(!says(&window, "Former answers"));
    window.press(Modifiers::COMMAND, Key::Comma);
    let model = "Ask the language model";
    window
        .harness
        .get_by_role_and_label(Role::CheckBox, model)
        .click();
    window.harness.run_steps(2);
    window.settle();
    window.press(PLAIN, Key::Escape);
    let article = window.state().session.article.unwrap();
    let former = window.state().review(article).unwrap().loose().len();
    assert!(former > 0, "the model found something by itself");
    assert!(says(
        &window,
        &format!("Former answers, {former} judgement")
    ));
    let words = "Former answer Agree, “";
    let found = window.harness.query_all_by_label_contains(words).count();
    assert_eq!(found, former);
    window.press(Modifiers::COMMAND, Key::Comma);
    window
        .harness
        .get_by_role_and_label(Role::CheckBox, model)
        .click();
    window.harness.run_steps(2);
    window.settle();
    window.press(PLAIN, Key::Escape);
    assert_eq!(progress(&window).reviewed, marks, "nothing is lost");
    assert!(!says(&window, "Former answers"));
}
