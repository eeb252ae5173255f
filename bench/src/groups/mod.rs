//! What is measured: one file per group.

mod catalogues;
mod chunks;
mod delay;
mod facts;
mod lookup;
mod numbers;
mod transition;

use crate::harness::Group;

/// A group's name on the command line, and what makes it. Making it verifies that the candidates agree.
pub type Entry = (&'static str, fn() -> Vec<Group>);

/// All groups.
pub const ALL: [Entry; 4] =
    [("lookup", lookup::groups), ("facts", facts::groups), ("delay", delay::groups), ("transition", transition::groups)];
