//! The network: a sentence encoder with two branches, its weights from an ONNX file.
//!
//! Six layers, of which the lower three are shared; above them one branch answers for a
//! sentence and its words, the other for the tone toward a target. `training/graph.py`
//! wrote the same steps into the file for other readers of ONNX. They are computed here
//! with the matrix multiplication of `rten`, because its executor, like others, takes one
//! scale for all texts of a batch.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::Error;
use crate::kernels::Then;
use crate::layers::{Linear, Norm, Workshop};
use crate::weights::{Table, Tensors, Vectors};

/// Numbers for a word piece.
pub const WIDTH: usize = 384;
/// The same within a layer.
const WIDER: usize = 1536;
const HEADS: usize = 12;
/// Kinds of judgement that are told apart.
pub const KINDS: usize = 11;
/// Layers that both branches share, and all.
const SHARED: usize = 3;
const LAYERS: usize = 6;
/// Texts are computed together up to so many word pieces: their numbers stay in the
/// processor's memory, and its multipliers are kept busy.
const TOGETHER: usize = 160;

/// A text to read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// Its word pieces, with the marks at both ends.
    pub ids: Vec<i32>,
    /// Toward whom the tone is asked: the places of their pieces in `ids`.
    pub targets: Vec<Range<usize>>,
}

/// What the network says of a text; all numbers but `meaning` are logits.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Whether its wording is loaded.
    pub loaded: f32,
    /// Factual, mixed, the writer's opinion.
    pub opinion: [f32; 3],
    /// For each piece, the marks at both ends included, whether it belongs to a loaded word.
    pub words: Vec<f32>,
    /// For each piece, what it brings to `loaded`: their mean is the sentence's.
    pub loadeds: Vec<f32>,
    /// The same for `opinion`.
    pub opinions: Vec<[f32; 3]>,
    /// For each piece, whether it belongs to the words that carry a judgement.
    pub judging: Vec<f32>,
    /// For each piece, which kind of judgement; the mean over a phrase is the phrase's.
    pub kinds: Vec<[f32; KINDS]>,
    /// For each target, a tone that is negative, neutral, positive.
    pub tones: Vec<[f32; 3]>,
    /// What it is about, [`WIDTH`] numbers: the mean of its pieces after the shared layers,
    /// which no training for another question has changed.
    pub meaning: Vec<f32>,
}

/// A loaded network.
pub struct Network {
    words: Vectors,
    places: Vectors,
    embedded: Norm,
    shared: Vec<Layer>,
    framing: Vec<Layer>,
    tone: Vec<Layer>,
    heads: Heads,
    /// Each caller computes on one thread, so that two articles can be read at once and
    /// neither waits for the other's layers; a pool is made where none is free.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
    /// Threads of each pool; the numbers are the same for any.
    threads: usize,
}

struct Heads {
    loaded: Linear,
    opinion: Linear,
    words: Linear,
    judging: Linear,
    kinds: Linear,
    tone: Linear,
}

struct Layer {
    /// Queries, keys and values, side by side.
    views: Linear,
    out: Linear,
    norm1: Norm,
    wide: Linear,
    narrow: Linear,
    norm2: Norm,
}

impl Network {
    /// Loads an ONNX file, its weights as trained or in eight bits; the words of `'static`
    /// bytes are not copied.
    ///
    /// # Errors
    /// Where it is damaged or has other weights.
    pub fn load(file: Cow<'static, [u8]>) -> Result<Self, Error> {
        Self::with_threads(file, 1)
    }

    /// The same with several threads for each call.
    ///
    /// # Errors
    /// As for [`Self::load`].
    pub fn with_threads(file: Cow<'static, [u8]>, threads: usize) -> Result<Self, Error> {
        match file {
            Cow::Borrowed(file) => Self::build(file, Cow::Borrowed, threads),
            Cow::Owned(file) => Self::build(&file, |bytes| Cow::Owned(bytes.to_vec()), threads),
        }
    }

    fn build<'f>(
        file: &'f [u8],
        keep: impl Fn(&'f [u8]) -> Cow<'static, [u8]>,
        threads: usize,
    ) -> Result<Self, Error> {
        let tensors = Tensors::of(file)?;
        let vectors = |name: &str| {
            Ok(match tensors.table(name, WIDTH)? {
                Table::Whole(numbers) => Vectors::Whole {
                    numbers,
                    width: WIDTH,
                },
                Table::Small { bytes, steps, zero } => Vectors::Small {
                    bytes: keep(bytes),
                    width: WIDTH,
                    step: steps[0],
                    zero,
                },
            })
        };
        let layers = |name: &str, range: Range<usize>| {
            range
                .map(|index| Layer::load(&tensors, &format!("{name}{index}")))
                .collect::<Result<Vec<_>, _>>()
        };
        let head = |name: &str, inputs, outputs| {
            Linear::load(&tensors, &[format!("head/{name}")], [inputs, outputs])
        };
        Ok(Self {
            words: vectors("vocabulary")?,
            places: vectors("places")?,
            embedded: Norm::load(&tensors, "embedded", WIDTH)?,
            shared: layers("shared", 0..SHARED)?,
            framing: layers("framing", SHARED..LAYERS)?,
            tone: layers("tone", SHARED..LAYERS)?,
            heads: Heads {
                loaded: head("loaded", WIDTH, 1)?,
                opinion: head("opinion", WIDTH, 3)?,
                words: head("words", WIDTH, 1)?,
                judging: head("judging", WIDTH, 1)?,
                kinds: head("kinds", WIDTH, KINDS)?,
                tone: head("tone", 2 * WIDTH, 3)?,
            },
            pools: Mutex::default(),
            threads,
        })
    }

    /// Reads texts; the answers are in order.
    ///
    /// # Errors
    /// Where the network cannot compute, or computes something other than finite numbers.
    pub fn read(&self, texts: &[Text]) -> Result<Vec<Answer>, Error> {
        self.batches(texts, |workshop, batch| {
            let (rows, places) = self.encode(workshop, batch)?;
            let meanings = means(&rows, &places);
            let tones = self.tones(workshop, batch, &rows, &places)?;
            let rows = raise(workshop, rows, &places, &self.framing)?;
            self.answers(workshop, &rows, &places, &meanings, tones)
        })
    }

    /// What each piece means where it stands, after the shared layers: [`WIDTH`] numbers a
    /// piece, the marks at both ends included. Half the work of [`Self::read`].
    ///
    /// # Errors
    /// As for [`Self::read`].
    pub fn states(&self, texts: &[Text]) -> Result<Vec<Vec<f32>>, Error> {
        self.batches(texts, |workshop, batch| {
            let (rows, places) = self.encode(workshop, batch)?;
            finite(&rows)?;
            Ok(places
                .into_iter()
                .map(|place| rows[place.start * WIDTH..place.end * WIDTH].to_vec())
                .collect())
        })
    }

    /// What the framing branch's heads say of its last `rows`.
    fn answers(
        &self,
        workshop: &mut Workshop,
        rows: &[f32],
        places: &[Range<usize>],
        meanings: &[f32],
        tones: Vec<Vec<[f32; 3]>>,
    ) -> Result<Vec<Answer>, Error> {
        let means = means(rows, places);
        let alone: Vec<_> = (0..places.len()).map(|at| at..at + 1).collect();
        let mut ask = |head: &Linear, rows: &[f32], places: &[Range<usize>]| {
            let answers = head.apply(workshop, rows, places, Then::Nothing)?;
            finite(&answers)?;
            Ok::<_, Error>(answers)
        };
        let loaded = ask(&self.heads.loaded, &means, &alone)?;
        let opinion = ask(&self.heads.opinion, &means, &alone)?;
        let words = ask(&self.heads.words, rows, places)?;
        let loadeds = ask(&self.heads.loaded, rows, places)?;
        let opinions = ask(&self.heads.opinion, rows, places)?;
        let judging = ask(&self.heads.judging, rows, places)?;
        let kinds = ask(&self.heads.kinds, rows, places)?;
        finite(meanings)?;
        let opinions = opinions.as_chunks::<3>().0;
        let kinds = kinds.as_chunks::<KINDS>().0;
        let sentences = loaded.into_iter().zip(opinion.as_chunks::<3>().0);
        Ok(sentences
            .zip(meanings.chunks_exact(WIDTH))
            .zip(places.iter().cloned())
            .zip(tones)
            .map(|((((loaded, opinion), meaning), place), tones)| Answer {
                loaded,
                opinion: *opinion,
                words: words[place.clone()].to_vec(),
                loadeds: loadeds[place.clone()].to_vec(),
                opinions: opinions[place.clone()].to_vec(),
                judging: judging[place.clone()].to_vec(),
                kinds: kinds[place].to_vec(),
                tones,
                meaning: meaning.to_vec(),
            })
            .collect())
    }

    /// For each text the tones toward its targets, from its rows after the shared layers;
    /// one that has none goes no further.
    fn tones(
        &self,
        workshop: &mut Workshop,
        texts: &[Text],
        rows: &[f32],
        places: &[Range<usize>],
    ) -> Result<Vec<Vec<[f32; 3]>>, Error> {
        let mut asked = Vec::new();
        let mut asked_places = Vec::new();
        for (text, place) in texts.iter().zip(places) {
            if !text.targets.is_empty() {
                let from = asked.len() / WIDTH;
                asked.extend_from_slice(&rows[place.start * WIDTH..place.end * WIDTH]);
                asked_places.push(from..from + place.len());
            }
        }
        let rows = raise(workshop, asked, &asked_places, &self.tone)?;
        let mut both = Vec::new();
        let with_targets = texts.iter().filter(|text| !text.targets.is_empty());
        for (text, place) in with_targets.zip(&asked_places) {
            let rows = &rows[place.start * WIDTH..place.end * WIDTH];
            let sentence = mean(rows.chunks_exact(WIDTH));
            for target in &text.targets {
                let pieces = rows.chunks_exact(WIDTH).skip(target.start);
                both.extend(sentence);
                both.extend(mean(pieces.take(target.len())));
            }
        }
        let alone: Vec<_> = (0..both.len() / (2 * WIDTH)).map(|at| at..at + 1).collect();
        let tone = &self.heads.tone;
        let tones = tone.apply(workshop, &both, &alone, Then::Nothing)?;
        finite(&tones)?;
        let mut tones = tones.as_chunks::<3>().0.iter().copied();
        let count = |text: &Text| text.targets.len();
        Ok(texts
            .iter()
            .map(|text| tones.by_ref().take(count(text)).collect())
            .collect())
    }

    /// Hands the texts on a few at a time, on a thread of this call's own.
    fn batches<T: Send>(
        &self,
        texts: &[Text],
        read: impl Fn(&mut Workshop, &[Text]) -> Result<Vec<T>, Error> + Sync,
    ) -> Result<Vec<T>, Error> {
        let pool = self.pool()?;
        let answers = pool.install(|| {
            let mut workshop = Workshop::default();
            let mut answers = Vec::with_capacity(texts.len());
            let mut rest = texts;
            while !rest.is_empty() {
                let mut sum = 0;
                let fits = |text: &&Text| {
                    sum += text.ids.len();
                    sum <= TOGETHER
                };
                let count = rest.iter().take_while(fits).count().max(1);
                let (batch, later) = rest.split_at(count);
                answers.extend(read(&mut workshop, batch)?);
                rest = later;
            }
            Ok(answers)
        });
        self.lock().push(pool);
        answers
    }

    /// The rows of all pieces after the shared layers, and where each text's lie.
    fn encode(
        &self,
        workshop: &mut Workshop,
        texts: &[Text],
    ) -> Result<(Vec<f32>, Vec<Range<usize>>), Error> {
        let mut places = Vec::with_capacity(texts.len());
        let mut count = 0;
        for text in texts {
            places.push(count..count + text.ids.len());
            count += text.ids.len();
        }
        let mut rows = vec![0.0; count * WIDTH];
        for (text, place) in texts.iter().zip(&places) {
            let rows = rows[place.start * WIDTH..place.end * WIDTH].chunks_exact_mut(WIDTH);
            for (at, (row, id)) in rows.zip(&text.ids).enumerate() {
                self.words.add(index(*id, &self.words)?, row);
                self.places.add(at, row);
            }
        }
        self.embedded.apply(&mut rows);
        let rows = raise(workshop, rows, &places, &self.shared)?;
        Ok((rows, places))
    }

    fn pool(&self) -> Result<Arc<ThreadPool>, Error> {
        if let Some(free) = self.lock().pop() {
            return Ok(free);
        }
        let pool = ThreadPoolBuilder::new().num_threads(self.threads).build();
        let pool = pool.map_err(|error| Error::Run(error.to_string()))?;
        Ok(Arc::new(pool))
    }

    /// Nothing panics while the lock is held, so a poisoned lock is still sound.
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Arc<ThreadPool>>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Layer {
    fn load(tensors: &Tensors<'_>, name: &str) -> Result<Self, Error> {
        let part = |part: &str| format!("{name}.{part}");
        let views = ["query", "key", "value"].map(part);
        Ok(Self {
            views: Linear::load(tensors, &views, [WIDTH, WIDTH])?,
            out: Linear::load(tensors, &[part("out")], [WIDTH, WIDTH])?,
            norm1: Norm::load(tensors, &part("norm1"), WIDTH)?,
            wide: Linear::load(tensors, &[part("wide")], [WIDTH, WIDER])?,
            narrow: Linear::load(tensors, &[part("narrow")], [WIDER, WIDTH])?,
            norm2: Norm::load(tensors, &part("norm2"), WIDTH)?,
        })
    }

    fn apply(
        &self,
        workshop: &mut Workshop,
        rows: &[f32],
        places: &[Range<usize>],
    ) -> Result<Vec<f32>, Error> {
        let views = self.views.apply(workshop, rows, places, Then::Nothing)?;
        let context = workshop.attend(&views, places, HEADS, WIDTH)?;
        let mut middle = self
            .out
            .apply(workshop, &context, places, Then::Add(rows))?;
        self.norm1.apply(&mut middle);
        let wide = self.wide.apply(workshop, &middle, places, Then::Gelu)?;
        let mut rows = self
            .narrow
            .apply(workshop, &wide, places, Then::Add(&middle))?;
        self.norm2.apply(&mut rows);
        Ok(rows)
    }
}

/// The rows after some layers more.
fn raise(
    workshop: &mut Workshop,
    mut rows: Vec<f32>,
    places: &[Range<usize>],
    layers: &[Layer],
) -> Result<Vec<f32>, Error> {
    for layer in layers {
        rows = layer.apply(workshop, &rows, places)?;
    }
    Ok(rows)
}

/// The mean of each text's rows, one after the other.
fn means(rows: &[f32], places: &[Range<usize>]) -> Vec<f32> {
    let of =
        |place: &Range<usize>| rows[place.start * WIDTH..place.end * WIDTH].chunks_exact(WIDTH);
    places.iter().flat_map(|place| mean(of(place))).collect()
}

/// The mean of rows; of none it is 0.
fn mean<'r>(rows: impl Iterator<Item = &'r [f32]>) -> [f32; WIDTH] {
    let mut sums = [0.0; WIDTH];
    let mut count = 0.0_f32;
    for row in rows {
        for (sum, number) in sums.iter_mut().zip(row) {
            *sum += number;
        }
        count += 1.0;
    }
    sums.map(|sum| sum / count.max(1.0))
}

fn index(id: i32, vectors: &Vectors) -> Result<usize, Error> {
    let index = usize::try_from(id).ok();
    index
        .filter(|index| *index < vectors.len())
        .ok_or(Error::Damaged)
}

fn finite(numbers: &[f32]) -> Result<(), Error> {
    if numbers.iter().all(|number| number.is_finite()) {
        Ok(())
    } else {
        Err(Error::Damaged)
    }
}
