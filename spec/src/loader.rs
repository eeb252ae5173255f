//! What a caller of the reader provides: the files, and an observer of the steps.

/// Where used files come from. The language does no I/O of its own.
pub trait Loader {
    /// The bytes of a file, or why it cannot be read.
    ///
    /// # Errors
    /// A sentence for the finding.
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String>;
}

/// A loader without files, for specs that use none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn load(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Err("there are no other files here".to_owned())
    }
}

/// Told the name of each step as it begins, which is when the one before ends. A step may come up again: `read` and `parse` do for
/// each file. Whoever wants to know where the time goes looks at a clock there; the language has none.
pub type Steps<'s> = dyn FnMut(&'static str) + 's;
