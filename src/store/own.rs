//! Folders of the program's own, where the articles of people lie: on Unix nobody but their
//! owner may look into them. A project that the reader places elsewhere is as open as the
//! system's mask makes it.

use std::io;
use std::path::Path;

/// Makes a folder of the program's own, and those that lead to it where they are not there.
///
/// # Errors
/// Where it cannot be made.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a file of the program's own with this in it, where it is not there yet.
///
/// # Errors
/// Where it is there, or cannot be made.
pub fn make_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    io::Write::write_all(&mut options.open(path)?, bytes)
}

/// Takes from everybody but the owner what an earlier version of the program, or the system's
/// mask, let them do in such a folder. What cannot be changed, as it is somebody else's, stays.
#[cfg(unix)]
pub fn tighten(folder: &Path) {
    restrict(folder);
    let entries = std::fs::read_dir(folder);
    for entry in entries.into_iter().flatten().flatten() {
        // The kind of the entry itself: what a link leads to is not in this folder.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => tighten(&entry.path()),
            Ok(kind) if kind.is_file() => restrict(&entry.path()),
            _ => {}
        }
    }
}

/// Elsewhere the folders of a person are nobody else's anyway.
#[cfg(not(unix))]
pub fn tighten(_folder: &Path) {}

#[cfg(unix)]
fn restrict(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(about) = std::fs::metadata(path) else {
        return;
    };
    let mode = about.permissions().mode();
    if mode & 0o077 != 0 {
        let owners = std::fs::Permissions::from_mode(mode & 0o700);
        std::fs::set_permissions(path, owners).ok();
    }
}

/// The rights that what lies beside a file has: those of the file, as its journal has them.
#[cfg(unix)]
pub(super) fn rights_beside(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = std::fs::metadata(path).map(|about| about.permissions().mode() & 0o666);
    // Whoever made it must be able to write it.
    rights.unwrap_or(0o666) | 0o600
}
