//! The place where an article's register changes.
