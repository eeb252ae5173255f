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
    let units = files(path, bytes, (&mut sources, &mut sink), loader, steps);
    let registry = registry::registry(&mut sources);
    let contract = registry.and_then(|registry| resolve::resolve(&units, &registry, &mut sink));
    steps("check");
    if let Some(contract) = &contract {
        rules::check(contract, &units, &mut sink);
    }
    rules::allow(&units, &mut sink);
    let contract = contract.filter(|_| !sink.has_errors());
    checked(sources, sink, contract)
}

/// Checks a file without `name`, which is only a part of contracts. What another file may declare or decide is not reported: unknown names
/// and statuses, and warnings, which are about whole contracts. There is no contract.
///
/// ```
/// let part = b"errspec: 1\nerrors: { Common: { codes: { BUSY: { summary: Too much to do, status: 503 } } } }\n";
/// assert!(errspec_spec::check_part("common.yaml", part, &mut errspec_spec::NoFiles).findings.is_empty());
/// let wrong = b"errspec: 1\nerrors: { Common: { codes: { BUSY: { summery: Too much to do } } } }\n";
/// assert!(errspec_spec::check_part("common.yaml", wrong, &mut errspec_spec::NoFiles).has_errors());
/// ```
#[cfg(feature = "reader")]
pub fn check_part(path: &str, bytes: &[u8], loader: &mut dyn Loader) -> Checked {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let mut units = files(path, bytes, (&mut sources, &mut sink), loader, &mut |_| ());
    if let Some(unit) = units.first_mut() {
        let nowhere = unit.document.span;
        unit.document.name.get_or_insert_with(|| source::Spanned::new(String::new(), nowhere));
    }
    let registry = registry::registry(&mut sources);
    let contract = registry.and_then(|registry| resolve::resolve(&units, &registry, &mut sink));
    if let Some(contract) = &contract {
        rules::entries(contract, &units, &mut sink);
    }
    let elsewhere = [&rules::UNKNOWN_NAME, &rules::UNDECLARED_STATUS];
    sink.retain(|finding| finding.rule.severity == Severity::Error && !elsewhere.contains(&finding.rule));
    checked(sources, sink, None)
}

/// Whether a file is only a part of contracts: it has no `name`, and no base that may have one.
///
/// ```
/// assert!(errspec_spec::is_part(b"errspec: 1\nstatuses: { 404: No such order }\n"));
/// assert!(!errspec_spec::is_part(b"errspec: 1\nbase: ./vendor.yaml\n"));
/// ```
#[cfg(feature = "reader")]
pub fn is_part(bytes: &[u8]) -> bool {
    let has = |key| yaml::has_top_level_key(bytes, key);
    has("errspec") && !has("name") && !has("base")
}

/// Reads the files of a contract.
#[cfg(feature = "reader")]
fn files(
    path: &str,
    bytes: &[u8],
    (sources, sink): (&mut Sources, &mut Sink),
    loader: &mut dyn Loader,
    steps: &mut Steps<'_>,
) -> Vec<resolve::Unit> {
    let mut imports = resolve::Imports::new(sources, sink, loader, steps);
    imports.root(path, bytes);
    let units = imports.units;
    steps("resolve");
    units
}

/// The result, with locations that begin and end with characters.
#[cfg(feature = "reader")]
fn checked(sources: Sources, sink: Sink, contract: Option<Contract>) -> Checked {
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
