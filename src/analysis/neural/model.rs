//! Texts in, logits out.

use std::borrow::Cow;
use std::ops::Range;

use super::ModelError;
use super::network::{Network, Output};
use super::tokenizer::{Piece, Tokenizer};
use super::windows::{depth, window_around, windows};
use crate::model::id::sha256_hex;
use crate::text::{Span, TokenKind, Tokens};

/// What the model says about one sentence; all numbers are logits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// That its wording is loaded.
    pub loaded: f32,
    /// That it is factual, mixed, the writer's opinion.
    pub opinion: [f32; 3],
    /// Its words and numbers in order, each with the greatest logit of its pieces that it
    /// is loaded. The spans count from the start of the text that was read.
    pub words: Vec<(Span, f32)>,
}

/// The tokenizer and the network, loaded.
pub struct Model {
    tokenizer: Tokenizer,
    network: Network,
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
    /// compute nonsense, or without end. [`Self::checked`] finds that out before.
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
        texts.iter().map(|text| self.read_one(text)).collect()
    }

    /// Logits that the tone toward a target is negative, neutral, positive: for each text
    /// the target's place in it. Of a long text the 110 word pieces around it are read.
    ///
    /// # Errors
    /// Where the network fails on one of them.
    pub fn tone(&self, targets: &[(&str, Span)]) -> Result<Vec<[f32; 3]>, ModelError> {
        targets
            .iter()
            .map(|(text, target)| self.tone_one(text, *target))
            .collect()
    }

    fn read_one(&self, text: &str) -> Result<Reading, ModelError> {
        let pieces = self.tokenizer.pieces(text);
        let windows = windows(pieces.len());
        let mut sentence = Mean::<4>::default();
        // For each piece its logit, and how deep it lay in the window that gave it.
        let mut logits: Vec<Option<(usize, f32)>> = vec![None; pieces.len()];
        for window in windows {
            let ids = self.ids(&pieces[window.clone()]);
            let types = vec![0; ids.len()];
            let [loaded, opinion, words] =
                self.network
                    .run(ids, types, [Output::Loaded, Output::Opinion, Output::Words])?;
            sentence.add(loaded.iter().chain(&opinion));
            // The first number belongs to the mark before the text.
            for (piece, logit) in window.clone().zip(words.into_iter().skip(1)) {
                let depth = depth(&window, piece);
                if logits[piece].is_none_or(|(known, _)| depth > known) {
                    logits[piece] = Some((depth, logit));
                }
            }
        }
        let [loaded, opinion @ ..] = sentence.get();
        let logits = logits
            .into_iter()
            .map(|known| known.map(|(_, logit)| logit));
        Ok(Reading {
            loaded,
            opinion,
            words: words(text, pieces.iter().zip(logits)),
        })
    }

    fn tone_one(&self, text: &str, target: Span) -> Result<[f32; 3], ModelError> {
        let pieces = self.tokenizer.pieces(text);
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
        let [tone] = self.network.run(ids, types, [Output::Tone])?;
        tone.try_into().map_err(|_length| ModelError::Damaged)
    }

    fn ids(&self, pieces: &[Piece]) -> Vec<i32> {
        let mut ids = Vec::with_capacity(pieces.len() + 2);
        ids.push(self.tokenizer.opening);
        ids.extend(pieces.iter().map(|piece| piece.id));
        ids.push(self.tokenizer.closing);
        ids
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

/// The words of a text with the greatest logit of their pieces.
fn words<'p>(
    text: &str,
    pieces: impl Iterator<Item = (&'p Piece, Option<f32>)>,
) -> Vec<(Span, f32)> {
    let mut pieces = pieces.peekable();
    let mut words = Vec::new();
    for token in Tokens::of(text, Span::new(0, text.len())).as_slice() {
        while pieces
            .next_if(|(piece, _)| piece.span.end() <= token.span.start())
            .is_some()
        {}
        let mut greatest: Option<f32> = None;
        while let Some((_, logit)) =
            pieces.next_if(|(piece, _)| piece.span.end() <= token.span.end())
        {
            greatest = greatest.into_iter().chain(logit).reduce(f32::max);
        }
        // A piece that reaches beyond the word belongs to the next one too.
        if let Some((piece, logit)) = pieces.peek()
            && piece.span.overlaps(token.span)
        {
            greatest = greatest.into_iter().chain(*logit).reduce(f32::max);
        }
        if let Some(greatest) = greatest.filter(|_| token.kind != TokenKind::Mark) {
            words.push((token.span, greatest));
        }
    }
    words
}

/// Probabilities from logits that exclude each other, after division by `temperature`.
pub fn probabilities<const N: usize>(logits: [f32; N], temperature: f64) -> [f64; N] {
    let scaled = logits.map(|logit| f64::from(logit) / temperature);
    let greatest = scaled.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds = scaled.map(|logit| (logit - greatest).exp());
    let all: f64 = odds.iter().sum();
    odds.map(|odds| odds / all)
}
