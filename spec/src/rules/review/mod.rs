//! The notes of a review: what a contract without errors leaves open, and what a client should know about it. They are only reported on
//! request and do not change the generated code.

mod names;
pub(crate) mod cycles;
pub(crate) mod commands;
pub(crate) mod states;
pub(crate) mod unlisted;
pub(crate) mod signals;
pub(crate) mod sending;
pub(crate) mod waits;

pub use {commands::*, cycles::*, sending::*, signals::*, states::*, unlisted::*, waits::*};

use crate::diag::{Diagnostic, Sink};
use crate::model::Contract;

/// The notes of a review, in the order of the files. Each is a [`Severity::Note`](crate::diag::Severity::Note).
///
/// ```
/// let spec = b"errspec: 1
/// name: render
/// machines:
///   Render:
///     initial: queued
///     states:
///       queued: { kind: pending }
///       done: { kind: final, outcome: success }
///     edges: [{ edge: queued -> done, basis: assumed }]
/// ";
/// let checked = errspec_spec::check("render.yaml", spec, &mut errspec_spec::NoFiles);
/// let notes = errspec_spec::review(&checked.contract.unwrap());
/// assert!(notes.iter().any(|note| note.rule.slug == "assumed-edge"));
/// ```
#[cfg(feature = "review")]
pub fn review(contract: &Contract) -> Vec<Diagnostic> {
    let mut sink = Sink::new();
    for machine in &contract.machines {
        cycles::review(machine, &mut sink);
        commands::review(machine, &mut sink);
        states::review(machine, &mut sink);
        unlisted::review(machine, &mut sink);
        signals::review(machine, contract, &mut sink);
    }
    waits::review(contract, &mut sink);
    sending::review(contract, &mut sink);
    sink.into_sorted()
}
