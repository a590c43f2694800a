//! What stands in the columns of a project file, apart from the types in memory: names
//! instead of variants, so that the program may change without the files.

use std::str::FromStr as _;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{
    Article, ArticleId, Caveat, Confidence, Device, Format, KeptComparison, Metadata, Origin,
    Paragraph, Revision, Role, SetAside, Settings, Title, TitleOrigin, VoiceFilter,
};
use crate::text::Span;

/// Where an article stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In the project.
    Open,
    /// In the bin.
    Bin,
    /// Replaced by a later revision.
    Earlier,
}

impl Place {
    const ALL: [Self; 3] = [Self::Open, Self::Bin, Self::Earlier];

    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Bin => "bin",
            Self::Earlier => "earlier",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}

/// Sixteen hexadecimal digits.
pub(super) fn hex(number: u64) -> String {
    format!("{number:016x}")
}

/// What [`hex`] wrote; nothing else.
pub(super) fn from_hex(digits: &str) -> Option<u64> {
    let number = u64::from_str_radix(digits, 16).ok()?;
    (hex(number) == digits).then_some(number)
}

/// Milliseconds since 1970.
pub(super) fn instant(milliseconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(milliseconds)
}

/// Every role of a paragraph.
const ROLES: [Role; 7] = [
    Role::Headline,
    Role::Subheading,
    Role::Byline,
    Role::Body,
    Role::Caption,
    Role::List,
    Role::Quote,
];

const FORMATS: [Format; 4] = [Format::Text, Format::Markdown, Format::Html, Format::Pasted];

const TITLE_ORIGINS: [(TitleOrigin, &str); 5] = [
    (TitleOrigin::File, "file"),
    (TitleOrigin::Metadata, "metadata"),
    (TitleOrigin::FirstWords, "first_words"),
    (TitleOrigin::FileName, "file_name"),
    (TitleOrigin::User, "user"),
];

const FILTERS: [(VoiceFilter, &str); 3] = [
    (VoiceFilter::All, "all"),
    (VoiceFilter::Outlet, "outlet"),
    (VoiceFilter::Quoted, "quoted"),
];

/// The name of a voice filter.
pub(super) fn filter_name(filter: VoiceFilter) -> &'static str {
    FILTERS
        .iter()
        .find(|(known, _)| *known == filter)
        .map_or("all", |(_, name)| name)
}

/// Begins the word of a stretch that is a caveat.
const CAVEAT: &str = "caveat: ";

/// A stretch of the text: start and length in bytes, and a word.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct StretchRow(u32, u32, String);

impl StretchRow {
    fn new(span: Span, word: &str) -> Self {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self(number(span.start()), number(span.len()), word.to_owned())
    }

    /// A caveat, which stands among what is set aside as a stretch of no length: programs from
    /// before there were any can still read the row.
    fn caveat(caveat: Caveat, text: &str) -> Self {
        let end = Span::new(text.len(), text.len());
        Self::new(end, &format!("{CAVEAT}{}", caveat.name()))
    }

    fn is_caveat(&self) -> bool {
        self.1 == 0 && self.2.starts_with(CAVEAT)
    }

    /// The caveat; `None` also for one of a later version.
    fn as_caveat(&self) -> Option<Caveat> {
        let name = self.2.strip_prefix(CAVEAT).filter(|_| self.is_caveat())?;
        Caveat::ALL.into_iter().find(|known| known.name() == name)
    }

    /// The place, where it lies in the text, on whole characters and behind `after`.
    fn span(&self, text: &str, after: &mut usize) -> Option<Span> {
        let start = self.0 as usize;
        let end = start.checked_add(self.1 as usize)?;
        if start < *after || text.get(start..end).is_none() {
            return None;
        }
        *after = end;
        Some(Span::new(start, end))
    }
}

/// One row of `article`.
#[derive(Debug, PartialEq)]
pub(super) struct ArticleRow {
    pub id: String,
    pub revision: u32,
    pub title: String,
    pub title_origin: String,
    pub outlet: Option<String>,
    pub author: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub path: Option<String>,
    pub format: String,
    pub sha256: String,
    pub encoding: String,
    pub text: String,
    pub paragraphs: String,
    pub set_aside: String,
}

impl ArticleRow {
    /// The row of an article.
    pub fn new(article: &Article) -> serde_json::Result<Self> {
        let paragraphs: Vec<_> = article
            .paragraphs
            .iter()
            .map(|paragraph| StretchRow::new(paragraph.span, paragraph.role.name()))
            .collect();
        let set_aside: Vec<_> = article
            .set_aside
            .iter()
            .map(|aside| StretchRow::new(aside.span, &aside.why))
            .collect();
        let caveats = article.caveats.iter();
        let caveats = caveats.map(|caveat| StretchRow::caveat(*caveat, &article.text));
        let set_aside: Vec<_> = set_aside.into_iter().chain(caveats).collect();
        let metadata = article.metadata.clone();
        let origin = article.origin.clone();
        let title_origin = TITLE_ORIGINS
            .iter()
            .find(|(known, _)| *known == article.title.origin)
            .map_or("user", |(_, name)| name);
        Ok(Self {
            id: hex(article.id.0),
            revision: article.revision.0,
            title: article.title.text.clone(),
            title_origin: title_origin.to_owned(),
            outlet: metadata.outlet,
            author: metadata.author,
            published: metadata.published.map(|day| day.to_string()),
            url: metadata.url,
            language: metadata.language,
            path: origin.path,
            format: origin.format.name().to_owned(),
            sha256: origin.sha256,
            encoding: origin.encoding,
            text: article.text.to_string(),
            paragraphs: serde_json::to_string(&paragraphs)?,
            set_aside: serde_json::to_string(&set_aside)?,
        })
    }

    /// The article of a row; `None` where the row does not hold one.
    pub fn article(self) -> Option<Article> {
        let mut after = 0;
        let paragraphs: Vec<StretchRow> = serde_json::from_str(&self.paragraphs).ok()?;
        let paragraphs = paragraphs
            .iter()
            .map(|row| {
                let role = ROLES.into_iter().find(|role| role.name() == row.2)?;
                let span = row.span(&self.text, &mut after)?;
                Some(Paragraph { span, role })
            })
            .collect::<Option<Vec<_>>>()?;
        let mut after = 0;
        let set_aside: Vec<StretchRow> = serde_json::from_str(&self.set_aside).ok()?;
        let caveats = set_aside.iter().filter_map(StretchRow::as_caveat).collect();
        let set_aside = set_aside
            .into_iter()
            .filter(|row| !row.is_caveat())
            .map(|row| {
                let span = row.span(&self.text, &mut after)?;
                Some(SetAside { span, why: row.2 })
            })
            .collect::<Option<Vec<_>>>()?;
        let published = match &self.published {
            Some(day) => Some(NaiveDate::from_str(day).ok()?),
            None => None,
        };
        let (title_origin, _) = TITLE_ORIGINS
            .into_iter()
            .find(|(_, name)| *name == self.title_origin)?;
        let format = FORMATS
            .into_iter()
            .find(|format| format.name() == self.format)?;
        Some(Article {
            id: ArticleId(from_hex(&self.id)?),
            revision: Revision(self.revision),
            title: Title {
                text: self.title,
                origin: title_origin,
            },
            metadata: Metadata {
                outlet: self.outlet,
                author: self.author,
                published,
                url: self.url,
                language: self.language,
            },
            origin: Origin {
                path: self.path,
                format,
                sha256: self.sha256,
                encoding: self.encoding,
            },
            text: Arc::from(self.text),
            paragraphs,
            set_aside,
            caveats,
        })
    }
}

/// Settings of the engine.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SettingsRow {
    /// Whether the embedded model is asked.
    #[serde(default = "asked")]
    model: bool,
    /// In basis points.
    minimum_confidence: u16,
    /// Codes of devices.
    devices_off: Vec<String>,
}

/// Files from before there was a choice.
fn asked() -> bool {
    true
}

impl SettingsRow {
    pub fn new(settings: &Settings) -> Self {
        let devices = settings.devices_off.iter();
        Self {
            model: settings.model,
            minimum_confidence: settings.minimum_confidence.basis_points(),
            devices_off: devices.map(|device| device.code().to_owned()).collect(),
        }
    }

    /// The settings; devices that are not known here are left out.
    pub fn settings(&self) -> Settings {
        let fraction = f64::from(self.minimum_confidence) / 10_000.0;
        Settings {
            model: self.model,
            minimum_confidence: Confidence::from_fraction(fraction),
            devices_off: self
                .devices_off
                .iter()
                .filter_map(|code| device(code))
                .collect(),
        }
    }
}

/// The device with this code.
pub(super) fn device(code: &str) -> Option<Device> {
    Device::ALL.into_iter().find(|device| device.code() == code)
}

/// The columns of a kept comparison, as one value.
pub(super) fn columns_text(kept: &KeptComparison) -> String {
    let ids: Vec<_> = kept.columns.iter().map(|id| hex(id.0)).collect();
    ids.join(" ")
}

/// A kept comparison from its row; `None` where the row holds none.
pub(super) fn comparison(name: String, columns: &str, filter: &str) -> Option<KeptComparison> {
    let columns = columns
        .split_whitespace()
        .map(|id| from_hex(id).map(ArticleId))
        .collect::<Option<Vec<_>>>()?;
    let (filter, _) = FILTERS.into_iter().find(|(_, known)| *known == filter)?;
    Some(KeptComparison {
        name,
        columns,
        filter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::article;

    #[test]
    fn an_article_survives_its_row() {
        let mut article = article("Zoe\u{308} 😀 said no. \u{5e9}\u{5dc}\u{5d5}\u{5dd}");
        article.metadata.published = NaiveDate::from_ymd_opt(2026, 2, 3);
        article.metadata.outlet = Some("The Osterby Post".to_owned());
        article.set_aside.push(SetAside {
            span: Span::new(0, 5),
            why: "date line".to_owned(),
        });
        article.caveats = Caveat::ALL.to_vec();
        let row = ArticleRow::new(&article).unwrap();
        assert_eq!(row.article(), Some(article));
    }

    #[test]
    fn a_caveat_of_a_later_version_is_passed_over() {
        let mut article = article("Ask said no.");
        article.caveats = Caveat::ALL.to_vec();
        let mut row = ArticleRow::new(&article).unwrap();
        row.set_aside = row.set_aside.replace("hidden_on_page", "of_tomorrow");
        let read = row.article().unwrap();
        assert!(read.set_aside.is_empty() && read.caveats.is_empty());
    }

    #[test]
    fn a_row_with_a_place_outside_the_text_holds_no_article() {
        let article = article("Zoe\u{308} said no.");
        for bad in [
            "[[0,900,\"body\"]]",
            "[[0,4,\"body\"]]",
            "[[5,4,\"body\"],[0,3,\"body\"]]",
            "[[4294967295,4294967295,\"body\"]]",
            "[[0,3,\"verdict\"]]",
            "nonsense",
        ] {
            let mut row = ArticleRow::new(&article).unwrap();
            row.paragraphs = bad.to_owned();
            assert_eq!(row.article(), None, "{bad}");
        }
    }

    #[test]
    fn only_numbers_as_they_are_written_are_read() {
        assert_eq!(from_hex(&hex(u64::MAX)), Some(u64::MAX));
        for bad in [
            "",
            "1",
            "+000000000000001",
            "00000000000000ZZ",
            "000000000000000A",
        ] {
            assert_eq!(from_hex(bad), None, "{bad}");
        }
    }
}
