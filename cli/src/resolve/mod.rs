//! `errspec resolve` prints what a spec says after imports, defaults and inheritance; `errspec json-schema` prints the schema of that.

mod shape;

use crate::args::{JsonSchema, Notation, Of, Resolve};
use crate::contract;
use crate::ended::{ExitStatus, Problem};
use crate::terminal::{Terminal, print};
use errspec_spec::resolved::Resolved;
use serde::Serialize;
pub(crate) use shape::SHAPE;

pub(crate) fn run(args: &Resolve, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let Some(read) = contract::read(&args.spec, terminal)? else { return Ok(ExitStatus::Findings) };
    print(&written(&Resolved::new(&read.contract, &read.sources), args.format)?)?;
    Ok(ExitStatus::Success)
}

pub(crate) fn schema(args: &JsonSchema) -> Result<ExitStatus, Problem> {
    match args.of {
        Of::Contract => print(errspec_spec::CONTRACT_SCHEMA)?,
        Of::Resolved => print(&written(&Resolved::schema(), Notation::Json)?)?,
        Of::Finding => print(include_str!("../schemas/finding.json"))?,
        Of::Change => print(include_str!("../schemas/change.json"))?,
        Of::Checks => print(include_str!("../schemas/checks.json"))?,
        Of::Files => print(include_str!("../schemas/files.json"))?,
        Of::Machines => print(include_str!("../schemas/machines.json"))?,
        Of::Simulation => print(include_str!("../schemas/simulation.json"))?,
        Of::Request => print(include_str!("../schemas/request.json"))?,
        Of::Traffic => print(include_str!("../schemas/traffic.json"))?,
        Of::Audit => print(include_str!("../schemas/audit.json"))?,
    }
    Ok(ExitStatus::Success)
}

fn written(document: &impl Serialize, notation: Notation) -> Result<String, Problem> {
    let text = match notation {
        Notation::Json => serde_json::to_string_pretty(document).map_err(|error| error.to_string()),
        Notation::Yaml => serde_yaml::to_string(document).map_err(|error| error.to_string()),
    };
    let text = text.map_err(|error| Problem(format!("cannot print the contract: {error}")))?;
    Ok(text.trim_end().to_owned() + "\n")
}
