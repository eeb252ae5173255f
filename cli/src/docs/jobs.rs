//! Machines: their diagrams, states, commands, waits and actions.

use super::anchors::Anchors;
use super::fact_lines::{items, line, members, rest, spaced, value};
use super::failures::{SHOWN, shared};
use super::goals::{self, Links};
use errspec_codegen::diagram::{self, Format};
use errspec_spec::model::Contract;
use serde_json::{Value, json};
use std::collections::HashMap;

pub(super) fn machines(resolved: &Value, anchors: &mut Anchors, contract: &Contract) -> Vec<Value> {
    let machines = members(&resolved["machines"]).map(|(name, machine)| {
        let anchor = anchors.add(&["machine", name]);
        let mut states: Vec<Value> =
            members(&machine["states"]).map(|(state, entry)| self::state(machine, name, state, entry, anchors)).collect();
        let links: HashMap<&str, &str> =
            states.iter().filter_map(|state| Some((state["wire"].as_str()?, state["anchor"].as_str()?))).collect();
        let links: Links =
            links.into_iter().map(|(state, anchor)| (state.to_owned(), anchor.to_owned())).collect();
        for next in states.iter_mut().flat_map(|state| state["next"].as_array_mut().into_iter().flatten()) {
            let anchor = next["state"].as_str().and_then(|state| links.get(state)).cloned();
            next["anchor"] = anchor.into();
        }
        let model: Vec<_> = contract.machines.iter().filter(|model| model.name.value == name).collect();
        let drawing =
            diagram::linked(&model, &|_, state| links.get(state.wire.value.as_str()).map(|anchor| format!("#{anchor}")));
        let waits = goals::waits(machine, name, &links, anchors);
        let actions = goals::actions(resolved, machine, name, &links, anchors);
        for state in &mut states {
            let outcome = state["wire"].as_str().map(|wire| &machine["states"][wire]["outcome"]["needs"]);
            let needed = actions.iter().find(|action| outcome == Some(&action["name"]));
            state["needs"] = needed.map(|action| json!({ "text": action["name"], "anchor": action["anchor"] })).into();
        }
        let owner = name;
        let commands = members(&machine["commands"]).map(|(name, command)| {
            let sent = items(&machine["edges"]).filter(|edge| edge["command"] == name);
            let moves: Vec<String> =
                sent.map(|edge| format!("{} → {}", line(&edge["source"]), line(&edge["target"]))).collect();
            json!({
                "name": name, "anchor": anchors.add(&["command", owner, name]), "summary": command.get("summary").map(line),
                "moves": moves,
                "more": rest(command, &["summary", "name", "auto"]), "auto": command["auto"],
            })
        });
        let commands: Vec<Value> = commands.collect();
        let about = [
            "name", "summary", "states", "edges", "commands", "waits", "actions", "poll", "location", "typestate", "other_actors",
        ];
        json!({
            "name": name, "anchor": anchor, "summary": machine.get("summary").map(line),
            "drawing": drawing, "mermaid": diagram::draw(&model, Format::Mermaid),
            "states": states, "commands": commands, "waits": waits, "actions": actions, "polling": goals::polling(machine), "more": rest(machine, &about),
        })
    });
    machines.collect()
}

fn state(machine: &Value, owner: &str, name: &str, entry: &Value, anchors: &mut Anchors) -> Value {
    let mut shown = shared(entry, "state", name, anchors.add(&["state", owner, name]));
    let kind = match value(&entry["kind"]).as_str() {
        Some("pending") => "The job continues by itself.",
        Some("external") => "The job waits for a third party.",
        Some("resting") => "A wait ends here, although the job may continue later.",
        Some("final") => "The job has ended.",
        _ => "",
    };
    let outcome = match value(&entry["outcome"]) {
        Value::Null => None,
        Value::String(word) => Some(format!("Outcome: {}.", spaced(word))),
        // A declared action is shown as a link.
        outcome if outcome["needs"].as_str().is_some_and(|action| machine["actions"].get(action).is_some()) => None,
        outcome @ Value::Object(_) if outcome["needs"].is_string() => {
            Some(format!("Needs: {}.", spaced(&line(&outcome["needs"]))))
        }
        other => Some(format!("Outcome: {}.", line(other))),
    };
    let next = items(&machine["edges"]).filter(|edge| edge["source"] == name);
    let next: Vec<Value> = next
        .map(|edge| json!({ "state": edge["target"], "command": edge.get("command").map(line), "cause": edge["cause"] }))
        .collect();
    let known: Vec<&str> = SHOWN.iter().copied().chain(["kind", "outcome"]).collect();
    shown["what"] = [Some(kind.to_owned()), outcome].into_iter().flatten().collect::<Vec<_>>().join(" ").trim().into();
    shown["next"] = next.into();
    let more = shown["more"].as_array().into_iter().flatten().filter(|row| {
        let label = row["label"].as_str().unwrap_or_default().to_lowercase().replace(' ', "_");
        !matches!(label.as_str(), "kind" | "outcome") || !known.contains(&label.as_str())
    });
    shown["more"] = more.cloned().collect();
    shown
}
