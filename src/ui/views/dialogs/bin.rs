//! What was taken out of the project and waits to be put back: closed articles, removed marks.

use std::sync::Arc;

use egui::{Align, Label, Layout, Ui};

use super::frame::{Shape, dialog_ui, list_area, room_for_list};
use crate::model::{Article, ArticleId, OwnMark, Project, Said};
use crate::state::Command;
use crate::text::quotation::in_quotes;
use crate::ui::Screen;
use crate::ui::theme::Face;
use crate::ui::views::rail::origin_line;
use crate::ui::widgets::article_text::shortened;
use crate::ui::widgets::controls::{
    SMALL, TEXT, accent_button, counted, heading_ui, note_ui, plain_button,
};

/// What it remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct BinMemory {
    /// The article that is about to be removed for good.
    asked: Option<ArticleId>,
}

pub(super) fn bin_ui(ui: &Ui, screen: &Screen<'_>, memory: &mut BinMemory, is_new: bool) {
    if is_new {
        *memory = BinMemory::default();
    }
    let shape = Shape {
        title: "Bin",
        width: 620.0,
        hangs: false,
        takes_focus: is_new,
    };
    dialog_ui(ui, screen, shape, |ui| {
        let project = screen.state.document.project();
        let marks = removed_marks(project);
        if project.bin.is_empty() && marks.is_empty() {
            note_ui(
                ui,
                screen.theme,
                "The bin is empty. Closed articles and removed marks wait here until you put them back.",
            );
            return;
        }
        list_area(room_for_list(ui, 140.0)).show(ui, |ui| {
            if !project.bin.is_empty() {
                heading_ui(ui, screen.theme, "Closed articles");
                for article in project.bin.iter().rev() {
                    ui.push_id(article.id, |ui| article_ui(ui, screen, memory, article));
                }
            }
            if !marks.is_empty() {
                ui.add_space(8.0);
                heading_ui(ui, screen.theme, "Removed marks");
                for (article, mark) in &marks {
                    ui.push_id((article, mark.id.0), |ui| {
                        mark_ui(ui, screen, *article, mark);
                    });
                }
            }
        });
    });
}

/// The own marks in the bin, the last one made first.
fn removed_marks(project: &Project) -> Vec<(ArticleId, Arc<OwnMark>)> {
    let codings = project.codings.iter();
    let mut marks: Vec<_> = codings
        .flat_map(|(article, coding)| {
            let marks = coding.marks_in_bin.values();
            marks.map(|mark| (*article, Arc::clone(mark)))
        })
        .collect();
    marks.sort_by_key(|(_, mark)| std::cmp::Reverse(mark.id));
    marks
}

fn article_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut BinMemory, article: &Article) {
    let id = article.id;
    let said = screen.state.document.project().said_of(id);
    let title = &article.title.text;
    let mut about = origin_line(article);
    if said != Said::default() {
        about = format!("{about} · {}", said_words(said));
    }
    let is_asked = memory.asked == Some(id);
    row_ui(ui, screen, title, &about, |ui| {
        if is_asked {
            return;
        }
        let discard = plain_button(screen.theme, "Remove for good…");
        if named(ui.add(discard), &format!("Remove {title} for good…")).clicked() {
            memory.asked = Some(id);
        }
        let restore = ui.add(plain_button(screen.theme, "Put back"));
        if named(restore, &format!("Put back {title}")).clicked() {
            screen.send(Command::RestoreArticle(id));
            screen.send(Command::CloseDialog);
        }
    });
    if is_asked {
        discard_ui(ui, screen, memory, id, said);
    }
}

/// What goes with the article, before it goes.
fn discard_ui(ui: &mut Ui, screen: &Screen<'_>, memory: &mut BinMemory, id: ArticleId, said: Said) {
    let theme = screen.theme;
    let goes = if said == Said::default() {
        "Nothing was said of it yet.".to_owned()
    } else {
        format!("With it go {}.", said_words(said))
    };
    let sentence = format!("{goes} Undo brings all of it back until this window is closed.");
    ui.add(Label::new(theme.text(&sentence, Face::Sans, TEXT, theme.ink)).wrap());
    ui.horizontal(|ui| {
        if ui.add(accent_button(theme, "Remove for good")).clicked() {
            screen.send(Command::DiscardArticle(id));
            memory.asked = None;
        }
        if ui.add(plain_button(theme, "Keep in the bin")).clicked() {
            memory.asked = None;
        }
    });
    ui.add_space(6.0);
}

fn mark_ui(ui: &mut Ui, screen: &Screen<'_>, article: ArticleId, mark: &OwnMark) {
    let project = screen.state.document.project();
    let mut known = project.articles.iter().chain(&project.bin);
    let title = known
        .find(|known| known.id == article)
        .map_or("", |known| known.title.text.as_str());
    let words = shortened(&mark.anchor.quote, 60);
    let head = format!("{} · {}", mark.code.title(), in_quotes(&words));
    let about = if mark.note.is_empty() {
        title.to_owned()
    } else {
        format!("{title} · {}", shortened(&mark.note, 60))
    };
    row_ui(ui, screen, &head, &about, |ui| {
        let restore = ui.add(plain_button(screen.theme, "Put back"));
        if named(restore, &format!("Put back the mark on “{words}”")).clicked() {
            screen.send(Command::RestoreMark(article, mark.id));
        }
    });
}

/// Two lines, with what can be done at their right.
fn row_ui(ui: &mut Ui, screen: &Screen<'_>, head: &str, about: &str, add: impl FnOnce(&mut Ui)) {
    let theme = screen.theme;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.set_min_height(40.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            add(ui);
            ui.add_space(8.0);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.add_space(3.0);
                let head = theme.text(head, Face::SansStrong, TEXT, theme.ink);
                ui.add(Label::new(head).truncate());
                let about = theme.text(about, Face::Sans, SMALL, theme.ink_second);
                ui.add(Label::new(about).truncate());
            });
        });
    });
}

fn named(response: egui::Response, name: &str) -> egui::Response {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response
}

/// `3 judgements, 2 marks and 1 note`.
pub(super) fn said_words(said: Said) -> String {
    let parts: Vec<String> = [
        (said.judgements, "judgement", "judgements"),
        (said.marks, "mark", "marks"),
        (said.notes, "note", "notes"),
        (said.earlier, "earlier version", "earlier versions"),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    match parts.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_an_article_is_counted_in_words() {
        let said = Said {
            judgements: 3,
            marks: 1,
            notes: 2,
            earlier: 0,
        };
        assert_eq!(said_words(said), "3 judgements, 1 mark and 2 notes");
        assert_eq!(
            said_words(Said {
                judgements: 0,
                notes: 0,
                ..said
            }),
            "1 mark"
        );
        assert_eq!(said_words(Said::default()), "nothing");
    }
}
