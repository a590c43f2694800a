//! Nothing hangs: what is no file, what is too much and what nobody waits for any more.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use slantwise::analysis::{self, Unanalysed};
use slantwise::import::{self, ImportError};
use slantwise::model::{Canceller, Settings, bounds};

const WORDS: &str =
    "The eastern lock was shut on Tuesday because divers had found a crack in its gate. ";

#[test]
fn a_tag_with_very_many_attributes_is_read_in_good_time() {
    let mut attributes = String::new();
    for number in 0..40_000 {
        write!(attributes, " data-a{number}=\"{number}\"").unwrap();
    }
    let (body, paragraph) = (
        format!("<body{attributes}>"),
        format!("<p{attributes} class=text>"),
    );
    let page = format!(
        "<!DOCTYPE html><html><head><title>Lock shut</title></head>{body}<article><h1>Lock shut</h1>{paragraph}{}</p></article></body></html>",
        WORDS.repeat(10)
    );
    let started = Instant::now();
    let article = import::from_bytes(page.as_bytes(), Some("page.html")).unwrap();
    assert!(article.text.contains("divers had found a crack"));
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_page_that_begins_again_and_again_is_read_in_good_time() {
    let mut page = String::from("<!DOCTYPE html>");
    for number in 0..20_000 {
        write!(page, "<html data-a{number}=1><body data-b{number}=1>").unwrap();
    }
    write!(page, "<article><p>{}</p></article>", WORDS.repeat(10)).unwrap();
    let started = Instant::now();
    let article = import::from_bytes(page.as_bytes(), Some("page.html")).unwrap();
    assert!(article.text.contains("divers had found a crack"));
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_page_with_very_many_rules_is_read_in_good_time() {
    let mut page = String::from("<!DOCTYPE html><html><head><style>");
    for number in 0..20_000 {
        write!(page, ".a .b{number} [data-c]{{display:none}}").unwrap();
    }
    page.push_str("</style></head><body><article>");
    for _ in 0..500 {
        write!(page, "<p class='a b1'>{WORDS}</p>").unwrap();
    }
    page.push_str("</article></body></html>");
    let started = Instant::now();
    let article = import::from_bytes(page.as_bytes(), Some("page.html")).unwrap();
    assert!(article.text.contains("divers had found a crack"));
    assert!(
        started.elapsed() < Duration::from_secs(15),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_text_of_more_words_than_any_article_is_refused_with_both_numbers() {
    let text = WORDS.repeat(bounds::WORDS / 10);
    let error = import::from_pasted(&text).unwrap_err();
    assert!(matches!(error, ImportError::TooManyWords { .. }), "{error}");
    let said = error.to_string();
    assert!(
        said.contains("400,000") && said.contains("250,000"),
        "{said}"
    );
}

#[test]
fn an_article_of_more_sentences_than_any_is_not_analysed_and_says_why() {
    let text = "It rained.\n\n".repeat(bounds::SENTENCES + 1);
    let article = import::from_pasted(&text).unwrap();
    let settings = Settings::default();
    let refused = analysis::analyse_unless(&article, &settings, &Canceller::default());
    assert_eq!(refused, Err(Unanalysed::TooManySentences));
    assert!(Unanalysed::TooManySentences.to_string().contains("10,000"));
}

#[test]
fn what_nobody_waits_for_any_more_ends_soon() {
    let text = WORDS.repeat(3_000);
    let canceller = Canceller::default();
    let article = import::from_pasted(&text).unwrap();
    let elsewhere = canceller.clone();
    let cancels = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        elsewhere.cancel();
    });
    let started = Instant::now();
    let settings = Settings {
        model: true,
        ..Settings::default()
    };
    let given_up = analysis::analyse_unless(&article, &settings, &canceller);
    cancels.join().unwrap();
    assert_eq!(given_up, Err(Unanalysed::GivenUp));
    // Read to its end by the model, it takes many times as long.
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    let page = format!("<!DOCTYPE html><html><body><p>{text}</p></body></html>");
    assert_eq!(
        import::from_bytes_unless(page.as_bytes(), Some("page.html"), &canceller),
        Err(ImportError::GivenUp)
    );
}

#[test]
fn a_command_names_the_file_that_is_too_long_and_does_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let long = "It rained.\n\n".repeat(bounds::SENTENCES + 1);
    std::fs::write(folder.path().join("long.txt"), long).unwrap();
    std::fs::write(folder.path().join("a.txt"), WORDS.repeat(3)).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .current_dir(folder.path())
        .args(["analyze", "--rules-only", "long.txt", "a.txt"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("long.txt: This text has more than 10,000 sentences"),
        "{said}"
    );
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["articles"].as_array().unwrap().len(), 1);
}

/// What only some systems have.
#[cfg(unix)]
mod unix {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::sync::mpsc::channel;

    use super::*;

    /// Imports a file on a thread of its own, so that a hang fails the test.
    #[track_caller]
    fn read_soon(path: &Path) -> Result<slantwise::model::Article, ImportError> {
        let (sender, read) = channel();
        let path = path.to_owned();
        std::thread::spawn(move || drop(sender.send(import::read_file(&path))));
        read.recv_timeout(Duration::from_secs(10)).unwrap()
    }

    /// A pipe that nobody writes into.
    fn pipe(folder: &Path) -> PathBuf {
        let path = folder.join("pipe.txt");
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        path
    }

    #[test]
    fn a_pipe_and_a_device_are_refused_before_they_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_soon(&pipe(folder.path())), Err(ImportError::NotAFile));
        assert_eq!(
            read_soon(Path::new("/dev/zero")),
            Err(ImportError::NotAFile)
        );
        let link = folder.path().join("link.txt");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        assert_eq!(read_soon(&link), Err(ImportError::NotAFile));
    }

    #[test]
    fn a_pipe_among_the_files_of_a_command_holds_up_none_of_the_others() {
        let folder = tempfile::tempdir().unwrap();
        pipe(folder.path());
        fs::write(folder.path().join("a.txt"), WORDS.repeat(3)).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_slantwise"))
            .current_dir(folder.path())
            .args(["analyze", "--rules-only", "pipe.txt", "a.txt"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let started = Instant::now();
        while child.try_wait().unwrap().is_none() && started.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(20));
        }
        // Nothing to kill where it has ended.
        child.kill().ok();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("pipe.txt: This is not a file"), "{said}");
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["articles"].as_array().unwrap().len(), 1);
    }
}
