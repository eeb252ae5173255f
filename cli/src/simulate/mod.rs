//! `errspec simulate`: the waits that a contract leads to, and what many clients that follow it do to a server in trouble.
//!
//! The retry engine is the runtime's own, on a clock that jumps; nothing is computed here that clients would compute otherwise.

mod words;
mod policy;
mod entries;
mod schedule;
mod telling;
mod answer;
mod conditions;
mod leaked;
mod crowd;
mod load;
mod json_shape;
mod simulation;
mod text;
mod json;
mod plot;

use crate::args::{Simulate, View};
use crate::input;
use crate::report::Report;
use crate::terminal::{Terminal, print, visible};
use crate::{ExitStatus, Problem};
use errspec_codegen::disk::{Disk, reason};
use simulation::Simulation;
use std::fs;

pub(crate) use json_shape::SHAPE;

pub(crate) fn run(args: &Simulate, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let spec = input::spec(&args.spec)?;
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
    let Some(contract) = checked.contract else {
        let mut report = Report::default();
        report.add(&checked.sources, checked.findings);
        report.tell(terminal);
        return Ok(ExitStatus::Findings);
    };
    let simulation = Simulation::of(Box::leak(Box::new(contract)), args)?;
    let text = match args.format {
        View::Text => visible(&text::text(&simulation)),
        View::Json => json::json(&simulation),
        View::Svg => plot::svg(&simulation),
    };
    match &args.out {
        None => print(&text)?,
        Some(file) => {
            fs::write(file, text).map_err(|error| Problem(format!("cannot write `{}`: {}", file.display(), reason(&error))))?;
        }
    }
    Ok(ExitStatus::Success)
}
