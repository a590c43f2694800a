//! Articles from files and from standard input.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{output, project};
use crate::import;
use crate::jobs::{ImportSource, import_now};
use crate::model::{Article, Coding, Expression, Note};

/// An article, and what people say of it where it comes from a project.
pub(super) struct Input {
    pub article: Arc<Article>,
    pub coding: Option<Arc<Coding>>,
    /// What its project does not want marked.
    pub silenced: Arc<BTreeSet<Expression>>,
}

/// Articles one after the other; those that fail are named on standard error and counted.
pub(super) struct Inputs<'a> {
    files: std::slice::Iter<'a, PathBuf>,
    standard_input_read: bool,
    /// Articles of a project that are still to come.
    rest: std::vec::IntoIter<Input>,
    /// The note on the first project that has one.
    pub note: Option<Arc<Note>>,
    /// How many failed so far.
    pub failed: usize,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(files: &'a [PathBuf]) -> Self {
        Self {
            files: files.iter(),
            standard_input_read: false,
            rest: Vec::new().into_iter(),
            note: None,
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
            Err(error) => self.fail(file, &error.to_string()),
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
            return import_now(source).map_err(|error| error.to_string());
        }
        if std::mem::replace(&mut self.standard_input_read, true) {
            return Err("Standard input can be read only once. Name it once.".to_owned());
        }
        // Whoever types has all the time there is; the clock runs when all is there.
        import::read_stream(io::stdin().lock())
            .and_then(|bytes| import_now(ImportSource::Bytes(None, bytes.into())))
            .map_err(|error| error.to_string())
    }
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
