//! Any bytes as a web page give an article or a sentence, and its places lie in its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::import;

fuzz_target!(|bytes: &[u8]| {
    let Ok(article) = import::from_bytes(bytes, Some("/news/page.html")) else {
        return;
    };
    let mut at = 0;
    for paragraph in &article.paragraphs {
        assert!(paragraph.span.start() >= at);
        assert!(!paragraph.span.of(&article.text).is_empty());
        at = paragraph.span.end();
    }
    for aside in &article.set_aside {
        assert!(article.text.get(aside.span.range()).is_some());
    }
});
