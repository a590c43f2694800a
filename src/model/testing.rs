//! Small articles and analyses for tests of the model, made without the engine.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Analysis, Article, ArticleId, Confidence, DetectorId, Device, EngineStamp, Finding, FindingKey,
    Format, Layer, MadeBy, Metadata, Origin, Paragraph, Probabilities, Reason, Revision, Role,
    Sentence, Sentiment, Settings, Stance, Summary, Title, TitleOrigin, Verdict, Voice,
    id::sha256_hex,
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
            verdict: Ok(Verdict {
                voice: Voice::Outlet,
                stance: Stance::Factual,
                layer: Layer::Reported,
                probabilities: Probabilities::default(),
                sentiment: Sentiment::default(),
            }),
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
            fingerprint: String::new(),
            settings: Settings::default(),
            silenced: BTreeSet::new(),
        },
        sentences: sentences.collect(),
        findings: Vec::new(),
        outdone: Vec::new(),
        sources: Vec::new(),
        attributions: Vec::new(),
        entities: Vec::new(),
        who: super::Who::default(),
        turn: None,
        frames: Vec::new(),
        headline: None,
        summary: Summary::default(),
    }
}

/// Marks some words of a sentence as the outlet's loaded language; returns the finding's index.
pub fn mark(analysis: &mut Analysis, sentence: usize, span: Span) -> usize {
    let at = analysis.findings.len();
    analysis.sentences[sentence].findings.push(at);
    analysis.findings.push(Finding {
        key: FindingKey(at as u64),
        detector: DetectorId("test"),
        device: Device::LoadedLanguage,
        span,
        sentence,
        voice: Voice::Outlet,
        quoted: false,
        reason: Reason {
            summary: String::new(),
            detail: String::new(),
            not_if: String::new(),
        },
        evidence: Vec::new(),
        confidence: Confidence::from_fraction(0.8),
        made_by: MadeBy::Rule,
    });
    at
}
