//! What each half of the panel lists, from an analysis.

use crate::compare::Counted;
use crate::compare::frames::stated;
use crate::model::{
    Analysis, Article, Device, Direction, Layer, SourceKind, Voice, VoiceFilter, shares,
};
use crate::state::{MarkedPassage, marked_passages};
use crate::text::Span;
use crate::ui::views::compare::sheet::whole_percent;
use crate::ui::widgets::controls::counted;
use crate::ui::widgets::ribbon;

use super::model::{Item, Model};

impl Model {
    pub(super) fn list_reported(
        &mut self,
        analysis: &Analysis,
        filter: VoiceFilter,
        words: [usize; 3],
    ) {
        let sentences = analysis.sentences.iter();
        let count = sentences
            .filter(|sentence| sentence.number.is_some())
            .filter(|sentence| {
                sentence
                    .layer()
                    .is_some_and(|layer| layer != Layer::Framing)
            })
            .filter(|sentence| ribbon::counts(filter, sentence))
            .count();
        let sources = cited(analysis, filter);
        if filter != VoiceFilter::Quoted {
            self.find_unsourced(analysis);
        }
        let [share, _] = halves(words, filter);
        let half = &mut self.reported;
        match filter {
            VoiceFilter::All => "Reported",
            VoiceFilter::Outlet => "Reported in its own words",
            VoiceFilter::Quoted => "Quoted",
        }
        .clone_into(&mut half.title);
        half.note = format!("{} · {share}", counted(count, "sentence", "sentences"));
        half.items.extend(sources.into_iter().map(Item::Source));
        if !self.thin.is_empty() || !self.unattributed.is_empty() {
            half.items.push(Item::Thin);
        }
        if half.items.is_empty() {
            let text = if filter == VoiceFilter::Quoted {
                "Nobody is quoted in this article."
            } else {
                "No sentence is reported."
            };
            half.items.push(Item::Result(text.to_owned()));
            half.is_empty = true;
        }
    }

    /// What rests on nobody one could ask.
    fn find_unsourced(&mut self, analysis: &Analysis) {
        let sentences = analysis.sentences.iter().enumerate();
        self.unattributed = sentences
            .filter(|(_, sentence)| {
                // “Reportedly” names nobody either.
                let has_source = |voice| voice != Voice::Outlet && !sentence.sources.is_empty();
                sentence.number.is_some()
                    && sentence.verdict().is_some_and(|verdict| {
                        verdict.layer == Layer::Reported && !has_source(verdict.voice)
                    })
            })
            .map(|(index, _)| index)
            .collect();
        let sources = analysis.sources.iter().enumerate();
        self.thin = sources
            .filter(|(_, source)| source.kind == SourceKind::Vague)
            .map(|(index, _)| index)
            .collect();
    }

    pub(super) fn list_framing(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        filter: VoiceFilter,
        words: [usize; 3],
    ) {
        let half = &mut self.framing;
        PLAIN_TITLE.clone_into(&mut half.title);
        if filter == VoiceFilter::Quoted {
            let text =
                "What is quoted is its speaker’s. It is never counted as the outlet’s framing.";
            half.items.push(Item::Result(text.to_owned()));
            half.is_empty = true;
            return;
        }
        let passages = marked_passages(analysis, filter).into_iter();
        let framing = passages.filter(|passage| passage.layer == Layer::Framing);
        half.items.extend(framing.map(Item::Passage));
        if half.items.is_empty() {
            let all = analysis.summary.sentences_analysed();
            "none".clone_into(&mut half.note);
            half.items.push(Item::Result(format!(
                "No framing found: {all} of {} attributed or checkable.",
                if all == 1 {
                    "1 sentence is".to_owned()
                } else {
                    format!("{all} sentences are")
                }
            )));
            half.is_empty = true;
            return;
        }
        half.title = framing_title(article, analysis);
        let [_, share] = halves(words, filter);
        let count = counted(half.items.len(), "passage", "passages");
        half.note = format!("{count} · {share}");
    }

    /// Marks outside framing: loaded words in reporting, and inside others' words.
    pub(super) fn add_elsewhere(&mut self, analysis: &Analysis, filter: VoiceFilter) {
        let passages = marked_passages(analysis, filter);
        for (layer, title) in [
            (Layer::Reported, "Wording in reported sentences"),
            (Layer::Voices, "Inside others’ words"),
        ] {
            let of_layer = passages.iter().filter(|passage| passage.layer == layer);
            let found: Vec<&MarkedPassage> = of_layer.collect();
            if found.is_empty() {
                continue;
            }
            let marks = found.iter().map(|passage| passage.findings.len()).sum();
            let items = &mut self.framing.items;
            items.push(Item::head(title, marks, "mark", "marks"));
            items.extend(found.into_iter().cloned().map(Item::Passage));
        }
    }

    /// The headline against the body, which is the outlet's doing.
    pub(super) fn add_headline(&mut self, analysis: &Analysis, filter: VoiceFilter) {
        if analysis.headline.is_none() || filter == VoiceFilter::Quoted {
            return;
        }
        self.framing.items.push(Item::Head {
            title: "Headline and body".to_owned(),
            note: String::new(),
        });
        self.framing.items.push(Item::Headline);
    }

    /// Which dimensions of the issue are taken up; short texts without any are not told so.
    pub(super) fn add_frames(&mut self, counted: &Counted<'_>) {
        self.frames = stated(counted);
        if self.frames.is_empty() {
            return;
        }
        self.framing.items.push(Item::Head {
            title: "Topic frames".to_owned(),
            note: "share of sentences".to_owned(),
        });
        self.framing.items.push(Item::Frames);
    }
}

/// The shares of words that stand over the two halves; they add up to all that the filter counts.
fn halves(words: [usize; 3], filter: VoiceFilter) -> [String; 2] {
    let all = words.iter().sum::<usize>();
    if all == 0 || filter == VoiceFilter::Quoted {
        return [counted(all, "word", "words"), String::new()];
    }
    let [_, _, framing] = shares(words);
    let framing = whole_percent(framing);
    let of = match filter {
        VoiceFilter::Outlet => "its words",
        VoiceFilter::All | VoiceFilter::Quoted => "words",
    };
    [
        format!("{}\u{a0}% of {of}", 100 - framing),
        format!("{framing}\u{a0}%"),
    ]
}

/// Sources that could be asked, by index, as far as the filter takes them in.
fn cited(analysis: &Analysis, filter: VoiceFilter) -> Vec<usize> {
    let sources = analysis.sources.iter().enumerate();
    sources
        .filter(|(_, source)| source.kind != SourceKind::Vague)
        .filter(|(_, source)| match filter {
            VoiceFilter::All => true,
            VoiceFilter::Outlet => false,
            VoiceFilter::Quoted => source.words_quoted > 0,
        })
        .map(|(index, _)| index)
        .collect()
}

/// The title of the framing half where the article has none.
pub(super) const PLAIN_TITLE: &str = "Editorial framing";

/// The title of the framing half: the article's own words at the turn.
fn framing_title(article: &Article, analysis: &Analysis) -> String {
    let heading = analysis
        .turn
        .as_ref()
        .filter(|turn| turn.direction == Direction::IntoFraming)
        .and_then(|turn| turn.heading);
    let Some(heading) = heading else {
        return PLAIN_TITLE.to_owned();
    };
    let idiom = analysis
        .findings
        .iter()
        .find(|finding| finding.device == Device::FigurativeIdiom && heading.contains(finding.span))
        .map(|finding| finding.span);
    title_words(&article.text, idiom.unwrap_or(heading), idiom.is_some())
}

fn title_words(text: &str, span: Span, is_phrase: bool) -> String {
    let mut words = span.of(text).trim();
    if is_phrase {
        for article in ["a ", "an ", "the "] {
            words = words.strip_prefix(article).unwrap_or(words);
        }
    }
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => PLAIN_TITLE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idiom_becomes_a_title_without_its_article() {
        let text = "Harbour town getting a taste of its own medicine";
        let idiom = Span::new(21, text.len());
        assert_eq!(title_words(text, idiom, true), "Taste of its own medicine");
        assert_eq!(title_words(text, Span::new(0, text.len()), false), text);
    }

    #[test]
    fn the_shares_over_the_halves_add_up() {
        let all = |words| halves(words, VoiceFilter::All);
        assert_eq!(all([50, 12, 38]), ["62\u{a0}% of words", "38\u{a0}%"]);
        // Both would be rounded up.
        assert_eq!(all([125, 0, 75]), ["62\u{a0}% of words", "38\u{a0}%"]);
        assert_eq!(
            halves([0, 21, 0], VoiceFilter::Quoted),
            ["21 words", ""],
            "a share of nothing but quotations says nothing"
        );
        assert_eq!(all([0, 0, 0]), ["0 words", ""]);
    }
}
