//! Splits a page into tags and words, quickly and without building a tree.

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Token<'a> {
    /// A tag, from `<` to `>`.
    Tag(Tag<'a>),
    /// Words between tags, with character references.
    Text(&'a str),
    /// What a script or style element holds.
    Raw(&'a str),
    /// A comment, a declaration or a processing instruction.
    Comment(&'a str),
}

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Tag<'a> {
    /// The whole of it.
    pub source: &'a str,
    /// Its name as written.
    pub name: &'a str,
    /// Whether it ends an element.
    pub closes: bool,
}

impl Tag<'_> {
    /// Whether the name is this one, in any capitals.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether the name is one of these.
    pub fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }
}

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "noembed", "xmp"];

/// Goes over the tokens of a page. Their sources, put together, are the page.
pub(in crate::import) struct Tokens<'a> {
    rest: &'a str,
    /// The raw element whose end is awaited.
    raw: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    /// The tokens of a page.
    pub fn of(page: &'a str) -> Self {
        Self {
            rest: page,
            raw: None,
        }
    }

    fn cut(&mut self, len: usize) -> &'a str {
        let (piece, rest) = self.rest.split_at(len);
        self.rest = rest;
        piece
    }

    /// Length of a comment, declaration or instruction at the beginning.
    fn comment(&self) -> Option<usize> {
        let rest = self.rest;
        let up_to = |mark: &str| rest.find(mark).map_or(rest.len(), |at| at + mark.len());
        if rest.starts_with("<!--") {
            // "<!-->" and "<!--->" are empty comments.
            let early = ["<!-->", "<!--->"]
                .iter()
                .find(|short| rest.starts_with(**short));
            Some(early.map_or_else(|| up_to("-->"), |short| short.len()))
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            Some(up_to(">"))
        } else {
            None
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(name) = self.raw.take() {
            let end = end_of_raw(self.rest, name);
            if end > 0 {
                return Some(Token::Raw(self.cut(end)));
            }
        }
        if let Some(len) = self.comment() {
            return Some(Token::Comment(self.cut(len)));
        }
        if let Some(tag) = tag(self.rest) {
            self.cut(tag.source.len());
            if !tag.closes && !tag.source.ends_with("/>") {
                self.raw = RAW.iter().copied().find(|name| tag.is(name));
            }
            return Some(Token::Tag(tag));
        }
        // Words, up to the next sign that can begin markup.
        let len = self
            .rest
            .char_indices()
            .skip(1)
            .find(|(at, sign)| *sign == '<' && begins_markup(&self.rest[*at..]))
            .map_or(self.rest.len(), |(at, _)| at);
        Some(Token::Text(self.cut(len)))
    }
}

fn begins_markup(rest: &str) -> bool {
    rest.as_bytes()
        .get(1)
        .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
}

fn end_of_raw(rest: &str, name: &str) -> usize {
    rest.match_indices("</")
        .find(|(at, _)| {
            rest.as_bytes()
                .get(at + 2..at + 2 + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        })
        .map_or(rest.len(), |(at, _)| at)
}

/// The tag at the beginning, where there is one.
fn tag(rest: &str) -> Option<Tag<'_>> {
    let bytes = rest.as_bytes();
    if bytes.first() != Some(&b'<') {
        return None;
    }
    let closes = bytes.get(1) == Some(&b'/');
    let from = 1 + usize::from(closes);
    if !bytes.get(from).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let name_end = bytes[from..]
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        .map_or(bytes.len(), |at| from + at);
    let mut quote = None;
    let mut after_equals = false;
    let mut end = bytes.len();
    for (at, byte) in bytes.iter().enumerate().skip(name_end) {
        match (quote, byte) {
            (Some(open), _) if *byte == open => quote = None,
            // A quotation mark opens a value only after an equals sign.
            (None, b'"' | b'\'') if after_equals => quote = Some(*byte),
            (None, b'>') => {
                end = at + 1;
                break;
            }
            _ => {}
        }
        after_equals = *byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    Some(Tag {
        source: &rest[..end],
        name: &rest[from..name_end],
        closes,
    })
}

/// The words of a piece of markup, without its tags.
pub(in crate::import) fn words_of(markup: &str) -> String {
    let mut words = String::new();
    for token in Tokens::of(markup) {
        match token {
            Token::Text(text) => words.push_str(&unescaped(text)),
            Token::Tag(tag) if tag.is_any(super::BLOCKS) || tag.is("br") => words.push('\n'),
            _ => {}
        }
    }
    words
}

/// Resolves the character references that a serialised tree holds, and a few more.
pub(in crate::import) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let found = end.and_then(|end| Some((end, reference(&rest[1..end])?)));
        let (len, letter) = found.unwrap_or((0, '&'));
        plain.push(letter);
        rest = &rest[len + 1..];
    }
    plain.push_str(rest);
    plain
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => number.parse().ok(),
        };
        return number.and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source<'a>(token: &Token<'a>) -> &'a str {
        match token {
            Token::Tag(tag) => tag.source,
            Token::Text(text) | Token::Raw(text) | Token::Comment(text) => text,
        }
    }

    #[test]
    fn tokens_tile_the_page() {
        let page = "<!DOCTYPE html><p class=\"a > b\">1 < 2 &amp; 3<br/><script>if (a</b/.x) '<p>'</script><!-- <p> --><P>end <";
        let tokens: Vec<Token<'_>> = Tokens::of(page).collect();
        assert_eq!(tokens.iter().map(source).collect::<String>(), page);
        let tags = tokens
            .iter()
            .filter(|token| matches!(token, Token::Tag(_)))
            .count();
        assert_eq!(tags, 5);
    }

    #[test]
    fn references_become_letters() {
        assert_eq!(
            unescaped("A &amp; B &#8212; &#x2014; &nope; &"),
            "A & B — — &nope; &"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_page_is_tiled(page in "[<>/!a-c \"'=&;p-]{0,60}") {
            let joined: String = Tokens::of(&page).map(|token| source(&token).to_owned()).collect();
            proptest::prop_assert_eq!(joined, page);
        }
    }
}
