//! Pieces that several views draw with.
