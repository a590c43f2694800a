//! Files as things in a folder: telling one from another, and putting one in its place.
//!
//! A file that is written by this program appears whole or not at all ([`Whole`],
//! [`Temporary`]), and what is written for other people goes nowhere where it would destroy
//! what the reader has ([`Destination`]).

mod destination;
mod identity;
mod temporary;
mod whole;

pub use destination::{Destination, Refusal, output_is_project, output_is_source};
pub use identity::{Identity, is_project, is_same};
pub use temporary::Temporary;
pub use whole::Whole;

use std::path::{Path, PathBuf};

/// Marks a project file, four bytes from its 68th on.
pub const PROJECT: [u8; 4] = *b"SLNT";

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The path with something added to its name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Brings the names in a folder to the disk.
fn sync_folder(folder: &Path) {
    // Some systems cannot open folders; there the name is safe without this.
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .ok();
}
