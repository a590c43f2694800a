//! Project files: what is saved comes back, and nothing that happens to a file loses more
//! than it must.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use slantwise::analysis::fingerprint;
use slantwise::import;
use slantwise::model::{
    Article, Code, Coded, Confidence, Decision, Device, Expression, Judgement, KeptComparison,
    Layer, MarkId, Note, OwnMark, Project, Settings, Subject, SubjectKind, VoiceFilter,
};
use slantwise::store::{
    Access, Engine, Keeper, LogEntry, ProjectFile, StoreError, backup, examine, repair,
};
use slantwise::text::{Anchor, Span};

/// Everything that Unicode, line ends and directions of writing can do to a position.
const TRICKY: &str = "Zoe\u{308} Lund \u{1f3ca}\u{1f3fd} said the far\u{2011}flung suburbs lose.\r\n\r\n\
    \u{5e9}\u{5dc}\u{5d5}\u{5dd} said no. \u{201c}A reckless gamble,\u{201d} the mayor called it.\r\n\r\nNobody left early.";

pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_123).unwrap()
}

pub fn keeper() -> Keeper {
    Keeper {
        user: "ada".to_owned(),
        host: "north".to_owned(),
        process: 7,
        backups: None,
    }
}

pub fn article(number: usize) -> Arc<Article> {
    let text = format!("Report {number}\n\n{TRICKY}\n\nIt was the vote number {number} on Monday.");
    let mut article = import::from_bytes(text.as_bytes(), Some("tram.txt")).unwrap();
    article.metadata.outlet = number
        .is_multiple_of(2)
        .then(|| format!("The Osterby Post {number}"));
    Arc::new(article)
}

fn judgement(article: &Article, place: usize, decision: Option<Decision>) -> Judgement {
    let paragraph = article.paragraphs[place % article.paragraphs.len()].span;
    let finding = slantwise::model::FindingKey(place as u64);
    let kinds = [
        SubjectKind::Finding(finding),
        SubjectKind::Sentence,
        SubjectKind::Naming,
    ];
    Judgement {
        subject: Subject {
            kind: kinds[place % 3],
            anchor: Anchor::of(&article.text, paragraph),
            answer: "framing".to_owned(),
        },
        decision,
        note: if place.is_multiple_of(4) {
            "Two\nlines 😀".to_owned()
        } else {
            String::new()
        },
        by: "Ada".to_owned(),
        at: now(),
    }
}

/// Adds a judgement of this article.
fn judge(project: &mut Project, article: &Article, place: usize, decision: Option<Decision>) {
    let judgement = judgement(article, place, decision);
    project.edit_coding(article.id, |coding| {
        let key = judgement.subject.key();
        coding.judgements.insert(key, Arc::new(judgement));
    });
}

fn mark(project: &mut Project, article: &Article, place: usize) {
    let paragraph = article.paragraphs[place % article.paragraphs.len()].span;
    let id = MarkId(project.marks_made);
    project.marks_made += 1;
    let codes = [
        Code::Layer(Layer::Framing),
        Code::Device(Device::ScareQuotes),
    ];
    let own = OwnMark {
        id,
        span: (!place.is_multiple_of(5)).then_some(paragraph),
        anchor: Anchor::of(&article.text, paragraph),
        code: codes[place % 2],
        note: String::new(),
        by: "Ada".to_owned(),
        at: now(),
    };
    project.edit_coding(article.id, |coding| {
        coding.marks.insert(id, Arc::new(own));
    });
}

/// A project of three articles with a little of everything.
pub fn sample() -> Arc<Project> {
    let mut project = Project {
        name: "The tram".to_owned(),
        articles: (0..3).map(article).collect(),
        ..Project::default()
    };
    for place in 0..6 {
        let article = Arc::clone(&project.articles[place % 3]);
        judge(
            &mut project,
            &article,
            place,
            Some(Decision::ALL[place % 3]),
        );
        mark(&mut project, &article, place);
    }
    let first = project.articles[0].id;
    project.note = Some(note("On the whole"));
    project.edit_coding(first, |coding| coding.note = Some(note("On the first")));
    project.comparisons.push(Arc::new(KeptComparison {
        name: "First two".to_owned(),
        columns: project.articles[..2].iter().map(|one| one.id).collect(),
        filter: VoiceFilter::Outlet,
    }));
    project
        .silenced
        .insert(Expression::new(Device::Label, "so-called experts"));
    project.settings.engine = Some(Settings {
        model: true,
        minimum_confidence: Confidence::from_fraction(0.35),
        devices_off: [Device::Speculation].into(),
    });
    project.take_out(first);
    let second = Arc::clone(&project.articles[0]);
    project.revise(second.id, &article(9));
    project.settings.codes_first = Some(now());
    project.edit_coding(second.id, |coding| {
        coding.coded = Some(Coded {
            by: "Ada".to_owned(),
            at: now(),
            hidden_from: now(),
        });
    });
    Arc::new(project)
}

fn note(text: &str) -> Arc<Note> {
    Arc::new(Note {
        text: text.to_owned(),
        by: "Ada".to_owned(),
        at: now(),
    })
}

pub fn entry(what: &str) -> LogEntry {
    LogEntry {
        at: now(),
        by: "Ada".to_owned(),
        what: what.to_owned(),
        article: None,
    }
}

/// A folder, and a project file in it that is closed.
pub fn closed(project: &Arc<Project>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tram.slantwise");
    let entries = [entry("Begin")];
    drop(ProjectFile::create(&path, project, &keeper(), &entries, now()).unwrap());
    (folder, path)
}

pub fn open(path: &Path) -> (ProjectFile, slantwise::store::Opened) {
    ProjectFile::open(path, &keeper(), now()).unwrap()
}

/// Names of everything in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_project_comes_back_as_it_was_saved_and_leaves_one_file() {
    let project = sample();
    let (folder, path) = closed(&project);
    assert_eq!(names(folder.path()), ["tram.slantwise"]);
    let (file, opened) = open(&path);
    assert_eq!(opened.project, project);
    assert_eq!(opened.access, Access::Write);
    assert!(opened.recovered.is_empty() && opened.left_out.is_empty());
    assert!(names(folder.path()).contains(&"tram.slantwise.lock".to_owned()));
    drop(file);
    assert_eq!(names(folder.path()), ["tram.slantwise"]);
}

/// What may be done to a project, by numbers.
fn edit(project: &mut Project, step: (u8, usize, usize)) {
    let (kind, one, other) = step;
    let open = project.articles.len();
    let some = (open > 0).then(|| Arc::clone(&project.articles[one % open.max(1)]));
    match (kind % 14, some) {
        (0 | 1, _) => {
            let new = article(one % 12);
            let is_known = project.article(new.id).is_some()
                || project.bin.iter().any(|known| known.id == new.id);
            if !is_known {
                let at = other % (open + 1);
                project.articles.insert(at, new);
            }
        }
        (2, Some(article)) => {
            project.take_out(article.id);
        }
        (3, _) => {
            if let Some(article) = project.bin.get(one % project.bin.len().max(1)).cloned() {
                project.put_back(article.id);
            }
        }
        (4 | 5, Some(article)) => {
            let decision = Decision::ALL.get(other % 4).copied();
            judge(project, &article, other, decision);
        }
        (6, Some(article)) => mark(project, &article, other),
        (7, Some(article)) => project.edit_coding(article.id, |coding| {
            if let Some((id, mark)) = coding.marks.pop_first() {
                coding.marks_in_bin.insert(id, mark);
            }
        }),
        (8, Some(article)) => project.edit_coding(article.id, |coding| {
            coding.judgements.pop_last();
        }),
        (9, Some(first)) => {
            project.revise(first.id, &article(other % 12));
        }
        (10, Some(article)) => project.edit_coding(article.id, |coding| {
            coding.note = (other % 3 > 0).then(|| note(&format!("Note {other}")));
            coding.coded = (one % 2 > 0).then(|| Coded {
                by: format!("Coder {other}"),
                at: now(),
                hidden_from: now(),
            });
        }),
        (11, Some(_)) => {
            let at = one % open;
            Arc::make_mut(&mut project.articles[at]).title.text = format!("Title {other}");
            project.articles.swap(at, other % open);
        }
        (12, _) => {
            project.name = format!("Name {one}");
            project.settings.keeps_originals = other % 2 == 0;
            project.settings.codes_first = (other % 3 > 0).then(now);
            let expression = Expression::new(Device::Label, &format!("word {other}"));
            if !project.silenced.remove(&expression) {
                project.silenced.insert(expression);
            }
        }
        _ => {
            let kept = KeptComparison {
                name: format!("Comparison {other}"),
                columns: project.articles.iter().map(|one| one.id).collect(),
                filter: VoiceFilter::ALL[one % 3],
            };
            project.comparisons.retain(|known| known.name != kept.name);
            project.comparisons.push(Arc::new(kept));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_and_taken_back_the_file_holds_the_project_as_it_is(
        steps in prop::collection::vec((any::<u8>(), 0_usize..40, 0_usize..40), 1..40),
    ) {
        let (_folder, path) = closed(&Arc::default());
        let (mut file, _) = open(&path);
        let mut past: Vec<Arc<Project>> = vec![Arc::default()];
        for step in steps {
            let mut project = Project::clone(past.last().unwrap());
            if step.0 % 17 == 16 {
                // As undo does: back to any earlier state at once.
                project = Project::clone(&past[step.1 % past.len()]);
            } else {
                edit(&mut project, step);
            }
            let project = Arc::new(project);
            file.save(&project, &[entry("Step")], None, now()).unwrap();
            past.push(project);
        }
        let logged = file.logged().unwrap();
        drop(file);
        let (file, opened) = open(&path);
        prop_assert_eq!(&opened.project, past.last().unwrap());
        prop_assert!(opened.left_out.is_empty(), "{:?}", opened.left_out);
        prop_assert_eq!(usize::try_from(logged).unwrap(), past.len());
        drop(file);
        let examined = examine(&path, true, "north", now()).unwrap();
        prop_assert_eq!(&examined.project, past.last().unwrap());
    }
}

#[test]
fn the_second_window_reads_and_is_told_who_writes() {
    let (_folder, path) = closed(&sample());
    let (mut first, opened) = open(&path);
    let (mut second, read_only) = open(&path);
    let Access::Read(why) = &read_only.access else {
        panic!("two may write");
    };
    assert!(why.contains("ada") && why.contains("north"), "{why}");
    let mut project = Project::clone(&opened.project);
    project.name = "Another name".to_owned();
    let project = Arc::new(project);
    let refused = second.save(&project, &[], None, now()).unwrap_err();
    assert!(matches!(refused, StoreError::OpenedReadOnly(_)));
    first.save(&project, &[], None, now()).unwrap();
    drop((first, second));
    assert_eq!(open(&path).1.access, Access::Write);
}

#[test]
fn only_what_changed_is_written() {
    let (_folder, path) = closed(&sample());
    let (mut file, opened) = open(&path);
    let before = fs::metadata(&path).unwrap().len();
    let mut project = Project::clone(&opened.project);
    for place in 0..200 {
        let article = Arc::clone(&project.articles[0]);
        judge(
            &mut project,
            &article,
            place % 3,
            Some(Decision::ALL[place % 3]),
        );
        let saved = Arc::new(project.clone());
        file.save(&saved, &[], None, now()).unwrap();
    }
    // The same three judgements again and again: the file does not grow.
    assert!(fs::metadata(&path).unwrap().len() < before + 40_000);
}

#[test]
fn a_number_taken_back_and_given_to_a_mark_of_another_article_is_saved() {
    for (one, other) in [(0, 1), (1, 0)] {
        let articles: Vec<_> = (0..2).map(article).collect();
        let unmarked = Project {
            articles: articles.clone(),
            ..Project::default()
        };
        let mut first = unmarked.clone();
        mark(&mut first, &articles[one], 1);
        let (_folder, path) = closed(&Arc::new(first));
        let mut second = unmarked;
        mark(&mut second, &articles[other], 1);
        let second = Arc::new(second);
        let (mut file, _) = open(&path);
        file.save(&second, &[], None, now()).unwrap();
        drop(file);
        assert_eq!(open(&path).1.project, second);
    }
}

#[test]
fn a_full_disk_is_said_and_the_work_is_saved_when_there_is_room() {
    let (_folder, path) = closed(&sample());
    let (mut file, opened) = open(&path);
    file.fill_disk().unwrap();
    let mut project = Project::clone(&opened.project);
    project.articles.extend((20..60).map(article));
    let large = Arc::new(project);
    let error = file
        .save(&large, &[entry("Open")], None, now())
        .unwrap_err();
    assert_eq!(error, StoreError::Full);
    assert!(error.is_passing());
    assert_eq!(*file.saved(), opened.project);
    drop(file);
    // What was there before is untouched, and there is room now.
    let (mut file, again) = open(&path);
    assert_eq!(again.project, opened.project);
    file.save(&large, &[entry("Open")], None, now()).unwrap();
    drop(file);
    assert_eq!(open(&path).1.project, large);
}

#[cfg(unix)]
#[test]
fn a_vanished_folder_is_said_and_another_place_takes_the_work() {
    let (folder, path) = closed(&sample());
    let (mut file, opened) = open(&path);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(folder.path(), elsewhere.path().join("moved")).unwrap();
    let mut project = Project::clone(&opened.project);
    project.name = "Later".to_owned();
    let project = Arc::new(project);
    assert_eq!(file.save(&project, &[], None, now()), Err(StoreError::Gone));
    // A new file of that name is not the project either.
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "something else").unwrap();
    assert_eq!(file.save(&project, &[], None, now()), Err(StoreError::Gone));
    let rescue = elsewhere.path().join("rescue.slantwise");
    file.save_as(&rescue, false, now()).unwrap();
    file.save(&project, &[], None, now()).unwrap();
    drop(file);
    assert_eq!(open(&rescue).1.project, project);
    assert_eq!(fs::read_to_string(&path).unwrap(), "something else");
}

#[test]
fn saving_under_another_name_takes_the_log_along_and_replaces_only_when_told() {
    let (folder, path) = closed(&sample());
    let (mut file, opened) = open(&path);
    let other = folder.path().join("other.slantwise");
    fs::write(&other, "mine").unwrap();
    let refused = file.save_as(&other, false, now());
    assert!(matches!(refused, Err(StoreError::Exists)));
    assert!(matches!(
        file.save_as(&path, true, now()),
        Err(StoreError::Exists)
    ));
    let replaced = file.save_as(&other, true, now()).unwrap();
    assert_eq!(replaced.project, opened.project);
    assert_eq!(file.path().file_name().unwrap(), "other.slantwise");
    assert_eq!(file.logged().unwrap(), 1);
    // The first one is free again; the other is ours.
    let (first, again) = open(&path);
    assert_eq!(again.access, Access::Write);
    assert!(matches!(open(&other).1.access, Access::Read(_)));
    let mut first = first;
    let taken = first.save_as(&other, true, now());
    assert!(matches!(taken, Err(StoreError::Taken(_))));
}

#[test]
fn backups_rotate_and_every_one_of_them_opens() {
    let (folder, path) = closed(&sample());
    let backups = folder.path().join("backups");
    let keeper = Keeper {
        backups: Some(backups.clone()),
        ..keeper()
    };
    let (mut file, opened) = ProjectFile::open(&path, &keeper, now()).unwrap();
    let path = file.path().to_owned();
    let mut project = Project::clone(&opened.project);
    for count in 0..8 {
        project.name = format!("Version {count}");
        let at = now() + TimeDelta::seconds(count);
        file.save(&Arc::new(project.clone()), &[], None, at)
            .unwrap();
        file.back_up(at).unwrap().unwrap();
    }
    let kept = backup::list(&backups, &path);
    assert_eq!(kept.len(), backup::KEPT);
    let kept_names: Vec<_> = kept
        .iter()
        .map(|path| open(path).1.project.name.clone())
        .collect();
    assert_eq!(
        kept_names,
        [
            "Version 7",
            "Version 6",
            "Version 5",
            "Version 4",
            "Version 3"
        ]
    );
    drop(file);
    // A damaged project names the newest one that opens, not a damaged one.
    fs::write(&kept[0], &fs::read(&kept[0]).unwrap()[..5_000]).unwrap();
    damage(&path);
    let error = ProjectFile::open(&path, &keeper, now()).unwrap_err();
    let StoreError::Damaged { backup, .. } = error else {
        panic!("opened, or refused for another reason: {error}");
    };
    assert_eq!(backup, Some(kept[1].clone()));
}

/// Overwrites the middle of a file.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    let until = (middle + 9_000).min(bytes.len());
    bytes[middle..until].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn what_can_be_read_of_a_damaged_project_is_copied_into_a_new_one() {
    let mut project = Project::clone(&sample());
    for number in 20..60 {
        let article = article(number);
        judge(&mut project, &article, number, Some(Decision::Agree));
        project.articles.push(article);
    }
    let project = Arc::new(project);
    let (folder, path) = closed(&project);
    damage(&path);
    let before = fs::read(&path).unwrap();
    let refused = ProjectFile::open(&path, &keeper(), now()).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    let target = folder.path().join("repaired.slantwise");
    let repaired = repair(&path, &target, &keeper(), now()).unwrap();
    assert!(!repaired.left_out.is_empty());
    assert_eq!(fs::read(&path).unwrap(), before);
    let (_file, opened) = open(&target);
    assert_eq!(opened.project, repaired.project);
    let all =
        |project: &Project| project.articles.len() + project.bin.len() + project.earlier.len();
    assert!(
        all(&opened.project) * 10 >= all(&project) * 8,
        "{} of {} articles came back",
        all(&opened.project),
        all(&project)
    );
    let again = repair(&path, &target, &keeper(), now());
    assert!(matches!(again, Err(StoreError::Exists)));
}

#[test]
fn a_whole_project_is_repaired_without_a_loss() {
    let project = sample();
    let (folder, path) = closed(&project);
    let target = folder.path().join("repaired.slantwise");
    let repaired = repair(&path, &target, &keeper(), now()).unwrap();
    assert_eq!(repaired.project, project);
    assert!(repaired.left_out.is_empty(), "{:?}", repaired.left_out);
    let log = examine(&target, true, "north", now()).unwrap().log;
    let done: Vec<_> = log.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(done, ["Begin", "Repair"]);
}

#[test]
fn one_bad_row_costs_that_row_and_stays_in_the_file() {
    let project = sample();
    let (_folder, path) = closed(&project);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "UPDATE judgement SET decision = 'perhaps' WHERE rowid = 1; \
             UPDATE mark SET code = 'verdict' WHERE id = 2; \
             UPDATE article SET paragraphs = 'nonsense' WHERE revision = 1; \
             UPDATE judgement SET note = CAST(x'ff00' AS TEXT) WHERE rowid = 2;",
        )
        .unwrap();
    drop(connection);
    let (mut file, opened) = open(&path);
    assert_eq!(opened.left_out.len(), 3, "{:?}", opened.left_out);
    assert_eq!(opened.project.judgements(), project.judgements() - 2);
    assert_eq!(opened.project.articles.len(), project.articles.len() - 1);
    let mut changed = Project::clone(&opened.project);
    changed.name = "Later".to_owned();
    file.save(&Arc::new(changed), &[], None, now()).unwrap();
    drop(file);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let count = |query: &str| -> i64 { connection.query_row(query, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM judgement"), 6);
    assert_eq!(
        count("SELECT count(*) FROM article WHERE paragraphs = 'nonsense'"),
        1
    );
}

#[test]
fn an_article_without_a_place_is_found_in_the_bin() {
    let project = sample();
    let (_folder, path) = closed(&project);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("DELETE FROM placement").unwrap();
    drop(connection);
    let found = open(&path).1.project;
    assert_eq!(found.articles.len(), 0);
    assert_eq!(
        found.bin.len() + found.earlier.len(),
        project.articles.len() + project.bin.len() + project.earlier.len()
    );
    assert_eq!(found.codings, project.codings);
}

#[test]
fn articles_of_a_file_that_contradicts_itself_stay_where_they_are_shown() {
    let project = sample();
    for sql in [
        // Two revisions of one article, both of them the current one.
        "UPDATE placement SET place = 'open', position = 7 WHERE place = 'earlier'",
        // The first article cannot be read.
        "UPDATE article SET paragraphs = 'nonsense' WHERE id = (SELECT article FROM placement WHERE place = 'open' AND position = 0)",
        "UPDATE placement SET position = position + 3",
    ] {
        let (_folder, path) = closed(&project);
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        let (mut file, opened) = open(&path);
        let mut next = Project::clone(&opened.project);
        next.articles.push(article(30));
        next.take_out(opened.project.articles[0].id);
        let next = Arc::new(next);
        file.save(&next, &[], None, now()).unwrap();
        drop(file);
        assert_eq!(open(&path).1.project, next, "{sql}");
    }
}

#[test]
fn a_broken_off_change_is_taken_back_and_said() {
    let project = sample();
    let (_folder, path) = closed(&project);
    // A journal as it lies there when the power fails: the pages before the change are in it,
    // and the file already has the new ones.
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; \
             UPDATE article SET text = text || text || text || text; DELETE FROM judgement;",
        )
        .unwrap();
    let journal = path.with_extension("slantwise-journal");
    let (half, journal_then) = (fs::read(&path).unwrap(), fs::read(&journal).unwrap());
    connection.execute_batch("ROLLBACK").unwrap();
    drop(connection);
    fs::write(&path, half).unwrap();
    fs::write(&journal, journal_then).unwrap();
    let (_file, opened) = open(&path);
    assert_eq!(opened.project, project);
    assert_eq!(opened.recovered.len(), 1, "{:?}", opened.recovered);
    assert!(
        opened.recovered[0].contains("“Begin”"),
        "{:?}",
        opened.recovered
    );
}

#[test]
fn originals_are_kept_only_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("tram.html");
    let page = format!(
        "<html><body><article><h1>Tram</h1><p>{}</p></article></body></html>",
        TRICKY.repeat(3)
    );
    fs::write(&source, &page).unwrap();
    let imported = Arc::new(import::read_file(&source).unwrap());
    let mut project = Project {
        articles: vec![imported],
        ..Project::default()
    };
    let path = folder.path().join("tram.slantwise");
    let originals = |path: &Path| examine(path, true, "north", now()).unwrap().originals;
    let (mut file, _) =
        ProjectFile::create(&path, &Arc::new(project.clone()), &keeper(), &[], now()).unwrap();
    assert_eq!(originals(&path), 0);
    project.settings.keeps_originals = true;
    file.save(&Arc::new(project.clone()), &[], None, now())
        .unwrap();
    assert_eq!(originals(&path), 1);
    project.settings.keeps_originals = false;
    file.save(&Arc::new(project.clone()), &[], None, now())
        .unwrap();
    assert_eq!(originals(&path), 0);
    // A file that changed since is not the original.
    fs::write(&source, "other").unwrap();
    project.settings.keeps_originals = true;
    file.save(&Arc::new(project), &[], None, now()).unwrap();
    assert_eq!(originals(&path), 0);
}

#[test]
fn the_file_says_which_engines_it_was_worked_on_with() {
    let (_folder, path) = closed(&sample());
    let (mut file, opened) = open(&path);
    let engine = Engine {
        version: "0.1.0".to_owned(),
        model: String::new(),
        fingerprint: "sha256:00".to_owned(),
    };
    for _ in 0..2 {
        let project = &opened.project;
        file.save(project, &[], Some(&engine), now()).unwrap();
    }
    drop(file);
    let examined = examine(&path, true, "north", now()).unwrap();
    assert_eq!(examined.engines, [(engine, now())]);
}

#[test]
fn a_project_of_another_engine_opens_whole_and_keeps_both_fingerprints() {
    let (_folder, path) = closed(&sample());
    let of = |fingerprint: &str| Engine {
        version: "0.1.0".to_owned(),
        model: String::new(),
        fingerprint: fingerprint.to_owned(),
    };
    let (older, newer) = (of("sha256:00"), of(fingerprint::fingerprint()));
    let later = now() + TimeDelta::days(1);
    for (engine, at) in [(&older, now()), (&newer, later)] {
        let (mut file, opened) = open(&path);
        assert_eq!(opened.project.judgements(), sample().judgements());
        file.save(&opened.project, &[], Some(engine), at).unwrap();
    }
    let examined = examine(&path, true, "north", now()).unwrap();
    assert_eq!(examined.engines, [(older, now()), (newer, later)]);
    assert_eq!(*examined.project, *sample());
}

#[test]
fn a_synchronised_folder_is_warned_about() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("Dropbox");
    fs::create_dir(&inside).unwrap();
    let path = inside.join("tram.slantwise");
    let (_file, opened) = ProjectFile::create(&path, &sample(), &keeper(), &[], now()).unwrap();
    assert!(
        opened.warnings[0].contains("Dropbox"),
        "{:?}",
        opened.warnings
    );
}

#[test]
fn ten_thousand_judgements_open_at_once_and_are_saved_one_at_a_time() {
    let mut project = Project::default();
    for number in 0..300 {
        let text = format!("Report {number}\n\n{}", "The council approved the tram line on Monday, after two years of talks. Nobody left early. ".repeat(45));
        let article = Arc::new(import::from_bytes(text.as_bytes(), None).unwrap());
        for place in 0..34 {
            let mut judgement = judgement(&article, place, Some(Decision::Agree));
            let start = place * 30;
            judgement.subject.anchor = Anchor::of(&article.text, Span::new(start, start + 24));
            project.edit_coding(article.id, |coding| {
                let key = judgement.subject.key();
                coding.judgements.insert(key, Arc::new(judgement));
            });
        }
        project.articles.push(article);
    }
    let project = Arc::new(project);
    assert!(project.judgements() >= 10_000);
    let (_folder, path) = closed(&project);
    let size = fs::metadata(&path).unwrap().len();
    assert!(size < 50_000_000, "{size} bytes");
    let started = Instant::now();
    let (mut file, opened) = open(&path);
    let opening = started.elapsed();
    assert_eq!(opened.project, project);
    let mut changes: Vec<Duration> = (0..30)
        .map(|place| {
            let mut project = Project::clone(file.saved());
            let article = Arc::clone(&project.articles[place * 9]);
            judge(&mut project, &article, 3, Some(Decision::Disagree));
            let project = Arc::new(project);
            let started = Instant::now();
            file.save(&project, &[entry("Disagree")], None, now())
                .unwrap();
            started.elapsed()
        })
        .collect();
    changes.sort();
    println!(
        "{size} bytes, opened in {opening:?}, a change saved in {:?} (median)",
        changes[15]
    );
    // Twice and more of what is asked of a release: this is a debug build, and not alone.
    assert!(opening < Duration::from_secs(3), "{opening:?}");
    assert!(
        changes[15] < Duration::from_millis(100),
        "{:?}",
        changes[15]
    );
}

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/projects")
}

/// The project in the fixtures: like [`sample`], and it must not change with the importers.
fn expected_in_fixture(project: &Project) {
    assert_eq!(project.name, "The tram");
    assert_eq!(project.articles.len(), 2);
    assert_eq!((project.bin.len(), project.earlier.len()), (1, 1));
    assert_eq!((project.judgements(), project.marks()), (6, 6));
    assert_eq!(project.comparisons.len(), 1);
    assert_eq!(project.silenced.len(), 1);
    let settings = project.settings.engine.as_ref().unwrap();
    assert_eq!(settings.minimum_confidence.basis_points(), 3_500);
    let note = project.note.as_ref().unwrap();
    assert_eq!((note.text.as_str(), note.at), ("On the whole", now()));
    let orphans: usize = project
        .codings
        .values()
        .flat_map(|coding| coding.marks.values())
        .filter(|mark| mark.is_orphan())
        .count();
    assert_eq!(orphans, 3);
}

/// `UPDATE_PROJECTS=1` writes the fixture of the current version, where there is none yet.
#[test]
fn every_version_ever_released_opens() {
    let folder = fixtures();
    let current = folder.join("v3.slantwise");
    if std::env::var_os("UPDATE_PROJECTS").is_some() && !current.exists() {
        fs::create_dir_all(&folder).unwrap();
        drop(
            ProjectFile::create(&current, &sample(), &keeper(), &[entry("Begin")], now()).unwrap(),
        );
    }
    let mut versions = 0;
    for name in names(&folder) {
        let copy = tempfile::tempdir().unwrap();
        let path = copy.path().join(&name);
        fs::copy(folder.join(&name), &path).unwrap();
        // It can be looked into and copied as it is, without a complaint.
        let examined = examine(&path, true, "north", now()).unwrap();
        assert!(
            examined.left_out.is_empty(),
            "{name}: {:?}",
            examined.left_out
        );
        let repaired = repair(&path, &copy.path().join("whole"), &keeper(), now()).unwrap();
        assert!(
            repaired.left_out.is_empty(),
            "{name}: {:?}",
            repaired.left_out
        );
        assert_eq!(repaired.project, examined.project, "{name}");
        let (file, opened) = open(&path);
        expected_in_fixture(&opened.project);
        // Version 1 knew nothing of coding first.
        let project = &opened.project;
        let coded = project
            .codings
            .values()
            .filter_map(|coding| coding.coded.as_ref());
        let is_old = name == "v1.slantwise";
        assert_eq!(coded.count(), usize::from(!is_old), "{name}");
        assert_eq!(project.settings.codes_first.is_none(), is_old, "{name}");
        // Whatever is migrated lies beside it as it was, and every row has its sum then.
        let version = &name[..2];
        let backup = copy.path().join(format!("{name}.{version}.bak"));
        assert_eq!(backup.exists(), version != "v3", "{name}");
        if backup.exists() {
            assert_eq!(
                fs::read(backup).unwrap(),
                fs::read(folder.join(&name)).unwrap()
            );
        }
        assert!(opened.left_out.is_empty(), "{name}: {:?}", opened.left_out);
        assert_eq!(file.access(), &Access::Write);
        drop(file);
        let migrated = examine(&path, true, "north", now()).unwrap();
        assert_eq!(migrated.version, 3, "{name}");
        assert!(
            migrated.left_out.is_empty(),
            "{name}: {:?}",
            migrated.left_out
        );
        assert_eq!(migrated.project, opened.project, "{name}");
        versions += 1;
    }
    assert_eq!(versions, 3, "every released version has a fixture");
}

#[test]
fn an_older_version_that_cannot_be_migrated_is_read_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.slantwise");
    fs::copy(fixtures().join("v1.slantwise"), &path).unwrap();
    // No copy of it can be put here.
    fs::create_dir(folder.path().join("old.slantwise.v1.bak")).unwrap();
    let before = fs::read(&path).unwrap();
    let (file, opened) = open(&path);
    expected_in_fixture(&opened.project);
    let Access::Read(why) = &opened.access else {
        panic!("it was migrated without a copy");
    };
    assert!(why.contains("earlier version"), "{why}");
    drop(file);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn files_made_up_to_do_harm_are_refused_with_a_sentence() {
    let (_folder, path) = closed(&sample());
    let attack = |sql: &str| {
        let copy = tempfile::tempdir().unwrap();
        let evil = copy.path().join("evil.slantwise");
        fs::copy(&path, &evil).unwrap();
        let connection = rusqlite::Connection::open(&evil).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        ProjectFile::open(&evil, &keeper(), now()).map(|(_, opened)| opened)
    };
    for sql in [
        "CREATE TRIGGER t AFTER UPDATE ON project BEGIN DELETE FROM article; END",
        "DROP TABLE note; CREATE VIEW note AS SELECT 1 AS article, 2 AS text, 3 AS by, 4 AS at",
        "DROP TABLE note; CREATE TABLE note (article, text AS (hex(zeroblob(100000000))), by, at)",
    ] {
        let refused = attack(sql);
        assert!(
            matches!(refused, Err(StoreError::Foreign { .. })),
            "{sql}: {refused:?}"
        );
    }
    let newer = attack("PRAGMA user_version = 900");
    assert!(matches!(newer, Err(StoreError::Newer { version: 900, .. })));
    // Larger than any value: the row or the file is refused, and memory is not filled.
    let large = attack("UPDATE article SET text = CAST(zeroblob(60000000) AS TEXT)");
    assert!(large.is_err() || large.is_ok_and(|opened| !opened.left_out.is_empty()));
    // A path in it is a name and nothing else.
    let path_in_it = attack(
        "PRAGMA foreign_keys = OFF; UPDATE article SET path = '/etc/passwd', id = '../../../../etc' WHERE rowid = 1",
    );
    assert!(path_in_it.is_ok_and(|opened| !opened.left_out.is_empty()));
}

#[test]
fn what_the_fuzzer_kept_is_a_project_or_a_sentence_and_what_is_repaired_opens() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/project");
    let (mut tried, mut repaired) = (0, 0);
    for entry in fs::read_dir(kept).unwrap() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tried.slantwise");
        fs::copy(entry.unwrap().path(), &path).unwrap();
        if let Err(error) = examine(&path, true, "north", now()) {
            assert!(error.to_string().ends_with('.'), "{error}");
        }
        let whole = folder.path().join("repaired.slantwise");
        if let Ok(saved) = repair(&path, &whole, &keeper(), now()) {
            let (_, again) = ProjectFile::open(&whole, &keeper(), now()).unwrap();
            assert_eq!(again.project, saved.project);
            repaired += 1;
        }
        if let Err(error) = ProjectFile::open(&path, &keeper(), now()) {
            assert!(error.to_string().ends_with('.'), "{error}");
        }
        tried += 1;
    }
    assert!(
        tried > 20 && repaired > 0,
        "{tried} tried, {repaired} repaired"
    );
}

#[test]
fn more_of_something_than_any_project_has_is_refused_and_repaired_as_far_as_the_limit() {
    let (folder, path) = closed(&sample());
    let connection = rusqlite::Connection::open(&path).unwrap();
    let many = "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n LIMIT 10001)";
    connection
        .execute_batch(&format!(
            "INSERT INTO comparison (position, name, columns, filter) {many} SELECT i, i, '', 'all' FROM n; \
             INSERT INTO log (at, by, what) {many} SELECT i, 'Ada', 'Step ' || i FROM n;"
        ))
        .unwrap();
    drop(connection);
    let refused = ProjectFile::open(&path, &keeper(), now()).unwrap_err();
    let too_many = StoreError::TooMany {
        what: "comparisons",
        limit: 10_000,
    };
    assert_eq!(refused, too_many);
    let target = folder.path().join("repaired.slantwise");
    let repaired = repair(&path, &target, &keeper(), now()).unwrap();
    assert_eq!(repaired.project.comparisons.len(), 10_000);
    // The log is copied whole, a part at a time, and shown from its end.
    let examined = examine(&target, true, "north", now()).unwrap();
    assert_eq!(examined.logged, 10_003);
    let shown: Vec<_> = examined.log.iter().map(|entry| &*entry.what).collect();
    assert_eq!(shown.len(), 1_000);
    assert_eq!(&shown[997..], ["Step 10009", "Step 10010", "Repair"]);
}

#[test]
fn any_damaged_byte_gives_a_project_or_a_sentence() {
    let (_folder, path) = closed(&sample());
    let bytes = fs::read(&path).unwrap();
    let copy = tempfile::tempdir().unwrap();
    let target = copy.path().join("bent.slantwise");
    let mut opened = 0;
    for step in 0..120 {
        let mut bent = bytes.clone();
        let at = (step * 7_919 + step * step) % bent.len();
        bent[at] ^= u8::try_from(step % 255 + 1).unwrap();
        if step % 5 == 0 {
            bent.truncate(at.max(100));
        }
        fs::write(&target, bent).unwrap();
        match ProjectFile::open(&target, &keeper(), now()) {
            Ok(_) => opened += 1,
            Err(error) => assert!(error.to_string().ends_with('.'), "{error}"),
        }
    }
    assert!(
        opened > 10,
        "a bent letter in a note does not stop a project: {opened}"
    );
}
