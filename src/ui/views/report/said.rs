//! What people say, in the report: decisions, own marks, notes.

use egui::text::{LayoutJob, TextFormat};

use super::pieces::Press;
use crate::export::document::{Decided, OWN_SIGN, Remark, Run, SaidCard, SaidLine};
use crate::model::Decision;
use crate::ui::theme::Face;

/// Whether somebody disagreed.
pub(super) fn is_denied(decided: Option<Decided>) -> bool {
    decided.is_some_and(|decided| decided.decision == Decision::Disagree)
}

impl Press<'_> {
    /// The signs that follow marked words, on the ground that these have.
    pub(super) fn signs(&self, job: &mut LayoutJob, run: &Run, words: &TextFormat) {
        let theme = self.theme;
        let size = words.font_id.size * 0.75;
        let format = TextFormat {
            background: words.background,
            expand_bg: words.expand_bg,
            line_height: words.line_height,
            ..theme.format(Face::SansStrong, size, theme.human)
        };
        if let Some(decided) = run.decided.filter(|_| run.is_last) {
            job.append(decided.sign, 0.0, format.clone());
        }
        for _ in &run.own_ends {
            job.append(OWN_SIGN, 0.0, format.clone());
        }
    }

    /// How to read what people say.
    pub(super) fn legend_of_people(&mut self) {
        let theme = self.theme;
        let plain = theme.format(Face::Sans, 12.5, theme.ink_second);
        let sign = theme.format(Face::SansStrong, 11.0, theme.human);
        let mut own = theme.format(Face::Serif, 14.0, theme.ink);
        own.background = theme.human_tint;
        let mut job = LayoutJob::default();
        for (mark, words) in [
            (Decided::of(Decision::Agree).sign, " agreed  "),
            (Decided::of(Decision::Disagree).sign, " disagreed  "),
            (Decided::of(Decision::Unsure).sign, " unsure · "),
        ] {
            job.append(mark, 0.0, sign.clone());
            job.append(words, 0.0, plain.clone());
        }
        job.append("people’s own marks", 0.0, own);
        job.append(OWN_SIGN, 1.0, sign);
        job.append(" are tinted and end in a diamond", 0.0, plain);
        self.job(job, 0.0, 2.0, false);
    }

    /// A note on an article or on the whole.
    pub(super) fn remark(&mut self, remark: &Remark) {
        let theme = self.theme;
        let words = theme.text(&remark.text, Face::Serif, 15.0, theme.ink);
        self.job(words, 12.0, 8.0, false);
        let by = theme.text(&remark.by, Face::Sans, 12.0, theme.ink_second);
        self.job(by, 12.0, 2.0, false);
    }

    /// What somebody said, under what it is about.
    pub(super) fn said(&mut self, said: &SaidLine) {
        let theme = self.theme;
        let mut job = LayoutJob::default();
        if let Some(decided) = said.decided {
            let strong = theme.format(Face::SansStrong, 12.5, theme.human);
            job.append(&format!("{} {}", decided.sign, decided.word), 0.0, strong);
            job.append("  ", 0.0, theme.format(Face::Sans, 12.0, theme.ink_second));
        }
        let quiet = theme.format(Face::Sans, 12.0, theme.ink_second);
        job.append(&said.by, 0.0, quiet);
        self.job(job, 12.0, 4.0, false);
        let note = theme.text(&said.note, Face::Sans, 13.0, theme.ink);
        self.job(note, 12.0, 2.0, false);
    }

    /// An own mark, or what somebody said of another answer than a finding.
    pub(super) fn said_card(&mut self, card: &SaidCard) {
        let theme = self.theme;
        let sign = if card.is_own { OWN_SIGN } else { "" };
        let title = format!("{sign} {}", card.title);
        let mut head = theme.text(title.trim(), Face::SansStrong, 13.0, theme.human);
        let quiet = theme.format(Face::Sans, 12.0, theme.ink_second);
        head.append(&format!("{} · {}", card.origin, card.place), 8.0, quiet);
        self.job(head, 0.0, 14.0, false);
        let around = theme.format(Face::Serif, 15.0, theme.ink_second);
        let mut words = LayoutJob::default();
        words.append(&card.before, 0.0, around.clone());
        let mut marked = theme.format(Face::SerifStrong, 15.0, theme.ink);
        marked.background = theme.human_tint;
        words.append(&card.words, 0.0, marked);
        words.append(&card.after, 0.0, around);
        self.job(words, 12.0, 2.0, false);
        self.said(&card.said);
    }
}
