//! Generates Rust from an errspec failure contract.

use errspec_spec::diag::Diagnostic;
use errspec_spec::source::Sources;
use errspec_spec::{Checked, Loader};

/// What to emit besides the contract itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The path by which emitted code names the runtime crate.
    pub runtime: String,
    /// Emit `Serialize` and `Deserialize` (the runtime's feature `serde` must be on).
    pub serde: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { runtime: "::errspec".to_owned(), serde: false }
    }
}

/// A spec after reading, checking and, if nothing is wrong, generating.
#[derive(Debug)]
pub struct Generated {
    /// Every file that was read.
    pub sources: Sources,
    /// The files read from disk, the spec first: what a build depends on.
    pub files: Vec<String>,
    /// Everything that is to be said.
    pub findings: Vec<Diagnostic>,
    /// The Rust; nothing if any finding is an error.
    pub module: Option<Module>,
}

/// One emitted module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Its name, and the stem of its file.
    pub name: String,
    /// A line about it, for the module's documentation.
    pub summary: String,
    /// The items, as text: the content of `name.rs`.
    pub text: String,
}

/// Reads a spec, checks it and generates its module.
pub fn generate(path: &str, bytes: &[u8], loader: &mut dyn Loader, options: &Options) -> Generated {
    let Checked { sources, findings, contract } = errspec_spec::check(path, bytes, loader);
    let _ = (contract, options);
    Generated { sources, files: Vec::new(), findings, module: None }
}

/// `mod.rs` for a folder of emitted modules.
pub fn index(modules: &[Module]) -> String {
    let _ = modules;
    String::new()
}
