//! An article's text, cut where its marks begin and end.

use std::ops::Range;

use super::super::document::{MarginLabel, MarkedParagraph, MarkedSentence, MarkedText, Run, Sign};
use super::super::places::Places;
use crate::compare::{Counted, shortened};
use crate::model::{Role, Sentence, Turn, TurnSide};
use crate::text::Span;

/// More labels than this would be taller than their paragraph.
const MOST_LABELS: usize = 6;

/// The anchor of a finding.
pub(super) fn anchor(article: &str, finding: usize) -> String {
    format!("{article}-finding-{}", finding + 1)
}

/// The text of an article with the marks that count.
pub(super) fn marked(counted: &Counted<'_>, id: &str) -> MarkedText {
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
                            layer: sentence.layer,
                            sign: Some(Sign::of(sentence.sentiment))
                                .filter(|sign| *sign != Sign::Neutral),
                            turn: turn
                                .filter(|turn| turn.sentence == number && number > range.start)
                                .map(turn_words),
                            runs: runs(counted, number, sentence, &places, id),
                        }
                    })
                    .collect(),
                margin: margin(counted, range, &places, id),
            }
        })
        .filter(|paragraph| !paragraph.sentences.is_empty())
        .collect();
    MarkedText { paragraphs }
}

/// Labels for the margin of a paragraph.
fn margin(
    counted: &Counted<'_>,
    sentences: Range<usize>,
    places: &Places<'_>,
    id: &str,
) -> Vec<MarginLabel> {
    let analysis = counted.analysis;
    let mut labels: Vec<MarginLabel> = Vec::new();
    for index in sentences.flat_map(|number| analysis.sentences[number].findings.iter()) {
        let Some(finding) = analysis.findings.get(*index) else {
            continue;
        };
        if !counted.finding(finding) {
            continue;
        }
        let words = one_line(places.of(finding.span).2);
        let bare = words.trim_matches(['"', '“', '”', '‘', '’', '\'', '«', '»']);
        let words = format!("“{}”", shortened(bare, 40));
        let device = finding.device.name();
        match labels.iter_mut().find(|label| label.device == device) {
            Some(label) => {
                label.words.push_str(", ");
                label.words.push_str(&words);
            }
            None => labels.push(MarginLabel {
                finding: anchor(id, *index),
                device,
                words,
            }),
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

fn runs(
    counted: &Counted<'_>,
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
    let mut cuts: Vec<usize> = [whole]
        .iter()
        .chain(&quoted)
        .chain(&sources)
        .chain(findings.iter().map(|(_, span)| span))
        .flat_map(|span| [span.start(), span.end()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| Span::new(cut[0], cut[1]))
        .map(|piece| {
            let within = |spans: &[Span]| spans.iter().any(|span| span.contains(piece));
            // Where findings overlap, the one that says more about fewer words shows.
            let finding = findings
                .iter()
                .filter(|(_, span)| span.contains(piece))
                .min_by_key(|(index, span)| (span.len(), *index))
                .map(|(index, _)| *index);
            Run {
                text: one_line(piece.of(places.text())),
                is_quoted: within(&quoted),
                is_source: within(&sources),
                finding: finding.map(|index| anchor(id, index)),
                device: finding.map_or("", |index| analysis.findings[index].device.name()),
            }
        })
        .collect()
}

/// Line breaks inside a paragraph are white space.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
