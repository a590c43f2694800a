//! What is selected in the texts: why it is marked, and the way to Read.

use egui::text::LayoutJob;
use egui::{Align, Frame, Label, Layout, Margin, Stroke, Ui};

use crate::model::{Analysis, Article};
use crate::state::{Command, Target};
use crate::text::quotation::in_quotes;
use crate::text::token::capitalised;
use crate::ui::Screen;
use crate::ui::theme::{Face, Theme};
use crate::ui::views::read::judging::decision_ui;
use crate::ui::widgets::controls::plain_button;
use crate::ui::widgets::icon::{Icon, icon_button};
use crate::ui::widgets::sentiment::{sentiment_score, sentiment_word};

/// What is selected, where it lies in one of the columns.
pub fn selected<'a>(screen: &'a Screen<'_>) -> Option<(Target, &'a Article, &'a Analysis)> {
    let session = &screen.state.session;
    let target = session
        .selection
        .filter(|target| session.columns.contains(&target.article()))?;
    let article = screen.state.document.project().article(target.article())?;
    let analysis = screen.state.analyses.get(target.article())?;
    Some((target, article, analysis))
}

/// Draws the strip under the texts, where something is selected.
pub fn selected_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let Some((target, article, analysis)) = selected(screen) else {
        return;
    };
    let Some(words) = words(screen, target, article, analysis) else {
        return;
    };
    Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.hairline))
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, theme, Icon::Close, "Select nothing").clicked() {
                    screen.send(Command::Select(None));
                }
                if ui.add(plain_button(theme, "Open in Read")).clicked() {
                    screen.send(Command::Reveal(target));
                }
                let judgement = screen.state.judgement(target).map(|known| &**known);
                decision_ui(ui, theme, judgement, true);
                ui.add_space(8.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(words).wrap());
                });
            });
        });
}

fn words(
    screen: &Screen<'_>,
    target: Target,
    article: &Article,
    analysis: &Analysis,
) -> Option<LayoutJob> {
    let theme = screen.theme;
    let quiet = theme.format(Face::Sans, 12.5, theme.ink_second);
    let plain = theme.format(Face::Sans, 13.0, theme.ink);
    match target {
        Target::Finding(_, key) => {
            let finding = analysis
                .findings
                .iter()
                .find(|finding| finding.key == key)?;
            let mut job = theme.text(finding.device.name(), Face::SansStrong, 13.0, theme.framing);
            let phrase = finding.span.of(&article.text).replace('\n', " ");
            let phrase = in_quotes(&crate::compare::shortened(&phrase, 80));
            job.append(
                &phrase,
                8.0,
                theme.format(Face::SerifStrong, 14.0, theme.ink),
            );
            job.append(&finding.reason.summary, 8.0, plain);
            job.append(
                &format!(
                    "\n{} confidence. Not if: ",
                    capital(finding.confidence.level().name())
                ),
                0.0,
                quiet.clone(),
            );
            job.append(&finding.reason.not_if, 0.0, quiet);
            Some(Theme::seen(job))
        }
        Target::Sentence(_, index) => {
            let sentence = analysis.sentences.get(index)?;
            let name = match sentence.number {
                Some(number) => format!("Sentence {number}"),
                None => "Heading".to_owned(),
            };
            let mut job = theme.text(&name, Face::SansStrong, 13.0, theme.ink);
            let verdict = match &sentence.verdict {
                Ok(verdict) => verdict,
                Err(why) => {
                    job.append(&why.words(), 8.0, quiet);
                    return Some(job);
                }
            };
            let layer = theme.format(Face::SansStrong, 13.0, theme.layer(verdict.layer));
            job.append(verdict.layer.title(), 8.0, layer);
            let tone = format!(
                "Tone {}, {}",
                sentiment_word(verdict.sentiment),
                sentiment_score(verdict.sentiment)
            );
            job.append(&tone, 8.0, quiet);
            Some(Theme::seen(job))
        }
        Target::Mark(_, id) => {
            let mark = screen.state.document.project().mark(article.id, id)?;
            let mut job = theme.text(mark.code.title(), Face::SansStrong, 13.0, theme.human);
            let phrase = crate::compare::shortened(&mark.anchor.quote.replace('\n', " "), 80);
            job.append(
                &in_quotes(&phrase),
                8.0,
                theme.format(Face::SerifStrong, 14.0, theme.ink),
            );
            job.append(&mark.note, 8.0, plain);
            Some(Theme::seen(job))
        }
        Target::Source(_, index) => {
            let source = analysis.sources.get(index)?;
            let mut job = theme.text(
                &capitalised(&source.name),
                Face::SansStrong,
                13.0,
                theme.reported,
            );
            let given = format!(
                "{} quoted, {} paraphrased",
                super::sheet::counted(source.words_quoted, "word"),
                source.words_paraphrased
            );
            job.append(&given, 8.0, plain);
            Some(Theme::seen(job))
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
