//! How far the engine and a person agree: per code over sentences, and over stretches of text.
//!
//! [`units`](super::units) says what each of the two codings says of a sentence. Each layer
//! and each device is asked for by itself (has a sentence this code or not), the three layers
//! also together. Every row says how many sentences it rests on, and how many were left out
//! for which reason. Sentences of several articles are taken together as if they were of one:
//! since those of one article resemble each other, an interval over few articles is narrower
//! than it ought to be.

use std::collections::{BTreeMap, BTreeSet};

use super::agreement::{self, Agreement};
use super::unitizing;
use super::units::{Codings, DeviceUnit, LeftOut, Said, Unit, Units};
use crate::model::{ArticleId, Code, Device, Layer};
use crate::text::{CodePoints, Span};

/// How far two codings agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    /// Articles in which a person has said anything of a layer or device.
    pub articles: usize,
    /// The three layers together, each layer, then each device that a person has coded.
    pub rows: Vec<Row>,
    /// Sentences whose layer both have coded, and not as the same one, in reading order.
    pub differences: Vec<Difference>,
    /// Sentences whose layer a person has coded with the engine's answer in sight.
    pub in_sight: usize,
}

/// One code.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The code; `None` for the three layers together.
    pub code: Option<Code>,
    /// Over sentences.
    pub agreement: Agreement,
    /// Sentences left out, by reason; together as many as [`Agreement::left_out`].
    pub left_out: BTreeMap<LeftOut, usize>,
    /// Krippendorff's alpha for unitizing, over the articles in which a place without this
    /// code was meant to have none ([`Units::stretches`]); `None` where there are none, for
    /// the layers together, and where it is not defined.
    pub alpha_of_stretches: Option<f64>,
}

impl Row {
    /// Name in exports: `layer` for the three layers together.
    pub fn name(&self) -> &'static str {
        self.code.map_or("layer", Code::name)
    }

    /// Why sentences were left out: `3 not coded; 1 unsure`. Empty where none were.
    pub fn left_out_words(&self) -> String {
        let reasons = self.left_out.iter();
        let words = reasons.map(|(why, count)| format!("{count} {}", why.words()));
        words.collect::<Vec<_>>().join("; ")
    }
}

/// A sentence that the two code differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The article.
    pub article: ArticleId,
    /// The sentence in both codings.
    pub unit: Unit,
}

/// Holds the two codings of these articles against each other.
pub fn reliability(articles: &[Codings<'_>]) -> Reliability {
    let articles: Vec<Units<'_>> = articles.iter().copied().map(Units::of).collect();
    let layers: Vec<Vec<Unit>> = articles.iter().map(Units::layers).collect();
    let all = || layers.iter().flatten();
    let mut rows = vec![together(all())];
    rows.extend(Layer::ALL.map(|layer| {
        let units = all().map(|unit| (unit.engine == Some(layer), has(unit, layer)));
        row(Code::Layer(layer), units, &articles)
    }));
    let named: BTreeSet<Device> = articles.iter().flat_map(Units::devices).collect();
    rows.extend(named.into_iter().filter_map(|device| {
        let units: Vec<DeviceUnit> = articles
            .iter()
            .flat_map(|article| article.device(device))
            .collect();
        let is_coded = units.iter().any(|(_, person)| person.is_ok());
        is_coded.then(|| row(Code::Device(device), units, &articles))
    }));
    let differences = articles.iter().zip(&layers).flat_map(|(article, units)| {
        let differing = units.iter().filter(|unit| unit.differs());
        differing.map(|unit| Difference {
            article: article.article().id,
            unit: *unit,
        })
    });
    Reliability {
        articles: articles.iter().filter(|article| article.is_begun()).count(),
        in_sight: all()
            .filter(|unit| unit.is_coded() && !unit.is_blind)
            .count(),
        differences: differences.collect(),
        rows,
    }
}

/// The three layers as three values of one code.
fn together<'u>(units: impl Iterator<Item = &'u Unit>) -> Row {
    let mut left_out = BTreeMap::new();
    let pairs: Vec<(Option<Layer>, Option<Layer>)> = units
        .map(|unit| {
            let person = match unit.person {
                _ if unit.engine.is_none() => Err(LeftOut::NotAnalysed),
                Said::Layer(layer) => Ok(layer),
                Said::Not(_) => Err(LeftOut::OnlyNot),
                Said::Nothing(why) => Err(why),
            };
            (unit.engine, counted(person, &mut left_out))
        })
        .collect();
    Row {
        code: None,
        agreement: agreement::agreement(&pairs),
        left_out,
        alpha_of_stretches: None,
    }
}

/// Whether the person says that a sentence belongs to a layer.
fn has(unit: &Unit, layer: Layer) -> Result<bool, LeftOut> {
    match unit.person {
        _ if unit.engine.is_none() => Err(LeftOut::NotAnalysed),
        Said::Layer(said) => Ok(said == layer),
        Said::Not(said) if said == layer => Ok(false),
        Said::Not(_) => Err(LeftOut::OnlyNot),
        Said::Nothing(why) => Err(why),
    }
}

fn row(code: Code, units: impl IntoIterator<Item = DeviceUnit>, articles: &[Units<'_>]) -> Row {
    let mut left_out = BTreeMap::new();
    let pairs: Vec<(Option<bool>, Option<bool>)> = units
        .into_iter()
        .map(|(engine, person)| (Some(engine), counted(person, &mut left_out)))
        .collect();
    Row {
        code: Some(code),
        agreement: agreement::agreement(&pairs),
        left_out,
        alpha_of_stretches: over_stretches(code, articles),
    }
}

fn counted<C>(person: Result<C, LeftOut>, left_out: &mut BTreeMap<LeftOut, usize>) -> Option<C> {
    person
        .map_err(|why| *left_out.entry(why).or_default() += 1)
        .ok()
}

/// Alpha over stretches, in code points, with the articles laid end to end.
fn over_stretches(code: Code, articles: &[Units<'_>]) -> Option<f64> {
    let mut observers = [Vec::new(), Vec::new()];
    let mut length = 0;
    for article in articles {
        let Some(stretches) = article.stretches(code) else {
            continue;
        };
        let text = &*article.article().text;
        let points = CodePoints::new(text);
        let place = |span: Span| Span::new(points.at(span.start()), points.at(span.end()));
        for (all, of_article) in observers.iter_mut().zip(stretches) {
            all.extend(
                of_article
                    .into_iter()
                    .map(|span| place(span).shifted(length)),
            );
        }
        length += points.at(text.len());
    }
    unitizing::alpha(&observers, length)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;
    use crate::model::testing::{self, analysed, article};
    use crate::model::{
        Analysis, Article, Coded, Coding, Decision, Judgement, MarkId, OwnMark, Subject,
        SubjectKind,
    };
    use crate::text::Anchor;

    const TEXT: &str =
        "The vote was close. It was a shameless display. Critics say so. Work begins in May.";

    fn minute(minute: i64) -> DateTime<Utc> {
        DateTime::default() + TimeDelta::minutes(minute)
    }

    /// Four sentences in the layers reported, framing, voices and reported.
    fn engine() -> (Article, Analysis) {
        let article = article(TEXT);
        let mut analysis = analysed(&article);
        let layers = [
            Layer::Reported,
            Layer::Framing,
            Layer::Voices,
            Layer::Reported,
        ];
        for (index, sentence) in analysis.sentences.iter_mut().enumerate() {
            sentence.number = Some(index + 1);
            sentence.verdict.as_mut().unwrap().layer = layers[index];
        }
        (article, analysis)
    }

    fn found(analysis: &mut Analysis, words: &str, device: Device) {
        let start = TEXT.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let sentence = analysis.sentence_at(start).unwrap();
        let finding = testing::mark(analysis, sentence, span);
        analysis.findings[finding].device = device;
    }

    fn mark(coding: &mut Coding, words: &str, code: Code, at: DateTime<Utc>) {
        let start = TEXT.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let id = MarkId(coding.marks.len() as u64);
        let mark = OwnMark {
            id,
            span: Some(span),
            anchor: Anchor::of(TEXT, span),
            code,
            note: String::new(),
            by: "Ada".to_owned(),
            at,
        };
        coding.marks.insert(id, Arc::new(mark));
    }

    fn judge(coding: &mut Coding, subject: Subject, decision: Decision) {
        let judgement = Judgement {
            decision: Some(decision),
            note: String::new(),
            by: "Ada".to_owned(),
            at: minute(0),
            subject,
        };
        coding
            .judgements
            .insert(judgement.subject.key(), Arc::new(judgement));
    }

    fn said(coding: &Coding) -> Vec<Said> {
        let (article, analysis) = engine();
        let units = Units::of(Codings {
            article: &article,
            analysis: &analysis,
            coding,
        });
        units.layers().iter().map(|unit| unit.person).collect()
    }

    fn of(article: &Article, analysis: &Analysis, coding: &Coding) -> Reliability {
        reliability(&[Codings {
            article,
            analysis,
            coding,
        }])
    }

    #[test]
    fn a_mark_that_covers_most_of_a_sentence_says_its_layer() {
        let mut coding = Coding::default();
        mark(
            &mut coding,
            "It was a shameless display.",
            Code::Layer(Layer::Framing),
            minute(0),
        );
        // Less than half of this one, and nothing of the last.
        mark(&mut coding, "say", Code::Layer(Layer::Voices), minute(0));
        assert_eq!(
            said(&coding),
            [
                Said::Nothing(LeftOut::NotCoded),
                Said::Layer(Layer::Framing),
                Said::Nothing(LeftOut::InPart),
                Said::Nothing(LeftOut::NotCoded),
            ]
        );
        mark(
            &mut coding,
            "Critics",
            Code::Layer(Layer::Voices),
            minute(0),
        );
        mark(
            &mut coding,
            "so. Work begins in May",
            Code::Layer(Layer::Voices),
            minute(0),
        );
        mark(
            &mut coding,
            "Work begins in May.",
            Code::Layer(Layer::Framing),
            minute(0),
        );
        assert_eq!(said(&coding)[2], Said::Layer(Layer::Voices));
        assert_eq!(said(&coding)[3], Said::Nothing(LeftOut::Contradictory));
    }

    #[test]
    fn to_disagree_says_what_a_sentence_is_not_and_a_mark_outweighs_it() {
        let (article, analysis) = engine();
        let mut coding = Coding::default();
        for (index, decision) in [Decision::Agree, Decision::Disagree, Decision::Unsure]
            .into_iter()
            .enumerate()
        {
            let subject = Subject::sentence(&article, &analysis, index).unwrap();
            judge(&mut coding, subject, decision);
        }
        assert_eq!(
            said(&coding),
            [
                Said::Layer(Layer::Reported),
                Said::Not(Layer::Framing),
                Said::Nothing(LeftOut::Unsure),
                Said::Nothing(LeftOut::NotCoded),
            ]
        );
        let found = of(&article, &analysis, &coding);
        // Together only the first sentence counts; for framing the second one does too.
        let counts = |row: &Row| (row.agreement.units, row.agreement.left_out);
        let together = &found.rows[0];
        assert_eq!(counts(together), (1, 3));
        assert_eq!(
            together.left_out_words(),
            "1 not coded; 1 unsure; 1 said only what it is not"
        );
        let framing = &found.rows[3];
        assert_eq!((framing.name(), counts(framing)), ("framing", (2, 2)));
        assert_eq!(framing.agreement.percent, Some(0.5));
        assert_eq!(counts(&found.rows[1]), (1, 3));
        assert_eq!(found.differences.len(), 1);
        assert_eq!(found.differences[0].unit.number, 2);
        mark(
            &mut coding,
            "It was a shameless display.",
            Code::Layer(Layer::Framing),
            minute(0),
        );
        assert_eq!(said(&coding)[1], Said::Layer(Layer::Framing));
        assert!(of(&article, &analysis, &coding).differences.is_empty());
    }

    #[test]
    fn a_newer_engine_does_not_change_what_a_person_said() {
        let (article, mut analysis) = engine();
        let mut coding = Coding::default();
        let subject = Subject::sentence(&article, &analysis, 1).unwrap();
        judge(&mut coding, subject, Decision::Agree);
        analysis.sentences[1].verdict.as_mut().unwrap().layer = Layer::Reported;
        let found = of(&article, &analysis, &coding);
        assert_eq!(
            found.differences[0].unit.person,
            Said::Layer(Layer::Framing)
        );
        assert_eq!(found.differences[0].unit.engine, Some(Layer::Reported));
    }

    #[test]
    fn the_whole_table_is_that_of_the_same_pairs() {
        let (article, analysis) = engine();
        let mut coding = Coding::default();
        // Engine: reported, framing, voices, reported; person: reported, framing, framing,
        // voices. A = 2/4; E = (2·1 + 1·2 + 1·1) / 16 = 5/16; κ = (8 − 5) / 11 = .2727.
        for (words, layer) in [
            ("The vote was close.", Layer::Reported),
            ("It was a shameless display.", Layer::Framing),
            ("Critics say so.", Layer::Framing),
            ("Work begins in May.", Layer::Voices),
        ] {
            mark(&mut coding, words, Code::Layer(layer), minute(0));
        }
        let found = of(&article, &analysis, &coding);
        let together = &found.rows[0].agreement;
        assert_eq!((together.units, together.percent), (4, Some(0.5)));
        assert!((together.kappa.unwrap() - 3.0 / 11.0).abs() < 1e-9);
        let numbers: Vec<_> = found
            .differences
            .iter()
            .map(|one| one.unit.number)
            .collect();
        assert_eq!(numbers, [3, 4]);
        assert_eq!(found.articles, 1);
        // Nobody has said that it is coded to the end.
        assert!(
            found
                .rows
                .iter()
                .all(|row| row.alpha_of_stretches.is_none())
        );
        let twice = reliability(&[
            Codings {
                article: &article,
                analysis: &analysis,
                coding: &coding,
            },
            Codings {
                article: &article,
                analysis: &analysis,
                coding: &Coding::default(),
            },
        ]);
        assert_eq!((twice.articles, twice.rows[0].agreement.left_out), (1, 4));
        assert_eq!(twice.rows[0].agreement.kappa, together.kappa);
    }

    #[test]
    fn what_was_said_with_the_answers_in_sight_is_counted() {
        let (article, analysis) = engine();
        let mut coding = Coding::default();
        let layer = Code::Layer(Layer::Framing);
        mark(&mut coding, "The vote was close.", layer, minute(1));
        mark(&mut coding, "It was a shameless display.", layer, minute(5));
        mark(&mut coding, "Critics say so.", layer, minute(9));
        assert_eq!(of(&article, &analysis, &coding).in_sight, 3);
        coding.coded = Some(Coded {
            by: "Ada".to_owned(),
            at: minute(6),
            hidden_from: minute(2),
        });
        assert_eq!(of(&article, &analysis, &coding).in_sight, 2);
    }

    #[test]
    fn a_device_is_absent_only_where_devices_were_coded_to_the_end() {
        let (article, mut analysis) = engine();
        found(&mut analysis, "shameless", Device::LoadedLanguage);
        found(&mut analysis, "Critics say", Device::VagueAttribution);
        let mut coding = Coding::default();
        let subject = Subject::finding(&article, &analysis, 0).unwrap();
        assert!(matches!(subject.kind, SubjectKind::Finding(_)));
        judge(&mut coding, subject, Decision::Disagree);
        let row = |coding: &Coding, device| -> Option<Row> {
            let all = of(&article, &analysis, coding).rows;
            all.into_iter()
                .find(|row| row.code == Some(Code::Device(device)))
        };
        let loaded = row(&coding, Device::LoadedLanguage).unwrap();
        assert_eq!((loaded.agreement.units, loaded.agreement.left_out), (1, 3));
        assert_eq!(loaded.agreement.percent, Some(0.0));
        assert_eq!(row(&coding, Device::VagueAttribution), None);
        coding.coded = Some(Coded {
            by: "Ada".to_owned(),
            at: minute(6),
            hidden_from: minute(2),
        });
        let code = Code::Device(Device::VagueAttribution);
        mark(&mut coding, "Critics say", code, minute(3));
        let vague = row(&coding, Device::VagueAttribution).unwrap();
        assert_eq!(
            (vague.agreement.units, vague.agreement.percent),
            (4, Some(1.0))
        );
        assert_eq!(vague.agreement.kappa, Some(1.0));
        assert_eq!(vague.alpha_of_stretches, Some(1.0));
        let loaded = row(&coding, Device::LoadedLanguage).unwrap();
        assert_eq!(
            (loaded.agreement.units, loaded.agreement.percent),
            (4, Some(0.75))
        );
    }

    #[test]
    fn neighbouring_sentences_of_one_layer_are_one_stretch() {
        let (article, mut analysis) = engine();
        analysis.sentences[2].verdict.as_mut().unwrap().layer = Layer::Framing;
        let mut coding = Coding::default();
        let framing = Code::Layer(Layer::Framing);
        let reported = Code::Layer(Layer::Reported);
        mark(&mut coding, "The vote was close.", reported, minute(3));
        // One mark over both sentences, where the engine has one sentence after the other.
        mark(
            &mut coding,
            "It was a shameless display. Critics say so.",
            framing,
            minute(3),
        );
        coding.coded = Some(Coded {
            by: "Ada".to_owned(),
            at: minute(6),
            hidden_from: minute(2),
        });
        // A sentence without a layer might be of any.
        let found = of(&article, &analysis, &coding);
        assert!(
            found
                .rows
                .iter()
                .all(|row| row.alpha_of_stretches.is_none())
        );
        let voices = Code::Layer(Layer::Voices);
        mark(&mut coding, "Work begins in May.", voices, minute(3));
        let found = of(&article, &analysis, &coding);
        assert_eq!(found.rows[3].alpha_of_stretches, Some(1.0));
        assert_eq!(found.rows[3].agreement.percent, Some(1.0));
        assert!(found.rows[1].alpha_of_stretches.unwrap() < 1.0);
        assert!(found.rows[2].alpha_of_stretches.unwrap() < 0.0);
    }

    #[test]
    fn nothing_said_is_a_result_without_figures() {
        let (article, analysis) = engine();
        let found = of(&article, &analysis, &Coding::default());
        assert_eq!((found.articles, found.rows.len()), (0, 4));
        assert_eq!(found.rows[0].agreement.percent, None);
        assert_eq!(found.rows[0].left_out_words(), "4 not coded");
        assert_eq!(reliability(&[]).rows[0].agreement.units, 0);
    }
}
