//! The ways English has to attribute beside "she said", one test a construction.

use super::*;

/// Checks the voice of each sentence.
fn all(expected: Voice, sentences: &[&str]) {
    for text in sentences {
        assert_eq!(voice(text), expected, "{text}");
    }
}

#[test]
fn a_verb_of_two_words_keeps_all_its_senses() {
    all(
        Voice::Attributed,
        &[
            "He called for a second vote on the toll.",
            "On Tuesday, she called for a second vote on the toll.",
            "The report calls for a second vote on the toll.",
        ],
    );
}

#[test]
fn naming_somebody_as_something_is_a_verdict() {
    all(
        Voice::Attributed,
        &[
            "Mora painted her rival as a man of the past.",
            "The union cast the offer as a step back.",
            "Lund refers to the pier as a ruin.",
        ],
    );
    all(
        Voice::Outlet,
        &[
            "Mora painted the old boathouse in June.",
            "The union cast nine votes.",
        ],
    );
}

#[test]
fn setting_one_thing_beside_another_is_a_verdict() {
    all(
        Voice::Attributed,
        &[
            "Mora compared the toll to a tax.",
            "Mora defended the toll, likening it to a ticket.",
            "Lund linked the fire with the strike.",
        ],
    );
    all(
        Voice::Outlet,
        &["The pier had 90 visitors in May, compared with 40 in April."],
    );
}

#[test]
fn an_intention_needs_its_infinitive() {
    all(
        Voice::Attributed,
        &[
            "The firm agreed to repair the lock.",
            "Lund plans to run again.",
            "Mora vowed to rebuild the pier.",
            "Mora sold the ferry, aiming to buy a larger one.",
            "Mora closed the pier, hoping to reopen it in May.",
        ],
    );
    all(
        Voice::Outlet,
        &[
            "Lund looked to the left and crossed.",
            "The firm chose nine apprentices.",
        ],
    );
}

#[test]
fn what_is_learned_or_heard_needs_its_clause() {
    all(
        Voice::Attributed,
        &[
            "Mora learned that the lock was broken.",
            "Mora assumed that the lock was broken.",
            "The lock was broken for weeks, the Post has learned.",
        ],
    );
    all(
        Voice::Outlet,
        &[
            "Mora learned Norvian at school.",
            "The court heard the case in May.",
        ],
    );
}

#[test]
fn a_sum_is_put_at_a_figure() {
    let text = "Mora put the cost at nine million crowns.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(content(text), ["the cost at nine million crowns"]);
    all(
        Voice::Outlet,
        &["Mora put the lamp at the far end of the quay."],
    );
}

#[test]
fn a_light_verb_leaves_the_saying_to_its_noun() {
    for text in [
        "Mora made the claim that the dam would break.",
        "The board issued a stern warning about the ice.",
        "Lund has repeatedly voiced doubts about the toll.",
        "Mora spoke for an hour, making no secret of her view of the toll and offering praise for the crew.",
        "The survey raised fears of a shortage.",
    ] {
        assert_eq!(voice(text), Voice::Attributed, "{text}");
        assert!(!sentence(text).attributions[0].content.is_empty(), "{text}");
    }
    all(
        Voice::Outlet,
        &[
            "The board issued a warning.",
            "Mora did not make a pledge to anyone.",
        ],
    );
}

#[test]
fn a_claim_without_an_owner_is_nobodys() {
    all(
        Voice::Vague,
        &[
            "The ferry was sold amid fears that the yard would close.",
            "Rumours of a sale were heard in the yard.",
            "The fear is that the yard will close.",
            "The yard was sold despite calls for a second vote.",
        ],
    );
    all(
        Voice::Outlet,
        &["A claim that was filed in May is still with the court."],
    );
}

#[test]
fn a_claim_may_name_its_owner_behind_it() {
    for text in [
        "Criticism by the dockers' union delayed the vote.",
        "The vote was delayed by criticism of the toll by the dockers' union.",
    ] {
        assert_eq!(names(text), ["dockers' union"], "{text}");
    }
}

#[test]
fn what_somebodys_fear_or_aim_is_stands_behind_the_verb() {
    for text in [
        "Mora’s fear is that the yard will close.",
        "The union’s aim was to keep the yard open.",
    ] {
        assert_eq!(voice(text), Voice::Attributed, "{text}");
    }
}

#[test]
fn to_be_an_opponent_is_an_attitude() {
    for text in [
        "Mora is a staunch opponent of the toll.",
        "Mora and Lund remain supporters of the toll.",
    ] {
        assert_eq!(voice(text), Voice::Attributed, "{text}");
    }
    assert_eq!(
        names("Mora, a fierce critic of the toll, crossed the bridge on foot."),
        ["Mora"]
    );
}

#[test]
fn who_is_moved_stands_as_the_object() {
    let text = "The new toll angered shopkeepers.";
    let found = sentence(text);
    assert_eq!(found.sentences[0].voice, Voice::Attributed);
    assert_eq!(found.sources[0].name, "shopkeepers");
    assert_eq!(content(text), ["The new toll"]);
    all(
        Voice::Outlet,
        &["The toll rose in May.", "Surprise visitors came in May."],
    );
}

#[test]
fn what_people_are_told_has_an_open_source() {
    all(
        Voice::Vague,
        &[
            "Residents were told to boil their water.",
            "Passengers have been warned that trains will be late.",
            "Residents were urged not to cross the ice.",
        ],
    );
    all(
        Voice::Attributed,
        &["Residents were told by the council to boil their water."],
    );
}

#[test]
fn an_attitude_needs_something_it_is_about() {
    all(
        Voice::Attributed,
        &[
            "Mora was unsettled by the fire.",
            "Lund is impatient for an answer.",
        ],
    );
    all(Voice::Outlet, &["Mora was calm, happy."]);
}

#[test]
fn something_done_to_say_something_says_it() {
    all(
        Voice::Attributed,
        &[
            "Mora wrote to the board to demand a second vote.",
            "The dockers gathered on the quay to denounce the sale.",
        ],
    );
    all(
        Voice::Outlet,
        &["Residents have the right to criticise the sale in court."],
    );
}

#[test]
fn a_time_may_stand_between_speaker_and_verb() {
    let text = "The court last week rejected the sale.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(names(text), ["court"]);
}

#[test]
fn a_subject_may_stand_before_two_verbs_and_an_apposition() {
    let text = "Mora, a former docker, then came to Holm and began by saying the yard was safe.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(names(text), ["Mora"]);
}

#[test]
fn hearsay_inside_the_verb_stays_vague() {
    all(
        Voice::Vague,
        &["The two firms have reportedly agreed to merge."],
    );
}

#[test]
fn a_whole_sentence_in_marks_is_said_by_somebody_however_short() {
    for text in ["“Yes.”", "“Never again!”", "Nobody came.”"] {
        let found = sentence(text);
        assert_eq!(found.sentences[0].voice, Voice::Attributed, "{text}");
        assert_eq!(found.sentences[0].quoted.len(), 1, "{text}");
        assert!(found.scare_quotes.is_empty(), "{text}");
    }
}

#[test]
fn a_clause_of_at_least_a_third_gives_the_sentence_its_voice() {
    all(
        Voice::Attributed,
        &["The offer went to the dockers, who have called the sale a betrayal of the town."],
    );
    all(
        Voice::Outlet,
        &[
            "The offer went in May to the dockers of Holm and Varde and to their union, who declined it.",
        ],
    );
}

#[test]
fn a_role_that_no_list_knows_may_stand_before_the_name() {
    let text = "The region’s topographer, Jan Holm, said the quay was sinking.";
    assert_eq!(names(text), ["Jan Holm"]);
    assert_eq!(
        names("Lund told the Holm Gazette that the dockers’ claims were “much too loud”."),
        ["Lund"]
    );
}

#[test]
fn a_law_or_plan_lays_something_down() {
    all(
        Voice::Attributed,
        &[
            "The law requires that ships carry a pilot.",
            "The treaty forbids nets in the strait.",
        ],
    );
    all(Voice::Outlet, &["Norvia allows nets in the strait."]);
}

#[test]
fn a_fronted_participle_or_adjective_belongs_to_the_main_subject() {
    for text in [
        "Calling the toll “a tax on work”, Mora left the hall.",
        "Angered by the toll, Mora left the hall.",
        "Confident of victory, Mora left the hall.",
        "Mora, angry over the toll, left the hall.",
    ] {
        assert_eq!(names(text), ["Mora"], "{text}");
        assert_eq!(voice(text), Voice::Attributed, "{text}");
    }
}

#[test]
fn where_somebody_stands_is_an_attitude() {
    all(
        Voice::Attributed,
        &[
            "Mora is against the toll.",
            "Mora is in favour of the toll.",
        ],
    );
    all(
        Voice::Outlet,
        &["It is against the law.", "The boat was against the pier."],
    );
}

#[test]
fn what_somebody_is_due_to_say_has_not_been_said() {
    all(
        Voice::Outlet,
        &[
            "Lund is due to speak on Friday.",
            "Mora is free to answer the board.",
        ],
    );
}

#[test]
fn opening_to_shows_whose_eyes_are_meant() {
    let text = "To Mora, the pier is a ruin.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(content(text), ["the pier is a ruin"]);
    all(
        Voice::Outlet,
        &["To save the pier, Holm needs nine million crowns."],
    );
}

#[test]
fn a_quotation_behind_a_colon_is_the_subjects() {
    for text in [
        "Mora wasted no words: “The pier is a disgrace.”",
        "“The pier is a disgrace.” — Mora",
    ] {
        let found = sentence(text);
        assert_eq!(found.sources.len(), 1, "{text}");
        assert_eq!(found.sources[0].name, "Mora", "{text}");
        assert_eq!(found.sources[0].words_quoted, 5, "{text}");
    }
}

#[test]
fn two_who_are_joined_are_both_cited() {
    let found = sentence("Norvia and Estmark blamed each other for the fire.");
    let cited: Vec<_> = found
        .sources
        .iter()
        .map(|source| (source.name.as_str(), source.words_paraphrased))
        .collect();
    assert_eq!(cited, [("Norvia", 5), ("Estmark", 5)]);
}

#[test]
fn praise_from_somebody_is_about_what_stands_before() {
    let text = "The new toll drew praise from Mora.";
    assert_eq!(names(text), ["Mora"]);
    assert_eq!(voice(text), Voice::Attributed);
}

#[test]
fn words_belong_to_the_innermost_who_says_them() {
    let found = sentence("According to the Holm Gazette, Mora said the dam would hold.");
    let words: Vec<_> = found
        .sources
        .iter()
        .map(|source| (source.name.as_str(), source.words_paraphrased))
        .collect();
    assert_eq!(words, [("Holm Gazette", 2), ("Mora", 4)]);
    let found = sentence("Mora refused to say whether she would run.");
    assert!(
        found
            .sources
            .iter()
            .all(|source| source.words_paraphrased <= 6)
    );
}

#[test]
fn where_somebody_spoke_is_not_what_was_said() {
    all(
        Voice::Outlet,
        &["Speaking at a meeting in Varde, Mora poured the tea."],
    );
    all(
        Voice::Attributed,
        &["Speaking at a meeting in Varde, Mora warned of delays."],
    );
}

#[test]
fn what_only_counts_gives_way_to_what_is_counted() {
    all(
        Voice::Attributed,
        &[
            "A majority of voters expect Lund to win the vote.",
            "A number of members of the board echo her concerns.",
            "Among likely voters, 44 percent would back Lund and 40 percent Mora.",
            "Mora sent a flurry of tweets criticising the new toll on the bridge.",
        ],
    );
    all(
        Voice::Outlet,
        &[
            "A number of boats lay in the harbour.",
            "Some 44 percent of the boats lay in the harbour.",
        ],
    );
}

#[test]
fn an_adverb_between_commas_does_not_part_subject_and_verb() {
    all(
        Voice::Attributed,
        &[
            "Two members, however, question the cost of the pier.",
            "Mora, the mayor, was similarly critical of the toll.",
            "Mora, mayor since 2010, went on to argue that the lock would hold.",
            "Mora was able to consistently praise the lock.",
        ],
    );
    all(
        Voice::Outlet,
        &["In Holm, however, plans for the pier were ready in May."],
    );
}

#[test]
fn somebody_is_brought_to_say_or_think() {
    let text = "The vote led Mora to fear a second strike on the quay.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(names(text), ["Mora"]);
    all(
        Voice::Outlet,
        &["The tide forced the ferry to turn back at noon."],
    );
}

#[test]
fn a_measurement_that_opens_a_sentence_is_its_source() {
    let text = "In the poll, Lund leads Mora by four points.";
    assert_eq!(voice(text), Voice::Attributed);
    assert_eq!(
        content("In the poll, conducted in May, Lund leads Mora by four points."),
        ["Lund leads Mora by four points"]
    );
    all(
        Voice::Outlet,
        &[
            "In our report, Lund leads Mora by four points.",
            "In the harbour, Lund leads the old boats out.",
        ],
    );
}

#[test]
fn a_state_of_mind_has_its_subject_before_an_apposition_or_beside_with() {
    all(
        Voice::Attributed,
        &[
            "With tenants increasingly worried about the toll, the board met again.",
            "Some members, including Lund, were willing to close the pier.",
            "Mora met the divers and came away convinced that the lock would hold.",
            "Lund, a member of the board, has been a steady and outspoken supporter of the toll.",
        ],
    );
    all(
        Voice::Outlet,
        &["With the tide rising, the board met again."],
    );
}

#[test]
fn a_gerund_belongs_to_the_subject_of_the_verb_before_it() {
    all(
        Voice::Attributed,
        &["Mora avoids condemning the raid on the lock."],
    );
    all(
        Voice::Outlet,
        &["He is far too busy planning the next pier to notice the rain."],
    );
}

#[test]
fn documents_accuse_and_urge() {
    all(
        Voice::Attributed,
        &[
            "The letter criticises the board for its silence.",
            "The union filed papers opposing the sale.",
            "Another slide shows that the toll has doubled.",
            "Mora offered no proof that the lock was broken.",
        ],
    );
    all(
        Voice::Outlet,
        &[
            "The paper was pressed into bales.",
            "The letter lay on the desk for a week.",
        ],
    );
}

#[test]
fn what_somebody_ought_to_say_has_not_been_said() {
    all(
        Voice::Outlet,
        &[
            "The mayor should explain the delay.",
            "The riot police met around 200 demonstrators outside the hall.",
            "The supplier lost millions, and now it has the audacity to warn others about waste.",
            "The hospital may like to know that it is still on the list.",
        ],
    );
}

#[test]
fn a_vote_stands_for_a_will() {
    all(
        Voice::Attributed,
        &[
            "Two members voted against the plan.",
            "The board votes to close the pier in May.",
        ],
    );
    all(Voice::Outlet, &["The board votes in May."]);
}

#[test]
fn who_is_told_is_not_what_is_told() {
    all(
        Voice::Outlet,
        &[
            "Lund told the Holm Gazette on Thursday.",
            "Lund told some of the miners.",
            "Lund reported from Varde for nine years.",
            "The two women spoke for about five minutes.",
        ],
    );
    all(
        Voice::Attributed,
        &[
            "Lund told the Holm Gazette on Thursday that the lock would hold.",
            "Lund told the miners the lock would hold.",
        ],
    );
}

#[test]
fn a_noun_that_looks_like_a_verb_reports_nothing() {
    all(
        Voice::Outlet,
        &[
            "Tor Lund unveiled a set of Clean Harbour Act rules that could close the quay.",
            "The new debates aren’t long.",
            "The case will be heard by ten judges in May.",
        ],
    );
    all(
        Voice::Attributed,
        &["The court rules that the quay must close."],
    );
}

#[test]
fn somebody_beside_the_main_clause_speaks_too() {
    all(
        Voice::Attributed,
        &[
            "The quay stayed open, with inspectors saying the lock would hold until spring.",
            "The plan aims to cut the toll by half.",
        ],
    );
    assert_eq!(
        voice("The report is a blow to those who say the lock will hold."),
        Voice::Vague
    );
}

#[test]
fn what_follows_a_bare_pronoun_is_the_outlets_again() {
    all(
        Voice::Outlet,
        &["The bishops will never admit it, but the pier will be lit and full of people."],
    );
    all(
        Voice::Attributed,
        &[
            "The union denied it.",
            "The bishops admit that the pier will be lit and full of people.",
            "The bishops admit it was a mistake, but the pier stays.",
        ],
    );
}

#[test]
fn who_is_quoted_as_saying_it_says_it() {
    for text in [
        "“The pumps come first,” harbour master Yusuf Tan was quoted as saying by the Varde Herald.",
        "Yusuf Tan was quoted as saying by the Varde Herald that the pumps come first.",
        "Yusuf Tan was quoted as saying that the pumps come first.",
    ] {
        assert_eq!(names(text)[0], "Yusuf Tan", "{text}");
        assert_eq!(voice(text), Voice::Attributed, "{text}");
    }
    let text = "“The pumps come first,” harbour master Yusuf Tan was quoted as saying by the Varde Herald.";
    assert_eq!(names(text), ["Yusuf Tan", "Varde Herald"]);
    assert_eq!(content(text), ["“The pumps come first,”"]);
    all(
        Voice::Outlet,
        &["The pump was bought by the Varde Herald as planned."],
    );
}

#[test]
fn what_somebody_leaves_out_or_has_to_state_is_not_said() {
    all(
        Voice::Outlet,
        &[
            "What the governor did not mention is that the pier stood empty for years.",
            "What Mora never says is that the pier stood empty for years.",
            "Shops have to state the price by the litre.",
            "Owners are required to report leaks within a day.",
        ],
    );
    all(
        Voice::Attributed,
        &[
            "The governor did not say what the pier had cost.",
            "What the governor said is that the pier stood empty.",
        ],
    );
}

#[test]
fn what_a_place_has_seen_it_went_through() {
    all(
        Voice::Outlet,
        &[
            "Varde has seen its wettest spring in a century.",
            "The council has seen some changes.",
        ],
    );
    all(
        Voice::Attributed,
        &[
            "The council sees the pier as a burden.",
            "The council has seen the pier as a burden for years.",
        ],
    );
}

#[test]
fn wishes_of_people_nobody_cited_are_the_outlets_guess() {
    let voices = |text: &str| -> Vec<Voice> {
        let article = article(text);
        let found = attribute(&Parsed::of(&article));
        found.sentences.iter().map(|voice| voice.voice).collect()
    };
    assert_eq!(
        voices("The allotments are to go. They want us in boxes."),
        [Voice::Outlet, Voice::Outlet]
    );
    assert_eq!(
        voices("The dockers said the quay was unsafe. They want a new crane."),
        [Voice::Attributed, Voice::Attributed]
    );
}

#[test]
fn nouns_and_acts_that_look_like_speech_are_none() {
    all(
        Voice::Outlet,
        &[
            "For the downstream states, which today cry themselves hoarse, it is too late.",
            "The head, a decent man called Mr Lund, read it out.",
            "The airline will charge passengers for bags.",
            "The crate was knocked over.",
        ],
    );
    all(
        Voice::Attributed,
        &[
            "The head called Mr Lund a fool.",
            "Prosecutors charged that the books were false.",
        ],
    );
}

#[test]
fn nobody_asked_every_parent() {
    assert_eq!(
        voice("Every parent at the gate agreed that the ban was right."),
        Voice::Vague
    );
}

#[test]
fn behind_a_semicolon_the_outlet_may_comment() {
    let text = "The airline insists that it listens; presumably it hears best near a wallet.";
    assert_eq!(content(text), ["it listens"]);
    let text = "Mora said the bridge was unsafe; it had been closed twice.";
    assert_eq!(
        content(text),
        ["the bridge was unsafe; it had been closed twice"]
    );
}

#[test]
fn what_is_come_upon_or_will_be_found_is_not_said() {
    all(
        Voice::Outlet,
        &[
            "The 81 coins were found in 1968 by a farmer ploughing a field.",
            "There will be a review, and the review will find that nobody was to blame.",
        ],
    );
    all(
        Voice::Attributed,
        &[
            "The firm was found by a court to be liable.",
            "The review finds that nobody was to blame.",
        ],
    );
}

#[test]
fn what_is_told_of_a_thing_complained_of_is_the_outlets() {
    let text = "Vesk complained of drones from the other side, which the capital waved away.";
    assert_eq!(content(text), ["of drones from the other side"]);
    let text = "Vesk said that the drones were a danger, which the capital waved away.";
    assert_eq!(
        content(text),
        ["the drones were a danger, which the capital waved away"]
    );
}

#[test]
fn where_a_letter_was_read_and_who_can_hardly_be_blamed_cite_nobody() {
    for text in [
        "The letter was seen by this newspaper.",
        "He can hardly be blamed for the rain.",
        "The plan was badly drafted and worse explained.",
    ] {
        assert!(sentence(text).attributions.is_empty(), "{text}");
    }
    all(
        Voice::Attributed,
        &["The letter is seen by the council as an insult."],
    );
    all(Voice::Vague, &["He has been blamed for the flood."]);
}

#[test]
fn the_clause_of_a_when_is_not_what_the_sentence_states() {
    let text = "When a party that sold a lake preaches the sanctity of contracts, even the fish must be laughing out loud in the town.";
    assert_eq!(voice(text), Voice::Outlet);
    let text = "When the vote was over, Mora said the bridge would be sold.";
    assert_eq!(voice(text), Voice::Attributed);
}
