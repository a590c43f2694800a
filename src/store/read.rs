//! From rows to a project.
//!
//! A row that cannot be understood costs that row and nothing else: it is left out, said, and
//! stays in the file as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row};

use super::connection::count;
use super::repair::is_own_table;
use super::rows::{ArticleRow, Place, SettingsRow, comparison, device, from_hex, instant};
use super::{Engine, LogEntry, StoreError, limits, loss, schema, sums};
use crate::model::{
    Article, ArticleId, Code, Coded, Coding, Decision, Expression, FindingKey, Judgement,
    JudgementKey, MarkId, Note, OwnMark, Project, ProjectSettings, Revision, Subject, SubjectKind,
};
use crate::text::{Anchor, Span};

/// A project, and what of it could not be read.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub project: Project,
    /// One sentence for each kind of row that was left out.
    pub left_out: Vec<String>,
    /// Whether articles stand elsewhere than the file says, because it contradicts itself or
    /// some could not be read.
    pub is_reordered: bool,
}

/// Reads everything.
///
/// # Errors
/// Where the file itself cannot be read, or holds more than any project.
pub(super) fn load(connection: &Connection) -> Result<Loaded, StoreError> {
    for (table, what, limit) in limits::ROWS {
        if schema::knows(connection, table)? && count(connection, table)? > limit {
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
    let mut loaded = reader.loaded;
    let listed = match manner {
        // Those that are in it and cannot be read were said already.
        Manner::Exact => ids(connection)?,
        Manner::Salvage => BTreeSet::new(),
    };
    loaded
        .left_out
        .extend(loss::without_article(&loaded.project, &listed));
    match loss::missing(connection) {
        // Of a damaged table it was said already.
        Err(_) if manner == Manner::Salvage => {}
        missing => loaded.left_out.extend(missing?),
    }
    Ok(loaded)
}

/// Articles that have a row, whether it can be read or not.
fn ids(connection: &Connection) -> Result<BTreeSet<ArticleId>, StoreError> {
    let (mut ids, mut unread) = (BTreeSet::new(), 0);
    scan(connection, "SELECT id FROM article", &mut unread, |row| {
        let id: String = row.get(0)?;
        ids.extend(from_hex(&id).map(ArticleId));
        Ok(())
    })?;
    Ok(ids)
}

struct Reader<'c> {
    connection: &'c Connection,
    manner: Manner,
    loaded: Loaded,
}

impl Reader<'_> {
    /// Hands over every row of a table that can be understood, one at a time: nothing is
    /// kept twice. Salvaging may give a row twice.
    fn rows<T>(
        &mut self,
        (table, what): (&str, &str),
        order: &str,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
        mut take: impl FnMut(&mut Project, T) -> bool,
    ) -> Result<(), StoreError> {
        let (mut left_out, mut changed) = (0, 0);
        let project = &mut self.loaded.project;
        let columns = sums::columns(table);
        let count = columns.split(", ").count();
        let has_sums = sums::are_in(self.connection, table)?;
        let mut each = |row: &Row<'_>| -> rusqlite::Result<()> {
            let is_whole = !has_sums || sums::is_row_whole(table, row, count)?;
            let is_taken = read(row)?.is_some_and(|value| take(project, value));
            left_out += usize::from(!is_taken);
            changed += usize::from(is_taken && !is_whole);
            Ok(())
        };
        let most = limits::rows_of(table);
        let sum = if has_sums { "sum" } else { "NULL" };
        let query = format!("SELECT {columns}, {sum} FROM {table} ORDER BY {order} LIMIT {most}");
        let mut said = None;
        let mut unread = 0;
        if self.manner == Manner::Exact {
            scan(self.connection, &query, &mut unread, &mut each)?;
        } else if !is_own_table(self.connection, table) {
            said = Some(format!("The {what} could not be read and were left out."));
        } else if scan(self.connection, &query, &mut unread, &mut each).is_err() {
            // A damaged page stops the way forward; the way back ends on its other side.
            let back: Vec<_> = order.split(", ").map(|key| format!("{key} DESC")).collect();
            let back = back.join(", ");
            let query =
                format!("SELECT {columns}, {sum} FROM {table} ORDER BY {back} LIMIT {most}");
            if scan(self.connection, &query, &mut unread, &mut each).is_err() {
                said = Some(format!(
                    "Some of the {what} were on a damaged page and are lost."
                ));
            }
        }
        self.loaded.left_out.extend(said);
        self.leave_out(left_out + unread, what);
        self.loaded
            .left_out
            .extend(loss::not_as_written(changed, what));
        Ok(())
    }

    fn leave_out(&mut self, count: usize, what: &str) {
        if count > 0 {
            self.loaded.left_out.push(format!(
                "{count} {what} could not be read and were left out. They are still in the file."
            ));
        }
    }

    fn values(&mut self) -> Result<(), StoreError> {
        let mut pairs = BTreeMap::<String, String>::new();
        self.rows(
            ("project", "settings"),
            "key",
            |row| Ok(Some((row.get(0)?, row.get(1)?))),
            |_, (key, value)| {
                pairs.insert(key, value);
                true
            },
        )?;
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
        let mut placeless = BTreeMap::<(ArticleId, Revision), Arc<Article>>::new();
        self.rows(
            ("article", "articles"),
            "rowid",
            |row| Ok(article_row(row)?.article()),
            |_, article| {
                placeless.insert((article.id, article.revision), Arc::new(article));
                true
            },
        )?;
        let mut places = Vec::new();
        self.rows(
            ("placement", "places of articles"),
            "article, revision",
            |row| {
                let (id, place): (String, String) = (row.get(0)?, row.get(2)?);
                let revision = Revision(row.get(1)?);
                let position: i64 = row.get(3)?;
                let known = from_hex(&id).zip(Place::of_name(&place));
                Ok(known.map(|(id, place)| (place, position, (ArticleId(id), revision))))
            },
            |_, place| {
                places.push(place);
                true
            },
        )?;
        places.sort_unstable();
        let project = &mut self.loaded.project;
        let mut known = BTreeSet::new();
        let mut is_reordered = false;
        for (place, position, key) in places {
            let Some(article) = placeless.remove(&key) else {
                continue;
            };
            let is_first = place != Place::Earlier && known.insert(key.0);
            let list = match place {
                Place::Open if is_first => &mut project.articles,
                Place::Bin if is_first => &mut project.bin,
                // Two current revisions cannot be: the second one is kept aside.
                Place::Open | Place::Bin | Place::Earlier => &mut project.earlier,
            };
            is_reordered |= usize::try_from(position) != Ok(list.len());
            is_reordered |= !is_first && place != Place::Earlier;
            list.push(article);
        }
        is_reordered |= !placeless.is_empty();
        self.loaded.is_reordered = is_reordered;
        if !placeless.is_empty() {
            self.loaded.left_out.push(format!(
                "The places of {} articles are missing. Those articles are in the bin.",
                placeless.len()
            ));
        }
        let project = &mut self.loaded.project;
        // An article that lost its place is not lost: it is found in the bin.
        for article in placeless.into_values() {
            if known.insert(article.id) {
                project.bin.push(article);
            } else {
                project.earlier.push(article);
            }
        }
        Ok(())
    }

    fn judgements(&mut self) -> Result<(), StoreError> {
        self.rows(
            ("judgement", "judgements"),
            "rowid",
            judgement_row,
            |project, (article, judgement)| {
                code(project, article, |coding| {
                    let key = judgement.subject.key();
                    coding.judgements.insert(key, Arc::new(judgement));
                })
            },
        )
    }

    fn marks(&mut self) -> Result<(), StoreError> {
        let project = &self.loaded.project;
        let articles = project.articles.iter().chain(&project.bin);
        let texts: BTreeMap<ArticleId, Arc<Article>> = articles
            .map(|article| (article.id, Arc::clone(article)))
            .collect();
        self.rows(
            ("mark", "own marks"),
            "id",
            mark_row,
            |project, (article, in_bin, mut mark)| {
                let text = texts.get(&article).map(|article| &*article.text);
                let fits = |span: Span| {
                    text.is_some_and(|text| text.get(span.range()).is_some() && !span.is_empty())
                };
                mark.span = mark.span.filter(|span| text.is_none() || fits(*span));
                project.marks_made = project.marks_made.max(mark.id.0 + 1);
                code(project, article, |coding| {
                    let marks = if in_bin {
                        &mut coding.marks_in_bin
                    } else {
                        &mut coding.marks
                    };
                    marks.insert(mark.id, Arc::new(mark));
                })
            },
        )
    }

    fn notes(&mut self) -> Result<(), StoreError> {
        self.rows(
            ("note", "notes"),
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
            |project, (article, note)| {
                code(project, article, |coding| {
                    coding.note = Some(Arc::new(note));
                })
            },
        )
    }

    fn coded(&mut self) -> Result<(), StoreError> {
        if !schema::knows(self.connection, "coded")? {
            return Ok(());
        }
        self.rows(
            ("coded", "articles that are coded to the end"),
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
            |project, (article, coded)| code(project, article, |coding| coding.coded = Some(coded)),
        )
    }

    fn comparisons(&mut self) -> Result<(), StoreError> {
        let mut all = BTreeMap::new();
        self.rows(
            ("comparison", "comparisons"),
            "position",
            |row| {
                let position: i64 = row.get(0)?;
                let (columns, filter): (String, String) = (row.get(2)?, row.get(3)?);
                let kept = comparison(row.get(1)?, &columns, &filter);
                Ok(kept.map(|kept| (position, Arc::new(kept))))
            },
            |_, (position, kept)| {
                all.insert(position, kept);
                true
            },
        )?;
        self.loaded.project.comparisons = all.into_values().collect();
        Ok(())
    }

    fn silenced(&mut self) -> Result<(), StoreError> {
        self.rows(
            ("silenced", "expressions that are not marked"),
            "device, words",
            |row| {
                let code: String = row.get(0)?;
                let words: String = row.get(1)?;
                Ok(device(&code).map(|device| Expression { device, words }))
            },
            |project, expression| {
                project.silenced.insert(expression);
                true
            },
        )
    }
}

/// Adds to what is said of an article; false where that is said of more articles than any
/// project has.
fn code(project: &mut Project, article: ArticleId, edit: impl FnOnce(&mut Coding)) -> bool {
    let has_room = project.codings.contains_key(&article)
        || project.codings.len() < limits::rows_of("article");
    if has_room {
        project.edit_coding(article, edit);
    }
    has_room
}

/// Every row of a query; counts those that hold other types than they should.
fn scan(
    connection: &Connection,
    query: &str,
    left_out: &mut usize,
    mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        match each(row) {
            Ok(()) => {}
            // A value of another type, or text that is no Unicode: this row only.
            Err(error) if error.sqlite_error().is_none() => *left_out += 1,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The last things in the log, newest first.
pub(super) fn log(connection: &Connection, most: usize) -> Result<Vec<LogEntry>, StoreError> {
    let query = format!("SELECT at, by, what, article FROM log ORDER BY serial DESC LIMIT {most}");
    let (mut all, mut left_out) = (Vec::new(), 0);
    scan(connection, &query, &mut left_out, |row| {
        all.push(log_row(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// Everything in the log, oldest first, as far as it can be read; false where that is not
/// to its end.
pub(super) fn each_log_entry(connection: &Connection, mut take: impl FnMut(LogEntry)) -> bool {
    let query = "SELECT at, by, what, article FROM log ORDER BY serial";
    let mut left_out = 0;
    let read = scan(connection, query, &mut left_out, |row| {
        take(log_row(row)?);
        Ok(())
    });
    read.is_ok() && left_out == 0
}

fn log_row(row: &Row<'_>) -> rusqlite::Result<LogEntry> {
    let article: Option<String> = row.get(3)?;
    Ok(LogEntry {
        at: instant(row.get(0)?).unwrap_or_default(),
        by: row.get(1)?,
        what: row.get(2)?,
        article: article.as_deref().and_then(from_hex).map(ArticleId),
    })
}

/// Engines that a project was worked on with, oldest first.
pub(super) fn engines(connection: &Connection) -> Result<Vec<(Engine, DateTime<Utc>)>, StoreError> {
    let most = limits::rows_of("engine");
    let query = format!(
        "SELECT version, model, rules, first_used FROM engine ORDER BY first_used LIMIT {most}"
    );
    let (mut all, mut left_out) = (Vec::new(), 0);
    scan(connection, &query, &mut left_out, |row| {
        let engine = Engine {
            version: row.get(0)?,
            model: row.get(1)?,
            fingerprint: row.get(2)?,
        };
        all.push((engine, instant(row.get(3)?).unwrap_or_default()));
        Ok(())
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
    let id: i64 = row.get(0)?;
    let article: String = row.get(1)?;
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
