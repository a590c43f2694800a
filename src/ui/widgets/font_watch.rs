//! Tells when laid out text that is kept from frame to frame must be thrown away.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Ui};

/// Notices that the font atlas was cleared, or that the pixel density changed.
///
/// Galleys point into the atlas, and egui clears its own cache of them together
/// with it. So one tiny galley asked for in every frame is a new one exactly
/// when all others have become invalid.
#[derive(Debug, Default)]
pub struct FontWatch {
    canary: Option<Arc<Galley>>,
}

impl FontWatch {
    /// Whether kept galleys must go; ask once per frame.
    pub fn changed(&mut self, ui: &Ui) -> bool {
        let job = LayoutJob::simple_singleline(
            "x".to_owned(),
            FontId::proportional(10.0),
            Color32::PLACEHOLDER,
        );
        let now = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let same = self
            .canary
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(before, &now));
        self.canary = Some(now);
        !same
    }
}
