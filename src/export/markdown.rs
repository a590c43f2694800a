//! The report as Markdown.

use std::io::{self, Write};

use super::document::{
    Block, FindingCard, MarkedParagraph, MarkedSentence, OWN_SIGN, Run, SaidCard, SaidLine,
    Section, Strip, Table, TableCell,
};
use super::report::Report;
use crate::model::{Layer, Role};
use crate::text::direction;

/// Prints a report part by part.
pub(super) fn print(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page {
        out,
        is_empty: true,
    };
    let head = report.head();
    page.part(&format!("# {}", escaped(&head.title)))?;
    page.part(&escaped(&head.subtitle))?;
    page.part(&format!("> {}", escaped(&head.caution)))?;
    report.each(|section| page.section(section))
}

/// Parts with an empty line between them.
struct Page<'o> {
    out: &'o mut dyn Write,
    is_empty: bool,
}

impl Page<'_> {
    fn part(&mut self, part: &str) -> io::Result<()> {
        if part.is_empty() {
            return Ok(());
        }
        if !std::mem::replace(&mut self.is_empty, false) {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(direction::shown(part).as_bytes())?;
        self.out.write_all(b"\n")
    }

    fn section(&mut self, section: &Section) -> io::Result<()> {
        let level = "#".repeat(usize::from(section.level));
        let title = section
            .heading
            .as_ref()
            .map_or_else(|| escaped(&section.title), |heading| runs(&heading.runs));
        self.part(&format!("{level} {title}"))?;
        if !section.overline.is_empty() {
            self.part(&escaped(&section.overline))?;
        }
        section
            .blocks
            .iter()
            .try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Paragraph { text } => self.part(&escaped(text)),
            Block::Note { text } => self.part(&format!("*{}*", escaped(text))),
            // Percent signs instead of the marks that would end the address.
            Block::Address { url } => self.part(&format!("<{}>", address(url))),
            Block::List { items } => self.list(items.iter().map(|item| escaped(item))),
            Block::Table(table) => self.part(&table_rows(table)),
            Block::Legend { people } => self.legend(*people),
            Block::Remark(remark) => {
                let lines: Vec<_> = remark.text.lines().map(escaped).collect();
                let text = lines.join("  \n> ");
                self.part(&format!("> {text}  \n> — {}", escaped_inside(&remark.by)))
            }
            Block::Said { items } => self.list(items.iter().map(said_card)),
            Block::Strip(of) => self.part(&strip(of)),
            Block::Text(text) => {
                let mut paragraphs = text.paragraphs.iter();
                paragraphs.try_for_each(|paragraph| self.paragraph(paragraph))
            }
            Block::Findings { items } => self.list(items.iter().map(finding)),
            Block::Detectors { items } => self.list(items.iter().map(|item| {
                format!(
                    "**{}** (`{}`): {} *Not if:* {} *Known mistakes:* {}",
                    escaped(item.name),
                    item.code,
                    escaped(item.what_it_marks),
                    escaped(item.not_if),
                    escaped(item.known_mistakes)
                )
            })),
        }
    }

    fn legend(&mut self, people: bool) -> io::Result<()> {
        let people = if people {
            " ✔, ✘ and ? behind them say that somebody agreed, disagreed or was unsure; ◆ stands behind words that people marked themselves, between ‹ and ›."
        } else {
            ""
        };
        self.part(&format!(
            "*Reading the marks: the number and layer of each sentence stand in brackets before it; **marked words** are bold and explained below the text.{people}*"
        ))
    }

    fn list(&mut self, items: impl Iterator<Item = String>) -> io::Result<()> {
        let lines: Vec<_> = items.map(|item| format!("- {item}")).collect();
        self.part(&lines.join("\n"))
    }

    fn paragraph(&mut self, paragraph: &MarkedParagraph) -> io::Result<()> {
        if let Some(turn) = &paragraph.turn {
            self.part(&format!("— *{}* —", escaped(turn)))?;
        }
        let sentences: Vec<_> = paragraph.sentences.iter().map(sentence).collect();
        let words = sentences.join(" ");
        match paragraph.role {
            Role::Headline | Role::Subheading => self.part(&format!("#### {words}")),
            Role::List => self.part(&format!("- {words}")),
            Role::Byline | Role::Caption => self.part(&format!("*{words}*")),
            Role::Quote => self.part(&format!("> {words}")),
            Role::Body => self.part(&words),
        }
    }
}

fn finding(card: &FindingCard) -> String {
    let head = format!(
        "**{}** {} ({} confidence, by {}), {}, {}: {}**{}**{}",
        escaped(card.device),
        card.dots,
        card.level,
        card.made_by,
        card.place.to_lowercase(),
        card.voice,
        escaped_inside(&card.before),
        escaped_inside(card.words.trim()),
        escaped_inside(&card.after),
    );
    let mut parts = vec![head, escaped(&card.reason)];
    parts.extend(
        card.evidence
            .iter()
            .map(|line| format!("“{}” {}", escaped(&line.words), escaped_inside(&line.why))),
    );
    if !card.not_if.is_empty() {
        parts.push(format!("*Not if:* {}", escaped(&card.not_if)));
    }
    parts.extend(card.said.iter().map(said));
    parts.join("  \n  ")
}

/// Who said what of it, and when.
fn said(line: &SaidLine) -> String {
    let decided = line.decided.map_or_else(String::new, |decided| {
        format!("**{} {}** ", decided.sign, decided.word)
    });
    let mut parts = vec![format!("{decided}{}", escaped_inside(&line.by))];
    parts.extend(line.note.lines().map(escaped));
    parts.join("  \n  ")
}

fn said_card(card: &SaidCard) -> String {
    let sign = if card.is_own { "◆ " } else { "" };
    let head = format!(
        "{sign}**{}** ({}), {}: {}**{}**{}",
        escaped_inside(&card.title),
        card.origin,
        escaped_inside(&card.place),
        escaped_inside(&card.before),
        escaped_inside(card.words.trim()),
        escaped_inside(&card.after),
    );
    [head, said(&card.said)].join("  \n  ")
}

fn sentence(sentence: &MarkedSentence) -> String {
    let turn = sentence
        .turn
        .as_ref()
        .map(|turn| format!("— *{}* — ", escaped(turn)));
    let number = sentence.number.map(|number| {
        let layer = match sentence.layer {
            Some(Layer::Reported) => String::new(),
            Some(Layer::Voices) => " voice".to_owned(),
            Some(Layer::Framing) => " framing".to_owned(),
            None => format!(" {}", escaped_inside(&sentence.not_analysed)),
        };
        let sign = sentence
            .sign
            .map_or_else(String::new, |sign| format!(" {}", sign.shape()));
        let decided = sentence
            .decided
            .map_or_else(String::new, |decided| format!(" {}", decided.sign));
        format!("\\[{number}{layer}{sign}{decided}\\] ")
    });
    [turn, number, Some(runs(&sentence.runs))]
        .into_iter()
        .flatten()
        .collect()
}

fn runs(runs: &[Run]) -> String {
    let mut line = String::new();
    let mut is_own = false;
    for group in runs.chunk_by(|left, right| {
        left.finding == right.finding && left.own == right.own && left.own_ends.is_empty()
    }) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        if is_own == first.own.is_empty() {
            line.push(if is_own { '›' } else { '‹' });
            is_own = !is_own;
        }
        let text: String = group.iter().map(|run| run.text.as_str()).collect();
        if first.finding.is_none() || text.trim().is_empty() {
            line.push_str(&escaped_inside(&text));
        } else {
            // White space just inside the asterisks would leave them standing as asterisks.
            let left = &text[..text.len() - text.trim_start().len()];
            let right = &text[text.trim_end().len()..];
            let sign = last.decided.filter(|_| last.is_last);
            let sign = sign.map_or_else(String::new, |decided| format!(" {}", decided.sign));
            let words = escaped_inside(text.trim());
            line.extend([left, "**", &words, "**", &sign, right]);
        }
        if !last.own_ends.is_empty() {
            line.push('›');
            line.extend(last.own_ends.iter().map(|_| OWN_SIGN));
            is_own = false;
        }
    }
    if is_own {
        line.push('›');
    }
    line
}

fn strip(strip: &Strip) -> String {
    let mut parts = Vec::new();
    if !strip.title.is_empty() {
        parts.push(format!("**{}**", escaped(strip.title.trim())));
        parts.push(escaped(&strip.overline));
    }
    parts.push(escaped(&strip.summary));
    if !strip.review.is_empty() {
        parts.push(escaped(&strip.review));
    }
    parts.join("  \n")
}

fn table_rows(table: &Table) -> String {
    let mut lines = vec![format!("**{}**", escaped(&table.caption)), String::new()];
    let heads: Vec<_> = table
        .columns
        .iter()
        .map(|column| escaped(&column.title))
        .collect();
    lines.push(row(&escaped(&table.corner), &heads));
    let rules: Vec<_> = table
        .columns
        .iter()
        .map(|column| if column.is_numeric { "---:" } else { "---" }.to_owned())
        .collect();
    lines.push(row("---", &rules));
    for of in &table.rows {
        let title = if of.note.is_empty() {
            escaped(&of.title)
        } else {
            format!("{} ({})", escaped(&of.title), escaped(&of.note))
        };
        let cells: Vec<_> = of.cells.iter().map(cell).collect();
        lines.push(row(&title, &cells));
    }
    lines.join("\n")
}

fn cell(cell: &TableCell) -> String {
    match cell.sign {
        Some(sign) => format!("{} {}", sign.shape(), escaped(&cell.text)),
        None => escaped(&cell.text),
    }
}

fn row(title: &str, cells: &[String]) -> String {
    format!("| {title} | {} |", cells.join(" | "))
}

fn address(url: &str) -> String {
    url.chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| match letter {
            ' ' => "%20".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            letter => letter.to_string(),
        })
        .collect()
}

/// Text of one line that means nothing to Markdown, at the beginning of a line or inside it.
fn escaped(text: &str) -> String {
    let inside = escaped_inside(text);
    let trimmed = inside.trim_start();
    // At the beginning of a line these would make a list, a heading or a rule.
    let digits = trimmed.len()
        - trimmed
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let after = &trimmed[digits..];
    if trimmed.starts_with(['-', '+', '=']) {
        format!("\\{trimmed}")
    } else if digits > 0 && after.starts_with(['.', ')']) {
        format!("{}\\{after}", &trimmed[..digits])
    } else {
        trimmed.to_owned()
    }
}

/// Text that means nothing to Markdown inside a line.
fn escaped_inside(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' | '^' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Options, Parser};

    fn read_back(markdown: &str) -> (String, usize) {
        let mut text = String::new();
        let mut tags = 0;
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(_) => tags += 1,
                _ => {}
            }
        }
        (text, tags)
    }

    #[test]
    fn whatever_a_text_holds_reads_back_as_plain_text() {
        for text in [
            "*a* _b_ `c` [d](e) <script>alert(1)</script> &amp; | ~f~ # $g$ ^h^",
            "1. one",
            "12) two",
            "- three",
            "+ four",
            "=== five",
            "# six",
            "> seven",
            "\\ eight \\*",
            "http://a_b_c!",
        ] {
            let (back, tags) = read_back(&escaped(text));
            assert_eq!(back, text);
            assert_eq!(tags, 1, "{text}: one paragraph and nothing else");
        }
    }

    #[test]
    fn bold_holds_where_the_marked_words_end_in_a_space() {
        let run = |text: &str, finding: Option<&str>| Run {
            text: text.to_owned(),
            finding: finding.map(ToOwned::to_owned),
            ..Run::default()
        };
        let line = runs(&[
            run("It was ", None),
            run("sheer folly ", Some("f")),
            run("again.", None),
        ]);
        assert_eq!(line, "It was **sheer folly** again.");
    }
}
