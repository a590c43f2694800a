//! Sentences lie in the paragraph, in order, and leave out only white space.
#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::text::{Span, segment::sentences};

fuzz_target!(|text: &str| {
    let mut at = 0;
    for span in sentences(text, Span::new(0, text.len())) {
        assert!(text[at..span.start()].trim().is_empty());
        assert_eq!(span.of(text), span.of(text).trim());
        assert!(!span.is_empty());
        at = span.end();
    }
    assert!(text[at..].trim().is_empty());
});
