//! What words mean where they stand, by the layers that no training has changed.

use slantwise_encoder::WIDTH;

use super::model::{AT_A_TIME, Asked, Cut};
use super::windows::depth;
use super::{Model, ModelError};
use crate::model::Canceller;
use crate::text::Span;

/// What some words of a sentence mean where they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordStates {
    /// For each word [`WIDTH`] numbers of length one: close together for words of like
    /// meaning in like surroundings. All are 0 where the model has no piece of the word.
    pub words: Vec<f32>,
    /// The mean of all pieces of the sentence, [`WIDTH`] numbers.
    pub meaning: Vec<f32>,
}

impl WordStates {
    /// The numbers of each word, in order.
    pub fn each(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.words.chunks_exact(WIDTH)
    }
}

impl Model {
    /// What words mean where they stand: for each text the places of the words that are asked
    /// for, in order. Half the work of reading; windows as there.
    ///
    /// # Errors
    /// Where the network fails on one of them, and [`ModelError::GivenUp`].
    pub fn states_unless(
        &self,
        texts: &[&str],
        words: &[Vec<Span>],
        given_up: &Canceller,
    ) -> Result<Vec<WordStates>, ModelError> {
        let pairs: Vec<_> = texts.iter().zip(words).collect();
        let mut states = Vec::with_capacity(texts.len());
        for pairs in pairs.chunks(AT_A_TIME) {
            if given_up.is_cancelled() {
                return Err(ModelError::GivenUp);
            }
            let cut = |text: &str| Cut::of(&Asked::of(text), self.pieces(text));
            let cuts: Vec<_> = pairs.iter().map(|(text, _)| cut(text)).collect();
            let asked: Vec<_> = cuts.iter().flat_map(|cut| self.texts(cut)).collect();
            let mut read = self.network.states(&asked)?.into_iter();
            for ((_, words), cut) in pairs.iter().zip(&cuts) {
                states.push(of_words(words, cut, &mut read));
            }
        }
        Ok(states)
    }
}

/// The states of a text's words from those of its windows, the next of `read`.
fn of_words(words: &[Span], cut: &Cut, read: &mut impl Iterator<Item = Vec<f32>>) -> WordStates {
    let mut meaning = vec![0.0; WIDTH];
    let mut rows = 0.0;
    // The state of each piece in the window in which it lies deepest.
    let Cut {
        pieces, windows, ..
    } = cut;
    let mut deepest: Vec<(usize, &[f32])> = vec![(0, &[]); pieces.len()];
    let read: Vec<_> = read.take(windows.len()).collect();
    for (window, states) in windows.iter().zip(&read) {
        for row in states.chunks_exact(WIDTH) {
            add(&mut meaning, row);
            rows += 1.0;
        }
        // The first belongs to the mark before the text.
        for (piece, row) in window.clone().zip(states.chunks_exact(WIDTH).skip(1)) {
            let depth = depth(window, piece);
            if deepest[piece].1.is_empty() || depth > deepest[piece].0 {
                deepest[piece] = (depth, row);
            }
        }
    }
    for number in &mut meaning {
        *number /= rows;
    }
    let mut numbers = vec![0.0; words.len() * WIDTH];
    for (word, sum) in words.iter().zip(numbers.chunks_exact_mut(WIDTH)) {
        let from = pieces.partition_point(|piece| piece.span.end() <= word.start());
        let inside = pieces[from..]
            .iter()
            .take_while(|piece| piece.span.start() < word.end());
        for (_, (_, row)) in inside.zip(&deepest[from..]) {
            add(sum, row);
        }
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        if length > 0.0 {
            for number in sum.iter_mut() {
                *number /= length;
            }
        }
    }
    WordStates {
        words: numbers,
        meaning,
    }
}

fn add(sum: &mut [f32], row: &[f32]) {
    for (sum, number) in sum.iter_mut().zip(row) {
        *sum += number;
    }
}
