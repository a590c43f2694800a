//! Articles from files and from standard input.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{output, project};
use crate::import::{self, ImportError};
use crate::jobs::{ImportSource, import_now};
use crate::model::{Article, Coding, Expression, Note};

/// An article, and what people say of it where it comes from a project.
pub(super) struct Input {
    pub article: Arc<Article>,
    pub coding: Option<Arc<Coding>>,
    /// What its project does not want marked.
    pub silenced: Arc<BTreeSet<Expression>>,
}

impl Input {
    /// The file that the article was read from, also where it comes from a project.
    pub(super) fn origin(&self) -> Option<PathBuf> {
        self.article.origin.path.as_ref().map(PathBuf::from)
    }
}

/// Articles one after the other; those that fail are named on standard error and counted.
pub(super) struct Inputs<'a> {
    all: &'a [PathBuf],
    files: std::slice::Iter<'a, PathBuf>,
    standard_input_read: bool,
    /// Articles of a project that are still to come.
    rest: std::vec::IntoIter<Input>,
    /// The note on the first project that has one.
    pub note: Option<Arc<Note>>,
    /// How many failed so far.
    pub failed: usize,
    /// Whether a project was read, and not all of it.
    pub is_partial: bool,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(files: &'a [PathBuf]) -> Self {
        Self {
            all: files,
            files: files.iter(),
            standard_input_read: false,
            rest: Vec::new().into_iter(),
            note: None,
            failed: 0,
            is_partial: false,
        }
    }

    /// The files that are read, as they were named.
    pub(super) fn sources(&self) -> Vec<PathBuf> {
        self.all.to_vec()
    }

    /// The articles of a project, in its order; those in its bin are none of them.
    fn unpack(&mut self, file: &Path) {
        match project::read(file, false) {
            Ok(found) => {
                for sentence in found.stray.iter().chain(&found.left_out) {
                    output::say_of(file, sentence);
                }
                self.failed += found.left_out.len();
                self.is_partial |= !found.left_out.is_empty();
                if found.project.articles.is_empty() {
                    self.fail(file, "There are no articles in this project.");
                }
                let project = &found.project;
                let articles = project.articles.iter();
                let silenced = Arc::new(project.silenced.clone());
                let articles = articles.map(|article| Input {
                    article: Arc::clone(article),
                    coding: project.coding(article.id).cloned(),
                    silenced: Arc::clone(&silenced),
                });
                self.rest = articles.collect::<Vec<_>>().into_iter();
                self.note = self.note.take().or_else(|| project.note.clone());
            }
            Err(error) => self.fail(file, &error.on_command_line()),
        }
    }

    /// Says of an input that it failed, and counts it.
    pub(super) fn fail(&mut self, file: &Path, sentence: &str) {
        self.failed += 1;
        output::say_of(file, sentence);
    }

    fn read(&mut self, file: &Path) -> Result<Arc<Article>, String> {
        if file != Path::new("-") {
            let source = ImportSource::File(file.to_owned());
            return import_now(source).map_err(|error| on_command_line(&error));
        }
        if std::mem::replace(&mut self.standard_input_read, true) {
            return Err("Standard input can be read only once. Name it once.".to_owned());
        }
        // Whoever types has all the time there is; the clock runs when all is there.
        import::read_stream(io::stdin().lock())
            .and_then(|bytes| import_now(ImportSource::Bytes(None, bytes.into())))
            .map_err(|error| on_command_line(&error))
    }
}

/// What the importers say to somebody at the window, and what that is on a command line.
const WORDS: [(&str, &str); 4] = [
    ("paste it here", "save it as a text file"),
    ("and open the new file", "and name the new file"),
    ("open it again from its new place", "name its new place"),
    (
        "Open the files inside it instead",
        "Name the files inside it instead",
    ),
];

/// Why an article could not be read, in words that fit where there is no window.
fn on_command_line(error: &ImportError) -> String {
    let sentence = error.to_string();
    WORDS.iter().fold(sentence, |sentence, (window, line)| {
        sentence.replace(window, line)
    })
}

impl Iterator for Inputs<'_> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(input) = self.rest.next() {
                return Some(input);
            }
            let file = self.files.next()?;
            if project::is_project(file) {
                self.unpack(file);
                continue;
            }
            match self.read(file) {
                Ok(article) => {
                    return Some(Input {
                        article,
                        coding: None,
                        silenced: Arc::default(),
                    });
                }
                Err(sentence) => self.fail(file, &sentence),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_an_article_could_not_be_read_is_said_for_a_command_line() {
        let pdf = import::from_bytes(b"%PDF-1.7", Some("a.pdf")).unwrap_err();
        let folder = import::read_file(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_err();
        let gone = import::read_file(Path::new("/no/such/file.txt")).unwrap_err();
        for error in [
            pdf,
            folder,
            gone,
            ImportError::Empty,
            ImportError::NotText,
            ImportError::NoArticle,
        ] {
            let sentence = on_command_line(&error);
            for word in ["paste", "open it again", "open the new", "Open the files"] {
                assert!(!sentence.contains(word), "{sentence}");
            }
            assert!(sentence.ends_with('.'), "{sentence}");
        }
        // Every pair still has something to replace.
        let all = [
            ImportError::Empty,
            ImportError::NotText,
            ImportError::Directory,
            ImportError::NotFound,
        ];
        let all: String = all.map(|error| error.to_string()).concat();
        assert!(
            WORDS.iter().all(|(window, _)| all.contains(window)),
            "{all}"
        );
    }
}
