//! Machines: their states, edges and commands, and the histories that they allow.

use super::change::{Change, Impact};
use super::facts;
use super::gaps::{self, Gap};
use super::pairs::{Pair, others, shown};
use super::places::{Moved, moved};
use super::reach::{Judgment, Reach};
use super::side::Side;
use super::witness::Witness;
use serde_json::Value;
use std::collections::BTreeSet;

pub(super) fn compare(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let machines = Pair { old: &old.plain, new: &new.plain }.entries("machines");
    for (name, value) in machines.removed {
        let change = Change::new(
            "machine-removed",
            &["machines", name],
            format!("the machine `{name}` was removed"),
            "Programs that wait for its jobs no longer compile.",
        );
        changes.push(change.clients(Impact::Breaking).servers(Impact::Risky).values(value, &Value::Null));
    }
    for (name, value) in machines.added {
        let change = Change::new(
            "machine-added",
            &["machines", name],
            format!("the machine `{name}` was added"),
            "Existing entries do not change.",
        );
        changes.push(change.values(&Value::Null, value));
    }
    for (name, pair) in machines.both {
        machine(name, pair, changes);
    }
}

fn machine(name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    states(name, pair, changes);
    histories(name, pair, changes);
    let commands = pair.entries("commands");
    for (command, value) in commands.removed {
        let title = format!("the command `{command}` of `{name}` was removed");
        let change = Change::new(
            "command-removed",
            &["machines", name, "commands", command],
            title,
            "Programs that send it no longer compile.",
        );
        changes.push(change.clients(Impact::Breaking).servers(Impact::Risky).values(value, &Value::Null));
    }
    for (command, value) in commands.added {
        let title = format!("the command `{command}` was added to `{name}`");
        let change =
            Change::new("command-added", &["machines", name, "commands", command], title, "Services have to accept it.");
        changes.push(change.servers(Impact::Risky).values(&Value::Null, value));
    }
    for (command, pair) in commands.both {
        others(pair, &["machines", name, "commands", command], &[], changes);
    }
    named(name, pair, "waits", "wait", changes);
    named(name, pair, "actions", "action", changes);
    observed_at(name, pair, changes);
    if pair.at("other_actors").differs() {
        let now = pair.new["other_actors"] == true;
        let reason = if now {
            "Moves that somebody else's command causes are now possible."
        } else {
            "Moves that somebody else's command causes are now reported as impossible."
        };
        let title = format!("others can {} send commands to jobs of `{name}`", if now { "now" } else { "no longer" });
        let clients = if now { Impact::Risky } else { Impact::Breaking };
        let change = Change::new("other-actors-changed", &["machines", name, "other_actors"], title, reason).clients(clients);
        changes.push(change.values(&pair.old["other_actors"], &pair.new["other_actors"]));
    }
    let compared = ["states", "edges", "commands", "waits", "actions", "observe", "other_actors", "initial", "moves"];
    others(pair, &["machines", name], &compared, changes);
}

/// Where the state is read. A machine with several parts of its state has a place for each.
fn observed_at(name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    if !pair.at("observe").differs() {
        return;
    }
    let parts = |machine: &'_ Value| machine["observe"].as_array().map_or(0, Vec::len);
    let part = |at: usize| Pair { old: &pair.old["observe"][at], new: &pair.new["observe"][at] };
    let kept = parts(pair.old) == parts(pair.new)
        && (0..parts(pair.old)).all(|at| moved(part(at)) != Moved::Elsewhere && !part(at).at("default").differs());
    let path = ["machines", name, "observe"];
    let change = match kept {
        true => Change::new(
            "observe-extended",
            &path,
            format!("the state of `{name}` is now read from further locations"),
            "A state that clients of the old revision find is the same. They do not find one that is only there.",
        )
        .clients(Impact::Risky),
        false => Change::new(
            "observe-changed",
            &path,
            format!("the state of `{name}` is now read from a different location"),
            "Clients of the old revision do not find the state.",
        )
        .clients(Impact::Breaking)
        .servers(Impact::Breaking),
    };
    changes.push(change.values(&pair.old["observe"], &pair.new["observe"]));
}

/// Named waits and declared actions: each is a constant of the machine.
fn named(machine: &str, pair: Pair<'_>, section: &'static str, what: &str, changes: &mut Vec<Change>) {
    let entries = pair.entries(section);
    for (name, value) in entries.removed {
        let path = ["machines", machine, section, name];
        let title = format!("the {what} `{name}` of `{machine}` was removed");
        let change = Change::new("constant-removed", &path, title, "Programs that use its constant no longer compile.");
        changes.push(change.clients(Impact::Breaking).values(value, &Value::Null));
    }
    for (name, value) in entries.added {
        let path = ["machines", machine, section, name];
        let title = format!("the {what} `{name}` was added to `{machine}`");
        changes
            .push(Change::new("constant-added", &path, title, "Existing entries do not change.").values(&Value::Null, value));
    }
    for (name, pair) in entries.both {
        let keys = ["states", "outcomes", "through"];
        if keys.iter().any(|key| pair.at(key).differs()) {
            let path = ["machines", machine, section, name];
            let title = format!("the {what} `{name}` of `{machine}` now ends in other states");
            let change =
                Change::new("wait-changed", &path, title, "Programs that wait for it end in other states than before.");
            changes.push(change.clients(Impact::Breaking).values(pair.old, pair.new));
        }
        others(pair, &["machines", machine, section, name], &keys, changes);
    }
}

fn states(name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let states = pair.entries("states");
    for (state, value) in states.removed {
        let path = ["machines", name, "states", state];
        let change = Change::new(
            "state-removed",
            &path,
            format!("the state `{state}` of `{name}` was removed"),
            "Clients treat it as an unlisted state, and services that send it violate the contract.",
        );
        let witness = history(name, &[state], "a listed state", "an unlisted state");
        changes.push(
            change.clients(Impact::Breaking).servers(Impact::Breaking).values(value, &Value::Null).witness(Some(witness)),
        );
    }
    for (state, value) in states.added {
        let path = ["machines", name, "states", state];
        let reason = "Clients of the old revision treat it as an unlisted state.";
        let change = Change::new("state-added", &path, format!("the state `{state}` was added to `{name}`"), reason);
        changes.push(change.clients(Impact::Risky).values(&Value::Null, value));
    }
    for (state, pair) in states.both {
        self::state(name, state, pair, changes);
    }
}

fn state(machine: &str, state: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let path = ["machines", machine, "states", state];
    for key in ["kind", "outcome"] {
        if pair.at(key).differs() {
            let (was, is) = (&pair.old[key], &pair.new[key]);
            let title = format!("the {key} of `{state}` changed from {} to {}", shown(was), shown(is));
            let path: Vec<&str> = path.iter().copied().chain([key]).collect();
            let change = Change::new(
                "state-changed",
                &path,
                title,
                "A wait for the job ends in a different state or with a different result.",
            );
            // A wait ends in final and resting states alike.
            let ends = |kind: &Value| matches!(kind.as_str(), Some("final" | "resting"));
            let is_shown = !(key == "kind" && ends(was) && ends(is));
            let witness = || history(machine, &[state], &format!("{key} {}", shown(was)), &format!("{key} {}", shown(is)));
            let change = change.clients(Impact::Breaking).servers(Impact::Breaking).values(was, is);
            changes.push(change.witness(is_shown.then(witness)));
        }
    }
    if pair.at("payload").differs() {
        let path: Vec<&str> = path.iter().copied().chain(["payload"]).collect();
        let title = format!("the payload of `{state}` changed");
        let change = Change::new(
            "payload-changed",
            &path,
            title,
            "Clients cannot read the payload if a response lacks a member that they expect.",
        );
        let change = change.clients(Impact::Breaking).servers(Impact::Breaking);
        changes.push(change.values(&pair.old["payload"], &pair.new["payload"]));
    }
    facts::compare(pair, &path, &|| None, changes);
    others(pair, &path, &["kind", "outcome", "payload", "observed", "category", "retry", "effect", "exceptions"], changes);
}

/// Which state can be read after which, and where a job can begin.
fn histories(name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (Reach::of(pair.old), Reach::of(pair.new));
    let shared: Vec<&str> = pair.entries("states").both.iter().map(|(state, _)| *state).collect();
    let edges = ["machines", name, "edges"];
    let mut gaps: Vec<Gap<'_>> = Vec::new();
    for &from in &shared {
        for &to in &shared {
            let (was, is) = (old.judge(from, to), new.judge(from, to));
            if was == is {
                continue;
            }
            if old.has_path(from, to) == new.has_path(from, to) {
                gaps.push(Gap { from, to, was, is });
                continue;
            }
            let path: Vec<&str> = edges.iter().copied().chain([from, to]).collect();
            let seen = |was: Judgment, is: Judgment| Some(history(name, &[from, to], was.as_str(), is.as_str()));
            let change = match (was, is) {
                (_, Judgment::Impossible) => Change::new(
                    "move-forbidden",
                    &path,
                    format!("`{to}` can no longer follow `{from}` in `{name}`"),
                    "Clients report this sequence of states as impossible.",
                )
                .clients(Impact::Breaking)
                .servers(Impact::Breaking)
                .witness(seen(was, is)),
                (Judgment::Impossible, _) => Change::new(
                    "move-allowed",
                    &path,
                    format!("`{to}` can now follow `{from}` in `{name}`"),
                    "Clients of the old revision report this sequence of states as impossible.",
                )
                .clients(Impact::Risky)
                .witness(seen(was, is)),
                _ => Change::new(
                    "move-listed",
                    &path,
                    format!("that `{to}` follows `{from}` in `{name}` is now {} instead of {}", is.as_str(), was.as_str()),
                    "Clients judge this sequence of states differently, but do not report it as impossible.",
                )
                .clients(Impact::Risky),
            };
            changes.push(change.values(&was.as_str().into(), &is.as_str().into()));
        }
    }
    gaps::compare(name, pair, (&old, &new), &gaps, changes);
    commands(name, &old, &new, &shared, changes);
    direct(name, pair, changes);
    if pair.at("initial").differs() {
        let title =
            format!("jobs of `{name}` now begin in {} instead of {}", shown(&pair.new["initial"]), shown(&pair.old["initial"]));
        let change = Change::new(
            "initial-changed",
            &["machines", name, "initial"],
            title,
            "Clients judge the first state of a job differently.",
        );
        let change = change.clients(Impact::Risky).servers(Impact::Risky);
        changes.push(change.values(&pair.old["initial"], &pair.new["initial"]));
    }
}

/// The edges without a command, which decide what a job must have passed between two readings.
fn direct(name: &str, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (edges(pair.old), edges(pair.new));
    let sides = [(&old, &new, "was removed"), (&new, &old, "was added")];
    for ((from, to, cause), what) in
        sides.iter().flat_map(|(one, other, what)| one.difference(other).map(move |edge| (edge, what)))
    {
        let title = format!("the edge from `{from}` to `{to}` ({cause}) in `{name}` {what}");
        let path = ["machines", name, "edges", from, to, cause];
        let reason = "Clients draw different conclusions about the states between two readings.";
        let gone = *what == "was removed";
        changes.push(
            Change::new("edge-changed", &path, title, reason).clients(Impact::Risky).values(&gone.into(), &(!gone).into()),
        );
    }
}

fn edges(machine: &Value) -> BTreeSet<(&str, &str, &str)> {
    let edges = machine["edges"].as_array().into_iter().flatten();
    let edges = edges.filter(|edge| edge["command"].is_null());
    edges.filter_map(|edge| Some((edge["source"].as_str()?, edge["target"].as_str()?, edge["cause"].as_str()?))).collect()
}

/// Where each command leads from each state.
fn commands(name: &str, old: &Reach, new: &Reach, shared: &[&str], changes: &mut Vec<Change>) {
    for command in old.commands().intersection(&new.commands()) {
        for &from in shared {
            let (was, is) = (old.targets(command, from), new.targets(command, from));
            if was == is {
                continue;
            }
            let list = |states: &[String]| if states.is_empty() { "nowhere".to_owned() } else { states.join(" or ") };
            let title = format!("`{command}` now leads from `{from}` to {} instead of {}", list(&is), list(&was));
            let path = ["machines", name, "edges", from, command.as_str()];
            let lost = was.iter().any(|state| !is.contains(state));
            let impact = if lost { Impact::Breaking } else { Impact::Risky };
            let change = Change::new(
                "command-moved",
                &path,
                title,
                "Clients of the old revision that send it expect a different state.",
            );
            let change = change.clients(impact).servers(Impact::Breaking);
            changes.push(change.values(&was.clone().into(), &is.clone().into()));
        }
    }
}

fn history(machine: &str, states: &[&str], before: &str, after: &str) -> Witness {
    let states = states.iter().map(|&state| state.to_owned()).collect();
    Witness::History { machine: machine.to_owned(), states, before: before.to_owned(), after: after.to_owned() }
}
