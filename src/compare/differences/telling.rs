//! What one article tells of a story point, and how: the facts that differences rest on.

use std::collections::{HashMap, HashSet};

use super::figures::{Figure, figures};
use crate::model::{Analysis, Article, Device, Layer, Sentence, Side, SourceKind, Voice, VoiceRow};
use crate::text::content::{ContentKind, content_words};

/// Who or what a telling rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    /// Sources one could ask, by name, in order.
    Named(Vec<String>),
    /// Somebody whom nobody could ask.
    Vague,
    /// Nobody: the article says so itself.
    Own,
}

/// How one article tells one point.
#[derive(Clone, Debug)]
pub(super) struct Telling<'a> {
    /// Index of the article in the comparison.
    pub(super) article: usize,
    /// Its sentences that tell it.
    pub(super) sentences: &'a [usize],
    /// Whose words they are.
    pub(super) basis: Basis,
    /// Whether the outlet judges in its own voice.
    pub(super) frames: bool,
    /// Whether somebody else's judgement is given.
    pub(super) quotes_judgement: bool,
    /// Its figures, as `(figure, words)`.
    pub(super) figures: Vec<(Figure, &'a str)>,
    /// The outlet's marked words, without repeats.
    pub(super) marked: Vec<&'a str>,
    /// Number of the first of the sentences, and how many the article has.
    pub(super) place: (usize, usize),
}

impl Telling<'_> {
    /// Its passages.
    pub(super) fn side(&self) -> Side {
        Side {
            article: self.article,
            sentences: self.sentences.to_vec(),
        }
    }
}

/// The articles of a comparison, and who is heard in which of their sentences.
pub(super) struct Told<'a> {
    articles: &'a [(&'a Article, &'a Analysis)],
    /// By index of the article and start of the sentence.
    heard: HashMap<(usize, usize), Vec<(&'a str, SourceKind)>>,
    /// The numbers in each article.
    numbers: Vec<HashSet<String>>,
}

impl<'a> Told<'a> {
    pub(super) fn new(articles: &'a [(&'a Article, &'a Analysis)], voices: &'a [VoiceRow]) -> Self {
        let mut heard: HashMap<_, Vec<_>> = HashMap::new();
        for row in voices {
            for (article, cell) in row.cells.iter().enumerate() {
                for passage in cell.iter().flat_map(|cell| &cell.passages) {
                    let here = heard.entry((article, passage.span.start())).or_default();
                    here.push((row.source.as_str(), row.kind));
                }
            }
        }
        let numbers = articles
            .iter()
            .map(|(article, _)| {
                let words = content_words(&article.text).into_iter();
                let numbers = words.filter(|word| word.kind == ContentKind::Number);
                numbers.map(|word| word.stem).collect()
            })
            .collect();
        Self {
            articles,
            heard,
            numbers,
        }
    }

    /// How an article tells what these sentences of it tell.
    pub(super) fn telling(&self, article: usize, sentences: &'a [usize]) -> Telling<'a> {
        let (text, analysis) = (&self.articles[article].0.text, self.articles[article].1);
        let here = || sentences.iter().map(|index| &analysis.sentences[*index]);
        let judged = |layer: Layer| here().any(|sentence| sentence.layer() == Some(layer));
        let figures = here().flat_map(|sentence| {
            let words = sentence.span.of(text);
            let found = figures(words).into_iter();
            found.map(move |figure| {
                let of = figure.span.of(words);
                (figure, of)
            })
        });
        let first = here().find_map(|sentence| sentence.number).unwrap_or(1);
        Telling {
            article,
            sentences,
            basis: self.basis(article, sentences),
            frames: judged(Layer::Framing),
            quotes_judgement: judged(Layer::Voices),
            figures: figures.collect(),
            marked: marked(text, analysis, here()),
            place: (first, analysis.summary.sentences.max(1)),
        }
    }

    fn basis(&self, article: usize, sentences: &[usize]) -> Basis {
        let analysis = self.articles[article].1;
        let (mut names, mut is_vague) = (Vec::new(), false);
        for index in sentences {
            let sentence = &analysis.sentences[*index];
            let voice = sentence.verdict().map(|verdict| verdict.voice);
            is_vague |= voice == Some(Voice::Vague);
            if voice != Some(Voice::Attributed) {
                continue;
            }
            let heard = self.heard.get(&(article, sentence.span.start()));
            for (name, kind) in heard.into_iter().flatten() {
                if *kind == SourceKind::Vague {
                    is_vague = true;
                } else if !names.iter().any(|known| known == name) {
                    names.push((*name).to_owned());
                }
            }
        }
        names.sort_unstable();
        match (names.is_empty(), is_vague) {
            (false, _) => Basis::Named(names),
            (true, true) => Basis::Vague,
            (true, false) => Basis::Own,
        }
    }

    /// Whether an article has a number anywhere, whatever it counts there.
    pub(super) fn has_anywhere(&self, article: usize, value: &str) -> bool {
        self.numbers[article].contains(value)
    }
}

/// Words of the outlet that are marked as judging, in reading order, without repeats.
fn marked<'a>(
    text: &'a str,
    analysis: &'a Analysis,
    sentences: impl Iterator<Item = &'a Sentence>,
) -> Vec<&'a str> {
    let mut words: Vec<&str> = Vec::new();
    for finding in sentences.flat_map(|sentence| &sentence.findings) {
        let finding = &analysis.findings[*finding];
        let own = !finding.quoted && finding.voice != Voice::Attributed;
        let here = finding.span.of(text);
        let one_line = !here.contains('\n');
        if own && one_line && finding.device != Device::VagueAttribution && !words.contains(&here) {
            words.push(here);
        }
    }
    words
}
