//! Statuses and codes.

use super::anchors::Anchors;
use super::fact_lines::{capital, items, line, members, origin, rest, spaced, value};
use super::samples::Samples;
use super::{prose, response_values};
use serde_json::{Value, json};

/// The members that entries show in a way of their own. Other members are printed as they are.
const SHOWN: &[&str] = &[
    "title",
    "summary",
    "action",
    "causes",
    "category",
    "retry",
    "effect",
    "status",
    "phrase",
    "registered",
    "docs",
    "deprecated",
    "since",
    "exceptions",
    "message",
    "aliases",
    "group",
    "name",
    "params",
    "kind",
    "by",
    "outcome",
    "cases",
    "when",
    "payload",
    "blocked",
];

/// The statuses.
pub(super) fn statuses(resolved: &Value, anchors: &mut Anchors, samples: &Samples<'_>) -> Vec<Value> {
    let statuses = members(&resolved["statuses"]).map(|(status, entry)| {
        let phrase = entry.get("phrase").map(line);
        let mut shown = shared(entry, "status", status, anchors.add(&["status", status]));
        shown["name"] = phrase.map_or_else(|| status.to_owned(), |phrase| format!("{status} {phrase}")).into();
        // The defaults of failures say nothing about a success.
        if samples.is_success(status) && entry["retry"]["via"] != "own" {
            for key in ["retry", "class", "category", "category_text", "origins"] {
                shown[key] = Value::Null;
            }
        }
        shown["sample"] = status.parse().ok().and_then(|status| samples.of_status(status)).into();
        shown
    });
    statuses.collect()
}

/// The catalogs with their codes.
pub(super) fn catalogs(resolved: &Value, anchors: &mut Anchors, samples: &Samples<'_>) -> Vec<Value> {
    let catalogs = members(&resolved["errors"]).map(|(name, catalog)| {
        let is_type = items(&catalog["read_as"]).any(|role| role == "type");
        let kind = if is_type { "type" } else { "code" };
        let anchor = anchors.add(&["catalog", name]);
        let groups = members(&catalog["groups"]).map(|(name, group)| {
            let about = group.get("summary").or(group.get("title")).map(line);
            let family = group.get("family").map(line);
            json!({ "name": name, "about": about, "family": family })
        });
        let groups: Vec<Value> = groups.collect();
        let codes = members(&catalog["codes"]).map(|(code, entry)| {
            let mut shown = shared(entry, kind, code, anchors.add(&[kind, name, code]));
            shown["sample"] = samples.of_code(name, code).into();
            shown
        });
        let codes: Vec<Value> = codes.collect();
        let open = match catalog["open"] == true {
            true => "Other codes may occur: a program must accept codes that are not listed here.",
            false => "The list is complete.",
        };
        json!({
            "name": name, "anchor": anchor, "kind": kind, "title": catalog.get("title").map(line), "summary": catalog.get("summary").map(line),
            "open": open, "groups": groups, "codes": codes,
        })
    });
    catalogs.collect()
}

/// What statuses, codes and states have in common.
pub(super) fn shared(entry: &Value, kind: &str, name: &str, anchor: String) -> Value {
    let text = |key: &str| entry.get(key).map(line);
    let category = value(&entry["category"]).as_str();
    let statuses: Vec<String> = items(&entry["status"]).map(line).collect();
    let mut more = Vec::new();
    let mut add = |label: &str, text: Option<String>| {
        more.extend(text.filter(|text| !text.is_empty()).map(|text| json!({ "label": label, "text": text })));
    };
    add("Message", text("message"));
    add("Also sent as", text("aliases"));
    add("Group", text("group"));
    add("Causes", Some(items(&entry["causes"]).map(line).collect::<Vec<_>>().join("; ")));
    add("Since", text("since"));
    add("Parameters", entry.get("params").map(response_values::in_one_line));
    more.extend(rest(entry, SHOWN));
    let exceptions = items(&entry["exceptions"])
        .map(|exception| json!({ "rule": exception["rule"].as_u64().map(|at| at + 1), "class": exception["class"].as_str().map(spaced) }));
    json!({
        "kind": kind, "anchor": anchor, "name": name, "wire": name,
        "title": text("title"), "summary": text("summary"), "action": text("action"), "deprecated": text("deprecated"), "docs": text("docs"),
        "category": category, "category_text": category.map(spaced),
        "class": entry.get("retry").map(|_| prose::class(entry)),
        "retry": entry.get("retry").map(|_| prose::retry(entry)),
        "origins": origins(entry),
        "statuses": statuses,
        "exceptions": exceptions.collect::<Vec<_>>(),
        "more": more,
        "basis": entry["basis"].as_str().filter(|basis| *basis != "stated"),
        "location": entry["location"],
    })
}

/// The origins of the facts that the entry itself does not state.
fn origins(entry: &Value) -> Vec<Value> {
    // Without an automatic retry, nothing depends on the effect.
    let is_automatic = matches!(value(&entry["retry"])["class"].as_str(), Some("transient" | "throttled"));
    let facts = ["summary", "action", "category", "retry", "effect"].into_iter().filter(|key| is_automatic || *key != "effect");
    let facts =
        facts.filter_map(|key| Some((key, entry.get(key)?))).chain(items(&entry["status"]).map(|status| ("status", status)));
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for (key, fact) in facts {
        let Some(origin) = origin(fact) else { continue };
        match found.iter_mut().find(|(known, _)| *known == origin) {
            Some((_, keys)) if keys.contains(&key) => {}
            Some((_, keys)) => keys.push(key),
            None => found.push((origin, vec![key])),
        }
    }
    found.into_iter().map(|(origin, keys)| json!(format!("{}: {origin}", capital(&keys.join(", "))))).collect()
}
