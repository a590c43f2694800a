//! What the words of an article mean where they stand, for comparing it with others.
//!
//! The model's lower layers turn every word into numbers that lie close together for words
//! of like meaning in like surroundings. They are computed when articles are compared: kept
//! in analyses they would be a hundred times as large as the text.

use super::neural::{Model, ModelError, WordStates};
use crate::model::{Analysis, Article, Canceller};
use crate::text::content::content_words;

/// For each sentence of an article what its words mean; `None` for what tells nothing:
/// headings, bylines, and what was not analysed.
pub type ArticleStates = Vec<Option<WordStates>>;

/// Reads the sentences of articles that were read by the model, up to `most` of each.
/// `None` where one of them was judged by rules alone: then words are compared by their letters.
///
/// # Errors
/// Where the model fails, or the work is given up.
pub fn states(
    articles: &[(&Article, &Analysis)],
    most: usize,
    given_up: &Canceller,
) -> Result<Option<Vec<ArticleStates>>, ModelError> {
    let by_rules = |analysis: &Analysis| analysis.engine.model.is_none();
    let is_one_by_rules = articles.iter().any(|(_, analysis)| by_rules(analysis));
    if articles.len() < 2 || is_one_by_rules {
        return Ok(None);
    }
    let model = Model::embedded()?;
    let read = |(article, analysis): &(&Article, &Analysis)| {
        let mut states = vec![None; analysis.sentences.len()];
        let told = analysis.told().take(most);
        let (places, texts): (Vec<usize>, Vec<&str>) = told
            .map(|(index, sentence)| (index, sentence.span.of(&article.text)))
            .unzip();
        let words: Vec<Vec<_>> = texts
            .iter()
            .map(|text| content_words(text).iter().map(|word| word.span).collect())
            .collect();
        let read = model.states_unless(&texts, &words, given_up)?;
        for (place, read) in places.into_iter().zip(read) {
            states[place] = Some(read);
        }
        Ok(states)
    };
    articles
        .iter()
        .map(read)
        .collect::<Result<_, _>>()
        .map(Some)
}
