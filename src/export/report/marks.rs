//! An article's text, cut where its marks begin and end.

use std::ops::Range;

use super::super::document::{
    Decided, MarginLabel, MarkedParagraph, MarkedSentence, MarkedText, Run, Sign,
};
use super::super::places::Places;
use super::super::segments::Said;
use super::people;
use crate::compare::{Counted, shortened};
use crate::model::{Finding, NotAnalysed, Role, Sentence, Turn, TurnSide};
use crate::text::Span;

/// More labels than this would be taller than their paragraph.
const MOST_LABELS: usize = 6;

/// The anchor of a finding.
pub(super) fn anchor(article: &str, finding: usize) -> String {
    format!("{article}-finding-{}", finding + 1)
}

/// The text of an article with the marks that count, and what people say of them.
pub(super) fn marked(counted: &Counted<'_>, said: &Said<'_>, id: &str) -> MarkedText {
    let article = counted.article;
    let analysis = counted.analysis;
    let places = Places::new(&article.text);
    let turn = analysis.turn.as_ref();
    let paragraphs = article
        .paragraphs
        .iter()
        .enumerate()
        .map(|(index, paragraph)| {
            let range = analysis.sentences_in(index);
            let opens = turn.filter(|turn| turn.sentence == range.start && !range.is_empty());
            MarkedParagraph {
                role: paragraph.role,
                turn: opens.map(turn_words),
                sentences: range
                    .clone()
                    .map(|number| {
                        let sentence = &analysis.sentences[number];
                        MarkedSentence {
                            number: sentence.number,
                            layer: sentence.layer(),
                            not_analysed: sentence
                                .not_analysed()
                                .map_or_else(String::new, NotAnalysed::words),
                            sign: sentence
                                .verdict()
                                .map(|verdict| Sign::of(verdict.sentiment))
                                .filter(|sign| *sign != Sign::Neutral),
                            turn: turn
                                .filter(|turn| turn.sentence == number && number > range.start)
                                .map(turn_words),
                            decided: said
                                .review
                                .sentence(number)
                                .and_then(|judgement| judgement.decision)
                                .map(Decided::of),
                            runs: runs(counted, said, number, sentence, &places, id),
                        }
                    })
                    .collect(),
                margin: margin(counted, said, range, &places, id),
            }
        })
        .filter(|paragraph| !paragraph.sentences.is_empty())
        .collect();
    MarkedText { paragraphs }
}

/// Labels for the margin of a paragraph.
fn margin(
    counted: &Counted<'_>,
    said: &Said<'_>,
    sentences: Range<usize>,
    places: &Places<'_>,
    id: &str,
) -> Vec<MarginLabel> {
    let analysis = counted.analysis;
    let mut labels: Vec<MarginLabel> = Vec::new();
    let quoted = |span: Span, sign: &str| {
        let words = one_line(places.of(span).2);
        let bare = words.trim_matches(['"', '“', '”', '‘', '’', '\'', '«', '»']);
        let gap = if sign.is_empty() { "" } else { " " };
        format!("“{}”{gap}{sign}", shortened(bare, 40))
    };
    let mut add = |anchor: String, device: &'static str, words: String, is_own: bool| {
        let mut known = labels.iter_mut();
        match known.find(|label| label.device == device && label.is_own == is_own) {
            Some(label) => {
                label.words.push_str(", ");
                label.words.push_str(&words);
            }
            None => labels.push(MarginLabel {
                finding: anchor,
                device,
                words,
                is_own,
            }),
        }
    };
    for number in sentences.clone() {
        for index in &analysis.sentences[number].findings {
            let finding = analysis.findings.get(*index);
            if let Some(finding) = finding.filter(|finding| counted.finding(finding)) {
                let sign = decided(said, finding).map_or("", |decided| decided.sign);
                let words = quoted(finding.span, sign);
                add(anchor(id, *index), finding.device.name(), words, false);
            }
        }
    }
    let touched = |sentences: &[Sentence], span: Span| {
        let after = sentences.partition_point(|one| one.span.end() <= span.start());
        sentences
            .get(after)
            .is_some_and(|one| one.span.overlaps(span))
    };
    let here = &analysis.sentences[sentences.clone()];
    let whole = here.iter().map(|one| one.span).reduce(Span::cover);
    for (index, mark) in whole.into_iter().flat_map(|whole| said.marks_at(whole)) {
        // A mark over several paragraphs is named where it begins.
        let before = &analysis.sentences[..sentences.start];
        let is_named_here = |span: &Span| touched(here, *span) && !touched(before, *span);
        if let Some(span) = mark.span.filter(is_named_here) {
            let words = quoted(span, "");
            add(people::anchor(id, index), mark.code.title(), words, true);
        }
    }
    if labels.len() > MOST_LABELS {
        let more = labels.len() - (MOST_LABELS - 1);
        labels.truncate(MOST_LABELS);
        if let Some(last) = labels.last_mut() {
            last.device = "";
            last.words = format!("and {more} more devices");
        }
    }
    labels
}

/// Takes the headline out of the text where it says the same as the title above it.
pub(super) fn take_headline(text: &mut MarkedText, title: &str) -> Option<MarkedSentence> {
    let first = text.paragraphs.first()?;
    let [headline] = first.sentences.as_slice() else {
        return None;
    };
    let words: String = headline.runs.iter().map(|run| run.text.as_str()).collect();
    if first.role != Role::Headline || words.trim() != title.trim() {
        return None;
    }
    text.paragraphs.remove(0).sentences.pop()
}

/// What is said where the register changes, with its numbers.
fn turn_words(turn: &Turn) -> String {
    format!("The register changes here. {}", turn_numbers(turn))
}

/// The numbers on both sides of the turn.
pub(super) fn turn_numbers(turn: &Turn) -> String {
    let side = |side: TurnSide| {
        let names = if side.sourced == 1 { "names" } else { "name" };
        let is = if side.framing == 1 { "is" } else { "are" };
        format!(
            "{} of {} sentences {names} a source and {} {is} editorial framing",
            side.sourced, side.sentences, side.framing,
        )
    };
    format!("Above, {}; below, {}.", side(turn.above), side(turn.below))
}

/// What somebody decided on a finding.
fn decided(said: &Said<'_>, finding: &Finding) -> Option<Decided> {
    let judgement = said.review.finding(finding)?;
    judgement.decision.map(Decided::of)
}

fn runs(
    counted: &Counted<'_>,
    said: &Said<'_>,
    number: usize,
    sentence: &Sentence,
    places: &Places<'_>,
    id: &str,
) -> Vec<Run> {
    let analysis = counted.analysis;
    let whole = places.whole(sentence.span);
    let clip = |span: Span| places.whole(span).intersection(whole);
    let quoted: Vec<Span> = sentence
        .quoted
        .iter()
        .filter_map(|span| clip(*span))
        .collect();
    let from = analysis
        .attributions
        .partition_point(|attribution| attribution.sentence < number);
    let sources: Vec<Span> = analysis.attributions[from..]
        .iter()
        .take_while(|attribution| attribution.sentence == number)
        .flat_map(|attribution| [attribution.source_span, attribution.cue])
        .flatten()
        .filter_map(clip)
        .collect();
    let findings: Vec<(usize, Span)> = sentence
        .findings
        .iter()
        .filter_map(|index| Some((*index, analysis.findings.get(*index)?)))
        .filter(|(_, finding)| counted.finding(finding))
        .filter_map(|(index, finding)| Some((index, clip(finding.span)?)))
        .collect();
    let own: Vec<(usize, Span)> = said
        .marks_at(whole)
        .filter_map(|(index, mark)| Some((index, clip(mark.span?)?)))
        .collect();
    let ends_here = |index: usize, end: usize| {
        let span = said.marks.get(index).and_then(|mark| mark.span);
        span.is_some_and(|span| places.whole(span).end() == end)
    };
    let mut cuts: Vec<usize> = [whole]
        .iter()
        .chain(&quoted)
        .chain(&sources)
        .chain(findings.iter().chain(&own).map(|(_, span)| span))
        .flat_map(|span| [span.start(), span.end()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut runs: Vec<Run> = cuts
        .windows(2)
        .map(|cut| Span::new(cut[0], cut[1]))
        .map(|piece| {
            let within = |spans: &[Span]| spans.iter().any(|span| span.contains(piece));
            let finding = innermost(&findings, piece);
            let mark = innermost(&own, piece).and_then(|index| said.marks.get(index));
            let ending = own.iter().filter(|(index, span)| {
                span.end() == piece.end() && ends_here(*index, piece.end())
            });
            Run {
                text: one_line(piece.of(places.text())),
                is_quoted: within(&quoted),
                is_source: within(&sources),
                finding: finding.map(|index| anchor(id, index)),
                device: finding.map_or("", |index| analysis.findings[index].device.name()),
                decided: finding.and_then(|index| decided(said, &analysis.findings[index])),
                is_last: true,
                own: mark.map_or("", |mark| mark.code.title()),
                own_ends: ending
                    .map(|(index, _)| people::anchor(id, *index))
                    .collect(),
            }
        })
        .collect();
    for index in 1..runs.len() {
        runs[index - 1].is_last = runs[index - 1].finding != runs[index].finding;
    }
    runs
}

/// Where marks overlap, the one that says more about fewer words shows.
fn innermost(marks: &[(usize, Span)], piece: Span) -> Option<usize> {
    let covering = marks.iter().filter(|(_, span)| span.contains(piece));
    let shortest = covering.min_by_key(|(index, span)| (span.len(), *index));
    shortest.map(|(index, _)| *index)
}

/// Line breaks inside a paragraph are white space.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
