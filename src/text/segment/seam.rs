//! Places where a sentence could end.

/// How far a closing mark is looked for.
const REACH: usize = 400;

/// Longer words, in characters, are none.
const LONGEST_WORD: usize = 40;

/// A place where a sentence could end, with what the rules want to know of it.
/// All places are bytes of the paragraph.
#[derive(Debug)]
pub(super) struct Seam<'t> {
    /// The paragraph.
    pub(super) text: &'t str,
    /// Where the sentence so far begins.
    pub(super) start: usize,
    /// Where the run of stops begins.
    pub(super) stop: usize,
    /// Where the run of stops ends.
    pub(super) run_end: usize,
    /// Where the sentence would end: after closing marks.
    pub(super) end: usize,
    /// Where the next sentence would begin: after white space.
    pub(super) next: usize,
    /// Where its first word begins: after opening marks and dashes.
    pub(super) word_start: usize,
    /// An opening parenthesis in this sentence that is still open.
    pub(super) parenthesis: Option<usize>,
    /// An opening quotation mark in this sentence that is still open before the stop.
    pub(super) quotation: Option<usize>,
}

impl<'t> Seam<'t> {
    /// The stops: `.`, `?!`, `...`; empty at a line break before a list item.
    pub(super) fn stops(&self) -> &'t str {
        &self.text[self.stop..self.run_end]
    }

    /// Marks closed after the stops.
    pub(super) fn closers(&self) -> &'t str {
        &self.text[self.run_end..self.end]
    }

    /// Whether a quotation is closed after the stops.
    pub(super) fn closes_quotation(&self) -> bool {
        self.closers()
            .chars()
            .any(|c| is_quotation_mark(c) || matches!(c, '\'' | '’'))
    }

    /// The sentence before the stops.
    pub(super) fn head(&self) -> &'t str {
        &self.text[self.start..self.stop]
    }

    /// The word before the stops, without opening marks: `U.S`, `Mr`, `p.m`.
    pub(super) fn word(&self) -> &'t str {
        last_word(self.head())
    }

    /// The same where it is no longer than words are: a text without spaces is not read again
    /// from every stop.
    pub(super) fn short_word(&self) -> Option<&'t str> {
        let head = self.head();
        let mut letters = head.char_indices().rev();
        let end = letters
            .by_ref()
            .take(LONGEST_WORD)
            .find(|(_, letter)| letter.is_whitespace());
        let whole = end.is_some() || letters.next().is_none();
        let from = end.map_or(0, |(at, space)| at + space.len_utf8());
        whole.then(|| head[from..].trim_start_matches(is_opener))
    }

    /// The word before [`Self::word`], with its punctuation.
    pub(super) fn word_before(&self) -> &'t str {
        let head = self.head();
        let before = &head[..head.len() - self.word().len()];
        last_word(before.trim_end_matches(|c: char| c.is_whitespace() || is_opener(c)))
    }

    /// The text from the next word on.
    pub(super) fn tail(&self) -> &'t str {
        &self.text[self.word_start..]
    }

    /// The next word, up to an apostrophe or any other mark.
    pub(super) fn next_word(&self) -> &'t str {
        let tail = self.tail();
        let end = tail
            .find(|c: char| !(c.is_alphanumeric() || c == '-'))
            .unwrap_or(tail.len());
        &tail[..end]
    }

    /// First letter of the next word.
    pub(super) fn next_letter(&self) -> char {
        self.tail().chars().next().unwrap_or(' ')
    }

    /// Whether white space stands between the two parts.
    pub(super) fn is_spaced(&self) -> bool {
        self.end < self.next
    }

    /// Where a mark that closes stands after the seam, not too far away.
    pub(super) fn closing_ahead(&self, closes: impl Fn(char) -> bool) -> Option<usize> {
        let mut reach = self.text.len().min(self.end + REACH);
        while !self.text.is_char_boundary(reach) {
            reach -= 1;
        }
        self.text[self.end..reach]
            .find(closes)
            .map(|at| self.end + at)
    }
}

fn last_word(text: &str) -> &str {
    let from = text.rfind(char::is_whitespace).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    text[from..].trim_start_matches(is_opener)
}

/// Walks over the seams of a paragraph once, from left to right.
#[derive(Debug)]
pub(super) struct Seams<'t> {
    text: &'t str,
    at: usize,
    start: usize,
    parenthesis: Option<usize>,
    quotation: Option<usize>,
}

impl<'t> Seams<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            start: 0,
            parenthesis: None,
            quotation: None,
        }
    }

    /// Says that the last seam was an end, and where the next sentence begins.
    pub(super) fn begin_sentence(&mut self, start: usize) {
        self.start = start;
        self.parenthesis = None;
        // A quotation may run over several sentences; only its place in this one matters.
        self.quotation = self.quotation.map(|at| at.max(start));
    }

    /// The next place where a sentence could end.
    pub(super) fn next_seam(&mut self) -> Option<Seam<'t>> {
        loop {
            let (at, letter) = self.text[self.at..].char_indices().find_map(|(at, c)| {
                (is_stop(c) || c == '\n' || is_quotation_mark(c) || matches!(c, '(' | ')'))
                    .then_some((self.at + at, c))
            })?;
            self.at = at + letter.len_utf8();
            let seam = match letter {
                '\n' => self.before_list_item(at),
                letter if is_stop(letter) => self.after_stops(at),
                letter => {
                    self.mark(at, letter);
                    None
                }
            };
            if seam.is_some() {
                return seam;
            }
        }
    }

    /// Keeps account of what is open.
    fn mark(&mut self, at: usize, letter: char) {
        match letter {
            '(' => self.parenthesis = Some(at),
            ')' => self.parenthesis = None,
            '”' | '»' => self.quotation = None,
            '"' if self.quotation.is_some() => self.quotation = None,
            '“' | '„' | '«' | '"' => self.quotation = Some(at),
            _ => {}
        }
    }

    fn after_stops(&mut self, stop: usize) -> Option<Seam<'t>> {
        let rest = &self.text[stop..];
        let run_end = stop + run_of_stops(rest);
        let end = run_end + closing_marks(&self.text[run_end..]);
        let end = end
            + self
                .quotation
                .map_or(0, |_| detached_mark(&self.text[end..]));
        let (parenthesis, quotation) = (self.parenthesis, self.quotation);
        for (at, letter) in self.text[run_end..end].char_indices() {
            self.mark(run_end + at, letter);
        }
        self.at = end;
        let next = end + leading(&self.text[end..], char::is_whitespace);
        if next == self.text.len() || (next == end && !self.may_touch(stop, end)) {
            return None;
        }
        Some(self.seam(stop, run_end, end, next, parenthesis, quotation))
    }

    /// Sentences may touch after the full stops of East Asian scripts, and where a web
    /// page lost its space: `was over.The next day`.
    fn may_touch(&self, stop: usize, end: usize) -> bool {
        let letter = self.text[stop..].chars().next();
        if letter.is_some_and(|letter| matches!(letter, '。' | '！' | '？')) {
            return true;
        }
        let mut before = self.text[..stop].chars().rev();
        let mut after = self.text[end..].chars();
        before
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '”' | '"' | ')'))
            && before.next().is_some_and(char::is_alphanumeric)
            && after.next().is_some_and(char::is_uppercase)
    }

    fn before_list_item(&self, at: usize) -> Option<Seam<'t>> {
        let next = at + leading(&self.text[at..], char::is_whitespace);
        let end = self.text[..at].trim_end().len();
        (end > self.start && is_list_item(&self.text[next..]))
            .then(|| self.seam(end, end, end, next, None, None))
    }

    fn seam(
        &self,
        stop: usize,
        run_end: usize,
        end: usize,
        next: usize,
        parenthesis: Option<usize>,
        quotation: Option<usize>,
    ) -> Seam<'t> {
        Seam {
            text: self.text,
            start: self.start,
            stop,
            run_end,
            end,
            next,
            word_start: next
                + leading(&self.text[next..], |c| {
                    is_opener(c) || is_dash(c) || c.is_whitespace()
                }),
            parenthesis,
            quotation,
        }
    }
}

/// Length of the letters at the beginning for which `wanted` holds.
pub(super) fn leading(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(wanted).len()
}

/// Length of a run of stops; full stops may stand apart (`. . .`).
fn run_of_stops(text: &str) -> usize {
    let mut end = leading(text, is_stop);
    while let Some(gap) = text[end..].strip_prefix(' ')
        && gap.starts_with('.')
        && text[..end].ends_with('.')
    {
        end += 1 + leading(gap, is_stop);
    }
    end
}

/// Length of closing marks and reference numbers (`.[12]`); a French mark stands apart.
fn closing_marks(text: &str) -> usize {
    let mut end = leading(text, is_closer);
    let apart = leading(text, char::is_whitespace);
    if end == 0 && text[apart..].starts_with('»') {
        end = apart + '»'.len_utf8();
    }
    while let Some(reference) = text[end..].strip_prefix('[')
        && let digits = leading(reference, |c| c.is_ascii_digit())
        && digits > 0
        && reference[digits..].starts_with(']')
    {
        end += digits + 2;
    }
    end
}

/// Length of a mark that closes a quotation with space on both sides, as word lists of a corpus
/// are joined: `of it. " he said`.
fn detached_mark(text: &str) -> usize {
    let apart = leading(text, |c| c == ' ');
    let mark = text[apart..].chars().next();
    let Some(mark) = mark.filter(|c| apart > 0 && matches!(c, '"' | '”')) else {
        return 0;
    };
    let end = apart + mark.len_utf8();
    let alone = text[end..].chars().next().is_none_or(char::is_whitespace);
    if alone { end } else { 0 }
}

fn is_list_item(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let label = if digits == 0 {
        rest.strip_prefix(['-', '*', '•', '–', '·'])
    } else if digits < 4 {
        rest.strip_prefix(['.', ')'])
    } else {
        None
    };
    label.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

pub(super) fn is_stop(letter: char) -> bool {
    matches!(
        letter,
        '.' | '!' | '?' | '…' | '‽' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？' | '؟' | '।'
    )
}

pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '―')
}

pub(super) fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_opener(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '*'
            | '_'
    )
}

fn is_closer(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '”' | '’' | '“' | '»' | '«' | ')' | ']' | '}' | '*' | '_'
    )
}
