//! Attribution as a whole, construction by construction, on invented sentences.

mod constructions;
mod examples;
mod naming;

use std::sync::Arc;

use proptest::prelude::*;

use super::{Attributed, attribute};
use crate::analysis::Parsed;
use crate::analysis::entities::entities;
use crate::model::{
    Article, ArticleId, AttributionKind, Entity, EntityKind, Format, Metadata, Origin, Paragraph,
    Revision, Role, Sentiment, SourceKind, Title, TitleOrigin, Voice,
};
use crate::text::Span;

/// An article whose paragraphs are parted by blank lines.
fn article(text: &str) -> Article {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trimmed(text);
        at += part.len() + 2;
        if !span.is_empty() {
            paragraphs.push(Paragraph {
                span,
                role: Role::Body,
            });
        }
    }
    Article {
        id: ArticleId(0),
        revision: Revision(0),
        title: Title {
            text: String::new(),
            origin: TitleOrigin::FirstWords,
        },
        metadata: Metadata::default(),
        origin: Origin {
            path: None,
            format: Format::Pasted,
            sha256: String::new(),
            encoding: "UTF-8".to_owned(),
        },
        text: Arc::from(text),
        paragraphs,
        set_aside: Vec::new(),
        caveats: Vec::new(),
    }
}

/// One sentence as a unit, whatever its punctuation.
fn sentence(text: &str) -> Attributed {
    let article = article(text);
    attribute(&Parsed::with_unit(&article, Span::new(0, text.len())))
}

fn voice(text: &str) -> Voice {
    sentence(text).sentences[0].voice
}

/// Names of the sources in a text.
fn names(text: &str) -> Vec<String> {
    sources(text).into_iter().map(|(name, _)| name).collect()
}

fn sources(text: &str) -> Vec<(String, SourceKind)> {
    let article = article(text);
    let found = attribute(&Parsed::of(&article));
    found
        .sources
        .into_iter()
        .map(|source| (source.name, source.kind))
        .collect()
}

/// The first attribution's content.
fn content(text: &str) -> Vec<String> {
    sentence(text).attributions[0]
        .content
        .iter()
        .map(|span| span.of(text).to_owned())
        .collect()
}

fn named(text: &str) -> Vec<Entity> {
    let article = article(text);
    let parsed = Parsed::of(&article);
    let attributed = attribute(&parsed);
    let sentiments = vec![Sentiment::from_compound(0.5); parsed.sentences.len()];
    entities(&parsed, &attributed, &sentiments)
}

#[test]
fn plain_reporting_is_the_outlets_voice() {
    for text in [
        "The ferry left Holm at nine and arrived in Varde before noon.",
        "Two lorries blocked the road for most of the morning.",
        "It shows the town’s neglect of its own harbour.",
        "Health worries have kept the school closed since March.",
        "The plan is cheap, and the council’s calculations are public.",
    ] {
        assert_eq!(voice(text), Voice::Outlet, "{text}");
    }
}

#[test]
fn a_speaker_before_the_clause_is_found() {
    let text = "Governor Tor Lund said the dam would hold until spring.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(names(text), ["Tor Lund"]);
    assert_eq!(content(text), ["the dam would hold until spring"]);
}

#[test]
fn a_speaker_after_the_quotation_is_found() {
    for text in [
        "“The dam will hold,” said Tor Lund.",
        "“The dam will hold,” Tor Lund said on Monday.",
        "\"The dam will hold,\" Tor Lund, the governor, said.",
        "‘The dam will hold,’ insisted Tor Lund.",
        "«The dam will hold», Tor Lund said.",
    ] {
        let found = sentence(text);
        assert_eq!(found.sources.len(), 1, "{text}");
        assert_eq!(found.sources[0].name, "Tor Lund", "{text}");
        assert_eq!(found.sources[0].words_quoted, 4, "{text}");
        assert_eq!(
            found.attributions[0].kind,
            AttributionKind::Direct,
            "{text}"
        );
    }
}

#[test]
fn a_speaker_in_the_middle_has_both_halves() {
    let text = "“The dam,” said Tor Lund, “will hold until spring.”";
    let found = sentence(text);
    assert_eq!(found.sentences[0].quoted.len(), 2);
    assert_eq!(found.sources[0].words_quoted, 6);
}

#[test]
fn a_clause_before_its_speaker_is_the_content() {
    let text = "Trains will run again from May, the rail authority said on Monday.";
    assert_eq!(content(text), ["Trains will run again from May"]);
    assert_eq!(
        sources(text),
        [("rail authority".to_owned(), SourceKind::Organisation)]
    );
}

#[test]
fn according_to_stands_on_either_side() {
    assert_eq!(
        content("According to the harbour board, three boats sank."),
        ["three boats sank"]
    );
    assert_eq!(
        content("Three boats sank, according to the board’s annual report."),
        ["Three boats sank"]
    );
}

#[test]
fn a_view_in_the_possessive_attributes() {
    let text = "In Lund’s view, the toll is fair.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(names(text), ["Lund"]);
}

#[test]
fn a_name_and_a_colon_introduce_a_quotation() {
    let text = "Lund: “We waited nine years.”";
    assert_eq!(names(text), ["Lund"]);
    assert_eq!(voice(text), Voice::Attributed);
}

#[test]
fn an_apposition_or_relative_clause_may_part_speaker_and_verb() {
    for text in [
        "Ines Mora, the mayor of Holm, said the bridge was safe.",
        "Ines Mora, who has led Holm since 2019, said the bridge was safe.",
        "Ines Mora (Green), said the bridge was safe.",
    ] {
        assert_eq!(names(text), ["Ines Mora"], "{text}");
    }
}

#[test]
fn a_hearer_is_no_content() {
    assert_eq!(
        content("Mora told the harbour board that the crane was unsafe."),
        ["the crane was unsafe"]
    );
}

#[test]
fn nested_attributions_name_both_sources() {
    let text = "According to the Holm Gazette, Mayor Ines Mora also said that she expected delays.";
    assert_eq!(names(text), ["Holm Gazette", "Ines Mora"]);
}

#[test]
fn someone_named_among_some_is_the_source() {
    let text =
        "Some officials, including Varde’s mayor Ines Mora, have even called the plan “reckless.”";
    let found = sentence(text);
    assert_eq!(found.sentences[0].voice, Voice::Attributed);
    assert_eq!(found.sources[0].name, "Ines Mora");
    assert_eq!(found.sources[0].role.as_deref(), Some("Varde’s mayor"));
    assert!(found.scare_quotes.is_empty());
}

#[test]
fn a_passive_names_its_agent() {
    for text in [
        "The firm was accused by Ines Mora of hiding the leak.",
        "The leak was confirmed by Ines Mora on Friday.",
    ] {
        assert_eq!(voice(text), Voice::Attributed, "{text}");
        assert_eq!(names(text), ["Ines Mora"], "{text}");
    }
}

#[test]
fn a_mention_of_an_accusation_leaves_the_sentence_to_the_outlet() {
    let text = "Norvia, long accused by Estmark of sheltering smugglers, now finds smugglers in its own port.";
    assert_eq!(voice(text), Voice::Outlet);
    assert_eq!(names(text), ["Estmark"]);
}

#[test]
fn reports_and_studies_find_and_show() {
    for text in [
        "A report by the Alder Institute found that rents had doubled.",
        "The survey shows that most tenants moved twice.",
        "Police records show the van was stolen.",
    ] {
        assert_eq!(voice(text), Voice::Attributed, "{text}");
    }
}

#[test]
fn minds_and_demands_of_the_named_are_attributed() {
    for text in [
        "Mora fears the bridge will close.",
        "The union wants longer breaks.",
        "Lund praised the crew and urged the board to pay them.",
        "The minister has expressed concern over the leak.",
        "Mora is confident that the vote will pass.",
        "The ministry denied the claim.",
        "Lund called for new elections.",
    ] {
        assert_eq!(voice(text), Voice::Attributed, "{text}");
    }
}

#[test]
fn a_participle_takes_the_main_clauses_subject() {
    let text = "Ines Mora defended the plan, saying it would create jobs.";
    let found = sentence(text);
    assert_eq!(found.sources.len(), 1);
    assert_eq!(found.sources[0].verbs, ["defend", "say"]);
}

#[test]
fn vague_sources_are_vague() {
    for text in [
        "Critics say the plan is a gift to landlords.",
        "Reports suggest that the union plans a strike.",
        "The plan is widely seen as a failure.",
        "The move prompted ironic commentary on social media.",
        "Some say the mayor has lost interest.",
        "Observers believe the talks will fail.",
        "The minister is said to be furious about the leak.",
        "The two firms have reportedly agreed to merge.",
        "The mayor has been accused of neglect.",
    ] {
        assert_eq!(voice(text), Voice::Vague, "{text}");
    }
}

#[test]
fn scare_quotes_are_no_quotations() {
    let text = "The so-called “reform” has changed nothing in Holm.";
    let found = sentence(text);
    assert_eq!(found.sentences[0].voice, Voice::Outlet);
    assert!(found.sentences[0].quoted.is_empty());
    assert_eq!(found.scare_quotes[0].of(text), "“reform”");
}

#[test]
fn a_quotation_runs_over_sentences_and_paragraphs() {
    let text = "“We began early,” said Ines Mora. “We ended late. Nobody complained.\n\n“The next day we began again.”\n\nThe hall was empty by noon.";
    let article = article(text);
    let found = attribute(&Parsed::of(&article));
    assert_eq!(found.sources.len(), 1);
    assert_eq!(found.sources[0].words_quoted, 14);
    let voices: Vec<_> = found.sentences.iter().map(|part| part.voice).collect();
    assert_eq!(voices.last(), Some(&Voice::Outlet));
    assert_eq!(
        voices
            .iter()
            .filter(|voice| **voice == Voice::Attributed)
            .count(),
        voices.len() - 1
    );
}

#[test]
fn surnames_and_pronouns_join_the_full_name() {
    let text = "Danish Transport Minister Ines Mora said the tunnel was safe. Mora said work would go on. She added that tests were done.";
    let article = article(text);
    let found = attribute(&Parsed::of(&article));
    assert_eq!(found.sources.len(), 1);
    assert_eq!(found.sources[0].name, "Ines Mora");
    assert_eq!(
        found.sources[0].role.as_deref(),
        Some("Danish Transport Minister")
    );
    assert_eq!(found.sources[0].sentences, [0, 1, 2]);
    assert_eq!(found.sources[0].verbs, ["say", "add"]);
}

#[test]
fn a_full_name_given_earlier_completes_a_surname() {
    let text = "Ines Mora arrived on Monday. The crane was unsafe, Mora said.";
    assert_eq!(names(text), ["Ines Mora"]);
}

#[test]
fn unnamed_bodies_keep_their_noun_phrase() {
    assert_eq!(
        names("The transport workers’ union said it had agreed to the rosters."),
        ["transport workers’ union"]
    );
    assert_eq!(
        names("US officials said talks would go on."),
        ["US officials"]
    );
    assert_eq!(names("Police said two men were held."), ["Police"]);
}

#[test]
fn nothing_said_is_nothing_attributed() {
    assert_eq!(voice("Mora said in an interview."), Voice::Outlet);
}

#[test]
fn names_get_kinds_and_mentions() {
    let found = named(
        "Mayor Ines Mora met the Alder Valley Council in Denmark. Mora left early. The Alder Valley Council stayed in Denmark, and Mora returned.",
    );
    let kinds: Vec<_> = found
        .iter()
        .map(|entity| (entity.name.as_str(), entity.kind, entity.mentions.len()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("Ines Mora", EntityKind::Person, 3),
            ("Alder Valley Council", EntityKind::Organisation, 2),
            ("Denmark", EntityKind::Place, 2),
        ]
    );
    assert!(found[0].tone.is_some());
    assert!(found[1].tone.is_none());
}

proptest! {
    #[test]
    fn every_span_lies_in_the_text_on_character_boundaries(
        text in "(([A-Z][a-z]{0,6}|said|say|by|according|to|that|was|accused|he|,|\\.|:|“|”|\"|'|’|‘|é|—|\\(|\\)|\n\n|[a-z]{1,7}|[0-9]{1,3}) ?){0,60}"
    ) {
        let article = article(&text);
        let parsed = Parsed::of(&article);
        let found = attribute(&parsed);
        prop_assert_eq!(found.sentences.len(), parsed.sentences.len());
        let fits = |span: &Span| text.get(span.range()).is_some();
        for attribution in &found.attributions {
            prop_assert!(attribution.content.iter().all(fits));
            prop_assert!(attribution.cue.iter().all(fits));
            prop_assert!(attribution.source_span.iter().all(fits));
            prop_assert!(attribution.source.is_none_or(|source| source < found.sources.len()));
        }
        prop_assert!(found.scare_quotes.iter().all(fits));
        prop_assert!(found.sentences.iter().flat_map(|part| &part.quoted).all(fits));
        let sentiments = vec![Sentiment::default(); parsed.sentences.len()];
        for entity in entities(&parsed, &found, &sentiments) {
            prop_assert!(entity.mentions.iter().all(|mention| fits(&mention.span) && !mention.span.is_empty()));
        }
    }

    #[test]
    fn any_text_at_all_is_survived(text in "\\PC{0,120}") {
        let article = article(&text);
        let parsed = Parsed::of(&article);
        let found = attribute(&parsed);
        prop_assert_eq!(found.sentences.len(), parsed.sentences.len());
    }
}
