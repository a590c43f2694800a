use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// Each case is a paragraph with a bar where a sentence ends; ` | ` stands for one
/// space, a bare bar for none.
const CASES: &[&str] = &[
    // Plain.
    "The ferry sank. | Nobody was hurt. | An inquiry began.",
    "One sentence without an end",
    "Who pays? | The valley pays! | It always has.",
    "Prices rose by 3.5 per cent. | Wages rose by 1.2.",
    "The fund holds $4.50 a head. | That is little.",
    "See ferrywatch.example.org for times. | The page is old.",
    "Write to clerk@harbour.example. | She answers.",
    "Turnout was 61%. | Two years ago it was 58%.",
    // Titles and names.
    "Mr. Dale met Mrs. Orr and Dr. Pym. | They talked.",
    "Gov. Ella Marsh signed it. | Sen. Tobias Reed did not.",
    "Lt. Col. Ann Frey spoke. | So did Rep. Joe Lund.",
    "It was J.B. Smith who called. | Smith rang twice.",
    "It was J. B. Smith who called. | Smith rang twice.",
    "J. Smith left. | He was late.",
    "Prof. A. Quill of St. Bride's agreed. | Others did not.",
    "He lives on St. Anne Road. | She lives on Mill St. | The two never met.",
    "The Martin Hale Jr. Library opened. | It is new.",
    "It fell to Franz Ott Jr. | He refused.",
    // Dotted short forms.
    "The U.S. Treasury objected. | The U.K. did not.",
    "She moved to the U.S. | It was cold.",
    "They flew from the U.S. to Peru. | Then home.",
    "Rep. Ann Lowe, D-N.Y. chair of the panel, spoke. | It was brief.",
    "It opened after World War II. | Germany paid for it.",
    "The tour starts at 3 a.m. | Police will close the road.",
    "Mr.\u{a0}Dale met Ms.\u{a0}Orr. | They talked.",
    "A Ph.D. student found it. | Nobody looked.",
    "The U.S.' allies agreed. | The U.K.'s did not.",
    "MILLPORT, N.Y. – The mill closed. | It was old.",
    "MILLPORT, W.Va. — The mill closed. | It was old.",
    "He teaches in Washington, D.C. | His wife is a judge.",
    "The U.N. Security Council met. | The vote failed.",
    // Companies.
    "She runs Acme Inc. | Shares rose.",
    "Acme Inc. Chief Executive Ada Voss resigned. | Shares fell.",
    "Acme Corp. and Bolt Ltd. merged. | Workers fear for their jobs.",
    "He sued Orr & Co. | The case was dropped.",
    "It rained in Co. Kerry. | It often does.",
    "A film by Lantern Bros. Pictures won. | It is long.",
    // Hours, days, months.
    "The vote is at 9 p.m. Tuesday. | Polls close at 8 p.m. | The count follows.",
    "It began at 10 a.m. Eastern. | It ended at noon.",
    "It began at 10 a.m. on Sunday. | Few came.",
    "He was born on Jan. 5, 1970. | She was born on Feb. 6.",
    "The law took effect in Sept. | The protests began in Oct. 2025.",
    "They met at 7 p.m. | Nobody spoke.",
    "It opened on 18 May. | A crowd came.",
    "It closed in May. | Twelve people lost their jobs.",
    // Figures and labels.
    "It was No. 5 on the list. | Nos. 6 and 7 were struck off.",
    "Would he resign? | No. | He would not.",
    "See Fig. 3 and p. 12. | Then read Art. 9.",
    "1. Close the mill. | 2. Open the lock.",
    "a. Close the mill. | b. Open the lock.",
    "It happened in 1998. | In 1999 it happened again.",
    "The score was 3. | 12 people left.",
    "Orr et al. (2019) disagree. | So do Pym et al. | The debate goes on.",
    "Bring pens, paper, etc. | Doors open at six.",
    "Some fish, e.g. Atlantic cod, are rare. | Others, i.e. herring, are not.",
    "In Hale v. Marsh the court agreed. | It was close.",
    "The river rose by approx. 3 metres. | Cellars flooded.",
    // Places.
    "It happened in Oakland, Calif. | The police came.",
    "A Ga. Republican objected. | Nobody listened.",
    "Sen. Ida Pell (R-Calif.) spoke first. | Others followed.",
    // Ellipses.
    "He waited ... and waited. | Then he left.",
    "He waited… and waited. | Then he left.",
    "I thought I might... | The door opened.",
    "… and so it ended. | Nobody clapped.",
    "Nothing . . . at all. | Silence.",
    "I want it to go well. ... | I love this valley.",
    "That is false!!! | I never left.",
    // Quotations.
    "“It is late,” she said. | “We should go.”",
    "\"It is late,\" she said. | \"We should go.\"",
    "“Why now?” he asked. | Nobody knew.",
    "\"Why now?\" he asked. | Nobody knew.",
    "“Why now?” Mr. Dale asked. | Nobody knew.",
    "“Why now?” Ella Marsh asked on Friday. | Nobody knew.",
    "“Why now?” Mr. Dale told The Lantern. | Nobody knew.",
    "“We lost.” | Dale wrote in a letter that nobody read.",
    "“Why now?” asked Ella Marsh. | Nobody knew.",
    "“Never again!” the crowd shouted. | It rained.",
    "“Why now?” | Ella Marsh left the room.",
    "“Why now?” | Ella Marsh said: “I do not know.”",
    "“Why now?” | She said nothing.",
    "“We lost. | We will return. | That is all,” she said.",
    "\"We lost. | We will return. | That is all,\" she said.",
    "She said: “We lost. | We will return.” | Then she left.",
    "He said it was “late.” | She disagreed.",
    "He said it was “late”. | She disagreed.",
    "She called it “a farce.” | “It is worse,” he said.",
    "‘It is late,’ she said. | ‘We should go.’",
    "'Why now?' he asked. | Nobody knew.",
    "‘Why now?’ Mr. Dale asked. | Nobody knew.",
    "'Why now?' Mr. Dale asked. | Nobody knew.",
    "‘We lost. | We will return,’ she said.",
    "‘It’s over. | We’re tired,’ he said. | ‘We’ll go.’",
    "The sign read “Keep out. Danger.” and hung askew. | It fell.",
    "He shouted “Stop!” and ran. | Nobody followed.",
    "“So what?” is no answer. | We need one.",
    "« Il est tard », she said. | « We go. » | They went.",
    "The workers’ demand was clear. | The owners’ was not.",
    // Parentheses and marks.
    "The mill closed (it was old.) | The lock stayed open.",
    "The mill closed. | (It was old.) | The lock stayed open.",
    "The mill (it was old. It leaked.) closed. | The lock did not.",
    "(Ms. Orr is new to the council. | She was elected in May.)",
    "The study is new.[3] | It is small.",
    "He left (why?) early. | She stayed.",
    "Is that so?! | It is.",
    "It ended — finally. | Nobody cheered.",
    "“Why?” — he would not say. | She did.",
    // Where a page lost its spaces, and other scripts.
    "The strike was over.| The mill reopened.",
    // A mark that stands alone closes what is open.
    "He said: \" We lost. | We will return! \" he wrote. | Nobody came.",
    "\" It is late. \" | She left. | \" We go. \"",
    "“ It is late. ” | She left.",
    "The strike had ended.|The council met.",
    "They had paid.|Rosa Vell had not.",
    "The dam broke in 1961.|It was rebuilt.",
    "He spoke to the BBC.|The board did not.",
    "Was it late?|Nobody knew.",
    "They left (at noon).|Nobody came.",
    "It was “late”.|Nobody came.",
    "The U.S.Navy sailed. | It rained.",
    "Mr.Smith left. | It rained.",
    "See example.com or example.Com for it. | It costs 3.5m.",
    "Open the file report.Final.pdf there. | It opens.",
    "St.Albans won by No.10. | It rained.",
    "It uses Node.js daily. | It works.",
    "会议结束了。|大家回家了。",
    // Line breaks and lists inside a paragraph.
    "They asked for:\n|- more pay\n|- less rain",
    "The first line\nruns on. | The second does too.",
    // Small beginnings.
    "iPhone sales fell. | eBay sales rose.",
    "the rain fell. | nobody minded. | it was june.",
    "Was it the cold? or the rain? | Nobody knew.",
];

fn cut(text: &str) -> Vec<&str> {
    sentences(text, Span::new(0, text.len()))
        .into_iter()
        .map(|span| span.of(text))
        .collect()
}

#[test]
fn golden_paragraphs_are_cut_at_the_bars() {
    let mut wrong = Vec::new();
    for case in CASES {
        let text = case.replace(" | ", " ").replace('|', "");
        // The sign before an item of a list is no part of it.
        let wanted: Vec<_> = case
            .split('|')
            .map(|part| part.trim().trim_start_matches("- "))
            .collect();
        let found = cut(&text);
        if found != wanted {
            wrong.push(format!("{case}\n   found: {}", found.join(" | ")));
        }
    }
    assert!(CASES.len() >= 60);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_bullet_of_an_item_is_no_part_of_its_sentence() {
    assert_eq!(cut("• Council votes 14 to 9"), ["Council votes 14 to 9"]);
    assert_eq!(
        cut("- The board will pay. It has to."),
        ["The board will pay.", "It has to."]
    );
    assert_eq!(cut("*Not* a list"), ["*Not* a list"]);
    assert_eq!(
        cut("— Nobody knows, he said."),
        ["— Nobody knows, he said."]
    );
    assert_eq!(cut("-5 degrees"), ["-5 degrees"]);
    assert_eq!(cut("-"), ["-"]);
}

#[test]
fn spans_count_from_the_start_of_the_whole_text() {
    let text = "Title\n\n  It rained. It stopped. \n\nEnd.";
    let found = sentences(text, Span::new(7, 34));
    let words: Vec<_> = found.iter().map(|span| span.of(text)).collect();
    assert_eq!(words, ["It rained.", "It stopped."]);
}

#[test]
fn white_space_has_no_sentences() {
    assert!(cut("").is_empty());
    assert!(cut(" \n\u{a0}").is_empty());
}

#[test]
fn long_paragraphs_and_sentences_take_no_long_time() {
    let begun = std::time::Instant::now();
    let long_paragraph = "“Why now?” he asked (it was U.S. policy.) The end. ".repeat(2_000);
    assert!(cut(&long_paragraph).len() > 2_000);
    assert_eq!(cut(&"word ".repeat(5_000)).len(), 1);
    assert_eq!(cut(&"etc. and so on ".repeat(5_000)).len(), 1);
    cut(&"(a. ".repeat(20_000));
    cut(&"“".repeat(50_000));
    cut(&"? ".repeat(50_000));
    cut(&"A. B.".repeat(20_000));
    cut(&". ".repeat(50_000));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

/// Texts with many of the marks that the rules look at.
fn paragraphs() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Mr",
        "said",
        "The",
        "the",
        "U.S",
        "p.m",
        "No",
        "5",
        "é",
        "e\u{301}",
        "😀",
        "👩\u{200d}🚒",
        ".",
        ".",
        ".",
        "!",
        "?",
        "…",
        ",",
        " ",
        " ",
        " ",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{301}",
        "\u{200d}",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "(",
        ")",
        "[3]",
        "-",
        "—",
        "。",
        "1.",
        "Smith",
        "J",
        "Inc",
        "\u{2011}",
        "\u{1f1e8}\u{1f1e6}",
        "\u{200b}",
        "\u{2060}",
        "\u{feff}",
        "\u{ad}",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn sentences_tile_any_paragraph(text in prop_oneof![paragraphs(), "\\PC{0,80}"]) {
        let mut at = 0;
        let edges: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let whole = Span::new(0, text.len()).trimmed(&text);
        for span in sentences(&text, Span::new(0, text.len())) {
            prop_assert!(!span.is_empty());
            prop_assert!(span.start() >= at);
            let left_out = &text[at..span.start()];
            let blank = |c: char| c.is_whitespace() || is_invisible(c) || is_bullet(c);
            prop_assert!(left_out.chars().all(blank), "only what nobody sees is left out");
            prop_assert_eq!(span.of(&text).trim(), span.of(&text));
            for edge in [span.start(), span.end()] {
                let outer = edge == whole.start() || edge == whole.end();
                prop_assert!(outer || edges.binary_search(&edge).is_ok(), "a cluster is cut at {edge}");
            }
            at = span.end();
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn cutting_again_is_the_same(text in paragraphs()) {
        let span = Span::new(0, text.len());
        prop_assert_eq!(sentences(&text, span), sentences(&text, span));
    }
}
