//! Places that fail: a full disk, a folder that may not be written, a drive that goes away and
//! comes back. All with the real binary; what this computer does not allow is skipped aloud.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::killing::{articles, command, done, finished, folder, in_file, lines, walk};

#[expect(clippy::print_stdout, reason = "who runs the tests is to see it")]
/// Said where a test cannot be made here.
pub fn skipped(why: &str) {
    println!("SKIPPED: {why}");
}

/// What a child said, as it says it.
struct Said {
    lines: Receiver<(Instant, String, u64)>,
    /// All of it so far.
    all: Vec<(Instant, String, u64)>,
}

impl Said {
    fn of(child: &mut Child) -> Self {
        Self {
            lines: lines(child),
            all: Vec::new(),
        }
    }

    /// Waits until this was said of at least this number; says of which.
    fn until(&mut self, what: &str, least: u64) -> u64 {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(30));
            let line = line.unwrap_or_else(|_| panic!("waited in vain for “{what} {least}”"));
            let found = (line.1 == what && line.2 >= least).then_some(line.2);
            self.all.push(line);
            if let Some(number) = found {
                return number;
            }
        }
    }

    /// The last number that this was said of before then.
    fn last(&mut self, what: &str, before: Instant) -> u64 {
        self.all.extend(self.lines.try_iter());
        let said = self.all.iter();
        said.filter(|(at, kind, _)| kind == what && *at < before)
            .map(|(_, _, number)| *number)
            .max()
            .unwrap_or(0)
    }
}

/// A child without the rights that a test may run with.
#[cfg(unix)]
pub fn humbly(command: &mut Command) -> &mut Command {
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::process::CommandExt as _;
    let own = fs::metadata("/proc/self").map(|about| about.uid());
    if own.is_ok_and(|user| user == 0) {
        command.uid(65_534);
    }
    command
}

#[cfg(unix)]
#[test]
fn in_a_folder_that_may_not_be_written_a_project_is_read_and_that_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, file, own) = folder();
    assert!(finished(&file, &own, 1, 5).status.success());
    let before = fs::read(&file).unwrap();
    let rights =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    rights(&file, 0o444);
    rights(folder.path(), 0o555);
    let elsewhere = tempfile::tempdir().unwrap();
    rights(elsewhere.path(), 0o777);
    let output = humbly(&mut command(&file, elsewhere.path(), 2, 5)).output();
    rights(folder.path(), 0o755);
    let Ok(output) = output else {
        return skipped("a program without this user’s rights cannot be started here");
    };
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("may not be written") || said.contains("may not be read"),
        "{said}"
    );
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_goes_away_is_said_and_a_copy_is_kept() {
    let (folder, _, own) = folder();
    let drive = folder.path().join("drive");
    fs::create_dir(&drive).unwrap();
    let file = drive.join("tram.slantwise");
    assert!(finished(&file, &own, 1, 0).status.success());
    let mut child = command(&file, &own, 3, 1_000_000)
        .args(["--pause", "5"])
        .spawn()
        .unwrap();
    let said = lines(&mut child);
    let (_, what, _) = said.recv_timeout(Duration::from_mins(1)).unwrap();
    assert_eq!(what, "open");
    fs::rename(&drive, folder.path().join("unplugged")).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        words.contains("no longer there") && words.contains("A copy is kept in"),
        "{words}"
    );
    let copies = walk(&own.join("untitled"));
    assert_eq!(copies.len(), 1);
    assert!(articles(&in_file(&copies[0])) >= 3);
    let unplugged = folder.path().join("unplugged/tram.slantwise");
    assert!(articles(&in_file(&unplugged)) >= 3);
}

#[cfg(target_os = "linux")]
#[test]
fn when_no_more_may_be_written_that_is_said_and_what_was_saved_stays() {
    let (_folder, file, own) = folder();
    assert!(finished(&file, &own, 1, 0).status.success());
    let before = in_file(&file);
    let size = fs::metadata(&file).unwrap().len();
    // A file may not grow beyond this: what a quota does, and nearly what a full disk does.
    let blocks = (size + 60_000) / 1_024;
    let script = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" project exercise \"$1\" --folder \"$2\" --seed 4 --changes 100000"
    );
    let mut limited = Command::new("bash");
    limited
        .args(["-c", &script, env!("CARGO_BIN_EXE_slantwise")])
        .args([&file, &own]);
    let output = limited.output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("work is kept"), "{words}");
    let out = String::from_utf8(output.stdout).unwrap();
    let number = |kind: &str| {
        let of_kind = out.lines().filter_map(|line| line.strip_prefix(kind));
        of_kind
            .filter_map(|rest| rest.trim().parse().ok())
            .max()
            .unwrap_or(0_u64)
    };
    let kept = done(&before, &file, 4, number("made") + 1).unwrap();
    assert!(kept >= number("saved"));
}

/// A mount that goes when this is dropped.
#[cfg(target_os = "linux")]
struct Mount<'p>(&'p Path);

#[cfg(target_os = "linux")]
impl<'p> Mount<'p> {
    /// `None` where this is not allowed here.
    fn new(place: &'p Path, arguments: &[&str]) -> Option<Self> {
        fs::create_dir_all(place).unwrap();
        let mut mount = Command::new("mount");
        let output = mount.args(arguments).arg(place).output().ok()?;
        output.status.success().then_some(Self(place))
    }

    fn remount(&self, options: &str) {
        let mut mount = Command::new("mount");
        let status = mount.args(["-o", options]).arg(self.0).status().unwrap();
        assert!(status.success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mount<'_> {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(self.0).status().ok();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_work_goes_on_in_a_copy_and_is_saved_when_there_is_room() {
    let (folder, _, own) = folder();
    let drive = folder.path().join("drive");
    let Some(disk) = Mount::new(&drive, &["-t", "tmpfs", "-o", "size=400k", "tmpfs"]) else {
        return skipped("no disk of its own can be mounted here");
    };
    let file = drive.join("tram.slantwise");
    assert!(finished(&file, &own, 1, 0).status.success());
    let before = in_file(&file);
    let begin = || {
        let mut child = command(&file, &own, 7, 1_000_000)
            .args(["--pause", "3", "--patient"])
            .spawn()
            .unwrap();
        let said = Said::of(&mut child);
        (child, said)
    };
    // Killed while the disk is full: what was saved is there, and the rest in the copy.
    let (mut child, mut said) = begin();
    let full = said.until("troubled", 1);
    // Whatever was made until then has its two seconds, also on a busy machine.
    std::thread::sleep(Duration::from_secs(2));
    said.until("made", full + 50);
    child.kill().unwrap();
    let end = Instant::now();
    child.wait().unwrap();
    let made = said.last("made", end);
    let kept = done(&before, &file, 7, made + 1).expect("the file holds a state of the script");
    assert!(kept >= said.last("saved", end));
    let copies = walk(&own.join("untitled"));
    assert_eq!(copies.len(), 1, "{copies:?}");
    let rescued = done(&before, &copies[0], 7, made + 1).expect("and so does the copy");
    let settled = said.last("made", end.checked_sub(Duration::from_secs(2)).unwrap());
    assert!(rescued >= settled.max(full), "{rescued} of {settled}");
    fs::remove_file(&copies[0]).unwrap();
    // With room again, everything is in the file and the copy is gone.
    let before = in_file(&file);
    let (mut child, mut said) = begin();
    let full = said.until("troubled", 1);
    disk.remount("remount,size=16m");
    let saved = said.until("saved", full);
    child.kill().unwrap();
    let end = Instant::now();
    child.wait().unwrap();
    let made = said.last("made", end);
    assert!(done(&before, &file, 7, made + 1).unwrap() >= saved);
    assert_eq!(
        walk(&own.join("untitled")),
        Vec::<std::path::PathBuf>::new()
    );
}

#[cfg(target_os = "linux")]
#[test]
fn from_a_disk_that_may_only_be_read_a_project_is_read_and_that_is_said() {
    let (folder, _, own) = folder();
    let drive = folder.path().join("drive");
    let Some(disk) = Mount::new(&drive, &["-t", "tmpfs", "-o", "size=4m", "tmpfs"]) else {
        return skipped("no disk of its own can be mounted here");
    };
    let file = drive.join("tram.slantwise");
    assert!(finished(&file, &own, 1, 0).status.success());
    disk.remount("remount,ro");
    let before = fs::read(&file).unwrap();
    let output = finished(&file, &own, 2, 5);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("may not be written"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), before);
    assert!(articles(&in_file(&file)) >= 3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_drive_that_goes_away_and_comes_back_has_everything_in_the_end() {
    let (folder, _, own) = folder();
    let (store, drive) = (folder.path().join("store"), folder.path().join("drive"));
    fs::create_dir(&store).unwrap();
    let plug = ["--bind", store.to_str().unwrap()];
    let Some(plugged) = Mount::new(&drive, &plug) else {
        return skipped("no folder can be mounted here");
    };
    let file = drive.join("tram.slantwise");
    assert!(finished(&file, &own, 1, 0).status.success());
    let before = in_file(&file);
    let mut child = command(&file, &own, 9, 1_000_000)
        .args(["--pause", "3", "--patient"])
        .spawn()
        .unwrap();
    let mut said = Said::of(&mut child);
    said.until("saved", 20);
    drop(plugged);
    let gone = said.until("troubled", 1);
    said.until("made", gone + 20);
    assert_eq!(
        walk(&own.join("untitled")).len(),
        1,
        "a copy is kept meanwhile"
    );
    let again = Mount::new(&drive, &plug).unwrap();
    let saved = said.until("saved", gone + 20);
    child.kill().unwrap();
    let end = Instant::now();
    child.wait().unwrap();
    let made = said.last("made", end);
    assert!(done(&before, &file, 9, made + 1).unwrap() >= saved);
    drop(again);
}
