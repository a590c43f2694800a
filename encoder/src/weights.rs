//! The weights in an ONNX file, found by name.
//!
//! ONNX files are Protocol Buffers: numbered fields, each with its length. Of the whole
//! format only the list of constant tensors is read; the steps between them are those of
//! [`crate::network`], which wrote the file's names down.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::Error;

/// The constant tensors of a file.
pub(crate) struct Tensors<'f> {
    by_name: HashMap<&'f str, Tensor<'f>>,
}

/// One of them: a row-major block of numbers.
#[derive(Default)]
struct Tensor<'f> {
    shape: Vec<usize>,
    kind: u64,
    /// Little-endian numbers, or variable-length ones where a byte was stored as a number.
    bytes: &'f [u8],
}

/// Kinds of numbers in ONNX.
const FLOAT: u64 = 1;
const BYTE: u64 = 2;
const SIGNED_BYTE: u64 = 3;

/// A matrix `[rows, columns]`, row by row.
pub(crate) enum Table<'f> {
    /// As trained.
    Whole(Vec<f32>),
    /// Eight bits a number, with a step for all or for each column. Bytes stand for
    /// themselves less `zero`; signed bytes, whose zero is 0, are given as they lie.
    Small {
        bytes: &'f [u8],
        steps: Vec<f32>,
        zero: u8,
    },
}

impl<'f> Tensors<'f> {
    /// Reads the list of a file.
    ///
    /// # Errors
    /// Where the bytes are cut off or no ONNX.
    pub(crate) fn of(file: &'f [u8]) -> Result<Self, Error> {
        const GRAPH: u64 = 7;
        const INITIALIZER: u64 = 5;
        let mut by_name = HashMap::new();
        for field in Fields(file) {
            let (number, graph) = field?;
            if number != GRAPH {
                continue;
            }
            for field in Fields(graph.bytes()) {
                let (number, tensor) = field?;
                if number == INITIALIZER {
                    let (name, tensor) = Tensor::read(tensor.bytes())?;
                    by_name.insert(name, tensor);
                }
            }
        }
        if by_name.is_empty() {
            return Err(Error::Damaged);
        }
        Ok(Self { by_name })
    }

    fn get(&self, name: &str) -> Result<&Tensor<'f>, Error> {
        let missing = || Error::OtherVersion(name.to_owned());
        self.by_name.get(name).ok_or_else(missing)
    }

    /// `length` numbers.
    ///
    /// # Errors
    /// Where there are none of that name, or another number of them.
    pub(crate) fn numbers(&self, name: &str, length: usize) -> Result<Vec<f32>, Error> {
        let tensor = self.get(name)?;
        let numbers = tensor.bytes.as_chunks::<4>().0.iter();
        let numbers: Vec<f32> = numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if tensor.kind != FLOAT || numbers.len() != length {
            return Err(Error::OtherVersion(name.to_owned()));
        }
        Ok(numbers)
    }

    /// A matrix with so many columns, in whichever of the two forms it is stored.
    ///
    /// # Errors
    /// Where there is none of that name and width.
    pub(crate) fn table(&self, name: &str, columns: usize) -> Result<Table<'f>, Error> {
        let other = || Error::OtherVersion(name.to_owned());
        let small = format!("{name}_quantized");
        if !self.by_name.contains_key(small.as_str()) {
            let rows = self.get(name)?.rows(columns).ok_or_else(other)?;
            return Ok(Table::Whole(self.numbers(name, rows * columns)?));
        }
        let tensor = self.get(&small)?;
        let rows = tensor.rows(columns).ok_or_else(other)?;
        let zeros = self.get(&format!("{name}_zero_point"))?;
        let (steps, zero) = match tensor.kind {
            BYTE => (1, zeros.byte().ok_or_else(other)?),
            SIGNED_BYTE if zeros.bytes.iter().all(|byte| *byte == 0) => (columns, 0),
            _ => return Err(other()),
        };
        if tensor.bytes.len() != rows * columns {
            return Err(other());
        }
        Ok(Table::Small {
            bytes: tensor.bytes,
            steps: self.numbers(&format!("{name}_scale"), steps)?,
            zero,
        })
    }
}

impl<'f> Tensor<'f> {
    fn read(message: &'f [u8]) -> Result<(&'f str, Self), Error> {
        let mut tensor = Self::default();
        let mut name = "";
        for field in Fields(message) {
            match field? {
                (1, Field::Number(size)) => tensor.shape.push(whole(size)?),
                (1, Field::Bytes(mut sizes)) => {
                    while !sizes.is_empty() {
                        tensor.shape.push(whole(varint(&mut sizes)?)?);
                    }
                }
                (2, Field::Number(kind)) => tensor.kind = kind,
                (8, Field::Bytes(bytes)) => {
                    name = std::str::from_utf8(bytes).map_err(|_text| Error::Damaged)?;
                }
                // Raw numbers, floats, and small whole numbers.
                (9 | 4 | 5, Field::Bytes(bytes)) => tensor.bytes = bytes,
                _ => {}
            }
        }
        Ok((name, tensor))
    }

    /// How many rows it has, if so many columns.
    fn rows(&self, columns: usize) -> Option<usize> {
        match self.shape[..] {
            [rows, width] if width == columns => Some(rows),
            _ => None,
        }
    }

    /// Its one number.
    fn byte(&self) -> Option<u8> {
        let mut bytes = self.bytes;
        let number = if let [byte] = bytes {
            u64::from(*byte)
        } else {
            varint(&mut bytes).ok()?
        };
        u8::try_from(number).ok()
    }
}

fn whole(number: u64) -> Result<usize, Error> {
    usize::try_from(number).map_err(|_size| Error::Damaged)
}

/// What a field of a message holds.
enum Field<'f> {
    Number(u64),
    Bytes(&'f [u8]),
}

impl<'f> Field<'f> {
    fn bytes(&self) -> &'f [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Number(_) => &[],
        }
    }
}

/// The fields of a message with their numbers; ends after the first fault.
struct Fields<'f>(&'f [u8]);

impl<'f> Iterator for Fields<'f> {
    type Item = Result<(u64, Field<'f>), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.read();
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}

impl<'f> Fields<'f> {
    fn read(&mut self) -> Result<(u64, Field<'f>), Error> {
        let key = varint(&mut self.0)?;
        let field = match key & 7 {
            0 => Field::Number(varint(&mut self.0)?),
            1 => Field::Bytes(self.take(8)?),
            2 => {
                let length = whole(varint(&mut self.0)?)?;
                Field::Bytes(self.take(length)?)
            }
            5 => Field::Bytes(self.take(4)?),
            _ => return Err(Error::Damaged),
        };
        Ok((key >> 3, field))
    }

    fn take(&mut self, length: usize) -> Result<&'f [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Error::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }
}

/// A number in groups of seven bits, the lowest first.
fn varint(bytes: &mut &[u8]) -> Result<u64, Error> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first().ok_or(Error::Damaged)?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(Error::Damaged)
}

/// A row of word, type or place vectors is picked by its number.
pub(crate) enum Vectors {
    /// As trained.
    Whole { numbers: Vec<f32>, width: usize },
    /// Bytes, which are part of the program where the file is.
    Small {
        bytes: Cow<'static, [u8]>,
        width: usize,
        step: f32,
        zero: u8,
    },
}

impl Vectors {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Whole { numbers, width } => numbers.len() / width,
            Self::Small { bytes, width, .. } => bytes.len() / width,
        }
    }

    /// Adds one to `sums`, whose length is the vectors'; one that is not there adds nothing.
    pub(crate) fn add(&self, index: usize, sums: &mut [f32]) {
        match self {
            Self::Whole { numbers, width } => {
                let row = numbers.chunks_exact(*width).nth(index).unwrap_or_default();
                for (sum, number) in sums.iter_mut().zip(row) {
                    *sum += number;
                }
            }
            Self::Small {
                bytes,
                width,
                step,
                zero,
            } => {
                let row = bytes.chunks_exact(*width).nth(index).unwrap_or_default();
                for (sum, byte) in sums.iter_mut().zip(row) {
                    *sum += f32::from(i16::from(*byte) - i16::from(*zero)) * step;
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) enum Kind<'k> {
        Floats(&'k [f32]),
        Bytes(&'k [i8]),
    }

    /// An ONNX file with these constant tensors and nothing else.
    pub(crate) fn file(tensors: &[(&str, Kind<'_>, &[usize])]) -> Vec<u8> {
        let mut graph = Vec::new();
        for (name, kind, shape) in tensors {
            let mut tensor = Vec::new();
            for size in *shape {
                tensor.push(1 << 3);
                length(*size, &mut tensor);
            }
            let (kind, bytes): (u8, Vec<u8>) = match kind {
                Kind::Floats(all) => (1, all.iter().flat_map(|one| one.to_le_bytes()).collect()),
                Kind::Bytes(all) => (3, all.iter().map(|one| one.cast_unsigned()).collect()),
            };
            tensor.extend([2 << 3, kind]);
            field(8, name.as_bytes(), &mut tensor);
            field(9, &bytes, &mut tensor);
            field(5, &tensor, &mut graph);
        }
        let mut file = Vec::new();
        field(7, &graph, &mut file);
        file
    }

    fn field(number: u8, bytes: &[u8], into: &mut Vec<u8>) {
        into.push(number << 3 | 2);
        length(bytes.len(), into);
        into.extend(bytes);
    }

    fn length(mut length: usize, into: &mut Vec<u8>) {
        while length >= 0x80 {
            into.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
            length >>= 7;
        }
        into.push(u8::try_from(length).unwrap());
    }

    #[test]
    fn tensors_are_found_by_name_and_size() {
        let file = file(&[("a", Kind::Floats(&[1.0, -2.5]), &[2])]);
        let tensors = Tensors::of(&file).unwrap();
        assert_eq!(tensors.numbers("a", 2), Ok(vec![1.0, -2.5]));
        let missing = |name: &str| Err(Error::OtherVersion(name.to_owned()));
        assert_eq!(tensors.numbers("a", 3), missing("a"));
        assert_eq!(tensors.numbers("b", 2), missing("b"));
        assert!(tensors.table("a", 2).is_err());
    }

    #[test]
    fn a_file_cut_off_anywhere_or_with_a_changed_byte_is_no_panic() {
        let whole = file(&[
            ("a_quantized", Kind::Bytes(&[1, 2, 3, 4]), &[2, 2]),
            ("a_scale", Kind::Floats(&[0.5, 0.25]), &[2]),
            ("a_zero_point", Kind::Bytes(&[0, 0]), &[2]),
        ]);
        let table = |file: &[u8]| Tensors::of(file).and_then(|all| all.table("a", 2).map(|_| ()));
        assert_eq!(table(&whole), Ok(()));
        for at in 0..whole.len() {
            assert!(table(&whole[..at]).is_err(), "cut off at {at}");
            let mut changed = whole.clone();
            for byte in [0, 0x7f, 0xff] {
                changed[at] = byte;
                // Any answer will do, but there must be one.
                let _answer = table(&changed);
            }
        }
    }

    #[test]
    fn a_row_of_bytes_is_added_as_numbers() {
        let vectors = Vectors::Small {
            bytes: Cow::Borrowed(&[1, 2, 3, 250]),
            width: 2,
            step: 0.5,
            zero: 2,
        };
        assert_eq!(vectors.len(), 2);
        let mut sums = [1.0, 1.0];
        vectors.add(1, &mut sums);
        assert_eq!(sums.map(f32::to_bits), [1.5_f32, 125.0].map(f32::to_bits));
        vectors.add(2, &mut sums);
        assert_eq!(sums.map(f32::to_bits), [1.5_f32, 125.0].map(f32::to_bits));
    }
}
