//! The embedded model against the reference's answers, and its conduct in bad company.

use serde::Deserialize;
use slantwise_encoder::{KINDS, Network, Text};

use super::*;
use crate::model::Canceller;
use crate::text::Span;

const NETWORK: &[u8] = include_bytes!("../../../assets/model/slantwise.onnx");
const VOCABULARY: &str = include_str!("../../../assets/model/vocabulary.txt");
const FIXTURE: &str = include_str!("../../../assets/model/fixture.jsonl");

/// 8-bit layers round: a last bit of difference in one number moves others by a step.
const GREATEST_GAP: f32 = 0.25;
/// The same for the numbers of single pieces, of which there are some thousands.
const GREATEST_GAP_OF_A_PIECE: f32 = 0.4;
/// The same on the mean of all numbers.
const MEAN_GAP: f32 = 0.03;

/// What the reference, ONNX Runtime on the same file, says about a text.
#[derive(Deserialize)]
struct Expected {
    text: String,
    target: Option<[usize; 2]>,
    ids: Vec<i32>,
    toward: Option<Vec<i32>>,
    loaded: f32,
    opinion: [f32; 3],
    words: Vec<f32>,
    judging: Vec<f32>,
    kinds: Vec<[f32; KINDS]>,
    tone: Option<[f32; 3]>,
}

impl Expected {
    fn target(&self) -> Option<Span> {
        self.target.map(|[start, end]| Span::new(start, end))
    }

    /// What the network is asked.
    fn asked(&self) -> Text {
        let target = self.toward.as_ref().and_then(|toward| {
            let first = toward.iter().position(|piece| *piece == 1)?;
            Some(first..first + toward.iter().filter(|piece| **piece == 1).count())
        });
        Text {
            ids: self.ids.clone(),
            targets: target.into_iter().collect(),
        }
    }
}

fn model() -> &'static Model {
    Model::embedded().unwrap()
}

fn fixture() -> Vec<Expected> {
    FIXTURE
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn the_fixture_was_made_with_the_embedded_model() {
    let first: serde_json::Value = serde_json::from_str(FIXTURE.lines().next().unwrap()).unwrap();
    assert_eq!(first["model"], model().name());
}

#[test]
fn pieces_are_the_references() {
    let tokenizer = Tokenizer::from_vocabulary(VOCABULARY).unwrap();
    for expected in fixture() {
        let pieces = tokenizer.pieces(&expected.text);
        let mut ids = vec![tokenizer.opening];
        ids.extend(pieces.iter().map(|piece| piece.id));
        ids.push(tokenizer.closing);
        assert_eq!(ids, expected.ids, "{}", expected.text);
        let toward = expected.target().map(|target| {
            let inner = pieces.iter().map(|piece| piece.span.overlaps(target));
            let all = std::iter::once(false).chain(inner).chain([false]);
            all.map(i32::from).collect::<Vec<_>>()
        });
        assert_eq!(toward, expected.toward, "{}", expected.text);
    }
}

#[test]
fn numbers_are_the_references_but_for_rounding() {
    let network = Network::load(NETWORK.into()).unwrap();
    let (mut of_texts, mut of_pieces) = (Vec::new(), Vec::new());
    for expected in fixture() {
        let answer = network.read(&[expected.asked()]).unwrap().remove(0);
        let got = [
            &[answer.loaded][..],
            &answer.opinion,
            answer.tones.as_flattened(),
        ]
        .concat();
        let mut wanted = [&[expected.loaded][..], &expected.opinion].concat();
        wanted.extend(expected.tone.iter().flatten());
        of_texts.extend(gaps(&got, &wanted));
        let got = [
            &answer.words[..],
            &answer.judging,
            answer.kinds.as_flattened(),
        ]
        .concat();
        let wanted = [
            &expected.words[..],
            &expected.judging,
            expected.kinds.as_flattened(),
        ];
        of_pieces.extend(gaps(&got, &wanted.concat()));
    }
    let greatest = |gaps: &[f32]| gaps.iter().copied().fold(0.0, f32::max);
    let (text, piece) = (greatest(&of_texts), greatest(&of_pieces));
    let all = [of_texts, of_pieces].concat();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand numbers")]
    let mean = all.iter().sum::<f32>() / all.len() as f32;
    assert!(
        text < GREATEST_GAP && piece < GREATEST_GAP_OF_A_PIECE && mean < MEAN_GAP,
        "{text}, {piece}, {mean}"
    );
}

/// How far numbers lie from those of the reference, of which there must be as many.
fn gaps(got: &[f32], wanted: &[f32]) -> Vec<f32> {
    assert_eq!(got.len(), wanted.len());
    let pairs = got.iter().zip(wanted);
    pairs.map(|(got, wanted)| (got - wanted).abs()).collect()
}

#[test]
fn a_reading_is_made_of_the_networks_numbers() {
    let network = Network::load(NETWORK.into()).unwrap();
    let text = "The far-right group’s shameless stunt, 3 days later.";
    let reading = model().read(&[text]).unwrap().remove(0);
    let tokenizer = Tokenizer::from_vocabulary(VOCABULARY).unwrap();
    let pieces = tokenizer.pieces(text);
    let mut ids = vec![tokenizer.opening];
    ids.extend(pieces.iter().map(|piece| piece.id));
    ids.push(tokenizer.closing);
    let asked = slantwise_encoder::Text {
        ids,
        targets: Vec::new(),
    };
    let framing = network.read(&[asked]).unwrap().remove(0);
    assert_eq!(reading.loaded.to_bits(), framing.loaded.to_bits());
    let names: Vec<_> = reading
        .words
        .iter()
        .map(|word| word.span.of(text))
        .collect();
    assert_eq!(
        names,
        [
            "The",
            "far-right",
            "group’s",
            "shameless",
            "stunt",
            "3",
            "days",
            "later"
        ]
    );
    let opinion: Vec<_> = framing.opinions.iter().copied().map(not_factual).collect();
    for word in &reading.words {
        let greatest = |logits: &[f32]| {
            pieces
                .iter()
                .zip(&logits[1..])
                .filter(|(piece, _)| piece.span.overlaps(word.span))
                .map(|(_, logit)| *logit)
                .fold(f32::MIN, f32::max)
                .to_bits()
        };
        let wanted = [&framing.words, &framing.judging, &opinion].map(|of| greatest(of));
        let got = [word.loaded, word.judging, word.opinion].map(f32::to_bits);
        assert_eq!(got, wanted, "{}", word.span.of(text));
    }
}

#[test]
fn what_the_words_bring_to_the_opinion_adds_up_to_the_sentences() {
    let network = Network::load(NETWORK.into()).unwrap();
    for expected in fixture() {
        let framing = network.read(&[expected.asked()]).unwrap().remove(0);
        for class in 0..3 {
            #[expect(clippy::cast_precision_loss, reason = "a hundred pieces")]
            let mean = framing
                .opinions
                .iter()
                .map(|piece| piece[class])
                .sum::<f32>()
                / framing.opinions.len() as f32;
            // Numbers are rounded to bytes once for the mean, once for each piece.
            assert!(
                (mean - framing.opinion[class]).abs() < 0.1,
                "{}",
                expected.text
            );
        }
    }
}

#[test]
fn a_text_is_read_alike_alone_and_among_others_on_any_thread() {
    let fixture = fixture();
    let texts: Vec<_> = fixture.iter().map(|line| line.text.as_str()).collect();
    let together = model().read(&texts).unwrap();
    let reversed: Vec<_> = texts.iter().rev().copied().collect();
    let mut backwards = model().read(&reversed).unwrap();
    backwards.reverse();
    assert_eq!(together, backwards);
    let other = Model::from_bytes(NETWORK, VOCABULARY).unwrap();
    for (text, reading) in texts.iter().zip(&together) {
        assert_eq!(other.read(&[text]).unwrap(), std::slice::from_ref(reading));
    }
}

#[test]
fn any_number_of_threads_gives_the_same_numbers() {
    let texts: Vec<_> = fixture().iter().map(Expected::asked).collect();
    let read = |threads| {
        let network = Network::with_threads(NETWORK.into(), threads).unwrap();
        network.read(&texts).unwrap()
    };
    let one = read(1);
    for threads in [2, 3, 8] {
        assert_eq!(read(threads), one, "{threads} threads");
    }
}

#[test]
fn the_target_decides_the_tone() {
    let text = "Mayor Vell praised the nurses and called the landlord a crook.";
    let place = |word: &str| {
        let start = text.find(word).unwrap();
        Span::new(start, start + word.len())
    };
    let tone = |target| model().tone(text, target).unwrap();
    let (nurses, landlord) = (tone(place("nurses")), tone(place("landlord")));
    assert!(nurses[2] - nurses[0] > landlord[2] - landlord[0]);
    // Asked for together, each has the answer that it has alone.
    let asked = Asked {
        text,
        targets: vec![place("landlord"), place("nurses")],
    };
    let together = model()
        .read_unless(&[asked], &Canceller::default())
        .unwrap();
    assert_eq!(together[0].tones, [landlord, nurses]);
    // Nothing under the target is no failure.
    assert!(tone(Span::default()).iter().all(|logit| logit.is_finite()));
    assert!(model().tone("", Span::new(3, 9)).is_ok());
}

#[test]
fn a_target_deep_in_a_long_text_is_read_with_what_stands_around_it() {
    let filler = "The clerk read the minutes of the last meeting aloud. ".repeat(40);
    let tone = |said: &str| {
        let text = format!("{filler}{said} {filler}");
        let start = text.find("landlord").unwrap();
        let [negative, _, positive] = model().tone(&text, Span::new(start, start + 8)).unwrap();
        positive - negative
    };
    assert!(tone("The landlord is a crook and a liar.") < tone("The landlord is loved by all."));
}

#[test]
fn texts_of_any_length_and_kind_are_read() {
    let endless = "x".repeat(100_000);
    let odd = [
        "",
        " ",
        "\u{301}",
        "😀👍🏽",
        "e\u{301}\u{2011}e\u{301}",
        "\u{0}\u{fffd}",
    ];
    let texts: Vec<&str> = odd.into_iter().chain([&*endless]).collect();
    for (text, reading) in texts.iter().zip(model().read(&texts).unwrap()) {
        assert!(reading.loaded.is_finite());
        for word in reading.words {
            assert!(
                word.loaded.is_finite() && word.judging.is_finite() && word.opinion.is_finite()
            );
            assert!(text.get(word.span.range()).is_some());
        }
    }
    let long = "the shameless council voted again ".repeat(1_000);
    assert_eq!(model().read(&[&long]).unwrap()[0].words.len(), 5_000);
}

#[test]
fn a_paragraph_of_a_hundred_thousand_characters_is_read() {
    let paragraph =
        "Nobody in the valley asked for this shameless circus of a vote, yet the council held it. "
            .repeat(1_130);
    assert!(paragraph.len() > 100_000);
    let reading = model().read(&[&paragraph]).unwrap().remove(0);
    assert_eq!(reading.words.len(), 1_130 * 17);
}

#[test]
fn a_damaged_model_is_an_error_with_a_sentence() {
    let cut_off = |at: usize| Model::from_bytes(NETWORK[..at].to_vec(), VOCABULARY);
    for at in [0, 1, 7, 1_000, NETWORK.len() / 2] {
        assert!(cut_off(at).is_err(), "cut off at {at}");
    }
    let refused = Model::from_bytes(b"<html>not a model</html>".to_vec(), VOCABULARY);
    assert_eq!(refused.err(), Some(ModelError::Damaged));
    assert!(ModelError::Damaged.to_string().contains("by rules alone"));
    let refused = Model::from_bytes(NETWORK, "a\nb\n");
    assert_eq!(refused.err(), Some(ModelError::Vocabulary));
}

#[test]
fn a_changed_byte_is_found_before_anything_is_read() {
    let digest = crate::model::id::sha256_hex(NETWORK);
    assert!(Model::checked(NETWORK, VOCABULARY, &digest).is_ok());
    let mut changed = NETWORK.to_vec();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let refused = Model::checked(changed, VOCABULARY, &digest);
    assert_eq!(refused.err(), Some(ModelError::Damaged));
}

#[test]
fn probabilities_add_up_and_a_higher_temperature_evens_them() {
    let sharp = probabilities([2.0, 0.0, -1.0], 1.0);
    let even = probabilities([2.0, 0.0, -1.0], 4.0);
    for all in [sharp, even] {
        assert!((all.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(all[0] > all[1] && all[1] > all[2]);
    }
    assert!((sharp[0] / sharp[1] - 2f64.exp()).abs() < 1e-9);
    assert!(even[0] < sharp[0] && even[2] > sharp[2]);
    assert!(
        probabilities([1e30, -1e30, 0.0], 1.0)
            .iter()
            .all(|share| share.is_finite())
    );
}

#[test]
fn without_no_words_the_answer_stays_and_without_a_loaded_one_it_is_plainer() {
    let text = "The shameless council voted on the budget.";
    let reading = model().read(&[text]).unwrap().remove(0);
    let whole = reading.without(&[]);
    assert!((whole.loaded - reading.loaded).abs() < 0.01);
    assert_eq!(whole.words, reading.words);
    let rest = reading.without(&[Span::new(4, 13)]);
    assert!(rest.loaded < reading.loaded);
    assert_eq!(rest.words.len(), reading.words.len() - 1);
    // Without all words the marks at both ends are left.
    let nothing = reading.without(&[Span::new(0, text.len())]);
    assert!(nothing.loaded.is_finite() && nothing.words.is_empty());
}
