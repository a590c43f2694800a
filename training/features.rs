//! Prints what the stance model counts: `{"id", "text"}` lines in; out, one line with
//! the features' names and then, a line each, `{"id", "values", "words"}`.

use std::io::{BufRead, BufWriter, Write};

use serde_json::{Value, json};
use slantwise::analysis::{counted, features};

fn main() -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", json!({ "names": features::names() }))?;
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let (values, words) = counted(line["text"].as_str().unwrap_or_default());
        writeln!(
            out,
            "{}",
            json!({ "id": line["id"], "values": values, "words": words })
        )?;
    }
    out.flush()?;
    Ok(())
}
