//! Texts in, logits out.

use std::borrow::Cow;
use std::ops::Range;

use slantwise_encoder::{Framing, Network, WIDTH};

use super::ModelError;
use super::tokenizer::{Piece, Tokenizer};
use super::windows::{depth, window_around, windows};
use crate::model::Canceller;
use crate::model::id::sha256_hex;
use crate::text::code::codes;
use crate::text::{Plain, Span, TokenKind, Tokens};

/// So many texts are read before somebody looks whether they are still wanted.
pub(super) const AT_A_TIME: usize = 64;

/// What the model says about one sentence; all numbers but the last are logits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// That its wording is loaded.
    pub loaded: f32,
    /// That it is factual, mixed, the writer's opinion.
    pub opinion: [f32; 3],
    /// Its words and numbers in order. The spans count from the start of the text that was read.
    pub words: Vec<Word>,
    /// How many pieces were read, the marks at both ends included.
    pub pieces: f32,
    /// What it is about: numbers that lie close together for texts on like things.
    pub meaning: Vec<f32>,
}

impl Reading {
    /// What is left of the answer without the words in a place: the answer is the mean of what
    /// the pieces bring to it, and theirs are left out. The other words are not read again, so
    /// what these have done to their meaning stays.
    #[must_use]
    pub fn without(&self, place: Span) -> Self {
        let is_out = |word: &&Word| place.overlaps(word.span);
        let mut out = Brought::default();
        for word in self.words.iter().filter(is_out) {
            out.add(&word.brought);
        }
        let rest = (self.pieces - out.pieces).max(1.0);
        let less = |mean: f32, sum: f32| (mean * self.pieces - sum) / rest;
        Self {
            loaded: less(self.loaded, out.loaded),
            opinion: std::array::from_fn(|class| less(self.opinion[class], out.opinion[class])),
            words: self
                .words
                .iter()
                .filter(|word| !is_out(word))
                .copied()
                .collect(),
            pieces: rest,
            meaning: Vec::new(),
        }
    }
}

/// What pieces bring to the answer on their sentence, summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Brought {
    /// How many they are.
    pub pieces: f32,
    /// To `loaded`.
    pub loaded: f32,
    /// To `opinion`.
    pub opinion: [f32; 3],
}

impl Brought {
    fn add(&mut self, more: &Self) {
        self.pieces += more.pieces;
        self.loaded += more.loaded;
        for (sum, logit) in self.opinion.iter_mut().zip(more.opinion) {
            *sum += logit;
        }
    }
}

/// What the model says about one word: of its pieces the greatest logits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Its place.
    pub span: Span,
    /// That it is loaded.
    pub loaded: f32,
    /// What it brings to the answer that the sentence is not purely factual.
    pub judging: f32,
    /// What its pieces bring to the answer.
    pub brought: Brought,
}

impl Word {
    /// A word of which no piece is known yet.
    fn at(span: Span) -> Self {
        Self {
            span,
            loaded: f32::NEG_INFINITY,
            judging: f32::NEG_INFINITY,
            brought: Brought::default(),
        }
    }

    /// The same with one piece more.
    fn with(mut self, piece: &Self) -> Self {
        self.loaded = self.loaded.max(piece.loaded);
        self.judging = self.judging.max(piece.judging);
        self.brought.add(&piece.brought);
        self
    }
}

/// The tokenizer and the network, loaded.
pub struct Model {
    tokenizer: Tokenizer,
    pub(super) network: Network,
    name: String,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Model")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Model {
    /// Loads a network (an ONNX file) and its vocabulary (one word piece a line).
    ///
    /// For files that are known to be whole: a damaged network can be sound as ONNX and
    /// compute nonsense. [`Self::checked`] finds that out before.
    ///
    /// # Errors
    /// Where one of them is damaged, or they do not belong to this version of the program.
    pub fn from_bytes(
        network: impl Into<Cow<'static, [u8]>>,
        vocabulary: &str,
    ) -> Result<Self, ModelError> {
        let network = network.into();
        let digest = sha256_hex(&network);
        Self::load(network, vocabulary, &digest)
    }

    /// The same where the network's SHA-256 is known: a single changed bit is found.
    ///
    /// # Errors
    /// As for [`Self::from_bytes`], and where the file is another one.
    pub fn checked(
        network: impl Into<Cow<'static, [u8]>>,
        vocabulary: &str,
        sha256: &str,
    ) -> Result<Self, ModelError> {
        let network = network.into();
        let digest = sha256_hex(&network);
        if digest != sha256.trim() {
            return Err(ModelError::Damaged);
        }
        Self::load(network, vocabulary, &digest)
    }

    fn load(
        network: Cow<'static, [u8]>,
        vocabulary: &str,
        digest: &str,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            tokenizer: Tokenizer::from_vocabulary(vocabulary)?,
            network: Network::load(network)?,
            name: format!("slantwise-{}", &digest[..12]),
        })
    }

    /// Which model this is: a name that changes with every bit of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads sentences; the readings come in the same order.
    ///
    /// What is said about a text depends on nothing but the text. One that is longer than
    /// 110 word pieces is read in overlapping windows: the sentence's logits are their mean,
    /// a word's those of the window in which it lies deepest.
    ///
    /// # Errors
    /// Where the network fails on one of them.
    pub fn read(&self, texts: &[&str]) -> Result<Vec<Reading>, ModelError> {
        self.read_unless(texts, &Canceller::default())
    }

    /// The same, unless it is given up first.
    ///
    /// # Errors
    /// As for [`Self::read`], and [`ModelError::GivenUp`].
    pub fn read_unless(
        &self,
        texts: &[&str],
        given_up: &Canceller,
    ) -> Result<Vec<Reading>, ModelError> {
        let pieces: Vec<_> = texts.iter().map(|text| self.pieces(text)).collect();
        let windows: Vec<_> = pieces.iter().map(|pieces| windows(pieces.len())).collect();
        let ids: Vec<_> = pieces
            .iter()
            .zip(&windows)
            .flat_map(|(pieces, windows)| windows.iter().map(|window| &pieces[window.clone()]))
            .map(|pieces| self.ids(pieces))
            .collect();
        let mut framings = Vec::with_capacity(ids.len());
        for ids in ids.chunks(AT_A_TIME) {
            if given_up.is_cancelled() {
                return Err(ModelError::GivenUp);
            }
            framings.extend(self.network.framing(ids)?);
        }
        let mut framings = framings.into_iter();
        let readings = texts.iter().zip(&pieces).zip(&windows);
        Ok(readings
            .map(|((text, pieces), windows)| reading(text, pieces, windows, &mut framings))
            .collect())
    }

    /// Logits that the tone toward a target is negative, neutral, positive: for each text
    /// the target's place in it. Of a long text the 110 word pieces around it are read.
    ///
    /// # Errors
    /// Where the network fails on one of them.
    pub fn tone(&self, targets: &[(&str, Span)]) -> Result<Vec<[f32; 3]>, ModelError> {
        let marked: Vec<_> = targets
            .iter()
            .map(|(text, target)| self.marked(text, *target))
            .collect();
        Ok(self.network.tone(&marked)?)
    }

    /// The pieces of a text as it is matched, with their places in the text as it stands.
    pub(super) fn pieces(&self, text: &str) -> Vec<Piece> {
        let plain = Plain::of(text);
        let mut pieces = self.tokenizer.pieces(plain.text());
        // Of links and codes the network has seen scraps, and takes one for an insult.
        let codes = codes(plain.text());
        pieces.retain(|piece| {
            let next = codes.partition_point(|code| code.end() <= piece.span.start());
            let code = codes.get(next);
            !code.is_some_and(|code| code.overlaps(piece.span))
        });
        for piece in &mut pieces {
            piece.span = plain.source(piece.span);
        }
        pieces
    }

    /// The pieces around a target, and for each 1 where it is the target's.
    fn marked(&self, text: &str, target: Span) -> (Vec<i32>, Vec<i32>) {
        let pieces = self.pieces(text);
        let is_target = |piece: &Piece| piece.span.overlaps(target);
        let from = pieces.iter().position(is_target).unwrap_or_default();
        let to = pieces.iter().rposition(is_target).map_or(from, |at| at + 1);
        let pieces = &pieces[window_around(
            &Range {
                start: from,
                end: to,
            },
            pieces.len(),
        )];
        let ids = self.ids(pieces);
        let mut types = vec![0; ids.len()];
        for (place, piece) in types.iter_mut().skip(1).zip(pieces) {
            *place = i32::from(is_target(piece));
        }
        (ids, types)
    }

    pub(super) fn ids(&self, pieces: &[Piece]) -> Vec<i32> {
        let mut ids = Vec::with_capacity(pieces.len() + 2);
        ids.push(self.tokenizer.opening);
        ids.extend(pieces.iter().map(|piece| piece.id));
        ids.push(self.tokenizer.closing);
        ids
    }
}

/// What a text's windows, the next of `framings`, say together.
fn reading(
    text: &str,
    pieces: &[Piece],
    windows: &[Range<usize>],
    framings: &mut impl Iterator<Item = Framing>,
) -> Reading {
    let mut sentence = Mean::<4>::default();
    let mut meaning = Mean::<WIDTH>::default();
    // What is said of each piece, and how deep it lay in the window that said it.
    let mut said: Vec<Option<(usize, Word)>> = vec![None; pieces.len()];
    for (window, framing) in windows.iter().zip(framings) {
        sentence.add([&framing.loaded].into_iter().chain(&framing.opinion));
        meaning.add(framing.meaning.iter());
        let words = framing
            .words
            .iter()
            .zip(&framing.loadeds)
            .zip(&framing.opinions);
        // The first belongs to the mark before the text.
        for (piece, ((word, loaded), opinion)) in window.clone().zip(words.skip(1)) {
            let depth = depth(window, piece);
            if said[piece].is_none_or(|(known, _)| depth > known) {
                let word = Word {
                    span: pieces[piece].span,
                    loaded: *word,
                    judging: not_factual(*opinion),
                    brought: Brought {
                        pieces: 1.0,
                        loaded: *loaded,
                        opinion: *opinion,
                    },
                };
                said[piece] = Some((depth, word));
            }
        }
    }
    let [loaded, opinion @ ..] = sentence.get();
    #[expect(clippy::cast_precision_loss, reason = "pieces of a sentence")]
    let count = (pieces.len() + 2) as f32;
    let pieces: Vec<Word> = said.into_iter().flatten().map(|(_, word)| word).collect();
    Reading {
        loaded,
        opinion,
        words: words(text, &pieces),
        pieces: count,
        meaning: meaning.get().to_vec(),
    }
}

/// The mean of several windows' logits; all windows of a text are equally long.
#[derive(Debug)]
struct Mean<const N: usize> {
    sums: [f32; N],
    count: f32,
}

impl<const N: usize> Default for Mean<N> {
    fn default() -> Self {
        Self {
            sums: [0.0; N],
            count: 0.0,
        }
    }
}

impl<const N: usize> Mean<N> {
    fn add<'n>(&mut self, numbers: impl Iterator<Item = &'n f32>) {
        for (sum, number) in self.sums.iter_mut().zip(numbers) {
            *sum += number;
        }
        self.count += 1.0;
    }

    fn get(&self) -> [f32; N] {
        self.sums.map(|sum| sum / self.count.max(1.0))
    }
}

/// The words of a text from its pieces.
fn words(text: &str, pieces: &[Word]) -> Vec<Word> {
    let mut pieces = pieces.iter().peekable();
    let mut words = Vec::new();
    for token in Tokens::of(text, Span::new(0, text.len())).as_slice() {
        while pieces
            .next_if(|piece| piece.span.end() <= token.span.start())
            .is_some()
        {}
        let mut word = Word::at(token.span);
        while let Some(piece) = pieces.next_if(|piece| piece.span.end() <= token.span.end()) {
            word = word.with(piece);
        }
        // A piece that reaches beyond the word belongs to the next one too.
        if let Some(piece) = pieces.peek()
            && piece.span.overlaps(token.span)
        {
            word = word.with(piece);
        }
        if word.loaded.is_finite() && token.kind != TokenKind::Mark {
            words.push(word);
        }
    }
    words
}

/// Log-odds of “not purely factual” from the logits of factual, mixed and opinion.
pub fn not_factual([factual, mixed, opinion]: [f32; 3]) -> f32 {
    mixed.max(opinion) + (-(mixed - opinion).abs()).exp().ln_1p() - factual
}

/// Probabilities from logits that exclude each other, after division by `temperature`.
pub fn probabilities<const N: usize>(logits: [f32; N], temperature: f64) -> [f64; N] {
    let scaled = logits.map(|logit| f64::from(logit) / temperature);
    let greatest = scaled.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds = scaled.map(|logit| (logit - greatest).exp());
    let all: f64 = odds.iter().sum();
    odds.map(|odds| odds / all)
}
