//! Tokens lie in the text, in order, and leave out only white space.
#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::text::{Span, Tokens};

fuzz_target!(|text: &str| {
    let tokens = Tokens::of(text, Span::new(0, text.len()));
    let mut at = 0;
    for (index, token) in tokens.as_slice().iter().enumerate() {
        assert!(text[at..token.span.start()].trim().is_empty());
        assert!(!token.span.of(text).is_empty());
        tokens.normal(index);
        at = token.span.end();
    }
    assert!(text[at..].trim().is_empty());
});
