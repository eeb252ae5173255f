//! The measurements, one file per group.

mod answers;
mod catalogs;
mod chunks;
mod cold;
mod decode;
mod delay;
mod facts;
mod lookup;
mod numbers;
mod recognition;
mod transition;

use crate::harness::Group;

/// A group's name on the command line, and what makes it. Making it verifies that the candidates agree.
pub type Entry = (&'static str, fn() -> Vec<Group>);

/// All groups.
pub const ALL: [Entry; 8] = [
    ("lookup", lookup::groups),
    ("cold", cold::groups),
    ("facts", facts::groups),
    ("decode", decode::groups),
    ("answers", answers::groups),
    ("delay", delay::groups),
    ("transition", transition::groups),
    ("recognition", recognition::groups),
];
