//! Any bytes as a project file give a project or a sentence.
//!
//! What begins like a database is the file. Anything else begins with the length of a journal
//! (four bytes, little end first), the journal, and then the file.
#![no_main]

mod tried;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = tried::place("tried.slantwise");
    let mut file = bytes;
    if !bytes.starts_with(b"SQLite")
        && let Some((length, rest)) = bytes.split_first_chunk::<4>()
        && let Some((journal, rest)) =
            rest.split_at_checked(u32::from_le_bytes(*length).try_into().unwrap_or(usize::MAX))
    {
        let beside = path.with_extension("slantwise-journal");
        std::fs::write(beside, journal).expect("there is room");
        file = rest;
    }
    std::fs::write(&path, file).expect("there is room");
    tried::tried(&path);
});
