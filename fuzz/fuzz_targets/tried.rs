//! What a reader of projects may do to the program: nothing but answer, in little memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use slantwise::model::{Note, Project};
use slantwise::store::{Access, Keeper, ProjectFile, examine, repair};

/// Counts what is in use and the most that was.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static COUNTING: Counting = Counting;

fn taken(bytes: usize) {
    let now = IN_USE.fetch_add(bytes, Ordering::Relaxed) + bytes;
    MOST.fetch_max(now, Ordering::Relaxed);
}

// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both may exist for a moment.
        taken(size);
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// What SQLite takes however small the file: its cache and its prepared statements.
const FLOOR: usize = 3 << 20;
/// And what it takes for the list of the pages of a damaged value, which opening and repair meet.
const DAMAGED: usize = 9 << 20;

/// Does something and holds the memory that it took against what it may take.
fn measured<T>(most: usize, what: &str, act: impl FnOnce() -> T) -> T {
    let before = IN_USE.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    // SAFETY: both functions may be called at any time.
    unsafe { rusqlite::ffi::sqlite3_memory_highwater(1) };
    let result = act();
    let own = MOST.load(Ordering::Relaxed) - before;
    // SAFETY: as above.
    let of_sqlite = unsafe { rusqlite::ffi::sqlite3_memory_highwater(0) };
    let all = own + usize::try_from(of_sqlite).unwrap_or_default();
    if std::env::var_os("SLANTWISE_FUZZ_MEMORY").is_some() {
        eprintln!("{what}: {own} and {of_sqlite} bytes of {most}");
    }
    assert!(all <= most, "{what} took {all} bytes of {most}");
    result
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_123).unwrap_or_default()
}

/// A folder in memory, for as long as the program runs.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    made.expect("a folder for temporary files")
});

/// A file of this name in it; what was there before is gone.
pub fn place(name: &str) -> PathBuf {
    let path = FOLDER.path().join(name);
    for ending in ["", "-journal", ".lock", ".v1.bak"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        std::fs::remove_file(beside).ok();
    }
    path
}

/// Looks into a file, opens it, changes it, copies it, repairs it.
pub fn tried(path: &Path) {
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let keeper = Keeper::default();
    let whole = measured(10 * size + FLOOR, "examine", || {
        examine(path, true, "", now())
    });
    let target = place("repaired.slantwise");
    // Taken along with it: the salvaged project and the one read back from the new file.
    let repaired = measured(20 * size + FLOOR + DAMAGED, "repair", || {
        repair(path, &target, &keeper, now())
    });
    if let Ok(repaired) = &repaired {
        let (_, again) = ProjectFile::open(&target, &keeper, now()).expect("a repaired file opens");
        assert_eq!(again.project, repaired.project);
        assert!(again.left_out.is_empty(), "{:?}", again.left_out);
    }
    let Ok((mut file, opened)) = measured(10 * size + FLOOR + DAMAGED, "open", || {
        ProjectFile::open(path, &keeper, now())
    }) else {
        return;
    };
    if let Ok(examined) = &whole {
        assert_eq!(examined.project, opened.project);
    }
    // Whatever could be read is a project that is saved whole and read back the same.
    let copy = place("copy.slantwise");
    let (_, copied) = ProjectFile::create(&copy, &opened.project, &keeper, &[], now())
        .expect("a project that was read can be written");
    assert_eq!(copied.project, opened.project);
    assert!(copied.left_out.is_empty(), "{:?}", copied.left_out);
    if opened.access != Access::Write {
        return;
    }
    let changed = Arc::new(changed(&opened.project));
    let saved = file.save(&changed, &[], None, now());
    drop(file);
    // An index that disagrees with its table is seen by the whole check only.
    if whole.is_ok() {
        saved.expect("a whole project can be saved");
        let (_, again) = ProjectFile::open(path, &keeper, now()).expect("it opens again");
        assert_eq!(again.project, changed);
    }
}

/// A little of everything that a reader does.
fn changed(project: &Project) -> Project {
    let mut project = project.clone();
    let note = Arc::new(Note {
        text: "Later".to_owned(),
        by: "Ada".to_owned(),
        at: now(),
    });
    project.name.push('+');
    project.note = Some(Arc::clone(&note));
    if let Some(article) = project.articles.first().cloned() {
        project.edit_coding(article.id, |coding| {
            coding.note = Some(note);
            coding.judgements.pop_first();
            if let Some((id, mark)) = coding.marks.pop_first() {
                coding.marks_in_bin.insert(id, mark);
            }
        });
        project.take_out(article.id);
    }
    if let Some(article) = project.bin.first().cloned() {
        project.put_back(article.id);
    }
    project
}
