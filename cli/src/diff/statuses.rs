//! Statuses, ranges of statuses, and which of them are successes.

use super::change::{Change, Impact};
use super::facts;
use super::pairs::{Pair, others};
use super::responses::of_status;
use super::side::Side;
use serde_json::Value;

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let contract = Pair { old: &old.plain, new: &new.plain };
    success(old, new, changes);
    let statuses = contract.entries("statuses");
    for (status, value) in statuses.removed {
        let reason = "The contract no longer describes it, so clients treat it as HTTP defines it.";
        let change =
            Change::new("status-removed", &["statuses", status], format!("the status {status} is no longer declared"), reason);
        changes.push(change.clients(Impact::Risky).servers(Impact::Breaking).values(value, &Value::Null));
    }
    for (status, value) in statuses.added {
        let reason = "Clients of the old revision treat it as HTTP defines it.";
        let change = Change::new("status-added", &["statuses", status], format!("the status {status} was added"), reason);
        changes.push(change.values(&Value::Null, value));
    }
    for (status, pair) in statuses.both {
        let path = ["statuses", status];
        let words = |entry: &Value| format!("{status}: {}", facts::words(entry));
        let number = status.parse().unwrap_or(500);
        let fails = old.contract.may_fail(number) || new.contract.may_fail(number);
        let witness = || fails.then(|| of_status(old, number, words(pair.old), words(pair.new)));
        if fails {
            facts::compare(pair, &path, &witness, changes);
        }
        others(pair, &path, &facts::COMPARED, changes);
    }
    ranges(contract, changes);
}

fn ranges(contract: Pair<'_>, changes: &mut Vec<Change>) {
    let ranges = contract.entries("ranges");
    let gone = ranges.removed.iter().map(|(range, value)| (*range, *value, true));
    for (range, value, gone) in gone.chain(ranges.added.iter().map(|(range, value)| (*range, *value, false))) {
        let what = if gone { "were removed" } else { "were added" };
        let title = format!("the defaults of {range} {what}");
        let change = Change::new(
            "range-changed",
            &["ranges", range],
            title,
            "Statuses in this range that have no facts of their own get different ones.",
        );
        let (old, new) = if gone { (value, &Value::Null) } else { (&Value::Null, value) };
        changes.push(change.clients(Impact::Risky).servers(Impact::Risky).values(old, new));
    }
    for (range, pair) in ranges.both {
        facts::compare(pair, &["ranges", range], &|| None, changes);
        others(pair, &["ranges", range], &facts::COMPARED, changes);
    }
}

/// The statuses whose responses are successes in one revision and failures in the other.
fn success(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let moved = |status: &u16| old.contract.is_success(*status) != new.contract.is_success(*status);
    for (first, last) in runs((100..=599).filter(moved)) {
        let now = new.contract.is_success(first);
        let statuses = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let subject =
            if first == last { format!("status {first} now counts") } else { format!("statuses {statuses} now count") };
        let (what, reason) = match now {
            true => ("success", "Clients of the old revision treat it as a failure, and may repeat a call that succeeded."),
            false => ("failure", "Clients of the old revision treat it as a success."),
        };
        let word = |success: bool| if success { "a success".to_owned() } else { "a failure".to_owned() };
        let change = Change::new("success-changed", &["success", &statuses], format!("{subject} as {what}"), reason);
        let witness = of_status(old, first, word(!now), word(now));
        let change = change.clients(Impact::Breaking).servers(Impact::Breaking).witness(Some(witness));
        changes.push(change.values(&(!now).into(), &now.into()));
    }
}

/// The ranges of consecutive numbers, each as its first and last number.
fn runs(numbers: impl Iterator<Item = u16>) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for number in numbers {
        match runs.last_mut().filter(|(_, last)| last + 1 == number) {
            Some((_, last)) => *last = number,
            None => runs.push((number, number)),
        }
    }
    runs
}
