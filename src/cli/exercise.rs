//! A scripted session on a project file, for tests that stop it in the middle.
//!
//! The script depends on nothing but the seed and the project it begins with, so that a test
//! can tell which of its states a file holds after the program was killed.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::arguments::ExerciseOptions;
use super::{Failure, Outcome};
use crate::import;
use crate::jobs::{self, Folders, Jobs, Request};
use crate::model::{Article, Code, Decision, Device, Layer, Project, Subject, SubjectKind};
use crate::state::{AppState, Clock, Command, Effect, NoteOn, NoticeAction, Step};
use crate::text::Anchor;

/// How long the writer may take for anything before that is a failure.
const PATIENCE: Duration = Duration::from_secs(30);

/// Begins or opens the project and works on it, saying on standard output what was made and
/// what is saved.
pub(super) fn run(options: &ExerciseOptions) -> Result<Outcome, Failure> {
    let (bell, rings) = channel();
    let jobs = Jobs::start(move || {
        // Nobody listens any more once the script is over.
        bell.send(()).ok();
    })
    .map_err(|error| Failure::Said(error.to_string()))?;
    jobs.keep_projects(Some(Folders {
        untitled: options.folder.join("untitled"),
        backups: options.folder.join("backups"),
    }));
    let mut session = Session {
        state: AppState::default(),
        jobs,
        rings,
        is_patient: false,
    };
    session.begin(&options.file)?;
    say("open", 0)?;
    session.is_patient = options.patient;
    let mut saved = 0;
    let mut is_troubled = false;
    for number in 1..=options.changes {
        let effects = step(&mut session.state, options.seed, number);
        session.carry_out(effects);
        say("made", number)?;
        let rest = Instant::now() + Duration::from_millis(options.pause);
        loop {
            session.receive()?;
            if session.state.document.is_saved() && saved != number {
                saved = number;
                say("saved", number)?;
            }
            let was_troubled = is_troubled;
            is_troubled = session.state.document.place.problem.is_some();
            if is_troubled && !was_troubled {
                say("troubled", number)?;
            }
            if Instant::now() >= rest {
                break;
            }
            session.listen(rest.saturating_duration_since(Instant::now()));
        }
    }
    session.wait("the last change is saved", |state| {
        state.document.is_saved()
    })?;
    say("saved", options.changes)?;
    Ok(Outcome::Done)
}

fn say(what: &str, number: u64) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{what} {number}")?;
    out.flush()?;
    Ok(())
}

struct Session {
    state: AppState,
    jobs: Jobs,
    /// Rings for every outcome.
    rings: Receiver<()>,
    /// Whether a problem is no end.
    is_patient: bool,
}

impl Session {
    fn begin(&mut self, file: &Path) -> Result<(), Failure> {
        if file.exists() {
            let effects = self.state.update(Command::OpenProject(file.to_owned()));
            self.carry_out(effects);
        } else {
            let effects = first(&mut self.state);
            self.carry_out(effects);
            let effects = self.state.update(Command::SaveProjectTo {
                path: file.to_owned(),
                replace: false,
            });
            self.carry_out(effects);
        }
        self.wait("the project is open", |state| {
            state.document.place.path.as_deref() == Some(file) && state.document.is_saved()
        })
    }

    /// Only work on the project file is done; nothing is analysed.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Submit(request @ Request::Project(_)) = effect {
                self.jobs.submit(request);
            }
        }
    }

    fn receive(&mut self) -> Result<(), Failure> {
        for outcome in self.jobs.drain() {
            let effects = self.state.apply(outcome);
            self.carry_out(effects);
        }
        let place = &self.state.document.place;
        if self.is_patient {
            return Ok(());
        }
        match place.problem.as_ref().or(place.read_only.as_ref()) {
            Some(sentence) => Err(Failure::Said(sentence.clone())),
            None => Ok(()),
        }
    }

    /// Rests until an outcome has arrived, or for so long.
    fn listen(&self, longest: Duration) {
        self.rings.recv_timeout(longest).ok();
    }

    fn wait(&mut self, what: &str, is_true: impl Fn(&AppState) -> bool) -> Result<(), Failure> {
        let started = Instant::now();
        while !is_true(&self.state) {
            self.receive()?;
            if started.elapsed() > PATIENCE {
                let notices = self.state.notices.iter();
                let said: Vec<_> = notices.map(|notice| notice.text.as_str()).collect();
                let said = said.join(" ");
                return Err(Failure::Said(format!(
                    "Waited in vain until {what}. {said}"
                )));
            }
            self.listen(Duration::from_millis(20));
        }
        Ok(())
    }
}

/// The first articles of a new project.
pub fn first(state: &mut AppState) -> Vec<Effect> {
    let mut effects = Vec::new();
    for number in 0..3 {
        effects.extend(arrive(state, number));
    }
    effects
}

/// The next thing that is done; the same for the same project, seed and number.
pub fn step(state: &mut AppState, seed: u64, number: u64) -> Vec<Effect> {
    let minute = i64::try_from(number).unwrap_or_default();
    let start = DateTime::<Utc>::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    state.clock = Clock::Fixed(start + TimeDelta::minutes(minute));
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
    if dice.roll(12) == 0 {
        return arrive(state, dice.roll(40));
    }
    let wish = wish(state, &mut dice);
    wish.map_or_else(Vec::new, |command| state.update(command))
}

fn wish(state: &AppState, dice: &mut Dice) -> Option<Command> {
    let project: &Project = state.document.project();
    let open = u64::try_from(project.articles.len()).ok()?;
    let chosen = dice.roll(open.max(1));
    let Some(article) = project.articles.get(usize::try_from(chosen).ok()?) else {
        return match dice.roll(3) {
            0 => Some(Command::Undo),
            1 => Some(Command::RestoreArticle(project.bin.first()?.id)),
            _ => pressed(state, dice),
        };
    };
    let id = article.id;
    let coding = project.coding(id);
    let place = dice.roll(u64::try_from(article.paragraphs.len()).ok()?.max(1));
    let paragraph = article.paragraphs.get(usize::try_from(place).ok()?)?.span;
    let subject = Subject {
        kind: SubjectKind::Sentence,
        anchor: Anchor::of(&article.text, paragraph),
        answer: "framing".to_owned(),
    };
    Some(match dice.roll(24) {
        0..6 => Command::Judge {
            article: id,
            subject,
            decision: Decision::ALL
                .get(usize::try_from(dice.roll(4)).ok()?)
                .copied(),
        },
        6 => Command::Note(NoteOn::Article(id), words(dice)),
        7 => Command::Note(NoteOn::Answer(id, Box::new(subject)), words(dice)),
        8 => Command::AddMark {
            article: id,
            span: paragraph,
            code: Code::Layer(Layer::Framing),
        },
        9 => Command::AddMark {
            article: id,
            span: paragraph,
            code: Code::Device(Device::LoadedLanguage),
        },
        10 => Command::RemoveMark(id, *coding?.marks.keys().next()?),
        12 => Command::RestoreArticle(project.bin.first()?.id),
        13 => Command::MoveArticle(id, Step::Next),
        14..16 => Command::Undo,
        16..18 => Command::Redo,
        18 => Command::DiscardArticle(project.bin.last()?.id),
        // Rarely: a walk that always begins anew comes to nothing.
        19 if dice.roll(4) == 0 => Command::CloseAll,
        11 | 19 => Command::CloseArticle(id),
        _ => return pressed(state, dice),
    })
}

/// The button of one of the latest messages that offered to take a step back, whether it still
/// does or not: somebody may press it in the very frame in which it goes. Other messages come
/// from the disk, and a script that is played again in memory has none of them.
fn pressed(state: &AppState, dice: &mut Dice) -> Option<Command> {
    let actions = state.notices.iter().rev().filter_map(|notice| {
        let action = notice.action.as_ref()?;
        matches!(action, NoticeAction::Undo(_)).then(|| action.command())
    });
    let latest: Vec<Command> = actions.take(3).collect();
    let chosen = usize::try_from(dice.roll(3)).ok()?;
    latest
        .get(chosen.min(latest.len().checked_sub(1)?))
        .cloned()
}

/// An article of a few hundred words.
fn arrive(state: &mut AppState, number: u64) -> Vec<Effect> {
    let mut dice = Dice(number);
    let paragraphs: Vec<_> = (0..12)
        .map(|_| format!("In the year {}, {}", dice.roll(3_000), words(&mut dice)))
        .collect();
    let text = format!("Report {number}\n\n{}\n", paragraphs.join("\n\n"));
    let article: Option<Arc<Article>> = import::from_pasted(&text).ok().map(Arc::new);
    article.map_or_else(Vec::new, |article| {
        state.apply(jobs::Outcome::Imported(Ok(article)))
    })
}

fn words(dice: &mut Dice) -> String {
    const WORDS: [&str; 8] = [
        "council",
        "tram",
        "vote",
        "Zoe\u{308}",
        "\u{1f68b}",
        "far\u{2011}off",
        "line",
        "said",
    ];
    let count = dice.roll(60);
    let words: Vec<_> = (0..count)
        .filter_map(|_| WORDS.get(usize::try_from(dice.roll(8)).ok()?).copied())
        .collect();
    words.join(" ")
}

/// Numbers that look like chance and are not.
struct Dice(u64);

impl Dice {
    /// A number below `sides`, which is not 0.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }
}
