//! One file and another, whatever they are called.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

/// Whether two paths lead to one regular file: through `./`, symbolic or hard links.
///
/// Neither is opened on Unix: closing a file there would give free the locks that this program
/// holds on it.
#[cfg(unix)]
pub fn is_same(one: &Path, other: &Path) -> bool {
    let about = |path| std::fs::metadata(path).ok().filter(Metadata::is_file);
    match (about(one), about(other)) {
        (Some(one), Some(other)) => Identity::of_file(&one) == Identity::of_file(&other),
        _ => false,
    }
}

/// Whether two paths lead to one regular file: through `./`, symbolic or hard links.
#[cfg(not(unix))]
pub fn is_same(one: &Path, other: &Path) -> bool {
    let is_file = |path: &Path| path.metadata().is_ok_and(|about| about.is_file());
    is_file(one) && is_file(other) && same_file::is_same_file(one, other).unwrap_or(false)
}

/// Tells a file from another one that has taken its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity(u64, u64);

impl Identity {
    /// The identity of what a path leads to.
    ///
    /// # Errors
    /// Where nothing is there, or it may not be looked at.
    pub fn of(path: &Path) -> io::Result<Self> {
        std::fs::metadata(path).map(|about| Self::of_file(&about))
    }

    #[cfg(unix)]
    pub(super) fn of_file(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self(about.dev(), about.ino())
    }

    /// Elsewhere an open file cannot be taken away; only that there is one can be told.
    #[cfg(not(unix))]
    pub(super) fn of_file(about: &Metadata) -> Self {
        let made = about.created().ok();
        let since = made.and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
        Self(
            since.map_or(0, |since| since.as_secs()),
            since.map_or(0, |since| u64::from(since.subsec_nanos())),
        )
    }
}

/// What standard output goes to, where the system tells.
#[cfg(unix)]
pub(super) fn output() -> Option<Metadata> {
    use std::os::fd::AsFd as _;
    stream(io::stdout().as_fd())
}

/// What standard input comes from, where the system tells.
#[cfg(unix)]
pub(super) fn input() -> Option<Metadata> {
    use std::os::fd::AsFd as _;
    stream(io::stdin().as_fd())
}

#[cfg(unix)]
fn stream(stream: std::os::fd::BorrowedFd<'_>) -> Option<Metadata> {
    let file = File::from(stream.try_clone_to_owned().ok()?);
    file.metadata().ok()
}

#[cfg(not(unix))]
pub(super) fn output() -> Option<Metadata> {
    None
}

#[cfg(not(unix))]
pub(super) fn input() -> Option<Metadata> {
    None
}

/// Whether a file is a project, by its bytes and not by its name.
pub fn is_project(path: &Path) -> bool {
    let is_file = path.metadata().is_ok_and(|about| about.is_file());
    let mut head = [0; 72];
    let is_read = is_file
        && File::open(path)
            .and_then(|mut file| file.read_exact(&mut head))
            .is_ok();
    is_read && head.starts_with(b"SQLite format 3\0") && head[68..] == super::PROJECT
}
