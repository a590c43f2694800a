//! A disagreement that reaches further: words that are marked nowhere in a project, and a
//! device that is off, each with its consequence counted first.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use slantwise::analysis::analyse;
use slantwise::compare::compare;
use slantwise::export::{ExportFormat, ExportInput, export};
use slantwise::import;
use slantwise::jobs::{Outcome, Request};
use slantwise::model::{ArticleId, Decision, Device, Expression, Finding, VoiceFilter};
use slantwise::state::{AppState, Command, Effect, Target};

use super::support::{Start, Window, ids, opened};

const PLAIN: Modifiers = Modifiers::NONE;

/// Two articles that have some loaded words in common.
const FIRST: &str = "Council buys a shameful tram

In a shameful vote, the council of Northfield waved the plan through on Thursday. It was a disgraceful evening. The line will cost 480 million crowns.
";
const SECOND: &str = "A shameful gift

The council has done it again. Its shameful gift to the consultants is a disgraceful circus. The line will cost 480 million crowns.
";

/// What is marked in all articles: the article, the device, the words.
fn marked(state: &AppState) -> Vec<(ArticleId, Device, String)> {
    let mut all = Vec::new();
    for article in &state.document.project().articles {
        let analysis = state.analyses.get(article.id).unwrap();
        for finding in &analysis.findings {
            let words = finding.span.of(&article.text).to_lowercase();
            all.push((article.id, finding.device, words));
        }
    }
    all
}

/// The first mark on these words in an article.
fn mark_on(state: &AppState, article: ArticleId, words: &str) -> Finding {
    let text = &state.document.project().article(article).unwrap().text;
    let analysis = state.analyses.get(article).unwrap();
    let mut findings = analysis.findings.iter();
    let found = findings.find(|finding| finding.span.of(text).to_lowercase() == words);
    found.unwrap().clone()
}

fn disagree(state: &mut AppState, article: ArticleId, words: &str) -> Finding {
    let finding = mark_on(state, article, words);
    let target = Target::Finding(article, finding.key);
    state.update(Command::Reveal(target));
    state.update(state.judging(target, Decision::Disagree).unwrap());
    finding
}

#[test]
fn what_would_go_is_counted_before_it_goes() {
    let mut state = opened(&[FIRST, SECOND]);
    let first = ids(&state)[0];
    assert_eq!(state.reach(), None);
    let finding = disagree(&mut state, first, "shameful");
    let before = marked(&state);
    let reach = state.reach().unwrap().clone();
    let of = |device: Device, words: Option<&str>| {
        before
            .iter()
            .filter(|(_, known, marks)| {
                *known == device && words.is_none_or(|words| words == marks)
            })
            .count()
    };
    assert_eq!(
        reach.of_expression.marks,
        of(finding.device, Some("shameful"))
    );
    assert_eq!(reach.of_expression.articles, 2);
    assert_eq!(reach.of_device.marks, of(finding.device, None));
    assert!(reach.of_device.marks > reach.of_expression.marks);
    state.update(Command::Silence(reach.expression.clone(), true));
    let after = marked(&state);
    assert_eq!(before.len() - after.len(), reach.of_expression.marks);
    assert!(
        !after
            .iter()
            .any(|(_, device, words)| *device == finding.device && words == "shameful")
    );
    assert_eq!(state.reach(), None, "what was disagreed with is gone");
    assert!(matches!(
        state.session.selection,
        Some(Target::Sentence(..))
    ));
    let notices: Vec<_> = state.notices.iter().map(|notice| &notice.text).collect();
    assert!(
        notices
            .iter()
            .any(|text| text.contains(&reach.of_expression.words())),
        "{notices:?}"
    );
    state.update(Command::Undo);
    assert_eq!(marked(&state), before);
    state.update(Command::Redo);
    assert_eq!(marked(&state), after);
    state.update(Command::Silence(reach.expression, false));
    assert_eq!(marked(&state), before);
}

#[test]
fn words_that_are_not_marked_are_nowhere_and_nothing_is_analysed_again() {
    let mut state = opened(&[FIRST, SECOND]);
    let first = ids(&state)[0];
    let finding = mark_on(&state, first, "shameful");
    let expression = Expression::new(finding.device, "Shameful");
    let effects = state.update(Command::Silence(expression.clone(), true));
    let mut compared = None;
    for effect in effects {
        match effect {
            Effect::Submit(Request::Analyse { .. }) => panic!("analysed again"),
            Effect::Submit(Request::Compare { articles, filter }) => {
                compared = Some((articles, filter));
            }
            _ => {}
        }
    }
    let (articles, filter) = compared.unwrap();
    let pairs: Vec<_> = articles
        .iter()
        .map(|(article, analysis)| (&**article, &**analysis))
        .collect();
    for (article, analysis) in &pairs {
        assert!(expression.concerns(article, analysis).is_empty());
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            for at in &sentence.findings {
                assert_eq!(analysis.findings[*at].sentence, index);
            }
        }
    }
    let comparison = compare(&pairs, filter);
    let input = ExportInput {
        project: "",
        articles: &pairs,
        comparison: Some(&comparison),
        filter: VoiceFilter::All,
        ..ExportInput::default()
    };
    let text = |format| String::from_utf8(export(&input, format).unwrap()).unwrap();
    let json = text(ExportFormat::Json);
    assert!(json.contains("not_marked") && json.contains("\"shameful\""));
    let html = text(ExportFormat::Html);
    let words = format!("“shameful” as {}", finding.device.name().to_lowercase());
    assert!(html.contains(&words), "the method says so");
    let table = text(ExportFormat::FindingsCsv);
    assert!(table.contains("disgraceful") && !table.contains(",shameful,"));
}

#[test]
fn an_article_opened_later_is_shown_without_them_too() {
    let mut state = opened(&[FIRST]);
    let first = ids(&state)[0];
    let device = mark_on(&state, first, "shameful").device;
    let expression = Expression::new(device, "shameful");
    state.update(Command::Silence(expression.clone(), true));
    let article = Arc::new(import::from_pasted(SECOND).unwrap());
    let settings = state.session.preferences.settings.for_analysis();
    let analysis = Arc::new(analyse(&article, &settings));
    assert!(!expression.concerns(&article, &analysis).is_empty());
    state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
    state.apply(Outcome::Analysed {
        article: article.id,
        revision: article.revision,
        result: Ok(analysis),
        settings,
    });
    let shown = state.analyses.get(article.id).unwrap();
    assert!(expression.concerns(&article, shown).is_empty());
}

#[test]
fn a_device_is_turned_off_and_on_again_by_undo() {
    let mut state = opened(&[FIRST, SECOND]);
    let first = ids(&state)[0];
    let before = marked(&state);
    let finding = disagree(&mut state, first, "shameful");
    let reach = state.reach().unwrap().of_device;
    state.update(Command::TurnOff(finding.device));
    assert_eq!(before.len() - marked(&state).len(), reach.marks);
    let label = state.document.history.undo_label().unwrap();
    assert_eq!(label, format!("Turn off {}", finding.device.name()));
    state.update(Command::Undo);
    assert_eq!(marked(&state), before);
    let target = Target::Finding(first, finding.key);
    let decision = state.judgement(target).unwrap().decision;
    assert_eq!(decision, Some(Decision::Disagree), "that stays");
}

fn window() -> Window {
    Start {
        files: vec![
            ("first.txt".to_owned(), FIRST.to_owned()),
            ("second.txt".to_owned(), SECOND.to_owned()),
        ],
        ..Start::default()
    }
    .open()
}

fn says(window: &Window, words: &str) -> bool {
    window.harness.query_all_by_label_contains(words).count() > 0
}

#[test]
fn the_card_offers_both_with_their_counts_and_settings_takes_words_back() {
    let mut window = window();
    window.press(PLAIN, Key::J);
    window.harness.run_steps(60);
    assert!(!says(&window, "Nowhere in this project"));
    window.press(PLAIN, Key::D);
    window.harness.run_steps(30);
    let reach = window.state().reach().unwrap().clone();
    assert!(says(&window, &reach.of_device.words()));
    let offer = window
        .harness
        .query_all_by_role(Role::Button)
        .find(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with("Nowhere in this project")
                && label.contains(&reach.of_expression.words())
        })
        .unwrap();
    offer.click();
    window.harness.run_steps(3);
    window.settle();
    let silenced = &window.state().document.project().silenced;
    assert!(silenced.contains(&reach.expression));
    window.press(Modifiers::COMMAND, Key::Comma);
    let again = format!(
        "Mark “{}” as {} again",
        reach.expression.words,
        reach.expression.device.name()
    );
    window
        .harness
        .get_by_role_and_label(Role::Link, &again)
        .click_accesskit();
    window.harness.run_steps(3);
    assert!(window.state().document.project().silenced.is_empty());
    assert!(says(&window, "Every expression is marked."));
}
