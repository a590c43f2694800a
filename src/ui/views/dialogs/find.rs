//! Search in all open articles.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Button, Galley, Key, Rect, Stroke, TextEdit, Ui, Vec2, pos2};

use super::frame::{Shape, dialog_ui, list_area, move_choice, pressed, room_for_list};
use crate::model::{Analysis, Article, ArticleId, Revision};
use crate::state::{Command, Target};
use crate::text::Span;
use crate::text::search::{Pattern, find_all};
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::controls::{TEXT, counted, note_ui};

/// Letters of context before a hit.
const BEFORE: usize = 36;
/// Where the hits begin, as a share of the width of the list.
const MIDDLE: f32 = 0.38;
/// Letters of context after it.
const AFTER: usize = 90;

/// What was asked; while it stays the same, the answer stays too.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    query: String,
    whole_words: bool,
    is_pattern: bool,
    articles: Vec<(ArticleId, Revision)>,
}

/// What it remembers; the words stay when it is opened again.
#[derive(Debug, Default)]
pub(super) struct FindMemory {
    query: String,
    whole_words: bool,
    is_pattern: bool,
    chosen: usize,
    asked: Asked,
    hits: Vec<Hit>,
    rows: Vec<Row>,
    /// Why nothing could be searched for.
    problem: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Hit {
    article: ArticleId,
    span: Span,
}

/// A line of the list.
#[derive(Clone, Copy, Debug)]
enum Row {
    Article(ArticleId, usize),
    Hit(usize),
}

pub(super) fn find_ui(ui: &Ui, screen: &Screen<'_>, memory: &mut FindMemory, is_new: bool) {
    let shape = Shape {
        title: "Find",
        width: 680.0,
        hangs: true,
        takes_focus: false,
    };
    dialog_ui(ui, screen, shape, |ui| {
        search(screen, memory);
        let moved = move_choice(ui, &mut memory.chosen, memory.hits.len());
        let confirmed = pressed(ui, Key::Enter);
        let field = ui
            .add(
                TextEdit::singleline(&mut memory.query)
                    .hint_text("Words in any open article")
                    .desired_width(f32::INFINITY)
                    .margin(Vec2::new(8.0, 6.0)),
            )
            .accessible_name("Find in all articles");
        if is_new {
            field.request_focus();
            select_all(ui, field.id, &memory.query);
        }
        if field.changed() {
            memory.chosen = 0;
        }
        ui.horizontal(|ui| {
            ui.checkbox(&mut memory.whole_words, "Whole words");
            ui.checkbox(&mut memory.is_pattern, "Regular expression");
            note_ui(ui, screen.theme, &summary(memory));
        });
        if confirmed && let Some(hit) = memory.hits.get(memory.chosen) {
            go(screen, *hit);
        }
        rows_ui(ui, screen, memory, moved);
    });
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = egui::text::CCursorRange::two(
        egui::text::CCursor::default(),
        egui::text::CCursor::new(text.chars().count()),
    );
    state.cursor.set_char_range(Some(all));
    TextEdit::store_state(ui.ctx(), id, state);
}

/// Searches where something else is asked than before.
fn search(screen: &Screen<'_>, memory: &mut FindMemory) {
    let articles = &screen.state.document.project().articles;
    let asked = Asked {
        query: memory.query.trim().to_owned(),
        whole_words: memory.whole_words,
        is_pattern: memory.is_pattern,
        articles: articles
            .iter()
            .map(|article| (article.id, article.revision))
            .collect(),
    };
    if asked == memory.asked {
        return;
    }
    memory.hits.clear();
    memory.rows.clear();
    memory.problem = None;
    let pattern = (asked.is_pattern && !asked.query.is_empty())
        .then(|| Pattern::new(&asked.query))
        .transpose();
    let pattern = match pattern {
        Ok(pattern) => pattern,
        Err(error) => {
            memory.problem = Some(error.to_string());
            memory.asked = asked;
            return;
        }
    };
    for article in articles {
        let spans = match &pattern {
            Some(pattern) => pattern.find_all(&article.text, asked.whole_words),
            None => find_all(&article.text, &asked.query, asked.whole_words),
        };
        if spans.is_empty() {
            continue;
        }
        memory.rows.push(Row::Article(article.id, spans.len()));
        for span in spans {
            memory.rows.push(Row::Hit(memory.hits.len()));
            memory.hits.push(Hit {
                article: article.id,
                span,
            });
        }
    }
    memory.chosen = memory.chosen.min(memory.hits.len().saturating_sub(1));
    memory.asked = asked;
}

fn summary(memory: &FindMemory) -> String {
    if let Some(problem) = &memory.problem {
        return problem.clone();
    }
    if memory.asked.query.is_empty() && memory.asked.is_pattern {
        return "Case does not matter; all else is taken as written".to_owned();
    }
    if memory.asked.query.is_empty() {
        return "Neither case nor the shape of quotation marks matters".to_owned();
    }
    let in_articles = memory
        .rows
        .iter()
        .filter(|row| matches!(row, Row::Article(..)))
        .count();
    if memory.hits.is_empty() {
        "Found nowhere".to_owned()
    } else {
        format!(
            "{} in {}",
            counted(memory.hits.len(), "place", "places"),
            counted(in_articles, "article", "articles")
        )
    }
}

fn rows_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &FindMemory, moved: bool) {
    const ROW: f32 = 28.0;
    if memory.rows.is_empty() {
        return;
    }
    let height = room_for_list(ui, 270.0).min(460.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut area = list_area(height);
    if moved && let Some(at) = row_of(memory, memory.chosen) {
        // Keeps the chosen row in the middle while the arrows move it.
        let offset = crate::ui::widgets::controls::real(at) * (ROW + 1.0) - height / 2.0;
        area = area.vertical_scroll_offset(offset.max(0.0));
    }
    area.show_rows(ui, ROW, memory.rows.len(), |ui, range| {
        for row in &memory.rows[range] {
            match *row {
                Row::Article(id, count) => article_row_ui(ui, screen, id, count, ROW),
                Row::Hit(index) => hit_row_ui(ui, screen, memory, index, ROW),
            }
        }
    });
}

fn row_of(memory: &FindMemory, hit: usize) -> Option<usize> {
    memory
        .rows
        .iter()
        .position(|row| matches!(row, Row::Hit(index) if *index == hit))
}

fn article_row_ui(ui: &mut Ui, screen: &Screen<'_>, id: ArticleId, count: usize, height: f32) {
    let Some(article) = screen.state.document.project().article(id) else {
        return;
    };
    let theme = screen.theme;
    let text = format!(
        "{} · {}",
        counted(count, "place", "places"),
        article.title.text
    );
    ui.allocate_ui(Vec2::new(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ui.horizontal_centered(|ui| {
            let job = theme.text(&text, Face::SansStrong, TEXT, theme.ink_second);
            ui.add(egui::Label::new(job).truncate());
        });
    });
}

fn hit_row_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &FindMemory, index: usize, height: f32) {
    let hit = memory.hits[index];
    let Some(article) = screen.state.document.project().article(hit.article) else {
        return;
    };
    let is_chosen = index == memory.chosen;
    let number = screen
        .state
        .analyses
        .places(hit.article)
        .and_then(|analysis| analysis.sentences[sentence_at(analysis, hit.span)?].number)
        .map_or_else(String::new, |number| number.to_string());
    let button =
        Button::selectable(is_chosen, "").min_size(Vec2::new(ui.available_width(), height));
    let response = ui.add(button);
    let [before, words, after] = context(&article.text, hit.span);
    response.widget_info(|| {
        let name = format!("{before}{words}{after} {number}");
        egui::WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), is_chosen, name)
    });
    if response.clicked() {
        go(screen, hit);
    }
    if ui.is_rect_visible(response.rect) {
        let room = response.rect.shrink2(Vec2::new(10.0, 0.0));
        paint_hit(ui, screen.theme, room, [&before, &words, &after], &number);
    }
}

/// What stands before the words ends where they begin, in every row at the same place, so that
/// they can be read down.
fn paint_hit(ui: &Ui, theme: &Theme, room: Rect, [before, words, after]: [&str; 3], number: &str) {
    let rest = theme.format(Face::Sans, TEXT, theme.ink_second);
    let mut strong = theme.format(Face::SansStrong, TEXT, theme.ink);
    strong.underline = Stroke::new(1.0, theme.action);
    let lay = |job: LayoutJob| ui.fonts_mut(|fonts| fonts.layout_job(Theme::seen(job)));
    let paint = |left: f32, galley: Arc<Galley>| {
        let top = room.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(left, top), galley, theme.ink);
    };
    let number = lay(theme.text(number, Face::Sans, 11.0, theme.ink_second));
    let right = room.right() - number.size().x;
    paint(right, number);
    let middle = room.left() + room.width() * MIDDLE;
    let mut start = before;
    let mut galley = lay(LayoutJob::single_section(start.to_owned(), rest.clone()));
    while galley.size().x > middle - room.left()
        && let Some((_, shorter)) = start.trim_start_matches('…').split_once(' ')
    {
        start = shorter;
        galley = lay(LayoutJob::single_section(format!("…{start}"), rest.clone()));
    }
    let clip = Rect::from_min_max(room.min, pos2(middle, room.bottom()));
    let top = room.center().y - galley.size().y / 2.0;
    ui.painter()
        .with_clip_rect(clip.intersect(ui.clip_rect()))
        .galley(pos2(middle - galley.size().x, top), galley, theme.ink);
    let mut job = LayoutJob::single_section(words.to_owned(), strong);
    job.append(after, 0.0, rest);
    job.wrap.max_width = (right - 10.0 - middle).max(20.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    paint(middle, lay(job));
}

/// What stands before a hit, the hit, and what stands behind it; line breaks become spaces.
fn context(text: &str, span: Span) -> [String; 3] {
    let before: Vec<char> = text[..span.start()].chars().rev().take(BEFORE).collect();
    let mut start: String = before.iter().rev().collect();
    if before.len() == BEFORE {
        start = format!(
            "…{}",
            start
                .split_once(' ')
                .map_or(start.as_str(), |(_, rest)| rest)
        );
    }
    let after: String = text[span.end()..].chars().take(AFTER).collect();
    let plain = |text: &str| text.replace(['\n', '\t', '\r'], " ");
    [plain(&start), plain(span.of(text)), plain(&after)]
}

fn sentence_at(analysis: &Analysis, span: Span) -> Option<usize> {
    let after = analysis
        .sentences
        .partition_point(|sentence| sentence.span.start() <= span.start());
    let index = after.checked_sub(1)?;
    (span.start() < analysis.sentences[index].span.end()).then_some(index)
}

/// Opens the sentence; the article where the place lies in none.
fn go(screen: &Screen<'_>, hit: Hit) {
    let sentence = screen
        .state
        .analyses
        .places(hit.article)
        .and_then(|analysis| sentence_at(analysis, hit.span));
    if let Some(sentence) = sentence {
        screen.send(Command::Reveal(Target::Sentence(hit.article, sentence)));
        return;
    }
    // Most often a set-aside line.
    let article = screen.state.document.project().article(hit.article);
    if is_set_aside(article, hit.span) {
        screen.send(Command::ShowSetAside(true));
    }
    screen.send(Command::ShowArticle(hit.article));
    screen.send(Command::CloseDialog);
}

fn is_set_aside(article: Option<&std::sync::Arc<Article>>, span: Span) -> bool {
    article.is_some_and(|article| {
        article
            .set_aside
            .iter()
            .any(|aside| aside.span.contains(span))
    })
}
