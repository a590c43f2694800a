//! Analysis of an article of about a thousand words, by rules and with the model, and sentiment alone.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use slantwise::analysis::{analyse, analyse_by_rules, sentiment};
use slantwise::import;
use slantwise::model::Settings;

const ARTICLE: &str = include_str!("article.txt");

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysis");
    group.throughput(Throughput::Bytes(ARTICLE.len() as u64));
    group.bench_function("sentiment", |bencher| {
        bencher.iter(|| {
            for line in ARTICLE.lines() {
                black_box(sentiment::score(black_box(line)));
            }
        });
    });
    let settings = Settings::default();
    match import::from_bytes(ARTICLE.as_bytes(), Some("article.txt")) {
        Ok(article) => {
            group.bench_function("rules", |bencher| {
                bencher.iter(|| black_box(analyse_by_rules(black_box(&article), &settings)));
            });
            group.bench_function("rules and model", |bencher| {
                bencher.iter(|| black_box(analyse(black_box(&article), &settings)));
            });
        }
        Err(error) => panic!("the article does not open: {error}"),
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
