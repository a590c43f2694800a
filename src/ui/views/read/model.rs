//! What the two halves of the panel list, worked out once per analysis and filter.

use std::sync::Arc;

use crate::compare::Counted;
use crate::model::{Analysis, Article, Coding, Layer, MarkFilter, Review, TopicFrame, VoiceFilter};
use crate::state::{MarkedPassage, Target};
use crate::ui::widgets::controls::counted;

use super::listing::PLAIN_TITLE;
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
    pub(super) fn head(title: &str, count: usize, one: &str, many: &str) -> Self {
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
        model.list_reported(analysis, filter, words);
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

/// What stands in place of a result where nothing was analysed.
const NOT_LOOKED: &str = "Nothing was looked for here, so nothing can be said of framing.";

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
