//! Colours, fonts and sizes: the one place that knows literal values, read from `assets/themes`.

use std::borrow::Cow;
use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId};
use serde::Deserialize;

use crate::model::{Layer, Sentiment};
use crate::text::direction;

/// Colours by role. All are opaque but the shadow.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "the roles are described in the theme files' own terms: a text colour, its ribbon, its tint"
)]
pub struct Theme {
    pub is_dark: bool,
    pub paper: Color32,
    pub panel: Color32,
    pub card: Color32,
    pub hairline: Color32,
    pub ink: Color32,
    pub ink_second: Color32,
    /// Only for large or decorative things: its contrast is below 4.5:1.
    pub ink_third: Color32,
    pub reported: Color32,
    pub reported_ribbon: Color32,
    pub reported_tint: Color32,
    pub voices: Color32,
    pub voices_ribbon: Color32,
    pub voices_tint: Color32,
    pub framing: Color32,
    pub framing_ribbon: Color32,
    pub framing_tint: Color32,
    /// What a person says, beside what the engine says.
    pub human: Color32,
    pub human_tint: Color32,
    pub positive: Color32,
    pub negative: Color32,
    pub action: Color32,
    pub action_tint: Color32,
    pub on_action: Color32,
    pub hover: Color32,
    pub shadow: Color32,
}

#[derive(Deserialize)]
struct Tokens(std::collections::BTreeMap<String, String>);

impl Tokens {
    fn colour(&self, role: &str) -> Color32 {
        // A missing or damaged token shows as bright magenta; a test finds it before a reader does.
        self.0
            .get(role)
            .and_then(|hex| Color32::from_hex(hex).ok())
            .unwrap_or(Color32::from_rgb(255, 0, 255))
    }
}

impl Theme {
    /// The light theme.
    pub fn light() -> Self {
        Self::parse(include_str!("../../assets/themes/light.json"), false)
    }

    /// The dark theme.
    pub fn dark() -> Self {
        Self::parse(include_str!("../../assets/themes/dark.json"), true)
    }

    fn parse(json: &str, is_dark: bool) -> Self {
        let tokens: Tokens =
            serde_json::from_str(json).unwrap_or(Tokens(std::collections::BTreeMap::new()));
        let colour = |role| tokens.colour(role);
        Self {
            is_dark,
            paper: colour("paper"),
            panel: colour("panel"),
            card: colour("card"),
            hairline: colour("hairline"),
            ink: colour("ink"),
            ink_second: colour("ink_second"),
            ink_third: colour("ink_third"),
            reported: colour("reported"),
            reported_ribbon: colour("reported_ribbon"),
            reported_tint: colour("reported_tint"),
            voices: colour("voices"),
            voices_ribbon: colour("voices_ribbon"),
            voices_tint: colour("voices_tint"),
            framing: colour("framing"),
            framing_ribbon: colour("framing_ribbon"),
            framing_tint: colour("framing_tint"),
            human: colour("human"),
            human_tint: colour("human_tint"),
            positive: colour("positive"),
            negative: colour("negative"),
            action: colour("action"),
            action_tint: colour("action_tint"),
            on_action: colour("on_action"),
            hover: colour("hover"),
            shadow: colour("shadow"),
        }
    }

    /// Text colour of a layer.
    pub fn layer(&self, layer: Layer) -> Color32 {
        match layer {
            Layer::Reported => self.reported,
            Layer::Voices => self.voices,
            Layer::Framing => self.framing,
        }
    }

    /// Ribbon colour of a layer.
    pub fn ribbon(&self, layer: Layer) -> Color32 {
        match layer {
            Layer::Reported => self.reported_ribbon,
            Layer::Voices => self.voices_ribbon,
            Layer::Framing => self.framing_ribbon,
        }
    }

    /// Colour of a sentiment; its shape says the same.
    pub fn sentiment(&self, sentiment: Sentiment) -> Color32 {
        if sentiment.is_positive() {
            self.positive
        } else if sentiment.is_negative() {
            self.negative
        } else {
            self.ink_second
        }
    }

    /// A text format in one of the program's faces.
    pub fn format(&self, face: Face, size: f32, color: Color32) -> TextFormat {
        TextFormat {
            font_id: FontId::new(size, face.family()),
            coords: VariationCoords::new([(b"wght", face.weight())]),
            color,
            ..TextFormat::default()
        }
    }

    /// One run of text in one face.
    pub fn text(&self, text: &str, face: Face, size: f32, color: Color32) -> LayoutJob {
        let text = direction::shown(text).into_owned();
        LayoutJob::single_section(text, self.format(face, size, color))
    }

    /// What was put together by hand, with a visible mark for signs that turn the direction of
    /// writing. [`Self::text`] sees to that by itself.
    pub fn seen(mut job: LayoutJob) -> LayoutJob {
        if let Cow::Owned(text) = direction::shown(&job.text) {
            job.text = text;
        }
        job
    }

    /// Sets egui's own widgets to this theme.
    pub fn apply(&self, context: &egui::Context) {
        let theme = if self.is_dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        context.set_theme(theme);
        context.style_mut_of(theme, |style| self.style(style));
    }

    fn style(&self, style: &mut egui::Style) {
        use egui::{CornerRadius, Margin, Stroke, vec2};
        // The same air before the name of a choice as between two things.
        style.spacing.icon_spacing = 8.0;
        style.spacing.item_spacing = vec2(8.0, 4.0);
        style.spacing.button_padding = vec2(12.0, 6.0);
        style.spacing.interact_size.y = 28.0;
        style.spacing.menu_margin = Margin::same(6);
        style.interaction.tooltip_delay = 0.4;
        let visuals = &mut style.visuals;
        visuals.panel_fill = self.paper;
        visuals.window_fill = self.card;
        visuals.window_stroke = Stroke::new(1.0, self.hairline);
        visuals.window_corner_radius = CornerRadius::same(9);
        visuals.menu_corner_radius = CornerRadius::same(8);
        visuals.extreme_bg_color = self.card;
        visuals.faint_bg_color = self.panel;
        visuals.hyperlink_color = self.action;
        visuals.selection.bg_fill = self.action_tint;
        visuals.selection.stroke = Stroke::new(1.5, self.action);
        visuals.override_text_color = Some(self.ink);
        let widgets = &mut visuals.widgets;
        for widget in [
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
            &mut widgets.open,
            &mut widgets.noninteractive,
        ] {
            widget.corner_radius = CornerRadius::same(6);
            widget.bg_stroke = Stroke::new(1.0, self.hairline);
            widget.fg_stroke = Stroke::new(1.0, self.ink);
            widget.bg_fill = self.card;
            widget.weak_bg_fill = self.card;
            widget.expansion = 0.0;
        }
        for widget in [&mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
            widget.bg_fill = self.hover;
            widget.weak_bg_fill = self.hover;
        }
        // Boxes and rails must stand out from the card they lie on.
        widgets.inactive.bg_fill = self.hover;
        widgets.noninteractive.bg_stroke = Stroke::new(1.0, self.hairline);
        // The focused widget is drawn with the hovered stroke: it must be seen.
        widgets.hovered.bg_stroke = Stroke::new(1.0, self.ink_third);
        widgets.active.bg_stroke = Stroke::new(1.5, self.action);
    }
}

/// The faces text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Inter: the interface.
    Sans,
    /// Inter, semi-bold.
    SansStrong,
    /// Source Serif 4: articles.
    Serif,
    /// Source Serif 4, semi-bold.
    SerifStrong,
}

impl Face {
    /// Its font family.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Sans | Self::SansStrong => FontFamily::Proportional,
            Self::Serif | Self::SerifStrong => FontFamily::Name("serif".into()),
        }
    }

    fn weight(self) -> f32 {
        match self {
            Self::Sans | Self::Serif => 400.0,
            Self::SansStrong | Self::SerifStrong => 620.0,
        }
    }
}

macro_rules! font {
    ($file:literal) => {
        (
            $file,
            include_bytes!(concat!("../../assets/fonts/", $file, ".ttf")).as_slice(),
        )
    };
}

const SANS: [(&str, &[u8]); 5] = [
    font!("inter-latin"),
    font!("inter-latin-ext"),
    font!("inter-cyrillic"),
    font!("inter-greek"),
    font!("signs-sans"),
];
const SERIF: [(&str, &[u8]); 5] = [
    font!("source-serif-4-latin"),
    font!("source-serif-4-latin-ext"),
    font!("source-serif-4-cyrillic"),
    font!("source-serif-4-greek"),
    font!("signs-serif"),
];

/// The program's fonts, with egui's own as the last resort for signs and emoji.
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let rest: Vec<String> = [
        "Hack",
        "Ubuntu-Light",
        "NotoEmoji-Regular",
        "emoji-icon-font",
        "egui-icons",
    ]
    .into_iter()
    .filter(|name| fonts.font_data.contains_key(*name))
    .map(str::to_owned)
    .collect();
    let mut family =
        |name: FontFamily, files: &[(&str, &'static [u8])], before: &[(&str, &'static [u8])]| {
            let mut chain: Vec<String> = Vec::new();
            for (file, bytes) in files.iter().chain(before) {
                fonts
                    .font_data
                    .entry((*file).to_owned())
                    .or_insert_with(|| Arc::new(FontData::from_static(bytes)));
                chain.push((*file).to_owned());
            }
            chain.extend(rest.iter().cloned());
            fonts.families.insert(name, chain);
        };
    family(FontFamily::Proportional, &SANS, &[]);
    family(FontFamily::Name("serif".into()), &SERIF, &SANS);
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_colour_stands_out_from_every_ground_it_is_set_on() {
        for theme in [Theme::light(), Theme::dark()] {
            let grounds = [
                theme.paper,
                theme.panel,
                theme.card,
                theme.framing_tint,
                theme.hover,
            ];
            for ground in grounds {
                for text in [theme.ink, theme.framing] {
                    assert!(
                        contrast(text, ground) >= 4.5,
                        "{text:?} on {ground:?}: {:.2}",
                        contrast(text, ground)
                    );
                }
            }
            for ground in [theme.paper, theme.panel, theme.card] {
                for text in [
                    theme.ink_second,
                    theme.reported,
                    theme.voices,
                    theme.human,
                    theme.positive,
                    theme.negative,
                    theme.action,
                    theme.human,
                ] {
                    assert!(
                        contrast(text, ground) >= 4.5,
                        "{text:?} on {ground:?}: {:.2}",
                        contrast(text, ground)
                    );
                }
            }
            assert!(contrast(theme.human, theme.human_tint) >= 4.5);
            assert!(contrast(theme.ink, theme.human_tint) >= 4.5);
            assert!(contrast(theme.ink, theme.action_tint) >= 4.5);
            assert!(contrast(theme.on_action, theme.action) >= 4.5);
            assert!(contrast(theme.action, theme.action_tint) >= 4.5);
            for text in [theme.human, theme.ink, theme.ink_second] {
                assert!(contrast(text, theme.human_tint) >= 4.5, "{text:?}");
            }
        }
    }

    #[test]
    fn no_token_is_missing() {
        for theme in [Theme::light(), Theme::dark()] {
            assert!(
                !format!("{theme:?}").contains("FF00FFFF")
                    && !format!("{theme:?}").contains("#ff00ffff")
            );
            assert_ne!(theme.shadow, Color32::from_rgb(255, 0, 255));
        }
    }
}
