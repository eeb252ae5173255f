//! Where the facts of the five real specs come from.

use crate::folder::Folder;
use crate::resolving::{APIS, resolved};
use serde_json::{Value, json};

/// The facts of a document: each with the path that leads to it.
fn facts<'v>(value: &'v Value, path: String, found: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(members) if members.contains_key("via") => found.push((path, value)),
        Value::Object(members) => members.iter().for_each(|(key, value)| facts(value, format!("{path}/{key}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| facts(value, format!("{path}/{at}"), found)),
        _ => {}
    }
}

/// The text at `file:line:col`.
fn text_at(place: &str) -> String {
    let mut parts = place.rsplitn(3, ':');
    let col: usize = parts.next().unwrap().parse().unwrap();
    let line: usize = parts.next().unwrap().parse().unwrap();
    let file = parts.next().unwrap();
    let file = if file.starts_with("std/") { format!("spec/{file}") } else { file.to_owned() };
    let text = Folder::workspace().read(&file);
    text.lines().nth(line - 1).unwrap().chars().skip(col - 1).collect()
}

fn via_and_basis(fact: &Value) -> (&str, &str) {
    (fact["via"].as_str().unwrap(), fact["basis"].as_str().unwrap())
}

#[test]
fn every_fact_has_the_same_four_members() {
    for api in APIS {
        let document = resolved(api);
        let mut found = Vec::new();
        facts(&document, String::new(), &mut found);
        assert!(found.len() > 50, "{api}: {}", found.len());
        for (path, fact) in found {
            let members: Vec<&str> = fact.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(members, ["value", "from", "via", "basis"], "{api}{path}");
            assert_eq!(fact["from"].is_null(), fact["via"] == "default" || fact["via"] == "response", "{api}{path}");
        }
    }
}

#[test]
fn every_fact_stands_where_it_is_said_to_stand() {
    for api in APIS {
        let document = resolved(api);
        let mut found = Vec::new();
        facts(&document, String::new(), &mut found);
        for (path, fact) in found.into_iter().filter(|(_, fact)| !fact["from"].is_null()) {
            let there = text_at(fact["from"].as_str().unwrap());
            let word = match &fact["value"] {
                Value::String(text) => text.split([' ', '"', '\'']).next().unwrap_or(""),
                Value::Object(value) => value.get("class").or(value.get("kind")).and_then(Value::as_str).unwrap(),
                // Retries are written, attempts are printed; numbers of statuses are checked below.
                _ => continue,
            };
            // A duration is printed in another unit than it may be written in.
            let is_duration = path.ends_with("/expires") || path.ends_with("/settle");
            assert!(is_duration || there.contains(word), "{api}{path}: {word:?} is not in {there:?}");
        }
    }
}

#[test]
fn a_code_takes_what_it_does_not_say_from_its_group() {
    let jobs = resolved("jobs");
    let codes = &jobs["errors"]["ErrorCode"]["codes"];
    let retry = &codes["EXPIRED_API_KEY"]["retry"];
    assert_eq!(retry["value"], json!({ "class": "after_action", "action": "renew_credentials" }));
    assert_eq!(via_and_basis(retry), ("group authentication", "stated"));
    assert_eq!(codes["EXPIRED_API_KEY"]["group"], "authentication");
    assert_eq!(codes["EXPIRED_API_KEY"]["status"][0]["value"], 401);
    assert_eq!(via_and_basis(&codes["EXPIRED_API_KEY"]["status"][0]), ("group authentication", "stated"));
    assert_eq!(codes["INSUFFICIENT_BALANCE"]["category"]["value"], "payment");
    assert_eq!(codes["INSUFFICIENT_BALANCE"]["category"]["via"], "own");
}

#[test]
fn a_status_takes_its_phrase_from_the_registry_unless_the_page_has_another() {
    let images = resolved("images");
    let phrase = |status: &str| images["statuses"][status]["phrase"].clone();
    assert_eq!(phrase("402")["value"], "Insufficient Credits");
    assert_eq!(via_and_basis(&phrase("402")), ("own", "stated"));
    assert_eq!(phrase("404")["value"], "Not Found");
    assert_eq!(via_and_basis(&phrase("404")), ("registry", "standard"));
    assert_eq!(images["statuses"]["410"]["expires"]["value"], "2592000s");
}

#[test]
fn a_catalog_takes_codes_from_the_one_it_extends() {
    let autoretouch = resolved("autoretouch");
    let codes = &autoretouch["errors"]["OAuthError"]["codes"];
    let retry = &codes["slow_down"]["retry"];
    assert_eq!(retry["value"], json!({ "class": "keep_polling", "slower_by": "5s" }));
    assert_eq!(via_and_basis(retry), ("extends DeviceFlowError", "standard"));
    assert!(retry["from"].as_str().unwrap().starts_with("std/oauth-device.yaml:"));
    assert_eq!(codes["slow_down"]["summary"]["via"], "own");
    assert!(codes["access_denied"]["location"].as_str().unwrap().starts_with("std/oauth-device.yaml:"));
    assert_eq!(autoretouch["files"], json!(["spec/apis/autoretouch.yaml", "std/oauth-device.yaml"]));
}

#[test]
fn what_no_page_says_is_a_default_and_assumed() {
    let media_tasks = resolved("media_tasks");
    let effect = &media_tasks["statuses"]["404"]["effect"];
    assert_eq!(effect, &json!({ "value": "none", "from": null, "via": "default", "basis": "assumed" }));
    let ranges = &media_tasks["ranges"]["5xx"];
    assert_eq!(via_and_basis(&ranges["retry"]), ("own", "assumed"));
    assert!(ranges.get("category").is_none(), "a range lends only what it says");
}

#[test]
fn a_basis_for_one_fact_is_told_of_that_fact_only() {
    let vision = resolved("vision");
    let code = &vision["errors"]["ErrorCode"]["codes"]["TIMEOUT"];
    assert_eq!(via_and_basis(&code["status"][0]), ("own", "inferred"));
    assert_eq!(via_and_basis(&code["retry"]), ("own", "stated"));
    assert_eq!(vision["statuses"]["413"]["basis"], "inferred");
}

#[test]
fn edges_are_one_for_each_pair_of_states() {
    let autoretouch = resolved("autoretouch");
    let edges = autoretouch["machines"]["Execution"]["edges"].as_array().unwrap();
    let edge = |source: &str, target: &str| edges.iter().find(|edge| edge["source"] == source && edge["target"] == target);
    assert_eq!(edges.len(), 9);
    assert_eq!(edge("IN_QA", "COMPLETED").unwrap()["cause"], "external");
    let restart = edge("PAYMENT_REQUIRED", "CREATED").unwrap();
    assert_eq!((&restart["cause"], &restart["command"]), (&json!("command"), &json!("retry")));
    assert_eq!(restart["basis"], "assumed");
    assert_eq!(edge("ACTIVE", "FAILED").unwrap()["basis"], "inferred");
}
