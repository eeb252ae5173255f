//! `errspec init`: a contract to start from.

use crate::args::{Init, Printed};
use crate::ended::{ExitStatus, Problem};
use crate::files::Files;
use crate::terminal::print;
use errspec_codegen::Options;
use errspec_codegen::disk::{Disk, reason};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};

const CONTRACT: &str = include_str!("contract.yaml");

pub(crate) fn run(args: &Init) -> Result<ExitStatus, Problem> {
    let name = args.name.trim();
    check_name(name)?;
    let path = format!("spec/{name}.errspec.yaml");
    let contract = CONTRACT.replacen("name: api", &format!("name: {name}"), 1);
    // The file is created only if it does not exist, in one step, so that no other file can be overwritten in between.
    let written = fs::create_dir_all("spec")
        .and_then(|()| File::create_new(&path))
        .and_then(|mut file| file.write_all(contract.as_bytes()));
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Problem(format!("`{path}` already exists; nothing was written")));
        }
        Err(error) => return Err(Problem(format!("cannot write `{path}`: {}", reason(&error)))),
    }
    if args.format == Printed::Json {
        let mut files = Files::default();
        files.add("wrote", &path, &contract);
        print(&files.printed(args.format))?;
        return Ok(ExitStatus::Success);
    }
    print(&format!(
        "wrote {path}\nDescribe your API in it, then run\n  errspec check\n  errspec generate {path} --out-dir src/contracts\n"
    ))?;
    Ok(ExitStatus::Success)
}

/// The language decides which names are valid. In quotes, a name cannot be read as anything else.
fn check_name(name: &str) -> Result<(), Problem> {
    let contract = CONTRACT.replacen("name: api", &format!("name: {}", serde_json::Value::from(name)), 1);
    let generated = errspec_codegen::generate("contract", contract.as_bytes(), &mut Disk::default(), &Options::default());
    let Some(finding) = generated.findings.first() else { return Ok(()) };
    let notes: String = finding.notes.iter().map(|note| format!(". {}", note.trim_end_matches('.'))).collect();
    Err(Problem(format!("{}{notes}", finding.message)))
}
