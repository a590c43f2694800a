//! Articles for the tests of this room.

use std::sync::Arc;

use crate::model::{
    Article, ArticleId, Format, Metadata, Origin, Paragraph, Revision, Role, Title, TitleOrigin,
};
use crate::text::Span;

/// An article with a headline and body paragraphs.
pub(crate) fn article(title: &str, paragraphs: &[&str]) -> Article {
    let mut text = title.to_owned();
    let mut spans = vec![Paragraph {
        span: Span::new(0, text.len()),
        role: Role::Headline,
    }];
    for paragraph in paragraphs {
        text.push_str("\n\n");
        let from = text.len();
        text.push_str(paragraph);
        spans.push(Paragraph {
            span: Span::new(from, text.len()),
            role: Role::Body,
        });
    }
    Article {
        id: ArticleId::of_bytes(text.as_bytes()),
        revision: Revision(0),
        title: Title {
            text: title.to_owned(),
            origin: TitleOrigin::File,
        },
        metadata: Metadata::default(),
        origin: Origin {
            path: None,
            format: Format::Text,
            sha256: crate::model::id::sha256_hex(text.as_bytes()),
            encoding: "UTF-8".to_owned(),
        },
        text: Arc::from(text),
        paragraphs: spans,
        set_aside: Vec::new(),
    }
}
