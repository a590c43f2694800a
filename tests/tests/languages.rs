//! What is not English prose is shown and not judged, wherever it comes out again.

use std::io::Write as _;
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use serde_json::Value;
use slantwise::analysis::analyse;
use slantwise::compare::compare;
use slantwise::export::{ExportFormat, ExportInput, export};
use slantwise::import::from_bytes;
use slantwise::model::{
    Analysis, Article, Metric, NotAnalysed, Settings, Value as CellValue, VoiceFilter,
};

use super::support::{COLUMN, REPORT, Start, Window};

const GERMAN: &str = "Nachtfähre nach Hallow wird eingestellt\n\nVon Lena Dorr\n\n\
    Die Nachtfähre von Port Ansel zur Insel Hallow fährt ab Juni nicht mehr. Der Hafenrat beschloss \
    das am Donnerstag mit fünf zu vier Stimmen.\n\n\
    „Wir verlieren 900.000 Kronen im Jahr“, sagte der Vorsitzende Nils Brandt. Kritiker nennen den \
    Beschluss eine „skandalöse“ Kürzung.\n\n\
    „Schade“, sagte sie.\n";

const KOREAN: &str = "항구 크레인 매각\n\n서울시 의회는 화요일 밤 오래된 항구 크레인을 박물관에 팔기로 결정했다. \
    “우리는 충분히 기다렸다”고 의장이 말했다.\n";

const RUSSIAN: &str = "Городской совет продаёт кран\n\nГородской совет во вторник вечером решил продать \
    старый портовый кран музею в соседней долине. «Мы ждали достаточно», — сказала мэр Анна Лунд.\n";

const POLISH: &str = "Rada sprzedaje dźwig\n\nRada miasta zdecydowała we wtorek, że stary dźwig portowy \
    zostanie sprzedany do muzeum. Nie jest to jednak koniec sporu, bo mieszkańcy są przeciw.\n";

const THAI: &str = "ขายปั้นจั่นท่าเรือ\n\nสภาเมืองมีมติเมื่อคืนวันอังคารให้ขายปั้นจั่นท่าเรือเก่าแก่แก่พิพิธภัณฑ์ในหุบเขาถัดไป\n";

const JAPANESE: &str = "港のクレーン売却\n\n市議会は火曜日の夜、古い港のクレーンを隣の谷の博物館に売却することを決めた。\n";

const SOURCE: &str = "fn main() {\n    let parts: Vec<&str> = text.split(',').collect();\n\n    \
    for part in &parts {\n        println!(\"{}\", part.trim());\n    }\n\n    \
    // This is the shameless hack that everybody warned us about.\n    \
    let total: usize = parts.iter().map(|part| part.len()).sum();\n}\n";

/// A report in English with a paragraph in German in its middle.
fn mixed() -> String {
    let german = "„Wir verlieren 900.000 Kronen im Jahr, und das ist für uns nicht zu tragen“, sagte \
        der Vorsitzende Nils Brandt nach der Sitzung. Kritiker nennen das eine „skandalöse“ Kürzung.";
    COLUMN.replacen("\n\n", &format!("\n\n{german}\n\n"), 1)
}

fn read(text: &str) -> (Article, Analysis) {
    let article = from_bytes(text.as_bytes(), None).unwrap();
    let analysis = analyse(&article, &Settings::default());
    (article, analysis)
}

fn exported(articles: &[&(Article, Analysis)], format: ExportFormat) -> String {
    let pairs: Vec<_> = articles.iter().map(|pair| (&pair.0, &pair.1)).collect();
    let comparison = compare(&pairs, VoiceFilter::All);
    let input = ExportInput {
        articles: &pairs,
        comparison: (pairs.len() > 1).then_some(&comparison),
        date: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
        ..ExportInput::default()
    };
    String::from_utf8(export(&input, format).unwrap()).unwrap()
}

fn json(articles: &[&(Article, Analysis)]) -> Value {
    serde_json::from_str(&exported(articles, ExportFormat::Json)).unwrap()
}

/// What the `label` command answers to these lines.
fn labels(lines: &[&str]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .args(["label", "--rules-only"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(lines.join("\n").as_bytes()).unwrap();
    drop(input);
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let lines = output.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn an_article_in_another_language_has_no_layer_share_sentiment_or_mark() {
    for (text, name) in [
        (GERMAN, "German"),
        (KOREAN, "Korean"),
        (RUSSIAN, "Russian"),
        (POLISH, "Polish"),
        (THAI, "Thai"),
        (JAPANESE, "Japanese"),
        (SOURCE, "no prose"),
    ] {
        let (_, analysis) = read(text);
        assert!(!analysis.sentences.is_empty(), "{name}");
        for sentence in &analysis.sentences {
            let why = sentence.not_analysed().map(|why| why.to_string());
            assert_eq!(why.as_deref(), Some(name));
        }
        let summary = &analysis.summary;
        assert_eq!(
            (summary.shares(), summary.sentiment),
            (None, None),
            "{name}"
        );
        assert_eq!(summary.sentences_analysed(), 0, "{name}");
        assert!(analysis.findings.is_empty() && analysis.sources.is_empty());
        assert!(analysis.entities.is_empty() && analysis.frames.is_empty());
        assert!(analysis.turn.is_none() && analysis.headline.is_none());
    }
}

#[test]
fn the_quotation_marks_of_another_language_are_shown_and_none_is_a_scare_quote() {
    let (article, analysis) = read(GERMAN);
    let quoted: Vec<&str> = analysis
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.quoted)
        .map(|span| span.of(&article.text))
        .collect();
    assert_eq!(
        quoted,
        [
            "„Wir verlieren 900.000 Kronen im Jahr“",
            "„skandalöse“",
            "„Schade“"
        ]
    );
}

#[test]
fn a_paragraph_in_another_language_is_left_out_and_every_index_still_fits() {
    let (plain_article, plain) = read(COLUMN);
    let (article, analysis) = read(&mixed());
    let apart: Vec<usize> = (0..analysis.sentences.len())
        .filter(|index| analysis.sentences[*index].not_analysed().is_some())
        .collect();
    assert_eq!(apart.len(), 2);
    let numbers: Vec<usize> = analysis
        .sentences
        .iter()
        .filter_map(|one| one.number)
        .collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
    assert_eq!(numbers.len(), plain.summary.sentences + 2);

    // What is analysed is analysed as if the rest were not there.
    assert_eq!(analysis.summary.shares(), plain.summary.shares());
    assert_eq!(analysis.summary.sentiment, plain.summary.sentiment);
    assert_eq!(analysis.summary.words_quoted, plain.summary.words_quoted);
    let words = |article: &Article, of: &Analysis| -> Vec<String> {
        let findings = of.findings.iter();
        findings
            .map(|finding| finding.span.of(&article.text).to_owned())
            .collect()
    };
    assert_eq!(words(&article, &analysis), words(&plain_article, &plain));
    assert!(!analysis.findings.is_empty());

    let is_in = |sentence: usize, span: slantwise::text::Span| {
        analysis.sentences[sentence].span.overlaps(span) && !apart.contains(&sentence)
    };
    for (index, finding) in analysis.findings.iter().enumerate() {
        assert!(is_in(finding.sentence, finding.span));
        assert!(
            analysis.sentences[finding.sentence]
                .findings
                .contains(&index)
        );
    }
    for attribution in &analysis.attributions {
        for span in attribution.content.iter().chain(&attribution.cue) {
            assert!(is_in(attribution.sentence, *span));
        }
    }
    for entity in &analysis.entities {
        for mention in &entity.mentions {
            assert!(is_in(mention.sentence, mention.span));
        }
    }
    for (index, source) in analysis.sources.iter().enumerate() {
        for sentence in &source.sentences {
            assert!(analysis.sentences[*sentence].sources.contains(&index));
        }
    }
    let caveat = analysis.summary.caveat().unwrap();
    assert!(caveat.contains("2 sentences in German"), "{caveat}");
}

#[test]
fn an_english_quotation_in_a_german_article_is_analysed() {
    let english = "“This is a shameless betrayal of everyone who trusted the board,” the chairman of the \
        union said after the meeting on Thursday.";
    let (article, analysis) = read(&format!("{GERMAN}\n{english}\n"));
    let analysed: Vec<&str> = analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.verdict().is_some())
        .map(|sentence| sentence.span.of(&article.text))
        .collect();
    assert_eq!(analysed, [english]);
    assert!(analysis.summary.shares().is_some());
}

#[test]
fn a_long_german_quotation_makes_no_german_article() {
    let (article, analysis) = read(
        "Merkel bows out\n\nAngela Merkel left office on Wednesday after sixteen years.\n\n\
        „Ich danke Ihnen von Herzen für das Vertrauen, das Sie mir so lange geschenkt haben, und \
        wünsche Ihnen allen alles Gute für die Zukunft.“\n\nShe did not take questions.\n",
    );
    let apart: Vec<&str> = analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.not_analysed().is_some())
        .map(|sentence| sentence.span.of(&article.text))
        .collect();
    assert_eq!(apart.len(), 1, "{apart:?}");
    assert!(apart[0].starts_with('„'));
}

#[test]
fn a_short_text_is_in_the_language_that_its_file_declares() {
    let mut article = from_bytes("Titel\n\nEs regnet.".as_bytes(), None).unwrap();
    let name = |article: &Article| {
        let analysis = analyse(article, &Settings::default());
        let why = analysis.sentences[0].not_analysed();
        why.map(|why| why.to_string())
    };
    assert_eq!(name(&article), None, "undecided is English");
    article.metadata.language = Some("de".to_owned());
    assert_eq!(name(&article).as_deref(), Some("German"));
    article.metadata.language = Some("xx".to_owned());
    assert_eq!(name(&article).as_deref(), Some("another language"));
    // Page templates often declare what the text is not.
    let mut english = from_bytes(REPORT.as_bytes(), None).unwrap();
    english.metadata.language = Some("de".to_owned());
    assert_eq!(name(&english), None);
}

#[test]
fn json_has_null_and_a_reason_and_nothing_new_for_english() {
    let german = json(&[&read(GERMAN)]);
    let article = &german["articles"][0];
    assert_eq!(article["not_analysed"], "German");
    assert_eq!(article["language"], "de");
    for sentence in article["sentences"].as_array().unwrap() {
        assert_eq!(sentence["not_analysed"], "German");
        for key in [
            "voice",
            "stance",
            "layer",
            "p_loaded",
            "p_evaluative",
            "p_framing",
            "sentiment",
        ] {
            assert!(sentence.get(key).is_some_and(Value::is_null), "{key}");
        }
    }
    for key in [
        "share_reported",
        "share_voices",
        "share_framing",
        "sentiment",
    ] {
        assert!(
            article["summary"].get(key).is_some_and(Value::is_null),
            "{key}"
        );
    }
    assert_eq!(article["summary"]["left_out"][0]["sentences"], 5);
    assert!(
        article["caveats"][0]
            .as_str()
            .unwrap()
            .contains("English only")
    );

    let part = json(&[&read(&mixed())]);
    let summary = &part["articles"][0]["summary"];
    assert!(summary["share_framing"].is_number() && summary.get("not_analysed").is_none());
    assert_eq!(summary["left_out"][0]["not_analysed"], "German");
    assert_eq!(summary["left_out"][0]["sentences"], 2);

    let english = exported(&[&read(REPORT)], ExportFormat::Json);
    assert!(!english.contains("not_analysed") && !english.contains("left_out"));
}

#[test]
fn tables_say_why_a_row_is_empty() {
    let table = exported(&[&read(GERMAN)], ExportFormat::SentencesCsv);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    for row in rows.records() {
        let row = row.unwrap();
        for name in ["voice", "stance", "layer", "p_framing", "sentiment"] {
            assert_eq!(&row[column(name)], "", "{name}");
        }
        assert_eq!(&row[column("not_analysed")], "German");
    }
    let segments = exported(&[&read(GERMAN)], ExportFormat::SegmentsCsv);
    assert_eq!(segments.lines().count(), 1, "only the head: {segments}");
}

#[test]
fn a_report_claims_no_result_for_what_was_not_analysed() {
    for format in [ExportFormat::Markdown, ExportFormat::Html] {
        for text in [GERMAN, KOREAN, SOURCE] {
            let report = exported(&[&read(text)], format);
            assert!(report.contains("not analysed: "));
            assert!(!report.contains("% editorial framing"), "{report}");
            assert!(!report.contains("No editorial framing"));
            assert!(!report.contains("No passage is marked"));
        }
        let part = exported(&[&read(&mixed())], format);
        assert!(part.contains("% editorial framing"));
        assert!(part.contains("2 sentences not analysed: German"));
    }
}

#[test]
fn a_comparison_says_not_analysed_in_every_cell_and_keeps_length_and_date() {
    let (english, german) = (read(REPORT), read(GERMAN));
    let pairs = [(&english.0, &english.1), (&german.0, &german.1)];
    for filter in VoiceFilter::ALL {
        let comparison = compare(&pairs, filter);
        for row in &comparison.rows {
            let value = &row.cells[1].value;
            match row.metric {
                Metric::Date => {}
                Metric::Length if filter == VoiceFilter::All => {
                    assert_eq!(*value, CellValue::Count(german.1.summary.words));
                }
                metric => assert!(
                    matches!(value, CellValue::NotAnalysed(NotAnalysed::Language(_))),
                    "{metric:?} {value:?}"
                ),
            }
        }
        let caveats = comparison.caveats.join(" ");
        assert!(caveats.contains("(in German)"), "{caveats}");
    }
    let compared = json(&[&english, &german]);
    assert_eq!(
        compared["not_analysed"],
        serde_json::json!([null, "German"])
    );
    for part in ["names", "tone", "voices", "frames"] {
        for row in compared[part].as_array().unwrap() {
            assert!(row["cells"][1].is_null(), "{part}");
        }
    }
    let report = exported(&[&english, &german], ExportFormat::Markdown);
    let voices = report.split("## Who gets to speak").nth(1).unwrap();
    assert!(
        voices
            .split("\n## ")
            .next()
            .unwrap()
            .contains("not analysed: German")
    );
}

#[test]
fn a_label_takes_a_language_and_is_english_without_one() {
    let answers = labels(&[
        r#"{"id":1,"text":"What a shameless farce this is!"}"#,
        r#"{"id":2,"text":"What a shameless farce this is!","language":"en-GB"}"#,
        r#"{"id":3,"text":"Brexit","language":"de","target":{"start":0,"end":6}}"#,
        r#"{"id":4,"text":"Das ist „skandalös“.","language":"German"}"#,
        r#"{"id":5,"text":"서울시 의회는 크레인을 팔기로 결정했다."}"#,
        r#"{"id":6,"text":"Das ist nicht skandalös, und es war auch nicht anders.","language":"en"}"#,
        r#"{"id":7,"text":"Bayern München"}"#,
    ]);
    for index in [0, 1, 5, 6] {
        assert!(answers[index]["p_framing"].is_number(), "{index}");
        assert!(answers[index].get("not_analysed").is_none(), "{index}");
        assert!(answers[index]["tone"].is_string());
    }
    for (index, name) in [(2, "German"), (3, "German"), (4, "Korean")] {
        let answer = &answers[index];
        assert_eq!(answer["not_analysed"], name);
        for key in [
            "p_loaded",
            "p_evaluative",
            "p_framing",
            "layer",
            "voice",
            "stance",
        ] {
            assert!(answer.get(key).is_some_and(Value::is_null), "{key}");
        }
        for key in ["sentiment", "tone", "p_tone"] {
            assert!(answer.get(key).is_some_and(Value::is_null), "{key}");
        }
    }
    assert_eq!(answers[3]["quoted"][0]["start"], 8);
}

fn window() -> Window {
    Start {
        files: vec![
            ("deutsch.txt".to_owned(), GERMAN.to_owned()),
            ("report.txt".to_owned(), REPORT.to_owned()),
        ],
        ..Start::default()
    }
    .open()
}

#[test]
fn the_window_says_not_analysed_where_it_would_show_shares_layers_and_cells() {
    let mut window = window();
    let says =
        |window: &Window, part: &str| window.harness.query_all_by_label_contains(part).count() > 0;
    let card = window
        .harness
        .query_all_by_label_contains("Nachtfähre nach Hallow wird eingestellt. ");
    let card = card.into_iter().next().unwrap();
    card.click();
    window.settle();
    assert!(says(&window, "Sentence 1, not analysed: German"));
    assert!(!says(&window, "No framing found"));
    assert!(!says(&window, "Sentence 1, reported"));
    window.press(Modifiers::COMMAND, Key::Num2);
    window.settle();
    assert!(says(&window, "not analysed: German"));
    assert!(says(&window, "Reported, "));
}
