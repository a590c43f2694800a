//! The building blocks of the network.
//!
//! Texts are computed side by side: their rows, one a word piece, lie one text after the
//! other in one matrix. Each text has its own scale when numbers become bytes, and looks
//! at nothing but its own rows, so that neighbours do not change a bit of its answer.

use std::ops::Range;

use rten_gemm::{
    BiasVector, GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix,
};
use rten_simd::SimdOp as _;
use rten_tensor::NdTensorView;

use crate::Error;
use crate::kernels::{self, Dequantize, Scale, Then};
use crate::weights::{Table, Tensors};

/// Multipliers for this processor, and memory that is used again from layer to layer.
#[derive(Default)]
pub(crate) struct Workshop {
    whole: GemmExecutor,
    small: GemmExecutor<u8, i8, i32>,
    bytes: Vec<u8>,
    scales: Vec<Scale>,
    sums: Vec<i32>,
    scores: Vec<f32>,
    seen: Vec<f32>,
}

/// A matrix of weights and what is added to its products.
pub(crate) struct Linear {
    weights: Weights,
    bias: Vec<f32>,
    inputs: usize,
}

enum Weights {
    Whole(PackedBMatrix<f32>),
    Small {
        matrix: PackedBMatrix<i8>,
        steps: Vec<f32>,
        /// Each column's sum: what a zero of the rows adds to every product.
        totals: Vec<i32>,
    },
}

impl Linear {
    /// The matrix `[inputs, outputs]` of that name, or several side by side that read the
    /// same numbers.
    ///
    /// # Errors
    /// Where the file has none of that name and size, or of both kinds.
    pub(crate) fn load(
        tensors: &Tensors<'_>,
        names: &[String],
        [inputs, outputs]: [usize; 2],
    ) -> Result<Self, Error> {
        let width = outputs * names.len();
        let (mut whole, mut small) = (Vec::new(), Vec::new());
        let (mut all_steps, mut bias) = (Vec::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            let place = at * outputs;
            match tensors.table(&format!("{name}.weight"), outputs)? {
                Table::Whole(numbers) => {
                    side_by_side(&mut whole, &numbers, [inputs, outputs], width, place);
                }
                Table::Small { bytes, steps, .. } => {
                    let bytes: Vec<i8> = bytes.iter().map(|byte| byte.cast_signed()).collect();
                    side_by_side(&mut small, &bytes, [inputs, outputs], width, place);
                    all_steps.extend(steps);
                }
            }
            bias.extend(tensors.numbers(&format!("{name}.bias"), outputs)?);
        }
        let shape = [inputs, width];
        let weights = if small.len() == inputs * width && all_steps.len() == width {
            let matrix = NdTensorView::from_data(shape, small.as_slice());
            Weights::Small {
                matrix: GemmExecutor::<u8, i8, i32>::default().prepack_b(matrix),
                steps: all_steps,
                totals: totals(&small, width),
            }
        } else if whole.len() == inputs * width {
            let matrix = NdTensorView::from_data(shape, whole.as_slice());
            Weights::Whole(<GemmExecutor>::default().prepack_b(matrix))
        } else {
            return Err(Error::OtherVersion(names.join(", ")));
        };
        Ok(Self {
            weights,
            bias,
            inputs,
        })
    }

    pub(crate) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// `rows * weights + bias`, then what `then` says; `texts` are the rows that share a scale.
    ///
    /// # Errors
    /// Where the multiplier finds the sizes unfit, which is a mistake of ours.
    pub(crate) fn apply(
        &self,
        workshop: &mut Workshop,
        rows: &[f32],
        texts: &[Range<usize>],
        then: Then<'_>,
    ) -> Result<Vec<f32>, Error> {
        let count = rows.len() / self.inputs;
        let mut numbers = vec![0.0; count * self.outputs()];
        match &self.weights {
            Weights::Whole(matrix) => {
                let options = GemmOptions {
                    bias: Some(BiasVector::Row(&self.bias)),
                    ..GemmOptions::default()
                };
                let rows = NdTensorView::from_data([count, self.inputs], rows);
                let (rows, matrix) = (GemmInputA::Unpacked(rows), GemmInputB::Packed(matrix));
                let done = workshop.whole.gemm(&mut numbers, rows, matrix, options);
                done.map_err(failed)?;
                match then {
                    Then::Nothing => {}
                    Then::Gelu => kernels::gelu(&mut numbers),
                    Then::Add(input) => add(&mut numbers, input),
                }
            }
            Weights::Small {
                matrix,
                steps,
                totals,
            } => {
                workshop.multiply(rows, self.inputs, texts, matrix)?;
                for (at, (numbers, (sums, scale))) in numbers
                    .chunks_exact_mut(self.outputs())
                    .zip(
                        workshop
                            .sums
                            .chunks_exact(self.outputs())
                            .zip(&workshop.scales),
                    )
                    .enumerate()
                {
                    Dequantize {
                        sums,
                        scale: *scale,
                        totals,
                        steps,
                        bias: &self.bias,
                        numbers,
                        then: then.of_row(at, self.outputs()),
                    }
                    .dispatch();
                }
            }
        }
        Ok(numbers)
    }
}

impl Workshop {
    /// Makes bytes of the rows and multiplies them; leaves `sums` and each row's `scales`.
    ///
    /// The bytes' zeros are left in the sums: `rten` 0.27 would take out of each row the
    /// zero of one of the first rows.
    fn multiply(
        &mut self,
        rows: &[f32],
        inputs: usize,
        texts: &[Range<usize>],
        matrix: &PackedBMatrix<i8>,
    ) -> Result<(), Error> {
        let count = rows.len() / inputs;
        self.bytes.resize(rows.len(), 0);
        self.scales.resize(count, Scale::default());
        for text in texts {
            let numbers = text.start * inputs..text.end * inputs;
            let scale = kernels::quantize(&rows[numbers.clone()], &mut self.bytes[numbers]);
            self.scales[text.clone()].fill(scale);
        }
        self.sums.resize(count * matrix.cols(), 0);
        let bytes = NdTensorView::from_data([count, inputs], self.bytes.as_slice());
        let options = GemmOptions::default();
        let (bytes, matrix) = (GemmInputA::Unpacked(bytes), GemmInputB::Packed(matrix));
        let done = self.small.gemm(&mut self.sums, bytes, matrix, options);
        done.map_err(failed)
    }

    /// What each piece takes from the pieces of its text, one head beside the other.
    ///
    /// `rows` are `[pieces, 3 * width]`: queries, keys and values; the answer is `[pieces, width]`.
    ///
    /// # Errors
    /// Where the multiplier finds the sizes unfit, which is a mistake of ours.
    pub(crate) fn attend(
        &mut self,
        rows: &[f32],
        texts: &[Range<usize>],
        heads: usize,
        width: usize,
    ) -> Result<Vec<f32>, Error> {
        let head = width / heads;
        #[expect(clippy::cast_precision_loss, reason = "a few dozen")]
        let alpha = (head as f32).sqrt().recip();
        let count = rows.len() / (3 * width);
        let rows = NdTensorView::from_data([count, 3 * width], rows);
        let mut context = vec![0.0; count * width];
        for text in texts {
            let pieces = text.len();
            self.scores.resize(pieces * pieces, 0.0);
            self.seen.resize(pieces * head, 0.0);
            for start in (0..width).step_by(head) {
                let part = |part: usize| {
                    let from = part * width + start;
                    rows.slice((text.clone(), from..from + head))
                };
                let (queries, keys, values) = (part(0), part(1).transposed(), part(2));
                let options = GemmOptions {
                    alpha,
                    ..GemmOptions::default()
                };
                let (queries, keys) = (GemmInputA::Unpacked(queries), GemmInputB::Unpacked(keys));
                let done = self.whole.gemm(&mut self.scores, queries, keys, options);
                done.map_err(failed)?;
                self.scores
                    .chunks_exact_mut(pieces)
                    .for_each(kernels::softmax);
                let scores = NdTensorView::from_data([pieces, pieces], self.scores.as_slice());
                let (scores, values) = (GemmInputA::Unpacked(scores), GemmInputB::Unpacked(values));
                let options = GemmOptions::default();
                let done = self.whole.gemm(&mut self.seen, scores, values, options);
                done.map_err(failed)?;
                let rows = context[text.start * width..text.end * width].chunks_exact_mut(width);
                for (row, seen) in rows.zip(self.seen.chunks_exact(head)) {
                    row[start..start + head].copy_from_slice(seen);
                }
            }
        }
        Ok(context)
    }
}

/// Layer normalisation of every row.
pub(crate) struct Norm {
    scales: Vec<f32>,
    shifts: Vec<f32>,
}

impl Norm {
    /// The one of that name, for rows of `width` numbers.
    ///
    /// # Errors
    /// Where the file has none.
    pub(crate) fn load(tensors: &Tensors<'_>, name: &str, width: usize) -> Result<Self, Error> {
        Ok(Self {
            scales: tensors.numbers(&format!("{name}.weight"), width)?,
            shifts: tensors.numbers(&format!("{name}.bias"), width)?,
        })
    }

    pub(crate) fn apply(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.scales.len()) {
            kernels::normalize(row, &self.scales, &self.shifts);
        }
    }
}

/// Copies a matrix into columns of a wider one.
fn side_by_side<T: Copy + Default>(
    wide: &mut Vec<T>,
    matrix: &[T],
    [rows, columns]: [usize; 2],
    width: usize,
    place: usize,
) {
    wide.resize(rows * width, T::default());
    let rows = wide.chunks_exact_mut(width);
    for (row, part) in rows.zip(matrix.chunks_exact(columns)) {
        row[place..place + columns].copy_from_slice(part);
    }
}

/// The sum of each column.
fn totals(matrix: &[i8], columns: usize) -> Vec<i32> {
    let mut totals = vec![0; columns];
    for row in matrix.chunks_exact(columns) {
        for (total, number) in totals.iter_mut().zip(row) {
            *total += i32::from(*number);
        }
    }
    totals
}

fn add(numbers: &mut [f32], others: &[f32]) {
    for (number, other) in numbers.iter_mut().zip(others) {
        *number += other;
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn failed(error: GemmError) -> Error {
    Error::Run(format!("{error:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::tests::{Kind, file};

    /// Numbers from −1 to 1 without a pattern.
    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).unwrap()) / 32_768.0 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn a_layer_in_eight_bits_answers_nearly_as_one_in_full() {
        let (inputs, outputs) = (64, 32);
        let small: Vec<i8> = numbers(inputs * outputs, 1)
            .iter()
            .map(|number| {
                #[expect(clippy::cast_possible_truncation, reason = "from −63 to 63")]
                let byte = (number * 63.0) as i8;
                byte
            })
            .collect();
        let steps = vec![0.01; outputs];
        let whole: Vec<f32> = small.iter().map(|byte| f32::from(*byte) * 0.01).collect();
        let bias = numbers(outputs, 2);
        let shape = [inputs, outputs];
        let full = file(&[
            ("a.weight", Kind::Floats(&whole), &shape),
            ("a.bias", Kind::Floats(&bias), &[outputs]),
        ]);
        let quantized = file(&[
            ("a.weight_quantized", Kind::Bytes(&small), &shape),
            ("a.weight_scale", Kind::Floats(&steps), &[outputs]),
            (
                "a.weight_zero_point",
                Kind::Bytes(&vec![0; outputs]),
                &[outputs],
            ),
            ("a.bias", Kind::Floats(&bias), &[outputs]),
        ]);
        let rows = numbers(5 * inputs, 3);
        let apply = |file: &[u8]| {
            let tensors = Tensors::of(file).unwrap();
            let layer = Linear::load(&tensors, &["a".to_owned()], shape).unwrap();
            let texts = [0..2, 2..5];
            layer
                .apply(&mut Workshop::default(), &rows, &texts, Then::Gelu)
                .unwrap()
        };
        let (full, quantized) = (apply(&full), apply(&quantized));
        assert_eq!(full.len(), 5 * outputs);
        for (full, quantized) in full.iter().zip(&quantized) {
            assert!((full - quantized).abs() < 0.05, "{full} {quantized}");
        }
    }

    #[test]
    fn a_text_attends_to_itself_alone() {
        let (heads, width) = (2, 64);
        let rows = numbers(9 * 3 * width, 4);
        let mut workshop = Workshop::default();
        let mut attend = |rows: &[f32], texts: &[Range<usize>]| {
            workshop.attend(rows, texts, heads, width).unwrap()
        };
        let together = attend(&rows, &[0..4, 4..9]);
        let first = attend(&rows[..4 * 3 * width], std::slice::from_ref(&(0..4)));
        let second = attend(&rows[4 * 3 * width..], std::slice::from_ref(&(0..5)));
        assert_eq!(together, [first, second].concat());
    }
}
