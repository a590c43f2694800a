//! How sources and names are called, construction by construction.

use super::*;

fn roles(text: &str) -> Vec<(String, Option<String>)> {
    let article = article(text);
    attribute(&Parsed::of(&article))
        .sources
        .into_iter()
        .map(|source| (source.name, source.role))
        .collect()
}

fn kind_of(text: &str, name: &str) -> Option<EntityKind> {
    named(text)
        .into_iter()
        .find(|entity| entity.name == name)
        .map(|entity| entity.kind)
}

#[test]
fn words_that_only_point_are_no_part_of_a_name() {
    let text = "The council said the toll would fall. The same council said the quay would stay.";
    assert_eq!(names(text), ["council"]);
    assert_eq!(
        names("Two governments said the border would open."),
        ["governments"]
    );
    assert_eq!(
        names("The carrier Nordlin said it was late. It had 26 buses, according to its own count."),
        ["Nordlin"]
    );
}

#[test]
fn an_apposition_gives_the_name() {
    for (text, name, role) in [
        (
            "Their spokeswoman, the teacher Karin Sole, said the sale was wrong.",
            "Karin Sole",
            "spokeswoman",
        ),
        (
            "Arne Bakke, the mayor, said the sale was wrong.",
            "Arne Bakke",
            "mayor",
        ),
        (
            "The supplier’s technical director, Oda Fell, said a third of the water was lost.",
            "Oda Fell",
            "supplier’s technical director",
        ),
        (
            "“I have waited four years,” said the director, Paul Storm, 61, outside the court.",
            "Paul Storm",
            "director",
        ),
        (
            "The roof was restored, according to the architect, Ida Krogh.",
            "Ida Krogh",
            "architect",
        ),
    ] {
        assert_eq!(
            roles(text),
            [(name.to_owned(), Some(role.to_owned()))],
            "{text}"
        );
    }
    assert_eq!(
        sources("The manufacturer, Ortholine, denied the fault."),
        [("Ortholine".to_owned(), SourceKind::Organisation)]
    );
}

#[test]
fn a_bare_role_means_who_was_introduced_with_it() {
    for text in [
        "Mayor Ingrid Vale said the town was poor. The mayor calls it prudence.",
        "Mayor Ingrid Vale won on Sunday. Her rival left early. The mayor called him fair.",
        "President Ingrid Vale said she would wait. The President also warned of delays.",
    ] {
        assert_eq!(names(text), ["Ingrid Vale"], "{text}");
    }
    let two = "Mayor Ingrid Vale and Mayor Tor Lund met. The mayor called it a success.";
    assert_eq!(names(two), ["mayor"]);
}

#[test]
fn a_noun_with_its_capital_from_the_sentence_start_is_a_role() {
    for (text, name, role) in [
        (
            "Stallholder Omar Aziz said he was happy.",
            "Omar Aziz",
            "Stallholder",
        ),
        (
            "Rector Astrid Moe said lectures would go on.",
            "Astrid Moe",
            "Rector",
        ),
        (
            "Striker Jonas Beck said the team was tired.",
            "Jonas Beck",
            "Striker",
        ),
    ] {
        assert_eq!(
            roles(text),
            [(name.to_owned(), Some(role.to_owned()))],
            "{text}"
        );
    }
    assert_eq!(
        names("Anna Maria Lund said the team was tired."),
        ["Anna Maria Lund"]
    );
}

#[test]
fn unnamed_people_are_people_and_bodies_are_bodies() {
    for text in [
        "The architect said the roof was new.",
        "A hospital director said the ward was full.",
        "A spokesperson said nothing was decided.",
    ] {
        assert_eq!(sources(text)[0].1, SourceKind::Person, "{text}");
    }
    for text in [
        "The board said the roof was new.",
        "US officials said the roof was new.",
        "Norvia said the roof was new. A train left for the north in Norvia.",
    ] {
        assert_eq!(sources(text)[0].1, SourceKind::Organisation, "{text}");
    }
}

#[test]
fn plain_nouns_are_no_sources() {
    for text in [
        "An engineers' report delivered in November was long.",
        "One wish deserves better than scorn.",
        "The plan is a rehash of old promises.",
    ] {
        assert!(names(text).is_empty(), "{text}");
    }
}

#[test]
fn a_heading_introduces_no_source() {
    let text = "Pot calls the kettle black\n\nMayor Ines Mora said the pot was hers.";
    let mut article = article(text);
    article.paragraphs[0].role = Role::Headline;
    let found = attribute(&Parsed::of(&article));
    let names: Vec<_> = found.sources.iter().map(|source| &source.name).collect();
    assert_eq!(names, ["Ines Mora"]);
}

#[test]
fn he_and_she_mean_whom_the_paragraph_is_about() {
    let text = "Mayor Ingrid Vale said the crane was sold.\n\nAmong them was Anton Wiik, 81, who drove the crane. “Nobody asked us what she needs today,” he said.";
    assert_eq!(names(text), ["Ingrid Vale", "Anton Wiik"]);
    let text = "The captain, Emil Strand, said it was late.\n\nWomen’s coach Ida Holt takes over in June. She said she was ready.";
    assert_eq!(names(text), ["Emil Strand", "Ida Holt"]);
}

#[test]
fn a_date_line_names_a_place_in_its_usual_form() {
    let text = "ALDERSUND, March 3 (Coast Wire) — The council met on Monday. The streets of Aldersund were empty.";
    assert_eq!(kind_of(text, "Aldersund"), Some(EntityKind::Place));
    assert_eq!(kind_of(text, "ALDERSUND"), None);
}

#[test]
fn a_lone_name_is_what_the_words_around_it_show() {
    let text = "The harbour in Lomvi was full. Trains from Lomvi ran late.";
    assert_eq!(kind_of(text, "Lomvi"), Some(EntityKind::Place));
    let text = "The operator Elvatog ran more buses. Later Elvatog said it was sorry.";
    assert_eq!(kind_of(text, "Elvatog"), Some(EntityKind::Organisation));
    let text = "Minister Orth arrived. Nobody met Orth.";
    assert_eq!(kind_of(text, "Orth"), Some(EntityKind::Person));
    let text = "Trains left for Norvia. Most Norvians stayed. Some Norvians left Norvia.";
    assert_eq!(kind_of(text, "Norvians"), Some(EntityKind::Group));
}

#[test]
fn a_companys_short_name_joins_the_full_one() {
    let text = "The council sold the crane to Norrholt Estates. Norrholt said it would repair it.";
    assert_eq!(
        sources(text),
        [("Norrholt Estates".to_owned(), SourceKind::Organisation)]
    );
    assert_eq!(
        named(text)
            .into_iter()
            .map(|entity| (entity.name, entity.kind, entity.mentions.len()))
            .collect::<Vec<_>>(),
        [("Norrholt Estates".to_owned(), EntityKind::Organisation, 2)]
    );
}

#[test]
fn whoever_is_introduced_once_with_a_role_is_named() {
    let text = "The motion of Councillor Tomas Reke failed. It rained.";
    assert_eq!(kind_of(text, "Tomas Reke"), Some(EntityKind::Person));
}

#[test]
fn a_bodys_noun_with_a_capital_stands_for_its_name() {
    let text = "The Northern Weather Institute said it would rain. The Institute said it had warned the town.";
    assert_eq!(names(text), ["Northern Weather Institute"]);
    assert_eq!(
        named(text)
            .into_iter()
            .map(|entity| (entity.name, entity.mentions.len()))
            .collect::<Vec<_>>(),
        [("Northern Weather Institute".to_owned(), 2)]
    );
}

#[test]
fn a_given_name_may_look_like_a_month() {
    let text = "Opposition MP Jan Kvist said the law was weak. Kvist left in January.";
    assert_eq!(names(text), ["Jan Kvist"]);
    assert_eq!(kind_of(text, "Jan Kvist"), Some(EntityKind::Person));
}

#[test]
fn a_name_of_two_words_may_be_a_place() {
    let text = "Gusts rose at Ytre Holm lighthouse. A roof in Ytre Holm fell.";
    assert_eq!(kind_of(text, "Ytre Holm"), Some(EntityKind::Place));
}

#[test]
fn party_and_state_behind_a_name_are_no_name() {
    let text = "State Sen. Doyle Pratt, R-Cutbank, who tried to halve the sum, said he worried about the cost.";
    assert_eq!(names(text), ["Doyle Pratt"]);
}

#[test]
fn whose_a_body_is_belongs_to_its_name() {
    for (text, name) in [
        (
            "The National Bus Drivers' Union said the plan was late.",
            "National Bus Drivers' Union",
        ),
        (
            "The Nurses' Alliance said the plan was late.",
            "Nurses' Alliance",
        ),
        (
            "The Varde Women’s League said the plan was late.",
            "Varde Women’s League",
        ),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
    assert_eq!(
        names("Norvia's Ministry of Ports said the plan was late."),
        ["Ministry of Ports"]
    );
}

#[test]
fn a_name_may_end_as_adverbs_do() {
    assert_eq!(
        names(
            "The trade body Halden Supply said its members would pay. Councillor Brian Donnelly \
             asked for a vote. Donnelly said it was due."
        ),
        ["Halden Supply", "Brian Donnelly"]
    );
    assert_eq!(
        names("Brian Lund voted. Finally he said it was due."),
        ["Brian Lund"]
    );
}

#[test]
fn a_paragraph_about_her_carries_her_on() {
    assert_eq!(
        names(
            "Ada Okonjo, 44, takes over in May from Sir Miles Tarrant, who leaves.\n\nShe is known \
             for The Weir.\n\n\"I grew up a bus ride away,\" she said."
        ),
        ["Ada Okonjo"]
    );
}

#[test]
fn it_may_be_the_body_that_the_sentence_is_about() {
    assert_eq!(
        sources("The airline Skylark will take a fee for bags, it announced on Monday."),
        [("Skylark".to_owned(), SourceKind::Organisation)]
    );
}

#[test]
fn a_bodys_noun_before_a_name_makes_it_a_body() {
    for (text, name) in [
        ("The consumer group Fair Fares said no.", "Fair Fares"),
        ("The trade union Blue Heron said no.", "Blue Heron"),
    ] {
        assert_eq!(
            sources(text),
            [(name.to_owned(), SourceKind::Organisation)],
            "{text}"
        );
    }
    assert_eq!(
        sources("The union leader Brian Lund said no."),
        [("Brian Lund".to_owned(), SourceKind::Person)]
    );
}

#[test]
fn who_made_the_figures_is_their_source() {
    assert_eq!(
        names("Sales fell in May, according to data compiled by Finvest."),
        ["Finvest"]
    );
    assert_eq!(
        names("Sales fell in May, according to minutes obtained by the Varde Ledger."),
        ["minutes"]
    );
}

#[test]
fn a_role_in_capitals_gives_way_to_the_name_behind_it() {
    for text in [
        "A regional MP, Stellan Mohr, said the debate was over.",
        "The councillor, Mrs Mohr, said the debate was over.",
    ] {
        let found = names(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].ends_with("Mohr"), "{text}: {found:?}");
    }
}

#[test]
fn a_rank_behind_a_name_is_no_part_of_it() {
    assert_eq!(
        names("Oliver Strand KC said the case was weak. \"He believed it,\" Strand said."),
        ["Oliver Strand"]
    );
}

#[test]
fn who_speaks_on_condition_of_anonymity_is_the_source() {
    assert_eq!(
        names("An official who spoke on condition of anonymity said the advisers were divided."),
        ["official"]
    );
}

#[test]
fn a_name_may_stand_behind_a_role_with_a_preposition() {
    for (text, name) in [
        (
            "Cabinet member for streets Oliver Pym said the plan was fair.",
            "Oliver Pym",
        ),
        (
            "Her chief of staff Tor Lund said the plan was fair.",
            "Tor Lund",
        ),
        (
            "Leader of the Opposition Meenakshi Rao said the plan was fair.",
            "Meenakshi Rao",
        ),
        (
            "Minister for Health Oliver Pym said the plan was fair.",
            "Oliver Pym",
        ),
    ] {
        assert_eq!(
            sources(text),
            [(name.to_owned(), SourceKind::Person)],
            "{text}"
        );
    }
    for text in [
        "A resident of Varde Springs said the plan was fair.",
        "A spokesperson for Halden Power said the plan was fair.",
        "A member of the Varde Harbour Board said the plan was fair.",
        "A teacher at Holm College said the plan was fair.",
        "A tenant of St Mary Brook said the plan was fair.",
    ] {
        let found = names(text);
        assert!(
            found[0].starts_with(['r', 's', 'm', 't']),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_name_may_open_with_a_word_that_looks_like_a_participle() {
    for (text, name) in [
        ("Downing Street said the toll would stay.", "Downing Street"),
        (
            "Reading Council said the bins were late.",
            "Reading Council",
        ),
        ("Standing Bear said the treaty was broken.", "Standing Bear"),
        (
            "Flushing Hospital said nine nurses had left.",
            "Flushing Hospital",
        ),
        (
            "Epping Borough Council warned that the hall would close.",
            "Epping Borough Council",
        ),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
    for text in [
        "Leaving Varde, Ines Mora said the toll would stay.",
        "Addressing Parliament on Tuesday, Ines Mora said the toll would stay.",
        "Crossing Weir Street, Ines Mora said the toll would stay.",
        "Joining Tor Blume, Ines Mora said the toll would stay.",
    ] {
        assert_eq!(names(text), ["Ines Mora"], "{text}");
    }
    for (text, name) in [
        (
            "Acting Mayor Ines Mora said the toll would stay.",
            "Ines Mora",
        ),
        (
            "Suing Google will take nine years, Ines Mora said.",
            "Ines Mora",
        ),
        (
            "Barking and Dagenham council said the bins were late.",
            "Barking and Dagenham council",
        ),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
}

#[test]
fn a_claim_to_a_thing_and_help_for_a_group_are_no_words() {
    for text in [
        "Norrholt’s claim to the Weir Islands is two centuries old.",
        "The film was Ida Krogh’s claim to fame.",
        "Varde’s claims on the lake were settled in 1911.",
        "The boats belong to a militia backed by Norrholt.",
        "Nine schools are run by a trust supported by Ida Krogh.",
    ] {
        assert!(names(text).is_empty(), "{text}: {:?}", names(text));
    }
    for (text, name) in [
        (
            "Ida Krogh’s claim to have seen a wolf was doubted in May.",
            "Ida Krogh",
        ),
        (
            "Ida Krogh’s claim that the lock would hold was wrong.",
            "Ida Krogh",
        ),
        (
            "The plan was backed by the union, which called it fair.",
            "union",
        ),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
}
