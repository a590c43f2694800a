//! Sentences and words: how many bytes a second.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use slantwise::text::segment::sentences;
use slantwise::text::token::count_words;
use slantwise::text::{Span, Tokens};

const ARTICLE: &str = include_str!("article.txt");

fn paragraphs() -> Vec<Span> {
    let mut at = 0;
    ARTICLE
        .split("\n\n")
        .map(|paragraph| {
            let span = Span::new(at, at + paragraph.len());
            at += paragraph.len() + 2;
            span
        })
        .collect()
}

fn bench(criterion: &mut Criterion) {
    let paragraphs = paragraphs();
    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(ARTICLE.len() as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| {
            for &paragraph in &paragraphs {
                black_box(sentences(black_box(ARTICLE), paragraph));
            }
        });
    });
    group.bench_function("sentencex alone", |bencher| {
        bencher.iter(|| {
            for paragraph in &paragraphs {
                let text = black_box(paragraph.of(ARTICLE));
                black_box(sentencex::get_sentence_boundaries("en", text));
            }
        });
    });
    group.bench_function("tokens", |bencher| {
        bencher.iter(|| {
            let mut tokens = Tokens::default();
            for &paragraph in &paragraphs {
                tokens.extend(black_box(ARTICLE), paragraph);
            }
            black_box(tokens)
        });
    });
    group.bench_function("count words", |bencher| {
        bencher.iter(|| black_box(count_words(black_box(ARTICLE))));
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
