//! The limits of calls and the delays between their attempts: those of the policy, and those of operations.

use super::change::{Change, Impact};
use super::pairs::{Pair, shown};
use super::side::Side;
use errspec_spec::model::Policy;
use errspec_spec::syntax::Limit;
use std::cmp::Ordering;
use std::time::Duration;

/// The members that are compared here.
pub(super) const COMPARED: [&str; 5] = ["attempts", "deadline", "attempt_timeout", "backoff", "jitter"];

/// After this many retries, delays are assumed to stay the same.
const RETRIES: u32 = 32;

/// Compares the limits of an operation, which are those of the policy as far as it has none of its own.
pub(super) fn of_operation(old: &Side, new: &Side, name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let policy = |side: &Side| {
        let policy = &side.contract.policy;
        let operation = side.contract.operations.iter().find(|operation| operation.name.value == name);
        let own = operation.and_then(|operation| operation.retry.as_ref());
        own.map_or_else(|| policy.clone(), |own| policy.of_operation(own))
    };
    compare((&policy(old), &policy(new)), pair, &["operations", name, "retry"], &format!("calls of `{name}`"), changes);
}

/// Compares the members that differ. `of` are the calls that they apply to.
pub(super) fn compare((old, new): (&Policy, &Policy), pair: Pair<'_>, path: &[&str], of: &str, changes: &mut Vec<Change>) {
    for key in COMPARED.into_iter().filter(|key| pair.at(key).differs()) {
        let (was, is) = (shown(&pair.old[key]), shown(&pair.new[key]));
        let (title, load) = match key {
            "attempts" => {
                let (before, after) = (old.attempts.value, new.attempts.value);
                let times = |attempts| match attempts {
                    Limit::UNLIMITED => "any number of".to_owned(),
                    attempts => format!("at most {attempts}"),
                };
                let title = format!("{of} are now attempted {} times instead of {}", times(after), times(before));
                (title, after.cmp(&before))
            }
            "deadline" => {
                let limit = |policy: &Policy| policy.deadline.as_ref().map_or(Duration::MAX, |deadline| deadline.value);
                (format!("the deadline of {of} changed from {was} to {is}"), limit(new).cmp(&limit(old)))
            }
            "attempt_timeout" => {
                let limit = |policy: &Policy| policy.attempt_timeout.as_ref().map_or(Duration::MAX, |limit| limit.value);
                (format!("the time limit of an attempt of {of} changed from {was} to {is}"), limit(old).cmp(&limit(new)))
            }
            _ => (format!("the {key} of {of} changed from {was} to {is}"), rate(old, new)),
        };
        let (kind, reason, clients, servers) = match load {
            Ordering::Equal => ("limits-stated", "Calls are made as before.", Impact::Safe, Impact::Safe),
            Ordering::Greater => {
                ("load-raised", "A failing server gets more requests, or gets them sooner.", Impact::Risky, Impact::Risky)
            }
            Ordering::Less => (
                "load-lowered",
                "Calls fail earlier or wait longer, and a failing server gets fewer requests.",
                Impact::Risky,
                Impact::Safe,
            ),
        };
        let path: Vec<&str> = path.iter().copied().chain([key]).collect();
        let change = Change::new(kind, &path, title, reason).clients(clients).servers(servers);
        changes.push(change.values(&pair.old[key], &pair.new[key]));
    }
}

/// How the requests of a call follow each other: as before, sooner in any case, or never sooner.
fn rate(old: &Policy, new: &Policy) -> Ordering {
    let waits = |policy: &Policy| {
        let waits = policy.waits();
        let range = |retry| (waits.range(retry).low(), waits.range(retry).high());
        (1..=RETRIES).map(range).collect::<Vec<_>>()
    };
    let (before, after) = (waits(old), waits(new));
    match before.iter().zip(&after).all(|(before, after)| after.0 >= before.0 && after.1 >= before.1) {
        _ if before == after => Ordering::Equal,
        true => Ordering::Less,
        false => Ordering::Greater,
    }
}
