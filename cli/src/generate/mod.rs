//! `errspec generate`: from specs to Rust files.

mod stale;
mod timings;
mod write;

use crate::args::Generate;
use crate::input::{Input, tell_left_out};
use crate::report::Report;
use crate::terminal::{Terminal, print, tell};
use crate::{ExitStatus, Problem};
use errspec_codegen::disk::Disk;
use errspec_codegen::{Layout, Module, Options, Output, OutputError};
use std::collections::BTreeSet;
use timings::Timings;

pub(crate) fn run(args: &Generate, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let mut timings = args.timings.then(Timings::default);
    let ended = generate(args, terminal, &mut timings);
    timings.iter().for_each(|timings| tell(&timings.table()));
    ended
}

fn generate(args: &Generate, terminal: Terminal, timings: &mut Option<Timings>) -> Result<ExitStatus, Problem> {
    let input = Input::read(&args.paths);
    if !input.problems.is_empty() {
        input.problems.iter().for_each(|problem| terminal.problem(problem));
        return Ok(ExitStatus::Usage);
    }
    if args.out_dir.is_none() && input.specs.len() > 1 {
        return Err(Problem(format!("{} specs need a folder: `--out-dir src/api`", input.specs.len())));
    }
    let Some(modules) = modules(args, &input, terminal, timings)? else { return Ok(ExitStatus::Findings) };
    let Some(folder) = &args.out_dir else {
        print(&modules.iter().map(|module| module.text.as_str()).collect::<String>())?;
        return Ok(ExitStatus::Success);
    };
    let output = match Output::plan(folder, &modules, Layout::Sources) {
        Ok(output) => output,
        Err(error) => {
            terminal.problem(&Problem(error.to_string()));
            let clash = matches!(error, OutputError::SameName { .. });
            return Ok(if clash { ExitStatus::Findings } else { ExitStatus::Usage });
        }
    };
    let ended = match args.check {
        true => stale::show(&output, args.format, terminal),
        false => timings::step(timings, "write", || write::write(&output, args.format)),
    }?;
    tell_others(&output);
    Ok(ended)
}

/// Lists the modules that this run did not generate, because their specs were not given or no longer exist.
fn tell_others(output: &Output) {
    for other in &output.others {
        let (path, from) = (other.path.display(), &other.from);
        tell(&format!(
            "kept `{path}` from an earlier run with {from}, which was not given now; delete it if that spec no longer exists"
        ));
    }
}

/// The module of each spec; `None` if any spec has errors. Prints the findings.
fn modules(
    args: &Generate,
    input: &Input,
    terminal: Terminal,
    timings: &mut Option<Timings>,
) -> Result<Option<Vec<Module>>, Problem> {
    let options = Options { runtime: args.runtime.clone(), serde: args.serde };
    let (mut report, mut read) = (Report::default(), BTreeSet::new());
    let mut modules = Vec::new();
    for spec in &input.specs {
        let generated = match timings {
            None => errspec_codegen::generate(&spec.name, &spec.bytes, &mut Disk::default(), &options),
            Some(timings) => timings.generate(spec, &options),
        };
        read.extend(generated.files);
        report.add(&generated.sources, generated.findings);
        modules.push((spec.name.clone(), generated.module));
    }
    tell_left_out(input.unused_parts(&read));
    report.tell(terminal);
    if report.has_errors() {
        tell("nothing was written");
        return Ok(None);
    }
    let named = modules.into_iter().map(|(spec, module)| match module {
        Some(module) => Ok(module),
        None => Err(Problem(format!("`{spec}` has no errors, and yet nothing was generated from it"))),
    });
    named.collect::<Result<_, _>>().map(Some)
}
