//! Who is joined with whom, and who is kept apart, on invented articles.

use crate::analysis::analyse_by_rules;
use crate::model::testing::titled;
use crate::model::{Analysis, EntityKind, Settings};

fn analysed(paragraphs: &[&str]) -> Analysis {
    analyse_by_rules(&titled("A title", paragraphs), &Settings::default())
}

/// Names of the entities, with how often each is named.
fn entities(paragraphs: &[&str]) -> Vec<(String, usize)> {
    let entities = analysed(paragraphs).entities;
    entities
        .into_iter()
        .map(|entity| (entity.name, entity.mentions.len()))
        .collect()
}

fn sources(paragraphs: &[&str]) -> Vec<String> {
    let sources = analysed(paragraphs).sources;
    sources.into_iter().map(|source| source.name).collect()
}

fn owned(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
    expected
        .iter()
        .map(|(name, count)| ((*name).to_owned(), *count))
        .collect()
}

#[test]
fn a_source_and_an_entity_of_one_person_have_one_name() {
    let analysis = analysed(&[
        "Krogh left the chamber before the vote, and Mr Krogh would not say why.",
        "The rink must close, Ida Krogh said. Krogh’s brother Per Krogh said it must stay.",
        "The Alder Valley Council met on Monday. The AVC said the rink was safe.",
    ]);
    let names: Vec<&str> = analysis
        .entities
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    for source in &analysis.sources {
        assert!(
            names.contains(&source.name.as_str()),
            "{} in {names:?}",
            source.name
        );
    }
    assert!(names.contains(&"Alder Valley Council"), "{names:?}");
    assert!(!names.contains(&"AVC"), "{names:?}");
}

#[test]
fn a_surname_before_the_full_name_belongs_to_it() {
    let found = entities(&[
        "The rink belongs to Venholt, and Venholt wants to sell.",
        "Rupert Venholt, 61, bought the rink in 1998, and Venholt kept it open.",
    ]);
    assert_eq!(found, owned(&[("Rupert Venholt", 4)]));
}

#[test]
fn a_title_tells_two_people_of_one_surname_apart() {
    let found = sources(&[
        "Anna Brask opened the fair. Mr. Brask, her brother, said it would rain.",
        "Mr. Brask said the tent would hold, and Ms Brask said it would not.",
    ]);
    assert_eq!(found, ["Brask", "Anna Brask"]);
}

#[test]
fn a_given_name_alone_means_the_only_one_who_has_it() {
    let found = sources(&[
        "Ingrid Tveit runs the ferry with Olaf Tveit.",
        "The ferry is old, Ingrid said.",
    ]);
    assert_eq!(found, ["Ingrid Tveit"]);
}

#[test]
fn a_nickname_is_part_of_the_name_and_no_quotation() {
    for text in [
        "Its spokesman, Arne “Ace” Holm, said the barge was late.",
        "Arne \"Ace\" Holm said the barge was late.",
        "The barge was late, according to Arne “Ace” Holm.",
    ] {
        let analysis = analysed(&[
            text,
            "Ace Holm blamed the tide. The tide was low, Holm said.",
        ]);
        assert_eq!(analysis.sources.len(), 1, "{text}: {:?}", analysis.sources);
        assert!(analysis.sources[0].name.contains("Ace"), "{text}");
        assert!(analysis.sentences[1].quoted.is_empty(), "{text}");
        assert_eq!(
            analysis.entities.len(),
            1,
            "{text}: {:?}",
            analysis.entities
        );
    }
}

#[test]
fn a_body_is_found_by_its_initials_and_its_last_word() {
    let found = entities(&[
        "The Hallow Ferry Union met on Monday. The HFU wants a night boat.",
        "The Union has 300 members, and HFU dues are low.",
    ]);
    assert_eq!(found, owned(&[("Hallow Ferry Union", 4)]));
}

#[test]
fn places_are_no_people_and_speak_for_nobody() {
    let analysis = analysed(&[
        "The guards of Harrow Prison went on strike, and Weir Street was closed.",
        "Harrow Prison holds 300 men. Weir Street has been dug up twice.",
    ]);
    let people = |it: &&crate::model::Entity| it.kind == EntityKind::Person;
    assert!(
        analysis.entities.iter().all(|it| !people(&it)),
        "{:?}",
        analysis.entities
    );
    assert!(analysis.sources.is_empty(), "{:?}", analysis.sources);
}

#[test]
fn a_generation_behind_a_surname_does_not_hide_it() {
    let found = entities(&[
        "Arne P. Holm III bought the rink, and Mr. Holm kept it open.",
        "The rink is cold, Holm said.",
    ]);
    assert_eq!(found, owned(&[("Arne P. Holm III", 3)]));
}

#[test]
fn a_relative_does_not_take_the_bare_surname() {
    let found = entities(&[
        "President Brask opened the fair with his daughter Anna Brask.",
        "Brask said the tent would hold, and Brask left early.",
    ]);
    assert_eq!(found, owned(&[("Brask", 3), ("Anna Brask", 1)]));
}

#[test]
fn a_building_that_is_called_after_somebody_is_not_the_one() {
    let found = entities(&[
        "Brandvold met the press at Brandvold Tower, and Brandvold smiled.",
        "The view from Brandvold Tower is wide.",
    ]);
    assert_eq!(found, owned(&[("Brandvold", 2), ("Brandvold Tower", 2)]));
}

#[test]
fn things_with_names_are_no_people() {
    let analysis = analysed(&[
        "The Hallow Cup and the Hallow War fill the museum.",
        "Visitors like the Hallow Cup, and the Hallow War less.",
    ]);
    let person = |it: &crate::model::Entity| it.kind == EntityKind::Person;
    assert!(
        !analysis.entities.iter().any(person),
        "{:?}",
        analysis.entities
    );
}

#[test]
fn a_role_in_capitals_before_a_name_makes_nobody_twice() {
    let found = entities(&[
        "The plan brought Mira Oduya aboard, and Mira Oduya liked it.",
        "Leader of the Opposition Mira Oduya said the plan was fair.",
    ]);
    assert_eq!(found, owned(&[("Mira Oduya", 3)]));
}

#[test]
fn where_somebody_comes_from_is_no_part_of_the_name() {
    let found = sources(&[
        "Senate Leader Greg Tarnow of Hallowby said the schools were short of money.",
        "“We cannot stay at the bottom of the list,” Tarnow said.",
    ]);
    assert_eq!(found, ["Greg Tarnow"]);
    let found = sources(&[
        "Council Chairwoman Ines Mora of Varde said the rink would close.",
        "The Council of Alder Valley said the rink was safe. Mora said it was not.",
    ]);
    assert_eq!(found, ["Ines Mora", "Council of Alder Valley"]);
}
