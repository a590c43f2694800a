//! The report as one web page that needs nothing else: no script, no font, no picture.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value, context};
use serde_json::Value as Json;

use super::ExportError;
use super::document::ReportDocument;
use crate::text::direction;

const TEMPLATE: &str = include_str!("../../assets/templates/report.html");
const STYLE: &str = include_str!("../../assets/templates/report.css");
const LIGHT: &str = include_str!("../../assets/themes/light.json");
const DARK: &str = include_str!("../../assets/themes/dark.json");

/// Prints a report.
pub(super) fn print(document: &ReportDocument) -> Result<Vec<u8>, ExportError> {
    make(document).map_err(|error| ExportError::Make(format!("{error:#}")))
}

fn make(document: &ReportDocument) -> Result<Vec<u8>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Every value is escaped, whatever the template is called.
    environment.set_auto_escape_callback(|_name| AutoEscape::Html);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.add_template("report", TEMPLATE)?;
    let document = serde_json::to_value(document)
        .map_err(|error| minijinja::Error::new(ErrorKind::BadSerialization, error.to_string()))?;
    let page = environment.get_template("report")?.render(context! {
        document => value(document),
        style => STYLE,
        light => tokens(LIGHT),
        dark => tokens(DARK),
    })?;
    // The template has no such sign, so each is from an article, a title or a name.
    Ok(without_empty_lines(&direction::shown(&page)))
}

/// The template's own lines leave many empty ones; white space means nothing in this page.
fn without_empty_lines(page: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(page.len());
    for line in page.lines().filter(|line| !line.trim().is_empty()) {
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
    }
    bytes
}

/// The document as the template engine takes it.
fn value(json: Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(truth) => Value::from(truth),
        // The document holds whole numbers only.
        Json::Number(number) => Value::from(number.as_i64()),
        Json::String(text) => Value::from(text),
        Json::Array(items) => items.into_iter().map(value).collect(),
        Json::Object(fields) => {
            let fields = fields.into_iter().map(|(name, field)| (name, value(field)));
            Value::from(fields.collect::<BTreeMap<String, Value>>())
        }
    }
}

/// The colours of a theme by role; a test holds that both files can be read.
fn tokens(json: &str) -> BTreeMap<String, String> {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_hold_every_colour_that_the_style_asks_for() {
        for theme in [tokens(LIGHT), tokens(DARK)] {
            for asked in STYLE.split("var(--").skip(1) {
                let role = asked.split(')').next().unwrap_or_default();
                assert!(theme.contains_key(role), "no colour {role}");
            }
            for colour in theme.values() {
                assert!(
                    colour.starts_with('#') && colour[1..].chars().all(|c| c.is_ascii_hexdigit())
                );
            }
        }
    }
}
