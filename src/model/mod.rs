//! What there is to know: plain data with invariants, shared by every other room.

pub mod analysis;
pub mod article;
pub mod comparison;
pub mod device;
pub mod id;
pub mod judgement;
pub mod mark;
pub mod project;
pub mod score;
pub mod settings;

#[cfg(test)]
pub(crate) mod testing;

pub use analysis::{
    Analysis, Attribution, AttributionKind, Direction, EngineStamp, Entity, EntityKind, Evidence,
    Finding, Layer, Mention, Outdone, Probabilities, Reason, Sentence, Source, SourceKind, Stance,
    Summary, Turn, TurnSide, Voice, VoiceFilter, shares,
};
pub use article::{
    Article, Format, Metadata, Origin, Paragraph, Role, SetAside, Title, TitleOrigin,
};
pub use comparison::{Cell, Comparison, Metric, Passage, Row, ToneRow, Value, VoiceCell, VoiceRow};
pub use device::Device;
pub use id::{ArticleId, DetectorId, FindingKey, Revision};
pub use judgement::{Decision, Judgement, JudgementKey, Resolved, Subject, SubjectKind, resolve};
pub use mark::{Code, MarkId, OwnMark};
pub use project::{Coding, Expression, KeptComparison, Note, Project, ProjectSettings};
pub use score::{Confidence, Level, Sentiment, Share};
pub use settings::Settings;
