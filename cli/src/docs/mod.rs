//! `errspec docs`: the contract as a page for people, as Markdown and as JSON.
//!
//! Everything is read from the JSON of `errspec resolve`, so nothing is derived twice. Members that are not known here are printed as they
//! are, so that the page of a newer contract lacks nothing.

mod anchors;
mod fact_lines;
mod failures;
mod goals;
mod jobs;
mod prose;
mod public;
mod render;
mod response_values;
mod samples;
mod states;
mod view;
mod waits;

use crate::args::Docs;
use crate::contract;
use crate::ended::{ExitStatus, Problem};
use crate::files::Files;
use crate::terminal::{Terminal, print};
use errspec_codegen::disk::reason;
use errspec_spec::model::Contract;
use errspec_spec::resolved::Resolved;
use std::fs;
use std::path::Path;

pub(crate) fn run(args: &Docs, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let Some(read) = contract::read(&args.spec, terminal)? else { return Ok(ExitStatus::Findings) };
    let contract: &'static Contract = Box::leak(Box::new(public::public(read.contract)));
    let resolved = serde_json::to_value(Resolved::new(contract, &read.sources));
    let resolved = resolved.map_err(|error| Problem(format!("cannot print the contract: {error}")))?;
    let view = view::view(&resolved, contract);
    let name = resolved["name"].as_str().unwrap_or("contract");
    let files = [
        (format!("{name}.html"), render::html(&view)?),
        (format!("{name}.md"), render::markdown(&view)?),
        (format!("{name}.json"), format!("{resolved:#}\n")),
    ];
    let mut written = Files::default();
    for (name, text) in files {
        write(&args.out_dir, &name, &text, &mut written)?;
    }
    print(&written.printed(args.format))?;
    Ok(ExitStatus::Success)
}

fn write(folder: &Path, name: &str, text: &str, files: &mut Files) -> Result<(), Problem> {
    let path = folder.join(name);
    let written = fs::create_dir_all(folder).and_then(|()| match fs::read(&path) {
        Ok(old) if old == text.as_bytes() => Ok("unchanged"),
        _ => fs::write(&path, text).map(|()| "wrote"),
    });
    match written {
        Ok(what) => {
            files.add(what, &path.display().to_string(), text);
            Ok(())
        }
        Err(error) => Err(Problem(format!("cannot write `{}`: {}", path.display(), reason(&error)))),
    }
}
