//! Exports of what people say: every position and every word of it, and nothing else.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::Value;
use slantwise::analysis::analyse;
use slantwise::analysis::fingerprint::fingerprint;
use slantwise::compare::compare;
use slantwise::export::{ExportError, ExportFormat, ExportInput, export, print};
use slantwise::import::from_bytes;
use slantwise::model::{
    Analysis, Article, Code, Coding, Decision, Device, FindingKey, Judgement, Layer, MarkId, Note,
    OwnMark, Settings, Subject, SubjectKind, VoiceFilter,
};
use slantwise::text::{Anchor, Span};

/// Everything that Unicode, line ends and directions of writing can do to a position.
const TRICKY: &str = "Osterby waters its lawns\r\n\r\n\
    Zoe\u{308} Lund \u{1f3ca}\u{1f3fd} said the far\u{2011}flung suburbs shamelessly waste water. \
    \u{201c}Nobody asked us,\u{201d} she said \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}.\r\n\r\n\
    \u{5e9}\u{5dc}\u{5d5}\u{5dd} stood on the banner of this disgraceful circus, \u{627}\u{644}\u{645}\u{627}\u{621} on another. \
    Critics say the outrageous scheme is doomed. Who will pay for this fiasco?\r\n\r\n\
    The council votes on Monday, according to the town\u{2019}s engineer.\r\n";

/// No word of four letters or more in common with the other.
const OTHER: &str = "Rain in Norwick\n\nIt rained. A vile, pathetic farce, some say.\n";

fn rules() -> Settings {
    Settings {
        model: false,
        ..Settings::default()
    }
}

static READ: LazyLock<[(Article, Analysis); 2]> = LazyLock::new(|| {
    [(TRICKY, "lawns.txt"), (OTHER, "rain.txt")].map(|(text, name)| {
        let mut article = from_bytes(text.as_bytes(), Some(name)).unwrap();
        article.metadata.outlet = Some("Gazette".to_owned());
        article.metadata.url = Some("https://gazette.example/1?a=b c".to_owned());
        let analysis = analyse(&article, &rules());
        (article, analysis)
    })
});

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_123).unwrap() + TimeDelta::minutes(minute)
}

fn judge(coding: &mut Coding, subject: Subject, decision: Option<Decision>, note: &str) {
    let judgement = Judgement {
        subject,
        decision,
        note: note.to_owned(),
        by: "Ada".to_owned(),
        at: at(1),
    };
    let key = judgement.subject.key();
    coding.judgements.insert(key, Arc::new(judgement));
}

fn mark(coding: &mut Coding, text: &str, words: &str, code: Code, note: &str) {
    let found = text.find(words);
    let span = found.map(|at| Span::new(at, at + words.len()));
    let anchor = span.map_or_else(
        || Anchor {
            quote: words.to_owned(),
            before: "as it was: ".to_owned(),
            after: String::new(),
        },
        |span| Anchor::of(text, span),
    );
    let id = MarkId(coding.marks.len() as u64);
    let mark = OwnMark {
        id,
        span,
        anchor,
        code,
        note: note.to_owned(),
        by: "Ada".to_owned(),
        at: at(2),
    };
    coding.marks.insert(id, Arc::new(mark));
}

/// Everything that can be said of the tricky article.
fn coding() -> Coding {
    let (article, analysis) = &READ[0];
    let mut coding = Coding::default();
    assert!(analysis.findings.len() >= 4, "{:#?}", analysis.findings);
    for (index, decision) in Decision::ALL.into_iter().enumerate() {
        let subject = Subject::finding(article, analysis, index).unwrap();
        judge(
            &mut coding,
            subject,
            Some(decision),
            "=Two\nlines, \"quoted\"",
        );
    }
    let sentence = |index| Subject::sentence(article, analysis, index).unwrap();
    judge(&mut coding, sentence(1), Some(Decision::Agree), "");
    let former = Subject {
        answer: "no_such_layer".to_owned(),
        ..sentence(2)
    };
    judge(&mut coding, former, Some(Decision::Disagree), "");
    let mut gone = sentence(3);
    "These words left the text.".clone_into(&mut gone.anchor.quote);
    judge(&mut coding, gone, Some(Decision::Agree), "");
    let text = &article.text;
    let framing = Code::Layer(Layer::Framing);
    mark(
        &mut coding,
        text,
        "Zoe\u{308} Lund \u{1f3ca}\u{1f3fd}",
        framing,
        "",
    );
    mark(
        &mut coding,
        text,
        "far\u{2011}flung",
        Code::Device(Device::Label),
        "mine",
    );
    mark(
        &mut coding,
        text,
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} stood on the banner of this disgraceful circus, \u{627}\u{644}\u{645}\u{627}\u{621} on another.",
        framing,
        "",
    );
    mark(&mut coding, text, "are not here", framing, "");
    coding.note = Some(Arc::new(Note {
        text: "On the whole article".to_owned(),
        by: "Ada".to_owned(),
        at: at(3),
    }));
    coding
}

fn bytes_of(
    read: &[(&Article, &Analysis)],
    codings: &[Option<&Coding>],
    format: ExportFormat,
    is_compared: bool,
) -> Vec<u8> {
    let comparison = is_compared.then(|| compare(read, VoiceFilter::Outlet));
    let input = ExportInput {
        articles: read,
        codings,
        comparison: comparison.as_ref(),
        filter: VoiceFilter::Outlet,
        date: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
        ..ExportInput::default()
    };
    match export(&input, format) {
        // Of nothing said there is no agreement.
        Err(ExportError::NotCoded) if format == ExportFormat::ReliabilityCsv => Vec::new(),
        made => made.unwrap(),
    }
}

fn of_first(coding: Option<&Coding>, format: ExportFormat) -> String {
    let (article, analysis) = &READ[0];
    let bytes = bytes_of(&[(article, analysis)], &[coding], format, false);
    String::from_utf8(bytes).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The characters from `start` to `end`, counted in code points.
fn stretch(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// A table as rows of cells by the names of their columns.
fn rows(table: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_coding_is_a_row_with_its_place_its_words_and_who_said_what() {
    let coding = coding();
    let table = of_first(Some(&coding), ExportFormat::SegmentsCsv);
    assert!(table.starts_with(
        "document,outlet,date,url,start,end,text,context_before,context_after,code,origin,status,\
         confidence,reason,detector,engine_version,coder,created,modified,note,sha256,fingerprint\r\n"
    ));
    let (article, analysis) = &READ[0];
    let rows = rows(&table);
    // The findings, a sentence, what is former and what is gone; the own marks.
    assert_eq!(rows.len(), analysis.findings.len() + 3 + coding.marks.len());
    for row in &rows {
        let number = |name: &str| row[name].parse::<usize>();
        match (number("start"), number("end")) {
            (Ok(start), Ok(end)) => assert_eq!(stretch(&article.text, start, end), row["text"]),
            _ => assert_eq!(row["status"], "orphan"),
        }
        let is_of_engine = !row["detector"].is_empty();
        assert_eq!(is_of_engine, !row["engine_version"].is_empty());
        assert_eq!(row["coder"].is_empty(), row["modified"].is_empty());
        assert_eq!(row["sha256"], article.origin.sha256);
        let stamp = if is_of_engine { fingerprint() } else { "" };
        assert_eq!(row["fingerprint"], stamp);
    }
    let count = |origin: &str, status: &str| {
        let mut all = rows.iter();
        all.by_ref()
            .filter(|row| row["origin"] == origin && row["status"] == status)
            .count()
    };
    assert_eq!(count("machine", "open"), analysis.findings.len() - 3);
    assert_eq!(count("machine", "agreed"), 2);
    assert_eq!(count("machine", "disagreed"), 2);
    assert_eq!(count("machine", "unsure"), 1);
    assert_eq!(count("human", "added"), 3);
    assert_eq!(count("human", "orphan") + count("machine", "orphan"), 2);
    let gone = rows
        .iter()
        .find(|row| row["text"] == "These words left the text.")
        .unwrap();
    assert!(gone["reason"].ends_with("Decision when judged: agreed."));
    let noted = rows.iter().filter(|row| row["note"].contains("lines"));
    // A formula in a note is text, and its line break stays.
    assert!(
        noted.clone().count() == 3
            && noted
                .clone()
                .all(|row| row["note"] == "'=Two\nlines, \"quoted\"")
    );
}

#[test]
fn a_sentence_has_the_layer_and_the_codes_that_a_person_gave_it() {
    let coding = coding();
    let rows = rows(&of_first(Some(&coding), ExportFormat::SentencesCsv));
    let said: Vec<_> = rows
        .iter()
        .map(|row| {
            let cell = |name: &str| row[name].as_str();
            (cell("decision"), cell("human_layer"), cell("human_codes"))
        })
        .collect();
    let (_, analysis) = &READ[0];
    let engines = analysis.sentences[1].layer().unwrap().name();
    assert_eq!(said[0], ("", "", ""));
    // The person agrees; the mark on the name is less than half of the sentence.
    assert_eq!(said[1], ("agree", engines, "framing; label"));
    assert_eq!(said[3], ("", "framing", "framing"));
    let with = of_first(Some(&coding), ExportFormat::SentencesCsv);
    let without = of_first(None, ExportFormat::SentencesCsv);
    for (with, without) in with.lines().zip(without.lines()).take(1) {
        assert_eq!(with, without, "the columns do not depend on what was said");
    }
}

#[test]
fn findings_carry_their_decisions_too() {
    let rows = rows(&of_first(Some(&coding()), ExportFormat::FindingsCsv));
    let statuses: BTreeSet<&str> = rows.iter().map(|row| row["status"].as_str()).collect();
    assert!(
        statuses.contains("open") && statuses.len() >= 3,
        "{statuses:?}"
    );
}

#[test]
fn a_byte_order_mark_stands_before_tables_alone() {
    for format in ExportFormat::ALL {
        let (article, analysis) = &READ[0];
        let coding = coding();
        let input = ExportInput {
            articles: &[(article, analysis)],
            codings: &[Some(&coding)],
            ..ExportInput::default()
        };
        let mut marked = Vec::new();
        print(&input, format, true, &mut marked).unwrap();
        assert_eq!(marked.starts_with(b"\xEF\xBB\xBF"), format.is_table());
        assert!(marked.ends_with(&export(&input, format).unwrap()));
    }
}

fn annotations(coding: Option<&Coding>, format: ExportFormat) -> (Value, Vec<Value>) {
    let file = json(&of_first(coding, format));
    let items = file["first"]["items"].as_array().unwrap().clone();
    (file, items)
}

fn bodies<'a>(item: &'a Value, purpose: &str) -> Vec<&'a str> {
    let bodies = item["body"].as_array().unwrap().iter();
    bodies
        .filter(|body| body["purpose"] == purpose)
        .map(|body| body["value"].as_str().or(body["source"].as_str()).unwrap())
        .collect()
}

/// The selector of this type, as the target of an annotation has it.
fn selector<'a>(item: &'a Value, name: &str) -> Option<&'a Value> {
    let selectors = item["target"]["selector"].as_array()?;
    selectors.iter().find(|selector| selector["type"] == name)
}

#[test]
fn annotations_have_what_the_model_asks_for_and_tell_people_from_the_program() {
    let coding = coding();
    let (file, items) = annotations(Some(&coding), ExportFormat::Annotations);
    assert_eq!(file["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(file["type"], "AnnotationCollection");
    assert_eq!(file["first"]["type"], "AnnotationPage");
    assert_eq!(file["first"]["partOf"], file["id"]);
    assert_eq!(file["total"], items.len());
    let source = &file["dcterms:source"][0]["id"];
    assert_eq!(source, "https://gazette.example/1?a=b%20c");
    let ids: BTreeSet<&str> = items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), items.len(), "no two have one name");
    let (article, analysis) = &READ[0];
    let sha256 = slantwise::model::id::sha256_hex(article.text.as_bytes());
    let mut without_place = 0;
    for item in &items {
        assert_eq!(item["type"], "Annotation");
        assert!(item["id"].as_str().unwrap().starts_with("urn:uuid:"));
        let is_program = item["creator"]["type"] == "Software";
        assert_eq!(is_program, item.get("created").is_some());
        assert!(is_program || item["creator"]["name"] == "Ada" && item["modified"].is_string());
        if item["target"].is_string() {
            assert_eq!(bodies(item, "commenting"), ["On the whole article"]);
            continue;
        }
        assert_eq!(&item["target"]["source"], source);
        assert_eq!(item["target"]["state"]["schema:sha256"], sha256);
        let quote = selector(item, "TextQuoteSelector").unwrap();
        let exact = quote["exact"].as_str().unwrap();
        let Some(place) = selector(item, "TextPositionSelector") else {
            without_place += 1;
            assert!(
                item["dcterms:description"]
                    .as_str()
                    .unwrap()
                    .contains("gone")
            );
            continue;
        };
        let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
        let (start, end) = (number("start"), number("end"));
        assert_eq!(stretch(&article.text, start, end), exact);
        let prefix = quote["prefix"].as_str().unwrap();
        let before = stretch(&article.text, 0, start);
        assert!(before.ends_with(prefix) && (prefix.chars().count() == 32 || before == prefix));
        let suffix = quote["suffix"].as_str().unwrap();
        assert!(stretch(&article.text, end, usize::MAX).starts_with(suffix));
    }
    assert_eq!(without_place, 2);
    let of = |purpose: &str| items.iter().flat_map(|item| bodies(item, purpose)).count();
    assert_eq!(of("assessing"), coding.judgements.len());
    // The engine's findings and the sentence it still says, and the own marks.
    assert_eq!(
        of("tagging"),
        analysis.findings.len() + 1 + coding.marks.len()
    );
    for item in &items {
        for link in bodies(item, "linking") {
            assert!(ids.contains(link), "a judgement names what it is about");
            assert_eq!(item["motivation"], "assessing");
        }
    }
    assert_eq!(
        of("linking"),
        4,
        "what the engine says no longer is not here"
    );
    let again = annotations(Some(&coding), ExportFormat::Annotations).0;
    assert_eq!(again, file);
}

/// Words of four letters or more, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| {
        !letter.is_alphanumeric() && letter != '\u{301}' && letter != '\u{308}'
    })
    .filter(|word| word.chars().count() > 3 && word.chars().any(char::is_alphabetic))
    .map(str::to_lowercase)
    .collect()
}

/// Words of an article that stand in what was written of it, and are none of the program's own.
fn leaked(written: &str, article: &Article) -> Vec<String> {
    let mut own: BTreeSet<String> = words(&Device::ALL.map(Device::code).join(" "));
    own.extend(words(&Layer::ALL.map(Layer::name).join(" ")));
    // What is written of another article that shares none of its words.
    let (other, analysis) = &READ[1];
    let bytes = bytes_of(
        &[(other, analysis)],
        &[],
        ExportFormat::AnnotationPositions,
        false,
    );
    own.extend(words(&String::from_utf8(bytes).unwrap()));
    let of_article = words(&article.text);
    let written = words(written);
    let shared = written.intersection(&of_article);
    shared
        .filter(|word| !own.contains(*word))
        .cloned()
        .collect()
}

#[test]
fn by_positions_only_no_word_of_the_article_is_written() {
    let (article, _) = &READ[0];
    let mut coding = coding();
    let quoting = Note {
        text: "The “disgraceful circus” says it all".to_owned(),
        by: "Ada".to_owned(),
        at: at(1),
    };
    coding.note = Some(Arc::new(quoting));
    let written = of_first(Some(&coding), ExportFormat::AnnotationPositions);
    assert_eq!(leaked(&written, article), [""; 0]);
    // The check does find words where they are.
    let with_words = of_first(Some(&coding), ExportFormat::Annotations);
    let found = leaked(&with_words, article);
    assert!(
        found.len() > 10 && found.contains(&"disgraceful".to_owned()),
        "{found:?}"
    );
    let (file, items) = annotations(Some(&coding), ExportFormat::AnnotationPositions);
    assert!(
        items
            .iter()
            .all(|item| selector(item, "TextQuoteSelector").is_none()
                && selector(item, "TextPositionSelector").is_some())
    );
    let about = file["dcterms:description"].as_str().unwrap();
    assert!(about.contains("their words are gone: 2"), "{about}");
}

#[test]
fn a_coding_keeps_its_name_when_text_is_added_elsewhere() {
    let (article, _) = &READ[0];
    let corrected = format!("{}\n\nCorrected on Tuesday.", article.text);
    let mut later = from_bytes(corrected.as_bytes(), Some("lawns.txt")).unwrap();
    later.id = article.id;
    let analysis = analyse(&later, &rules());
    let coding = coding();
    let names = |read: (&Article, &Analysis)| -> BTreeSet<String> {
        let bytes = bytes_of(&[read], &[Some(&coding)], ExportFormat::Annotations, false);
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        let items = file["first"]["items"].as_array().unwrap().iter();
        items
            .filter(|item| item["creator"]["type"] == "Person")
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names((&READ[0].0, &READ[0].1)), names((&later, &analysis)));
}

#[test]
fn json_has_what_people_say_where_they_say_something_and_is_as_before_elsewhere() {
    let coding = coding();
    let said = json(&of_first(Some(&coding), ExportFormat::Json));
    let plain = json(&of_first(None, ExportFormat::Json));
    assert_eq!(said["schema"], plain["schema"]);
    let article = &said["articles"][0];
    let judgements = article["judgements"].as_array().unwrap();
    assert_eq!(judgements.len(), coding.judgements.len());
    let states: Vec<&str> = judgements
        .iter()
        .map(|judgement| judgement["state"].as_str().unwrap())
        .collect();
    let count = |state: &str| states.iter().filter(|known| **known == state).count();
    assert_eq!(
        (count("standing"), count("former"), count("orphan")),
        (4, 1, 1)
    );
    assert_eq!(article["own_marks"].as_array().unwrap().len(), 4);
    assert_eq!(article["note"]["text"], "On the whole article");
    let keys = |value: &Value| -> Vec<String> {
        let fields = value.as_object().unwrap().keys();
        fields.cloned().collect()
    };
    let mut more = keys(&plain["articles"][0]);
    more.extend(["judgements", "own_marks", "note"].map(ToOwned::to_owned));
    assert_eq!(keys(article), more);
    let lines = of_first(Some(&coding), ExportFormat::JsonLines);
    assert_eq!(json(&lines)["own_marks"], article["own_marks"]);
}

fn report(coding: Option<&Coding>, format: ExportFormat) -> String {
    let (article, analysis) = &READ[0];
    let input = ExportInput {
        articles: &[(article, analysis)],
        codings: &[coding],
        ..ExportInput::default()
    };
    String::from_utf8(export(&input, format).unwrap()).unwrap()
}

/// What is wrong with the nesting, the names and the links of a page.
fn faults_of(page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let (mut names, mut links) = (BTreeSet::new(), Vec::new());
    for tag in page.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_default();
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                faults.push(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            Some(rest.split('"').next().unwrap_or_default().to_owned())
        };
        if let Some(id) = attribute("id")
            && !names.insert(id.clone())
        {
            faults.push(format!("{id} is there twice"));
        }
        links.extend(attribute("href").and_then(|to| Some(to.strip_prefix('#')?.to_owned())));
        let is_void = ["meta", "!doctype"].contains(&name) || tag.ends_with('/');
        if !is_void {
            open.push(name.to_owned());
        }
    }
    faults.extend(open.into_iter().map(|name| format!("<{name}> stays open")));
    links.retain(|to| !names.contains(to));
    faults.extend(links.into_iter().map(|to| format!("#{to} leads nowhere")));
    faults
}

#[test]
fn a_report_shows_every_decision_beside_its_mark_and_counts_them() {
    let page = report(Some(&coding()), ExportFormat::Html);
    assert_eq!(faults_of(&page), [""; 0]);
    let (article, analysis) = &READ[0];
    let counts = format!(
        "{} marks, 3 reviewed: 1 agreed, 1 disagreed, 1 unsure · 4 own marks, 1 without a place",
        analysis.findings.len()
    );
    assert!(page.contains(&counts), "{counts}");
    for said in [
        "<b>✔ Agreed</b> <span class=\"by\">Ada, 21 September 2026, 14:14 UTC",
        "<b>✘ Disagreed</b>",
        "<b>? Unsure</b>",
        "=Two\nlines, &quot;quoted&quot;",
        "On the whole article",
        "Own mark: Label",
        "These words left the text.",
        "are not here",
        "The words are gone from the text",
    ] {
        assert!(page.contains(said), "{said}");
    }
    // What somebody disagrees with is still marked, in its own way.
    let denied = analysis.findings[1].span.of(&article.text);
    let mark = format!("Disagreed\">{denied}</a><span class=\"decided\">");
    assert!(page.contains(&mark), "{mark}");
    let plain = report(None, ExportFormat::Html);
    assert_eq!(faults_of(&plain), [""; 0]);
    for said in ["reviewed", "Own mark", "✔", "◆"] {
        assert!(!body_of(&plain).contains(said), "{said}");
    }
}

/// A page without its style sheet.
fn body_of(page: &str) -> &str {
    page.split_once("<body>").map_or("", |(_, body)| body)
}

#[test]
fn the_check_of_pages_finds_what_is_wrong() {
    for page in [
        "<p><b></p>",
        "</p>",
        "<p id=\"a\"><i id=\"a\"></i></p>",
        "<a href=\"#b\"></a>",
    ] {
        assert!(!faults_of(page).is_empty(), "{page}");
    }
}

#[test]
fn no_note_and_no_name_becomes_part_of_the_page() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let (article, analysis) = &READ[0];
    let mut coding = Coding::default();
    let hostile = "<script>alert(1)</script>\n\n# [x](javascript:a) \n- <img src=x> {{ 7*7 }}";
    let subject = Subject::finding(article, analysis, 0).unwrap();
    judge(&mut coding, subject, Some(Decision::Agree), hostile);
    mark(
        &mut coding,
        &article.text,
        "waste water",
        Code::Layer(Layer::Framing),
        hostile,
    );
    coding.note = Some(Arc::new(Note {
        text: hostile.to_owned(),
        by: "<b>Ada</b>".to_owned(),
        at: at(1),
    }));
    let page = report(Some(&coding), ExportFormat::Html);
    assert_eq!(faults_of(&page), [""; 0]);
    assert_eq!(page.matches("&lt;script&gt;alert(1)").count(), 3);
    assert!(page.contains("{{ 7*7 }}") && !page.contains("<b>Ada"));
    let page = report(Some(&coding), ExportFormat::Markdown);
    for event in Parser::new_ext(&page, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    dest_url.starts_with("https://gazette.example/"),
                    "{dest_url}"
                );
            }
            _ => {}
        }
    }
}

#[test]
fn markdown_says_what_people_say_too() {
    let page = report(Some(&coding()), ExportFormat::Markdown);
    for said in [
        "**✔ Agreed** Ada, 21 September 2026",
        "**✘ Disagreed** Ada",
        "‹far\u{2011}flung›◆",
        "◆ **Label** (own mark), Sentence 1:",
        "> On the whole article",
        "3 reviewed: 1 agreed, 1 disagreed, 1 unsure",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    let (article, analysis) = &READ[0];
    let denied = analysis.findings[1].span.of(&article.text);
    assert!(page.contains(&format!("**{denied}** ✘")));
}

fn span_in(text: &str, from: usize, to: usize) -> Span {
    let boundary = |mut at: usize| {
        at %= text.len() + 1;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (one, two) = (boundary(from), boundary(to));
    Span::new(one.min(two), one.max(two))
}

/// Something a person may have said, of a place that may not be there.
fn any_saying() -> impl Strategy<Value = (u8, usize, usize, u8, String, String)> {
    let words = prop_oneof![
        Just(String::new()),
        Just("=1+1\r\n\u{202e}<b>\u{1f3fd}".to_owned()),
        ".{0,12}",
    ];
    (
        any::<u8>(),
        any::<usize>(),
        any::<usize>(),
        any::<u8>(),
        words.clone(),
        words,
    )
}

fn coding_of(sayings: &[(u8, usize, usize, u8, String, String)]) -> Coding {
    let (article, analysis) = &READ[0];
    let mut coding = Coding::default();
    for (number, (kind, from, to, what, note, by)) in sayings.iter().enumerate() {
        let span = span_in(&article.text, *from, *to);
        let mut anchor = Anchor::of(&article.text, span);
        if what % 5 == 0 {
            anchor.quote.push_str(note);
        }
        let decision = Decision::ALL.get(usize::from(*what) % 4).copied();
        let subject = match kind % 6 {
            0 => Subject::finding(article, analysis, from % analysis.findings.len()),
            1 => Subject::sentence(article, analysis, from % analysis.sentences.len()),
            2 => Subject::naming(article, analysis, 0, 0),
            3 => Some(Subject {
                kind: SubjectKind::Finding(FindingKey(*from as u64)),
                anchor: anchor.clone(),
                answer: by.clone(),
            }),
            _ => None,
        };
        if let Some(subject) = subject {
            let judgement = Judgement {
                subject,
                decision,
                note: note.clone(),
                by: by.clone(),
                at: at(i64::from(*what)),
            };
            let key = judgement.subject.key();
            coding.judgements.insert(key, Arc::new(judgement));
            continue;
        }
        let code = if what % 2 == 0 {
            Code::Layer(Layer::ALL[usize::from(*what) % 3])
        } else {
            Code::Device(Device::ALL[usize::from(*what) % 35])
        };
        let id = MarkId(number as u64);
        let mark = OwnMark {
            id,
            span: (what % 7 > 0).then_some(span),
            anchor,
            code,
            note: note.clone(),
            by: by.clone(),
            at: at(i64::from(*what)),
        };
        coding.marks.insert(id, Arc::new(mark));
    }
    coding
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_export_never_fails_and_no_place_is_off_whatever_was_said(
        sayings in proptest::collection::vec(any_saying(), 0..8)
    ) {
        let coding = coding_of(&sayings);
        let (article, analysis) = &READ[0];
        let read = [(article, analysis), (&READ[1].0, &READ[1].1)];
        for format in ExportFormat::ALL {
            let bytes = bytes_of(&read, &[Some(&coding)], format, true);
            let text = std::str::from_utf8(&bytes);
            prop_assert!(text.is_ok());
            if format == ExportFormat::Html {
                prop_assert_eq!(faults_of(text.unwrap_or_default()), [""; 0]);
            }
        }
        let table = of_first(Some(&coding), ExportFormat::SegmentsCsv);
        let mut said = 0;
        for row in rows(&table) {
            if let (Ok(start), Ok(end)) = (row["start"].parse(), row["end"].parse()) {
                let words = stretch(&article.text, start, end);
                // A spreadsheet's formula has an apostrophe before it.
                let neutral = format!("'{words}");
                prop_assert!(row["text"] == words || row["text"] == neutral);
            }
            said += usize::from(row["origin"] == "human" || !row["modified"].is_empty());
        }
        prop_assert!(said >= coding.marks.len());
        let (_, items) = annotations(Some(&coding), ExportFormat::Annotations);
        for item in &items {
            let place = selector(item, "TextPositionSelector");
            let quote = selector(item, "TextQuoteSelector");
            if let (Some(place), Some(quote)) = (place, quote) {
                let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
                let words = stretch(&article.text, number("start"), number("end"));
                prop_assert_eq!(&quote["exact"], &words);
            }
        }
        let own = items.iter().filter(|item| item["creator"]["type"] == "Person" && item["motivation"] == "tagging");
        prop_assert_eq!(own.count(), coding.marks.len());
        let positions = of_first(Some(&coding), ExportFormat::AnnotationPositions);
        let leaked = leaked(&positions, article);
        let coders: Vec<&str> = sayings.iter().map(|saying| &*saying.5).collect();
        let named = words(&coders.join(" "));
        prop_assert!(leaked.iter().all(|word| named.contains(word)), "{leaked:?}");
    }
}
