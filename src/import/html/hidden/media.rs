//! Whether a media query holds in a window on a desk.

use super::style::WINDOW;

/// Whether any query of a list holds. A feature that is not known here does not.
pub(in crate::import::html) fn applies(queries: &str) -> bool {
    let queries = queries.to_ascii_lowercase();
    queries.trim().is_empty() || queries.split(',').any(|query| holds(query.trim()))
}

fn holds(query: &str) -> bool {
    let query = query.strip_prefix("only ").unwrap_or(query).trim();
    let (is_negated, query) = match query.strip_prefix("not ") {
        Some(rest) => (true, rest.trim()),
        None => (false, query),
    };
    let mut all = Some(true);
    for condition in query.split(" and ") {
        let met = met(condition.trim());
        all = all.zip(met).map(|(all, met)| all && met);
    }
    // Neither an unknown condition nor its opposite is known to be met.
    all.is_some_and(|all| all != is_negated)
}

/// Whether one condition is met; `None` where it is not known.
fn met(condition: &str) -> Option<bool> {
    let Some(feature) = condition
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        return match condition {
            "all" | "screen" => Some(true),
            "print" | "speech" | "aural" | "braille" | "embossed" | "handheld" | "projection"
            | "tty" | "tv" => Some(false),
            _ => None,
        };
    };
    if let Some((name, value)) = feature.split_once(':') {
        let (name, value) = (name.trim(), value.trim());
        return Some(match name {
            "min-width" | "min-device-width" => WINDOW.0 >= pixels(value)?,
            "max-width" | "max-device-width" => WINDOW.0 <= pixels(value)?,
            "min-height" | "min-device-height" => WINDOW.1 >= pixels(value)?,
            "max-height" | "max-device-height" => WINDOW.1 <= pixels(value)?,
            "orientation" => value == "landscape",
            "hover" | "any-hover" => value == "hover",
            "pointer" | "any-pointer" => value == "fine",
            _ => return None,
        });
    }
    for (sign, at_least) in [(">=", true), ("<=", false), (">", true), ("<", false)] {
        if let Some((name, value)) = feature.split_once(sign) {
            let window = match name.trim() {
                "width" => WINDOW.0,
                "height" => WINDOW.1,
                _ => return None,
            };
            let value = pixels(value.trim())?;
            return Some(if at_least {
                window >= value
            } else {
                window <= value
            });
        }
    }
    None
}

fn pixels(value: &str) -> Option<f32> {
    let number = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let times = match &value[number.len()..] {
        "" | "px" => 1.0,
        "em" | "rem" => 16.0,
        _ => return None,
    };
    Some(number.trim().parse::<f32>().ok()? * times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_shown_in_a_window_on_a_desk() {
        for holds in [
            "",
            "all",
            "screen",
            "only screen and (min-width: 600px)",
            "print, screen",
            "(max-width: 100em)",
            "(width >= 40em)",
            "not print",
        ] {
            assert!(applies(holds), "{holds}");
        }
        for fails in [
            "print",
            "screen and (max-width: 600px)",
            "(width < 600px)",
            "(prefers-reduced-motion: reduce)",
            "not all",
            "not screen and (prefers-color-scheme: dark)",
            "(orientation: portrait)",
        ] {
            assert!(!applies(fails), "{fails}");
        }
    }
}
