//! Random machines, as specs, and a reader of drawn pictures.

pub(crate) mod machines;
pub(crate) mod picture;

use errspec_codegen::diagram::{Format, draw};
use errspec_spec::model::Contract;
use errspec_spec::{NoFiles, check};

pub(crate) const FORMATS: [Format; 4] = [Format::Mermaid, Format::Dot, Format::Svg, Format::Table];

/// The contract of a spec that is right.
pub(crate) fn contract(spec: &str) -> Contract {
    let checked = check("machines.yaml", spec.as_bytes(), &mut NoFiles);
    let findings: Vec<&String> = checked.findings.iter().map(|finding| &finding.message).collect();
    checked.contract.unwrap_or_else(|| panic!("{findings:?}\n{spec}"))
}

/// All machines of a contract.
pub(crate) fn drawn(contract: &Contract, format: Format) -> String {
    draw(&contract.machines.iter().collect::<Vec<_>>(), format)
}
