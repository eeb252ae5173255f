//! What a simulation is made of, from a contract and the arguments.

use super::answer::Answer;
use super::crowd::Crowd;
use super::load::Load;
use super::schedule::{self, Schedule};
use crate::Problem;
use crate::args::{Simulate, Start};
use errspec::retry::Policy;
use errspec_spec::model::Contract;
use errspec_spec::words::Basis;
use errspec_tables::Tables;

/// Everything there is to print.
pub(super) struct Simulation {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) policy: Policy,
    /// A remark if the numbers are not stated in the document.
    pub(super) assumed: Option<&'static str>,
    pub(super) schedules: Vec<Schedule>,
    /// The classes that are not retried automatically, with the number of entries.
    pub(super) others: Vec<(&'static str, usize)>,
    pub(super) load: Load,
}

impl Simulation {
    pub(super) fn of(contract: &'static Contract, args: &Simulate) -> Result<Self, Problem> {
        let policy = *Tables::of(contract).contract.policy;
        let (answer, of_answer) = Answer::choose(contract, policy, args)?;
        let evenly = args.start == Start::Evenly;
        let crowd = Crowd { clients: args.clients, outage: args.outage, seed: args.seed, evenly, answer: &answer };
        Ok(Self {
            name: &contract.name,
            title: contract.title.as_ref().unwrap_or(&contract.name),
            assumed: assumed(contract),
            schedules: schedule::schedules(contract, &policy),
            others: schedule::others(contract),
            load: Load::of(&crowd, &answer, &of_answer, errspec_tables::budget(contract)),
            policy,
        })
    }
}

fn assumed(contract: &'static Contract) -> Option<&'static str> {
    match (contract.policy.span, contract.policy.basis) {
        (None, _) => Some("The contract has no retry section; these are the language's defaults, so they are assumed."),
        (_, Basis::Assumed) => Some("The document gives no numbers; these are assumed."),
        (_, Basis::Inferred) => Some("The document does not state these numbers; they are inferred."),
        _ => None,
    }
}
