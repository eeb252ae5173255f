//! Contradictions inside a resolved contract, one file per rule or family of rules.

mod broken;
mod statuses;
mod bodies;
mod catalogues;
mod families;
mod rules;
mod delays;
mod waits;
mod hints;
mod budget;
mod machines;
mod lints;

pub(crate) use lints::allow;

use crate::diag::Sink;
use crate::model::Contract;
use crate::resolve::Unit;
use broken::Broken;

/// Runs every check. Entries with an error inside are left out: what is missing from them would only lead to false findings.
pub(crate) fn check(contract: &Contract, units: &[Unit], sink: &mut Sink) {
    let broken = Broken::new(units, sink);
    statuses::check(contract, sink);
    catalogues::check(contract, &broken, sink);
    families::check(contract, &broken, sink);
    bodies::check(contract, &broken, sink);
    if broken.policy() {
        return machines::check(contract, &broken, units, sink);
    }
    rules::check(contract, sink);
    waits::check(contract, sink);
    hints::check(contract, sink);
    budget::check(contract, sink);
    machines::check(contract, &broken, units, sink);
}
