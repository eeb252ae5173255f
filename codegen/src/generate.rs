//! Generates the module of a spec.

use crate::Options;
use crate::emit::{self, MARK};
use crate::names::Names;
use errspec_spec::diag::{Diagnostic, Sink};
use errspec_spec::lists::{IntoVec as _, sort_by_key};
use errspec_spec::model::Contract;
use errspec_spec::source::Sources;
use errspec_spec::{Checked, Loader, Steps};

/// The result of reading and checking a spec and, if it has no errors, generating its module.
#[derive(Debug)]
pub struct Generated {
    /// The files that were read.
    pub sources: Sources,
    /// The files read from disk, the spec first. A build depends on them.
    pub files: Vec<String>,
    /// The findings.
    pub findings: Vec<Diagnostic>,
    /// The generated module; `None` if any finding is an error.
    pub module: Option<Module>,
}

/// Lints that a crate may enable and that a generated module cannot satisfy. A program only uses part of a contract, so the compiler would
/// report the rest of a private module. The crate cannot change the spelling of a document. What could be `const`, `Copy` or `Eq` depends
/// on the contract and may change with it.
pub const MODULE_LINTS: &str = "\
#[allow(clippy::derive_partial_eq_without_eq, clippy::doc_markdown, clippy::missing_const_for_fn)]
#[allow(clippy::pub_underscore_fields, clippy::use_self)]
#[allow(dead_code, missing_copy_implementations, unnameable_types, unreachable_pub, unused_imports)]
";

/// A generated module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The path of the spec, as it was given.
    pub spec: String,
    /// The name of the module, which is also the stem of its file.
    pub name: String,
    /// The documentation in Markdown: what the module is, and on separate lines where its facts come from.
    pub summary: String,
    /// A short summary of its items: "10 statuses, 22 codes, 1 body".
    pub contents: String,
    /// The text of the items, which is the content of `name.rs`.
    pub text: String,
}

/// Reads and checks a spec and generates its module.
///
/// The result only depends on the specs, the options and the loader, not on the environment or the time.
pub fn generate(path: &str, bytes: &[u8], loader: &mut dyn Loader, options: &Options) -> Generated {
    generate_in_steps(path, bytes, loader, options, &mut |_| ())
}

/// Reads and checks a spec, with all findings of [`generate`], and writes no code. Names that collide only in Rust are found too.
pub fn check(path: &str, bytes: &[u8], loader: &mut dyn Loader) -> Checked {
    let mut checked = errspec_spec::check(path, bytes, loader);
    if let Some(contract) = &checked.contract {
        let mut sink = Sink::new();
        Names::new(contract, &mut sink);
        let failed = sink.has_errors();
        checked.findings.extend(sink.into_sorted());
        checked.contract = checked.contract.filter(|_| !failed);
    }
    checked
}

/// Like [`generate`], and reports the steps: those of [`errspec_spec::check_in_steps`], then `names`, `lookups` (the perfect hashes of
/// codes), `enums` (with their documentation), `tables` and `items` (all others).
pub fn generate_in_steps(
    path: &str,
    bytes: &[u8],
    loader: &mut dyn Loader,
    options: &Options,
    steps: &mut Steps<'_>,
) -> Generated {
    let mut recorded = Recording { loader, files: vec![path.to_owned()] };
    let Checked { sources, mut findings, contract } = errspec_spec::check_in_steps(path, bytes, &mut recorded, steps);
    let files = recorded.files;
    let module = contract.and_then(|contract| {
        steps("names");
        let mut sink = Sink::new();
        let names = Names::new(&contract, &mut sink);
        let failed = sink.has_errors();
        findings.extend(sink.into_sorted());
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        (!failed).then(|| Module {
            spec: path.to_owned(),
            name: contract.name.value.clone(),
            summary: summary(&contract),
            contents: contents(&contract),
            text: emit::emit(&contract, &names, options, file, steps),
        })
    });
    Generated { sources, files, findings, module }
}

fn summary(contract: &Contract) -> String {
    let title = contract.title.as_ref().unwrap_or(&contract.name);
    let lead = emit::escape(&format!("The failure contract of {}.", title.value));
    match &contract.source {
        Some(source) => format!("{lead}\n\n{}", emit::escape(&format!("From {}.", source.value))),
        None => lead,
    }
}

/// The text as lines of a doc comment.
pub(crate) fn doc_lines(summary: &str) -> String {
    summary.lines().map(|line| if line.is_empty() { "///\n".to_owned() } else { format!("/// {line}\n") }).collect()
}

/// The number of entries in a contract, by kind.
fn contents(contract: &Contract) -> String {
    let count = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let codes = contract.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    let states = contract.machines.iter().map(|machine| machine.states.len()).sum();
    let parts = [
        count(contract.statuses.len(), "status", "statuses"),
        count(codes, "code", "codes"),
        count(contract.bodies.len(), "body", "bodies"),
        count(states, "state", "states"),
        count(contract.conflicts.len(), "conflict resolved", "conflicts resolved"),
    ];
    parts.into_iter().flatten().into_vec().join(", ")
}

/// The `mod.rs` of a folder of generated modules, given their names and summaries.
pub(crate) fn index(modules: impl Iterator<Item = (String, String)>) -> String {
    let mut text = format!("{MARK} {}: the modules of this folder.\n", env!("CARGO_PKG_VERSION"));
    let mut sorted: Vec<(String, String)> = modules.into_vec();
    sort_by_key(&mut sorted, Clone::clone);
    for (name, summary) in sorted {
        text.push_str(&format!("\n{}{MODULE_LINTS}#[rustfmt::skip]\npub mod {name};\n", doc_lines(&summary)));
    }
    text
}

/// Records which files were read.
struct Recording<'l> {
    loader: &'l mut dyn Loader,
    files: Vec<String>,
}

impl Loader for Recording<'_> {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = self.loader.load(path)?;
        self.files.push(path.to_owned());
        Ok(bytes)
    }
}
