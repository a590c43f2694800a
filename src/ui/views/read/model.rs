//! What the two halves of the panel list, worked out once per analysis and filter.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compare::Counted;
use crate::compare::frames::stated;
use crate::compare::said::said_by;
use crate::model::{
    Analysis, Article, Coding, Device, Direction, Layer, MarkFilter, Review, SourceKind,
    TopicFrame, Voice, VoiceFilter, shares,
};
use crate::state::{MarkedPassage, Target, marked_passages};
use crate::text::Span;
use crate::ui::views::compare::sheet::whole_percent;
use crate::ui::widgets::controls::counted;
use crate::ui::widgets::ribbon;

use super::own_marks::{self, Own};

/// One thing in a half of the panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// A heading over some of the items, with a note at its right.
    Head { title: String, note: String },
    /// A source that could be asked, by index.
    Source(usize),
    /// What rests on nobody one could ask.
    Thin,
    /// A sentence that says a result in words.
    Result(String),
    /// The marks of one sentence.
    Passage(MarkedPassage),
    /// The headline against the body.
    Headline,
    /// The topic frames, in one card.
    Frames,
    /// What a person said of the article's words.
    Own(Own),
}

impl Item {
    fn head(title: &str, count: usize, one: &str, many: &str) -> Self {
        Self::Head {
            title: title.to_owned(),
            note: counted(count, one, many),
        }
    }
}

/// Which half of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// What is reported, by source.
    Reported,
    /// What frames it.
    Framing,
}

impl Part {
    pub(super) const ALL: [Self; 2] = [Self::Reported, Self::Framing];
}

/// One half of the panel: its head, which stays, and what is listed under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Half {
    pub title: String,
    pub note: String,
    pub items: Vec<Item>,
    /// Whether it only says that nothing is there to be listed.
    pub is_empty: bool,
}

/// What the panel lists.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub reported: Half,
    pub framing: Half,
    /// Numbered sentences told without a source.
    pub unattributed: Vec<usize>,
    /// Sources nobody could ask, by index.
    pub thin: Vec<usize>,
    /// What each source is said to have said, by its index: sentence and clause.
    pub said: BTreeMap<usize, Vec<(usize, String)>>,
    /// Marks without the filter of the list.
    pub marks: usize,
    /// Marks that are listed.
    pub listed: usize,
    /// Topic frames under the filter.
    pub frames: Vec<TopicFrame>,
}

impl Model {
    fn new(basis: &Basis) -> Self {
        let (article, analysis, filter) = (&basis.article, &basis.analysis, basis.filter);
        let counted = Counted::new(article, analysis, filter);
        let words = counted.words_by_layer();
        let mut model = Self::default();
        if analysis.summary.not_analysed().is_some() {
            // Nothing found is no result where nothing was looked for.
            let words = analysis.summary.caveat().unwrap_or_default();
            model.say_not_analysed(words);
            return model;
        }
        model.list_reported(article, analysis, filter, words);
        model.list_framing(article, analysis, filter, words);
        if let Some(coding) = &basis.coding {
            // What only the rules have answered so far is not the engine's last word.
            let review = basis.review.as_ref().filter(|_| basis.is_settled);
            let loose = own_marks::loose(article, coding, review.map(Arc::as_ref));
            model.framing.is_empty &= loose.is_empty();
            model.framing.items.splice(0..0, loose);
            for part in Part::ALL {
                let placed = own_marks::placed(coding, part);
                let half = model.half_mut(part);
                half.is_empty &= placed.is_empty();
                half.items.extend(placed);
            }
        }
        if let Some(caveat) = analysis.summary.caveat() {
            model.reported.items.insert(0, Item::Result(caveat));
        }
        model.add_elsewhere(analysis, filter);
        model.add_headline(analysis, filter);
        model.add_frames(&counted);
        model.marks = model.count_marks();
        model.listed = model.marks;
        model
    }

    /// Says why there is nothing to list.
    fn say_not_analysed(&mut self, why: String) {
        for (part, title, words) in [
            (Part::Reported, "Reported", why),
            (Part::Framing, PLAIN_TITLE, NOT_LOOKED.to_owned()),
        ] {
            *self.half_mut(part) = Half {
                title: title.to_owned(),
                note: "not analysed".to_owned(),
                items: vec![Item::Result(words)],
                is_empty: true,
            };
        }
    }

    pub(super) fn half(&self, part: Part) -> &Half {
        match part {
            Part::Reported => &self.reported,
            Part::Framing => &self.framing,
        }
    }

    fn half_mut(&mut self, part: Part) -> &mut Half {
        match part {
            Part::Reported => &mut self.reported,
            Part::Framing => &mut self.framing,
        }
    }

    /// Counted are phrases, as everywhere; a sentence that none shows is listed besides.
    fn count_marks(&self) -> usize {
        let items = self.framing.items.iter();
        items
            .map(|item| match item {
                Item::Passage(passage) => passage.findings.len(),
                _ => 0,
            })
            .sum()
    }

    /// Leaves out the marks that are not asked for, and heads with nothing under them.
    fn list_only(&mut self, basis: &Basis) {
        let half = &mut self.framing;
        let is_framing =
            |item: &Item| matches!(item, Item::Passage(passage) if passage.layer == Layer::Framing);
        let had_framing = half.items.iter().any(is_framing);
        let before = std::mem::take(&mut half.items);
        let mut rest = before
            .into_iter()
            .filter_map(|item| match item {
                Item::Passage(passage) => basis.listed(passage).map(Item::Passage),
                other => Some(other),
            })
            .peekable();
        while let Some(item) = rest.next() {
            let is_bare = matches!(rest.peek(), None | Some(Item::Head { .. }));
            if !(is_bare && matches!(item, Item::Head { .. })) {
                half.items.push(item);
            }
        }
        if had_framing && !half.items.iter().any(is_framing) {
            let text = "No mark here passes the filter.".to_owned();
            half.items.insert(0, Item::Result(text));
        }
        self.listed = self.count_marks();
    }

    fn list_reported(
        &mut self,
        article: &Article,
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
        for source in &sources {
            let said = said_by(article, analysis, *source, filter);
            self.said.insert(*source, said);
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

    fn list_framing(
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
    fn add_elsewhere(&mut self, analysis: &Analysis, filter: VoiceFilter) {
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
    fn add_headline(&mut self, analysis: &Analysis, filter: VoiceFilter) {
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
    fn add_frames(&mut self, counted: &Counted<'_>) {
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

    /// Where a target is shown, if it is: in one half, the one it belongs to.
    pub(super) fn position(&self, analysis: &Analysis, target: Target) -> Option<(Part, usize)> {
        let at = |part: Part, wanted: &dyn Fn(&Item) -> bool| {
            let place = self.half(part).items.iter().position(wanted)?;
            Some((part, place))
        };
        match target {
            Target::Mark(_, id) => Part::ALL.into_iter().find_map(|part| {
                at(part, &|item| {
                    matches!(item, Item::Own(Own::Mark(own) | Own::LostMark(own)) if *own == id)
                })
            }),
            Target::Finding(_, key) => at(Part::Framing, &|item| {
                matches!(item, Item::Passage(passage)
                    if passage.findings.iter().any(|at| analysis.findings[*at].key == key))
            }),
            Target::Source(_, source) => at(Part::Reported, &|item| *item == Item::Source(source))
                .or_else(|| {
                    at(Part::Reported, &|item| {
                        *item == Item::Thin && self.thin.contains(&source)
                    })
                }),
            Target::Sentence(_, sentence) => {
                let is_of = |item: &Item, layer: Option<Layer>| {
                    matches!(item, Item::Passage(passage) if passage.sentence == sentence
                        && layer.is_none_or(|layer| passage.layer == layer))
                };
                at(Part::Framing, &|item| is_of(item, Some(Layer::Framing)))
                    .or_else(|| {
                        at(Part::Reported, &|item| {
                            matches!(item, Item::Source(source)
                                if analysis.sources[*source].sentences.contains(&sentence))
                        })
                    })
                    .or_else(|| {
                        at(Part::Reported, &|item| {
                            *item == Item::Thin && self.unattributed.contains(&sentence)
                        })
                    })
                    .or_else(|| at(Part::Framing, &|item| is_of(item, None)))
            }
        }
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

const PLAIN_TITLE: &str = "Editorial framing";
/// What stands in place of a result where nothing was analysed.
const NOT_LOOKED: &str = "Nothing was looked for here, so nothing can be said of framing.";

/// The title of the framing half: the article's own words at the turn.
pub(super) fn framing_title(article: &Article, analysis: &Analysis) -> String {
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

/// The model, kept from frame to frame.
#[derive(Debug, Default)]
pub(super) struct ModelCache {
    basis: Option<Basis>,
    model: Arc<Model>,
}

/// What a model is made of.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    pub article: Arc<Article>,
    pub analysis: Arc<Analysis>,
    pub coding: Option<Arc<Coding>>,
    pub filter: VoiceFilter,
    /// Which marks are listed.
    pub marks: MarkFilter,
    /// What was decided on them.
    pub review: Option<Arc<Review>>,
    /// Whether the analysis is whole.
    pub is_settled: bool,
    /// The mark that is listed whatever the filter says: the selected one.
    pub kept: Option<Target>,
}

impl Basis {
    /// What is asked for of a passage; nothing where none of it is.
    fn listed(&self, mut passage: MarkedPassage) -> Option<MarkedPassage> {
        let review = self.review.as_ref();
        if passage.findings.is_empty() {
            let known = review.and_then(|review| review.sentence(passage.sentence));
            let sentence = &self.analysis.sentences[passage.sentence];
            let known = known.map(|known| &**known);
            let target = Target::Sentence(self.article.id, passage.sentence);
            let is_listed =
                self.kept == Some(target) || self.marks.takes_in_sentence(sentence, known);
            return is_listed.then_some(passage);
        }
        passage.findings.retain(|at| {
            let finding = &self.analysis.findings[*at];
            let known = review.and_then(|review| review.finding(finding));
            self.kept == Some(Target::Finding(self.article.id, finding.key))
                || self.marks.takes_in(finding, known.map(|known| &**known))
        });
        (!passage.findings.is_empty()).then_some(passage)
    }

    /// Whether it is made of the same article, analysis and voices.
    fn is_of_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.article, &other.article)
            && Arc::ptr_eq(&self.analysis, &other.analysis)
            && self.filter == other.filter
    }

    /// Whether the same is said, and the same marks are asked for. What was decided follows
    /// from what is said.
    fn lists_same(&self, other: &Self) -> bool {
        self.coding.as_ref().map(Arc::as_ptr) == other.coding.as_ref().map(Arc::as_ptr)
            && self.marks == other.marks
            && self.is_settled == other.is_settled
            && self.kept == other.kept
    }
}

impl ModelCache {
    /// The model, and whether its list is a new one.
    pub(super) fn get(&mut self, basis: Basis) -> (Arc<Model>, bool) {
        let known = self.basis.as_ref();
        let is_same = known.is_some_and(|known| known.is_of_same(&basis));
        if is_same && known.is_some_and(|known| known.lists_same(&basis)) {
            return (Arc::clone(&self.model), false);
        }
        let mut model = Model::new(&basis);
        if basis.marks.parts() > 0 {
            model.list_only(&basis);
        }
        // A note that is being written changes no card's place.
        let is_new = !is_same
            || Part::ALL
                .iter()
                .any(|part| model.half(*part).items != self.model.half(*part).items);
        self.model = Arc::new(model);
        self.basis = Some(basis);
        (Arc::clone(&self.model), is_new)
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
