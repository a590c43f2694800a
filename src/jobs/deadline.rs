//! A time limit for work that cannot be interrupted.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::model::Canceller;

/// How long an import may take before its file is given up.
pub(super) const IMPORT: Duration = Duration::from_secs(20);
/// How often somebody looks whether the work is still wanted.
const GLANCE: Duration = Duration::from_millis(50);

/// What came of work with a time limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Waited<T> {
    /// It was done in time.
    Done(T),
    /// The time ran out.
    Late,
    /// Nobody wants it any more.
    GivenUp,
}

/// Runs `task` on a thread of its own and waits no longer than `limit` for it.
///
/// A thread cannot be stopped from outside, so one that is late runs on to its
/// own end; what it makes is dropped. `task` must catch its panics.
pub(super) fn within<T: Send + 'static>(
    limit: Duration,
    canceller: &Canceller,
    task: impl Fn() -> T + Send + Sync + 'static,
) -> Waited<T> {
    let task = Arc::new(task);
    let (sender, done) = channel();
    let theirs = Arc::clone(&task);
    let spawned = std::thread::Builder::new()
        .name("import".to_owned())
        .stack_size(super::workers::STACK)
        // Where nobody waits any more, the result goes nowhere.
        .spawn(move || drop(sender.send(theirs())));
    if spawned.is_err() {
        // Without a thread there is no limit, but there is still an answer.
        return Waited::Done(task());
    }
    let started = Instant::now();
    loop {
        if canceller.is_cancelled() {
            return Waited::GivenUp;
        }
        let left = limit.saturating_sub(started.elapsed());
        if left.is_zero() {
            return Waited::Late;
        }
        match done.recv_timeout(left.min(GLANCE)) {
            Ok(result) => return Waited::Done(result),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Waited::Late,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::Receiver;

    use super::*;

    /// A task that ends when the test lets go of it.
    fn endless() -> (impl Fn() + Send + Sync + 'static, impl Sized) {
        let (hold, released) = channel::<()>();
        let released: Mutex<Receiver<()>> = Mutex::new(released);
        let task = move || {
            released.lock().unwrap().recv().unwrap_err();
        };
        (task, hold)
    }

    #[test]
    fn what_is_done_in_time_is_delivered() {
        let canceller = Canceller::default();
        assert_eq!(within(IMPORT, &canceller, || 7), Waited::Done(7));
    }

    #[test]
    fn what_never_ends_is_answered_in_time() {
        let (task, _hold) = endless();
        let started = Instant::now();
        let waited = within(Duration::from_millis(120), &Canceller::default(), task);
        assert_eq!(waited, Waited::Late);
        assert!(started.elapsed() >= Duration::from_millis(120));
        assert!(started.elapsed() < IMPORT);
    }

    #[test]
    fn what_was_cancelled_delivers_nothing_and_holds_nobody_up() {
        let (task, _hold) = endless();
        let canceller = Canceller::default();
        let elsewhere = canceller.clone();
        let cancels = std::thread::spawn(move || elsewhere.cancel());
        let started = Instant::now();
        assert_eq!(within(IMPORT, &canceller, task), Waited::GivenUp);
        assert!(started.elapsed() < IMPORT);
        cancels.join().unwrap();
    }
}
