//! `errspec simulate`: the waits that a contract leads to, and what many clients that follow it do to a server in trouble.
//!
//! The retry engine is the runtime's own, on a clock that jumps; nothing is computed here that clients would compute otherwise.

mod words;
mod policy;
mod rules;
mod entries;
mod schedule;
mod telling;
mod answer;
mod crowd;
mod load;
mod text;
mod json;
mod plot;

use crate::args::{Simulate, Start, View};
use crate::input;
use crate::report::Report;
use crate::terminal::{Terminal, print, visible};
use crate::{ExitStatus, Problem};
use answer::Answer;
use crowd::Crowd;
use errspec::retry::Policy;
use errspec_codegen::disk::{Disk, reason};
use errspec_spec::model::Contract;
use errspec_spec::words::Basis;
use load::Load;
use schedule::Schedule;
use std::fs;

pub(crate) use json::SHAPE;

/// Everything there is to print.
struct Simulation<'c> {
    name: &'c str,
    title: &'c str,
    policy: Policy,
    /// ReportedCode where the numbers are not the document's own.
    assumed: Option<&'static str>,
    schedules: Vec<Schedule>,
    /// The classes that are not repeated with a wait, and how many entries have each.
    others: Vec<(&'static str, usize)>,
    load: Load,
}

pub(crate) fn run(args: &Simulate, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let spec = input::spec(&args.spec)?;
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
    let Some(contract) = &checked.contract else {
        let mut report = Report::default();
        report.add(&checked.sources, checked.findings);
        report.tell(terminal);
        return Ok(ExitStatus::Findings);
    };
    let simulation = Simulation::of(contract, args)?;
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

impl<'c> Simulation<'c> {
    fn of(contract: &'c Contract, args: &Simulate) -> Result<Self, Problem> {
        let policy = policy::policy(contract);
        let (answer, of_answer) = Answer::choose(contract, policy, args)?;
        let evenly = args.start == Start::Evenly;
        let crowd = Crowd { clients: args.clients, outage: args.outage, seed: args.seed, evenly, answer: &answer };
        Ok(Self {
            name: &contract.name,
            title: contract.title.as_ref().unwrap_or(&contract.name),
            assumed: assumed(contract),
            schedules: schedule::schedules(contract, &policy),
            others: schedule::others(contract),
            load: Load::of(&crowd, &answer, &of_answer, policy::budget(contract)),
            policy,
        })
    }
}

fn assumed(contract: &Contract) -> Option<&'static str> {
    match (contract.policy.span, contract.policy.basis) {
        (None, _) => Some("The contract has no retry section; these are the language's defaults, so they are assumed."),
        (_, Basis::Assumed) => Some("The document gives no numbers; these are assumed."),
        (_, Basis::Inferred) => Some("The document does not state these numbers; they are inferred."),
        _ => None,
    }
}
