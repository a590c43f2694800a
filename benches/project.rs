//! A project of 10,000 judgements in 300 articles: opening it, saving one change, one step of
//! undo. `benches/screens.rs` draws it.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use criterion::{Criterion, criterion_group, criterion_main};
use slantwise::model::{Decision, Project};
use slantwise::state::Command;
use slantwise::store::{Keeper, LogEntry, ProjectFile};

mod large;

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("project");
    group.sample_size(20);
    let project = large::project();
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => panic!("no folder for the project: {error}"),
    };
    let path = folder.path().join("large.slantwise");
    let keeper = Keeper::default();
    let made = ProjectFile::create(&path, &project, &keeper, &[], Utc::now());
    assert!(made.is_ok(), "{:?}", made.err());
    drop(made);
    let size = std::fs::metadata(&path).map_or(0, |about| about.len());
    assert!(size < 50_000_000, "{size} bytes");

    group.bench_function("open and close", |bencher| {
        bencher.iter(|| black_box(ProjectFile::open(&path, &keeper, Utc::now())));
    });

    group.bench_function("save one change", |bencher| {
        let (mut file, _) = match ProjectFile::open(&path, &keeper, Utc::now()) {
            Ok(opened) => opened,
            Err(error) => panic!("it does not open: {error}"),
        };
        let mut place = 0;
        bencher.iter_custom(|times| {
            (0..times)
                .map(|_| {
                    place += 1;
                    let next = changed(file.saved(), place);
                    let entry = LogEntry {
                        at: Utc::now(),
                        by: "Ada".to_owned(),
                        what: "Disagree with “tram”".to_owned(),
                        article: None,
                    };
                    let start = Instant::now();
                    let saved = file.save(&next, &[entry], None, Utc::now());
                    let took = start.elapsed();
                    assert_eq!(saved, Ok(()));
                    took
                })
                .sum::<Duration>()
        });
    });

    group.bench_function("decide, undo and redo, each", |bencher| {
        let mut state = large::state(&project);
        let mut place = 0;
        bencher.iter_custom(|times| {
            let all = (0..times)
                .map(|_| {
                    place += 1;
                    let article = &project.articles[place * 7 % large::ARTICLES];
                    let judgement = large::judged(article, place % 50, Decision::Disagree);
                    let command = Command::Judge {
                        article: article.id,
                        subject: judgement.subject,
                        decision: judgement.decision,
                    };
                    let start = Instant::now();
                    black_box(state.update(command));
                    black_box(state.update(Command::Undo));
                    black_box(state.update(Command::Redo));
                    start.elapsed()
                })
                .sum::<Duration>();
            all / 3
        });
    });
    group.finish();
}

/// The project with one more decision, or one that is changed.
fn changed(project: &Arc<Project>, place: usize) -> Arc<Project> {
    let mut next = Project::clone(project);
    let article = Arc::clone(&next.articles[place * 7 % large::ARTICLES]);
    let judgement = large::judged(&article, place % 60, Decision::ALL[place % 3]);
    next.edit_coding(article.id, |coding| {
        let key = judgement.subject.key();
        coding.judgements.insert(key, Arc::new(judgement));
    });
    Arc::new(next)
}

criterion_group!(benches, bench);
criterion_main!(benches);
