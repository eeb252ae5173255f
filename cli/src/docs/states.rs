//! The states of a machine.

use super::anchors::Anchors;
use super::fact_lines::{items, line, spaced, value};
use super::failures::shared;
use super::{prose, response_values};
use serde_json::{Value, json};

pub(super) fn state(machine: &Value, owner: &str, name: &str, entry: &Value, anchors: &mut Anchors) -> Value {
    let mut shown = shared(entry, "state", name, anchors.add(&["state", owner, name]));
    shown["what"] = [kind(entry), outcome(machine, entry), recognized(machine, name, entry)].concat().trim().into();
    let next = items(&machine["edges"]).filter(|edge| edge["source"] == name);
    let next =
        next.map(|edge| json!({ "state": edge["target"], "command": edge.get("command").map(line), "cause": edge["cause"] }));
    shown["next"] = next.collect();
    let mut more: Vec<Value> = shown["more"].as_array().cloned().unwrap_or_default();
    if let Some(payload) = entry.get("payload") {
        more.push(json!({ "label": "Payload", "text": response_values::in_one_line(payload) }));
    }
    shown["more"] = more.into();
    shown
}

fn kind(entry: &Value) -> String {
    let text = match value(&entry["kind"]).as_str() {
        Some("pending") => "The job continues by itself.",
        Some("external") if entry["by"].is_string() => {
            return format!("The job waits for a third party: {}.", line(&entry["by"]));
        }
        Some("external") => "The job waits for a third party.",
        Some("resting") if entry["blocked"] == true => "The job stays in this state, because nothing leads out of it.",
        Some("resting") => "A wait ends here, although the job may continue later.",
        Some("final") => "The job has ended.",
        _ => "",
    };
    text.to_owned()
}

fn outcome(machine: &Value, entry: &Value) -> String {
    let outcome = value(&entry["outcome"]);
    let words = |outcome: &Value| match outcome["needs"].as_str() {
        Some(action) => format!("needs {}", spaced(action)),
        None => spaced(&line(outcome)),
    };
    let cases = items(&entry["cases"]).map(|case| format!("{} if {}, ", words(&case["is"]), prose::when(&case["when"])));
    let cases: String = cases.collect();
    match outcome {
        Value::Null => String::new(),
        _ if !cases.is_empty() => format!(" Outcome: {cases}otherwise {}.", words(outcome)),
        // A declared action is shown as a link.
        _ if outcome["needs"].as_str().is_some_and(|action| machine["actions"].get(action).is_some()) => String::new(),
        Value::Object(_) => format!(" Needs: {}.", spaced(&line(&outcome["needs"]))),
        _ => format!(" Outcome: {}.", words(outcome)),
    }
}

/// How the state is recognized, if not by its text.
fn recognized(machine: &Value, name: &str, entry: &Value) -> String {
    let when = entry.get("when").map(|when| format!(" Recognized if {}.", prose::when(when)));
    let absent = (machine["absent"] == name).then_some(" A success without a state is in this state.");
    when.unwrap_or_default() + absent.unwrap_or_default()
}
