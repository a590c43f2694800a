//! The report as one web page that needs nothing else: no script, no font, no picture.

use std::collections::BTreeMap;
use std::io::{self, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, State, UndefinedBehavior, Value};
use serde::Serialize;
use serde_json::Value as Json;

use super::ExportError;
use super::document::Section;
use super::report::Report;
use crate::text::direction;

const TEMPLATE: &str = include_str!("../../assets/templates/report.html");
const STYLE: &str = include_str!("../../assets/templates/report.css");
const LIGHT: &str = include_str!("../../assets/themes/light.json");
const DARK: &str = include_str!("../../assets/themes/dark.json");

/// Prints a report piece by piece: a block of a section is all that is made at once.
pub(super) fn print(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let environment = environment().map_err(defect)?;
    let mut template = environment
        .get_template("report")
        .and_then(|template| template.render_captured(()))
        .map_err(defect)?;
    template.with_state_mut(|state| {
        let mut page = Page { state, out };
        let parts = report.parts();
        let (light, dark) = (tokens(LIGHT).into(), tokens(DARK).into());
        let head = [
            given(&report.head())?,
            given(&parts)?,
            STYLE.into(),
            light,
            dark,
        ];
        page.piece("top", &head)?;
        report.each(|section| page.section(section))?;
        page.piece("bottom", &[])
    })
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
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
    Ok(environment)
}

/// The page on its way out.
struct Page<'p, 't, 'e> {
    state: &'p mut State<'t, 'e>,
    out: &'p mut dyn Write,
}

impl Page<'_, '_, '_> {
    fn section(&mut self, section: &Section) -> io::Result<()> {
        let head = [
            given(&section.id)?,
            given(&section.level)?,
            given(&section.overline)?,
            given(&section.title)?,
            given(&section.heading)?,
        ];
        self.piece("opening", &head)?;
        for block in &section.blocks {
            self.piece("block", &[given(block)?])?;
        }
        self.piece("closing", &[])
    }

    /// Prints what a macro makes. The template's own lines leave many empty ones, and white
    /// space means nothing in this page.
    fn piece(&mut self, name: &str, values: &[Value]) -> io::Result<()> {
        let piece = self.state.call_macro(name, values).map_err(defect)?;
        // The template has no mark of direction, so each is from an article, a title or a name.
        let piece = direction::shown(&piece);
        for line in piece.lines().filter(|line| !line.trim().is_empty()) {
            self.out.write_all(line.as_bytes())?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// What goes wrong in the template is a defect, and no fault of the disk.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err asks for"
)]
fn defect(error: minijinja::Error) -> io::Error {
    io::Error::other(ExportError::Make(format!("{error:#}")))
}

/// A part of the document as the template engine takes it.
fn given(part: &impl Serialize) -> io::Result<Value> {
    Ok(value(serde_json::to_value(part)?))
}

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
