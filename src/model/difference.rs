//! What differs between articles on one event, as sentences with their evidence.

/// What kind of difference it is; commonest first in what careful readers report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// One point rests on another source, or on none.
    Source,
    /// Some tell it, in others nothing like it was found.
    Told,
    /// A verdict of the outlet here is somebody's words there.
    Voice,
    /// Numbers or days that part.
    Figures,
    /// Another word for the same person, body, group or thing.
    Naming,
    /// The lead of one is a late line of another.
    Prominence,
    /// Marked words in one, none in another.
    Tone,
}

impl DifferenceKind {
    /// All kinds, the commonest first.
    pub const ALL: [Self; 7] = [
        Self::Source,
        Self::Told,
        Self::Voice,
        Self::Figures,
        Self::Naming,
        Self::Prominence,
        Self::Tone,
    ];

    /// The word used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Told => "told",
            Self::Voice => "voice",
            Self::Figures => "figures",
            Self::Naming => "naming",
            Self::Prominence => "prominence",
            Self::Tone => "tone",
        }
    }

    /// The words a reader sees.
    pub fn title(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Told => "Told, left out",
            Self::Voice => "Whose voice",
            Self::Figures => "Figures",
            Self::Naming => "Naming",
            Self::Prominence => "Prominence",
            Self::Tone => "Tone",
        }
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its kind.
    pub kind: DifferenceKind,
    /// One sentence that says what differs, and no more than the evidence shows.
    pub text: String,
    /// Index of the story point in which it was found; `None` where it lies in no single one.
    pub row: Option<usize>,
    /// The passages of each side, in the articles' order; never empty.
    pub evidence: Vec<Side>,
}

/// The passages of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Index of the article in the comparison.
    pub article: usize,
    /// Indices of its sentences, in reading order.
    pub sentences: Vec<usize>,
}
