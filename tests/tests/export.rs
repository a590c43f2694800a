//! Exports of articles that try to break them.

use chrono::NaiveDate;
use slantwise::analysis::analyse;
use slantwise::compare::compare;
use slantwise::export::{ExportFormat, ExportInput, export};
use slantwise::import::{from_bytes, from_pasted};
use slantwise::model::{Article, Paragraph, Role, Settings, VoiceFilter};
use slantwise::text::Span;

const HOSTILE: &str = "<script>alert('title')</script> & \"Co\"\n\n\
    The <img src=x onerror=alert(1)> committee of Norwick met on Monday, {{ 7*7 }} {% if x %}. \
    \u{201c}Nobody <b>asked</b> us \u{1f44d}\u{1f3fd},\u{201d} said Ada \u{201c}</style><script>\u{201d} Brandt.\n\n\
    =HYPERLINK(\"http://evil.example\",\"click\") is what the shameless minutes say, of course. \
    @everyone was *there* | or _not_ [link](javascript:alert(1)).\n\n\
    -1 degree was measured, Zoe\u{308} Lund said, in the far\u{2011}flung suburbs.\n";

fn pasted(text: &str) -> Article {
    from_pasted(text).unwrap()
}

/// The text as it stands, the first paragraph as its headline: import would take
/// the tags in it for a web page.
fn raw(text: &str) -> Article {
    let text = text.trim_end();
    let mut article = pasted("Stand-in");
    let mut at = 0;
    article.paragraphs = text
        .split("\n\n")
        .map(|part| {
            let span = Span::new(at, at + part.len());
            at = span.end() + 2;
            let role = if span.start() == 0 {
                Role::Headline
            } else {
                Role::Body
            };
            Paragraph { span, role }
        })
        .collect();
    article.title.text = text.split("\n\n").next().unwrap().into();
    article.text = text.into();
    article.set_aside.clear();
    article
}

fn exported(articles: &[Article], filter: VoiceFilter, format: ExportFormat) -> String {
    let analyses: Vec<_> = articles
        .iter()
        .map(|article| analyse(article, &Settings::default()))
        .collect();
    let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
    let comparison = compare(&pairs, filter);
    let input = ExportInput {
        articles: &pairs,
        comparison: (articles.len() > 1).then_some(&comparison),
        filter,
        date: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
        ..ExportInput::default()
    };
    String::from_utf8(export(&input, format).unwrap()).unwrap()
}

#[test]
fn no_text_can_become_part_of_the_page() {
    let mut article = raw(HOSTILE);
    article.metadata.outlet = Some("<iframe src=//evil.example>".to_owned());
    article.metadata.author = Some("\"><script>x</script>".to_owned());
    article.metadata.url = Some("javascript:alert(document.cookie)".to_owned());
    article.origin.path = Some("/tmp/<svg onload=alert(1)>.txt".to_owned());
    let page = exported(
        &[article, pasted("Another\n\nIt rained in Norwick.")],
        VoiceFilter::All,
        ExportFormat::Html,
    );
    let lower = page.to_lowercase();
    for tag in [
        "<script",
        "<img",
        "<iframe",
        "<b>asked",
        "javascript:alert(document",
        "onload=alert(1)>",
    ] {
        // Escaped, the words may stand in the text; as markup they may not.
        assert!(!lower.contains(tag), "{tag}");
    }
    assert_eq!(lower.matches("</style>").count(), 1);
    assert!(page.contains("&lt;script&gt;"));
    assert!(
        page.contains("{{ 7*7 }}") || page.contains("{{ 7"),
        "the text is no template"
    );
    assert!(page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'"));
}

#[test]
fn a_web_address_is_a_link_only_where_it_is_one() {
    let mut article = pasted("Pool closed\n\nIt rained.");
    article.metadata.url = Some("https://norwick.example/pool?a=1&b=\"2\"".to_owned());
    let page = exported(&[article], VoiceFilter::All, ExportFormat::Html);
    assert!(
        page.contains(
            "href=\"https:&#x2f;&#x2f;norwick.example&#x2f;pool?a=1&amp;b=&quot;2&quot;\""
        ),
        "{page}"
    );
}

#[test]
fn tables_read_back_and_hold_no_formula() {
    let mut article = raw(HOSTILE);
    article.metadata.outlet = Some("+Plus News".to_owned());
    let articles = [article];
    for format in [ExportFormat::SentencesCsv, ExportFormat::FindingsCsv] {
        let table = exported(&articles, VoiceFilter::All, format);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let columns = reader.headers().unwrap().len();
        let mut rows = 0;
        for row in reader.records() {
            let row = row.unwrap();
            assert_eq!(row.len(), columns);
            for cell in &row {
                let risky = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
                assert!(!risky, "{cell}");
            }
            rows += 1;
        }
        assert!(rows > 0, "{format:?}");
        assert!(table.contains("'+Plus News"));
    }
    let table = exported(&articles, VoiceFilter::All, ExportFormat::SentencesCsv);
    assert!(table.starts_with(
        "document,outlet,date,sentence,start,end,text,voice,stance,layer,p_framing,sentiment,sources,devices,frames,decision,human_layer,human_codes,coder,modified,note,not_analysed,fingerprint\r\n"
    ));
    assert!(table.contains("'=HYPERLINK"), "{table}");
}

#[test]
fn markdown_of_a_text_full_of_marks_holds_no_markup_of_its_own() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let page = exported(&[raw(HOSTILE)], VoiceFilter::All, ExportFormat::Markdown);
    for event in Parser::new_ext(&page, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
            Event::Start(Tag::Link { dest_url, .. }) => panic!("{dest_url}"),
            _ => {}
        }
    }
}

#[test]
fn an_export_never_fails_whatever_the_text() {
    let texts = [
        "x",
        "?!",
        "\u{301}\u{301}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "\u{202e}abc",
        "a\n\n\n\nb\u{2028}c",
        "\u{201c}open and never closed",
    ];
    let articles: Vec<_> = texts
        .iter()
        .filter_map(|text| from_pasted(text).ok())
        .collect();
    assert!(articles.len() > 3);
    for filter in VoiceFilter::ALL {
        for format in [
            ExportFormat::Html,
            ExportFormat::Markdown,
            ExportFormat::SentencesCsv,
            ExportFormat::FindingsCsv,
            ExportFormat::Json,
            ExportFormat::JsonLines,
        ] {
            for article in &articles {
                assert!(!exported(std::slice::from_ref(article), filter, format).is_empty());
            }
            assert!(!exported(&articles, filter, format).is_empty());
        }
    }
}

#[test]
fn a_report_says_how_it_was_made() {
    let page = exported(
        &[
            pasted("Pool closed\n\nIt rained."),
            pasted("Pool shut\n\nIt poured."),
        ],
        VoiceFilter::Outlet,
        ExportFormat::Markdown,
    );
    let sha = slantwise::model::id::sha256_hex("Pool closed\n\nIt rained.".as_bytes());
    for said in [
        "suggestions by a program",
        env!("CARGO_PKG_VERSION"),
        "sha256:",
        "1 March 2026",
        "the outlet’s own",
        &sha,
    ] {
        assert!(page.contains(said), "{said}");
    }
    for detector in slantwise::analysis::detector::all() {
        assert!(page.contains(&format!("`{}`", detector.info().id.0)));
    }
}

#[test]
fn a_hundred_articles_are_compared_and_printed_in_a_moment() {
    let sample = include_bytes!("../../assets/samples/2-turn.md");
    let articles: Vec<_> = (0..100)
        .map(|number| {
            let mut bytes = sample.to_vec();
            bytes.extend_from_slice(format!("\n\nThe number of the day is {number}.\n").as_bytes());
            from_bytes(&bytes, Some(&format!("{number}.md"))).unwrap()
        })
        .collect();
    // What is timed is the comparison: the model would only be waited for.
    let by_rules = Settings {
        model: false,
        ..Settings::default()
    };
    let analyses: Vec<_> = articles
        .iter()
        .map(|article| analyse(article, &by_rules))
        .collect();
    let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
    let start = std::time::Instant::now();
    let comparison = compare(&pairs, VoiceFilter::Outlet);
    assert!(comparison.rows.iter().all(|row| row.cells.len() == 100));
    assert!(
        comparison
            .caveats
            .iter()
            .any(|caveat| caveat.contains("and 97 others"))
    );
    // Generous: an unoptimised build on a busy machine.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn every_number_of_a_comparison_has_its_passages() {
    use slantwise::model::{Metric, Value};
    let articles = [
        from_bytes(
            include_bytes!("../../assets/samples/1-report.md"),
            Some("1.md"),
        )
        .unwrap(),
        from_bytes(
            include_bytes!("../../assets/samples/2-turn.md"),
            Some("2.md"),
        )
        .unwrap(),
        from_bytes(
            include_bytes!("../../assets/samples/3-column.md"),
            Some("3.md"),
        )
        .unwrap(),
    ];
    let analyses: Vec<_> = articles
        .iter()
        .map(|article| analyse(article, &Settings::default()))
        .collect();
    let pairs: Vec<_> = articles.iter().zip(&analyses).collect();
    for filter in VoiceFilter::ALL {
        for row in compare(&pairs, filter).rows {
            for (cell, article) in row.cells.iter().zip(&articles) {
                for passage in &cell.passages {
                    assert_eq!(passage.article, article.id);
                    assert!(!passage.span.of(&article.text).is_empty());
                }
                assert!(cell.passages.is_sorted());
                let speaks = match cell.value {
                    Value::Share(share) => share.basis_points() > 0,
                    Value::Count(count) => count > 0 && row.metric != Metric::Length,
                    _ => false,
                };
                assert!(
                    !speaks || !cell.passages.is_empty(),
                    "{:?} {filter:?}",
                    row.metric
                );
            }
        }
    }
}

#[test]
fn exports_say_which_sentences_take_up_a_frame_by_words_and_which_by_meaning() {
    let article = pasted(
        "Trial of a powder\n\n\
         The hospital treats patients for the disease.\n\n\
         Side effects, including dizziness and a dry cough, were mild in most cases.\n",
    );
    let json = exported(
        std::slice::from_ref(&article),
        VoiceFilter::All,
        ExportFormat::Json,
    );
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let frame = &json["articles"][0]["frames"][0];
    assert_eq!(frame["frame"], "Health and safety");
    let passages = frame["passages"].as_array().unwrap();
    let made: Vec<_> = passages
        .iter()
        .map(|passage| (&passage["text"], &passage["made_by"]))
        .collect();
    assert_eq!(made[0].0, "hospital");
    assert_eq!(made[0].1, "rule");
    let (text, made_by) = made.last().unwrap();
    assert!(text.as_str().unwrap().starts_with("Side effects"), "{text}");
    assert_eq!(*made_by, "model");
    let last = &passages[passages.len() - 1];
    assert!(last["probability"].as_f64().unwrap() >= 0.5);
    assert!(passages[0].get("probability").is_none());
    let html = exported(&[article], VoiceFilter::All, ExportFormat::Html);
    assert!(html.contains("1; by meaning 2"));
}

#[test]
fn a_comparison_lists_who_is_called_what_in_json_and_in_the_report() {
    let one = pasted(
        "Vote lost\n\nThe embattled mayor Ingrid Vale lost the vote on Monday. Vale left the hall early.",
    );
    let two = pasted("Mayor beaten\n\nMayor Ingrid Vale was beaten on Monday by two votes.");
    let articles = [one, two];
    let json = exported(&articles, VoiceFilter::All, ExportFormat::Json);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let row = &json["names"][0];
    assert_eq!(
        (&row["entity"], &row["kind"]),
        (&"Ingrid Vale".into(), &"person".into())
    );
    let label = &row["cells"][0]["labels"][0];
    assert_eq!(label["text"], "embattled mayor Ingrid Vale");
    assert_eq!(
        (&label["count"], &label["voice"]),
        (&1.into(), &"outlet".into())
    );
    assert!(label["tone"].is_null(), "one naming says nothing of tone");
    let there = row["cells"][1]["labels"].as_array().unwrap();
    let texts: Vec<_> = there
        .iter()
        .map(|label| label["text"].as_str().unwrap())
        .collect();
    // The headline calls her by her role alone.
    assert!(
        texts.starts_with(&["Mayor", "Mayor Ingrid Vale"]),
        "{texts:?}"
    );
    assert_eq!(there[0]["join"]["sure"], true);
    let report = exported(&articles, VoiceFilter::All, ExportFormat::Markdown);
    assert!(report.contains("## Who is called what"));
    assert!(
        report.contains("embattled mayor Ingrid Vale ×1 (judges), Vale ×1"),
        "{report}"
    );
    let quoted = exported(&articles, VoiceFilter::Quoted, ExportFormat::Json);
    let quoted: serde_json::Value = serde_json::from_str(&quoted).unwrap();
    assert_eq!(quoted["names"], serde_json::json!([]));
}

#[test]
fn signs_that_turn_the_direction_of_writing_are_seen_in_a_report() {
    let mut article = raw(&HOSTILE.replace("met on Monday", "met on\u{202e} Monday\u{2066}"));
    article.title.text = "Norwick\u{202d} pool".to_owned();
    article.metadata.outlet = Some("Coast\u{2067}Wire".to_owned());
    for format in [ExportFormat::Html, ExportFormat::Markdown] {
        let page = exported(std::slice::from_ref(&article), VoiceFilter::All, format);
        assert!(
            !page.contains(slantwise::text::direction::turns),
            "{format:?}"
        );
        assert!(page.contains("Norwick\u{fffd} pool"), "{format:?}");
        assert!(page.contains("Coast\u{fffd}Wire"), "{format:?}");
        assert!(page.contains("met on\u{fffd}"), "{format:?}");
    }
    // Data keeps every letter.
    let json = exported(&[article], VoiceFilter::All, ExportFormat::Json);
    assert!(json.contains('\u{202e}'));
}

/// What stands before the first sentence in brackets in Markdown, or in its own element in a page.
fn numbers_before(report: &str, opens: &str, closes: &str) -> Vec<(usize, String)> {
    report
        .match_indices(opens)
        .filter_map(|(at, _)| {
            let rest = &report[at + opens.len()..];
            let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
            let number = rest[..digits].parse().ok()?;
            let text = &rest[rest.find(closes)? + closes.len()..];
            Some((number, text.trim_start().chars().take(9).collect()))
        })
        .collect()
}

#[test]
fn a_sentence_has_one_number_in_every_export() {
    let text = "Council closes the rink\n\nBy Ada Krogh\n\nThe council closed the rink on Monday. \
                The board met.\n\n## A plan\n\nFerries sail from May.The harbour opens later.\n";
    let articles = [pasted(text)];
    let wanted = [
        (1, "The counc".to_owned()),
        (2, "The board".to_owned()),
        (3, "Ferries s".to_owned()),
        (4, "The harbo".to_owned()),
    ];
    let begin = |text: &str| text.chars().take(9).collect::<String>();
    let export = |format| exported(&articles, VoiceFilter::All, format);

    let table = export(ExportFormat::SentencesCsv);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let numbered = rows.iter().filter(|row| !row[3].is_empty());
    let of_table: Vec<_> = numbered
        .map(|row| (row[3].parse::<usize>().unwrap(), begin(&row[6])))
        .collect();
    assert_eq!(of_table, wanted);
    assert!(
        rows.len() > wanted.len(),
        "headings are rows without a number"
    );

    let json: serde_json::Value = serde_json::from_str(&export(ExportFormat::Json)).unwrap();
    let sentences = json["articles"][0]["sentences"].as_array().unwrap();
    let of_json: Vec<_> = sentences
        .iter()
        .filter_map(|one| {
            let number = usize::try_from(one["number"].as_u64()?).ok()?;
            Some((number, begin(one["text"].as_str()?)))
        })
        .collect();
    assert_eq!(of_json, wanted);

    let markdown = export(ExportFormat::Markdown);
    assert_eq!(numbers_before(&markdown, "\\[", "\\]"), wanted);
    let page = export(ExportFormat::Html);
    let open = "<span class=\"number reported\">";
    assert_eq!(numbers_before(&page, open, "</span></span>"), wanted);

    let analysis = analyse(&articles[0], &Settings::default());
    let shown: Vec<_> = analysis
        .sentences
        .iter()
        .filter_map(|one| Some((one.number?, begin(one.span.of(&articles[0].text)))))
        .collect();
    assert_eq!(shown, wanted, "what the window shows");
}
