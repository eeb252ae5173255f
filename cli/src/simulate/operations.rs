//! The properties of operations: their safety, their limits, and the delays that follow from these.

use super::answer::Answer;
use super::crowd::Conduct;
use super::limited;
use super::schedule::{Schedule, schedules};
use errspec::retry::{Operation, Policy, Step};
use errspec_spec::model::Contract;
use errspec_tables::Tables;
use std::time::Duration;

/// An operation of a contract.
pub(super) struct Plan {
    pub(super) operation: &'static Operation,
    /// The policy with the limits of the operation.
    pub(super) policy: Policy,
    /// Why a call is not repeated after the simulated failure; `None` if it is.
    pub(super) refusal: Option<String>,
    /// Its schedules, if it has limits of its own.
    pub(super) schedules: Vec<Schedule>,
}

/// All operations, in the order of the contract.
pub(super) fn plans(tables: &Tables, policy: &Policy, answer: &Answer) -> Vec<Plan> {
    tables.operations.iter().map(|operation| plan(operation, tables.model, policy, answer)).collect()
}

fn plan(operation: &'static Operation, contract: &'static Contract, policy: &Policy, answer: &Answer) -> Plan {
    let conduct = Conduct { policy: *policy, budget: None, operation: Some(operation), answer };
    let mut call = conduct.call(Duration::ZERO, 0_u64.into());
    let refusal = match answer.told(Duration::ZERO, |outcome| call.on_outcome(outcome, Duration::ZERO)) {
        Step::End(Err(end)) => Some(end.reason.to_string()),
        Step::End(Ok(())) => Some("a success of this operation".to_owned()),
        Step::Wait(_) | Step::Refresh => None,
    };
    let own = limited::limited(policy, operation);
    let schedules = if operation.retry.is_some() { schedules(contract, &own) } else { Vec::new() };
    Plan { operation, policy: own, refusal, schedules }
}
