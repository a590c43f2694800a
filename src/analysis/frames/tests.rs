//! The codebook's phrases, and how well the dimensions of an issue are found on sentences
//! that nothing was fitted on.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::analysis::{analyse, analyse_by_rules};
use crate::model::testing::titled as article;
use crate::model::{Analysis, Article, MadeBy, Settings};

const SENTENCES: &str = include_str!("../../../tests/fixtures/frame_sentences.txt");
const EXAMPLES: &str = include_str!("../../../training/frame_examples.txt");

fn names(paragraphs: &[&str]) -> Vec<String> {
    let article = article("Report", paragraphs);
    let analysis = analyse(&article, &Settings::default());
    analysis
        .frames
        .into_iter()
        .filter(|frame| frame.is_stated)
        .map(|frame| frame.name)
        .collect()
}

#[test]
fn the_codebook_has_the_fourteen_named_dimensions_each_with_a_gloss() {
    let book = FrameBook::get();
    assert_eq!(book.frames().len(), 14);
    for frame in book.frames() {
        assert!(!frame.about.is_empty(), "{} has no gloss", frame.name);
        let index = book.frames().iter().position(|other| other == frame);
        let phrases = book
            .entries
            .iter()
            .filter(|entry| entry.frame == index)
            .count();
        assert!(phrases >= 60, "{} has {phrases} phrases", frame.name);
    }
}

#[test]
fn a_report_on_a_budget_is_economic_and_one_on_a_trial_is_about_crime() {
    let budget = [
        "The company will cut 400 jobs, and its shareholders will get no dividend.",
        "Unemployment in the valley is already above the national average.",
        "The wind was light.",
    ];
    assert_eq!(names(&budget), ["Economic"]);
    let trial = [
        "The defendant pleaded guilty to two robberies.",
        "The prosecutor asked for six years in prison.",
        "It rained all day.",
    ];
    assert_eq!(names(&trial), ["Crime and punishment"]);
}

#[test]
fn a_word_in_passing_makes_no_frame_and_neither_do_two_meanings_of_one_word() {
    let flat = [
        "The ferry leaves at nine.",
        "It stops at the pool on the way.",
        "A nurse was on board.",
    ];
    assert_eq!(names(&flat), [""; 0]);
    let sports = [
        "The visitors had a penalty shoot-out to thank.",
        "Their defender blocked a second free kick, and the tennis court next door was loud.",
    ];
    assert_eq!(names(&sports), [""; 0]);
}

#[test]
fn one_sentence_is_enough_where_two_phrases_leave_no_doubt() {
    let strong = ["The hospital said the epidemic was over.", "It rained."];
    assert_eq!(names(&strong), ["Health and safety"]);
    let single = ["The hospital has a red roof.", "It rained."];
    assert_eq!(names(&single), [""; 0]);
}

#[test]
fn the_passages_are_the_words_that_carry_the_frame() {
    let article = article(
        "Report",
        &[
            "Voters elect a parliament in May.",
            "The vaccine protects patients against the disease.",
        ],
    );
    let analysis = analyse(&article, &Settings::default());
    let health = analysis
        .frames
        .iter()
        .find(|frame| frame.is_stated)
        .unwrap();
    let words: Vec<&str> = health
        .mentions
        .iter()
        .map(|mention| mention.span.of(&article.text))
        .collect();
    assert_eq!(words, ["vaccine", "patients", "disease"]);
    assert_eq!(health.sentences, [2]);
    assert_eq!(health.score, Share::from_fraction(0.5));
}

#[test]
fn another_codebook_gives_its_own_frames() {
    let book = FrameBook::read(
        "# Weather: rain and shine\n[Weather 100]\nrain~\nsunshine\n[-]\nrain forest+\n",
    );
    assert_eq!(book.frames()[0].about, "rain and shine");
    let article = article(
        "Report",
        &[
            "It rained. Sunshine followed.",
            "The rain forest is far away.",
        ],
    );
    let found = frames(&Parsed::of(&article), &book, None);
    assert_eq!(found[0].name, "Weather");
    assert_eq!(found[0].sentences, [1, 2]);
}

/// A sentence and the names of its dimensions, the main one first.
struct Known {
    text: &'static str,
    frames: Vec<&'static str>,
}

fn read(source: &'static str) -> Vec<Known> {
    let mut section = "";
    let mut all = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if !line.is_empty() {
            let (text, others) = line.split_once(" = ").unwrap_or((line, ""));
            let others = others.split("; ").filter(|other| !other.is_empty());
            all.push(Known {
                text,
                frames: [section].into_iter().chain(others).collect(),
            });
        }
    }
    all
}

/// All sentences as one article, each a paragraph.
fn as_article(known: &[Known]) -> Article {
    let texts: Vec<&str> = known.iter().map(|known| known.text).collect();
    article("Sentences", &texts)
}

/// Pairs found of a sentence's index and a frame, where `counts` says so of their mention.
fn found(
    article: &Article,
    analysis: &Analysis,
    known: &[Known],
    counts: impl Fn(&FrameMention) -> bool,
) -> BTreeSet<(usize, String)> {
    let index: BTreeMap<&str, usize> = known
        .iter()
        .enumerate()
        .map(|(index, known)| (known.text, index))
        .collect();
    let pairs = |frame: &TopicFrame| -> Vec<(usize, String)> {
        let mentions = frame.mentions.iter().filter(|mention| counts(mention));
        mentions
            .filter_map(|mention| {
                let sentence = &analysis.sentences[mention.sentence];
                let paragraph = article.paragraphs[sentence.paragraph].span;
                Some((*index.get(paragraph.of(&article.text))?, frame.name.clone()))
            })
            .collect()
    };
    analysis.frames.iter().flat_map(pairs).collect()
}

/// Precision, and recall of the sentences' main frames.
fn scores(found: &BTreeSet<(usize, String)>, known: &[Known]) -> (f64, f64) {
    let share = |part: usize, of: usize| {
        f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(of.max(1)).unwrap())
    };
    let is_right = |(index, frame): &&(usize, String)| known[*index].frames.contains(&&**frame);
    let is_main = |(index, frame): &&(usize, String)| known[*index].frames[0] == frame;
    let wanted = known.iter().filter(|known| known.frames[0] != ELSE).count();
    (
        share(found.iter().filter(is_right).count(), found.len()),
        share(found.iter().filter(is_main).count(), wanted),
    )
}

#[test]
fn no_sentence_of_the_measurement_is_an_example() {
    let examples: BTreeSet<&str> = read(EXAMPLES).iter().map(|known| known.text).collect();
    let sentences = read(SENTENCES);
    assert!(examples.len() > 1_000 && sentences.len() > 200);
    for known in sentences {
        assert!(!examples.contains(known.text), "{}", known.text);
    }
}

#[test]
fn words_and_meaning_together_find_far_more_than_words_and_are_as_precise() {
    let known = read(SENTENCES);
    let article = as_article(&known);
    let by_rules = analyse_by_rules(&article, &Settings::default());
    let by_both = analyse(&article, &Settings::default());
    assert!(by_both.engine.model.is_some());
    let words = scores(&found(&article, &by_rules, &known, |_| true), &known);
    let both = scores(&found(&article, &by_both, &known, |_| true), &known);
    let is_meaning = |mention: &FrameMention| mention.made_by() == MadeBy::Model;
    let added = found(&article, &by_both, &known, is_meaning);
    let added = scores(&added, &known);
    assert!(added.0 >= 0.85, "precision of what meaning adds: {added:?}");
    assert!(both.0 >= 0.78, "precision of both: {both:?}");
    assert!(
        both.0 > words.0,
        "precision: words {words:?}, both {both:?}"
    );
    assert!(
        both.1 > 1.8 * words.1,
        "recall: words {words:?}, both {both:?}"
    );
}

#[test]
fn without_the_model_no_frame_rests_on_meaning() {
    let article = as_article(&read(SENTENCES));
    let without = Settings {
        model: false,
        ..Settings::default()
    };
    let by_rules = analyse_by_rules(&article, &Settings::default());
    for analysis in [analyse(&article, &without), by_rules] {
        assert!(!analysis.frames.is_empty());
        for frame in &analysis.frames {
            assert_eq!(frame.by_meaning().count(), 0, "{}", frame.name);
            assert_eq!(frame.by_words(), frame.sentences);
        }
    }
}

#[test]
fn each_sentence_of_a_frame_is_found_by_words_or_by_meaning_and_says_how_sure_it_is() {
    let article = as_article(&read(SENTENCES));
    let analysis = analyse(&article, &Settings::default());
    for frame in &analysis.frames {
        let by_words = frame.by_words();
        let by_meaning: Vec<usize> = frame.by_meaning().map(|(index, _)| index).collect();
        let mut both = [by_words.clone(), by_meaning.clone()].concat();
        both.sort_unstable();
        assert_eq!(both, frame.sentences, "{}", frame.name);
        for mention in &frame.mentions {
            let sentence = &analysis.sentences[mention.sentence];
            match mention.meaning {
                Some(chance) => {
                    assert_eq!(mention.span, sentence.span);
                    assert!(chance.fraction() >= 0.5);
                }
                None => assert!(mention.span.len() < sentence.span.len()),
            }
        }
    }
}
