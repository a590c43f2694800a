//! The steps in order.

use super::{Parsed, attribution, entities, sentiment};
use crate::model::{
    Analysis, Article, EngineStamp, Layer, Probabilities, Role, Sentence, Settings, Stance, Summary,
};
use crate::text::token::count_words;

/// Analyses an article. Pure: the same article and settings give the same analysis.
pub fn analyse(article: &Article, settings: &Settings) -> Analysis {
    analyse_parsed(&Parsed::of(article), settings)
}

/// Analyses an article that is already cut into sentences.
pub(super) fn analyse_parsed(parsed: &Parsed<'_>, settings: &Settings) -> Analysis {
    let article = parsed.article;
    let attributed = attribution::attribute(parsed);
    let sentiments: Vec<_> = parsed
        .sentences
        .iter()
        .map(|sentence| sentiment::score(sentence.span.of(parsed.text())))
        .collect();
    let entities = entities::entities(parsed, &attributed, &sentiments);
    let mut number = 0;
    let sentences: Vec<Sentence> = parsed
        .sentences
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let numbered = !part.role.is_heading() && part.role != Role::Byline;
            number += usize::from(numbered);
            let voice = &attributed.sentences[index];
            Sentence {
                span: part.span,
                paragraph: part.paragraph,
                number: numbered.then_some(number),
                words: count_words(part.span.of(parsed.text())),
                voice: voice.voice,
                stance: Stance::Factual,
                layer: Layer::of(voice.voice, Stance::Factual, false),
                probabilities: Probabilities::default(),
                sentiment: sentiments[index],
                quoted: voice.quoted.clone(),
                sources: Vec::new(),
                findings: Vec::new(),
            }
        })
        .collect();
    Analysis {
        article: article.id,
        revision: article.revision,
        engine: engine_stamp(settings),
        sentences,
        findings: Vec::new(),
        sources: attributed.sources,
        attributions: attributed.attributions,
        entities,
        turn: None,
        summary: Summary::default(),
    }
}

/// Which engine this is, with these settings.
pub fn engine_stamp(settings: &Settings) -> EngineStamp {
    EngineStamp {
        version: env!("CARGO_PKG_VERSION"),
        model: None,
        rules: "sha256:".to_owned(),
        settings: settings.clone(),
    }
}
