//! Paths as people type them: the home folder's sign, and completion.

use std::path::{Path, PathBuf};

use super::Completions;

/// Entries offered at most.
const LIMIT: usize = 200;

/// The path with a leading `~` replaced by the home folder.
pub(super) fn expand(path: &Path) -> PathBuf {
    let Ok(rest) = path.strip_prefix("~") else {
        return path.to_owned();
    };
    directories::UserDirs::new()
        .map_or_else(|| path.to_owned(), |folders| folders.home_dir().join(rest))
}

/// What a half-typed path could become: the entries of its folder that begin with
/// its last part, whatever their case; folders first. A folder that cannot be
/// read has none.
pub(super) fn complete(typed: String) -> Completions {
    let cut = typed
        .rfind(['/', std::path::MAIN_SEPARATOR])
        .map_or(0, |at| at + 1);
    let (folder, start) = typed.split_at(cut);
    let (folder, start) = if typed == "~" {
        ("~/", "")
    } else {
        (folder, start)
    };
    let place = if folder.is_empty() {
        PathBuf::from(".")
    } else {
        expand(Path::new(folder))
    };
    let start = start.to_lowercase();
    let mut found: Vec<(bool, String)> = std::fs::read_dir(place)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            // Hidden files are offered to those who ask for them.
            let is_hidden = name.starts_with('.') && !start.starts_with('.');
            if is_hidden || !name.to_lowercase().starts_with(&start) {
                return None;
            }
            let is_folder = entry.path().is_dir();
            Some((!is_folder, name))
        })
        .collect();
    found.sort_by_cached_key(|(is_file, name)| (*is_file, name.to_lowercase(), name.clone()));
    found.truncate(LIMIT);
    let paths = found
        .into_iter()
        .map(|(is_file, name)| {
            let end = if is_file { "" } else { "/" };
            format!("{folder}{name}{end}")
        })
        .collect();
    Completions { typed, paths }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_typed_name_is_completed_with_folders_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Alpha.txt", "alps.html", "beta.txt", ".alarm"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(folder.path().join("altitude")).unwrap();
        let base = folder.path().to_str().unwrap();
        let completed = complete(format!("{base}/al"));
        assert_eq!(
            completed.paths,
            ["altitude/", "Alpha.txt", "alps.html"].map(|name| format!("{base}/{name}"))
        );
        assert_eq!(complete(format!("{base}/.a")).paths.len(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_offers_nothing() {
        assert!(complete("/no/such/folder/x".to_owned()).paths.is_empty());
    }

    #[test]
    fn only_a_leading_tilde_means_home() {
        assert_eq!(expand(Path::new("/a/~/b")), Path::new("/a/~/b"));
        assert_eq!(expand(Path::new("~x/b")), Path::new("~x/b"));
        assert!(!expand(Path::new("~/b")).starts_with("~"));
    }
}
