//! Codings as W3C Web Annotations in JSON-LD (<https://www.w3.org/TR/annotation-model/>).
//!
//! One file is one `AnnotationCollection` with one page in it. Its `dcterms:source` lists the
//! articles; every annotation's `target.source` names one of them, by its web address where it
//! has one. Annotations are of three kinds:
//!
//! - what the engine marks: `creator` of type `Software`, motivation `tagging`, the code as the
//!   `tagging` body, reason and confidence as `describing` bodies
//! - what somebody says of it: `creator` of type `Person`, motivation `assessing`, `agree`,
//!   `disagree` or `unsure` as the `assessing` body, the code that was judged as the `classifying`
//!   body, a note as the `commenting` body, and the engine's annotation as the `linking` body as
//!   long as the engine still says so. A note without a decision has the motivation `commenting`
//! - somebody's own marks: `creator` of type `Person`, the code as the `tagging` body
//!
//! `TextPositionSelector` counts Unicode code points, end excluded, in the article's text, whose
//! SHA-256 is the target's `state`. Where the words are gone there is only the
//! `TextQuoteSelector`, and the annotation says that it has no place. An identifier is made of
//! the content, so that the same coding has the same one in every export.
//!
//! By positions only, no word of an article is written: no quotes, titles, reasons and notes,
//! and nothing of what has no place. Web addresses and outlets are.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::ExportInput;
use super::places::{Places, is_web};
use super::segments::{self, Kind, Said, Segment, time};
use crate::model::id::sha256_hex;
use crate::model::{Article, EngineStamp, Judgement, Note};

/// Where the terms are defined.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Whether words of the articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// With quotes, reasons and notes.
    Kept,
    /// By position only.
    LeftOut,
}

/// Prints all codings.
pub(super) fn print(input: &ExportInput<'_>, words: Words, out: &mut dyn Write) -> io::Result<()> {
    let mut items = Vec::new();
    let mut without_place = 0;
    for index in 0..input.articles.len() {
        let annotator = Annotator::new(input, index, words);
        for segment in Said::new(input, index).segments(&annotator.places) {
            if words == Words::LeftOut && segment.span.is_none() {
                without_place += 1;
            } else {
                annotator.segment(&segment, &mut items);
            }
        }
        let note = input
            .coding(index)
            .and_then(|coding| coding.note.as_deref());
        items.extend(note.and_then(|note| annotator.note(note)));
    }
    number_repeats(&mut items);
    serde_json::to_writer_pretty(&mut *out, &collection(input, &items, words, without_place))?;
    out.write_all(b"\n")
}

fn collection(
    input: &ExportInput<'_>,
    items: &[Value],
    words: Words,
    without_place: usize,
) -> Value {
    let mut about =
        "The marks whose creator is Software are suggestions by a program, to be checked \
        against the text. Positions count Unicode code points in the article’s text."
            .to_owned();
    if words == Words::LeftOut {
        about.push_str(" Words, titles, reasons and notes are left out.");
    }
    if without_place > 0 {
        about = format!(
            "{about} Left out for want of a place, because their words are gone: {without_place}."
        );
    }
    let ids: Vec<&str> = items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect();
    let id = urn(&[&["collection"], &ids[..]].concat());
    let page = urn(&["page", &id]);
    let label = match input.project.trim() {
        "" => "Annotations by Slantwise",
        name => name,
    };
    json!({
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": label,
        "dcterms:description": about,
        "dcterms:source": input
            .articles
            .iter()
            .map(|(article, _)| described(article, words))
            .collect::<Vec<_>>(),
        "total": items.len(),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": id,
            "startIndex": 0,
            "items": items,
        },
    })
}

/// An article as a resource.
fn described(article: &Article, words: Words) -> Value {
    let metadata = &article.metadata;
    let mut resource = json!({
        "id": source(article),
        "type": "Text",
        "format": article.origin.format.media_type(),
    });
    let title = (words == Words::Kept).then(|| article.title.text.clone());
    for (name, value) in [
        ("dcterms:title", title),
        ("dcterms:publisher", metadata.outlet.clone()),
        (
            "dcterms:date",
            metadata.published.map(|day| day.to_string()),
        ),
        ("language", metadata.language.clone()),
        ("schema:sha256", Some(article.origin.sha256.clone())),
    ] {
        if let Some(value) = value {
            resource[name] = Value::String(value);
        }
    }
    resource
}

/// What names an article: its web address, or its content.
fn source(article: &Article) -> String {
    match article.metadata.url.as_deref().filter(|url| is_web(url)) {
        Some(url) => address(url.trim()),
        None => urn(&["article", &article.id.to_string()]),
    }
}

/// A web address without characters that an IRI may not have.
fn address(url: &str) -> String {
    url.chars()
        .filter(|letter| *letter == ' ' || !letter.is_control() && !letter.is_whitespace())
        .map(|letter| match letter {
            '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | ' ' => {
                format!("%{:02X}", u32::from(letter))
            }
            letter => letter.to_string(),
        })
        .collect()
}

/// A name for content: a UUID of version 8 over its SHA-256, as RFC 9562 describes it.
fn urn(parts: &[&str]) -> String {
    let mut digits: Vec<char> = sha256_hex(parts.join("\u{1f}").as_bytes())
        .chars()
        .take(32)
        .collect();
    digits[12] = '8';
    // The two highest bits say which layout this is: 10.
    let variant = digits[16].to_digit(16).unwrap_or_default() & 0b11 | 0b1000;
    digits[16] = char::from_digit(variant, 16).unwrap_or('8');
    let part = |from: usize, to: usize| digits[from..to].iter().collect::<String>();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    )
}

/// Equal codings, such as two detectors' marks on the same words, still need names of their own.
fn number_repeats(items: &mut [Value]) {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for item in items {
        let Some(id) = item["id"].as_str().map(ToOwned::to_owned) else {
            continue;
        };
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            item["id"] = Value::String(urn(&[&id, &count.to_string()]));
        }
    }
}

/// What writes the annotations of one article.
struct Annotator<'a> {
    article: &'a Article,
    places: Places<'a>,
    source: String,
    state: Value,
    engine: Value,
    made: String,
    words: Words,
}

impl<'a> Annotator<'a> {
    fn new(input: &ExportInput<'a>, index: usize, words: Words) -> Self {
        let (article, analysis) = input.articles[index];
        Self {
            article,
            places: Places::new(&article.text),
            source: source(article),
            state: json!({
                "type": "State",
                "schema:sha256": sha256_hex(article.text.as_bytes()),
                "dcterms:description": "SHA-256 of the text in UTF-8, with LF line ends and without a byte order mark",
            }),
            engine: software(&analysis.engine),
            made: format!("{}T00:00:00Z", input.date),
            words,
        }
    }

    /// The annotations that one coding makes: the engine's, the person's, or both.
    fn segment(&self, segment: &Segment<'_>, items: &mut Vec<Value>) {
        let engines = segment.is_of_engine().then(|| self.of_engine(segment));
        let id = engines.as_ref().map(|item| item["id"].clone());
        items.extend(engines);
        if let Kind::Mark(mark) = segment.kind {
            let tag = textual("tagging", segment.code);
            let body = [Some(tag), self.comment(&mark.note)];
            let id = self.id("mark", segment, &[&mark.by, &mark.id.0.to_string()]);
            let mut item = self.annotation(&id, "tagging", body, segment);
            item["creator"] = person(&mark.by);
            item["modified"] = Value::String(time(mark.at));
            items.push(item);
        } else if let Some(judgement) = segment.judgement {
            items.extend(self.assessment(segment, judgement, id));
        }
    }

    fn of_engine(&self, segment: &Segment<'_>) -> Value {
        let reason = segment.reason();
        let reason = (self.words == Words::Kept && !reason.is_empty())
            .then(|| textual("describing", &reason));
        let sureness = match segment.kind {
            Kind::Finding(finding) => Some(format!(
                "Confidence {} ({}), by {}, detector {}",
                finding.confidence.fraction(),
                finding.confidence.level().name(),
                finding.made_by.title(),
                finding.detector.0
            )),
            _ => None,
        };
        let body = [
            Some(textual("tagging", segment.code)),
            reason,
            sureness.map(|words| textual("describing", &words)),
        ];
        let id = self.id("engine", segment, &[segment.detector()]);
        let mut item = self.annotation(&id, "tagging", body, segment);
        item["creator"] = self.engine.clone();
        item["created"] = Value::String(self.made.clone());
        item
    }

    /// What somebody says of a coding; nothing where it is a note and words are left out.
    fn assessment(
        &self,
        segment: &Segment<'_>,
        judgement: &Judgement,
        about: Option<Value>,
    ) -> Option<Value> {
        let decision = judgement.decision.map(crate::model::Decision::name);
        let comment = self.comment(&judgement.note);
        if decision.is_none() && comment.is_none() {
            return None;
        }
        let link =
            about.map(|id| json!({"type": "SpecificResource", "purpose": "linking", "source": id}));
        let body = [
            decision.map(|decision| textual("assessing", decision)),
            Some(textual("classifying", segment.code)),
            link,
            comment,
        ];
        let motivation = if decision.is_some() {
            "assessing"
        } else {
            "commenting"
        };
        let kind = judgement.subject.kind.name();
        let id = self.id("judgement", segment, &[kind, &judgement.by]);
        let mut item = self.annotation(&id, motivation, body, segment);
        item["creator"] = person(&judgement.by);
        item["modified"] = Value::String(time(judgement.at));
        Some(item)
    }

    /// A note on the whole article.
    fn note(&self, note: &Note) -> Option<Value> {
        let comment = self.comment(&note.text)?;
        let article = self.article.id.to_string();
        Some(json!({
            "id": urn(&["note", &article, &note.by]),
            "type": "Annotation",
            "motivation": "commenting",
            "creator": person(&note.by),
            "modified": time(note.at),
            "body": [comment],
            "target": self.source,
        }))
    }

    fn comment(&self, note: &str) -> Option<Value> {
        (self.words == Words::Kept && !note.is_empty()).then(|| textual("commenting", note))
    }

    fn annotation<const N: usize>(
        &self,
        id: &str,
        motivation: &str,
        body: [Option<Value>; N],
        segment: &Segment<'_>,
    ) -> Value {
        let mut item = json!({
            "id": id,
            "type": "Annotation",
            "motivation": motivation,
            "body": body.into_iter().flatten().collect::<Vec<_>>(),
            "target": {
                "type": "SpecificResource",
                "source": self.source,
                "selector": self.selectors(segment),
                "state": self.state,
            },
        });
        if segment.span.is_none() {
            item["dcterms:description"] = Value::String(segments::ORPHAN.to_owned());
        }
        item
    }

    fn selectors(&self, segment: &Segment<'_>) -> Vec<Value> {
        let mut selectors = Vec::new();
        if let Some(span) = segment.span {
            let (start, end, _) = self.places.of(span);
            selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
        }
        if self.words == Words::Kept {
            let anchor = &segment.anchor;
            selectors.push(json!({
                "type": "TextQuoteSelector",
                "exact": anchor.quote,
                "prefix": anchor.before,
                "suffix": anchor.after,
            }));
        }
        selectors
    }

    /// A name made of the article, the words and what stands around them, and who says what.
    fn id(&self, kind: &str, segment: &Segment<'_>, more: &[&str]) -> String {
        let article = self.article.id.to_string();
        let anchor = &segment.anchor;
        let place = [&*anchor.before, &*anchor.quote, &*anchor.after];
        urn(&[&[kind, &*article, segment.code], &place[..], more].concat())
    }
}

fn textual(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"})
}

fn person(name: &str) -> Value {
    let mut person = json!({"id": urn(&["person", name]), "type": "Person"});
    if !name.is_empty() {
        person["name"] = Value::String(name.to_owned());
    }
    person
}

fn software(engine: &EngineStamp) -> Value {
    let model = engine.model.as_deref().unwrap_or("none");
    json!({
        "id": urn(&["engine", engine.version, model, &engine.fingerprint]),
        "type": "Software",
        "name": "Slantwise",
        "schema:softwareVersion": engine.version,
        "schema:description": format!("Model {model}; fingerprint {}", engine.fingerprint),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_of_version_8_that_follows_from_the_content_alone() {
        let name = urn(&["mark", "a"]);
        assert_eq!(name, urn(&["mark", "a"]));
        assert_ne!(name, urn(&["mark", "b"]));
        assert_ne!(urn(&["ab", "c"]), urn(&["a", "bc"]));
        let parts: Vec<&str> = name["urn:uuid:".len()..].split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('8'));
        assert!(parts[3].starts_with(['8', '9', 'a', 'b']));
    }

    #[test]
    fn an_address_holds_nothing_that_an_iri_may_not() {
        assert_eq!(
            address("https://a.example/x y<z>\"\u{7}?é=1"),
            "https://a.example/x%20y%3Cz%3E%22?é=1"
        );
    }
}
