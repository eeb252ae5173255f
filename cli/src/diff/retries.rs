//! The retry policy: how often, how fast and under which conditions clients repeat calls.

use super::change::{Change, Impact};
use super::limits;
use super::pairs::{Pair, others};
use super::side::Side;
use serde_json::Value;

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let pair = Pair { old: &old.plain["retry"], new: &new.plain["retry"] };
    let policies = (&old.contract.policy, &new.contract.policy);
    limits::compare(policies, pair, &["retry"], "calls", changes);
    list(pair, "hints", "hint", "Clients may wait for a different time than the server asks for.", changes);
    list(pair, "rules", "rule", "Different failures are retried.", changes);
    for (key, reason) in [
        ("server_says", "Clients react differently to what the server says about retrying."),
        ("budget", "The limit on the retries of all calls changes, and with it the load on a failing server."),
    ] {
        if pair.at(key).differs() {
            let (was, is) = (&pair.old[key], &pair.new[key]);
            let lost = is.is_null();
            let what = if lost {
                "was removed"
            } else if was.is_null() {
                "was added"
            } else {
                "changed"
            };
            let change = Change::new("policy-changed", &["retry", key], format!("`{key}` {what}"), reason);
            let servers = if lost { Impact::Breaking } else { Impact::Risky };
            changes.push(change.clients(Impact::Risky).servers(servers).values(was, is));
        }
    }
    let compared = [&limits::COMPARED[..], &["hints", "rules", "server_says", "budget"]].concat();
    others(pair, &["retry"], &compared, changes);
}

/// Compares a list whose items have no names. Each item that only one revision has is a change.
fn list(pair: Pair<'_>, key: &str, what: &str, reason: &str, changes: &mut Vec<Change>) {
    let items = |value: &Value| value[key].as_array().cloned().unwrap_or_default();
    let (old, new) = (items(pair.old), items(pair.new));
    for (at, item) in old.iter().enumerate().filter(|(_, item)| !new.contains(item)) {
        let change = Change::new(
            "policy-changed",
            &["retry", key, &at.to_string()],
            format!("the {what} {} was removed", brief(item)),
            reason,
        );
        let servers = if key == "hints" { Impact::Breaking } else { Impact::Risky };
        changes.push(change.clients(Impact::Risky).servers(servers).values(item, &Value::Null));
    }
    for (at, item) in new.iter().enumerate().filter(|(_, item)| !old.contains(item)) {
        let change = Change::new(
            "policy-changed",
            &["retry", key, &at.to_string()],
            format!("the {what} {} was added", brief(item)),
            reason,
        );
        changes.push(change.clients(Impact::Risky).servers(Impact::Risky).values(&Value::Null, item));
    }
    let kept = |of: &[Value], other: &[Value]| of.iter().filter(|item| other.contains(item)).cloned().collect::<Vec<_>>();
    if kept(&old, &new) != kept(&new, &old) {
        let change = Change::new("policy-changed", &["retry", key], format!("the order of the {what}s changed"), reason);
        changes.push(change.clients(Impact::Risky).values(&old.into(), &new.into()));
    }
}

/// Identifies an item by its first place, or by its conditions.
fn brief(item: &Value) -> String {
    let Some(at) = item["place"].get("at") else { return format!("for `{}`", item["when"]) };
    let first = at.get(0).unwrap_or(at);
    let text = first.as_str().or(first["header"].as_str()).or(first["items"].as_str());
    format!("in `{}`", text.unwrap_or_default())
}
