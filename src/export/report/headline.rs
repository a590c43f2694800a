//! The part of a report that sets a headline against the body.

use super::super::document::{Block, Column, Section, Table, TableCell, TableRow};
use super::section;
use crate::compare::Counted;
use crate::model::VoiceFilter;

/// How loaded the headline is, and what the body has of its claims; `None` where there is
/// no headline, and where only quotations count.
pub(super) fn of_article(seen: &Counted<'_>, id: &str) -> Option<Section> {
    let analysis = seen.analysis;
    let headline = analysis.headline.as_ref()?;
    if seen.filter == VoiceFilter::Quoted {
        return None;
    }
    let mut text = headline.wording();
    if let Some(tone) = headline.tone() {
        text.push(' ');
        text.push_str(&tone);
    }
    let mut blocks = vec![Block::Paragraph { text }];
    if !headline.claims.is_empty() {
        let rows = headline
            .claims
            .iter()
            .map(|claim| {
                let sentence = claim.support.sentence();
                let number = sentence.and_then(|index| analysis.sentences.get(index)?.number);
                TableRow {
                    title: claim.words(headline).to_owned(),
                    cells: vec![
                        TableCell::words(claim.verdict(analysis)),
                        TableCell::words(
                            number.map_or_else(|| "–".to_owned(), |number| number.to_string()),
                        ),
                    ],
                    ..TableRow::default()
                }
            })
            .collect();
        let column = |title: &str| Column {
            title: title.to_owned(),
            is_numeric: false,
        };
        blocks.push(Block::Table(Table {
            caption: "What the body has of the headline’s claims".to_owned(),
            corner: "The headline".to_owned(),
            columns: vec![column("In the body"), column("Sentence")],
            rows,
        }));
    }
    Some(section(
        format!("{id}-headline"),
        3,
        "Headline and body",
        blocks,
    ))
}
