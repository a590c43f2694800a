//! The vocabulary of devices.
//!
//! The spine is the persuasion techniques of SemEval-2023 Task 3 under their
//! official names; the last group adds the journalistic ones. Codes are stable
//! identifiers in exports.

use serde::{Deserialize, Serialize};

/// A way of wording that frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is named and explained by its detector; the codes are the field's own terms"
)]
pub enum Device {
    NameCalling,
    GuiltByAssociation,
    CastingDoubt,
    AppealToHypocrisy,
    QuestioningTheReputation,
    FlagWaving,
    AppealToAuthority,
    AppealToPopularity,
    AppealToValues,
    AppealToFear,
    StrawMan,
    RedHerring,
    Whataboutism,
    CausalOversimplification,
    FalseDilemma,
    ConsequentialOversimplification,
    Slogan,
    ConversationKiller,
    AppealToTime,
    LoadedLanguage,
    Obfuscation,
    Exaggeration,
    Repetition,
    VagueAttribution,
    MindReading,
    SlantedReportingVerb,
    ScareQuotes,
    EditorialAside,
    RhetoricalQuestion,
    FigurativeIdiom,
    UnsourcedClaim,
    Speculation,
    FalseEquivalence,
    Presupposition,
    Label,
    Evaluation,
}

impl Device {
    /// Every device, in the order of the vocabulary.
    pub const ALL: [Self; 36] = [
        Self::NameCalling,
        Self::GuiltByAssociation,
        Self::CastingDoubt,
        Self::AppealToHypocrisy,
        Self::QuestioningTheReputation,
        Self::FlagWaving,
        Self::AppealToAuthority,
        Self::AppealToPopularity,
        Self::AppealToValues,
        Self::AppealToFear,
        Self::StrawMan,
        Self::RedHerring,
        Self::Whataboutism,
        Self::CausalOversimplification,
        Self::FalseDilemma,
        Self::ConsequentialOversimplification,
        Self::Slogan,
        Self::ConversationKiller,
        Self::AppealToTime,
        Self::LoadedLanguage,
        Self::Obfuscation,
        Self::Exaggeration,
        Self::Repetition,
        Self::VagueAttribution,
        Self::MindReading,
        Self::SlantedReportingVerb,
        Self::ScareQuotes,
        Self::EditorialAside,
        Self::RhetoricalQuestion,
        Self::FigurativeIdiom,
        Self::UnsourcedClaim,
        Self::Speculation,
        Self::FalseEquivalence,
        Self::Presupposition,
        Self::Label,
        Self::Evaluation,
    ];

    /// Stable code, as in exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::NameCalling => "name_calling",
            Self::GuiltByAssociation => "guilt_by_association",
            Self::CastingDoubt => "casting_doubt",
            Self::AppealToHypocrisy => "appeal_to_hypocrisy",
            Self::QuestioningTheReputation => "questioning_the_reputation",
            Self::FlagWaving => "flag_waving",
            Self::AppealToAuthority => "appeal_to_authority",
            Self::AppealToPopularity => "appeal_to_popularity",
            Self::AppealToValues => "appeal_to_values",
            Self::AppealToFear => "appeal_to_fear",
            Self::StrawMan => "straw_man",
            Self::RedHerring => "red_herring",
            Self::Whataboutism => "whataboutism",
            Self::CausalOversimplification => "causal_oversimplification",
            Self::FalseDilemma => "false_dilemma",
            Self::ConsequentialOversimplification => "consequential_oversimplification",
            Self::Slogan => "slogan",
            Self::ConversationKiller => "conversation_killer",
            Self::AppealToTime => "appeal_to_time",
            Self::LoadedLanguage => "loaded_language",
            Self::Obfuscation => "obfuscation",
            Self::Exaggeration => "exaggeration",
            Self::Repetition => "repetition",
            Self::VagueAttribution => "vague_attribution",
            Self::MindReading => "mind_reading",
            Self::SlantedReportingVerb => "slanted_reporting_verb",
            Self::ScareQuotes => "scare_quotes",
            Self::EditorialAside => "editorial_aside",
            Self::RhetoricalQuestion => "rhetorical_question",
            Self::FigurativeIdiom => "figurative_idiom",
            Self::UnsourcedClaim => "unsourced_claim",
            Self::Speculation => "speculation",
            Self::FalseEquivalence => "false_equivalence",
            Self::Presupposition => "presupposition",
            Self::Label => "label",
            Self::Evaluation => "evaluation",
        }
    }

    /// Name that readers see.
    pub fn name(self) -> &'static str {
        match self {
            Self::NameCalling => "Name calling",
            Self::GuiltByAssociation => "Guilt by association",
            Self::CastingDoubt => "Casting doubt",
            Self::AppealToHypocrisy => "Appeal to hypocrisy",
            Self::QuestioningTheReputation => "Questioning the reputation",
            Self::FlagWaving => "Flag waving",
            Self::AppealToAuthority => "Appeal to authority",
            Self::AppealToPopularity => "Appeal to popularity",
            Self::AppealToValues => "Appeal to values",
            Self::AppealToFear => "Appeal to fear",
            Self::StrawMan => "Straw man",
            Self::RedHerring => "Red herring",
            Self::Whataboutism => "Whataboutism",
            Self::CausalOversimplification => "Causal oversimplification",
            Self::FalseDilemma => "False dilemma",
            Self::ConsequentialOversimplification => "Consequential oversimplification",
            Self::Slogan => "Slogan",
            Self::ConversationKiller => "Conversation killer",
            Self::AppealToTime => "Appeal to time",
            Self::LoadedLanguage => "Loaded language",
            Self::Obfuscation => "Obfuscation",
            Self::Exaggeration => "Exaggeration or minimisation",
            Self::Repetition => "Repetition",
            Self::VagueAttribution => "Vague attribution",
            Self::MindReading => "Mind reading",
            Self::SlantedReportingVerb => "Slanted reporting verb",
            Self::ScareQuotes => "Scare quotes",
            Self::EditorialAside => "Editorial aside",
            Self::RhetoricalQuestion => "Rhetorical question",
            Self::FigurativeIdiom => "Figurative idiom",
            Self::UnsourcedClaim => "Unsourced claim",
            Self::Speculation => "Speculation",
            Self::FalseEquivalence => "False equivalence",
            Self::Presupposition => "Presupposition",
            Self::Label => "Label",
            Self::Evaluation => "Evaluation",
        }
    }

    /// The group it belongs to.
    pub fn group(self) -> DeviceGroup {
        match self {
            Self::NameCalling
            | Self::GuiltByAssociation
            | Self::CastingDoubt
            | Self::AppealToHypocrisy
            | Self::QuestioningTheReputation => DeviceGroup::AttackOnReputation,
            Self::FlagWaving
            | Self::AppealToAuthority
            | Self::AppealToPopularity
            | Self::AppealToValues
            | Self::AppealToFear => DeviceGroup::Justification,
            Self::StrawMan | Self::RedHerring | Self::Whataboutism => DeviceGroup::Distraction,
            Self::CausalOversimplification
            | Self::FalseDilemma
            | Self::ConsequentialOversimplification => DeviceGroup::Simplification,
            Self::Slogan | Self::ConversationKiller | Self::AppealToTime => DeviceGroup::Call,
            Self::LoadedLanguage | Self::Obfuscation | Self::Exaggeration | Self::Repetition => {
                DeviceGroup::ManipulativeWording
            }
            Self::VagueAttribution
            | Self::MindReading
            | Self::SlantedReportingVerb
            | Self::ScareQuotes
            | Self::EditorialAside
            | Self::RhetoricalQuestion
            | Self::FigurativeIdiom
            | Self::UnsourcedClaim
            | Self::Speculation
            | Self::FalseEquivalence
            | Self::Presupposition
            | Self::Label
            | Self::Evaluation => DeviceGroup::Journalistic,
        }
    }
}

/// What devices do, in the coarse classes of SemEval-2023 Task 3; the journalistic
/// ones have a group of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceGroup {
    /// Against a person or group in place of the argument.
    AttackOnReputation,
    /// A claim made good by something beside it.
    Justification,
    /// Away from the issue.
    Distraction,
    /// Fewer causes, choices or consequences than there are.
    Simplification,
    /// Words that call to act or to stop thinking.
    Call,
    /// Wording that moves by itself.
    ManipulativeWording,
    /// How journalists attribute, comment and presuppose.
    Journalistic,
}

impl DeviceGroup {
    /// All groups: first the one that journalism shows most.
    pub const ALL: [Self; 7] = [
        Self::Journalistic,
        Self::ManipulativeWording,
        Self::AttackOnReputation,
        Self::Justification,
        Self::Distraction,
        Self::Simplification,
        Self::Call,
    ];

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::AttackOnReputation => "Attack on reputation",
            Self::Justification => "Justification",
            Self::Distraction => "Distraction",
            Self::Simplification => "Simplification",
            Self::Call => "Call",
            Self::ManipulativeWording => "Manipulative wording",
            Self::Journalistic => "Journalistic devices",
        }
    }
}
