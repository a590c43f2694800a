//! How much is too much. A project of three hundred articles with ten thousand judgements
//! takes a few megabytes; these limits keep a made-up file from taking the machine with it.

/// Most bytes of a project file.
pub(super) const FILE_BYTES: u64 = 1_000_000_000;

/// Most bytes of one value in it: the largest article's original.
pub(super) const VALUE_BYTES: i32 = 40_000_000;

/// Most articles, those in the bin and earlier revisions among them.
pub(super) const ARTICLES: u64 = 20_000;

/// Most judgements.
pub(super) const JUDGEMENTS: u64 = 1_000_000;

/// Most own marks.
pub(super) const MARKS: u64 = 1_000_000;

/// Most entries in the log.
pub(super) const LOG: u64 = 10_000_000;

/// Most bytes of a lock file that are looked at.
pub(super) const LOCK_BYTES: u64 = 4_096;

/// Most bytes of an original that is kept.
pub(super) const ORIGINAL_BYTES: u64 = 30_000_000;
