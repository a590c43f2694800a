//! Who is called what: how each article words its namings of the same person, group or place.

use std::collections::HashMap;

use super::Counted;
use super::named::{Shared, is_heard};
use super::table::mean;
use crate::model::{Device, Entity, EntityKind, Mention, NameRow, Passage, Voice, Wording};
use crate::text::Span;

/// Devices whose words can be part of a naming.
const JUDGING: [Device; 4] = [
    Device::Label,
    Device::NameCalling,
    Device::LoadedLanguage,
    Device::CastingDoubt,
];
/// Fewer namings allow no statement about tone.
const FEWEST: usize = 3;

/// One row for each of them, in their order; without those that no counted naming names.
pub(super) fn rows(articles: &[Counted<'_>], shared: &[Shared<'_>]) -> Vec<NameRow> {
    let mut rows: Vec<NameRow> = shared
        .iter()
        .map(|one| NameRow {
            entity: one.name.clone(),
            kind: one.kind().unwrap_or(EntityKind::Organisation),
            cells: cells(articles, one),
        })
        .collect();
    rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    rows
}

fn cells(articles: &[Counted<'_>], shared: &Shared<'_>) -> Vec<Vec<Wording>> {
    let mut cells = vec![Vec::new(); articles.len()];
    for here in shared.members.chunk_by(|one, next| one.0 == next.0) {
        let entities: Vec<&Entity> = here.iter().map(|(_, entity)| *entity).collect();
        let column = here[0].0;
        cells[column] = wordings(&articles[column], &entities);
    }
    cells
}

/// The wordings of one article, the most frequent first, equals in reading order.
fn wordings(counted: &Counted<'_>, entities: &[&Entity]) -> Vec<Wording> {
    let mut mentions: Vec<&Mention> = entities
        .iter()
        .flat_map(|entity| &entity.mentions)
        .filter(|mention| is_heard(counted, mention))
        .collect();
    mentions.sort_by_key(|mention| mention.span);
    let mut groups: Vec<(String, Vec<&Mention>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for mention in mentions {
        let words = bare(mention.wording.of(&counted.article.text));
        let group = *known.entry(words.to_lowercase()).or_insert_with(|| {
            groups.push((words.to_owned(), Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(mention);
    }
    let mut wordings: Vec<Wording> = groups
        .into_iter()
        .map(|(text, mentions)| wording(counted, &text, &mentions))
        .collect();
    wordings.sort_by_key(|wording| std::cmp::Reverse(wording.passages.len()));
    wordings
}

fn wording(counted: &Counted<'_>, text: &str, mentions: &[&Mention]) -> Wording {
    let passage = |mention: &&Mention| -> Passage { counted.passage(mention.wording) };
    let own = mentions
        .iter()
        .filter(|mention| mention.voice == Voice::Outlet);
    let sentences = mentions
        .iter()
        .filter_map(|mention| counted.analysis.sentences.get(mention.sentence));
    let tones = sentences.filter_map(|sentence| Some(sentence.verdict()?.sentiment));
    Wording {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        by_outlet: own.count(),
        tone: (mentions.len() >= FEWEST).then(|| mean(tones)).flatten(),
        judges: mentions.iter().any(|mention| judges(counted, mention)),
        passages: mentions.iter().map(passage).collect(),
    }
}

/// Whether a mark on the words before the name says that they judge.
fn judges(counted: &Counted<'_>, mention: &Mention) -> bool {
    let before = Span::new(mention.wording.start(), mention.span.start());
    // A mark belongs to the sentence in which it begins, the naming's or the one before.
    let findings = &counted.analysis.findings;
    let from = findings.partition_point(|finding| finding.sentence + 1 < mention.sentence);
    let to = findings.partition_point(|finding| finding.sentence <= mention.sentence);
    findings[from..to.max(from)]
        .iter()
        .filter(|finding| JUDGING.contains(&finding.device))
        .any(|finding| finding.span.overlaps(before))
}

/// Without an article before it, which says nothing.
fn bare(words: &str) -> &str {
    let mut rest = words.split_whitespace();
    let is_article = rest
        .next()
        .is_some_and(|first| matches!(first.to_lowercase().as_str(), "the" | "a" | "an"));
    match rest.next() {
        Some(_) if is_article => words
            .split_once(char::is_whitespace)
            .map_or(words, |two| two.1),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::compare::compare;
    use crate::model::testing::titled;
    use crate::model::{Comparison, Settings, VoiceFilter};

    fn compared(texts: [&str; 2], filter: VoiceFilter) -> Comparison {
        let articles = texts.map(|text| titled("The vote", &[text]));
        let analyses = articles
            .each_ref()
            .map(|one| analyse(one, &Settings::default()));
        let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
        compare(&pairs, filter)
    }

    /// What a cell of the row of this name says: `Vale ×2, mayor Ingrid Vale ×1`.
    fn cell(comparison: &Comparison, name: &str, column: usize) -> String {
        let row = comparison.names.iter().find(|row| row.entity == name);
        let cell = row.map_or(&[][..], |row| &row.cells[column]);
        let words = cell
            .iter()
            .map(|wording| format!("{} ×{}", wording.text, wording.passages.len()));
        words.collect::<Vec<_>>().join(", ")
    }

    const ONE: &str = "The embattled mayor Ingrid Vale lost the vote on Monday. Vale left the hall. \
        Later Vale said nothing. Councillor Tomas Reke said: “Mayor Vale is finished.”";
    const TWO: &str = "Mayor Ingrid Vale lost a vote. She thanked the council, and Ingrid Vale went home. \
        The office of Mayor Ingrid Vale gave no reason.";

    #[test]
    fn each_article_has_its_own_words_for_the_same_person() {
        let comparison = compared([ONE, TWO], VoiceFilter::All);
        assert_eq!(
            cell(&comparison, "Ingrid Vale", 0),
            "Vale ×2, embattled mayor Ingrid Vale ×1, Mayor Vale ×1"
        );
        assert_eq!(
            cell(&comparison, "Ingrid Vale", 1),
            "Mayor Ingrid Vale ×2, Ingrid Vale ×1"
        );
        let alone = comparison
            .names
            .iter()
            .any(|row| row.entity.contains("Reke"));
        assert!(!alone, "only one article names him");
    }

    #[test]
    fn the_filter_of_voices_parts_the_outlets_words_from_those_in_quotations() {
        let outlet = compared([ONE, TWO], VoiceFilter::Outlet);
        assert!(!cell(&outlet, "Ingrid Vale", 0).contains("Mayor Vale"));
        let quoted = compared([ONE, TWO], VoiceFilter::Quoted);
        assert_eq!(cell(&quoted, "Ingrid Vale", 0), "Mayor Vale ×1");
        assert_eq!(cell(&quoted, "Ingrid Vale", 1), "");
    }

    #[test]
    fn a_naming_with_marked_words_says_that_it_judges() {
        let one =
            "The disgraced mayor Ingrid Vale lost the vote. The disgraced mayor Ingrid Vale left.";
        let comparison = compared([one, TWO], VoiceFilter::All);
        let row = &comparison.names[0];
        assert_eq!(row.entity, "Ingrid Vale");
        assert!(row.cells[0].iter().all(|wording| wording.judges), "{row:?}");
        assert!(row.cells[1].iter().all(|wording| !wording.judges));
    }

    #[test]
    fn an_article_before_a_name_is_left_out_and_nothing_else() {
        assert_eq!(bare("the Harbour Board"), "Harbour Board");
        assert_eq!(bare("The"), "The");
        assert_eq!(bare("Theresa Holm"), "Theresa Holm");
    }
}
