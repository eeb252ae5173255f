//! The values in a response, with their types: fields of bodies, payloads of states and parameters of codes.

use super::fact_lines::{line, members};
use super::prose;
use serde_json::{Value, json};

/// One row per value. The members of the objects in a list or a map follow it, as `errors[].code` or `errors.*.code`.
pub(super) fn rows(values: &Value) -> Vec<Value> {
    let mut rows = Vec::new();
    add(&mut rows, "", values);
    rows
}

fn add(rows: &mut Vec<Value>, owner: &str, values: &Value) {
    for (name, value) in members(values) {
        let name = format!("{owner}{name}");
        let place = if value.get("place").is_some() { &value["place"] } else { value };
        // A JSON Pointer alone is shown as it is.
        let pointer = place["at"]
            .as_str()
            .filter(|at| !at.is_empty() && !["after", "before", "default"].iter().any(|key| place.get(key).is_some()));
        let prose = place.get("at").filter(|_| pointer.is_none()).map(|_| prose::place(place));
        rows.push(json!({
            "name": name, "pointer": pointer, "place": prose,
            "type": kind(&value["type"]), "role": value["role"], "optional": value["optional"],
            "summary": value.get("summary").map(line), "secret": value["secret"],
        }));
        let (path, objects) = objects(name, &value["type"]);
        add(rows, &format!("{path}."), objects);
    }
}

/// `string`, `list of objects`.
fn kind(kind: &Value) -> String {
    match (kind.get("list"), kind.get("map")) {
        (Some(items), _) => format!("list of {}", self::kind(items)),
        (_, Some(values)) => format!("map of {}", self::kind(values)),
        _ if kind["members"].is_object() => "objects".to_owned(),
        _ => line(kind),
    }
}

/// The members of the objects in a list or a map, and the path to such an object.
fn objects(path: String, kind: &Value) -> (String, &Value) {
    match (kind.get("list"), kind.get("map")) {
        (Some(items), _) => objects(path + "[]", items),
        (_, Some(values)) => objects(path + ".*", values),
        _ => (path, &kind["members"]),
    }
}

/// All values in one line: `` `code`: string at `/error/code`, optional ``.
pub(super) fn in_one_line(values: &Value) -> String {
    let texts = rows(values).into_iter().map(|row| {
        let at = match (row["pointer"].as_str(), row["place"].as_str()) {
            (Some(pointer), _) => format!(" at `{pointer}`"),
            (None, Some(place)) => format!(" in {place}"),
            (None, None) => String::new(),
        };
        let flags = ["optional", "secret"].into_iter().filter(|flag| row[*flag] == true).map(|flag| format!(", {flag}"));
        format!("`{}`: {}{}{}", line(&row["name"]), line(&row["type"]), at, flags.collect::<String>())
    });
    texts.collect::<Vec<_>>().join("; ")
}
