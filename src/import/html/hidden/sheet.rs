//! The style blocks of a page: which of their rules speak of an element.

use std::collections::HashMap;

use cssparser::{
    AtRuleParser, CowRcStr, ParseError, Parser, ParserState, QualifiedRuleParser, SourcePosition,
    StyleSheetParser, Token,
};
use dom_query::{Matcher, NodeRef};

use super::media;
use super::style::{self, Declaration};

/// Rules in rules, at most.
const NESTING: u8 = 8;
/// Longer selectors are not understood: no page that people write has any.
const SELECTOR_BYTES: usize = 300;
/// Nor are those that look at more elements than this.
const SELECTOR_PARTS: u32 = 12;
/// So often selectors are held against elements of one page. Ten times the pages there are.
const MATCHES: usize = 3_000_000;

/// The rules of a page, as far as they decide whether words are shown.
#[derive(Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    by_id: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_tag: HashMap<String, Vec<usize>>,
    /// Rules for whatever element.
    by_nothing: Vec<usize>,
    /// Whether any rule hides anything.
    hides: bool,
    held: std::cell::Cell<usize>,
}

struct Rule {
    matcher: Matcher,
    specificity: u32,
    declarations: Vec<Declaration>,
}

impl Sheet {
    /// Reads the style blocks of a page, in order.
    pub fn of(blocks: &[String]) -> Self {
        let mut sheet = Self::default();
        for block in blocks {
            let mut input = Parser::new(block);
            let mut reader = Reader {
                sheet: &mut sheet,
                nesting: 0,
            };
            // A rule that is not understood is passed over, as browsers do.
            for rule in StyleSheetParser::new(&mut input, &mut reader) {
                drop(rule);
            }
        }
        sheet
    }

    /// Calls `take` with every declaration for an element: its specificity, its place among the
    /// rules, and what it says.
    pub fn speak(&self, node: &NodeRef<'_>, mut take: impl FnMut(u32, usize, Declaration)) {
        if !self.hides {
            return;
        }
        let Some(element) = node.element_ref() else {
            return;
        };
        let mut rules: Vec<usize> = self.by_nothing.clone();
        let named = |map: &HashMap<String, Vec<usize>>, name: &str, rules: &mut Vec<usize>| {
            rules.extend(map.get(name).into_iter().flatten());
        };
        named(&self.by_tag, &element.name.local, &mut rules);
        for attribute in &element.attrs {
            let value: &str = &attribute.value;
            match &*attribute.name.local {
                "id" => named(&self.by_id, value.trim(), &mut rules),
                "class" => {
                    for class in value.split_ascii_whitespace() {
                        named(&self.by_class, class, &mut rules);
                    }
                }
                _ => {}
            }
        }
        rules.sort_unstable();
        rules.dedup();
        for at in rules {
            let Some(rule) = self.rules.get(at) else {
                continue;
            };
            // Work is counted, not timed: the same page is read alike on every computer.
            self.held.set(self.held.get() + 1);
            if self.held.get() <= MATCHES && rule.matcher.match_element(node) {
                for declaration in &rule.declarations {
                    take(rule.specificity, at, *declaration);
                }
            }
        }
    }

    fn add(&mut self, selector: &str, declarations: &[Declaration]) {
        let selector = selector.trim();
        let Some(shape) = shape(selector) else { return };
        let Ok(matcher) = Matcher::new(selector) else {
            return;
        };
        let at = self.rules.len();
        self.hides |= declarations.iter().any(|declaration| declaration.hides);
        self.rules.push(Rule {
            matcher,
            specificity: shape.specificity,
            declarations: declarations.to_vec(),
        });
        match shape.key {
            Key::Id(name) => self.by_id.entry(name).or_default().push(at),
            Key::Class(name) => self.by_class.entry(name).or_default().push(at),
            Key::Tag(name) => self.by_tag.entry(name).or_default().push(at),
            Key::Nothing => self.by_nothing.push(at),
        }
    }
}

struct Reader<'a> {
    sheet: &'a mut Sheet,
    nesting: u8,
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Vec<&'i str>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Vec<&'i str>, ParseError<()>> {
        Ok(parts(input))
    }

    fn parse_block(
        &mut self,
        selectors: Vec<&'i str>,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        let declarations = style::declarations(input);
        if !declarations.is_empty() {
            for selector in selectors {
                self.sheet.add(selector, &declarations);
            }
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = bool;
    type AtRule = ();
    type Error = ();

    /// Whether what is inside applies.
    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<bool, ParseError<()>> {
        let start = input.position();
        let mut asks_not = false;
        while let Ok(token) = input.next() {
            asks_not |= matches!(token, Token::Ident(word) if word.eq_ignore_ascii_case("not"));
        }
        let words = input.slice_from(start);
        Ok(match name.to_ascii_lowercase().as_str() {
            "media" => media::applies(words),
            // What browsers of today do not support is rare.
            "supports" => !asks_not,
            "layer" => true,
            _ => false,
        })
    }

    fn rule_without_block(&mut self, _applies: bool, _start: &ParserState) -> Result<(), ()> {
        Ok(())
    }

    fn parse_block(
        &mut self,
        applies: bool,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        if applies && self.nesting < NESTING {
            let mut inner = Reader {
                sheet: &mut *self.sheet,
                nesting: self.nesting + 1,
            };
            for rule in StyleSheetParser::new(input, &mut inner) {
                drop(rule);
            }
        }
        Ok(())
    }
}

/// The selectors of a list, parted at its commas.
fn parts<'i>(input: &mut Parser<'i>) -> Vec<&'i str> {
    let mut parts = Vec::new();
    let mut start: SourcePosition = input.position();
    loop {
        let end = input.position();
        match input.next() {
            Ok(Token::Comma) => {
                parts.push(input.slice(start..end));
                start = input.position();
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    parts.push(input.slice_from(start));
    parts
}

/// What the last part of a selector asks for, to look rules up by.
#[derive(Debug, PartialEq)]
enum Key {
    Id(String),
    Class(String),
    Tag(String),
    Nothing,
}

/// What there is to know of a selector without holding it against an element.
#[derive(Debug, PartialEq)]
struct Shape {
    key: Key,
    specificity: u32,
    parts: u32,
}

/// Pseudo-classes that depend on the page alone, and are quickly found out.
const LASTING: &[&str] = &["root", "first-child", "last-child", "empty"];

/// `None` where a selector is not understood: a state such as `:hover` that a page at rest is
/// not in, a piece such as `::before` that is no element, or one that takes too long to match.
fn shape(selector: &str) -> Option<Shape> {
    if selector.is_empty() || selector.len() > SELECTOR_BYTES {
        return None;
    }
    let mut input = Parser::new(selector);
    let mut shape = Shape {
        key: Key::Nothing,
        specificity: 0,
        parts: 1,
    };
    measure(&mut input, &mut shape)?;
    (shape.parts <= SELECTOR_PARTS).then_some(shape)
}

fn measure(input: &mut Parser<'_>, shape: &mut Shape) -> Option<()> {
    const ID: u32 = 1 << 16;
    const CLASS: u32 = 1 << 8;
    while let Ok(token) = input.next_including_whitespace() {
        match token.clone() {
            Token::WhiteSpace(_) | Token::Delim('>' | '+') => {
                shape.key = Key::Nothing;
                shape.parts += 1;
            }
            Token::IDHash(name) | Token::Hash(name) => {
                shape.key = Key::Id(name.as_ref().to_owned());
                shape.specificity += ID;
            }
            Token::Delim('.') => {
                let name = input.expect_ident_cloned().ok()?;
                if !matches!(shape.key, Key::Id(_)) {
                    shape.key = Key::Class(name.as_ref().to_owned());
                }
                shape.specificity += CLASS;
            }
            Token::Ident(name) => {
                if shape.key == Key::Nothing {
                    shape.key = Key::Tag(name.to_ascii_lowercase());
                }
                shape.specificity += 1;
            }
            Token::Delim('*') => {}
            Token::SquareBracketBlock => shape.specificity += CLASS,
            Token::Colon => match input.next_including_whitespace().ok()?.clone() {
                Token::Ident(name)
                    if LASTING.iter().any(|known| name.eq_ignore_ascii_case(known)) =>
                {
                    shape.specificity += CLASS;
                }
                Token::Function(name) if name.eq_ignore_ascii_case("not") => {
                    let mut inner = Shape {
                        key: Key::Nothing,
                        specificity: 0,
                        parts: 1,
                    };
                    let read = input.parse_nested_block(|input| -> Result<(), ParseError<()>> {
                        measure(input, &mut inner).ok_or_else(ParseError::unexpected_token)
                    });
                    read.ok()?;
                    shape.specificity += inner.specificity;
                    shape.parts += inner.parts;
                }
                _ => return None,
            },
            _ => return None,
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_looked_up_by_their_last_part() {
        let key = |selector| shape(selector).map(|shape| shape.key);
        let class = |name: &str| Some(Key::Class(name.to_owned()));
        assert_eq!(key("div > p.lead"), class("lead"));
        assert_eq!(key(r".md\:hidden"), class("md:hidden"));
        assert_eq!(key("p#a.b"), Some(Key::Id("a".to_owned())));
        assert_eq!(key("main P"), Some(Key::Tag("p".to_owned())));
        assert_eq!(key("p [hidden]"), Some(Key::Nothing));
        assert_eq!(key(".a:not(.b.c)"), class("a"));
        for not_understood in [
            "a:hover",
            "p::before",
            "p:before",
            ".a ~ .b",
            "li:nth-child(2)",
            "",
        ] {
            assert_eq!(key(not_understood), None, "{not_understood}");
        }
        let (long, deep) = (".a".repeat(500), "a ".repeat(50));
        assert_eq!(key(&long), None);
        assert_eq!(key(&deep), None);
    }

    #[test]
    fn an_id_outweighs_classes_and_a_class_outweighs_names() {
        let weight = |selector| shape(selector).map(|shape| shape.specificity);
        assert!(weight("#a") > weight(".a.b.c"));
        assert!(weight(".a") > weight("html body main p"));
        assert!(weight("p.a") > weight(".a"));
        assert!(weight(".a:not(.b)") > weight(".a"));
    }

    #[test]
    fn a_style_block_of_any_depth_is_read_in_bounds() {
        let deep = "@media all{".repeat(100_000);
        assert!(Sheet::of(&[deep]).rules.is_empty());
        let brackets = format!("{}.a{{display:none}}", "[".repeat(100_000));
        assert!(Sheet::of(&[brackets]).rules.is_empty());
        let nots = format!("{}.a{{display:none}}", ":not(".repeat(100_000));
        assert!(Sheet::of(&[nots]).rules.is_empty());
    }
}
