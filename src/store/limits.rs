//! How much is too much. A project of three hundred articles with ten thousand judgements
//! takes a few megabytes; these limits keep a made-up file from taking the machine with it.

/// Most bytes of a project file.
pub(super) const FILE_BYTES: u64 = 1_000_000_000;

/// Most bytes of one value in it: the largest article's original.
pub(super) const VALUE_BYTES: i32 = 40_000_000;

/// Fewest bytes of one of its pages.
pub(super) const PAGE_BYTES: u16 = 4_096;

/// Tables, what is in them, and most rows of each. Articles count with those in the bin and
/// with earlier revisions.
pub(super) const ROWS: [(&str, &str, u64); 11] = [
    ("project", "settings", 1_000),
    ("article", "articles", 20_000),
    ("placement", "places of articles", 20_000),
    ("judgement", "judgements", 1_000_000),
    ("mark", "own marks", 1_000_000),
    ("note", "notes", 20_000),
    ("coded", "articles that are coded to the end", 20_000),
    ("comparison", "comparisons", 10_000),
    ("silenced", "expressions that are not marked", 100_000),
    ("engine", "engines", 10_000),
    ("log", "entries in its log", 10_000_000),
];

/// Most rows that are read of a table; a million where nothing is said of it.
pub(super) fn rows_of(table: &str) -> usize {
    let known = ROWS.iter().find(|(known, _, _)| *known == table);
    known.map_or(1_000_000, |(_, _, most)| {
        usize::try_from(*most).unwrap_or(usize::MAX)
    })
}

/// Entries of the log that are shown.
pub(super) const SHOWN_LOG: usize = 1_000;

/// Most bytes of a lock file that are looked at.
pub(super) const LOCK_BYTES: u64 = 4_096;

/// Most bytes of an original that is kept.
pub(super) const ORIGINAL_BYTES: u64 = 30_000_000;
