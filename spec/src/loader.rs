//! What a caller of the reader provides: the files, and an observer of the steps.

#[cfg(feature = "trees")]
use crate::yaml::Trees;

/// Loads the files that a spec uses. The language itself does no I/O.
pub trait Loader {
    /// Returns the bytes of a file.
    ///
    /// # Errors
    /// Returns the reason why the file cannot be read, as a part of a sentence.
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String>;

    /// The trees of an earlier run, if there was one. In that case, only the parts that have changed since then are read again.
    #[cfg(feature = "trees")]
    fn trees(&mut self) -> Option<&mut Trees> {
        None
    }
}

/// A loader without files, for specs that use none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn load(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Err("there are no other files here".to_owned())
    }
}

/// A callback that gets the name of each step when the step begins, which is when the previous one ends. `read` and `parse` occur once for
/// each file. The language does not read a clock; a caller that measures the steps does.
pub type Steps<'s> = dyn FnMut(&'static str) + 's;
