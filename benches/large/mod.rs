//! The project that the issue of size is measured on: days of work of one analyst.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use slantwise::import;
use slantwise::jobs::{DocumentId, Outcome, ProjectOutcome};
use slantwise::model::{Article, Decision, Judgement, Project, Subject, SubjectKind};
use slantwise::state::{AppState, Command};
use slantwise::store::{Access, Opened};
use slantwise::text::{Anchor, Span};

/// Articles in it.
pub const ARTICLES: usize = 300;
/// Judgements of each of them: 10,200 in all.
const JUDGEMENTS: usize = 34;

const TEXT: &str = include_str!("../article.txt");

/// The decision on a stretch of the article; `place` chooses it.
pub fn judged(article: &Article, place: usize, decision: Decision) -> Judgement {
    let mut words = article.text.split_whitespace();
    let word = words.nth(place * 7 + 12).unwrap_or_default();
    let start = word.as_ptr() as usize - article.text.as_ptr() as usize;
    Judgement {
        subject: Subject {
            kind: SubjectKind::Sentence,
            anchor: Anchor::of(&article.text, Span::new(start, start + word.len())),
            answer: "framing".to_owned(),
        },
        decision: Some(decision),
        note: String::new(),
        by: "Ada".to_owned(),
        at: DateTime::<Utc>::from_timestamp(1_790_000_000, 0).unwrap_or_default(),
    }
}

/// The project.
pub fn project() -> Arc<Project> {
    let mut project = Project::default();
    for number in 0..ARTICLES {
        let text = format!("Report number {number}\n\n{TEXT}");
        let article = match import::from_bytes(text.as_bytes(), Some("article.txt")) {
            Ok(article) => Arc::new(article),
            Err(error) => panic!("the article does not open: {error}"),
        };
        project.edit_coding(article.id, |coding| {
            for place in 0..JUDGEMENTS {
                let judgement = judged(&article, place, Decision::ALL[place % 3]);
                let key = judgement.subject.key();
                coding.judgements.insert(key, Arc::new(judgement));
            }
        });
        project.articles.push(article);
    }
    assert_eq!(project.judgements(), ARTICLES * JUDGEMENTS);
    Arc::new(project)
}

/// The state with this project open; nothing is analysed yet.
pub fn state(project: &Arc<Project>) -> AppState {
    let mut state = AppState::default();
    state.update(Command::OpenProject("large.slantwise".into()));
    state.apply(Outcome::Project(ProjectOutcome::Opened {
        document: DocumentId(1),
        path: "large.slantwise".into(),
        result: Ok(Opened {
            project: Arc::clone(project),
            access: Access::Write,
            recovered: Vec::new(),
            left_out: Vec::new(),
            warnings: Vec::new(),
        }),
    }));
    state
}
