//! Who speaks, what kind of statement it is, and the layer that the two give.

use serde::Serialize;

use super::Finding;

/// Who is speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The article itself.
    Outlet,
    /// Somebody one could ask.
    Attributed,
    /// An attribution nobody could follow up.
    Vague,
}

/// What kind of statement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Could in principle be checked.
    Factual,
    /// Judges, mocks, speculates, draws a moral.
    Evaluative,
}

/// What a reader sees: the colour that voice and stance give together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Neutral reporting.
    Reported,
    /// Somebody else's judgement or words.
    Voices,
    /// The outlet's own judgement, or one laundered through nobody in particular.
    Framing,
}

impl Layer {
    /// The layer of a sentence, or of a part of one.
    ///
    /// `quoted`: the stretch is mostly direct quotation, which always belongs to its speaker.
    pub fn of(voice: Voice, stance: Stance, quoted: bool) -> Self {
        match (voice, stance) {
            _ if quoted => Self::Voices,
            (_, Stance::Factual) => Self::Reported,
            (Voice::Attributed, Stance::Evaluative) => Self::Voices,
            (Voice::Outlet | Voice::Vague, Stance::Evaluative) => Self::Framing,
        }
    }

    /// All layers in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Reported, Self::Voices, Self::Framing];

    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Voices => "voices",
            Self::Framing => "framing",
        }
    }

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Reported => "Reported",
            Self::Voices => "Somebody else’s voice",
            Self::Framing => "Editorial framing",
        }
    }
}

impl Voice {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Attributed => "attributed",
            Self::Vague => "vague",
        }
    }
}

impl Stance {
    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Factual => "factual",
            Self::Evaluative => "evaluative",
        }
    }
}

/// Which voices a count, a colour or an export takes in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum VoiceFilter {
    /// Everything.
    #[default]
    All,
    /// Only what the article says in its own words.
    Outlet,
    /// Only what stands in quotation marks.
    Quoted,
}

impl VoiceFilter {
    /// All filters in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Outlet, Self::Quoted];

    /// Whether a finding counts under this filter.
    pub fn takes_in(self, finding: &Finding) -> bool {
        match self {
            Self::All => true,
            Self::Outlet => !finding.quoted && finding.voice != Voice::Attributed,
            Self::Quoted => finding.quoted,
        }
    }

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::All => "All voices",
            Self::Outlet => "Outlet’s own voice",
            Self::Quoted => "Quoted",
        }
    }

    /// The same in one word, where there is little room.
    pub fn short_title(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Outlet => "Outlet",
            Self::Quoted => "Quoted",
        }
    }
}
