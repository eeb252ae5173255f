//! Reads a file again after a change, and reads only what changed.

use super::change::Change;
use super::node::Node;
use super::read::{Whole, read_whole};
use crate::diag::Sink;
use crate::source::{FileId, Sources};
use std::rc::Rc;

/// The trees of files from the last time they were read.
///
/// A caller that reads the same files again and again, such as an editor, keeps them. If a change is within entries of mappings in block
/// style, then only these entries are read again, and the rest of the tree is kept. After any other change, or one that leads to a finding,
/// the whole file is read. The result is always the same as that of [`read`](super::read()).
///
/// ```
/// use errspec_spec::{diag::Sink, source::Sources, yaml::Trees};
/// let mut trees = Trees::default();
/// for (text, bytes) in [("a: 1\nb: { c: 2 }\n", 17), ("a: 1\nb: { c: 23 }\n", 13)] {
///     let mut sources = Sources::new();
///     let file = sources.add("a.yaml", text);
///     trees.read(&sources, file, &mut Sink::new());
///     assert_eq!(trees.bytes_read(), bytes);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Trees {
    files: Vec<Kept>,
    bytes_read: usize,
}

/// What is kept about a file.
#[derive(Debug)]
struct Kept {
    name: String,
    /// The tree of the file when it was last read.
    current: Option<Rc<Node>>,
    /// The last text without findings.
    whole: Option<(String, Whole)>,
}

impl Trees {
    /// Forgets the current trees of the files, but not the previous ones.
    pub(crate) fn begin(&mut self) {
        self.files.iter_mut().for_each(|kept| kept.current = None);
    }

    /// Reads a file, as [`read`](super::read()) does. The file has the name under which `sources` knows it.
    pub fn read(&mut self, sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Rc<Node>> {
        let (name, text) = (sources.name(file), sources.text(file));
        let at = self.files.iter().position(|kept| kept.name == name).unwrap_or(self.files.len());
        if at == self.files.len() {
            self.files.push(Kept { name: name.to_owned(), current: None, whole: None });
        }
        let kept = self.files.get_mut(at)?;
        kept.current = None;
        self.bytes_read = match kept.change(text, file) {
            Some(bytes) => bytes,
            None => {
                let whole = read_whole(sources, file, sink);
                kept.current = whole.as_ref().map(|whole| Rc::clone(&whole.root));
                if let Some(whole) = whole.filter(|whole| whole.is_plain) {
                    kept.whole = Some((text.to_owned(), whole));
                }
                text.len()
            }
        };
        kept.current.clone()
    }

    /// The tree that a file had when it was last read.
    pub fn tree(&self, name: &str) -> Option<&Node> {
        self.files.iter().find(|kept| kept.name == name)?.current.as_deref()
    }

    /// The number of bytes that were read the last time.
    pub fn bytes_read(&self) -> usize {
        self.bytes_read
    }
}

impl Kept {
    /// Reads only what changed, and returns its length. Returns `None` if the whole file has to be read.
    fn change(&mut self, text: &str, file: FileId) -> Option<usize> {
        let (old, whole) = self.whole.as_mut().filter(|(_, whole)| whole.root.span.file == file)?;
        let bytes = match old == text {
            true => 0,
            false => {
                let change = Change::new(old, text, whole)?;
                let bytes = change.text.len();
                // A tree that someone else uses as well cannot be changed. Nobody does, except in the middle of a run.
                if change.apply(whole).is_none() {
                    self.whole = None;
                    return None;
                }
                text.clone_into(old);
                bytes
            }
        };
        self.current = Some(Rc::clone(&whole.root));
        Some(bytes)
    }
}
