//! The passages behind a number, each in its sentence: a click goes there.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    CursorIcon, Galley, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use crate::model::{Analysis, Article, ArticleId, Passage, Role as ParagraphRole};
use crate::state::{Command, Dialog, Target};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::font_watch::FontWatch;

use super::dialogs::frame::{Shape, dialog_ui, room_for_list};

/// Longest stretch of a sentence shown before and after the passage.
const CONTEXT: usize = 220;
/// Space between two passages.
const GAP: f32 = 6.0;

/// What the list remembers by itself.
#[derive(Debug, Default)]
pub struct PassagesMemory {
    /// What is laid out, and for what.
    laid: Option<Laid>,
    fonts: FontWatch,
}

#[derive(Debug)]
struct Laid {
    title: String,
    count: usize,
    width: f32,
    is_dark: bool,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    article: ArticleId,
    sentence: Option<usize>,
    spoken: String,
    galley: Arc<Galley>,
}

/// Draws the list where it is open.
pub fn passages_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut PassagesMemory) {
    let Some(Dialog::Passages { title, passages }) = &screen.state.session.dialog else {
        memory.laid = None;
        return;
    };
    let theme = screen.theme;
    let is_new = memory.laid.is_none();
    let shape = Shape {
        title,
        width: 680.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let count = super::compare::sheet::counted(passages.len(), "passage");
        let words = format!("{count} · click one to see it in the article");
        ui.label(theme.text(&words, Face::Sans, 12.0, theme.ink_second));
        ui.add_space(6.0);
        memory.refresh(ui, screen, title, passages, ui.available_width());
        ScrollArea::vertical()
            .max_height(room_for_list(ui, 160.0))
            .auto_shrink([false, true])
            .show(ui, |ui| memory.rows_ui(ui, screen));
    });
}

impl PassagesMemory {
    fn refresh(
        &mut self,
        ui: &Ui,
        screen: &Screen<'_>,
        title: &str,
        passages: &[Passage],
        width: f32,
    ) {
        let is_stale = self.fonts.changed(ui);
        let is_current = self.laid.as_ref().is_some_and(|laid| {
            laid.title == title
                && laid.count == passages.len()
                && (laid.width - width).abs() < 0.5
                && laid.is_dark == screen.theme.is_dark
        });
        if is_current && !is_stale {
            return;
        }
        let rows = passages
            .iter()
            .filter_map(|passage| row(ui, screen, *passage, width - 36.0))
            .collect();
        self.laid = Some(Laid {
            title: title.to_owned(),
            count: passages.len(),
            width,
            is_dark: screen.theme.is_dark,
            rows,
        });
    }

    fn rows_ui(&self, ui: &mut Ui, screen: &Screen<'_>) {
        let Some(laid) = &self.laid else { return };
        let theme = screen.theme;
        ui.spacing_mut().item_spacing.y = GAP;
        for (index, row) in laid.rows.iter().enumerate() {
            let size = vec2(ui.available_width(), row.galley.size().y + 16.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let response = ui.interact(rect, Id::unique(("passage", index)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &row.spoken));
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                if let Some(sentence) = row.sentence {
                    screen.send(Command::Reveal(Target::Sentence(row.article, sentence)));
                } else {
                    screen.send(Command::CloseDialog);
                    screen.send(Command::ShowArticle(row.article));
                }
            }
            if ui.is_rect_visible(rect) {
                row_ui(ui, theme, rect, row, &response);
            }
            response.on_hover_cursor(CursorIcon::PointingHand);
        }
    }
}

fn row_ui(ui: &Ui, theme: &Theme, rect: Rect, row: &Row, response: &egui::Response) {
    let ground = if response.hovered() {
        theme.hover
    } else {
        theme.paper
    };
    ui.painter().rect_filled(rect, 7.0, ground);
    let stroke = if response.has_focus() {
        Stroke::new(2.0, theme.action)
    } else {
        Stroke::new(1.0, theme.hairline)
    };
    ui.painter()
        .rect_stroke(rect, 7.0, stroke, StrokeKind::Inside);
    ui.painter().galley(
        rect.min + vec2(12.0, 8.0),
        Arc::clone(&row.galley),
        theme.ink,
    );
}

/// Outlet and number, then the passage in its sentence.
fn row(ui: &Ui, screen: &Screen<'_>, passage: Passage, width: f32) -> Option<Row> {
    let theme = screen.theme;
    let article = screen.state.document.project().article(passage.article)?;
    let analysis = screen.state.analyses.get(passage.article);
    let sentence = analysis.and_then(|analysis| analysis.sentence_at(passage.span.start()));
    let place = place(article, analysis.map(Arc::as_ref), sentence);
    let [before, words, after] = parts(article, analysis.map(Arc::as_ref), sentence, passage)?;
    let mut job = LayoutJob::default();
    job.append(
        &place,
        0.0,
        theme.format(Face::Sans, 12.0, theme.ink_second),
    );
    job.append("\n", 0.0, theme.format(Face::Sans, 12.0, theme.ink_second));
    let is_whole = before.is_empty() && after.is_empty();
    let quiet = theme.format(Face::Serif, 16.0, theme.ink_second);
    let face = if is_whole {
        Face::Serif
    } else {
        Face::SerifStrong
    };
    job.append(&before, 0.0, quiet.clone());
    job.append(&words, 0.0, theme.format(face, 16.0, theme.ink));
    job.append(&after, 0.0, quiet);
    job.wrap.max_width = width;
    Some(Row {
        article: passage.article,
        sentence,
        spoken: format!("{place}: {words}"),
        galley: ui.painter().layout_job(Theme::seen(job)),
    })
}

/// `Harbour Post · sentence 4`.
fn place(article: &Article, analysis: Option<&Analysis>, sentence: Option<usize>) -> String {
    let found = analysis
        .zip(sentence)
        .and_then(|(analysis, index)| analysis.sentences.get(index));
    let where_ =
        match found {
            None => None,
            Some(sentence) => match sentence.number {
                Some(number) => Some(format!("sentence {number}")),
                None => article
                    .paragraphs
                    .get(sentence.paragraph)
                    .map(|paragraph| match paragraph.role {
                        ParagraphRole::Headline => "headline".to_owned(),
                        ParagraphRole::Subheading => "heading".to_owned(),
                        role => role.name().to_owned(),
                    }),
            },
        };
    match where_ {
        Some(where_) => format!("{} · {where_}", article.label()),
        None => article.label().to_owned(),
    }
}

/// The passage and what stands around it in its sentence, cut to what can be read at a glance.
fn parts(
    article: &Article,
    analysis: Option<&Analysis>,
    sentence: Option<usize>,
    passage: Passage,
) -> Option<[String; 3]> {
    let text = &*article.text;
    let words = text.get(passage.span.range())?;
    let around = analysis
        .zip(sentence)
        .and_then(|(analysis, index)| analysis.sentences.get(index))
        .map_or(passage.span, |sentence| sentence.span.cover(passage.span));
    let before = text.get(around.start()..passage.span.start())?;
    let after = text.get(passage.span.end()..around.end())?;
    Some([last(before), one_line(words), first(after)])
}

fn one_line(words: &str) -> String {
    words
        .chars()
        .map(|letter| if letter == '\n' { ' ' } else { letter })
        .collect()
}

fn last(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().rev().nth(CONTEXT) else {
        return one_line(words);
    };
    let tail = &words[cut..];
    let word = tail.find(' ').map_or(0, |space| space + 1);
    format!("… {}", one_line(&tail[word..]))
}

fn first(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().nth(CONTEXT) else {
        return one_line(words);
    };
    let head = &words[..cut];
    let word = head.rfind(' ').unwrap_or(head.len());
    format!("{} …", one_line(&head[..word]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::Settings;
    use crate::model::testing::titled as article;
    use crate::text::Span;

    #[test]
    fn a_passage_stands_in_its_sentence_with_its_number() {
        let article = article(
            "Bridge shut",
            &["It rained. The bridge was shut on Monday."],
        );
        let analysis = analyse(&article, &Settings::default());
        let start = article.text.find("shut on").unwrap();
        let passage = Passage {
            article: article.id,
            span: Span::new(start, start + 4),
        };
        let sentence = analysis.sentence_at(start);
        let found = parts(&article, Some(&analysis), sentence, passage).unwrap();
        assert_eq!(
            found,
            ["The bridge was ", "shut", " on Monday."].map(str::to_owned)
        );
        assert!(place(&article, Some(&analysis), sentence).ends_with("sentence 2"));
    }

    #[test]
    fn long_sentences_are_cut_at_words() {
        let long = "word ".repeat(200);
        assert!(first(&long).ends_with("word …"));
        assert!(last(&long).starts_with("… word"));
        assert_eq!(first(" short"), " short");
    }
}
