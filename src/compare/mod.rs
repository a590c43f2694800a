//! Analyses in, a comparison out: pure.
//!
//! 1. [`counted`] says which words and findings a filter of voices takes in.
//! 2. `table` fills the table above the columns, every number with its passages.
//! 3. `identity` says who is who in all articles; `voices`, `names` and `tone` ask it.
//! 4. [`frames`] sets the topic frames side by side.
//! 5. [`said`] gives what a source says as clauses.
//! 6. [`points`] sets side by side what each article tells.
//! 7. `differences` says what differs, the most telling first.
//! 8. [`caveats`] says what to keep in mind before drawing a conclusion.
//!
//! Apart from that, [`reliability`] holds the engine's coding of an article against a
//! person's, by the measures of [`agreement`] and [`unitizing`].

pub mod agreement;
pub mod caveats;
pub mod counted;
mod differences;
pub mod frames;
pub mod points;
pub mod reliability;
pub mod said;
pub mod unitizing;
pub mod units;

mod identity;
mod named;
mod names;
mod table;
mod tone;
mod voices;

pub use counted::Counted;

use identity::Identities;

use crate::analysis::states::{ArticleStates, states};
use crate::model::{Analysis, Article, Canceller, Comparison, Difference, Story, VoiceFilter};

/// Most cells of a table with a row for each name and a column for each article. Names grow
/// with the articles, so that the cells would grow with their square.
const MOST_CELLS: usize = 500_000;
/// And so many rows at least.
const FEWEST_ROWS: usize = 100;

/// Compares two or more articles, in the order given; what they tell is compared by its words
/// alone.
pub fn compare(articles: &[(&Article, &Analysis)], filter: VoiceFilter) -> Comparison {
    compare_read(articles, filter, None)
}

/// The same with what the model says that the words of each article's sentences mean.
pub fn compare_read(
    articles: &[(&Article, &Analysis)],
    filter: VoiceFilter,
    states: Option<&[ArticleStates]>,
) -> Comparison {
    let counted: Vec<_> = articles
        .iter()
        .map(|(article, analysis)| Counted::new(article, analysis, filter))
        .collect();
    let most = (MOST_CELLS / articles.len().max(1)).max(FEWEST_ROWS);
    let identities = Identities::of(&counted);
    let (shared, _) = named::shared(&counted, &identities, most);
    let names = names::rows(&counted, &identities, most);
    let suggestions = names::suggestions(&identities, &names);
    let (voices, voices_left_out) = voices::rows(&counted, &identities, most);
    let story = points::story(articles, states);
    let differences = differing(articles, &identities, &story);
    let mut caveats = caveats::caveats(articles);
    caveats.extend(caveats::story(&story, articles.len()));
    caveats.extend(caveats::left_out(names.left_out, voices_left_out, most));
    Comparison {
        articles: articles.iter().map(|(article, _)| article.id).collect(),
        not_analysed: articles
            .iter()
            .map(|(_, analysis)| analysis.summary.not_analysed())
            .collect(),
        filter,
        rows: table::rows(&counted),
        voices,
        names: names.rows,
        suggestions,
        tone: tone::rows(&counted, &shared),
        frames: frames::rows(&counted),
        story,
        differences,
        caveats,
    }
}

/// What differs, over all voices: a filter of the screen makes no other story.
fn differing(
    articles: &[(&Article, &Analysis)],
    identities: &Identities,
    story: &Story,
) -> Vec<Difference> {
    let counted: Vec<_> = articles
        .iter()
        .map(|(article, analysis)| Counted::new(article, analysis, VoiceFilter::All))
        .collect();
    let most = (MOST_CELLS / articles.len().max(1)).max(FEWEST_ROWS);
    let names = names::rows(&counted, identities, most);
    let (voices, _) = voices::rows(&counted, identities, most);
    differences::differences(articles, story, &names.rows, &voices)
}

/// Asks the model what the words of the articles mean, and compares them; where the model did
/// not read them, or cannot, by their words. Nothing where the work is given up.
pub fn compare_unless(
    articles: &[(&Article, &Analysis)],
    filter: VoiceFilter,
    given_up: &Canceller,
) -> Option<Comparison> {
    let states = states(articles, points::most_each(articles.len()), given_up);
    if given_up.is_cancelled() {
        return None;
    }
    // What the model cannot read, it says of the article itself.
    Some(compare_read(
        articles,
        filter,
        states.unwrap_or_default().as_deref(),
    ))
}

/// A name for each article that tells it from the others: the outlet or file,
/// where two are equal also the title, and a number as the last resort.
pub fn article_names(articles: &[&Article]) -> Vec<String> {
    let mut names: Vec<String> = articles
        .iter()
        .map(|article| article.label().to_owned())
        .collect();
    let with_titles: Vec<_> = names
        .iter()
        .zip(articles)
        .map(|(name, article)| match &*article.title.text {
            title if title == name || title.is_empty() => name.clone(),
            title => format!("{name}, “{}”", shortened(title, 60)),
        })
        .collect();
    replace_repeats(&mut names, |index| with_titles[index].clone());
    let before = names.clone();
    let mut numbers = std::collections::HashMap::<&str, usize>::new();
    let nths: Vec<usize> = before
        .iter()
        .map(|name| {
            let number = numbers.entry(name).or_default();
            *number += 1;
            *number
        })
        .collect();
    replace_repeats(&mut names, |index| {
        format!("{} ({})", before[index], nths[index])
    });
    names
}

fn replace_repeats(names: &mut [String], new: impl Fn(usize) -> String) {
    let mut counts = std::collections::HashMap::<String, usize>::new();
    for name in &*names {
        *counts.entry(name.clone()).or_default() += 1;
    }
    for (index, name) in names.iter_mut().enumerate() {
        if counts.get(name).is_some_and(|count| *count > 1) {
            *name = new(index);
        }
    }
}

/// The first words of a text, with an ellipsis where some are left out.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..end].trim_end_matches([' ', ',', ';', ':', '.'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::testing::titled as article;
    use crate::model::{ArticleId, Settings};

    #[test]
    fn no_articles_and_one_article_are_compared_without_fuss() {
        assert!(
            compare(&[], VoiceFilter::All)
                .rows
                .iter()
                .all(|row| row.cells.is_empty())
        );
        let only = article("Only.", &["It rained in Norwick on Monday."]);
        let analysis = analyse(&only, &Settings::default());
        for filter in VoiceFilter::ALL {
            let comparison = compare(&[(&only, &analysis)], filter);
            assert!(comparison.rows.iter().all(|row| row.cells.len() == 1));
            assert!(comparison.caveats[0].starts_with("There is only one article"));
        }
    }

    #[test]
    fn of_tens_of_thousands_of_names_the_most_frequent_are_set_side_by_side() {
        let names = ["Ada Vale", "Ida Lund", "Per Krogh"];
        let article = article(
            "Rain",
            &names
                .map(|name| format!("Mayor {name} said it rained. {name} left."))
                .each_ref()
                .map(String::as_str),
        );
        let analysis = analyse(&article, &Settings::default());
        let counted = Counted::new(&article, &analysis, VoiceFilter::All);
        let both = [counted.clone(), counted];
        let identities = Identities::of(&both);
        let (shared, left_out) = named::shared(&both, &identities, 2);
        assert_eq!((shared.len(), left_out), (2, 1));
        // The rain of the headline is the fourth that is called something.
        let found = names::rows(&both, &identities, 2);
        assert_eq!((found.rows.len(), found.left_out), (2, 2));
        let (rows, left_out) = voices::rows(&both, &identities, 1);
        assert_eq!((rows.len(), left_out), (1, 2));
        let caveat = caveats::left_out(1, 2, 2);
        assert!(
            caveat.is_some_and(|caveat| caveat.contains("1 of the names and 2 of the sources"))
        );
        assert_eq!(caveats::left_out(0, 0, 100), None);
    }

    #[test]
    fn articles_of_one_outlet_are_told_apart_by_title_then_by_number() {
        let mut one = article("Council meets", &["Text."]);
        let mut two = article("Council parts", &["Text."]);
        let mut three = article("Council parts", &["Text."]);
        for (number, article) in [&mut one, &mut two, &mut three].into_iter().enumerate() {
            article.metadata.outlet = Some("Norwick Post".to_owned());
            article.id = ArticleId(number as u64);
        }
        assert_eq!(
            article_names(&[&one, &two, &three]),
            [
                "Norwick Post, “Council meets”",
                "Norwick Post, “Council parts” (1)",
                "Norwick Post, “Council parts” (2)"
            ]
        );
    }
}
