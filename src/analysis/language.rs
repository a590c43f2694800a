//! Which paragraphs are analysed: the rules and the model know English prose only.
//!
//! This is decided once, before anything else: what is not analysed never reaches the rules
//! (see [`super::Parsed`]) and comes back, with its reason, when the analysis is complete.

use std::collections::BTreeMap;

use super::parsed::SetApart;
use crate::model::{Analysis, Article, LeftOut, NotAnalysed, Sentence, Support, TopicFrame};
use crate::text::language::{Evidence, Guess, Language};
use crate::text::token::count_words;

/// For each paragraph why it is not analysed; `None` where it is.
///
/// A paragraph that tells nothing by itself takes the language of the article: that of most of
/// the paragraphs that have one, or else of all its words together. Where that is unclear too,
/// it is what the file declares, unless its words are English ones, and otherwise English.
pub(super) fn not_analysed(article: &Article) -> Vec<Option<NotAnalysed>> {
    let mut whole = Evidence::default();
    let paragraphs: Vec<Evidence> = article
        .paragraphs
        .iter()
        .map(|paragraph| Evidence::of(paragraph.span.of(&article.text)))
        .inspect(|evidence| whole.add(evidence))
        .collect();
    let of_article = match whole.guess() {
        Guess::NoProse => Guess::NoProse,
        known => match most(&paragraphs) {
            Some(language) => Guess::Language(language),
            None if known == Guess::Unclear && whole.may_be_other() => declared(article),
            None => known,
        },
    };
    paragraphs
        .iter()
        .map(|evidence| match (of_article, evidence.guess()) {
            // A remark in program source is no article.
            (Guess::NoProse, _) | (_, Guess::Unclear) => of_article,
            (Guess::Language(known), Guess::Language(own))
                if !known.is_english() && !own.is_english() && evidence.is_short() =>
            {
                of_article
            }
            (_, own) => own,
        })
        .map(why)
        .collect()
}

/// The language of most of the paragraphs that have one; where two are level, English, or else
/// that of the longer ones.
fn most(paragraphs: &[Evidence]) -> Option<Language> {
    let mut counts: BTreeMap<Language, (usize, usize)> = BTreeMap::new();
    for evidence in paragraphs {
        if let Guess::Language(language) = evidence.guess() {
            let (count, letters) = counts.entry(language).or_default();
            *count += 1;
            *letters += evidence.letters();
        }
    }
    let rank = |language: Language, (count, letters): (usize, usize)| {
        (count, language.is_english(), letters)
    };
    let most = counts
        .into_iter()
        .max_by_key(|(language, counted)| rank(*language, *counted));
    most.map(|(language, _)| language)
}

fn declared(article: &Article) -> Guess {
    let tag = article.metadata.language.as_deref();
    tag.and_then(Language::of_tag)
        .map_or(Guess::Unclear, Guess::Language)
}

fn why(guess: Guess) -> Option<NotAnalysed> {
    match guess {
        Guess::Language(language) if language.is_english() => None,
        Guess::Language(language) => Some(NotAnalysed::Language(language)),
        Guess::NoProse => Some(NotAnalysed::NoProse),
        Guess::Unclear => None,
    }
}

/// Puts the sentences that were not analysed where they stand in the text, and says so in
/// every index.
pub(super) fn put_back(analysis: &mut Analysis, apart: &[SetApart], article: &Article) {
    if apart.is_empty() {
        return;
    }
    let analysed = std::mem::take(&mut analysis.sentences);
    let mut places = Vec::with_capacity(analysed.len());
    let mut waiting = apart.iter().peekable();
    let mut all = Vec::with_capacity(analysed.len() + apart.len());
    for sentence in analysed {
        while let Some(before) = waiting.next_if(|part| part.span.start() < sentence.span.start()) {
            all.push(silent(before, article));
        }
        places.push(all.len());
        all.push(sentence);
    }
    all.extend(waiting.map(|part| silent(part, article)));
    let mut number = 0;
    for sentence in &mut all {
        let paragraph = article.paragraphs.get(sentence.paragraph);
        let is_text = paragraph.is_some_and(|paragraph| paragraph.role.is_text());
        number += usize::from(is_text);
        sentence.number = is_text.then_some(number);
    }
    analysis.sentences = all;
    renumber(analysis, &places);
}

fn silent(part: &SetApart, article: &Article) -> Sentence {
    Sentence {
        span: part.span,
        paragraph: part.paragraph,
        number: None,
        words: count_words(part.span.of(&article.text)),
        verdict: Err(part.why),
        quoted: part.quoted.clone(),
        sources: Vec::new(),
        findings: Vec::new(),
    }
}

/// Makes every index of a sentence one among all of them.
fn renumber(analysis: &mut Analysis, places: &[usize]) {
    let place = |sentence: &mut usize| {
        if let Some(place) = places.get(*sentence) {
            *sentence = *place;
        }
    };
    let outdone = analysis
        .outdone
        .iter_mut()
        .map(|outdone| &mut outdone.finding);
    for finding in analysis.findings.iter_mut().chain(outdone) {
        place(&mut finding.sentence);
    }
    for source in &mut analysis.sources {
        source.sentences.iter_mut().for_each(place);
    }
    for attribution in &mut analysis.attributions {
        place(&mut attribution.sentence);
    }
    for entity in &mut analysis.entities {
        for mention in &mut entity.mentions {
            place(&mut mention.sentence);
        }
    }
    if let Some(turn) = &mut analysis.turn {
        place(&mut turn.sentence);
    }
    for TopicFrame {
        sentences,
        mentions,
        ..
    } in &mut analysis.frames
    {
        sentences.iter_mut().for_each(place);
        for mention in mentions {
            place(&mut mention.sentence);
        }
    }
    if let Some(headline) = &mut analysis.headline {
        headline.sentence.iter_mut().for_each(place);
        for claim in &mut headline.claims {
            match &mut claim.support {
                Support::Attributed { sentence, .. } | Support::Stated { sentence } => {
                    place(sentence);
                }
                Support::Missing => {}
            }
        }
    }
}

/// What a summary leaves out, by reason, the longest first.
pub(super) fn left_out(sentences: &[Sentence]) -> Vec<LeftOut> {
    let mut parts: BTreeMap<NotAnalysed, LeftOut> = BTreeMap::new();
    for sentence in sentences {
        let Some(why) = sentence.not_analysed() else {
            continue;
        };
        let part = parts.entry(why).or_insert(LeftOut {
            why,
            sentences: 0,
            words: 0,
        });
        part.words += sentence.words;
        part.sentences += usize::from(sentence.number.is_some());
    }
    let mut parts: Vec<LeftOut> = parts.into_values().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.words));
    parts
}
