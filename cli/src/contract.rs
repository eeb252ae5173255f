//! The contract of a spec, for the commands that show it.

use crate::report::Report;
use crate::terminal::Terminal;
use crate::{Problem, input};
use errspec_codegen::disk::Disk;
use errspec_spec::model::Contract;
use errspec_spec::source::Sources;
use std::path::Path;

/// A contract, the name of its spec, and the files that were read.
pub(crate) struct Read {
    pub(crate) name: String,
    pub(crate) contract: Contract,
    pub(crate) sources: Sources,
}

/// Reads a spec. If it has errors, they are reported, and there is no contract.
pub(crate) fn read(path: &Path, terminal: Terminal) -> Result<Option<Read>, Problem> {
    let spec = input::spec(path)?;
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
    if checked.contract.is_none() {
        let mut report = Report::default();
        report.add(&checked.sources, checked.findings);
        report.tell(terminal);
    }
    Ok(checked.contract.map(|contract| Read { name: spec.name, contract, sources: checked.sources }))
}
