//! How a text was set changes nothing in what is said of it: invisible signs, ligatures,
//! no-break spaces, decomposed accents, full-width letters, words divided at line ends.

use slantwise::analysis::analyse;
use slantwise::import::from_pasted;
use slantwise::model::{Article, Settings};
use slantwise::text::plain::plain;

use super::support::{COLUMN, REPORT};

/// Words of some length with a sign after their third letter.
fn inside_words(text: &str, sign: &str) -> String {
    let mut set = String::new();
    let mut letters = 0;
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        set.push(letter);
        letters = if letter.is_ascii_lowercase() {
            letters + 1
        } else {
            0
        };
        if letters == 3 && rest.peek().is_some_and(char::is_ascii_lowercase) {
            set.push_str(sign);
        }
    }
    set
}

/// What is said of an article, without places: its sentences and marks as they are matched.
fn said(text: &str) -> String {
    let article: Article = from_pasted(text).unwrap();
    let analysis = analyse(&article, &Settings::default());
    let words = |span: slantwise::text::Span| {
        let words = plain(span.of(&article.text)).to_lowercase();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut all = Vec::new();
    for sentence in &analysis.sentences {
        let verdict = sentence.verdict().unwrap();
        all.push(format!(
            "{:?} {:?} {:?} {} {} {}",
            sentence.number,
            verdict.voice,
            verdict.layer,
            verdict.sentiment.compound(),
            verdict.probabilities.framing.basis_points(),
            words(sentence.span)
        ));
    }
    for finding in &analysis.findings {
        all.push(format!("{:?} {}", finding.device, words(finding.span)));
    }
    let sources = analysis.sources.iter();
    all.extend(sources.map(|source| format!("source {}", source.name.to_lowercase())));
    all.join("\n")
}

#[test]
fn a_text_is_analysed_alike_however_it_was_set() {
    for text in [REPORT, COLUMN] {
        let as_written = said(text);
        assert!(as_written.contains("source dana whitlock"), "{as_written}");
        for sign in [
            "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
        ] {
            assert_eq!(said(&inside_words(text, sign)), as_written, "{sign:?}");
        }
        let set = text
            .replace("the ", "the\u{A0}")
            .replace(" a ", "\u{202F}a ")
            .replace("fi", "\u{FB01}")
            .replace("ff", "\u{FB00}");
        assert_eq!(said(&set), as_written);
        let opening = format!("\u{FEFF}{}", text.replace('"', "\u{200B}\""));
        assert_eq!(said(&opening), as_written);
        let wide = text.replace("arrogance", "\u{FF41}rrogance");
        assert_eq!(said(&wide), as_written);
    }
}

#[test]
fn marks_cover_words_that_are_divided_at_line_ends_as_they_stand() {
    let article = from_pasted(
        "The council waits\n\nIn a shame-\nless display it approved a vani-\nty project. The plan \
         is a laugh-\ning stock, accord-\ning to Tom Bran-\ndauer. Pre- and post-war houses stay.\n",
    )
    .unwrap();
    let analysis = analyse(&article, &Settings::default());
    let marked: Vec<_> = analysis
        .findings
        .iter()
        .map(|finding| finding.span.of(&article.text).replace(['\n', ' '], "⏎"))
        .collect();
    assert!(
        marked.iter().any(|words| words.contains("shame-⏎less")),
        "{marked:?}"
    );
    assert!(
        marked
            .iter()
            .any(|words| words.contains("laugh-⏎ing⏎stock")),
        "{marked:?}"
    );
    let names: Vec<_> = analysis.sources.iter().map(|source| &source.name).collect();
    assert_eq!(names, ["Tom Brandauer"]);
}

#[test]
fn a_missing_space_joins_no_sentences_and_an_accent_is_one_letter() {
    let text = "The plan was a clich\u{e9} and the talks have ended.The council met in shame.";
    let apart = text.replace('\u{e9}', "e\u{301}");
    let analysed = said(text);
    assert!(analysed.contains("the talks have ended.\n"), "{analysed}");
    assert!(analysed.contains("the council met in shame."), "{analysed}");
    assert_eq!(said(&apart), analysed);
}
