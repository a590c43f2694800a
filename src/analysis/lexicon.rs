//! Word lists: parsed once from `assets/lexicons`, with their provenance.
