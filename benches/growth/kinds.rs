//! Texts that no article looks like, of which each can be made longer: what takes a few
//! milliseconds of one length must not take minutes of another.

use std::io;

use chrono::NaiveDate;
use slantwise::analysis::{LabelInput, analyse_by_rules, label};
use slantwise::compare::compare;
use slantwise::export::{ExportFormat, ExportInput, print};
use slantwise::import;
use slantwise::model::{Analysis, Article, Settings, VoiceFilter};

/// A kind of text.
pub struct Kind {
    /// What it is.
    pub name: &'static str,
    /// How often its parts are repeated at the least length.
    pub least: usize,
    /// Makes one with so many parts.
    pub make: fn(usize) -> String,
}

/// Kinds of articles.
pub const ARTICLES: &[Kind] = &[
    Kind {
        name: "a speech verb again and again in one sentence",
        least: 350,
        make: |parts| {
            format!(
                "It rained{}.",
                ", the mayor said, and it snowed".repeat(parts)
            )
        },
    },
    Kind {
        name: "a named speaker again and again in one sentence",
        least: 350,
        make: |parts| {
            format!(
                "It rained{}.",
                "; Ada Krogh argued that the shameful plan failed".repeat(parts)
            )
        },
    },
    Kind {
        name: "tiny equal paragraphs",
        least: 1_200,
        make: |parts| "What a shameful disgrace.\n\n".repeat(parts),
    },
    Kind {
        name: "a run of grave accents",
        least: 20_000,
        make: |parts| format!("It rained. {} It snowed on Monday.", "`".repeat(parts)),
    },
    Kind {
        name: "headings",
        least: 600,
        make: |parts| "# It rains\n\nIt rained on Monday.\n\n".repeat(parts),
    },
    Kind {
        name: "speakers with names of their own",
        least: 300,
        make: |parts| joined(parts, |word| format!("Ada {word} said it rained. ")),
    },
    Kind {
        name: "speakers with one surname",
        least: 300,
        make: |parts| joined(parts, |word| format!("{word} Krogh said it rained. ")),
    },
    Kind {
        name: "surnames and pronouns",
        least: 400,
        make: |parts| {
            joined(parts, |word| {
                format!("Mr {word} said it rained. He said it snowed. ")
            })
        },
    },
    Kind {
        name: "institutes",
        least: 350,
        make: |parts| {
            joined(parts, |word| {
                format!("The {word} Institute said it rained. The Institute said so. ")
            })
        },
    },
    Kind {
        name: "roles",
        least: 600,
        make: |parts| {
            let sentence =
                |word: &str| format!("The {} treasurer said it rained. ", word.to_lowercase());
            joined(parts, |word| sentence(&word))
        },
    },
    Kind {
        name: "words without a full stop",
        least: 400,
        make: |parts| {
            "the rain fell on the town and the mayor said it was a shame for all ".repeat(parts)
        },
    },
    Kind {
        name: "quotation marks in one sentence",
        least: 1_500,
        make: |parts| "“rain” ".repeat(parts),
    },
    Kind {
        name: "opening quotation marks alone",
        least: 1_000,
        make: |parts| "„rain ‘fell ".repeat(parts),
    },
    Kind {
        name: "a quotation of many sentences",
        least: 1_500,
        make: |parts| format!("“{}”", "It rained. ".repeat(parts)),
    },
    Kind {
        name: "opening brackets alone",
        least: 600,
        make: |parts| "(It rained. ".repeat(parts),
    },
    Kind {
        name: "marked words in one sentence",
        least: 200,
        make: |parts| {
            format!(
                "It was {}rain.",
                "shameful disgraceful pathetic ".repeat(parts)
            )
        },
    },
    Kind {
        name: "marked words in scare quotes in one sentence",
        least: 1_000,
        make: |parts| format!("It was {}so.", "a “shameful” rain and ".repeat(parts)),
    },
    Kind {
        name: "initials",
        least: 800,
        make: |parts| "A. B. ".repeat(parts),
    },
    Kind {
        name: "abbreviations",
        least: 3_000,
        make: |parts| "rain etc. 4 ".repeat(parts),
    },
    Kind {
        name: "sentences without a space between them",
        least: 10_000,
        make: |parts| "aa.Aaa".repeat(parts),
    },
    Kind {
        name: "words divided at line ends",
        least: 2_000,
        make: |parts| format!("It {} again.", "rai-\n".repeat(parts)),
    },
    Kind {
        name: "links in one sentence",
        least: 500,
        make: |parts| {
            format!(
                "It {}rained.",
                "was pic.example.com/QX7TRASH9KZ ".repeat(parts)
            )
        },
    },
    Kind {
        name: "list items in one paragraph",
        least: 300,
        make: |parts| "It rained.\n - rain fell".repeat(parts),
    },
    Kind {
        name: "titles of other stories",
        least: 3_000,
        make: |parts| "Related stories\n\nRain falls on the town\n\n".repeat(parts),
    },
    Kind {
        name: "one paragraph of many sentences",
        least: 300,
        make: |parts| "The council of Holm voted to close the rink on Monday. ".repeat(parts),
    },
    Kind {
        name: "a long headline over a long text",
        least: 150,
        make: |parts| {
            let title = "rain falls as the mayor sleeps after ".repeat(parts);
            format!(
                "# {title}\n\n{}",
                "The council of Holm voted to close the rink. ".repeat(parts)
            )
        },
    },
    Kind {
        name: "one long word",
        least: 40_000,
        make: |parts| format!("It is {} again.", "a".repeat(parts)),
    },
    Kind {
        name: "a name of many words",
        least: 3_000,
        make: |parts| "Ada and ".repeat(parts),
    },
];

/// Imports and analyses a text.
pub fn read(text: &str) {
    let article = opened(text);
    std::hint::black_box(analyse_by_rules(&article, &Settings::default()));
}

/// Prints an article of so many paragraphs in four formats.
pub fn print_article(paragraphs: usize) {
    let paragraph = "The council raised the tax, Ada Krogh said.\n\nWhat a shameful farce.\n\n";
    let article = opened(&paragraph.repeat(paragraphs));
    let analysis = analyse_by_rules(&article, &Settings::default());
    print_all(&[(&article, &analysis)], false);
}

/// Compares so many articles that name many of the same people, and prints that.
pub fn compare_articles(articles: usize) {
    let read: Vec<(Article, Analysis)> = (0..articles)
        .map(|number| {
            let names = joined(8, |word| format!("Mayor Ada {word} opened the rink. "));
            let own = joined(6, |word| {
                format!("Mayor Ida {word} {} said it rained. ", spelled(number / 2))
            });
            let article = opened(&format!("Rain falls on Holm\n\n{names}\n\n{own}"));
            let analysis = analyse_by_rules(&article, &Settings::default());
            (article, analysis)
        })
        .collect();
    let pairs: Vec<_> = read
        .iter()
        .map(|(article, analysis)| (article, analysis))
        .collect();
    print_all(&pairs, true);
}

/// Labels a sentence that stands in so many others.
pub fn label_in_context(sentences: usize) {
    let around = "The council of Holm voted to close the rink. ".repeat(sentences);
    let input = LabelInput {
        text: "It was a shameful farce.",
        before: Some(&around),
        after: Some(&around),
        ..LabelInput::default()
    };
    let settings = Settings {
        model: false,
        ..Settings::default()
    };
    std::hint::black_box(label(&input, &settings));
}

fn opened(text: &str) -> Article {
    match import::from_bytes(text.as_bytes(), None) {
        Ok(article) => article,
        Err(error) => panic!("the text does not open: {error}"),
    }
}

fn print_all(articles: &[(&Article, &Analysis)], compared: bool) {
    let comparison = compared.then(|| compare(articles, VoiceFilter::All));
    let input = ExportInput {
        articles,
        comparison: comparison.as_ref(),
        date: NaiveDate::default(),
        ..ExportInput::default()
    };
    let formats = [
        ExportFormat::Html,
        ExportFormat::Json,
        ExportFormat::SentencesCsv,
        ExportFormat::SegmentsCsv,
    ];
    for format in formats {
        if let Err(error) = print(&input, format, false, &mut io::sink()) {
            panic!("{format:?} is not printed: {error}");
        }
    }
}

fn joined(parts: usize, sentence: impl Fn(String) -> String) -> String {
    (0..parts).map(|number| sentence(spelled(number))).collect()
}

/// A word of its own for each number, with a capital: "Fa", "Ga", "Mabe".
fn spelled(number: usize) -> String {
    let (consonants, vowels) = ("bdfgklmnprstv", "aeiou");
    let letter = |of: &str, at: usize| of.chars().nth(at % of.len()).unwrap_or('x');
    let mut word = String::new();
    let mut rest = number + 1;
    while rest > 0 {
        word.push(letter(consonants, rest));
        rest /= consonants.len();
        word.push(letter(vowels, rest));
        rest /= vowels.len();
    }
    let first: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
    first + &word[1..]
}
