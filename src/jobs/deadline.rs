//! A time limit for work that cannot be interrupted.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::model::Canceller;

/// How long an import or an analysis may take before it is given up. A last resort: what is
/// too much is told by counting, long before.
pub(super) const LIMIT: Duration = Duration::from_secs(20);
/// Work that takes longer makes room for others while it is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
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

/// How long to wait, and for how long somebody is interested.
pub(super) struct Clock<'a> {
    /// The longest time.
    pub limit: Duration,
    /// Raised where nobody wants the work any more.
    pub canceller: &'a Canceller,
    /// Called with `true` where the work takes its time, and with `false` once that is over.
    pub aside: &'a dyn Fn(bool),
}

impl Clock<'_> {
    /// Runs `task` on a thread of its own and waits no longer than the limit for it.
    ///
    /// A thread cannot be stopped from outside: one that is late finds its flag raised, and
    /// what it makes is dropped. `task` must catch its panics.
    pub fn within<T: Send + 'static>(
        &self,
        task: impl Fn(&Canceller) -> T + Send + Sync + 'static,
    ) -> Waited<T> {
        let task = Arc::new(task);
        let given_up = Canceller::default();
        let (sender, done) = channel();
        let (theirs, flag) = (Arc::clone(&task), given_up.clone());
        let spawned = std::thread::Builder::new()
            .name("timed".to_owned())
            .stack_size(super::workers::STACK)
            // Where nobody waits any more, the result goes nowhere.
            .spawn(move || drop(sender.send(theirs(&flag))));
        if spawned.is_err() {
            // Without a thread there is no limit, but there is still an answer.
            return Waited::Done(task(self.canceller));
        }
        let started = Instant::now();
        let mut is_aside = false;
        let waited = loop {
            if self.canceller.is_cancelled() {
                break Waited::GivenUp;
            }
            let gone = started.elapsed();
            let left = self.limit.saturating_sub(gone);
            if left.is_zero() {
                break Waited::Late;
            }
            if gone > PATIENCE && !is_aside {
                is_aside = true;
                (self.aside)(true);
            }
            match done.recv_timeout(left.min(GLANCE)) {
                Ok(result) => break Waited::Done(result),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break Waited::Late,
            }
        };
        given_up.cancel();
        if is_aside {
            (self.aside)(false);
        }
        waited
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::Mutex;
    use std::sync::mpsc::Receiver;

    use super::*;

    /// A task that ends when the test lets go of it.
    fn endless() -> (impl Fn(&Canceller) + Send + Sync + 'static, impl Sized) {
        let (hold, released) = channel::<()>();
        let released: Mutex<Receiver<()>> = Mutex::new(released);
        let task = move |_: &Canceller| {
            released.lock().unwrap().recv().unwrap_err();
        };
        (task, hold)
    }

    fn clock(limit: Duration, canceller: &Canceller) -> Clock<'_> {
        Clock {
            limit,
            canceller,
            aside: &|_| {},
        }
    }

    #[test]
    fn what_is_done_in_time_is_delivered() {
        let canceller = Canceller::default();
        assert_eq!(clock(LIMIT, &canceller).within(|_| 7), Waited::Done(7));
    }

    #[test]
    fn what_never_ends_is_answered_in_time() {
        let (task, _hold) = endless();
        let started = Instant::now();
        let canceller = Canceller::default();
        let waited = clock(Duration::from_millis(120), &canceller).within(task);
        assert_eq!(waited, Waited::Late);
        assert!(started.elapsed() >= Duration::from_millis(120));
        assert!(started.elapsed() < LIMIT);
    }

    #[test]
    fn what_is_late_finds_its_flag_raised() {
        let (sender, ended) = channel();
        let canceller = Canceller::default();
        let waited = clock(Duration::from_millis(60), &canceller).within(move |given_up| {
            while !given_up.is_cancelled() {
                std::thread::sleep(Duration::from_millis(1));
            }
            sender.send(()).ok();
        });
        assert_eq!(waited, Waited::Late);
        assert_eq!(ended.recv_timeout(LIMIT), Ok(()));
    }

    #[test]
    fn what_takes_its_time_makes_room_and_comes_back() {
        let (task, _hold) = endless();
        let canceller = Canceller::default();
        let calls = RefCell::new(Vec::new());
        let clock = Clock {
            limit: PATIENCE + Duration::from_millis(300),
            canceller: &canceller,
            aside: &|is_aside| calls.borrow_mut().push(is_aside),
        };
        assert_eq!(clock.within(task), Waited::Late);
        assert_eq!(*calls.borrow(), [true, false]);
    }

    #[test]
    fn what_was_cancelled_delivers_nothing_and_holds_nobody_up() {
        let (task, _hold) = endless();
        let canceller = Canceller::default();
        let elsewhere = canceller.clone();
        let cancels = std::thread::spawn(move || elsewhere.cancel());
        let started = Instant::now();
        assert_eq!(clock(LIMIT, &canceller).within(task), Waited::GivenUp);
        assert!(started.elapsed() < LIMIT);
        cancels.join().unwrap();
    }
}
