//! Folders that a client of a cloud service synchronises.
//!
//! Such a client copies a file while it is being written, and may put an older copy in its
//! place. Nothing can be done about that from here, so it is said.

use std::path::Path;

/// Names of folders, in lower case, and whose they are. An ending star means: begins so.
const FOLDERS: [(&str, &str); 14] = [
    ("dropbox*", "Dropbox"),
    ("onedrive*", "OneDrive"),
    ("google drive*", "Google Drive"),
    ("googledrive*", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud drive*", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("cloudstorage", "a cloud service"),
    ("nextcloud*", "Nextcloud"),
    ("owncloud*", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("syncthing", "Syncthing"),
];

/// Files that a client leaves in the folder that it synchronises.
const MARKS: [(&str, &str); 6] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".stfolder", "Syncthing"),
];

/// The service that synchronises the folder of this file, where one is known to.
pub fn service(path: &Path) -> Option<&'static str> {
    let folders: Vec<&Path> = path.ancestors().skip(1).collect();
    let by_name = folders.iter().find_map(|folder| {
        let name = folder.file_name()?.to_string_lossy().to_lowercase();
        FOLDERS
            .iter()
            .find(|(known, _)| match known.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => name == *known,
            })
            .map(|(_, service)| *service)
    });
    by_name.or_else(|| {
        folders.iter().find_map(|folder| {
            MARKS
                .iter()
                .find(|(mark, _)| folder.join(mark).exists())
                .map(|(_, service)| *service)
        })
    })
}

/// What to say of a project in such a folder.
pub fn warning(path: &Path) -> Option<String> {
    let service = service(path)?;
    Some(format!(
        "This project lies in a folder that {service} synchronises. Two computers that have it open at once can lose work, and a copy made while it is saved may be incomplete: work on it on one computer at a time, or keep it in another folder and copy it when it is closed."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synchronised_folders_are_known_by_their_names() {
        for (path, name) in [
            ("/home/ada/Dropbox/tram.slantwise", "Dropbox"),
            ("/home/ada/Dropbox (Personal)/a/tram.slantwise", "Dropbox"),
            ("/Users/ada/OneDrive - Osterby/tram.slantwise", "OneDrive"),
            (
                "/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/tram.slantwise",
                "iCloud Drive",
            ),
            ("/home/ada/Nextcloud/tram.slantwise", "Nextcloud"),
        ] {
            assert_eq!(service(Path::new(path)), Some(name), "{path}");
        }
    }

    #[test]
    fn a_file_that_is_only_called_so_is_not_warned_about() {
        assert_eq!(warning(Path::new("/home/ada/Dropbox.slantwise")), None);
        assert_eq!(warning(Path::new("/home/ada/work/tram.slantwise")), None);
    }

    #[test]
    fn synchronised_folders_are_known_by_what_lies_in_them() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("work/.stfolder")).unwrap();
        let project = folder.path().join("work/deep/tram.slantwise");
        assert_eq!(service(&project), Some("Syncthing"));
        assert!(warning(&project).unwrap().contains("Syncthing"));
    }
}
