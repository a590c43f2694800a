//! One file a detector.
