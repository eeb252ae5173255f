//! The retry policy: how often, how fast and under which conditions clients repeat calls.

use super::change::{Change, Impact};
use super::pairs::{Pair, others, shown};
use super::side::Side;
use serde_json::Value;

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let pair = Pair { old: &old.plain["retry"], new: &new.plain["retry"] };
    attempts(pair, changes);
    list(pair, "hints", "hint", "Clients wait for another time than the server asks for.", changes);
    list(pair, "rules", "rule", "Other failures are retried, or others are not.", changes);
    for (key, reason) in [
        ("server_says", "Clients no longer do, or now do, what the server says about retrying."),
        ("budget", "The number of retries of all calls together changes, which a server in trouble feels."),
    ] {
        if pair.at(key).differs() {
            let (was, is) = (&pair.old[key], &pair.new[key]);
            let lost = is.is_null();
            let what = if lost {
                "is gone"
            } else if was.is_null() {
                "is new"
            } else {
                "changed"
            };
            let change = Change::new("policy-changed", &["retry", key], format!("`{key}` {what}"), reason);
            let servers = if lost { Impact::Breaking } else { Impact::Risky };
            changes.push(change.clients(Impact::Risky).servers(servers).values(was, is));
        }
    }
    others(pair, &["retry"], &["attempts", "hints", "rules", "server_says", "budget"], changes);
}

fn attempts(pair: Pair<'_>, changes: &mut Vec<Change>) {
    if !pair.at("attempts").differs() {
        return;
    }
    let (was, is) = (&pair.old["attempts"], &pair.new["attempts"]);
    let title = format!("calls are attempted at most {} times instead of {}", shown(is), shown(was));
    let more = is.as_u64() > was.as_u64();
    let reason = if more { "A server in trouble gets more requests." } else { "Calls fail sooner." };
    let change = Change::new("attempts-changed", &["retry", "attempts"], title, reason);
    changes.push(change.clients(Impact::Risky).servers(if more { Impact::Risky } else { Impact::Safe }).values(was, is));
}

/// A list whose items have no names. Items that only one revision has are changes.
fn list(pair: Pair<'_>, key: &str, what: &str, reason: &str, changes: &mut Vec<Change>) {
    let items = |value: &Value| value[key].as_array().cloned().unwrap_or_default();
    let (old, new) = (items(pair.old), items(pair.new));
    for (at, item) in old.iter().enumerate().filter(|(_, item)| !new.contains(item)) {
        let change = Change::new(
            "policy-changed",
            &["retry", key, &at.to_string()],
            format!("the {what} {} is gone", brief(item)),
            reason,
        );
        let servers = if key == "hints" { Impact::Breaking } else { Impact::Risky };
        changes.push(change.clients(Impact::Risky).servers(servers).values(item, &Value::Null));
    }
    for (at, item) in new.iter().enumerate().filter(|(_, item)| !old.contains(item)) {
        let change = Change::new(
            "policy-changed",
            &["retry", key, &at.to_string()],
            format!("the {what} {} is new", brief(item)),
            reason,
        );
        changes.push(change.clients(Impact::Risky).servers(Impact::Risky).values(&Value::Null, item));
    }
    let kept = |of: &[Value], other: &[Value]| of.iter().filter(|item| other.contains(item)).cloned().collect::<Vec<_>>();
    if kept(&old, &new) != kept(&new, &old) {
        let change = Change::new("policy-changed", &["retry", key], format!("the {what}s are in another order"), reason);
        changes.push(change.clients(Impact::Risky).values(&old.into(), &new.into()));
    }
}

/// What an item is about.
fn brief(item: &Value) -> String {
    let source = item["header"].as_str().or(item["body"].as_str());
    source.map_or_else(|| format!("for `{}`", item["when"]), |source| format!("in `{source}`"))
}
