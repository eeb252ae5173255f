//! Recorded traffic: the format that `errspec audit` reads and `errspec serve --log` writes.

mod described;
mod explained;
mod fields;
mod har;
mod opened;
mod record;
mod written;

pub(crate) use explained::SHAPE;
pub(crate) use fields::HeaderList;
pub(crate) use opened::{Place, read};
pub(crate) use record::{Ending, Record};
pub(crate) use written::Lines;
