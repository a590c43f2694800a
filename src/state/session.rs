//! What is on the screen, by identity, never by position.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::jobs::{Completions, Question, QuestionId};
use crate::model::{ArticleId, FindingKey, MarkFilter, MarkId, Passage, Settings, VoiceFilter};
use crate::store::LogEntry;
use crate::text::Span;

/// Articles that fit side by side.
pub const MAX_COLUMNS: usize = 6;

/// The main views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// One article beside its panel.
    #[default]
    Read,
    /// Several articles side by side.
    Compare,
    /// The document that an export prints.
    Report,
}

impl View {
    /// All views in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Read, Self::Compare, Self::Report];

    /// The word on the switch.
    pub fn title(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Compare => "Compare",
            Self::Report => "Report",
        }
    }
}

/// What stands beside the text in Read, once the article's marks are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Who says what, and what is marked.
    #[default]
    Marks,
    /// How far the reader's coding and the marks agree.
    Agreement,
}

/// Something in an article that text, panel, card and ribbon show together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A sentence, by its index in the analysis.
    Sentence(ArticleId, usize),
    /// A finding.
    Finding(ArticleId, FindingKey),
    /// A source, by its index in the analysis.
    Source(ArticleId, usize),
    /// A mark of the reader's own.
    Mark(ArticleId, MarkId),
}

impl Target {
    /// The article it lies in.
    pub fn article(self) -> ArticleId {
        match self {
            Self::Sentence(article, _)
            | Self::Finding(article, _)
            | Self::Source(article, _)
            | Self::Mark(article, _) => article,
        }
    }
}

/// Words of an article that were selected, to be copied or marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectedWords {
    /// The article.
    pub article: ArticleId,
    /// The words, in bytes.
    pub span: Span,
}

/// A request to bring something into sight; the serial tells a new request from an old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// What.
    pub target: Target,
    /// Grows with every request.
    pub serial: u64,
}

/// What stands in front of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// All commands, to search.
    Palette,
    /// All shortcuts.
    Shortcuts,
    /// Settings.
    Settings,
    /// How often the engine is right.
    Accuracy,
    /// What the program is and what its words mean.
    About,
    /// What to export, and how.
    Export,
    /// The passages behind a number.
    Passages {
        /// What was counted.
        title: String,
        /// The passages.
        passages: Vec<Passage>,
    },
    /// Search in all articles.
    Find,
    /// All codes, to mark the selected words with.
    Codes,
    /// All codes, to give an own mark another one.
    Recode(ArticleId, MarkId),
    /// What was taken out and can be put back.
    Bin,
    /// Asks for another title.
    Rename(ArticleId),
    /// An article looks like the corrected version of another one.
    Correction(super::Correction),
    /// The earlier versions of an article that was corrected.
    Versions(ArticleId),
    /// What the project's file says was done.
    Log,
    /// Asks for a path where the system can show no dialog.
    PathField(Question),
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What is remembered from one start to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Which colours.
    pub theme: ThemeChoice,
    /// Text size in percent, 70 to 200.
    pub text_percent: u16,
    /// Files opened lately, latest first.
    pub recent: Vec<PathBuf>,
    /// The project with a name that was open last; `None` after one without.
    pub project: Option<PathBuf>,
    /// The name that judgements carry; empty for the person's name on this computer.
    pub reader: String,
    /// Settings of the engine.
    pub settings: Settings,
    /// Whether set-aside lines are shown.
    pub shows_set_aside: bool,
    /// Whether columns scroll together.
    pub columns_linked: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_percent: 100,
            recent: Vec::new(),
            project: None,
            reader: String::new(),
            settings: Settings::default(),
            shows_set_aside: false,
            columns_linked: true,
        }
    }
}

/// What is on the screen.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// The view.
    pub view: View,
    /// The article open in Read.
    pub article: Option<ArticleId>,
    /// What stands beside its text.
    pub side: Side,
    /// What agreement is asked of.
    pub agreement_scope: super::AgreementScope,
    /// What is selected.
    pub selection: Option<Target>,
    /// What a note is being written on; always what is selected.
    pub noting: Option<Target>,
    /// The words that were selected, if any.
    pub words: Option<SelectedWords>,
    /// The codes on the number keys.
    pub keys: super::CodeKeys,
    /// Corrections that are asked for or offered.
    pub corrections: super::Corrections,
    /// What the pointer is over.
    pub hovered: Option<Target>,
    /// The latest request to bring something into sight.
    pub reveal: Option<Reveal>,
    /// The article that opens at the place where its register changes.
    pub opens_at_turn: Option<ArticleId>,
    /// Which marks the panel lists and the keys step through.
    pub marks: MarkFilter,
    /// Which voices are counted and coloured.
    pub filter: VoiceFilter,
    /// Columns of Compare, in order; two to six of the project's articles.
    pub columns: Vec<ArticleId>,
    /// What the Report view is about.
    pub report_scope: super::ReportScope,
    /// What stands in front of the view.
    pub dialog: Option<Dialog>,
    /// Whether the list of articles is the other way round than the window's width suggests.
    pub rail_flipped: bool,
    /// What the path field offers.
    pub completions: Option<Completions>,
    /// Where new files are proposed to be saved; empty where it is not known.
    pub folder: PathBuf,
    /// Who reads here: the name that judgements, notes and marks carry.
    pub reader: String,
    /// The person's name on this computer.
    pub account: String,
    /// What the project's log holds, newest first, or why it cannot be read; `None` before
    /// it was.
    pub log: Option<Result<Vec<LogEntry>, String>>,
    /// Whether a project without a name is saved too, in a folder of the program's.
    pub keeps_untitled: bool,
    /// The export that waits for a path.
    pub pending_export: Option<super::ExportRequest>,
    /// The question whose answer is that path.
    pub(super) export_question: QuestionId,
    /// The question that was asked last.
    pub(super) asked: QuestionId,
    /// The last question that was asked of another project than the one that is open now.
    pub(super) outdated: QuestionId,
    /// What is remembered.
    pub preferences: Preferences,
}

impl Session {
    /// A name for the next question.
    pub(super) fn next_question(&mut self) -> QuestionId {
        self.asked.0 += 1;
        self.asked
    }

    /// The words that are selected in this article, if any.
    pub fn words_in(&self, article: ArticleId) -> Option<Span> {
        let words = self.words.filter(|words| words.article == article)?;
        Some(words.span)
    }
}
