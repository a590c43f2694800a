//! An article's text, cut where its marks begin and end.

use super::super::document::{MarginLabel, MarkedParagraph, MarkedSentence, MarkedText, Run, Sign};
use super::super::places::Places;
use crate::compare::{Counted, shortened};
use crate::model::{Role, Sentence, Turn};
use crate::text::Span;

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
                margin: range
                    .flat_map(|number| analysis.sentences[number].findings.iter().copied())
                    .filter_map(|index| Some((index, analysis.findings.get(index)?)))
                    .filter(|(_, finding)| counted.finding(finding))
                    .map(|(index, finding)| MarginLabel {
                        finding: anchor(id, index),
                        device: finding.device.name(),
                        words: shortened(&one_line(places.of(finding.span).2), 40),
                    })
                    .collect(),
            }
        })
        .filter(|paragraph| !paragraph.sentences.is_empty())
        .collect();
    MarkedText { paragraphs }
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
pub(super) fn turn_words(turn: &Turn) -> String {
    let side = |side: crate::model::TurnSide| {
        format!(
            "{} of {} sentences name a source, {} {} editorial framing",
            side.sourced,
            side.sentences,
            side.framing,
            if side.framing == 1 { "is" } else { "are" },
        )
    };
    format!(
        "The register changes here. Above, {}; below, {}.",
        side(turn.above),
        side(turn.below)
    )
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
