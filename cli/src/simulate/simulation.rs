//! Builds a simulation from contracts and the arguments.

use super::answer::{self, Told};
use super::crowd::{Conduct, Crowd};
use super::load::{self, COMPARED, Load, Variant};
use super::operations::{self, Plan};
use super::schedule::{self, Schedule};
use super::words;
use crate::Problem;
use crate::args::{Simulate, Start};
use errspec::retry::{BudgetRules, Operation, Policy};
use errspec_spec::diag::closest;
use errspec_spec::model::Contract;
use errspec_spec::words::Basis;
use errspec_tables::Tables;

/// Everything that is printed.
pub(super) struct Simulation {
    /// One contract, or two that are compared.
    pub(super) sides: Vec<Side>,
    pub(super) load: Load,
}

/// What a contract says about retries.
pub(super) struct Side {
    /// The name of the file.
    pub(super) file: String,
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) policy: Policy,
    pub(super) budget: Option<BudgetRules>,
    /// A remark if the numbers are not stated in the document.
    pub(super) assumed: Option<&'static str>,
    pub(super) schedules: Vec<Schedule>,
    /// The classes that are not retried automatically, with the number of entries.
    pub(super) others: Vec<(&'static str, usize)>,
    pub(super) operations: Vec<Plan>,
}

impl Simulation {
    /// Simulates one contract with variants of it, or compares two contracts.
    pub(super) fn of(contracts: Vec<(String, Tables)>, args: &Simulate) -> Result<Self, Problem> {
        let called = contracts.iter().map(|(_, tables)| Ok((*tables, operation(tables, args)?)));
        let called = called.collect::<Result<Vec<_>, Problem>>()?;
        let told = answer::choose(&called, args)?;
        let evenly = args.start == Start::Evenly;
        let crowd = Crowd { clients: args.clients, outage: args.outage, seed: args.seed, evenly };
        let sides: Vec<Side> =
            contracts.into_iter().zip(&told).map(|((file, tables), told)| Side::of(file, &tables, told)).collect();
        let conducts = sides.iter().zip(&told).zip(&called).map(|((side, told), (_, operation))| Conduct {
            policy: told.policy,
            budget: side.budget,
            operation: *operation,
            answer: &told.answer,
        });
        let conducts: Vec<Conduct<'_>> = conducts.collect();
        let repeated = |at: usize| told.get(at).is_some_and(Told::is_repeated);
        let variants = match conducts.as_slice() {
            [one] => load::variants(*one, repeated(0)),
            several => several
                .iter()
                .zip(&sides)
                .zip(COMPARED)
                .enumerate()
                .map(|(at, ((conduct, side), name))| {
                    let label = format!("{}: {}", side.file, words::policy(&conduct.limited(), conduct.budget));
                    Variant { name, label, repeated: repeated(at), conduct: *conduct }
                })
                .collect(),
        };
        Ok(Self { load: Load::of(crowd, variants), sides })
    }
}

impl Side {
    fn of(file: String, tables: &Tables, told: &Told) -> Self {
        let (contract, policy) = (tables.model, *tables.contract.policy);
        Self {
            file,
            name: &contract.name,
            title: contract.title.as_ref().unwrap_or(&contract.name),
            assumed: assumed(contract),
            schedules: schedule::schedules(contract, &policy),
            others: schedule::others(contract),
            operations: operations::plans(tables, &told.policy, &told.answer),
            budget: errspec_tables::budget(contract),
            policy,
        }
    }
}

/// The operation that the clients call.
fn operation(tables: &Tables, args: &Simulate) -> Result<Option<&'static Operation>, Problem> {
    let Some(name) = &args.operation else { return Ok(None) };
    let mut all = tables.operations.iter();
    if let Some(operation) = all.clone().find(|operation| operation.name == name) {
        return Ok(Some(operation));
    }
    let known = all.by_ref().map(|operation| operation.name);
    let help = match closest(name, known) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    Err(Problem(format!("`{}` has no operation `{name}`{help}", tables.contract.name)))
}

fn assumed(contract: &'static Contract) -> Option<&'static str> {
    match (contract.policy.span, contract.policy.basis) {
        (None, _) => Some("The contract has no retry section; these are the language's defaults, so they are assumed."),
        (_, Basis::Assumed) => Some("The document gives no numbers; these are assumed."),
        (_, Basis::Inferred) => Some("The document does not state these numbers; they are inferred."),
        _ => None,
    }
}
