//! The panel of Read: reporting and framing, both in sight, by role and label.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::state::Target;

use super::support::{REPORT, Start, Window};

const PLAIN: Modifiers = Modifiers::NONE;

/// The samples, as at the first start.
fn samples(size: [f32; 2]) -> Window {
    let mut window = Start {
        files: Vec::new(),
        size,
        ..Start::default()
    }
    .open();
    window.harness.run_steps(60);
    window
}

fn open(text: &str) -> Window {
    Start {
        files: vec![("article.txt".to_owned(), text.to_owned())],
        ..Start::default()
    }
    .open()
}

/// The places of the buttons whose names begin so, from the top down.
fn buttons(window: &Window, is_wanted: impl Fn(&str) -> bool) -> Vec<Rect> {
    let nodes = window.harness.query_all_by_role(Role::Button);
    let mut places: Vec<Rect> = nodes
        .filter(|node| is_wanted(&node.accesskit_node().label().unwrap_or_default()))
        .map(|node| node.rect())
        .collect();
    places.sort_by(|one, other| one.top().total_cmp(&other.top()));
    places
}

fn cards(window: &Window) -> Vec<Rect> {
    buttons(window, |name| {
        name.contains(" confidence, ") || name.starts_with("Framing by wording")
    })
}

fn sources(window: &Window) -> Vec<Rect> {
    buttons(window, |name| name.starts_with("Source "))
}

fn divider(window: &Window) -> Rect {
    let mut found = window.harness.query_all_by_role(Role::Splitter);
    found.next().unwrap().rect()
}

/// What is said anywhere: names, and words that name nothing.
fn says(window: &Window, part: &str) -> bool {
    window.harness.query_all_by_label_contains(part).count() > 0
}

#[test]
fn at_the_first_start_reporting_and_framing_are_both_in_sight() {
    for (size, least) in [
        ([1440.0, 900.0], 3),
        ([1100.0, 700.0], 3),
        ([900.0, 600.0], 1),
    ] {
        let window = samples(size);
        assert!(says(&window, "Reported, "));
        assert!(says(&window, "Selling the family silver, "));
        let bar = divider(&window);
        // The status bar is below.
        let bottom = size[1] - 26.0;
        let whole = |card: &&Rect| card.top() >= bar.bottom() && card.bottom() <= bottom;
        let cards = cards(&window);
        let in_sight = cards.iter().filter(whole).count();
        assert!(in_sight >= least, "{size:?}: {in_sight} of {cards:?}");
        let above = sources(&window)
            .iter()
            .filter(|row| row.bottom() <= bar.top())
            .count();
        assert!(above >= 1, "{size:?}");
    }
}

#[test]
fn the_first_start_opens_at_the_turn_with_text_above_and_below() {
    for size in [[1440.0, 900.0], [900.0, 600.0]] {
        let window = samples(size);
        let top_of = |part: &str| {
            let mut labels = window.harness.query_all_by_role(Role::Label);
            labels
                .find(|node| {
                    let words = node.accesskit_node().value().unwrap_or_default();
                    words.starts_with(part)
                })
                .map(|node| node.rect())
        };
        let above = top_of("Maja Lind, who manages").expect("reporting stands above");
        let below = top_of("It is hard to see").expect("framing stands below");
        assert!(
            above.top() > 40.0 && below.top() > above.bottom(),
            "{size:?}"
        );
        assert!(below.bottom() < size[1], "{size:?}: {below:?}");
    }
}

#[test]
fn the_divider_is_moved_by_keyboard_and_goes_back() {
    let mut window = samples([1440.0, 900.0]);
    let before = divider(&window);
    window
        .harness
        .get_by_label("Between reporting and framing")
        .focus();
    window.harness.run_steps(2);
    for _ in 0..3 {
        window.press(PLAIN, Key::ArrowUp);
    }
    let moved = before.top() - divider(&window).top();
    assert!((moved - 72.0).abs() < 2.0, "{moved}");
    window.press(PLAIN, Key::Home);
    window.harness.run_steps(2);
    assert!((divider(&window).top() - before.top()).abs() < 1.0);
}

#[test]
fn without_framing_the_result_takes_little_room() {
    let window = open(
        "Council approves tram line\n\nThe city council of Northfield approved a tram line on \
         Thursday. The vote was 31 to 14. Construction is to begin in September.\n",
    );
    assert!(says(&window, "No framing found: 3 of 3 sentences"));
    let bar = divider(&window);
    assert!(bar.top() > 100.0, "the reported half is not shut");
    let window_height = 900.0;
    let result = window
        .harness
        .query_all_by_label_contains("No framing found");
    let result = result.into_iter().next().unwrap().rect();
    assert!(result.bottom() < window_height && result.top() > bar.bottom());
}

#[test]
fn marks_of_one_sentence_stand_in_one_card() {
    let mut window = samples([1440.0, 900.0]);
    let id = window.state().session.article.unwrap();
    let analysis = window.state().analyses.get(id).unwrap().clone();
    let several = analysis
        .sentences
        .iter()
        .find(|sentence| sentence.findings.len() > 1)
        .expect("a sentence with several marks");
    let of_sentence = |window: &Window| {
        let names = several.findings.iter().map(|at| {
            let words = analysis.findings[*at].span;
            let article = window.state().document.project().article(id).unwrap();
            words.of(&article.text).to_owned()
        });
        let words: Vec<String> = names.collect();
        buttons(window, |name| {
            name.contains(" confidence, ") && words.iter().any(|part| name.contains(part.as_str()))
        })
    };
    let keys: Vec<_> = several
        .findings
        .iter()
        .map(|at| analysis.findings[*at].key)
        .collect();
    for _ in 0..30 {
        window.press(PLAIN, Key::J);
        if matches!(window.state().session.selection, Some(Target::Finding(_, key)) if keys.contains(&key))
        {
            break;
        }
    }
    window.harness.run_steps(60);
    assert_eq!(of_sentence(&window).len(), 1);
    // Open, it lists each of them; another is one click away.
    let before = window.state().session.selection;
    let other = analysis.findings[*several
        .findings
        .iter()
        .find(|at| Some(Target::Finding(id, analysis.findings[**at].key)) != before)
        .unwrap()]
    .clone();
    let article = window
        .state()
        .document
        .project()
        .article(id)
        .unwrap()
        .clone();
    let name = format!(
        "{}, “{}”",
        other.device.name(),
        other.span.of(&article.text)
    );
    window
        .harness
        .get_by_role_and_label(Role::Button, &name)
        .click();
    window.harness.run_steps(3);
    assert_eq!(
        window.state().session.selection,
        Some(Target::Finding(id, other.key))
    );
}

#[test]
fn a_source_opens_what_it_is_said_to_have_said_and_closes_again() {
    let mut window = open(REPORT);
    let before = sources(&window)[0].height();
    assert!(before < 60.0, "two lines: {before}");
    let row = |window: &Window| {
        let rows = window
            .harness
            .query_all_by_label_contains("Source Dana Whitlock");
        rows.into_iter().next().unwrap().rect()
    };
    let closed = row(&window).height();
    for is_open in [true, false] {
        let rows = window
            .harness
            .query_all_by_label_contains("Source Dana Whitlock");
        rows.into_iter().next().unwrap().click();
        window.harness.run_steps(20);
        let selection = window.state().session.selection;
        assert_eq!(matches!(selection, Some(Target::Source(..))), is_open);
        assert_eq!(row(&window).height() > closed + 10.0, is_open);
    }
}

#[test]
fn a_selected_sentence_moves_only_the_half_it_belongs_to() {
    use std::fmt::Write as _;
    let mut text = "Many speak of the canal\n\n".to_owned();
    for name in [
        "Abel Rook",
        "Berta Lund",
        "Carl Voss",
        "Dora Penn",
        "Emil Frost",
        "Freya Holt",
        "Gus Thale",
        "Hanne Brix",
        "Ivo Stark",
        "Jana Reke",
    ] {
        write!(
            text,
            "{name}, a boatman, said the canal would stay open on Monday.\n\n"
        )
        .unwrap();
    }
    text.push_str("It is a shameful farce, of course.\n\nThe disgraceful canal is a reckless gamble.\n\nThe board has shamelessly squandered it.\n\nIt is a scandalous betrayal, plainly.\n\nNobody but a fool would applaud this hideous mess.\n\n");
    let mut window = open(&text);
    let framing = cards(&window)[0].top();
    let first = sources(&window)[0].top();
    let select = |window: &mut Window, part: &str| {
        window.press(PLAIN, Key::End);
        window.harness.run_steps(10);
        let nodes = window.harness.query_all_by_label_contains(part);
        nodes.into_iter().next().unwrap().click();
        window.harness.run_steps(60);
    };
    select(&mut window, "Sentence 10,");
    assert!(matches!(
        window.state().session.selection,
        Some(Target::Sentence(..))
    ));
    let seen = |window: &Window, name: &str| says(window, &format!("Source {name}"));
    assert!(seen(&window, "Jana Reke"), "its source came into sight");
    assert!(!seen(&window, "Abel Rook") || sources(&window)[0].top() < first);
    let bar = divider(&window).bottom();
    let moved = cards(&window)[0].top() - bar;
    assert!(
        moved > 0.0 && moved < 80.0,
        "framing begins where it began: {moved} {framing}"
    );
}

#[test]
fn the_legend_names_every_line() {
    let mut window = samples([1440.0, 900.0]);
    for name in [
        "Reported",
        "Somebody else’s voice",
        "Editorial framing",
        "Marked, but not framing",
        "Source that is not named",
    ] {
        let mut labels = window.harness.query_all_by_role(Role::Label);
        let is_named = labels.any(|node| {
            node.accesskit_node().value().as_deref() == Some(name) && node.rect().left() < 240.0
        });
        assert!(is_named, "{name}");
    }
    let has = |window: &Window, name: &str| {
        let mut labels = window.harness.query_all_by_role(Role::Label);
        labels.any(|node| node.accesskit_node().value().as_deref() == Some(name))
    };
    assert!(!has(&window, "You disagree") && !has(&window, "Your own mark"));
    window.press(PLAIN, Key::J);
    window.press(PLAIN, Key::D);
    assert!(has(&window, "You disagree"));
    window.press(PLAIN, Key::M);
    window.press(PLAIN, Key::Num3);
    assert!(has(&window, "Your own mark"));
}
