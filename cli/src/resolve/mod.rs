//! `errspec resolve`: what a spec says after imports, defaults and inheritance, and `errspec json-schema`, what that looks like.

mod shape;

use crate::args::{JsonSchema, Notation, Of, Resolve};
use crate::ended::{ExitStatus, Problem};
use crate::input;
use crate::report::Report;
use crate::terminal::{Terminal, print};

use errspec_codegen::disk::Disk;
use errspec_spec::resolved::Resolved;
use serde::Serialize;
pub(crate) use shape::SHAPE;

pub(crate) fn run(args: &Resolve, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let spec = input::spec(&args.spec)?;
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
    let Some(contract) = &checked.contract else {
        let mut report = Report::default();
        report.add(&checked.sources, checked.findings);
        report.tell(terminal);
        return Ok(ExitStatus::Findings);
    };
    print(&written(&Resolved::new(contract, &checked.sources), args.format)?)?;
    Ok(ExitStatus::Success)
}

pub(crate) fn schema(args: &JsonSchema) -> Result<ExitStatus, Problem> {
    let schema = match args.of {
        Of::Resolved => Resolved::schema(),
    };
    print(&written(&schema, Notation::Json)?)?;
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
