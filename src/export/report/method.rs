//! How the report was made: the layers, the detectors, the engine, the inputs.

use super::super::ExportInput;
use super::super::document::{Block, Column, DetectorCard, Section, Table, TableCell, TableRow};
use super::{people, per_cent, section};
use crate::analysis::{accuracy, detector};
use crate::compare::caveats::day;
use crate::model::{EngineStamp, VoiceFilter};

/// What is to be known of people's part.
const PEOPLE: &str = "People have reviewed marks and added their own. The program’s marks stay as they are, also those that somebody disagrees with; each shows the decision beside it. The counts in tables, the shares and the layers are the program’s, whatever was decided; only what is called reviewed or own counts people’s part.";

/// The method note and the list of inputs.
pub(super) fn sections(
    input: &ExportInput<'_>,
    engine: &EngineStamp,
    names: &[String],
) -> Vec<Section> {
    let mut blocks = method();
    if people::speak(input) {
        blocks.push(Block::Paragraph {
            text: PEOPLE.to_owned(),
        });
    }
    let mut all = vec![section("method", 2, "How this was made", blocks)];
    all.push(section(
        "accuracy",
        3,
        "How often it is right",
        accuracy_note(),
    ));
    let detectors = detectors();
    if !detectors.is_empty() {
        all.push(section(
            "detectors",
            3,
            "What is looked for, and what is known to go wrong",
            vec![Block::Detectors { items: detectors }],
        ));
    }
    all.push(section(
        "provenance",
        3,
        "Engine, settings and inputs",
        vec![
            Block::Table(provenance(input, engine)),
            Block::Table(inputs(input, names)),
        ],
    ));
    all
}

fn method() -> Vec<Block> {
    let paragraph = |text: &str| Block::Paragraph {
        text: text.to_owned(),
    };
    let items = [
        "Reported: statements that could be checked, whoever makes them.",
        "Somebody else’s voice: direct quotations, and judgements of people, organisations, documents or other outlets that are named and could be asked.",
        "Editorial framing: judgements, mockery, speculation and morals in the outlet’s own voice, or laid at the door of nobody in particular (“critics say”).",
    ];
    vec![
        paragraph(
            "Every sentence is asked two questions: who is speaking, and is it a statement that could be checked or a judgement? The two answers together give one of three layers.",
        ),
        Block::List {
            items: items.map(ToOwned::to_owned).to_vec(),
        },
        paragraph(
            "A direct quotation belongs to its speaker, whatever it says. Shares are shares of words. Sentiment is the compound score of VADER (Hutto and Gilbert 2014), from −1 to 1; up to 0.05 either way counts as neutral. A mark has a confidence: ●○○ low, ●●○ medium, ●●● high.",
        ),
        paragraph(
            "A turn is the sharpest boundary in the sentences’ probabilities of being framing. It is stated where at most one in twenty of the orders of the same sentences has a boundary as sharp (a permutation test with 999 orders, always the same), where the shares of framing on the two sides differ by at least 45 points, and where one side is at least half framing, with three such sentences or more, and the other reads like reporting. Headings play no part in whether there is one; a heading close by takes the place.",
        ),
        paragraph(
            "Topic frames are the fourteen named dimensions of the Policy Frames Codebook (Boydstun, Card, Gross, Resnik and Smith 2014), found by lists of phrases of Slantwise’s own. They say which side of an issue is spoken of, not how. A frame is listed where at least two sentences carry it, or one with two unmistakable phrases, and these make up a twentieth of the sentences; a frame worded without any listed phrase is missed.",
        ),
        paragraph(
            "A headline is cut into claims, and each is looked for in the body by the stems of its names, numbers, nouns and verbs; at least half of them must stand in one sentence. A claim that the body tells in other words counts as not repeated.",
        ),
        paragraph(
            "Everything was computed on one computer; no text was sent anywhere. The same input and settings give the same report.",
        ),
    ]
}

/// The measured figures; where there are none yet, that is said.
fn accuracy_note() -> Vec<Block> {
    let accuracy = accuracy::figures();
    let paragraph = |text: String| Block::Paragraph { text };
    let Some(day) = accuracy.day() else {
        return vec![paragraph(accuracy::NOT_MEASURED.to_owned())];
    };
    let items = accuracy
        .rows
        .iter()
        .filter_map(|row| {
            let (figure, on) = (row.printed()?, row.all_circumstances());
            Some(format!("{}: {} {figure}, on {on}.", row.what, row.measure))
        })
        .collect();
    let lead = "A mark is a question to the text, and some marks are mistaken.";
    let caveat = accuracy.caveat();
    let lead = caveat.map_or_else(|| lead.to_owned(), |caveat| format!("{lead} {caveat}"));
    vec![
        paragraph(lead),
        Block::List {
            items: accuracy.in_short(),
        },
        paragraph(format!(
            "The figures behind these sentences, measured on {day}; 1 would be never wrong."
        )),
        Block::List { items },
    ]
}

fn detectors() -> Vec<DetectorCard> {
    detector::all()
        .iter()
        .map(|detector| detector.info())
        .map(|info| DetectorCard {
            name: info.name,
            code: info.id.0,
            what_it_marks: info.what_it_marks,
            not_if: info.not_if,
            known_mistakes: info.known_mistakes,
        })
        .collect()
}

fn provenance(input: &ExportInput<'_>, engine: &EngineStamp) -> Table {
    let settings = &engine.settings;
    let devices_off: Vec<_> = settings
        .devices_off
        .iter()
        .map(|device| device.name())
        .collect();
    let rows = [
        ("Made on", day(input.date)),
        ("Program", format!("Slantwise {}", engine.version)),
        (
            "Model",
            engine
                .model
                .clone()
                .or_else(|| engine.without_model.clone())
                .unwrap_or_else(|| "none; rules only".to_owned()),
        ),
        ("Engine’s fingerprint", engine.fingerprint.clone()),
        (
            "Voices counted",
            match input.filter {
                VoiceFilter::All => "all".to_owned(),
                VoiceFilter::Outlet => "the outlet’s own".to_owned(),
                VoiceFilter::Quoted => "quoted".to_owned(),
            },
        ),
        (
            "Least confidence reported",
            per_cent(settings.minimum_confidence.basis_points()),
        ),
        (
            "Words not marked in this project",
            if engine.silenced.is_empty() {
                "none".to_owned()
            } else {
                let words = engine.silenced.iter().map(|expression| {
                    let device = expression.device.name().to_lowercase();
                    format!("“{}” as {device}", expression.words)
                });
                words.collect::<Vec<_>>().join(", ")
            },
        ),
        (
            "Devices not looked for",
            if devices_off.is_empty() {
                "none".to_owned()
            } else {
                devices_off.join(", ")
            },
        ),
    ];
    Table {
        caption: "Engine and settings".to_owned(),
        corner: "Setting".to_owned(),
        columns: vec![Column {
            title: "Value".to_owned(),
            is_numeric: false,
        }],
        rows: rows
            .into_iter()
            .map(|(title, value)| TableRow {
                title: title.to_owned(),
                cells: vec![TableCell::words(value)],
                ..TableRow::default()
            })
            .collect(),
    }
}

fn inputs(input: &ExportInput<'_>, names: &[String]) -> Table {
    let column = |title: &str| Column {
        title: title.to_owned(),
        is_numeric: false,
    };
    Table {
        caption: "Inputs".to_owned(),
        corner: "Article".to_owned(),
        columns: ["File", "Read as", "SHA-256 of the file"]
            .map(column)
            .to_vec(),
        rows: input
            .articles
            .iter()
            .zip(names)
            .map(|((article, _), name)| {
                let origin = &article.origin;
                TableRow {
                    title: name.clone(),
                    cells: [
                        origin.file_name().unwrap_or("–").to_owned(),
                        format!("{}, {}", origin.format.name(), origin.encoding),
                        origin.sha256.clone(),
                    ]
                    .map(TableCell::words)
                    .to_vec(),
                    ..TableRow::default()
                }
            })
            .collect(),
    }
}
