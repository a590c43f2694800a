//! Prints what story points are made of, for `points.py`.
//!
//! usage: points < LINES > LINES            points WEIGHTS < LINES > LINES
//!
//! A line in is `{"id", "articles": [text, …]}`, the articles on one event. Without weights, the
//! first line out has the features' names and how many need no model; then a line an event has
//! `sentences`, for each article the sentences by their number, and for the model and by words
//! alone `pairs`, each `[article, sentence, article, sentence, is_same, values]`. With a file of
//! weights a line has `articles` and the rows made with them, `model` and `words`, as in the
//! program's JSON.

use std::io::{BufRead, BufWriter, Write};

use serde_json::{Value, json};
use slantwise::analysis::states::states;
use slantwise::analysis::{analyse_by_rules, engine_stamp};
use slantwise::compare::points::{features, looked_at, story_by, weights::Weights};
use slantwise::import;
use slantwise::model::{Analysis, Article, Canceller, PointCell, Settings, Story};

fn main() -> anyhow::Result<()> {
    let weights = std::env::args().nth(1);
    let weights = weights.map(std::fs::read_to_string).transpose()?;
    let weights = weights.map(|file| ["by model", "by words"].map(|s| Weights::read(&file, s)));
    let mut out = BufWriter::new(std::io::stdout().lock());
    if weights.is_none() {
        let names = json!({ "names": features::NAMES.to_vec(), "by_words": features::BY_WORDS });
        writeln!(out, "{names}")?;
    }
    let settings = Settings::default();
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let mut read = Vec::new();
        for text in line["articles"].as_array().into_iter().flatten() {
            let text = text.as_str().unwrap_or_default();
            let article = import::from_bytes(text.as_bytes(), Some("article.txt"))?;
            let mut analysis = analyse_by_rules(&article, &settings);
            // The sentences are the model's too.
            analysis.engine = engine_stamp(&settings);
            read.push((article, analysis));
        }
        let pairs: Vec<_> = read
            .iter()
            .map(|(article, analysis)| (article, analysis))
            .collect();
        let states = states(&pairs, usize::MAX, &Canceller::default())?;
        let sentences: Vec<Vec<&str>> = pairs.iter().map(|pair| sentences(pair)).collect();
        let answer = if let Some([model, words]) = &weights {
            json!({
                "id": line["id"], "sentences": sentences,
                "model": shown(&story_by(&pairs, states.as_deref(), model)),
                "words": shown(&story_by(&pairs, None, words)),
            })
        } else {
            json!({
                "id": line["id"], "sentences": sentences,
                "model": seen(looked_at(&pairs, states.as_deref())),
                "words": seen(looked_at(&pairs, None)),
            })
        };
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    Ok(())
}

fn sentences<'a>((article, analysis): &(&'a Article, &'a Analysis)) -> Vec<&'a str> {
    let sentences = analysis.sentences.iter();
    sentences
        .map(|sentence| sentence.span.of(&article.text))
        .collect()
}

fn seen(pairs: Vec<([[usize; 2]; 2], features::Pair)>) -> Value {
    let pairs = pairs.into_iter().map(|([one, other], pair)| {
        json!([
            one[0],
            one[1],
            other[0],
            other[1],
            pair.is_same,
            pair.values.to_vec()
        ])
    });
    pairs.collect()
}

fn shown(story: &Story) -> Value {
    let cell = |cell: &PointCell| match cell {
        PointCell::Told(sentences) => json!({ "sentences": sentences }),
        PointCell::Perhaps(near) => json!({ "sentences": [], "perhaps": near }),
        PointCell::Nothing | PointCell::NotCompared => Value::Null,
    };
    let points = story.points.iter().map(|point| {
        json!({
            "label": point.label, "confidence": point.confidence.fraction(),
            "cells": point.cells.iter().map(cell).collect::<Vec<_>>(),
        })
    });
    let once = story.once.iter();
    let once = once.map(|once| json!({ "article": once.article, "sentences": once.sentences }));
    json!({ "story_points": points.collect::<Vec<_>>(), "told_once": once.collect::<Vec<_>>() })
}
