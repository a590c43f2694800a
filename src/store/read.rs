//! From rows to a project.
//!
//! A row that cannot be understood costs that row and nothing else: it is left out, said, and
//! stays in the file as it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row};

use super::connection::count;
use super::repair::is_own_table;
use super::rows::{ArticleRow, Place, SettingsRow, comparison, device, from_hex, instant};
use super::{Engine, LogEntry, StoreError, limits, schema};
use crate::model::{
    Article, ArticleId, Code, Coded, Decision, Expression, FindingKey, Judgement, JudgementKey,
    MarkId, Note, OwnMark, Project, ProjectSettings, Revision, Subject, SubjectKind,
};
use crate::text::{Anchor, Span};

/// A project, and what of it could not be read.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub project: Project,
    /// One sentence for each kind of row that was left out.
    pub left_out: Vec<String>,
}

/// Reads everything.
///
/// # Errors
/// Where the file itself cannot be read, or holds more than any project.
pub(super) fn load(connection: &Connection) -> Result<Loaded, StoreError> {
    for (table, what, limit) in [
        ("article", "articles", limits::ARTICLES),
        ("judgement", "judgements", limits::JUDGEMENTS),
        ("mark", "own marks", limits::MARKS),
        ("log", "entries in its log", limits::LOG),
    ] {
        if count(connection, table)? > limit {
            return Err(StoreError::TooMany { what, limit });
        }
    }
    everything(connection, Manner::Exact)
}

/// Reads what can be read of a damaged file, from both ends of each table.
pub(super) fn salvage(connection: &Connection) -> Result<Loaded, StoreError> {
    everything(connection, Manner::Salvage)
}

/// How a damaged page is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// It is an error.
    Exact,
    /// What lies on it is left out.
    Salvage,
}

fn everything(connection: &Connection, manner: Manner) -> Result<Loaded, StoreError> {
    let mut reader = Reader {
        connection,
        manner,
        loaded: Loaded::default(),
    };
    reader.values()?;
    reader.articles()?;
    reader.judgements()?;
    reader.marks()?;
    reader.notes()?;
    reader.coded()?;
    reader.comparisons()?;
    reader.silenced()?;
    Ok(reader.loaded)
}

struct Reader<'c> {
    connection: &'c Connection,
    manner: Manner,
    loaded: Loaded,
}

impl Reader<'_> {
    /// Every row of a table, as far as it can be understood. Salvaging may give a row twice.
    fn rows<T>(
        &mut self,
        (table, what): (&str, &str),
        columns: &str,
        order: &str,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<Vec<T>, StoreError> {
        let mut all = Vec::new();
        let mut left_out = 0;
        let query = format!("SELECT {columns} FROM {table} ORDER BY {order}");
        if self.manner == Manner::Exact {
            scan(self.connection, &query, &mut all, &mut left_out, &mut read)?;
        } else if !is_own_table(self.connection, table) {
            let sentence = format!("The {what} could not be read and were left out.");
            self.loaded.left_out.push(sentence);
        } else if scan(self.connection, &query, &mut all, &mut left_out, &mut read).is_err() {
            // A damaged page stops the way forward; the way back ends on its other side.
            let back: Vec<_> = order.split(", ").map(|key| format!("{key} DESC")).collect();
            let query = format!("SELECT {columns} FROM {table} ORDER BY {}", back.join(", "));
            if scan(self.connection, &query, &mut all, &mut left_out, &mut read).is_err() {
                let sentence = format!("Some of the {what} were on a damaged page and are lost.");
                self.loaded.left_out.push(sentence);
            }
        }
        self.leave_out(left_out, what);
        Ok(all)
    }

    fn leave_out(&mut self, count: usize, what: &str) {
        if count > 0 {
            self.loaded.left_out.push(format!(
                "{count} {what} could not be read and were left out. They are still in the file."
            ));
        }
    }

    fn values(&mut self) -> Result<(), StoreError> {
        let pairs: BTreeMap<String, String> = self
            .rows(("project", "settings"), "key, value", "key", |row| {
                Ok(Some((row.get(0)?, row.get(1)?)))
            })?
            .into_iter()
            .collect();
        let is_set = |key: &str| pairs.get(key).is_some_and(|value| value == "yes");
        let engine_text = pairs.get("engine_settings");
        let engine = engine_text.and_then(|text| serde_json::from_str::<SettingsRow>(text).ok());
        let lost = usize::from(engine_text.is_some() && engine.is_none());
        let number = |key: &str| -> Option<i64> { pairs.get(key)?.parse().ok() };
        let note = pairs.get("note").map(|text| {
            Arc::new(Note {
                text: text.clone(),
                by: pairs.get("note_by").cloned().unwrap_or_default(),
                at: number("note_at").and_then(instant).unwrap_or_default(),
            })
        });
        let project = &mut self.loaded.project;
        project.name = pairs.get("name").cloned().unwrap_or_default();
        project.is_sample = is_set("is_sample");
        project.settings = ProjectSettings {
            engine: engine.map(|row| row.settings()),
            keeps_originals: is_set("keeps_originals"),
            codes_first: number("codes_first").and_then(instant),
        };
        project.note = note;
        project.marks_made = number("marks_made")
            .and_then(|made| u64::try_from(made).ok())
            .unwrap_or_default();
        self.leave_out(lost, "settings of the engine");
        Ok(())
    }

    fn articles(&mut self) -> Result<(), StoreError> {
        let articles: BTreeMap<(ArticleId, Revision), Arc<Article>> = self
            .rows(
                ("article", "articles"),
                "id, revision, title, title_origin, outlet, author, published, url, language, path, format, sha256, encoding, text, paragraphs, set_aside",
                "rowid",
                |row| Ok(article_row(row)?.article()),
            )?
            .into_iter()
            .map(|article| ((article.id, article.revision), Arc::new(article)))
            .collect();
        let mut places = self.rows(
            ("placement", "places of articles"),
            "article, revision, place, position",
            "article, revision",
            |row| {
                let (id, place): (String, String) = (row.get(0)?, row.get(2)?);
                let revision = Revision(row.get(1)?);
                let position: i64 = row.get(3)?;
                let known = from_hex(&id).zip(Place::of_name(&place));
                Ok(known.map(|(id, place)| (place, position, (ArticleId(id), revision))))
            },
        )?;
        places.sort_unstable();
        let mut placeless = articles.clone();
        let project = &mut self.loaded.project;
        for (place, _, key) in places {
            let Some(article) = placeless.remove(&key) else {
                continue;
            };
            let is_known = project.article(key.0).is_some()
                || project.bin.iter().any(|known| known.id == key.0);
            match place {
                Place::Open if !is_known => project.articles.push(article),
                Place::Bin if !is_known => project.bin.push(article),
                // Two current revisions cannot be: the second one is kept aside.
                Place::Open | Place::Bin | Place::Earlier => project.earlier.push(article),
            }
        }
        // An article that lost its place is not lost: it is found in the bin.
        for article in placeless.into_values() {
            let is_known = project.article(article.id).is_some()
                || project.bin.iter().any(|known| known.id == article.id);
            if is_known {
                project.earlier.push(article);
            } else {
                project.bin.push(article);
            }
        }
        Ok(())
    }

    fn judgements(&mut self) -> Result<(), StoreError> {
        let judgements = self.rows(
            ("judgement", "judgements"),
            "article, key, kind, finding, answer, quote, before, after, decision, note, by, at",
            "rowid",
            judgement_row,
        )?;
        let project = &mut self.loaded.project;
        for (article, judgement) in judgements {
            project.edit_coding(article, |coding| {
                let key = judgement.subject.key();
                coding.judgements.insert(key, Arc::new(judgement));
            });
        }
        Ok(())
    }

    fn marks(&mut self) -> Result<(), StoreError> {
        let marks = self.rows(
            ("mark", "own marks"),
            "article, id, in_bin, start, length, code, quote, before, after, note, by, at",
            "id",
            mark_row,
        )?;
        let project = &mut self.loaded.project;
        let texts: BTreeMap<ArticleId, Arc<Article>> = project
            .articles
            .iter()
            .chain(&project.bin)
            .map(|article| (article.id, Arc::clone(article)))
            .collect();
        for (article, in_bin, mut mark) in marks {
            let text = texts.get(&article).map(|article| &*article.text);
            let fits = |span: Span| {
                text.is_some_and(|text| text.get(span.range()).is_some() && !span.is_empty())
            };
            mark.span = mark.span.filter(|span| text.is_none() || fits(*span));
            project.marks_made = project.marks_made.max(mark.id.0 + 1);
            project.edit_coding(article, |coding| {
                let marks = if in_bin {
                    &mut coding.marks_in_bin
                } else {
                    &mut coding.marks
                };
                marks.insert(mark.id, Arc::new(mark));
            });
        }
        Ok(())
    }

    fn notes(&mut self) -> Result<(), StoreError> {
        let notes = self.rows(
            ("note", "notes"),
            "article, text, by, at",
            "article",
            |row| {
                let id: String = row.get(0)?;
                let note = Note {
                    text: row.get(1)?,
                    by: row.get(2)?,
                    at: instant(row.get(3)?).unwrap_or_default(),
                };
                Ok(from_hex(&id).map(|id| (ArticleId(id), note)))
            },
        )?;
        for (article, note) in notes {
            self.loaded
                .project
                .edit_coding(article, |coding| coding.note = Some(Arc::new(note)));
        }
        Ok(())
    }

    fn coded(&mut self) -> Result<(), StoreError> {
        if !schema::knows(self.connection, "coded")? {
            return Ok(());
        }
        let coded = self.rows(
            ("coded", "articles that are coded to the end"),
            "article, by, at, hidden_from",
            "article",
            |row| {
                let id: String = row.get(0)?;
                let times = instant(row.get(2)?).zip(instant(row.get(3)?));
                let by = row.get(1)?;
                Ok(from_hex(&id).zip(times).map(|(id, (at, hidden_from))| {
                    let coded = Coded {
                        by,
                        at,
                        hidden_from,
                    };
                    (ArticleId(id), coded)
                }))
            },
        )?;
        for (article, coded) in coded {
            self.loaded
                .project
                .edit_coding(article, |coding| coding.coded = Some(coded));
        }
        Ok(())
    }

    fn comparisons(&mut self) -> Result<(), StoreError> {
        let kept = self.rows(
            ("comparison", "comparisons"),
            "position, name, columns, filter",
            "position",
            |row| {
                let position: i64 = row.get(0)?;
                let (columns, filter): (String, String) = (row.get(2)?, row.get(3)?);
                let kept = comparison(row.get(1)?, &columns, &filter);
                Ok(kept.map(|kept| (position, Arc::new(kept))))
            },
        )?;
        let kept: BTreeMap<_, _> = kept.into_iter().collect();
        self.loaded.project.comparisons = kept.into_values().collect();
        Ok(())
    }

    fn silenced(&mut self) -> Result<(), StoreError> {
        let silenced = self.rows(
            ("silenced", "expressions that are not marked"),
            "device, words",
            "device, words",
            |row| {
                let code: String = row.get(0)?;
                let words: String = row.get(1)?;
                Ok(device(&code).map(|device| Expression { device, words }))
            },
        )?;
        self.loaded.project.silenced = silenced.into_iter().collect();
        Ok(())
    }
}

fn scan<T>(
    connection: &Connection,
    query: &str,
    all: &mut Vec<T>,
    left_out: &mut usize,
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        match read(row) {
            Ok(Some(value)) => all.push(value),
            Ok(None) => *left_out += 1,
            // A value of another type, or text that is no Unicode: this row only.
            Err(error) if error.sqlite_error().is_none() => *left_out += 1,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The log, oldest first.
pub(super) fn log(connection: &Connection) -> Result<Vec<LogEntry>, StoreError> {
    let query = "SELECT at, by, what, article FROM log ORDER BY serial";
    let (mut all, mut left_out) = (Vec::new(), 0);
    scan(connection, query, &mut all, &mut left_out, |row| {
        let article: Option<String> = row.get(3)?;
        Ok(Some(LogEntry {
            at: instant(row.get(0)?).unwrap_or_default(),
            by: row.get(1)?,
            what: row.get(2)?,
            article: article.as_deref().and_then(from_hex).map(ArticleId),
        }))
    })?;
    Ok(all)
}

/// Engines that a project was worked on with, oldest first.
pub(super) fn engines(connection: &Connection) -> Result<Vec<(Engine, DateTime<Utc>)>, StoreError> {
    let query = "SELECT version, model, rules, first_used FROM engine ORDER BY first_used";
    let (mut all, mut left_out) = (Vec::new(), 0);
    scan(connection, query, &mut all, &mut left_out, |row| {
        let engine = Engine {
            version: row.get(0)?,
            model: row.get(1)?,
            rules: row.get(2)?,
        };
        Ok(Some((engine, instant(row.get(3)?).unwrap_or_default())))
    })?;
    Ok(all)
}

fn article_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        id: row.get(0)?,
        revision: row.get(1)?,
        title: row.get(2)?,
        title_origin: row.get(3)?,
        outlet: row.get(4)?,
        author: row.get(5)?,
        published: row.get(6)?,
        url: row.get(7)?,
        language: row.get(8)?,
        path: row.get(9)?,
        format: row.get(10)?,
        sha256: row.get(11)?,
        encoding: row.get(12)?,
        text: row.get(13)?,
        paragraphs: row.get(14)?,
        set_aside: row.get(15)?,
    })
}

fn judgement_row(row: &Row<'_>) -> rusqlite::Result<Option<(ArticleId, Judgement)>> {
    let (article, key): (String, String) = (row.get(0)?, row.get(1)?);
    let (kind, finding): (String, Option<String>) = (row.get(2)?, row.get(3)?);
    let finding = finding.as_deref().and_then(from_hex).map(FindingKey);
    let kind = match (kind.as_str(), finding) {
        ("finding", Some(key)) => SubjectKind::Finding(key),
        ("sentence", None) => SubjectKind::Sentence,
        ("naming", None) => SubjectKind::Naming,
        _ => return Ok(None),
    };
    let decision: Option<String> = row.get(8)?;
    let decision = match decision {
        Some(name) => match Decision::ALL.into_iter().find(|known| known.name() == name) {
            Some(decision) => Some(decision),
            None => return Ok(None),
        },
        None => None,
    };
    let judgement = Judgement {
        subject: Subject {
            kind,
            anchor: anchor(row, 5)?,
            answer: row.get(4)?,
        },
        decision,
        note: row.get(9)?,
        by: row.get(10)?,
        at: instant(row.get(11)?).unwrap_or_default(),
    };
    let is_own_key = from_hex(&key).map(JudgementKey) == Some(judgement.subject.key());
    let article = from_hex(&article).filter(|_| is_own_key);
    Ok(article.map(|id| (ArticleId(id), judgement)))
}

fn mark_row(row: &Row<'_>) -> rusqlite::Result<Option<(ArticleId, bool, OwnMark)>> {
    let article: String = row.get(0)?;
    let id: i64 = row.get(1)?;
    let code: String = row.get(5)?;
    let (start, length): (Option<u32>, Option<u32>) = (row.get(3)?, row.get(4)?);
    let span = start.zip(length).map(|(start, length)| {
        let (start, length) = (start as usize, length as usize);
        Span::new(start, start.saturating_add(length))
    });
    let (Some(article), Some(code), Ok(id)) =
        (from_hex(&article), Code::of_name(&code), u64::try_from(id))
    else {
        return Ok(None);
    };
    let mark = OwnMark {
        id: MarkId(id),
        span,
        anchor: anchor(row, 6)?,
        code,
        note: row.get(9)?,
        by: row.get(10)?,
        at: instant(row.get(11)?).unwrap_or_default(),
    };
    Ok(Some((ArticleId(article), row.get(2)?, mark)))
}

/// Quote, before and after, from this column on.
fn anchor(row: &Row<'_>, first: usize) -> rusqlite::Result<Anchor> {
    Ok(Anchor {
        quote: row.get(first)?,
        before: row.get(first + 1)?,
        after: row.get(first + 2)?,
    })
}
