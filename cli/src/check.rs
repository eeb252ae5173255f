//! `errspec check`: every finding of every spec, in one run.

use crate::args::{Check, Deny, Format};
use crate::input::{Input, Spec};
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
    let (parts, specs): (Vec<&Spec>, Vec<&Spec>) = input.specs.iter().partition(|spec| errspec_spec::is_part(&spec.bytes));
    for spec in &specs {
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
    // A part that one of the specs uses has been checked with it.
    let parts: Vec<&Spec> =
        parts.into_iter().filter(|part| !read.contains(&part.name)).chain(input.unused_parts(&read)).collect();
    for part in &parts {
        let checked = errspec_spec::check_part(&part.name, &part.bytes, &mut Disk::default());
        report.add(&checked.sources, checked.findings);
    }
    print(&report.render(args.format, terminal.colors_output()))?;
    for part in &parts {
        tell(&format!("checked `{}` as a part of other specs, because it has no `name`", part.name));
    }
    input.problems.iter().for_each(|problem| terminal.problem(problem));
    if !input.specs.is_empty() {
        tell(&format!("{}: {}", counted(specs.len() + parts.len()), report.summary()));
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

fn counted(specs: usize) -> String {
    match specs {
        1 => "checked 1 spec".to_owned(),
        _ => format!("checked {specs} specs"),
    }
}
