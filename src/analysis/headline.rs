//! The headline against the body.
//!
//! The headline is cut into claims at its punctuation and at words that join clauses.
//! A claim is looked for in the body by the stems of its content words: names, numbers,
//! nouns, verbs. Whether the body then attributes it is asked of the sentence that has
//! most of it. A claim told in other words is missed, and the words of the result say
//! no more than that nothing repeats it.

use std::collections::HashSet;

use super::attribution::words::{Classes, words};
use super::label::{LabelInput, stand_in};
use super::neural::Model;
use super::parsed::SetApart;
use super::{Parsed, pipeline};
use crate::model::{
    Analysis, Confidence, HeadlineClaim, HeadlineComparison, Role, Sentiment, Settings, Support,
    TitleOrigin, Verdict,
};
use crate::text::stem::{alike, stem};
use crate::text::{Span, TokenKind, Tokens};

/// Share of a claim's words that a sentence must have.
const COVERED: f64 = 0.5;
/// And so many of them.
const WORDS: usize = 2;
/// How much a number counts where a word counts 1: it is repeated or it is another one.
const NUMBER: f64 = 1.5;
/// A sentence in the body's own words counts if it has this part of what the best has.
const NEARLY: f64 = 0.8;

/// A longer text, in bytes, is no headline, whatever its page calls it.
const LONGEST: usize = 1_000;

/// Words that join two claims.
const JOINTS: [&str; 11] = [
    "as", "after", "amid", "before", "while", "despite", "because", "but", "although", "though",
    "whereas",
];

/// Verbs that a headline puts behind a claim to attribute it.
const SAYING: [&str; 12] = [
    "say", "suggest", "show", "find", "report", "warn", "claim", "announce", "reveal", "indicate",
    "argue", "insist",
];

/// Compares the headline with the body; `None` where one of them is missing.
///
/// `model` is the one that made the analysis, if one did.
pub fn headline(
    parsed: &Parsed<'_>,
    analysis: &Analysis,
    model: Option<&Model>,
) -> Option<HeadlineComparison> {
    let body: Vec<Verdict> = analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.number.is_some())
        .filter_map(|sentence| sentence.verdict().copied())
        .collect();
    if body.is_empty() {
        return None;
    }
    let told = Told::of(parsed, analysis, model)?;
    let mean = |of: &dyn Fn(&Verdict) -> f64| {
        let sum: f64 = body.iter().map(of).sum();
        #[expect(
            clippy::cast_precision_loss,
            reason = "sentence counts are far below 2^52"
        )]
        let count = body.len() as f64;
        sum / count
    };
    let loaded = told.verdict.probabilities.loaded;
    let stemmed = stemmed_body(parsed, analysis);
    Some(HeadlineComparison {
        sentence: told.index,
        loaded,
        loaded_body: Confidence::from_fraction(mean(&|verdict| {
            verdict.probabilities.loaded.fraction()
        })),
        as_loaded: body
            .iter()
            .filter(|verdict| verdict.probabilities.loaded >= loaded)
            .count(),
        sentences: body.len(),
        marked: told.marked,
        sentiment: told.verdict.sentiment,
        sentiment_body: Sentiment::from_compound(mean(&|verdict| verdict.sentiment.compound())),
        claims: claims(&told.text)
            .into_iter()
            .map(|claim| HeadlineClaim {
                span: claim.span,
                is_attributed: claim.is_attributed
                    || told
                        .attributed
                        .iter()
                        .any(|content| content.overlaps(claim.span)),
                support: support(&stemmed, analysis, &claim),
            })
            .collect(),
        text: told.text,
    })
}

/// A headline with what is said of it.
struct Told {
    text: String,
    index: Option<usize>,
    verdict: Verdict,
    /// What it attributes or quotes, counted from its own start.
    attributed: Vec<Span>,
    /// The marked words, counted likewise.
    marked: Vec<Span>,
}

impl Told {
    /// The headline in the text, or else the one in the page's description. First words
    /// or a file's name that stand in for a headline are none.
    fn of(parsed: &Parsed<'_>, analysis: &Analysis, model: Option<&Model>) -> Option<Self> {
        let in_text = parsed
            .sentences
            .iter()
            .position(|part| part.role == Role::Headline);
        if let Some(index) = in_text {
            let span = parsed.sentences[index].span;
            return Self::at(span.of(parsed.text()), analysis, index, Some(index));
        }
        let is_headline = |part: &SetApart| {
            let paragraph = parsed.article.paragraphs.get(part.paragraph);
            paragraph.is_some_and(|paragraph| paragraph.role == Role::Headline)
        };
        let title = &parsed.article.title;
        let has_length = (1..=LONGEST).contains(&title.text.trim().len());
        if parsed.apart.iter().any(is_headline)
            || title.origin != TitleOrigin::Metadata
            || !has_length
        {
            return None;
        }
        let input = LabelInput {
            text: &title.text,
            ..LabelInput::default()
        };
        let (mut article, unit) = stand_in(&input);
        for paragraph in &mut article.paragraphs {
            paragraph.role = Role::Headline;
        }
        let alone = Parsed::with_unit(&article, unit);
        let analysis = pipeline::analyse_parsed(&alone, &Settings::default(), model);
        Self::at(&title.text, &analysis, 0, None)
    }

    fn at(text: &str, analysis: &Analysis, at: usize, index: Option<usize>) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let sentence = analysis.sentences.get(at)?;
        let start = sentence.span.start();
        let moved = |span: &Span| {
            let is_here = sentence.span.contains(*span);
            is_here.then(|| Span::new(span.start() - start, span.end() - start))
        };
        let attributed = analysis
            .attributions
            .iter()
            .filter(|attribution| attribution.sentence == at)
            .flat_map(|attribution| &attribution.content)
            .chain(&sentence.quoted)
            .filter_map(moved)
            .collect();
        let marked = sentence
            .findings
            .iter()
            .filter_map(|index| moved(&analysis.findings.get(*index)?.span))
            .collect();
        Some(Self {
            text: text.to_owned(),
            index,
            attributed,
            marked,
            verdict: *sentence.verdict()?,
        })
    }
}

/// A claim on the way to being looked for.
#[derive(Default)]
struct Claim {
    span: Span,
    /// Stems of its content words, each once, with what each counts.
    stems: Vec<(String, f64)>,
    /// Whether a joining word stands before it.
    follows_joint: bool,
    /// Whether it holds a verb of saying.
    says: bool,
    /// Whether a verb of saying beside it makes it somebody's.
    is_attributed: bool,
}

/// What ends a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// A colon: what stands before may say who speaks, or what kind of article follows.
    Colon,
    /// Another mark, or the end of the headline.
    Mark,
    /// A word that joins two claims.
    Joint,
}

/// Cuts a headline into claims.
fn claims(text: &str) -> Vec<Claim> {
    let tokens = Tokens::of(text, Span::new(0, text.len()));
    let mut claims: Vec<Claim> = Vec::new();
    let mut open = Claim::default();
    for (index, token) in tokens.as_slice().iter().enumerate() {
        let normal = tokens.normal(index);
        let mark = (token.kind == TokenKind::Mark).then_some(normal);
        match mark {
            // What somebody asks is not what somebody says.
            Some("?") => open = Claim::default(),
            Some("\"" | "“" | "”" | "'" | "‘" | "’" | "%" | "$" | "£" | "€") => {}
            Some(":") => close(&mut claims, &mut open, End::Colon),
            Some(_) => close(&mut claims, &mut open, End::Mark),
            None if JOINTS.contains(&normal) => close(&mut claims, &mut open, End::Joint),
            None => open.add(token.span, normal, token.kind),
        }
    }
    close(&mut claims, &mut open, End::Mark);
    claims
}

impl Claim {
    fn add(&mut self, span: Span, normal: &str, kind: TokenKind) {
        self.span = if self.span.is_empty() {
            span
        } else {
            self.span.cover(span)
        };
        match content(normal, kind) {
            Content::Word(stem, counts) => {
                if self.stems.iter().all(|(known, _)| *known != stem) {
                    self.stems.push((stem, counts));
                }
            }
            Content::Saying => self.says = true,
            Content::None => {}
        }
    }

    /// Takes in a piece that is no claim by itself.
    fn join(&mut self, piece: Self) {
        self.span = self.span.cover(piece.span);
        self.is_attributed |= piece.says;
        if !piece.says {
            self.stems.extend(piece.stems);
        }
    }
}

/// Ends a claim. One word is none, and neither are two after a joining word: `after
/// nine days`. They belong to what stands before, or else to what follows.
fn close(claims: &mut Vec<Claim>, open: &mut Claim, end: End) {
    let least = if open.follows_joint { WORDS + 1 } else { WORDS };
    if open.stems.len() >= least {
        claims.push(std::mem::take(open));
    } else if let Some(last) = claims.last_mut().filter(|_| !open.span.is_empty()) {
        last.join(std::mem::take(open));
    } else if end == End::Colon {
        *open = Claim::default();
    }
    open.follows_joint = end == End::Joint;
}

/// What a word gives to a claim.
enum Content {
    /// The stem of a name, number, noun or verb, with what it counts.
    Word(String, f64),
    /// A verb of saying.
    Saying,
    /// A small word.
    None,
}

fn content(normal: &str, kind: TokenKind) -> Content {
    let stem = stem(normal);
    if kind == TokenKind::Number || stem.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Content::Word(stem, NUMBER);
    }
    let word = words().of(normal);
    if word.verb.is_some_and(|verb| SAYING.contains(&verb.lemma)) {
        return Content::Saying;
    }
    let small = Classes::FUNCTION
        .with(Classes::QUANTIFIER)
        .with(Classes::TIME);
    if word.classes.any(small) {
        Content::None
    } else {
        Content::Word(stem, 1.0)
    }
}

/// A sentence that has a part of a claim.
struct Found {
    sentence: usize,
    covered: f64,
    /// Where the words are.
    places: Vec<Span>,
}

/// The stems of a numbered sentence, each with its word's place.
struct Stemmed {
    sentence: usize,
    stems: Vec<(String, Span)>,
}

/// What the body tells, to be searched for every claim.
fn stemmed_body(parsed: &Parsed<'_>, analysis: &Analysis) -> Vec<Stemmed> {
    (0..analysis.sentences.len())
        .filter(|index| analysis.sentences[*index].number.is_some())
        .map(|index| stemmed(parsed, index))
        .collect()
}

fn stemmed(parsed: &Parsed<'_>, sentence: usize) -> Stemmed {
    let mut stems = Vec::new();
    for index in parsed.sentences[sentence].tokens.clone() {
        let token = parsed.tokens.as_slice()[index];
        if token.kind == TokenKind::Mark {
            continue;
        }
        // `nine-day` has the words of “nine days”.
        let normal = parsed.tokens.normal(index);
        let parts = normal.contains('-').then(|| normal.split('-'));
        let words = std::iter::once(normal).chain(parts.into_iter().flatten());
        stems.extend(words.map(|word| (stem(word), token.span)));
    }
    Stemmed { sentence, stems }
}

fn support(body: &[Stemmed], analysis: &Analysis, claim: &Claim) -> Support {
    let total: f64 = claim.stems.iter().map(|(_, counts)| counts).sum();
    let found: Vec<Found> = body
        .iter()
        .map(|sentence| look(sentence, claim))
        .filter(|found| found.places.len() >= WORDS && found.covered >= COVERED * total)
        .collect();
    let most = found.iter().map(|found| found.covered).fold(0.0, f64::max);
    let mut best: Option<&Found> = None;
    for found in found.iter().filter(|found| found.covered >= NEARLY * most) {
        if matches!(given(analysis, found), Support::Stated { .. }) {
            best = Some(found);
            break;
        }
        if best.is_none_or(|best| found.covered > best.covered) {
            best = Some(found);
        }
    }
    best.map_or(Support::Missing, |found| given(analysis, found))
}

/// What a sentence has of a claim.
fn look(of: &Stemmed, claim: &Claim) -> Found {
    let mut known = HashSet::new();
    let mut found = Found {
        sentence: of.sentence,
        covered: 0.0,
        places: Vec::new(),
    };
    for (stem, span) in &of.stems {
        let place = claim.stems.iter().position(|(own, _)| alike(own, stem));
        if let Some(place) = place
            && known.insert(place)
        {
            found.covered += claim.stems[place].1;
            found.places.push(*span);
        }
    }
    found
}

/// How a sentence gives what was found in it: as somebody's, where most of the words are
/// in what somebody says, or as the article's own.
fn given(analysis: &Analysis, found: &Found) -> Support {
    let sentence = found.sentence;
    let inside = |contents: &[Span]| {
        let places = found.places.iter();
        places
            .filter(|place| contents.iter().any(|content| content.contains(**place)))
            .count()
    };
    analysis
        .attributions
        .iter()
        .filter(|attribution| attribution.sentence == sentence)
        .map(|attribution| (inside(&attribution.content), attribution.source))
        .filter(|(count, _)| count * 2 >= found.places.len())
        .max_by_key(|(count, source)| (*count, source.is_some()))
        .map_or(Support::Stated { sentence }, |(_, source)| {
            Support::Attributed { sentence, source }
        })
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyse;
    use crate::model::testing::titled;
    use crate::model::{
        Analysis, Article, HeadlineComparison, Role, Settings, Support, TitleOrigin,
    };

    fn compared(article: &Article) -> (Analysis, HeadlineComparison) {
        let analysis = analyse(article, &Settings::default());
        let headline = analysis.headline.clone().unwrap();
        (analysis, headline)
    }

    fn verdicts(title: &str, body: &str) -> Vec<(String, &'static str)> {
        let (_, headline) = compared(&titled(title, &[body]));
        headline
            .claims
            .iter()
            .map(|claim| (claim.words(&headline).to_owned(), claim.support.name()))
            .collect()
    }

    #[test]
    fn a_claim_that_the_body_attributes_names_the_source() {
        let article = titled(
            "Lock gates fail before spring flood",
            &[
                "It rained for a week. The lock gates failed two days before the flood, engineer Ada Krogh said.",
            ],
        );
        let (analysis, headline) = compared(&article);
        let claim = &headline.claims[0];
        assert!(!claim.is_attributed);
        assert_eq!(
            claim.verdict(&analysis),
            "The body attributes this to Ada Krogh; the headline does not."
        );
        assert_eq!(claim.support.sentence(), Some(2));
    }

    #[test]
    fn a_claim_in_the_bodys_own_words_is_told_from_one_that_nothing_repeats() {
        assert_eq!(
            verdicts(
                "Ferry to Holm sinks as captain sleeps through alarm",
                "The ferry to Holm sank on Monday. All forty passengers were saved."
            ),
            [
                ("Ferry to Holm sinks".to_owned(), "stated"),
                ("captain sleeps through alarm".to_owned(), "missing"),
            ]
        );
    }

    #[test]
    fn what_the_body_says_itself_is_not_laid_on_the_one_who_repeats_it() {
        assert_eq!(
            verdicts(
                "Bridge in Varde closes for repairs",
                "The bridge in Varde will close for repairs, the mayor said. The bridge in Varde closed for repairs on Friday."
            )[0]
            .1,
            "stated"
        );
    }

    #[test]
    fn a_headline_that_attributes_by_itself_says_so() {
        let article = titled(
            "Tea may slow hair loss, study suggests",
            &["Tea may slow the loss of hair, according to a study of 40 men."],
        );
        let (analysis, headline) = compared(&article);
        assert_eq!(headline.claims.len(), 1);
        assert!(headline.claims[0].is_attributed);
        assert!(
            headline.claims[0]
                .verdict(&analysis)
                .starts_with("The headline attributes it, and so does the body")
        );
    }

    #[test]
    fn questions_kickers_and_short_phrases_are_no_claims() {
        let body = "The tower leans by two degrees.";
        assert!(verdicts("Who will save the old tower?", body).is_empty());
        assert_eq!(
            verdicts("Analysis: tower leans after nine days", body)[0].0,
            "tower leans after nine days"
        );
    }

    #[test]
    fn a_loaded_headline_over_a_sober_body_is_called_so() {
        let body = [
            "The council voted 14 to 9 on Monday to move the market to the harbour.",
            "The move costs 3 million crowns, according to the treasurer.",
            "The first market day there is in May.",
        ];
        let (_, loaded) = compared(&titled(
            "Shameless council betrays loyal traders in a disgraceful farce",
            &body,
        ));
        assert!(!loaded.marked.is_empty());
        assert!(
            loaded
                .wording()
                .starts_with("The headline is worded in a more loaded way"),
            "{}",
            loaded.wording()
        );
        assert!(
            loaded
                .tone()
                .is_some_and(|tone| tone.contains("more negative"))
        );
        let (_, sober) = compared(&titled("Council moves market to harbour", &body));
        assert!(
            !sober.wording().contains("more loaded way"),
            "{}",
            sober.wording()
        );
    }

    #[test]
    fn a_headline_that_only_the_page_gives_is_compared_too() {
        let mut article = titled(
            "Ferry sinks off Holm",
            &["The ferry sank off Holm on Monday."],
        );
        let (_, in_text) = compared(&article);
        article
            .paragraphs
            .retain(|part| part.role != Role::Headline);
        article.title.origin = TitleOrigin::Metadata;
        let (_, in_page) = compared(&article);
        assert_eq!((in_text.sentence, in_page.sentence), (Some(0), None));
        assert_eq!(in_page.loaded, in_text.loaded);
        assert_eq!(in_page.claims.len(), 1);
        assert_eq!(in_page.claims[0].support, Support::Stated { sentence: 0 });
    }

    #[test]
    fn without_a_headline_or_a_body_nothing_is_compared() {
        let settings = Settings::default();
        let mut article = titled("Only a line", &[]);
        assert_eq!(analyse(&article, &settings).headline, None);
        article = titled("First words of it", &["The ferry sank."]);
        article
            .paragraphs
            .retain(|part| part.role != Role::Headline);
        article.title.origin = TitleOrigin::FirstWords;
        assert_eq!(analyse(&article, &settings).headline, None);
    }
}
