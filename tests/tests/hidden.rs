//! What a browser would not show of a page is no article text.

use slantwise::import;
use slantwise::model::{Article, Caveat};

const SHOWN: [&str; 4] = [
    "The night ferry to Hallow stops in June, the harbour board of Port Ansel said on Monday after a long meeting.",
    "Rosa Vell, who has run the ferry for eleven years, told reporters that she had learned of it from the radio.",
    "The board counted nine passengers a night in February and 212 in July, and a loss of 1.4 million crowns a year.",
    "A timetable without the night ferry will be published in March, and the council is to vote on it in April.",
];

/// Words that stand nowhere else.
const SECRET: &str =
    "Quiet lanterns drift beyond the seventh pier while nobody counts them at all.";

/// A page with some markup between its paragraphs and some in its head.
fn page_with(head: &str, markup: &str) -> String {
    let [one, two, three, four] = SHOWN;
    format!(
        "<!DOCTYPE html><html lang=en><head><title>The night ferry stops</title>{head}</head><body>\
         <nav><a href=/>Home</a> <a href=/news>News</a></nav>\
         <article><h1>The night ferry stops</h1><p>{one}</p><p>{two}</p>{markup}<p>{three}</p><p>{four}</p></article>\
         <footer><p>Port Ansel Courier</p></footer></body></html>"
    )
}

fn imported(page: &str) -> Article {
    import::from_bytes(page.as_bytes(), Some("page.html")).unwrap()
}

fn paragraphs(article: &Article) -> Vec<&str> {
    let spans = article.paragraphs.iter();
    spans
        .map(|paragraph| paragraph.span.of(&article.text))
        .collect()
}

fn set_aside_as_hidden(article: &Article) -> Vec<&str> {
    let aside = article.set_aside.iter();
    aside
        .filter(|aside| aside.why == "hidden on the page")
        .map(|aside| aside.span.of(&article.text))
        .collect()
}

#[track_caller]
fn is_hidden(head: &str, markup: &str) {
    let article = imported(&page_with(head, markup));
    let read = paragraphs(&article);
    for shown in SHOWN {
        assert!(read.contains(&shown), "{markup}\n{read:#?}");
    }
    assert!(
        !read.iter().any(|words| words.contains("seventh pier")),
        "{head} {markup}\n{read:#?}"
    );
    assert_eq!(set_aside_as_hidden(&article), [SECRET], "{head} {markup}");
    assert!(article.caveats.is_empty());
}

#[track_caller]
fn is_shown(head: &str, markup: &str) {
    let article = imported(&page_with(head, markup));
    let read = paragraphs(&article);
    assert!(
        read.iter().any(|words| words.contains(SECRET)),
        "{head} {markup}\n{read:#?}"
    );
    assert!(set_aside_as_hidden(&article).is_empty(), "{head} {markup}");
    assert!(article.caveats.is_empty());
}

#[test]
fn what_an_attribute_hides_is_set_aside() {
    for attributes in [
        "hidden",
        "HIDDEN=''",
        "hidden=until-found",
        "popover",
        "style='display:none'",
        "style=\"DISPLAY : NONE\"",
        "style='color:red; display: none !important;'",
        "style='display:/* not */none'",
        r"style='d\69splay:n\6fne'",
        "style='display&#58;none'",
        "style='visibility:hidden'",
        "style='visibility: collapse'",
        "style='opacity:0'",
        "style='opacity:0.0'",
        "style='font-size:0'",
        "style='font-size:0px'",
        "style='font:0/0 a'",
        "style='position:absolute;left:-9999px'",
        "style='position:fixed; top:-200em'",
        "style='text-indent:-9999px'",
        "style='margin-left:-10000px'",
        "style='position:absolute;clip:rect(0,0,0,0)'",
        "style='position:absolute;width:1px;height:1px;overflow:hidden'",
        "style='clip-path:inset(50%)'",
        "style='transform:scale(0)'",
        "style='height:0;overflow:hidden'",
    ] {
        is_hidden("", &format!("<p {attributes}>{SECRET}</p>"));
        is_hidden("", &format!("<div {attributes}><p>{SECRET}</p></div>"));
    }
}

#[test]
fn words_in_a_template_are_set_aside_unless_the_browser_puts_it_in_place() {
    is_hidden("", &format!("<template><p>{SECRET}</p></template>"));
    is_hidden("", &format!("<dialog><p>{SECRET}</p></dialog>"));
    is_shown(
        "",
        &format!("<div><template shadowrootmode=\"open\"><p>{SECRET}</p></template></div>"),
    );
}

#[test]
fn what_a_style_block_hides_is_set_aside() {
    for css in [
        ".note{display:none}",
        "#note { Display : None }",
        "p.note,b{visibility:hidden}",
        "article > .note{opacity:0}",
        "article .note[data-a]{font-size:0}",
        "@media screen{.note{display:none}}",
        "@media (min-width:600px){@supports (display:grid){.note{display:none}}}",
        "<!-- .note{display:none} -->",
        "/* .note{display:block} */ .note{position:absolute;left:-9999px}",
        r".n\6fte{display:none}",
        ".note{display:none} p{display:block}",
        "p{display:block!important} .note{display:none!important}",
        ".nonsense{{{}}} .note{display:none}",
    ] {
        is_hidden(
            &format!("<style>{css}</style>"),
            &format!("<p class='lead note' id=note data-a>{SECRET}</p>"),
        );
    }
}

#[test]
fn what_a_browser_shows_is_read() {
    let note = format!("<p class='lead note' id=note>{SECRET}</p>");
    for head in [
        "<style>@media print{.note{display:none}}</style>",
        "<style media=print>.note{display:none}</style>",
        "<style>@media (max-width:600px){.note{display:none}}</style>",
        "<style>.note:hover{display:none} .note::before{display:none}</style>",
        "<style>.note{display:none} #note{display:block}</style>",
        "<style>.note{display:none!important} .lead.note{display:block!important}</style>",
        "<style>.note{opacity:0;animation:in 1s forwards}</style>",
        "<style>.other{display:none}</style>",
        "<noscript><style>.note{display:none}</style></noscript>",
        "<template><style>.note{display:none}</style></template>",
        "<style>body{overflow:hidden;height:100%} html{position:fixed}</style>",
        "<style>article{font-size:0} article>*{font-size:16px}</style>",
        "<style>article{visibility:hidden} article>*{visibility:visible}</style>",
    ] {
        is_shown(head, &note);
    }
    for attributes in [
        "aria-hidden=true",
        "style='display:block' hidden",
        "data-hidden=true class='hidden'",
        "style='left:-9999px'",
        "style='content:\"display:none\"'",
        "style='font-size:80%'",
        "style='overflow:hidden;height:400px'",
    ] {
        is_shown("", &format!("<p {attributes}>{SECRET}</p>"));
    }
}

#[test]
fn hidden_words_inside_a_sentence_leave_no_trace_in_it() {
    let markup = "<p>The council <span style='display:none'>secretly</span>met on <b hidden>Friday and</b>Tuesday about the quay, the crane and the night ferry.</p>";
    let article = imported(&page_with("", markup));
    assert!(
        paragraphs(&article)
            .contains(&"The council met on Tuesday about the quay, the crane and the night ferry."),
        "{:#?}",
        paragraphs(&article)
    );
    assert_eq!(set_aside_as_hidden(&article), ["secretly", "Friday and"]);
}

#[test]
fn a_page_that_fades_in_is_read_with_a_caveat() {
    for (head, attributes) in [
        ("<style>body{opacity:0}</style>", ""),
        ("<style>.js article{visibility:hidden}</style>", ""),
        (
            "<style>article p{opacity:0;transform:translateY(20px)}</style>",
            "",
        ),
        ("", "style='display:none'"),
        ("", "hidden"),
    ] {
        let page = page_with(head, &format!("<p>{SECRET}</p>"))
            .replace("<html", "<html class=js")
            .replace("<article>", &format!("<article {attributes}>"));
        let article = imported(&page);
        let read = paragraphs(&article);
        for shown in SHOWN {
            assert!(read.contains(&shown), "{head} {attributes}\n{read:#?}");
        }
        assert_eq!(
            article.caveats,
            [Caveat::HiddenOnPage],
            "{head} {attributes}"
        );
        assert!(set_aside_as_hidden(&article).is_empty());
    }
}

#[test]
fn in_a_page_that_fades_in_what_is_hidden_otherwise_stays_hidden() {
    let page = page_with(
        "<style>article{opacity:0}</style>",
        &format!("<p hidden>{SECRET}</p>"),
    );
    let article = imported(&page);
    assert_eq!(article.caveats, [Caveat::HiddenOnPage]);
    assert_eq!(set_aside_as_hidden(&article), [SECRET]);
    assert!(paragraphs(&article).contains(&SHOWN[3]));
}

#[test]
fn a_page_in_one_template_is_read_with_a_caveat() {
    let page = page_with("", "").replace("<article>", "<template><article>");
    let article = imported(&page);
    assert!(paragraphs(&article).contains(&SHOWN[0]));
    assert_eq!(article.caveats, [Caveat::HiddenOnPage]);
}

#[test]
fn a_caveat_is_in_the_answer_of_the_command_and_on_standard_error() {
    let folder = tempfile::tempdir().unwrap();
    let page = page_with("<style>body{opacity:0}</style>", "");
    std::fs::write(folder.path().join("page.html"), page).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_slantwise"))
        .current_dir(folder.path())
        .args(["analyze", "--rules-only", "page.html"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("hides most of its text"), "{said}");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let caveat = answer["articles"][0]["caveats"][0].as_str().unwrap();
    assert!(caveat.contains("hides most of its text"), "{caveat}");
}
