//! The program stopped in the middle: `kill -9` at moments of chance, with the real binary.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::Utc;
use slantwise::cli::exercise;
use slantwise::jobs::{DocumentId, Outcome, ProjectOutcome};
use slantwise::model::Project;
use slantwise::state::{AppState, Command as Wish, NoticeAction};
use slantwise::store::{Access, Keeper, Opened, ProjectFile, examine, repair};

/// How often the program is killed; the long run sets more.
fn kills() -> u64 {
    let asked = std::env::var("SLANTWISE_KILLS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(40)
}

pub fn command(file: &Path, folder: &Path, seed: u64, changes: u64) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slantwise"));
    command
        .args(["project", "exercise"])
        .arg(file)
        .arg("--folder")
        .arg(folder)
        .args([
            "--seed",
            &seed.to_string(),
            "--changes",
            &changes.to_string(),
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub fn finished(file: &Path, folder: &Path, seed: u64, changes: u64) -> Output {
    command(file, folder, seed, changes).output().unwrap()
}

/// What the program says, line by line, with the time at which it said it.
pub fn lines(child: &mut Child) -> Receiver<(Instant, String, u64)> {
    let out = BufReader::new(child.stdout.take().unwrap());
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            // The last line may be cut off in the middle of its number: it is none then.
            let Some((what, number)) = line.split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse() else { continue };
            if sender
                .send((Instant::now(), what.to_owned(), number))
                .is_err()
            {
                return;
            }
        }
    });
    receiver
}

pub fn in_file(file: &Path) -> Arc<Project> {
    examine(file, true, "elsewhere", Utc::now())
        .unwrap()
        .project
}

/// Those in the bin are there too.
pub fn articles(project: &Project) -> usize {
    project.articles.len() + project.bin.len()
}

/// The state that a session begins with.
fn begun(project: &Arc<Project>, file: &Path) -> AppState {
    let mut state = AppState::default();
    state.update(Wish::OpenProject(file.to_owned()));
    let opened = Opened {
        project: Arc::clone(project),
        access: Access::Write,
        recovered: Vec::new(),
        left_out: Vec::new(),
        warnings: Vec::new(),
    };
    state.apply(Outcome::Project(ProjectOutcome::Opened {
        document: DocumentId(1),
        path: file.to_owned(),
        result: Ok(opened),
    }));
    state
}

/// How many things of the script are in the file; `None` where it holds no state of it. Of
/// two equal states the later one counts.
pub fn done(before: &Arc<Project>, file: &Path, seed: u64, made: u64) -> Option<u64> {
    let found = in_file(file);
    let mut state = begun(before, file);
    let mut last = (*state.document.project() == found).then_some(0);
    for number in 1..=made {
        exercise::step(&mut state, seed, number);
        if *state.document.project() == found {
            last = Some(number);
        }
    }
    last
}

/// Somebody on this computer.
fn keeper() -> Keeper {
    Keeper {
        host: gethostname::gethostname().to_string_lossy().into_owned(),
        process: std::process::id(),
        ..Keeper::default()
    }
}

pub fn folder() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tram.slantwise");
    let own = folder.path().join("own");
    (folder, file, own)
}

#[test]
fn killed_at_any_moment_nothing_that_was_saved_is_lost() {
    let (_folder, file, own) = folder();
    assert!(finished(&file, &own, 1, 0).status.success());
    let mut slowest = Duration::ZERO;
    let (mut saved_in_all, mut recovered) = (0, 0);
    for seed in 1..=kills() {
        let before = in_file(&file);
        let mut child = command(&file, &own, seed, 1_000_000).spawn().unwrap();
        let said = lines(&mut child);
        // From the first moment on, before it is even open.
        let life = Duration::from_millis(20 + seed * 7_919 % 400);
        std::thread::sleep(life);
        child.kill().unwrap();
        let end = Instant::now();
        child.wait().unwrap();
        let said: Vec<_> = said.iter().collect();
        let number = |kind: &str| {
            let of_kind = said.iter().filter(|(_, what, _)| what == kind);
            of_kind.map(|(_, _, number)| *number).max().unwrap_or(0)
        };
        let (made, saved) = (number("made"), number("saved"));
        // One more may have been made that nobody was told of.
        let kept = done(&before, &file, seed, made + 1)
            .unwrap_or_else(|| panic!("seed {seed}: the file holds no state of the script"));
        assert!(
            kept >= saved,
            "seed {seed}: {saved} were saved, {kept} are there"
        );
        let settled = said
            .iter()
            .filter(|(at, what, _)| what == "made" && end - *at > Duration::from_secs(2))
            .map(|(_, _, number)| *number)
            .max();
        assert!(
            kept >= settled.unwrap_or(0),
            "seed {seed}: older than two seconds"
        );
        // How long a change takes to be on the disk.
        for (at, what, number) in &said {
            let made_at = said
                .iter()
                .find(|(_, kind, made)| kind == "made" && made == number);
            if what == "saved"
                && let Some((made_at, _, _)) = made_at
            {
                slowest = slowest.max(*at - *made_at);
            }
        }
        let (opened_file, opened) = ProjectFile::open(&file, &keeper(), Utc::now()).unwrap();
        assert_eq!(opened.access, Access::Write, "a dead program holds no lock");
        assert!(opened.left_out.is_empty(), "{:?}", opened.left_out);
        recovered += usize::from(!opened.recovered.is_empty());
        drop(opened_file);
        saved_in_all += saved;
    }
    println!(
        "{} kills, {saved_in_all} changes saved before them, {recovered} recoveries said, a change was on the disk after {slowest:?} at most",
        kills()
    );
    assert!(
        saved_in_all > kills(),
        "hardly anything was saved: {saved_in_all}"
    );
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
    for entry in walk(&own.join("backups")) {
        examine(&entry, true, "elsewhere", Utc::now()).unwrap();
    }
}

/// Backups that have their names; one that was broken off has none.
pub fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else if path.extension().is_some_and(|ending| ending == "slantwise")
            && !entry.file_name().to_string_lossy().starts_with('.')
        {
            found.push(path);
        }
    }
    found
}

#[test]
fn killed_while_a_project_is_made_there_is_a_whole_one_or_none() {
    for round in 0..8 {
        let (_folder, file, own) = folder();
        let mut child = command(&file, &own, 1, 0).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 + round * 12));
        child.kill().unwrap();
        child.wait().unwrap();
        if file.exists() {
            assert!(articles(&in_file(&file)) >= 3);
        }
        for untitled in walk(&own.join("untitled")) {
            assert!(articles(&in_file(&untitled)) >= 3);
        }
        assert!(
            finished(&file, &own, 1, 3).status.success(),
            "it begins anew"
        );
    }
}

#[test]
fn no_message_of_the_walk_takes_back_what_it_is_not_about() {
    let mut state = AppState::default();
    exercise::first(&mut state);
    let (mut offered, mut outlived) = (0, 0);
    for number in 1..=1_500 {
        let before = Arc::clone(state.document.project());
        let known = state.document.history.last();
        exercise::step(&mut state, 11, number);
        let notices: Vec<_> = state.notices.iter().cloned().collect();
        for notice in &notices {
            let Some(NoticeAction::Undo(step)) = notice.action else {
                continue;
            };
            let mut pressed = state.clone();
            pressed.update(Wish::UndoStep(step));
            let now = state.document.project();
            if state.still_offered(notice).is_none() {
                assert_eq!(pressed.document.project(), now, "{number}: {}", notice.text);
                outlived += 1;
            } else if known < Some(step) {
                // The step has just been made.
                assert_eq!(
                    *pressed.document.project(),
                    before,
                    "{number}: {}",
                    notice.text
                );
                offered += 1;
            }
        }
    }
    assert!(
        offered > 50 && outlived > 500,
        "{offered} offered, {outlived} outlived"
    );
}

#[test]
fn the_script_is_the_same_every_time() {
    let (_folder, file, own) = folder();
    assert!(finished(&file, &own, 1, 0).status.success());
    let before = in_file(&file);
    let output = finished(&file, &own, 5, 60);
    assert!(output.status.success(), "{output:?}");
    assert!(done(&before, &file, 5, 60).is_some());
    assert_eq!(
        String::from_utf8(output.stdout).unwrap().lines().last(),
        Some("saved 60")
    );
    let log = examine(&file, true, "elsewhere", Utc::now()).unwrap().log;
    assert!(log.len() > 20, "{}", log.len());
}

fn slantwise(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn the_command_line_looks_into_checks_repairs_and_exports_a_project() {
    let (folder, file, own) = folder();
    assert!(finished(&file, &own, 6, 40).status.success());
    let path = file.to_str().unwrap();
    let (code, out, _) = slantwise(&["project", "info", path]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("name          tram") && out.contains("judgements"),
        "{out}"
    );
    let (code, out, _) = slantwise(&["project", "check", path]);
    assert_eq!((code, out.ends_with("whole.\n")), (Some(0), true));

    let project = in_file(&file);
    let (code, out, _) = slantwise(&["project", "export", path, "--with-text"]);
    assert_eq!(code, Some(0));
    let form: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(form["schema"], "slantwise.project/1");
    let articles = form["articles"].as_array().unwrap();
    assert_eq!(articles.len(), project.articles.len() + project.bin.len());
    let mut judgements = 0;
    for article in articles {
        let text = article["text"].as_str().unwrap();
        for judgement in article["judgements"].as_array().unwrap() {
            let number = |key: &str| usize::try_from(judgement[key].as_u64().unwrap()).unwrap();
            let (start, end) = (number("start"), number("end"));
            let words: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(judgement["quote"], words);
            judgements += 1;
        }
    }
    assert_eq!(judgements, project.judgements());
    let (_, out, _) = slantwise(&["project", "export", path]);
    assert!(
        !out.contains("\"text\": \"Report 0"),
        "a text is exported without being asked for"
    );

    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 5_000].fill(0x5a);
    let bad = folder.path().join("bad.slantwise");
    fs::write(&bad, bytes).unwrap();
    let (code, _, said) = slantwise(&["project", "check", bad.to_str().unwrap()]);
    assert_eq!(code, Some(3));
    assert!(
        said.contains("damaged") && said.contains("project repair"),
        "{said}"
    );
    let (code, out, _) = slantwise(&["project", "repair", bad.to_str().unwrap()]);
    assert!(matches!(code, Some(0 | 1)), "{code:?}");
    assert!(out.contains("bad-repaired.slantwise"), "{out}");
    let repaired = folder.path().join("bad-repaired.slantwise");
    assert!(!in_file(&repaired).articles.is_empty());
    let again = repair(&bad, &repaired, &Keeper::default(), Utc::now());
    assert!(again.is_err(), "a repaired file is not replaced");
}

#[test]
fn a_project_is_analysed_and_compared_like_its_articles() {
    let (_folder, file, own) = folder();
    assert!(finished(&file, &own, 6, 0).status.success());
    let path = file.to_str().unwrap();
    let (code, out, said) = slantwise(&["compare", path]);
    assert_eq!(code, Some(0), "{said}");
    let form: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(form["articles"].as_array().unwrap().len(), 3);
    let (code, out, _) = slantwise(&["analyze", path, "--format", "jsonl"]);
    assert_eq!((code, out.lines().count()), (Some(0), 3));
    let (code, _, said) = slantwise(&["compare", "alone.txt"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("two or more"), "{said}");
    let (code, out, _) = slantwise(&["project", "--help"]);
    assert_eq!(code, Some(0));
    assert!(!out.contains("exercise"), "{out}");
}
