//! What decides whether a seam ends a sentence: the first rule with an answer.

use super::seam::{Seam, is_dash, is_quotation_mark};
use super::words::{Kind, Kinds};

/// Longest quotation that is kept whole inside a sentence that runs on after it.
const FRAGMENT: usize = 60;

/// Fewest letters or figures of a word whose full stop touches the next sentence.
const SHORTEST_TOUCHING: usize = 2;

/// Whether the sentence ends here; `None` where no rule applies.
pub(super) fn ends_sentence(seam: &Seam<'_>) -> Option<bool> {
    const RULES: [fn(&Seam<'_>) -> Option<bool>; 8] = [
        list_item,
        small_letter,
        touching,
        enclosed,
        reporting_clause,
        repeated_stops,
        after_closing_mark,
        full_stop,
    ];
    RULES.iter().find_map(|rule| rule(seam))
}

/// A label is part of its item: `1. Close the mill.`; a line with a label begins an item.
fn list_item(seam: &Seam<'_>) -> Option<bool> {
    if seam.stops().is_empty() {
        return Some(true);
    }
    let label = seam.head();
    let figures = label.len() <= 2 && label.bytes().all(|byte| byte.is_ascii_digit());
    let mut letters = label.chars();
    let letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let roman = label.len() <= 4 && label.bytes().all(|byte| b"ivxIVX".contains(&byte));
    (figures || letter || roman).then_some(false)
}

/// A small letter goes on with the sentence, except in texts that know no capitals.
fn small_letter(seam: &Seam<'_>) -> Option<bool> {
    let mut letters = seam.tail().chars();
    if !letters.next().is_some_and(char::is_lowercase) {
        return None;
    }
    let brand = letters.next().is_some_and(char::is_uppercase);
    let careless = seam.head().chars().find(|c| c.is_alphabetic());
    let careless = careless.is_some_and(char::is_lowercase) && seam.closers().is_empty();
    (!brand && !careless).then_some(false)
}

/// Without a space a plain word must stand before, and after it a word that opens sentences or
/// another plain word with a capital: no address, no short form.
fn touching(seam: &Seam<'_>) -> Option<bool> {
    let east_asian = seam
        .stops()
        .chars()
        .any(|c| matches!(c, '。' | '！' | '？'));
    if seam.is_spaced() || east_asian {
        return east_asian.then_some(true);
    }
    let Some(word) = seam.short_word() else {
        return Some(false);
    };
    let word = word.trim_end_matches(['%', '”', '"', ')']);
    let lasts = word.chars().count() >= SHORTEST_TOUCHING;
    let letters = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let figures = word.chars().all(|c| c.is_ascii_digit());
    if opens_sentence(seam) {
        return Some(lasts && (letters || figures));
    }
    let small =
        word.len() > SHORTEST_TOUCHING && word.chars().all(|c| c.is_lowercase() || c == '-');
    Some(small && !Kinds::of(word).has(Kind::Title) && plain_word_follows(seam))
}

/// Whether the next word is written like any word at the beginning of a sentence.
fn plain_word_follows(seam: &Seam<'_>) -> bool {
    let next = seam.next_word();
    let after = seam.tail()[next.len()..].chars().next();
    let ends = after.is_some_and(|c| c.is_whitespace() || matches!(c, ',' | '’' | '\'' | ':'));
    let mut letters = next.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| c.is_lowercase() || c == '-')
        && ends
        && !Kinds::of(&next.to_lowercase()).has(Kind::Domain)
}

/// What is put into a sentence in parentheses or short quotation marks does not end it.
fn enclosed(seam: &Seam<'_>) -> Option<bool> {
    let closers = seam.closers();
    if let Some(at) = seam.parenthesis
        && at > seam.start
        && !closers.contains(')')
        && seam.closing_ahead(|c| c == ')').is_some()
    {
        return Some(false);
    }
    // A whole passage in parentheses; sentencex would keep it in one piece.
    if seam.parenthesis == Some(seam.start) && !closers.contains(')') && is_plain(seam) {
        return Some(true);
    }
    let open = seam.quotation.filter(|&at| at > seam.start)?;
    if seam.closes_quotation() {
        return None;
    }
    let close = seam.closing_ahead(is_quotation_mark)?;
    let introduced = seam.text[..open].trim_end().ends_with([',', ':']);
    let after = seam.text[close..].trim_start_matches(is_quotation_mark);
    let runs_on = after.trim_start().starts_with(char::is_lowercase);
    (!introduced && runs_on && close - open <= FRAGMENT).then_some(false)
}

/// “Why now?” Ms Hale asked. After a full stop the name begins a sentence: a comma
/// would stand before the clause.
fn reporting_clause(seam: &Seam<'_>) -> Option<bool> {
    if !seam.closes_quotation() || seam.stops() == "." {
        return None;
    }
    let mut words = seam.tail().split_whitespace().take(7).peekable();
    let mut named = 0;
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
        if named > 0 && Kinds::of(bare).has(Kind::Reporting) {
            return clause_goes_on(word, words.peek().copied(), named, seam).then_some(false);
        }
        let name = bare.starts_with(char::is_uppercase);
        if !name && !matches!(bare, "the" | "of" | "de" | "van" | "von" | "al" | "bin") {
            return None;
        }
        // A name ends at a mark, but for the full stops of titles and initials.
        if word.ends_with([',', ';', ':', '!', '?']) {
            return None;
        }
        named += 1;
    }
    None
}

/// Whether what follows a verb of speech can still belong to the quotation before it.
fn clause_goes_on(verb: &str, next: Option<&str>, named: usize, seam: &Seam<'_>) -> bool {
    let quotes_again = next.is_none_or(|next| next.starts_with(['"', '“', '‘', '\'', '«']));
    let pronoun = named == 1 && Kinds::of(seam.next_word()).has(Kind::Opener);
    if verb.ends_with('.') {
        return true;
    }
    if verb.ends_with([',', ':']) {
        return !quotes_again && !pronoun && verb.ends_with(',');
    }
    let listener = matches!(verb, "told" | "tells");
    let follows = next.is_none_or(|next| Kinds::of(next).has(Kind::AfterReporting));
    (follows || listener) && !pronoun
}

/// Dots that trail off belong to the sentence that goes on; at its beginning they open it.
fn repeated_stops(seam: &Seam<'_>) -> Option<bool> {
    let stops = seam.stops();
    if !stops.contains('…') && stops.len() < 2 {
        return None;
    }
    if !seam.head().chars().any(char::is_alphanumeric) {
        return Some(false);
    }
    // `No!!! We`, and a full stop with dots after it for words left out: `well. ... We`.
    let shouted = stops.chars().all(|c| matches!(c, '!' | '?'));
    (seam.closes_quotation() || shouted || stops.starts_with(". .")).then_some(true)
}

/// `…,” she said.” The` and `(… today.) The` end; so does `“no”. The`.
fn after_closing_mark(seam: &Seam<'_>) -> Option<bool> {
    let next = seam.next_letter();
    let begins = next.is_uppercase() || next.is_numeric();
    let stop_inside = !seam.closers().is_empty();
    let stop_outside = seam
        .head()
        .ends_with(|c: char| is_quotation_mark(c) || matches!(c, ')' | ']' | '’'));
    if !begins || !(stop_inside || stop_outside) {
        return None;
    }
    // The U.S.' allies: an apostrophe, no mark.
    if matches!(seam.closers(), "'" | "’") && is_dotted(seam.word()) {
        return Some(opens_sentence(seam));
    }
    // (R-Calif.) Turner, (approx.) 40: a short form in parentheses inside a sentence.
    let inside = stop_inside && !seam.closes_quotation() && seam.closers().contains(')');
    if inside && seam.parenthesis.is_some_and(|at| at > seam.start) {
        let aside = seam.parenthesis.map_or("", |at| &seam.text[at..seam.stop]);
        return Some(aside.contains(char::is_whitespace) || opens_sentence(seam));
    }
    Some(true)
}

/// Abbreviations.
fn full_stop(seam: &Seam<'_>) -> Option<bool> {
    if seam.stops() != "." {
        return None;
    }
    let next = seam.next_letter();
    let (capital, figure) = (next.is_uppercase(), next.is_numeric());
    if !capital && !figure {
        return None;
    }
    let word = seam.word();
    // A date line: HARBOUR CITY, N.Y. – The
    let dash = seam.text[seam.next..].starts_with(is_dash);
    if dash && (is_dotted(word) || Kinds::of(word).has(Kind::Place)) {
        return Some(false);
    }
    let dashed = word.rsplit(is_dash).next().unwrap_or(word);
    let kinds = Kinds::of(word);
    if matches!(word, "a.m" | "p.m" | "A.M" | "P.M") {
        return (!figure).then(|| !Kinds::of(seam.next_word()).has(Kind::AfterHour));
    }
    if kinds.has(Kind::BeforeFigure) && figure || kinds.has(Kind::Latin) {
        return Some(false);
    }
    if word == "No" || kinds.has(Kind::Whole) {
        return Some(true);
    }
    if kinds.has(Kind::Title) {
        return Some(false);
    }
    if kinds.has(Kind::Month) || kinds.has(Kind::Weekday) {
        return (figure || opens_sentence(seam)).then_some(!figure);
    }
    if kinds.has(Kind::Company) {
        return Some(company(seam));
    }
    if word == "al" && seam.word_before() == "et" || word == "etc" {
        return Some(capital);
    }
    if Kinds::of(dashed).has(Kind::Place) {
        return Some(opens_sentence(seam) || seam.word_before().ends_with(',') && word == dashed);
    }
    if kinds.has(Kind::Joining) || is_dotted(dashed) {
        return Some(opens_sentence(seam));
    }
    single_letter(seam)
}

/// `Acme Inc. Shares fell` ends, `Acme Inc. Chief Executive` and `Co. Kerry` do not.
fn company(seam: &Seam<'_>) -> bool {
    let next = Kinds::of(seam.next_word());
    let named = seam
        .word_before()
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '&');
    named && !next.has(Kind::Office) && !next.has(Kind::Company)
}

/// `J. B. Hale` and `Plan B. The vote`.
fn single_letter(seam: &Seam<'_>) -> Option<bool> {
    let mut letters = seam.word().chars();
    let letter = letters.next().filter(|letter| letter.is_uppercase())?;
    if letters.next().is_some() {
        return None;
    }
    let before = seam.word_before();
    let after_name = before.is_empty() || before.starts_with(char::is_uppercase);
    if letter == 'I' && !after_name {
        return Some(true);
    }
    Some(opens_sentence(seam))
}

/// A word in small letters before the stop that is no short form.
fn is_plain(seam: &Seam<'_>) -> bool {
    let word = seam.word();
    word.len() > 3 && word.chars().all(char::is_lowercase) && seam.next_letter().is_uppercase()
}

/// Letters with full stops between them: `U.S`, `J.B`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.starts_with(char::is_uppercase)
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

fn opens_sentence(seam: &Seam<'_>) -> bool {
    Kinds::of(seam.next_word()).has(Kind::Opener)
}
