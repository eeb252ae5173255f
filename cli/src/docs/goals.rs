//! The named waits of a machine, the intervals of its polls, and its actions.

use super::anchors::{Anchors, anchor};
use super::fact_lines::{items, line, members, spaced};
use super::waits::spoken_text;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The anchors of states, by their wire texts.
pub(super) type Links = HashMap<String, String>;

/// The named waits of a machine.
pub(super) fn waits(machine: &Value, owner: &str, links: &Links, anchors: &mut Anchors) -> Vec<Value> {
    let waits = members(&machine["waits"]).map(|(name, wait)| {
        let outcomes = items(&wait["outcomes"]).map(|outcome| format!("any state with the outcome {}", spaced(&line(outcome))));
        let outcomes = outcomes.map(|text| json!({ "text": text, "anchor": null }));
        json!({
            "name": name, "anchor": anchors.add(&["wait", owner, name]), "summary": wait.get("summary").map(line),
            "goals": linked(&wait["states"], links).into_iter().chain(outcomes).collect::<Vec<_>>(),
            "through": linked(&wait["through"], links), "basis": unless_stated(wait),
        })
    });
    waits.collect()
}

fn linked(states: &Value, links: &Links) -> Vec<Value> {
    items(states).map(|state| json!({ "text": state, "anchor": state.as_str().and_then(|state| links.get(state)) })).collect()
}

fn unless_stated(entry: &Value) -> Option<&str> {
    entry["basis"].as_str().filter(|basis| *basis != "stated")
}

/// How often a wait polls, and how long it may take.
pub(super) fn polling(machine: &Value) -> Option<String> {
    let poll = &machine["poll"];
    let time = |key: &str| spoken_text(&poll[key]);
    let interval = time("interval")?;
    let grows = match (poll["factor"].as_str().filter(|factor| *factor != "1"), time("cap")) {
        (Some(factor), Some(cap)) => format!(", then {factor} times as long after each poll, up to {cap}"),
        (Some(factor), None) => format!(", then {factor} times as long after each poll"),
        (None, _) => String::new(),
    };
    let has_external = members(&machine["states"]).any(|(_, state)| state["kind"] == "external");
    let external = time("external").filter(|_| has_external);
    let external = external.map_or_else(String::new, |time| format!("; {time} while a third party has to act"));
    let limit = match time("timeout") {
        Some(timeout) => format!("A wait may take {timeout}."),
        None => "The caller sets the time limit.".to_owned(),
    };
    let basis = unless_stated(poll).map_or_else(String::new, |basis| format!(" These numbers are {basis}."));
    Some(format!("A wait polls after {interval}{grows}{external}. {limit}{basis}"))
}

/// The actions that a machine declares.
pub(super) fn actions(resolved: &Value, machine: &Value, owner: &str, links: &Links, anchors: &mut Anchors) -> Vec<Value> {
    let actions = members(&machine["actions"]).map(|(name, action)| {
        let needed =
            members(&machine["states"]).filter(|(_, state)| ["outcome", "cases"].iter().any(|key| needs(&state[*key], name)));
        let needed = Value::from_iter(needed.map(|(state, _)| state));
        let requiring = members(&machine["commands"]).flat_map(|(command, entry)| {
            let states = members(&entry["requires"]).filter(|(_, action)| *action == name);
            states.map(move |(state, _)| format!("the command {command} in {state}"))
        });
        let command = action["command"].as_str();
        let from = items(&machine["edges"]).filter(|edge| command.is_some_and(|command| edge["command"] == command));
        let mut from: Vec<&Value> = from.map(|edge| &edge["source"]).collect();
        from.dedup();
        json!({
            "name": name, "anchor": anchors.add(&["action", owner, name]), "summary": action.get("summary").map(line),
            "needed": linked(&needed, links), "requiring": requiring.collect::<Vec<_>>(),
            "command": command, "command_anchor": command.map(|command| anchor(&["command", owner, command])),
            "call": command.and_then(|command| call(resolved, &machine["commands"][command])),
            "from": linked(&from.into_iter().cloned().collect(), links), "basis": unless_stated(action),
        })
    });
    actions.collect()
}

/// Whether an outcome, or one of its cases, needs an action.
fn needs(outcome: &Value, action: &str) -> bool {
    match outcome {
        Value::Object(members) => members.iter().any(|(key, value)| key == "needs" && value == action || needs(value, action)),
        Value::Array(cases) => cases.iter().any(|case| needs(case, action)),
        _ => false,
    }
}

/// The request of a command.
fn call(resolved: &Value, command: &Value) -> Option<String> {
    let operation = &resolved["operations"][command["operation"].as_str()?];
    let parts = ["method", "path"].into_iter().filter_map(|key| operation.get(key)).map(line);
    Some(parts.collect::<Vec<_>>().join(" "))
}
