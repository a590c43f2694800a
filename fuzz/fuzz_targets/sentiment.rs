//! Sentiment stays between −1 and 1.
#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::analysis::sentiment;

fuzz_target!(|text: &str| {
    assert!((-1.0..=1.0).contains(&sentiment::vader::compound(text)));
    sentiment::score(text);
});
