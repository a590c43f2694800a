use proptest::prelude::*;

use super::*;
use crate::import::{from_bytes, markdown, text};
use crate::model::{Article, Canceller, TitleOrigin};

fn article(text: &str) -> Article {
    from_bytes(text.as_bytes(), Some("a.txt")).unwrap()
}

fn with_role(article: &Article, role: Role) -> Vec<&str> {
    article
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.role == role)
        .map(|paragraph| paragraph.span.of(&article.text))
        .collect()
}

fn asides(article: &Article) -> Vec<(&str, &str)> {
    article
        .set_aside
        .iter()
        .map(|aside| (aside.why.as_str(), aside.span.of(&article.text)))
        .collect()
}

const MIXED: &str = " date 2026-02-03 Amid falling water in the Varde canal, the port authority has shut the eastern lock until further notice.

According to the authority, forty barges are waiting below the lock, and the first of them have been there for nine days.

Add Fjord Daily as a Preferred Source

The closure comes after a dry autumn. “We have never seen the gauge this low,” harbour master Per Ask told reporters on Monday.

Skippers ask for help

Meanwhile, the skippers' union has asked the region to pay for lost days and said that its members’ patience was at an end.

Varde reaps what it dug

The town, which laughed at its neighbours when their own lock ran dry, now has to beg them for water.



It shows how short the memory of a council can be, and how long a canal.





";

#[test]
fn a_mixed_article_is_told_apart() {
    let article = article(MIXED);
    assert_eq!(
        asides(&article),
        [
            ("date line", "date 2026-02-03"),
            (
                "preferred source prompt",
                "Add Fjord Daily as a Preferred Source"
            ),
        ]
    );
    assert_eq!(
        with_role(&article, Role::Subheading),
        ["Skippers ask for help", "Varde reaps what it dug"]
    );
    assert_eq!(with_role(&article, Role::Headline), [""; 0]);
    assert_eq!(article.title.origin, TitleOrigin::FirstWords);
    assert_eq!(
        article.title.text,
        "Amid falling water in the Varde canal, the…"
    );
    assert_eq!(
        article.metadata.published,
        NaiveDate::from_ymd_opt(2026, 2, 3)
    );
    assert_eq!(article.metadata.outlet.as_deref(), Some("Fjord Daily"));
    assert_eq!(with_role(&article, Role::Body).len(), 6);
}

#[test]
fn headline_byline_and_date_stand_above_the_text() {
    let article = article(
        "LOCAL NEWS\nHarbour crane goes to the museum\nBy Ida Holm, Staff Writer\nPublished: 30 Jan 2026, 10:45\n5 min read\nThe council voted on Tuesday to give the old crane away.\nNobody spoke against it, and the vote took four minutes.",
    );
    assert_eq!(article.title.text, "Harbour crane goes to the museum");
    assert_eq!(article.title.origin, TitleOrigin::File);
    assert_eq!(article.metadata.author.as_deref(), Some("Ida Holm"));
    assert_eq!(
        article.metadata.published,
        NaiveDate::from_ymd_opt(2026, 1, 30)
    );
    assert_eq!(
        with_role(&article, Role::Byline),
        ["By Ida Holm, Staff Writer"]
    );
    assert_eq!(with_role(&article, Role::Body).len(), 2);
    assert_eq!(asides(&article).len(), 3, "{:?}", asides(&article));
}

#[test]
fn a_name_below_the_headline_is_a_byline() {
    let article = article(
        "Who pays for the crane?\n\nIda Holm\nPolitical correspondent\n\nThe council voted on Tuesday to give the old crane away, and nobody knows who will pay for it.\n\nThat is all.",
    );
    assert_eq!(
        with_role(&article, Role::Headline),
        ["Who pays for the crane?"]
    );
    assert_eq!(
        with_role(&article, Role::Byline),
        ["Ida Holm", "Political correspondent"]
    );
    assert_eq!(article.metadata.author.as_deref(), Some("Ida Holm"));
}

#[test]
fn header_lines_name_title_and_source() {
    let article = article(
        "Title: Crane sold\nSource: The Varde Post\nDate: 3 February 2026\n\nThe council voted on Tuesday to give the old crane away.",
    );
    assert_eq!(article.title.text, "Crane sold");
    assert_eq!(article.metadata.outlet.as_deref(), Some("The Varde Post"));
    assert_eq!(
        article.metadata.published,
        NaiveDate::from_ymd_opt(2026, 2, 3)
    );
    assert_eq!(with_role(&article, Role::Headline), ["Crane sold"]);
    assert_eq!(with_role(&article, Role::Body).len(), 1);
}

#[test]
fn related_stories_go_and_the_next_heading_stays() {
    let article = article(
        "Crane sold\n\nThe council voted on Tuesday to give the old crane away.\n\nRelated stories\n\nWhy the quay is sinking faster than anyone thought\n\nTen things to know about the harbour fair\n\nWhat comes next\n\nThe crane will be taken apart in March, the museum said.\n\nAlso read: Museum hires a rigger\n\nIt has no parking.\n\nReporting by Ida Holm; editing by Per Ask",
    );
    assert_eq!(with_role(&article, Role::Subheading), ["What comes next"]);
    assert_eq!(asides(&article).len(), 5, "{:?}", asides(&article));
    assert_eq!(with_role(&article, Role::Body).len(), 3);
}

#[test]
fn questions_can_be_headings_but_asides_cannot() {
    let article = article(
        "Crane sold\n\nThe council voted on Tuesday to give the old crane away.\n\nWhat happens next?\n\nThe crane will be taken apart in March, the museum said.\n\nSo who pays?\n\nNobody would say on Tuesday, and nobody would say on Wednesday.",
    );
    assert_eq!(
        with_role(&article, Role::Subheading),
        ["What happens next?"]
    );
}

#[test]
fn a_quoted_line_without_its_stop_is_not_a_heading() {
    let article = article(
        "The council voted on Tuesday to give the old crane away.\n\n“It was the worst vote that I have sat through in thirty years”\n\nThe crane will be taken apart in March, the museum said, and nobody will watch.",
    );
    assert_eq!(with_role(&article, Role::Subheading), [""; 0]);
}

#[test]
fn lists_and_captions_are_known() {
    let article = article(
        "Crane sold\n\nThe council voted on Tuesday on three things:\n\n- the crane goes to the museum\n- the quay is paved\n\nThe crane in its last winter. (Photo: Ida Holm/Varde Post)\n\nPhoto: Ida Holm\n\nNo one spoke against the motion on Tuesday.",
    );
    assert_eq!(with_role(&article, Role::List).len(), 2, "{article:#?}");
    assert_eq!(with_role(&article, Role::Caption).len(), 1);
    assert_eq!(asides(&article), [("photo credit", "Photo: Ida Holm")]);
}

#[test]
fn furniture_alone_is_still_a_text() {
    let article = article("Subscribe now");
    assert_eq!(article.paragraphs.len(), 1);
    assert_eq!(article.title.text, "Subscribe now");
}

#[test]
fn a_dateline_gives_the_day_and_stays() {
    let article = article(
        "VARDE, Jan. 30, 2026 (Fjord News) — The council voted on Tuesday to give the old crane away.",
    );
    assert_eq!(
        article.metadata.published,
        NaiveDate::from_ymd_opt(2026, 1, 30)
    );
    assert!(with_role(&article, Role::Body)[0].starts_with("VARDE"));
    assert_eq!(
        article.title.text,
        "The council voted on Tuesday to give the…"
    );
}

#[test]
fn a_chronicle_keeps_its_dates_as_headings() {
    let article = article(
        "The council voted on Tuesday to give the old crane away.\n\n3 March 2025\n\nA surveyor finds rust in the jib and asks for it to be closed.\n\n9 April 2025\n\nThe harbour master says that there is no money for repairs.",
    );
    assert_eq!(
        with_role(&article, Role::Subheading),
        ["3 March 2025", "9 April 2025"]
    );
}

#[test]
fn a_page_that_was_copied_whole_is_cleared_of_its_tools() {
    let article = article(
        "Skip to content\nThe Varde Post\nHome News Sport Opinion\nCouncil sold crane without valuation, letter shows\nBy IDA HOLM\nPUBLISHED: 12:45, 30 January 2026 | UPDATED: 14:02, 30 January 2026\n\n154\nView comments\n\nThe town council sold its crane without asking what it was worth, a letter shows.\n\nMayor Lene Dahl, pictured, denied that there had been any haste\n\nRELATED ARTICLES\nPrevious\n1\nNext\n\nTen cranes you have to see before they are gone\nIs this the saddest quay in the country?\nShare this article\n38 shares\n\n'Not in my name'\n\nCouncillor Per Ask said that he had not known of the letter.\n\nTopics\nVarde\nHarbour\nReuse this content",
    );
    assert_eq!(
        article.title.text,
        "Council sold crane without valuation, letter shows"
    );
    assert_eq!(article.metadata.outlet.as_deref(), Some("The Varde Post"));
    assert_eq!(
        article.metadata.published,
        NaiveDate::from_ymd_opt(2026, 1, 30)
    );
    assert_eq!(with_role(&article, Role::Subheading), ["'Not in my name'"]);
    assert_eq!(with_role(&article, Role::Body).len(), 2);
    assert_eq!(with_role(&article, Role::Caption).len(), 1);
}

#[test]
fn a_hard_wrapped_report_keeps_its_paragraphs() {
    let article = article(
        "COUNCIL SELLS OLD CRANE TO MUSEUM\nIN THE NEXT VALLEY\n\nBy Ida Holm\nVarde Post Staff\n\nVARDE -- The town council voted on Tuesday evening to sell the harbour\ncrane to a museum in the next valley, after a debate of three hours in\nwhich nobody raised his voice.\n\n   \"It is a good day for the crane,\" Mayor Lene Dahl said. She had\nspoken against the sale in 2024.\n\nNext steps\n\n   The contract will be signed in March.  A crane driver from Holm, who\nis 71, has been asked to turn the jib one last time.\n\n* * *\n\nIda Holm is a reporter for the Varde Post.",
    );
    assert_eq!(
        article.title.text,
        "COUNCIL SELLS OLD CRANE TO MUSEUM IN THE NEXT VALLEY"
    );
    assert_eq!(with_role(&article, Role::Byline).len(), 2);
    assert_eq!(with_role(&article, Role::Subheading), ["Next steps"]);
    assert_eq!(with_role(&article, Role::Body).len(), 3);
    assert_eq!(asides(&article).len(), 2);
}

/// Every character that is not white space lies in exactly one place, in order.
fn assert_tiled(text: &str, structured: &Structured) {
    let mut spans: Vec<Span> = structured
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.span)
        .chain(structured.set_aside.iter().map(|aside| aside.span))
        .collect();
    spans.sort_by_key(|span| span.start());
    let mut at = 0;
    for span in spans {
        assert!(span.start() >= at && !span.is_empty(), "{span:?}");
        assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
        assert_eq!(text[at..span.start()].trim(), "", "lost before {span:?}");
        assert_eq!(span.trimmed(text), span);
        at = span.end();
    }
    assert_eq!(text[at..].trim(), "", "lost at the end");
}

/// Lines that rules look at, in any order: the property must hold for all of them.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 .,?!:;'“”‘’é\u{a0}\u{2011}\u{200b}\u{202f}\u{ad}-]{0,80}",
        "(date|Updated:|Published on|By|Photo:|Read more:|Title:|Source:)? ?[A-Z][a-z]{0,8} [0-9]{1,2},? [0-9]{4}.{0,30}",
        Just("Related stories".to_owned()),
        Just("date 2026-01-30 Amid rising".to_owned()),
        Just("30 January 2026 — “Amid” rising".to_owned()),
        Just("Title: Crane".to_owned()),
        Just("Author: Ida Holm".to_owned()),
        Just("---".to_owned()),
        Just("- item".to_owned()),
        Just("\u{200b}".to_owned()),
        Just(String::new()),
        "\\PC{0,40}",
    ]
}

proptest! {
    #[test]
    fn nothing_of_a_text_is_lost(lines in prop::collection::vec(line(), 0..12), end in "\n|\r\n|\r|\u{2028}") {
        let draft = text::read(&lines.join(&end));
        assert_tiled(&draft.text, &tell(&draft));
    }

    #[test]
    fn nothing_of_a_markdown_text_is_lost(lines in prop::collection::vec(line(), 0..12)) {
        let draft = markdown::read(&lines.join("\n"), &Canceller::default()).unwrap();
        assert_tiled(&draft.text, &tell(&draft));
    }

    #[test]
    fn any_characters_are_told(text in "(\\PC|[\n\r\t\u{0}-\u{ff}\u{2028}\u{feff}\u{202e}]){0,200}") {
        let draft = text::read(&text);
        assert_tiled(&draft.text, &tell(&draft));
    }

    #[test]
    fn nothing_of_a_page_is_lost_on_the_way_from_extraction(
        lines in prop::collection::vec(("(p|h2|li|blockquote|td|b|div)", line()), 0..12)
    ) {
        let wrapped = |(tag, words): &(String, String)| ["<", tag, ">", words, "</", tag, ">"].concat();
        let body = lines.iter().map(wrapped).collect::<Vec<_>>().concat();
        let page = format!("<!DOCTYPE html><html><title>Lock</title><body><article>{body}</article>");
        if let Ok(draft) = crate::import::html::read(&page, &Canceller::default()) {
            assert_tiled(&draft.text, &tell(&draft));
        }
    }
}

#[test]
fn the_trail_of_a_page_is_no_headline() {
    let article = article(
        "Home > News > Transport\n\nVarde to trial buses at night\n\nBy Wen Ask\n\nPost on X\n\n\
         Two buses will run at night in Varde from 1 December, the authority said on Tuesday.\n",
    );
    assert_eq!(
        asides(&article),
        [
            ("page navigation", "Home > News > Transport"),
            ("share bar", "Post on X"),
        ]
    );
    assert_eq!(
        with_role(&article, Role::Headline),
        ["Varde to trial buses at night"]
    );
    assert_eq!(with_role(&article, Role::Byline), ["By Wen Ask"]);
    let sums = with_role(
        &self::article("A > B means that A is more than B.\n\nThe rest is arithmetic, she said.\n"),
        Role::Body,
    )
    .len();
    assert_eq!(sums, 2);
}

#[test]
fn an_author_may_be_described_in_small_letters() {
    let article = article(
        "Hands off our pier\n\nBy Baz Thorn, the voice of the north\n\n\
         Enough is enough, and the council knows it very well.\n\n\
         By Jane Doe, the crane was sold in June.\n",
    );
    assert_eq!(
        with_role(&article, Role::Byline),
        ["By Baz Thorn, the voice of the north"]
    );
    assert_eq!(article.metadata.author.as_deref(), Some("Baz Thorn"));
}

#[test]
fn a_title_right_below_a_list_of_stories_belongs_to_it() {
    let article = article(
        "Subscribe | Log in\n\nDockers begin strike at Varde port\n\n\
         Traffic at the port of Varde came to a halt at midnight as dockers began a strike.\n\n\
         Recommended\nWhy your next sofa may be late\nVarde cranes in pictures\n\n\
         About 2,100 members of the federation walked out after talks broke down on Sunday.\n\n\
         Do you work at the port? Email our reporters in confidence: port@varde.example\n\n\
         Related Topics\nPorts\nTrade unions\n",
    );
    assert_eq!(with_role(&article, Role::Subheading), [""; 0]);
    assert_eq!(
        with_role(&article, Role::Headline),
        ["Dockers begin strike at Varde port"]
    );
    assert_eq!(with_role(&article, Role::Body).len(), 2);
}

#[test]
fn among_headings_that_ask_a_short_question_is_one_too() {
    let answers = |heading: &str| {
        article(&format!(
            "Who can vote on Sunday\n\nWho is entitled to vote?\n\n\
             All who are registered in Varde may vote.\n\nWhat do supporters say?\n\n\
             They say that the merger saves money.\n\n{heading}\n\n\
             They say that it costs money.\n"
        ))
    };
    assert_eq!(
        with_role(&answers("And opponents?"), Role::Subheading),
        [
            "Who is entitled to vote?",
            "What do supporters say?",
            "And opponents?"
        ]
    );
    let column = article(
        "The pier is gone\n\nThe pier at Varde was pulled down in May, and nobody came.\n\n\
         And opponents?\n\nThey were asleep, as they have been for years.\n",
    );
    assert_eq!(with_role(&column, Role::Subheading), [""; 0]);
}

#[test]
fn leader_above_a_headline_is_a_label() {
    let article = article(
        "LEADER\n\nA tax that taxes patience\n\n\
         The levy on second homes is a bad idea, badly drafted and worse explained.\n",
    );
    assert_eq!(asides(&article), [("section label", "LEADER")]);
    assert_eq!(
        with_role(&article, Role::Headline),
        ["A tax that taxes patience"]
    );
}
