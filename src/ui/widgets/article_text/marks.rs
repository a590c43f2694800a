//! Where marks lie: styles that change the layout, and places painted around it.

use std::ops::Range;
use std::sync::Arc;

use egui::{Galley, Rect, Ui};

use crate::model::{
    Analysis, Attribution, Device, Finding, Layer, MarkId, Sentence, Voice, VoiceFilter,
};
use crate::text::Span;
use crate::text::quotation::in_quotes;
use crate::ui::theme::{Face, Theme};
use crate::ui::widgets::ribbon;

use super::TextInput;
use super::blocks::Block;
use super::layout::Laid;
use super::lines::{Lines, Part};
use super::own;

/// What changes the layout of a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// A source's name, or the words that attribute: set in bold, and nothing else is.
    pub is_cited: bool,
    /// The filter does not take it in.
    pub is_dim: bool,
}

/// What is painted under or behind a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// The ground of a framing sentence.
    Tint,
    /// A finding in a framing sentence.
    Solid,
    /// A finding elsewhere: in a reported sentence, or in what somebody else says.
    Dotted,
    /// A direct quotation.
    Quotation,
    /// A source nobody could ask.
    Vague,
}

/// One mark on one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub kind: MarkKind,
    /// The finding it stands for, by index.
    pub finding: Option<usize>,
    pub rect: Rect,
    /// Where the letters stand.
    pub baseline: f32,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseOf {
    /// A finding, by index.
    Finding(usize),
    /// A source, by index.
    Source(usize),
    /// A mark of the reader's own.
    Own(MarkId),
}

/// A stretch that can be pointed at, on one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub of: PhraseOf,
    pub rect: Rect,
}

/// Sentences that begin on one line.
#[derive(Debug)]
pub(super) struct GutterRow {
    pub sentences: Vec<usize>,
    pub y: f32,
    /// Their numbers, one galley each.
    pub numbers: Vec<Arc<Galley>>,
}

/// A label in the margin.
#[derive(Debug)]
pub(super) struct Label {
    pub of: PhraseOf,
    pub y: f32,
    pub galley: Arc<Galley>,
}

/// Whether a text holds letters that run from right to left.
pub(super) fn runs_from_right(text: &str) -> bool {
    // Everything before Hebrew runs from left to right, and that is nearly all there is.
    !text.is_ascii()
        && text.chars().any(|letter| {
            matches!(letter,
                '\u{0590}'..='\u{08FF}'
                | '\u{200F}'
                | '\u{202B}'
                | '\u{202E}'
                | '\u{2067}'
                | '\u{FB1D}'..='\u{FDFF}'
                | '\u{FE70}'..='\u{FEFF}'
                | '\u{10800}'..='\u{10FFF}'
                | '\u{1E800}'..='\u{1EFFF}')
        })
}

/// Pieces that tile a block's text, each with its style.
pub(super) fn styles(
    input: &TextInput<'_>,
    block: &Block,
    is_plain: bool,
) -> Vec<(Range<usize>, Style)> {
    let length = match block.kind {
        super::blocks::Kind::Paragraph(_) | super::blocks::Kind::SetAside(_) => block.span.len(),
        // The caller's text is not in the article: one piece, as long as it may be.
        _ => return vec![(0..whole_length(input, block), Style::default())],
    };
    let mut edits: Vec<(Range<usize>, Edit)> = Vec::new();
    if let Some(analysis) = input.analysis.filter(|_| !is_plain) {
        collect(input, analysis, block, &mut edits);
    }
    let mut cuts = vec![0, length];
    for (range, _) in &edits {
        cuts.extend([range.start, range.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<(Range<usize>, Style)> = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let mut style = Style::default();
        for (range, edit) in &edits {
            if range.start <= pair[0] && pair[1] <= range.end {
                match edit {
                    Edit::Cited => style.is_cited = true,
                    Edit::Dim => style.is_dim = true,
                    Edit::Bright => style.is_dim = false,
                }
            }
        }
        match pieces.last_mut() {
            Some((range, before)) if *before == style => range.end = pair[1],
            _ => pieces.push((pair[0]..pair[1], style)),
        }
    }
    if pieces.is_empty() {
        pieces.push((0..0, Style::default()));
    }
    pieces
}

fn whole_length(input: &TextInput<'_>, block: &Block) -> usize {
    match block.kind {
        super::blocks::Kind::Title => input.article.title.text.len(),
        _ => input
            .analysis
            .and_then(|analysis| analysis.turn.as_ref())
            .map_or(0, |turn| super::layout::turn_words(turn).len()),
    }
}

#[derive(Clone, Copy, Debug)]
enum Edit {
    Cited,
    Dim,
    Bright,
}

fn collect(
    input: &TextInput<'_>,
    analysis: &Analysis,
    block: &Block,
    edits: &mut Vec<(Range<usize>, Edit)>,
) {
    let mut add = |span: Span, edit: Edit| {
        if let Some(part) = span.intersection(block.span) {
            let start = part.start() - block.span.start();
            edits.push((start..start + part.len(), edit));
        }
    };
    for index in block.sentences.clone() {
        let sentence = &analysis.sentences[index];
        match input.filter {
            VoiceFilter::All => {}
            VoiceFilter::Outlet => {
                if !ribbon::counts(input.filter, sentence) {
                    add(sentence.span, Edit::Dim);
                }
                for quotation in &sentence.quoted {
                    add(*quotation, Edit::Dim);
                }
            }
            VoiceFilter::Quoted => {
                add(sentence.span, Edit::Dim);
                for quotation in &sentence.quoted {
                    add(*quotation, Edit::Bright);
                }
            }
        }
    }
    for attribution in attributions_in(analysis, &block.sentences) {
        if attribution.voice == Voice::Attributed {
            for span in cited_spans(attribution, &input.article.text) {
                add(span, Edit::Cited);
            }
        }
    }
}

/// Attributions of some sentences; they are ordered by place.
fn attributions_in<'a>(analysis: &'a Analysis, sentences: &Range<usize>) -> &'a [Attribution] {
    let from = analysis
        .attributions
        .partition_point(|attribution| attribution.sentence < sentences.start);
    let to = analysis
        .attributions
        .partition_point(|attribution| attribution.sentence < sentences.end);
    &analysis.attributions[from..to]
}

/// Source and cue, as one stretch where they stand next to each other.
fn cited_spans(attribution: &Attribution, text: &str) -> Vec<Span> {
    match (attribution.source_span, attribution.cue) {
        (Some(source), Some(cue)) => {
            let gap = Span::new(source.end().min(cue.end()), source.start().max(cue.start()));
            let between = gap.of(text);
            let is_near = between.len() <= 6
                && between
                    .chars()
                    .all(|letter| letter.is_alphabetic() || letter == ' ');
            if is_near || source.overlaps(cue) {
                vec![source.cover(cue)]
            } else {
                vec![source, cue]
            }
        }
        (Some(one), None) | (None, Some(one)) => vec![one],
        (None, None) => Vec::new(),
    }
}

fn is_solid(sentence: &Sentence, finding: &Finding) -> bool {
    sentence.layer() == Some(Layer::Framing) && !finding.quoted
}

/// Finds the places of all marks of a block that was laid out.
pub(super) fn place(
    ui: &Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    analysis: &Analysis,
    block: &Block,
    laid: &mut Laid,
) {
    let galley = Arc::clone(&laid.galley);
    let lines = Lines::new(&galley, block.span);
    for index in block.sentences.clone() {
        let sentence = &analysis.sentences[index];
        let parts = if laid.is_plain {
            Vec::new()
        } else {
            lines.parts(sentence.span)
        };
        if !laid.is_plain {
            place_sentence(input, analysis, sentence, &lines, &parts, laid);
        }
        let y = parts
            .first()
            .map_or_else(|| lines.first_center(), |part| part.rect.center().y);
        push_number(ui, theme, laid, index, sentence, y);
        let rects = parts.into_iter().map(|part| part.rect).collect();
        laid.sentences.push((index, rects));
    }
    if laid.is_plain {
        return;
    }
    for attribution in attributions_in(analysis, &block.sentences) {
        for span in cited_spans(attribution, &input.article.text) {
            for part in lines.parts(span) {
                if attribution.voice == Voice::Vague && input.filter != VoiceFilter::Quoted {
                    laid.marks.push(part.mark(MarkKind::Vague));
                }
                if let Some(source) = attribution.source {
                    laid.phrases.push(Phrase {
                        of: PhraseOf::Source(source),
                        rect: part.rect,
                    });
                }
            }
        }
    }
}

fn place_sentence(
    input: &TextInput<'_>,
    analysis: &Analysis,
    sentence: &Sentence,
    lines: &Lines<'_>,
    parts: &[Part],
    laid: &mut Laid,
) {
    if sentence.layer() == Some(Layer::Framing) && input.filter != VoiceFilter::Quoted {
        laid.marks
            .extend(parts.iter().map(|part| part.mark(MarkKind::Tint)));
    }
    if input.filter != VoiceFilter::Outlet {
        for quotation in &sentence.quoted {
            laid.marks.extend(
                lines
                    .parts(*quotation)
                    .iter()
                    .map(|part| part.mark(MarkKind::Quotation)),
            );
        }
    }
    for index in &sentence.findings {
        let Some(finding) = analysis.findings.get(*index) else {
            continue;
        };
        if !input.filter.takes_in(finding) {
            continue;
        }
        let kind = if is_solid(sentence, finding) {
            MarkKind::Solid
        } else {
            MarkKind::Dotted
        };
        for part in lines.parts(finding.span) {
            laid.marks.push(Mark {
                finding: Some(*index),
                ..part.mark(kind)
            });
            laid.phrases.push(Phrase {
                of: PhraseOf::Finding(*index),
                rect: part.rect,
            });
        }
    }
}

fn push_number(ui: &Ui, theme: &Theme, laid: &mut Laid, index: usize, sentence: &Sentence, y: f32) {
    let text = sentence
        .number
        .map_or_else(String::new, |number| number.to_string());
    let job = theme.text(&text, Face::Sans, 10.5, theme.ink_second);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    match laid.gutter.last_mut() {
        Some(row) if (row.y - y).abs() < 2.0 => {
            row.sentences.push(index);
            row.numbers.push(galley);
        }
        _ => laid.gutter.push(GutterRow {
            sentences: vec![index],
            y,
            numbers: vec![galley],
        }),
    }
}

/// Labels stay within their block's height, pushed down where they would overlap;
/// those that find no room are left to the panel.
pub(super) fn place_labels(
    ui: &Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    block: &Block,
    laid: &mut Laid,
) {
    if input.look.labels <= 0.0 {
        return;
    }
    let mut wanted: Vec<(f32, PhraseOf)> = own::labelled(laid);
    if let Some(analysis) = input.analysis {
        wanted.extend(labelled(input, analysis, block, laid));
    }
    wanted.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut bottom = 0.0_f32;
    for (top, of) in wanted {
        let Some(galley) = label_galley(ui, theme, input, of) else {
            continue;
        };
        let wanted = top + 2.0;
        let y = wanted.max(bottom);
        // Too far from its words it would only puzzle.
        if y - wanted > 44.0 {
            continue;
        }
        let is_first = laid.labels.is_empty();
        if !is_first && y + galley.size().y > laid.height - laid.pad {
            return;
        }
        bottom = y + galley.size().y + 8.0;
        laid.labels.push(Label { of, y, galley });
    }
}

/// The findings that get a label, one a device and sentence, with the heights of their words.
fn labelled(
    input: &TextInput<'_>,
    analysis: &Analysis,
    block: &Block,
    laid: &Laid,
) -> Vec<(f32, PhraseOf)> {
    let mut wanted = Vec::new();
    for index in block.sentences.clone() {
        let mut named: Vec<Device> = Vec::new();
        for at in &analysis.sentences[index].findings {
            let Some(finding) = analysis.findings.get(*at) else {
                continue;
            };
            if !input.filter.takes_in(finding) || named.contains(&finding.device) {
                continue;
            }
            named.push(finding.device);
            let of = PhraseOf::Finding(*at);
            if let Some(phrase) = laid.phrases.iter().find(|phrase| phrase.of == of) {
                wanted.push((phrase.rect.top(), of));
            }
        }
    }
    wanted
}

fn label_galley(
    ui: &Ui,
    theme: &Theme,
    input: &TextInput<'_>,
    of: PhraseOf,
) -> Option<Arc<Galley>> {
    let mut job = egui::text::LayoutJob::default();
    match of {
        PhraseOf::Finding(index) => {
            let finding = input.analysis?.findings.get(index)?;
            let strong = theme.format(Face::SansStrong, 11.0, theme.framing);
            job.append(finding.device.name(), 0.0, strong);
            let words = shortened(finding.span.of(&input.article.text), 26);
            let quiet = theme.format(Face::Sans, 11.0, theme.ink_second);
            job.append(&format!("\n{}", in_quotes(&words)), 0.0, quiet);
        }
        // The bracket says which words: the machine's labels need the room.
        PhraseOf::Own(id) => {
            let mark = input.coding?.marks.get(&id)?;
            let strong = theme.format(Face::SansStrong, 11.0, theme.human);
            job.append(mark.code.title(), 0.0, strong);
        }
        PhraseOf::Source(_) => return None,
    }
    job.wrap.max_width = input.look.labels - 10.0;
    job.wrap.max_rows = 3;
    Some(ui.fonts_mut(|fonts| fonts.layout_job(Theme::seen(job))))
}

/// The text on one line, cut at a word where it is longer than `most` letters.
pub(in crate::ui) fn shortened(text: &str, most: usize) -> String {
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length + letters > most && !short.is_empty() {
            short.push('…');
            return short;
        }
        if !short.is_empty() {
            short.push(' ');
            length += 1;
        }
        short.push_str(word);
        length += letters;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_and_hebrew_are_told_from_accents_and_dashes() {
        assert!(runs_from_right("the word שלום means peace"));
        assert!(runs_from_right("قال الوزير"));
        assert!(!runs_from_right(
            "naïve — “quoted” far\u{2011}right Ελλάδα Київ"
        ));
    }

    #[test]
    fn long_phrases_are_cut_at_a_word() {
        assert_eq!(shortened("a short  one", 26), "a short one");
        assert_eq!(
            shortened("now finds itself confronting a similar challenge", 26),
            "now finds itself…"
        );
    }
}
