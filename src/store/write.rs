//! Brings a file from what was last written to what is now: only the difference is written.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, params};

use super::rows::{ArticleRow, Place, SettingsRow, columns_text, filter_name, hex};
use super::sums::{There, put};
use super::{Engine, LogEntry, StoreError, limits};
use crate::model::id::sha256_hex;
use crate::model::{
    Article, ArticleId, Coded, Coding, Judgement, JudgementKey, Note, OwnMark, Project, Revision,
};

type Placed<'p> = BTreeMap<(ArticleId, Revision), (Place, usize, &'p Arc<Article>)>;

/// Writes what differs between two states of a project.
///
/// Two values that share their memory are the same; that makes this quick for projects that
/// came from one another, and it is right for any two.
pub(super) fn difference(
    connection: &Connection,
    before: &Project,
    now: &Project,
) -> Result<(), StoreError> {
    articles(connection, before, now)?;
    codings(connection, before, now)?;
    values(connection, before, now)?;
    if before.comparisons != now.comparisons {
        connection.execute("DELETE FROM comparison", [])?;
        let mut insert = connection.prepare_cached(&put("comparison", There::Update))?;
        for (position, kept) in now.comparisons.iter().enumerate() {
            let filter = filter_name(kept.filter);
            insert.execute(params![
                number(position),
                kept.name,
                columns_text(kept),
                filter
            ])?;
        }
    }
    for gone in before.silenced.difference(&now.silenced) {
        connection.execute(
            "DELETE FROM silenced WHERE device = ?1 AND words = ?2",
            params![gone.device.code(), gone.words],
        )?;
    }
    for new in now.silenced.difference(&before.silenced) {
        connection.execute(
            &put("silenced", There::Update),
            params![new.device.code(), new.words],
        )?;
    }
    Ok(())
}

/// Adds to the log; nothing is ever taken from it.
pub(super) fn log(connection: &Connection, entries: &[LogEntry]) -> Result<(), StoreError> {
    let mut last: i64 =
        connection.query_row("SELECT coalesce(max(serial), 0) FROM log", [], |row| {
            row.get(0)
        })?;
    let mut insert = connection.prepare_cached(&put("log", There::Keep))?;
    for entry in entries {
        let article = entry.article.map(|id| hex(id.0));
        last += 1;
        insert.execute(params![
            last,
            entry.at.timestamp_millis(),
            entry.by,
            entry.what,
            article
        ])?;
    }
    Ok(())
}

/// Notes which engine the project was worked on with.
pub(super) fn engine(
    connection: &Connection,
    engine: &Engine,
    milliseconds: i64,
) -> Result<(), StoreError> {
    connection.execute(
        &put("engine", There::Keep),
        params![
            engine.version,
            engine.model,
            engine.fingerprint,
            milliseconds
        ],
    )?;
    Ok(())
}

fn placed(project: &Project) -> Placed<'_> {
    let places = [
        (Place::Open, &project.articles),
        (Place::Bin, &project.bin),
        (Place::Earlier, &project.earlier),
    ];
    places
        .into_iter()
        .flat_map(|(place, list)| {
            let numbered = list.iter().enumerate();
            numbered.map(move |(position, article)| {
                ((article.id, article.revision), (place, position, article))
            })
        })
        .collect()
}

fn articles(connection: &Connection, before: &Project, now: &Project) -> Result<(), StoreError> {
    let (old, new) = (placed(before), placed(now));
    for (key, (place, position, article)) in &new {
        let known = old.get(key);
        let same =
            known.is_some_and(|(_, _, known)| Arc::ptr_eq(known, article) || known == article);
        if !same {
            put_article(connection, article)?;
            if known.is_none() && now.settings.keeps_originals {
                keep_original(connection, article)?;
            }
        }
        if known.is_none_or(|(at, rank, _)| (at, rank) != (place, position)) {
            let mut placement = connection.prepare_cached(&put("placement", There::Update))?;
            placement.execute(params![
                hex(key.0.0),
                key.1.0,
                place.name(),
                number(*position)
            ])?;
        }
    }
    for key in old.keys().filter(|key| !new.contains_key(key)) {
        let row = params![hex(key.0.0), key.1.0];
        connection.execute(
            "DELETE FROM placement WHERE article = ?1 AND revision = ?2",
            row,
        )?;
        connection.execute("DELETE FROM article WHERE id = ?1 AND revision = ?2", row)?;
    }
    if now.settings.keeps_originals && !before.settings.keeps_originals {
        for article in now.articles.iter().chain(&now.bin) {
            keep_original(connection, article)?;
        }
    }
    if before.settings.keeps_originals && !now.settings.keeps_originals {
        connection.execute("DELETE FROM original", [])?;
    }
    Ok(())
}

fn put_article(connection: &Connection, article: &Article) -> Result<(), StoreError> {
    let row = ArticleRow::new(article).map_err(|error| StoreError::Io(error.to_string()))?;
    let mut statement = connection.prepare_cached(&put("article", There::Update))?;
    statement.execute(params![
        row.id,
        row.revision,
        row.title,
        row.title_origin,
        row.outlet,
        row.author,
        row.published,
        row.url,
        row.language,
        row.path,
        row.format,
        row.sha256,
        row.encoding,
        row.text,
        row.paragraphs,
        row.set_aside,
    ])?;
    Ok(())
}

/// Keeps the bytes that an article was imported from, where they are still the same.
fn keep_original(connection: &Connection, article: &Article) -> Result<(), StoreError> {
    let Some(bytes) = original(article) else {
        return Ok(());
    };
    connection.execute(
        &put("original", There::Keep),
        params![article.origin.sha256, bytes],
    )?;
    Ok(())
}

/// The bytes that an article was imported from: a plain file that has the same hash, or the
/// text itself.
fn original(article: &Article) -> Option<Vec<u8>> {
    let is_same = |bytes: &[u8]| sha256_hex(bytes) == article.origin.sha256;
    if is_same(article.text.as_bytes()) {
        return Some(article.text.as_bytes().to_vec());
    }
    let path = Path::new(article.origin.path.as_deref()?);
    if !std::fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    file.take(limits::ORIGINAL_BYTES + 1)
        .read_to_end(&mut bytes)
        .ok()?;
    is_same(&bytes).then_some(bytes)
}

fn codings(connection: &Connection, before: &Project, now: &Project) -> Result<(), StoreError> {
    let nothing = Arc::default();
    for (id, coding) in &now.codings {
        let old = before.codings.get(id).unwrap_or(&nothing);
        if !Arc::ptr_eq(old, coding) {
            coding_of(connection, *id, old, coding)?;
        }
    }
    for (id, old) in &before.codings {
        if !now.codings.contains_key(id) {
            coding_of(connection, *id, old, &nothing)?;
        }
    }
    Ok(())
}

fn coding_of(
    connection: &Connection,
    article: ArticleId,
    before: &Coding,
    now: &Coding,
) -> Result<(), StoreError> {
    for (key, judgement) in changed(&before.judgements, &now.judgements) {
        put_judgement(connection, article, *key, judgement)?;
    }
    for key in gone(&before.judgements, &now.judgements) {
        connection.execute(
            "DELETE FROM judgement WHERE article = ?1 AND key = ?2",
            params![hex(article.0), hex(key.0)],
        )?;
    }
    for id in gone(&before.marks, &now.marks).chain(gone(&before.marks_in_bin, &now.marks_in_bin)) {
        // Taken back, a number is given again, perhaps to a mark of another article.
        connection.execute(
            "DELETE FROM mark WHERE id = ?1 AND article = ?2",
            params![key_number(id.0)?, hex(article.0)],
        )?;
    }
    for (_, mark) in changed(&before.marks, &now.marks) {
        put_mark(connection, article, mark, false)?;
    }
    for (_, mark) in changed(&before.marks_in_bin, &now.marks_in_bin) {
        put_mark(connection, article, mark, true)?;
    }
    match &now.note {
        note if *note == before.note => {}
        Some(note) => put_note(connection, article, note)?,
        None => {
            connection.execute("DELETE FROM note WHERE article = ?1", [hex(article.0)])?;
        }
    }
    match &now.coded {
        coded if *coded == before.coded => {}
        Some(coded) => put_coded(connection, article, coded)?,
        None => {
            connection.execute("DELETE FROM coded WHERE article = ?1", [hex(article.0)])?;
        }
    }
    Ok(())
}

fn changed<'m, K: Ord, V: PartialEq>(
    before: &'m BTreeMap<K, Arc<V>>,
    now: &'m BTreeMap<K, Arc<V>>,
) -> impl Iterator<Item = (&'m K, &'m Arc<V>)> {
    now.iter().filter(|(key, value)| {
        before
            .get(key)
            .is_none_or(|old| !Arc::ptr_eq(old, value) && old != *value)
    })
}

fn gone<'m, K: Ord, V>(
    before: &'m BTreeMap<K, V>,
    now: &'m BTreeMap<K, V>,
) -> impl Iterator<Item = &'m K> {
    before.keys().filter(|key| !now.contains_key(key))
}

fn put_judgement(
    connection: &Connection,
    article: ArticleId,
    key: JudgementKey,
    judgement: &Judgement,
) -> Result<(), StoreError> {
    let subject = &judgement.subject;
    let finding = match subject.kind {
        crate::model::SubjectKind::Finding(key) => Some(hex(key.0)),
        crate::model::SubjectKind::Sentence | crate::model::SubjectKind::Naming => None,
    };
    let mut statement = connection.prepare_cached(&put("judgement", There::Update))?;
    statement.execute(params![
        hex(article.0),
        hex(key.0),
        subject.kind.name(),
        finding,
        subject.answer,
        subject.anchor.quote,
        subject.anchor.before,
        subject.anchor.after,
        judgement.decision.map(crate::model::Decision::name),
        judgement.note,
        judgement.by,
        judgement.at.timestamp_millis(),
    ])?;
    Ok(())
}

fn put_mark(
    connection: &Connection,
    article: ArticleId,
    mark: &OwnMark,
    in_bin: bool,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(&put("mark", There::Update))?;
    statement.execute(params![
        key_number(mark.id.0)?,
        hex(article.0),
        in_bin,
        mark.span.map(|span| number(span.start())),
        mark.span.map(|span| number(span.len())),
        mark.code.name(),
        mark.anchor.quote,
        mark.anchor.before,
        mark.anchor.after,
        mark.note,
        mark.by,
        mark.at.timestamp_millis(),
    ])?;
    Ok(())
}

fn put_note(connection: &Connection, article: ArticleId, note: &Note) -> Result<(), StoreError> {
    connection.execute(
        &put("note", There::Update),
        params![
            hex(article.0),
            note.text,
            note.by,
            note.at.timestamp_millis()
        ],
    )?;
    Ok(())
}

fn put_coded(connection: &Connection, article: ArticleId, coded: &Coded) -> Result<(), StoreError> {
    connection.execute(
        &put("coded", There::Update),
        params![
            hex(article.0),
            coded.by,
            coded.at.timestamp_millis(),
            coded.hidden_from.timestamp_millis()
        ],
    )?;
    Ok(())
}

/// What is one value for the whole project.
fn values(connection: &Connection, before: &Project, now: &Project) -> Result<(), StoreError> {
    let (old, new) = (texts(before)?, texts(now)?);
    for (key, value) in &new {
        if old.get(key) != Some(value) {
            connection.execute(&put("project", There::Update), params![key, value])?;
        }
    }
    for key in gone(&old, &new) {
        connection.execute("DELETE FROM project WHERE key = ?1", [key])?;
    }
    Ok(())
}

/// Keys and values of the table `project`; what is as it is by default is not written.
fn texts(project: &Project) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let mut texts = BTreeMap::new();
    let mut keep = |key, value: Option<String>| {
        if let Some(value) = value {
            texts.insert(key, value);
        }
    };
    let engine = project.settings.engine.as_ref().map(SettingsRow::new);
    let engine = engine
        .map(|settings| serde_json::to_string(&settings))
        .transpose()
        .map_err(|error| StoreError::Io(error.to_string()))?;
    let flag = |is_set: bool| is_set.then(|| "yes".to_owned());
    keep(
        "name",
        (!project.name.is_empty()).then(|| project.name.clone()),
    );
    keep("is_sample", flag(project.is_sample));
    keep("keeps_originals", flag(project.settings.keeps_originals));
    let codes_first = project.settings.codes_first;
    keep(
        "codes_first",
        codes_first.map(|since| since.timestamp_millis().to_string()),
    );
    keep("engine_settings", engine);
    keep(
        "marks_made",
        (project.marks_made > 0).then(|| project.marks_made.to_string()),
    );
    if let Some(note) = &project.note {
        keep("note", Some(note.text.clone()));
        keep("note_by", Some(note.by.clone()));
        keep("note_at", Some(note.at.timestamp_millis().to_string()));
    }
    Ok(texts)
}

/// A position as the file holds it.
fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn key_number(value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_large| StoreError::TooMany {
        what: "own marks",
        limit: i64::MAX.unsigned_abs(),
    })
}
