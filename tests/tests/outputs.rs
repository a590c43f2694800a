//! Where results go: never over what they are made from, whole or not at all, and nothing is
//! left when the program is stopped. With the real binary.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use slantwise::export::ExportFormat;
use slantwise::jobs::ImportSource;
use slantwise::state::{Command as Wish, ExportRequest};
use slantwise::store::ProjectFile;

use super::projects::Desk;
use super::store::{closed, keeper, names, now, sample};
use super::support::{COLUMN, REPORT};

/// A folder with two articles and a project.
fn folder() -> tempfile::TempDir {
    let (folder, _) = closed(&sample());
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("b.txt"), COLUMN).unwrap();
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slantwise"));
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn slantwise(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Everything in a folder, with its bytes.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).unwrap();
        (name, bytes)
    };
    names(folder).into_iter().map(read).collect()
}

#[test]
fn an_output_that_is_an_input_or_a_project_is_refused_whatever_it_is_called() {
    let folder = folder();
    let place = |name: &str| folder.path().join(name);
    fs::hard_link(place("b.txt"), place("hard.txt")).unwrap();
    // A project is told by its bytes.
    fs::copy(place("tram.slantwise"), place("other.json")).unwrap();
    let mut arguments = vec![
        ["analyze", "tram.slantwise", "-o", "tram.slantwise"].to_vec(),
        ["compare", "a.txt", "b.txt", "-o", "b.txt"].to_vec(),
        ["compare", "a.txt", "b.txt", "-o", "./b.txt"].to_vec(),
        ["compare", "a.txt", "b.txt", "-o", "hard.txt"].to_vec(),
        ["analyze", "a.txt", "-o", "other.json"].to_vec(),
        ["analyze", "a.txt", "-o", "tram.slantwise"].to_vec(),
        [
            "analyze",
            "a.txt",
            "-f",
            "jsonl",
            "-o",
            "tram.slantwise-journal",
        ]
        .to_vec(),
        [
            "project",
            "export",
            "tram.slantwise",
            "-o",
            "tram.slantwise",
        ]
        .to_vec(),
        ["project", "export", "tram.slantwise", "-o", "other.json"].to_vec(),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("b.txt", place("soft.txt")).unwrap();
        std::os::unix::fs::symlink("tram.slantwise", place("soft.json")).unwrap();
        arguments.push(["compare", "a.txt", "b.txt", "-o", "soft.txt"].to_vec());
        arguments.push(["compare", "a.txt", "soft.txt", "-o", "b.txt"].to_vec());
        arguments.push(["analyze", "a.txt", "-o", "soft.json"].to_vec());
    }
    // Also while somebody has it open.
    let (open, _) = ProjectFile::open(&place("tram.slantwise"), &keeper(), now()).unwrap();
    let before = contents(folder.path());
    for arguments in arguments {
        for force in [&[][..], &["--force"]] {
            let output = slantwise(folder.path(), &[&arguments[..], force].concat());
            let said = said(&output);
            assert_eq!(code(&output), 3, "{arguments:?}: {said}");
            let is_named = said.contains("made from") || said.contains("is a Slantwise project");
            assert!(
                is_named && said.contains("choose another name"),
                "{arguments:?}: {said}"
            );
            assert_eq!(contents(folder.path()), before, "{arguments:?}");
        }
    }
    drop(open);
}

#[cfg(unix)]
#[test]
fn standard_input_and_output_are_files_too() {
    let folder = folder();
    let path = folder.path().join("a.txt");
    let run = |arguments: &[&str], input: bool, output: bool| {
        let mut command = command(folder.path(), arguments);
        if input {
            command.stdin(fs::File::open(&path).unwrap());
        }
        if output {
            command.stdout(fs::OpenOptions::new().append(true).open(&path).unwrap());
        }
        command.output().unwrap()
    };
    for (arguments, input, output) in [
        (&["analyze", "-", "-o", "a.txt", "--force"][..], true, false),
        (&["analyze", "a.txt"], false, true),
        (&["analyze", "a.txt", "-f", "jsonl"], false, true),
        (&["analyze", "-"], true, true),
        (&["label"], true, true),
        (&["eval", "a.txt"], false, true),
        (&["analyze", "a.txt", "-o", "/dev/stdout"], false, true),
    ] {
        let output = run(arguments, input, output);
        assert_eq!(code(&output), 3, "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains("would be lost"), "{}", said(&output));
        assert_eq!(fs::read_to_string(&path).unwrap(), REPORT, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_device_a_fifo_and_the_file_of_standard_output_are_written_into_without_force() {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let folder = folder();
    let export =
        |place: &str| ["project", "export", "tram.slantwise", "-o", place].map(str::to_owned);
    let plain = slantwise(folder.path(), &["project", "export", "tram.slantwise"]).stdout;
    assert!(plain.len() > 1_000);
    // A device.
    let null = fs::metadata("/dev/null").unwrap();
    let output = slantwise(
        folder.path(),
        &export("/dev/null").each_ref().map(|one| &**one),
    );
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(fs::metadata("/dev/null").unwrap().ino(), null.ino());
    if Path::new("/dev/full").exists() {
        let output = slantwise(
            folder.path(),
            &export("/dev/full").each_ref().map(|one| &**one),
        );
        assert_eq!(code(&output), 3);
        assert!(said(&output).contains("no space left"), "{}", said(&output));
    }
    // A FIFO, read by somebody.
    let fifo = folder.path().join("fifo");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    let reader = Command::new("cat")
        .arg(&fifo)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = slantwise(folder.path(), &export("fifo").each_ref().map(|one| &**one));
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(reader.wait_with_output().unwrap().stdout, plain);
    assert!(fifo.symlink_metadata().unwrap().file_type().is_fifo());
    // The file that standard output goes to, under any of its names.
    let out = folder.path().join("out.json");
    for name in ["/dev/stdout", "out.json", "/proc/self/fd/1"] {
        if name.starts_with("/proc") && !Path::new("/proc/self/fd").exists() {
            continue;
        }
        let file = fs::File::create(&out).unwrap();
        let identity = file.metadata().unwrap().ino();
        let output = command(folder.path(), &export(name).each_ref().map(|one| &**one))
            .stdout(file)
            .output()
            .unwrap();
        assert_eq!(code(&output), 0, "{name}: {}", said(&output));
        assert_eq!(fs::read(&out).unwrap(), plain, "{name}");
        assert_eq!(
            fs::metadata(&out).unwrap().ino(),
            identity,
            "{name} was replaced"
        );
    }
    // A stream that nobody reads ends it quietly.
    let output = slantwise(
        folder.path(),
        &export("/dev/stdout").each_ref().map(|one| &**one),
    );
    assert_eq!(output.stdout, plain);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_leads_the_output_to_its_place_and_stays() {
    let folder = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("kept.json");
    std::os::unix::fs::symlink(&target, folder.path().join("link.json")).unwrap();
    let export = ["project", "export", "tram.slantwise", "-o", "link.json"];
    let first = slantwise(folder.path(), &export);
    assert_eq!(code(&first), 0, "{}", said(&first));
    let written = fs::read(&target).unwrap();
    assert!(folder.path().join("link.json").is_symlink());
    let second = slantwise(folder.path(), &export);
    assert_eq!(code(&second), 3);
    assert!(said(&second).contains("--force"), "{}", said(&second));
    fs::write(&target, "old").unwrap();
    let third = slantwise(folder.path(), &[&export[..], &["--force"]].concat());
    assert_eq!(code(&third), 0, "{}", said(&third));
    assert_eq!(fs::read(&target).unwrap(), written);
    assert!(folder.path().join("link.json").is_symlink());
    assert_eq!(names(elsewhere.path()), ["kept.json"]);
}

/// A program that may write no file larger than this: what a quota does, and nearly what a full
/// disk does. Either it is told so, or it is killed in the middle of writing.
#[cfg(target_os = "linux")]
fn limited(folder: &Path, arguments: &[&str], kilobytes: u32, is_killed: bool) -> Output {
    let trap = if is_killed { "" } else { "trap '' XFSZ; " };
    let script = format!("{trap}ulimit -c 0; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
    let mut command = Command::new("bash");
    command
        .current_dir(folder)
        .args(["-c", &script, env!("CARGO_BIN_EXE_slantwise")])
        .args(arguments);
    command.output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_or_a_kill_in_the_middle_of_writing_leaves_no_temporary_file() {
    let folder = folder();
    let before = contents(folder.path());
    for arguments in [
        &[
            "project",
            "export",
            "tram.slantwise",
            "--with-text",
            "-o",
            "out.json",
        ][..],
        &[
            "analyze",
            "a.txt",
            "b.txt",
            "--rules-only",
            "-o",
            "out.json",
        ],
        &[
            "compare",
            "a.txt",
            "b.txt",
            "--rules-only",
            "-o",
            "out.html",
        ],
    ] {
        let full = limited(folder.path(), arguments, 4, false);
        assert_eq!(code(&full), 3, "{arguments:?}: {}", said(&full));
        assert!(
            said(&full).contains("Nothing was changed"),
            "{}",
            said(&full)
        );
        assert!(
            contents(folder.path()) == before,
            "{:?}",
            names(folder.path())
        );
        let killed = limited(folder.path(), arguments, 4, true);
        assert_eq!(killed.status.code(), None, "{arguments:?} was to be killed");
        assert!(
            contents(folder.path()) == before,
            "{:?}",
            names(folder.path())
        );
    }
    // Over a file that is there, too.
    fs::write(folder.path().join("out.json"), "old").unwrap();
    let before = contents(folder.path());
    let replace = [
        "project",
        "export",
        "tram.slantwise",
        "-o",
        "out.json",
        "--force",
    ];
    let killed = limited(folder.path(), &replace, 4, true);
    assert_eq!(killed.status.code(), None, "it was to be killed");
    assert!(
        contents(folder.path()) == before,
        "{:?}",
        names(folder.path())
    );
    assert_eq!(code(&slantwise(folder.path(), &replace)), 0);
    assert_eq!(
        names(folder.path()),
        ["a.txt", "b.txt", "out.json", "tram.slantwise"]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn an_export_that_is_killed_at_any_moment_leaves_the_whole_of_it_or_nothing() {
    let folder = folder();
    let export = [
        "project",
        "export",
        "tram.slantwise",
        "--with-text",
        "-o",
        "out.json",
        "--force",
    ];
    let started = std::time::Instant::now();
    assert_eq!(code(&slantwise(folder.path(), &export)), 0);
    let whole = fs::read(folder.path().join("out.json")).unwrap();
    let lasts = started.elapsed();
    let (mut broken_off, mut at_the_instant) = (0, 0);
    for round in 0..40_u32 {
        fs::write(folder.path().join("out.json"), "old").unwrap();
        let mut child = command(folder.path(), &export).spawn().unwrap();
        std::thread::sleep(lasts * round / 36);
        child.kill().unwrap();
        child.wait().unwrap();
        let there = fs::read(folder.path().join("out.json")).unwrap();
        assert!(there == whole || there == b"old", "round {round}");
        broken_off += u32::from(there == b"old");
        let files = ["a.txt", "b.txt", "out.json", "tram.slantwise"];
        if there == b"old" && names(folder.path()).len() == files.len() + 1 {
            // Killed between giving the whole file a name and that of the old one, for which no
            // single call exists: the next export takes it away.
            assert_eq!(code(&slantwise(folder.path(), &export)), 0);
            at_the_instant += 1;
        }
        assert_eq!(names(folder.path()), files, "round {round}");
    }
    assert!(at_the_instant <= 4, "{at_the_instant} of 40");
    assert!(broken_off > 0, "none was killed before its end");
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_repair_left_is_taken_away_by_the_next() {
    let folder = folder();
    let repair = ["project", "repair", "tram.slantwise", "-o", "new.slantwise"];
    let killed = limited(folder.path(), &repair, 20, true);
    assert_eq!(killed.status.code(), None, "it was to be killed");
    assert!(!folder.path().join("new.slantwise").exists());
    let output = slantwise(folder.path(), &repair);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(
        names(folder.path()),
        ["a.txt", "b.txt", "new.slantwise", "tram.slantwise"]
    );
    // A full disk is said in words of the command line.
    let full = [
        "project",
        "repair",
        "tram.slantwise",
        "-o",
        "more.slantwise",
    ];
    let output = limited(folder.path(), &full, 20, false);
    assert_eq!(code(&output), 3);
    assert!(!said(&output).contains("window"), "{}", said(&output));
    assert_eq!(
        names(folder.path()),
        ["a.txt", "b.txt", "new.slantwise", "tram.slantwise"]
    );
}

#[test]
fn what_the_command_line_says_speaks_of_the_command_line() {
    let folder = folder();
    fs::write(folder.path().join("none.slantwise"), "no project").unwrap();
    fs::write(folder.path().join("a.pdf"), "%PDF-1.7").unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    for arguments in [
        &["project", "info", "gone.slantwise"][..],
        &["project", "info", "none.slantwise"],
        &["project", "check", "."],
        &["project", "export", "gone.slantwise"],
        &[
            "project",
            "export",
            "tram.slantwise",
            "-o",
            "no/such/folder.json",
        ],
        &[
            "project",
            "repair",
            "tram.slantwise",
            "-o",
            "no/such/new.slantwise",
        ],
        &["project", "repair", "tram.slantwise", "-o", "a.txt"],
        &[
            "analyze",
            "gone.slantwise",
            "none.slantwise",
            "a.pdf",
            "empty.txt",
            "gone.txt",
            ".",
        ],
    ] {
        let output = slantwise(folder.path(), arguments);
        let said = said(&output);
        assert_eq!(code(&output), 3, "{arguments:?}: {said}");
        for word in ["window", "paste", "click", "open it again", "Your work"] {
            assert!(!said.contains(word), "{arguments:?}: {said}");
        }
    }
}

#[test]
fn the_windows_export_goes_over_no_article_and_no_project() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::write(place("a.txt"), REPORT).unwrap();
    let mut desk = Desk::new(folder.path());
    desk.send(Wish::Import(vec![ImportSource::File(place("a.txt"))]));
    desk.until("it is analysed", |state| {
        state.analyses.importing == 0
            && state.analyses.running() == 0
            && !state.document.project().articles.is_empty()
    });
    let save = |path, replace| Wish::SaveProjectTo { path, replace };
    desk.send(save(place("tram.slantwise"), false));
    let own = place("tram.slantwise");
    desk.until("it has a name", |state| {
        state.document.place.path.as_ref() == Some(&own) && state.document.is_saved()
    });
    let (_other_folder, other) = closed(&sample());
    fs::copy(&other, place("other.html")).unwrap();
    fs::hard_link(place("a.txt"), place("hard.html")).unwrap();
    let ids = super::support::ids(&desk.state);
    for name in ["a.txt", "hard.html", "tram.slantwise", "other.html"] {
        let before = fs::read(place(name)).unwrap();
        let count = desk.notices().len();
        desk.send(Wish::ExportTo {
            request: ExportRequest {
                articles: ids.clone(),
                compare: false,
                format: ExportFormat::Html,
                byte_order_mark: false,
            },
            path: place(name),
            replace: true,
        });
        desk.until("it is refused", |state| {
            state.notices.iter().count() > count
        });
        let said = desk.notices().pop().unwrap();
        assert!(said.contains("Nothing was written"), "{name}: {said}");
        assert!(desk.state.notices.iter().last().unwrap().action.is_none());
        assert_eq!(fs::read(place(name)).unwrap(), before, "{name}");
    }
    // Nor does the project itself go over an article.
    let count = desk.notices().len();
    desk.send(save(place("a.txt"), true));
    desk.until("it is refused", |state| {
        state.notices.iter().count() > count
    });
    assert!(desk.notices().pop().unwrap().contains("file of an article"));
    assert_eq!(fs::read_to_string(place("a.txt")).unwrap(), REPORT);
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_goes_into_a_project_is_refused() {
    let folder = folder();
    let project = folder.path().join("tram.slantwise");
    let before = fs::read(&project).unwrap();
    let held = fs::OpenOptions::new()
        .read(true)
        .append(true)
        .open(&project)
        .unwrap();
    let output = command(folder.path(), &["analyze", "a.txt", "--rules-only"])
        .stdout(held)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("goes into a project"));
    assert!(fs::read(&project).unwrap() == before);
}

#[test]
fn a_dash_is_standard_output() {
    let folder = folder();
    let before = names(folder.path());
    for arguments in [
        &["analyze", "a.txt", "--rules-only", "-o", "-"][..],
        &["project", "export", "tram.slantwise", "-o", "-"],
    ] {
        let output = slantwise(folder.path(), arguments);
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert!(output.stdout.starts_with(b"{"), "{arguments:?}");
        assert_eq!(names(folder.path()), before);
    }
}

#[test]
fn a_damaged_project_is_no_place_for_a_result_either() {
    let folder = folder();
    let project = folder.path().join("tram.slantwise");
    let mut bytes = fs::read(&project).unwrap();
    bytes[3] ^= 1;
    fs::write(&project, &bytes).unwrap();
    let to_it = [
        "analyze",
        "a.txt",
        "--rules-only",
        "--format",
        "json",
        "--force",
    ];
    let output = slantwise(
        folder.path(),
        &[&to_it[..], &["-o", "tram.slantwise"]].concat(),
    );
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(fs::read(&project).unwrap() == bytes);
}

#[cfg(unix)]
#[test]
fn a_journal_is_known_whatever_letters_its_project_has() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder();
    let named = |ending: &[u8]| {
        let name = [b"tr\xffm.slantwise", ending].concat();
        folder.path().join(std::ffi::OsStr::from_bytes(&name))
    };
    fs::rename(folder.path().join("tram.slantwise"), named(b"")).unwrap();
    fs::write(named(b"-journal"), "kept").unwrap();
    let output = command(
        folder.path(),
        &["analyze", "a.txt", "--rules-only", "--format", "json"],
    )
    .args(["--force", "-o"])
    .arg(named(b"-journal"))
    .output()
    .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert_eq!(fs::read(named(b"-journal")).unwrap(), b"kept");
}
