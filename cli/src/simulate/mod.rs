//! `errspec simulate`: the waits of a contract, and the load that many clients that follow it put on a failing server.
//!
//! The retry engine is the runtime's own, on a simulated clock, so clients compute everything in the same way.

mod schedule;
mod words;
mod entries;
mod telling;
mod answer;
mod limited;
mod crowd;
mod operations;
mod load;
mod json_shape;
mod simulation;
mod table;
mod waits_text;
mod text;
mod operations_text;
mod compare_text;
mod load_text;
mod json;
mod plot;

use crate::args::{Simulate, View};
use crate::terminal::{Terminal, visible, write_or_print};
use crate::{ExitStatus, Problem, contract};
use errspec_tables::Tables;
use simulation::Simulation;

pub(crate) use json::schedules;
pub(crate) use json_shape::SHAPE;

pub(crate) fn run(args: &Simulate, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let mut contracts: Vec<(String, Tables)> = Vec::new();
    for spec in std::iter::once(&args.spec).chain(&args.other) {
        let Some(read) = contract::read(spec, terminal)? else { return Ok(ExitStatus::Findings) };
        contracts.push((read.name, Tables::of(Box::leak(Box::new(read.contract)))));
    }
    let simulation = Simulation::of(contracts, args)?;
    let text = match args.format {
        View::Text => visible(&text::text(&simulation)),
        View::Json => json::json(&simulation),
        View::Svg => plot::svg(&simulation),
    };
    write_or_print(args.out.as_deref(), &text)?;
    Ok(ExitStatus::Success)
}
