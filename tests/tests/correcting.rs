//! Corrected articles: offered, taken with what was said of them, and what lost its words.

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use slantwise::import;
use slantwise::jobs::{Answer, ImportSource, Outcome};
use slantwise::model::{Article, Code, Layer, Revision};
use slantwise::state::{AppState, Command, Correction, Dialog};
use slantwise::text::Span;

use super::support::{COLUMN, REPORT, Start, Window};

const PLAIN: Modifiers = Modifiers::NONE;

/// The report as it was corrected: another vote, everything else as it was.
fn corrected() -> String {
    REPORT.replace("The vote was 31 to 14.", "The vote was 30 to 15.")
}

fn arrives(state: &mut AppState, text: &str, path: &str) -> Arc<Article> {
    let article = import::from_bytes(text.as_bytes(), Some(path)).unwrap();
    let article = Arc::new(article);
    state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
    article
}

fn mark(state: &mut AppState, article: &Article, words: &str) {
    let at = article.text.find(words).unwrap();
    state.update(Command::AddMark {
        article: article.id,
        span: Span::new(at, at + words.len()),
        code: Code::Layer(Layer::Framing),
    });
}

#[test]
fn a_changed_file_is_offered_as_a_correction_and_both_may_stay() {
    let mut state = AppState::default();
    let old = arrives(&mut state, REPORT, "/news/report.txt");
    assert_eq!(state.session.dialog, None);
    arrives(&mut state, COLUMN, "/news/column.txt");
    assert_eq!(state.session.dialog, None, "another article is none");
    let new = arrives(&mut state, &corrected(), "/news/report.txt");
    let offer = Correction {
        article: old.id,
        corrected: new.id,
    };
    assert_eq!(state.session.dialog, Some(Dialog::Correction(offer)));
    state.update(Command::CloseDialog);
    assert_eq!(state.session.dialog, None);
    assert_eq!(state.document.project().articles.len(), 3);
    // What was decided is not asked again.
    arrives(&mut state, &corrected(), "/news/report.txt");
    assert_eq!(state.session.dialog, None);
}

#[test]
fn an_offer_goes_when_its_article_goes() {
    let mut state = AppState::default();
    arrives(&mut state, REPORT, "/news/report.txt");
    arrives(&mut state, &corrected(), "/news/report.txt");
    assert!(matches!(state.session.dialog, Some(Dialog::Correction(_))));
    state.update(Command::Undo);
    assert_eq!(state.session.dialog, None);
    assert_eq!(state.document.project().articles.len(), 1);
}

#[test]
fn a_correction_carries_marks_keeps_the_old_text_and_leaves_no_second_article() {
    let mut state = AppState::default();
    let old = arrives(&mut state, REPORT, "/news/report.txt");
    mark(&mut state, &old, "a reckless gamble");
    mark(&mut state, &old, "The vote was 31 to 14.");
    let new = arrives(&mut state, &corrected(), "/news/report.txt");
    let before = Arc::clone(state.document.project());
    let carried = before.carried(old.id, &new);
    assert_eq!((carried.kept, carried.lost), (1, 1));
    state.update(Command::Revise {
        article: old.id,
        corrected: new.id,
    });
    let project = Arc::clone(state.document.project());
    assert_eq!(state.session.dialog, None);
    assert_eq!((project.articles.len(), project.bin.len()), (1, 0));
    assert_eq!(project.articles[0].revision, Revision(1));
    assert_eq!(&*project.articles[0].text, &*new.text);
    assert_eq!(project.earlier, [Arc::clone(&old)]);
    let marks: Vec<_> = project.coding(old.id).unwrap().marks.values().collect();
    let words = marks[0].span.unwrap().of(&project.articles[0].text);
    assert_eq!(words, "a reckless gamble");
    assert!(marks[1].is_orphan());
    // Only a person gives the lost one new words.
    let at = new.text.find("The vote was 30").unwrap();
    state.update(Command::PlaceMark {
        article: old.id,
        mark: marks[1].id,
        span: Span::new(at, at + 12),
    });
    let placed = state.document.project().mark(old.id, marks[1].id).cloned();
    assert_eq!(placed.unwrap().anchor.quote, "The vote was");
    state.update(Command::Undo);
    state.update(Command::Undo);
    assert_eq!(*state.document.project(), before);
}

#[test]
fn the_next_file_opened_replaces_the_article_that_was_named() {
    let mut state = AppState::default();
    let old = arrives(&mut state, REPORT, "/news/report.txt");
    state.update(Command::AskCorrected(old.id));
    let path = "/other/all-new.txt";
    state.update(Command::Import(vec![ImportSource::File(path.into())]));
    // It looks like nothing of it, and was asked for.
    let new = arrives(&mut state, COLUMN, path);
    let offer = Correction {
        article: old.id,
        corrected: new.id,
    };
    assert_eq!(state.session.dialog, Some(Dialog::Correction(offer)));
    state.update(Command::CloseDialog);
    state.update(Command::AskCorrected(old.id));
    state.apply(Outcome::Answered(Answer::Files(Vec::new())));
    arrives(
        &mut state,
        "Something else.\n\nAnd more.\n",
        "/other/third.txt",
    );
    assert_eq!(state.session.dialog, None, "the question was cancelled");
}

fn has(window: &Window, part: &str) -> bool {
    window.harness.query_all_by_label_contains(part).count() > 0
}

/// A window on the report; whoever asks for a file gets its correction.
fn before_correction() -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report-2.txt");
    std::fs::write(&path, corrected()).unwrap();
    let window = Start {
        files: vec![("report.txt".to_owned(), REPORT.to_owned())],
        answers: [Answer::Files(vec![path])].into(),
        ..Start::default()
    }
    .open();
    (window, folder)
}

fn open_correction(window: &mut Window) {
    window.press(Modifiers::COMMAND, Key::O);
    window.wait_for("the correction is offered", |state| {
        matches!(state.session.dialog, Some(Dialog::Correction(_)))
    });
    window.settle();
}

#[test]
fn what_lost_its_words_is_listed_until_a_person_decides() {
    let (mut window, _folder) = before_correction();
    let sentence = |window: &mut Window, label: &str| {
        let nodes = window.harness.query_all_by_label_contains(label);
        nodes.into_iter().next().unwrap().click();
        window.harness.run_steps(3);
    };
    sentence(&mut window, "Sentence 2,");
    window.press(PLAIN, Key::D);
    window.press(PLAIN, Key::M);
    window.press(PLAIN, Key::Num3);
    open_correction(&mut window);
    assert!(has(&window, "report-2.txt holds another version of"));
    assert!(has(
        &window,
        "one is new or changed, first “The city council"
    ));
    assert!(has(&window, "0 of 2 judgements and marks find their place"));
    window
        .harness
        .get_by_label("Take it as the correction")
        .click();
    window.settle();
    assert!(has(&window, "Lost their words, 2 entries"));
    assert!(has(
        &window,
        "Lost judgement Disagree, “The vote was 31 to 14.”"
    ));
    sentence(&mut window, "Sentence 2,");
    window.press(PLAIN, Key::M);
    window.harness.get_by_label("Place here").click();
    window.harness.run_steps(4);
    assert!(has(
        &window,
        "Your mark Editorial framing, “The vote was 30 to 15.”"
    ));
    let name = "Remove the judgement on “The vote was 31 to 14.”";
    window.harness.get_by_label(name).click();
    window.harness.run_steps(4);
    assert!(!has(&window, "Lost their words"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(has(&window, "Lost their words, 1 entry"));
}

#[test]
fn the_earlier_versions_show_what_was_changed() {
    let (mut window, _folder) = before_correction();
    assert!(!has(&window, "Earlier versions"), "there are none yet");
    open_correction(&mut window);
    let take = "Take it as the correction";
    window.harness.get_by_label(take).click();
    window.settle();
    window.harness.get_by_label("Earlier versions").click();
    window.harness.run_steps(4);
    assert!(has(&window, "What version 2 changed"));
    assert!(has(&window, "[removed: 31] [added: 30]"));
    assert!(has(&window, "paragraphs as before"));
    window.press(PLAIN, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(!has(&window, "Earlier versions"));
}
