//! Reading a project wherever it lies and whatever lies beside it: nothing is written there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::{DateTime, TimeDelta, Utc};
use slantwise::state::{Command as Wish, NoticeAction};
use slantwise::store::{Access, Holder, ProjectFile, examine};

use super::outputs::contents;
use super::projects::Desk;
use super::store::{article, closed, fixtures, keeper, names, now, open, sample};

const LOOKS: [&[&str]; 4] = [
    &["project", "info"],
    &["project", "check"],
    &["project", "export"],
    &["analyze", "--rules-only"],
];

fn command(arguments: &[&str], path: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slantwise"));
    command.args(arguments).arg(path);
    command
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A project as it lies there when a program was killed in the middle of a change: the pages
/// before the change are in the journal, and the file already has new ones.
fn broken_off(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .execute_batch(
            "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; \
             UPDATE article SET text = text || text || text || text; DELETE FROM judgement;",
        )
        .unwrap();
    let journal = beside(path, "-journal");
    let (half, journal_then) = (fs::read(path).unwrap(), fs::read(&journal).unwrap());
    connection.execute_batch("ROLLBACK").unwrap();
    drop(connection);
    fs::write(path, half).unwrap();
    fs::write(&journal, journal_then).unwrap();
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// What may lie beside a project, and the name that is said of it.
fn strays(path: &Path) -> Vec<(&'static str, Option<&'static str>)> {
    let other = closed(&std::sync::Arc::new(slantwise::model::Project {
        articles: (20..40).map(article).collect(),
        ..slantwise::model::Project::default()
    }));
    broken_off(&other.1);
    fs::copy(beside(&other.1, "-journal"), beside(path, ".of-another")).unwrap();
    vec![
        ("none", None),
        ("killed", None),
        ("junk", Some("-journal")),
        ("another", Some("-journal")),
        ("log", Some("-wal")),
        ("logged", None),
    ]
}

/// Puts it there.
fn put(path: &Path, what: &str) {
    match what {
        "none" => {}
        "killed" => broken_off(path),
        "junk" => fs::write(beside(path, "-journal"), "Dear diary, it rained.").unwrap(),
        "another" => {
            fs::copy(beside(path, ".of-another"), beside(path, "-journal")).unwrap();
        }
        "log" => fs::write(beside(path, "-wal"), "Dear diary, it rained.").unwrap(),
        "logged" => {
            let connection = rusqlite::Connection::open(path).unwrap();
            let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| {
                row.get::<_, String>(0)
            });
            assert_eq!(mode.unwrap(), "wal");
        }
        other => panic!("{other}"),
    }
}

#[test]
fn whatever_lies_beside_a_project_a_look_shows_it_and_changes_nothing() {
    let project = sample();
    let (folder, path) = closed(&project);
    let plain = command(&["project", "export"], &path)
        .output()
        .unwrap()
        .stdout;
    for (what, name) in strays(&path) {
        let other = folder.path().join(format!("{what}.slantwise"));
        fs::copy(&path, &other).unwrap();
        fs::copy(beside(&path, ".of-another"), beside(&other, ".of-another")).unwrap();
        put(&other, what);
        let before = contents(folder.path());
        for arguments in LOOKS {
            let output = command(arguments, &other)
                .env("TMPDIR", "/no/such/folder")
                .output()
                .unwrap();
            let said = said(&output);
            assert_eq!(
                output.status.code(),
                Some(0),
                "{what} {arguments:?}: {said}"
            );
            match name {
                Some(ending) => assert!(
                    said.contains(&format!("{what}.slantwise{ending} lies beside it")),
                    "{what} {arguments:?}: {said}"
                ),
                None => assert_eq!(said, "", "{what} {arguments:?}"),
            }
            if arguments == ["project", "export"] {
                assert!(output.stdout == plain, "{what} shows something else");
            }
            assert!(
                contents(folder.path()) == before,
                "{what}: {:?}",
                names(folder.path())
            );
        }
    }
}

#[test]
fn whoever_opens_a_project_beside_a_strangers_journal_reads_it_and_leaves_that() {
    let project = sample();
    let (folder, path) = closed(&project);
    for (what, name) in strays(&path) {
        let other = folder.path().join(format!("{what}.slantwise"));
        fs::copy(&path, &other).unwrap();
        fs::copy(beside(&path, ".of-another"), beside(&other, ".of-another")).unwrap();
        put(&other, what);
        let stray = name.map(|ending| {
            (
                beside(&other, ending),
                fs::read(beside(&other, ending)).unwrap(),
            )
        });
        let (file, opened) = open(&other);
        assert_eq!(opened.project, project, "{what}");
        match (&opened.access, &stray) {
            (Access::Write, None) => {}
            (Access::Read(why), Some((stray, _))) => {
                let name = stray.file_name().unwrap().to_string_lossy().into_owned();
                assert!(why.contains(&name) && why.contains("Move it away"), "{why}");
            }
            other => panic!("{what}: {other:?}"),
        }
        drop(file);
        if let Some((stray, bytes)) = stray {
            assert_eq!(fs::read(stray).unwrap(), bytes, "{what}");
        }
        // Nor is a project saved where a stranger's file would be played into it.
        if what == "junk" || what == "log" {
            fs::remove_file(&other).unwrap();
            let error = ProjectFile::create(&other, &project, &keeper(), &[], now()).unwrap_err();
            assert!(error.to_string().contains("lies beside it"), "{error}");
            assert!(!other.exists());
        }
    }
}

#[cfg(unix)]
#[test]
fn in_a_folder_that_may_not_be_written_every_look_works() {
    use std::os::unix::fs::PermissionsExt as _;
    let rights =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let project = sample();
    let (folder, path) = closed(&project);
    for (what, _) in strays(&path) {
        let other = folder.path().join(format!("{what}.slantwise"));
        fs::copy(&path, &other).unwrap();
        fs::copy(beside(&path, ".of-another"), beside(&other, ".of-another")).unwrap();
        put(&other, what);
    }
    let old = folder.path().join("old.slantwise");
    fs::copy(fixtures().join("v1.slantwise"), &old).unwrap();
    for name in names(folder.path()) {
        rights(&folder.path().join(name), 0o444);
    }
    rights(folder.path(), 0o555);
    let mut faults = Vec::new();
    for what in ["none", "killed", "junk", "another", "log", "logged", "old"] {
        let file = folder.path().join(format!("{what}.slantwise"));
        for arguments in LOOKS {
            let mut command = command(arguments, &file);
            command.env("TMPDIR", "/no/such/folder");
            match super::places::humbly(&mut command).output() {
                Ok(output) if output.status.code() == Some(0) => {}
                Ok(output) => faults.push(format!("{what} {arguments:?}: {}", said(&output))),
                Err(_) => super::places::skipped(
                    "a program without this user’s rights cannot be started here",
                ),
            }
        }
    }
    let secret = folder.path().join("none.slantwise");
    rights(&secret, 0o000);
    let output = super::places::humbly(&mut command(&["project", "info"], &secret)).output();
    rights(folder.path(), 0o755);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    if let Ok(output) = output {
        let said = said(&output);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("you may not read it"), "{said}");
        assert!(
            !said.contains("saved") && !said.contains("window"),
            "{said}"
        );
    }
}

fn holder(renewed: DateTime<Utc>) -> Holder {
    Holder {
        user: "bea".to_owned(),
        host: "south".to_owned(),
        process: 4,
        since: renewed,
        renewed,
    }
}

fn claim(path: &Path, holder: &Holder) {
    let text = serde_json::to_string(holder).unwrap();
    fs::write(beside(path, ".lock"), text).unwrap();
}

#[test]
fn a_lock_of_another_computer_is_shown_and_can_be_taken_over() {
    let days = TimeDelta::days(400);
    for renewed in [Utc::now(), Utc::now() + days] {
        let (folder, path) = closed(&sample());
        claim(&path, &holder(renewed));
        let output = command(&["project", "info"], &path).output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.contains("bea has it open on south since"), "{shown}");
        assert_eq!(
            shown.contains("ahead of this one"),
            renewed > Utc::now() + TimeDelta::days(1)
        );
        // A look needs no lock.
        let mut desk = Desk::new(folder.path());
        desk.send(Wish::OpenProject(path.clone()));
        desk.until("it is open", |state| state.document.place.path.is_some());
        assert!(desk.state.document.place.read_only.is_some());
        let notice = desk.state.notices.iter().last().unwrap().clone();
        assert!(
            notice.text.contains("bea has it open on south since"),
            "{}",
            notice.text
        );
        let Some(NoticeAction::TakeOver(place)) = notice.action else {
            panic!("it cannot be taken over: {notice:?}");
        };
        desk.send(Wish::TakeOver(place.clone()));
        desk.until("it may be written", |state| {
            state.document.place.read_only.is_none() && state.document.place.path.is_some()
        });
        desk.send(Wish::NameProject("Another name".to_owned()));
        desk.saved();
        assert_eq!(
            examine(&path, true, "north", Utc::now())
                .unwrap()
                .project
                .name,
            "Another name"
        );
        // The button is void once it is open here.
        desk.send(Wish::TakeOver(place));
        assert!(desk.notices().pop().unwrap().contains("any more"));
        drop(desk);
        assert!(!beside(&path, ".lock").exists());
    }
}

#[test]
fn whoever_was_taken_over_saves_no_more() {
    let (_folder, path) = closed(&sample());
    let (mut file, opened) = open(&path);
    // What the other computer writes into the lock file.
    claim(&path, &holder(now()));
    let mut project = slantwise::model::Project::clone(&opened.project);
    project.name = "Another name".to_owned();
    let refused = file.save(&project.into(), &[], None, now()).unwrap_err();
    assert!(
        refused.to_string().contains("bea has it open on south"),
        "{refused}"
    );
    drop(file);
    assert!(beside(&path, ".lock").exists(), "the lock is theirs");
    let (_, again) = open(&path);
    assert!(
        matches!(again.access, Access::Claimed(_)),
        "{:?}",
        again.access
    );
    assert_eq!(again.project, opened.project);
}
