//! The probes of the engine's fingerprint: own articles, and all that the engine says of them.

use std::fmt::Write as _;
use std::path::Path;

use slantwise::import::{from_bytes, samples};
use slantwise::model::{Analysis, Article, Finding, Sentence, Support};
use slantwise::text::Span;

/// The probe articles in `tests/golden`; the samples of the program are probes as well.
const GOLDEN: [&str; 12] = [
    "column_told_by_an_i",
    "court_report_with_accusations",
    "framing_then_reporting",
    "irony_without_loaded_words",
    "laundered_opinion",
    "quotes_heavy_report",
    "senate_cloture_rail",
    "shrimp_ban",
    "sober_conflict",
    "strike_page_with_lists",
    "tariff_explainer",
    "web_page_with_furniture",
];

/// An article with a paragraph that is not to be judged.
const TWO_LANGUAGES: &str = "Ferry timetable to change

The harbour office said on Monday that the ferry will leave an hour later from May. Residents called the plan a disgrace.

Die Fähre fährt ab Mai eine Stunde später, wie die Verwaltung am Montag mitteilte. Die Anwohner sind damit nicht einverstanden und wollen sich beschweren.

The new timetable, the council's latest folly, is free.
";

/// The probe articles with their names.
pub fn probes() -> Vec<(String, Article)> {
    let mut all: Vec<(String, Article)> = GOLDEN
        .iter()
        .map(|name| {
            let path =
                Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.txt"));
            let article = from_bytes(&std::fs::read(path).unwrap(), None).unwrap();
            ((*name).to_owned(), article)
        })
        .collect();
    let own = samples().into_iter().enumerate();
    all.extend(own.map(|(index, article)| (format!("sample {}", index + 1), article)));
    let mixed = from_bytes(TWO_LANGUAGES.as_bytes(), None).unwrap();
    all.push(("two languages".to_owned(), mixed));
    all
}

fn quoted(article: &Article, span: Span) -> String {
    format!("“{}”", span.of(&article.text).replace('\n', " "))
}

fn mark(article: &Article, finding: &Finding) -> String {
    let mut out = format!(
        "  {} {} {} {} {:.3}",
        finding.device.code(),
        finding.detector.0,
        quoted(article, finding.span),
        finding.made_by.name(),
        finding.confidence.fraction(),
    );
    for evidence in &finding.evidence {
        write!(out, " {}", quoted(article, evidence.span)).unwrap();
    }
    out.push('\n');
    out
}

fn sentence(article: &Article, analysis: &Analysis, sentence: &Sentence) -> String {
    let mut out = quoted(article, sentence.span);
    match &sentence.verdict {
        Err(why) => write!(out, "\n  {why}").unwrap(),
        Ok(verdict) => write!(
            out,
            "\n  {} {} {} {:.3} {:.3} {:.3} {:.3}",
            verdict.layer.name(),
            verdict.voice.name(),
            verdict.stance.name(),
            verdict.probabilities.loaded.fraction(),
            verdict.probabilities.evaluative.fraction(),
            verdict.probabilities.framing.fraction(),
            verdict.sentiment.compound(),
        )
        .unwrap(),
    }
    let sources = sentence.sources.iter().map(|it| &analysis.sources[*it]);
    for source in sources {
        write!(out, "; {}", source.name).unwrap();
    }
    for span in &sentence.quoted {
        write!(out, "; {}", quoted(article, *span)).unwrap();
    }
    out.push('\n');
    let findings = sentence.findings.iter().map(|it| &analysis.findings[*it]);
    findings.fold(out, |out, finding| out + &mark(article, finding))
}

/// Everything about the whole of an article.
fn whole(article: &Article, analysis: &Analysis) -> String {
    let mut out = String::new();
    for source in &analysis.sources {
        let (kind, verbs) = (source.kind.name(), source.verbs.join(", "));
        let words = (source.words_quoted, source.words_paraphrased);
        writeln!(out, "source {} {kind} {words:?} {verbs}", source.name).unwrap();
    }
    for entity in &analysis.entities {
        let tone = [entity.tone, entity.tone_outlet];
        let [tone, outlet] =
            tone.map(|tone| tone.map_or("–".to_owned(), |it| format!("{:.3}", it.compound())));
        let (kind, count) = (entity.kind.name(), entity.mentions.len());
        writeln!(out, "named {} {kind} {count} {tone} {outlet}", entity.name).unwrap();
    }
    for frame in &analysis.frames {
        let (name, stated) = (&frame.name, frame.is_stated);
        writeln!(out, "frame {name} {stated} {:?}", frame.sentences).unwrap();
    }
    if let Some(turn) = &analysis.turn {
        let (at, way) = (turn.sentence, turn.direction);
        writeln!(out, "turn {at} {way:?} {:.3}", turn.chance.fraction()).unwrap();
    }
    if let Some(headline) = &analysis.headline {
        write!(out, "headline {:.3}", headline.loaded.fraction()).unwrap();
        for claim in &headline.claims {
            let place = claim.support.sentence();
            write!(out, "; {} {place:?}", Support::name(claim.support)).unwrap();
        }
        out.push('\n');
    }
    let outdone = &analysis.outdone;
    let marks = outdone.iter().map(|it| mark(article, &it.finding));
    marks.fold(out, |out, mark| out + "outdone" + &mark)
}

/// What the engine says of an article, line by line.
pub fn answers(article: &Article, analysis: &Analysis) -> String {
    let aside = article.set_aside.iter();
    let aside = aside.fold(String::new(), |out, it| {
        out + &format!("aside {}\n", quoted(article, it.span))
    });
    let sentences = analysis.sentences.iter();
    let sentences = sentences.fold(aside, |out, it| out + &sentence(article, analysis, it));
    sentences + &whole(article, analysis)
}
