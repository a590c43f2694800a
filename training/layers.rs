//! Prints what the layer decision looks at: `{"id", "text"}` lines in, a whole article each;
//! out, one line with the features' names and then, a line an article, `{"id", "text",
//! "sentences"}` with `start` and `end` in bytes, and for the model's and the rules' engine
//! the `values` and how far each is trusted.

use std::io::{BufRead, BufWriter, Write};

use serde_json::{Value, json};
use slantwise::analysis::{layer_rows, layers};
use slantwise::import;
use slantwise::model::Settings;

fn main() -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", json!({ "names": layers::names() }))?;
    let by_rules = Settings {
        model: false,
        ..Settings::default()
    };
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().unwrap_or_default();
        let article = import::from_bytes(text.as_bytes(), Some("article.txt"))?;
        let rows = layer_rows(&article, &Settings::default());
        let rules = layer_rows(&article, &by_rules);
        let sentences: Vec<Value> = rows
            .iter()
            .zip(&rules)
            .map(|((span, model), (_, rules))| {
                json!({
                    "start": span.start(), "end": span.end(),
                    "model": { "values": model.values, "trust": model.trust },
                    "rules": { "values": rules.values, "trust": rules.trust },
                })
            })
            .collect();
        let answer = json!({ "id": line["id"], "text": &*article.text, "sentences": sentences });
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    Ok(())
}
