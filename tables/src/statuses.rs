//! The facts of statuses and ranges.

use crate::facts::facts;
use crate::kept::{kept, one, stated};
use errspec::status::{StatusRange, StatusRow, Statuses};
use errspec_spec::model::{self, Contract};

pub(crate) fn statuses(contract: &'static Contract) -> &'static Statuses {
    let row = |status: &'static model::Status| StatusRow {
        phrase: stated(&status.phrase),
        facts: facts(&status.facts),
        ..StatusRow::new(status.status.value)
    };
    let range = |defaults: &'static model::StatusDefaults| StatusRange {
        facts: facts(&defaults.facts),
        ..StatusRange::new(defaults.range.from, defaults.range.to)
    };
    let (rows, ranges) = (contract.statuses.iter().map(row), contract.ranges.iter().map(range));
    one(Statuses { rows: kept(rows), ranges: kept(ranges), ..Statuses::EMPTY })
}
