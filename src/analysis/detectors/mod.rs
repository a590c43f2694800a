//! One file a detector.

mod appeal_to_fear;
mod appeal_to_hypocrisy;
mod appeal_to_time;
mod casting_doubt;
mod conversation_killer;
mod editorial_aside;
mod evaluation;
mod exaggeration;
mod false_dilemma;
mod false_equivalence;
mod figurative_idiom;
mod flag_waving;
mod label;
mod loaded_language;
mod mind_reading;
mod name_calling;
mod phrases;
mod presupposition;
mod rhetorical_question;
mod scare_quotes;
mod slanted_reporting_verb;
mod speculation;
mod unsourced_claim;
mod vague_attribution;
mod whataboutism;

use super::detector::Detector;

/// All detectors, in the order of the vocabulary.
pub static ALL: &[&dyn Detector] = &[
    &name_calling::DETECTOR,
    &casting_doubt::DETECTOR,
    &appeal_to_hypocrisy::DETECTOR,
    &flag_waving::DETECTOR,
    &appeal_to_fear::DETECTOR,
    &whataboutism::DETECTOR,
    &false_dilemma::DETECTOR,
    &conversation_killer::DETECTOR,
    &appeal_to_time::DETECTOR,
    &loaded_language::DETECTOR,
    &exaggeration::DETECTOR,
    &vague_attribution::VagueAttribution,
    &mind_reading::DETECTOR,
    &slanted_reporting_verb::DETECTOR,
    &scare_quotes::ScareQuotes,
    &editorial_aside::DETECTOR,
    &rhetorical_question::RhetoricalQuestion,
    &figurative_idiom::DETECTOR,
    &unsourced_claim::DETECTOR,
    &speculation::DETECTOR,
    &false_equivalence::DETECTOR,
    &presupposition::DETECTOR,
    &label::DETECTOR,
    &evaluation::Evaluation,
];

/// Place in [`ALL`] of the detector of loaded language, under which the model's phrases go.
pub const LOADED_LANGUAGE: usize = 9;

/// Place of the detector of evaluations, under which the words that judge go.
pub const EVALUATION: usize = 23;

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::analysis::{LabelInput, label};
    use crate::model::{Confidence, Finding, Settings};

    fn marks(text: &str, detector: &str) -> Vec<Finding> {
        let input = LabelInput {
            text,
            ..LabelInput::default()
        };
        // Straight from the detector: what the pipeline leaves out for another's sake still counts here.
        let settings = Settings {
            model: false,
            minimum_confidence: Confidence::default(),
            ..Settings::default()
        };
        label(&input, &settings)
            .findings
            .into_iter()
            .filter(|finding| finding.detector.0 == detector)
            .collect()
    }

    #[test]
    fn every_detector_marks_its_examples() {
        let mut wrong = Vec::new();
        for detector in ALL {
            let info = detector.info();
            for example in info.examples {
                let plain = example.replace("[[", "").replace("]]", "");
                let start = example.find("[[").unwrap_or(0);
                let end = example.find("]]").map_or(0, |end| end - 2);
                let found = marks(&plain, info.id.0);
                let hit = found
                    .iter()
                    .any(|finding| finding.span.start() == start && finding.span.end() == end);
                if !hit {
                    let spans: Vec<_> = found.iter().map(|f| f.span.of(&plain)).collect();
                    wrong.push(format!("{}: {example} gave {spans:?}", info.id.0));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_detector_is_silent_where_it_says_so() {
        let mut wrong = Vec::new();
        for detector in ALL {
            let info = detector.info();
            for text in info.silent_on {
                if let Some(finding) = marks(text, info.id.0).first() {
                    wrong.push(format!(
                        "{}: {text} gave {}",
                        info.id.0,
                        finding.span.of(text)
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_models_detectors_stand_where_they_are_said_to() {
        let info = ALL[super::LOADED_LANGUAGE].info();
        assert_eq!(info.id.0, "loaded_language");
        assert_eq!(ALL[super::EVALUATION].info().id.0, "evaluation");
    }

    #[test]
    fn every_detector_says_what_it_is() {
        for detector in ALL {
            let info = detector.info();
            assert_eq!(info.id.0, info.device.code());
            assert!(!info.examples.is_empty() && !info.silent_on.is_empty());
            for text in [
                info.name,
                info.what_it_marks,
                info.why_it_matters,
                info.not_if,
            ] {
                assert!(!text.is_empty(), "{} leaves something unsaid", info.id.0);
            }
        }
    }
}
