//! The errspec language: from the text of a failure contract to a checked model. No I/O, no Rust syntax.
//!
//! ```
//! let spec = b"errspec: 1\nname: payments\nstatuses: { 404: No such payment }\n";
//! let checked = errspec_spec::check("payments.yaml", spec, &mut errspec_spec::NoFiles);
//! assert!(checked.findings.is_empty());
//! assert_eq!(checked.contract.unwrap().statuses.len(), 1);
//! ```

pub mod source;
pub mod diag;
pub mod words;
pub mod yaml;
pub mod written;
pub mod parse;
pub mod model;
mod std_specs;
mod resolve;
mod check;

use diag::{Diagnostic, Severity, Sink};
use model::Contract;
use source::Sources;

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

/// A spec after reading and checking.
#[derive(Debug)]
pub struct Checked {
    /// Every file that was read.
    pub sources: Sources,
    /// Everything that is to be said, in the order of the files.
    pub findings: Vec<Diagnostic>,
    /// What is meant; nothing if any finding is an error.
    pub contract: Option<Contract>,
}

impl Checked {
    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Reads a spec and the files it uses, and checks it. `path` is the name that findings show, and what `use` is relative to.
pub fn check(path: &str, bytes: &[u8], loader: &mut dyn Loader) -> Checked {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let mut imports = resolve::Imports::new(&mut sources, &mut sink, loader);
    imports.root(path, bytes);
    let units = imports.units;
    let registry = registry(&mut sources, &mut sink);
    let contract = registry.and_then(|registry| resolve::resolve(&units, &registry, &mut sink));
    if let Some(contract) = &contract {
        check::check(contract, &units, &mut sink);
    }
    check::allow(&units, &mut sink);
    let contract = contract.filter(|_| !sink.has_errors());
    Checked { sources, findings: sink.into_sorted(), contract }
}

/// The shipped registry of HTTP statuses.
fn registry(sources: &mut Sources, sink: &mut Sink) -> Option<written::Document> {
    let file = sources.add("std/http.yaml", std_specs::text("http")?);
    let node = yaml::read(sources, file, sink)?;
    parse::parse(&node, sink)
}

/// The names of the catalogues shipped with the language, as `use` names them.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    std_specs::names().filter_map(|name| Some((name, std_specs::text(name)?)))
}
