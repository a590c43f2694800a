//! What a message, a dialog or a menu keeps while the world moves on: the old button is gone, and
//! an old command does nothing but say so.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use slantwise::export::{ExportError, ExportFormat};
use slantwise::import;
use slantwise::jobs::{Answer, Outcome, ProjectRequest, Question, Request};
use slantwise::model::{ArticleId, Code, Decision, JudgementKey, Layer, Level, MarkFilter, MarkId};
use slantwise::state::{
    AppState, Command, Dialog, Effect, ExportRequest, Notice, NoticeAction, SelectedWords, StepId,
    Target,
};
use slantwise::text::Span;

use super::support::{COLUMN, REPORT, Start, ids, opened};

fn last(state: &AppState) -> &Notice {
    state.notices.iter().next_back().unwrap()
}

fn undo_of(state: &AppState) -> StepId {
    match last(state).action {
        Some(NoticeAction::Undo(step)) => step,
        ref other => panic!("{other:?}"),
    }
}

fn request(state: &AppState) -> ExportRequest {
    ExportRequest {
        articles: ids(state),
        compare: false,
        format: ExportFormat::Json,
        byte_order_mark: false,
    }
}

#[test]
fn the_undo_of_a_message_takes_back_its_own_step_or_none() {
    let mut state = opened(&[REPORT, COLUMN]);
    let [report, _] = ids(&state)[..] else {
        panic!()
    };
    state.update(Command::CloseArticle(report));
    let notice = last(&state).clone();
    let step = undo_of(&state);
    assert!(state.still_offered(&notice).is_some());
    state.update(Command::Undo);
    assert_eq!(ids(&state).len(), 2);
    assert_eq!(
        state.still_offered(&notice),
        None,
        "the step is taken back already"
    );
    let before = Arc::clone(state.document.project());
    state.update(Command::UndoStep(step));
    assert_eq!(*state.document.project(), before);
    assert!(last(&state).text.contains("nothing was taken back"));
    // Done again, it is the last step again.
    state.update(Command::Redo);
    assert!(state.still_offered(&notice).is_some());
    state.update(Command::UndoStep(step));
    assert_eq!(ids(&state).len(), 2);
}

#[test]
fn a_later_step_is_not_taken_back_by_the_message_of_an_earlier_one() {
    let mut state = opened(&[REPORT, COLUMN]);
    let [report, column] = ids(&state)[..] else {
        panic!()
    };
    state.update(Command::CloseArticle(report));
    let (notice, step) = (last(&state).clone(), undo_of(&state));
    state.update(Command::Rename(column, "The opening words".to_owned()));
    assert_eq!(state.still_offered(&notice), None);
    let before = Arc::clone(state.document.project());
    state.update(Command::UndoStep(step));
    assert_eq!(*state.document.project(), before);
}

#[test]
fn a_message_loses_its_undo_button_with_its_step() {
    let mut window = Start::default().open();
    let article = window.state().session.article.unwrap();
    let title = window.state().document.project().article(article).unwrap();
    let name = format!("Close {}", title.title.text);
    window.harness.get_by_label(&name).click();
    // Not until all work is done: a message stays for some seconds only.
    window.wait_for("the article is closed", |state| {
        state.document.project().articles.len() == 1
    });
    window.harness.run_steps(2);
    assert!(window.harness.query_by_label("Undo").is_some());
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().document.project().articles.len(), 2);
    assert!(
        window
            .notices()
            .iter()
            .any(|text| text.starts_with("Closed")),
        "the message itself stays"
    );
    assert!(window.harness.query_by_label("Undo").is_none());
}

#[test]
fn another_project_takes_no_offer_of_the_one_before() {
    let mut state = opened(&[REPORT]);
    let report = ids(&state)[0];
    state.update(Command::CloseArticle(report));
    let step = undo_of(&state);
    state.update(Command::NewProject);
    for notice in state.notices.iter() {
        assert_eq!(state.still_offered(notice), None, "{}", notice.text);
    }
    // As many steps as there were in the one before.
    for text in [REPORT, COLUMN] {
        let article = Arc::new(import::from_pasted(text).unwrap());
        state.apply(Outcome::Imported(Ok(article)));
    }
    let before = Arc::clone(state.document.project());
    state.update(Command::UndoStep(step));
    assert_eq!(*state.document.project(), before);
}

fn asked(effects: &[Effect]) -> Question {
    let mut questions = effects.iter().filter_map(|effect| match effect {
        Effect::Ask(question) => Some(question.clone()),
        _ => None,
    });
    questions.next().unwrap()
}

fn writes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| {
        matches!(
            effect,
            Effect::Submit(Request::Export(_) | Request::Project(ProjectRequest::SaveAs { .. }))
        )
    })
}

#[test]
fn a_place_chosen_for_one_project_is_not_written_by_another() {
    let path = PathBuf::from("/work/tram.slantwise");
    let mut state = opened(&[REPORT]);
    let effects = state.update(Command::SaveProjectAs);
    let Question::SaveProject { id, .. } = asked(&effects) else {
        panic!()
    };
    state.update(Command::NewProject);
    state.apply(Outcome::Imported(Ok(Arc::new(
        import::from_pasted(COLUMN).unwrap(),
    ))));
    let effects = state.apply(Outcome::Answered(Answer::ProjectPath(
        id,
        Some(path.clone()),
    )));
    assert!(!writes(&effects), "{effects:?}");
    assert!(last(&state).text.contains("no longer open"));

    let mut state = opened(&[REPORT]);
    let effects = state.update(Command::Export(request(&state)));
    let Question::SaveExport { id, .. } = asked(&effects) else {
        panic!()
    };
    state.update(Command::NewProject);
    let effects = state.apply(Outcome::Answered(Answer::SavePath(id, Some(path))));
    assert!(!writes(&effects), "{effects:?}");
    assert!(last(&state).text.contains("no longer open"));
}

#[test]
fn the_answer_to_one_export_is_not_taken_for_another() {
    let mut state = opened(&[REPORT, COLUMN]);
    let first = asked(&state.update(Command::Export(request(&state))));
    let csv = ExportRequest {
        format: ExportFormat::SentencesCsv,
        ..request(&state)
    };
    let second = asked(&state.update(Command::Export(csv.clone())));
    let (Question::SaveExport { id: first, .. }, Question::SaveExport { id: second, .. }) =
        (first, second)
    else {
        panic!()
    };
    let path = |name: &str| Some(PathBuf::from(name));
    let effects = state.apply(Outcome::Answered(Answer::SavePath(first, path("/a.json"))));
    assert!(!writes(&effects), "a table under the name of a JSON file");
    assert!(last(&state).text.contains("Nothing was exported"));
    let effects = state.apply(Outcome::Answered(Answer::SavePath(second, path("/a.csv"))));
    let is_table = effects.iter().any(
        |effect| matches!(effect, Effect::Submit(Request::Export(job)) if job.format == csv.format),
    );
    assert!(is_table);
}

#[test]
fn an_export_of_an_article_that_was_closed_says_so_and_offers_nothing() {
    let mut state = opened(&[REPORT, COLUMN]);
    let path = PathBuf::from("/work/report.json");
    let effects = state.update(Command::ExportTo {
        request: request(&state),
        path: path.clone(),
        replace: false,
    });
    let job = effects.into_iter().find_map(|effect| match effect {
        Effect::Submit(Request::Export(job)) => Some(job),
        _ => None,
    });
    state.apply(Outcome::Exported {
        job: job.unwrap(),
        result: Err(ExportError::Exists),
    });
    let notice = last(&state).clone();
    assert!(matches!(
        state.still_offered(&notice),
        Some(NoticeAction::Replace(..))
    ));
    let request = request(&state);
    state.update(Command::CloseArticle(request.articles[1]));
    assert_eq!(state.still_offered(&notice), None);
    let effects = state.update(Command::ExportTo {
        request,
        path,
        replace: true,
    });
    assert!(!writes(&effects));
    let said = &last(&state).text;
    assert!(said.contains("no longer open"), "{said}");
}

#[test]
fn a_command_about_what_is_gone_does_nothing_but_say_so() {
    let mut state = opened(&[REPORT, COLUMN]);
    let [report, column] = ids(&state)[..] else {
        panic!()
    };
    state.update(Command::CloseArticle(report));
    state.update(Command::ShowArticle(column));
    state.update(Command::Select(Some(Target::Sentence(column, 1))));
    let (gone, mark) = (report, MarkId(77));
    let code = Code::Layer(Layer::Framing);
    let subject = state.subject(Target::Sentence(column, 1)).unwrap();
    let old = [
        Command::CloseArticle(gone),
        Command::Rename(gone, "Another".to_owned()),
        Command::ShowArticle(gone),
        Command::ReviewArticle(gone),
        Command::ToggleColumn(gone),
        Command::Retry(gone),
        Command::AskCorrected(gone),
        Command::OpenDialog(Dialog::Rename(gone)),
        Command::Reveal(Target::Sentence(gone, 0)),
        Command::Judge {
            article: gone,
            subject,
            decision: Some(Decision::Agree),
        },
        Command::AddMark {
            article: gone,
            span: Span::new(0, 4),
            code,
        },
        Command::Revise {
            article: gone,
            corrected: column,
        },
        Command::RestoreArticle(column),
        Command::DiscardArticle(column),
        Command::RemoveMark(column, mark),
        Command::RestoreMark(column, mark),
        Command::Recode(column, mark, code),
        Command::OpenDialog(Dialog::Recode(column, mark)),
        Command::Reveal(Target::Mark(column, mark)),
        Command::ForgetJudgement(column, JudgementKey(5)),
        Command::ShowComparison("Monday".to_owned()),
        Command::ForgetComparison("Monday".to_owned()),
    ];
    for command in old {
        let before = Arc::clone(state.document.project());
        let (words, serial) = (format!("{command:?}"), last(&state).serial);
        let effects = state.update(command);
        assert!(effects.is_empty(), "{words}: {effects:?}");
        assert_eq!(*state.document.project(), before, "{words}");
        assert_eq!(state.session.article, Some(column), "{words}");
        let selected = Some(Target::Sentence(column, 1));
        assert_eq!(state.session.selection, selected, "{words}");
        assert_eq!(state.session.dialog, None, "{words}");
        assert!(last(&state).serial > serial, "{words}: nothing was said");
        let said = &last(&state).text;
        assert!(said.contains("nothing was done"), "{words}: {said}");
    }
}

#[test]
fn nothing_of_an_old_text_stays_selected_when_it_is_corrected() {
    let mut state = AppState::default();
    let arrives = |state: &mut AppState, text: &str| -> ArticleId {
        let article = import::from_bytes(text.as_bytes(), Some("/news/report.txt")).unwrap();
        let article = Arc::new(article);
        state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
        article.id
    };
    let old = arrives(&mut state, REPORT);
    let shorter = REPORT.replace(" after two years of talks", "");
    let new = arrives(&mut state, &shorter);
    state.update(Command::ShowArticle(old));
    let end = REPORT.find("The vote").unwrap();
    state.update(Command::SelectWords(Some(SelectedWords {
        article: old,
        span: Span::new(end, end + 8),
    })));
    state.update(Command::Select(Some(Target::Sentence(old, 3))));
    state.update(Command::Revise {
        article: old,
        corrected: new,
    });
    assert_eq!(state.session.words, None);
    assert_eq!(state.session.selection, None);
}

#[test]
fn an_offer_to_review_or_to_list_all_goes_when_there_is_nothing_of_it() {
    let mut state = opened(&[REPORT, COLUMN]);
    let [report, column] = ids(&state)[..] else {
        panic!()
    };
    state.update(Command::ShowArticle(report));
    let findings = state.analyses.get(report).unwrap().findings.clone();
    for finding in findings {
        let target = Target::Finding(report, finding.key);
        state.update(Command::Reveal(target));
        let command = state.judging(target, Decision::Agree).unwrap();
        state.update(command);
    }
    state.update(Command::StepUnreviewed(slantwise::state::Step::Next));
    let notice = last(&state).clone();
    assert_eq!(notice.action, Some(NoticeAction::Review(column)));
    assert!(state.still_offered(&notice).is_some());
    state.update(Command::CloseArticle(column));
    assert_eq!(state.still_offered(&notice), None);

    let all = Notice {
        action: Some(NoticeAction::ListAll),
        ..notice
    };
    assert_eq!(state.still_offered(&all), None, "all are listed");
    state.update(Command::FilterMarks(MarkFilter {
        level: Some(Level::High),
        ..MarkFilter::default()
    }));
    assert!(state.still_offered(&all).is_some());
}

#[test]
fn a_file_that_cannot_be_shown_in_its_folder_is_named() {
    let mut state = opened(&[REPORT]);
    let why = "This file is no longer there.";
    state.apply(Outcome::Answered(Answer::NotShown("/a/b.html".into(), why)));
    assert_eq!(last(&state).text, why);
    assert_eq!(last(&state).path.as_deref(), Some("/a/b.html"));
}
