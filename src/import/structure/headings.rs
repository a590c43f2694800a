//! Headline and subheadings, by what stands around them and what they lack.

use std::sync::LazyLock;

use super::{Hint, Kind, Piece, Telling, bylines, marks, sections};
use crate::model::Role;

struct Lists {
    questions: Vec<&'static str>,
    sections: Vec<&'static str>,
    outlets: Vec<&'static str>,
    caption_openers: Vec<&'static str>,
    inside_captions: Vec<&'static str>,
    credits: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut headings = sections::read(include_str!("../../../assets/structure/headings.txt"));
    let mut captions = sections::read(include_str!("../../../assets/structure/captions.txt"));
    Lists {
        questions: headings
            .remove("questions")
            .unwrap_or_default()
            .into_iter()
            .flat_map(str::split_whitespace)
            .collect(),
        sections: headings.remove("sections").unwrap_or_default(),
        outlets: headings
            .remove("outlets")
            .unwrap_or_default()
            .into_iter()
            .flat_map(str::split_whitespace)
            .collect(),
        caption_openers: captions.remove("openers").unwrap_or_default(),
        inside_captions: captions.remove("inside").unwrap_or_default(),
        credits: captions.remove("credits").unwrap_or_default(),
    }
});

/// Longest headline and longest subheading, in words.
const HEADLINE: usize = 24;
const SUBHEADING: usize = 14;
/// A heading marked as such may be longer, but not as long as this.
const MARKED: usize = 32;

/// Whether words read as running text: whole sentences.
pub(super) fn is_running_text(words: &str) -> bool {
    let count = marks::words(words);
    let ends = marks::ends_sentence(words) || words.ends_with(':');
    (count >= 6 && ends) || count > HEADLINE
}

/// Tells headings among the open pieces.
pub(super) fn tell(telling: &mut Telling<'_>) {
    let open = telling.open();
    let body = first_body(telling, &open);
    let (head, rest) = open.split_at(body);
    tell_head(telling, head, rest);
    tell_subheadings(telling, rest);
}

/// Where the running text begins, among the open pieces.
fn first_body(telling: &Telling<'_>, open: &[usize]) -> usize {
    let is_body = |nth: usize| {
        let piece = &telling.pieces[open[nth]];
        let words = telling.words(open[nth]);
        let is_marked = matches!(piece.hint, Hint::Heading(_)) && marks::words(words) <= MARKED;
        !is_marked && is_running_text(words) && !is_asking_headline(telling, open, nth)
    };
    (0..open.len())
        .find(|nth| is_body(*nth))
        .unwrap_or_else(|| {
            // No whole sentence at all: the longest line is the text, what is above heads it.
            let longest = |nth: &usize| marks::words(telling.words(open[*nth]));
            let last = (0..open.len()).max_by_key(longest).unwrap_or(0);
            if open.len() > 1 && last == 0 { 1 } else { last }
        })
}

/// A headline may be a question or a cry: the very first line, alone, above longer text.
fn is_asking_headline(telling: &Telling<'_>, open: &[usize], nth: usize) -> bool {
    let words = telling.words(open[0]);
    nth == 0
        && words
            .trim_end_matches(['’', '”', '"', '\''])
            .ends_with(['?', '!'])
        && marks::words(words) <= HEADLINE
        && words.matches(['.', '?', '!']).count() <= 2
        && open.get(1).is_some_and(|next| {
            telling.pieces[*next].apart && marks::words(telling.words(*next)) > marks::words(words)
        })
}

/// What stands above the running text: section label, headline, byline, standfirst.
fn tell_head(telling: &mut Telling<'_>, head: &[usize], rest: &[usize]) {
    let has_text = !rest.is_empty();
    let is_candidate = |telling: &Telling<'_>, index: usize| match telling.pieces[index].hint {
        Hint::Heading(_) | Hint::Strong => true,
        Hint::Unknown => {
            let words = telling.words(index);
            has_text && (is_heading_like(words, HEADLINE) || words.ends_with(['?', '!']))
        }
        Hint::Item | Hint::Quote | Hint::Caption | Hint::Table | Hint::Hidden => false,
    };
    let candidates: Vec<usize> = head
        .iter()
        .copied()
        .filter(|index| is_candidate(telling, *index))
        .collect();
    let is_told = telling
        .pieces
        .iter()
        .any(|piece| piece.kind == Kind::Part(Role::Headline));
    let mut headline = is_told;
    for (nth, index) in candidates.iter().copied().enumerate() {
        let below = &candidates[nth + 1..];
        let kind = if !headline && is_section_label(telling, index, below) {
            Kind::Aside("section label")
        } else if !headline && is_outlet_name(telling, index, below) {
            let name = super::one_line(telling.words(index));
            telling.found.outlet.get_or_insert(name);
            Kind::Aside("outlet's name")
        } else if !headline && is_headline(telling, index) {
            headline = true;
            Kind::Part(Role::Headline)
        } else {
            below_headline(telling, index, headline)
        };
        telling.set(index, kind);
    }
}

/// What stands between headline and text: names, roles, a standfirst, remains of a menu.
fn below_headline(telling: &mut Telling<'_>, index: usize, headline: bool) -> Kind {
    let words = telling.words(index);
    let piece = telling.pieces[index];
    let has_title = headline || telling.title.is_some();
    let below_byline = is_below_byline(telling, index);
    if is_unmarked(&piece) && has_title && bylines::is_plain_name(words) && !below_byline {
        telling.found.author.get_or_insert(super::one_line(words));
        return Kind::Part(Role::Byline);
    }
    let is_close = !piece.apart && is_unmarked(&piece) && marks::words(words) <= 6;
    if below_byline && (is_close || bylines::is_role_line(words)) {
        Kind::Part(Role::Byline)
    } else if telling.title.is_some() && piece.hint == Hint::Unknown && marks::words(words) <= 3 {
        // The headline is known, and this is too short to sum a story up.
        Kind::Aside("page navigation")
    } else {
        Kind::Part(Role::Subheading)
    }
}

fn is_unmarked(piece: &Piece) -> bool {
    matches!(piece.hint, Hint::Unknown | Hint::Strong)
}

fn is_below_byline(telling: &Telling<'_>, index: usize) -> bool {
    index > 0 && telling.pieces[index - 1].kind == Kind::Part(Role::Byline)
}

/// Where the file's data name the headline, only the same words or a heading of the
/// first level are one; otherwise the first line that can be a headline is it.
fn is_headline(telling: &Telling<'_>, index: usize) -> bool {
    match telling.title {
        Some(title) => {
            telling.pieces[index].hint == Hint::Heading(1)
                || marks::bare(title) == marks::bare(telling.words(index))
        }
        None => true,
    }
}

/// "Business", "LOCAL NEWS" or a menu of such words, above the headline.
fn is_section_label(telling: &Telling<'_>, index: usize, below: &[usize]) -> bool {
    let lower = telling.words(index).to_lowercase();
    let lower = lower.trim_end_matches(':');
    let is_listed = |words: &str| LISTS.sections.contains(&words);
    let is_menu = marks::words(lower) > 1 && lower.split_whitespace().all(is_listed);
    (!below.is_empty() || telling.title.is_some()) && (is_listed(lower) || is_menu)
}

/// "The Varde Post" at the top of a page that was copied whole.
fn is_outlet_name(telling: &Telling<'_>, index: usize, below: &[usize]) -> bool {
    let words = telling.words(index);
    let is_name_word = |word: &str| word.starts_with(char::is_uppercase);
    let named = words
        .to_lowercase()
        .split_whitespace()
        .any(|word| LISTS.outlets.contains(&word));
    (2..=4).contains(&marks::words(words))
        && words.split_whitespace().all(is_name_word)
        && named
        && below
            .iter()
            .any(|next| marks::words(telling.words(*next)) > 4)
}

fn tell_subheadings(telling: &mut Telling<'_>, open: &[usize]) {
    let marked = |piece: &Piece| matches!(piece.hint, Hint::Heading(_));
    let has_marked = open.iter().any(|index| marked(&telling.pieces[*index]));
    // Texts with a line per paragraph have no blank lines to set a heading apart.
    let has_gaps = open
        .iter()
        .skip(1)
        .any(|index| telling.pieces[*index].apart);
    // Where several headings ask, so do those that no list knows: "And opponents?"
    let asks = |index: &usize| {
        let piece = telling.pieces[*index];
        piece.apart
            && matches!(piece.kind, Kind::Open | Kind::Part(Role::Subheading))
            && is_asking_heading(telling.words(*index))
    };
    let explains = (0..telling.pieces.len()).filter(asks).count() >= 2;
    for (nth, index) in open.iter().copied().enumerate() {
        let piece = telling.pieces[index];
        let words = telling.words(index);
        let next = open.get(nth + 1).copied();
        // "[LAUGHTER]" in a transcript, "[ The Courier ]" below a review.
        let is_bracketed = words.starts_with('[') && words.ends_with(']');
        let is_heading = match piece.hint {
            Hint::Unknown if is_bracketed => false,
            Hint::Heading(_) => {
                let count = marks::words(words);
                count <= MARKED && !(count > SUBHEADING && marks::ends_sentence(words))
            }
            Hint::Strong => next.is_some() && is_heading_like(words, SUBHEADING),
            Hint::Unknown => {
                let previous = nth.checked_sub(1).map(|nth| telling.words(open[nth]));
                !has_marked
                    && (piece.apart || !has_gaps)
                    && next.is_some_and(|next| {
                        heads(telling, index, next)
                            || (explains && piece.apart && asks_below_others(telling, index, next))
                    })
                    && !is_fragment_after(previous, words)
            }
            Hint::Item | Hint::Quote | Hint::Caption | Hint::Table | Hint::Hidden => false,
        };
        if is_heading {
            telling.set(index, Kind::Part(Role::Subheading));
        }
    }
}

/// Whether a line can be a subheading, and the next piece can stand below one.
fn heads(telling: &Telling<'_>, index: usize, next: usize) -> bool {
    let words = telling.words(index);
    let below = telling.words(next);
    // "2. The crane" heads a section where running text follows, not another item.
    let (bare, is_numbered) = match words.split_once(". ") {
        Some((number, rest)) if marks::is_list_item(words) && number.len() <= 2 => (rest, true),
        _ => (words, false),
    };
    let below_is_item = marks::is_list_item(below) || telling.pieces[next].hint == Hint::Item;
    let fits = if is_numbered {
        is_heading_like(bare, SUBHEADING) && !below_is_item
    } else {
        !marks::is_list_item(words)
            && (is_heading_like(words, SUBHEADING)
                || (telling.pieces[next].apart && is_asking_heading(words)))
    };
    let is_longer = marks::words(below) > marks::words(bare)
        // A paragraph that begins in lower case carries a broken line on.
        && !below.starts_with(char::is_lowercase);
    fits && (below_is_item || (is_running_text(below) && is_longer))
}

/// A short question alone on its line, above an answer.
fn asks_below_others(telling: &Telling<'_>, index: usize, next: usize) -> bool {
    let words = telling.words(index);
    words.ends_with('?')
        && words.starts_with(char::is_uppercase)
        && marks::words(words) <= SUBHEADING
        && words.matches(['.', '?', '!']).count() == 1
        && telling.pieces[next].apart
        && marks::ends_sentence(telling.words(next))
        && !telling.words(next).ends_with('?')
}

/// The last words of a sentence that was broken into paragraphs by mistake.
fn is_fragment_after(previous: Option<&str>, words: &str) -> bool {
    let is_open = previous.is_some_and(|previous| {
        previous.ends_with([',', ';', ':', '-', '–', '—']) || previous.ends_with(" and")
    });
    is_open && !words.starts_with(|first: char| first.is_uppercase() && words.len() > 60)
}

/// A short line that begins like a heading and does not end like a sentence.
fn is_heading_like(words: &str, longest: usize) -> bool {
    let count = marks::words(words);
    let starts = words
        .trim_start_matches(['"', '\'', '“', '‘', '«', '[', '(', '¿', '¡'])
        .chars()
        .next()
        .is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase());
    (1..=longest).contains(&count)
        && words.len() <= longest * 14
        && starts
        && words.contains(char::is_alphabetic)
        && !marks::ends_sentence(words)
        && !words.ends_with([',', ';', ':', '-', '–', '—'])
        && !is_bare_quotation(words, count)
        && !is_cut_off(words)
}

/// A line broken in the middle of a sentence: no heading ends with these words.
fn is_cut_off(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(
        last,
        "the" | "a" | "an" | "of" | "and" | "or" | "to" | "that" | "with" | "from"
    )
}

/// A quotation set as a paragraph of its own, without its full stop.
fn is_bare_quotation(words: &str, count: usize) -> bool {
    let opens = words.starts_with(['"', '“', '«']);
    let closes = words.ends_with(['"', '”', '»']);
    opens && closes && count > 8
}

/// "What happens next?"
fn is_asking_heading(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("").to_lowercase();
    let first = first.trim_end_matches("'s").trim_end_matches("’s");
    words.ends_with('?')
        && marks::words(words) <= 10
        && words.matches(['.', '?', '!']).count() == 1
        && LISTS.questions.contains(&first)
}

/// Whether a line is a caption by its first words or its credit.
pub(super) fn is_caption(words: &str) -> bool {
    if words.len() > 400 || marks::words(words) > 50 {
        return false;
    }
    let lower = words.to_lowercase();
    if LISTS
        .caption_openers
        .iter()
        .any(|opener| lower.starts_with(opener))
    {
        return true;
    }
    let is_fragment = !marks::ends_sentence(words);
    if is_fragment
        && LISTS
            .inside_captions
            .iter()
            .any(|inside| lower.contains(inside))
    {
        return true;
    }
    let cut = lower
        .trim_end_matches(['.', ')', ']'])
        .rfind(['(', '[', '|', '.']);
    cut.is_some_and(|at| {
        let tail = lower[at + 1..].trim_start();
        at > 0 && LISTS.credits.iter().any(|credit| tail.starts_with(credit))
    })
}
