//! A file that is written piece by piece and appears whole or not at all.
//!
//! On Linux it has no name until it is finished, so that a program that is stopped in the
//! middle leaves nothing. Where that cannot be, it is a [`Temporary`].

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Temporary;

/// A file on its way. Dropping it leaves nothing.
#[derive(Debug)]
pub struct Whole {
    body: Body,
    goal: PathBuf,
    replace: bool,
}

#[derive(Debug)]
enum Body {
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(Temporary),
}

impl Whole {
    /// Begins a file that will be at `goal`, which is no link.
    ///
    /// # Errors
    /// Where its folder cannot be written.
    pub fn begin(goal: &Path, replace: bool) -> io::Result<Self> {
        Ok(Self {
            body: Body::new(goal)?,
            goal: goal.to_owned(),
            replace,
        })
    }

    /// Brings it to the disk and gives it its name.
    ///
    /// # Errors
    /// Where a file of that name is there and may not be replaced, the disk is full, or the
    /// system refuses. Nothing is left or changed then.
    pub fn finish(mut self) -> io::Result<()> {
        if self.replace
            && let Ok(before) = std::fs::metadata(&self.goal)
        {
            // Whoever may not read the file that goes may not read the one that comes.
            self.file().set_permissions(before.permissions()).ok();
        }
        self.file().sync_all()?;
        match self.body {
            #[cfg(target_os = "linux")]
            Body::Unnamed(file) => unnamed::put(file, &self.goal, self.replace),
            Body::Named(temporary) => temporary.put(&self.goal, self.replace),
        }
    }

    fn file(&mut self) -> &mut File {
        match &mut self.body {
            #[cfg(target_os = "linux")]
            Body::Unnamed(file) => file,
            Body::Named(temporary) => temporary.file(),
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

impl Body {
    fn new(goal: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Some(file) = unnamed::open(super::folder_of(goal)) {
            return Ok(Self::Unnamed(file));
        }
        Temporary::beside(goal).map(Self::Named)
    }
}

#[cfg(target_os = "linux")]
mod unnamed {
    use std::io::Seek as _;
    use std::os::fd::AsRawFd as _;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, openat};

    use super::super::temporary::{hold, put_unnamed};
    use super::{File, Path, Temporary, io};

    /// A file without a name in this folder, where its file system can have one.
    pub(super) fn open(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let file = openat(CWD, folder, flags, Mode::from_raw_mode(0o666)).ok()?;
        let file = File::from(file);
        hold(&file);
        Some(file)
    }

    /// Gives it its name.
    pub(super) fn put(mut file: File, goal: &Path, replace: bool) -> io::Result<()> {
        let own = format!("/proc/self/fd/{}", file.as_raw_fd());
        let put = put_unnamed(goal, replace, |name| {
            Ok(linkat(CWD, &own, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
        });
        match put {
            Err(error) if !Path::new(&own).exists() => {
                // Without /proc there is no way from a file to a name.
                let mut named = Temporary::beside(goal).map_err(|_later| error)?;
                file.rewind()?;
                io::copy(&mut file, named.file())?;
                named.file().sync_all()?;
                named.put(goal, replace)
            }
            other => other,
        }
    }
}
