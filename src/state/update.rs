//! Commands: the one place where a person's wish changes the state.

use std::sync::Arc;

use super::{AppState, Command, Dialog, Effect, Step};
use crate::jobs::{Question, Request};

impl AppState {
    /// Carries out a command; returns what the window must do.
    pub fn update(&mut self, command: Command) -> Vec<Effect> {
        let before = Arc::clone(self.document.project());
        let mut effects = if let Some(sentence) = self.outlived(&command) {
            self.notices.done_once(sentence.to_owned(), None);
            Vec::new()
        } else {
            let is_export = matches!(command, Command::Export(_) | Command::ExportTo { .. });
            let mut effects = self.take_in_held(is_export);
            effects.extend(self.carry_out(command));
            effects.extend(self.take_in_held(false));
            effects
        };
        self.let_go_of_old_texts(&before);
        effects.extend(self.hide_marks());
        self.refresh_reviews();
        self.set_keys();
        self.show_offers();
        effects.extend(self.save_changes());
        effects.extend(self.refresh_report());
        effects.extend(self.refresh_agreement());
        effects
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one line a command: the whole vocabulary is read at a glance"
    )]
    fn carry_out(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Open => vec![Effect::Ask(Question::OpenFiles)],
            Command::Import(sources) => self.import(sources),
            Command::Paste => vec![Effect::RequestPaste],
            Command::OpenSamples => self.open_samples(),
            Command::CloseArticle(id) => self.close_article(id),
            Command::CloseAll => self.close_all(),
            Command::MoveArticle(id, step) => self.move_article(id, step),
            Command::Rename(id, title) => self.rename(id, title),
            Command::Show(view) => {
                self.session.view = view;
                Vec::new()
            }
            Command::ShowArticle(id) => {
                self.show_article(id);
                Vec::new()
            }
            Command::StepArticle(step) => {
                self.step_article(step);
                Vec::new()
            }
            Command::Select(target) => {
                self.session.selection = target;
                Vec::new()
            }
            Command::SelectWords(words) => {
                self.session.words = words;
                Vec::new()
            }
            Command::Reveal(target) => {
                self.reveal(target);
                Vec::new()
            }
            Command::StepFinding(step) => {
                self.step_finding(step);
                Vec::new()
            }
            Command::StepUnreviewed(step) => self.step_unreviewed(step),
            Command::FilterMarks(filter) => {
                self.session.marks = filter;
                Vec::new()
            }
            Command::ReviewArticle(id) => self.review_article(id),
            Command::WriteNote(is_open) => {
                self.session.noting = self.judged_target().filter(|_| is_open);
                Vec::new()
            }
            Command::Hover(target) => {
                self.session.hovered = target;
                Vec::new()
            }
            Command::Filter(filter) => {
                self.session.filter = filter;
                self.compare_again()
            }
            Command::CompareAgain => self.compare_again(),
            Command::ToggleColumn(id) => self.toggle_column(id),
            Command::ReportScope(scope) => {
                self.session.report_scope = scope;
                Vec::new()
            }
            Command::LinkColumns(linked) => {
                self.session.preferences.columns_linked = linked;
                Vec::new()
            }
            Command::ShowSetAside(shown) => {
                self.session.preferences.shows_set_aside = shown;
                Vec::new()
            }
            Command::Theme(theme) => {
                self.session.preferences.theme = theme;
                Vec::new()
            }
            Command::TextPercent(percent) => {
                self.session.preferences.text_percent = percent.clamp(70, 200);
                Vec::new()
            }
            Command::Settings(settings) => self.choose_settings(settings),
            Command::OpenDialog(dialog) => {
                self.session.dialog = Some(dialog);
                Vec::new()
            }
            Command::CloseDialog => {
                if let Some(Dialog::PathField(Question::SaveExport { .. })) = self.session.dialog {
                    self.session.pending_export = None;
                }
                match self.session.dialog.take() {
                    Some(Dialog::Correction(offer)) => self.keep_both(offer),
                    Some(Dialog::PathField(Question::OpenFiles)) => self.ask_no_correction(),
                    _ => {}
                }
                self.session.completions = None;
                Vec::new()
            }
            Command::Export(request) => self.ask_where(request),
            Command::ExportTo {
                request,
                path,
                replace,
            } => {
                self.session.dialog = None;
                self.session.pending_export = None;
                self.export_to(&request, path, replace)
            }
            Command::Retry(id) => {
                let article = self.document.project().article(id).cloned();
                article.map_or_else(Vec::new, |article| vec![self.analyse(&article)])
            }
            Command::CancelJobs => self.cancel_jobs(),
            Command::Undo | Command::UndoStep(_) => self.step_history(Step::Previous),
            Command::Redo => self.step_history(Step::Next),
            Command::Dismiss(serial) => {
                self.notices.dismiss(serial);
                Vec::new()
            }
            Command::ShowInFolder(path) => vec![Effect::ShowInFolder(path)],
            Command::Copy(text) => vec![Effect::Copy(text)],
            Command::ToggleRail => {
                self.session.rail_flipped = !self.session.rail_flipped;
                Vec::new()
            }
            Command::CompletePath(typed) => vec![Effect::Submit(Request::Complete(typed))],
            Command::ForgetRecent => {
                self.session.preferences.recent.clear();
                Vec::new()
            }
            Command::Resume => self.resume(),
            Command::NewProject => self.new_project(),
            Command::OpenProject(path) => self.open_project(path),
            Command::TakeOver(path) => self.take_over(path),
            Command::SaveProjectAs => self.ask_project_path(),
            Command::SaveProjectTo { path, replace } => self.save_project_to(path, replace),
            Command::NameProject(name) => self.name_project(&name),
            Command::NameReader(name) => self.name_reader(&name),
            Command::ShowLog => self.show_log(),
            Command::KeepOriginals(keeps) => self.keep_originals(keeps),
            Command::CodeFirst(is_wanted) => self.code_first(is_wanted),
            Command::CodeSentence(id, sentence, layer) => self.code_sentence(id, sentence, layer),
            Command::FinishCoding(id) => self.finish_coding(id),
            Command::ShowSide(side) => {
                self.session.side = side;
                Vec::new()
            }
            Command::AgreementScope(scope) => {
                self.session.agreement_scope = scope;
                Vec::new()
            }
            Command::Judge {
                article,
                subject,
                decision,
            } => self.judge(article, subject, decision),
            Command::Note(on, text) => self.note(on, text),
            Command::AddMark {
                article,
                span,
                code,
            } => self.add_mark(article, span, code),
            Command::RemoveMark(article, id) => self.bin_mark(article, id, true),
            Command::RestoreMark(article, id) => self.bin_mark(article, id, false),
            Command::Recode(article, mark, code) => self.recode(article, mark, code),
            Command::PlaceMark {
                article,
                mark,
                span,
            } => self.place_mark(article, mark, span),
            Command::ForgetJudgement(article, key) => self.forget_judgement(article, key),
            Command::RestoreArticle(id) => self.restore_article(id),
            Command::DiscardArticle(id) => self.discard_article(id),
            Command::AskCorrected(id) => self.ask_corrected(id),
            Command::Revise { article, corrected } => self.revise(article, corrected),
            Command::Silence(expression, is_silenced) => self.silence(expression, is_silenced),
            Command::TurnOff(device) => self.turn_off(device),
            Command::KeepComparison(name) => self.keep_comparison(&name),
            Command::ShowComparison(name) => self.show_comparison(&name),
            Command::ForgetComparison(name) => self.forget_comparison(&name),
            Command::Quit => vec![Effect::Quit],
        }
    }

    /// The state of a first start: the samples, read and compared.
    pub fn with_samples() -> (Self, Vec<Effect>) {
        let mut state = Self::default();
        let effects = state.open_samples();
        (state, effects)
    }
}
