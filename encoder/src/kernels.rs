//! Arithmetic over rows of numbers, many at a time: written once, compiled for the
//! processor's instruction sets and chosen between them when the program runs.

#![expect(
    clippy::inline_always,
    reason = "a step that is not inlined would be compiled without the instruction set it is for"
)]

use rten_simd::ops::{BitOps as _, FloatOps as _, NarrowSaturate as _, NumOps as _, ToFloat as _};
use rten_simd::{Isa, SimdOp, SimdUnaryOp as _};
use rten_vecmath::{Gelu, MinMax, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

/// How numbers are made of bytes: `(byte - zero) * step`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scale {
    step: f32,
    zero: i32,
}

/// The bytes for `numbers`, and what they stand for: their whole range, 0 included, in 256 steps.
pub(crate) fn quantize(numbers: &[f32], bytes: &mut [u8]) -> Scale {
    let (least, greatest) = MinMax::new(numbers).dispatch();
    let (least, greatest) = (least.min(0.0), greatest.max(0.0));
    let step = (greatest - least) / 255.0;
    if step == 0.0 {
        bytes.fill(0);
        return Scale { step, zero: 0 };
    }
    let zero = (-least / step).round_ties_even().clamp(0.0, 255.0);
    #[expect(clippy::cast_possible_truncation, reason = "a whole number up to 255")]
    let zero = zero as i32;
    let inverse = 1.0 / step;
    Quantize {
        numbers,
        bytes,
        inverse,
        zero,
    }
    .dispatch();
    Scale { step, zero }
}

struct Quantize<'a> {
    numbers: &'a [f32],
    bytes: &'a mut [u8],
    inverse: f32,
    zero: i32,
}

impl SimdOp for Quantize<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let (floats, wholes, shorts, small) = (isa.f32(), isa.i32(), isa.i16(), isa.u8());
        let inverse = floats.splat(self.inverse);
        let zero = wholes.splat(self.zero);
        let width = floats.len();
        macro_rules! step {
            ($numbers:expr, $at:literal) => {{
                let numbers = floats.load(&$numbers[$at * width..]);
                wholes.add(floats.to_int_round(floats.mul(numbers, inverse)), zero)
            }};
        }
        let numbers = self.numbers.chunks_exact(4 * width);
        for (numbers, bytes) in numbers.zip(self.bytes.chunks_exact_mut(4 * width)) {
            let low = wholes.narrow_saturate(step!(numbers, 0), step!(numbers, 1));
            let high = wholes.narrow_saturate(step!(numbers, 2), step!(numbers, 3));
            small.store(shorts.narrow_saturate(low, high), bytes);
        }
    }
}

/// A row of sums of products as numbers: `(sums - zero * totals) * step * steps + bias`,
/// then what `then` says. All slices are as long as the row.
pub(crate) struct Dequantize<'a> {
    pub(crate) sums: &'a [i32],
    /// Of the bytes.
    pub(crate) scale: Scale,
    /// Each weight column's sum and step.
    pub(crate) totals: &'a [i32],
    pub(crate) steps: &'a [f32],
    pub(crate) bias: &'a [f32],
    pub(crate) numbers: &'a mut [f32],
    pub(crate) then: Then<'a>,
}

/// What follows a layer, done while the numbers are at hand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Then<'a> {
    Nothing,
    /// The activation function.
    Gelu,
    /// Adding what went into the block.
    Add(&'a [f32]),
}

impl Then<'_> {
    /// The same for one row of so many numbers.
    pub(crate) fn of_row(self, row: usize, length: usize) -> Self {
        match self {
            Self::Add(rows) => Self::Add(&rows[row * length..][..length]),
            other => other,
        }
    }
}

impl SimdOp for Dequantize<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let (floats, wholes) = (isa.f32(), isa.i32());
        let step = floats.splat(self.scale.step);
        let zero = wholes.splat(self.scale.zero);
        let (width, length) = (floats.len(), self.numbers.len());
        macro_rules! rows {
            ($at:ident, $number:ident => $then:expr) => {{
                for $at in (0..length - length % width).step_by(width) {
                    let zeros = wholes.mul(zero, wholes.load(&self.totals[$at..]));
                    let sum = wholes.sub(wholes.load(&self.sums[$at..]), zeros);
                    let steps = floats.mul(step, floats.load(&self.steps[$at..]));
                    let product = floats.mul(wholes.to_float(sum), steps);
                    let $number = floats.add(product, floats.load(&self.bias[$at..]));
                    floats.store($then, &mut self.numbers[$at..]);
                }
            }};
        }
        match self.then {
            Then::Nothing => rows!(at, number => number),
            Then::Gelu => rows!(at, number => Gelu {}.eval(isa, number)),
            Then::Add(input) => {
                rows!(at, number => floats.add(number, floats.load(&input[at..])));
            }
        }
        // The heads have one or three columns, and nothing follows them.
        for at in length - length % width..length {
            let sum = self.sums[at] - self.scale.zero * self.totals[at];
            #[expect(clippy::cast_precision_loss, reason = "as the reference does")]
            let sum = sum as f32;
            self.numbers[at] = sum * (self.scale.step * self.steps[at]) + self.bias[at];
        }
    }
}

/// The activation function, in place.
pub(crate) fn gelu(numbers: &mut [f32]) {
    Gelu {}.map_mut(numbers);
}

/// Makes a row's mean 0 and its variance 1, then scales and shifts each number.
pub(crate) fn normalize(row: &mut [f32], scales: &[f32], shifts: &[f32]) {
    /// The one that the encoder was trained with.
    const EPSILON: f32 = 1e-12;
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let count = row.len() as f32;
    let mean = Sum::new(row).dispatch() / count;
    let variance = SumSquareSub::new(row, mean).dispatch() / count;
    let options = NormalizeOptions {
        pre_scale_bias: mean,
        scale: 1.0 / (variance + EPSILON).sqrt(),
        element_scale: Some(scales),
        bias: 0.0,
        element_bias: Some(shifts),
    };
    Normalize::new_mut(row, options).dispatch();
}

/// Shares that add up to 1.
pub(crate) fn softmax(row: &mut [f32]) {
    Softmax::new_mut(row).dispatch();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from −3 to 5 without a pattern.
    fn numbers(count: usize) -> Vec<f32> {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).unwrap()) / 8_192.0 - 3.0
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn bytes_stand_for_their_numbers_within_half_a_step() {
        let numbers = numbers(384);
        let mut bytes = vec![0; numbers.len()];
        let scale = quantize(&numbers, &mut bytes);
        for (number, byte) in numbers.iter().zip(&bytes) {
            #[expect(clippy::cast_precision_loss, reason = "at most 255")]
            let back = (i32::from(*byte) - scale.zero) as f32 * scale.step;
            assert!(
                (back - number).abs() <= scale.step * 0.501,
                "{number} {back}"
            );
        }
        assert_eq!(bytes.iter().copied().min(), Some(0));
        assert_eq!(bytes.iter().copied().max(), Some(255));
    }

    #[test]
    fn nothing_but_zeros_stays_zero() {
        let mut bytes = vec![9; 64];
        let scale = quantize(&[0.0; 64], &mut bytes);
        assert_eq!(bytes, [0; 64]);
        assert_eq!((scale.step.to_bits(), scale.zero), (0, 0));
    }

    #[test]
    fn a_row_of_any_length_is_what_the_formula_says() {
        for length in [1, 3, 16, 384, 387] {
            let (steps, bias, input) = (numbers(length), numbers(length + 1), numbers(length + 2));
            let sums: Vec<i32> = (0..).map(|at| at * 37 - 500).take(length).collect();
            let totals: Vec<i32> = (0..).map(|at| 90 - at).take(length).collect();
            let mut row = vec![0.0; length];
            Dequantize {
                sums: &sums,
                scale: Scale {
                    step: 0.02,
                    zero: 113,
                },
                totals: &totals,
                steps: &steps,
                bias: &bias[..length],
                numbers: &mut row,
                then: Then::Nothing,
            }
            .dispatch();
            for at in 0..length {
                #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                let sum = (sums[at] - 113 * totals[at]) as f32;
                let expected = sum * (0.02 * steps[at]) + bias[at];
                assert_eq!(row[at].to_bits(), expected.to_bits(), "{at} of {length}");
            }
            let then = Then::Add(&input).of_row(1, 1);
            assert!(matches!(then, Then::Add([one]) if one.to_bits() == input[1].to_bits()));
        }
    }

    #[test]
    fn a_normalised_row_has_mean_zero_and_variance_one() {
        let mut row = numbers(384);
        normalize(&mut row, &[1.0; 384], &[0.0; 384]);
        let mean = row.iter().sum::<f32>() / 384.0;
        let variance = row.iter().map(|number| number * number).sum::<f32>() / 384.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4);
    }
}
