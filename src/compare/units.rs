//! The engine's and a person's coding of one article, in the same units.
//!
//! The units are the numbered sentences; headings and bylines are none. What a **person**
//! says of a sentence is, for its layer:
//!
//! 1. the layer of the person's own marks that cover more than half of its letters, whatever
//!    was judged besides; two layers that both do contradict each other and count for nothing;
//! 2. else what was judged of the sentence: to agree is to say the layer that was judged, and
//!    to disagree is to say that it is not this layer. To which it belongs instead is not
//!    guessed, so such a sentence counts where that one layer is asked for, and nowhere else;
//! 3. else nothing.
//!
//! For a device, a person says that a sentence has it by an own mark in it or by agreeing with
//! a finding there, and that it has not by disagreeing with every finding of it there. In an
//! article that is said to be coded, and in which the person has marked any device, no mark
//! means that the device is not there; elsewhere no mark means nothing.
//!
//! The **engine** says of a sentence its layer and the devices of the findings that it shows.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::model::{
    Analysis, Article, Code, Coding, Decision, Device, Judgement, Layer, OwnMark, Sentence,
    SubjectKind,
};
use crate::text::Span;

/// One article with both codings.
#[derive(Clone, Copy, Debug)]
pub struct Codings<'a> {
    /// The article.
    pub article: &'a Article,
    /// The engine's answers, as they are shown.
    pub analysis: &'a Analysis,
    /// What a person says.
    pub coding: &'a Coding,
}

/// Why a unit is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// The person has said nothing of it.
    NotCoded,
    /// The person is unsure.
    Unsure,
    /// Own marks cover half of it or less.
    InPart,
    /// Own marks of two layers cover it.
    Contradictory,
    /// The person said only which layer it is not.
    OnlyNot,
    /// The engine says nothing of the sentence.
    NotAnalysed,
}

impl LeftOut {
    /// The words that say why, behind a number of sentences.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotCoded => "not coded",
            Self::Unsure => "unsure",
            Self::InPart => "marked only in part",
            Self::Contradictory => "marked as two layers",
            Self::OnlyNot => "said only what it is not",
            Self::NotAnalysed => "not analysed",
        }
    }
}

/// What a person says of a sentence's layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// It belongs to this one.
    Layer(Layer),
    /// It does not belong to this one.
    Not(Layer),
    /// Nothing that counts.
    Nothing(LeftOut),
}

/// A sentence in both codings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its number.
    pub number: usize,
    /// The engine's layer; `None` where it did not analyse the sentence.
    pub engine: Option<Layer>,
    /// The person's.
    pub person: Said,
    /// Whether the person said it without the engine's answers in sight.
    pub is_blind: bool,
}

impl Unit {
    /// Whether the person says anything of it that counts.
    pub fn is_coded(&self) -> bool {
        !matches!(self.person, Said::Nothing(_))
    }

    /// Whether the two say different things.
    pub fn differs(&self) -> bool {
        match self.person {
            Said::Layer(layer) => self.engine.is_some_and(|engine| engine != layer),
            Said::Not(layer) => self.engine == Some(layer),
            Said::Nothing(_) => false,
        }
    }
}

/// Whether a sentence has a device: the engine's answer, and the person's or why there is none.
pub type DeviceUnit = (bool, Result<bool, LeftOut>);

/// Stretches in order; those that overlap or that only blank space parts become one.
fn joined(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if parted_by_blank(text, *last, span) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

fn parted_by_blank(text: &str, before: Span, after: Span) -> bool {
    let between = text.get(before.end()..after.start());
    after.start() <= before.end() || between.is_some_and(|between| between.trim().is_empty())
}

/// Both codings of an article: what a person says, each thing at its place, beside the
/// engine's answers.
#[derive(Debug)]
pub struct Units<'a> {
    codings: Codings<'a>,
    /// Own marks that have a place.
    marks: Vec<&'a OwnMark>,
    /// Own marks of each layer, joined.
    layers: [Vec<Span>; 3],
    judged: Vec<Judged<'a>>,
}

/// A judgement and the place of its words.
#[derive(Debug)]
struct Judged<'a> {
    span: Span,
    judgement: &'a Judgement,
    decision: Decision,
}

impl Judged<'_> {
    /// Whether it is about a finding of this device.
    fn is_on(&self, device: Device) -> bool {
        let subject = &self.judgement.subject;
        matches!(subject.kind, SubjectKind::Finding(_)) && subject.answer == device.code()
    }
}

impl<'a> Units<'a> {
    /// Finds what is said in an article.
    pub fn of(codings: Codings<'a>) -> Self {
        let text = &*codings.article.text;
        let marks = codings.coding.marks.values();
        let marks: Vec<&OwnMark> = marks
            .map(|mark| &**mark)
            .filter(|mark| mark.span.is_some())
            .collect();
        let layers = Layer::ALL.map(|layer| {
            let code = Code::Layer(layer);
            let of_layer = marks.iter().filter(|mark| mark.code == code);
            joined(text, of_layer.filter_map(|mark| mark.span).collect())
        });
        let judgements = codings.coding.judgements.values();
        let judged = judgements.filter_map(|judgement| {
            Some(Judged {
                decision: judgement.decision?,
                span: judgement.subject.anchor.place(text)?,
                judgement,
            })
        });
        Self {
            codings,
            marks,
            layers,
            judged: judged.collect(),
        }
    }

    /// Whether the person says anything of a layer or a device.
    pub fn is_begun(&self) -> bool {
        let is_of_text = |judged: &Judged<'_>| judged.judgement.subject.kind != SubjectKind::Naming;
        !self.marks.is_empty() || self.judged.iter().any(is_of_text)
    }

    /// The article.
    pub fn article(&self) -> &'a Article {
        self.codings.article
    }

    /// The layer of every numbered sentence.
    pub fn layers(&self) -> Vec<Unit> {
        self.numbered()
            .map(|(index, number, sentence)| {
                let (person, is_blind) = self.layer(sentence);
                Unit {
                    sentence: index,
                    number,
                    engine: sentence.layer(),
                    person,
                    is_blind,
                }
            })
            .collect()
    }

    /// Devices of findings, and those that the person marked or judged.
    pub fn devices(&self) -> BTreeSet<Device> {
        let found = self.codings.analysis.findings.iter();
        let found = found.map(|finding| finding.device);
        let marked = self.marks.iter().filter_map(|mark| match mark.code {
            Code::Device(device) => Some(device),
            Code::Layer(_) => None,
        });
        let judged = self.judged.iter().filter_map(|judged| {
            let mut all = Device::ALL.into_iter();
            all.find(|device| judged.is_on(*device))
        });
        found.chain(marked).chain(judged).collect()
    }

    /// Whether each numbered sentence has a device.
    pub fn device(&self, device: Device) -> Vec<DeviceUnit> {
        let analysis = self.codings.analysis;
        self.numbered()
            .map(|(_, _, sentence)| {
                let findings = sentence.findings.iter();
                let found = findings
                    .filter_map(|index| analysis.findings.get(*index))
                    .filter(|finding| finding.device == device)
                    .count();
                let person = match sentence.verdict {
                    Ok(_) => self.has_device(device, sentence, found),
                    Err(_) => Err(LeftOut::NotAnalysed),
                };
                (found > 0, person)
            })
            .collect()
    }

    /// Where the engine and where the person has a code, in bytes, in order and without
    /// overlap: stretches that only blank space parts are one. `None` where a place without a
    /// mark says nothing: the person has not said that the article is coded, or has left
    /// sentences without a layer, or marks no devices.
    pub fn stretches(&self, code: Code) -> Option<[Vec<Span>; 2]> {
        if !self.is_complete(code) {
            return None;
        }
        let sentences = |is_meant: &dyn Fn(&Sentence) -> bool| -> Vec<Span> {
            let numbered = self.numbered().map(|(_, _, sentence)| sentence);
            let meant = numbered.filter(|sentence| is_meant(sentence));
            meant.map(|sentence| sentence.span).collect()
        };
        let (engine, judged): (Vec<Span>, Vec<Span>) = match code {
            Code::Layer(layer) => (
                sentences(&|sentence| sentence.layer() == Some(layer)),
                sentences(&|sentence| self.layer(sentence).0 == Said::Layer(layer)),
            ),
            Code::Device(device) => {
                let findings = self.codings.analysis.findings.iter();
                let found = findings.filter(|finding| finding.device == device);
                let agreed = self
                    .judged
                    .iter()
                    .filter(|judged| judged.is_on(device) && judged.decision == Decision::Agree);
                (
                    found.map(|finding| finding.span).collect(),
                    agreed.map(|judged| judged.span).collect(),
                )
            }
        };
        let marks = self.marks.iter().filter(|mark| mark.code == code);
        let person = marks.filter_map(|mark| mark.span).chain(judged).collect();
        let text = &*self.codings.article.text;
        Some([joined(text, engine), joined(text, person)])
    }

    /// Index, number and sentence of those that are units.
    fn numbered(&self) -> impl Iterator<Item = (usize, usize, &'a Sentence)> {
        let sentences = self.codings.analysis.sentences.iter().enumerate();
        sentences.filter_map(|(index, sentence)| Some((index, sentence.number?, sentence)))
    }

    /// Whether a place without a code was meant to have none: for a layer, where every
    /// sentence has one; for a device, where any device was marked.
    fn is_complete(&self, code: Code) -> bool {
        let is_complete = match code {
            Code::Layer(_) => self
                .numbered()
                .all(|(_, _, sentence)| matches!(self.layer(sentence).0, Said::Layer(_))),
            Code::Device(_) => {
                let mut marks = self.marks.iter();
                marks.any(|mark| matches!(mark.code, Code::Device(_)))
            }
        };
        self.codings.coding.coded.is_some() && is_complete
    }

    fn is_blind(&self, at: DateTime<Utc>) -> bool {
        let coded = &self.codings.coding.coded;
        coded.as_ref().is_some_and(|coded| coded.is_blind(at))
    }

    /// The layer of a sentence, and whether that was said blind.
    fn layer(&self, sentence: &Sentence) -> (Said, bool) {
        let text = &*self.codings.article.text;
        let whole = letters(text, sentence.span);
        let covered = |spans: &[Span]| -> usize {
            spans
                .iter()
                .filter_map(|span| span.intersection(sentence.span))
                .map(|part| letters(text, part))
                .sum()
        };
        let shares: Vec<(Layer, usize)> = Layer::ALL
            .into_iter()
            .zip(self.layers.iter().map(|spans| covered(spans)))
            .collect();
        let mut most = shares.iter().filter(|(_, part)| part * 2 > whole);
        match (most.next(), most.next()) {
            (Some((layer, _)), None) => {
                return (Said::Layer(*layer), self.is_marked_blind(*layer, sentence));
            }
            (Some(_), Some(_)) => return (Said::Nothing(LeftOut::Contradictory), false),
            (None, _) => {}
        }
        let mut judged = self.judged.iter().filter(|judged| {
            judged.judgement.subject.kind == SubjectKind::Sentence && judged.span == sentence.span
        });
        let Some(judged) = judged.next() else {
            let is_marked = shares.iter().any(|(_, part)| *part > 0);
            let why = if is_marked {
                LeftOut::InPart
            } else {
                LeftOut::NotCoded
            };
            return (Said::Nothing(why), false);
        };
        let answer = &judged.judgement.subject.answer;
        let layer = Layer::ALL.into_iter().find(|layer| layer.name() == answer);
        let said = match (judged.decision, layer) {
            (Decision::Agree, Some(layer)) => Said::Layer(layer),
            (Decision::Disagree, Some(layer)) => Said::Not(layer),
            (Decision::Unsure, _) => Said::Nothing(LeftOut::Unsure),
            // A layer that only another version of the engine knows.
            (Decision::Agree | Decision::Disagree, None) => Said::Nothing(LeftOut::NotCoded),
        };
        // What is hidden cannot be judged.
        (said, false)
    }

    fn is_marked_blind(&self, layer: Layer, sentence: &Sentence) -> bool {
        let mut marks = self.marks.iter().filter(|mark| {
            let touches = mark.span.is_some_and(|span| span.overlaps(sentence.span));
            mark.code == Code::Layer(layer) && touches
        });
        marks.all(|mark| self.is_blind(mark.at))
    }

    /// Whether a sentence has a device in which the engine finds it so many times.
    fn has_device(
        &self,
        device: Device,
        sentence: &Sentence,
        found: usize,
    ) -> Result<bool, LeftOut> {
        let text = &*self.codings.article.text;
        let is_here = |span: Span| {
            let part = span.intersection(sentence.span);
            part.is_some_and(|part| letters(text, part) > 0)
        };
        let code = Code::Device(device);
        let mut marks = self.marks.iter().filter(|mark| mark.code == code);
        if marks.any(|mark| mark.span.is_some_and(is_here)) {
            return Ok(true);
        }
        let decisions: Vec<Decision> = self
            .judged
            .iter()
            .filter(|judged| judged.is_on(device) && is_here(judged.span))
            .map(|judged| judged.decision)
            .collect();
        let count = |wanted| decisions.iter().filter(|known| **known == wanted).count();
        if count(Decision::Agree) > 0 {
            Ok(true)
        } else if count(Decision::Unsure) > 0 {
            Err(LeftOut::Unsure)
        } else if self.is_complete(code) || count(Decision::Disagree) >= found.max(1) {
            Ok(false)
        } else {
            Err(LeftOut::NotCoded)
        }
    }
}

/// Characters of a stretch that are not blank.
fn letters(text: &str, span: Span) -> usize {
    let characters = span.of(text).chars();
    characters.filter(|letter| !letter.is_whitespace()).count()
}
