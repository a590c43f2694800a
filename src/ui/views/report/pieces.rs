//! A report cut into pieces that stand under each other, each laid out.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Stroke, Ui};

use super::said::is_denied;
use crate::export::document::{
    Bar, Block, DetectorCard, FindingCard, MarkedParagraph, MarkedSentence, ReportDocument,
    RibbonCell, Section, Sign, Strip, Table, TableCell, TableRow,
};
use crate::model::Layer;
use crate::ui::theme::{Face, Theme};

/// Space inside a table's cell, left and right.
pub(super) const CELL_SIDE: f32 = 8.0;
/// Space inside a table's cell, above and below.
pub(super) const CELL_EDGE: f32 = 6.0;

/// Height of a line of an article's text, by its size.
const LEADING: f32 = 1.35;

/// One piece.
#[derive(Debug)]
pub(super) struct Piece {
    /// Height with the space before it.
    pub height: f32,
    /// Space before it.
    pub before: f32,
    /// What is drawn.
    pub content: Content,
}

/// How far the words of a list stand in.
pub(super) const ITEM: f32 = 16.0;

/// What a piece shows.
#[derive(Debug)]
pub(super) enum Content {
    /// Words.
    Text {
        galley: Arc<Galley>,
        indent: f32,
        is_heading: bool,
    },
    /// Words of a list, behind a point.
    Item { galley: Arc<Galley> },
    /// A thin line across the page.
    Rule,
    /// An article as a strip.
    Ribbon {
        cells: Vec<RibbonCell>,
        turn: Option<u16>,
        summary: String,
    },
    /// A line of a table.
    Line(TableLine),
}

/// A line of a table.
#[derive(Debug)]
pub(super) struct TableLine {
    pub is_head: bool,
    pub is_group: bool,
    pub cells: Vec<LaidCell>,
    /// The line in words.
    pub spoken: String,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct LaidCell {
    pub galley: Arc<Galley>,
    pub width: f32,
    pub is_flush_right: bool,
    pub bar: Option<Bar>,
}

/// Lays a document out for a page of this width.
pub(super) fn lay_out(ui: &Ui, theme: &Theme, document: &ReportDocument, width: f32) -> Vec<Piece> {
    let mut press = Press {
        ui,
        theme,
        width,
        pieces: Vec::new(),
    };
    press.heading(&document.title, Face::SerifStrong, 28.0, 0.0);
    press.text(&document.subtitle, Face::Sans, 12.5, theme.ink_second, 4.0);
    press.text(&document.caution, Face::Sans, 13.0, theme.ink, 10.0);
    for section in &document.sections {
        press.section(section);
    }
    press.pieces
}

pub(super) struct Press<'a> {
    ui: &'a Ui,
    pub(super) theme: &'a Theme,
    width: f32,
    pieces: Vec<Piece>,
}

impl Press<'_> {
    fn set(&self, mut job: LayoutJob, width: f32) -> Arc<Galley> {
        job.wrap.max_width = width.max(20.0);
        self.ui.painter().layout_job(Theme::seen(job))
    }

    fn push(&mut self, before: f32, height: f32, content: Content) {
        self.pieces.push(Piece {
            height: before + height,
            before,
            content,
        });
    }

    pub(super) fn job(&mut self, job: LayoutJob, indent: f32, before: f32, is_heading: bool) {
        if job.text.is_empty() {
            return;
        }
        let galley = self.set(job, self.width - indent);
        let height = galley.size().y;
        let content = Content::Text {
            galley,
            indent,
            is_heading,
        };
        self.push(before, height, content);
    }

    fn text(&mut self, words: &str, face: Face, size: f32, colour: Color32, before: f32) {
        self.job(
            self.theme.text(words, face, size, colour),
            0.0,
            before,
            false,
        );
    }

    fn heading(&mut self, words: &str, face: Face, size: f32, before: f32) {
        self.job(
            self.theme.text(words, face, size, self.theme.ink),
            0.0,
            before,
            true,
        );
    }

    fn section(&mut self, section: &Section) {
        let theme = self.theme;
        let is_part = section.level <= 2;
        if is_part {
            self.push(28.0, 1.0, Content::Rule);
        }
        if !section.overline.is_empty() {
            self.text(&section.overline, Face::Sans, 12.0, theme.ink_second, 14.0);
        }
        let space = match (is_part, section.overline.is_empty()) {
            (true, true) => 18.0,
            (false, true) => 16.0,
            (_, false) => 2.0,
        };
        if let Some(heading) = &section.heading {
            let mut job = LayoutJob::default();
            self.sentence(&mut job, heading, Face::SerifStrong, 21.0);
            self.job(job, 0.0, space, true);
        } else {
            let (face, size) = if is_part {
                (Face::SerifStrong, 21.0)
            } else {
                (Face::SansStrong, 14.5)
            };
            self.heading(&section.title, face, size, space);
        }
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let theme = self.theme;
        match block {
            Block::Paragraph { text } => self.text(text, Face::Serif, 15.5, theme.ink, 8.0),
            Block::Note { text } => self.text(text, Face::Sans, 12.5, theme.ink_second, 6.0),
            Block::Address { url } => self.text(url, Face::Sans, 12.5, theme.action, 6.0),
            Block::List { items } => {
                for item in items {
                    let job = theme.text(item, Face::Sans, 13.5, theme.ink);
                    let galley = self.set(job, self.width - ITEM);
                    let height = galley.size().y;
                    self.push(5.0, height, Content::Item { galley });
                }
            }
            Block::Table(table) => self.table(table),
            Block::Legend { people } => self.legend(*people),
            Block::Remark(remark) => self.remark(remark),
            Block::Said { items } => {
                for item in items {
                    self.said_card(item);
                }
            }
            Block::Strip(strip) => self.strip(strip),
            Block::Text(text) => {
                for paragraph in &text.paragraphs {
                    self.paragraph(paragraph);
                }
            }
            Block::Findings { items } => {
                for item in items {
                    self.finding(item);
                }
            }
            Block::Detectors { items } => {
                for item in items {
                    self.detector(item);
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let theme = self.theme;
        self.text(
            &table.caption,
            Face::SansStrong,
            12.5,
            theme.ink_second,
            14.0,
        );
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let count = table.columns.len().max(1) as f32;
        let first = (self.width * 0.30).min(240.0);
        let other = (self.width - first) / count;
        let mut cells = vec![self.cell(&table.corner, Face::Sans, first, false)];
        for column in &table.columns {
            cells.push(self.cell(&column.title, Face::SansStrong, other, column.is_numeric));
        }
        let head = TableLine {
            is_head: true,
            is_group: false,
            cells,
            spoken: table
                .columns
                .iter()
                .map(|column| column.title.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        };
        self.line(head, 6.0);
        for row in &table.rows {
            self.row(row, table, first, other);
        }
    }

    fn row(&mut self, row: &TableRow, table: &Table, first: f32, other: f32) {
        let theme = self.theme;
        let mut job = theme.text(&row.title, Face::SansStrong, 12.5, theme.ink);
        if !row.note.is_empty() {
            let note = theme.format(Face::Sans, 11.5, theme.ink_second);
            job.append("\n", 0.0, note.clone());
            job.append(&row.note, 0.0, note);
        }
        let width = if row.is_group { self.width } else { first };
        let mut cells = vec![LaidCell {
            galley: self.set(job, width - 2.0 * CELL_SIDE),
            width,
            is_flush_right: false,
            bar: None,
        }];
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            cells.push(LaidCell {
                galley: self.set(self.cell_job(cell), other - 2.0 * CELL_SIDE),
                width: other,
                is_flush_right: column.is_numeric,
                bar: cell.bar,
            });
        }
        let words = row.cells.iter().zip(&table.columns);
        let spoken = words.fold(row.title.clone(), |spoken, (cell, column)| {
            format!("{spoken}, {} {}", column.title, cell.text)
        });
        self.line(
            TableLine {
                is_head: false,
                is_group: row.is_group,
                cells,
                spoken,
            },
            0.0,
        );
    }

    fn cell(&self, words: &str, face: Face, width: f32, is_flush_right: bool) -> LaidCell {
        let job = self.theme.text(words, face, 12.0, self.theme.ink_second);
        LaidCell {
            galley: self.set(job, width - 2.0 * CELL_SIDE),
            width,
            is_flush_right,
            bar: None,
        }
    }

    fn cell_job(&self, cell: &TableCell) -> LayoutJob {
        let theme = self.theme;
        let mut job = LayoutJob::default();
        if let Some(sign) = cell.sign {
            let format = theme.format(Face::Sans, 10.0, self.sign_colour(sign));
            job.append(sign.shape().encode_utf8(&mut [0; 4]), 0.0, format);
            job.append(" ", 0.0, theme.format(Face::Sans, 12.5, theme.ink));
        }
        job.append(&cell.text, 0.0, theme.format(Face::Sans, 12.5, theme.ink));
        job
    }

    fn line(&mut self, line: TableLine, before: f32) {
        let tallest = line
            .cells
            .iter()
            .map(|cell| cell.galley.size().y + if cell.bar.is_some() { 5.0 } else { 0.0 })
            .fold(0.0, f32::max);
        if before > 0.0 {
            self.push(before, 0.0, Content::Rule);
        }
        self.push(0.0, tallest + 2.0 * CELL_EDGE, Content::Line(line));
    }

    fn sign_colour(&self, sign: Sign) -> Color32 {
        match sign {
            Sign::Positive => self.theme.positive,
            Sign::Negative => self.theme.negative,
            Sign::Neutral => self.theme.ink_second,
        }
    }

    fn legend(&mut self, people: bool) {
        let theme = self.theme;
        let plain = theme.format(Face::Sans, 12.5, theme.ink_second);
        let mut job = LayoutJob::default();
        let mut framing = theme.format(Face::Serif, 14.0, theme.ink);
        framing.background = theme.framing_tint;
        let mut quoted = theme.format(Face::Serif, 14.0, theme.ink);
        quoted.underline = Stroke::new(1.5, theme.voices);
        let mut cue = framing.clone();
        cue.underline = Stroke::new(1.5, theme.framing);
        job.append(
            "Sources",
            0.0,
            theme.format(Face::SerifStrong, 14.0, theme.reported),
        );
        job.append(" are bold · ", 0.0, plain.clone());
        job.append("“quotations”", 0.0, quoted);
        job.append(" are underlined thinly · ", 0.0, plain.clone());
        job.append("editorial framing", 0.0, framing);
        job.append(" is tinted, the ", 0.0, plain.clone());
        job.append("words that show it", 0.0, cue);
        job.append(" underlined · ▲\u{a0}positive ▼\u{a0}negative", 0.0, plain);
        self.job(job, 0.0, 8.0, false);
        if people {
            self.legend_of_people();
        }
    }

    fn strip(&mut self, strip: &Strip) {
        let theme = self.theme;
        self.text(&strip.overline, Face::Sans, 12.0, theme.ink_second, 12.0);
        self.text(&strip.title, Face::SerifStrong, 16.0, theme.ink, 2.0);
        let ribbon = Content::Ribbon {
            cells: strip.ribbon.clone(),
            turn: strip.turn,
            summary: strip.summary.clone(),
        };
        self.push(8.0, 14.0, ribbon);
        self.text(&strip.summary, Face::Sans, 12.5, theme.ink_second, 4.0);
        self.text(&strip.review, Face::Sans, 12.5, theme.human, 2.0);
    }

    fn paragraph(&mut self, paragraph: &MarkedParagraph) {
        let theme = self.theme;
        if let Some(turn) = &paragraph.turn {
            self.text(turn, Face::SansStrong, 12.5, theme.framing, 14.0);
        }
        let (face, size) = if paragraph.role.is_heading() {
            (Face::SerifStrong, 17.0)
        } else {
            (Face::Serif, 16.0)
        };
        let mut job = LayoutJob::default();
        for sentence in &paragraph.sentences {
            if !job.is_empty() {
                job.append(" ", 0.0, theme.format(face, size, theme.ink));
            }
            self.sentence(&mut job, sentence, face, size);
        }
        self.job(job, 0.0, 9.0, paragraph.role.is_heading());
    }

    fn sentence(&self, job: &mut LayoutJob, sentence: &MarkedSentence, face: Face, size: f32) {
        let theme = self.theme;
        let small = theme.format(Face::Sans, 10.0, theme.ink_second);
        if let Some(turn) = &sentence.turn {
            job.append(
                &format!("{turn} "),
                0.0,
                theme.format(Face::SansStrong, 12.0, theme.framing),
            );
        }
        if let Some(number) = sentence.number {
            job.append(&format!("{number}"), 0.0, small.clone());
            if let Some(sign) = sentence.sign.filter(|sign| *sign != Sign::Neutral) {
                let format = theme.format(Face::Sans, 8.0, self.sign_colour(sign));
                job.append(sign.shape().encode_utf8(&mut [0; 4]), 1.0, format);
            }
            if let Some(decided) = sentence.decided {
                let format = theme.format(Face::SansStrong, 9.0, theme.human);
                job.append(decided.sign, 1.0, format);
            }
            job.append("\u{a0}", 0.0, small);
        }
        for run in &sentence.runs {
            let face = match (run.is_source, face) {
                (true, _) => Face::SerifStrong,
                (false, face) => face,
            };
            let colour = if run.is_source {
                theme.reported
            } else {
                theme.ink
            };
            let mut format: TextFormat = theme.format(face, size, colour);
            // The tint of the next line would cover the lower half of an underline.
            format.expand_bg = -1.0;
            // As high as what is around it, so that the ground has no gap at a sign.
            format.line_height = Some((size * LEADING).round());
            if sentence.layer == Some(Layer::Framing) {
                format.background = theme.framing_tint;
            }
            if run.finding.is_some() && !is_denied(run.decided) {
                format.underline = Stroke::new(1.5, theme.framing);
            } else if run.finding.is_some() {
                format.underline = Stroke::new(1.0, theme.ink_second);
            } else if run.is_quoted {
                format.underline = Stroke::new(1.0, theme.voices);
            }
            if !run.own.is_empty() {
                format.background = theme.human_tint;
            }
            job.append(&run.text, 0.0, format.clone());
            self.signs(job, run, &format);
        }
    }

    fn finding(&mut self, item: &FindingCard) {
        let theme = self.theme;
        let is_denied = is_denied(item.said.as_ref().and_then(|said| said.decided));
        let mut head = LayoutJob::default();
        let mut device = theme.format(Face::SansStrong, 13.0, theme.framing);
        if is_denied {
            device = theme.format(Face::SansStrong, 13.0, theme.ink_second);
            device.strikethrough = Stroke::new(1.0, theme.ink_second);
        }
        head.append(item.device, 0.0, device);
        let quiet = theme.format(Face::Sans, 12.0, theme.ink_second);
        head.append(item.dots, 8.0, quiet.clone());
        head.append(
            &format!("{} · {}", item.place, item.voice),
            8.0,
            quiet.clone(),
        );
        self.job(head, 0.0, 14.0, false);
        let mut words = LayoutJob::default();
        words.append(
            &item.before,
            0.0,
            theme.format(Face::Serif, 15.0, theme.ink_second),
        );
        words.append(
            &item.words,
            0.0,
            theme.format(Face::SerifStrong, 15.0, theme.ink),
        );
        words.append(
            &item.after,
            0.0,
            theme.format(Face::Serif, 15.0, theme.ink_second),
        );
        self.job(words, 12.0, 2.0, false);
        let reason = theme.text(&item.reason, Face::Sans, 13.0, theme.ink);
        self.job(reason, 12.0, 3.0, false);
        let mut not_if = LayoutJob::default();
        not_if.append(
            "Not if ",
            0.0,
            theme.format(Face::SansStrong, 12.0, theme.ink_second),
        );
        not_if.append(&item.not_if, 0.0, quiet);
        self.job(not_if, 12.0, 2.0, false);
        if let Some(said) = &item.said {
            self.said(said);
        }
    }

    fn detector(&mut self, item: &DetectorCard) {
        let theme = self.theme;
        let label = theme.format(Face::SansStrong, 12.5, theme.ink);
        let plain = theme.format(Face::Sans, 12.5, theme.ink_second);
        let mut job = LayoutJob::default();
        job.append(item.name, 0.0, label.clone());
        job.append(&format!("  {} ", item.what_it_marks), 0.0, plain.clone());
        job.append("Known mistakes ", 0.0, label);
        job.append(item.known_mistakes, 0.0, plain);
        self.job(job, 0.0, 7.0, false);
    }
}
