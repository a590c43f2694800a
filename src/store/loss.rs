//! What is said of rows that are missing, or not as they were written.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{StoreError, limits, sums, tally};
use crate::model::{ArticleId, Coding, Project};

/// What a table is a table of, in the plural.
fn what_of(table: &str) -> &'static str {
    let known = limits::ROWS.iter().find(|(known, _, _)| *known == table);
    known.map_or("originals", |(_, what, _)| what)
}

/// Rows that another value stands in than was written.
pub(super) fn not_as_written(count: usize, what: &str) -> Option<String> {
    (count > 0).then(|| {
        format!(
            "{count} {what} are not as Slantwise wrote them: the file was damaged, or another program changed it. They are taken as they stand in it."
        )
    })
}

/// The same for tables whose rows are no part of a project.
pub(super) fn apart_from_project(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let sentences = ["engine", "log", "original"].into_iter().map(|table| {
        let changed = sums::changed(connection, table)?;
        Ok(not_as_written(changed, what_of(table)))
    });
    let sentences: Result<Vec<_>, StoreError> = sentences.collect();
    Ok(sentences?.into_iter().flatten().collect())
}

/// Rows that were written and are gone.
pub(super) fn missing(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let missing = tally::missing(connection)?.into_iter();
    let sentences = missing.map(|(table, count)| {
        let what = what_of(table);
        format!(
            "{count} {what} are missing: the file was damaged, or another program took them away."
        )
    });
    Ok(sentences.collect())
}

/// What is said of articles that are neither in the project nor among those `listed`.
pub(super) fn without_article(project: &Project, listed: &BTreeSet<ArticleId>) -> Option<String> {
    let lists = [&project.articles, &project.bin, &project.earlier];
    let articles = lists.into_iter().flatten().map(|article| article.id);
    let known: BTreeSet<_> = articles.chain(listed.iter().copied()).collect();
    let lost = project.codings.iter().filter(|(id, _)| !known.contains(id));
    let codings: Vec<&Coding> = lost.map(|(_, coding)| &**coding).collect();
    if codings.is_empty() {
        return None;
    }
    let sum = |count: fn(&Coding) -> usize| codings.iter().map(|coding| count(coding)).sum();
    let judgements: usize = sum(|coding| coding.judgements.len());
    let marks: usize = sum(|coding| coding.marks.len() + coding.marks_in_bin.len());
    let notes: usize = sum(|coding| usize::from(coding.note.is_some()));
    Some(format!(
        "{} articles are not in the file any more, and what is said of them cannot be shown: judgements: {judgements}, own marks: {marks}, notes: {notes}. It is still in the file, and is shown when the same articles are opened in this project.",
        codings.len()
    ))
}
