//! Bytes in, an article out, or a sentence that says what is wrong and what to do.
//!
//! To add a format: one file with a `read` function that gives a `draft::Draft`,
//! a way to recognise it in `sniff`, and an entry in [`IMPORTERS`]. Structure is
//! told in one place for all formats, so an importer only says what its file marks.

mod draft;
mod encoding;
mod error;
mod front_matter;
mod html;
mod language;
mod limits;
mod markdown;
mod sniff;
mod structure;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

pub use error::{FailedImport, ImportError, shown_name};

use crate::model::bounds;
use crate::model::id::sha256_hex;
use crate::model::{Article, ArticleId, Canceller, Format, Origin, Revision, Title, TitleOrigin};
use crate::text::token::count_words;
use draft::Draft;

/// A format that can be imported.
#[derive(Debug, Clone, Copy)]
pub struct Importer {
    /// The format.
    pub format: Format,
    /// What people call it.
    pub name: &'static str,
    /// Usual endings of file names, without the dot.
    pub endings: &'static [&'static str],
    /// Most bytes of one file.
    limit: u64,
    read: fn(&str, &Canceller) -> Result<Draft, ImportError>,
}

/// All formats, in the order in which a dialog lists them.
pub static IMPORTERS: [Importer; 3] = [
    Importer {
        format: Format::Html,
        name: "Web page",
        endings: &["html", "htm", "xhtml"],
        limit: limits::PAGE_BYTES,
        read: html::read,
    },
    Importer {
        format: Format::Text,
        name: "Plain text",
        endings: &["txt", "text"],
        limit: limits::TEXT_BYTES,
        read: |decoded, _| Ok(text::read(decoded)),
    },
    Importer {
        format: Format::Markdown,
        name: "Markdown",
        endings: &["md", "markdown"],
        limit: limits::TEXT_BYTES,
        read: markdown::read,
    },
];

/// Reads and imports one file.
///
/// # Errors
/// Says what is wrong with this file; nothing else is touched.
pub fn read_file(path: &Path) -> Result<Article, ImportError> {
    read_file_unless(path, &Canceller::default())
}

/// The same, unless it is given up first.
///
/// # Errors
/// As for [`read_file`], and [`ImportError::GivenUp`].
pub fn read_file_unless(path: &Path, given_up: &Canceller) -> Result<Article, ImportError> {
    let io = |error: std::io::Error| ImportError::from_io(&error);
    let about = std::fs::metadata(path).map_err(io)?;
    if about.is_dir() {
        return Err(ImportError::Directory);
    }
    // Opening a pipe waits for somebody to write into it, which may be never.
    if !about.is_file() {
        return Err(ImportError::NotAFile);
    }
    // Refused by its size before a byte is read.
    let most = limits::TEXT_BYTES.max(limits::PAGE_BYTES);
    if about.len() > most {
        return Err(ImportError::TooLarge {
            bytes: about.len(),
            limit: most,
        });
    }
    let bytes = read_stream(File::open(path).map_err(io)?)?;
    from_bytes_unless(&bytes, Some(&path.to_string_lossy()), given_up)
}

/// What a stream gives. It does not say how long it is: no more is read than the largest file
/// may hold.
///
/// # Errors
/// Where more comes, or where it cannot be read.
pub fn read_stream(stream: impl Read) -> Result<Vec<u8>, ImportError> {
    let limit = limits::TEXT_BYTES.max(limits::PAGE_BYTES);
    let mut bytes = Vec::new();
    stream
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| ImportError::from_io(&error))?;
    if bytes.len() as u64 > limit {
        return Err(ImportError::TooLong { limit });
    }
    Ok(bytes)
}

/// Imports bytes; `name` is a file name or path where one is known.
///
/// The format is sniffed from the content; the name only breaks ties.
///
/// # Errors
/// Says what is wrong with these bytes.
pub fn from_bytes(bytes: &[u8], name: Option<&str>) -> Result<Article, ImportError> {
    from_bytes_unless(bytes, name, &Canceller::default())
}

/// The same, unless it is given up first.
///
/// # Errors
/// As for [`from_bytes`], and [`ImportError::GivenUp`].
pub fn from_bytes_unless(
    bytes: &[u8],
    name: Option<&str>,
    given_up: &Canceller,
) -> Result<Article, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if let Some(error) = sniff::known_binary(bytes) {
        return Err(error);
    }
    let size = bytes.len() as u64;
    let most = limits::TEXT_BYTES.max(limits::PAGE_BYTES);
    if size > most {
        return Err(ImportError::TooLarge {
            bytes: size,
            limit: most,
        });
    }
    let decoded = encoding::decode(bytes).ok_or(ImportError::NotText)?;
    let format = sniff::format_of(&decoded.text, name);
    let importer = importer(format);
    if size > importer.limit {
        return Err(ImportError::TooLarge {
            bytes: size,
            limit: importer.limit,
        });
    }
    if !draft::has_words(&decoded.text) {
        return Err(ImportError::OnlyWhiteSpace);
    }
    let draft = (importer.read)(&decoded.text, given_up)?;
    if given_up.is_cancelled() {
        return Err(ImportError::GivenUp);
    }
    let origin = Origin {
        path: name.map(str::to_owned),
        format,
        sha256: sha256_hex(bytes),
        encoding: decoded.encoding.to_owned(),
    };
    assemble(draft, ArticleId::of_bytes(bytes), origin)
}

/// Imports text that was pasted or typed.
///
/// # Errors
/// Where there is no text.
pub fn from_pasted(text: &str) -> Result<Article, ImportError> {
    from_pasted_unless(text, &Canceller::default())
}

/// The same, unless it is given up first.
///
/// # Errors
/// As for [`from_pasted`], and [`ImportError::GivenUp`].
pub fn from_pasted_unless(text: &str, given_up: &Canceller) -> Result<Article, ImportError> {
    let mut article = from_bytes_unless(text.as_bytes(), None, given_up)?;
    article.origin.format = Format::Pasted;
    Ok(article)
}

fn importer(format: Format) -> &'static Importer {
    IMPORTERS
        .iter()
        .find(|importer| importer.format == format)
        .unwrap_or(&IMPORTERS[1])
}

/// Puts an article together from what was read.
fn assemble(draft: Draft, id: ArticleId, origin: Origin) -> Result<Article, ImportError> {
    if !draft::has_words(&draft.text) {
        return Err(ImportError::OnlyWhiteSpace);
    }
    // No word is shorter than a letter: most texts need not be counted.
    if draft.text.len() > bounds::WORDS {
        let words = count_words(&draft.text);
        if words > bounds::WORDS {
            return Err(ImportError::TooManyWords {
                words,
                limit: bounds::WORDS,
            });
        }
    }
    let structured = structure::tell(&draft);
    let title = title(&draft, &structured, &origin);
    let mut metadata = structure::merged(draft.metadata, structured.found);
    metadata.language = language::detect(&draft.text).or(metadata.language);
    Ok(Article {
        id,
        revision: Revision::default(),
        title,
        metadata,
        origin,
        text: Arc::from(draft.text),
        paragraphs: structured.paragraphs,
        set_aside: structured.set_aside,
        caveats: draft.caveats,
    })
}

fn title(draft: &Draft, structured: &structure::Structured, origin: &Origin) -> Title {
    if let Some(text) = draft.title.as_deref() {
        return Title {
            text: structure::one_line(text),
            origin: TitleOrigin::Metadata,
        };
    }
    if let Some(text) = &structured.headline {
        return Title {
            text: text.clone(),
            origin: TitleOrigin::File,
        };
    }
    if let Some(text) = structure::first_words(&draft.text, &structured.paragraphs) {
        return Title {
            text,
            origin: TitleOrigin::FirstWords,
        };
    }
    let name = origin.file_name().unwrap_or("Untitled");
    Title {
        text: error::shown(name),
        origin: TitleOrigin::FileName,
    }
}

/// The articles of the first start, in order.
pub fn samples() -> Vec<Article> {
    SAMPLES
        .iter()
        .filter_map(|sample| from_bytes(sample.as_bytes(), None).ok())
        .collect()
}

/// Three articles on one event, written for this program; outlets and people are invented.
static SAMPLES: [&str; 3] = [
    include_str!("../../assets/samples/1-report.md"),
    include_str!("../../assets/samples/2-turn.md"),
    include_str!("../../assets/samples/3-column.md"),
];
