//! Word pieces lie in the text, in order, on character boundaries, and have a number.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use slantwise::analysis::neural::Tokenizer;

const VOCABULARY: &str = include_str!("../../assets/model/vocabulary.txt");

static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| {
    Tokenizer::from_vocabulary(VOCABULARY).expect("the vocabulary in assets is whole")
});
static PIECES: LazyLock<i32> = LazyLock::new(|| VOCABULARY.lines().map(|_| 1).sum());

fuzz_target!(|text: &str| {
    let mut at = 0;
    for piece in TOKENIZER.pieces(text) {
        assert!(piece.span.start() >= at && piece.span.end() <= text.len());
        assert!(!piece.span.of(text).is_empty());
        assert!((0..*PIECES).contains(&piece.id));
        at = piece.span.start();
    }
});
