//! Import of a large saved web page, from bytes to an article.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use slantwise::import;

/// A page as news sites serve them: an article of some thousand words in about
/// 600 kB of menus, scripts, teasers and comments.
fn page() -> String {
    const SIZE: usize = 600_000;
    let mut page = String::from(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <title>Canal lock shut | The Varde Post</title>\
         <meta property=\"og:site_name\" content=\"The Varde Post\">\
         <meta property=\"article:published_time\" content=\"2026-02-03T10:00:00Z\">",
    );
    add(&mut page, 60, |n| {
        format!(
            "<script>window.slot{n} = {{\"sizes\": [[300, 250], [{n}, 90]], \"html\": \"<div>{n}</div>\"}};</script>"
        )
    });
    page.push_str("</head><body><header><nav><ul>");
    add(&mut page, 200, |n| {
        format!(
            "<li class=\"menu-item menu-item-{n}\"><a href=\"/section/{n}\">Section {n}</a></li>"
        )
    });
    page.push_str("</ul></nav></header><main><article><h1>Canal lock shut</h1>");
    add(&mut page, 60, |n| {
        format!(
            "<p class=\"text\">The eastern lock has been shut since divers found crack number {n} in its \
             lower gate, the port authority said on Tuesday. “We have <a href=\"/gauge\">never</a> seen \
             the gauge this low,” harbour master Per Ask told reporters, and added that {n} barges were \
             waiting.</p><div class=\"ad-slot\" data-slot=\"{n}\"></div>"
        )
    });
    page.push_str("</article><aside class=\"related\">");
    let mut n = 0;
    while page.len() < SIZE {
        n += 1;
        add(&mut page, 1, |_| {
            format!(
                "<div class=\"teaser\"><a href=\"/story/{n}\"><img src=\"/img/{n}.jpg\" alt=\"\"><h3>Story {n} \
                 of the harbour fair</h3></a><span class=\"time\">{n} min ago</span></div>\
                 <script>window.teaser{n} = {{\"id\": {n}, \"seen\": false, \"tags\": [\"harbour\", \"fair\"]}};</script>"
            )
        });
    }
    page.push_str("</aside></main><footer><p>© 2026 The Varde Post</p></footer></body></html>");
    page
}

fn add(page: &mut String, count: usize, part: impl Fn(usize) -> String) {
    for n in 0..count {
        if writeln!(page, "{}", part(n)).is_err() {
            unreachable!("writing to a string cannot fail");
        }
    }
}

fn web_page(criterion: &mut Criterion) {
    let page = page();
    let mut group = criterion.benchmark_group("import");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.sample_size(20);
    group.bench_function("web page of 600 kB", |bencher| {
        bencher.iter(|| import::from_bytes(black_box(page.as_bytes()), Some("page.html")));
    });
    group.finish();
}

criterion_group!(benches, web_page);
criterion_main!(benches);
