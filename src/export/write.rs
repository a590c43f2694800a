//! Files written whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::ExportError;

/// See [`super::write_file`].
pub(super) fn write_file(
    path: &Path,
    replace: bool,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ExportError> {
    // The answer before the work; `persist_noclobber` below settles a race.
    if !replace && path.symlink_metadata().is_ok() {
        return Err(ExportError::Exists);
    }
    if path.is_dir() {
        return Err(ExportError::Write("this is a folder".to_owned()));
    }
    // A rename cannot cross file systems, so the temporary file lies beside its goal.
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = builder()
        .tempfile_in(folder)
        .map_err(|error| refused(&error))?;
    fill(&mut file, print)?;
    file.as_file().sync_all().map_err(|error| refused(&error))?;
    persist(file, path, replace)
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".slantwise-");
    // A temporary file is private by default; an export is a file like any
    // other, as far as the system's mask allows.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

fn persist(file: NamedTempFile, path: &Path, replace: bool) -> Result<(), ExportError> {
    let result = if replace {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    match result {
        Ok(_) => Ok(()),
        Err(failed) if !replace && failed.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(ExportError::Exists)
        }
        Err(failed) => Err(refused(&failed.error)),
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

/// What the operating system refused, in plain words where they are known.
pub(super) fn refused(error: &io::Error) -> ExportError {
    let words = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "there is no space left".to_owned()
        }
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the place is read-only".to_owned(),
        io::ErrorKind::NotFound => "the folder does not exist".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::InvalidFilename => "the system does not accept this name".to_owned(),
        _ => error.to_string(),
    };
    ExportError::Write(words)
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

    fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Result<(), ExportError> {
        super::write_file(path, replace, |out| out.write_all(bytes))
    }

    #[test]
    fn a_file_is_replaced_only_when_that_was_said() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("report.html");
        assert_eq!(write_file(&path, b"one", false), Ok(()));
        assert_eq!(write_file(&path, b"two", false), Err(ExportError::Exists));
        assert_eq!(std::fs::read(&path)?, b"one");
        assert_eq!(write_file(&path, b"three", true), Ok(()));
        assert_eq!(std::fs::read(&path)?, b"three");
        // No temporary file stays behind.
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn a_folder_that_vanished_is_named_as_the_reason() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("gone").join("report.html");
        let error = write_file(&path, b"one", true);
        assert!(
            matches!(error, Err(ExportError::Write(words)) if words.contains("does not exist"))
        );
        let error = write_file(folder.path(), b"one", true);
        assert!(matches!(error, Err(ExportError::Write(words)) if words.contains("folder")));
        Ok(())
    }
}
