//! Reads contracts from disk, for build scripts, macros and the command.

use errspec_spec::Loader;
use errspec_spec::yaml::MAX_BYTES;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Files of contracts. Only regular files are read, and of each no more than a contract may have: a named pipe or a device would
/// hold up a build for ever.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Paths are relative to this folder; to the working directory where it is empty.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Loader for Disk {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        read_file(&self.root.join(path)).map_err(|error| reason(&error))
    }
}

/// The bytes of a regular file, or of a link to one. Stops one byte past [`MAX_BYTES`], which is enough for the finding.
///
/// # Errors
/// Where the file cannot be read, or is anything but a regular file.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    // Asked before it is opened: to open a named pipe is to wait for someone who writes to it.
    regular(&path.metadata()?)?;
    let file = File::open(path)?;
    regular(&file.metadata()?)?;
    read_bounded(file)
}

/// What is read from here, up to one byte past [`MAX_BYTES`].
///
/// # Errors
/// Where reading fails.
pub fn read_bounded(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn regular(metadata: &std::fs::Metadata) -> io::Result<()> {
    let what = match metadata {
        regular if regular.is_file() => return Ok(()),
        folder if folder.is_dir() => "is a directory",
        _ => "not a regular file",
    };
    Err(io::Error::new(io::ErrorKind::InvalidInput, what))
}

/// Why something failed, without the number of the system.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
