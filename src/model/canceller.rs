//! A flag that says that nobody waits for some work any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells running work that nobody waits for it any more.
///
/// Clones share the flag. Long loops look at it; the default is never raised.
#[derive(Clone, Debug, Default)]
pub struct Canceller(Arc<AtomicBool>);

impl Canceller {
    /// Gives the work up.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work was given up.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
