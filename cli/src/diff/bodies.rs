//! Error bodies and their fields.

use super::change::{Change, Impact};
use super::pairs::{Entries, Pair, others, shown};
use super::places::{Moved, is_lost, moved};
use super::responses::of_body;
use super::side::Side;
use super::witness::Witness;
use serde_json::Value;

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let entries = Pair { old: &old.plain, new: &new.plain }.entries("bodies");
    let names: Vec<&str> = entries.both.iter().map(|(name, _)| *name).collect();
    order(&names, new, changes);
    let Entries { both, removed, added } = entries;
    for (name, value) in removed {
        let reason =
            "Clients can no longer decode it. They keep the status and the bytes of such a response, but not its code.";
        let change = Change::new("body-removed", &["bodies", name], format!("the body `{name}` was removed"), reason);
        let witness =
            of_body(old, name, Vec::new(), format!("matches the body `{name}`"), "this body no longer exists".to_owned());
        changes.push(
            change.clients(Impact::Breaking).servers(Impact::Breaking).values(value, &Value::Null).witness(Some(witness)),
        );
    }
    for (name, value) in added {
        changes.push(self::added(name, value, &names, new));
    }
    for (name, pair) in both {
        body(old, name, pair, changes);
    }
}

fn added(name: &str, value: &Value, before: &[&str], new: &Side) -> Change {
    let at = |name: &str| new.contract.bodies.iter().position(|body| body.name.value == name);
    let last = before.iter().all(|other| at(other) < at(name));
    let success =
        new.contract.bodies.iter().any(|body| body.name.value == name && (200..=299).any(|status| body.names(status)));
    let change = Change::new("body-added", &["bodies", name], format!("the body `{name}` was added"), String::new());
    let change = match (success, last) {
        (true, _) => Change {
            reason: "It can match successful responses, so a response that was a success can now be a failure.".to_owned(),
            ..change
        }
        .clients(Impact::Breaking)
        .servers(Impact::Risky),
        (false, true) => Change {
            reason: "It is tried after all other bodies, so it only matches responses that matched none before.".to_owned(),
            ..change
        },
        (false, false) => Change {
            reason: "It is tried before other bodies, so it may match responses that they matched until now.".to_owned(),
            ..change
        }
        .clients(Impact::Risky)
        .servers(Impact::Risky),
    };
    change.values(&Value::Null, value)
}

/// The order of the bodies that both revisions have.
fn order(names: &[&str], new: &Side, changes: &mut Vec<Change>) {
    let place = |name: &&str| new.contract.bodies.iter().position(|body| body.name.value == **name);
    if names.is_sorted_by_key(place) {
        return;
    }
    let mut after = names.to_vec();
    after.sort_by_key(place);
    let title = format!("the bodies are now tried in the order {}", after.join(", "));
    let change = Change::new(
        "body-order-changed",
        &["bodies"],
        title,
        "A response that matches several bodies may now be decoded as a different one.",
    );
    changes.push(change.clients(Impact::Risky).servers(Impact::Risky).values(&names.into(), &after.into()));
}

fn body(old: &Side, name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    if pair.at("when").differs() {
        let title = format!("the conditions of the body `{name}` changed");
        let change =
            Change::new("conditions-changed", &["bodies", name, "when"], title, "It is now looked for in different responses.");
        let (clients, reason) = match names_success(pair.new) && !names_success(pair.old) {
            true => (
                Impact::Breaking,
                "It can now match successful responses, so a response that was a success can become a failure.",
            ),
            false => (Impact::Risky, "It is now looked for in different responses."),
        };
        let change = Change { reason: reason.to_owned(), ..change };
        changes.push(change.clients(clients).servers(Impact::Breaking).values(&pair.old["when"], &pair.new["when"]));
    }
    if pair.at("format").differs() {
        let [before, after] = [pair.old, pair.new].map(|body| body["format"].as_str().unwrap_or_default());
        let title = format!("the format of the body `{name}` is now `{after}`, not `{before}`");
        let reason = "A client of one revision reads no body of the other.";
        let change = Change::new("format-changed", &["bodies", name, "format"], title, reason);
        changes
            .push(change.clients(Impact::Breaking).servers(Impact::Breaking).values(&pair.old["format"], &pair.new["format"]));
    }
    let fields = pair.entries("fields");
    for (field, value) in &fields.removed {
        let title = format!("the field `{field}` of `{name}` was removed");
        let change =
            Change::new("field-removed", &["bodies", name, "fields", field], title, "Programs that read it no longer compile.");
        changes.push(change.clients(Impact::Breaking).servers(Impact::Risky).values(value, &Value::Null));
    }
    for (field, value) in &fields.added {
        changes.push(field_added(old, name, field, value));
    }
    for (field, pair) in fields.both {
        self::field(old, name, field, pair, changes);
    }
    others(pair, &["bodies", name], &["when", "format", "fields"], changes);
}

/// Whether a field of the old revision is at this location, so that a response has a value there.
fn is_filled(old: &Side, body: &str, at: &Value) -> bool {
    let mut fields = old.plain["bodies"][body]["fields"].as_object().into_iter().flatten();
    at.is_array() || fields.any(|(_, field)| field["at"] == *at)
}

/// Whether a condition lists a success status.
fn names_success(body: &Value) -> bool {
    let statuses = body["when"]["status"].as_array().into_iter().flatten();
    statuses.into_iter().filter_map(Value::as_str).any(|status| status.starts_with('2'))
}

fn field_added(old: &Side, body: &str, field: &str, value: &Value) -> Change {
    let path = ["bodies", body, "fields", field];
    let same = |other: &Value| ["at", "type", "optional"].iter().all(|key| other[key] == value[key]);
    let fields = old.plain["bodies"][body]["fields"].as_object().into_iter().flatten();
    let known = fields.into_iter().find(|(_, other)| same(other));
    let change = match (known, value["optional"] == true || !value["default"].is_null()) {
        (Some((known, _)), _) => {
            let title = format!("the new field `{field}` of `{body}` has the value that `{known}` had before");
            Change::new("field-renamed", &path, title, "The same responses match. In Rust, the field has a different name.")
        }
        (None, true) => {
            let title = format!("`{body}` has a new optional field `{field}`");
            Change::new("field-added", &path, title, "Responses without it still match.")
        }
        (None, false) => {
            let title = format!("`{body}` has a new required field `{field}`");
            let reason = "Responses without it no longer match, so clients cannot decode them.";
            Change::new("required-field-added", &path, title, reason)
                .clients(Impact::Breaking)
                .servers(Impact::Breaking)
                .witness(Some(matched_before(old, body, &value["at"])))
        }
    };
    change.values(&Value::Null, value)
}

/// A response of the old revision that matched the body without a value at a location.
fn matched_before(old: &Side, body: &str, at: &Value) -> Witness {
    let fields = old.plain["bodies"][body]["fields"].as_object().into_iter().flatten();
    let omitted = fields.filter(|(_, field)| field["at"] == *at && field["optional"] == true);
    let omitted = omitted.map(|(name, _)| (name.clone(), Value::Null)).collect();
    of_body(old, body, omitted, format!("matches the body `{body}`"), "does not match".to_owned())
}

fn field(old: &Side, body: &str, field: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let path =
        |key: &'static str| ["bodies".to_owned(), body.to_owned(), "fields".to_owned(), field.to_owned(), key.to_owned()];
    let of = format!("`{field}` of `{body}`");
    let mut push = |kind, key: &'static str, title: String, reason: &str, clients, servers, witness| {
        let path = path(key);
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let change = Change::new(kind, &path, title, reason).clients(clients).servers(servers).witness(witness);
        changes.push(change.values(&pair.old[key], &pair.new[key]));
    };
    match moved(pair) {
        Moved::Not => {}
        Moved::Extended => {
            let title = format!("{of} is now read from further locations, {}", shown(&pair.new["at"]));
            let reason =
                "A response that has the value where it was is read as before. Others may now match, or have the value.";
            push("field-extended", "at", title, reason, Impact::Risky, Impact::Safe, None);
        }
        Moved::Elsewhere => {
            let keys = ["at", "after", "before"].into_iter().filter(|key| pair.at(key).differs());
            for key in keys {
                let (was, is) = (&pair.old[key], &pair.new[key]);
                let title = format!("`{key}` of {of} changed from {} to {}", shown(was), shown(is));
                let reason = "Responses of the old revision are decoded differently, or not at all.";
                let is_required = pair.old["optional"] != true && pair.new["optional"] != true;
                let is_gone = key == "at" && is_lost(pair) && is_required && !is_filled(old, body, &pair.new["at"]);
                let lost = || {
                    let matched = format!("matches the body `{body}`");
                    of_body(old, body, Vec::new(), matched, "does not match".to_owned())
                };
                push("field-moved", key, title, reason, Impact::Breaking, Impact::Breaking, is_gone.then(lost));
            }
        }
    }
    if pair.at("type").differs() {
        let title = format!("`type` of {of} changed from {} to {}", shown(&pair.old["type"]), shown(&pair.new["type"]));
        let reason = "Responses of the old revision are decoded differently, or not at all.";
        push("field-moved", "type", title, reason, Impact::Breaking, Impact::Breaking, None);
    }
    if pair.at("default").differs() {
        let (was, is) = (&pair.old["default"], &pair.new["default"]);
        let title = format!("the default of {of} changed from {} to {}", shown(was), shown(is));
        // Without the default, a response that lacks the value of a required field no longer matches.
        let (reason, impact) = match is.is_null() && pair.new["optional"] != true {
            true => ("Responses without it no longer match, so clients cannot decode them.", Impact::Breaking),
            false => ("Responses without it are read differently.", Impact::Risky),
        };
        push("default-changed", "default", title, reason, impact, impact, None);
    }
    if pair.at("optional").differs() {
        match pair.new["optional"] == true {
            true => {
                let reason = "Its Rust type becomes an `Option`, so programs that read it no longer compile.";
                push(
                    "field-made-optional",
                    "optional",
                    format!("{of} is now optional"),
                    reason,
                    Impact::Breaking,
                    Impact::Safe,
                    None,
                );
            }
            false => {
                let reason = "Responses without it no longer match, so clients cannot decode them.";
                let omitted = of_body(
                    old,
                    body,
                    vec![(field.to_owned(), Value::Null)],
                    format!("matches the body `{body}`"),
                    "does not match".to_owned(),
                );
                push(
                    "field-made-required",
                    "optional",
                    format!("{of} is now required"),
                    reason,
                    Impact::Breaking,
                    Impact::Breaking,
                    Some(omitted),
                );
            }
        }
    }
    if pair.at("role").differs() {
        let (was, is) = (shown(&pair.old["role"]), shown(&pair.new["role"]));
        let reason = "Clients use the value for a different purpose than before.";
        push(
            "role-changed",
            "role",
            format!("the role of {of} changed from {was} to {is}"),
            reason,
            Impact::Risky,
            Impact::Risky,
            None,
        );
    }
    if pair.at("secret").differs() {
        let what = if pair.new["secret"] == true { "now secret" } else { "no longer secret" };
        let reason = "Its Rust type changes, and so does whether its value appears in logs.";
        push("secrecy-changed", "secret", format!("{of} is {what}"), reason, Impact::Breaking, Impact::Breaking, None);
    }
    let path = ["bodies", body, "fields", field];
    others(pair, &path, &["at", "type", "after", "before", "default", "optional", "role", "secret"], changes);
}
