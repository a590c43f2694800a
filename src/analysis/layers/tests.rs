use crate::analysis::analyse;
use crate::model::testing::titled;
use crate::model::{Layer, Role, Sentence, SetAside, Settings};

fn layers(paragraphs: &[&str]) -> Vec<Layer> {
    let article = titled("What the new fee means for your bill", paragraphs);
    analyse(&article, &Settings::default())
        .sentences
        .iter()
        .filter(|sentence| sentence.number.is_some())
        .filter_map(Sentence::layer)
        .collect()
}

#[test]
fn words_that_only_say_who_speaks_do_not_frame() {
    let told = layers(&[
        "Economist Rune Thale of Halmark Business School said that the cap was a modest step \
         that would be felt most by small households. His colleague Sunniva Lie was more \
         doubtful, saying that it would do little for competition.",
        "They could, and the consumer association Rettvis expects some to try.",
    ]);
    assert!(!told.contains(&Layer::Framing), "{told:?}");
}

#[test]
fn a_verdict_that_somebody_passes_is_their_voice() {
    let told = layers(&[
        "The port's chief executive, Dirk Hallam, said the offer was fair and the strike \
         irresponsible.",
        "Emil Lund (Liberals) said the council was punishing the careful for the sins of the \
         careless.",
        "Dirk Hallam said the offer was due on Monday.",
    ]);
    assert_eq!(told, [Layer::Voices, Layer::Voices, Layer::Reported]);
}

#[test]
fn a_quarter_in_quotation_marks_is_the_speakers_voice() {
    let told = layers(&[
        "Museum director Klara Benz said the loss was “a wound for the whole town”.",
        "The firm said that it was aware of the announcement of Monday and would “monitor it”.",
    ]);
    assert_eq!(told, [Layer::Voices, Layer::Reported]);
}

#[test]
fn a_bare_denial_is_reported() {
    let told = layers(&[
        "Building rules are seldom enforced, inspectors have said. The government denies this.",
    ]);
    assert_eq!(told[1], Layer::Reported);
}

#[test]
fn in_a_column_a_plain_sentence_may_mock_but_a_figure_states() {
    let told = layers(&[
        "There is a hole in our road, and I have grown fond of it. By summer it could hold a \
         dinner plate, by Christmas a small goat.",
        "I believe in it; a man came, looked down, and drew a white circle around it, as one \
         does with the dead. Since then it has been officially known.",
        "Children learn to swim in it. The bus slows down there out of respect.",
        "The road was built in 1974. I wish it well, and it shall outlive us all.",
    ]);
    assert_eq!(told[5], Layer::Framing, "{told:?}");
    assert_eq!(told[6], Layer::Reported, "{told:?}");
}

#[test]
fn that_somebody_objects_is_no_framing() {
    let told = layers(&[
        "The team trained 42 bees to fly toward cards. Not everyone is convinced that the bees \
         were counting. Tobias Renn, who was not involved, noted that the cards differed.",
    ]);
    assert!(!told.contains(&Layer::Framing), "{told:?}");
}

#[test]
fn an_explainer_is_no_framing_and_has_no_turn() {
    let mut article = titled(
        "Who can vote, and what happens after?",
        &[
            "Who is entitled to vote?",
            "All citizens over 18 who are registered in the canton, about 71,000 people.",
            "What do supporters say?",
            "The cantonal government argues that the merger would save 38 million francs.",
            "And opponents?",
            "A committee led by Rosmarie Ask says that remote valleys would lose schools.",
            "What if the answer is yes?",
            "Then Varde votes in March. Parliament would have to agree as well, which is \
             considered a formality.",
        ],
    );
    for paragraph in article.paragraphs[1..].iter_mut().step_by(2) {
        paragraph.role = Role::Subheading;
    }
    let analysis = analyse(&article, &Settings::default());
    assert_eq!(analysis.turn, None);
    let headings: Vec<_> = analysis
        .findings
        .iter()
        .filter(|finding| analysis.sentences[finding.sentence].number.is_none())
        .collect();
    assert!(headings.is_empty(), "{headings:?}");
    let then = analysis
        .sentences
        .iter()
        .find(|sentence| sentence.span.of(&article.text).starts_with("Then Varde"));
    assert_eq!(then.and_then(Sentence::layer), Some(Layer::Reported));
}

#[test]
fn a_piece_told_by_an_i_is_opinion() {
    let first = "The school has banned phones, and the parents are rather pleased with themselves.";
    let framing = |lines: &[&str]| {
        let article = titled("Take the phones away", lines);
        let analysis = analyse(&article, &Settings::default());
        analysis.sentences[1].verdict.unwrap().probabilities.framing
    };
    let told_by_an_i = [
        first,
        "I saw it coming, and I told my brother.",
        "I am for the ban.",
        "My daughter is not.",
    ];
    let told_by_nobody = [
        first,
        "He saw it coming, and he told his brother.",
        "He is for the ban.",
        "His daughter is not.",
    ];
    assert!(framing(&told_by_an_i) > framing(&told_by_nobody));
}

#[test]
fn a_label_that_was_set_aside_still_says_opinion() {
    let mut article = titled(
        "Take the phones away",
        &[
            "Opinion",
            "The school has banned phones, and the parents are rather pleased with themselves.",
        ],
    );
    let label = article.paragraphs.remove(1).span;
    let framing = |article: &_| {
        let analysis = analyse(article, &Settings::default());
        analysis.sentences[1].verdict.unwrap().probabilities.framing
    };
    let before = framing(&article);
    article.set_aside.push(SetAside {
        span: label,
        why: "section label".to_owned(),
    });
    assert!(framing(&article) > before);
}

#[test]
fn the_outlets_own_words_beside_a_speaker_still_frame() {
    let told = layers(&[
        "The hapless mayor, who has stumbled from one shameful blunder to the next and learned \
         nothing at all, said on Monday that the bridge would open in May.",
    ]);
    assert_eq!(told, [Layer::Framing]);
}
