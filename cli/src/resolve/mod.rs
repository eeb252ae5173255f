//! `errspec resolve`: what a spec says after imports, defaults and inheritance.
//!
//! [`SHAPE`] describes what is printed. One file per section builds it from the model; printing is serde's.

mod bodies;
mod errors;
mod facts;
mod http;
mod machines;
mod notes;
mod object;
mod retry;
mod shape;
mod statuses;
mod values;

pub(crate) use shape::SHAPE;

use crate::args::{Notation, Resolve};
use crate::input;
use crate::report::Report;
use crate::terminal::{Terminal, print};
use crate::{ExitStatus, Problem};
use errspec_codegen::disk::Disk;
use errspec_spec::decide::Verdicts;
use errspec_spec::model::Contract;
use errspec_spec::source::Sources;
use facts::Places;
use object::{Object, list};
use serde_json::Value;

pub(crate) fn run(args: &Resolve, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let spec = input::spec(&args.spec)?;
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
    let Some(contract) = &checked.contract else {
        let mut report = Report::default();
        report.add(&checked.sources, checked.findings);
        report.tell(terminal);
        return Ok(ExitStatus::Findings);
    };
    print(&written(&document(contract, &checked.sources), args.format)?)?;
    Ok(ExitStatus::Success)
}

fn document(contract: &Contract, sources: &Sources) -> Value {
    let places = Places(sources);
    let verdicts = Verdicts::new(contract);
    let basis = errspec_spec::words::Basis::Stated;
    Object::new()
        .set("errspec", 1)
        .set("name", contract.name.as_str())
        .maybe("title", places.own_text(contract.title.as_ref(), basis))
        .maybe("source", contract.source.as_ref().map(|source| source.as_str()))
        .set("files", list(contract.files.iter().map(|file| sources.name(*file))))
        .set("credentials", http::credentials(contract, places))
        .set("success", list(contract.success.iter().map(|range| range.to_string())))
        .set("statuses", statuses::statuses(contract, &verdicts, places))
        .set("ranges", statuses::ranges(contract, places))
        .set("errors", errors::errors(contract, &verdicts, places))
        .set("bodies", bodies::bodies(contract, places))
        .set("headers", http::headers(contract, places))
        .set("operations", http::operations(contract, places))
        .set("health", http::health(contract, places))
        .set("retry", retry::retry(contract, places))
        .set("machines", machines::machines(contract, places))
        .set("conflicts", notes::conflicts(&contract.conflicts, places))
        .set("advice", notes::remarks(&contract.advice, places))
        .set("unspecified", notes::remarks(&contract.unspecified, places))
        .into()
}

fn written(document: &Value, notation: Notation) -> Result<String, Problem> {
    let text = match notation {
        Notation::Json => serde_json::to_string_pretty(document).map_err(|error| error.to_string()),
        Notation::Yaml => serde_yaml::to_string(document).map_err(|error| error.to_string()),
    };
    let text = text.map_err(|error| Problem(format!("cannot print the contract: {error}")))?;
    Ok(text.trim_end().to_owned() + "\n")
}
