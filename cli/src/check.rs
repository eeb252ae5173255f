//! `errspec check`: every finding of every spec, in one run.

use crate::args::{Check, Deny, Format};
use crate::input::{Input, Spec, tell_left_out};
use crate::report::Report;
use crate::terminal::{Terminal, print, tell};
use crate::{ExitStatus, Problem};
use errspec_codegen::Options;
use errspec_codegen::disk::Disk;
use std::collections::BTreeSet;

pub(crate) fn run(args: &Check, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let input = match args.paths.as_slice() {
        [] => Input::discover(),
        paths => Input::read(paths),
    };
    let mut report = Report::default();
    let mut read = BTreeSet::new();
    for spec in &input.specs {
        // Names that collide only in Rust are found while the code is generated, so the checks of the language are not enough.
        let generated = errspec_codegen::generate(&spec.name, &spec.bytes, &mut Disk::default(), &Options::default());
        read.extend(generated.files);
        report.add(&generated.sources, generated.findings);
        if args.review {
            let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
            let notes = checked.contract.as_ref().map(errspec_spec::review);
            report.add(&checked.sources, notes.unwrap_or_default());
        }
    }
    print(&report.render(args.format, terminal.colors_output()))?;
    tell_left_out(input.unused_parts(&read));
    input.problems.iter().for_each(|problem| terminal.problem(problem));
    if !input.specs.is_empty() {
        tell(&format!("{}: {}", counted(&input.specs), report.summary()));
    }
    if matches!(args.format, Format::Human) {
        report.more().iter().for_each(|line| tell(line));
    }
    Ok(exit_status(&report, args.deny).max(if input.problems.is_empty() { ExitStatus::Success } else { ExitStatus::Usage }))
}

fn exit_status(report: &Report, deny: Option<Deny>) -> ExitStatus {
    match deny {
        _ if report.has_errors() => ExitStatus::Findings,
        Some(Deny::Warnings) if report.has_warnings() => ExitStatus::Findings,
        _ => ExitStatus::Success,
    }
}

fn counted(specs: &[Spec]) -> String {
    match specs {
        [_] => "checked 1 spec".to_owned(),
        _ => format!("checked {} specs", specs.len()),
    }
}
