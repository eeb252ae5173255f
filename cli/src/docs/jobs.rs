//! Machines: their diagrams, states, commands, waits and actions.

use super::anchors::Anchors;
use super::fact_lines::{items, line, members, rest};
use super::goals::{self, Links};
use super::{prose, states};
use errspec_codegen::diagram::{self, Format};
use errspec_spec::model::Contract;
use serde_json::{Value, json};
use std::collections::HashMap;

pub(super) fn machines(resolved: &Value, anchors: &mut Anchors, contract: &Contract) -> Vec<Value> {
    let machines = members(&resolved["machines"]).map(|(name, machine)| {
        let anchor = anchors.add(&["machine", name]);
        let mut states: Vec<Value> =
            members(&machine["states"]).map(|(state, entry)| states::state(machine, name, state, entry, anchors)).collect();
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
            let state_of = state["wire"].as_str().map(|wire| &machine["states"][wire]);
            let outcome = state_of.filter(|state| state.get("cases").is_none()).map(|state| &state["outcome"]["needs"]);
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
            "name", "summary", "states", "edges", "commands", "waits", "actions", "poll", "location", "typestate", "other_actors", "absent", "observe", "epoch",
        ];
        let observe = items(&machine["observe"]).map(prose::place).collect::<Vec<_>>().join(" and ");
        let epoch = machine.get("epoch").map(prose::place);
        let read = [("State", (!observe.is_empty()).then_some(observe)), ("Epoch", epoch)];
        let read = read.into_iter().filter_map(|(label, place)| Some(json!({ "label": label, "text": format!("In {}", place?) })));
        json!({
            "name": name, "anchor": anchor, "summary": machine.get("summary").map(line),
            "drawing": drawing, "mermaid": diagram::draw(&model, Format::Mermaid),
            "states": states, "commands": commands, "waits": waits, "actions": actions, "polling": goals::polling(machine), "more": read.chain(rest(machine, &about)).collect::<Vec<_>>(),
        })
    });
    machines.collect()
}
