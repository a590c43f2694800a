//! How much is too much. An article is a few thousand words; these limits only
//! keep a mistaken file from taking the machine with it.

/// Most bytes of a plain text or Markdown file.
pub(super) const TEXT_BYTES: u64 = 20_000_000;

/// Most bytes of a web page: pages carry pictures and scripts in them.
pub(super) const PAGE_BYTES: u64 = 30_000_000;

/// Most tags of a web page. The largest news pages have some ten thousand.
pub(super) const PAGE_TAGS: usize = 300_000;

/// Deepest nesting that is kept; deeper containers are flattened, because the
/// time to build a page grows with the square of its depth (10,000 nested
/// containers took 29 s). Real pages stay below 100.
pub(super) const PAGE_DEPTH: usize = 250;

/// Most formatting elements that are open at once. A parser opens them again in
/// every block until they are closed, and old pages forget to close them.
pub(super) const PAGE_FORMATTING: usize = 40;

/// Most style blocks of a page that are read; pages have some hundred at most.
pub(super) const PAGE_STYLES: usize = 2_000;

/// Most `html` and `body` tags of a page: a parser adds the attributes of each to the first.
pub(super) const PAGES_IN_A_PAGE: usize = 10;

/// After so many steps of a long loop somebody looks whether the work is still wanted.
pub(super) const LOOK_UP: usize = 4_096;

/// A size for people: `210 MB`.
pub(super) fn megabytes(bytes: u64) -> String {
    const MEGABYTE: u64 = 1_000_000;
    if bytes < MEGABYTE {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{} MB", bytes.div_ceil(MEGABYTE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(megabytes(200_000_001), "201 MB");
        assert_eq!(megabytes(12), "1 kB");
    }
}
