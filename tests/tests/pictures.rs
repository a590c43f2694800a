//! A few pictures of the whole window, so that a change in its looks is seen in review.
//!
//! They are drawn in software and compared with `tests/pictures/*.png`. What they
//! show is marked by hand below, so that they change with the views and not with
//! the rules. Where a change is meant, draw them anew and look at them before they
//! are committed: `UPDATE_SNAPSHOTS=1 cargo test --test tests pictures`. A picture
//! that differs leaves `NAME.new.png` and `NAME.diff.png` beside the old one.

use std::sync::Arc;

use egui_kittest::{Harness, SnapshotOptions};
use slantwise::analysis::analyse;
use slantwise::analysis::sentiment::score;
use slantwise::compare::compare;
use slantwise::import;
use slantwise::jobs::Outcome;
use slantwise::model::{
    Analysis, Article, Attribution, AttributionKind, Confidence, DetectorId, Device, Finding,
    FindingKey, Layer, MadeBy, Reason, Settings, Source, SourceKind, Stance, Summary, Voice,
};
use slantwise::state::{AppState, Command, View};
use slantwise::text::Span;
use slantwise::ui::{Memory, Screen, root_ui, theme};

use super::support::renderer::SoftwareRenderer;

/// So many pixels may differ: rounding in the last place moves an edge now and then.
const PIXELS: usize = 120;

const SOBER: &str = "---
outlet: Sample Wire
date: 2026-03-02
---
# Norwick ferry crews and company resume talks

Talks between the Norwick ferry crews and Blue Line resumed on Monday.

Mara Quill said 310 of 322 members had voted to continue. “We are ready to sail,” she said.

Blue Line said 14 of 16 departures had been cancelled.
";

const TURNING: &str = "---
outlet: Harbour Post
date: 2026-03-03
---
# Ferry strike enters its second week

Crews of the Norwick ferry stayed ashore for a ninth day on Monday.

Mara Quill said the crews would wait for a signature. Blue Line said its offer of 3.1 percent stood.

## A taste of their own timetable

For years Blue Line has lectured its passengers. It shows the sheer arrogance of a monopoly.

The delay is, of course, a disgrace.
";

/// Who says what: how it is told, the name, and what is told.
const TOLD: [(&str, &str, &str); 4] = [
    (
        "Mara Quill said",
        "Mara Quill",
        "310 of 322 members had voted to continue",
    ),
    (
        "Blue Line said",
        "Blue Line",
        "14 of 16 departures had been cancelled",
    ),
    (
        "Mara Quill said",
        "Mara Quill",
        "the crews would wait for a signature",
    ),
    (
        "Blue Line said",
        "Blue Line",
        "its offer of 3.1 percent stood",
    ),
];

/// Marked phrases.
const MARKED: [(&str, Device); 4] = [
    ("A taste of their own timetable", Device::FigurativeIdiom),
    ("lectured", Device::LoadedLanguage),
    ("sheer arrogance", Device::LoadedLanguage),
    ("of course", Device::EditorialAside),
];

fn place(article: &Article, words: &str) -> Option<Span> {
    let start = article.text.find(words)?;
    Some(Span::new(start, start + words.len()))
}

/// An analysis marked by hand: only the sentences are the engine's.
fn marked(article: &Article) -> Analysis {
    let mut analysis = analyse(article, &Settings::default());
    analysis.findings.clear();
    analysis.sources.clear();
    analysis.attributions.clear();
    analysis.entities.clear();
    analysis.turn = None;
    "0.0.0".clone_into(&mut analysis.engine.fingerprint);
    for sentence in &mut analysis.sentences {
        let verdict = sentence.verdict.as_mut().unwrap();
        (verdict.voice, verdict.stance) = (Voice::Outlet, Stance::Factual);
        verdict.layer = Layer::Reported;
        verdict.sentiment = score(sentence.span.of(&article.text));
        sentence.findings.clear();
        sentence.sources.clear();
    }
    for (told, name, content) in TOLD {
        let Some((told, content)) = place(article, told).zip(place(article, content)) else {
            continue;
        };
        tell(&mut analysis, told, name, content);
    }
    for (words, device) in MARKED {
        if let Some(span) = place(article, words) {
            mark(&mut analysis, span, words, device);
        }
    }
    analysis.summary = summary(&analysis);
    analysis
}

fn tell(analysis: &mut Analysis, told: Span, name: &str, content: Span) {
    let index = analysis.sentence_at(told.start()).unwrap();
    let (source_span, cue) = (
        Span::new(told.start(), told.start() + name.len()),
        Span::new(told.start() + name.len() + 1, told.end()),
    );
    let source = analysis.sources.len();
    analysis.sources.push(Source {
        name: name.to_owned(),
        role: None,
        kind: SourceKind::Person,
        words_quoted: 0,
        words_paraphrased: 7,
        verbs: vec!["say".to_owned()],
        sentences: vec![index],
        mentions: None,
    });
    analysis.attributions.push(Attribution {
        sentence: index,
        source: Some(source),
        source_span: Some(source_span),
        cue: Some(cue),
        content: vec![content],
        kind: AttributionKind::Indirect,
        voice: Voice::Attributed,
        verb: "say".to_owned(),
    });
    analysis.sentences[index].verdict.as_mut().unwrap().voice = Voice::Attributed;
    analysis.sentences[index].sources.push(source);
}

fn mark(analysis: &mut Analysis, span: Span, words: &str, device: Device) {
    let index = analysis.sentence_at(span.start()).unwrap();
    let detector = DetectorId(device.code());
    let finding = analysis.findings.len();
    analysis.findings.push(Finding {
        key: FindingKey::new(detector, "", words, ""),
        detector,
        device,
        span,
        sentence: index,
        voice: Voice::Outlet,
        quoted: false,
        reason: Reason {
            summary: "The words carry a judgement of their own.".to_owned(),
            detail: String::new(),
            not_if: "somebody is being quoted.".to_owned(),
        },
        evidence: Vec::new(),
        confidence: Confidence::from_fraction(0.8),
        made_by: MadeBy::Both,
    });
    let sentence = &mut analysis.sentences[index];
    sentence.findings.push(finding);
    let verdict = sentence.verdict.as_mut().unwrap();
    verdict.stance = Stance::Evaluative;
    verdict.layer = Layer::Framing;
}

fn summary(analysis: &Analysis) -> Summary {
    let words = |layer: Layer| {
        let of = analysis.sentences.iter();
        of.filter(|sentence| sentence.layer() == Some(layer))
            .map(|sentence| sentence.words)
            .sum()
    };
    let [reported, voices, framing] = Layer::ALL.map(words);
    Summary {
        words: reported + voices + framing,
        words_reported: reported,
        words_voices: voices,
        words_framing: framing,
        sources_named: analysis.sources.len(),
        ..analysis.summary.clone()
    }
}

/// Two articles open, analysed and compared.
fn state(view: View) -> AppState {
    let mut state = AppState::default();
    let mut pairs = Vec::new();
    for text in [SOBER, TURNING] {
        let article = Arc::new(import::from_bytes(text.as_bytes(), None).unwrap());
        let analysis = Arc::new(marked(&article));
        state.apply(Outcome::Imported(Ok(Arc::clone(&article))));
        state.apply(Outcome::Analysed {
            article: article.id,
            revision: article.revision,
            settings: Settings::default().for_analysis(),
            result: Ok(Arc::clone(&analysis)),
        });
        pairs.push((article, analysis));
    }
    let borrowed: Vec<_> = pairs.iter().map(|(one, two)| (&**one, &**two)).collect();
    let comparison = compare(&borrowed, state.session.filter);
    state.apply(Outcome::Compared(Ok(Arc::new(comparison))));
    state.update(Command::ShowArticle(pairs[1].0.id));
    state.update(Command::Show(view));
    state
}

fn window(is_dark: bool, view: View) -> Harness<'static, Memory> {
    let (colours, egui_theme) = if is_dark {
        (theme::Theme::dark(), egui::Theme::Dark)
    } else {
        (theme::Theme::light(), egui::Theme::Light)
    };
    let dress = colours.clone();
    let state = state(view);
    let mut harness = Harness::builder()
        .with_size([1100.0, 760.0])
        .with_theme(egui_theme)
        .with_render_cursor(false)
        .renderer(SoftwareRenderer::default())
        .with_context_setup(move |context| {
            context.set_fonts(theme::fonts());
            dress.apply(context);
        })
        .build_ui_state(
            move |ui, memory: &mut Memory| {
                let screen = Screen::new(&state, &colours);
                root_ui(ui, &screen, memory);
            },
            Memory::default(),
        );
    harness.run_steps(4);
    harness
}

fn looks_as_before(is_dark: bool, view: View, name: &str) {
    let options = SnapshotOptions::new()
        .output_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures"))
        .max_failed_pixels(PIXELS);
    window(is_dark, view).snapshot_options(name, &options);
}

#[test]
fn the_reader_looks_as_before_in_light() {
    looks_as_before(false, View::Read, "read-light");
}

#[test]
fn the_reader_looks_as_before_in_the_dark() {
    looks_as_before(true, View::Read, "read-dark");
}

#[test]
fn the_comparison_looks_as_before_in_light() {
    looks_as_before(false, View::Compare, "compare-light");
}

#[test]
fn the_comparison_looks_as_before_in_the_dark() {
    looks_as_before(true, View::Compare, "compare-dark");
}

#[test]
fn one_window_is_drawn_twice_to_the_same_picture() {
    let one = window(false, View::Compare).render().unwrap();
    let two = window(false, View::Compare).render().unwrap();
    assert_eq!(one.dimensions(), (1100, 760));
    assert!(one == two);
}
