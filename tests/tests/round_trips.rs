//! What a text can hold that other programs trip over, from the file to the project and back.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use slantwise::export::project::ProjectJson;
use slantwise::import;
use slantwise::jobs::Outcome;
use slantwise::model::{
    Article, Code, Coded, Coding, Decision, Device, Expression, FindingKey, Judgement,
    KeptComparison, Layer, MarkId, Note, OwnMark, Project, Settings, Subject, SubjectKind,
    VoiceFilter,
};
use slantwise::state::{AppState, Command};
use slantwise::store::{Keeper, ProjectFile, examine};
use slantwise::text::{Anchor, Span};

/// Marks on marks, faces of several code points, a hyphen that does not break, words from
/// right to left and the marks that turn direction, line ends, zeros, and words of databases.
const PIECES: [&str; 22] = [
    "Zoe\u{308}",
    "e\u{301}\u{323}",
    "\u{1f3ca}\u{1f3fd}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{1f1f3}\u{1f1f4}",
    "far\u{2011}off",
    "\u{5e9}\u{5dc}\u{5d5}\u{5b9}\u{5dd}",
    "\u{645}\u{631}\u{62d}\u{628}\u{627}",
    "\u{202e}turned\u{202c}",
    "\u{2067}said\u{2069}",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\0",
    "\u{1}\u{1b}[31m",
    "\u{feff}",
    "\u{fffd}\u{fffe}",
    "'; DROP TABLE article; --",
    "\u{201c}a gamble\u{201d}",
    " ",
    "the council voted on Monday. ",
];

/// Text of such pieces and of any letters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        2 => "[a-z]{1,8} ",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The same without what makes a file no text.
fn prose() -> impl Strategy<Value = String> {
    text().prop_map(|text| {
        let letters = text.chars();
        letters
            .filter(|letter| !letter.is_control() || letter.is_whitespace())
            .collect()
    })
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (-62_000_000_000_000_i64..253_000_000_000_000)
        .prop_map(|time| DateTime::from_timestamp_millis(time).unwrap())
}

fn note() -> impl Strategy<Value = Arc<Note>> {
    (text(), text(), instant()).prop_map(|(text, by, at)| Arc::new(Note { text, by, at }))
}

/// An article as an importer makes it, with metadata that no importer would let pass.
fn article() -> impl Strategy<Value = Arc<Article>> {
    (
        prose(),
        text(),
        prop::option::of(text()),
        prop::option::of(text()),
    )
        .prop_map(|(body, title, outlet, author)| {
            let source = format!("A report on {body} and nothing else.\r\n\r\nIt ends here.");
            let mut article = import::from_bytes(source.as_bytes(), Some("a.txt")).unwrap();
            article.title.text = title;
            article.metadata.outlet.clone_from(&outlet);
            article.metadata.url = outlet;
            article.origin.path.clone_from(&author);
            article.metadata.author = author;
            Arc::new(article)
        })
}

/// A stretch of a text on whole characters, by two shares of its length.
fn stretch(text: &str, from: f64, share: f64) -> Span {
    let places: Vec<_> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "shares of a short text"
    )]
    let at = |share: f64| places[((places.len() - 1) as f64 * share) as usize];
    let start = from * 0.99;
    Span::new(at(start), at(start + (1.0 - start) * share))
}

/// What is said of an article: places in it by shares, kinds by number, words.
type Said = (f64, f64, u8, String, String, DateTime<Utc>);

fn said() -> impl Strategy<Value = Said> {
    (
        0.0..1.0_f64,
        0.0..1.0_f64,
        any::<u8>(),
        text(),
        text(),
        instant(),
    )
}

fn say(coding: &mut Coding, article: &Article, said: Said, id: u64) {
    let (from, share, kind, words, by, at) = said;
    let span = stretch(&article.text, from, share);
    let anchor = Anchor::of(&article.text, span);
    if kind < 128 {
        let kinds = [
            SubjectKind::Finding(FindingKey(u64::from(kind).wrapping_mul(u64::MAX / 99))),
            SubjectKind::Sentence,
            SubjectKind::Naming,
        ];
        let judgement = Judgement {
            subject: Subject {
                kind: kinds[usize::from(kind % 3)],
                anchor,
                answer: by.clone(),
            },
            decision: Decision::ALL.get(usize::from(kind % 4)).copied(),
            note: words,
            by,
            at,
        };
        let key = judgement.subject.key();
        coding.judgements.insert(key, Arc::new(judgement));
        return;
    }
    let codes = [
        Code::Layer(Layer::Framing),
        Code::Device(Device::ALL[usize::from(kind) % Device::ALL.len()]),
    ];
    let mark = OwnMark {
        id: MarkId(id),
        span: (kind % 5 > 0 && !span.is_empty()).then_some(span),
        anchor,
        code: codes[usize::from(kind % 2)],
        note: words,
        by,
        at,
    };
    let marks = if kind % 3 == 0 {
        &mut coding.marks_in_bin
    } else {
        &mut coding.marks
    };
    marks.insert(mark.id, Arc::new(mark));
}

prop_compose! {
    /// A project of anything that its types allow.
    fn project()(
        name in text(),
        note in prop::option::of(note()),
        keeps_originals in any::<bool>(),
        engine in any::<bool>(),
        codes_first in prop::option::of(instant()),
        articles in prop::collection::vec((article(), any::<u8>(), prop::option::of(note())), 0..5),
        all_said in prop::collection::vec((0_usize..5, said()), 0..12),
        comparisons in prop::collection::btree_map(text(), 0_usize..3, 0..3),
        words in prop::collection::vec((0_usize..40, text()), 0..4),
    ) -> Project {
        let mut project = Project {
            name,
            note,
            ..Project::default()
        };
        project.settings.keeps_originals = keeps_originals;
        project.settings.codes_first = codes_first;
        project.settings.engine = engine.then(Settings::default);
        for (article, place, note) in articles {
            let is_known = project
                .articles
                .iter()
                .chain(&project.bin)
                .any(|known| known.id == article.id);
            if is_known {
                continue;
            }
            let id = article.id;
            project.articles.push(Arc::clone(&article));
            project.edit_coding(id, |coding| {
                coding.coded = note.as_ref().map(|note| Coded {
                    by: note.by.clone(),
                    at: note.at,
                    hidden_from: note.at,
                });
                coding.note = note;
            });
            if place % 4 == 0 {
                let mut corrected = Article::clone(&article);
                corrected.text = format!("{} \u{1f68b}", corrected.text).into();
                project.revise(id, &corrected);
            }
            if place % 3 == 0 {
                project.take_out(id);
            }
        }
        for (index, said) in all_said {
            let all: Vec<_> = project.articles.iter().chain(&project.bin).cloned().collect();
            if let Some(article) = all.get(index) {
                let id = project.marks_made;
                project.marks_made += 1;
                project.edit_coding(article.id, |coding| say(coding, article, said, id));
            }
        }
        for (name, filter) in comparisons {
            project.comparisons.push(Arc::new(KeptComparison {
                name,
                columns: project.articles.iter().map(|article| article.id).collect(),
                filter: VoiceFilter::ALL[filter],
            }));
        }
        for (device, words) in words {
            let device = Device::ALL[device % Device::ALL.len()];
            project.silenced.insert(Expression::new(device, &words));
        }
        project
    }
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_123).unwrap()
}

fn in_file(path: &Path) -> Arc<Project> {
    let examined = examine(path, true, "north", now()).unwrap();
    assert!(examined.left_out.is_empty(), "{:?}", examined.left_out);
    examined.project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_project_is_the_same_after_saving_and_opening(
        first in project(),
        second in project(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any.slantwise");
        let (first, second) = (Arc::new(first), Arc::new(second));
        let keeper = Keeper::default();
        let (mut file, opened) =
            ProjectFile::create(&path, &first, &keeper, &[], now()).unwrap();
        prop_assert_eq!(&opened.project, &first);
        prop_assert!(opened.left_out.is_empty(), "{:?}", opened.left_out);
        // From any project to any other by what differs, and back.
        for next in [&second, &first, &second] {
            file.save(next, &[], None, now()).unwrap();
            prop_assert_eq!(&in_file(&path), next);
        }
        drop(file);
        let (_file, opened) = ProjectFile::open(&path, &keeper, now()).unwrap();
        prop_assert_eq!(&opened.project, &second);
    }

    #[test]
    fn places_are_the_same_from_the_source_to_the_export(
        paragraphs in prop::collection::vec(prose(), 1..5),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        ending in prop::sample::select(vec!["a.txt", "a.md", "a.html"]),
        places in prop::collection::vec((0.0..1.0_f64, 0.0..0.3_f64), 1..20),
    ) {
        let between = format!("{line_end}{line_end}");
        let mut source = format!(
            "A report on the tram{between}It was {}.{between}Nobody left early. Nobody left.",
            paragraphs.join(&between)
        );
        if ending == "a.html" {
            let inside = source.replace(['<', '>', '&'], " ");
            let inside = inside.replace(&between, &format!("</p>{line_end}<p>"));
            source = format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>A report</title></head><body><article><p>{inside}</p></article></body></html>");
        }
        let article = Arc::new(import::from_bytes(source.as_bytes(), Some(ending)).unwrap());
        let id = article.id;
        let mut state = AppState::default();
        state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
        for (from, share) in places {
            state.update(Command::AddMark {
                article: id,
                span: stretch(&article.text, from, share),
                code: Code::Layer(Layer::Framing),
            });
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any.slantwise");
        let project = state.document.project();
        drop(ProjectFile::create(&path, project, &Keeper::default(), &[], now()).unwrap());
        let opened = in_file(&path);
        prop_assert_eq!(&opened, project);
        let text = &opened.article(id).unwrap().text;
        prop_assert_eq!(text, &article.text);
        let marks: Vec<_> = opened
            .coding(id)
            .map(|coding| coding.marks.values().cloned().collect())
            .unwrap_or_default();
        for mark in &marks {
            let span = mark.span.unwrap();
            prop_assert_eq!(span.of(text), &mark.anchor.quote);
            // Found again by its words it is there, or in doubt; never elsewhere.
            let found = mark.anchor.place(text);
            prop_assert!(found.is_none_or(|found| found == span), "{found:?}, {span:?}");
        }
        let form = serde_json::to_value(ProjectJson::new(&opened, true)).unwrap();
        let shown = &form["articles"][0];
        let letters: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
        let in_form = shown["marks"].as_array().unwrap();
        prop_assert_eq!(in_form.len(), marks.len());
        for mark in in_form {
            let number = |key: &str| usize::try_from(mark[key].as_u64().unwrap()).unwrap();
            let words: String = letters[number("start")..number("end")].iter().collect();
            prop_assert_eq!(mark["quote"].as_str().unwrap(), words);
        }
    }
}

#[test]
fn the_tricky_text_is_tricky() {
    let text = PIECES.concat();
    assert!(
        text.len() > text.chars().count(),
        "bytes are not characters"
    );
    assert!(text.contains("\r\n") && text.contains('\u{2011}') && text.contains('\0'));
    let text = text.replace(['\0', '\u{1}', '\u{1b}'], "");
    let article = import::from_bytes(text.as_bytes(), Some("a.txt")).unwrap();
    assert!(article.text.contains("Zoe\u{308}"), "nothing is composed");
    assert!(article.text.contains("\u{1f468}\u{200d}\u{1f469}"));
    assert!(!article.text.contains('\r'), "line ends are one character");
}
