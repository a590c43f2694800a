//! Sessions with a project: commands, undo, and the file behind them, with the real writer.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use slantwise::analysis::analyse;
use slantwise::import;
use slantwise::jobs::{Folders, ImportSource, Jobs, Outcome};
use slantwise::model::{
    Analysis, Article, Code, Confidence, Decision, Device, Expression, Layer, MarkId, Project,
    Settings, Subject,
};
use slantwise::state::{AppState, Clock, Command, Effect, NoteOn, Step};
use slantwise::store::{Access, ENDING, Keeper, ProjectFile, examine};
use slantwise::text::Span;

use super::support::{COLUMN, REPORT};

/// Articles with what the engine says of them.
static ARTICLES: LazyLock<Vec<(Arc<Article>, Arc<Analysis>)>> = LazyLock::new(|| {
    let corrected = REPORT.replace("31 to 14", "31 to 15");
    let late = format!("{COLUMN}\nA last line, \u{1f68b} and no more.\r\n");
    [REPORT, COLUMN, &corrected, &late]
        .into_iter()
        .map(|text| {
            let article = Arc::new(import::from_pasted(text).unwrap());
            let analysis = Arc::new(analyse(&article, &Settings::default()));
            (article, analysis)
        })
        .collect()
});

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_123).unwrap()
}

fn arrives(index: usize) -> Outcome {
    Outcome::Imported(Ok(Arc::clone(&ARTICLES[index % 4].0)))
}

fn is_analysed(index: usize) -> Outcome {
    let (article, analysis) = &ARTICLES[index % 4];
    Outcome::Analysed {
        article: article.id,
        revision: article.revision,
        settings: Settings::default().for_analysis(),
        result: Ok(Arc::clone(analysis)),
    }
}

/// What a person might ask for next, by numbers. Nothing where it makes no sense.
fn command(project: &Project, step: (u8, usize, usize)) -> Option<Command> {
    let (kind, one, other) = step;
    let open = project.articles.len();
    let article = (open > 0).then(|| project.articles[one % open].id);
    let known = article.and_then(|id| ARTICLES.iter().find(|(known, _)| known.id == id));
    let subject = known.and_then(|(article, analysis)| {
        if other % 2 == 0 {
            Subject::finding(article, analysis, other % analysis.findings.len().max(1))
        } else {
            Subject::sentence(article, analysis, other % analysis.sentences.len())
        }
    });
    let mark = article
        .and_then(|id| project.coding(id))
        .and_then(|coding| coding.marks.keys().next().copied());
    let decision = Decision::ALL.get(other % 4).copied();
    let text = "word ".repeat(other % 3);
    let layer = Layer::ALL.get(other % 4).copied();
    Some(match kind % 25 {
        0..4 => Command::Judge {
            article: article?,
            subject: subject?,
            decision,
        },
        4 => Command::Note(NoteOn::Answer(article?, Box::new(subject?)), text),
        5 => Command::Note(NoteOn::Article(article?), text),
        6 => Command::Note(NoteOn::Project, text),
        7 | 8 => Command::AddMark {
            article: article?,
            span: Span::new(other * 3, other * 3 + 9),
            code: [
                Code::Layer(Layer::Framing),
                Code::Device(Device::ScareQuotes),
            ][other % 2],
        },
        9 => Command::RemoveMark(article?, mark?),
        10 => Command::RestoreMark(article?, MarkId(0)),
        11 => Command::CloseArticle(article?),
        12 => Command::RestoreArticle(project.bin.first()?.id),
        13 => Command::Revise {
            article: article?,
            corrected: project.articles[other % open].id,
        },
        14 => Command::Rename(article?, format!("Title {other}")),
        15 => Command::MoveArticle(article?, Step::Next),
        16 => Command::Settings(Settings {
            minimum_confidence: Confidence::from_fraction([0.0, 0.4, 0.6][other % 3]),
            ..Settings::default()
        }),
        17 => Command::CodeFirst(other % 3 > 0),
        18 => Command::FinishCoding(article?),
        19 | 20 => Command::CodeSentence(article?, other % 7, layer),
        21 => Command::PlaceMark {
            article: article?,
            mark: mark?,
            span: Span::new(other * 2, other * 2 + 12),
        },
        22 => Command::ForgetJudgement(
            article?,
            *project.coding(article?)?.judgements.keys().next()?,
        ),
        23 => Command::Recode(article?, mark?, Code::Device(Device::ALL[other % 35])),
        _ => Command::Silence(
            Expression::new(Device::Label, &format!("word {other}")),
            one % 2 == 0,
        ),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_commands_followed_by_as_many_undos_leave_everything_as_it_was(
        steps in prop::collection::vec((any::<u8>(), 0_usize..20, 0_usize..60), 1..60),
    ) {
        let mut state = AppState::default();
        for index in 0..3 {
            state.apply(arrives(index));
            state.apply(is_analysed(index));
        }
        state.update(Command::Settings(Settings { minimum_confidence: Confidence::from_fraction(0.1), ..Settings::default() }));
        let mut states = vec![Arc::clone(state.document.project())];
        for (count, step) in steps.into_iter().enumerate() {
            // Typing that goes on is one step: here nobody types that fast.
            let pause = TimeDelta::minutes(i64::try_from(count).unwrap());
            state.clock = Clock::Fixed(now() + pause);
            if step.0 % 26 == 25 {
                state.apply(arrives(step.1));
                state.apply(is_analysed(step.1));
            } else if let Some(command) = command(state.document.project(), step) {
                state.update(command);
            }
            if *state.document.project() != *states.last().unwrap() {
                states.push(Arc::clone(state.document.project()));
            }
        }
        let settings = state.session.preferences.settings.clone();
        for expected in states.iter().rev().skip(1) {
            prop_assert!(state.document.history.undo_label().is_some());
            state.update(Command::Undo);
            prop_assert_eq!(state.document.project(), expected);
        }
        for expected in states.iter().skip(1) {
            state.update(Command::Redo);
            prop_assert_eq!(state.document.project(), expected);
        }
        prop_assert_eq!(state.document.history.redo_label(), None);
        prop_assert_eq!(&state.session.preferences.settings, &settings);
    }
}

/// A state with workers behind it, and folders of its own.
pub struct Desk {
    pub state: AppState,
    jobs: Jobs,
}

impl Desk {
    pub fn new(folder: &Path) -> Self {
        let jobs = Jobs::start(|| {}).unwrap();
        jobs.keep_projects(Some(Folders {
            untitled: folder.join("untitled"),
            backups: folder.join("backups"),
        }));
        let mut state = AppState::default();
        state.session.keeps_untitled = true;
        "Ada".clone_into(&mut state.session.reader);
        Self { state, jobs }
    }

    pub fn send(&mut self, command: Command) {
        let effects = self.state.update(command);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Submit(request) => {
                    self.jobs.submit(request);
                }
                Effect::CancelJobs => self.jobs.cancel_all(),
                _ => {}
            }
        }
    }

    /// Takes in what arrives until something is true.
    pub fn until(&mut self, what: &str, is_true: impl Fn(&AppState) -> bool) {
        let started = Instant::now();
        while !is_true(&self.state) {
            for outcome in self.jobs.drain() {
                let effects = self.state.apply(outcome);
                self.carry_out(effects);
            }
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "waited in vain until {what}: {:?}",
                self.notices()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    pub fn saved(&mut self) {
        self.until("it is saved", |state| state.document.is_saved());
    }

    pub fn paste(&mut self, text: &str) {
        let source = ImportSource::Pasted(text.to_owned());
        self.send(Command::Import(vec![source]));
        self.until("it is there", |state| state.analyses.importing == 0);
    }

    /// Disagrees with the first finding of the first article.
    pub fn disagree(&mut self) {
        let article = Arc::clone(&self.state.document.project().articles[0]);
        let analysis = analyse(&article, &Settings::default());
        let subject = Subject::sentence(&article, &analysis, 1).unwrap();
        self.send(Command::Judge {
            article: article.id,
            subject,
            decision: Some(Decision::Disagree),
        });
    }

    pub fn path(&self) -> PathBuf {
        self.state.document.place.path.clone().unwrap()
    }

    pub fn notices(&self) -> Vec<String> {
        let notices = self.state.notices.iter();
        notices.map(|notice| notice.text.clone()).collect()
    }
}

pub fn in_file(path: &Path) -> Arc<Project> {
    examine(path, true, "elsewhere", now()).unwrap().project
}

pub fn projects_in(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .collect();
    found.sort();
    found
}

#[test]
fn every_change_is_on_the_disk_at_once_without_being_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.paste(COLUMN);
    desk.saved();
    let started = Instant::now();
    desk.disagree();
    desk.saved();
    assert!(started.elapsed() < Duration::from_secs(2));
    let path = desk.path();
    assert!(desk.state.document.place.is_untitled);
    assert_eq!(in_file(&path), *desk.state.document.project());
    assert_eq!(in_file(&path).judgements(), 1);
    desk.send(Command::Undo);
    desk.saved();
    assert_eq!(in_file(&path).judgements(), 0);
    let log = examine(&path, true, "elsewhere", now()).unwrap().log;
    let done: Vec<_> = log.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(done.len(), 3);
    assert!(done[0].starts_with("Open “"), "{done:?}");
    assert!(done[1].starts_with("Disagree with “"), "{done:?}");
    assert_eq!(done[2], format!("Undo: {}", done[1]));
    assert!(log.iter().all(|entry| entry.by == "Ada"));
}

#[test]
fn the_untitled_project_is_there_again_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.send(Command::Resume);
    desk.until("the samples are there", |state| {
        state.document.project().is_sample
    });
    desk.paste(COLUMN);
    desk.disagree();
    let project = Arc::clone(desk.state.document.project());
    // Nobody waits for it to be saved: ending the program does.
    drop(desk);
    let mut again = Desk::new(folder.path());
    again.send(Command::Resume);
    again.until("it is there", |state| {
        state.document.project().judgements() == 1
    });
    assert_eq!(*again.state.document.project(), project);
    assert!(again.state.document.place.is_untitled);
    assert_eq!(again.state.session.article, Some(project.articles[0].id));
    again.until("it is analysed", |state| state.analyses.running() == 0);
    // A third window begins anew instead of fighting over the same file.
    let mut third = Desk::new(folder.path());
    third.send(Command::Resume);
    third.until("the samples are there", |state| {
        state.document.project().is_sample
    });
}

#[test]
fn samples_that_nobody_touched_are_no_project() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.send(Command::Resume);
    desk.until("the samples are there", |state| {
        state.document.project().is_sample && state.analyses.running() == 0
    });
    drop(desk);
    assert!(projects_in(&folder.path().join("untitled")).is_empty());
}

#[test]
fn a_project_with_a_name_leaves_the_untitled_and_others_can_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.paste(COLUMN);
    desk.saved();
    let named = folder.path().join("tram");
    desk.send(Command::SaveProjectTo {
        path: named.clone(),
        replace: false,
    });
    let named = named.with_extension(ENDING);
    desk.until("it has its place", |state| {
        state.document.place.path.as_ref() == Some(&named) && state.document.is_saved()
    });
    assert!(projects_in(&folder.path().join("untitled")).is_empty());
    assert_eq!(desk.state.document.project().name, "tram");
    desk.disagree();
    desk.saved();
    let first = Arc::clone(desk.state.document.project());
    desk.send(Command::NewProject);
    assert!(desk.state.document.project().articles.is_empty());
    assert_eq!(desk.state.document.history.undo_label(), None);
    desk.paste(REPORT);
    desk.saved();
    assert_eq!(
        in_file(&named),
        first,
        "the second one is written elsewhere"
    );
    // A project opens like an article.
    desk.send(Command::Import(vec![ImportSource::File(named.clone())]));
    desk.until("the first is back", |state| {
        state.document.project().name == "tram"
    });
    assert_eq!(*desk.state.document.project(), first);
    desk.disagree();
    let article = first.articles[0].id;
    desk.send(Command::Note(
        NoteOn::Article(article),
        "Look again".to_owned(),
    ));
    desk.saved();
    assert_eq!(in_file(&named), *desk.state.document.project());
    // Before the first change of an older project there is a backup of it.
    let backups = slantwise::store::backup::list(
        &folder.path().join("backups"),
        &std::fs::canonicalize(&named).unwrap(),
    );
    assert_eq!(backups.len(), 1);
    assert_eq!(in_file(&backups[0]), first);
}

#[test]
fn the_second_window_is_told_and_may_save_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Desk::new(folder.path());
    first.paste(COLUMN);
    first.saved();
    let path = first.path();
    let mut second = Desk::new(&folder.path().join("other"));
    second.send(Command::OpenProject(path.clone()));
    second.until("it is open", |state| {
        !state.document.project().articles.is_empty()
    });
    let notices = second.notices();
    assert!(
        notices.iter().any(|text| text.contains("for reading only")),
        "{notices:?}"
    );
    second.disagree();
    let copy = folder.path().join("copy.slantwise");
    second.send(Command::SaveProjectTo {
        path: copy.clone(),
        replace: false,
    });
    second.until("it has its place", |state| {
        state.document.place.path.as_ref() == Some(&copy) && state.document.is_saved()
    });
    assert_eq!(in_file(&copy).judgements(), 1);
    assert_eq!(in_file(&path).judgements(), 0);
}

#[cfg(unix)]
#[test]
fn work_on_a_vanished_drive_is_kept_elsewhere_and_saved_when_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.paste(COLUMN);
    let drive = folder.path().join("drive");
    std::fs::create_dir(&drive).unwrap();
    let path = drive.join("tram.slantwise");
    desk.send(Command::SaveProjectTo {
        path: path.clone(),
        replace: false,
    });
    desk.until("it has its place", |state| {
        state.document.place.path.as_ref() == Some(&path) && state.document.is_saved()
    });
    let gone = folder.path().join("gone");
    std::fs::rename(&drive, &gone).unwrap();
    desk.disagree();
    desk.until("it is said", |state| state.document.place.problem.is_some());
    let copies = projects_in(&folder.path().join("untitled"));
    assert_eq!(copies.len(), 1, "{:?}", desk.notices());
    assert_eq!(in_file(&copies[0]).judgements(), 1);
    let article = desk.state.document.project().articles[0].id;
    desk.send(Command::Note(
        NoteOn::Article(article),
        "Meanwhile".to_owned(),
    ));
    std::fs::rename(&gone, &drive).unwrap();
    desk.until("it is saved again", |state| state.document.is_saved());
    assert_eq!(in_file(&path), *desk.state.document.project());
    assert!(projects_in(&folder.path().join("untitled")).is_empty());
    assert!(
        desk.notices()
            .iter()
            .any(|text| text.contains("saved again"))
    );
}

#[test]
fn a_project_that_cannot_be_opened_leaves_the_open_one_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.paste(COLUMN);
    desk.saved();
    let before = desk.path();
    let broken = folder.path().join("broken.slantwise");
    std::fs::write(&broken, "no project").unwrap();
    desk.send(Command::OpenProject(broken));
    desk.until("it is said", |state| !state.notices.is_empty());
    assert!(desk.notices()[0].contains("not a Slantwise project"));
    desk.disagree();
    desk.saved();
    assert_eq!(desk.path(), before);
    assert_eq!(in_file(&before).judgements(), 1);
}

#[test]
fn a_save_as_over_another_file_asks_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.paste(COLUMN);
    desk.saved();
    let mine = folder.path().join("mine.slantwise");
    std::fs::write(&mine, "mine").unwrap();
    let replace = |replace| Command::SaveProjectTo {
        path: mine.clone(),
        replace,
    };
    desk.send(replace(false));
    desk.until("it asks", |state| !state.notices.is_empty());
    assert_eq!(std::fs::read_to_string(&mine).unwrap(), "mine");
    desk.send(replace(true));
    desk.until("it is replaced", |state| {
        state.document.place.path.as_ref() == Some(&mine)
    });
    desk.saved();
    assert_eq!(in_file(&mine), *desk.state.document.project());
}

#[test]
fn undo_goes_to_the_article_that_it_changes() {
    let mut state = AppState::default();
    for index in 0..2 {
        state.apply(arrives(index));
    }
    let ids: Vec<_> = ARTICLES[..2]
        .iter()
        .map(|(article, _)| article.id)
        .collect();
    state.update(Command::ShowArticle(ids[0]));
    let (article, analysis) = &ARTICLES[0];
    state.update(Command::Judge {
        article: ids[0],
        subject: Subject::sentence(article, analysis, 2).unwrap(),
        decision: Some(Decision::Agree),
    });
    state.update(Command::ShowArticle(ids[1]));
    state.update(Command::Undo);
    assert_eq!(state.session.article, Some(ids[0]));
    assert_eq!(state.document.project().judgements(), 0);
}

#[test]
fn a_judgement_is_changed_in_place_also_when_the_text_around_it_was_corrected() {
    let mut state = AppState::default();
    for index in [0, 2] {
        state.apply(arrives(index));
    }
    let (article, analysis) = &ARTICLES[0];
    let (corrected, corrected_analysis) = &ARTICLES[2];
    let at = |text: &str, analysis: &Analysis| {
        let found = |sentence: &slantwise::model::Sentence| {
            sentence.span.of(text).starts_with("Construction is")
        };
        analysis.sentences.iter().position(found).unwrap()
    };
    let first = Subject::sentence(article, analysis, at(&article.text, analysis)).unwrap();
    state.update(Command::Judge {
        article: article.id,
        subject: first.clone(),
        decision: Some(Decision::Agree),
    });
    state.update(Command::Revise {
        article: article.id,
        corrected: corrected.id,
    });
    let index = at(&corrected.text, corrected_analysis);
    let second = Subject::sentence(corrected, corrected_analysis, index).unwrap();
    assert_ne!(
        first.key(),
        second.key(),
        "the words before it have changed"
    );
    state.update(Command::Judge {
        article: article.id,
        subject: second.clone(),
        decision: Some(Decision::Unsure),
    });
    let coding = state.document.project().coding(article.id).unwrap();
    let judgements: Vec<_> = coding.judgements.values().collect();
    assert_eq!(judgements.len(), 1);
    assert_eq!(judgements[0].subject, second);
    assert_eq!(judgements[0].decision, Some(Decision::Unsure));
    // Taken back without a note, nothing is left.
    state.update(Command::Judge {
        article: article.id,
        subject: second,
        decision: None,
    });
    assert_eq!(state.document.project().judgements(), 0);
}

#[test]
fn typing_a_note_is_one_step() {
    let mut state = AppState::default();
    state.clock = Clock::Fixed(now());
    for end in 1..="A note".len() {
        state.update(Command::Note(NoteOn::Project, "A note"[..end].to_owned()));
    }
    let note = state.document.project().note.clone();
    assert_eq!(note.unwrap().text, "A note");
    state.update(Command::Undo);
    assert_eq!(state.document.project().note, None);
    assert_eq!(state.document.history.undo_label(), None);
}

#[test]
fn closed_articles_wait_in_the_bin_with_what_was_said() {
    let mut state = AppState::default();
    state.apply(arrives(0));
    let (article, analysis) = &ARTICLES[0];
    state.update(Command::Judge {
        article: article.id,
        subject: Subject::sentence(article, analysis, 2).unwrap(),
        decision: Some(Decision::Agree),
    });
    state.update(Command::CloseArticle(article.id));
    assert_eq!(state.document.project().bin.len(), 1);
    // Opening the same file again takes it out of the bin.
    state.apply(arrives(0));
    assert_eq!(state.document.project().bin.len(), 0);
    assert_eq!(state.document.project().judgements(), 1);
    state.update(Command::CloseArticle(article.id));
    state.update(Command::DiscardArticle(article.id));
    assert_eq!(state.document.project().judgements(), 0);
    state.update(Command::Undo);
    assert_eq!(state.document.project().judgements(), 1);
}

#[test]
fn keepers_of_one_computer_share_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    desk.paste(COLUMN);
    desk.saved();
    let keeper = Keeper {
        host: "elsewhere".to_owned(),
        ..Keeper::default()
    };
    let (file, opened) = ProjectFile::open(&desk.path(), &keeper, now()).unwrap();
    assert!(matches!(opened.access, Access::Read(_)));
    drop(file);
    let path = desk.path();
    drop(desk);
    let names: Vec<_> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 1, "at rest a project is one file: {names:?}");
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::symlink_metadata(path)
        .unwrap()
        .permissions()
        .mode()
        & 0o777
}

/// Everything in a folder, and what lies deeper; no link is followed.
#[cfg(unix)]
fn all_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(all_in(&entry.path()));
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found
}

#[cfg(unix)]
#[test]
fn what_lies_in_the_data_folder_is_its_owners_alone_and_elsewhere_the_mask_counts() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (data, elsewhere) = (folder.path().join("data"), folder.path().join("mine"));
    // What an older version left, and a link that leads out of the folder.
    let old = [data.join("untitled"), data.join("backups/tram-1")];
    let plain = elsewhere.join("plain.txt");
    let open_to = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    std::fs::create_dir_all(&elsewhere).unwrap();
    std::fs::write(&plain, "mine").unwrap();
    let masked = mode(&plain);
    for folder in &old {
        std::fs::create_dir_all(folder).unwrap();
        open_to(folder, 0o755);
        let left = folder.join("left.slantwise-journal");
        std::fs::write(&left, "old").unwrap();
        open_to(&left, 0o644);
        std::os::unix::fs::symlink(&plain, folder.join("link")).unwrap();
    }
    open_to(&data.join("backups"), 0o755);
    let its_owners_alone = |least: usize| {
        let all: Vec<_> = old
            .iter()
            .chain([&data.join("backups")])
            .flat_map(|folder| all_in(folder))
            .collect();
        assert!(all.len() >= least, "{all:?}");
        for path in all {
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), expected, "{}", path.display());
        }
    };
    let mut desk = Desk::new(&data);
    desk.paste(REPORT);
    desk.disagree();
    desk.saved();
    let untitled = desk.path();
    assert!(untitled.starts_with(std::fs::canonicalize(&data).unwrap()));
    assert!(
        untitled.with_extension("slantwise.lock").exists(),
        "it is open"
    );
    its_owners_alone(7);

    let named = elsewhere.join("tram.slantwise");
    desk.send(Command::SaveProjectTo {
        path: named.clone(),
        replace: false,
    });
    desk.until("it has its place", |state| {
        state.document.place.path.as_ref() == Some(&named)
    });
    assert_eq!(mode(&named), masked);
    assert_eq!(
        mode(&named.with_extension("slantwise.lock")),
        masked | 0o600
    );
    drop(desk);
    let mut desk = Desk::new(&data);
    desk.send(Command::OpenProject(named.clone()));
    desk.until("it is open", |state| state.document.place.path.is_some());
    desk.paste(COLUMN);
    desk.saved();
    drop(desk);
    // The backup of a project that lies elsewhere is in the data folder.
    assert_eq!(
        all_in(&data.join("backups")).len(),
        5,
        "{:?}",
        all_in(&data)
    );
    its_owners_alone(7);
    assert_eq!((mode(&named), mode(&plain)), (masked, masked));
}
