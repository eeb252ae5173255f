//! The facts that decide how a failure is treated: category, retry class and effect, of statuses, codes and states.

use super::change::{Change, Impact};
use super::pairs::{Pair, shown};
use super::witness::Witness;
use serde_json::Value;

/// The keys that are compared here.
pub(crate) const COMPARED: [&str; 4] = ["category", "retry", "effect", "exceptions"];

/// Compares the facts of an entry. `witness` builds a response that has these facts.
pub(crate) fn compare(pair: Pair<'_>, path: &[&str], witness: &dyn Fn() -> Option<Witness>, changes: &mut Vec<Change>) {
    let of = path.last().copied().unwrap_or_default();
    let mut add = |kind: &'static str, key: &str, title: String, reason: &str, clients: Impact, servers: Impact| {
        let path: Vec<&str> = path.iter().copied().chain([key]).collect();
        let change = Change::new(kind, &path, title, reason).clients(clients).servers(servers);
        changes.push(change.values(&pair.old[key], &pair.new[key]).witness(witness()));
    };
    let moves = |key: &str| (shown(&pair.old[key]), shown(&pair.new[key]));
    if pair.at("retry").differs() {
        let (old, new) = moves("retry");
        let title = format!("the retry class of `{of}` changed from {old} to {new}");
        let (was, is) = (automatic(&pair.old["retry"]), automatic(&pair.new["retry"]));
        match (was, is) {
            (true, false) => {
                add(
                    "retry-lost",
                    "retry",
                    title,
                    "Calls that were retried automatically are no longer retried.",
                    Impact::Risky,
                    Impact::Risky,
                );
            }
            (false, true) if pair.new["effect"] != "none" => {
                let reason = "Clients now repeat the call automatically, although the server may have acted on it.";
                add("retry-gained-after-effect", "retry", title, reason, Impact::Breaking, Impact::Breaking);
            }
            (false, true) => {
                let reason = "Clients now repeat the call automatically, which adds to the load of the server.";
                add("retry-gained", "retry", title, reason, Impact::Risky, Impact::Risky);
            }
            _ if pair.old["retry"]["class"] == pair.new["retry"]["class"] => {
                let title = format!("the retry settings of `{of}` changed");
                let reason = "The retry class is the same, but its argument, limit or backoff changed.";
                add("retry-changed", "retry", title, reason, Impact::Risky, Impact::Risky);
            }
            _ => add(
                "retry-changed",
                "retry",
                title,
                "The retry class tells programs to do something different.",
                Impact::Risky,
                Impact::Risky,
            ),
        }
    }
    if pair.at("effect").differs() {
        let (old, new) = moves("effect");
        let title = format!("the effect of `{of}` changed from {old} to {new}");
        match pair.old["effect"] == "none" {
            true => {
                let reason =
                    "Clients of the old revision repeat any call that fails like this, although the server may now have acted.";
                add("effect-gained", "effect", title, reason, Impact::Breaking, Impact::Risky);
            }
            false => {
                let reason = "Clients now repeat even calls that are not safe to repeat, because the server is said to have done nothing.";
                add("effect-lost", "effect", title, reason, Impact::Risky, Impact::Breaking);
            }
        }
    }
    if pair.at("category").differs() {
        let (old, new) = moves("category");
        let title = format!("the category of `{of}` changed from {old} to {new}");
        add(
            "category-changed",
            "category",
            title,
            "Programs that branch on the category take a different branch.",
            Impact::Risky,
            Impact::Risky,
        );
    }
}

/// Whether the retry engine retries the class automatically.
fn automatic(retry: &Value) -> bool {
    matches!(retry["class"].as_str(), Some("transient" | "throttled"))
}

/// A short description of the facts.
pub(crate) fn words(entry: &Value) -> String {
    let fact = |key: &str, value: &Value| value.as_str().map(|word| format!("{key} {word}"));
    let retry = entry["retry"]["class"].as_str().map(|class| format!("retry {class}"));
    let facts = [fact("category", &entry["category"]), retry, fact("effect", &entry["effect"])];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.is_empty() { "the facts of its status".to_owned() } else { facts.join(", ") }
}
