//! Operations, health checks, credentials and headers.

use super::change::{Change, Impact};
use super::limits;
use super::pairs::{Pair, others, shown};
use super::side::Side;
use serde_json::Value;

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let contract = Pair { old: &old.plain, new: &new.plain };
    for (section, what) in [("operations", "operation"), ("health", "health check"), ("credentials", "credential")] {
        let entries = contract.entries(section);
        for (name, value) in entries.removed {
            let title = format!("the {what} `{name}` was removed");
            let change =
                Change::new("call-removed", &[section, name], title, "Programs that use it no longer compile or work.");
            changes.push(change.clients(Impact::Breaking).servers(Impact::Risky).values(value, &Value::Null));
        }
        for (name, value) in entries.added {
            let title = format!("the {what} `{name}` was added");
            let change = Change::new("call-added", &[section, name], title, "Existing entries do not change.");
            let servers = if section == "credentials" { Impact::Safe } else { Impact::Risky };
            changes.push(change.servers(servers).values(&Value::Null, value));
        }
        for (name, pair) in entries.both {
            match section {
                "operations" => operation(old, new, name, pair, changes),
                _ => others(pair, &[section, name], &[], changes),
            }
        }
    }
    others(contract.at("headers"), &["headers"], &[], changes);
}

fn operation(old: &Side, new: &Side, name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    for key in ["method", "path", "machine", "keyed"] {
        if pair.at(key).differs() {
            let (was, is) = (&pair.old[key], &pair.new[key]);
            let title = format!("`{key}` of `{name}` changed from {} to {}", shown(was), shown(is));
            let change = Change::new(
                "call-changed",
                &["operations", name, key],
                title,
                "Clients of the old revision make this call differently.",
            );
            changes.push(change.clients(Impact::Breaking).servers(Impact::Breaking).values(was, is));
        }
    }
    if pair.at("safety").differs() {
        let (was, is) = (&pair.old["safety"], &pair.new["safety"]);
        let title = format!("the safety of `{name}` changed from {} to {}", shown(was), shown(is));
        let reason = match is == "unsafe" {
            true => "Clients of the old revision repeat this call, although it is no longer safe to repeat.",
            false => "Clients now repeat this call even after failures in which the server may have acted.",
        };
        let (clients, servers) = match is == "unsafe" {
            true => (Impact::Breaking, Impact::Breaking),
            false => (Impact::Risky, Impact::Breaking),
        };
        let change = Change::new("safety-changed", &["operations", name, "safety"], title, reason);
        changes.push(change.clients(clients).servers(servers).values(was, is));
    }
    limits::of_operation(old, new, name, pair.at("retry"), changes);
    others(pair, &["operations", name], &["method", "path", "machine", "keyed", "safety", "retry"], changes);
}
