//! A few pictures of the whole window, so that a change in its looks is seen in review.
//!
//! They are drawn in software and compared with `tests/pictures/*.png`. Where a
//! change is meant, draw them anew and look at them before they are committed:
//! `UPDATE_SNAPSHOTS=1 cargo test --test tests pictures`. A picture that differs
//! leaves `NAME.new.png` and `NAME.diff.png` beside the old one.

use egui_kittest::SnapshotOptions;
use slantwise::state::{Preferences, ThemeChoice, View};

use super::support::{Start, Window};

/// So many pixels may differ: rounding in the last place moves an edge now and then.
const PIXELS: usize = 120;

fn window(theme: ThemeChoice, view: View) -> Window {
    let mut window = Start {
        // None: the samples, in their own order.
        files: Vec::new(),
        size: [1100.0, 760.0],
        preferences: Preferences {
            theme,
            ..Preferences::default()
        },
        is_drawn: true,
        ..Start::default()
    }
    .open();
    let key = match view {
        View::Read => egui::Key::Num1,
        View::Compare => egui::Key::Num2,
        View::Report => egui::Key::Num3,
    };
    window.press(egui::Modifiers::COMMAND, key);
    window.settle();
    window
}

fn compare_picture(theme: ThemeChoice, view: View, name: &str) {
    let mut window = window(theme, view);
    let options = SnapshotOptions::new()
        .output_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures"))
        .max_failed_pixels(PIXELS);
    window.harness.snapshot_options(name, &options);
}

#[test]
fn the_reader_looks_as_before_in_light() {
    compare_picture(ThemeChoice::Light, View::Read, "read-light");
}

#[test]
fn the_reader_looks_as_before_in_the_dark() {
    compare_picture(ThemeChoice::Dark, View::Read, "read-dark");
}

#[test]
fn the_comparison_looks_as_before_in_light() {
    compare_picture(ThemeChoice::Light, View::Compare, "compare-light");
}

#[test]
fn the_comparison_looks_as_before_in_the_dark() {
    compare_picture(ThemeChoice::Dark, View::Compare, "compare-dark");
}

#[test]
fn one_window_is_drawn_twice_to_the_same_picture() {
    let mut window = window(ThemeChoice::Light, View::Compare);
    let one = window.harness.render().unwrap();
    let two = window.harness.render().unwrap();
    assert_eq!(one.dimensions(), (1100, 760));
    assert!(one == two);
}
