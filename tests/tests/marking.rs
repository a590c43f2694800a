//! Marks of a person's own: selected, coded, seen, noted, removed, by pointer and by keyboard.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::Queryable as _;
use proptest::prelude::*;
use slantwise::import;
use slantwise::jobs::Outcome;
use slantwise::model::{ArticleId, Code, Device, Layer, OwnMark};
use slantwise::state::{AppState, Command, Target};
use slantwise::store::{Keeper, ProjectFile, examine};
use slantwise::text::Span;
use unicode_segmentation::UnicodeSegmentation as _;

use super::support::{REPORT, Start, Window};

const PLAIN: Modifiers = Modifiers::NONE;
const VOTE: &str = "The vote was 31";

fn wide(text: &str) -> Window {
    Start {
        files: vec![("article.txt".to_owned(), text.to_owned())],
        ..Start::default()
    }
    .open()
}

fn has(window: &Window, part: &str) -> bool {
    window.harness.query_all_by_label_contains(part).count() > 0
}

fn click(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click();
    window.harness.run_steps(4);
}

fn open_article(window: &Window) -> ArticleId {
    window.state().session.article.unwrap()
}

fn marks(window: &Window) -> Vec<Arc<OwnMark>> {
    let coding = window
        .state()
        .document
        .project()
        .coding(open_article(window));
    coding.map_or_else(Vec::new, |coding| coding.marks.values().cloned().collect())
}

/// Selects some words of the first line of the paragraph on the vote.
fn select_words(window: &mut Window) -> String {
    let line = window.paragraph(VOTE).left_top() + egui::vec2(0.0, 12.0);
    window.drag(line + egui::vec2(36.0, 0.0), line + egui::vec2(150.0, 0.0));
    let state = window.state();
    let words = state.session.words.unwrap();
    let article = state.document.project().article(words.article).unwrap();
    words.span.of(&article.text).to_owned()
}

#[test]
fn words_dragged_over_are_whole_words_and_a_number_gives_them_a_code() {
    let mut window = wide(REPORT);
    let words = select_words(&mut window);
    let text = window.state().document.project().articles[0].text.clone();
    let at = text.find(&words).unwrap();
    let around = |at: Option<char>| at.is_none_or(|letter| !letter.is_alphanumeric());
    assert!(around(text[..at].chars().next_back()), "{words}");
    assert!(around(text[at + words.len()..].chars().next()), "{words}");
    assert!(words.contains(' '), "{words}");
    assert!(has(&window, "Mark as Editorial framing, key 3"));
    window.press(PLAIN, Key::Num3);
    let marks = marks(&window);
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].code, Code::Layer(Layer::Framing));
    assert_eq!(marks[0].anchor.quote, words);
    assert_eq!(window.state().session.words, None);
    assert!(!has(&window, "Mark as"));
    let target = Target::Mark(open_article(&window), marks[0].id);
    assert_eq!(window.state().session.selection, Some(target));
    assert!(has(
        &window,
        &format!("Your mark Editorial framing, “{words}”")
    ));
}

#[test]
fn a_mark_is_taken_back_by_undo_which_names_it() {
    let mut window = wide(REPORT);
    let words = select_words(&mut window);
    window.press(PLAIN, Key::Num4);
    let label = window.state().document.history.undo_label().unwrap();
    assert_eq!(label, format!("Mark “{words}” as Loaded language"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(marks(&window).is_empty());
    assert!(!has(&window, "Your mark"));
    assert_eq!(window.state().session.selection, None);
}

#[test]
fn a_sentence_is_marked_without_a_mouse() {
    let mut window = wide(REPORT);
    let numbers = window.harness.query_all_by_label_contains("Sentence 2,");
    numbers.into_iter().next().unwrap().click();
    window.harness.run_steps(3);
    window.press(PLAIN, Key::M);
    let chosen = |window: &Window| {
        let state = window.state();
        let words = state.session.words.unwrap();
        let article = state.document.project().article(words.article).unwrap();
        words.span.of(&article.text).to_owned()
    };
    assert_eq!(chosen(&window), "The vote was 31 to 14.");
    window.press(Modifiers::SHIFT, Key::ArrowLeft);
    window.press(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(chosen(&window), "vote was 31 to 14");
    window.press(Modifiers::SHIFT, Key::ArrowRight);
    window.press(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(chosen(&window), "The vote was 31 to 14.");
    window.press(PLAIN, Key::Num1);
    assert_eq!(marks(&window)[0].code, Code::Layer(Layer::Reported));
}

#[test]
fn every_device_is_found_by_its_name() {
    let mut window = wide(REPORT);
    select_words(&mut window);
    window.press(PLAIN, Key::Num0);
    window.type_text("hypocr");
    window.press(PLAIN, Key::Enter);
    let code = Code::Device(Device::AppealToHypocrisy);
    assert_eq!(marks(&window)[0].code, code);
    assert_eq!(window.state().session.dialog, None);
}

#[test]
fn a_note_is_written_on_the_card_and_digits_in_it_are_letters() {
    let mut window = wide(REPORT);
    let words = select_words(&mut window);
    window.press(PLAIN, Key::Num3);
    let short: String = words.chars().take(40).collect();
    click(&mut window, &format!("Note on your mark “{short}”"));
    window.type_text("No source, 3 times");
    assert_eq!(marks(&window)[0].note, "No source, 3 times");
    // With other words selected a digit still goes where the keyboard is.
    let article = open_article(&window);
    assert!(window.state().session.words_in(article).is_none());
    window.press(PLAIN, Key::Num5);
    assert_eq!(marks(&window).len(), 1);
    // Selecting words takes the keyboard back from the note.
    select_words(&mut window);
    window.press(PLAIN, Key::Num5);
    assert_eq!(marks(&window).len(), 2);
}

#[test]
fn another_code_leaves_words_and_note_as_they_are() {
    let mut window = wide(REPORT);
    let words = select_words(&mut window);
    window.press(PLAIN, Key::Num3);
    let before = marks(&window)[0].clone();
    click(
        &mut window,
        &format!("Another code for your mark “{words}”…"),
    );
    window.type_text("irony");
    assert!(has(&window, "No code is called that."));
    window.press(PLAIN, Key::Escape);
    click(
        &mut window,
        &format!("Another code for your mark “{words}”…"),
    );
    window.type_text("loaded");
    window.press(PLAIN, Key::Enter);
    let after = marks(&window)[0].clone();
    assert_eq!(after.code, Code::Device(Device::LoadedLanguage));
    assert_eq!((after.id, after.span), (before.id, before.span));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(marks(&window)[0].code, before.code);
}

#[test]
fn a_removed_mark_goes_into_the_bin_and_its_card_goes() {
    let mut window = wide(REPORT);
    let words = select_words(&mut window);
    window.press(PLAIN, Key::Num3);
    click(&mut window, &format!("Remove the mark on “{words}”"));
    assert!(marks(&window).is_empty());
    assert!(!has(&window, "Your mark "));
    window.press(Modifiers::COMMAND, Key::Z);
    click(
        &mut window,
        &format!("Your mark Editorial framing, “{words}”"),
    );
    window.press(PLAIN, Key::Delete);
    assert!(marks(&window).is_empty());
    let project = window.state().document.project().clone();
    let coding = project.coding(open_article(&window)).unwrap();
    assert_eq!(coding.marks_in_bin.len(), 1);
}

#[test]
fn the_bin_gives_back_a_mark_and_an_article_and_counts_before_it_lets_go_for_good() {
    let mut window = wide(REPORT);
    let words = select_words(&mut window);
    window.press(PLAIN, Key::Num3);
    click(&mut window, &format!("Remove the mark on “{words}”"));
    click(&mut window, "Bin · 1");
    click(&mut window, &format!("Put back the mark on “{words}”"));
    assert_eq!(marks(&window).len(), 1);
    assert!(has(&window, "The bin is empty"));
    window.press(PLAIN, Key::Escape);
    let id = open_article(&window);
    window.press(Modifiers::COMMAND, Key::W);
    open_bin(&mut window);
    let title = window.state().document.project().bin[0].title.text.clone();
    click(&mut window, &format!("Remove {title} for good…"));
    assert!(has(&window, "With it go 1 mark."));
    click(&mut window, "Keep in the bin");
    click(&mut window, &format!("Put back {title}"));
    assert_eq!(window.state().session.article, Some(id));
    assert_eq!(marks(&window).len(), 1);
    window.press(Modifiers::COMMAND, Key::W);
    open_bin(&mut window);
    click(&mut window, &format!("Remove {title} for good…"));
    click(&mut window, "Remove for good");
    assert!(window.state().document.project().bin.is_empty());
    assert_eq!(window.state().document.project().marks(), 0);
    window.press(PLAIN, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().document.project().marks(), 1);
}

fn open_bin(window: &mut Window) {
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("bin");
    window.press(PLAIN, Key::Enter);
}

#[test]
fn a_click_beside_the_words_or_escape_lets_go_of_them() {
    let mut window = wide(REPORT);
    select_words(&mut window);
    window.press(PLAIN, Key::Escape);
    assert_eq!(window.state().session.words, None);
    select_words(&mut window);
    let beside = window.paragraph(VOTE).left_top() + egui::vec2(-90.0, 4.0);
    window.drag(beside, beside);
    assert_eq!(window.state().session.words, None);
}

#[test]
fn m_on_a_machines_mark_takes_its_words_and_leaves_it_as_it_is() {
    let mut window = wide(super::support::COLUMN);
    super::support::to_the_first_mark(&mut window);
    let Some(Target::Finding(article, key)) = window.state().session.selection else {
        panic!("nothing is selected");
    };
    window.press(PLAIN, Key::M);
    window.press(PLAIN, Key::Num5);
    let mark = &marks(&window)[0];
    let own = Target::Mark(article, mark.id);
    assert_eq!(window.state().session.selection, Some(own));
    let text = window.state().document.project().articles[0].text.clone();
    let finding = {
        let analysis = window.state().analyses.get(article).unwrap();
        let mut findings = analysis.findings.iter();
        findings.find(|finding| finding.key == key).unwrap().span
    };
    assert_eq!(finding.of(&text), mark.anchor.quote);
}

#[test]
fn several_paragraphs_are_selected_copied_and_marked_as_one() {
    let mut window = wide(REPORT);
    let from = window.paragraph(VOTE).left_top() + egui::vec2(1.0, 4.0);
    let to = window.paragraph("reckless gamble").right_bottom() - egui::vec2(1.0, 4.0);
    window.drag(from, to);
    window.harness.event(Event::Copy);
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    let copied = commands
        .iter()
        .any(|command| matches!(command, OutputCommand::CopyText(text) if text.contains("\n\n")));
    assert!(copied);
    window.press(PLAIN, Key::Num2);
    let marks = marks(&window);
    assert!(marks[0].anchor.quote.starts_with("The city council"));
    assert!(marks[0].anchor.quote.ends_with("public money\"."));
}

/// Words with what text encodings are known to break.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "vote",
        "Zoe\u{308}",
        "far\u{2011}flung",
        "👩\u{200d}🔧",
        "🇨🇦",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
        "قال",
        "n\u{303}o",
        "“so”",
        "\r\n",
        "\r\n\r\n",
        "A.",
    ]);
    prop::collection::vec(word, 3..40).prop_map(|words| format!("Start {} end.", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mark_on_any_stretch_holds_whole_letters_and_survives_saving(
        text in text(),
        stretches in prop::collection::vec((0_usize..400, 0_usize..60), 1..12),
    ) {
        let article = Arc::new(import::from_pasted(&text).unwrap());
        let id = article.id;
        let mut state = AppState::default();
        state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
        for (at, length) in &stretches {
            let at = at % (article.text.len() + 2);
            state.update(Command::AddMark {
                article: id,
                span: Span::new(at, at + length),
                code: Code::Layer(Layer::Framing),
            });
        }
        let project = state.document.project();
        let boundaries: Vec<usize> = article
            .text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .chain([article.text.len()])
            .collect();
        for mark in project.coding(id).iter().flat_map(|coding| coding.marks.values()) {
            let span = mark.span.unwrap();
            prop_assert!(boundaries.contains(&span.start()), "{mark:?}");
            prop_assert!(boundaries.contains(&span.end()), "{mark:?}");
            prop_assert_eq!(span.of(&article.text), mark.anchor.quote.as_str());
            prop_assert!(!mark.anchor.quote.trim().is_empty());
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.slantwise");
        let keeper = Keeper {
            user: "ada".to_owned(),
            host: "north".to_owned(),
            process: 7,
            backups: None,
        };
        ProjectFile::create(&path, project, &keeper, &[], state.clock.now()).unwrap();
        let saved = examine(&path, true, "elsewhere", state.clock.now()).unwrap().project;
        prop_assert_eq!(&saved.codings, &project.codings);
    }
}
