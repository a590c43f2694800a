//! The table of actions itself.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Action, ActionInfo};

#[expect(
    clippy::unnecessary_wraps,
    reason = "a column of the table, where some rows have none"
)]
pub(super) const fn key(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);
pub(super) const PLAIN: Modifiers = Modifiers::NONE;

const fn row(
    action: Action,
    name: &'static str,
    tooltip: &'static str,
    shortcut: Option<KeyboardShortcut>,
) -> ActionInfo {
    ActionInfo {
        action,
        name,
        tooltip,
        shortcut,
    }
}

/// The table.
pub const ACTIONS: [ActionInfo; 62] = [
    row(
        Action::Open,
        "Open…",
        "Open articles from files: text, Markdown or saved web pages; or a project",
        key(CTRL, Key::O),
    ),
    row(
        Action::Paste,
        "Paste as article",
        "Open the text on the clipboard as an article",
        key(CTRL, Key::V),
    ),
    row(
        Action::OpenSamples,
        "Open the samples",
        "Open three sample articles on one event",
        None,
    ),
    row(
        Action::CloseArticle,
        "Close article",
        "Take the open article out of the project",
        key(CTRL, Key::W),
    ),
    row(
        Action::Export,
        "Export…",
        "Save the comparison or this article for other people and programs",
        key(CTRL, Key::E),
    ),
    row(Action::Quit, "Quit", "Leave Slantwise", key(CTRL, Key::Q)),
    row(
        Action::Undo,
        "Undo",
        "Take the last change back",
        key(CTRL, Key::Z),
    ),
    row(
        Action::Redo,
        "Redo",
        "Repeat the change taken back last",
        key(CTRL_SHIFT, Key::Z),
    ),
    row(
        Action::Read,
        "Read",
        "One article beside what it reports and how it frames",
        key(CTRL, Key::Num1),
    ),
    row(
        Action::Compare,
        "Compare",
        "Several articles side by side",
        key(CTRL, Key::Num2),
    ),
    row(
        Action::Report,
        "Report",
        "The document that an export prints",
        key(CTRL, Key::Num3),
    ),
    row(
        Action::NextArticle,
        "Next article",
        "Open the next article of the list",
        key(CTRL, Key::ArrowDown),
    ),
    row(
        Action::PreviousArticle,
        "Previous article",
        "Open the previous article of the list",
        key(CTRL, Key::ArrowUp),
    ),
    row(
        Action::Find,
        "Find…",
        "Search in all open articles",
        key(CTRL, Key::F),
    ),
    row(
        Action::AllVoices,
        "All voices",
        "Count and colour everything",
        key(Modifiers::ALT, Key::Num1),
    ),
    row(
        Action::OutletVoice,
        "Outlet’s own voice",
        "Count and colour only what the article says in its own words",
        key(Modifiers::ALT, Key::Num2),
    ),
    row(
        Action::QuotedVoice,
        "Quoted",
        "Count and colour only what stands in quotation marks",
        key(Modifiers::ALT, Key::Num3),
    ),
    row(
        Action::ShowSetAside,
        "Show set-aside lines",
        "Show date lines and page furniture that are not analysed",
        None,
    ),
    row(
        Action::LinkColumns,
        "Columns scroll together",
        "Scroll all columns of Compare together or apart",
        None,
    ),
    row(
        Action::LargerText,
        "Larger text",
        "Make all text larger",
        key(CTRL, Key::Plus),
    ),
    row(
        Action::SmallerText,
        "Smaller text",
        "Make all text smaller",
        key(CTRL, Key::Minus),
    ),
    row(
        Action::NormalText,
        "Normal text size",
        "Set all text to its normal size",
        key(CTRL, Key::Num0),
    ),
    row(
        Action::ThemeSystem,
        "Colours follow the system",
        "Light or dark as the system says",
        None,
    ),
    row(
        Action::ThemeLight,
        "Light colours",
        "Dark ink on light paper",
        None,
    ),
    row(
        Action::ThemeDark,
        "Dark colours",
        "Light ink on dark paper",
        None,
    ),
    row(
        Action::Settings,
        "Settings…",
        "The project, what is marked, and how the window looks",
        key(CTRL, Key::Comma),
    ),
    row(
        Action::Palette,
        "All commands…",
        "Find a command by its name",
        key(CTRL, Key::P),
    ),
    row(
        Action::Shortcuts,
        "Keyboard shortcuts",
        "All shortcuts on one sheet",
        key(PLAIN, Key::F1),
    ),
    row(
        Action::Accuracy,
        "Accuracy",
        "How often the marks are right, measured, and what that means",
        key(Modifiers::SHIFT, Key::F1),
    ),
    row(
        Action::About,
        "About Slantwise",
        "What Slantwise is, what its words mean, and its licences",
        None,
    ),
    row(
        Action::CancelJobs,
        "Cancel work in the background",
        "Give up imports and analyses that are still running",
        None,
    ),
    row(
        Action::RenameArticle,
        "Rename article…",
        "Give the open article another title",
        key(PLAIN, Key::F2),
    ),
    row(
        Action::MoveUp,
        "Move article up",
        "Move the open article up in the list and to the left in Compare",
        key(Modifiers::ALT, Key::ArrowUp),
    ),
    row(
        Action::MoveDown,
        "Move article down",
        "Move the open article down in the list and to the right in Compare",
        key(Modifiers::ALT, Key::ArrowDown),
    ),
    row(
        Action::ToggleColumn,
        "Put into or take out of Compare",
        "Show the open article as a column of Compare, or leave it out",
        None,
    ),
    row(
        Action::AnalyseAgain,
        "Analyse again",
        "Run the analysis of the open article again",
        None,
    ),
    row(
        Action::ToggleRail,
        "Show or hide the list of articles",
        "The list at the left of Read",
        key(CTRL, Key::B),
    ),
    row(
        Action::ForgetRecent,
        "Forget recent files",
        "Empty the list of files opened lately",
        None,
    ),
    row(
        Action::NewProject,
        "New project",
        "Begin with no articles; the project that is open stays saved",
        None,
    ),
    row(
        Action::SaveProjectAs,
        "Save project as…",
        "Give the project a file of its own; every change is saved there from then on",
        key(CTRL_SHIFT, Key::S),
    ),
    row(
        Action::Agree,
        "Agree",
        "The selected mark or sentence is read rightly; again takes it back",
        key(PLAIN, Key::A),
    ),
    row(
        Action::Disagree,
        "Disagree",
        "The selected mark or sentence is read wrongly; again takes it back",
        key(PLAIN, Key::D),
    ),
    row(
        Action::Unsure,
        "Unsure",
        "It could be either; again takes it back",
        key(PLAIN, Key::U),
    ),
    row(
        Action::Note,
        "Note…",
        "Write a note on the selected mark or sentence; it is saved as you type",
        key(PLAIN, Key::N),
    ),
    row(
        Action::NextUnreviewed,
        "Next unreviewed mark",
        "Go to the next mark nobody has decided on",
        key(PLAIN, Key::J),
    ),
    row(
        Action::PreviousUnreviewed,
        "Previous unreviewed mark",
        "Go to the previous mark nobody has decided on",
        key(PLAIN, Key::K),
    ),
    row(
        Action::NextFinding,
        "Next mark",
        "Go to the next mark in the panel, reviewed or not",
        key(Modifiers::SHIFT, Key::J),
    ),
    row(
        Action::PreviousFinding,
        "Previous mark",
        "Go to the previous mark in the panel, reviewed or not",
        key(Modifiers::SHIFT, Key::K),
    ),
    row(
        Action::MarkWords,
        "Mark the selected sentence",
        "Select the words of the selected sentence or mark, to give them a code of your own",
        key(PLAIN, Key::M),
    ),
    row(
        Action::RemoveMark,
        "Remove your mark",
        "Put the selected mark of your own into the bin",
        key(PLAIN, Key::Delete),
    ),
    row(
        Action::AllCodes,
        "All devices…",
        "Every layer and device, to mark the selected words with",
        key(PLAIN, Key::Num0),
    ),
    row(
        Action::WordsLonger,
        "One word more at the end",
        "The selected words end one word later",
        key(SHIFT, Key::ArrowRight),
    ),
    row(
        Action::WordsShorter,
        "One word less at the end",
        "The selected words end one word earlier",
        key(SHIFT, Key::ArrowLeft),
    ),
    row(
        Action::WordsEarlier,
        "One word more at the start",
        "The selected words begin one word earlier",
        key(ALT_SHIFT, Key::ArrowLeft),
    ),
    row(
        Action::WordsLater,
        "One word less at the start",
        "The selected words begin one word later",
        key(ALT_SHIFT, Key::ArrowRight),
    ),
    row(
        Action::Bin,
        "Bin…",
        "Closed articles and removed marks, to be put back",
        None,
    ),
    row(
        Action::CorrectArticle,
        "Replace by a corrected version…",
        "Open the corrected text of the open article; what was said of it follows its words",
        None,
    ),
    row(
        Action::EarlierVersions,
        "Earlier versions…",
        "What each correction changed in the open article",
        None,
    ),
    row(
        Action::CodeFirst,
        "Code first, then compare",
        "Hide all marks of an article until you have coded it yourself, or show them from the start",
        None,
    ),
    row(
        Action::FinishCoding,
        "I have coded this article",
        "Show its marks, and how far they agree with your coding",
        None,
    ),
    row(
        Action::ShowAgreement,
        "Agreement with the marks",
        "How far your coding and the marks agree, and where they differ",
        None,
    ),
    row(
        Action::ShowLog,
        "What was done…",
        "The project’s log, newest first",
        None,
    ),
];
