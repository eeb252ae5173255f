//! The JSON of a job as its API reports it: the state at the location in `observe`, the run, and the payload of the state.

use crate::sample::of_word;
use crate::sample::tree::Tree;
use errspec_spec::model::Machine;
use serde_json::Value;

/// The body of a response about a job.
pub(crate) fn document(machine: &Machine, id: &str, state: &str, epoch: u64) -> Value {
    let mut tree = Tree::new();
    match machine.observe.as_slice() {
        [] => tree.put("/state", Value::from(state)),
        [at] => tree.put(at, told(machine, 0, state)),
        several => {
            for (place, at) in several.iter().enumerate() {
                tree.add(at, told(machine, place, part(machine, place, state)));
            }
        }
    }
    tree.add("/id", Value::from(id));
    if let Some(at) = &machine.epoch {
        tree.put(at, Value::from(epoch));
    }
    let listed = machine.states.iter().find(|other| other.wire.value == state);
    for payload in listed.into_iter().flat_map(|state| &state.payload) {
        let name = payload.name.replace('~', "~0").replace('/', "~1");
        tree.add(&format!("/{name}"), of_word(&payload.kind));
    }
    tree.into_value()
}

/// The part of a state at one of the locations from which it is observed.
fn part<'s>(machine: &Machine, place: usize, state: &'s str) -> &'s str {
    state.splitn(machine.observe.len().max(1), '/').nth(place).unwrap_or("")
}

/// The JSON value of a part of a state. If all listed states have booleans or numbers at the location, the job has one too; clients read
/// its text. If there are several locations, an empty part is null.
fn told(machine: &Machine, place: usize, text: &str) -> Value {
    let listed = machine.states.iter().map(|state| part(machine, place, &state.wire));
    let all = listed.filter(|part| !part.is_empty()).all(|part| plain(part).is_some());
    match plain(text).filter(|_| all) {
        Some(value) => value,
        None if text.is_empty() && machine.observe.len() > 1 => Value::Null,
        None => Value::from(text),
    }
}

/// The boolean or number with exactly this text.
fn plain(text: &str) -> Option<Value> {
    let value: Value = serde_json::from_str(text).ok()?;
    let written = value.to_string();
    Some(value).filter(|value| (value.is_boolean() || value.is_number()) && written == text)
}
