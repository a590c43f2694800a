//! The integration tests, in one program so that they are linked once.
//!
//! Unit tests stand at the foot of each source file. Here belongs what looks at the
//! crate from outside; each kind has its file in `tests/tests/`.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail loudly; clippy knows only the tests themselves"
)]

#[path = "tests/accessibility.rs"]
mod accessibility;
#[path = "tests/accuracy.rs"]
mod accuracy;
#[path = "tests/architecture.rs"]
mod architecture;
#[path = "tests/blind.rs"]
mod blind;
#[path = "tests/bounds.rs"]
mod bounds;
#[path = "tests/chrome.rs"]
mod chrome;
#[path = "tests/cli.rs"]
mod cli;
#[path = "tests/codings.rs"]
mod codings;
#[path = "tests/comparing.rs"]
mod comparing;
#[path = "tests/correcting.rs"]
mod correcting;
#[path = "tests/damage.rs"]
mod damage;
#[path = "tests/export.rs"]
mod export;
#[path = "tests/fingerprint.rs"]
mod fingerprint;
#[path = "tests/flows.rs"]
mod flows;
#[path = "tests/golden.rs"]
mod golden;
#[path = "tests/growth.rs"]
mod growth;
#[path = "tests/halves.rs"]
mod halves;
#[path = "tests/hidden.rs"]
mod hidden;
#[path = "tests/import.rs"]
mod import;
#[path = "tests/killing.rs"]
mod killing;
#[path = "tests/languages.rs"]
mod languages;
#[path = "tests/marking.rs"]
mod marking;
#[path = "tests/outliving.rs"]
mod outliving;
#[path = "tests/outputs.rs"]
mod outputs;
#[path = "tests/pictures.rs"]
mod pictures;
#[path = "tests/places.rs"]
mod places;
#[path = "tests/probes.rs"]
mod probes;
#[path = "tests/projects.rs"]
mod projects;
#[path = "tests/reaching.rs"]
mod reaching;
#[path = "tests/reading.rs"]
mod reading;
#[path = "tests/readme.rs"]
mod readme;
#[path = "tests/refining.rs"]
mod refining;
#[path = "tests/resuming.rs"]
mod resuming;
#[path = "tests/reviewing.rs"]
mod reviewing;
#[path = "tests/round_trips.rs"]
mod round_trips;
#[path = "tests/screens.rs"]
mod screens;
#[path = "tests/sentences.rs"]
mod sentences;
#[path = "tests/settings.rs"]
mod settings;
#[path = "tests/speech.rs"]
mod speech;
#[path = "tests/store.rs"]
mod store;
#[path = "tests/support.rs"]
mod support;
#[path = "tests/typeset.rs"]
mod typeset;
