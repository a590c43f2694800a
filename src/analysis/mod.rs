//! An article in, an analysis out: pure, without files, threads, clock or chance.
//!
//! 1. [`parsed`] cuts the article into sentences and tokens and finds the quotation marks.
//! 2. [`identity`] joins everybody and everything that is named; [`attribution`] says who of
//!    them speaks where.
//! 3. [`entities`] lists who and what is named; [`sentiment`] scores each sentence.
//! 4. Every [`detector`] marks phrases; [`layers`] weighs them into the three probabilities.
//! 5. [`evaluation`] finds the words by which framing sentences judge; [`turn`] looks for the place where the register changes; [`frames`] says which
//!    dimensions of the issue are taken up; [`headline`] sets the headline against the body.

pub mod accuracy;
pub mod attribution;
pub mod detector;
pub mod detectors;
pub mod entities;
pub mod evaluation;
pub mod features;
pub mod fingerprint;
pub mod frames;
pub mod headline;
pub mod identity;
pub mod layers;
pub mod lexicon;
pub mod meaning;
pub mod neural;
pub mod parsed;
pub mod phrases;
pub mod readings;
pub mod sentiment;
pub mod states;
pub mod summary;
pub mod turn;
pub mod weighing;
pub mod weights;

mod brought;
mod findings;
mod label;
mod language;
mod mentions;
pub(crate) mod numbers;
mod pipeline;
mod tone;
mod unanalysed;
mod wording;

pub use label::{Label, LabelInput, Tone, ToneLabel, label};
pub use parsed::Parsed;
pub use pipeline::{
    analyse, analyse_by_rules, analyse_by_rules_unless, analyse_unless, counted, engine_stamp,
    layer_rows,
};
pub use unanalysed::Unanalysed;
