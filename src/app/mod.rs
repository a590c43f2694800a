//! The window and the operating system.
