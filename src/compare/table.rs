//! The table above the columns.

use super::Counted;
use crate::analysis::sentiment;
use crate::model::{
    Cell, Device, Layer, Metric, Passage, Row, Sentiment, SourceKind, Value, Voice, VoiceFilter,
    shares,
};
use crate::text::Span;
use crate::text::token::{count_words, has_words};

/// All rows, the devices that occur last.
pub(super) fn rows(articles: &[Counted<'_>]) -> Vec<Row> {
    let columns: Vec<Vec<(Metric, Cell)>> = articles.iter().map(column).collect();
    let fixed = [
        Metric::Length,
        Metric::Date,
        Metric::Reported,
        Metric::Voices,
        Metric::Framing,
        Metric::Sources,
        Metric::Quoted,
        Metric::Tone,
    ];
    let mut rows: Vec<Row> = fixed
        .into_iter()
        .map(|metric| Row {
            metric,
            cells: columns
                .iter()
                .filter_map(|column| column.iter().find(|(name, _)| *name == metric))
                .map(|(_, cell)| cell.clone())
                .collect(),
        })
        .collect();
    rows.extend(devices(articles));
    rows
}

fn column(counted: &Counted<'_>) -> Vec<(Metric, Cell)> {
    let words = counted.words_by_layer();
    let total = words.iter().sum();
    let not_analysed = counted.analysis.summary.not_analysed();
    let length = match counted.filter {
        VoiceFilter::All => counted.analysis.summary.words,
        VoiceFilter::Outlet | VoiceFilter::Quoted => total,
    };
    let mut cells = vec![
        (
            Metric::Length,
            match not_analysed {
                // Who says what was not looked for.
                Some(why) if counted.filter != VoiceFilter::All => bare(Value::NotAnalysed(why)),
                _ => bare(Value::Count(length)),
            },
        ),
        (
            Metric::Date,
            bare(
                counted
                    .article
                    .metadata
                    .published
                    .map_or(Value::Missing, Value::Date),
            ),
        ),
    ];
    for ((metric, layer), share) in [
        (Metric::Reported, Layer::Reported),
        (Metric::Voices, Layer::Voices),
        (Metric::Framing, Layer::Framing),
    ]
    .into_iter()
    .zip(shares(words))
    {
        let cell = if total == 0 || !asked(counted.filter, layer) {
            bare(Value::Missing)
        } else {
            Cell {
                value: Value::Share(share),
                passages: layer_passages(counted, layer),
            }
        };
        cells.push((metric, cell));
    }
    cells.push((Metric::Sources, sources(counted)));
    cells.push((Metric::Quoted, quoted(counted)));
    cells.push((Metric::Tone, tone(counted)));
    if let Some(why) = not_analysed {
        for (metric, cell) in &mut cells {
            if !matches!(metric, Metric::Length | Metric::Date) {
                *cell = bare(Value::NotAnalysed(why));
            }
        }
    }
    cells
}

fn bare(value: Value) -> Cell {
    Cell {
        value,
        passages: Vec::new(),
    }
}

/// Whether a filter leaves anything to ask about a layer: the outlet's own words
/// hold nobody else's, and quotations hold nothing but.
fn asked(filter: VoiceFilter, layer: Layer) -> bool {
    match filter {
        VoiceFilter::All => true,
        VoiceFilter::Outlet => layer != Layer::Voices,
        VoiceFilter::Quoted => layer == Layer::Voices,
    }
}

fn layer_passages(counted: &Counted<'_>, layer: Layer) -> Vec<Passage> {
    let text = &counted.article.text;
    let mut spans = Vec::new();
    for sentence in &counted.analysis.sentences {
        let Some(own) = sentence.layer() else {
            continue;
        };
        if counted.layer(own) == layer {
            spans.extend(counted.parts(sentence.span));
        } else if counted.filter == VoiceFilter::All && layer == Layer::Voices {
            // A quotation in a sentence of another layer is still its speaker's.
            spans.extend(sentence.quoted.iter().copied());
        }
    }
    spans
        .into_iter()
        .map(|span| span.trimmed(text))
        .filter(|span| has_words(span.of(text)))
        .map(|span| counted.passage(span))
        .collect()
}

fn sources(counted: &Counted<'_>) -> Cell {
    let analysis = counted.analysis;
    let named: Vec<_> = analysis
        .sources
        .iter()
        .filter(|source| source.kind != SourceKind::Vague)
        .filter(|source| counted.filter != VoiceFilter::Quoted || source.words_quoted > 0)
        .collect();
    let mut sentences: Vec<usize> = named
        .iter()
        .flat_map(|source| source.sentences.iter().copied())
        .collect();
    sentences.sort_unstable();
    sentences.dedup();
    Cell {
        value: Value::Count(named.len()),
        passages: sentences
            .into_iter()
            .filter_map(|index| analysis.sentences.get(index))
            .map(|sentence| counted.passage(sentence.span))
            .collect(),
    }
}

fn quoted(counted: &Counted<'_>) -> Cell {
    if counted.filter == VoiceFilter::Outlet {
        return bare(Value::Missing);
    }
    let text = &counted.article.text;
    let words = |span: &Span| count_words(span.of(text));
    Cell {
        value: Value::Count(counted.quotations().iter().map(words).sum()),
        passages: counted
            .quotations()
            .iter()
            .map(|span| counted.passage(*span))
            .collect(),
    }
}

/// Mean sentiment, and the passages that are not neutral.
fn tone(counted: &Counted<'_>) -> Cell {
    let analysis = counted.analysis;
    let text = &counted.article.text;
    let scored: Vec<(Span, Sentiment)> = match counted.filter {
        VoiceFilter::All | VoiceFilter::Outlet => analysis
            .sentences
            .iter()
            .filter_map(|sentence| Some((sentence.span, sentence.verdict()?)))
            .filter(|(_, verdict)| {
                counted.filter == VoiceFilter::All || verdict.voice == Voice::Outlet
            })
            .map(|(span, verdict)| (span, verdict.sentiment))
            .collect(),
        VoiceFilter::Quoted => counted
            .quotations()
            .iter()
            .map(|span| (*span, sentiment::score(span.of(text))))
            .collect(),
    };
    let stated = |tone: Option<Sentiment>| tone.map_or(Value::Missing, Value::Tone);
    let value = match counted.filter {
        _ if scored.is_empty() => Value::Missing,
        VoiceFilter::All => stated(analysis.summary.sentiment),
        VoiceFilter::Outlet => stated(analysis.summary.sentiment_outlet),
        VoiceFilter::Quoted => stated(mean(scored.iter().map(|(_, score)| *score))),
    };
    Cell {
        value,
        passages: scored
            .into_iter()
            .filter(|(_, score)| score.is_negative() || score.is_positive())
            .map(|(span, _)| counted.passage(span))
            .collect(),
    }
}

/// Mean of some sentiments; `None` of none.
pub(super) fn mean(scores: impl Iterator<Item = Sentiment>) -> Option<Sentiment> {
    let (count, sum) = scores.fold((0_u32, 0.0), |(count, sum), score| {
        (count + 1, sum + score.compound())
    });
    (count > 0).then(|| Sentiment::from_compound(sum / f64::from(count)))
}

fn devices(articles: &[Counted<'_>]) -> Vec<Row> {
    // One pass over each article; 100 articles times 35 devices stay cheap.
    let mut passages: Vec<Vec<Vec<Passage>>> =
        vec![vec![Vec::new(); articles.len()]; Device::ALL.len()];
    for (column, counted) in articles.iter().enumerate() {
        for (_, finding) in counted.findings() {
            passages[finding.device as usize][column].push(counted.passage(finding.span));
        }
    }
    Device::ALL
        .into_iter()
        .zip(passages)
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .map(|(device, cells)| Row {
            metric: Metric::Device(device),
            cells: cells
                .into_iter()
                .zip(articles)
                .map(|(passages, counted)| Cell {
                    value: match counted.analysis.summary.not_analysed() {
                        Some(why) => Value::NotAnalysed(why),
                        None => Value::Count(passages.len()),
                    },
                    passages,
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_listed_in_the_order_of_their_numbers() {
        for (number, device) in Device::ALL.into_iter().enumerate() {
            assert_eq!(device as usize, number);
        }
        for (number, layer) in Layer::ALL.into_iter().enumerate() {
            assert_eq!(layer as usize, number);
        }
    }

    #[test]
    fn the_mean_of_nothing_is_nothing() {
        assert_eq!(mean(std::iter::empty()), None);
        let scores = [0.5, -0.1].map(Sentiment::from_compound);
        assert_eq!(
            mean(scores.into_iter()),
            Some(Sentiment::from_compound(0.2))
        );
    }
}
