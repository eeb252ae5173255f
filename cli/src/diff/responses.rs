//! Responses of a contract as witnesses, built by the fault server.

use super::side::Side;
use super::witness::Witness;
use errspec_server::{Declared, Response};
use serde_json::Value;

/// A response with a code, and what it means under each revision. `None` if no body carries the code.
pub(super) fn answer(side: &Side, catalog: &str, wire: &str, before: String, after: String) -> Option<Witness> {
    let read = side.plain["errors"][catalog]["read_as"].as_array().is_some_and(|roles| !roles.is_empty());
    let declared = Declared { catalog: Some(catalog.to_owned()), code: Some(wire.to_owned()), ..Declared::default() };
    read.then(|| witness(&Response::of(side.contract, None, &declared), before, after))
}

/// A response with an alias of a code, and what it means under each revision.
pub(super) fn of_alias(side: &Side, catalog: &str, code: &str, alias: &str, before: String, after: String) -> Option<Witness> {
    let mut witness = answer(side, catalog, code, before, after)?;
    if let Witness::Answer { body, .. } = &mut witness {
        replace(body, &Value::from(code), &Value::from(alias));
        if let (Ok(code), Ok(alias)) = (code.parse::<i64>(), alias.parse::<i64>()) {
            replace(body, &code.into(), &alias.into());
        }
    }
    Some(witness)
}

/// Replaces every occurrence of a value.
fn replace(body: &mut Value, from: &Value, to: &Value) {
    match body {
        value if value == from => *value = to.clone(),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(members) => members.values_mut().for_each(|member| replace(member, from, to)),
        _ => {}
    }
}

/// A response with a status, and what it means under each revision.
pub(super) fn of_status(side: &Side, status: u16, before: String, after: String) -> Witness {
    witness(&Response::of(side.contract, Some(status), &Declared::default()), before, after)
}

/// A response with a body, and what it means under each revision.
pub(super) fn of_body(side: &Side, body: &str, values: Vec<(String, Value)>, before: String, after: String) -> Witness {
    let declared = Declared { shape: Some(body.to_owned()), values, ..Declared::default() };
    witness(&Response::of(side.contract, None, &declared), before, after)
}

fn witness(response: &Response, before: String, after: String) -> Witness {
    let own = ["date", "content-type"];
    let headers = response.headers.iter().filter(|(name, _)| !own.contains(&name.to_ascii_lowercase().as_str()));
    Witness::Answer {
        status: response.status,
        content_type: response.header("content-type").unwrap_or_default().to_owned(),
        headers: headers.cloned().collect(),
        body: serde_json::from_slice(&response.body).unwrap_or_else(|_| text(&response.body)),
        before,
        after,
    }
}

/// A body that is not JSON, as text.
fn text(body: &[u8]) -> Value {
    if body.is_empty() { Value::Null } else { String::from_utf8_lossy(body).into() }
}
