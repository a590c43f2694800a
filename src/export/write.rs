//! Files written whole or not at all, and never over what they are made from.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ExportError;
use crate::files::{Destination, Refusal, Whole};

/// See [`super::check_place`].
pub(super) fn check(
    path: &Path,
    replace: bool,
    sources: &[PathBuf],
) -> Result<Destination, ExportError> {
    Destination::of(path, replace, sources).map_err(|refusal| match refusal {
        Refusal::Exists => ExportError::Exists,
        Refusal::Source => ExportError::Source,
        Refusal::Project => ExportError::Project,
        Refusal::Folder => ExportError::Write("this is a folder".to_owned()),
        Refusal::Io(error) => refused(&error),
    })
}

/// See [`super::write_file`].
pub(super) fn write_file(
    path: &Path,
    replace: bool,
    sources: &[PathBuf],
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ExportError> {
    match check(path, replace, sources)? {
        Destination::Output => {
            fill(&mut io::stdout().lock(), print).map_err(|error| broken_off(&error))
        }
        Destination::Stream(place) => {
            let opened = std::fs::OpenOptions::new().append(true).open(place);
            let mut stream = opened.map_err(|error| refused(&error))?;
            fill(&mut stream, print).map_err(|error| broken_off(&error))
        }
        Destination::File(place) => {
            let written = Whole::begin(&place, replace).and_then(|mut file| {
                fill(&mut file, print)?;
                file.finish()
            });
            match written {
                Err(error) if !replace && error.kind() == io::ErrorKind::AlreadyExists => {
                    Err(ExportError::Exists)
                }
                other => other.map_err(|error| refused(&error)),
            }
        }
    }
}

/// Writes everything; a parameter instead of the file so that a full disk can be played.
fn fill(
    target: &mut impl Write,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut target = BufWriter::new(target);
    print(&mut target)?;
    target.flush()
}

/// What went wrong after a part may have been written.
fn broken_off(error: &io::Error) -> ExportError {
    match error.kind() {
        io::ErrorKind::BrokenPipe => ExportError::Closed,
        _ => ExportError::BrokenOff(in_words(error)),
    }
}

/// What the operating system refused.
pub(super) fn refused(error: &io::Error) -> ExportError {
    ExportError::Write(in_words(error))
}

/// What the operating system said, in plain words where they are known.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "there is no space left".to_owned()
        }
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the place is read-only".to_owned(),
        io::ErrorKind::NotFound => "the folder does not exist".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::InvalidFilename => "the system does not accept this name".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk with room for a few bytes.
    struct Small {
        room: usize,
    }

    impl Write for Small {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.room == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(self.room);
            self.room -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_said_in_a_sentence() {
        let error = fill(&mut Small { room: 3 }, |out| {
            out.write_all(b"more than that")
        })
        .map_err(|error| refused(&error).to_string());
        assert_eq!(
            error,
            Err(
                "The file could not be written: there is no space left. Nothing was changed; \
                 choose another place or free some space."
                    .to_owned()
            )
        );
    }

    fn write_file(
        path: &Path,
        bytes: &[u8],
        replace: bool,
        sources: &[PathBuf],
    ) -> Result<(), ExportError> {
        super::write_file(path, replace, sources, |out| out.write_all(bytes))
    }

    #[test]
    fn a_file_is_replaced_only_when_that_was_said() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("report.html");
        let write = |bytes, replace| write_file(&path, bytes, replace, &[]);
        assert_eq!(write(b"one", false), Ok(()));
        assert_eq!(write(b"two", false), Err(ExportError::Exists));
        assert_eq!(std::fs::read(&path)?, b"one");
        assert_eq!(write(b"three", true), Ok(()));
        assert_eq!(std::fs::read(&path)?, b"three");
        // No temporary file stays behind.
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn what_it_is_made_from_and_a_project_are_never_replaced() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = |name: &str| folder.path().join(name);
        std::fs::write(place("article.txt"), "an article")?;
        std::fs::hard_link(place("article.txt"), place("other name.txt"))?;
        let mut project = b"SQLite format 3\0".to_vec();
        project.resize(68, 0);
        project.extend(crate::files::PROJECT);
        // Told by its bytes: the name says nothing.
        std::fs::write(place("kept.json"), &project)?;
        let sources = [place("article.txt"), place("gone.txt")];
        let write = |name: &str| write_file(&place(name), b"{}", true, &sources);
        for name in ["article.txt", "./article.txt", "other name.txt"] {
            assert_eq!(write(name), Err(ExportError::Source), "{name}");
        }
        for name in ["kept.json", "kept.json-journal", "kept.json.lock"] {
            assert_eq!(write(name), Err(ExportError::Project), "{name}");
        }
        assert_eq!(write("new.json"), Ok(()));
        assert_eq!(write("new.json-journal"), Ok(()));
        assert_eq!(std::fs::read(place("article.txt"))?, b"an article");
        assert_eq!(std::fs::read(place("kept.json"))?, project);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_is_followed_and_stays() -> io::Result<()> {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir()?;
        let place = |name: &str| folder.path().join(name);
        std::fs::create_dir(place("results"))?;
        std::fs::write(place("article.txt"), "an article")?;
        symlink("results/new.html", place("link.html"))?;
        symlink("link.html", place("link to link.html"))?;
        symlink(place("article.txt"), place("link.txt"))?;
        symlink("circle.html", place("circle.html"))?;
        let write = |name: &str, bytes: &[u8], replace| {
            write_file(&place(name), bytes, replace, &[place("article.txt")])
        };
        // Nothing is there to be replaced yet.
        assert_eq!(write("link to link.html", b"one", false), Ok(()));
        assert_eq!(write("link.html", b"two", false), Err(ExportError::Exists));
        assert_eq!(write("link.html", b"two", true), Ok(()));
        assert_eq!(std::fs::read(place("results/new.html"))?, b"two");
        for name in ["link.html", "link to link.html", "link.txt"] {
            assert!(place(name).is_symlink(), "{name}");
        }
        assert_eq!(write("link.txt", b"two", true), Err(ExportError::Source));
        assert_eq!(std::fs::read(place("article.txt"))?, b"an article");
        assert!(matches!(
            write("circle.html", b"two", true),
            Err(ExportError::Write(words)) if words.contains("circle")
        ));
        assert_eq!(std::fs::read_dir(place("results"))?.count(), 1);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_rights() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("report.html");
        std::fs::write(&path, "one")?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        assert_eq!(write_file(&path, b"two", true, &[]), Ok(()));
        assert_eq!(path.metadata()?.permissions().mode() & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn a_folder_that_vanished_is_named_as_the_reason() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("gone").join("report.html");
        let error = write_file(&path, b"one", true, &[]);
        assert!(
            matches!(error, Err(ExportError::Write(words)) if words.contains("does not exist"))
        );
        let error = write_file(folder.path(), b"one", true, &[]);
        assert!(matches!(error, Err(ExportError::Write(words)) if words.contains("folder")));
        Ok(())
    }
}
