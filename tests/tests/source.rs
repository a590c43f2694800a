//! Rust source as text: without prose, without tests.

/// Replaces comments and the insides of strings by spaces; lines stay where they are.
pub(crate) fn blank_prose(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let after_name = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = comment(rest)
            .or_else(|| if after_name { None } else { raw_string(rest) })
            .or_else(|| string(rest))
            .or_else(|| character(rest));
        if let Some(length) = length {
            blank(&mut out, &rest[..length]);
            rest = &rest[length..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// Replaces `#[cfg(test)] mod … { … }` by spaces; the code has no prose any more.
pub(crate) fn blank_test_modules(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = test_module(from).unwrap_or("#[cfg(test)]".len());
        blank(&mut out, &from[..length]);
        rest = &from[length..];
    }
    out.push_str(rest);
    out
}

/// Length of a test module with its attribute.
fn test_module(code: &str) -> Option<usize> {
    let open = code.find('{')?;
    let head = &code[..open];
    if !head.contains("mod ") || head.contains(';') {
        return None;
    }
    let mut depth = 0;
    code.char_indices()
        .skip_while(|&(at, _)| at < open)
        .find_map(|(at, letter)| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + 1)
        })
}

fn blank(out: &mut String, hidden: &str) {
    out.extend(hidden.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
}

fn comment(code: &str) -> Option<usize> {
    if code.starts_with("//") {
        return Some(code.find('\n').unwrap_or(code.len()));
    }
    if !code.starts_with("/*") {
        return None;
    }
    let (mut depth, mut at) = (0, 0);
    while at < code.len() {
        if code[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if code[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += code[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    Some(at)
}

/// `r"…"`, `r#"…"#`, `br"…"`.
fn raw_string(code: &str) -> Option<usize> {
    let after = code.strip_prefix('b').unwrap_or(code).strip_prefix('r')?;
    let inside = after.trim_start_matches('#');
    let hashes = after.len() - inside.len();
    let inside = inside.strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let length = inside
        .find(&closing)
        .map_or(inside.len(), |at| at + closing.len());
    Some(code.len() - inside.len() + length)
}

fn string(code: &str) -> Option<usize> {
    let inside = code.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.find(|letter| {
        let closes = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        closes
    });
    Some(1 + end.map_or(inside.len(), |end| end + 1))
}

/// `'x'` or `'\n'`; a lifetime is no character.
fn character(code: &str) -> Option<usize> {
    let inside = code.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let end = escape
            .char_indices()
            .skip(1)
            .find(|(_, letter)| *letter == '\'')?
            .0;
        return Some(2 + end + 1);
    }
    let letter = inside.chars().next()?;
    inside[letter.len_utf8()..]
        .starts_with('\'')
        .then_some(letter.len_utf8() + 2)
}
