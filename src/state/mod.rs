//! Everything that changes.
