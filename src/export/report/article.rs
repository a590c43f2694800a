//! The parts of a report on one article.

use super::super::ExportInput;
use super::super::document::{
    Block, Column, EvidenceLine, FindingCard, RibbonCell, Section, Strip, Table, TableCell,
    TableRow, dots,
};
use super::super::places::{Places, is_web};
use super::super::segments::Said;
use super::{around, counted, frames, headline, marks, people, per_cent, section};
use crate::compare::Counted;
use crate::compare::caveats::day;
use crate::model::{
    Analysis, Article, Finding, Layer, Role, Sentence, Share, TitleOrigin, Voice, VoiceFilter,
};
use crate::text::token::capitalised;

/// The anchor of the article with this number, from 1.
pub(super) fn id_of(number: usize) -> String {
    format!("article-{number}")
}

/// The only article gives its title to the whole report; its headline then stays in the text.
fn gives_title(input: &ExportInput<'_>) -> bool {
    input.articles.len() == 1 && input.project.trim().is_empty()
}

/// The title above an article's text.
pub(super) fn title<'a>(index: usize, input: &ExportInput<'a>) -> &'a str {
    if gives_title(input) {
        "The text, with its marks"
    } else {
        &input.articles[index].0.title.text
    }
}

/// All articles as strips, one under the other.
pub(super) fn glance(input: &ExportInput<'_>, names: &[String]) -> Section {
    let mut blocks: Vec<Block> = input
        .articles
        .iter()
        .enumerate()
        .map(|(index, (article, analysis))| {
            let mut strip = strip(article, analysis);
            strip.review = reviewed(input, index);
            strip.link = id_of(index + 1);
            strip.overline = overline(article, analysis);
            strip.title.clone_from(&article.title.text);
            if strip.title.is_empty() {
                strip.title.clone_from(&names[index]);
            }
            Block::Strip(strip)
        })
        .collect();
    blocks.push(Block::Legend {
        people: people::speak(input),
    });
    section("at-a-glance", 2, "At a glance", blocks)
}

/// An article with its marks, findings and sources.
pub(super) fn sections(index: usize, input: &ExportInput<'_>) -> Vec<Section> {
    let (article, analysis) = input.articles[index];
    let id = id_of(index + 1);
    let is_only = input.articles.len() == 1;
    let seen = Counted::new(article, analysis, input.filter);
    let said = Said::new(input, index);
    let mut blocks = vec![Block::Strip(Strip {
        review: reviewed(input, index),
        ..strip(article, analysis)
    })];
    if let Some(url) = article.metadata.url.as_deref().filter(|url| is_web(url)) {
        blocks.push(Block::Address {
            url: url.to_owned(),
        });
    }
    if let Some(text) = remarks(article, analysis) {
        blocks.push(Block::Note { text });
    }
    if is_only {
        blocks.push(Block::Legend {
            people: people::speak(input),
        });
    }
    let mut text = marks::marked(&seen, &said, &id);
    let headline = (!gives_title(input))
        .then(|| marks::take_headline(&mut text, &article.title.text))
        .flatten();
    blocks.push(Block::Text(text));
    let mut head = section(id.clone(), 2, title(index, input), blocks);
    head.heading = headline;
    head.overline = overline(article, analysis);
    let mut all = vec![head, findings(&seen, &said, &id)];
    let note = input
        .coding(index)
        .and_then(|coding| coding.note.as_deref());
    all.extend(people::section_of(&seen, &said, note, &id));
    if !analysis.sources.is_empty() {
        all.push(sources(analysis, &id));
    }
    all.extend(headline::of_article(&seen, &id));
    all.extend(frames::of_article(&seen, &id));
    all
}

fn overline(article: &Article, analysis: &Analysis) -> String {
    let metadata = &article.metadata;
    let origin = metadata
        .outlet
        .clone()
        .or_else(|| article.origin.file_name().map(ToOwned::to_owned));
    let parts = [
        origin,
        metadata
            .author
            .as_ref()
            .map(|author| format!("by {author}")),
        metadata.published.map(day),
        Some(counted(analysis.summary.sentences, "sentence", "sentences")),
        Some(counted(analysis.summary.words, "word", "words")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn remarks(article: &Article, analysis: &Analysis) -> Option<String> {
    let mut remarks = analysis.summary.caveats();
    match article.title.origin {
        TitleOrigin::FirstWords => {
            remarks.push("No headline was found; the first words stand in.".to_owned());
        }
        TitleOrigin::FileName => {
            remarks.push("No headline was found; the file’s name stands in.".to_owned());
        }
        TitleOrigin::User => remarks.push("The title was given by the reader.".to_owned()),
        TitleOrigin::File | TitleOrigin::Metadata => {}
    }
    let mut reasons: Vec<&str> = Vec::new();
    for part in &article.set_aside {
        if !reasons.contains(&part.why.as_str()) {
            reasons.push(&part.why);
        }
    }
    if !reasons.is_empty() {
        remarks.push(format!(
            "Set aside and not analysed: {} ({}).",
            counted(article.set_aside.len(), "passage", "passages"),
            reasons.join(", ")
        ));
    }
    let caveats = article.caveats.iter();
    remarks.extend(caveats.map(|caveat| caveat.sentence().to_owned()));
    (!remarks.is_empty()).then(|| remarks.join(" "))
}

fn strip(article: &Article, analysis: &Analysis) -> Strip {
    let shares = analysis.summary.shares();
    let shares = shares.map(|shares| shares.map(Share::basis_points));
    let is_told = |paragraph: usize| {
        let paragraph = article.paragraphs.get(paragraph);
        paragraph.is_some_and(|paragraph| paragraph.role != Role::Byline)
    };
    let told = || {
        let sentences = analysis.sentences.iter().enumerate();
        sentences.filter(|(_, sentence)| is_told(sentence.paragraph))
    };
    let total: usize = told().map(|(_, sentence)| sentence.words).sum();
    let total = total.max(1);
    let place = |words: usize| u16::try_from(words * 10_000 / total).unwrap_or(10_000);
    let mut before = 0;
    let mut turn = None;
    let mut ribbon = Vec::with_capacity(analysis.sentences.len());
    for (index, sentence) in told() {
        let at = place(before);
        if analysis
            .turn
            .as_ref()
            .is_some_and(|turn| turn.sentence == index)
        {
            turn = Some(at);
        }
        before += sentence.words;
        let width = place(before) - at;
        if width > 0 {
            ribbon.push(RibbonCell {
                at,
                width,
                layer: sentence.layer(),
            });
        }
    }
    let named = analysis.summary.sources_named;
    let numbers = shares.map(|[reported, voices, framing]| {
        format!(
            "{} reported · {} others’ voices · {} editorial framing · {} named",
            per_cent(reported),
            per_cent(voices),
            per_cent(framing),
            counted(named, "source", "sources"),
        )
    });
    let parts: Vec<String> = [numbers, analysis.summary.left_out_words()]
        .into_iter()
        .flatten()
        .collect();
    Strip {
        summary: parts.join(" · "),
        shares,
        ribbon,
        turn,
        ..Strip::default()
    }
}

/// What was reviewed of an article; nothing where nobody has said anything of it.
fn reviewed(input: &ExportInput<'_>, index: usize) -> String {
    let (article, analysis) = input.articles[index];
    if input.coding(index).is_none() {
        return String::new();
    }
    let seen = Counted::new(article, analysis, input.filter);
    people::review(&seen, &Said::new(input, index))
}

fn findings(seen: &Counted<'_>, said: &Said<'_>, id: &str) -> Section {
    let places = Places::new(&seen.article.text);
    let items: Vec<_> = seen
        .findings()
        .map(|(index, finding)| FindingCard {
            said: said
                .review
                .finding(finding)
                .map(|known| people::line(known)),
            ..card(seen, index, finding, &places, id)
        })
        .collect();
    let mut blocks = Vec::new();
    if let Some(turn) = &seen.analysis.turn {
        let heading = turn.heading.map(|heading| places.of(heading).2);
        let number = seen.analysis.sentences.get(turn.sentence);
        let number = number.and_then(|sentence| sentence.number);
        let place = match (heading, number) {
            (Some(heading), _) => format!(" at “{heading}”"),
            (None, Some(number)) => format!(" at sentence {number}"),
            (None, None) => String::new(),
        };
        blocks.push(Block::Paragraph {
            text: format!(
                "The register changes{place}. {} Of 1,000 orders of the same sentences {} part as sharply.",
                marks::turn_numbers(turn),
                (turn.chance.basis_points() + 5) / 10,
            ),
        });
    }
    if let Some(text) = nothing(seen, items.len()) {
        blocks.push(Block::Paragraph { text });
    }
    if !items.is_empty() {
        blocks.push(Block::Findings { items });
    }
    section(
        format!("{id}-findings"),
        3,
        "What is marked, and why",
        blocks,
    )
}

/// What is said where there is little or nothing to mark: that is a result too.
fn nothing(seen: &Counted<'_>, marks: usize) -> Option<String> {
    let summary = &seen.analysis.summary;
    if summary.not_analysed().is_some() {
        // No mark is no result where nothing was looked for.
        return summary.caveat();
    }
    let sentences = &seen.analysis.sentences;
    let layers = || {
        sentences
            .iter()
            .filter(|sentence| sentence.number.is_some())
            .filter_map(Sentence::layer)
    };
    let total = layers().count();
    let framing = layers().filter(|layer| *layer == Layer::Framing).count();
    if framing == 0 && total > 0 && seen.filter != VoiceFilter::Quoted {
        Some(format!(
            "No editorial framing was found: {total} of {total} sentences are attributed or could be checked."
        ))
    } else if marks == 0 {
        Some("No passage is marked.".to_owned())
    } else {
        None
    }
}

fn card(
    seen: &Counted<'_>,
    index: usize,
    finding: &Finding,
    places: &Places<'_>,
    id: &str,
) -> FindingCard {
    let sentence = seen.analysis.sentences.get(finding.sentence);
    let (before, after) = sentence
        .map(|sentence| around(finding.span, sentence.span, places))
        .unwrap_or_default();
    let voice = match finding.voice {
        _ if finding.quoted => "in a quotation",
        Voice::Outlet => "outlet’s own voice",
        Voice::Attributed => "attributed",
        Voice::Vague => "attributed to nobody in particular",
    };
    let level = finding.confidence.level();
    FindingCard {
        id: marks::anchor(id, index),
        device: finding.device.name(),
        before,
        words: places.of(finding.span).2.to_owned(),
        after,
        place: sentence.and_then(|sentence| sentence.number).map_or_else(
            || "Heading".to_owned(),
            |number| format!("Sentence {number}"),
        ),
        voice,
        reason: finding.reason.summary.clone(),
        detail: finding.reason.detail.clone(),
        not_if: finding.reason.not_if.clone(),
        evidence: finding
            .evidence
            .iter()
            .filter(|evidence| evidence.span != finding.span && !evidence.span.is_empty())
            .map(|evidence| EvidenceLine {
                words: places.of(evidence.span).2.to_owned(),
                why: evidence.why.clone(),
            })
            .collect(),
        level: level.name(),
        dots: dots(level),
        made_by: finding.made_by.title(),
        said: None,
    }
}

fn sources(analysis: &Analysis, id: &str) -> Section {
    let column = |title: &str, is_numeric| Column {
        title: title.to_owned(),
        is_numeric,
    };
    let rows = analysis
        .sources
        .iter()
        .map(|source| {
            let number = |index: usize| {
                let number = analysis.sentences.get(index)?.number;
                Some(number.map_or_else(|| "heading".to_owned(), |number| number.to_string()))
            };
            let cited = source.sentences.iter().filter_map(|index| number(*index));
            let named = source.mentions.map(|mentions| {
                [mentions.first, mentions.last]
                    .map(|span| analysis.sentence_at(span.start()).and_then(number))
            });
            let named = match named {
                Some([Some(first), Some(last)]) if first == last => first,
                Some([Some(first), Some(last)]) => format!("{first} to {last}"),
                _ => String::new(),
            };
            TableRow {
                title: capitalised(&source.name),
                note: source
                    .role
                    .clone()
                    .unwrap_or_else(|| source.kind.name().to_owned()),
                is_group: false,
                cells: [
                    source.words_quoted.to_string(),
                    source.words_paraphrased.to_string(),
                    source.verbs.join(", "),
                    cited.collect::<Vec<_>>().join(", "),
                    named,
                ]
                .map(TableCell::words)
                .to_vec(),
            }
        })
        .collect();
    let table = Table {
        caption: "Sources in order of first mention".to_owned(),
        corner: "Source".to_owned(),
        columns: vec![
            column("Words quoted", true),
            column("Paraphrased", true),
            column("Introduced with", false),
            column("Cited in", false),
            column("Named in", false),
        ],
        rows,
    };
    section(
        format!("{id}-sources"),
        3,
        "Who speaks",
        vec![Block::Table(table)],
    )
}
