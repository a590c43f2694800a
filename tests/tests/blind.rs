//! Coding first: what is hidden until then, how sentences are coded, and what is said of both
//! codings afterwards.

use chrono::{DateTime, TimeDelta, Utc};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::compare::reliability::Reliability;
use slantwise::export::ExportFormat;
use slantwise::model::{ArticleId, Code, Device, Layer};
use slantwise::state::{
    AgreementScope, Clock, Command, ExportRequest, ReportScope, Side, Slot, Step, Target, View,
};

use super::flows::Session;
use super::support::{COLUMN, REPORT, Start, Window};

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_000).unwrap()
}

/// Two articles whose marks are hidden, and a clock that stands still.
fn hidden() -> (Session, [ArticleId; 2]) {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.state.clock = Clock::Fixed(start());
    session.send(Command::CodeFirst(true));
    session.work_off();
    let [one, other] = session.ids()[..] else {
        panic!("there are two articles");
    };
    (session, [one, other])
}

/// Indices and layers of the numbered sentences, as the engine has them.
fn engine_layers(text: &str) -> Vec<(usize, Layer)> {
    let session = Session::with_texts(&[text]);
    let analysis = session.state.analyses.get(session.ids()[0]).unwrap();
    let sentences = analysis.sentences.iter().enumerate();
    sentences
        .filter(|(_, sentence)| sentence.number.is_some())
        .map(|(index, sentence)| (index, sentence.layer().unwrap()))
        .collect()
}

fn figures(session: &Session) -> &Reliability {
    session.state.analyses.agreed.figures.get().unwrap()
}

#[test]
fn until_an_article_is_coded_nothing_of_its_marks_can_be_had() {
    let (mut session, [report, column]) = hidden();
    for id in [report, column] {
        let analyses = &session.state.analyses;
        assert!(matches!(analyses.slot(id), Slot::Hidden));
        assert!(analyses.get(id).is_none() && analyses.complete(id).is_none());
        let places = analyses.places(id).unwrap();
        assert!(places.sentences.len() > 4 && places.findings.is_empty());
        assert!(places.sources.is_empty() && places.entities.is_empty());
        let is_bare = |sentence: &slantwise::model::Sentence| {
            sentence.verdict == Err(slantwise::model::NotAnalysed::Hidden)
                && sentence.quoted.is_empty()
                && sentence.findings.is_empty()
        };
        assert!(places.sentences.iter().all(is_bare));
    }
    assert!(matches!(session.state.analyses.comparison, Slot::Waiting));
    session.send(Command::Show(View::Report));
    session.work_off();
    assert!(session.state.analyses.report.document.get().is_none());

    session.send(Command::FinishCoding(column));
    session.work_off();
    assert!(session.state.analyses.get(column).is_some());
    assert!(session.state.analyses.get(report).is_none());
    // The comparison still waits for the other one.
    assert!(session.state.analyses.comparison.get().is_none());
    session.send(Command::FinishCoding(report));
    session.work_off();
    assert!(session.state.analyses.comparison.get().is_some());
    assert!(session.state.analyses.report.document.get().is_some());

    session.send(Command::Undo);
    session.work_off();
    assert!(session.state.analyses.get(report).is_none());
    assert!(session.state.analyses.comparison.get().is_none());
    assert!(session.state.analyses.report.document.get().is_none());
    session.send(Command::Redo);
    session.work_off();
    assert!(session.state.analyses.get(report).is_some());
}

#[test]
fn a_report_that_was_shown_before_is_hidden_too() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(Command::ReportScope(ReportScope::Article));
    session.send(Command::Show(View::Report));
    session.work_off();
    assert!(session.state.analyses.report.document.get().is_some());
    session.send(Command::CodeFirst(true));
    session.work_off();
    assert!(session.state.analyses.report.document.get().is_none());
    session.send(Command::CodeFirst(false));
    session.work_off();
    assert!(session.state.analyses.report.document.get().is_some());
}

#[test]
fn an_analysis_that_arrives_later_is_hidden_as_well() {
    let (mut session, [report, _]) = hidden();
    session.send(Command::Retry(report));
    session.work_off();
    assert!(session.state.analyses.get(report).is_none());
    assert!(session.state.analyses.places(report).is_some());
    session.send(Command::Import(vec![
        slantwise::jobs::ImportSource::Pasted(
            "A third text. It says little. It is short.".to_owned(),
        ),
    ]));
    session.work_off();
    let third = session.ids()[2];
    assert!(session.state.analyses.get(third).is_none());
    assert!(session.state.analyses.places(third).is_some());
}

#[test]
fn what_is_hidden_is_not_exported_and_a_sentence_says_so() {
    let (mut session, [report, column]) = hidden();
    session.send(Command::FinishCoding(column));
    session.send(Command::Export(ExportRequest {
        articles: vec![report, column],
        compare: false,
        format: ExportFormat::Json,
        byte_order_mark: false,
    }));
    let notices = session.notices();
    let last = notices.last().unwrap();
    assert!(last.contains("must be coded first"), "{last}");
    assert!(last.starts_with("“Council approves tram line"), "{last}");
    assert!(session.work.is_empty());
}

#[test]
fn a_sentence_is_coded_changed_and_taken_back_each_as_one_step() {
    let (mut session, [report, _]) = hidden();
    session.send(Command::ShowArticle(report));
    let numbered = engine_layers(REPORT);
    let (first, second) = (numbered[0].0, numbered[1].0);
    let marks = |session: &Session| -> Vec<(u64, Code)> {
        let coding = session.state.document.project().coding(report);
        let marks = coding.into_iter().flat_map(|coding| coding.marks.values());
        marks.map(|mark| (mark.id.0, mark.code)).collect()
    };
    let before = session.state.document.project().clone();
    let code = |layer| Command::CodeSentence(report, first, layer);
    session.send(code(Some(Layer::Framing)));
    assert_eq!(marks(&session), [(0, Code::Layer(Layer::Framing))]);
    let next = Some(Target::Sentence(report, second));
    assert_eq!(session.state.session.selection, next);
    let label = session.state.document.history.undo_label();
    assert_eq!(label, Some("Code sentence 1 as editorial framing"));
    session.send(code(Some(Layer::Voices)));
    assert_eq!(marks(&session), [(0, Code::Layer(Layer::Voices))]);
    // The same again is no step.
    session.send(code(Some(Layer::Voices)));
    session.send(code(None));
    assert!(marks(&session).is_empty());
    let coding = session.state.document.project().coding(report).unwrap();
    assert_eq!(coding.marks_in_bin.len(), 1);
    session.send(Command::Undo);
    assert_eq!(marks(&session), [(0, Code::Layer(Layer::Voices))]);
    session.send(Command::Undo);
    session.send(Command::Undo);
    assert_eq!(*session.state.document.project(), before);
    session.send(Command::CodeSentence(report, 9_999, Some(Layer::Voices)));
    session.send(Command::CodeSentence(ArticleId(1), 0, Some(Layer::Voices)));
    assert_eq!(*session.state.document.project(), before);
}

#[test]
fn stepping_goes_from_sentence_to_sentence_and_past_no_end() {
    let (mut session, [report, _]) = hidden();
    session.send(Command::ShowArticle(report));
    let numbered = engine_layers(REPORT);
    for (index, _) in &numbered {
        session.send(Command::StepFinding(Step::Next));
        let here = Some(Target::Sentence(report, *index));
        assert_eq!(session.state.session.selection, here);
    }
    let last = session.state.session.selection;
    session.send(Command::StepFinding(Step::Next));
    assert_eq!(session.state.session.selection, last);
    session.send(Command::StepFinding(Step::Previous));
    let before = numbered[numbered.len() - 2].0;
    assert_eq!(
        session.state.session.selection,
        Some(Target::Sentence(report, before))
    );
}

#[test]
fn both_codings_are_held_against_each_other_once_the_article_is_coded() {
    let (mut session, [report, _]) = hidden();
    session.send(Command::ShowArticle(report));
    let layers = engine_layers(REPORT);
    for (index, layer) in &layers[1..] {
        session.send(Command::CodeSentence(report, *index, Some(*layer)));
    }
    let (first, engine) = layers[0];
    let other = if engine == Layer::Framing {
        Layer::Voices
    } else {
        Layer::Framing
    };
    session.send(Command::CodeSentence(report, first, Some(other)));
    assert!(session.state.analyses.agreed.figures.get().is_none());
    session.send(Command::FinishCoding(report));
    session.work_off();
    assert_eq!(session.state.session.side, Side::Agreement);
    let found = figures(&session);
    assert_eq!(found.rows[0].agreement.units, layers.len());
    assert_eq!((found.rows[0].agreement.left_out, found.in_sight), (0, 0));
    assert_eq!(found.differences.len(), 1);
    let unit = found.differences[0].unit;
    assert_eq!((unit.sentence, unit.engine), (first, Some(engine)));
    // The article that is still hidden is no part of the whole.
    session.send(Command::AgreementScope(AgreementScope::Project));
    session.work_off();
    assert_eq!(figures(&session).articles, 1);
    // What is coded now is coded with the marks in sight.
    session.state.clock = Clock::Fixed(start() + TimeDelta::minutes(1));
    session.send(Command::CodeSentence(report, first, Some(engine)));
    session.work_off();
    let found = figures(&session);
    assert!(found.differences.is_empty());
    assert_eq!(found.in_sight, 1);
    session.send(Command::Undo);
    session.send(Command::Undo);
    session.send(Command::AgreementScope(AgreementScope::Article));
    session.work_off();
    assert!(session.state.analyses.agreed.figures.get().is_none());
}

/// A window on both articles in which everything is to be coded first.
fn blind(size: [f32; 2]) -> Window {
    let start = Start {
        size,
        ..Start::default()
    };
    let mut window = start.open();
    choose(&mut window, "Code first, then compare");
    window
}

/// Chooses a command by its name.
fn choose(window: &mut Window, name: &str) {
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text(name);
    window.press(Modifiers::NONE, Key::Enter);
    window.settle();
}

/// Everything a screen reader would say.
fn spoken(window: &Window) -> Vec<String> {
    let root = window.harness.root();
    let nodes = root.children_recursive();
    nodes
        .flat_map(|node| {
            let node = node.accesskit_node();
            [node.label(), node.value(), node.description()]
        })
        .flatten()
        .collect()
}

#[test]
fn nothing_on_the_screen_tells_what_the_program_marks() {
    for size in [[1440.0, 900.0], [900.0, 600.0]] {
        let mut window = blind(size);
        let article = window.state().session.article.unwrap();
        let text = window
            .state()
            .document
            .project()
            .article(article)
            .unwrap()
            .text
            .clone();
        window.harness.run_steps(30);
        let mut allowed: Vec<String> = Vec::new();
        for layer in Layer::ALL {
            allowed.push(layer.title().to_owned());
            allowed.push(format!("Code as {}", layer.title().to_lowercase()));
        }
        let spoken = spoken(&window);
        assert!(
            spoken.iter().any(|words| words == "Sentence 1"),
            "{spoken:?}"
        );
        for words in &spoken {
            if text.contains(words.as_str()) || allowed.contains(words) {
                continue;
            }
            let low = words.to_lowercase();
            for layer in Layer::ALL {
                let title = layer.title().to_lowercase();
                assert!(!low.contains(&title), "{size:?}: {words}");
            }
            for device in Device::ALL {
                let name = device.name().to_lowercase();
                assert!(!low.contains(&name), "{size:?}: {words}");
            }
            for part in [
                "confidence",
                "positive",
                "negative",
                "neutral",
                "% reported",
                "named source",
            ] {
                assert!(!low.contains(part), "{size:?}: {words}");
            }
        }
        // Each of the three is there once: on the button that codes.
        for words in &allowed {
            let count = spoken.iter().filter(|known| *known == words).count();
            assert!(count <= 1, "{words} is there {count} times");
        }
    }
}

#[test]
fn an_article_is_coded_by_keys_and_then_shows_its_marks_and_the_agreement() {
    let mut window = blind([1440.0, 900.0]);
    let coded = |window: &Window, part: &str| {
        let found = window.harness.query_all_by_label_contains(part).count();
        assert!(found > 0, "{part}");
    };
    let article = window.state().session.article.unwrap();
    let places = window.state().analyses.places(article).unwrap().clone();
    let total = places.summary.sentences;
    coded(&window, &format!("0 of {total} sentences coded"));
    window.press(Modifiers::NONE, Key::Num1);
    window.press(Modifiers::NONE, Key::Num3);
    coded(&window, &format!("2 of {total} sentences coded"));
    // The number keys choose no voices meanwhile.
    assert_eq!(
        window.state().session.filter,
        slantwise::model::VoiceFilter::All
    );
    window.press(Modifiers::NONE, Key::ArrowUp);
    window.press(Modifiers::NONE, Key::Num0);
    coded(&window, &format!("1 of {total} sentences coded"));
    window.press(Modifiers::COMMAND, Key::Z);
    coded(&window, &format!("2 of {total} sentences coded"));
    window
        .harness
        .get_by_label("Code as somebody else’s voice")
        .click();
    window.harness.run_steps(3);
    let left = total - 2;
    coded(&window, &format!("{left} sentences are not coded"));

    window
        .harness
        .get_by_label("I have coded this article")
        .click();
    window.settle();
    window.wait_for("the figures are there", |state| {
        state.analyses.agreed.figures.get().is_some()
    });
    window.harness.run_steps(3);
    assert!(window.state().analyses.get(article).is_some());
    coded(&window, "Your coding and the marks");
    coded(&window, "The three layers");
    coded(&window, &format!("left out {left} not coded"));
    let differences = window
        .state()
        .analyses
        .agreed
        .figures
        .get()
        .unwrap()
        .differences
        .clone();
    coded(
        &window,
        &format!("Coded differently · {}", differences.len()),
    );
    let unit = differences.first().unwrap().unit;
    let row = window
        .harness
        .query_all_by_role(Role::Button)
        .find(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with(&format!("Sentence {}. Marks say", unit.number))
        })
        .unwrap();
    let said = row.accesskit_node().label().unwrap_or_default();
    let text = &window
        .state()
        .document
        .project()
        .article(article)
        .unwrap()
        .text;
    let words = places.sentences[unit.sentence].span.of(text);
    let words = slantwise::text::quotation::in_quotes(words);
    assert!(said.ends_with(&words), "{said}");
    row.click();
    window.harness.run_steps(3);
    assert_eq!(
        window.state().session.selection,
        Some(Target::Sentence(article, unit.sentence))
    );
    // J goes on to the next, round the end, and the sentence can be judged there.
    window.press(Modifiers::NONE, Key::K);
    let last = differences.last().unwrap().unit.sentence;
    assert_eq!(
        window.state().session.selection,
        Some(Target::Sentence(article, last))
    );
    window.press(Modifiers::NONE, Key::J);
    assert_eq!(
        window.state().session.selection,
        Some(Target::Sentence(article, unit.sentence))
    );
    window.harness.get_by_label("Marks").click();
    window.harness.run_steps(3);
    assert_eq!(window.state().session.side, Side::Marks);
}

fn says(window: &Window, part: &str) -> bool {
    window.harness.query_all_by_label_contains(part).count() > 0
}

/// Waits until the figures are those of now.
fn wait_for_figures(window: &mut Window) {
    window.wait_for("the figures are there", |state| {
        state.analyses.agreed.figures.get().is_some() && !state.analyses.agreed.figures.is_running()
    });
    window.harness.run_steps(3);
}

#[test]
fn after_the_last_sentence_comes_the_first_that_has_no_code() {
    let (mut session, [report, _]) = hidden();
    session.send(Command::ShowArticle(report));
    let numbered = engine_layers(REPORT);
    let here = |at: usize| Some(Target::Sentence(report, numbered[at].0));
    let code = |at: usize| Command::CodeSentence(report, numbered[at].0, Some(Layer::Reported));
    let last = numbered.len() - 1;
    session.send(code(0));
    session.send(Command::Select(here(last)));
    session.send(code(last));
    assert_eq!(session.state.session.selection, here(1));
    for at in 1..last {
        session.send(code(at));
    }
    // All are coded: the last one to be coded was followed by the last of all.
    assert_eq!(session.state.session.selection, here(last));
    session.send(code(last));
    assert_eq!(session.state.session.selection, here(last));
}

#[test]
fn a_coded_article_leads_on_to_the_next_that_is_not() {
    let mut window = blind([1440.0, 900.0]);
    let first = window.state().session.article;
    window.press(Modifiers::NONE, Key::Num1);
    choose(&mut window, "I have coded this article");
    wait_for_figures(&mut window);
    let next = "Code “Another gift to the consultants”";
    window
        .harness
        .get_by_role_and_label(Role::Link, next)
        .click();
    window.settle();
    assert_ne!(window.state().session.article, first);
    assert!(says(&window, "0 of"), "it is to be coded");
    // Also one that is left without any code.
    choose(&mut window, "I have coded this article");
    window.harness.run_steps(3);
    assert!(says(&window, "No sentence of this article is coded yet."));
    assert!(!says(&window, "Code “"), "nothing is left to code");
    assert!(
        !says(&window, "To code without the marks in sight"),
        "it is on"
    );
}

#[test]
fn the_list_says_how_far_an_article_is_coded() {
    let mut window = blind([1440.0, 900.0]);
    assert!(says(&window, "Not coded yet"));
    window.press(Modifiers::NONE, Key::Num1);
    assert!(says(&window, "Being coded · 1 mark"));
    window.press(Modifiers::NONE, Key::Num2);
    assert!(says(&window, "Being coded · 2 marks"));
}

#[test]
fn without_anything_coded_the_panel_says_what_to_do_and_shows_no_figure() {
    for size in [[1440.0, 900.0], [900.0, 600.0]] {
        let mut window = Start {
            size,
            ..Start::default()
        }
        .open();
        choose(&mut window, "Agreement with the marks");
        if window.harness.query_by_label("Show panel").is_some() {
            window.harness.get_by_label("Show panel").click();
            window.harness.run_steps(3);
        }
        assert!(says(&window, "No sentence of this article is coded yet."));
        assert!(says(&window, "from 10 sentences on"));
        for part in ["the same", "The three layers", "Coded differently", "0.00"] {
            assert!(!says(&window, part), "{part}");
        }
        window
            .harness
            .get_by_role_and_label(Role::Button, "Code first, then compare")
            .click();
        window.settle();
        assert!(says(&window, "sentences coded"));
    }
}

#[test]
fn one_sentence_has_its_number_and_no_coefficient_and_is_coded_anew_in_its_place() {
    let mut window = Start::default().open();
    let article = window.state().session.article.unwrap();
    let engine = window
        .state()
        .analyses
        .get(article)
        .unwrap()
        .sentences
        .clone();
    let numbered: Vec<usize> = (0..engine.len())
        .filter(|index| engine[*index].number.is_some())
        .collect();
    choose(&mut window, "Agreement with the marks");
    let select = |window: &mut Window, number: usize| {
        let label = format!("Sentence {number},");
        let found = window.harness.query_all_by_label_contains(&label).next();
        found.unwrap().click();
        window.harness.run_steps(3);
    };
    let other = |index: usize| {
        let differs = |layer: &usize| Some(Layer::ALL[*layer]) != engine[numbered[index]].layer();
        (0..3).find(differs).unwrap()
    };
    let keys = [Key::Num1, Key::Num2, Key::Num3];
    for index in [0, 2] {
        select(&mut window, index + 1);
        window.press(Modifiers::NONE, keys[other(index)]);
        let here = Some(Target::Sentence(article, numbered[index]));
        assert_eq!(window.state().session.selection, here, "it stays there");
    }
    wait_for_figures(&mut window);
    assert!(says(&window, "2 sentences have a layer from both"));
    assert!(says(&window, "The three layers: 0 of 2 the same"));
    assert!(!says(&window, "κ 0"), "too few to say");
    assert!(says(&window, "Coded differently · 2"));
    // The first is coded as the marks have it: it leaves the list, and J goes on behind it.
    select(&mut window, 1);
    let layer = engine[numbered[0]].layer().unwrap();
    let short = ["Reported", "Voice", "Framing"];
    let at = Layer::ALL.iter().position(|one| *one == layer).unwrap();
    window
        .harness
        .get_by_role_and_label(Role::Button, short[at])
        .click();
    window.harness.run_steps(3);
    wait_for_figures(&mut window);
    assert!(says(&window, "Coded differently · 1"));
    assert!(says(&window, "The three layers: 1 of 2 the same"));
    window.press(Modifiers::NONE, Key::J);
    let third = Some(Target::Sentence(article, numbered[2]));
    assert_eq!(window.state().session.selection, third);
    let label = window.state().document.history.undo_label();
    let title = layer.title().to_lowercase();
    assert_eq!(label, Some(format!("Code sentence 1 as {title}").as_str()));
}

#[test]
fn nothing_of_the_agreement_is_wider_than_a_narrow_panel() {
    for size in [[900.0, 600.0], [1440.0, 900.0]] {
        let mut window = Start {
            size,
            ..Start::default()
        }
        .open();
        // A device with too few sentences, then a sentence.
        window.press(Modifiers::SHIFT, Key::J);
        window.press(Modifiers::NONE, Key::D);
        let found = window.harness.query_all_by_label_contains("Sentence 3,");
        found.last().unwrap().click();
        window.harness.run_steps(3);
        choose(&mut window, "Agreement with the marks");
        window.press(Modifiers::NONE, Key::Num1);
        wait_for_figures(&mut window);
        // The panel's own switch is at its left edge, and nothing is left of that.
        let left = window.harness.get_by_label("Marks").rect().left();
        for part in [
            "Your coding and the marks",
            "The three layers",
            "Agree",
            "You say",
            "Framing",
        ] {
            let nodes = window.harness.query_all_by_label_contains(part);
            let places: Vec<_> = nodes
                .filter_map(|node| node.accesskit_node().raw_bounds())
                // What is meant stands in the panel, not in the text or the list.
                .filter(|place| place.x1 > f64::from(left))
                .collect();
            assert!(!places.is_empty(), "{part}");
            for place in places {
                assert!(
                    place.x0 >= f64::from(left) - 4.0,
                    "{size:?} {part} {place:?}"
                );
                assert!(
                    place.x1 <= f64::from(size[0]) - 6.0,
                    "{size:?} {part} {place:?}"
                );
            }
        }
    }
}

#[test]
fn coding_and_agreement_are_drawn_in_any_window() {
    let mut window = blind([1440.0, 900.0]);
    let sizes = [[1.0, 1.0], [60.0, 400.0], [320.0, 240.0], [640.0, 200.0]];
    let draw = |window: &mut Window| {
        for size in sizes {
            window.harness.set_size(size.into());
            window.harness.run_steps(3);
        }
        window.harness.set_size([1440.0, 900.0].into());
        window.harness.run_steps(3);
    };
    draw(&mut window);
    window.press(Modifiers::NONE, Key::Num1);
    window.press(Modifiers::NONE, Key::Num2);
    choose(&mut window, "I have coded this article");
    wait_for_figures(&mut window);
    window.press(Modifiers::NONE, Key::J);
    draw(&mut window);
    assert!(says(&window, "You say"));
}

#[test]
fn compare_and_report_say_what_they_wait_for() {
    let mut window = blind([1440.0, 900.0]);
    window.press(Modifiers::COMMAND, Key::Num2);
    let says = |window: &Window, part: &str| {
        let found = window.harness.query_all_by_label_contains(part).count();
        assert!(found > 0, "{part}");
    };
    says(&window, "2 of 2 articles here are not coded yet");
    window.press(Modifiers::COMMAND, Key::Num3);
    says(
        &window,
        "are not coded yet. A report would show their marks",
    );
    window.press(Modifiers::COMMAND, Key::Num2);
    let code = window
        .harness
        .query_all_by_label_contains("Code “")
        .next()
        .unwrap();
    code.click();
    window.harness.run_steps(3);
    assert_eq!(window.state().session.view, View::Read);
}

#[test]
fn the_agreement_that_is_asked_for_is_seen_where_the_panel_was_hidden() {
    let mut window = Start {
        size: [740.0, 600.0],
        ..Start::default()
    }
    .open();
    assert!(window.harness.query_by_label("Show panel").is_some());
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("Agreement with");
    window.press(Modifiers::NONE, Key::Enter);
    window.harness.run_steps(4);
    assert!(window.harness.query_by_label("Hide panel").is_some());
    assert_eq!(window.state().session.side, Side::Agreement);
}
