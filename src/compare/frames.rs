//! Topic frames under a filter of voices, and set side by side.

use super::Counted;
use crate::analysis::frames::gathered;
use crate::model::{FrameCell, FrameMention, FrameRow, Share, TopicFrame};
use crate::text::token::count_words;

/// What a filter of voices leaves of an article's topic frames, in the analysis' order.
pub fn heard(counted: &Counted<'_>) -> Vec<TopicFrame> {
    let all = sentences(counted);
    counted
        .analysis
        .frames
        .iter()
        .filter_map(|frame| {
            let mut mentions = frame.mentions.clone();
            mentions.retain(|mention| is_heard(counted, mention));
            gathered(&frame.name, &frame.about, &mentions, all)
        })
        .collect()
}

/// Whether a mention counts: its words do, or most of the sentence whose meaning it is.
fn is_heard(counted: &Counted<'_>, mention: &FrameMention) -> bool {
    if mention.meaning.is_none() {
        return counted.has_words(mention.span);
    }
    2 * counted.words(mention.span) > count_words(mention.span.of(&counted.article.text))
}

/// Those of them that the article can be said to take up.
pub fn stated(counted: &Counted<'_>) -> Vec<TopicFrame> {
    let mut frames = heard(counted);
    frames.retain(|frame| frame.is_stated);
    frames
}

/// Sentences with words that count; headings are none.
fn sentences(counted: &Counted<'_>) -> usize {
    counted
        .analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.number.is_some() && sentence.verdict.is_ok())
        .filter(|sentence| counted.has_words(sentence.span))
        .count()
}

/// A row for each frame that at least one article takes up, the widest first.
pub(super) fn rows(articles: &[Counted<'_>]) -> Vec<FrameRow> {
    let heard: Vec<Vec<TopicFrame>> = articles.iter().map(heard).collect();
    let counts: Vec<usize> = articles.iter().map(sentences).collect();
    let mut rows: Vec<FrameRow> = Vec::new();
    for frame in heard.iter().flatten().filter(|frame| frame.is_stated) {
        if rows.iter().any(|row| row.frame == frame.name) {
            continue;
        }
        let cells = articles.iter().zip(&heard).zip(&counts);
        rows.push(FrameRow {
            frame: frame.name.clone(),
            about: frame.about.clone(),
            cells: cells
                .map(|((counted, heard), count)| cell(counted, heard, *count, &frame.name))
                .collect(),
        });
    }
    rows.sort_by_key(|row| {
        let shares = row.cells.iter().filter_map(|cell| cell.share);
        let sum: u32 = shares.map(|share| u32::from(share.basis_points())).sum();
        std::cmp::Reverse(sum)
    });
    rows
}

fn cell(counted: &Counted<'_>, heard: &[TopicFrame], sentences: usize, name: &str) -> FrameCell {
    match heard.iter().find(|frame| frame.name == name) {
        Some(frame) => FrameCell {
            share: Some(frame.score),
            passages: frame
                .mentions
                .iter()
                .map(|mention| counted.passage(mention.span))
                .collect(),
        },
        None => FrameCell {
            share: (sentences > 0).then(Share::default),
            passages: Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::compare::compare;
    use crate::model::testing::titled as article;
    use crate::model::{Settings, VoiceFilter};

    #[test]
    fn a_frame_that_one_article_takes_up_stands_at_zero_in_the_other() {
        let articles = [
            article(
                "Outbreak at school",
                &[
                    "The hospital treats nine patients for the disease. A vaccine is on its way. It rained.",
                ],
            ),
            article(
                "A walk by the sea",
                &["The sea was calm. Two gulls sat on a post."],
            ),
        ];
        let analyses: Vec<_> = articles
            .iter()
            .map(|article| analyse(article, &Settings::default()))
            .collect();
        let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
        let all = compare(&pairs, VoiceFilter::All);
        assert_eq!(all.frames.len(), 1);
        let row = &all.frames[0];
        assert_eq!(row.frame, "Health and safety");
        assert!(row.cells[0].share > Some(Share::from_fraction(0.6)));
        assert_eq!(row.cells[1].share, Some(Share::default()));
        assert_eq!(row.cells[0].passages.len(), 4);
        let quoted = compare(&pairs, VoiceFilter::Quoted);
        assert!(quoted.frames.is_empty(), "nobody is quoted");
    }

    #[test]
    fn words_in_quotation_marks_are_not_the_outlets_frame() {
        let article = article(
            "Talk at the gate",
            &[
                "“The epidemic fills our hospitals,” Ada Winter said. “Every nurse is ill with the virus,” she said.",
            ],
        );
        let analysis = analyse(&article, &Settings::default());
        let under = |filter| heard(&Counted::new(&article, &analysis, filter)).len();
        assert_eq!(under(VoiceFilter::All), 1);
        assert_eq!(under(VoiceFilter::Quoted), 1);
        assert_eq!(under(VoiceFilter::Outlet), 0);
    }

    #[test]
    fn a_quoted_sentence_that_carries_a_frame_by_its_meaning_is_not_the_outlets() {
        let said = "“Every autumn we wear the costumes that our great-grandmothers sewed,” Ada Winter said.";
        let article = article("Talk at the gate", &[said]);
        let analysis = analyse(&article, &Settings::default());
        let under = |filter| heard(&Counted::new(&article, &analysis, filter));
        let all = under(VoiceFilter::All);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].by_meaning().count(), 1, "{all:?}");
        assert_eq!(under(VoiceFilter::Quoted).len(), 1);
        assert_eq!(under(VoiceFilter::Outlet), []);
    }
}
