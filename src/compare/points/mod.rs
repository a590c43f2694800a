//! What each article tells, point by point: pure.
//!
//! 1. `words` gives every sentence its stems with their weights: how seldom they are in the
//!    comparison and in English.
//! 2. [`features`] looks at the pairs of sentences that are near each other: shared words,
//!    names and numbers, ranks, neighbours; `align` lays their words beside each other by
//!    what the model says they mean.
//! 3. [`weights`] make a probability of it that both tell the same.
//! 4. `rows` grows overlapping rows from the pairs; what no row takes in and nothing is near
//!    is told once.
//!
//! An empty cell accuses an article of an omission: it stays empty only where no sentence
//! comes near; else its nearest sentences are named as *perhaps*.

pub mod features;
pub mod weights;

mod align;
mod label;
mod rows;
mod words;

use std::collections::HashSet;

use self::rows::{Likely, Row};
use self::weights::Weights;
use self::words::Sentences;
use super::caveats::{WIRE_WORDS, bare};
use crate::analysis::states::ArticleStates;
use crate::model::{Analysis, Article, Confidence, PointCell, Story, StoryPoint, ToldOnce};
use crate::text::token::count_words;

/// So many sentences are compared at most: the work grows with their square.
const MOST_SENTENCES: usize = 4_000;

/// In so many articles at most: with more, nobody could read the rows.
pub(crate) const MOST_ARTICLES: usize = 24;

pub(crate) use self::words::most_each;

/// The story points of two or more articles. `states` are those of each article's sentences;
/// without them words are compared by their letters alone.
pub fn story(articles: &[(&Article, &Analysis)], states: Option<&[ArticleStates]>) -> Story {
    story_by(articles, states, Weights::get(states.is_none()))
}

/// The same with other weights, as for trying them out.
pub fn story_by(
    articles: &[(&Article, &Analysis)],
    states: Option<&[ArticleStates]>,
    weights: &Weights,
) -> Story {
    let sentences = Sentences::of(articles);
    let pairs = features::pairs(&sentences, states);
    let likely = Likely::of(&sentences, &pairs, weights);
    let rows = rows::rows(&sentences, &likely, weights.joined);
    let once = once(&sentences, &likely, &rows, weights.alone);
    let mut points: Vec<(f32, StoryPoint)> = rows
        .iter()
        .map(|row| {
            let point = point(articles, &sentences, &likely, row, weights);
            (place(&sentences, row), point)
        })
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    Story {
        points: points.into_iter().map(|(_, point)| point).collect(),
        once,
        by_words: states.is_none(),
        is_cut: sentences.is_cut,
    }
}

/// What is looked at in all pairs, for the command that fits the weights: for each pair
/// article and sentence twice, and the numbers.
pub fn looked_at(
    articles: &[(&Article, &Analysis)],
    states: Option<&[ArticleStates]>,
) -> Vec<([[usize; 2]; 2], features::Pair)> {
    let sentences = Sentences::of(articles);
    let place = |sentence: usize| {
        let told = &sentences.told[sentence];
        [told.article, told.sentence]
    };
    features::pairs(&sentences, states)
        .into_iter()
        .map(|pair| ([place(pair.one), place(pair.other)], pair))
        .collect()
}

/// Where in the story a row stands: the mean of its sentences' places in their articles.
fn place(sentences: &Sentences, row: &Row) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
    let of = |member: &usize| {
        let article = sentences.of_article(sentences.told[*member].article);
        (member - article.start) as f32 / article.len().max(1) as f32
    };
    #[expect(clippy::cast_precision_loss, reason = "sentences of a row")]
    let count = row.members.len() as f32;
    row.members.iter().map(of).sum::<f32>() / count
}

fn point(
    articles: &[(&Article, &Analysis)],
    sentences: &Sentences,
    likely: &Likely,
    row: &Row,
    weights: &Weights,
) -> StoryPoint {
    let index = |member: usize| sentences.told[member].sentence;
    let cells: Vec<PointCell> = articles
        .iter()
        .enumerate()
        .map(|(article, (_, analysis))| {
            let own = |member: &&usize| sentences.told[**member].article == article;
            let told: Vec<usize> = row.members.iter().filter(own).map(|m| index(*m)).collect();
            if !told.is_empty() {
                return PointCell::Told(told);
            }
            if analysis.summary.not_analysed().is_some() {
                return PointCell::NotCompared;
            }
            let near = rows::candidates(sentences, likely, row, article, weights.perhaps);
            if near.is_empty() {
                PointCell::Nothing
            } else {
                PointCell::Perhaps(near.into_iter().map(index).collect())
            }
        })
        .collect();
    StoryPoint {
        label: label::label(articles, sentences, likely, row),
        confidence: Confidence::from_fraction(f64::from(row.confidence)),
        told_by: independent(articles, &cells),
        cells,
    }
}

/// In how many independent texts a point is told: articles that have one long sentence of it
/// word for word are one text, from an agency or from each other.
fn independent(articles: &[(&Article, &Analysis)], cells: &[PointCell]) -> usize {
    let mut known: HashSet<String> = HashSet::new();
    let mut count = 0;
    for ((article, analysis), cell) in articles.iter().zip(cells) {
        let words = cell.told().iter();
        let words = words.map(|index| analysis.sentences[*index].span.of(&article.text));
        let long = words.filter(|words| count_words(words) >= WIRE_WORDS);
        let texts: Vec<String> = long.map(bare).collect();
        let is_copy = texts.iter().any(|text| known.contains(text));
        known.extend(texts);
        count += usize::from(!cell.told().is_empty() && !is_copy);
    }
    count
}

/// Stretches of sentences that stand in no row and that nothing of another article is near.
fn once(sentences: &Sentences, likely: &Likely, rows: &[Row], alone: f32) -> Vec<ToldOnce> {
    let compared = (0..sentences.articles()).filter(|article| {
        // Where only one article has sentences, nothing was compared.
        !sentences.of_article(*article).is_empty()
    });
    if compared.count() < 2 {
        return Vec::new();
    }
    let mut in_row = vec![false; sentences.told.len()];
    let members = rows.iter().flat_map(|row| &row.members);
    members.for_each(|member| in_row[*member] = true);
    let mut stretches: Vec<ToldOnce> = Vec::new();
    let mut last = None;
    for (at, told) in sentences.told.iter().enumerate() {
        if in_row[at] || likely.nearest(at) >= alone {
            continue;
        }
        let goes_on = at.checked_sub(1).is_some_and(|before| last == Some(before));
        match stretches.last_mut() {
            Some(stretch) if goes_on && stretch.article == told.article => {
                stretch.sentences.push(told.sentence);
            }
            _ => stretches.push(ToldOnce {
                article: told.article,
                sentences: vec![told.sentence],
            }),
        }
        last = Some(at);
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse_by_rules;
    use crate::compare::compare;
    use crate::model::testing::titled;
    use crate::model::{Comparison, Settings, VoiceFilter};

    const WIRE: &str = "The harbour board of Norwick voted on Monday to close the eastern pier for two years. \
        Engineers found 14 cracked pillars under the pier in March, the board said. \
        Fishermen who land their catch there will move to the northern quay.";

    /// Three articles of these texts, compared by their words.
    fn compared(texts: &[(&str, &str)]) -> (Vec<Article>, Comparison) {
        let articles: Vec<Article> = texts
            .iter()
            .map(|(title, text)| titled(title, &[text]))
            .collect();
        let settings = Settings::default();
        let analyses: Vec<_> = articles
            .iter()
            .map(|article| analyse_by_rules(article, &settings))
            .collect();
        let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
        let comparison = compare(&pairs, VoiceFilter::All);
        (articles, comparison)
    }

    #[test]
    fn one_article_twice_tells_everything_twice_and_counts_once() {
        let (_, comparison) = compared(&[("Pier", WIRE), ("Pier", WIRE)]);
        let story = comparison.story;
        assert_eq!(story.points.len(), 3, "{:?}", story.points);
        for point in &story.points {
            assert_eq!(point.told_by, 1, "{point:?}");
            assert!(point.cells.iter().all(|cell| !cell.told().is_empty()));
        }
        assert!(story.once.is_empty());
        assert!(comparison.differences.is_empty());
    }

    #[test]
    fn a_wire_copy_in_three_papers_is_one_telling_and_an_own_report_another() {
        let own = "Norwick will close its eastern pier for two years, the harbour board voted on Monday. \
            Divers counted 14 cracked pillars in March.";
        let (_, comparison) = compared(&[
            ("Pier to close", WIRE),
            ("Board shuts pier", WIRE),
            ("Eastern pier", WIRE),
            ("No more pier", own),
        ]);
        let first = &comparison.story.points[0];
        assert_eq!(first.told_by, 2, "{first:?}");
        assert_eq!(first.cells.len(), 4);
    }

    #[test]
    fn three_unrelated_articles_share_nothing_and_say_so() {
        let (_, comparison) = compared(&[
            ("Pier", WIRE),
            (
                "Choir",
                "A choir from Lusembe sang in the old chapel. The bishop thanked 40 singers.",
            ),
            (
                "Chess",
                "Ada Holm won the chess open in Tarrow with seven points. She is nineteen.",
            ),
        ]);
        assert!(comparison.story.points.is_empty());
        assert_eq!(comparison.story.once.len(), 3, "each tells its own");
        let says = |caveat: &String| caveat.contains("no point that two of the articles tell");
        assert!(
            comparison.caveats.iter().any(says),
            "{:?}",
            comparison.caveats
        );
    }

    #[test]
    fn one_article_alone_tells_nothing_once() {
        let (_, comparison) = compared(&[("Pier", WIRE)]);
        assert_eq!(comparison.story.points, []);
        assert_eq!(comparison.story.once, []);
    }

    #[test]
    fn what_was_not_analysed_is_no_empty_cell() {
        let german = "Der Hafenrat von Norwick hat am Montag beschlossen, die östliche Mole für zwei Jahre zu \
            sperren. Ingenieure haben im März unter der Mole vierzehn rissige Pfeiler gefunden.";
        let (_, comparison) =
            compared(&[("Pier", WIRE), ("Board shuts pier", WIRE), ("Mole", german)]);
        for point in &comparison.story.points {
            assert_eq!(point.cells[2], PointCell::NotCompared);
        }
        assert!(
            comparison.differences.is_empty(),
            "{:?}",
            comparison.differences
        );
    }
}
