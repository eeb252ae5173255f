//! One revision of a contract, prepared for comparison.

use super::plain::plain;
use super::revision::{self, Revision};
use super::surface::Surface;
use crate::Problem;
use crate::report::Report;
use crate::terminal::Terminal;
use errspec_codegen::Options;
use errspec_spec::model::Contract;
use errspec_spec::resolved::Resolved;
use errspec_tables::Tables;
use serde_json::Value;

/// A contract as data, as a model, and as Rust.
pub(crate) struct Side {
    pub(crate) contract: &'static Contract,
    /// What generated code would contain.
    pub(crate) tables: Tables,
    /// What `errspec resolve` prints.
    pub(crate) resolved: Value,
    /// The same without locations and origins.
    pub(crate) plain: Value,
    pub(crate) surface: Surface,
}

/// Reads a revision. If it has errors, they are reported, and the result is `None`.
pub(crate) fn read(which: &str, terminal: Terminal) -> Result<Option<Side>, Problem> {
    let Revision { spec, mut files } = revision::read(which)?;
    let generated = errspec_codegen::generate(&spec.name, &spec.bytes, &mut files, &Options::default());
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut files);
    let (Some(module), Some(contract)) = (generated.module, checked.contract) else {
        let mut report = Report::default();
        report.add(&generated.sources, generated.findings);
        report.tell(terminal);
        return Ok(None);
    };
    let contract: &'static Contract = Box::leak(Box::new(contract));
    let resolved = serde_json::to_value(Resolved::new(contract, &checked.sources))
        .map_err(|error| Problem(format!("cannot compare `{which}`: {error}")))?;
    let surface = Surface::read(&contract.name.value, &module.text)?;
    Ok(Some(Side { plain: plain(&resolved), contract, tables: Tables::of(contract), resolved, surface }))
}
