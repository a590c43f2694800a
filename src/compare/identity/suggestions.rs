//! Rows that may be one: questions to the reader, never joins.
