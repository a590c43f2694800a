//! Analyses and a comparison in, a format-free report out.

mod article;
mod frames;
mod headline;
mod marks;
mod method;
mod people;
mod story;
mod tables;

use std::borrow::Cow;

use serde::Serialize;

use super::ExportInput;
use super::document::{Block, ReportDocument, Section};
use super::places::{Places, first_words, last_words};
use crate::compare::article_names;
use crate::compare::caveats::day;
use crate::model::EngineStamp;
use crate::text::Span;

/// More columns than this do not fit a page; tables are then turned or summed up.
const MOST_COLUMNS: usize = 5;

/// What every report says first.
const CAUTION: &str = "The marks are suggestions by a program, to be checked against the text. \
    They say how something is worded and who is speaking, not whether it is true, \
    and they add up to no score of bias.";

/// A report that is made part by part: what it says of an article is made when it is asked
/// for, so that a report on a thousand articles never stands in memory as a whole.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    input: ExportInput<'a>,
    head: ReportDocument,
    /// What stands before the articles.
    before: Vec<Section>,
    /// What stands after them.
    after: Vec<Section>,
}

/// A part of a report as its contents list it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part<'r> {
    id: Cow<'r, str>,
    title: &'r str,
}

impl<'a> Report<'a> {
    /// The report on some articles.
    pub fn new(input: &ExportInput<'a>) -> Self {
        let articles: Vec<_> = input.articles.iter().map(|(article, _)| *article).collect();
        let names = article_names(&articles);
        let engine = input.engine();
        let mut before: Vec<Section> = people::note_on_all(input).into_iter().collect();
        if input.articles.len() > 1 {
            before.push(article::glance(input, &names));
        }
        if let Some(comparison) = input.comparison {
            before.extend(story::sections(input, comparison, &names));
            before.extend(tables::sections(comparison, &names));
        }
        Self {
            input: *input,
            head: head(input, &engine),
            before,
            after: method::sections(input, &engine, &names),
        }
    }

    /// The document without its sections.
    pub(super) fn head(&self) -> &ReportDocument {
        &self.head
    }

    /// The parts of the report, in order.
    pub(super) fn parts(&self) -> Vec<Part<'_>> {
        fn listed(sections: &[Section]) -> impl Iterator<Item = Part<'_>> {
            let parts = sections.iter().filter(|section| section.level == 2);
            parts.map(|section| Part {
                id: Cow::Borrowed(&section.id),
                title: &section.title,
            })
        }
        let articles = (0..self.input.articles.len()).map(|index| Part {
            id: Cow::Owned(article::id_of(index + 1)),
            title: article::title(index, &self.input),
        });
        listed(&self.before)
            .chain(articles)
            .chain(listed(&self.after))
            .collect()
    }

    /// Visits all sections in order; those of an article are gone when the next one's are made.
    pub(super) fn each<E>(
        &self,
        mut visit: impl FnMut(&Section) -> Result<(), E>,
    ) -> Result<(), E> {
        self.before.iter().try_for_each(&mut visit)?;
        for index in 0..self.input.articles.len() {
            let sections = article::sections(index, &self.input);
            sections.iter().try_for_each(&mut visit)?;
        }
        self.after.iter().try_for_each(visit)
    }
}

/// The report on some articles as one document.
pub fn document(input: &ExportInput<'_>) -> ReportDocument {
    let report = Report::new(input);
    let articles = (0..input.articles.len()).flat_map(|index| article::sections(index, input));
    ReportDocument {
        sections: report
            .before
            .into_iter()
            .chain(articles)
            .chain(report.after)
            .collect(),
        ..report.head
    }
}

/// What stands above all sections.
fn head(input: &ExportInput<'_>, engine: &EngineStamp) -> ReportDocument {
    ReportDocument {
        title: title(input),
        subtitle: format!(
            "{} · {} · Slantwise {}{}",
            match input.articles.len() {
                1 => "One article".to_owned(),
                count => format!("{count} articles"),
            },
            day(input.date),
            engine.version,
            match input.filter {
                crate::model::VoiceFilter::All => String::new(),
                filter => format!(" · counted: {}", filter.title()),
            }
        ),
        caution: CAUTION.to_owned(),
        sections: Vec::new(),
    }
}

fn title(input: &ExportInput<'_>) -> String {
    match input.articles {
        _ if !input.project.trim().is_empty() => input.project.trim().to_owned(),
        [(article, _)] => article.title.text.clone(),
        articles if input.comparison.is_some() => {
            format!("How {} articles tell one event", spelled(articles.len()))
        }
        articles => format!(
            "What {} articles report and how they frame it",
            spelled(articles.len())
        ),
    }
}

fn spelled(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

fn section(id: impl Into<String>, level: u8, title: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: id.into(),
        level,
        overline: String::new(),
        title: title.to_owned(),
        heading: None,
        blocks,
    }
}

/// So many characters of a sentence are shown on either side of a mark.
const AROUND: usize = 60;

/// What stands around marked words in their sentence, with dots where it is cut.
fn around(marked: Span, sentence: Span, places: &Places<'_>) -> (String, String) {
    let whole = places.whole(sentence);
    let marked = places.whole(marked);
    let left = Span::new(whole.start(), marked.start()).of(places.text());
    let right = Span::new(marked.end(), whole.end()).of(places.text());
    let (before, after) = (last_words(left, AROUND), first_words(right, AROUND));
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    (
        format!("{}{before}", dots(before.len() < left.len())),
        format!("{after}{}", dots(after.len() < right.len())),
    )
}

/// A share as people read it: `36 %`; a share that is not nothing never reads as nothing.
fn per_cent(basis_points: u16) -> String {
    match basis_points {
        0 => "0 %".to_owned(),
        1..50 => "< 1 %".to_owned(),
        9_950..10_000 => "> 99 %".to_owned(),
        points => format!("{} %", (points + 50) / 100),
    }
}

/// A sentiment as people read it: `−0.42`.
fn signed(sentiment: crate::model::Sentiment) -> String {
    let rounded = format!("{:+.2}", sentiment.compound());
    match rounded.as_str() {
        "+0.00" | "-0.00" => "0.00".to_owned(),
        _ => rounded.replace('-', "−"),
    }
}

/// `1 word`, `2 words`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sentiment;

    #[test]
    fn small_shares_do_not_read_as_nothing() {
        assert_eq!(per_cent(0), "0 %");
        assert_eq!(per_cent(12), "< 1 %");
        assert_eq!(per_cent(3_649), "36 %");
        assert_eq!(per_cent(9_990), "> 99 %");
        assert_eq!(per_cent(10_000), "100 %");
    }

    #[test]
    fn sentiments_carry_a_real_minus() {
        assert_eq!(signed(Sentiment::from_compound(-0.426)), "−0.43");
        assert_eq!(signed(Sentiment::from_compound(-0.001)), "0.00");
        assert_eq!(signed(Sentiment::from_compound(0.5)), "+0.50");
    }
}
