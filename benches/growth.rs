//! How the time grows with the text: once, twice, four and eight times each kind.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "growth/kinds.rs"]
mod kinds;

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_secs(1));
    for times in [1, 2, 4, 8] {
        for kind in kinds::ARTICLES {
            let text = (kind.make)(kind.least * times);
            group.bench_function(BenchmarkId::new(kind.name, times), |bencher| {
                bencher.iter(|| kinds::read(black_box(&text)));
            });
        }
        group.bench_function(BenchmarkId::new("paragraphs printed", times), |bencher| {
            bencher.iter(|| kinds::print_article(black_box(200 * times)));
        });
        group.bench_function(BenchmarkId::new("articles compared", times), |bencher| {
            bencher.iter(|| kinds::compare_articles(black_box(25 * times)));
        });
        group.bench_function(BenchmarkId::new("context of a label", times), |bencher| {
            bencher.iter(|| kinds::label_in_context(black_box(500 * times)));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
