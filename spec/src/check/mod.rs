//! Contradictions inside a resolved contract, one file per rule or family of rules.

mod broken;
mod statuses;
#[cfg(feature = "reader")]
mod bodies;
mod catalogs;
mod families;
#[cfg(feature = "reader")]
mod rules;
pub(crate) mod delays;
#[cfg(feature = "reader")]
pub(crate) mod waits;
#[cfg(feature = "reader")]
mod hints;
#[cfg(feature = "reader")]
mod budget;
mod machines;
#[cfg(feature = "reader")]
mod lints;

#[cfg(feature = "reader")]
pub(crate) use lints::allow;
#[cfg(feature = "reader")]
pub(crate) use machines::graph;

use crate::diag::Sink;
use crate::model::Contract;
use crate::resolve::Unit;
use broken::Broken;

/// The checks of what a derive can write: statuses, catalogs and machines.
pub(crate) fn entries(contract: &Contract, units: &[Unit], sink: &mut Sink) {
    let broken = Broken::new(units, sink);
    statuses::check(contract, sink);
    catalogs::check(contract, &broken, sink);
    families::check(contract, &broken, sink);
    machines::check(contract, &broken, units, sink);
}

/// Runs every check. Entries with an error inside are left out: what is missing from them would only lead to false findings.
#[cfg(feature = "reader")]
pub(crate) fn check(contract: &Contract, units: &[Unit], sink: &mut Sink) {
    let broken = Broken::new(units, sink);
    statuses::check(contract, sink);
    catalogs::check(contract, &broken, sink);
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
