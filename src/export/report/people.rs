//! What people say of an article: decisions, own marks, notes.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::super::ExportInput;
use super::super::document::{Block, Decided, Remark, SaidCard, SaidLine, Section};
use super::super::places::Places;
use super::super::segments::{Kind, ORPHAN, Said, Segment};
use super::{around, counted, section};
use crate::compare::Counted;
use crate::compare::caveats::day;
use crate::model::{Code, Decision, Judgement, Note, VoiceFilter};
use crate::text::Span;

/// The anchor of an own mark, by its place in reading order.
pub(super) fn anchor(article: &str, mark: usize) -> String {
    format!("{article}-own-{}", mark + 1)
}

/// Whether anybody has said anything of any of the articles.
pub(super) fn speak(input: &ExportInput<'_>) -> bool {
    input.note.is_some() || input.codings.iter().any(Option::is_some)
}

/// The note on the whole.
pub(super) fn note_on_all(input: &ExportInput<'_>) -> Option<Section> {
    let note = input.note?;
    Some(section("note", 2, "Note", vec![remark(note)]))
}

fn remark(note: &Note) -> Block {
    Block::Remark(Remark {
        text: note.text.trim().to_owned(),
        by: by(&note.by, note.at),
    })
}

/// `Ada, 3 March 2026, 14:05 UTC`; without a name only the time.
fn by(name: &str, at: DateTime<Utc>) -> String {
    let time = format!("{}, {} UTC", day(at.date_naive()), at.format("%H:%M"));
    match name.trim() {
        "" => time,
        name => format!("{name}, {time}"),
    }
}

/// What somebody says of an answer.
pub(super) fn line(judgement: &Judgement) -> SaidLine {
    SaidLine {
        decided: judgement.decision.map(Decided::of),
        by: by(&judgement.by, judgement.at),
        note: judgement.note.trim().to_owned(),
    }
}

/// How many marks were reviewed, with which decisions, and how many own marks there are.
pub(super) fn review(seen: &Counted<'_>, said: &Said<'_>) -> String {
    let mut marks = 0;
    let mut decisions = [0; 3];
    for (_, finding) in seen.findings() {
        marks += 1;
        let judgement = said.review.finding(finding);
        if let Some(decision) = judgement.and_then(|judgement| judgement.decision) {
            decisions[decision as usize] += 1;
        }
    }
    let voices = match seen.filter {
        VoiceFilter::All => "",
        VoiceFilter::Outlet => " in the outlet’s own voice",
        VoiceFilter::Quoted => " in quotations",
    };
    let parts: Vec<String> = Decision::ALL
        .into_iter()
        .zip(decisions)
        .filter(|(_, count)| *count > 0)
        .map(|(decision, count)| format!("{count} {}", Decided::of(decision).word.to_lowercase()))
        .collect();
    let reviewed: usize = decisions.iter().sum();
    let detail = if parts.is_empty() {
        String::new()
    } else {
        format!(": {}", parts.join(", "))
    };
    let lost = said.marks.iter().filter(|mark| mark.is_orphan()).count();
    let without_place = match lost {
        0 => String::new(),
        lost => format!(", {lost} without a place"),
    };
    format!(
        "{}{voices}, {reviewed} reviewed{detail} · {}{without_place}",
        counted(marks, "mark", "marks"),
        counted(said.marks.len(), "own mark", "own marks"),
    )
}

/// Own marks, and what is said of other answers than findings; nothing where there is neither.
pub(super) fn section_of(
    seen: &Counted<'_>,
    said: &Said<'_>,
    note: Option<&Note>,
    id: &str,
) -> Option<Section> {
    let places = Places::new(&seen.article.text);
    let marks = said.marks.iter().enumerate();
    let places_of_marks: HashMap<_, _> = marks.map(|(at, mark)| (mark.id, at)).collect();
    let items: Vec<SaidCard> = said
        .segments(&places)
        .iter()
        .filter(|segment| !matches!(segment.kind, Kind::Finding(_)))
        .enumerate()
        .filter_map(|(number, segment)| {
            let card = card(seen, segment, &places, &format!("{id}-said-{}", number + 1))?;
            let place = match segment.kind {
                Kind::Mark(own) => places_of_marks.get(&own.id).copied(),
                _ => None,
            };
            Some(SaidCard {
                id: place.map_or(card.id, |place| anchor(id, place)),
                ..card
            })
        })
        .collect();
    let mut blocks: Vec<Block> = note.map(remark).into_iter().collect();
    if !items.is_empty() {
        blocks.push(Block::Said { items });
    }
    (!blocks.is_empty()).then(|| section(format!("{id}-people"), 3, "What people add", blocks))
}

fn card(
    seen: &Counted<'_>,
    segment: &Segment<'_>,
    places: &Places<'_>,
    id: &str,
) -> Option<SaidCard> {
    let code = segment.code;
    let title = match (segment.kind, Code::of_name(code)) {
        (Kind::Mark(mark), _) => mark.code.title().to_owned(),
        (_, Some(code)) => code.title().to_owned(),
        (_, None) => code.to_owned(),
    };
    let said = match (segment.kind, segment.judgement) {
        (Kind::Mark(mark), _) => SaidLine {
            decided: None,
            by: by(&mark.by, mark.at),
            note: mark.note.trim().to_owned(),
        },
        (_, Some(judgement)) => line(judgement),
        _ => return None,
    };
    let (before, words, after) = match segment.span {
        Some(span) => {
            let whole = seen.analysis.sentence_at(span.start());
            let whole = whole.and_then(|index| seen.analysis.sentences.get(index));
            let whole = whole.map_or(span, |sentence| sentence.span.cover(span));
            let (before, after) = around(span, whole, places);
            (before, places.of(span).2.to_owned(), after)
        }
        None => (String::new(), segment.anchor.quote.clone(), String::new()),
    };
    Some(SaidCard {
        id: id.to_owned(),
        title,
        origin: match segment.kind {
            Kind::Mark(_) => "own mark",
            Kind::Former => "once said by the program",
            Kind::Finding(_) | Kind::Sentence | Kind::Naming => "said by the program",
        },
        is_own: matches!(segment.kind, Kind::Mark(_)),
        before,
        words,
        after,
        place: place(seen, segment.span),
        said,
    })
}

fn place(seen: &Counted<'_>, span: Option<Span>) -> String {
    let Some(span) = span else {
        return ORPHAN.to_owned();
    };
    let sentences = &seen.analysis.sentences;
    let from = sentences.partition_point(|one| one.span.end() <= span.start());
    let to = sentences.partition_point(|one| one.span.start() < span.end());
    let touched = sentences[from..to.max(from)].iter();
    let numbers: Vec<usize> = touched.filter_map(|one| one.number).collect();
    match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) if first < last => format!("Sentences {first} to {last}"),
        (Some(only), _) => format!("Sentence {only}"),
        _ => "Heading".to_owned(),
    }
}
