//! Where a result may go: never over what it was made from, never over a project.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use super::{Identity, folder_of, identity, is_project, is_same};

/// Where bytes go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A regular file, there or not, at the end of all symbolic links: written whole or not at
    /// all.
    File(PathBuf),
    /// A device, a FIFO, or a file that is held open for this program: written into as it is.
    Stream(PathBuf),
    /// What standard output goes to.
    Output,
}

/// Why nothing is written there.
#[derive(Debug)]
pub enum Refusal {
    /// A file is there and may not be replaced.
    Exists,
    /// It is one of the files that the result is made from.
    Source,
    /// It is a project, or belongs to one.
    Project,
    /// It is a folder.
    Folder,
    /// The system says why.
    Io(io::Error),
}

/// Links that are followed at most, as the system does.
const LINKS: usize = 40;

impl Destination {
    /// Where `path` leads, once it is certain that nothing is lost there. A `-` among the
    /// sources is standard input. Nothing is created or changed.
    ///
    /// # Errors
    /// Says why not; a project and a source are refused also where `replace` is set.
    pub fn of(path: &Path, replace: bool, sources: &[PathBuf]) -> Result<Self, Refusal> {
        let found = Self::find(path).map_err(Refusal::Io)?;
        let place = match &found {
            Self::File(place) | Self::Stream(place) => place,
            Self::Output => path,
        };
        if sources.iter().any(|source| is_source(place, source)) {
            return Err(Refusal::Source);
        }
        if is_project(place) || is_damaged_project(place) || is_part_of_project(place) {
            return Err(Refusal::Project);
        }
        match &found {
            Self::File(place) if place.is_dir() => Err(Refusal::Folder),
            Self::File(place) if !replace && place.exists() => Err(Refusal::Exists),
            _ => Ok(found),
        }
    }

    /// The file at the end of all symbolic links, there or not.
    ///
    /// # Errors
    /// Where they go in a circle.
    pub fn followed(path: &Path) -> io::Result<PathBuf> {
        match Self::find(path)? {
            Self::File(place) | Self::Stream(place) => Ok(place),
            Self::Output => Ok(path.to_owned()),
        }
    }

    fn find(path: &Path) -> io::Result<Self> {
        let output = identity::output().map(|about| Identity::of_file(&about));
        if output.is_some() && output == Identity::of(path).ok() {
            return Ok(Self::Output);
        }
        let mut place = path.to_owned();
        for _ in 0..LINKS {
            if is_descriptor(&place) {
                return Ok(Self::Stream(place));
            }
            match std::fs::read_link(&place) {
                Ok(target) => place = folder_of(&place).join(target),
                Err(_no_link) => {
                    let is_stream = std::fs::metadata(&place)
                        .is_ok_and(|about| !about.is_file() && !about.is_dir());
                    return Ok(if is_stream {
                        Self::Stream(place)
                    } else {
                        Self::File(place)
                    });
                }
            }
        }
        Err(io::Error::other("its symbolic links go in a circle"))
    }
}

/// Whether this is a name for a file that a process has open: replacing the file behind it
/// would take it away from whoever opened it.
fn is_descriptor(path: &Path) -> bool {
    let Ok(folder) = std::fs::canonicalize(folder_of(path)) else {
        return false;
    };
    folder == Path::new("/dev/fd") || folder.starts_with("/proc") && folder.ends_with("fd")
}

/// Whether standard output goes into one of these files. A `-` among them is standard input.
pub fn output_is_source(sources: &[PathBuf]) -> bool {
    let output = identity::output().filter(Metadata::is_file);
    output.is_some_and(|output| sources.iter().any(|source| is_of(source, &output)))
}

/// Whether standard output goes into a project.
pub fn output_is_project() -> bool {
    let is_file = identity::output().is_some_and(|about| about.is_file());
    is_file && is_project(Path::new("/dev/stdout"))
}

fn is_source(place: &Path, source: &Path) -> bool {
    if source == Path::new("-") {
        let about = std::fs::metadata(place).ok().filter(Metadata::is_file);
        return about.is_some_and(|about| is_of(source, &about));
    }
    is_same(place, source)
}

/// Whether a source is the regular file that this is said of.
fn is_of(source: &Path, about: &Metadata) -> bool {
    let known = if source == Path::new("-") {
        identity::input()
    } else {
        std::fs::metadata(source).ok()
    };
    known.is_some_and(|known| Identity::of_file(&known) == Identity::of_file(about))
}

/// Whether a file is called a project and is none to look at: it may be repaired one day.
fn is_damaged_project(place: &Path) -> bool {
    let is_called_so = place
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("slantwise"));
    is_called_so && std::fs::metadata(place).is_ok_and(|about| about.is_file() && about.len() > 0)
}

/// Whether a name is that of a journal or a lock beside a project.
fn is_part_of_project(place: &Path) -> bool {
    let Some(name) = place.file_name() else {
        return false;
    };
    let neighbours = std::fs::read_dir(folder_of(place));
    let mut projects = neighbours.into_iter().flatten().flatten();
    // Names need not be text: what stands before the ending is compared as it is.
    ["-journal", "-wal", "-shm", ".lock"].iter().any(|ending| {
        let stem = name.as_encoded_bytes().strip_suffix(ending.as_bytes());
        stem.is_some_and(|stem| {
            projects
                .any(|file| file.file_name().as_encoded_bytes() == stem && is_project(&file.path()))
        })
    })
}
