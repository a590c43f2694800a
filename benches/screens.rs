//! One frame of the reader and of Compare: the first with an article, and those after it.
//!
//! A frame is everything the program does between input and triangles: the whole
//! window is drawn without a screen and its shapes are tessellated.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{
    BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime,
};
use egui::{Context, RawInput, Rect, pos2, vec2};
use slantwise::analysis::analyse;
use slantwise::import;
use slantwise::jobs::Outcome;
use slantwise::model::Article;
use slantwise::state::{AppState, Command, View};
use slantwise::ui::{Memory, Screen, root_ui, theme};

mod large;

const TEXT: &str = include_str!("article.txt");

/// An article of at least this many words; `mark` makes it another one.
fn article(words: usize, mark: usize) -> Arc<Article> {
    let mut text = format!("Report number {mark}\n\n");
    let mut count = 0;
    for round in 0_usize.. {
        for paragraph in TEXT.split("\n\n").skip(usize::from(round > 0)) {
            if count >= words {
                break;
            }
            text.push_str(paragraph);
            text.push_str("\n\n");
            count += paragraph.split_whitespace().count();
        }
        if count >= words {
            break;
        }
    }
    match import::from_bytes(text.as_bytes(), Some("article.txt")) {
        Ok(article) => Arc::new(article),
        Err(error) => panic!("the article does not open: {error}"),
    }
}

/// The state with these articles open, analysed and compared.
fn state(articles: &[Arc<Article>]) -> AppState {
    let mut state = AppState::default();
    for article in articles {
        state.apply(Outcome::Imported(Ok(Arc::clone(article))));
        analysed(&mut state, article);
    }
    let pairs: Vec<_> = articles
        .iter()
        .filter_map(|article| Some((&**article, &**state.analyses.get(article.id)?)))
        .collect();
    let comparison = slantwise::compare::compare(&pairs, state.session.filter);
    state.apply(Outcome::Compared(Ok(Arc::new(comparison))));
    state
}

fn analysed(state: &mut AppState, article: &Article) {
    let settings = state.session.preferences.settings.for_analysis();
    state.apply(Outcome::Analysed {
        article: article.id,
        revision: article.revision,
        result: Ok(Arc::new(analyse(article, &settings))),
        settings,
    });
}

/// The project of many judgements, the first article open.
fn large() -> AppState {
    let mut state = large::state(&large::project());
    let articles = state.document.project().articles.clone();
    for article in &articles {
        analysed(&mut state, article);
    }
    state
}

/// A window without a screen.
struct Window {
    context: Context,
    theme: theme::Theme,
    frames: u32,
}

impl Window {
    fn new() -> Self {
        let context = Context::default();
        context.set_fonts(theme::fonts());
        let theme = theme::Theme::light();
        theme.apply(&context);
        Self {
            context,
            theme,
            frames: 0,
        }
    }

    /// Draws a frame and says how long it took.
    fn frame(&mut self, state: &AppState, memory: &mut Memory) -> Duration {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))),
            time: Some(f64::from(self.frames) / 60.0),
            ..RawInput::default()
        };
        let start = Instant::now();
        let mut output = self.context.run_ui(input, |ui| {
            let screen = Screen::new(state, &self.theme);
            root_ui(ui, &screen, memory);
            black_box(screen.into_commands());
        });
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.context.tessellate(shapes, 1.0));
        let took = start.elapsed();
        output.drop_without_applying_deltas();
        took
    }

    /// A frame without the article, so that nothing of it is left in egui's caches.
    fn clear(&mut self) {
        let nothing = AppState::default();
        let mut memory = Memory::default();
        for _ in 0..2 {
            self.frame(&nothing, &mut memory);
        }
    }
}

fn first_and_steady(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, state: &AppState) {
    let mut window = Window::new();
    // The letters of the article are in the atlas from here on, as they are after the samples.
    let mut memory = Memory::default();
    for _ in 0..4 {
        window.frame(state, &mut memory);
    }
    group.bench_function(format!("{name}, first"), |bencher| {
        bencher.iter_custom(|times| {
            (0..times)
                .map(|_| {
                    window.clear();
                    window.frame(state, &mut Memory::default())
                })
                .sum()
        });
    });
    for _ in 0..30 {
        window.frame(state, &mut memory);
    }
    group.bench_function(format!("{name}, steady"), |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| window.frame(state, &mut memory)).sum());
    });
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    group.sample_size(20);
    for words in [1_500, 50_000] {
        let state = state(&[article(words, 0)]);
        first_and_steady(&mut group, &format!("reader, {words} words"), &state);
    }
    first_and_steady(
        &mut group,
        "reader, 300 articles, 10,200 judgements",
        &large(),
    );
    let four: Vec<_> = (0..4).map(|mark| article(1_500, mark)).collect();
    let mut state = state(&four);
    state.update(Command::Show(View::Compare));
    first_and_steady(&mut group, "compare, four articles", &state);
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
