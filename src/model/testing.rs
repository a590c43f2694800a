//! Small articles and analyses for tests of the model, made without the engine.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Analysis, Article, ArticleId, EngineStamp, Format, Layer, Metadata, Origin, Paragraph,
    Probabilities, Revision, Role, Sentence, Sentiment, Settings, Stance, Summary, Title,
    TitleOrigin, Voice, id::sha256_hex,
};
use crate::text::Span;

/// An article of one paragraph.
pub fn article(text: &str) -> Article {
    Article {
        id: ArticleId::of_bytes(text.as_bytes()),
        revision: Revision::default(),
        title: Title {
            text: text.split(' ').take(4).collect::<Vec<_>>().join(" "),
            origin: TitleOrigin::FirstWords,
        },
        metadata: Metadata::default(),
        origin: Origin {
            path: None,
            format: Format::Pasted,
            sha256: sha256_hex(text.as_bytes()),
            encoding: "UTF-8".to_owned(),
        },
        text: Arc::from(text),
        paragraphs: vec![Paragraph {
            span: Span::new(0, text.len()),
            role: Role::Body,
        }],
        set_aside: Vec::new(),
        caveats: Vec::new(),
    }
}

/// An article with a headline and body paragraphs.
pub fn titled(title: &str, paragraphs: &[&str]) -> Article {
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
        revision: Revision::default(),
        title: Title {
            text: title.to_owned(),
            origin: TitleOrigin::File,
        },
        metadata: Metadata::default(),
        origin: Origin {
            path: None,
            format: Format::Text,
            sha256: sha256_hex(text.as_bytes()),
            encoding: "UTF-8".to_owned(),
        },
        text: Arc::from(text),
        paragraphs: spans,
        set_aside: Vec::new(),
        caveats: Vec::new(),
    }
}

/// An analysis that ends a sentence at every full stop and finds nothing in it.
pub fn analysed(article: &Article) -> Analysis {
    let mut at = 0;
    let sentences = article.text.split_inclusive(". ").map(|piece| {
        let span = Span::new(at, at + piece.len()).trimmed(&article.text);
        at += piece.len();
        Sentence {
            span,
            paragraph: 0,
            number: None,
            words: 0,
            voice: Voice::Outlet,
            stance: Stance::Factual,
            layer: Layer::Reported,
            probabilities: Probabilities::default(),
            sentiment: Sentiment::default(),
            quoted: Vec::new(),
            sources: Vec::new(),
            findings: Vec::new(),
        }
    });
    Analysis {
        article: article.id,
        revision: article.revision,
        engine: EngineStamp {
            version: "0",
            model: None,
            without_model: None,
            rules: String::new(),
            settings: Settings::default(),
            silenced: BTreeSet::new(),
        },
        sentences: sentences.collect(),
        findings: Vec::new(),
        outdone: Vec::new(),
        sources: Vec::new(),
        attributions: Vec::new(),
        entities: Vec::new(),
        turn: None,
        frames: Vec::new(),
        headline: None,
        summary: Summary::default(),
    }
}
