//! What the page shows, for the templates.

use super::anchors::Anchors;
use super::fact_lines::{items, line, members, origin, rest, spaced, value};
use super::samples::Samples;
use super::{failures, jobs, prose, response_values, waits};
use errspec_spec::model::Contract;
use serde_json::{Value, json};

pub(super) fn view(resolved: &Value, contract: &'static Contract) -> Value {
    let samples = Samples::new(contract);
    let mut anchors = Anchors::default();
    let statuses = failures::statuses(resolved, &mut anchors, &samples);
    let catalogs = failures::catalogs(resolved, &mut anchors, &samples);
    let machines = jobs::machines(resolved, &mut anchors, contract);
    let entries = || {
        let codes = catalogs.iter().flat_map(|catalog| items(&catalog["codes"]));
        let states = machines.iter().flat_map(|machine| items(&machine["states"]));
        statuses.iter().chain(codes).chain(states)
    };
    let has_calls = CALLS.iter().any(|section| members(&resolved[*section]).next().is_some());
    json!({
        "name": resolved["name"],
        "title": resolved.get("title").map_or_else(|| line(&resolved["name"]), line),
        "source": resolved.get("source").map(line),
        "files": resolved["files"],
        "categories": words(entries(), "category"),
        "classes": words(entries(), "class"),
        "count": entries().count(),
        "retry": retry(resolved, contract),
        "ranges": members(&resolved["ranges"]).map(|(range, entry)| json!({ "name": range, "retry": prose::retry(entry), "basis": entry["basis"] })).collect::<Vec<_>>(),
        "bodies": bodies(resolved, &samples),
        "calls": calls(resolved),
        "has_calls": has_calls,
        "advice": remarks(&resolved["advice"]),
        "unspecified": remarks(&resolved["unspecified"]),
        "conflicts": resolved["conflicts"],
        "more": rest(resolved, KNOWN),
        "statuses": statuses, "catalogs": catalogs, "machines": machines,
    })
}

/// The sections that the page shows in its own way; all others follow as they are.
const KNOWN: &[&str] = &[
    "errspec",
    "resolved",
    "name",
    "title",
    "source",
    "files",
    "credentials",
    "success",
    "statuses",
    "ranges",
    "errors",
    "bodies",
    "headers",
    "operations",
    "health",
    "retry",
    "machines",
    "conflicts",
    "advice",
    "unspecified",
];

/// The sections about calls.
const CALLS: &[&str] = &["operations", "credentials", "health", "headers"];

/// The words that occur, for the filters.
fn words<'e>(entries: impl Iterator<Item = &'e Value>, key: &str) -> Vec<Value> {
    let mut words: Vec<&str> = entries.filter_map(|entry| entry[key].as_str()).collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(|word| json!({ "word": word, "text": spaced(word) })).collect()
}

fn retry(resolved: &Value, contract: &'static Contract) -> Value {
    let policy = &resolved["retry"];
    let hints = items(&policy["hints"]).map(|hint| {
        let when = hint.get("when").map(prose::when);
        json!({ "place": prose::place(&hint["place"]), "form": line(&hint["form"]), "when": when, "more": rest(hint, &["place", "form", "when"]) })
    });
    let rules = items(&policy["rules"]).zip(1_u32..).map(|(rule, number)| {
        json!({ "number": number, "when": prose::when(&rule["when"]), "class": spaced(&prose::class(rule)), "retry": prose::retry(rule), "origin": origin(&rule["retry"]) })
    });
    let mut facts = rest(policy, &["hints", "rules", "location", "basis", "combine", "spread", "server_says"]);
    let mut add = |label: &str, text: &str| facts.push(json!({ "label": label, "text": text }));
    match policy["combine"].as_str().filter(|_| items(&policy["hints"]).next().is_some()) {
        Some("at_least") => add("With a hint", "A retry is never sent earlier than the server asked."),
        Some("replace") => add("With a hint", "The hint replaces the backoff."),
        Some(other) => add("With a hint", &spaced(other)),
        None => {}
    }
    if policy["spread"] != "0s" {
        add("Spread", &line(&policy["spread"]));
    }
    for says in items(&policy["server_says"]) {
        let means = |key: &str, what: &str| says.get(key).map(|texts| format!("{} {what}", prose::choice(texts)));
        let means = [means("yes", "asks for a retry"), means("no", "forbids it")].into_iter().flatten();
        add("Server says", &format!("In {}: {}.", prose::place(&says["place"]), means.collect::<Vec<_>>().join(", ")));
    }
    let attempts = value(&policy["attempts"]);
    json!({
        "attempts": attempts, "facts": facts, "basis": policy["basis"], "written": policy.get("location").is_some_and(Value::is_string),
        "hints": hints.collect::<Vec<_>>(), "rules": rules.collect::<Vec<_>>(), "schedules": waits::of(contract),
    })
}

fn bodies(resolved: &Value, samples: &Samples<'_>) -> Vec<Value> {
    let bodies = members(&resolved["bodies"]).map(|(name, body)| {
        json!({
            "name": name, "summary": body.get("summary").map(line), "when": body.get("when").map(prose::when),
            "fields": response_values::rows(&body["fields"]), "sample": samples.of_body(name),
            "more": rest(body, &["name", "summary", "when", "fields"]),
        })
    });
    bodies.collect()
}

/// What belongs to calls rather than to failures: credentials, operations, headers and health checks.
fn calls(resolved: &Value) -> Value {
    let named = |section: &str| {
        let entries = members(&resolved[section]).map(|(name, entry)| {
            let call = [entry.get("method"), entry.get("path"), entry.get("target")].into_iter().flatten().map(line);
            let call = call.collect::<Vec<_>>().join(" ");
            json!({
                "name": name, "call": call, "summary": entry.get("summary").map(line),
                "more": rest(entry, &["name", "summary", "method", "path", "target"]),
            })
        });
        entries.collect::<Vec<_>>()
    };
    json!({
        "operations": named("operations"), "credentials": named("credentials"), "health": named("health"),
        "headers": rest(&resolved["headers"], &[]),
    })
}

fn remarks(list: &Value) -> Vec<Value> {
    items(list)
        .map(|remark| json!({ "text": remark["text"], "docs": remark.get("docs").map(line), "basis": remark["basis"] }))
        .collect()
}
