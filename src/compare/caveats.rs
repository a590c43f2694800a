//! What to keep in mind before drawing a conclusion from a comparison.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{article_names, points};
use crate::model::{Analysis, Article, Caveat, NotAnalysed, Role, Story};
use crate::text::token::count_words;

/// A shorter sentence may be the same by chance.
pub(super) const WIRE_WORDS: usize = 8;
/// So many groups of shared sentences are named one by one.
const MOST_GROUPS: usize = 3;
/// Below this an article's shares jump with every sentence.
const FEW_SENTENCES: usize = 6;

/// The caveats, each one sentence or two.
pub fn caveats(articles: &[(&Article, &Analysis)]) -> Vec<String> {
    let only: Vec<&Article> = articles.iter().map(|(article, _)| *article).collect();
    let names = article_names(&only);
    let mut found = Vec::new();
    if articles.len() == 1 {
        found.push("There is only one article, so there is nothing to compare it with.".to_owned());
    }
    found.extend(dates(&only, &names));
    found.extend(lengths(articles, &names));
    found.extend(short(articles, &names));
    found.extend(copies(&only, &names));
    found.extend(shared_text(articles, &names));
    found.extend(not_analysed(articles, &names));
    found.extend(readings(&only, &names));
    found.extend(cut(articles, &names));
    found
}

/// Rows that are left out where thousands of articles name tens of thousands.
pub(super) fn left_out(names: usize, voices: usize, most: usize) -> Option<String> {
    (names + voices > 0).then(|| {
        format!(
            "So many articles are set side by side with at most {most} names and {most} sources, the most frequent ones: {names} of the names and {voices} of the sources are left out."
        )
    })
}

/// How what they tell was compared.
pub(super) fn story(story: &Story, articles: usize) -> Vec<String> {
    if articles > points::MOST_ARTICLES {
        return vec![format!(
            "What each article tells is set side by side for up to {} articles, and these are {articles}.",
            points::MOST_ARTICLES
        )];
    }
    let mut found = Vec::new();
    if articles > 1 && story.by_words {
        found.push("What the articles tell was compared by their words alone, without the language model: the same told in other words is found less often.".to_owned());
    }
    if articles > 1 && story.points.is_empty() && !story.once.is_empty() {
        found.push("There is no point that two of the articles tell, as far as the program sees: they may be about different events.".to_owned());
    }
    if articles > 1 && story.is_cut {
        found.push(format!("The articles are so long or so many that only the first {} sentences of each were looked at for what they tell.", points::most_each(articles)));
    }
    found
}

/// Articles without full stops.
fn cut(articles: &[(&Article, &Analysis)], names: &[String]) -> Option<String> {
    let cut: Vec<&str> = articles
        .iter()
        .zip(names)
        .filter(|((_, analysis), _)| analysis.summary.cut > 0)
        .map(|(_, name)| name.as_str())
        .collect();
    (!cut.is_empty()).then(|| {
        format!(
            "Sentences in {} are too long to be read as one and were cut every 500 words and marks: numbers of sentences say little there.",
            list(&cut)
        )
    })
}

fn dates(articles: &[&Article], names: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let dated: Vec<NaiveDate> = articles
        .iter()
        .filter_map(|article| article.metadata.published)
        .collect();
    if let (Some(first), Some(last)) = (dated.iter().min(), dated.iter().max())
        && first != last
    {
        found.push(format!(
            "The articles were published on different days, from {} to {}: what an earlier one leaves out may not have been known yet.",
            day(*first),
            day(*last)
        ));
    }
    let undated = select(articles, names, |article| {
        article.metadata.published.is_none()
    });
    if articles.len() > 1 && !undated.is_empty() {
        found.push(format!(
            "No date of publication is known for {}.",
            list(&undated)
        ));
    }
    found
}

/// A day as people write it: `30 January 2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn lengths(articles: &[(&Article, &Analysis)], names: &[String]) -> Option<String> {
    let words = |index: &usize| articles[*index].1.summary.words;
    let longest = (0..articles.len()).max_by_key(words)?;
    let shortest = (0..articles.len()).min_by_key(words)?;
    let (most, fewest) = (words(&longest), words(&shortest));
    (most >= 2 * fewest.max(1)).then(|| {
        format!(
            "The lengths differ much: {} has {most} words, {} has {fewest}. A short article has to leave things out.",
            names[longest], names[shortest]
        )
    })
}

fn short(articles: &[(&Article, &Analysis)], names: &[String]) -> Option<String> {
    let few: Vec<&str> = articles
        .iter()
        .zip(names)
        .filter(|((_, analysis), _)| analysis.summary.not_analysed().is_none())
        .filter(|((_, analysis), _)| analysis.summary.sentences_analysed() < FEW_SENTENCES)
        .map(|(_, name)| name.as_str())
        .collect();
    (!few.is_empty()).then(|| {
        format!(
            "Fewer than {FEW_SENTENCES} sentences were found in {}: shares of so short a text say little.",
            list(&few)
        )
    })
}

fn copies(articles: &[&Article], names: &[String]) -> Vec<String> {
    let mut same: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for (article, name) in articles.iter().zip(names) {
        same.entry(article.id).or_default().push(name);
    }
    same.into_values()
        .filter(|names| names.len() > 1)
        .map(|names| format!("{} are the same file.", list(&names)))
        .collect()
}

/// Sentences that stand word for word in several articles.
fn shared_text(articles: &[(&Article, &Analysis)], names: &[String]) -> Vec<String> {
    let mut order: Vec<Vec<usize>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (index, (article, analysis)) in articles.iter().enumerate() {
        for sentence in &analysis.sentences {
            let is_body = article
                .paragraphs
                .get(sentence.paragraph)
                .is_some_and(|paragraph| matches!(paragraph.role, Role::Body | Role::List));
            let words = sentence.span.of(&article.text);
            if !is_body || count_words(words) < WIRE_WORDS {
                continue;
            }
            let place = *places.entry(bare(words)).or_insert_with(|| {
                order.push(Vec::new());
                order.len() - 1
            });
            if order[place].last() != Some(&index) {
                order[place].push(index);
            }
        }
    }
    let mut groups: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for sharing in order.into_iter().filter(|sharing| sharing.len() > 1) {
        *groups.entry(sharing).or_default() += 1;
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest: usize = groups
        .iter()
        .skip(MOST_GROUPS)
        .map(|(_, count)| count)
        .sum();
    let mut found: Vec<String> = groups
        .into_iter()
        .take(MOST_GROUPS)
        .map(|(sharing, count)| {
            let sharing: Vec<&str> = sharing.iter().map(|index| names[*index].as_str()).collect();
            format!(
                "{} word for word in {}, which points to a shared agency text: count what {} once.",
                if count == 1 {
                    "1 sentence stands".to_owned()
                } else {
                    format!("{count} sentences stand")
                },
                list(&sharing),
                if count == 1 { "it tells" } else { "they tell" },
            )
        })
        .collect();
    if rest > 0 {
        found.push(format!(
            "{rest} more sentences are shared by other groups of articles."
        ));
    }
    found
}

/// The letters and digits of a sentence, in lower case: marks and spaces may differ.
pub(super) fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What each article's numbers leave out; articles that are not analysed at all are named
/// together, by language.
fn not_analysed(articles: &[(&Article, &Analysis)], names: &[String]) -> Vec<String> {
    let mut whole: BTreeMap<NotAnalysed, Vec<&str>> = BTreeMap::new();
    let mut found = Vec::new();
    for ((_, analysis), name) in articles.iter().zip(names) {
        match (analysis.summary.not_analysed(), analysis.summary.caveat()) {
            (Some(why), _) => whole.entry(why).or_default().push(name),
            (None, Some(caveat)) => found.push(format!("{name}: {caveat}")),
            (None, None) => {}
        }
    }
    let whole = whole.into_iter().map(|(why, names)| {
        let names = list(&names);
        match why {
            NotAnalysed::Language(language) => format!(
                "Not analysed, because the rules and the model know English only: {names} (in {}).",
                language.name
            ),
            why => format!("Not analysed, because it does not read as prose: {names} ({why})."),
        }
    });
    whole.chain(found).collect()
}

/// What is to be kept in mind of how articles were read.
fn readings(articles: &[&Article], names: &[String]) -> Vec<String> {
    Caveat::ALL
        .into_iter()
        .filter_map(|caveat| {
            let read = select(articles, names, |article| article.caveats.contains(&caveat));
            (!read.is_empty()).then(|| format!("{}: {}", list(&read), caveat.sentence()))
        })
        .collect()
}

fn select<'n>(
    articles: &[&Article],
    names: &'n [String],
    chosen: impl Fn(&Article) -> bool,
) -> Vec<&'n str> {
    articles
        .iter()
        .zip(names)
        .filter(|(article, _)| chosen(article))
        .map(|(_, name)| name.as_str())
        .collect()
}

/// `A, B and C`; of many only the first.
pub(super) fn list(names: &[&str]) -> String {
    const SHOWN: usize = 4;
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= SHOWN => format!("{} and {last}", first.join(", ")),
        _ => format!(
            "{} and {} others",
            names[..SHOWN - 1].join(", "),
            names.len() - (SHOWN - 1)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::Settings;
    use crate::model::testing::titled as article;

    fn of(articles: &[Article]) -> Vec<String> {
        let analyses: Vec<_> = articles
            .iter()
            .map(|article| analyse(article, &Settings::default()))
            .collect();
        let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
        caveats(&pairs)
    }

    fn has(found: &[String], words: &str) -> bool {
        found.iter().any(|caveat| caveat.contains(words))
    }

    #[test]
    fn different_days_and_missing_dates_are_said() {
        let mut one = article("One", &["It rained."]);
        let mut two = article("Two", &["It snowed."]);
        let three = article("Three", &["It hailed."]);
        one.metadata.published = NaiveDate::from_ymd_opt(2026, 3, 2);
        two.metadata.published = NaiveDate::from_ymd_opt(2026, 3, 5);
        let found = of(&[one, two, three]);
        assert!(
            has(&found, "from 2 March 2026 to 5 March 2026"),
            "{found:?}"
        );
        assert!(has(&found, "known for Three"), "{found:?}");
    }

    #[test]
    fn a_sentence_that_stands_in_two_articles_is_counted_once() {
        let shared =
            "The harbour of Norwick was closed on Monday after a crane fell into the water";
        let one = article("One", &[&format!("{shared}.")]);
        let two = article("Two", &[&format!("{}.", shared.to_uppercase())]);
        let three = article(
            "Three",
            &["Nothing of the kind is told in this text at all."],
        );
        let found = of(&[one, two, three]);
        assert!(
            has(&found, "1 sentence stands word for word in One and Two"),
            "{found:?}"
        );
    }

    #[test]
    fn other_languages_are_said() {
        let mut one = article("Eins", &["Es regnet."]);
        one.metadata.language = Some("de".to_owned());
        assert!(has(
            &of(&[one, article("Two", &["It rained."])]),
            "Eins (in German)"
        ));
    }

    #[test]
    fn how_an_article_was_read_is_said() {
        let mut one = article("One", &["It rained."]);
        one.caveats = Caveat::ALL.to_vec();
        let found = of(&[one, article("Two", &["It rained."])]);
        assert!(has(
            &found,
            "One: This page as saved hides most of its text"
        ));
    }

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a", "b", "c", "d", "e"]), "a, b, c and 2 others");
    }
}
