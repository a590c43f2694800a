//! Sentiment as a shape: up, down or round, so that it is never colour alone.

use egui::{Painter, Pos2, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::model::Sentiment;
use crate::ui::theme::Theme;

/// The word for a sentiment.
pub fn sentiment_word(sentiment: Sentiment) -> &'static str {
    if sentiment.is_positive() {
        "positive"
    } else if sentiment.is_negative() {
        "negative"
    } else {
        "neutral"
    }
}

/// The score as people read it, with a true minus sign: `−0.42`.
pub fn sentiment_score(sentiment: Sentiment) -> String {
    let score = sentiment.compound();
    if score < -0.004_999 {
        format!("\u{2212}{:.2}", -score)
    } else if score > 0.004_999 {
        format!("+{score:.2}")
    } else {
        "0.00".to_owned()
    }
}

/// Paints the sign around a centre; `size` is its height in points.
pub fn paint_sentiment(
    painter: &Painter,
    theme: &Theme,
    center: Pos2,
    size: f32,
    sentiment: Sentiment,
) {
    let colour = theme.sentiment(sentiment);
    let half = size / 2.0;
    if sentiment.is_positive() || sentiment.is_negative() {
        let up = if sentiment.is_positive() { -1.0 } else { 1.0 };
        painter.add(Shape::convex_polygon(
            vec![
                pos2(center.x, center.y + up * half),
                pos2(center.x - half * 1.1, center.y - up * half * 0.8),
                pos2(center.x + half * 1.1, center.y - up * half * 0.8),
            ],
            colour,
            Stroke::NONE,
        ));
    } else {
        painter.circle_filled(center, half * 0.7, colour);
    }
}

/// The sign as a widget, named `negative, −0.42`.
pub fn sentiment_ui(ui: &mut Ui, theme: &Theme, sentiment: Sentiment) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
    paint_sentiment(ui.painter(), theme, rect.center(), 8.0, sentiment);
    let name = format!(
        "{}, {}",
        sentiment_word(sentiment),
        sentiment_score(sentiment)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), &name));
    response.on_hover_text(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_read_with_their_sign() {
        for (compound, text) in [(-0.421, "\u{2212}0.42"), (0.3, "+0.30"), (0.0, "0.00")] {
            assert_eq!(sentiment_score(Sentiment::from_compound(compound)), text);
        }
    }
}
