//! Small things that several views draw in the same way.
//!
//! Widgets take the theme and plain data and answer with responses; sending
//! commands is the views' business.

pub mod article_scroll;
pub mod article_text;
pub mod card;
pub mod confidence;
pub mod controls;
pub mod divider;
pub mod font_watch;
pub mod heights;
pub mod icon;
pub mod link;
pub mod pill;
pub mod ribbon;
pub mod sentiment;
