//! The errspec language: reads the text of a failure contract into a checked model. This crate does no I/O and knows nothing about Rust.
//!
//! ```
//! let spec = b"errspec: 1\nname: payments\nstatuses: { 404: No such payment }\n";
//! let checked = errspec_spec::check("payments.yaml", spec, &mut errspec_spec::NoFiles);
//! assert!(checked.findings.is_empty());
//! assert_eq!(checked.contract.unwrap().statuses.len(), 1);
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(feature = "reader"), allow(dead_code, reason = "parts that only whole specs need"))]

#[macro_use]
mod facts;
#[doc(hidden)]
pub mod lists;
mod loader;
pub mod source;
pub mod diag;
pub mod words;
pub mod yaml;
pub mod syntax;
pub mod model;
mod std_specs;
mod registry;
mod resolve;
pub mod rules;
#[cfg(feature = "reader")]
pub mod decide;
#[cfg(feature = "serde")]
pub mod resolved;

pub use loader::{Loader, NoFiles, Steps};

use crate::lists::IntoVec;
use diag::{Diagnostic, Severity, Sink};
use model::Contract;
use source::Sources;

#[cfg(feature = "review")]
pub use rules::review::review;

/// The result of reading and checking a spec.
#[derive(Debug)]
pub struct Checked {
    /// The files that were read.
    pub sources: Sources,
    /// The findings, in the order of the files.
    pub findings: Vec<Diagnostic>,
    /// The resolved contract; `None` if any finding is an error.
    pub contract: Option<Contract>,
}

impl Checked {
    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule.severity == Severity::Error)
    }
}

/// Reads and checks a spec and the files it uses. `path` is the name that findings print, and the paths in `use` are relative to it.
#[cfg(feature = "reader")]
pub fn check(path: &str, bytes: &[u8], loader: &mut dyn Loader) -> Checked {
    check_in_steps(path, bytes, loader, &mut |_| ())
}

/// Like [`check`], and reports the steps: `read`, `parse`, `resolve`, `check`.
///
/// ```
/// let mut steps = Vec::new();
/// errspec_spec::check_in_steps("a.yaml", b"errspec: 1\nname: a", &mut errspec_spec::NoFiles, &mut |step| steps.push(step));
/// assert_eq!(steps, ["read", "parse", "resolve", "check"]);
/// ```
#[cfg(feature = "reader")]
pub fn check_in_steps(path: &str, bytes: &[u8], loader: &mut dyn Loader, steps: &mut Steps<'_>) -> Checked {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let mut imports = resolve::Imports::new(&mut sources, &mut sink, loader, steps);
    imports.root(path, bytes);
    let units = imports.units;
    steps("resolve");
    let registry = registry::registry(&mut sources);
    let contract = registry.and_then(|registry| resolve::resolve(&units, &registry, &mut sink));
    steps("check");
    if let Some(contract) = &contract {
        rules::check(contract, &units, &mut sink);
    }
    rules::allow(&units, &mut sink);
    let contract = contract.filter(|_| !sink.has_errors());
    let findings = sink.into_sorted().into_iter().map(|finding| finding.map_spans(|span| sources.whole_characters(span)));
    Checked { findings: findings.into_vec(), sources, contract }
}

/// Checks entries that do not come from a spec, such as the attributes of a derive: a mapping with the sections `statuses`, `errors` and
/// `machines`, whose locations are in the first file of `sources`.
///
/// The entries go through the parser, the inheritance and the checks of a spec, without the checks that need a whole contract. If the sink
/// already has an error inside an entry, that entry is not checked for what may be missing because of the error.
pub fn check_entries(mut sources: Sources, root: &yaml::Node, mut sink: Sink) -> Checked {
    let units: Vec<_> = syntax::parse_sections(root, &mut sink)
        .map(|document| resolve::Unit {
            file: root.span.file,
            document: syntax::Document { name: Some(unnamed(root)), ..document },
        })
        .into_iter()
        .into_vec();
    let registry = registry::registry(&mut sources);
    let contract = registry.and_then(|registry| resolve::resolve(&units, &registry, &mut sink));
    if let Some(contract) = &contract {
        rules::entries(contract, &units, &mut sink);
    }
    let contract = contract.filter(|_| !sink.has_errors());
    Checked { sources, findings: sink.into_sorted(), contract }
}

/// Entries do not need the name of a module.
fn unnamed(root: &yaml::Node) -> source::Spanned<String> {
    source::Spanned::new(String::new(), root.span)
}

/// The JSON Schema (draft-07) of contracts as they are written, for editors.
#[cfg(feature = "serde")]
pub const CONTRACT_SCHEMA: &str = include_str!("../schema/errspec.json");

/// The names and texts of the shipped files, as `use` names them.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    std_specs::names().filter_map(|name| Some((name, std_specs::text(name)?)))
}

/// The registered HTTP statuses and their reason phrases.
///
/// ```
/// assert!(errspec_spec::registered().any(|(status, phrase)| status == 404 && phrase == "Not Found"));
/// ```
pub fn registered() -> impl Iterator<Item = (u16, String)> {
    let registry = registry::registry(&mut Sources::new());
    let statuses = registry.into_iter().flat_map(|registry| registry.statuses);
    statuses.filter_map(|entry| Some((entry.status.value, entry.phrase?.value)))
}
