//! An article cut into sentences and tokens, with its quotation marks found.

use std::ops::Range;

use super::{Unanalysed, language};
use crate::model::{Article, Canceller, NotAnalysed, Role, bounds};
use crate::text::quotation::{Quotation, across};
use crate::text::segment::sentences;
use crate::text::token::count_words;
use crate::text::{Span, Tokens};

/// From so many headings that ask, an article is told in questions and answers.
const ASKING_HEADINGS: usize = 2;

/// Most words and marks of a sentence that is read as one. What speech recognition writes has
/// no full stops at all; every step looks back and forth within a sentence, so its work would
/// grow with the square of the text.
pub(super) const LONGEST: usize = 500;

/// What every later step reads; made once an article.
///
/// Paragraphs that are not analysed have no tokens, sentences or quotations here: the
/// rules never see them.
#[derive(Clone, Debug)]
pub struct Parsed<'a> {
    /// The article.
    pub article: &'a Article,
    /// Tokens of all paragraphs, in reading order.
    pub tokens: Tokens,
    /// Sentences and headings, in reading order.
    pub sentences: Vec<ParsedSentence>,
    /// Stretches between quotation marks, in reading order.
    pub quotations: Vec<Quotation>,
    /// Sentences and headings that are not analysed, in reading order.
    pub apart: Vec<SetApart>,
    /// How many sentences and headings were cut because they are longer than `LONGEST`.
    pub cut: usize,
    /// The sentence that alone is asked for, where the others only surround it.
    pub unit: Option<usize>,
    /// Raised where nobody waits for the analysis any more; long loops look at it.
    pub given_up: Canceller,
}

/// One sentence or heading that is not analysed.
#[derive(Clone, Debug)]
pub struct SetApart {
    /// Place in the article's text.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Why.
    pub why: NotAnalysed,
    /// What stands in quotation marks, with the marks.
    pub quoted: Vec<Span>,
}

/// One sentence or heading.
#[derive(Clone, Debug)]
pub struct ParsedSentence {
    /// Place in the article's text.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The paragraph's role.
    pub role: Role,
    /// Its tokens, as indices into [`Parsed::tokens`].
    pub tokens: Range<usize>,
    /// Quotations that touch it, as indices into [`Parsed::quotations`].
    pub quotations: Range<usize>,
}

impl<'a> Parsed<'a> {
    /// Cuts up an article, of whatever length.
    pub fn of(article: &'a Article) -> Self {
        let apart = language::not_analysed(article);
        Self::cut(article, None, &apart, &Canceller::default(), usize::MAX)
    }

    /// Cuts up an article, unless it is given up first or is longer than any article.
    ///
    /// # Errors
    /// Where it is.
    pub fn unless(article: &'a Article, given_up: &Canceller) -> Result<Self, Unanalysed> {
        // No word is shorter than a letter: most texts need not be counted.
        if article.text.len() > bounds::WORDS {
            let words = count_words(&article.text);
            if words > bounds::WORDS {
                return Err(Unanalysed::TooManyWords(words));
            }
        }
        let apart = language::not_analysed(article);
        let parsed = Self::cut(article, None, &apart, given_up, bounds::SENTENCES);
        if given_up.is_cancelled() {
            return Err(Unanalysed::GivenUp);
        }
        if parsed.sentences.len() + parsed.apart.len() > bounds::SENTENCES {
            return Err(Unanalysed::TooManySentences);
        }
        Ok(parsed)
    }

    /// Cuts up an article that is known to be English, in which the stretch `unit` is one
    /// sentence, whatever its punctuation.
    pub fn with_unit(article: &'a Article, unit: Span) -> Self {
        Self::cut(article, Some(unit), &[], &Canceller::default(), usize::MAX)
    }

    /// Stops behind the paragraph in which there are more than `most` sentences. `apart` says of
    /// each paragraph why it is not analysed, if it is not.
    fn cut(
        article: &'a Article,
        unit: Option<Span>,
        apart: &[Option<NotAnalysed>],
        given_up: &Canceller,
        most: usize,
    ) -> Self {
        let text: &'a str = &article.text;
        let mut parsed = Self {
            article,
            tokens: Tokens::default(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            apart: Vec::new(),
            cut: 0,
            unit: None,
            given_up: given_up.clone(),
        };
        let mut parts = Vec::new();
        let mut marks = marks_of(article).into_iter();
        for (index, paragraph) in article.paragraphs.iter().enumerate() {
            if given_up.is_cancelled() || parts.len() + parsed.apart.len() > most {
                break;
            }
            let marks = marks.next().unwrap_or_default();
            // A heading is one unit, whatever its punctuation.
            let spans = if !paragraph.role.is_text() {
                vec![paragraph.span]
            } else if let Some(unit) = unit.filter(|unit| paragraph.span.overlaps(*unit)) {
                let before = Span::new(paragraph.span.start(), unit.start());
                let after = Span::new(unit.end(), paragraph.span.end());
                let mut spans = sentences(text, before);
                spans.extend(Some(unit.trimmed(text)).filter(|unit| !unit.is_empty()));
                spans.extend(sentences(text, after));
                spans
            } else {
                sentences(text, paragraph.span)
            };
            if let Some(why) = apart.get(index).copied().flatten() {
                parsed.apart.extend(spans.into_iter().map(|span| SetApart {
                    span,
                    paragraph: index,
                    why,
                    quoted: inside(&marks, span),
                }));
                continue;
            }
            parsed.quotations.extend(marks);
            for span in spans {
                // Sentence by sentence: where a space is missing, two sentences share no word.
                let from = parsed.tokens.len();
                parsed.tokens.extend(text, span);
                if parsed.tokens.len() == from {
                    continue;
                }
                // What was asked for as one unit stays one.
                let is_unit = unit.is_some_and(|unit| unit.overlaps(span));
                let pieces = if is_unit {
                    vec![span]
                } else {
                    pieces(&parsed.tokens, span)
                };
                parsed.cut += usize::from(pieces.len() > 1);
                let pieces = pieces.into_iter().map(|piece| piece.trimmed(text));
                parts.extend(pieces.map(|piece| (piece, index, paragraph.role)));
            }
        }
        parsed.unit = unit.and_then(|unit| {
            parts
                .iter()
                .position(|part: &(Span, _, _)| part.0.overlaps(unit))
        });
        parsed.sentences = parts
            .into_iter()
            .map(|(span, paragraph, role)| ParsedSentence {
                span,
                paragraph,
                role,
                tokens: parsed.tokens.inside(span),
                quotations: touching(&parsed.quotations, span),
            })
            .collect();
        parsed
    }

    /// The article's text.
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// Whether a sentence or heading asks.
    pub fn is_question(&self, sentence: &ParsedSentence) -> bool {
        let text = sentence.span.of(self.text());
        text.trim_end_matches(['’', '”', '"', '\'']).ends_with('?')
    }

    /// Whether the article is told in questions and answers: several of its headings ask.
    pub fn asks_in_headings(&self) -> bool {
        let asking = |sentence: &&ParsedSentence| {
            sentence.role == Role::Subheading && self.is_question(sentence)
        };
        self.sentences.iter().filter(asking).count() >= ASKING_HEADINGS
    }

    /// The quotations that touch a sentence.
    pub fn quotations_of(&self, sentence: &ParsedSentence) -> &[Quotation] {
        &self.quotations[sentence.quotations.clone()]
    }
}

/// The quotations of every paragraph. No quotation goes on over a heading.
fn marks_of(article: &Article) -> Vec<Vec<Quotation>> {
    let runs = article
        .paragraphs
        .chunk_by(|one, next| one.role.is_text() && next.role.is_text());
    runs.flat_map(|run| {
        let spans: Vec<Span> = run.iter().map(|paragraph| paragraph.span).collect();
        across(&article.text, &spans)
    })
    .collect()
}

/// A sentence in pieces of at most [`LONGEST`] tokens.
fn pieces(tokens: &Tokens, sentence: Span) -> Vec<Span> {
    let range = tokens.inside(sentence);
    if range.len() <= LONGEST {
        return vec![sentence];
    }
    let starts: Vec<usize> = range
        .step_by(LONGEST)
        .map(|token| tokens.as_slice()[token].span.start())
        .collect();
    let ends = starts[1..].iter().copied().chain([sentence.end()]);
    let starts = std::iter::once(sentence.start()).chain(starts[1..].iter().copied());
    starts
        .zip(ends)
        .map(|(start, end)| Span::new(start, end))
        .collect()
}

fn touching(marks: &[Quotation], span: Span) -> Range<usize> {
    let from = marks.partition_point(|mark| mark.outer.end() <= span.start());
    let to = marks.partition_point(|mark| mark.outer.start() < span.end());
    from..to.max(from)
}

/// The parts of a sentence that stand in quotation marks.
fn inside(marks: &[Quotation], span: Span) -> Vec<Span> {
    marks[touching(marks, span)]
        .iter()
        .filter_map(|mark| mark.outer.intersection(span))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::article;

    #[test]
    fn a_text_without_full_stops_is_cut_between_words_and_loses_none() {
        let text = format!("{}“far-off rain” it fell", "rain, ".repeat(600));
        let article = article(&text);
        let parsed = Parsed::of(&article);
        assert_eq!((parsed.sentences.len(), parsed.cut), (3, 1));
        let lengths = parsed
            .sentences
            .iter()
            .map(|sentence| sentence.tokens.len());
        assert!(lengths.clone().all(|length| length <= LONGEST));
        assert_eq!(lengths.sum::<usize>(), parsed.tokens.len());
        let pieces = parsed
            .sentences
            .iter()
            .map(|sentence| sentence.span.of(&text));
        assert_eq!(pieces.collect::<Vec<_>>().join(" "), text);
    }

    #[test]
    fn sentences_without_a_space_between_them_share_no_word() {
        let article = article("The strike had ended.The council met.");
        let parsed = Parsed::of(&article);
        let words: Vec<Vec<&str>> = parsed
            .sentences
            .iter()
            .map(|sentence| {
                let tokens = sentence.tokens.clone();
                tokens.map(|token| parsed.tokens.normal(token)).collect()
            })
            .collect();
        assert_eq!(
            words,
            [
                vec!["the", "strike", "had", "ended", "."],
                vec!["the", "council", "met", "."]
            ]
        );
    }

    #[test]
    fn what_is_asked_for_as_one_unit_stays_one() {
        let text = "rain ".repeat(600);
        let article = article(&text);
        let parsed = Parsed::with_unit(&article, Span::new(0, text.len()));
        assert_eq!(
            (parsed.sentences.len(), parsed.cut, parsed.unit),
            (1, 0, Some(0))
        );
    }
}
