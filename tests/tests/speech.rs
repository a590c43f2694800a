//! Whose words: block quotations, posts, transcripts, reviews with a credit, and speakers who are
//! named in another sentence than their words, from the file to the analysis.

use slantwise::analysis::analyse;
use slantwise::import;
use slantwise::model::{Analysis, Article, Role, Settings, Voice};

/// What one sentence turned out to be.
#[derive(Debug, PartialEq, Eq)]
struct Heard {
    voice: Voice,
    sources: Vec<String>,
}

struct Read {
    article: Article,
    analysis: Analysis,
}

impl Read {
    fn file(name: &str, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let article = import::read_file(&path).unwrap();
        let analysis = analyse(&article, &Settings::default());
        Self { article, analysis }
    }

    fn text(text: &str) -> Self {
        Self::file("article.txt", text)
    }

    /// The sentence that holds these words.
    fn at(&self, words: &str) -> Heard {
        let place = self.article.text.find(words).unwrap();
        let found = self.analysis.sentences.iter().enumerate();
        let (index, sentence) = found
            .into_iter()
            .find(|(_, sentence)| sentence.span.contains_offset(place))
            .unwrap();
        let cited = self
            .analysis
            .attributions
            .iter()
            .filter(|attribution| attribution.sentence == index)
            .filter_map(|attribution| attribution.source);
        Heard {
            voice: sentence.verdict.as_ref().unwrap().voice,
            sources: cited
                .map(|at| self.analysis.sources[at].name.clone())
                .collect(),
        }
    }

    #[track_caller]
    fn says(&self, name: &str, words: &[&str]) {
        for part in words {
            let heard = self.at(part);
            assert_eq!(heard.voice, Voice::Attributed, "{part}");
            assert!(
                heard.sources.iter().any(|source| source == name),
                "{part}: {heard:?}"
            );
        }
    }

    #[track_caller]
    fn is_outlets(&self, words: &[&str]) {
        for part in words {
            assert_eq!(self.at(part).voice, Voice::Outlet, "{part}");
        }
    }

    fn role(&self, words: &str) -> Role {
        let place = self.article.text.find(words).unwrap();
        let paragraph = self
            .article
            .paragraphs
            .iter()
            .find(|paragraph| paragraph.span.contains_offset(place));
        paragraph.unwrap().role
    }
}

const HEAD: &str = "Library roof gives way in Vardal

By Ida Roos

4 March 2026

The roof of the town library in Vardal gave way on Tuesday night, and nobody was hurt.

";

fn story(below: &str) -> Read {
    Read::text(&format!(
        "{HEAD}{below}\n\nThe library opens again in May, in the old school.\n"
    ))
}

#[test]
fn a_block_quotation_belongs_to_whom_the_sentence_above_it_cites() {
    let page = "<html><head><title>Swimmers lose their pool</title></head><body><article><h1>Swimmers lose their pool</h1><p>The pool at Lindholm closes in June, the town decided on Monday evening after a long debate.</p><p>In a letter to the mayor, the swimmers' chairwoman Karin Opdal wrote:</p><blockquote><p>Nobody asked us, and nobody listened.</p><p>It is a cold and shabby decision. We shall remember it in the spring.</p></blockquote><p>The pool was built in 1968 and needs a new filter.</p></article></body></html>";
    let read = Read::file("pool.html", page);
    read.says(
        "Karin Opdal",
        &["Nobody asked us", "cold and shabby", "We shall remember"],
    );
    read.is_outlets(&["was built in 1968"]);
    assert_eq!(read.role("Nobody asked us"), Role::Quote);
}

#[test]
fn markdown_marks_a_block_quotation_too_and_its_signature_names_the_speaker() {
    let text = "# Swimmers lose their pool\n\nThe pool at Lindholm closes in June after a vote on Monday.\n\n> A cold and shabby decision.\n>\n> We shall remember it.\n>\n> — Karin Opdal, chairwoman of the swimmers\n\nThe pool was built in 1968 and needs a new filter.\n";
    let read = Read::file("pool.md", text);
    read.says("Karin Opdal", &["cold and shabby", "We shall remember"]);
    read.is_outlets(&["was built in 1968", "closes in June"]);
}

#[test]
fn a_page_that_sets_all_its_text_off_quotes_nobody() {
    let text = "# Swimmers lose their pool\n\n> The pool at Lindholm closes in June. The town decided on Monday.\n>\n> The pool was built in 1968 and needs a new filter.\n";
    assert_eq!(Read::file("pool.md", text).role("was built"), Role::Body);
}

#[test]
fn a_pull_quote_that_repeats_the_text_is_set_aside() {
    let text = "# Swimmers lose their pool\n\nThe pool closes in June. “It is a cold and shabby decision,” Karin Opdal said on Monday.\n\n> It is a cold and shabby decision\n\nThe pool was built in 1968 and needs a new filter, the town says.\n";
    let read = Read::file("pool.md", text);
    let aside: Vec<&str> = read
        .article
        .set_aside
        .iter()
        .map(|part| part.why.as_str())
        .collect();
    assert_eq!(aside, ["pull quote"]);
}

#[test]
fn words_of_a_quotation_that_stand_again_without_marks_are_the_same_speakers() {
    let read = story(
        "“We heard the beams crack one after the other,” Piet Anders said.\n\nWe heard the beams crack one after the other\n\nThe town counts the damage.",
    );
    let sources = &read.analysis.sources;
    let anders = sources
        .iter()
        .find(|source| source.name == "Piet Anders")
        .unwrap();
    assert_eq!(anders.words_quoted, 10 - 1);
    let again = read.article.text.rfind("We heard").unwrap();
    let sentence = read
        .analysis
        .sentences
        .iter()
        .find(|one| one.span.start() == again)
        .unwrap();
    assert_eq!(sentence.verdict.as_ref().unwrap().voice, Voice::Attributed);
}

#[test]
fn a_post_belongs_to_the_account_that_signs_it() {
    let read = story(
        "One neighbour posted a picture of the hole:\n\nThree winters of begging and this is what we get\n\nDisgraceful. pic.twitter.com/Ab12\n\n— Tove Lind (@tovelind) March 3, 2026\n\nA bakery in the same street wrote little:\n\nFree buns for the firemen tonight!\n\nA post shared by Lillevik Bakery (@lillevikbakery) on Mar 3, 2026 at 9:12pm PST",
    );
    read.says("Tove Lind", &["Three winters", "Disgraceful"]);
    read.says("Lillevik Bakery", &["Free buns"]);
    read.is_outlets(&["opens again in May", "gave way on Tuesday"]);
}

#[test]
fn a_post_of_several_social_networks_keeps_its_poster_in_a_page() {
    let page = "<html><head><title>Roof falls</title></head><body><article><h1>Roof falls</h1><p>The roof of the town library in Vardal gave way on Tuesday night, and nobody was hurt.</p><blockquote class=\"bluesky-embed\"><p>They knew, and they looked away.</p>&mdash; Tove Lind (<a href=\"#\">@tovelind.bsky.social</a>) <a href=\"#\">March 3, 2026 at 8:10 PM</a></blockquote><p>The library opens again in May, in the old school by the river.</p></article></body></html>";
    let read = Read::file("roof.html", page);
    read.says("Tove Lind", &["They knew"]);
    read.is_outlets(&["opens again in May"]);
}

#[test]
fn a_statement_below_a_colon_is_whose_the_sentence_above_says() {
    let read = story(
        "The builders' union said in a statement:\n\nThe roof was older than the men who mended it. The town had the report for two years.\n\nThe mayor was away.",
    );
    read.says("builders' union", &["older than the men", "had the report"]);
    read.is_outlets(&["was away"]);
}

#[test]
fn a_list_below_an_ordinary_colon_stays_the_outlets() {
    let read = story(
        "Three things are known so far:\n\n- the beams were of pine\n- the snow weighed four tonnes\n- the alarm failed",
    );
    read.is_outlets(&["beams were of pine", "snow weighed"]);
}

#[test]
fn a_transcript_gives_each_turn_to_its_speaker() {
    let read = Read::text(
        "Interview: Karin Opdal on the empty pool\n\nHOST: Karin Opdal, is it over?\n\nOPDAL: It is never over. Those people in the hall are cowards.\n\n[APPLAUSE]\n\nAnd they know it.\n\nHOST: We also have Rolf Enger on the line.\n\nROLF ENGER: The filter costs more than the school. Somebody has to say so.\n\nHOST: Thank you both.\n",
    );
    read.says(
        "Karin Opdal",
        &["never over", "are cowards", "they know it"],
    );
    read.says("Rolf Enger", &["costs more", "has to say"]);
    read.is_outlets(&["is it over", "APPLAUSE", "Thank you both"]);
}

#[test]
fn answers_belong_to_the_person_of_the_headline_and_questions_to_the_outlet() {
    let read = Read::text(
        "Five questions for Karin Opdal\n\nThe chairwoman of the swimmers at Lindholm met us by the empty pool.\n\nQ: Who is to blame?\n\nA: The council. It had ten years.\n\nQ: What happens now?\n\nA: We swim in the fjord.\n",
    );
    read.says("Karin Opdal", &["It had ten years", "swim in the fjord"]);
    read.is_outlets(&["Who is to blame", "What happens now"]);
}

#[test]
fn labels_that_name_no_speaker_make_no_transcript() {
    let read = story(
        "Update: The fire service left at noon.\n\nCorrection: An earlier version gave the wrong year.\n\nKey points: The beams were of pine.\n\nWhere: Vardal, by the river.\n\nCost: About two million crowns.",
    );
    read.is_outlets(&["left at noon", "beams were of pine", "two million crowns"]);
    assert!(
        read.analysis.sources.is_empty(),
        "{:?}",
        read.analysis.sources
    );
}

#[test]
fn reviews_belong_to_the_outlet_in_the_credit_below_them() {
    let read = Read::text(
        "The night bus: what the critics made of it\n\nThe play opened on Friday. Here is what was written about it.\n\nA Slow Start\n\nNothing moves for an hour, and then the bus does. I nearly left.\n\n[ Vardal Courier ]\n\nThe lamps are lovely and the jokes are old. It never finds its road.\n\n[ The Harbour Post ]\n\nA warm and foolish evening that I would not have missed. Go and see it.\n\n[ Lindholm Weekly ]\n",
    );
    read.says("Vardal Courier", &["Nothing moves", "I nearly left"]);
    read.says("Harbour Post", &["jokes are old", "finds its road"]);
    read.says("Lindholm Weekly", &["Go and see it"]);
    read.is_outlets(&["opened on Friday"]);
}

#[test]
fn a_name_behind_a_dash_speaks_the_quotation_before_it() {
    let read = story(
        "“The beams were black with damp.” —Warden Tove Lind\n\n“We wrote four letters and got one answer.” – Piet Anders, carpenter",
    );
    read.says("Tove Lind", &["black with damp"]);
    read.says("Piet Anders", &["four letters"]);
}

#[test]
fn a_quotation_is_spoken_by_whom_the_sentence_behind_it_names() {
    for tag in [
        "Those were the words of Tove Lind.",
        "That is how Tove Lind put it.",
        "So said Tove Lind on Wednesday.",
        "Tove Lind said in a letter.",
    ] {
        let read = story(&format!(
            "Piet Anders said he had no key.\n\nThe town went to see.\n\n“The beams were black with damp, and anyone could smell it.” {tag}"
        ));
        read.says("Tove Lind", &["black with damp"]);
    }
}

#[test]
fn what_a_sentence_ending_in_a_colon_introduces_is_whose_it_names() {
    let read = story(
        "Piet Anders said he had no key.\n\nAnd from the warden, Tove Lind:\n\n“The beams were black with damp.”",
    );
    read.says("Tove Lind", &["black with damp"]);
}

#[test]
fn a_quotation_over_sentences_and_paragraphs_goes_to_the_speaker_at_its_end() {
    let read = story(
        "Piet Anders said he had no key.\n\n“The beams were black.\n\nAnyone could smell it.\n\nWe wrote four letters,” Tove Lind said.\n\n“And then? Nothing came of them. We kept copies,” said the baker Rolf Enger.",
    );
    read.says(
        "Tove Lind",
        &["beams were black", "could smell it", "four letters"],
    );
    read.says("Rolf Enger", &["And then", "Nothing came", "kept copies"]);
}

#[test]
fn a_statement_with_a_mark_at_each_paragraph_has_one_speaker() {
    let read = story(
        "The warden, Tove Lind, read a statement.\n\n“The beams were black,” she said. “We wrote.\n\n“Nobody came.\n\n“We shall not write again.”",
    );
    read.says(
        "Tove Lind",
        &["beams were black", "Nobody came", "not write again"],
    );
    read.is_outlets(&["opens again in May"]);
}

#[test]
fn a_nickname_in_marks_is_neither_quotation_nor_scare_quote() {
    let read = story(
        "William “Bill” Anders has lived beside it since 1988. The neighbours call the house “the icebox”.",
    );
    let marked: Vec<&str> = read
        .analysis
        .findings
        .iter()
        .map(|finding| finding.span.of(&read.article.text))
        .collect();
    assert!(
        !marked.iter().any(|words| words.contains("Bill")),
        "{marked:?}"
    );
    let about_bill = read.article.text.find("William").unwrap();
    let mut sentences = read.analysis.sentences.iter();
    let sentence = sentences.find(|one| one.span.start() == about_bill);
    assert!(sentence.unwrap().quoted.is_empty());
    read.is_outlets(&["lived beside it"]);
}

#[test]
fn a_short_fragment_leaves_a_sentence_to_the_outlet() {
    let read = story(
        "The council met twice about the “old lady” by the river and put the matter off until the autumn.",
    );
    read.is_outlets(&["met twice"]);
}
