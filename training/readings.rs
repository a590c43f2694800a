//! Prints what the model says about texts, for `parity.py` and `frames.py`.
//!
//! usage: readings MODEL VOCABULARY < LINES > LINES
//!
//! A line in is {"text", "target": [start, end] in bytes or null}; a line out has `ids`,
//! `spans`, `loaded`, `opinion`, `words` as
//! [start, end, loaded, judging, opinion], `meaning`, and `tone`.

use std::io::{BufRead as _, Write as _};

use serde_json::{Value, json};
use slantwise::analysis::neural::{Model, Tokenizer};
use slantwise::text::Span;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(network), Some(vocabulary)) = (arguments.next(), arguments.next()) else {
        anyhow::bail!("usage: readings MODEL VOCABULARY");
    };
    let vocabulary = std::fs::read_to_string(vocabulary)?;
    let tokenizer = Tokenizer::from_vocabulary(&vocabulary)?;
    let model = Model::from_bytes(std::fs::read(network)?, &vocabulary)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().unwrap_or_default();
        let place = |index: usize| {
            let number = line["target"][index].as_u64();
            number.and_then(|number| usize::try_from(number).ok())
        };
        let target = place(0)
            .zip(place(1))
            .map(|(start, end)| Span::new(start, end));
        let pieces = tokenizer.pieces(text);
        let ids: Vec<_> = pieces.iter().map(|piece| piece.id).collect();
        let spans: Vec<_> = pieces
            .iter()
            .map(|piece| [piece.span.start(), piece.span.end()])
            .collect();
        let readings = model.read(&[text])?;
        let tone = target.map(|target| model.tone(text, target)).transpose()?;
        for reading in readings {
            let words: Vec<_> = reading
                .words
                .iter()
                .map(|word| {
                    json!([
                        word.span.start(),
                        word.span.end(),
                        word.loaded,
                        word.judging,
                        word.opinion
                    ])
                })
                .collect();
            let answer = json!({
                "ids": ids,
                "spans": spans,
                "loaded": reading.loaded,
                "opinion": reading.opinion,
                "words": words,
                "meaning": reading.meaning,
                "tone": tone,
            });
            writeln!(out, "{answer}")?;
        }
    }
    Ok(())
}
