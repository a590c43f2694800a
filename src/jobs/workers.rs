//! Bounded workers.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use super::deadline::{self, Clock};
use super::timed::{self, guarded};
use super::writer::Writer;
use super::{Answer, CodedArticle, Folders, ImportSource, Key, Outcome, Request, folder};
use crate::import::FailedImport;
use crate::model::{Analysis, Article, Canceller};
use crate::{compare, export};

/// Room for the deepest page that is read.
pub(super) const STACK: usize = 8 << 20;

/// So many workers at most stand in for others that wait for something slow.
const STAND_INS: usize = 8;

/// What a job does. It may send early answers; the last one it returns.
type Task = Box<dyn FnOnce(&Turn<'_>) -> Option<Outcome> + Send>;

/// What a worker sends: under which key, and whether it is still wanted.
type Sent = (Option<Key>, Canceller, Outcome);

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
    /// Workers that work, or could: those that wait for something slow are not among them.
    active: usize,
    threads: Vec<JoinHandle<()>>,
}

struct Shared {
    queue: Mutex<Queue>,
    ready: Condvar,
    /// How many work at a time.
    count: usize,
    sender: Sender<Sent>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Shared {
    /// A panic cannot happen while the lock is held, so a poisoned lock is still sound.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends an outcome, then wakes the screen; false where nobody listens any more.
    fn send(&self, key: Option<Key>, canceller: Canceller, outcome: Outcome) -> bool {
        let sent = self.sender.send((key, canceller, outcome)).is_ok();
        if sent {
            (self.wake)();
        }
        sent
    }

    /// A worker waits for something slow, or has waited: another one stands in for it.
    fn step_aside(self: &Arc<Self>, queue: &mut Queue, is_aside: bool) {
        if !is_aside {
            queue.active += 1;
            return;
        }
        queue.active -= 1;
        queue.threads.retain(|thread| !thread.is_finished());
        if !queue.closed && queue.threads.len() < self.count + STAND_INS {
            // Without a thread the others are slower, not wrong.
            self.start(queue).ok();
        }
    }

    fn start(self: &Arc<Self>, queue: &mut Queue) -> std::io::Result<()> {
        let shared = Arc::clone(self);
        let thread = std::thread::Builder::new()
            .name(format!("worker {}", queue.threads.len()))
            .stack_size(STACK)
            .spawn(move || work(&shared))?;
        queue.threads.push(thread);
        queue.active += 1;
        Ok(())
    }
}

/// What a job may use while it runs.
struct Turn<'a> {
    shared: &'a Arc<Shared>,
    canceller: &'a Canceller,
}

impl Turn<'_> {
    /// Sends an answer before the last one. Without its key the job counts as running on.
    fn early(&self, outcome: Outcome) {
        self.shared.send(None, self.canceller.clone(), outcome);
    }

    /// Runs something against the clock.
    fn timed<T>(&self, run: impl FnOnce(&Clock<'_>) -> T) -> T {
        let aside = |is_aside| {
            self.shared.step_aside(&mut self.shared.lock(), is_aside);
        };
        run(&Clock {
            limit: deadline::LIMIT,
            canceller: self.canceller,
            aside: &aside,
        })
    }
}

/// The workers. Dropping this gives up all waiting jobs and waits for the running ones.
pub struct Jobs {
    shared: Arc<Shared>,
    outcomes: Receiver<Sent>,
    writer: Writer,
    serial: u64,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Jobs")
            .field("workers", &self.shared.count)
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
        let (sender, outcomes) = channel();
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue::default()),
            ready: Condvar::new(),
            count,
            sender,
            wake: Box::new(wake),
        });
        for _ in 0..count {
            let mut queue = shared.lock();
            match shared.start(&mut queue) {
                Ok(()) => {}
                // Fewer workers are slower, not wrong.
                Err(_) if queue.active > 0 => break,
                Err(error) => return Err(error),
            }
        }
        let to_screen = Arc::clone(&shared);
        let writer = Writer::start(move |outcome| {
            to_screen.send(None, Canceller::default(), outcome);
        })?;
        Ok(Self {
            shared,
            outcomes,
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
            Box::new(move |turn| perform(request, turn)),
        );
        key
    }

    /// Waits for a dialog's answer on a thread of its own, since a person may take long.
    pub fn await_answer(&self, answer: impl FnOnce() -> Answer + Send + 'static) {
        let shared = Arc::clone(&self.shared);
        let spawned = std::thread::Builder::new()
            .name("dialog".to_owned())
            .spawn(move || {
                shared.send(None, Canceller::default(), Outcome::Answered(answer()));
            });
        if spawned.is_err() {
            // Without a thread there is no dialog; the question stays unanswered, which is a cancel.
            let cancelled = Outcome::Answered(Answer::Nothing);
            self.shared.send(None, Canceller::default(), cancelled);
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
        let threads = {
            let mut queue = self.shared.lock();
            queue.closed = true;
            std::mem::take(&mut queue.threads)
        };
        self.shared.ready.notify_all();
        for thread in threads {
            // A worker catches panics, so joining cannot fail in a way that matters here.
            drop(thread.join());
        }
    }
}

fn work(shared: &Arc<Shared>) {
    while let Some(job) = next(shared) {
        if job.canceller.is_cancelled() {
            continue;
        }
        let turn = Turn {
            shared,
            canceller: &job.canceller,
        };
        let Some(outcome) = (job.task)(&turn) else {
            continue;
        };
        if !shared.send(job.key, job.canceller, outcome) {
            return;
        }
    }
}

fn next(shared: &Shared) -> Option<Job> {
    let mut queue = shared.lock();
    loop {
        // One that has waited long finds that another stands in for it.
        if queue.closed || queue.active > shared.count {
            queue.active -= 1;
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

fn perform(request: Request, turn: &Turn<'_>) -> Option<Outcome> {
    let outcome = match request {
        Request::Import(source) => {
            let path = match &source {
                ImportSource::File(path) => Some(path.clone()),
                ImportSource::Bytes(name, _) => name.as_ref().map(Into::into),
                ImportSource::Pasted(_) => None,
            };
            let result = turn.timed(|clock| timed::imported(source, clock))?;
            Outcome::Imported(result.map_err(|error| FailedImport { path, error }))
        }
        Request::Analyse { article, settings } => {
            let early = |analysis| {
                turn.early(Outcome::AnalysedByRules {
                    article: article.id,
                    revision: article.revision,
                    settings: settings.clone(),
                    analysis,
                });
            };
            let result =
                turn.timed(|clock| timed::analysed(&article, &settings, clock, Some(&early)))?;
            Outcome::Analysed {
                article: article.id,
                revision: article.revision,
                settings,
                result,
            }
        }
        Request::Compare { articles, filter } => {
            let compared = guarded(|| {
                compare::compare_unless(&borrowed(&articles), filter, turn.canceller).map(Arc::new)
            });
            Outcome::Compared(compared.transpose()?)
        }
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
    (!turn.canceller.is_cancelled()).then_some(outcome)
}

fn report_one(job: &super::ReportJob) -> export::document::ReportDocument {
    job.material.exported(today(), export::report::document)
}

fn export_one(job: &super::ExportJob) -> Result<(), export::ExportError> {
    // The answer before the work.
    export::check_place(&job.path, job.replace, &job.sources)?;
    job.material.exported(today(), |input| {
        export::write_file_with(&job.path, job.replace, &job.sources, |out| {
            export::print(input, job.format, job.byte_order_mark, out)
        })
    })
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
    use std::time::{Duration, Instant};

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

    /// A job that waits for something that ends when the test lets go of it.
    fn stuck(released: &Arc<Mutex<Receiver<()>>>) -> Task {
        let released = Arc::clone(released);
        Box::new(move |turn| {
            let released = Arc::clone(&released);
            turn.timed(|clock| {
                clock.within(move |_| {
                    released.lock().unwrap().recv().unwrap_err();
                })
            });
            None
        })
    }

    #[test]
    fn nothing_waits_behind_jobs_that_are_stuck() {
        let mut jobs = Jobs::start(|| {}).unwrap();
        let (hold, released) = channel::<()>();
        let released = Arc::new(Mutex::new(released));
        let count = jobs.shared.count;
        for number in 0..count {
            jobs.push(Some(Key::Export(number as u64)), stuck(&released));
        }
        let started = Instant::now();
        for _ in 0..3 {
            jobs.submit(Request::Import(ImportSource::Pasted("Words.".to_owned())));
        }
        let mut imported = 0;
        while imported < 3 && started.elapsed() < deadline::LIMIT {
            imported += wait_for(&mut jobs).len();
        }
        assert_eq!(imported, 3);
        assert!(started.elapsed() < deadline::LIMIT / 2);
        drop(hold);
        // Those that stood in go again.
        while jobs.shared.lock().active > count && started.elapsed() < deadline::LIMIT {
            std::thread::sleep(Duration::from_millis(2));
        }
        assert_eq!(jobs.shared.lock().active, count);
    }

    #[test]
    fn a_later_job_with_the_same_key_supersedes_an_earlier_one() {
        let mut jobs = Jobs::start(|| {}).unwrap();
        for number in 0..50 {
            let task: Task = Box::new(move |_| {
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
