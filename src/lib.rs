//! Slantwise compares how news articles frame one event.
//!
//! From file to screen to export in six steps:
//!
//! 1. **Import** turns bytes into an [`model::Article`]: an immutable text with paragraphs, headings and set-aside furniture.
//! 2. **Analysis** turns an article into an [`model::Analysis`]: who speaks, what is stated or judged, and the phrases that show it.
//! 3. **Compare** sets several analyses side by side as a [`model::Comparison`].
//! 4. **State** holds articles, analyses and the session; [`state::AppState::update`] and [`state::AppState::apply`] are the places that change it.
//! 5. **Ui** reads state and sends [`state::Command`]s; **app** carries out effects through **jobs**, the only threads.
//! 6. **Export** prints a format-free report document as HTML, Markdown, CSV or JSON.
//!
//! The modules, lowest first; each may use those above it in this list, and
//! `tests/tests/architecture.rs` holds the rule.

pub mod files;
pub mod text;

pub mod model;

pub mod analysis;
pub mod compare;
pub mod export;
pub mod import;
pub mod store;

pub mod jobs;

pub mod state;

pub mod ui;

pub mod app;
pub mod cli;
