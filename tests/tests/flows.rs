//! Whole sessions as scripts of commands, without a screen and without threads.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use slantwise::analysis::analyse;
use slantwise::compare::compare;
use slantwise::compare::reliability::reliability;
use slantwise::export::{ExportFormat, export, report, write_file};
use slantwise::import;
use slantwise::jobs::{Answer, CodedArticle, ImportSource, Outcome, Question, Request};
use slantwise::model::{ArticleId, Confidence, Decision, Device, Settings, Subject, VoiceFilter};
use slantwise::state::{
    AppState, Command, Dialog, Effect, ExportRequest, MAX_COLUMNS, NoticeAction, Slot, Step,
    Target, View, marked_passages,
};

use super::support::{COLUMN, REPORT};

/// A state, and the work that it has asked for.
#[derive(Default)]
pub struct Session {
    pub state: AppState,
    pub work: VecDeque<Request>,
    asked: Vec<Question>,
}

impl Session {
    /// The first start: three samples, read and compared.
    fn with_samples() -> Self {
        let mut session = Self::default();
        session.send(Command::OpenSamples);
        session.work_off();
        session
    }

    /// These texts, pasted in this order, read and compared.
    pub fn with_texts(texts: &[&str]) -> Self {
        let mut session = Self::default();
        for text in texts {
            session.send(paste(text));
        }
        session.work_off();
        session
    }

    pub fn send(&mut self, command: Command) {
        let effects = self.state.update(command);
        self.note(effects);
    }

    fn receive(&mut self, outcome: Outcome) {
        let effects = self.state.apply(outcome);
        self.note(effects);
    }

    fn note(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Submit(request) => self.work.push_back(request),
                Effect::Ask(question) => self.asked.push(question),
                Effect::CancelJobs => self.work.clear(),
                _ => {}
            }
        }
    }

    /// Does what was asked for, first things first.
    pub fn work_off(&mut self) {
        while let Some(request) = self.work.pop_front() {
            self.receive(perform(request));
        }
    }

    pub fn ids(&self) -> Vec<ArticleId> {
        let articles = &self.state.document.project().articles;
        articles.iter().map(|article| article.id).collect()
    }

    pub fn notices(&self) -> Vec<&str> {
        self.state
            .notices
            .iter()
            .map(|notice| notice.text.as_str())
            .collect()
    }

    fn last_action(&self) -> Option<NoticeAction> {
        self.state.notices.iter().next_back()?.action.clone()
    }
}

fn paste(text: &str) -> Command {
    Command::Import(vec![ImportSource::Pasted(text.to_owned())])
}

/// What a worker would do.
fn perform(request: Request) -> Outcome {
    match request {
        Request::Import(source) => {
            let (path, result) = match source {
                ImportSource::File(path) => (Some(path.clone()), import::read_file(&path)),
                ImportSource::Pasted(text) => (None, import::from_pasted(&text)),
                ImportSource::Bytes(name, bytes) => {
                    let result = import::from_bytes(&bytes, name.as_deref());
                    (name.map(Into::into), result)
                }
            };
            Outcome::Imported(
                result
                    .map(Arc::new)
                    .map_err(|error| import::FailedImport { path, error }),
            )
        }
        Request::Analyse { article, settings } => Outcome::Analysed {
            article: article.id,
            revision: article.revision,
            result: Ok(Arc::new(analyse(&article, &settings))),
            settings,
        },
        Request::Compare { articles, filter } => {
            let pairs: Vec<_> = articles.iter().map(|(one, two)| (&**one, &**two)).collect();
            Outcome::Compared(Ok(Arc::new(compare(&pairs, filter))))
        }
        Request::Report(job) => Outcome::Reported {
            serial: job.serial,
            result: Ok(Arc::new(
                job.material
                    .exported(chrono::NaiveDate::default(), report::document),
            )),
        },
        Request::Agree(job) => {
            let codings: Vec<_> = job.articles.iter().map(CodedArticle::codings).collect();
            Outcome::Agreed {
                serial: job.serial,
                result: Ok(Arc::new(reliability(&codings))),
            }
        }
        Request::Export(job) => {
            let bytes = job
                .material
                .exported(chrono::NaiveDate::default(), |input| {
                    export(input, job.format)
                })
                .unwrap();
            let result = write_file(&job.path, &bytes, job.replace, &job.sources);
            Outcome::Exported { job, result }
        }
        Request::Complete(typed) => panic!("no flow asks to complete {typed:?}"),
        Request::Project(request) => panic!("no flow has a project file: {request:?}"),
    }
}

fn comparison_request(session: &Session) -> ExportRequest {
    ExportRequest {
        articles: session.state.session.columns.clone(),
        compare: true,
        format: ExportFormat::Markdown,
        byte_order_mark: false,
    }
}

#[test]
fn the_first_start_shows_three_samples_read_and_compared() {
    let session = Session::with_samples();
    assert_eq!(session.ids().len(), 3);
    assert!(session.state.document.project().is_sample);
    assert!(
        session
            .ids()
            .iter()
            .all(|id| session.state.analyses.get(*id).is_some())
    );
    assert!(matches!(session.state.analyses.comparison, Slot::Ready(_)));
    assert!(session.notices().is_empty());
}

#[test]
fn the_readers_first_article_replaces_the_samples_and_undo_brings_them_back() {
    let mut session = Session::with_samples();
    session.send(paste(REPORT));
    session.work_off();
    assert_eq!(session.ids().len(), 1);
    assert!(matches!(session.last_action(), Some(NoticeAction::Undo(_))));
    session.send(Command::Undo);
    session.work_off();
    assert_eq!(session.ids().len(), 3);
    assert!(
        session
            .ids()
            .iter()
            .all(|id| session.state.analyses.get(*id).is_some())
    );
    session.send(Command::Redo);
    session.work_off();
    assert_eq!(session.ids().len(), 1);
}

#[test]
fn the_same_text_opens_once() {
    let mut session = Session::with_texts(&[REPORT, REPORT]);
    assert_eq!(session.ids().len(), 1);
    assert!(
        session
            .notices()
            .iter()
            .any(|text| text.contains("already open"))
    );
    session.send(paste(COLUMN));
    session.work_off();
    assert_eq!(session.ids().len(), 2);
}

#[test]
fn another_choice_of_voices_keeps_the_old_comparison_until_the_new_one_is_there() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(Command::Filter(VoiceFilter::Outlet));
    let comparison = &session.state.analyses.comparison;
    assert!(comparison.is_running());
    assert_eq!(comparison.get().unwrap().filter, VoiceFilter::All);
    session.work_off();
    let comparison = &session.state.analyses.comparison;
    assert!(!comparison.is_running());
    assert_eq!(comparison.get().unwrap().filter, VoiceFilter::Outlet);
}

#[test]
fn a_comparison_for_an_earlier_choice_is_dropped() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(Command::Filter(VoiceFilter::Quoted));
    let late = session.work.pop_front().unwrap();
    session.send(Command::Filter(VoiceFilter::Outlet));
    session.receive(perform(late));
    assert!(session.state.analyses.comparison.is_running());
    session.work_off();
    let comparison = session.state.analyses.comparison.get().unwrap();
    assert_eq!(comparison.filter, VoiceFilter::Outlet);
}

fn strict() -> Settings {
    Settings {
        model: true,
        minimum_confidence: Confidence::from_fraction(0.6),
        devices_off: [Device::NameCalling].into(),
    }
}

#[test]
fn settings_show_less_at_once_and_all_again_without_another_analysis() {
    let mut session = Session::with_samples();
    let shown = |session: &Session, id| Arc::clone(session.state.analyses.get(id).unwrap());
    let complete: Vec<_> = session
        .ids()
        .iter()
        .map(|id| shown(&session, *id))
        .collect();
    session.send(Command::Settings(strict()));
    let analyses = session
        .work
        .iter()
        .filter(|request| matches!(request, Request::Analyse { .. }));
    assert_eq!(analyses.count(), 0);
    let mut left_out = 0;
    for (id, complete) in session.ids().into_iter().zip(&complete) {
        let fewer = shown(&session, id);
        assert_eq!(fewer.engine.settings, strict());
        left_out += complete.findings.len() - fewer.findings.len();
        assert!(fewer.findings.iter().all(|finding| strict().shows(finding)));
        for (index, (now, before)) in fewer.sentences.iter().zip(&complete.sentences).enumerate() {
            assert!(now.verdict.is_ok());
            assert_eq!(now.verdict, before.verdict);
            assert!(
                now.findings
                    .iter()
                    .all(|at| fewer.findings[*at].sentence == index)
            );
        }
        assert_eq!(
            fewer
                .sentences
                .iter()
                .map(|sentence| sentence.findings.len())
                .sum::<usize>(),
            fewer.findings.len()
        );
    }
    assert!(left_out > 0);
    session.work_off();
    session.send(Command::Settings(Settings::default()));
    for (id, complete) in session.ids().into_iter().zip(&complete) {
        assert_eq!(shown(&session, id), *complete, "all is shown again");
    }
}

#[test]
fn an_analysis_that_was_on_its_way_arrives_as_the_new_settings_show_it() {
    let mut session = Session::default();
    session.send(paste(COLUMN));
    let import = session.work.pop_front().unwrap();
    session.receive(perform(import));
    session.send(Command::Settings(strict()));
    session.work_off();
    let analysis = session.state.analyses.get(session.ids()[0]).unwrap();
    assert_eq!(analysis.engine.settings, strict());
    assert!(
        analysis
            .findings
            .iter()
            .all(|finding| strict().shows(finding))
    );
}

#[test]
fn a_selected_finding_that_is_hidden_leaves_its_sentence_selected() {
    let mut session = Session::with_samples();
    let (id, finding) = session
        .ids()
        .into_iter()
        .find_map(|id| {
            let analysis = session.state.analyses.get(id)?;
            let hidden = analysis
                .findings
                .iter()
                .find(|finding| !strict().shows(finding))?;
            Some((id, hidden.clone()))
        })
        .unwrap();
    session.send(Command::Reveal(Target::Finding(id, finding.key)));
    session.send(Command::Settings(strict()));
    let sentence = Target::Sentence(id, finding.sentence);
    assert_eq!(session.state.session.selection, Some(sentence));
}

#[test]
fn an_analysis_of_a_closed_article_is_dropped() {
    let mut session = Session::with_texts(&[REPORT]);
    session.send(paste(COLUMN));
    let import = session.work.pop_front().unwrap();
    session.receive(perform(import));
    let id = session.ids()[1];
    session.send(Command::CloseArticle(id));
    session.work_off();
    assert_eq!(session.ids().len(), 1);
    assert!(session.state.analyses.get(id).is_none());
}

#[test]
fn closing_an_article_lets_go_of_everything_that_points_at_it_and_undo_reads_it_again() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    let [kept, closed] = session.ids()[..] else {
        panic!("two articles")
    };
    session.send(Command::Reveal(Target::Sentence(closed, 0)));
    let passages = session.state.analyses.comparison.get().unwrap().rows[2]
        .cells
        .iter()
        .flat_map(|cell| cell.passages.clone())
        .collect();
    session.send(Command::OpenDialog(Dialog::Passages {
        title: "Reported".to_owned(),
        passages,
    }));
    session.send(Command::CloseArticle(closed));
    let view = &session.state.session;
    assert_eq!(view.article, Some(kept));
    assert_eq!(view.selection, None);
    assert_eq!(view.columns, [kept]);
    let Some(Dialog::Passages { passages, .. }) = &view.dialog else {
        panic!("the list stays open")
    };
    assert!(passages.iter().all(|passage| passage.article == kept));
    assert!(session.state.analyses.comparison.get().is_none());
    session.send(Command::Undo);
    session.work_off();
    assert_eq!(session.ids(), [kept, closed]);
    assert!(session.state.analyses.get(closed).is_some());
}

#[test]
fn an_export_asks_where_to_and_is_written_when_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.md");
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(Command::Export(comparison_request(&session)));
    let [Question::SaveExport { id, .. }] = session.asked[..] else {
        panic!("{:?}", session.asked)
    };
    assert!(session.work.is_empty());
    session.receive(Outcome::Answered(Answer::SavePath(id, Some(path.clone()))));
    session.work_off();
    assert!(std::fs::read_to_string(&path).unwrap().contains("Council"));
    assert_eq!(
        session.last_action(),
        Some(NoticeAction::ShowInFolder(path))
    );
}

#[test]
fn a_cancelled_question_exports_nothing() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(Command::Export(comparison_request(&session)));
    let [Question::SaveExport { id, .. }] = session.asked[..] else {
        panic!("{:?}", session.asked)
    };
    session.receive(Outcome::Answered(Answer::SavePath(id, None)));
    assert!(session.work.is_empty());
    assert_eq!(session.state.session.pending_export, None);
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_the_reader_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.md");
    std::fs::write(&path, "mine").unwrap();
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(Command::ExportTo {
        request: comparison_request(&session),
        path: path.clone(),
        replace: false,
    });
    session.work_off();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    let Some(NoticeAction::Replace(request, again)) = session.last_action() else {
        panic!("the message offers to replace it")
    };
    session.send(Command::ExportTo {
        request: *request,
        path: again,
        replace: true,
    });
    session.work_off();
    assert_ne!(std::fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn an_export_before_the_analysis_says_to_wait() {
    let mut session = Session::default();
    session.send(paste(REPORT));
    let import = session.work.pop_front().unwrap();
    session.receive(perform(import));
    session.send(Command::Export(ExportRequest {
        articles: session.ids(),
        compare: false,
        format: ExportFormat::Html,
        byte_order_mark: false,
    }));
    assert!(session.asked.is_empty());
    assert!(session.notices()[0].contains("still running"));
}

#[test]
fn a_comparison_of_one_article_is_not_exported() {
    let mut session = Session::with_texts(&[REPORT]);
    session.send(Command::Export(comparison_request(&session)));
    assert!(session.asked.is_empty());
    assert!(session.notices()[0].contains("at least two"));
}

#[test]
fn where_no_dialog_can_be_shown_the_window_asks_itself() {
    let mut session = Session::with_texts(&[REPORT]);
    session.send(Command::Open);
    let question = session.asked.remove(0);
    session.receive(Outcome::Answered(Answer::Unavailable(question.clone())));
    assert_eq!(
        session.state.session.dialog,
        Some(Dialog::PathField(question))
    );
}

#[test]
fn six_articles_fit_side_by_side_and_a_seventh_gets_a_sentence() {
    let texts: Vec<String> = (0..7)
        .map(|number| format!("Bridge number {number} closed\n\nThe bridge was closed on Monday."))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut session = Session::with_texts(&texts);
    assert_eq!(session.state.session.columns.len(), MAX_COLUMNS);
    let left_out = session.ids()[6];
    session.send(Command::ToggleColumn(left_out));
    assert_eq!(session.state.session.columns.len(), MAX_COLUMNS);
    assert!(session.notices()[0].contains("Take one out"));
    session.send(Command::ToggleColumn(session.ids()[0]));
    session.send(Command::ToggleColumn(left_out));
    session.work_off();
    assert!(session.state.session.columns.contains(&left_out));
    let comparison = session.state.analyses.comparison.get().unwrap();
    assert_eq!(comparison.articles, session.state.session.columns);
}

#[test]
fn one_bad_file_loses_none_of_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.txt");
    std::fs::write(&good, REPORT).unwrap();
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "").unwrap();
    let gone = folder.path().join("gone.txt");
    let mut session = Session::default();
    let files = [gone, good, empty].map(ImportSource::File).to_vec();
    session.send(Command::Import(files));
    assert_eq!(session.state.analyses.importing, 3);
    session.work_off();
    assert_eq!(session.state.analyses.importing, 0);
    assert_eq!(session.ids().len(), 1);
    let named: Vec<_> = session
        .state
        .notices
        .iter()
        .filter_map(|notice| notice.path.as_deref())
        .collect();
    assert_eq!(named, ["gone.txt", "empty.txt"]);
    assert!(session.notices().iter().all(|text| text.ends_with('.')));
}

#[test]
fn going_from_mark_to_mark_goes_through_the_framing_half_and_comes_round() {
    let mut session = Session::with_texts(&[COLUMN]);
    let id = session.ids()[0];
    let analysis = session.state.analyses.get(id).unwrap().clone();
    let passages = marked_passages(&analysis, VoiceFilter::All);
    let listed: Vec<Target> = passages
        .iter()
        .flat_map(|passage| passage.targets(&analysis))
        .collect();
    assert!(analysis.findings.len() > 1 && listed.len() >= analysis.findings.len());
    for target in listed.iter().chain(listed.first()) {
        session.send(Command::StepFinding(Step::Next));
        assert_eq!(session.state.session.selection, Some(*target));
    }
    session.send(Command::StepFinding(Step::Previous));
    assert_eq!(session.state.session.selection, listed.last().copied());
    session.send(Command::StepFinding(Step::Next));
    assert_eq!(session.state.session.selection, listed.first().copied());
}

#[test]
fn the_report_is_made_when_it_is_shown_and_again_only_when_something_in_it_changed() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    assert!(session.state.analyses.report.document.get().is_none());
    session.send(Command::Show(View::Report));
    assert!(matches!(session.work.back(), Some(Request::Report(_))));
    session.work_off();
    session.send(Command::Hover(None));
    session.send(Command::OpenDialog(Dialog::Find));
    assert!(session.work.is_empty());
    let before = Arc::clone(session.state.analyses.report.document.get().unwrap());
    session.send(Command::Filter(VoiceFilter::Quoted));
    let kept = session.state.analyses.report.document.get().unwrap();
    assert!(Arc::ptr_eq(kept, &before));
    session.work_off();
    let after = session.state.analyses.report.document.get().unwrap();
    assert!(after.subtitle.contains("Quoted"), "{}", after.subtitle);
}

#[test]
fn a_decision_and_an_own_mark_are_in_the_report_at_once() {
    let mut session = Session::with_texts(&[COLUMN]);
    session.send(Command::Show(View::Report));
    session.work_off();
    let id = session.ids()[0];
    let project = Arc::clone(session.state.document.project());
    let article = project.article(id).unwrap();
    let analysis = session.state.analyses.get(id).unwrap();
    let subject = Subject::finding(article, analysis, 0).unwrap();
    session.send(Command::Judge {
        article: id,
        subject,
        decision: Some(Decision::Disagree),
    });
    session.work_off();
    let printed = |session: &Session| {
        let document = session.state.analyses.report.document.get().unwrap();
        format!("{document:?}")
    };
    assert!(printed(&session).contains("1 reviewed: 1 disagreed · 0 own marks"));
    session.send(Command::Undo);
    session.work_off();
    assert!(!printed(&session).contains("reviewed"));
}

#[test]
fn a_report_that_was_overtaken_is_dropped() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(Command::Show(View::Report));
    let late = session.work.pop_back().unwrap();
    session.send(Command::Filter(VoiceFilter::Quoted));
    session.receive(perform(late));
    assert!(session.state.analyses.report.document.is_running());
    session.work_off();
    assert!(!session.state.analyses.report.document.is_running());
}

#[test]
fn giving_up_leaves_nothing_under_way() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    session.send(paste("Third text\n\nIt rained in Northfield all day."));
    let import = session.work.pop_front().unwrap();
    session.receive(perform(import));
    session.send(Command::Filter(VoiceFilter::Outlet));
    session.send(Command::CancelJobs);
    assert!(session.work.is_empty());
    let analyses = &session.state.analyses;
    assert_eq!((analyses.importing, analyses.running()), (0, 0));
    assert!(!analyses.comparison.is_running());
    let third = session.ids()[2];
    assert!(matches!(analyses.slot(third), Slot::Failed(_)));
    session.send(Command::Retry(third));
    session.work_off();
    assert!(session.state.analyses.get(third).is_some());
}

#[test]
fn a_title_can_be_changed_and_changed_back() {
    let mut session = Session::with_texts(&[REPORT]);
    let id = session.ids()[0];
    let title = |session: &Session| {
        session.state.document.project().articles[0]
            .title
            .text
            .clone()
    };
    let before = title(&session);
    session.send(Command::Rename(id, "  ".to_owned()));
    assert_eq!(title(&session), before);
    session.send(Command::Rename(id, "Tram".to_owned()));
    assert_eq!(title(&session), "Tram");
    session.send(Command::Undo);
    assert_eq!(title(&session), before);
}

#[test]
fn moving_an_article_moves_its_column() {
    let mut session = Session::with_texts(&[REPORT, COLUMN]);
    let [first, second] = session.ids()[..] else {
        panic!("two articles")
    };
    session.send(Command::MoveArticle(second, Step::Previous));
    session.work_off();
    assert_eq!(session.ids(), [second, first]);
    let comparison = session.state.analyses.comparison.get().unwrap();
    assert_eq!(comparison.articles, [second, first]);
    session.send(Command::MoveArticle(second, Step::Previous));
    assert_eq!(session.ids(), [second, first]);
}

#[test]
fn without_anything_open_every_command_is_harmless() {
    let mut session = Session::default();
    let nobody = ArticleId(7);
    for command in [
        Command::Undo,
        Command::Redo,
        Command::CloseArticle(nobody),
        Command::ShowArticle(nobody),
        Command::Reveal(Target::Sentence(nobody, 3)),
        Command::StepArticle(Step::Next),
        Command::StepFinding(Step::Next),
        Command::ToggleColumn(nobody),
        Command::Retry(nobody),
        Command::CompareAgain,
        Command::Show(View::Compare),
        Command::Show(View::Report),
        Command::Filter(VoiceFilter::Quoted),
        Command::CancelJobs,
        Command::Dismiss(99),
    ] {
        session.send(command);
    }
    session.work_off();
    assert!(session.ids().is_empty());
    assert!(!Path::new("comparison.html").exists());
}
