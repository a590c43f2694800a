//! The one worker that has project files open, and writes them one change after the other.
//!
//! What it is sent is written in order, and all of it before the program ends. A change that
//! cannot be written is kept and tried again, and a copy of the whole is put where untitled
//! projects live, so that it is on a disk all the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::Utc;

use super::{DocumentId, Folders, Outcome, ProjectOutcome, ProjectRequest, SaveJob};
use crate::files;
use crate::store::{ENDING, Keeper, Opened, ProjectFile, StoreError, own};

/// How long nothing may happen before locks are renewed and failed changes tried again.
const IDLE: Duration = Duration::from_secs(5);

/// How long a project is worked on before the next backup of it.
const BETWEEN_BACKUPS: Duration = Duration::from_mins(15);

/// Entries of a log that are shown.
const SHOWN: usize = 1_000;

/// The worker. Dropping this writes what is still to be written and waits for it.
pub(super) struct Writer {
    messages: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
}

enum Message {
    Request(ProjectRequest),
    Folders(Option<Folders>),
}

impl Writer {
    /// Starts it; `report` is called with every outcome.
    ///
    /// # Errors
    /// Where the system allows no thread.
    pub fn start(report: impl Fn(Outcome) + Send + 'static) -> std::io::Result<Self> {
        let (messages, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                let mut desk = Desk {
                    keeper: keeper(),
                    folders: None,
                    files: BTreeMap::new(),
                    homeless: BTreeMap::new(),
                    report: Box::new(report),
                };
                desk.work(&inbox);
            })?;
        Ok(Self {
            messages: Some(messages),
            thread: Some(thread),
        })
    }

    /// Where untitled projects and backups live.
    pub fn set_folders(&self, folders: Option<Folders>) {
        self.send(Message::Folders(folders));
    }

    /// Queues a request.
    pub fn submit(&self, request: ProjectRequest) {
        self.send(Message::Request(request));
    }

    fn send(&self, message: Message) {
        if let Some(messages) = &self.messages {
            // The worker ends only after this sender is gone.
            messages.send(message).ok();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.messages = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Who works here, as far as the system says.
fn keeper() -> Keeper {
    let user = ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()));
    Keeper {
        user: user.unwrap_or_else(|| "somebody".to_owned()),
        host: gethostname::gethostname().to_string_lossy().into_owned(),
        process: std::process::id(),
        backups: None,
    }
}

/// A project that is open.
struct Open {
    file: ProjectFile,
    /// When the last backup was made; `None` before the first change of an older project.
    backed_up: Option<Instant>,
    /// What could not be written yet.
    waiting: Option<SaveJob>,
    /// Where a copy of it is meanwhile.
    rescue: Option<ProjectFile>,
}

struct Desk {
    keeper: Keeper,
    folders: Option<Folders>,
    files: BTreeMap<DocumentId, Open>,
    /// What could not be begun yet: projects for which no file could be made.
    homeless: BTreeMap<DocumentId, SaveJob>,
    report: Box<dyn Fn(Outcome) + Send>,
}

impl Desk {
    fn work(&mut self, inbox: &Receiver<Message>) {
        let mut next = None;
        loop {
            let message = match next.take() {
                Some(message) => Ok(message),
                None => inbox.recv_timeout(IDLE),
            };
            match message {
                Ok(Message::Folders(folders)) => {
                    if let Some(folders) = &folders {
                        // What an earlier version left there.
                        own::tighten(&folders.untitled);
                        own::tighten(&folders.backups);
                    }
                    self.keeper.backups = folders.as_ref().map(|known| known.backups.clone());
                    self.folders = folders;
                }
                Ok(Message::Request(ProjectRequest::Save(job))) => {
                    let (job, after) = joined(job, inbox);
                    next = after;
                    self.save(job);
                }
                Ok(Message::Request(request)) => self.perform(request),
                Err(RecvTimeoutError::Timeout) => self.idle(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.idle();
    }

    fn perform(&mut self, request: ProjectRequest) {
        match request {
            ProjectRequest::Open { document, path } => {
                let path = whole(&path);
                let result =
                    self.open(document, ProjectFile::open(&path, &self.keeper, Utc::now()));
                self.tell(ProjectOutcome::Opened {
                    document,
                    path,
                    result,
                });
            }
            ProjectRequest::TakeOver { document, path } => {
                let taken = ProjectFile::take_over(&path, &self.keeper, Utc::now());
                let result = self.open(document, taken);
                self.tell(ProjectOutcome::Opened {
                    document,
                    path,
                    result,
                });
            }
            ProjectRequest::Resume { document, last } => {
                let mut missed = None;
                let named = last.and_then(|path| match self.open_free(document, &path) {
                    Ok(opened) => Some((path, opened)),
                    Err(error) => {
                        missed = Some((path, error));
                        None
                    }
                });
                let found = named.or_else(|| self.resume(document));
                self.tell(ProjectOutcome::Resumed {
                    document,
                    found,
                    missed,
                });
            }
            ProjectRequest::SaveAs { job, path, replace } => {
                let typed = whole(&path);
                let path = with_ending(&typed);
                // Nobody was asked about a file whose ending was left out.
                let result = self.save_as(&job, &path, replace && path == typed);
                self.tell(ProjectOutcome::SavedAs {
                    document: job.document,
                    path,
                    result,
                });
            }
            ProjectRequest::Log(document) => {
                let open = self.files.get(&document);
                let result = open.map_or_else(|| Ok(Vec::new()), |open| open.file.log(SHOWN));
                self.tell(ProjectOutcome::Logged { document, result });
            }
            ProjectRequest::Close(document) => {
                self.files.remove(&document);
                self.homeless.remove(&document);
            }
            ProjectRequest::Save(job) => self.save(job),
        }
    }

    fn tell(&self, outcome: ProjectOutcome) {
        (self.report)(Outcome::Project(outcome));
    }

    fn open(
        &mut self,
        document: DocumentId,
        opened: Result<(ProjectFile, Opened), StoreError>,
    ) -> Result<Opened, StoreError> {
        let (file, opened) = opened?;
        self.files.insert(document, Open::new(file, None));
        Ok(opened)
    }

    /// The untitled project that was worked on last and that nobody has open, with something in it.
    fn resume(&mut self, document: DocumentId) -> Option<(PathBuf, Opened)> {
        let folder = &self.folders.as_ref()?.untitled;
        let mut known: Vec<_> = std::fs::read_dir(folder)
            .ok()?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
            .filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)))
            .collect();
        known.sort();
        let mut latest = known.into_iter().rev();
        latest.find_map(|(_, path)| {
            let opened = self.open_free(document, &path).ok()?;
            if opened.project.articles.is_empty() {
                self.files.remove(&document);
                return None;
            }
            Some((path, opened))
        })
    }

    /// Opens a project that nobody else has.
    fn open_free(&mut self, document: DocumentId, path: &Path) -> Result<Opened, StoreError> {
        let (file, opened) = ProjectFile::open(path, &self.keeper, Utc::now())?;
        if let Some(why) = opened.access.reason() {
            return Err(StoreError::OpenedReadOnly(why.to_owned()));
        }
        self.files.insert(document, Open::new(file, None));
        Ok(opened)
    }

    fn save(&mut self, mut job: SaveJob) {
        let document = job.document;
        let serial = job.serial;
        if let Some(mut earlier) = self.homeless.remove(&document) {
            earlier.entries.append(&mut job.entries);
            job.entries = earlier.entries;
        }
        let result = if self.files.contains_key(&document) {
            self.save_again(job)
        } else {
            self.begin(&job).inspect_err(|_| {
                self.homeless.insert(document, job);
            })
        };
        let path = self
            .files
            .get(&document)
            .map(|open| open.file.path().to_owned());
        self.tell(ProjectOutcome::Saved {
            document,
            serial,
            path,
            result,
        });
    }

    /// An untitled project, with its first change.
    fn begin(&mut self, job: &SaveJob) -> Result<(), String> {
        let Some(folders) = &self.folders else {
            return Err(StoreError::Gone.to_string());
        };
        let path = fresh(&folders.untitled, "untitled").map_err(|error| error.to_string())?;
        let (mut file, _) =
            ProjectFile::create_own(&path, &job.project, &self.keeper, &job.entries, Utc::now())
                .map_err(|error| error.to_string())?;
        if let Some(engine) = &job.engine {
            // The project itself is safe; the engine is noted again with the next change.
            file.save(&job.project, &[], Some(engine), Utc::now()).ok();
        }
        let open = Open::new(file, Some(Instant::now()));
        self.files.insert(job.document, open);
        Ok(())
    }

    fn save_again(&mut self, mut job: SaveJob) -> Result<(), String> {
        let Some(open) = self.files.get_mut(&job.document) else {
            return Ok(());
        };
        if let Some(mut waiting) = open.waiting.take() {
            waiting.entries.append(&mut job.entries);
            job.entries = waiting.entries;
        }
        let now = Utc::now();
        let is_due = open
            .backed_up
            .is_none_or(|made| made.elapsed() >= BETWEEN_BACKUPS);
        let backup = if is_due {
            open.backed_up = Some(Instant::now());
            open.file.back_up(now).map(drop)
        } else {
            Ok(())
        };
        match open
            .file
            .save(&job.project, &job.entries, job.engine.as_ref(), now)
        {
            Ok(()) => {
                if let Some(rescue) = open.rescue.take() {
                    discard(rescue);
                }
                backup.map_err(|error| format!("It is saved, but no backup could be made. {error}"))
            }
            Err(error) => {
                let copy = rescue(open, &job, self.folders.as_ref(), &self.keeper);
                open.waiting = Some(job);
                Err(match copy {
                    Some(path) => format!("{error} A copy is kept in {}.", path.display()),
                    None => error.to_string(),
                })
            }
        }
    }

    fn save_as(&mut self, job: &SaveJob, path: &Path, replace: bool) -> Result<Opened, StoreError> {
        let now = Utc::now();
        let articles = job.project.articles.iter().chain(&job.project.bin);
        let mut origins = articles.filter_map(|article| article.origin.path.as_deref());
        if origins.any(|origin| files::is_same(Path::new(origin), path)) {
            return Err(StoreError::Article);
        }
        let anew =
            || ProjectFile::make(path, replace, &job.project, &self.keeper, &job.entries, now);
        let Some(open) = self.files.get_mut(&job.document) else {
            let (file, opened) = anew()?;
            let open = Open::new(file, Some(Instant::now()));
            self.files.insert(job.document, open);
            if let Some(job) = self.homeless.remove(&job.document) {
                self.save(job);
            }
            return Ok(opened);
        };
        let before = open.file.path().to_owned();
        let opened = match open.file.save_as(path, replace, now) {
            // It cannot be read any more: what is in the window is what there is.
            Err(error) if is_lost(&error) => {
                let (file, opened) = anew()?;
                open.file = file;
                opened
            }
            other => other?,
        };
        open.backed_up = Some(Instant::now());
        let is_untitled = self
            .folders
            .as_ref()
            .is_some_and(|folders| before.starts_with(canonical(&folders.untitled)));
        if is_untitled {
            // It has a name and a place now; the copy without a name would come up again.
            std::fs::remove_file(before).ok();
        }
        self.retry(job.document);
        Ok(opened)
    }

    /// Tries again what could not be written.
    fn retry(&mut self, document: DocumentId) {
        let waiting = self
            .files
            .get_mut(&document)
            .and_then(|open| open.waiting.take());
        if let Some(job) = waiting {
            self.save(job);
        }
    }

    fn idle(&mut self) {
        let now = Utc::now();
        for open in self.files.values_mut() {
            open.file.renew(now);
        }
        let documents: Vec<_> = self.files.keys().copied().collect();
        for document in documents {
            self.retry(document);
        }
        for job in std::mem::take(&mut self.homeless).into_values() {
            self.save(job);
        }
    }
}

impl Open {
    fn new(file: ProjectFile, backed_up: Option<Instant>) -> Self {
        Self {
            file,
            backed_up,
            waiting: None,
            rescue: None,
        }
    }
}

/// Whether a file cannot be copied because it cannot be read.
fn is_lost(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Gone | StoreError::NotFound | StoreError::Io(_) | StoreError::Damaged { .. }
    )
}

/// Changes of one project that wait in a row are written as one.
fn joined(mut job: SaveJob, inbox: &Receiver<Message>) -> (SaveJob, Option<Message>) {
    loop {
        match inbox.try_recv() {
            Ok(Message::Request(ProjectRequest::Save(next))) if next.document == job.document => {
                job.entries.extend(next.entries);
                job.project = next.project;
                job.engine = next.engine.or(job.engine);
                job.serial = next.serial;
            }
            Ok(other) => return (job, Some(other)),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => return (job, None),
        }
    }
}

/// Puts a copy of what could not be saved where untitled projects live; says where.
fn rescue(
    open: &mut Open,
    job: &SaveJob,
    folders: Option<&Folders>,
    keeper: &Keeper,
) -> Option<PathBuf> {
    if let Some(copy) = &mut open.rescue {
        copy.save(&job.project, &[], None, Utc::now()).ok()?;
        return Some(copy.path().to_owned());
    }
    let stem = open.file.path().file_stem()?.to_string_lossy().into_owned();
    let path = fresh(&folders?.untitled, &format!("rescued-{stem}")).ok()?;
    let (copy, _) =
        ProjectFile::create_own(&path, &job.project, keeper, &job.entries, Utc::now()).ok()?;
    let path = copy.path().to_owned();
    open.rescue = Some(copy);
    Some(path)
}

/// Takes a copy away that is not needed any more.
fn discard(copy: ProjectFile) {
    let path = copy.path().to_owned();
    drop(copy);
    // One that stays is an untitled project too many, and no loss.
    std::fs::remove_file(path).ok();
}

/// A name in a folder that nothing has yet.
fn fresh(folder: &Path, stem: &str) -> Result<PathBuf, StoreError> {
    own::make_folder(folder).map_err(|error| StoreError::Io(error.to_string()))?;
    let time = Utc::now().format("%Y-%m-%d %H-%M-%S");
    let process = std::process::id();
    (0..100)
        .map(|count| folder.join(format!("{stem} {time} {process}-{count}.{ENDING}")))
        .find(|path| path.symlink_metadata().is_err())
        .ok_or(StoreError::Exists)
}

/// The path from the root on: it must mean the same at the next start.
fn whole(path: &Path) -> PathBuf {
    let path = super::folder::expand(path);
    std::path::absolute(&path).unwrap_or(path)
}

fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_missing| path.to_owned())
}

/// The path with the ending of projects, where it has none of its own.
fn with_ending(path: &Path) -> PathBuf {
    if path.extension().is_some() {
        path.to_owned()
    } else {
        path.with_extension(ENDING)
    }
}
