//! A job as its API tells it: the state where `observe` says, the run, and what the state carries.

use crate::sample::of_word;
use crate::sample::tree::Tree;
use errspec_spec::model::Machine;
use serde_json::Value;

/// The body of an answer about a job.
pub(crate) fn document(machine: &Machine, id: &str, state: &str, epoch: u64) -> Value {
    let mut tree = Tree::new();
    let told = |part: &str| if part.is_empty() { Value::Null } else { Value::from(part) };
    match machine.observe.as_slice() {
        [] => tree.put("/state", Value::from(state)),
        [at] => tree.put(at, Value::from(state)),
        several => {
            let mut parts = state.splitn(several.len(), '/');
            for at in several {
                tree.add(at, told(parts.next().unwrap_or("")));
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
