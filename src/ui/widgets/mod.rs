//! Pieces that several views draw with.

pub mod controls;
pub mod icon;
