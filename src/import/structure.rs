//! Tells headline, byline, headings, running text and page furniture apart.
//!
//! Every block ends up in exactly one place: a paragraph with its role, or set
//! aside with the reason why. Nothing is cut out of the text.

mod bylines;
pub(super) mod dates;
mod furniture;
mod headings;
pub(super) mod marks;
mod sections;

use chrono::NaiveDate;

use super::draft::{Block, Draft, Hint, has_words};
use super::front_matter;
use crate::model::{Metadata, Paragraph, Role, SetAside};
use crate::text::Span;

/// What the blocks of a text turned out to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Structured {
    /// The article proper, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// Everything else, in reading order.
    pub set_aside: Vec<SetAside>,
    /// What date lines, bylines and header lines said.
    pub found: Metadata,
    /// The headline, as one line.
    pub headline: Option<String>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Not told yet.
    Open,
    /// Set aside, and why.
    Aside(&'static str),
    /// Part of the article.
    Part(Role),
}

/// A block, or a part of one.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    hint: Hint,
    apart: bool,
    kind: Kind,
    /// Whether titles below it belong to it.
    heads_list: bool,
}

/// Why words are set aside that the page does not show.
pub(super) const HIDDEN: &str = "hidden on the page";

/// Bylines and date lines are looked for in this many first pieces.
const HEAD: usize = 8;

/// Tells the structure of a draft.
pub(super) fn tell(draft: &Draft) -> Structured {
    let mut telling = Telling::new(draft);
    telling.header_lines();
    telling.date_prefixes();
    telling.dividers();
    telling.furniture();
    telling.end_matter();
    telling.related_lists();
    // Such lines may stand above a list of other stories.
    telling.end_matter();
    telling.dates_and_bylines();
    telling.keep_something();
    telling.captions();
    telling.pull_quotes();
    headings::tell(&mut telling);
    telling.rest();
    telling.finish()
}

struct Telling<'a> {
    text: &'a str,
    title: Option<&'a str>,
    pieces: Vec<Piece>,
    found: Metadata,
}

impl<'a> Telling<'a> {
    fn new(draft: &'a Draft) -> Self {
        let piece = |block: &Block| Piece {
            span: block.span,
            hint: block.hint,
            apart: block.apart,
            kind: if block.hint == Hint::Hidden {
                Kind::Aside(HIDDEN)
            } else {
                Kind::Open
            },
            heads_list: false,
        };
        Self {
            text: &draft.text,
            title: draft.title.as_deref(),
            pieces: draft.blocks.iter().map(piece).collect(),
            found: Metadata::default(),
        }
    }

    fn words(&self, index: usize) -> &'a str {
        self.pieces[index].span.of(self.text)
    }

    fn is_open(&self, index: usize) -> bool {
        self.pieces[index].kind == Kind::Open
    }

    fn set(&mut self, index: usize, kind: Kind) {
        self.pieces[index].kind = kind;
    }

    /// Indices of the pieces that are not told yet.
    fn open(&self) -> Vec<usize> {
        (0..self.pieces.len())
            .filter(|index| self.is_open(*index))
            .collect()
    }

    /// Cuts a piece in two, `len` bytes from its start; the first part gets `kind`.
    fn split(&mut self, index: usize, len: usize, kind: Kind) {
        let piece = self.pieces[index];
        let cut = piece.span.start() + len;
        let first = Span::new(piece.span.start(), cut).trimmed(self.text);
        let second = Span::new(cut, piece.span.end()).trimmed(self.text);
        self.pieces[index].span = second;
        self.pieces.insert(
            index,
            Piece {
                span: first,
                kind,
                ..piece
            },
        );
    }

    fn note_day(&mut self, day: Option<NaiveDate>) {
        self.found.published = self.found.published.or(day);
    }

    /// `Title: …`, `Source: …` lines at the very beginning.
    fn header_lines(&mut self) {
        let mut lines = Vec::new();
        let mut is_sure = false;
        for index in 0..self.pieces.len().min(HEAD) {
            if !self.is_open(index) {
                break;
            }
            let Some((key, value)) = self.words(index).split_once(':') else {
                break;
            };
            let key = key.trim().to_ascii_lowercase();
            let (mut title, mut metadata) = (None, Metadata::default());
            let is_line = !value.trim().is_empty() && !value.contains('\n');
            if !is_line || !front_matter::set(&key, value.trim().into(), &mut title, &mut metadata)
            {
                break;
            }
            is_sure |= matches!(
                key.as_str(),
                "title" | "headline" | "author" | "byline" | "url"
            );
            lines.push((index, title.is_some(), metadata));
        }
        if !is_sure && lines.len() < 2 {
            return;
        }
        // From below, because a title is cut in two.
        for (index, is_title, metadata) in lines.into_iter().rev() {
            // A date may be followed by the text in the same line.
            if metadata.published.is_some() && dates::date_line(self.words(index), false).is_none()
            {
                continue;
            }
            self.found = merged(metadata, std::mem::take(&mut self.found));
            if is_title {
                let label = self.words(index).find(':').map_or(0, |at| at + 1);
                self.split(index, label, Kind::Aside("header line"));
                self.set(index + 1, Kind::Part(Role::Headline));
            } else {
                self.set(index, Kind::Aside("header line"));
            }
        }
    }

    /// `date 2026-01-30 Amid rising…`: a date line, and then the text.
    fn date_prefixes(&mut self) {
        let first_open = self.open().into_iter().take(HEAD).collect::<Vec<_>>();
        for index in first_open.into_iter().rev() {
            let words = self.words(index);
            if dates::date_line(words, true).is_some() {
                continue;
            }
            if let Some(line) = dates::date_prefix(words) {
                self.note_day(line.day);
                self.split(index, line.end, Kind::Aside("date line"));
            }
        }
    }

    fn dividers(&mut self) {
        for index in self.open() {
            let words = self.words(index);
            if !has_words(words) {
                self.set(index, Kind::Aside("invisible characters"));
            } else if marks::is_divider(words) {
                self.set(index, Kind::Aside("divider"));
            } else if is_trail(words) {
                self.set(index, Kind::Aside("page navigation"));
            } else if is_counter(words) {
                self.set(index, Kind::Aside("page tools"));
            } else if self.pieces[index].hint == Hint::Table {
                self.set(index, Kind::Aside("table"));
            }
        }
    }

    fn furniture(&mut self) {
        for index in self.open() {
            let words = self.words(index);
            if let Some(found) = furniture::find(words).filter(|found| !found.only_last) {
                self.note_day(
                    Some(words)
                        .filter(|_| found.why == "date line")
                        .and_then(dates::first_day),
                );
                self.pieces[index].heads_list = found.heads_list;
                self.set(index, Kind::Aside(found.why));
                self.found.outlet = self.found.outlet.take().or(found.outlet);
            }
        }
    }

    /// Credits and notes on the author: only where nothing but such lines follows.
    fn end_matter(&mut self) {
        for index in self.open().into_iter().rev() {
            match furniture::find(self.words(index)).filter(|found| found.only_last) {
                Some(found) => self.set(index, Kind::Aside(found.why)),
                None => break,
            }
        }
    }

    /// Titles of other stories below "Related stories" and the like.
    fn related_lists(&mut self) {
        let has_gaps = self.pieces.iter().skip(1).any(|piece| piece.apart);
        // Up to here everything is set aside already, below a heading before.
        let mut reached = 0;
        for head in 0..self.pieces.len() {
            if !self.pieces[head].heads_list {
                continue;
            }
            for index in reached.max(head + 1)..self.pieces.len() {
                reached = index;
                let taken = index - head - 1;
                // "Previous", "1", "Next" may stand between the heading and its list.
                if matches!(self.pieces[index].kind, Kind::Aside(_)) {
                    continue;
                }
                if !self.is_open(index)
                    || !self.is_title(index)
                    || self.begins_section(index, taken, has_gaps)
                {
                    break;
                }
                let is_tags = self.pieces[head].kind == Kind::Aside("tags");
                self.set(
                    index,
                    Kind::Aside(if is_tags { "tags" } else { "related story" }),
                );
            }
        }
    }

    /// A line as headlines of other stories are.
    fn is_title(&self, index: usize) -> bool {
        let words = self.words(index);
        let count = marks::words(words);
        let is_item = self.pieces[index].hint == Hint::Item || marks::is_list_item(words);
        let is_question =
            words.trim_end().ends_with('?') && words.matches(['.', '?', '!']).count() == 1;
        (1..=22).contains(&count)
            && (is_item && count <= 16 || !marks::ends_sentence(words) || is_question)
            && !words.ends_with([':', ',', ';'])
    }

    /// Whether a title below a list of related stories is rather a heading of the article.
    fn begins_section(&self, index: usize, taken: usize, has_gaps: bool) -> bool {
        let is_item =
            self.pieces[index].hint == Hint::Item || marks::is_list_item(self.words(index));
        let next = (index + 1..self.pieces.len()).find(|next| self.is_open(*next));
        let heads_text = next.is_some_and(|next| headings::is_running_text(self.words(next)));
        let is_marked = matches!(self.pieces[index].hint, Hint::Heading(_));
        let is_short = marks::words(self.words(index)) <= 5;
        // Right below the line before, where paragraphs stand apart, it goes on with the list.
        let goes_on = has_gaps && !self.pieces[index].apart;
        !is_item && !goes_on && heads_text && (is_marked || (taken > 0 && is_short))
    }

    fn dates_and_bylines(&mut self) {
        let open = self.open();
        let mut in_body = false;
        for (nth, index) in open.iter().copied().enumerate() {
            let words = self.words(index);
            let is_last = nth + 2 >= open.len();
            let at_head = !in_body && nth < HEAD;
            if let Some(line) = dates::date_line(words, at_head) {
                // Below the beginning, a bare date may be a heading of a chronicle.
                let is_labelled = words.starts_with(|first: char| !first.is_ascii_digit())
                    && !dates::is_month(words.split_whitespace().next().unwrap_or(""))
                    && line.day.is_some();
                if at_head || is_labelled || nth + 1 == open.len() {
                    self.note_day(line.day);
                    self.set(index, Kind::Aside("date line"));
                    continue;
                }
            }
            if at_head && let Some((author, outlet)) = bylines::credits(words) {
                self.found.author.get_or_insert(author);
                self.found.outlet.get_or_insert(outlet);
                self.note_day(dates::first_day(words));
                self.set(index, Kind::Part(Role::Byline));
                continue;
            }
            if (at_head || is_last)
                && !matches!(self.pieces[index].hint, Hint::Heading(_) | Hint::Caption)
                && let Some(author) = bylines::author(words)
            {
                self.found.author.get_or_insert(author);
                self.note_day(dates::first_day(words));
                self.set(index, Kind::Part(Role::Byline));
                continue;
            }
            if !in_body && headings::is_running_text(words) {
                in_body = true;
                self.note_day(dates::dateline(words).and_then(|line| line.day));
            }
        }
    }

    /// Where everything was set aside, the furniture is all there is, and so it is the text.
    fn keep_something(&mut self) {
        let has_text = self
            .pieces
            .iter()
            .any(|piece| matches!(piece.kind, Kind::Open | Kind::Part(Role::Headline)));
        if has_text {
            return;
        }
        for piece in &mut self.pieces {
            let is_kept = matches!(
                piece.kind,
                Kind::Aside(why) if !matches!(why, HIDDEN | "divider" | "invisible characters" | "date line" | "header line")
            );
            if is_kept {
                piece.kind = Kind::Open;
            }
        }
    }

    fn captions(&mut self) {
        for index in self.open() {
            let hint = self.pieces[index].hint;
            let is_plain = matches!(hint, Hint::Unknown | Hint::Strong);
            if hint == Hint::Caption || (is_plain && headings::is_caption(self.words(index))) {
                self.set(index, Kind::Part(Role::Caption));
            }
        }
    }

    fn rest(&mut self) {
        let all_quoted = self.is_mostly_quoted();
        for index in self.open() {
            let words = self.words(index);
            let role = if self.pieces[index].hint == Hint::Quote && !all_quoted {
                Role::Quote
            } else if self.pieces[index].hint == Hint::Item || marks::is_list_item(words) {
                Role::List
            } else {
                Role::Body
            };
            self.set(index, Kind::Part(role));
        }
    }

    /// Where a page sets most of its text off, that is its way of printing and quotes nobody.
    fn is_mostly_quoted(&self) -> bool {
        let letters = |quoted: bool| -> usize {
            let parts = self.pieces.iter().filter(|piece| {
                !matches!(piece.kind, Kind::Aside(_)) && (piece.hint == Hint::Quote) == quoted
            });
            parts.map(|piece| piece.span.len()).sum()
        };
        letters(true) > letters(false)
    }

    /// A pull quote repeats words of the text: they are shown, and not counted twice.
    fn pull_quotes(&mut self) {
        let quoted = |piece: &Piece| piece.hint == Hint::Quote;
        if !self.pieces.iter().any(quoted) {
            return;
        }
        let text: String = self
            .pieces
            .iter()
            .filter(|piece| !quoted(piece) && !matches!(piece.kind, Kind::Aside(_)))
            .map(|piece| marks::bare(piece.span.of(self.text)) + " ")
            .collect();
        for index in self.open() {
            let words = self.words(index);
            let repeated = || text.contains(&marks::bare(words));
            if quoted(&self.pieces[index]) && marks::words(words) > 2 && repeated() {
                self.set(index, Kind::Aside("pull quote"));
            }
        }
    }

    fn finish(self) -> Structured {
        let mut structured = Structured {
            found: self.found,
            ..Structured::default()
        };
        for piece in self.pieces.iter().filter(|piece| !piece.span.is_empty()) {
            match piece.kind {
                Kind::Aside(why) => structured.set_aside.push(SetAside {
                    span: piece.span,
                    why: why.to_owned(),
                }),
                Kind::Part(role) => structured.paragraphs.push(Paragraph {
                    span: piece.span,
                    role,
                }),
                Kind::Open => structured.paragraphs.push(Paragraph {
                    span: piece.span,
                    role: Role::Body,
                }),
            }
        }
        structured.headline = structured
            .paragraphs
            .iter()
            .find(|paragraph| paragraph.role == Role::Headline)
            .map(|paragraph| one_line(paragraph.span.of(self.text)));
        structured
    }
}

/// A number alone on its line, as pages count comments and pictures; a year is none.
fn is_counter(words: &str) -> bool {
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && digits != 4 && digits + words.matches([',', '.', '/']).count() == words.len()
}

/// "Home > News > Transport": where a page stands on its site.
fn is_trail(words: &str) -> bool {
    let mut steps = words.split(['>', '›', '»', '→']);
    let is_step = |step: &str| {
        let count = marks::words(step);
        (1..=6).contains(&count) && !marks::ends_sentence(step) && !step.contains('\n')
    };
    let first = steps.next().unwrap_or_default().trim();
    let begins = first.eq_ignore_ascii_case("home") || first.eq_ignore_ascii_case("homepage");
    let rest: Vec<&str> = steps.map(str::trim).collect();
    (rest.len() >= 2 || begins && rest.len() == 1)
        && is_step(first)
        && rest.iter().all(|step| is_step(step))
}

/// The first where it says something, else the second.
pub(super) fn merged(first: Metadata, second: Metadata) -> Metadata {
    Metadata {
        outlet: first.outlet.or(second.outlet),
        author: first.author.or(second.author),
        published: first.published.or(second.published),
        url: first.url.or(second.url),
        language: first.language.or(second.language),
    }
}

/// All white space as single spaces.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many words stand in for a headline.
const FIRST_WORDS: usize = 8;

/// The first words of the first sentence, to stand in for a headline.
pub(super) fn first_words(text: &str, paragraphs: &[Paragraph]) -> Option<String> {
    // A paragraph may be a dateline and nothing else.
    let after_dateline = |paragraph: &Paragraph| {
        let words = paragraph.span.of(text);
        let start = dates::dateline(words).map_or(0, |line| line.end);
        Some(&words[start..]).filter(|words| marks::words(words) > 0)
    };
    let words = paragraphs
        .iter()
        .filter(|paragraph| paragraph.role == Role::Body)
        .chain(paragraphs)
        .find_map(after_dateline)?;
    let mut taken = Vec::new();
    let mut all = words.split_whitespace();
    for word in all.by_ref().take(FIRST_WORDS) {
        taken.push(word);
        if taken.len() > 2 && word.len() > 3 && marks::ends_sentence(word) {
            break;
        }
    }
    let is_cut = all.next().is_some();
    let joined = taken.join(" ");
    let bare = joined.trim_end_matches(['.', ',', ';', ':', '–', '—', ' ']);
    (!bare.is_empty()).then(|| {
        if is_cut {
            format!("{bare}…")
        } else {
            bare.to_owned()
        }
    })
}

#[cfg(test)]
mod tests;
