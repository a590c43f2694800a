//! Every named thing a person can do: name, tooltip, shortcut. Menus, buttons, the
//! palette and the shortcut sheet are printed from this one table.

mod table;

use egui::{Key, KeyboardShortcut};

pub use table::ACTIONS;
use table::{CTRL, PLAIN, key};

use super::Screen;
use crate::model::{Decision, VoiceFilter};
use crate::state::{
    AppState, Command, Dialog, SelectedWords, Side, Step, Target, ThemeChoice, View,
};
use crate::text::Span;
use crate::text::select::{move_end, move_start};

/// Something a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "each is named and explained by its row in the table below"
)]
pub enum Action {
    Open,
    Paste,
    OpenSamples,
    CloseArticle,
    Export,
    Quit,
    Undo,
    Redo,
    Read,
    Compare,
    Report,
    NextArticle,
    PreviousArticle,
    Find,
    AllVoices,
    OutletVoice,
    QuotedVoice,
    ShowSetAside,
    LinkColumns,
    LargerText,
    SmallerText,
    NormalText,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Settings,
    Palette,
    Shortcuts,
    Accuracy,
    About,
    CancelJobs,
    RenameArticle,
    MoveUp,
    MoveDown,
    ToggleColumn,
    AnalyseAgain,
    ToggleRail,
    ForgetRecent,
    NewProject,
    SaveProjectAs,
    Agree,
    Disagree,
    Unsure,
    Note,
    NextUnreviewed,
    PreviousUnreviewed,
    NextFinding,
    PreviousFinding,
    MarkWords,
    RemoveMark,
    AllCodes,
    WordsLonger,
    WordsShorter,
    WordsEarlier,
    WordsLater,
    Bin,
    CorrectArticle,
    EarlierVersions,
    CodeFirst,
    FinishCoding,
    ShowAgreement,
    ShowLog,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ActionInfo {
    /// The action.
    pub action: Action,
    /// Name on buttons and in menus.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub tooltip: &'static str,
    /// Its shortcut.
    pub shortcut: Option<KeyboardShortcut>,
}

impl Action {
    /// Its row of the table.
    pub fn info(self) -> &'static ActionInfo {
        // The table has every action in the order of the enum; a test holds that.
        &ACTIONS[self as usize]
    }

    /// Its name, and for undoing and redoing what that would be now: `Undo disagree with
    /// “shameful”`.
    pub fn words(self, state: &AppState) -> String {
        let name = self.info().name;
        let history = &state.document.history;
        let step = match self {
            Self::Undo => history.undo_label(),
            Self::Redo => history.redo_label(),
            _ => None,
        };
        let Some(step) = step else {
            return name.to_owned();
        };
        let mut letters = step.chars();
        let first = letters.next().map(char::to_lowercase);
        let step: String = first.into_iter().flatten().chain(letters).collect();
        format!("{name} {step}")
    }

    /// The command it sends now; `None` where it makes no sense now.
    pub fn command(self, screen: &Screen<'_>) -> Option<Command> {
        let state = screen.state;
        let session = &state.session;
        let preferences = &session.preferences;
        Some(match self {
            Self::Open => Command::Open,
            Self::Paste => Command::Paste,
            Self::OpenSamples => Command::OpenSamples,
            Self::CloseArticle => Command::CloseArticle(session.article?),
            Self::Export | Self::Find if state.document.project().articles.is_empty() => {
                return None;
            }
            Self::Export => Command::OpenDialog(Dialog::Export),
            Self::Quit => Command::Quit,
            Self::Undo => state.document.history.undo_label().map(|_| Command::Undo)?,
            Self::Redo => state.document.history.redo_label().map(|_| Command::Redo)?,
            Self::Read => Command::Show(View::Read),
            Self::Compare => Command::Show(View::Compare),
            Self::Report => Command::Show(View::Report),
            Self::NextArticle => Command::StepArticle(Step::Next),
            Self::PreviousArticle => Command::StepArticle(Step::Previous),
            Self::NextFinding => Command::StepFinding(Step::Next),
            Self::PreviousFinding => Command::StepFinding(Step::Previous),
            Self::Find => Command::OpenDialog(Dialog::Find),
            Self::AllVoices => Command::Filter(VoiceFilter::All),
            Self::OutletVoice => Command::Filter(VoiceFilter::Outlet),
            Self::QuotedVoice => Command::Filter(VoiceFilter::Quoted),
            Self::ShowSetAside => Command::ShowSetAside(!preferences.shows_set_aside),
            Self::LinkColumns => Command::LinkColumns(!preferences.columns_linked),
            Self::LargerText => Command::TextPercent(preferences.text_percent + 10),
            Self::SmallerText => Command::TextPercent(preferences.text_percent.saturating_sub(10)),
            Self::NormalText => Command::TextPercent(100),
            Self::ThemeSystem => Command::Theme(ThemeChoice::System),
            Self::ThemeLight => Command::Theme(ThemeChoice::Light),
            Self::ThemeDark => Command::Theme(ThemeChoice::Dark),
            Self::Settings => Command::OpenDialog(Dialog::Settings),
            Self::Palette => Command::OpenDialog(Dialog::Palette),
            Self::Shortcuts => Command::OpenDialog(Dialog::Shortcuts),
            Self::Accuracy => Command::OpenDialog(Dialog::Accuracy),
            Self::About => Command::OpenDialog(Dialog::About),
            Self::CancelJobs if state.analyses.importing + state.analyses.running() == 0 => {
                return None;
            }
            Self::CancelJobs => Command::CancelJobs,
            Self::RenameArticle => Command::OpenDialog(Dialog::Rename(session.article?)),
            Self::MoveUp => Command::MoveArticle(session.article?, Step::Previous),
            Self::MoveDown => Command::MoveArticle(session.article?, Step::Next),
            Self::ToggleColumn => Command::ToggleColumn(session.article?),
            Self::AnalyseAgain => Command::Retry(session.article?),
            Self::ToggleRail => Command::ToggleRail,
            Self::ForgetRecent if preferences.recent.is_empty() => return None,
            Self::ForgetRecent => Command::ForgetRecent,
            Self::NewProject => Command::NewProject,
            Self::SaveProjectAs if state.document.project().articles.is_empty() => return None,
            Self::SaveProjectAs => Command::SaveProjectAs,
            Self::ShowLog => Command::ShowLog,
            Self::Agree => state.judging(state.judged_target()?, Decision::Agree)?,
            Self::Disagree => state.judging(state.judged_target()?, Decision::Disagree)?,
            Self::Unsure => state.judging(state.judged_target()?, Decision::Unsure)?,
            // The field is in the panel of Read.
            Self::Note if session.view != View::Read => return None,
            Self::Note => state.judged_target().map(|_| Command::WriteNote(true))?,
            Self::NextUnreviewed => Command::StepUnreviewed(Step::Next),
            Self::PreviousUnreviewed => Command::StepUnreviewed(Step::Previous),
            Self::MarkWords => {
                let words = state.words_of(session.selection?)?;
                Command::SelectWords(Some(words))
            }
            Self::RemoveMark => {
                let Target::Mark(article, mark) = session.selection? else {
                    return None;
                };
                Command::RemoveMark(article, mark)
            }
            Self::AllCodes => session.words.map(|_| Command::OpenDialog(Dialog::Codes))?,
            Self::WordsLonger => moved(state, |text, span| move_end(text, span, true))?,
            Self::WordsShorter => moved(state, |text, span| move_end(text, span, false))?,
            Self::WordsEarlier => moved(state, |text, span| move_start(text, span, true))?,
            Self::WordsLater => moved(state, |text, span| move_start(text, span, false))?,
            Self::Bin => Command::OpenDialog(Dialog::Bin),
            Self::CorrectArticle => Command::AskCorrected(session.article?),
            Self::EarlierVersions => {
                let id = session.article?;
                let is_corrected = state.document.project().article(id)?.revision.0 > 0;
                is_corrected.then_some(Command::OpenDialog(Dialog::Versions(id)))?
            }
            Self::CodeFirst => {
                let settings = &state.document.project().settings;
                Command::CodeFirst(settings.codes_first.is_none())
            }
            Self::FinishCoding => {
                let open = session.article.filter(|id| state.analyses.hides(*id));
                Command::FinishCoding(open?)
            }
            Self::ShowAgreement => {
                session.article.filter(|id| !state.analyses.hides(*id))?;
                Command::ShowSide(match session.side {
                    Side::Marks => Side::Agreement,
                    Side::Agreement => Side::Marks,
                })
            }
        })
    }
}

/// Selects other words than now, where some are selected.
fn moved(state: &AppState, to: impl FnOnce(&str, Span) -> Span) -> Option<Command> {
    let words = state.session.words?;
    let text = &state.document.project().article(words.article)?.text;
    let span = to(text, words.span);
    Some(Command::SelectWords(Some(SelectedWords { span, ..words })))
}

/// Carries out the shortcuts pressed in this frame. Those without Ctrl rest while
/// somebody types; all but text size and leaving rest while a dialog is open.
pub fn shortcuts(ui: &egui::Ui, screen: &Screen<'_>) {
    let typing = ui.ctx().text_edit_focused();
    let in_dialog = screen.state.session.dialog.is_some();
    for info in in_order_of_matching() {
        // Paste arrives as an event of its own, with the text in it.
        let Some(shortcut) = info.shortcut.filter(|_| info.action != Action::Paste) else {
            continue;
        };
        if typing && !shortcut.modifiers.command && !is_function_key(shortcut.logical_key)
            || in_dialog && !info.action.works_in_dialogs()
        {
            continue;
        }
        let pressed = ui.input_mut(|input| {
            input.consume_shortcut(&shortcut)
                || info
                    .action
                    .other_key()
                    .is_some_and(|other| input.consume_shortcut(&other))
        });
        if pressed && let Some(command) = info.action.command(screen) {
            screen.send(command);
        }
    }
}

/// The table with Ctrl+Shift before Ctrl, and Alt+Shift before Shift: egui lets a shortcut
/// match while more modifiers are held than it names, so the longer one must be asked first.
fn in_order_of_matching() -> impl Iterator<Item = &'static ActionInfo> {
    let held = |info: &ActionInfo| {
        let modifiers = info.shortcut.map(|keys| keys.modifiers);
        modifiers.map_or(0, |held| u8::from(held.shift) + u8::from(held.alt))
    };
    (0..=2)
        .rev()
        .flat_map(move |most| ACTIONS.iter().filter(move |info| held(info) == most))
}

fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F2)
}

/// Actions that belong together on the shortcut sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What is open.
    Articles,
    /// How it looks.
    Look,
    /// Marks, one after the other.
    Reviewing,
    /// Getting around.
    Reading,
    /// Marking by hand.
    Marking,
    /// The program.
    Program,
}

impl Group {
    /// All groups in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Articles,
        Self::Look,
        Self::Reviewing,
        Self::Marking,
        Self::Reading,
        Self::Program,
    ];

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Articles => "Articles",
            Self::Look => "Looks",
            Self::Reviewing => "Reviewing marks",
            Self::Reading => "Getting around",
            Self::Marking => "Marking by hand",
            Self::Program => "Help and changes",
        }
    }
}

impl Action {
    /// Where it is listed.
    pub fn group(self) -> Group {
        match self {
            Self::Open
            | Self::Paste
            | Self::OpenSamples
            | Self::CloseArticle
            | Self::Export
            | Self::RenameArticle
            | Self::MoveUp
            | Self::MoveDown
            | Self::ToggleColumn
            | Self::AnalyseAgain
            | Self::ForgetRecent
            | Self::NewProject
            | Self::SaveProjectAs
            | Self::Bin
            | Self::CorrectArticle
            | Self::EarlierVersions
            | Self::CodeFirst
            | Self::FinishCoding
            | Self::ShowLog => Group::Articles,
            Self::ShowSetAside
            | Self::LinkColumns
            | Self::LargerText
            | Self::SmallerText
            | Self::NormalText
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ToggleRail => Group::Look,
            Self::Agree
            | Self::Disagree
            | Self::Unsure
            | Self::Note
            | Self::NextUnreviewed
            | Self::PreviousUnreviewed
            | Self::NextFinding
            | Self::PreviousFinding => Group::Reviewing,
            Self::Read
            | Self::Compare
            | Self::Report
            | Self::NextArticle
            | Self::PreviousArticle
            | Self::Find
            | Self::ShowAgreement
            | Self::AllVoices
            | Self::OutletVoice
            | Self::QuotedVoice => Group::Reading,
            Self::MarkWords
            | Self::RemoveMark
            | Self::AllCodes
            | Self::WordsLonger
            | Self::WordsShorter
            | Self::WordsEarlier
            | Self::WordsLater => Group::Marking,
            Self::Undo
            | Self::Redo
            | Self::Quit
            | Self::Settings
            | Self::Palette
            | Self::Shortcuts
            | Self::Accuracy
            | Self::About
            | Self::CancelJobs => Group::Program,
        }
    }

    /// Whether its shortcut also works while a dialog is open.
    fn works_in_dialogs(self) -> bool {
        matches!(
            self,
            Self::LargerText | Self::SmallerText | Self::NormalText | Self::Quit
        )
    }

    /// A second shortcut that people expect.
    fn other_key(self) -> Option<KeyboardShortcut> {
        match self {
            // The plus on many keyboards is the shifted equals sign.
            Self::LargerText => key(CTRL, Key::Equals),
            Self::Redo => key(CTRL, Key::Y),
            Self::Palette => key(CTRL, Key::K),
            Self::Shortcuts => key(PLAIN, Key::Questionmark),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_finds_its_own_row() {
        for (index, info) in ACTIONS.iter().enumerate() {
            assert_eq!(info.action as usize, index, "{}", info.name);
        }
    }

    #[test]
    fn no_action_takes_a_key_that_gives_a_code() {
        let digits = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        for info in &ACTIONS {
            let Some(keys) = info.shortcut else { continue };
            let is_plain = keys.modifiers.is_none();
            let is_digit = digits.contains(&keys.logical_key);
            assert!(!(is_plain && is_digit), "{}", info.name);
        }
    }

    #[test]
    fn no_two_actions_share_a_shortcut_or_a_name() {
        for (index, one) in ACTIONS.iter().enumerate() {
            for other in &ACTIONS[..index] {
                assert!(
                    one.shortcut.is_none() || one.shortcut != other.shortcut,
                    "{} and {}",
                    one.name,
                    other.name
                );
                assert_ne!(one.name, other.name);
            }
        }
    }
}
