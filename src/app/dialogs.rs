//! Questions to a person through the system's dialogs, behind a trait with a scripted stand-in.

use std::collections::VecDeque;
use std::path::PathBuf;
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
            Question::SaveProject { name } => {
                let save = dialog
                    .set_title("Save the project")
                    .set_file_name(&name)
                    .add_filter("Slantwise project", &[crate::store::ENDING])
                    .save_file();
                jobs.await_answer(move || match pollster::block_on(save) {
                    Some(file) => Answer::ProjectPath(Some(file.path().to_owned())),
                    None => unavailable(Question::SaveProject { name }, Answer::ProjectPath(None)),
                });
            }
            Question::SaveExport { name, format } => {
                let save = dialog
                    .set_title("Export")
                    .set_file_name(&name)
                    .add_filter(format.title(), &[format.extension()])
                    .save_file();
                jobs.await_answer(move || match pollster::block_on(save) {
                    Some(file) => Answer::SavePath(Some(file.path().to_owned())),
                    None => unavailable(
                        Question::SaveExport { name, format },
                        Answer::SavePath(None),
                    ),
                });
            }
        }
    }

    fn show_in_folder(&mut self, path: PathBuf, jobs: &Jobs) {
        // Where no file manager can be reached there is nothing to say: the message names the path.
        let folder = path.parent().map(std::path::Path::to_owned).unwrap_or(path);
        jobs.detach(move || drop(opener::open(folder)));
    }
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
