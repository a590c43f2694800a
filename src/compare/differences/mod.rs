//! What differs between the articles, the most telling first: pure.
//!
//! 1. `telling` says of each article how it tells a story point: on whose word, in whose
//!    voice, with which `figures`, where.
//! 2. `points` holds the tellings of a point against each other, `naming` the wordings for one
//!    person or thing, `alone` takes up what one article alone tells at length.
//! 3. [`differences`] ranks them by `weights`.
//!
//! A sentence says what stands here and what was not found there; it says nothing of why.

mod alone;
mod figures;
mod naming;
mod points;
mod telling;
mod weights;
mod wording;

use self::points::Point;
use self::telling::Told;
use self::weights::{of_kind, weight};
use super::article_names;
use crate::model::{Analysis, Article, Difference, DifferenceKind, NameRow, Side, Story, VoiceRow};

/// So many are listed; behind them little differs.
const MOST: usize = 40;
/// From this share of the same sentences on two differences of one kind are one.
const SAME_EVIDENCE: f64 = 0.5;

/// A difference before it is ranked.
struct Found {
    /// How strongly it differs, about 0 to 1.
    strength: f64,
    kind: DifferenceKind,
    text: String,
    evidence: Vec<Side>,
}

/// What differs, ranked. `names` and `voices` are those over all voices.
pub(super) fn differences(
    articles: &[(&Article, &Analysis)],
    story: &Story,
    names: &[NameRow],
    voices: &[VoiceRow],
) -> Vec<Difference> {
    let only: Vec<&Article> = articles.iter().map(|(article, _)| *article).collect();
    let titles = article_names(&only);
    let told = Told::new(articles, voices);
    let mut all: Vec<(Option<usize>, Found)> = Vec::new();
    for (row, point) in story.points.iter().enumerate() {
        let found = Point::new(&titles, &told, point).differences();
        all.extend(found.into_iter().map(|found| (Some(row), found)));
    }
    let namings = names
        .iter()
        .filter_map(|row| naming::naming(&titles, articles, row));
    all.extend(namings.map(|found| (None, found)));
    let alone = story
        .once
        .iter()
        .filter_map(|once| alone::alone(&titles, articles, once));
    all.extend(alone.map(|found| (None, found)));
    ranked(all)
}

/// The strongest first; each further one of a kind or of a point counts for less, so that the
/// first ten do not all say the same.
fn ranked(found: Vec<(Option<usize>, Found)>) -> Vec<Difference> {
    let mut left = found;
    for (_, one) in &mut left {
        one.strength *= of_kind(one.kind);
    }
    let (again, same_point) = (weight("rank", "again"), weight("rank", "same_point"));
    let mut ranked: Vec<Difference> = Vec::new();
    while ranked.len() < MOST && !left.is_empty() {
        let mut best = 0;
        for at in 1..left.len() {
            if left[at].1.strength > left[best].1.strength {
                best = at;
            }
        }
        let (row, one) = left.remove(best);
        left.retain(|(_, other)| {
            other.kind != one.kind || shared(&other.evidence, &one.evidence) < SAME_EVIDENCE
        });
        for (of, other) in &mut left {
            if other.kind == one.kind {
                other.strength *= again;
            }
            if row.is_some() && *of == row {
                other.strength *= same_point;
            }
        }
        ranked.push(Difference {
            kind: one.kind,
            text: one.text,
            row,
            evidence: one.evidence,
        });
    }
    ranked
}

/// Which part of the sentences of both is the same.
fn shared(one: &[Side], other: &[Side]) -> f64 {
    let places = |sides: &[Side]| -> Vec<(usize, usize)> {
        let all = sides.iter();
        all.flat_map(|side| side.sentences.iter().map(|index| (side.article, *index)))
            .collect()
    };
    let (one, other) = (places(one), places(other));
    let both = one.iter().filter(|place| other.contains(place)).count();
    #[expect(clippy::cast_precision_loss, reason = "a few sentences")]
    let share = 2.0 * both as f64 / (one.len() + other.len()).max(1) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::compare::compare;
    use crate::model::testing::titled;
    use crate::model::{Settings, VoiceFilter};

    fn found(one: &str, other: &str) -> Vec<Difference> {
        let mut articles = [titled("The pier", &[one]), titled("A vote", &[other])];
        for (article, outlet) in articles.iter_mut().zip(["Post", "Courier"]) {
            article.metadata.outlet = Some(outlet.to_owned());
        }
        let analyses = articles
            .each_ref()
            .map(|article| analyse(article, &Settings::default()));
        let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
        compare(&pairs, VoiceFilter::All).differences
    }

    fn of_kind_in(found: &[Difference], kind: DifferenceKind) -> Vec<&str> {
        let all = found.iter().filter(|one| one.kind == kind);
        all.map(|one| one.text.as_str()).collect()
    }

    const FIRST: &str = "The harbour board of Norwick voted on Monday to close the eastern pier for two years. \
        Fishermen who land their catch there will move to the northern quay. A ferry to Lusembe will sail from the \
        old dock until the work is done. Repairs may begin after the herring season. The town pays a third of the cost.";

    #[test]
    fn figures_that_part_are_set_side_by_side() {
        let one =
            format!("{FIRST} Engineers found 14 cracked pillars under the eastern pier in March.");
        let other =
            format!("{FIRST} Engineers found 19 cracked pillars under the eastern pier in March.");
        let found = found(&one, &other);
        let [text] = of_kind_in(&found, DifferenceKind::Figures)[..] else {
            panic!("{found:?}");
        };
        assert!(
            text.ends_with("“14 cracked pillars” in Post, “19 cracked pillars” in Courier."),
            "{text}"
        );
    }

    #[test]
    fn a_source_here_and_none_there_is_told() {
        let one = format!(
            "{FIRST} “The iron pillars are cracked from top to bottom and will not survive another winter storm,” engineer Ida Holm said."
        );
        let other = format!(
            "{FIRST} The iron pillars are cracked from top to bottom and will not survive another winter storm."
        );
        let found = found(&one, &other);
        let texts = of_kind_in(&found, DifferenceKind::Source);
        assert!(
            texts.iter().any(
                |text| text.ends_with("Post cites Ida Holm; Courier says it without a source.")
            ),
            "{found:?}"
        );
    }

    #[test]
    fn every_difference_has_its_passages_and_no_verdict() {
        let one = format!(
            "{FIRST} It is a shameful surrender to a bunch of clueless engineers. The disgraced chairman Per Krogh left early."
        );
        let other = format!(
            "{FIRST} The chairman, Per Krogh, thanked the engineers. Chairman Per Krogh left early."
        );
        let found = found(&one, &other);
        assert!(!found.is_empty());
        for one in &found {
            assert!(
                one.evidence.iter().all(|side| !side.sentences.is_empty()),
                "{one:?}"
            );
            assert!(one.text.ends_with('.'), "{one:?}");
            for verdict in ["hides", "omits", "lies", "biased", "wrong"] {
                assert!(!one.text.contains(verdict), "{one:?}");
            }
        }
    }

    #[test]
    fn one_text_differs_in_nothing_from_itself() {
        assert_eq!(found(FIRST, FIRST), []);
    }
}
