//! One article beside its panel.

mod header;
mod reader;

use egui::{CentralPanel, Frame, Ui};

use crate::state::{Command, Target};
use crate::ui::Screen;
use crate::ui::widgets::article_scroll::ArticleScroll;
use crate::ui::widgets::ribbon::RibbonCache;

use crate::model::ArticleId;

/// What this view remembers by itself.
#[derive(Debug, Default)]
pub struct ReadMemory {
    scroll: ArticleScroll,
    ribbon: RibbonCache,
    article: Option<ArticleId>,
    /// Serial of the request that was carried out last.
    revealed: u64,
}

/// Draws the view.
pub fn read_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut ReadMemory) {
    let Some(article) = screen
        .state
        .session
        .article
        .and_then(|id| screen.state.document.project().article(id))
    else {
        return;
    };
    if memory.article != Some(article.id) {
        memory.article = Some(article.id);
        memory.scroll.rewind();
    }
    reveal(screen, memory);
    let mut hovered = None;
    CentralPanel::default()
        .frame(Frame::NONE.fill(screen.theme.paper))
        .show(ui, |ui| {
            hovered = reader::reader_ui(ui, screen, memory, article);
        });
    if hovered != screen.state.session.hovered {
        screen.send(Command::Hover(hovered));
    }
}

/// Carries out a new request to bring something into sight.
fn reveal(screen: &Screen<'_>, memory: &mut ReadMemory) {
    let Some(reveal) = screen.state.session.reveal else {
        return;
    };
    if reveal.serial == memory.revealed || Some(reveal.target.article()) != memory.article {
        return;
    }
    // Without an analysis the request waits.
    if let Some(sentence) = sentence_of(screen, reveal.target) {
        memory.revealed = reveal.serial;
        memory.scroll.glide_to(sentence);
    }
}

/// The sentence in which a target lies.
fn sentence_of(screen: &Screen<'_>, target: Target) -> Option<usize> {
    let analysis = screen.state.analyses.get(target.article())?;
    match target {
        Target::Sentence(_, index) => Some(index),
        Target::Finding(_, key) => analysis
            .findings
            .iter()
            .find(|finding| finding.key == key)
            .map(|finding| finding.sentence),
        Target::Source(_, index) => analysis.sources.get(index)?.sentences.first().copied(),
    }
}
