//! The steps in order.

use std::collections::{BTreeSet, HashMap};

use super::attribution::Attributed;
use super::detector::Context;
use super::features::{Features, Part};
use super::frames::FrameBook;
use super::identity::Gender;
use super::lexicon::Matches;
use super::neural::Model;
use super::readings::Readings;
use super::tone::Targets;
use super::{
    Parsed, Unanalysed, attribution, brought, entities, evaluation, features, findings,
    fingerprint, frames, headline, language, layers, mentions, sentiment, summary, tone, turn,
};
use crate::model::{
    Analysis, Article, Canceller, EngineStamp, Entity, Known, Sentence, Settings, Summary, Verdict,
    Who,
};
use crate::text::Span;
use crate::text::token::count_words;

/// Analyses an article completely. Pure: the same article and settings give the same
/// analysis. What is left out at a reader's wish is left out by [`Analysis::shown`].
///
/// Where the settings ask for the model, but it is damaged, the rules answer alone and the
/// stamp names no model.
pub fn analyse(article: &Article, settings: &Settings) -> Analysis {
    let model = model_for(settings);
    let mut analysis = analyse_parsed(&Parsed::of(article), settings, model.as_ref().ok().copied());
    analysis.engine.without_model = model.err().flatten();
    analysis
}

/// The same, unless it is given up first or the article is longer than any article.
///
/// # Errors
/// Where it is.
pub fn analyse_unless(
    article: &Article,
    settings: &Settings,
    given_up: &Canceller,
) -> Result<Analysis, Unanalysed> {
    let model = model_for(settings);
    let parsed = Parsed::unless(article, given_up)?;
    let mut analysis = wanted(&parsed, settings, model.as_ref().ok().copied())?;
    analysis.engine.without_model = model.err().flatten();
    Ok(analysis)
}

/// The rules' analysis alone, which is there at once; the settings are named as they are.
pub fn analyse_by_rules(article: &Article, settings: &Settings) -> Analysis {
    analyse_parsed(&Parsed::of(article), settings, None)
}

/// The same, unless it is given up first or the article is longer than any article.
///
/// # Errors
/// Where it is.
pub fn analyse_by_rules_unless(
    article: &Article,
    settings: &Settings,
    given_up: &Canceller,
) -> Result<Analysis, Unanalysed> {
    wanted(&Parsed::unless(article, given_up)?, settings, None)
}

/// The analysis; the steps of one that was given up do less and less, and it is thrown away.
fn wanted(
    parsed: &Parsed<'_>,
    settings: &Settings,
    model: Option<&Model>,
) -> Result<Analysis, Unanalysed> {
    let analysis = analyse_parsed(parsed, settings, model);
    if parsed.given_up.is_cancelled() {
        return Err(Unanalysed::GivenUp);
    }
    Ok(analysis)
}

/// The model where it is to be used; otherwise why not, unless it is switched off.
pub(super) fn model_for(settings: &Settings) -> Result<&'static Model, Option<String>> {
    if !settings.model {
        return Err(None);
    }
    Model::embedded().map_err(|error| Some(error.to_string()))
}

/// Analyses an article that is already cut into sentences.
pub(super) fn analyse_parsed(
    parsed: &Parsed<'_>,
    settings: &Settings,
    model: Option<&Model>,
) -> Analysis {
    let article = parsed.article;
    let mut attributed = attribution::attribute(parsed);
    let matches = Matches::of(parsed);
    let sentiments: Vec<_> = parsed
        .sentences
        .iter()
        .map(|sentence| sentiment::score(&matches.without_terms(parsed, sentence.span)))
        .collect();
    let mut entities = entities::entities(parsed, &attributed, &sentiments);
    let who = who(&attributed, &entities);
    let targets = Targets::of_entities(parsed, &entities);
    let read = |model| Some((model, Readings::of(model, parsed, &targets).ok()?));
    let model = model.and_then(read);
    let readings = model.as_ref().map(|(_, readings)| readings);
    let context = Context {
        parsed,
        attributed: &attributed,
        matches: &matches,
        readings,
    };
    let (mut findings, outdone, mut seen) = findings::findings(&context);
    let judged = layers::judge(&context, &findings);
    evaluation::settle(&context, &judged, &mut findings, &mut seen);
    if let Some((_, readings)) = &model {
        brought::explain(readings, parsed, &mut findings);
        tone::toward(readings, &targets, parsed, &mut entities);
    }
    mentions::note(&mut attributed);
    let mut number = 0;
    let mut sentences = Vec::with_capacity(parsed.sentences.len());
    for (index, part) in parsed.sentences.iter().enumerate() {
        let numbered = part.role.is_text();
        number += usize::from(numbered);
        let voice = &attributed.sentences[index];
        let from = findings.partition_point(|finding| finding.sentence < index);
        let to = findings.partition_point(|finding| finding.sentence <= index);
        let judged = judged[index];
        let mut sources: Vec<usize> = voice
            .attributions
            .iter()
            .filter_map(|attribution| attributed.attributions.get(*attribution)?.source)
            .collect();
        sources.sort_unstable();
        sources.dedup();
        sentences.push(Sentence {
            span: part.span,
            paragraph: part.paragraph,
            number: numbered.then_some(number),
            words: count_words(part.span.of(parsed.text())),
            verdict: Ok(Verdict {
                voice: voice.voice,
                stance: judged.stance,
                layer: judged.layer,
                probabilities: judged.probabilities,
                sentiment: sentiments[index],
            }),
            quoted: voice.quoted.clone(),
            sources,
            findings: (from..to).collect(),
        });
    }
    let mut analysis = Analysis {
        article: article.id,
        revision: article.revision,
        engine: EngineStamp {
            model: model.as_ref().map(|(model, _)| model.name().to_owned()),
            ..engine_stamp(&settings.for_analysis())
        },
        sentences,
        findings,
        outdone,
        sources: attributed.sources,
        attributions: attributed.attributions,
        entities,
        who,
        turn: None,
        frames: frames::frames(parsed, FrameBook::get(), readings),
        headline: None,
        summary: Summary::default(),
    };
    analysis.turn = turn::turn(&analysis);
    let model = model.map(|(model, _)| model);
    analysis.headline = headline::headline(parsed, &analysis, model);
    language::put_back(&mut analysis, &parsed.apart, article);
    analysis.summary = Summary {
        cut: parsed.cut,
        ..summary::summary(&analysis, article)
    };
    analysis
}

/// Everybody and everything that the article calls something.
fn who(attributed: &Attributed, entities: &[Entity]) -> Who {
    let list = attributed.identities.list();
    let places: HashMap<Span, usize> = list
        .iter()
        .enumerate()
        .flat_map(|(index, identity)| identity.namings.iter().map(move |it| (it.span, index)))
        .collect();
    let known = list.iter().map(|identity| Known {
        name: identity.name.clone(),
        kind: identity.kind,
        sure: identity.sure,
        is_woman: identity.gender.map(|gender| gender == Gender::Female),
    });
    let of_entity = |entity: &Entity| Some(*places.get(&entity.mentions.first()?.span)?);
    Who {
        known: known.collect(),
        sources: attributed.cited.clone(),
        entities: entities.iter().filter_map(of_entity).collect(),
        phrases: attributed.phrases.clone(),
    }
}

/// What the stance model counts in a text taken as one sentence, and its words.
///
/// For training, which must see what the program sees.
pub fn counted(text: &str) -> (Vec<f32>, Vec<String>) {
    let input = super::LabelInput {
        text,
        ..super::LabelInput::default()
    };
    let (article, unit) = super::label::stand_in(&input);
    let parsed = Parsed::with_unit(&article, unit);
    let attributed = attribution::attribute(&parsed);
    let matches = Matches::of(&parsed);
    let context = Context {
        parsed: &parsed,
        attributed: &attributed,
        matches: &matches,
        readings: None,
    };
    if parsed.sentences.is_empty() {
        return (vec![0.0; features::names().len()], Vec::new());
    }
    let (findings, ..) = findings::findings(&context);
    let features = Features::of(&context, 0, &findings, Part::Whole);
    let words = features
        .tokens
        .iter()
        .map(|token| parsed.tokens.normal(*token).to_owned())
        .collect();
    (features.values, words)
}

/// What the layer decision looks at in every sentence of an article.
///
/// For training, which must see what the program sees.
pub fn layer_rows(article: &Article, settings: &Settings) -> Vec<(Span, layers::Row)> {
    let parsed = Parsed::of(article);
    let attributed = attribution::attribute(&parsed);
    let readings = model_for(settings)
        .ok()
        .and_then(|model| Readings::of(model, &parsed, &Targets::default()).ok());
    let matches = Matches::of(&parsed);
    let context = Context {
        parsed: &parsed,
        attributed: &attributed,
        matches: &matches,
        readings: readings.as_ref(),
    };
    let (findings, ..) = findings::findings(&context);
    let spans = parsed.sentences.iter().map(|sentence| sentence.span);
    spans.zip(layers::rows(&context, &findings)).collect()
}

/// Which engine this is, with these settings; which model was used, the analysis adds.
pub fn engine_stamp(settings: &Settings) -> EngineStamp {
    EngineStamp {
        version: env!("CARGO_PKG_VERSION"),
        model: None,
        without_model: None,
        fingerprint: fingerprint::fingerprint().to_owned(),
        settings: settings.clone(),
        silenced: BTreeSet::new(),
    }
}
