//! What there is to know: plain data with invariants, shared by every other room.

pub mod analysis;
pub mod article;
pub mod bounds;
pub mod canceller;
pub mod comparison;
pub mod device;
pub mod difference;
pub mod frames;
pub mod headline;
pub mod id;
pub mod judgement;
pub mod mark;
pub mod project;
pub mod review;
pub mod score;
pub mod settings;
pub mod story;
pub mod turn;
pub mod unread;
pub mod voice;
pub mod who;

#[cfg(test)]
pub(crate) mod testing;

pub use analysis::{
    Analysis, Attribution, AttributionKind, EngineStamp, Entity, EntityKind, Evidence, Finding,
    MadeBy, Mention, Mentions, Outdone, Probabilities, Reason, Sentence, Source, SourceKind,
    Summary, Verdict, shares,
};
pub use article::{
    Article, Caveat, Format, Metadata, Origin, Paragraph, Role, SetAside, Title, TitleOrigin,
};
pub use canceller::Canceller;
pub use comparison::{
    Cell, Comparison, FrameCell, FrameRow, Join, Metric, NameRow, Passage, Row, Suggestion,
    ToneRow, Value, VoiceCell, VoiceRow, Wording,
};
pub use device::{Device, DeviceGroup};
pub use difference::{Difference, DifferenceKind, Side};
pub use frames::{FrameMention, TopicFrame};
pub use headline::{HeadlineClaim, HeadlineComparison, Support};
pub use id::{ArticleId, DetectorId, FindingKey, Revision};
pub use judgement::{Decision, Judgement, JudgementKey, Resolved, Subject, SubjectKind, resolve};
pub use mark::{Code, MarkId, OwnMark};
pub use project::{
    Carried, Coded, Coding, Expression, KeptComparison, Note, Project, ProjectSettings, Said,
};
pub use review::{MarkFilter, MarkStatus, Progress, Review};
pub use score::{Confidence, Level, Sentiment, Share};
pub use settings::Settings;
pub use story::{PointCell, Story, StoryPoint, ToldOnce};
pub use turn::{Direction, Turn, TurnSide};
pub use unread::{LeftOut, NotAnalysed};
pub use voice::{Layer, Stance, Voice, VoiceFilter};
pub use who::{Known, Phrase, Sort, Who};
