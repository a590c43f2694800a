//! The keys and values of one line of JSON, as they were given.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// An object. Where a key stands more than once, the last one counts.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The id, letter for letter: a number of any length comes back as it was written.
    pub id: Option<Box<RawValue>>,
    /// The target, to be read by itself.
    pub target: Option<Box<RawValue>>,
    /// Everything else.
    pub rest: Map<String, Value>,
    /// Keys that stand more than once.
    pub repeated: Vec<String>,
}

impl Fields {
    /// Reads an object, or says in a sentence why this is none; `what` names it.
    pub(super) fn parse(json: &str, what: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| {
            if error.is_data() {
                format!("{what} is not a JSON object.")
            } else {
                format!("{what} is not JSON: {error}.")
            }
        })
    }

    /// What is wrong with the keys and what they hold, in a sentence each. `strings` hold a
    /// string where they are there at all, `others` something else; further keys are not known.
    /// The names of the keys begin with `before`.
    pub(super) fn warnings(&self, before: &str, strings: &[&str], others: &[&str]) -> Vec<String> {
        let mut warnings: Vec<String> = self
            .repeated
            .iter()
            .map(|key| {
                let key = short(key);
                format!("The key \"{before}{key}\" stands more than once; the last one counts.")
            })
            .collect();
        for (key, value) in &self.rest {
            let is_string = strings.contains(&key.as_str());
            let key = short(key);
            if !is_string && !others.contains(&key.as_str()) {
                warnings.push(format!(
                    "The key \"{before}{key}\" is not known and was ignored."
                ));
            } else if is_string && !value.is_string() && !value.is_null() {
                let kind = kind(value);
                warnings.push(format!(
                    "The key \"{before}{key}\" holds {kind}; it needs a string and was ignored."
                ));
            }
        }
        warnings
    }
}

/// A key of which a warning can be made.
fn short(key: &str) -> String {
    const MOST: usize = 60;
    if key.chars().count() <= MOST {
        return key.to_owned();
    }
    let start: String = key.chars().take(MOST).collect();
    format!("{start}…")
}

/// What a value is, with its article.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = object.next_key::<String>()? {
            let is_new = match key.as_str() {
                "id" => fields.id.replace(object.next_value()?).is_none(),
                "target" => fields.target.replace(object.next_value()?).is_none(),
                _ => {
                    let value: Value = object.next_value()?;
                    fields.rest.insert(key.clone(), value).is_none()
                }
            };
            if !is_new && !fields.repeated.contains(&key) {
                fields.repeated.push(key);
            }
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_is_not_as_it_should_be_is_named() {
        let line = r#"{"text":"a","text":"b","Before":"x","after":3,"heading":null,"label":"z"}"#;
        let fields = Fields::parse(line, "This line").unwrap();
        assert_eq!(fields.rest["text"], "b");
        let strings = ["text", "before", "after", "heading"];
        assert_eq!(
            fields.warnings("", &strings, &["label"]),
            [
                "The key \"text\" stands more than once; the last one counts.",
                "The key \"Before\" is not known and was ignored.",
                "The key \"after\" holds a number; it needs a string and was ignored.",
            ]
        );
        assert!(Fields::parse("[1]", "This line").is_err_and(|why| why.contains("object")));
        assert!(Fields::parse("{", "This line").is_err_and(|why| why.contains("not JSON")));
    }

    #[test]
    fn an_id_of_any_length_is_kept_letter_for_letter() {
        for id in [
            "123456789012345678901234567890",
            "-0.10",
            "1E400",
            r#""\u00e9""#,
            r#"{"a": [1, 2]}"#,
            "null",
        ] {
            let fields = Fields::parse(&format!(r#"{{"id": {id} ,"text":"a"}}"#), "This line");
            assert_eq!(fields.unwrap().id.unwrap().get(), id);
        }
    }
}
