//! Reads contracts from disk, for build scripts, macros and the command.

use errspec_spec::Loader;
use errspec_spec::yaml::MAX_BYTES;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Loads files of contracts from disk. It only reads regular files, and at most as many bytes as a contract may have, because a named pipe
/// or a device could block a build forever.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Creates a loader whose paths are relative to this folder, or to the working directory if it is empty.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Loader for Disk {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        read_file(&self.root.join(path)).map_err(|error| reason(&error))
    }
}

/// Reads a regular file, or a link to one. It stops one byte after [`MAX_BYTES`], which is enough to report the file as too large.
///
/// # Errors
/// Returns an error if the file cannot be read or is not a regular file.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    // This is checked before the file is opened, because opening a named pipe waits for a writer.
    regular(&path.metadata()?)?;
    let file = File::open(path)?;
    regular(&file.metadata()?)?;
    read_bounded(file)
}

/// Reads up to one byte after [`MAX_BYTES`].
///
/// # Errors
/// Returns the error of the reader.
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

/// The reason of an I/O error, without the error number of the operating system.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
