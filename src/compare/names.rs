//! Who is called what: how each article words its namings of the same person, group, place or
//! thing.

use std::collections::{BTreeMap, HashMap};

use super::Counted;
use super::identity::{Identities, Identity, questions};
use super::named::is_heard;
use super::table::mean;
use crate::model::{Device, EntityKind, Join, NameRow, Passage, Suggestion, Voice, Wording};
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
/// So often a thing has to be told of by one article alone to be listed.
const RECURRING: usize = 3;
/// An abbreviation of so few letters has its article in its name: "the U.S.".
const SHORT: usize = 3;

/// One place where something is called something.
struct Naming<'i> {
    /// The words.
    wording: Span,
    /// The words before the name or noun, which may judge.
    before: Span,
    sentence: usize,
    voice: Voice,
    join: &'i Join,
    /// Whether the words are counted with a name behind them too.
    within: bool,
}

/// Who is called what.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub rows: Vec<NameRow>,
    /// Which identity each row is of.
    pub identities: Vec<usize>,
    /// How many rows there are beside these.
    pub left_out: usize,
}

/// One row for each of them: those in several articles first, then those in one; `most` of
/// them, and how many there are beside those.
pub(super) fn rows(articles: &[Counted<'_>], identities: &Identities, most: usize) -> Names {
    let mut by_row: BTreeMap<usize, Vec<Vec<Naming<'_>>>> = BTreeMap::new();
    for (article, counted) in articles.iter().enumerate() {
        for (row, naming) in namings(article, counted, identities) {
            let cells = by_row
                .entry(row)
                .or_insert_with(|| articles.iter().map(|_| Vec::new()).collect());
            cells[article].push(naming);
        }
    }
    let mut rows: Vec<(usize, NameRow)> = by_row
        .into_iter()
        .filter_map(|(row, cells)| {
            let named = name_row(articles, &identities.rows()[row], &cells)?;
            Some((row, named))
        })
        .collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(rank(row)));
    let left_out = rows.len().saturating_sub(most);
    rows.truncate(most);
    let (identities, rows) = rows.into_iter().unzip();
    Names {
        rows,
        identities,
        left_out,
    }
}

/// Questions to the reader: which rows may be one.
pub(super) fn suggestions(identities: &Identities, names: &Names) -> Vec<Suggestion> {
    let row = |identity| names.identities.iter().position(|one| *one == identity);
    questions(identities)
        .into_iter()
        .filter_map(|[one, other]| {
            let rows = [row(one)?, row(other)?];
            let [one, other] = rows.map(|row| &names.rows[row].entity);
            Some(Suggestion {
                rows,
                why: format!(
                    "One article says “{one}”, another “{other}”: both words are used for the same, by different sides."
                ),
            })
        })
        .collect()
}

/// Those of several articles first, then by how often; things that have no name count half.
fn rank(row: &NameRow) -> (bool, usize) {
    let wordings = row.cells.iter().flatten().filter(|wording| !wording.within);
    let times: usize = wordings.map(|wording| wording.passages.len()).sum();
    let articles = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let thing = row.kind == EntityKind::Thing;
    (
        row.is_shared(),
        articles * times * if thing { 1 } else { 2 },
    )
}

/// The namings of an article that count, each with its row.
fn namings<'i>(
    article: usize,
    counted: &Counted<'_>,
    identities: &'i Identities,
) -> Vec<(usize, Naming<'i>)> {
    let mut found = Vec::new();
    for (_, read, place) in identities.phrases(article) {
        let phrase = &read.phrase;
        let Some(place) = place.filter(|_| is_heard(counted, phrase.head, phrase.voice)) else {
            continue;
        };
        let before = Span::new(phrase.core.start(), phrase.head.start());
        let naming = |wording: Span, within: bool| Naming {
            wording,
            before,
            sentence: phrase.sentence,
            voice: phrase.voice,
            join: &place.join,
            within,
        };
        found.push((place.row, naming(phrase.span, false)));
        if phrase.known.is_some() && !read.words.is_empty() {
            let words = before.trimmed(&counted.article.text);
            found.push((place.row, naming(words, true)));
        }
    }
    found
}

fn name_row(
    articles: &[Counted<'_>],
    identity: &Identity,
    cells: &[Vec<Naming<'_>>],
) -> Option<NameRow> {
    let cells: Vec<Vec<Wording>> = cells
        .iter()
        .zip(articles)
        .map(|(namings, counted)| wordings(counted, namings))
        .collect();
    let most = cells.iter().flatten().filter(|wording| !wording.within);
    // Of equals the first.
    let most = most.rev().max_by_key(|wording| wording.passages.len())?;
    let row = NameRow {
        entity: if identity.named {
            identity.name.clone()
        } else {
            most.text.clone()
        },
        kind: identity.kind,
        holds: identity.holds,
        cells,
    };
    let times: usize = row.cells.iter().flatten().map(|it| it.passages.len()).sum();
    let thing = identity.kind == EntityKind::Thing;
    (!thing || row.is_shared() || times >= RECURRING).then_some(row)
}

/// The wordings of one article, the most frequent first, equals in reading order.
fn wordings(counted: &Counted<'_>, namings: &[Naming<'_>]) -> Vec<Wording> {
    let mut groups: Vec<(String, Vec<&Naming<'_>>)> = Vec::new();
    let mut known: HashMap<(String, bool), usize> = HashMap::new();
    for naming in namings {
        let words = bare(naming.wording.of(&counted.article.text));
        let key = (words.to_lowercase(), naming.within);
        let group = *known.entry(key).or_insert_with(|| {
            groups.push((words.to_owned(), Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(naming);
    }
    let mut wordings: Vec<Wording> = groups
        .into_iter()
        .filter_map(|(text, namings)| wording(counted, &text, &namings))
        .collect();
    wordings.sort_by_key(|wording| (wording.within, std::cmp::Reverse(wording.passages.len())));
    wordings
}

fn wording(counted: &Counted<'_>, text: &str, namings: &[&Naming<'_>]) -> Option<Wording> {
    let passage = |naming: &&Naming<'_>| -> Passage { counted.passage(naming.wording) };
    let own = namings
        .iter()
        .filter(|naming| naming.voice == Voice::Outlet);
    let sentences = namings
        .iter()
        .filter_map(|naming| counted.analysis.sentences.get(naming.sentence));
    let tones = sentences.filter_map(|sentence| Some(sentence.verdict()?.sentiment));
    // What is not sure of one of them is not sure of all.
    let join = namings
        .iter()
        .map(|it| it.join)
        .min_by_key(|join| join.sure)?;
    Some(Wording {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        by_outlet: own.count(),
        tone: (namings.len() >= FEWEST).then(|| mean(tones)).flatten(),
        judges: namings.iter().any(|naming| judges(counted, naming)),
        join: join.clone(),
        within: namings.iter().all(|naming| naming.within),
        passages: namings.iter().map(passage).collect(),
    })
}

/// Whether a mark on the words before the name says that they judge.
fn judges(counted: &Counted<'_>, naming: &Naming<'_>) -> bool {
    // A mark belongs to the sentence in which it begins, the naming's or the one before.
    let findings = &counted.analysis.findings;
    let from = findings.partition_point(|finding| finding.sentence + 1 < naming.sentence);
    let to = findings.partition_point(|finding| finding.sentence <= naming.sentence);
    findings[from..to.max(from)]
        .iter()
        .filter(|finding| JUDGING.contains(&finding.device))
        .any(|finding| finding.span.overlaps(naming.before))
}

/// Without an article before it, which says nothing, except before an abbreviation.
fn bare(words: &str) -> &str {
    let Some((first, rest)) = words.split_once(char::is_whitespace) else {
        return words;
    };
    let is_article = matches!(first.to_lowercase().as_str(), "the" | "a" | "an");
    let letters = rest
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count();
    if is_article && letters > SHORT {
        rest.trim_start()
    } else {
        words
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
            .filter(|wording| !wording.within)
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
        let place = |name| comparison.names.iter().position(|row| row.entity == name);
        assert!(
            place("Ingrid Vale") < place("Tomas Reke"),
            "only one article names him"
        );
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
