//! Read, by role and label: text, panel and ribbon show the same thing.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::model::VoiceFilter;
use slantwise::state::Target;

use super::support::{COLUMN, REPORT, Start, Window, to_the_first_mark};

const PLAIN: Modifiers = Modifiers::NONE;

const SOBER: &str = "Council approves tram line

The city council of Northfield approved a tram line on Thursday. The vote was 31 to 14. Construction is to begin in September.
";

fn open(text: &str, size: [f32; 2]) -> Window {
    Start {
        files: vec![("article.txt".to_owned(), text.to_owned())],
        size,
        ..Start::default()
    }
    .open()
}

fn wide(text: &str) -> Window {
    open(text, [1440.0, 900.0])
}

fn click(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click();
    window.harness.run_steps(3);
}

fn has(window: &Window, part: &str) -> bool {
    window.harness.query_all_by_label_contains(part).count() > 0
}

#[test]
fn every_sentence_says_its_number_its_layer_and_its_tone() {
    let window = wide(REPORT);
    let first = window.harness.query_all_by_label_contains("Sentence 1,");
    assert!(first.count() > 0);
    assert!(has(&window, "Sentence 5,"));
    assert!(has(&window, "reported, neutral") || has(&window, "reported, positive"));
}

#[test]
fn a_decision_stands_in_the_report_beside_its_mark_and_is_counted() {
    let mut window = wide(COLUMN);
    to_the_first_mark(&mut window);
    window.press(PLAIN, Key::D);
    click(&mut window, "Report");
    window.wait_for("the report is there", |state| {
        state.analyses.report.document.get().is_some()
    });
    window.harness.run_steps(3);
    assert!(has(&window, "1 reviewed: 1 disagreed · 0 own marks"));
    assert!(has(&window, "✘ Disagreed"));
    assert!(has(&window, "end in a diamond"), "the legend explains it");
}

#[test]
fn a_click_on_a_sentence_number_selects_the_sentence_and_again_lets_go() {
    let mut window = wide(REPORT);
    let number = || "Sentence 2,";
    for expected in [true, false] {
        let node = window
            .harness
            .query_all_by_label_contains(number())
            .next()
            .unwrap();
        node.click();
        window.harness.run_steps(3);
        let is_selected = matches!(window.state().session.selection, Some(Target::Sentence(..)));
        assert_eq!(is_selected, expected);
    }
}

#[test]
fn stepping_selects_a_finding_whose_card_opens_its_reasons() {
    let mut window = wide(COLUMN);
    to_the_first_mark(&mut window);
    window.harness.run_steps(60);
    let Some(Target::Finding(article, key)) = window.state().session.selection else {
        panic!("nothing is selected");
    };
    let analysis = window.state().analyses.get(article).unwrap().clone();
    let finding = analysis
        .findings
        .iter()
        .find(|finding| finding.key == key)
        .unwrap();
    let card = window.harness.query_all_by_role(Role::Button).find(|node| {
        let node = node.accesskit_node();
        let label = node.label().unwrap_or_default();
        label.starts_with(finding.device.name()) && label.contains("confidence")
    });
    assert!(card.is_some(), "no card for {}", finding.device.name());
    let link = window
        .harness
        .query_all_by_label_contains("Why this mark?")
        .next()
        .unwrap();
    link.click();
    window.harness.run_steps(4);
    assert!(has(&window, "Would not count if"));
    assert!(has(&window, "Known mistakes"));
}

#[test]
fn the_switch_between_voices_recounts_the_panel() {
    let mut window = wide(REPORT);
    assert!(has(&window, "Source Dana Whitlock"));
    click(&mut window, "Outlet’s own voice");
    assert_eq!(window.state().session.filter, VoiceFilter::Outlet);
    assert!(has(&window, "Reported in its own words"));
    assert!(!has(&window, "Source Dana Whitlock"));
    window.press(Modifiers::ALT, Key::Num3);
    assert!(has(&window, "words quoted"));
}

#[test]
fn an_article_without_framing_says_so_with_its_numbers() {
    let window = wide(SOBER);
    assert!(has(
        &window,
        "No framing found: 3 of 3 sentences are attributed or checkable."
    ));
}

#[test]
fn a_card_brings_its_source_into_sight() {
    let mut window = wide(REPORT);
    let card = window
        .harness
        .query_all_by_label_contains("Source Dana Whitlock")
        .next()
        .unwrap();
    card.click();
    window.harness.run_steps(3);
    assert!(matches!(
        window.state().session.selection,
        Some(Target::Source(..))
    ));
    assert!(window.state().session.reveal.is_some());
}

#[test]
fn in_a_narrow_window_the_panel_takes_the_place_of_the_text_and_gives_it_back() {
    let mut window = open(REPORT, [480.0, 320.0]);
    let halves = ["Reported, ", "Editorial framing, "];
    assert!(halves.iter().all(|head| !has(&window, head)));
    click(&mut window, "Show panel");
    assert!(halves.iter().all(|head| has(&window, head)));
    click(&mut window, "Back to the text");
    assert!(halves.iter().all(|head| !has(&window, head)));
}

#[test]
fn no_size_of_the_window_is_too_small_to_draw() {
    for size in [[1.0, 1.0], [120.0, 90.0], [300.0, 200.0], [900.0, 600.0]] {
        let mut window = open(COLUMN, size);
        window.press(PLAIN, Key::J);
        window.harness.run_steps(10);
    }
}

#[test]
fn a_drag_over_two_paragraphs_copies_both() {
    let mut window = wide(REPORT);
    let from = window.paragraph("The vote was 31").left_top() + egui::vec2(1.0, 4.0);
    let to = window.paragraph("reckless gamble").right_bottom() - egui::vec2(1.0, 4.0);
    window.drag(from, to);
    window.harness.event(Event::Copy);
    window.harness.step();
    let copied = window
        .harness
        .output()
        .platform_output
        .commands
        .iter()
        .find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
        .unwrap();
    assert!(copied.starts_with("The city council"), "{copied}");
    assert!(copied.contains("\n\n"), "{copied}");
    assert!(copied.contains("reckless gamble"), "{copied}");
}

#[test]
fn the_keyboard_turns_pages() {
    let mut window = open(&format!("{REPORT}\n{COLUMN}\n{REPORT}"), [900.0, 500.0]);
    assert!(has(&window, "Sentence 1,"));
    window.press(PLAIN, Key::End);
    assert!(!has(&window, "Sentence 1,"));
    window.press(PLAIN, Key::Home);
    assert!(has(&window, "Sentence 1,"));
}

#[test]
fn what_is_read_stays_in_its_place_when_the_window_changes() {
    use std::fmt::Write as _;
    let mut text = "Sixty things about the canal\n".to_owned();
    for number in 1..=60 {
        write!(
            text,
            "\nThing {number} is that the canal was dug by hand between the mill and the lake, \
             and that boats with timber, grain and coal passed here until the railway came.\n"
        )
        .unwrap();
    }
    let mut window = open(&text, [1440.0, 900.0]);
    let top_of = |window: &Window, number: usize| -> Option<f32> {
        let start = format!("Thing {number} is");
        let mut labels = window.harness.query_all_by_role(Role::Label);
        labels
            .find(|node| {
                let words = node.accesskit_node().value().unwrap_or_default();
                words.starts_with(&start)
            })
            .map(|node| node.rect().top())
    };
    for _ in 0..4 {
        window.press(PLAIN, Key::PageDown);
    }
    let (number, before) = (1..=60)
        .filter_map(|number| Some((number, top_of(&window, number)?)))
        .rfind(|(_, top)| *top < 380.0)
        .unwrap();
    assert!(number > 10, "it is far from the top");
    // Dragged smaller, step by step, as a window is.
    for width in [1300.0, 1180.0, 1060.0] {
        window.harness.set_size([width, 900.0].into());
        window.harness.run_steps(1);
    }
    window.harness.run_steps(4);
    let after = top_of(&window, number).expect("it is still in sight");
    assert!((after - before).abs() < 30.0, "{before} {after}");
}

#[test]
fn signs_that_turn_the_direction_of_writing_are_seen_in_the_window() {
    let text = REPORT
        .replace("tram line after", "tram\u{202e} line after")
        .replace("The vote was", "The\u{2066} vote was");
    let window = open(&text, [1440.0, 900.0]);
    let labels = window.harness.query_all_by_role(Role::Label);
    let drawn: Vec<String> = labels
        .map(|node| {
            let node = node.accesskit_node();
            let words = node.value().or_else(|| node.label());
            words.unwrap_or_default()
        })
        .collect();
    for part in ["tram\u{fffd} line", "The\u{fffd} vote was"] {
        assert!(
            drawn.iter().any(|words| words.contains(part)),
            "{part}: {drawn:?}"
        );
    }
}
