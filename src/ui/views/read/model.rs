//! What the panel lists, worked out once per analysis and filter.

use std::sync::Arc;

use crate::compare::Counted;
use crate::compare::frames::stated;
use crate::model::{
    Analysis, Article, Coding, Device, Direction, FindingKey, Layer, MarkFilter, Review, Sentence,
    SourceKind, TopicFrame, Voice, VoiceFilter,
};
use crate::state::Target;
use crate::text::Span;
use crate::ui::widgets::controls::counted;
use crate::ui::widgets::ribbon;

use super::own_marks::{self, Own};

/// One thing in the panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// A heading with a note at its right.
    Head {
        title: String,
        note: String,
        is_framing: bool,
    },
    /// A source that could be asked, by index.
    Source(usize),
    /// What rests on nobody one could ask.
    Thin,
    /// A sentence that says a result in words.
    Result(String),
    /// A finding, by index.
    Finding(usize),
    /// A framing sentence marked by its probability alone, by index.
    Probable(usize),
    /// The headline against the body.
    Headline,
    /// The topic frames, in one card.
    Frames,
    /// What a person said of the article's words.
    Own(Own),
}

/// The panel's list.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub items: Vec<Item>,
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
        let mut model = Self::default();
        if let Some(coding) = &basis.coding {
            // What only the rules have answered so far is not the engine's last word.
            let review = basis.review.as_ref().filter(|_| basis.is_settled);
            model.items = own_marks::items(article, coding, review.map(Arc::as_ref));
        }
        if let Some(caveat) = analysis.summary.caveat() {
            model.items.push(Item::Head {
                title: "Not analysed".to_owned(),
                note: String::new(),
                is_framing: false,
            });
            model.items.push(Item::Result(caveat));
        }
        if analysis.summary.not_analysed().is_some() {
            // Nothing found is no result where nothing was looked for.
            return model;
        }
        model.add_reported(analysis, filter);
        model.add_framing(article, analysis, filter);
        model.add_elsewhere(analysis, filter);
        model.add_headline(analysis, filter);
        model.add_frames(&Counted::new(article, analysis, filter));
        model
    }

    /// Leaves out the marks that are not asked for, and heads with nothing under them.
    fn list_only(&mut self, is_listed: impl Fn(&Item) -> bool) {
        let is_mark = |item: &Item| matches!(item, Item::Finding(_) | Item::Probable(_));
        // Counted are phrases, as everywhere; a sentence that none shows is listed besides.
        let is_phrase = |item: &&Item| matches!(item, Item::Finding(_));
        let marks = |items: &[Item]| items.iter().filter(is_phrase).count();
        self.marks = marks(&self.items);
        let before = std::mem::take(&mut self.items);
        let mut rest = before
            .into_iter()
            .filter(|item| !is_mark(item) || is_listed(item))
            .peekable();
        while let Some(item) = rest.next() {
            let is_bare = matches!(rest.peek(), None | Some(Item::Head { .. }));
            match item {
                Item::Head {
                    is_framing: true, ..
                } if is_bare => {
                    self.items.push(item);
                    let text = "No mark here passes the filter.".to_owned();
                    self.items.push(Item::Result(text));
                }
                Item::Head { .. } if is_bare => {}
                item => self.items.push(item),
            }
        }
        self.listed = marks(&self.items);
    }

    fn add_reported(&mut self, analysis: &Analysis, filter: VoiceFilter) {
        let counted_sentences = analysis
            .sentences
            .iter()
            .filter(|sentence| sentence.number.is_some())
            .filter(|sentence| {
                sentence
                    .layer()
                    .is_some_and(|layer| layer != Layer::Framing)
            })
            .filter(|sentence| ribbon::counts(filter, sentence))
            .count();
        let sources: Vec<usize> = analysis
            .sources
            .iter()
            .enumerate()
            .filter(|(_, source)| source.kind != SourceKind::Vague)
            .filter(|(_, source)| match filter {
                VoiceFilter::All => true,
                VoiceFilter::Outlet => false,
                VoiceFilter::Quoted => source.words_quoted > 0,
            })
            .map(|(index, _)| index)
            .collect();
        if filter != VoiceFilter::Quoted {
            self.unattributed = analysis
                .sentences
                .iter()
                .enumerate()
                .filter(|(_, sentence)| {
                    sentence.number.is_some()
                        && sentence.verdict().is_some_and(|verdict| {
                            verdict.voice == Voice::Outlet && verdict.layer == Layer::Reported
                        })
                })
                .map(|(index, _)| index)
                .collect();
            self.thin = analysis
                .sources
                .iter()
                .enumerate()
                .filter(|(_, source)| source.kind == SourceKind::Vague)
                .map(|(index, _)| index)
                .collect();
        }
        let mut note = counted(counted_sentences, "sentence", "sentences");
        if filter != VoiceFilter::Outlet {
            note = format!(
                "{note} · {}",
                counted(sources.len(), "named source", "named sources")
            );
        }
        self.items.push(Item::Head {
            title: match filter {
                VoiceFilter::All => "Reported".to_owned(),
                VoiceFilter::Outlet => "Reported in its own words".to_owned(),
                VoiceFilter::Quoted => "Quoted".to_owned(),
            },
            note,
            is_framing: false,
        });
        let is_empty = sources.is_empty() && self.thin.is_empty() && self.unattributed.is_empty();
        self.items.extend(sources.into_iter().map(Item::Source));
        if !self.thin.is_empty() || !self.unattributed.is_empty() {
            self.items.push(Item::Thin);
        }
        if is_empty {
            let text = if filter == VoiceFilter::Quoted {
                "Nobody is quoted in this article."
            } else {
                "No sentence is reported."
            };
            self.items.push(Item::Result(text.to_owned()));
        }
    }

    fn add_framing(&mut self, article: &Article, analysis: &Analysis, filter: VoiceFilter) {
        if filter == VoiceFilter::Quoted {
            return;
        }
        let is_framing = |index: usize| {
            analysis
                .sentences
                .get(index)
                .is_some_and(|sentence| sentence.layer() == Some(Layer::Framing))
        };
        let passages = analysis
            .sentences
            .iter()
            .filter(|sentence| sentence.layer() == Some(Layer::Framing))
            .count();
        if passages == 0 {
            let all = analysis.summary.sentences_analysed();
            self.items.push(Item::Head {
                title: "Editorial framing".to_owned(),
                note: "none".to_owned(),
                is_framing: true,
            });
            self.items.push(Item::Result(format!(
                "No framing found: {all} of {} attributed or checkable.",
                if all == 1 {
                    "1 sentence is".to_owned()
                } else {
                    format!("{all} sentences are")
                }
            )));
            return;
        }
        let title = framing_title(article, analysis);
        let count = counted(passages, "passage", "passages");
        self.items.push(Item::Head {
            note: if title == PLAIN_TITLE {
                count
            } else {
                format!("editorial framing · {count}")
            },
            title,
            is_framing: true,
        });
        // In reading order, sentences without a finding among those with one.
        let mut cards: Vec<(usize, usize, Item)> = analysis
            .findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| is_framing(finding.sentence) && filter.takes_in(finding))
            .map(|(index, finding)| (finding.sentence, finding.span.start(), Item::Finding(index)))
            .collect();
        cards.extend(
            analysis
                .sentences
                .iter()
                .enumerate()
                .filter(|(_, sentence)| {
                    sentence.layer() == Some(Layer::Framing) && sentence.findings.is_empty()
                })
                .map(|(index, sentence)| (index, sentence.span.start(), Item::Probable(index))),
        );
        cards.sort_by_key(|(sentence, start, _)| (*sentence, *start));
        self.items
            .extend(cards.into_iter().map(|(_, _, item)| item));
    }

    /// Marks outside framing: loaded words in reporting, and inside others' words.
    fn add_elsewhere(&mut self, analysis: &Analysis, filter: VoiceFilter) {
        let groups = [
            (false, "Wording in reported sentences"),
            (true, "Inside others’ words"),
        ];
        for (is_others, title) in groups {
            let findings: Vec<usize> = analysis
                .findings
                .iter()
                .enumerate()
                .filter(|(_, finding)| filter.takes_in(finding))
                .filter(|(_, finding)| {
                    let layer = analysis
                        .sentences
                        .get(finding.sentence)
                        .and_then(Sentence::layer);
                    let lies_in_framing = layer == Some(Layer::Framing);
                    let is_listed = lies_in_framing && filter != VoiceFilter::Quoted;
                    let inside = finding.quoted || layer == Some(Layer::Voices);
                    !is_listed && inside == is_others
                })
                .map(|(index, _)| index)
                .collect();
            if findings.is_empty() {
                continue;
            }
            self.items.push(Item::Head {
                title: title.to_owned(),
                note: counted(findings.len(), "mark", "marks"),
                is_framing: false,
            });
            self.items.extend(findings.into_iter().map(Item::Finding));
        }
    }

    /// The headline against the body, which is the outlet's doing.
    fn add_headline(&mut self, analysis: &Analysis, filter: VoiceFilter) {
        if analysis.headline.is_none() || filter == VoiceFilter::Quoted {
            return;
        }
        self.items.push(Item::Head {
            title: "Headline and body".to_owned(),
            note: String::new(),
            is_framing: false,
        });
        self.items.push(Item::Headline);
    }

    /// Which dimensions of the issue are taken up; short texts without any are not told so.
    fn add_frames(&mut self, counted: &Counted<'_>) {
        self.frames = stated(counted);
        if self.frames.is_empty() {
            return;
        }
        self.items.push(Item::Head {
            title: "Topic frames".to_owned(),
            note: "share of sentences".to_owned(),
            is_framing: false,
        });
        self.items.push(Item::Frames);
    }

    /// Where a target is shown, if it is.
    pub(super) fn position(&self, analysis: &Analysis, target: Target) -> Option<usize> {
        let at = |wanted: &dyn Fn(&Item) -> bool| self.items.iter().position(wanted);
        match target {
            Target::Mark(_, id) => at(&|item| *item == Item::Own(Own::Mark(id)))
                .or_else(|| at(&|item| *item == Item::Own(Own::LostMark(id)))),
            Target::Finding(_, key) => at(
                &|item| matches!(item, Item::Finding(index) if analysis.findings[*index].key == key),
            ),
            Target::Source(_, source) => at(&|item| *item == Item::Source(source))
                .or_else(|| at(&|item| *item == Item::Thin && self.thin.contains(&source))),
            Target::Sentence(_, sentence) => at(&|item| match item {
                Item::Finding(index) => analysis.findings[*index].sentence == sentence,
                Item::Probable(index) => *index == sentence,
                _ => false,
            })
            .or_else(|| {
                at(&|item| match item {
                    Item::Source(index) => analysis.sources[*index].sentences.contains(&sentence),
                    _ => false,
                })
            })
            .or_else(|| at(&|item| *item == Item::Thin && self.unattributed.contains(&sentence))),
        }
    }
}

const PLAIN_TITLE: &str = "Editorial framing";

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
    pub kept: Option<FindingKey>,
}

impl Basis {
    fn is_listed(&self, item: &Item) -> bool {
        let review = self.review.as_ref();
        match item {
            Item::Finding(index) => {
                let finding = &self.analysis.findings[*index];
                let known = review.and_then(|review| review.finding(finding));
                self.kept == Some(finding.key)
                    || self.marks.takes_in(finding, known.map(|known| &**known))
            }
            Item::Probable(index) => {
                let known = review.and_then(|review| review.sentence(*index));
                let sentence = &self.analysis.sentences[*index];
                let known = known.map(|known| &**known);
                self.marks.takes_in_sentence(sentence, known)
            }
            _ => true,
        }
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
            model.list_only(|item| basis.is_listed(item));
        }
        // A note that is being written changes no card's place.
        let is_new = !is_same || model.items != self.model.items;
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
}
