//! Import from outside: bad files, pages as the web writes them, and the samples.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use slantwise::import::{self, ImportError};
use slantwise::model::{Article, Format, Role, TitleOrigin};

fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn page(name: &str) -> Article {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/pages")
        .join(name);
    import::read_file(&path).unwrap()
}

fn with_role(article: &Article, role: Role) -> Vec<&str> {
    article
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.role == role)
        .map(|paragraph| paragraph.span.of(&article.text))
        .collect()
}

#[test]
fn an_empty_file_is_refused() {
    let (_folder, path) = file("empty.txt", b"");
    assert_eq!(import::read_file(&path), Err(ImportError::Empty));
}

#[test]
fn a_blank_file_is_refused() {
    let (_folder, path) = file("blank.txt", "\u{feff} \r\n\t\u{a0}\u{200b}\n".as_bytes());
    assert_eq!(import::read_file(&path), Err(ImportError::OnlyWhiteSpace));
    assert_eq!(
        import::from_pasted("  \n "),
        Err(ImportError::OnlyWhiteSpace)
    );
}

#[test]
fn a_binary_file_is_refused_by_its_kind() {
    let (_folder, path) = file("article.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj");
    let error = import::read_file(&path).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("A PDF file cannot be opened yet."),
        "{error}"
    );
    let (_folder, path) = file(
        "article.html",
        &(0..=255).cycle().take(5000).collect::<Vec<u8>>(),
    );
    assert_eq!(import::read_file(&path), Err(ImportError::NotText));
}

#[test]
fn a_huge_text_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.txt");
    fs::File::create(&path)
        .unwrap()
        .set_len(200_000_000)
        .unwrap();
    let start = Instant::now();
    let error = import::read_file(&path).unwrap_err();
    assert!(matches!(
        error,
        ImportError::TooLarge {
            bytes: 200_000_000,
            ..
        }
    ));
    assert!(error.to_string().contains("200 MB"), "{error}");
    assert!(start.elapsed() < Duration::from_millis(500));
}

#[test]
fn ten_thousand_nested_containers_are_read_in_good_time() {
    let words = "The lock was shut on Tuesday because divers had found a crack in its gate. ";
    let page = format!(
        "<!DOCTYPE html><html><body>{}<p>{}</p>{}</body></html>",
        "<div>".repeat(10_000),
        words.repeat(10),
        "</div>".repeat(10_000)
    );
    let start = Instant::now();
    let article = import::from_bytes(page.as_bytes(), Some("deep.html")).unwrap();
    assert!(article.text.contains("divers had found a crack"));
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_page_without_an_article_says_so() {
    let page =
        b"<!DOCTYPE html><html><head><title>Menu</title></head><body><div></div></body></html>";
    let error = import::from_bytes(page, Some("menu.html")).unwrap_err();
    assert_eq!(error, ImportError::NoArticle);
    assert!(error.to_string().contains("paste it here"));
}

#[test]
fn a_wrong_encoding_is_put_right() {
    let (_folder, path) = file(
        "latin.txt",
        b"The caf\xe9 by the lock is shut, said its owner, and \x93nobody\x94 knows why \x96 or until when.",
    );
    let article = import::read_file(&path).unwrap();
    assert!(
        article.text.starts_with("The café by the lock"),
        "{}",
        article.text
    );
    assert!(article.text.contains("“nobody” knows why – or"));
    assert_eq!(article.origin.encoding, "windows-1252");
    let wide: Vec<u8> = "The lock is shut."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let article = import::from_bytes(&wide, None).unwrap();
    assert_eq!(&*article.text, "The lock is shut.");
    assert_eq!(article.origin.encoding, "UTF-16LE");
}

#[test]
fn a_directory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        import::read_file(folder.path()),
        Err(ImportError::Directory)
    );
}

#[test]
fn a_file_that_vanished_is_refused() {
    let (folder, path) = file("gone.txt", b"words");
    drop(folder);
    assert_eq!(import::read_file(&path), Err(ImportError::NotFound));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path) = file("secret.txt", b"words");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    assert_eq!(import::read_file(&path), Err(ImportError::NoPermission));
}

#[cfg(unix)]
#[test]
fn names_with_line_breaks_and_emoji_work_and_are_shown_on_one_line() {
    let (_folder, path) = file("lock\nshut 🚢.txt", b"...");
    let article = import::read_file(&path).unwrap();
    assert_eq!(import::shown_name(&path), "lock\u{fffd}shut 🚢.txt");
    assert_eq!(article.title.origin, TitleOrigin::FileName);
    assert!(!article.title.text.contains('\n'));
}

#[test]
fn the_same_bytes_are_the_same_article() {
    let one = import::from_bytes(b"The lock is shut.", Some("a.txt")).unwrap();
    let two = import::from_bytes(b"The lock is shut.", Some("b.txt")).unwrap();
    assert_eq!(one.id, two.id);
    assert_eq!(one.origin.sha256.len(), 64);
}

#[test]
fn pasted_text_is_pasted_even_where_it_is_markup() {
    let article =
        import::from_pasted("# The lock\n\nIt was shut on Tuesday by the authority.").unwrap();
    assert_eq!(article.origin.format, Format::Pasted);
    assert_eq!(article.title.text, "The lock");
    assert_eq!(article.origin.path, None);
}

#[test]
fn a_news_page_gives_its_article_and_says_where_it_is_from() {
    let article = page("news.html");
    assert_eq!(article.origin.format, Format::Html);
    assert_eq!(article.title.text, "Canal lock shut after crack is found");
    assert_eq!(article.title.origin, TitleOrigin::Metadata);
    let about = &article.metadata;
    assert_eq!(about.outlet.as_deref(), Some("The Varde Post"));
    assert_eq!(about.author.as_deref(), Some("Ida Holm"));
    // The newsroom's day, although it is already the next day elsewhere.
    assert_eq!(
        about.published.map(|day| day.to_string()).as_deref(),
        Some("2026-02-03")
    );
    assert_eq!(
        about.url.as_deref(),
        Some("https://varde-post.example/news/2026/02/03/lock-shut")
    );
    assert_eq!(about.language.as_deref(), Some("en"));
    assert_eq!(
        with_role(&article, Role::Subheading),
        ["Repairs until Easter", "Council to meet on Friday"]
    );
    assert_eq!(with_role(&article, Role::Body).len(), 5);
    for words in [
        "cookies",
        "Facebook",
        "Most read",
        "All rights reserved",
        "Ten cakes",
        "Canal lock shut after",
    ] {
        assert!(!article.text.contains(words), "{words}");
    }
}

#[test]
fn a_blog_keeps_its_list_and_quotation_and_loses_its_comments() {
    let article = page("blog.html");
    assert_eq!(article.origin.encoding, "windows-1252");
    assert!(article.text.contains("I find – sadly – that I can’t argue"));
    assert_eq!(with_role(&article, Role::Subheading), ["What I asked for"]);
    assert_eq!(with_role(&article, Role::List).len(), 3);
    assert!(article.text.contains("The gate could have failed"));
    assert!(!article.text.contains("the van was green"));
    assert!(!article.text.contains("January"));
}

#[test]
fn markers_between_paragraphs_are_set_aside_and_stay_in_the_text() {
    let article = page("amp.html");
    let asides: Vec<&str> = article
        .set_aside
        .iter()
        .map(|aside| aside.why.as_str())
        .collect();
    assert_eq!(asides, ["advertisement marker", "related story"]);
    assert_eq!(
        article.metadata.author.as_deref(),
        Some("Anna Brask, Jon Vik")
    );
    assert_eq!(
        article
            .metadata
            .published
            .map(|day| day.to_string())
            .as_deref(),
        Some("2026-02-06")
    );
    assert_eq!(with_role(&article, Role::Body).len(), 5);
}

#[test]
fn questions_figures_and_lists_of_an_explainer_are_told_apart() {
    let article = page("list.html");
    assert_eq!(with_role(&article, Role::Subheading).len(), 5);
    assert_eq!(with_role(&article, Role::List).len(), 3);
    assert_eq!(article.set_aside.len(), 1);
    assert_eq!(article.set_aside[0].why, "table");
}

#[test]
fn a_page_laid_out_in_a_table_is_read_and_gets_no_date_from_its_text() {
    let article = page("layout-table.html");
    assert_eq!(with_role(&article, Role::Body).len(), 3);
    assert_eq!(with_role(&article, Role::Headline), [""; 0]);
    assert_eq!(with_role(&article, Role::Subheading), [""; 0]);
    assert_eq!(article.metadata.published, None);
}

#[test]
fn comments_and_sign_ups_are_not_part_of_a_column() {
    let article = page("comments.html");
    assert_eq!(
        article.metadata.outlet.as_deref(),
        Some("The Evening Lantern")
    );
    assert_eq!(article.metadata.author.as_deref(), Some("Jonas Feld"));
    assert_eq!(
        with_role(&article, Role::Subheading),
        ["A letter in a drawer"]
    );
    assert!(!article.text.contains("lilies were lovely"));
    assert!(!article.text.contains("Sign up"));
}

#[test]
fn the_samples_are_three_articles_that_know_where_they_are_from() {
    let samples = import::samples();
    assert_eq!(samples.len(), 3);
    for article in &samples {
        assert!(article.metadata.outlet.is_some());
        assert!(article.metadata.author.is_some());
        assert!(article.metadata.published.is_some());
        assert_eq!(article.title.origin, TitleOrigin::File);
        assert_eq!(article.metadata.language.as_deref(), Some("en"));
        let words = article.text.split_whitespace().count();
        assert!((250..=400).contains(&words), "{words}");
    }
    assert_eq!(
        with_role(&samples[1], Role::Subheading),
        [
            "Campaigners turn to the county",
            "Selling the family silver"
        ]
    );
}
