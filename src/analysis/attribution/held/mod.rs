//! Words that are somebody's though neither a verb nor quotation marks beside them say so: block
//! quotations, posts, statements below a colon, the turns of a transcript, reviews with a credit
//! below them, and words that repeat a quotation.

mod echo;
mod roundup;
mod signature;
mod transcript;

use std::ops::Range;

use self::signature::Signature;
use super::names::Naming;
use super::tagging::Tagged;
use super::words::{Senses, words};
use crate::analysis::parsed::ParsedSentence;
use crate::model::{Role, SourceKind};
use crate::text::Span;

/// How many paragraphs a post may have between its introduction and its signature.
const POST: usize = 6;

/// Whose words a sentence holds.
#[derive(Clone, Debug)]
pub enum Holder {
    /// Whoever is named here.
    Named(Naming),
    /// Whomever the sentence with this index cites or names.
    Cited(usize),
    /// Whoever says the quotation of the sentence with this index.
    Echo(usize),
    /// The outlet: it asks, or the line only says who speaks.
    Outlet,
    /// Somebody who is not named.
    Unknown,
}

/// The held words of one sentence.
#[derive(Clone, Debug)]
pub struct Held {
    /// The words, without the label or signature beside them; empty where nothing else is there.
    pub words: Span,
    /// Whose they are.
    pub holder: Holder,
}

/// For each sentence, whose words it holds, where the layout says so.
pub fn held(tagged: &Tagged<'_, '_>) -> Vec<Option<Held>> {
    let mut finder = Finder::of(tagged);
    finder.posts();
    finder.blocks();
    finder.signed_quotations();
    finder.transcript();
    finder.round_up();
    finder.below_colons();
    finder.echoes();
    finder.held
}

struct Finder<'t, 'p, 'a> {
    tagged: &'t Tagged<'p, 'a>,
    /// Paragraphs that are analysed.
    paragraphs: Vec<Part>,
    held: Vec<Option<Held>>,
}

/// One paragraph.
#[derive(Clone, Debug)]
struct Part {
    span: Span,
    role: Role,
    /// Its sentences.
    sentences: Range<usize>,
}

impl<'t, 'p, 'a> Finder<'t, 'p, 'a> {
    fn of(tagged: &'t Tagged<'p, 'a>) -> Self {
        let parsed = tagged.parsed;
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for group in parsed
            .sentences
            .chunk_by(|one, next| one.paragraph == next.paragraph)
        {
            paragraphs.extend(group.first().zip(group.last()).map(|(first, last)| Part {
                span: first.span.cover(last.span),
                role: first.role,
                sentences: at..at + group.len(),
            }));
            at += group.len();
        }
        Self {
            tagged,
            paragraphs,
            held: vec![None; parsed.sentences.len()],
        }
    }

    fn words(&self, paragraph: usize) -> &'a str {
        self.paragraphs[paragraph]
            .span
            .of(self.tagged.parsed.text())
    }

    fn sentence(&self, index: usize) -> &ParsedSentence {
        &self.tagged.parsed.sentences[index]
    }

    fn is_free(&self, paragraph: usize) -> bool {
        self.paragraphs[paragraph]
            .sentences
            .clone()
            .all(|index| self.held[index].is_none())
    }

    /// Gives what stands in `span` to a holder, sentence by sentence; sentences that are held
    /// already stay with theirs.
    fn hold(&mut self, paragraph: usize, span: Span, holder: &Holder) {
        for index in self.paragraphs[paragraph].sentences.clone() {
            let words = self.sentence(index).span.intersection(span);
            if self.held[index].is_none()
                && let Some(words) = words.filter(|words| !words.is_empty())
            {
                self.held[index] = Some(Held {
                    words,
                    holder: holder.clone(),
                });
            }
        }
    }

    /// Takes the sentences of `span` that nobody holds for a line that only names a speaker.
    fn silence(&mut self, paragraph: usize, span: Span) {
        for index in self.paragraphs[paragraph].sentences.clone() {
            let sentence = self.sentence(index).span;
            if self.held[index].is_none() && span.contains(sentence) {
                self.held[index] = Some(Held {
                    words: Span::new(sentence.start(), sentence.start()),
                    holder: Holder::Outlet,
                });
            }
        }
    }

    /// The signature at the end of a paragraph, with places in the article's text.
    fn signature(&self, paragraph: usize) -> Option<Signature> {
        let start = self.paragraphs[paragraph].span.start();
        Signature::of(self.words(paragraph)).map(|found| Signature {
            start: found.start + start,
            name: found.name.shifted(start),
            ..found
        })
    }

    /// Whom a signature or label names.
    fn named(&self, span: Span) -> Option<Naming> {
        let tagged = self.tagged;
        let range = tagged.parsed.tokens.inside(span);
        let found = tagged
            .agent(&range)
            .and_then(|agent| tagged.naming(&range, agent))
            .filter(|naming| naming.proper);
        let text = span.of(tagged.parsed.text());
        let words = text.split_whitespace().count();
        // "Tom's Guide" is all name: what has no role before it keeps every word.
        let whole = |naming: &Naming| {
            let bare = text.strip_prefix("The ").unwrap_or(text);
            naming.role.is_some()
                || naming.name.split(' ').count() >= bare.split_whitespace().count()
        };
        let found = found.filter(whole);
        let fallback = || Naming {
            name: text.split_whitespace().collect::<Vec<_>>().join(" "),
            role: None,
            kind: if (2..=3).contains(&words) {
                SourceKind::Person
            } else {
                SourceKind::Organisation
            },
            proper: true,
            human: (2..=3).contains(&words),
            definite: false,
        };
        (words > 0).then(|| found.unwrap_or_else(fallback))
    }

    /// Paragraphs above a line such as "— Name (@handle) March 4, 2026".
    fn posts(&mut self) {
        for paragraph in 0..self.paragraphs.len() {
            if self.paragraphs[paragraph].role.is_heading() {
                continue;
            }
            let Some(signature) = self.signature(paragraph).filter(|found| found.is_post) else {
                continue;
            };
            let Some(naming) = self.named(signature.name) else {
                continue;
            };
            let holder = Holder::Named(naming);
            let whole = self.paragraphs[paragraph].span;
            let own = Span::new(whole.start(), signature.start.max(whole.start()));
            self.hold(paragraph, own, &holder);
            self.silence(paragraph, whole);
            let has_own = !own.trimmed(self.tagged.parsed.text()).is_empty();
            for above in self.post_above(paragraph, has_own) {
                let span = self.paragraphs[above].span;
                self.hold(above, span, &holder);
            }
        }
    }

    /// The paragraphs of a post above its signature: those below an introducing colon or set off
    /// with it; one where nothing shows how many.
    fn post_above(&self, paragraph: usize, has_own: bool) -> Range<usize> {
        let lowest = paragraph.saturating_sub(POST);
        let mut start = paragraph;
        while start > lowest {
            let above = &self.paragraphs[start - 1];
            let is_set_off = above.role == Role::Quote;
            if above.role.is_heading() || above.role == Role::Byline || !self.is_free(start - 1) {
                break;
            }
            if self.words(start - 1).ends_with(':') {
                return start..paragraph;
            }
            if self.paragraphs[paragraph].role == Role::Quote && !is_set_off {
                return start..paragraph;
            }
            start -= 1;
        }
        let set_off = (start..paragraph)
            .rev()
            .take_while(|above| self.paragraphs[*above].role == Role::Quote)
            .count();
        // Links to pictures stand in posts and nowhere else.
        let with_links = (start..paragraph)
            .rev()
            .take_while(|above| self.words(*above).contains("pic.twitter.com/"))
            .count();
        // Whoever posts leaves stops out where an article has them.
        let unstopped = (start..paragraph)
            .rev()
            .skip(1)
            .take_while(|above| {
                let words = self.words(*above);
                !words.ends_with(['.', '!', '?', '…', ':', '”', '"', '’', ')'])
            })
            .count();
        let is_text = paragraph > start && self.paragraphs[paragraph - 1].role.is_text();
        let least = usize::from(is_text && !has_own && self.is_free(paragraph - 1));
        let least = least + if least > 0 { unstopped } else { 0 };
        paragraph - set_off.max(with_links).max(least)..paragraph
    }

    /// Block quotations, each run of paragraphs one.
    fn blocks(&mut self) {
        let mut at = 0;
        while at < self.paragraphs.len() {
            let is_set_off = |part: &Part| part.role == Role::Quote;
            let run = self.paragraphs[at..]
                .iter()
                .take_while(|part| is_set_off(part))
                .count();
            if run > 0 {
                self.block(at..at + run);
            }
            at += run.max(1);
        }
    }

    fn block(&mut self, run: Range<usize>) {
        let last = run.end - 1;
        let inside = self.signature(last);
        let below = (run.end < self.paragraphs.len())
            .then(|| self.signature(run.end))
            .flatten()
            .filter(|found| found.start == self.paragraphs[run.end].span.start());
        let (signature, at) = match (inside, below) {
            (Some(inside), _) => (Some(inside), last),
            (None, Some(below)) => (Some(below), run.end),
            (None, None) => (None, last),
        };
        let naming = signature.and_then(|found| self.named(found.name));
        let holder = match naming {
            Some(naming) => Holder::Named(naming),
            None => self.holder_above(run.start),
        };
        if let Some(signature) = signature {
            let whole = self.paragraphs[at].span;
            let own = Span::new(whole.start(), signature.start.max(whole.start()));
            self.hold(at, own, &holder);
            self.silence(at, whole);
        }
        for paragraph in run {
            let span = self.paragraphs[paragraph].span;
            self.hold(paragraph, span, &holder);
        }
    }

    /// Whom the sentence above a block introduces.
    fn holder_above(&self, paragraph: usize) -> Holder {
        let above = paragraph
            .checked_sub(1)
            .map(|above| &self.paragraphs[above])
            .filter(|above| above.role.is_text());
        match above {
            Some(above) => Holder::Cited(above.sentences.end - 1),
            None => Holder::Unknown,
        }
    }

    /// `“…” — Name, role`, in the same paragraph or in one below it.
    fn signed_quotations(&mut self) {
        for paragraph in 0..self.paragraphs.len() {
            let part = &self.paragraphs[paragraph];
            if !part.role.is_text() || !self.is_free(paragraph) {
                continue;
            }
            let Some(signature) = self.signature(paragraph) else {
                continue;
            };
            let whole = part.span;
            let begins = signature.start == whole.start();
            let text = self.tagged.parsed.text();
            let above = paragraph
                .checked_sub(1)
                .filter(|_| begins)
                .filter(|above| self.is_free(*above) && self.is_quotation(*above));
            let quoted = Span::new(whole.start(), signature.start).of(text);
            let own = signature.after_marks && quoted.starts_with(['“', '"', '‘', '«', '„', '\'']);
            let Some(naming) = self
                .named(signature.name)
                .filter(|_| own || above.is_some())
            else {
                continue;
            };
            let holder = Holder::Named(naming);
            if let Some(above) = above {
                let span = self.paragraphs[above].span;
                self.hold(above, span, &holder);
            } else {
                self.hold(
                    paragraph,
                    Span::new(whole.start(), signature.start),
                    &holder,
                );
            }
            self.silence(paragraph, whole);
        }
    }

    /// Whether quotation marks hold a paragraph from its first to its last word.
    fn is_quotation(&self, paragraph: usize) -> bool {
        let span = self.paragraphs[paragraph].span;
        let marks = &self.tagged.parsed.quotations;
        let from = marks.partition_point(|mark| mark.outer.end() <= span.start());
        marks.get(from).is_some_and(|mark| {
            mark.outer.start() == span.start() && mark.outer.end() + 2 >= span.end()
        })
    }

    /// Statements without marks: the paragraph, or the list, below "The union said in a
    /// statement:".
    fn below_colons(&mut self) {
        for paragraph in 1..self.paragraphs.len() {
            let above = &self.paragraphs[paragraph - 1];
            let introduces = above.role.is_text()
                && self.words(paragraph - 1).ends_with(':')
                && self.ends_in_speech(above.sentences.end - 1);
            if !introduces {
                continue;
            }
            let holder = Holder::Cited(above.sentences.end - 1);
            let is_item = |part: &Part| part.role == Role::List;
            let items = self.paragraphs[paragraph..]
                .iter()
                .take_while(|part| is_item(part))
                .count();
            for below in paragraph..paragraph + items.max(1) {
                let part = &self.paragraphs[below];
                // Where it has marks, they say how far the words go.
                let range = part.sentences.clone();
                let marked = range.clone().any(|index| {
                    let marks = self.tagged.parsed.quotations_of(self.sentence(index));
                    marks.iter().any(|mark| mark.double)
                });
                if part.role.is_text() && !marked && !self.is_titled(below) {
                    let span = part.span;
                    self.hold(below, span, &holder);
                }
            }
        }
    }

    /// Whether a line is written with capitals throughout, as headings are.
    fn is_titled(&self, paragraph: usize) -> bool {
        let long = || {
            self.words(paragraph)
                .split_whitespace()
                .filter(|word| word.len() > 3)
        };
        long().count() >= 2 && long().all(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether a sentence ends in a verb of saying or in what was said: "said:", "in a statement:".
    fn ends_in_speech(&self, index: usize) -> bool {
        let tagged = self.tagged;
        let range = self.sentence(index).tokens.clone();
        let tail = range.end.saturating_sub(6).max(range.start)..range.end;
        let said = tail.clone().any(|at| {
            let verb = tagged.at(at).verb;
            verb.is_some_and(|verb| verb.senses.any(Senses::SAY)) && !tagged.at(at).name
        });
        let read = range.end >= 2 && matches!(tagged.normal(range.end - 2), "read" | "reads");
        said && !words()
            .of(tagged.normal(range.start))
            .classes
            .any(super::words::Classes::VAGUE)
            || read
    }
}
