//! Projects of which something is missing or changed: nothing is called whole that is not.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use slantwise::import;
use slantwise::model::{Decision, Project};
use slantwise::store::{Engine, Examined, ProjectFile, StoreError, examine, repair};

use super::store::{closed, entry, fixtures, keeper, now, open, sample};

/// How many bits are turned; a long run sets more.
fn flips() -> u64 {
    let asked = std::env::var("SLANTWISE_FLIPS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(1_500)
}

/// A project with something in every table, closed.
fn full() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, path) = closed(&sample());
    let (mut file, opened) = open(&path);
    let mut project = Project::clone(&opened.project);
    let source = folder.path().join("source.txt");
    fs::write(
        &source,
        "A fifth report\n\nThe council met on Monday. Nobody left early.\n",
    )
    .unwrap();
    project
        .articles
        .push(import::read_file(&source).unwrap().into());
    project.settings.keeps_originals = true;
    let engine = Engine {
        version: "0.1.0".to_owned(),
        model: "small".to_owned(),
        fingerprint: "sha256:00".to_owned(),
    };
    let entries = [entry("Keep the original files"), entry("Agree")];
    file.save(&project.into(), &entries, Some(&engine), now())
        .unwrap();
    drop(file);
    (folder, path)
}

/// Whether everything that can be shown or exported is the same.
fn is_same(one: &Examined, other: &Examined) -> bool {
    one.project == other.project
        && one.log == other.log
        && one.engines == other.engines
        && (one.logged, one.originals, one.version)
            == (other.logged, other.originals, other.version)
}

#[test]
fn no_project_with_a_turned_bit_is_called_whole_and_shows_something_else() {
    let (folder, path) = full();
    let bytes = fs::read(&path).unwrap();
    let before = examine(&path, true, "north", now()).unwrap();
    assert!(before.left_out.is_empty(), "{:?}", before.left_out);
    assert!(before.originals > 0 && !before.engines.is_empty());
    let bent_path = folder.path().join("bent.slantwise");
    let bits = bytes.len() as u64 * 8;
    let (mut changed, mut found) = (0, 0);
    for seed in 0..flips() {
        // Spread over the whole file, in an order that looks like chance.
        let bit = (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16) % bits;
        let at = usize::try_from(bit / 8).unwrap();
        let mut bent = bytes.clone();
        bent[at] ^= 1 << (bit % 8);
        fs::write(&bent_path, bent).unwrap();
        let Ok(examined) = examine(&bent_path, true, "north", now()) else {
            found += 1;
            continue;
        };
        let is_changed = !is_same(&examined, &before);
        changed += u64::from(is_changed);
        found += u64::from(!examined.left_out.is_empty());
        assert!(
            !is_changed || !examined.left_out.is_empty(),
            "seed {seed}: bit {bit} changed what is shown, and nothing was said"
        );
    }
    println!(
        "{} bits turned: {changed} changed what is shown, {found} were found",
        flips()
    );
    assert!(
        changed > flips() / 100 && found >= changed,
        "{changed} changed, {found} found"
    );
}

/// Opens a project with another program and changes it.
fn meddle(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
        .unwrap();
}

#[test]
fn a_value_that_another_program_changed_is_said_in_every_table() {
    for (sql, what) in [
        (
            "UPDATE project SET value = 'Another' WHERE key = 'name'",
            "1 settings",
        ),
        (
            "UPDATE article SET title = title || '!' WHERE rowid = 1",
            "1 articles",
        ),
        (
            "UPDATE placement SET position = 5 WHERE place = 'bin'",
            "1 places",
        ),
        (
            "UPDATE original SET bytes = x'00' WHERE rowid = 1",
            "1 originals",
        ),
        (
            "UPDATE judgement SET note = 'never said' WHERE rowid < 3",
            "2 judgements",
        ),
        ("UPDATE mark SET by = 'Eve' WHERE id = 2", "1 own marks"),
        ("UPDATE note SET text = 'never said'", "1 notes"),
        ("UPDATE coded SET by = 'Eve'", "1 articles that are coded"),
        ("UPDATE comparison SET name = 'Another'", "1 comparisons"),
        ("UPDATE silenced SET words = 'another'", "1 expressions"),
        ("UPDATE engine SET rules = 'sha256:01'", "1 engines"),
        (
            "UPDATE log SET what = 'Nothing' WHERE serial = 1",
            "1 entries in its log",
        ),
    ] {
        let (_folder, path) = full();
        meddle(&path, sql);
        let examined = examine(&path, true, "north", now()).unwrap();
        let said = examined.left_out.join("\n");
        assert!(
            said.contains(what) && said.contains("not as Slantwise wrote"),
            "{sql}: {said}"
        );
        // Whoever opens it is told too, and what is saved from there on is whole again.
        let tables = ["original", "engine", "log"];
        let is_read = !tables
            .iter()
            .any(|table| sql.contains(&format!("UPDATE {table}")));
        let (file, opened) = open(&path);
        assert_eq!(opened.left_out.is_empty(), !is_read, "{sql}");
        drop(file);
    }
}

#[test]
fn a_row_that_another_program_took_away_is_said_in_every_table() {
    for (table, key, what) in [
        ("project", "key", "settings"),
        ("placement", "article", "places of articles"),
        ("original", "sha256", "originals"),
        ("judgement", "key", "judgements"),
        ("mark", "id", "own marks"),
        ("note", "article", "notes"),
        ("coded", "article", "articles that are coded"),
        ("comparison", "position", "comparisons"),
        ("silenced", "words", "expressions"),
        ("engine", "rules", "engines"),
    ] {
        let (folder, path) = full();
        meddle(
            &path,
            &format!(
                "DELETE FROM {table} WHERE {key} = (SELECT {key} FROM {table} WHERE {key} NOT LIKE 'rows:%' LIMIT 1)"
            ),
        );
        let examined = examine(&path, true, "north", now()).unwrap();
        let said = examined.left_out.join("\n");
        assert!(
            said.contains(what) && said.contains("missing"),
            "{table}: {said}"
        );
        let target = folder.path().join("repaired.slantwise");
        let repaired = repair(&path, &target, &keeper(), now()).unwrap();
        let said = repaired.left_out.join("\n");
        assert!(
            said.contains(what) && said.contains("missing"),
            "{table}: {said}"
        );
        let again = examine(&target, true, "north", now()).unwrap();
        assert!(again.left_out.is_empty(), "{table}: {:?}", again.left_out);
    }
}

#[test]
fn a_row_that_is_written_again_is_as_it_was_written() {
    let (_folder, path) = full();
    meddle(&path, "UPDATE judgement SET note = 'never said'");
    let (mut file, opened) = open(&path);
    assert_eq!(opened.left_out.len(), 1, "{:?}", opened.left_out);
    let mut project = Project::clone(&opened.project);
    let ids: Vec<_> = project.codings.keys().copied().collect();
    for id in ids {
        project.edit_coding(id, |coding| {
            for judgement in coding.judgements.values_mut() {
                let mut again = (**judgement).clone();
                again.decision = Some(Decision::Unsure);
                again.note = "Looked at again".to_owned();
                *judgement = again.into();
            }
        });
    }
    file.save(&project.into(), &[], None, now()).unwrap();
    drop(file);
    let examined = examine(&path, true, "north", now()).unwrap();
    assert!(examined.left_out.is_empty(), "{:?}", examined.left_out);
}

#[test]
fn a_project_of_an_earlier_version_is_read_without_sums_and_migrated_with_them() {
    for name in ["v1.slantwise", "v2.slantwise"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::copy(fixtures().join(name), &path).unwrap();
        let bytes = fs::read(&path).unwrap();
        let examined = examine(&path, true, "north", now()).unwrap();
        assert!(examined.left_out.is_empty(), "{:?}", examined.left_out);
        assert_eq!(fs::read(&path).unwrap(), bytes, "a look changes nothing");
        drop(open(&path));
        meddle(&path, "UPDATE note SET text = 'never said'");
        let examined = examine(&path, true, "north", now()).unwrap();
        assert_eq!(examined.left_out.len(), 1, "{:?}", examined.left_out);
    }
}

fn slantwise(arguments: &[&str], path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slantwise"));
    command.args(arguments).arg(path).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn articles_that_are_gone_while_judgements_stand_are_said_by_every_command() {
    for (sql, count) in [
        ("DELETE FROM placement; DELETE FROM article;", "3"),
        (
            "DELETE FROM placement WHERE article = (SELECT article FROM judgement LIMIT 1); \
             DELETE FROM article WHERE id = (SELECT article FROM judgement LIMIT 1);",
            "1",
        ),
    ] {
        let (folder, path) = full();
        meddle(&path, sql);
        let before = fs::read(&path).unwrap();
        for arguments in [
            &["project", "info"][..],
            &["project", "check"],
            &["project", "export"],
            &["analyze", "--rules-only"],
            &["analyze", "--rules-only", "-f", "jsonl"],
        ] {
            let output = slantwise(arguments, &path);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
            let words = format!("{count} articles are not in the file any more");
            assert!(said.contains(&words), "{arguments:?}: {said}");
            assert!(said.contains("judgements: "), "{arguments:?}: {said}");
        }
        assert_eq!(fs::read(&path).unwrap(), before);
        let target = folder.path().join("repaired.slantwise");
        let output = Command::new(env!("CARGO_BIN_EXE_slantwise"))
            .args(["project", "repair"])
            .args([&path, Path::new("-o"), &target])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let words = said(&output);
        assert_eq!(
            words.matches("not in the file any more").count(),
            1,
            "{words}"
        );
        // What was said of them is not thrown away: the articles may come back.
        let (_file, opened) = open(&target);
        assert_eq!(opened.project.judgements(), 6);
    }
}

#[test]
fn one_bad_article_of_several_is_said_and_the_others_are_done() {
    let (_folder, path) = full();
    meddle(
        &path,
        "UPDATE article SET paragraphs = 'nonsense' WHERE rowid = 2",
    );
    for arguments in [
        &["project", "info"][..],
        &["project", "export"],
        &["analyze", "--rules-only"],
    ] {
        let output = slantwise(arguments, &path);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {}",
            said(&output)
        );
        assert!(!output.stdout.is_empty(), "{arguments:?}");
        assert!(
            said(&output).contains("1 articles could not be read"),
            "{arguments:?}"
        );
    }
}

#[test]
fn an_article_whose_place_is_missing_is_said() {
    let (folder, path) = full();
    meddle(&path, "DELETE FROM placement WHERE place = 'open'");
    let examined = examine(&path, true, "north", now()).unwrap();
    assert_eq!(examined.left_out.len(), 2, "{:?}", examined.left_out);
    assert!(examined.left_out[0].contains("in the bin"));
    assert!(examined.left_out[1].contains("3 places of articles are missing"));
    let target = folder.path().join("repaired.slantwise");
    let repaired = repair(&path, &target, &keeper(), now()).unwrap();
    assert_eq!(repaired.left_out, examined.left_out);
    // The new file says where they are.
    let again = examine(&target, true, "north", now()).unwrap();
    assert!(again.left_out.is_empty(), "{:?}", again.left_out);
}

#[test]
fn the_numbers_of_rows_cannot_be_taken_away_unseen() {
    let (_folder, path) = full();
    meddle(&path, "DELETE FROM project; DELETE FROM judgement");
    let examined = examine(&path, true, "north", now()).unwrap();
    assert!(!examined.left_out.is_empty(), "it is not whole");
}

#[test]
fn a_project_that_is_too_new_is_never_overwritten() {
    let (_folder, path) = full();
    meddle(&path, "PRAGMA user_version = 4");
    let refused = ProjectFile::open(&path, &keeper(), now()).map(drop);
    assert!(matches!(
        refused,
        Err(StoreError::Newer {
            version: 4,
            known: 3
        })
    ));
}
