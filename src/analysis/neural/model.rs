//! Texts in, logits out.

use std::borrow::Cow;
use std::ops::Range;

use slantwise_encoder::{Answer, KINDS, Network, Text, WIDTH};

use super::ModelError;
use super::tokenizer::{Piece, Tokenizer};
use super::windows::{deepest, depth, windows};
use crate::model::Canceller;
use crate::model::id::sha256_hex;
use crate::text::code::codes;
use crate::text::{Plain, Span, TokenKind, Tokens};

/// So many texts are read before somebody looks whether they are still wanted.
pub(super) const AT_A_TIME: usize = 64;

/// A text to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked<'t> {
    /// One sentence, mostly.
    pub text: &'t str,
    /// Toward whom the tone is asked: their places in the text.
    pub targets: Vec<Span>,
}

impl<'t> Asked<'t> {
    /// A text of which no tone is asked.
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            targets: Vec::new(),
        }
    }
}

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
    /// For each target, that the tone toward it is negative, neutral, positive.
    pub tones: Vec<[f32; 3]>,
    /// What it is about: numbers that lie close together for texts on like things.
    pub meaning: Vec<f32>,
}

impl Reading {
    /// What is left of the answer without the words in some places: the answer is the mean of
    /// what the pieces bring to it, and theirs are left out. The other words are not read again,
    /// so what these have done to their meaning stays.
    #[must_use]
    pub fn without(&self, places: &[Span]) -> Self {
        let is_out = |word: &&Word| places.iter().any(|place| place.overlaps(word.span));
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
            tones: Vec::new(),
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
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Word {
    /// Its place.
    pub span: Span,
    /// That it is loaded.
    pub loaded: f32,
    /// That it belongs to the words that carry a judgement.
    pub judging: f32,
    /// Which kind of judgement, in the order of `training/data.py`; the sum over its pieces.
    pub kinds: [f32; KINDS],
    /// What it brings to the answer that the sentence is not purely factual.
    pub opinion: f32,
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
            kinds: [0.0; KINDS],
            opinion: f32::NEG_INFINITY,
            brought: Brought::default(),
        }
    }

    /// The same with one piece more.
    fn with(mut self, piece: &Self) -> Self {
        self.loaded = self.loaded.max(piece.loaded);
        self.judging = self.judging.max(piece.judging);
        self.opinion = self.opinion.max(piece.opinion);
        for (sum, logit) in self.kinds.iter_mut().zip(piece.kinds) {
            *sum += logit;
        }
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
    /// a word's and a target's those of the window in which it lies deepest.
    ///
    /// # Errors
    /// Where the network fails on one of them.
    pub fn read(&self, texts: &[&str]) -> Result<Vec<Reading>, ModelError> {
        let asked: Vec<_> = texts.iter().map(|text| Asked::of(text)).collect();
        self.read_unless(&asked, &Canceller::default())
    }

    /// Logits that the tone toward somebody in a text is negative, neutral, positive.
    ///
    /// # Errors
    /// Where the network fails.
    pub fn tone(&self, text: &str, target: Span) -> Result<[f32; 3], ModelError> {
        let asked = Asked {
            text,
            targets: vec![target],
        };
        let readings = self.read_unless(&[asked], &Canceller::default())?;
        let tone = readings.first().and_then(|reading| reading.tones.first());
        Ok(tone.copied().unwrap_or_default())
    }

    /// Reads sentences, and the tones in them in the same pass, unless it is given up first.
    ///
    /// # Errors
    /// As for [`Self::read`], and [`ModelError::GivenUp`].
    pub fn read_unless(
        &self,
        asked: &[Asked<'_>],
        given_up: &Canceller,
    ) -> Result<Vec<Reading>, ModelError> {
        let cut: Vec<_> = asked
            .iter()
            .map(|asked| Cut::of(asked, self.pieces(asked.text)))
            .collect();
        let texts: Vec<Text> = cut.iter().flat_map(|cut| self.texts(cut)).collect();
        let mut answers = Vec::with_capacity(texts.len());
        for texts in texts.chunks(AT_A_TIME) {
            if given_up.is_cancelled() {
                return Err(ModelError::GivenUp);
            }
            answers.extend(self.network.read(texts)?);
        }
        let mut answers = answers.into_iter();
        let readings = asked.iter().zip(&cut);
        Ok(readings
            .map(|(asked, cut)| reading(asked.text, cut, &mut answers))
            .collect())
    }

    /// What the network is asked of a text, window by window.
    pub(super) fn texts(&self, cut: &Cut) -> Vec<Text> {
        let windows = cut.windows.iter().enumerate();
        windows
            .map(|(at, window)| {
                let mut ids = Vec::with_capacity(window.len() + 2);
                ids.push(self.tokenizer.opening);
                ids.extend(cut.pieces[window.clone()].iter().map(|piece| piece.id));
                ids.push(self.tokenizer.closing);
                // The first piece is the mark before the text.
                let inside =
                    |place: usize| place.clamp(window.start, window.end) - window.start + 1;
                let targets = cut.targets.iter().filter(|(_, of)| *of == at);
                let targets = targets.map(|(target, _)| inside(target.start)..inside(target.end));
                Text {
                    ids,
                    targets: targets.collect(),
                }
            })
            .collect()
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
}

/// A text in pieces.
pub(super) struct Cut {
    pub(super) pieces: Vec<Piece>,
    pub(super) windows: Vec<Range<usize>>,
    /// Each target's pieces, and the window in which they are asked about.
    targets: Vec<(Range<usize>, usize)>,
}

impl Cut {
    pub(super) fn of(asked: &Asked<'_>, pieces: Vec<Piece>) -> Self {
        let windows = windows(pieces.len());
        let target = |target: &Span| {
            let is_target = |piece: &Piece| piece.span.overlaps(*target);
            let from = pieces.iter().position(is_target).unwrap_or_default();
            let to = pieces.iter().rposition(is_target).map_or(from, |at| at + 1);
            let window = deepest(&windows, usize::midpoint(from, to));
            (from..to, window)
        };
        let targets = asked.targets.iter().map(target).collect();
        Self {
            pieces,
            windows,
            targets,
        }
    }
}

/// What a text's windows, the next of `answers`, say together.
fn reading(text: &str, cut: &Cut, answers: &mut impl Iterator<Item = Answer>) -> Reading {
    let mut sentence = Mean::<4>::default();
    let mut meaning = Mean::<WIDTH>::default();
    let mut tones = vec![[0.0; 3]; cut.targets.len()];
    // What is said of each piece, and how deep it lay in the window that said it.
    let mut said: Vec<Option<(usize, Word)>> = vec![None; cut.pieces.len()];
    for ((at, window), answer) in cut.windows.iter().enumerate().zip(answers) {
        sentence.add([&answer.loaded].into_iter().chain(&answer.opinion));
        meaning.add(answer.meaning.iter());
        let here = tones.iter_mut().zip(&cut.targets);
        let here = here.filter(|(_, (_, of))| *of == at);
        for ((tone, _), answered) in here.zip(&answer.tones) {
            *tone = *answered;
        }
        for piece in window.clone() {
            let depth = depth(window, piece);
            if said[piece].is_none_or(|(known, _)| depth > known) {
                // The first is the mark before the text.
                let word = word(cut.pieces[piece].span, &answer, piece - window.start + 1);
                said[piece] = Some((depth, word));
            }
        }
    }
    let [loaded, opinion @ ..] = sentence.get();
    #[expect(clippy::cast_precision_loss, reason = "pieces of a sentence")]
    let count = (cut.pieces.len() + 2) as f32;
    let pieces: Vec<Word> = said.into_iter().flatten().map(|(_, word)| word).collect();
    Reading {
        loaded,
        opinion,
        words: words(text, &pieces),
        pieces: count,
        tones,
        meaning: meaning.get().to_vec(),
    }
}

/// What an answer says of one piece.
fn word(span: Span, answer: &Answer, piece: usize) -> Word {
    Word {
        span,
        loaded: answer.words[piece],
        judging: answer.judging[piece],
        kinds: answer.kinds[piece],
        opinion: not_factual(answer.opinions[piece]),
        brought: Brought {
            pieces: 1.0,
            loaded: answer.loadeds[piece],
            opinion: answer.opinions[piece],
        },
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
