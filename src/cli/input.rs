//! Articles from files and from standard input.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{output, project};
use crate::import;
use crate::model::Article;

/// More than this is not read from standard input; import has its own limits below it.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Articles one after the other; those that fail are named on standard error and counted.
pub(super) struct Inputs<'a> {
    files: std::slice::Iter<'a, PathBuf>,
    standard_input_read: bool,
    /// Articles of a project that are still to come.
    rest: std::vec::IntoIter<Arc<Article>>,
    /// How many failed so far.
    pub failed: usize,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(files: &'a [PathBuf]) -> Self {
        Self {
            files: files.iter(),
            standard_input_read: false,
            rest: Vec::new().into_iter(),
            failed: 0,
        }
    }

    /// The articles of a project, in its order; those in its bin are none of them.
    fn unpack(&mut self, file: &Path) {
        match project::read(file, false) {
            Ok(found) => {
                for sentence in &found.left_out {
                    output::say_of(file, sentence);
                }
                if found.project.articles.is_empty() {
                    self.fail(file, "There are no articles in this project.");
                }
                self.rest = found.project.articles.clone().into_iter();
            }
            Err(error) => self.fail(file, &error.to_string()),
        }
    }

    fn fail(&mut self, file: &Path, sentence: &str) {
        self.failed += 1;
        output::say_of(file, sentence);
    }

    fn read(&mut self, file: &Path) -> Result<Article, String> {
        if file != Path::new("-") {
            return import::read_file(file).map_err(|error| error.to_string());
        }
        if std::mem::replace(&mut self.standard_input_read, true) {
            return Err("Standard input can be read only once. Name it once.".to_owned());
        }
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(MOST_BYTES)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("Standard input could not be read: {error}."))?;
        import::from_bytes(&bytes, None).map_err(|error| error.to_string())
    }
}

impl Iterator for Inputs<'_> {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        loop {
            if let Some(article) = self.rest.next() {
                return Some(Arc::unwrap_or_clone(article));
            }
            let file = self.files.next()?;
            if project::is_project(file) {
                self.unpack(file);
                continue;
            }
            match self.read(file) {
                Ok(article) => return Some(article),
                Err(sentence) => self.fail(file, &sentence),
            }
        }
    }
}
