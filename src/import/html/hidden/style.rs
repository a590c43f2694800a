//! What a list of declarations says of whether an element's words are shown.

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, Token, parse_important,
};

/// The properties that decide whether words are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Display,
    Visibility,
    Opacity,
    FontSize,
    Position,
    /// `left`, `top`, `right`, `bottom`.
    Offset(u8),
    /// `margin-left`, `margin-top`.
    Margin(u8),
    TextIndent,
    Transform,
    Clip,
    ClipPath,
    Width,
    Height,
    MaxHeight,
    Overflow,
    Animation,
}

/// How many properties there are.
pub(super) const PROPERTIES: usize = 20;

impl Property {
    /// Its place in an array of all.
    pub fn index(self) -> usize {
        match self {
            Self::Display => 0,
            Self::Visibility => 1,
            Self::Opacity => 2,
            Self::FontSize => 3,
            Self::Position => 4,
            Self::Offset(side) => 5 + usize::from(side),
            Self::Margin(side) => 9 + usize::from(side),
            Self::TextIndent => 11,
            Self::Transform => 12,
            Self::Clip => 13,
            Self::ClipPath => 14,
            Self::Width => 15,
            Self::Height => 16,
            Self::MaxHeight => 17,
            Self::Overflow => 18,
            Self::Animation => 19,
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "display" => Self::Display,
            "visibility" => Self::Visibility,
            "opacity" => Self::Opacity,
            "font-size" | "font" => Self::FontSize,
            "position" => Self::Position,
            "left" => Self::Offset(0),
            "top" => Self::Offset(1),
            "right" => Self::Offset(2),
            "bottom" => Self::Offset(3),
            "margin-left" => Self::Margin(0),
            "margin-top" => Self::Margin(1),
            "text-indent" => Self::TextIndent,
            "transform" | "-webkit-transform" => Self::Transform,
            "clip" => Self::Clip,
            "clip-path" | "-webkit-clip-path" => Self::ClipPath,
            "width" => Self::Width,
            "height" => Self::Height,
            "max-height" => Self::MaxHeight,
            "overflow" | "overflow-x" | "overflow-y" => Self::Overflow,
            "animation" | "animation-name" | "-webkit-animation" | "-webkit-animation-name" => {
                Self::Animation
            }
            _ => return None,
        })
    }
}

/// One declaration, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Declaration {
    pub property: Property,
    /// Whether it does what hides: `none` for `display`, nothing left for `height`, out of the
    /// flow for `position`, cut off for `overflow`, moved far away for an offset.
    pub hides: bool,
    pub important: bool,
}

/// The declarations of a `style` attribute.
pub(super) fn inline(style: &str) -> Vec<Declaration> {
    declarations(&mut Parser::new(style))
}

/// The declarations of a rule; what is not understood is passed over, as browsers do.
pub(super) fn declarations(input: &mut Parser<'_>) -> Vec<Declaration> {
    let mut reader = Reader;
    RuleBodyParser::new(input, &mut reader)
        .filter_map(Result::ok)
        .flatten()
        .collect()
}

struct Reader;

impl<'i> DeclarationParser<'i> for Reader {
    type Declaration = Option<Declaration>;
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<Option<Declaration>, ParseError<()>> {
        let name = name.to_ascii_lowercase();
        let Some(property) = Property::named(&name) else {
            while input.next().is_ok() {}
            return Ok(None);
        };
        let mut value = Value::default();
        while !important_follows(input) {
            let Ok(token) = input.next() else { break };
            let token = token.clone();
            value.take(&token, input);
        }
        let important = input.try_parse(parse_important).is_ok();
        let hides = if name == "font" {
            value.font_hides()
        } else {
            value.hides(property)
        };
        // What neither hides nor shows leaves what other rules say.
        Ok(hides.map(|hides| Declaration {
            property,
            hides,
            important,
        }))
    }
}

impl AtRuleParser<'_> for Reader {
    type Prelude = ();
    type AtRule = Option<Declaration>;
    type Error = ();
}

impl QualifiedRuleParser<'_> for Reader {
    type Prelude = ();
    type QualifiedRule = Option<Declaration>;
    type Error = ();
}

impl RuleBodyItemParser<'_, Option<Declaration>, ()> for Reader {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

fn important_follows(input: &mut Parser<'_>) -> bool {
    let start = input.state();
    let follows = parse_important(input).is_ok() && input.is_exhausted();
    input.reset(&start);
    follows
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Word(String),
    /// A length in pixels; a plain number counts as one.
    Length(f32),
    /// A share of something else: `%`.
    Relative(f32),
    /// As often as letters are high: `em`.
    Em(f32),
    Function(String, Vec<Self>),
    Slash,
}

#[derive(Debug, Default)]
struct Value(Vec<Part>);

/// Pixels of the window that pages are taken to be shown in.
pub(super) const WINDOW: (f32, f32) = (1280.0, 800.0);
const EM: f32 = 16.0;
/// What is moved this many pixels to the left or up is off every screen.
const FAR: f32 = -900.0;
/// Nobody sees so little.
const FAINT: f32 = 0.01;
/// A box of this many pixels shows nothing.
const SPECK: f32 = 1.0;

impl Value {
    fn take(&mut self, token: &Token<'_>, input: &mut Parser<'_>) {
        if let Token::Function(name) = token {
            let name = name.to_ascii_lowercase();
            let mut inner = Self::default();
            // Functions inside functions are arithmetic, which is left alone.
            let read = input.parse_nested_block(|input| -> Result<(), ParseError<()>> {
                while let Ok(token) = input.next() {
                    let part = part(token);
                    inner.0.extend(part);
                }
                Ok(())
            });
            if read.is_ok() {
                self.0.push(Part::Function(name, inner.0));
            }
        } else {
            self.0.extend(part(token));
        }
    }

    fn word(&self) -> Option<&str> {
        self.0.iter().find_map(|part| match part {
            Part::Word(word) => Some(word.as_str()),
            _ => None,
        })
    }

    /// The first length; relative lengths as part of the window.
    fn pixels(&self) -> Option<f32> {
        self.0.iter().find_map(|part| match part {
            Part::Length(pixels) => Some(*pixels),
            Part::Relative(share) => Some(share * WINDOW.0),
            Part::Em(times) => Some(times * EM),
            _ => None,
        })
    }

    /// `Some` where the value says something on whether the element is shown.
    fn hides(&self, property: Property) -> Option<bool> {
        let word = self.word();
        if matches!(word, Some("inherit" | "unset" | "revert" | "revert-layer")) {
            return None;
        }
        Some(match property {
            Property::Display => word? == "none",
            Property::Visibility => matches!(word?, "hidden" | "collapse"),
            Property::Opacity => match self.0.first()? {
                Part::Length(number) | Part::Relative(number) => *number < FAINT,
                _ => return None,
            },
            Property::FontSize => return self.0.first().and_then(size_hides),
            Property::Position => matches!(word?, "absolute" | "fixed" | "relative"),
            Property::Offset(_) | Property::Margin(_) | Property::TextIndent => {
                self.pixels().is_some_and(|pixels| pixels <= FAR)
            }
            Property::Transform => self.0.iter().any(moves_away),
            Property::Clip | Property::ClipPath => self.0.iter().any(cuts_away),
            Property::Width | Property::Height | Property::MaxHeight => {
                self.pixels().is_some_and(|pixels| pixels <= SPECK)
            }
            Property::Overflow => matches!(word?, "hidden" | "clip"),
            Property::Animation => !(self.0.len() == 1 && word == Some("none")),
        })
    }

    /// `font: 0/0 a`, the size in the shorthand.
    fn font_hides(&self) -> Option<bool> {
        // A weight may stand before it as a number: `font: 700 16px/1.2 Georgia`.
        let slash = self.0.iter().position(|part| *part == Part::Slash);
        let sizes = &self.0[..slash.unwrap_or(self.0.len())];
        let is_size =
            |part: &&Part| matches!(part, Part::Length(_) | Part::Relative(_) | Part::Em(_));
        sizes.iter().rev().find(is_size).and_then(size_hides)
    }
}

fn part(token: &Token<'_>) -> Option<Part> {
    Some(match token {
        Token::Ident(word) => Part::Word(word.to_ascii_lowercase()),
        Token::Number { value, .. } => Part::Length(*value),
        Token::Percentage { unit_value, .. } => Part::Relative(*unit_value),
        Token::Dimension { value, unit, .. } => match unit.to_ascii_lowercase().as_str() {
            "em" | "ex" | "ch" => Part::Em(*value),
            "rem" => Part::Length(value * EM),
            "vw" | "vmax" => Part::Length(value * WINDOW.0 / 100.0),
            "vh" | "vmin" => Part::Length(value * WINDOW.1 / 100.0),
            "pt" | "pc" | "cm" | "mm" | "in" | "q" => Part::Length(value * 4.0 / 3.0),
            _ => Part::Length(*value),
        },
        Token::Delim('/') => Part::Slash,
        _ => return None,
    })
}

/// Whether letters of a size cannot be seen. A share of the parent's says nothing.
fn size_hides(part: &Part) -> Option<bool> {
    match part {
        Part::Length(pixels) => Some(*pixels < SPECK),
        Part::Relative(share) | Part::Em(share) if *share < FAINT => Some(true),
        Part::Word(word) => (!matches!(word.as_str(), "smaller" | "larger")).then_some(false),
        _ => None,
    }
}

/// `translateX(-9999px)`, `scale(0)`.
fn moves_away(part: &Part) -> bool {
    let Part::Function(name, values) = part else {
        return false;
    };
    let lengths = || {
        values.iter().filter_map(|value| match value {
            Part::Length(pixels) => Some(*pixels),
            Part::Em(times) => Some(times * EM),
            _ => None,
        })
    };
    if name.starts_with("translate") {
        lengths().any(|pixels| pixels <= FAR)
    } else {
        name.starts_with("scale") && lengths().any(|factor| factor.abs() < FAINT)
    }
}

/// `rect(0 0 0 0)`, `rect(1px, 1px, 1px, 1px)`, `inset(50%)`, `circle(0)`.
fn cuts_away(part: &Part) -> bool {
    let Part::Function(name, values) = part else {
        return false;
    };
    match name.as_str() {
        "rect" => {
            values.len() == 4
                && values
                    .iter()
                    .all(|value| matches!(value, Part::Length(pixels) if *pixels <= SPECK))
        }
        "inset" => matches!(values.first(), Some(Part::Relative(share)) if *share >= 0.5),
        "circle" => matches!(
            values.first(),
            Some(Part::Length(size) | Part::Relative(size)) if *size < FAINT
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hides(style: &str) -> Vec<(Property, bool)> {
        let found = inline(style);
        found
            .iter()
            .map(|declaration| (declaration.property, declaration.hides))
            .collect()
    }

    #[test]
    fn every_spelling_of_a_declaration_is_read() {
        for style in [
            "display:none",
            "DISPLAY : NONE",
            "display:none!important",
            "color:red;display: none ! important ;",
            "display:/* not */none/**/",
            r"d\69splay:n\6fne",
            "{}; display:none",
            "color:;display:none",
        ] {
            assert_eq!(hides(style), [(Property::Display, true)], "{style}");
        }
        assert_eq!(hides("display:block"), [(Property::Display, false)]);
        assert_eq!(hides("content:'display:none'"), []);
        assert!(inline("display:none !IMPORTANT")[0].important);
    }

    #[test]
    fn nothing_is_left_of_words_without_size_or_colour() {
        for style in [
            "font-size:0",
            "font-size:0px",
            "font:0/0 a",
            "font-size:0em",
        ] {
            assert_eq!(hides(style), [(Property::FontSize, true)], "{style}");
        }
        for style in [
            "font-size:16px",
            "font:700 16px/1.2 Georgia",
            "font-size:small",
        ] {
            assert_eq!(hides(style), [(Property::FontSize, false)], "{style}");
        }
        assert_eq!(hides("font-size:80%"), []);
        assert_eq!(hides("opacity:0"), [(Property::Opacity, true)]);
        assert_eq!(hides("opacity:0%"), [(Property::Opacity, true)]);
        assert_eq!(hides("opacity:.5"), [(Property::Opacity, false)]);
        assert_eq!(hides("opacity:var(--x)"), []);
    }

    #[test]
    fn what_is_moved_far_away_or_cut_off_is_told() {
        for style in [
            "left:-9999px",
            "top:-999em",
            "margin-left:-10000px",
            "text-indent:-9999px",
            "transform:translateX(-9999px)",
            "transform:scale(0)",
            "clip:rect(0 0 0 0)",
            "clip:rect(1px, 1px, 1px, 1px)",
            "clip-path:inset(50%)",
            "height:0",
            "width:1px",
        ] {
            assert!(hides(style)[0].1, "{style}");
        }
        for style in [
            "left:-20px",
            "transform:translateX(-50%)",
            "clip:auto",
            "height:auto",
        ] {
            assert!(!hides(style)[0].1, "{style}");
        }
    }
}
