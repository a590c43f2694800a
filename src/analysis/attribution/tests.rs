//! Attribution as a whole, construction by construction.
