//! The real binary: exit statuses, messages, streams.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ARTICLE: &str = "Norwick council closes the pool\n\n\
    The council of Norwick closed the municipal pool on Monday after a pump failed. \
    \u{201c}We had no choice,\u{201d} Mayor Ada Brandt said \u{1f3ca}\u{1f3fd}. \
    The far\u{2011}flung suburbs have no pool of their own.\n\n\
    Repairs will cost 40,000 crowns, according to the council\u{2019}s engineer, Zoe\u{308} Lund.\n";

const OTHER: &str = "A town without water\n\n\
    Norwick has done it again. The pool, pride of three generations, was closed on Monday.\n\n\
    Mayor Ada Brandt said there had been no choice. Nobody believes her, of course.\n";

fn slantwise(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not read what is sent.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    fs::write(folder.path().join("b.txt"), OTHER).unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    folder
}

/// The characters from `start` to `end`, counted in code points.
fn stretch(text: &str, place: &Value) -> String {
    let from = usize::try_from(place["start"].as_u64().unwrap()).unwrap();
    let to = usize::try_from(place["end"].as_u64().unwrap()).unwrap();
    text.chars().skip(from).take(to - from).collect()
}

#[test]
fn one_bad_file_loses_none_of_the_others() {
    let folder = folder();
    let output = slantwise(
        folder.path(),
        &["analyze", "a.txt", "empty.txt", "gone.txt", "b.txt"],
        "",
    );
    assert_eq!(code(&output), 1);
    assert_eq!(json(&output)["articles"].as_array().unwrap().len(), 2);
    let said = said(&output);
    assert!(
        said.contains("empty.txt: ") && said.contains("gone.txt: "),
        "{said}"
    );
    assert_eq!(said.lines().count(), 2);
}

#[test]
fn nothing_done_and_wrong_usage_have_statuses_of_their_own() {
    let folder = folder();
    assert_eq!(
        code(&slantwise(folder.path(), &["analyze", "gone.txt"], "")),
        3
    );
    assert_eq!(code(&slantwise(folder.path(), &["analyze"], "")), 2);
    assert_eq!(
        code(&slantwise(folder.path(), &["compare", "a.txt"], "")),
        2
    );
    assert_eq!(
        code(&slantwise(
            folder.path(),
            &["analyze", "a.txt", "--format", "pdf"],
            ""
        )),
        2
    );
    assert_eq!(
        code(&slantwise(
            folder.path(),
            &["analyze", "a.txt", "--min-confidence", "7"],
            ""
        )),
        2
    );
    assert_eq!(code(&slantwise(folder.path(), &["--help"], "")), 0);
    let output = slantwise(folder.path(), &["analyze", "gone.txt"], "");
    assert!(output.stdout.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_says_what_works_without_one() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .current_dir(folder.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("XDG_DATA_HOME", folder.path())
        .env("XDG_RUNTIME_DIR", folder.path())
        .arg("a.txt")
        .output()
        .unwrap();
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(output.stdout.is_empty());
    let said = said(&output);
    for words in [
        "there is no display",
        "slantwise analyze",
        "slantwise compare",
    ] {
        assert!(said.contains(words), "{said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn positions_count_code_points_and_the_shares_add_up() {
    let folder = folder();
    let output = slantwise(folder.path(), &["analyze", "a.txt", "b.txt"], "");
    assert_eq!(code(&output), 0, "{}", said(&output));
    let all = json(&output);
    assert_eq!(all["schema"], "slantwise.analysis/1");
    for article in all["articles"].as_array().unwrap() {
        let text = article["text"].as_str().unwrap();
        let sentences = article["sentences"].as_array().unwrap();
        assert!(sentences.len() >= 4);
        for part in sentences
            .iter()
            .chain(article["findings"].as_array().unwrap())
        {
            assert_eq!(part["text"].as_str().unwrap(), stretch(text, part));
        }
        for sentence in sentences {
            for quoted in sentence["quoted"].as_array().unwrap() {
                let words = stretch(text, quoted);
                assert!(words.starts_with('\u{201c}'), "{words}");
            }
        }
        for entity in article["entities"].as_array().unwrap() {
            for mention in entity["mentions"].as_array().unwrap() {
                assert_eq!(mention["text"].as_str().unwrap(), stretch(text, mention));
            }
        }
        let summary = &article["summary"];
        let sum: f64 = ["share_reported", "share_voices", "share_framing"]
            .iter()
            .map(|share| summary[share].as_f64().unwrap())
            .sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    }
}

#[test]
fn standard_input_is_an_article_and_can_be_named_once() {
    let folder = folder();
    let output = slantwise(folder.path(), &["analyze", "-", "a.txt"], OTHER);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let articles = json(&output);
    assert_eq!(articles["articles"][0]["path"], Value::Null);
    assert_eq!(articles["articles"][0]["title"], "A town without water");
    let output = slantwise(folder.path(), &["analyze", "-", "-"], OTHER);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("only once"));
}

#[test]
fn an_output_file_is_written_whole_and_never_over_another() {
    let folder = folder();
    let path = folder.path().join("out.html");
    let write = |more: &[&str]| {
        let arguments = [&["compare", "a.txt", "b.txt", "-o", "out.html"], more].concat();
        slantwise(folder.path(), &arguments, "")
    };
    let first = write(&["--date", "2026-03-01"]);
    assert_eq!(code(&first), 0, "{}", said(&first));
    assert!(first.stdout.is_empty());
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("1 March 2026"));
    let second = write(&["--date", "2026-03-02"]);
    assert_eq!(code(&second), 3);
    assert!(said(&second).contains("--force"), "{}", said(&second));
    assert_eq!(fs::read_to_string(&path).unwrap(), page);
    assert_eq!(code(&write(&["--date", "2026-03-02", "--force"])), 0);
    assert_ne!(fs::read_to_string(&path).unwrap(), page);
    let lost = slantwise(
        folder.path(),
        &["analyze", "a.txt", "-o", "no/such/out.json"],
        "",
    );
    assert_eq!(code(&lost), 3);
    assert!(
        said(&lost).contains("the folder does not exist"),
        "{}",
        said(&lost)
    );
    // Nothing but the inputs and the result: no temporary file stays behind.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_a_sentence() {
    let folder = folder();
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .current_dir(folder.path())
        .args(["analyze", "a.txt"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(code(&output), 3);
    assert!(said(&output).contains("no space left"), "{}", said(&output));
}

#[test]
fn every_format_comes_out_twice_the_same() {
    let folder = folder();
    for format in ["json", "jsonl", "csv", "findings-csv", "md", "html"] {
        let make = || {
            let arguments = [
                "compare",
                "a.txt",
                "b.txt",
                "-f",
                format,
                "--date",
                "2026-03-01",
            ];
            slantwise(folder.path(), &arguments, "")
        };
        let (first, second) = (make(), make());
        assert_eq!(code(&first), 0, "{format}: {}", said(&first));
        assert!(!first.stdout.is_empty());
        assert_eq!(first.stdout, second.stdout, "{format}");
    }
}

#[test]
fn tables_begin_with_a_byte_order_mark_only_when_asked() {
    let folder = folder();
    for (more, expected) in [(&[][..], false), (&["--bom"][..], true)] {
        let arguments = [&["analyze", "a.txt", "-f", "csv"], more].concat();
        let output = slantwise(folder.path(), &arguments, "");
        assert_eq!(output.stdout.starts_with(b"\xEF\xBB\xBF"), expected);
    }
}

#[test]
fn what_people_say_in_a_project_is_in_every_form_that_can_hold_it() {
    let folder = folder();
    let project = include_bytes!("../fixtures/projects/v1.slantwise");
    fs::write(folder.path().join("tram.slantwise"), project).unwrap();
    let printed = |format: &str| {
        let arguments = ["analyze", "tram.slantwise", "-f", format];
        let output = slantwise(folder.path(), &arguments, "");
        assert_eq!(code(&output), 0, "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let table = printed("segments-csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let status = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "status");
    let statuses: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[status.unwrap()].to_owned())
        .collect();
    for status in ["added", "orphan", "disagreed", "unsure"] {
        assert!(statuses.iter().any(|known| known == status), "{status}");
    }
    let table = printed("reliability-csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head = reader.headers().unwrap().clone();
    assert_eq!(&head[0], "code");
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let codes: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
    assert_eq!(codes[..4], ["layer", "reported", "voices", "framing"]);
    let number = |row: &csv::StringRecord, at: usize| row[at].parse::<usize>().unwrap();
    let all = number(&rows[0], 3) + number(&rows[0], 4);
    assert!(
        all > 0
            && rows
                .iter()
                .all(|row| number(row, 3) + number(row, 4) == all)
    );
    let output = slantwise(
        folder.path(),
        &["analyze", "a.txt", "-f", "reliability-csv"],
        "",
    );
    assert_eq!(code(&output), 3);
    assert!(
        said(&output).contains("no agreement to write"),
        "{}",
        said(&output)
    );
    let words = "It was the vote number 1 on Monday.";
    for (format, has_words) in [("annotations", true), ("annotations-positions", false)] {
        let printed = printed(format);
        assert_eq!(printed.contains(words), has_words, "{format}");
        let file: Value = serde_json::from_str(&printed).unwrap();
        let items = file["first"]["items"].as_array().unwrap();
        let people = items
            .iter()
            .filter(|item| item["creator"]["type"] == "Person");
        assert!(people.count() >= 4, "{format}");
    }
    let output = slantwise(folder.path(), &["compare", "tram.slantwise"], "");
    let articles = json(&output)["articles"].clone();
    assert!(articles[0]["judgements"].as_array().unwrap().len() > 1);
    let not_marked = &json(&output)["engine"]["settings"]["not_marked"];
    assert_eq!(not_marked[0]["words"], "so-called experts");
    // An article that is no project has nothing of the kind.
    let output = slantwise(folder.path(), &["analyze", "a.txt"], "");
    assert!(json(&output)["articles"][0].get("own_marks").is_none());
}

#[test]
fn a_comparison_has_the_documented_parts_and_no_texts() {
    let folder = folder();
    let output = slantwise(folder.path(), &["compare", "a.txt", "b.txt"], "");
    let comparison = json(&output);
    assert_eq!(comparison["schema"], "slantwise.comparison/1");
    assert_eq!(comparison["articles"].as_array().unwrap().len(), 2);
    assert!(comparison["articles"][0].get("text").is_none());
    for part in [
        "story_points",
        "told_once",
        "names",
        "tone",
        "voices",
        "frames",
        "caveats",
    ] {
        assert!(comparison[part].is_array(), "{part}");
    }
    for row in comparison["voices"].as_array().unwrap() {
        assert_eq!(row["cells"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn lines_are_articles_that_stand_alone() {
    let folder = folder();
    let output = slantwise(
        folder.path(),
        &["analyze", "a.txt", "empty.txt", "b.txt", "-f", "jsonl"],
        "",
    );
    assert_eq!(code(&output), 1);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    for line in &lines {
        assert_eq!(line["schema"], "slantwise.analysis/1");
        assert!(line["engine"]["rules"].is_string() && line["sentences"].is_array());
    }
}

#[test]
fn labels_keep_their_order_and_bad_lines_are_answered() {
    let folder = folder();
    let input = "{\"id\":\"x\",\"text\":\"The council met on Monday.\"}\n\
        {\"id\":7}\n\
        oops\n\
        {\"id\":\"y\",\"text\":\"\u{201c}Zoe\u{308} \u{1f44d}\u{1f3fd},\u{201d} Ada Brandt said.\"}\n";
    let output = slantwise(folder.path(), &["label"], input);
    assert_eq!(code(&output), 0);
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(
        (&lines[0]["id"], &lines[3]["id"]),
        (&Value::from("x"), &Value::from("y"))
    );
    assert_eq!(lines[1]["id"], 7);
    assert!(lines[1]["error"].is_string() && lines[2]["error"].is_string());
    assert!(lines[0]["p_loaded"].is_number() && lines[0]["p_tone"].as_array().unwrap().len() == 3);
    let sentence = "\u{201c}Zoe\u{308} \u{1f44d}\u{1f3fd},\u{201d} Ada Brandt said.";
    for quoted in lines[3]["quoted"].as_array().unwrap() {
        let words = stretch(sentence, quoted);
        assert!(
            words.starts_with('\u{201c}') && words.ends_with('\u{201d}'),
            "{words}"
        );
    }
    assert!(said(&output).contains("2 of 4 lines"));
}

#[test]
fn a_label_is_answered_before_the_next_line_is_sent() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .arg("label")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(input, "{{\"id\":{id},\"text\":\"It rained.\"}}").unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_broken_pipe_ends_it_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .arg("label")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    drop(child.stdout.take());
    for id in 0..20_000 {
        // The program may be gone already: that is the point.
        if writeln!(input, "{{\"id\":{id},\"text\":\"It rained.\"}}").is_err() {
            break;
        }
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(said(&output), "");
}

#[test]
fn eval_prints_figures_for_people_and_for_programs() {
    let folder = folder();
    let rows = "{\"id\":1,\"text\":\"The council met on Monday.\",\"label\":\"neutral\"}\n\
        {\"id\":2,\"text\":\"What a shameless farce this is!\",\"label\":\"framing\"}\n\
        {\"id\":3,\"text\":\"Not labelled.\"}\n";
    fs::write(folder.path().join("rows.jsonl"), rows).unwrap();
    let output = slantwise(
        folder.path(),
        &["eval", "rows.jsonl", "--format", "json"],
        "",
    );
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("line 3"), "{}", said(&output));
    let figures = json(&output);
    assert_eq!(
        (figures["count"].as_u64(), figures["score"].as_str()),
        (Some(2), Some("p_loaded"))
    );
    for name in [
        "macro_f1",
        "precision",
        "recall",
        "auroc",
        "ece",
        "brier",
        "per_second",
    ] {
        assert!(figures[name].is_number(), "{name}");
    }
    let table = slantwise(folder.path(), &["eval", "-", "--score", "framing"], rows);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(
        table.contains("Macro-F1") && table.contains("p_framing"),
        "{table}"
    );
    assert_eq!(
        code(&slantwise(folder.path(), &["eval", "gone.jsonl"], "")),
        3
    );
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_and_emoji_is_shown_on_one_line() {
    let folder = folder();
    let name = "storm\n\u{1f300} of\tthe.txt";
    fs::write(folder.path().join(name), ARTICLE).unwrap();
    let output = slantwise(folder.path(), &["analyze", name, "gone\nfile.txt"], "");
    assert_eq!(code(&output), 1);
    assert_eq!(json(&output)["articles"][0]["path"], name);
    assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
}

#[test]
fn options_leave_out_findings_and_change_no_layer() {
    const LOADED: &str = "A town without water\n\n\
        The council closed the pool on Monday. It was a cowardly, scandal-ridden retreat.\n\n\
        The mayor seethed that a pump had failed. Nobody believes her, of course.\n";
    let folder = folder();
    let analysed = |options: &[&str]| {
        let arguments = [&["analyze", "-", "--rules-only"], options].concat();
        let output = slantwise(folder.path(), &arguments, LOADED);
        assert_eq!(code(&output), 0, "{}", said(&output));
        json(&output)
    };
    let marks = |all: &Value| -> Vec<String> {
        let findings = all["articles"][0]["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|finding| format!("{} {}", finding["text"], finding["device"]).replace('"', ""))
            .collect()
    };
    let all = analysed(&[]);
    assert!(
        marks(&all).contains(&"seethed slanted_reporting_verb".to_owned()),
        "{all}"
    );
    let sure = analysed(&["--min-confidence", "0.75"]);
    // What the less certain mark stood before comes to light.
    assert!(
        marks(&sure).contains(&"seethed loaded_language".to_owned()),
        "{sure}"
    );
    assert!(marks(&sure).len() < marks(&all).len());
    assert_eq!(sure["engine"]["settings"]["minimum_confidence"], 0.75);
    let fewer = analysed(&["--without", "loaded_language,editorial_aside"]);
    let expected: Vec<_> = marks(&all)
        .into_iter()
        .filter(|mark| !mark.ends_with("loaded_language") && !mark.ends_with("editorial_aside"))
        .collect();
    assert_eq!(marks(&fewer), expected);
    assert!(expected.len() < marks(&all).len());
    for other in [&sure, &fewer] {
        let (all, other) = (&all["articles"][0], &other["articles"][0]);
        assert_eq!(all["summary"], other["summary"]);
        for (one, two) in std::iter::zip(
            all["sentences"].as_array().unwrap(),
            other["sentences"].as_array().unwrap(),
        ) {
            assert_eq!(
                (&one["layer"], &one["p_framing"]),
                (&two["layer"], &two["p_framing"])
            );
            for at in two["findings"].as_array().unwrap() {
                let finding = &other["findings"][usize::try_from(at.as_u64().unwrap()).unwrap()];
                assert!(finding["start"].as_u64() >= two["start"].as_u64());
                assert!(finding["end"].as_u64() <= two["end"].as_u64());
            }
        }
    }
}

#[test]
fn an_output_that_nothing_writes_is_refused_before_the_work_and_the_ending_decides() {
    let folder = folder();
    let run = |arguments: &[&str]| slantwise(folder.path(), arguments, "");
    for arguments in [
        &["analyze", "a.txt", "-o", "report.docx"][..],
        &["compare", "a.txt", "b.txt", "-o", "report.docx"],
        &["analyze", "a.txt", "-o", "report.docx", "--format", "html"],
        &["analyze", "a.txt", "-o", "report.txt"],
    ] {
        let output = run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        for part in [".html", ".csv", ".jsonld", "--format", "segments-csv"] {
            let said = said(&output);
            assert!(said.contains(part), "{arguments:?}: {said}");
        }
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            3,
            "{arguments:?}"
        );
    }
    for (name, start) in [
        ("r.html", "<!doctype html>"),
        ("r.MD", "# "),
        ("r.csv", "document,"),
        ("r.jsonld", "{"),
        ("plain", "{"),
    ] {
        let output = run(&["analyze", "a.txt", "-o", name]);
        assert_eq!(code(&output), 0, "{name}: {}", said(&output));
        let written = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(written.starts_with(start), "{name}: {written:.40}");
    }
    let output = run(&["analyze", "a.txt", "-o", "notes.txt", "--format", "md"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let output = run(&["project", "export", "gone.slantwise", "-o", "out.html"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    let output = run(&["project", "repair", "gone.slantwise", "-o", "out.json"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
}

#[test]
fn a_label_names_what_is_wrong_with_its_keys_once_and_keeps_the_id() {
    let folder = folder();
    let long = "123456789012345678901234567890";
    let line = format!("{{\"id\":{long},\"text\":\"It rained.\",\"Before\":\"x\",\"after\":7}}\n");
    let twice =
        "{\"id\":\"z\",\"text\":\"It rained.\",\"text\":\"It snowed.\",\"\\u001b[31m\":1}\n";
    let output = slantwise(folder.path(), &["label"], &format!("{line}{line}{twice}"));
    assert_eq!(code(&output), 0);
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with(&format!("{{\"id\":{long},")), "{out}");
    let answers: Vec<Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers[0]["warnings"].as_array().unwrap().len(), 2);
    assert_eq!(answers[0]["warnings"], answers[1]["warnings"]);
    let said = said(&output);
    assert_eq!(said.matches("\"Before\"").count(), 1, "{said}");
    assert_eq!(
        said.matches("\"after\" holds a number").count(),
        1,
        "{said}"
    );
    assert!(
        said.contains("line 3: The key \"text\" stands more than once"),
        "{said}"
    );
    assert!(
        said.contains("\\u{1b}[31m") && !said.contains('\u{1b}'),
        "{said}"
    );
}

#[test]
fn names_and_titles_do_not_act_on_a_terminal() {
    let folder = folder();
    let name = "a\u{202e}txt.\u{1b}]0;x\u{7}\u{9b}exe";
    for arguments in [
        &["analyze", name][..],
        &["analyze", "a.txt", "--\u{202e}der\u{9b}2J"],
    ] {
        let output = slantwise(folder.path(), arguments, "");
        assert_ne!(code(&output), 0);
        let said = said(&output);
        assert!(said.contains("\\u"), "{said}");
        let acts = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
        assert!(!said.contains(acts), "{said:?}");
    }
}
