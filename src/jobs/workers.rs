//! Bounded workers.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::deadline::Waited;
use super::writer::Writer;
use super::{
    Answer, Canceller, CodedArticle, Folders, ImportSource, Key, Outcome, Request, deadline, folder,
};
use crate::import::{FailedImport, ImportError};
use crate::model::{Analysis, Article};
use crate::{analysis, compare, export, import};

/// Runs in place of a panicking job's result.
const PANIC: &str = "Something went wrong inside the program while working on this. The rest is untouched. Please report it with the file that caused it.";

/// Room for the deepest page that is read.
pub(super) const STACK: usize = 8 << 20;

/// What a job does. It may send early answers; the last one it returns.
type Task = Box<dyn FnOnce(&Canceller, &dyn Fn(Outcome)) -> Option<Outcome> + Send>;

struct Job {
    key: Option<Key>,
    canceller: Canceller,
    task: Task,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Job>,
    /// The canceller of the latest job for each key, waiting or running.
    current: BTreeMap<Key, Canceller>,
    closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    ready: Condvar,
}

impl Shared {
    /// A panic cannot happen while the lock is held, so a poisoned lock is still sound.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The workers. Dropping this gives up all waiting jobs and waits for the running ones.
pub struct Jobs {
    shared: Arc<Shared>,
    outcomes: Receiver<(Option<Key>, Canceller, Outcome)>,
    sender: Sender<(Option<Key>, Canceller, Outcome)>,
    wake: Arc<dyn Fn() + Send + Sync>,
    threads: Vec<JoinHandle<()>>,
    writer: Writer,
    serial: u64,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Jobs")
            .field("threads", &self.threads.len())
            .finish_non_exhaustive()
    }
}

impl Jobs {
    /// Starts the workers; `wake` is called after each outcome was sent.
    ///
    /// # Errors
    /// Where the system allows no thread at all.
    pub fn start(wake: impl Fn() + Send + Sync + 'static) -> std::io::Result<Self> {
        let count = std::thread::available_parallelism()
            .map_or(2, usize::from)
            .clamp(2, 4);
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue::default()),
            ready: Condvar::new(),
        });
        let (sender, outcomes) = channel();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let mut threads = Vec::with_capacity(count);
        for number in 0..count {
            let (shared, sender, wake) = (Arc::clone(&shared), sender.clone(), Arc::clone(&wake));
            let spawned = std::thread::Builder::new()
                .name(format!("worker {number}"))
                .stack_size(STACK)
                .spawn(move || work(&shared, &sender, &*wake));
            match spawned {
                Ok(thread) => threads.push(thread),
                // Fewer workers are slower, not wrong.
                Err(_) if !threads.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        let (to_screen, wakes) = (sender.clone(), Arc::clone(&wake));
        let writer = Writer::start(move |outcome| {
            let sent = to_screen.send((None, Canceller::default(), outcome));
            if sent.is_ok() {
                wakes();
            }
        })?;
        Ok(Self {
            shared,
            outcomes,
            sender,
            wake,
            threads,
            writer,
            serial: 0,
        })
    }

    /// Says where untitled projects and backups live; without, there are none.
    pub fn keep_projects(&self, folders: Option<Folders>) {
        self.writer.set_folders(folders);
    }

    /// Queues a request and gives up an earlier one about the same thing.
    pub fn submit(&mut self, request: Request) -> Key {
        let key = self.key_of(&request);
        if let Request::Project(request) = request {
            self.writer.submit(request);
            return key;
        }
        self.push(
            Some(key.clone()),
            Box::new(move |canceller, early| perform(request, canceller, early)),
        );
        key
    }

    /// Waits for a dialog's answer on a thread of its own, since a person may take long.
    pub fn await_answer(&self, answer: impl FnOnce() -> Answer + Send + 'static) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let spawned = std::thread::Builder::new()
            .name("dialog".to_owned())
            .spawn(move || {
                if sender
                    .send((None, Canceller::default(), Outcome::Answered(answer())))
                    .is_ok()
                {
                    wake();
                }
            });
        if spawned.is_err() {
            // Without a thread there is no dialog; the question stays unanswered, which is a cancel.
            let cancelled = Outcome::Answered(Answer::Nothing);
            if self
                .sender
                .send((None, Canceller::default(), cancelled))
                .is_ok()
            {
                (self.wake)();
            }
        }
    }

    /// Gives up one job.
    pub fn cancel(&mut self, key: &Key) {
        let mut queue = self.shared.lock();
        if let Some(canceller) = queue.current.remove(key) {
            canceller.cancel();
        }
        queue.waiting.retain(|job| !job.canceller.is_cancelled());
    }

    /// Gives up everything waiting or running.
    pub fn cancel_all(&mut self) {
        let mut queue = self.shared.lock();
        for canceller in queue.current.values() {
            canceller.cancel();
        }
        queue.current.clear();
        queue.waiting.clear();
    }

    /// How many requests wait or run.
    pub fn pending(&self) -> usize {
        self.shared.lock().current.len()
    }

    /// Outcomes that have arrived; those of given-up jobs are dropped.
    pub fn drain(&mut self) -> Vec<Outcome> {
        let mut arrived = Vec::new();
        while let Ok((key, canceller, outcome)) = self.outcomes.try_recv() {
            if canceller.is_cancelled() {
                continue;
            }
            if let Some(key) = key {
                self.shared.lock().current.remove(&key);
            }
            arrived.push(outcome);
        }
        arrived
    }

    fn push(&self, key: Option<Key>, task: Task) {
        let canceller = Canceller::default();
        let mut queue = self.shared.lock();
        if let Some(key) = &key
            && let Some(earlier) = queue.current.insert(key.clone(), canceller.clone())
        {
            earlier.cancel();
            queue.waiting.retain(|job| !job.canceller.is_cancelled());
        }
        queue.waiting.push_back(Job {
            key,
            canceller,
            task,
        });
        drop(queue);
        self.shared.ready.notify_one();
    }

    fn key_of(&mut self, request: &Request) -> Key {
        self.serial += 1;
        match request {
            Request::Import(_) => Key::Import(self.serial),
            Request::Analyse { article, .. } => Key::Analyse(article.id),
            Request::Compare { .. } => Key::Compare,
            Request::Report(_) => Key::Report,
            Request::Agree(_) => Key::Agree,
            Request::Export(_) => Key::Export(self.serial),
            Request::Complete(_) => Key::Complete,
            Request::Project(_) => Key::Project(self.serial),
        }
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.cancel_all();
        self.shared.lock().closed = true;
        self.shared.ready.notify_all();
        for thread in self.threads.drain(..) {
            // A worker catches panics, so joining cannot fail in a way that matters here.
            drop(thread.join());
        }
    }
}

fn work(
    shared: &Shared,
    sender: &Sender<(Option<Key>, Canceller, Outcome)>,
    wake: &(dyn Fn() + Send + Sync),
) {
    while let Some(job) = next(shared) {
        if job.canceller.is_cancelled() {
            continue;
        }
        let (canceller, task) = (job.canceller.clone(), job.task);
        // Without its key the job counts as running on.
        let early = |outcome| {
            if sender.send((None, canceller.clone(), outcome)).is_ok() {
                wake();
            }
        };
        let Some(outcome) = task(&canceller, &early) else {
            continue;
        };
        if sender.send((job.key, canceller, outcome)).is_err() {
            return;
        }
        wake();
    }
}

fn next(shared: &Shared) -> Option<Job> {
    let mut queue = shared.lock();
    loop {
        if queue.closed {
            return None;
        }
        if let Some(job) = queue.waiting.pop_front() {
            return Some(job);
        }
        queue = shared
            .ready
            .wait(queue)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

/// Runs `task`; a panic becomes an error that says so.
fn guarded<T>(task: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(task)).map_err(|_panic| PANIC.to_owned())
}

fn perform(request: Request, canceller: &Canceller, early: &dyn Fn(Outcome)) -> Option<Outcome> {
    let outcome = match request {
        Request::Import(source) => import_in_time(source, deadline::IMPORT, canceller)?,
        Request::Analyse { article, settings } => {
            // The model takes its time: what the rules say is there at once.
            if settings.model {
                let rules = || Arc::new(analysis::analyse_by_rules(&article, &settings));
                if let Ok(analysis) = guarded(rules) {
                    early(Outcome::AnalysedByRules {
                        article: article.id,
                        revision: article.revision,
                        settings: settings.clone(),
                        analysis,
                    });
                }
                if canceller.is_cancelled() {
                    return None;
                }
            }
            let result = guarded(|| Arc::new(analysis::analyse(&article, &settings)));
            Outcome::Analysed {
                article: article.id,
                revision: article.revision,
                settings,
                result,
            }
        }
        Request::Compare { articles, filter } => Outcome::Compared(guarded(|| {
            Arc::new(compare::compare(&borrowed(&articles), filter))
        })),
        Request::Complete(typed) => Outcome::Completed(folder::complete(typed)),
        // The writer's alone.
        Request::Project(_) => return None,
        Request::Report(job) => Outcome::Reported {
            serial: job.serial,
            result: guarded(|| Arc::new(report_one(&job))),
        },
        Request::Agree(job) => Outcome::Agreed {
            serial: job.serial,
            result: guarded(|| {
                let codings: Vec<_> = job.articles.iter().map(CodedArticle::codings).collect();
                Arc::new(compare::reliability::reliability(&codings))
            }),
        },
        Request::Export(mut job) => {
            job.path = folder::expand(&job.path);
            let result = guarded(|| export_one(&job))
                .unwrap_or_else(|panic| Err(export::ExportError::Make(panic)));
            Outcome::Exported { job, result }
        }
    };
    (!canceller.is_cancelled()).then_some(outcome)
}

/// Imports a source, or says that it takes too long. Nothing where it was given up.
fn import_in_time(source: ImportSource, limit: Duration, canceller: &Canceller) -> Option<Outcome> {
    let path = match &source {
        ImportSource::File(path) => Some(path.clone()),
        ImportSource::Bytes(name, _) => Some(name.into()),
        ImportSource::Pasted(_) => None,
    };
    let result = match deadline::within(limit, canceller, move || import_one(&source)) {
        Waited::Done(result) => result,
        Waited::Late => Err(ImportError::TooSlow {
            seconds: limit.as_secs(),
        }),
        Waited::GivenUp => return None,
    };
    Some(Outcome::Imported(
        result.map_err(|error| FailedImport { path, error }),
    ))
}

fn import_one(source: &ImportSource) -> Result<Arc<Article>, ImportError> {
    guarded(|| match source {
        ImportSource::File(path) => import::read_file(&folder::expand(path)),
        ImportSource::Pasted(text) => import::from_pasted(text),
        ImportSource::Bytes(name, bytes) => import::from_bytes(bytes, Some(name)),
    })
    .unwrap_or_else(|panic| Err(ImportError::Internal(panic)))
    .map(Arc::new)
}

fn report_one(job: &super::ReportJob) -> export::document::ReportDocument {
    job.material.exported(today(), export::report::document)
}

fn export_one(job: &super::ExportJob) -> Result<(), export::ExportError> {
    let print = |input: &export::ExportInput<'_>| export::export(input, job.format);
    let mut bytes = job.material.exported(today(), print)?;
    if job.byte_order_mark {
        bytes = export::with_byte_order_mark(job.format, bytes);
    }
    export::write_file(&job.path, &bytes, job.replace)
}

fn today() -> chrono::NaiveDate {
    chrono::Local::now().date_naive()
}

fn borrowed(articles: &[(Arc<Article>, Arc<Analysis>)]) -> Vec<(&Article, &Analysis)> {
    articles
        .iter()
        .map(|(article, analysis)| (&**article, &**analysis))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn wait_for(jobs: &mut Jobs) -> Vec<Outcome> {
        let started = Instant::now();
        loop {
            let arrived = jobs.drain();
            if !arrived.is_empty() || started.elapsed() > Duration::from_secs(20) {
                return arrived;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_missing_file_is_an_outcome_not_a_crash() {
        let mut jobs = Jobs::start(|| {}).unwrap();
        jobs.submit(Request::Import(ImportSource::File("no/such/file".into())));
        assert!(matches!(
            wait_for(&mut jobs).as_slice(),
            [Outcome::Imported(Err(_))]
        ));
        assert_eq!(jobs.pending(), 0);
    }

    #[test]
    fn an_import_without_time_is_an_answer_and_a_cancelled_one_is_none() {
        let source = || ImportSource::Bytes("slow.html".to_owned(), Arc::from(&b"Words."[..]));
        let canceller = Canceller::default();
        let late = import_in_time(source(), Duration::ZERO, &canceller);
        let Some(Outcome::Imported(Err(failed))) = late else {
            panic!("{late:?}")
        };
        assert_eq!(failed.path, Some("slow.html".into()));
        assert!(failed.error.to_string().contains("takes too long"));
        canceller.cancel();
        assert!(import_in_time(source(), deadline::IMPORT, &canceller).is_none());
    }

    #[test]
    fn a_panic_becomes_a_message() {
        assert_eq!(
            guarded(|| panic!("on purpose")).map(|()| 0),
            Err(PANIC.to_owned())
        );
    }

    #[test]
    fn a_later_job_with_the_same_key_supersedes_an_earlier_one() {
        let mut jobs = Jobs::start(|| {}).unwrap();
        for number in 0..50 {
            let task: Task = Box::new(move |_, _| {
                Some(Outcome::Answered(Answer::Files(vec![
                    format!("{number}").into(),
                ])))
            });
            jobs.push(Some(Key::Compare), task);
        }
        let mut last = None;
        let started = Instant::now();
        while jobs.pending() > 0 && started.elapsed() < Duration::from_secs(20) {
            for outcome in jobs.drain() {
                last = Some(outcome);
            }
        }
        assert!(
            matches!(last, Some(Outcome::Answered(Answer::Files(files))) if files == ["49".to_owned()].map(std::path::PathBuf::from))
        );
    }

    #[test]
    fn giving_everything_up_delivers_nothing() {
        let mut jobs = Jobs::start(|| {}).unwrap();
        for _ in 0..20 {
            jobs.submit(Request::Import(ImportSource::Pasted(
                "Some words.".to_owned(),
            )));
        }
        jobs.cancel_all();
        std::thread::sleep(Duration::from_millis(50));
        assert!(jobs.drain().is_empty());
        assert_eq!(jobs.pending(), 0);
    }
}
