//! The language model: sentences a second on one thread, as many together as the program
//! gives it and one at a time, and loading.
//!
//! `benches/onnx_runtime.py` measures ONNX Runtime on the same file and sentences.

#![expect(clippy::expect_used, reason = "a benchmark may fail loudly")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use slantwise::analysis::neural::Model;

const NETWORK: &[u8] = include_bytes!("../assets/model/slantwise.onnx");
const VOCABULARY: &str = include_str!("../assets/model/vocabulary.txt");
const TEXTS: &str = include_str!("../training/fixture_texts.jsonl");

/// The fixture's texts of five words and more.
fn sentences() -> Vec<String> {
    TEXTS
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|line| line["text"].as_str().map(str::to_owned))
        .filter(|text| text.split_whitespace().count() >= 5)
        .collect()
}

fn model(criterion: &mut Criterion) {
    let sentences = sentences();
    let texts: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let model = Model::from_bytes(NETWORK, VOCABULARY).expect("the model in assets is whole");
    let mut group = criterion.benchmark_group("model");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| model.read(black_box(&texts)));
    });
    group.bench_function("sentences one at a time", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(model.read(black_box(&[text]))).expect("every text can be read");
            }
        });
    });
    group.finish();
    criterion.bench_function("model/load", |bencher| {
        bencher.iter(|| Model::from_bytes(black_box(NETWORK), VOCABULARY));
    });
}

criterion_group!(benches, model);
criterion_main!(benches);
