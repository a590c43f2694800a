//! Draws the screen's triangles into a picture, without a graphics card.
//!
//! What counts is that it is the same everywhere: pixels are filled by the
//! top-left rule, textures are sampled bilinearly, and colours are blended
//! premultiplied and in gamma space, as egui's own shaders do.

use std::collections::BTreeMap;

use egui::epaint::{ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, ImageData, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// The renderer.
#[derive(Default)]
pub struct SoftwareRenderer {
    textures: BTreeMap<TextureId, Texture>,
}

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

type Pixel = [f32; 4];

impl TestRenderer for SoftwareRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let changed: BTreeMap<_, _> = delta.set.drain().collect();
        for (id, images) in changed {
            for image in images {
                self.update(id, &image);
            }
        }
        let freed: Vec<_> = delta.free.drain().collect();
        for id in freed {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        context: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let scale = context.pixels_per_point();
        let size = context.content_rect().size() * scale;
        let mut canvas = Canvas::new(whole(size.x), whole(size.y));
        for clipped in context.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &clipped.primitive else {
                return Err("a paint callback cannot be drawn without a graphics card".to_owned());
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                return Err(format!("no texture {:?}", mesh.texture_id));
            };
            canvas.mesh(mesh, texture, clipped.clip_rect, scale);
        }
        canvas.into_image()
    }
}

impl SoftwareRenderer {
    fn update(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let Some([left, top]) = delta.pos else {
            let texture = Texture {
                size: image.size,
                pixels: image.pixels.clone(),
            };
            self.textures.insert(id, texture);
            return;
        };
        let Some(texture) = self.textures.get_mut(&id) else {
            return;
        };
        for (row, pixels) in image.pixels.chunks(image.size[0]).enumerate() {
            let at = (top + row) * texture.size[0] + left;
            texture.pixels[at..at + pixels.len()].copy_from_slice(pixels);
        }
    }
}

impl Texture {
    fn texel(&self, x: f32, y: f32) -> Color32 {
        let x = whole(x).min(self.size[0] - 1);
        let y = whole(y).min(self.size[1] - 1);
        self.pixels[y * self.size[0] + x]
    }

    #[expect(clippy::cast_precision_loss, reason = "textures are small")]
    fn sample(&self, u: f32, v: f32) -> Pixel {
        let x = (u * self.size[0] as f32 - 0.5).max(0.0);
        let y = (v * self.size[1] as f32 - 0.5).max(0.0);
        let (left, top) = (x.floor(), y.floor());
        let (right, low) = (x - left, y - top);
        // Glyphs stand on whole pixels: mostly there is nothing to mix.
        if right < 0.002 && low < 0.002 {
            return channels(self.texel(left, top));
        }
        let upper = mix(
            channels(self.texel(left, top)),
            channels(self.texel(left + 1.0, top)),
            right,
        );
        let lower = mix(
            channels(self.texel(left, top + 1.0)),
            channels(self.texel(left + 1.0, top + 1.0)),
            right,
        );
        mix(upper, lower, low)
    }
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

/// A value that changes evenly over a triangle.
#[derive(Clone, Copy)]
struct Slope<const N: usize> {
    start: [f32; N],
    per_x: [f32; N],
    per_y: [f32; N],
}

impl<const N: usize> Slope<N> {
    fn new(corners: [&Vertex; 3], scale: f32, of: impl Fn(&Vertex) -> [f32; N]) -> Self {
        let [a, b, c] = corners;
        let (ab, ac) = ((b.pos - a.pos) * scale, (c.pos - a.pos) * scale);
        let area = ab.x * ac.y - ac.x * ab.y;
        let (at_a, at_b, at_c) = (of(a), of(b), of(c));
        let mut slope = Self {
            start: at_a,
            per_x: [0.0; N],
            per_y: [0.0; N],
        };
        for index in 0..N {
            let (to_b, to_c) = (at_b[index] - at_a[index], at_c[index] - at_a[index]);
            slope.per_x[index] = (to_b * ac.y - to_c * ab.y) / area;
            slope.per_y[index] = (to_c * ab.x - to_b * ac.x) / area;
            slope.start[index] -=
                slope.per_x[index] * a.pos.x * scale + slope.per_y[index] * a.pos.y * scale;
        }
        slope
    }

    fn at(&self, x: f32, y: f32) -> [f32; N] {
        std::array::from_fn(|index| {
            self.start[index] + self.per_x[index] * x + self.per_y[index] * y
        })
    }
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![[0, 0, 0, 255]; width * height],
        }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
        for triangle in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|corner| &mesh.vertices[triangle[corner] as usize]);
            self.triangle(corners, texture, clip, scale);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "coordinates on a screen")]
    fn triangle(&mut self, corners: [&Vertex; 3], texture: &Texture, clip: Rect, scale: f32) {
        let points = corners.map(|corner| corner.pos * scale);
        let (one, two) = (points[1] - points[0], points[2] - points[0]);
        if (one.x * two.y - two.x * one.y).abs() < 1e-6 {
            return;
        }
        let top = points
            .iter()
            .fold(f32::INFINITY, |top, point| top.min(point.y));
        let bottom = points.iter().fold(0.0_f32, |low, point| low.max(point.y));
        let rows = first_centre(top.max((clip.top() * scale).round()))
            ..first_centre(bottom.min((clip.bottom() * scale).round())).min(self.height);
        let (left, right) = (
            (clip.left() * scale).round(),
            (clip.right() * scale).round(),
        );
        let is_plain = corners.iter().all(|corner| corner.uv == corners[0].uv);
        let is_even = is_plain
            && corners
                .iter()
                .all(|corner| corner.color == corners[0].color);
        let even = is_plain.then(|| texture.sample(corners[0].uv.x, corners[0].uv.y));
        let uv = Slope::new(corners, scale, |corner| [corner.uv.x, corner.uv.y]);
        let colour = Slope::new(corners, scale, |corner| channels(corner.color));
        for row in rows {
            let y = row as f32 + 0.5;
            let Some((from, to)) = crossing(points, y) else {
                continue;
            };
            let from = first_centre(from.max(left));
            let to = first_centre(to.min(right)).min(self.width);
            if from >= to {
                continue;
            }
            let line = &mut self.pixels[row * self.width..][from..to];
            if let (true, Some(texel)) = (is_even, even) {
                let source = tinted(channels(corners[0].color), texel);
                if source[3] >= 254.5 {
                    line.fill(source.map(byte));
                } else {
                    for pixel in line.iter_mut() {
                        blend(pixel, source);
                    }
                }
                continue;
            }
            for (step, pixel) in line.iter_mut().enumerate() {
                let x = (from + step) as f32 + 0.5;
                let texel = even.unwrap_or_else(|| {
                    let place = uv.at(x, y);
                    texture.sample(place[0], place[1])
                });
                if texel[3] > 0.0 || texel[0] > 0.0 {
                    blend(pixel, tinted(colour.at(x, y), texel));
                }
            }
        }
    }

    fn into_image(self) -> Result<RgbaImage, String> {
        let bytes = self.pixels.into_flattened();
        let wide = u32::try_from(self.width).map_err(|error| error.to_string())?;
        let high = u32::try_from(self.height).map_err(|error| error.to_string())?;
        RgbaImage::from_raw(wide, high, bytes).ok_or_else(|| "the picture has no size".to_owned())
    }
}

/// Where a row of pixel centres enters and leaves a triangle. Each edge is worked
/// out from its upper end, so that neighbours agree to the last bit.
fn crossing(points: [egui::Pos2; 3], y: f32) -> Option<(f32, f32)> {
    let mut from = f32::INFINITY;
    let mut to = f32::NEG_INFINITY;
    for (one, other) in [(0, 1), (1, 2), (2, 0)] {
        let (mut up, mut down) = (points[one], points[other]);
        if (up.y, up.x) > (down.y, down.x) {
            std::mem::swap(&mut up, &mut down);
        }
        if up.y <= y && y < down.y {
            let x = up.x + (down.x - up.x) * ((y - up.y) / (down.y - up.y));
            from = from.min(x);
            to = to.max(x);
        }
    }
    (from < to).then_some((from, to))
}

/// The first pixel whose centre lies at or after `edge`.
fn first_centre(edge: f32) -> usize {
    whole((edge - 0.5).ceil())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the screen"
)]
fn whole(value: f32) -> usize {
    value.clamp(0.0, 65_535.0) as usize
}

fn channels(colour: Color32) -> Pixel {
    colour.to_array().map(f32::from)
}

fn mix(one: Pixel, other: Pixel, share: f32) -> Pixel {
    std::array::from_fn(|index| one[index] + (other[index] - one[index]) * share)
}

fn tinted(colour: Pixel, texel: Pixel) -> Pixel {
    std::array::from_fn(|index| colour[index] * texel[index] / 255.0)
}

fn blend(pixel: &mut [u8; 4], source: Pixel) {
    let rest = 1.0 - source[3] / 255.0;
    for (channel, value) in pixel.iter_mut().zip(source) {
        *channel = byte(value + f32::from(*channel) * rest);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn byte(value: f32) -> u8 {
    (value + 0.5).clamp(0.0, 255.0) as u8
}
