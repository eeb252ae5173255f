//! A job as its API reports it: the state at the location in `observe` or as its condition says, the run, and the payload of the state.

use crate::sample::codes::any;
use crate::sample::conditions::{json, printable};
use crate::sample::tree::Tree;
use crate::sample::{add_to_item, of_word};
use crate::{Answer, Body};
use errspec_spec::decide::{StateResponse, Witness, sample_text, state_response};
use errspec_spec::model::{Contract, Machine, PayloadKind, State};
use errspec_spec::syntax::{Location, Place};
use errspec_spec::words::Outcome;
use serde_json::Value;

/// The reported state of a job.
pub(super) struct Reported<'j> {
    pub(super) id: &'j str,
    /// The name of a state, or a text that the contract does not list.
    pub(super) state: &'j str,
    pub(super) epoch: u64,
    /// The outcome, if it depends on the response.
    pub(super) outcome: Option<Outcome>,
}

/// The response about a job.
pub(super) fn answer(contract: &Contract, machine: &Machine, job: &Reported<'_>) -> Answer {
    let at = machine.states.iter().position(|state| state.wire.value == job.state);
    let by_text =
        machine.absent.is_none() && !machine.states.iter().any(|state| state.is_conditional() || !state.cases.is_empty());
    let response = at.filter(|_| !by_text).and_then(|at| state_response(contract, machine, at, job.outcome));
    match (at, response) {
        (Some(at), Some(response)) => conditional(contract, machine, job, at, &response),
        (at, _) => {
            let text = at.and_then(|at| sample_text(machine, at));
            let text = text.as_deref().unwrap_or(job.state);
            let answer = Answer::new().body(Body::Json(document(contract, machine, job, text)));
            parts(machine, text).fold(answer, |answer, (_, location, part)| match location {
                Location::Header(name) if !part.is_empty() => answer.header(&name.value, printable(part)),
                _ => answer,
            })
        }
    }
}

/// The response by which a state is recognized that depends on more than a text.
fn conditional(contract: &Contract, machine: &Machine, job: &Reported<'_>, at: usize, response: &StateResponse) -> Answer {
    let mut answer = Answer::new().status(response.status);
    for (name, value) in response.values.iter().filter(|(place, _)| !place.starts_with('/')) {
        if let Witness::Text(text) = value {
            answer = answer.header(name, printable(text));
        }
    }
    if let Some(content_type) = &response.content_type {
        answer = answer.header("Content-Type", content_type);
    }
    let fields = response.values.iter().filter(|(place, _)| place.starts_with('/'));
    if !contract.is_success(response.status) {
        let code = response.code.and_then(|code| contract.code(code));
        let answer = code.into_iter().fold(answer, |answer, code| answer.code(&code.wire.value));
        return fields.fold(answer, |answer, (place, value)| answer.value(place, json(value)));
    }
    let mut tree = Tree::new();
    // A value that only has to be present is taken from the payload.
    let is_open = |value: &Witness| matches!(value, Witness::Absent | Witness::Object);
    for (place, value) in fields.clone().filter(|(_, value)| !is_open(value)) {
        tree.put(place, json(value));
    }
    let is_absent = |place: &str| fields.clone().any(|(absent, value)| absent == place && *value == Witness::Absent);
    rest(contract, machine, job, machine.states.get(at), &mut tree, is_absent);
    for (place, value) in fields.clone().filter(|(_, value)| *value != Witness::Absent) {
        tree.add(place, json(value));
    }
    answer.body(Body::Json(tree.into_value()))
}

/// The body of a response about a job whose state is recognized by its text.
fn document(contract: &Contract, machine: &Machine, job: &Reported<'_>, state: &str) -> Value {
    let mut tree = Tree::new();
    if machine.observe.is_empty() {
        tree.put("/state", Value::from(state));
    }
    for (place, location, part) in parts(machine, state) {
        match location {
            // The whole body is the state.
            Location::Pointer(at) if at.is_empty() => return told(machine, place, part),
            Location::Pointer(at) => {
                tree.add(at, told(machine, place, part));
            }
            Location::Item(item) => {
                add_to_item(item, &told(machine, place, part), &mut tree);
            }
            Location::Header(_) => {}
        }
    }
    let listed = machine.states.iter().find(|other| other.wire.value == job.state);
    rest(contract, machine, job, listed, &mut tree, |_| false);
    tree.into_value()
}

/// What a response contains next to the state.
fn rest(
    contract: &Contract,
    machine: &Machine,
    job: &Reported<'_>,
    state: Option<&State>,
    tree: &mut Tree,
    is_absent: impl Fn(&str) -> bool,
) {
    tree.add("/id", Value::from(job.id));
    let epoch = Value::from(job.epoch);
    match machine.epoch.as_ref().and_then(|place| place.at.first()) {
        Some(Location::Pointer(at)) => tree.put(at, epoch),
        Some(Location::Item(item)) => {
            add_to_item(item, &epoch, tree);
        }
        Some(Location::Header(_)) | None => {}
    }
    for payload in state.into_iter().flat_map(|state| &state.payload) {
        if !is_absent(&payload.at) {
            tree.add(&payload.at, sample(contract, &payload.kind));
        }
    }
}

/// A value of a member's type. Lists and maps have one item.
fn sample(contract: &Contract, kind: &PayloadKind) -> Value {
    match kind {
        PayloadKind::Word(word) => of_word(word),
        PayloadKind::Code(at, _) => contract.catalogs.get(*at).map_or(Value::Null, any),
        PayloadKind::List(item) => Value::Array(vec![sample(contract, item)]),
        PayloadKind::Map(item) => Value::Object([("sample".to_owned(), sample(contract, item))].into_iter().collect()),
        PayloadKind::Object(members) => {
            let mut tree = Tree::new();
            for member in members {
                tree.add(&member.at, sample(contract, &member.kind));
            }
            tree.into_value()
        }
    }
}

/// The parts of a state, each with the number of its place and the location in which a response has it.
fn parts<'m>(machine: &'m Machine, state: &'m str) -> impl Iterator<Item = (usize, &'m Location, &'m str)> {
    let first = |(place, observe): (usize, &'m Place)| Some((place, observe.at.first()?, part(machine, place, state)));
    machine.observe.iter().enumerate().filter_map(first)
}

/// The part of a state at one of the places from which it is observed.
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
