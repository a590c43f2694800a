//! The table's words laid out for one width, one theme and one resolution.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Galley, Ui};

use super::sheet::{Entry, Header, Line, Section, Sheet};
use crate::model::VoiceFilter;
use crate::ui::theme::{Face, Theme};

/// Space inside a cell, left and right.
pub const SIDE: f32 = 12.0;
/// Space inside a cell, above and below.
pub const EDGE: f32 = 8.0;
/// Height of the bar beside a share.
pub const BAR: f32 = 6.0;
/// Room for a share before its bar.
pub const NUMBER: f32 = 52.0;
/// Room for the shape of a tone before its number.
pub const SHAPE: f32 = 15.0;

/// Widths of the columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Widths {
    /// The column of labels.
    pub label: f32,
    /// Each article's.
    pub column: f32,
    /// What stands across all columns that are in sight.
    pub across: f32,
}

/// All galleys of the table.
#[derive(Debug, Default)]
pub struct LaidOut {
    /// Heads of the columns.
    pub headers: Vec<LaidHeader>,
    /// In the sheet's order.
    pub sections: Vec<LaidSection>,
    /// What to keep in mind.
    pub caveats: Vec<Arc<Galley>>,
    /// Height of everything below the heads.
    pub height: f32,
    /// Height of the tallest head.
    pub header_height: f32,
}

/// The head of a column.
#[derive(Debug)]
pub struct LaidHeader {
    /// Outlet, date, words.
    pub source: Arc<Galley>,
    /// Headline.
    pub title: Arc<Galley>,
    /// Shares.
    pub shares: Arc<Galley>,
}

/// A section.
#[derive(Debug)]
pub struct LaidSection {
    /// Its heading, with the note.
    pub title: Arc<Galley>,
    /// Its lines.
    pub lines: Vec<LaidLine>,
}

/// A line.
#[derive(Debug)]
pub struct LaidLine {
    /// Label and note.
    pub label: Arc<Galley>,
    /// One an article.
    pub entries: Vec<Arc<Galley>>,
    /// Height of the line.
    pub height: f32,
}

/// Height of a heading inside the table.
pub const HEADING: f32 = 38.0;
/// Height of the ribbon in a head.
pub const RIBBON: f32 = 10.0;

/// Lays a sheet out.
pub fn lay_out(
    ui: &Ui,
    sheet: &Sheet,
    theme: &Theme,
    widths: Widths,
    filter: VoiceFilter,
    is_compact: bool,
) -> LaidOut {
    let press = Press { ui, theme };
    let headers: Vec<_> = sheet
        .headers
        .iter()
        .map(|header| press.header(header, widths.column - 2.0 * SIDE, is_compact))
        .collect();
    let header_height = headers
        .iter()
        .map(|header| header.height(is_compact))
        .fold(0.0, f32::max);
    let sections: Vec<_> = sheet
        .sections
        .iter()
        .map(|section| press.section(section, widths, filter))
        .collect();
    let all = widths.label + widths.column * 2.0 - 2.0 * SIDE;
    let caveats: Vec<_> = sheet
        .caveats
        .iter()
        .map(|caveat| press.text(caveat, Face::Sans, 12.5, theme.ink_second, all, 0))
        .collect();
    let mut height: f32 = sections.iter().map(LaidSection::height).sum();
    if !caveats.is_empty() {
        height += HEADING + EDGE;
        height += caveats
            .iter()
            .map(|caveat| caveat.size().y + EDGE)
            .sum::<f32>();
    }
    LaidOut {
        headers,
        sections,
        caveats,
        height,
        header_height,
    }
}

impl LaidHeader {
    fn height(&self, is_compact: bool) -> f32 {
        let text = self.source.size().y + self.title.size().y;
        let shares = if is_compact {
            0.0
        } else {
            self.shares.size().y + 6.0
        };
        2.0 * EDGE + text + 4.0 + 6.0 + RIBBON + shares
    }
}

impl LaidSection {
    /// Height of the section with its heading.
    pub fn height(&self) -> f32 {
        HEADING + self.lines.iter().map(|line| line.height).sum::<f32>()
    }
}

struct Press<'a> {
    ui: &'a Ui,
    theme: &'a Theme,
}

impl Press<'_> {
    fn set(&self, mut job: LayoutJob, width: f32, most_rows: usize) -> Arc<Galley> {
        job.wrap.max_width = width.max(1.0);
        if most_rows > 0 {
            job.wrap.max_rows = most_rows;
        }
        self.ui.painter().layout_job(Theme::seen(job))
    }

    fn text(
        &self,
        text: &str,
        face: Face,
        size: f32,
        colour: Color32,
        width: f32,
        most_rows: usize,
    ) -> Arc<Galley> {
        self.set(self.theme.text(text, face, size, colour), width, most_rows)
    }

    fn header(&self, header: &Header, width: f32, is_compact: bool) -> LaidHeader {
        let theme = self.theme;
        let rows = if is_compact { 1 } else { 2 };
        LaidHeader {
            source: self.text(
                &header.source,
                Face::Sans,
                12.0,
                theme.ink_second,
                width,
                rows,
            ),
            title: self.text(
                &header.title,
                Face::SerifStrong,
                16.0,
                theme.ink,
                width,
                rows,
            ),
            shares: self.text(
                &header.shares,
                Face::Sans,
                12.0,
                theme.ink_second,
                width,
                rows,
            ),
        }
    }

    fn section(&self, section: &Section, widths: Widths, filter: VoiceFilter) -> LaidSection {
        let theme = self.theme;
        let mut job = theme.text(section.kind.title(), Face::SansStrong, 14.0, theme.ink);
        let note = section.kind.note(filter);
        job.append(note, 12.0, theme.format(Face::Sans, 12.0, theme.ink_second));
        let title = self.set(job, f32::INFINITY, 1);
        LaidSection {
            title,
            lines: section
                .lines
                .iter()
                .map(|line| self.line(line, widths))
                .collect(),
        }
    }

    fn line(&self, line: &Line, widths: Widths) -> LaidLine {
        let theme = self.theme;
        let mut job = theme.text(&line.label, Face::SansStrong, 13.0, theme.ink);
        if !line.note.is_empty() {
            let note = theme.format(Face::Sans, 12.0, theme.ink_second);
            job.append("\n", 0.0, note.clone());
            job.append(&line.note, 0.0, note);
        }
        let label = self.set(job, widths.label - 2.0 * SIDE, 0);
        let width = if line.is_wide {
            widths.across
        } else {
            widths.column
        };
        let width = width - 2.0 * SIDE;
        let entries: Vec<_> = line
            .entries
            .iter()
            .map(|entry| self.entry(entry, width, line.is_wide))
            .collect();
        let tallest = entries
            .iter()
            .map(|galley| galley.size().y)
            .fold(label.size().y, f32::max);
        LaidLine {
            label,
            entries,
            height: tallest + 2.0 * EDGE,
        }
    }

    fn entry(&self, entry: &Entry, width: f32, is_wide: bool) -> Arc<Galley> {
        let theme = self.theme;
        let mut job = LayoutJob::default();
        if entry.is_missing {
            let format = theme.format(Face::Sans, 12.5, theme.ink_second);
            job.append(&entry.value, 0.0, format);
            return self.set(job, width, 0);
        }
        let (face, colour) = match entry.tone {
            Some(tone) => (Face::SansStrong, theme.sentiment(tone)),
            None if entry.is_nothing => (Face::Sans, theme.ink_second),
            None => (Face::SansStrong, theme.ink),
        };
        let indent = if entry.tone.is_some() { SHAPE } else { 0.0 };
        job.append(&entry.value, indent, theme.format(face, 13.0, colour));
        if !entry.detail.is_empty() {
            let space = if entry.value.is_empty() { 0.0 } else { 8.0 };
            let format = if entry.is_cited {
                theme.format(Face::Serif, 14.0, theme.ink)
            } else {
                // Beside a value the words are set back; a sentence across all columns is the value.
                let colour = if is_wide { theme.ink } else { theme.ink_second };
                theme.format(Face::Sans, 13.0, colour)
            };
            job.append(&entry.detail, space, format);
        }
        self.set(job, width, 0)
    }
}
