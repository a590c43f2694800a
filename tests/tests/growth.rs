//! Eight times the text takes at most sixteen times the processor's time, whatever the text.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::Value;
use slantwise::analysis::analyse;
use slantwise::import;
use slantwise::model::Settings;

#[path = "../../benches/growth/kinds.rs"]
mod kinds;

/// Linear work comes out near 8, work that grows with the square near 64.
const MOST: f64 = 16.0;
/// Where the machine is busy, even the processor's own time is uneven.
const TRIES: usize = 4;

/// What this thread has computed so far; where the system does not tell, the time that passed.
fn worked() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn time_of(work: impl FnOnce()) -> f64 {
    let before = worked();
    work();
    worked().saturating_sub(before).as_secs_f64()
}

fn growth(once: impl Fn(), eight_times: impl Fn()) -> f64 {
    // The word lists are read at the first use.
    once();
    let mut least = f64::INFINITY;
    for _ in 0..TRIES {
        let small = time_of(&once).max(time_of(&once)).max(1e-4);
        least = least.min(time_of(&eight_times) / small);
        if least <= MOST {
            break;
        }
    }
    least
}

fn holds(kinds: impl Iterator<Item = &'static kinds::Kind>) {
    let grown: Vec<_> = kinds
        .map(|kind| {
            let (small, large) = ((kind.make)(kind.least), (kind.make)(8 * kind.least));
            let growth = growth(|| kinds::read(&small), || kinds::read(&large));
            (kind.name, growth)
        })
        .filter(|(_, growth)| *growth > MOST)
        .collect();
    assert!(grown.is_empty(), "{grown:?}");
}

#[test]
fn eight_times_the_text_takes_at_most_sixteen_times_as_long() {
    holds(kinds::ARTICLES.iter().step_by(2));
}

#[test]
fn eight_times_the_text_takes_at_most_sixteen_times_as_long_in_the_other_kinds() {
    holds(kinds::ARTICLES.iter().skip(1).step_by(2));
}

#[test]
fn eight_times_the_article_is_printed_in_at_most_sixteen_times_as_long() {
    let growth = growth(|| kinds::print_article(100), || kinds::print_article(800));
    assert!(growth <= MOST, "{growth}");
}

#[test]
fn eight_times_the_articles_are_compared_in_at_most_sixteen_times_as_long() {
    let growth = growth(
        || kinds::compare_articles(10),
        || kinds::compare_articles(80),
    );
    assert!(growth <= MOST, "{growth}");
}

#[test]
fn eight_times_the_context_takes_at_most_sixteen_times_as_long() {
    let growth = growth(
        || kinds::label_in_context(150),
        || kinds::label_in_context(1_200),
    );
    assert!(growth <= MOST, "{growth}");
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> (Output, String) {
    let mut child = start(folder, arguments);
    child.stdin.take().unwrap().write_all(input).ok();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    (output, said)
}

#[test]
fn standard_input_is_read_no_further_than_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = start(folder.path(), &["analyze", "-", "--rules-only"]);
    let mut input = child.stdin.take().unwrap();
    let chunk = "It rained. ".repeat(10_000);
    let mut sent = 0;
    while sent < 80_000_000 && input.write_all(chunk.as_bytes()).is_ok() {
        sent += chunk.len();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(
        said.contains("More than 30 MB came, which is the limit"),
        "{said}"
    );
    assert!(sent < 31_000_000, "{sent}");
}

#[test]
fn a_line_of_a_data_set_that_does_not_end_is_named_and_the_next_one_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut data = vec![b'x'; 3 << 20];
    data.extend_from_slice(b"\n{\"text\": \"It rained.\", \"label\": \"neutral\"}\n");
    let (output, said) = run(folder.path(), &["eval", "-", "--rules-only"], &data);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("line 1: This line is longer than 1 MiB."),
        "{said}"
    );
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("Sentences")
    );
}

#[test]
fn a_text_that_is_no_sentence_gets_no_label_and_the_next_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let long = "rain ".repeat(10_000);
    let lines = format!("{{\"id\":1,\"text\":\"{long}\"}}\n{{\"id\":2,\"text\":\"It rained.\"}}\n");
    let (output, said) = run(folder.path(), &["label", "--rules-only"], lines.as_bytes());
    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers[0]["id"], 1);
    assert!(
        answers[0]["error"]
            .as_str()
            .unwrap()
            .contains("longer than 20 kB")
    );
    assert!(answers[1]["p_loaded"].is_number());
    assert!(said.contains("1 of 2 lines"), "{said}");
}

#[test]
fn a_text_without_full_stops_is_cut_and_says_so_wherever_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let text = "the rain fell on the town and the mayor went home ".repeat(120);
    fs::write(folder.path().join("a.txt"), format!("Rain falls\n\n{text}")).unwrap();
    fs::write(
        folder.path().join("b.txt"),
        "Snow falls\n\nIt snowed on Monday.",
    )
    .unwrap();
    let cut = "1 sentence is too long to be read as one";
    let (output, said) = run(folder.path(), &["analyze", "a.txt", "--rules-only"], b"");
    assert!(said.contains(cut), "{said}");
    let article = &serde_json::from_slice::<Value>(&output.stdout).unwrap()["articles"][0];
    assert!(article["caveats"][0].as_str().unwrap().starts_with(cut));
    let sentences = article["sentences"].as_array().unwrap();
    // Four of the headline and of 500, 500 and 320 words.
    assert_eq!(sentences.len(), 4);
    let arguments = [
        "compare",
        "a.txt",
        "b.txt",
        "--rules-only",
        "--format",
        "md",
    ];
    let report = String::from_utf8(run(folder.path(), &arguments, b"").0.stdout).unwrap();
    assert!(report.contains(cut), "{report}");
    assert!(
        report.contains("were cut every 500 words and marks"),
        "{report}"
    );
    let plain = run(folder.path(), &["analyze", "b.txt", "--rules-only"], b"");
    let plain: Value = serde_json::from_slice(&plain.0.stdout).unwrap();
    assert!(plain["articles"][0].get("caveats").is_none());
}

#[test]
fn of_a_long_sentence_no_single_mark_is_said_to_bring_much() {
    let explained = |text: &str| {
        let article = import::from_bytes(text.as_bytes(), None).unwrap();
        let analysis = analyse(&article, &Settings::default());
        let reasons = analysis
            .findings
            .iter()
            .flat_map(|finding| &finding.evidence);
        reasons
            .filter(|evidence| evidence.why.contains("without what these words bring"))
            .count()
    };
    let sentence = "The council approved the plan on Monday after a shameless display";
    assert!(explained(&format!("{sentence}.")) > 0);
    assert_eq!(explained(&format!("{sentence}, ").repeat(30)), 0);
}

/// The most memory that a program has had at once, in kilobytes.
#[cfg(target_os = "linux")]
fn most_memory(folder: &Path, arguments: &[&str]) -> u64 {
    let mut child = start(folder, arguments);
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        most = most.max(kilobytes.unwrap_or_default());
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success());
    most
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_on_many_articles_is_never_in_memory_as_a_whole() {
    const ARTICLES: usize = 80;
    let folder = tempfile::tempdir().unwrap();
    let sentence = "What a shameful farce, Mayor Ada Krogh said of the pathetic plan. ";
    let mut names = Vec::new();
    for number in 0..ARTICLES {
        let name = format!("{number}.txt");
        let text = format!("Report {number}\n\n{}", sentence.repeat(60));
        fs::write(folder.path().join(&name), text).unwrap();
        names.push(name);
    }
    let report = |count: usize| {
        let mut arguments = vec![
            "analyze",
            "--rules-only",
            "--format",
            "html",
            "--force",
            "-o",
            "r.html",
        ];
        arguments.extend(names[..count].iter().map(String::as_str));
        most_memory(folder.path(), &arguments)
    };
    let (few, many) = (report(5), report(ARTICLES));
    let length = fs::metadata(folder.path().join("r.html")).unwrap().len() / 1_000;
    // The report alone is longer than what the articles and their analyses add.
    assert!(
        many - few < length,
        "{few} kB, {many} kB, {length} kB of report"
    );
}
