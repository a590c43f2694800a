//! Questions to a person through the system's dialogs, behind a trait with a scripted stand-in.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::jobs::{Answer, Jobs, Question};

/// Asks a person.
pub trait Dialogs {
    /// Asks; the answer arrives through the jobs.
    fn ask(&mut self, question: Question, jobs: &Jobs);

    /// Shows a file in its folder.
    fn show_in_folder(&mut self, path: PathBuf, jobs: &Jobs);
}

/// The system's own dialogs.
#[derive(Clone, Copy, Debug)]
pub struct NativeDialogs;

/// Nobody cancels a dialog this fast: an empty answer before this means that none was shown.
const TOO_FAST_FOR_A_PERSON: Duration = Duration::from_millis(400);

impl Dialogs for NativeDialogs {
    fn ask(&mut self, question: Question, jobs: &Jobs) {
        let asked = Instant::now();
        let dialog = rfd::AsyncFileDialog::new();
        let unavailable = move |question: Question, cancelled: Answer| {
            if asked.elapsed() < TOO_FAST_FOR_A_PERSON {
                Answer::Unavailable(question)
            } else {
                cancelled
            }
        };
        // The dialog is made here, on the main thread, because macOS demands it, and awaited elsewhere.
        match question {
            Question::OpenFiles => {
                let open = dialog
                    .set_title("Open articles or a project")
                    .add_filter(
                        "Articles and projects",
                        &[
                            "txt",
                            "md",
                            "markdown",
                            "html",
                            "htm",
                            "xhtml",
                            crate::store::ENDING,
                        ],
                    )
                    .add_filter("All files", &["*"])
                    .pick_files();
                jobs.await_answer(move || match pollster::block_on(open) {
                    Some(files) => Answer::Files(
                        files
                            .into_iter()
                            .map(|file| file.path().to_owned())
                            .collect(),
                    ),
                    None => unavailable(Question::OpenFiles, Answer::Files(Vec::new())),
                });
            }
            Question::SaveProject { id, name } => {
                let save = dialog
                    .set_title("Save the project")
                    .set_file_name(&name)
                    .add_filter("Slantwise project", &[crate::store::ENDING])
                    .save_file();
                jobs.await_answer(move || match pollster::block_on(save) {
                    Some(file) => Answer::ProjectPath(id, Some(file.path().to_owned())),
                    None => unavailable(
                        Question::SaveProject { id, name },
                        Answer::ProjectPath(id, None),
                    ),
                });
            }
            Question::SaveExport { id, name, format } => {
                let save = dialog
                    .set_title("Export")
                    .set_file_name(&name)
                    .add_filter(format.title(), &[format.extension()])
                    .save_file();
                jobs.await_answer(move || match pollster::block_on(save) {
                    Some(file) => Answer::SavePath(id, Some(file.path().to_owned())),
                    None => unavailable(
                        Question::SaveExport { id, name, format },
                        Answer::SavePath(id, None),
                    ),
                });
            }
        }
    }

    fn show_in_folder(&mut self, path: PathBuf, jobs: &Jobs) {
        jobs.await_answer(move || match shown_in_folder(&path) {
            Ok(()) => Answer::Nothing,
            Err(why) => Answer::NotShown(path, why),
        });
    }
}

/// Opens the folder of a file in the system's file manager, or says why not.
fn shown_in_folder(path: &Path) -> Result<(), &'static str> {
    if !path.exists() {
        return Err("This file is no longer there: it was moved, renamed or deleted.");
    }
    let folder = path.parent().unwrap_or(path);
    // The reason would be that of a program nobody here has heard of.
    opener::open(folder).map_err(|_error| "No file manager could be opened. The file is here:")
}

/// Answers prepared in advance, for tests.
#[derive(Clone, Debug, Default)]
pub struct ScriptedDialogs {
    /// Answers, first to last; where they run out, no dialog can be shown.
    pub answers: VecDeque<Answer>,
}

impl Dialogs for ScriptedDialogs {
    fn ask(&mut self, question: Question, jobs: &Jobs) {
        let answer = self
            .answers
            .pop_front()
            .unwrap_or(Answer::Unavailable(question));
        jobs.await_answer(move || answer);
    }

    fn show_in_folder(&mut self, _path: PathBuf, _jobs: &Jobs) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_is_not_shown_in_a_folder_without_it() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("report.html");
        assert!(shown_in_folder(&gone).is_err_and(|why| why.contains("no longer there")));
    }
}
