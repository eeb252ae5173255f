//! Catalogs, their groups and their codes.

use super::change::{Change, Impact};
use super::facts;
use super::pairs::{Pair, others, shown};
use super::responses::{answer, of_alias};
use super::side::Side;
use super::witness::Witness;
use serde_json::Value;

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let entries = Pair { old: &old.plain, new: &new.plain }.entries("errors");
    for (name, value) in entries.removed {
        let reason = "Clients no longer know its codes, and services can no longer send them.";
        let change = Change::new("catalog-removed", &["errors", name], format!("the catalog `{name}` was removed"), reason);
        changes.push(change.clients(Impact::Breaking).servers(Impact::Breaking).values(value, &Value::Null));
    }
    for (name, value) in entries.added {
        let change = Change::new(
            "catalog-added",
            &["errors", name],
            format!("the catalog `{name}` was added"),
            "Existing entries do not change.",
        );
        changes.push(change.values(&Value::Null, value));
    }
    for (name, pair) in entries.both {
        catalog(old, new, name, pair, changes);
    }
}

fn catalog(old: &Side, new: &Side, name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let path = ["errors", name];
    if pair.at("wire").differs() {
        let title = format!(
            "the codes of `{name}` are now sent as {} instead of {}",
            shown(&pair.new["wire"]),
            shown(&pair.old["wire"])
        );
        let change = Change::new(
            "wire-changed",
            &["errors", name, "wire"],
            title,
            "Clients and services of different revisions do not understand each other's codes.",
        );
        changes.push(change.clients(Impact::Breaking).servers(Impact::Breaking).values(&pair.old["wire"], &pair.new["wire"]));
    }
    if pair.at("open").differs() {
        let (what, reason) = match pair.new["open"] == true {
            true => ("open", "Clients have to handle codes that are not listed."),
            false => ("closed", "A response with an unlisted code no longer matches its body, so clients cannot decode it."),
        };
        let change =
            Change::new("openness-changed", &["errors", name, "open"], format!("the catalog `{name}` is now {what}"), reason);
        changes.push(change.clients(Impact::Breaking).servers(Impact::Breaking).values(&pair.old["open"], &pair.new["open"]));
    }
    groups(name, pair, changes);
    for (wire, code) in pair.entries("codes").removed {
        removed(old, name, wire, code, pair, changes);
    }
    for (wire, code) in pair.entries("codes").added {
        added(name, wire, code, pair, changes);
    }
    for (wire, code) in pair.entries("codes").both {
        changed(old, new, name, wire, code, changes);
    }
    others(pair, &path, &["wire", "open", "groups", "codes", "category", "retry", "effect"], changes);
}

fn groups(catalog: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let groups = pair.entries("groups");
    let moved = groups.removed.iter().map(|entry| (entry, true)).chain(groups.added.iter().map(|entry| (entry, false)));
    for ((name, value), gone) in moved {
        let what = if gone { "was removed" } else { "was added" };
        let family = value["family"].is_object();
        let reason = if family {
            "The facts of unlisted codes in its family change."
        } else {
            "Programs that read the group of a code get a different group."
        };
        let change =
            Change::new("group-changed", &["errors", catalog, "groups", name], format!("the group `{name}` {what}"), reason);
        let (old, new) = if gone { (*value, &Value::Null) } else { (&Value::Null, *value) };
        changes.push(change.clients(Impact::Risky).servers(Impact::Safe).values(old, new));
    }
    for (name, pair) in groups.both {
        let path = ["errors", catalog, "groups", name];
        if pair.old["family"].is_object() || pair.new["family"].is_object() {
            facts::compare(pair, &path, &|| None, changes);
        }
        others(pair, &path, &facts::COMPARED, changes);
    }
}

fn removed(old: &Side, catalog: &str, wire: &str, code: &Value, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let path = ["errors", catalog, "codes", wire];
    let heir = pair.new["codes"].as_object().into_iter().flatten().find(|(_, other)| has_alias(other, wire));
    let before = format!("`{wire}`: {}", facts::words(code));
    let change = match heir {
        Some((heir, facts)) => {
            let after = format!("`{heir}`: {}", facts::words(facts));
            let reason = "Clients read it as the other code. Services must send that code instead.";
            Change::new("code-renamed", &path, format!("the code `{wire}` became an alias of `{heir}`"), reason)
                .clients(Impact::Breaking)
                .servers(Impact::Risky)
                .witness(answer(old, catalog, wire, before, after))
        }
        None => {
            let reason = "Clients no longer know it, and services that send it violate the contract.";
            Change::new("code-removed", &path, format!("the code `{wire}` was removed"), reason)
                .clients(Impact::Breaking)
                .servers(Impact::Breaking)
                .witness(answer(old, catalog, wire, before, "an unlisted code".to_owned()))
        }
    };
    changes.push(change.values(code, &Value::Null));
}

fn added(catalog: &str, wire: &str, code: &Value, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let path = ["errors", catalog, "codes", wire];
    let was_alias = pair.old["codes"].as_object().into_iter().flatten().find(|(_, other)| has_alias(other, wire));
    let change = match was_alias {
        Some((of, _)) => {
            let reason = "Clients now read it as a different code.";
            Change::new("code-split", &path, format!("`{wire}` was an alias of `{of}` and is now a separate code"), reason)
                .clients(Impact::Risky)
                .servers(Impact::Risky)
        }
        None if pair.old["open"] == false => {
            let reason = "The catalog is closed, so clients of the old revision cannot decode a body with the new code.";
            Change::new("code-added-to-closed", &path, format!("the code `{wire}` was added to a closed catalog"), reason)
                .clients(Impact::Breaking)
        }
        None => {
            let reason = "Clients of the old revision treat it as an unlisted code.";
            Change::new("code-added", &path, format!("the code `{wire}` was added"), reason)
        }
    };
    changes.push(change.values(&Value::Null, code));
}

fn changed(old: &Side, new: &Side, catalog: &str, wire: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let path = ["errors", catalog, "codes", wire];
    let words = |entry: &Value| format!("`{wire}`: {}", facts::words(entry));
    let side = |side: &Side, code| with_status(side, &side.resolved["errors"][catalog]["codes"][wire], code, pair.old);
    let (was, is) = (side(old, pair.old), side(new, pair.new));
    let witness = || answer(old, catalog, wire, words(&was), words(&is));
    facts::compare(Pair { old: &was, new: &is }, &path, &witness, changes);
    if pair.at("status").differs() {
        let list = |value: &Value| match value.as_array().filter(|list| !list.is_empty()) {
            Some(list) => format!("status {}", list.iter().map(Value::to_string).collect::<Vec<_>>().join(" or ")),
            None => "no particular status".to_owned(),
        };
        let title = format!("`{wire}` is now sent with {} instead of {}", list(&pair.new["status"]), list(&pair.old["status"]));
        let reason = "Programs that check the status get a different one, and services have to send the new one.";
        let path: Vec<&str> = path.iter().copied().chain(["status"]).collect();
        let change = Change::new("status-moved", &path, title, reason).clients(Impact::Risky).servers(Impact::Breaking);
        let moved = Witness::moved(
            answer(new, catalog, wire, words(pair.old), words(pair.new)),
            answer(old, catalog, wire, String::new(), String::new()),
        );
        changes.push(change.values(&pair.old["status"], &pair.new["status"]).witness(moved));
    }
    aliases(old, catalog, wire, pair, changes);
    params(&path, wire, pair, changes);
    others(pair, &path, &["category", "retry", "effect", "exceptions", "status", "aliases", "params", "message"], changes);
}

/// Adds to a code the facts that it takes from the status of the response, if the old revision documents a single status for it. A client
/// takes an inherited retry class or effect from the status of the response, not from the status that the contract documents.
fn with_status(side: &Side, resolved: &Value, code: &Value, documented: &Value) -> Value {
    let mut code = code.clone();
    let Some([status]) = documented["status"].as_array().map(Vec::as_slice) else { return code };
    let status = &side.plain["statuses"][status.to_string()];
    for key in ["category", "retry", "effect"] {
        let inherited = resolved[key]["via"].as_str().is_some_and(|via| via.starts_with("status ")) && key != "category";
        if (code[key].is_null() || inherited) && !status[key].is_null() {
            code[key] = status[key].clone();
        }
    }
    code
}

fn aliases(old: &Side, catalog: &str, wire: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    };
    let (before, after) = (texts(&pair.old["aliases"]), texts(&pair.new["aliases"]));
    for alias in before.iter().filter(|alias| !after.contains(alias)) {
        let path = ["errors", catalog, "codes", wire, "aliases", alias];
        let reason = "Clients no longer read this text as that code.";
        let change = Change::new("alias-removed", &path, format!("`{alias}` is no longer an alias of `{wire}`"), reason);
        let words = format!("`{wire}`: {}", facts::words(pair.old));
        let witness = of_alias(old, catalog, wire, alias, words, "an unlisted code".to_owned());
        changes.push(change.clients(Impact::Breaking).values(&alias.as_str().into(), &Value::Null).witness(witness));
    }
    for alias in after.iter().filter(|alias| !before.contains(alias)) {
        let path = ["errors", catalog, "codes", wire, "aliases", alias];
        let change = Change::new(
            "alias-added",
            &path,
            format!("`{alias}` is a new alias of `{wire}`"),
            "Until now, it was an unlisted code.",
        );
        changes.push(change.values(&Value::Null, &alias.as_str().into()));
    }
}

fn params(path: &[&str], wire: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    if !pair.at("message").differs() && !pair.at("params").differs() {
        return;
    }
    let full: Vec<&str> = path.iter().copied().chain(["message"]).collect();
    let title = format!("the message of `{wire}` or its parameters changed");
    let value = |entry: &Value| serde_json::json!({ "message": entry["message"], "params": entry["params"] });
    let change = match pair.at("params").differs() {
        true => Change::new("params-changed", &full, title, "Services have to provide different parameters.")
            .clients(Impact::Risky)
            .servers(Impact::Breaking),
        false => {
            Change::new("message-changed", &full, title, "Only the text for people changed. Programs should not depend on it.")
        }
    };
    changes.push(change.values(&value(pair.old), &value(pair.new)));
}

fn has_alias(code: &Value, wire: &str) -> bool {
    code["aliases"].as_array().is_some_and(|aliases| aliases.iter().any(|alias| alias == wire))
}
