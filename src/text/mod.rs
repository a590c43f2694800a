//! Strings and the places in them; nothing here knows what an article is.

pub mod anchor;
pub mod changes;
pub mod code;
pub mod content;
pub mod direction;
pub mod language;
pub mod noun;
pub mod plain;
pub mod quotation;
pub mod search;
pub mod segment;
pub mod select;
pub mod span;
pub mod stem;
pub mod token;

pub use anchor::Anchor;
pub use plain::Plain;
pub use span::{CodePoints, Span};
pub use token::{Token, TokenKind, Tokens};
