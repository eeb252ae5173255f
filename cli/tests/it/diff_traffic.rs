//! The traffic that the revisions of a contract are held against: responses, histories of states, and responses to polls.

use errspec_revisions::Revision;
use errspec_server::{Declared, Response};
use errspec_spec::model::{Cause, Contract, Machine};
use serde_json::Value;

/// A response.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Sent {
    fn new(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { status, headers, body: body.as_bytes().to_vec() }
    }

    /// The response that a witness shows.
    pub(crate) fn of_witness(answer: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let own = answer["headers"].as_object().unwrap().iter().map(|(name, value)| (name.clone(), text(value)));
        let body = match (&answer["body"], answer["content_type"].as_str()) {
            (Value::Null, _) => String::new(),
            (Value::String(text), Some(kind)) if !kind.contains("json") => text.clone(),
            (body, _) => body.to_string(),
        };
        let status = answer["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap();
        let headers = std::iter::once(("Content-Type".to_owned(), text(&answer["content_type"]))).chain(own).collect();
        Self { status, headers, body: body.into_bytes() }
    }

    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

pub(crate) fn contract(revision: &Revision) -> Contract {
    errspec_spec::check("revision.yaml", revision.spec.as_bytes(), &mut errspec_spec::NoFiles).contract.unwrap()
}

/// Every response that the contract describes: each status, code, alias and body, with and without optional fields; and others.
pub(crate) fn traffic(contract: &Contract) -> Vec<Sent> {
    let mut wanted: Vec<(Option<u16>, Declared)> = Vec::new();
    wanted.extend(contract.statuses.iter().map(|status| (Some(status.status.value), Declared::default())));
    for catalog in &contract.catalogs {
        let texts = catalog.codes.iter().flat_map(|code| std::iter::once(&code.wire).chain(&code.aliases));
        let of = |text: &str| Declared {
            code: Some(text.to_owned()),
            catalog: Some(catalog.name.value.clone()),
            ..Declared::default()
        };
        wanted.extend(texts.map(|text| (None, of(&text.value))));
    }
    for body in &contract.bodies {
        let shape = Declared { shape: Some(body.name.value.clone()), ..Declared::default() };
        let optional = body.fields.iter().filter(|field| field.optional);
        let without = optional.map(|field| Declared { values: vec![(field.name.value.clone(), Value::Null)], ..shape.clone() });
        wanted.extend(without.chain([shape.clone()]).map(|declared| (None, declared)));
    }
    let described = wanted.iter().map(|(status, declared)| written(Response::of(contract, *status, declared), declared));
    described.chain(others()).collect()
}

/// The server writes codes by their names; aliases are put in their place.
fn written(response: Response, declared: &Declared) -> Sent {
    let Response { status, headers, body } = response;
    let mut sent = Sent { status, headers, body };
    if let (Some(alias), Ok(mut body)) = (&declared.code, serde_json::from_slice::<Value>(&sent.body))
        && let Some(code) = body.pointer_mut("/error/code").filter(|code| *code != alias.as_str())
    {
        *code = alias.as_str().into();
        sent.body = body.to_string().into_bytes();
    }
    sent
}

/// Responses with unlisted codes, hints, conditions that hold and others that do not, and damaged ones.
fn others() -> Vec<Sent> {
    let json = &[("Content-Type", "application/json")];
    let code = |code: &str| format!(r#"{{"error":{{"code":"{code}","message":"No","wait":"3s","by":"me"}}}}"#);
    vec![
        Sent::new(429, json, &code("LIMIT_SIZE")),
        Sent::new(409, json, &code("ns#LOCKED:0")),
        Sent::new(409, &[("X-Error-Code", "LOCKED")], ""),
        Sent::new(500, json, &code("NOBODY_KNOWS")),
        Sent::new(502, json, "{}"),
        Sent::new(503, &[("Retry-After", "7"), ("X-Wait", "90"), ("X-Should-Retry", "false")], "<html>"),
        Sent::new(503, &[("X-Should-Retry", "true")], ""),
        Sent::new(403, &[("X-Remaining", "0")], "{}"),
        Sent::new(403, &[("X-Remaining", "1")], "{}"),
        Sent::new(422, json, r#"{"errors":[{"code":"price","detail":"Low"},{"code":"name","source":{"pointer":"/n"}}]}"#),
        Sent::new(422, json, r#"{"errors":[{"code":"weight"}],"context":[{"kind":"trace","id":"t1"}]}"#),
        Sent::new(422, json, r#"{"errors":[]}"#),
        Sent::new(400, json, r#"{"errors":{"color":["is not valid"],"size":[]}}"#),
        Sent::new(
            429,
            json,
            r#"{"error":{"code":"LIMIT_CALLS","message":"No more than 5 calls; wait 2s","wait":"2s","details":[{"kind":"retry","delay":"9s"},{"kind":"cause","code":"old_card"}]}}"#,
        ),
        Sent::new(409, json, r#"{"error":{"code":"LOCKED","inner":{"code":"CONNECTION_RESET","message":"Reset"}}}"#),
        Sent::new(
            400,
            &[("Content-Type", "application/xml")],
            "<Error zone=\"a\"><Symbol>EPIPE</Symbol><Message>No</Message></Error>",
        ),
        Sent::new(400, &[("Content-Type", "application/x-www-form-urlencoded")], "reason=old_card&text=No"),
        Sent::new(400, &[("Content-Type", "text/plain")], "low_balance: nothing is left"),
        Sent::new(404, &[], ""),
        Sent::new(0, &[], ""),
    ]
}

/// All histories of three readings that each machine allows without a command, by its name.
pub(crate) fn histories(contract: &Contract) -> Vec<(String, Vec<String>)> {
    contract
        .machines
        .iter()
        .flat_map(|machine| of_machine(machine).map(|history| (machine.name.value.clone(), history)))
        .collect()
}

fn of_machine(machine: &Machine) -> impl Iterator<Item = Vec<String>> {
    let next = |state: usize| {
        let edges = machine.edges.iter().filter(move |edge| edge.from.value == state);
        edges.filter(|edge| !matches!(edge.cause, Cause::Command(_))).map(|edge| edge.to.value)
    };
    let name = |state: usize| machine.states[state].wire.value.clone();
    let mut histories = Vec::new();
    for first in 0..machine.states.len() {
        for second in next(first) {
            histories.push(vec![name(first), name(second)]);
            histories.extend(next(second).map(|third| vec![name(first), name(second), name(third)]));
        }
    }
    histories.into_iter()
}

/// Responses to the polls of jobs, by the names of their machines.
pub(crate) fn polls(base: &str) -> Vec<(&'static str, Vec<Sent>)> {
    let ok = |body: &str| Sent::new(200, &[("Content-Type", "application/json")], body);
    let refused = |code: &str| Sent::new(409, &[], &format!(r#"{{"error":{{"code":"{code}"}}}}"#));
    let upgrade = |state: &str| Sent::new(200, &[("X-Upgrade", state)], "{}");
    let node = |status: &str, phase: &str, run: u8| ok(&format!(r#"{{"status":"{status}","phase":"{phase}","run":{run}}}"#));
    match base {
        "jobs" => vec![
            ("Task", vec![ok("{}"), ok(r#"{"status":"job#Asks"}"#), ok(r#"{"status":"EXPIRED"}"#)]),
            ("Task", vec![ok(r#"{"conditions":[{"kind":"x","text":"?"},{"kind":"state","text":"waiting for 7"}]}"#)]),
            ("Task", vec![ok(r#"{"status":"held"}"#), ok(r#"{"done":true,"error":{"code":"lost","detail":"node 7"}}"#)]),
            ("Task", vec![ok(r#"{"done":true,"seconds":7,"failures":[{"code":"lost"}],"parts":{"a":1}}"#)]),
            ("Task", vec![ok(r#"{"done":true,"seconds":7}"#), ok("<html>")]),
            ("Task", vec![ok("{}"), refused("closed")]),
            ("Task", vec![ok("{}"), refused("seized"), ok("{}")]),
            ("Task", vec![ok(r#"{"status":"melting"}"#), refused("unlisted"), Sent::new(503, &[("Retry-After", "3")], "")]),
            ("Node", vec![node("up", "new", 1), node("up", "odd", 1), node("up", "ready", 1), node("down", "", 1)]),
            ("Node", vec![node("up", "ready", 1), node("lost", "", 1), node("up", "new", 2), Sent::new(404, &[], "")]),
            ("Node", vec![node("burning", "x", 1)]),
            ("Upgrade", vec![upgrade("planned"), upgrade("paused"), upgrade("complete")]),
            ("Upgrade", vec![upgrade("planned"), upgrade("parked"), upgrade("broken"), upgrade("planned")]),
        ],
        "shop" => vec![("Order", vec![ok(r#"{"state":"open"}"#), ok(r#"{"state":"sent","tracking":"t"}"#)])],
        _ => Vec::new(),
    }
}
