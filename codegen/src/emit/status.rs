//! The table of statuses.

use super::code::Code;
use super::facts::facts;
use super::value::{Fields, list, literal};
use super::{Emitter, bases};
use errspec_spec::model::{Status, StatusDefaults};

pub(super) fn status_table(emitter: &Emitter<'_>, code: &mut Code) {
    let rows = list(emitter.contract.statuses.iter().map(status_row));
    let ranges = list(emitter.contract.ranges.iter().map(status_range));
    let bases = bases::of_statuses(&emitter.contract.statuses);
    code.blank();
    code.lines(&format!(
        "
        pub(super) static STATUSES: status::Statuses = status::Statuses {{
            rows: &[{rows}],
            ranges: &[{ranges}],
            bases: &[{bases}],
        }};
        "
    ));
}

fn status_row(status: &Status) -> String {
    let phrase = status.phrase.as_ref().map(|phrase| phrase.value.as_str()).filter(|phrase| !phrase.is_empty());
    let mut fields = Fields::default();
    fields.add("phrase", phrase.map(literal));
    fields.add("facts", facts(&status.facts));
    fields.literal("status::StatusRow", &format!("status::StatusRow::new({})", status.status.value))
}

fn status_range(defaults: &StatusDefaults) -> String {
    let mut fields = Fields::default();
    fields.add("facts", facts(&defaults.facts));
    let (from, to) = (defaults.range.from, defaults.range.to);
    fields.literal("status::StatusRange", &format!("status::StatusRange::new({from}, {to})"))
}
