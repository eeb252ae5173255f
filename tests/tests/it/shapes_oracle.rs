//! What lists and maps of every shape contain, compared with what `serde_json` reads, over bodies with random mistakes in them.

use errspec::decode::{List, Map};
use errspec_tests::shapes::{ApiError, Body, Shade};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::env::var;

/// The number of bodies; `ERRSPEC_SHAPES` sets it for long runs.
fn cases() -> u32 {
    var("ERRSPEC_SHAPES").ok().and_then(|count| count.parse().ok()).unwrap_or(2_000)
}

/// Any JSON, mostly of the kinds that the shapes have.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!(1.5)),
        prop::sample::select(vec!["blank", "busy", "red", "green", "", "a\"b", "\u{1f600}", "7"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let names = prop::sample::select(vec!["code", "meta", "count", "shade", "words", "inner", "n", "note", "x", "a/b"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names, inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())),
        ]
    })
}

/// An item that fits, before a mistake is put into it.
fn item() -> impl Strategy<Value = Value> {
    let good = prop::sample::select(vec![
        json!({ "code": "blank", "meta": { "count": 7 }, "shade": "red", "words": ["a", "b"], "inner": { "x": { "n": 1 } } }),
        json!({ "code": 5, "shade": "blue", "words": "a" }),
        json!({ "shade": "green", "note": "n" }),
        json!(["a", "b"]),
        json!("red"),
        json!(3),
        json!(2.5),
    ]);
    prop_oneof![good, any_value()]
}

fn body() -> impl Strategy<Value = Value> {
    let names = ["objects", "strings", "numbers", "codes", "colors", "matrix", "names", "lists", "entries"];
    let list = prop::collection::vec(item(), 0..5).prop_map(Value::from);
    let map = prop::collection::hash_map(prop::sample::select(vec!["a", "b", "c\"", ""]), item(), 0..4)
        .prop_map(|members| Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()));
    let value = prop_oneof![3 => list, 3 => map, 1 => any_value()];
    prop::collection::hash_map(prop::sample::select(names.to_vec()), value, 0..6)
        .prop_map(|members| Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()))
}

/// What fits, and what does not.
type Split = Option<(Vec<Value>, Vec<Value>)>;

fn list_of(value: Option<&Value>, read: impl Fn(&Value) -> Option<Value>) -> Split {
    let items = value?.as_array()?;
    let fit = items.iter().filter_map(&read).collect();
    Some((fit, items.iter().filter(|item| read(item).is_none()).cloned().collect()))
}

fn map_of(value: Option<&Value>, read: impl Fn(&Value) -> Option<Value>) -> Split {
    let members = value?.as_object()?;
    let fit = members.iter().filter_map(|(name, item)| Some(json!([name, read(item)?]))).collect();
    let unfit = members.iter().filter(|(_, item)| read(item).is_none()).map(|(name, item)| json!([name, item])).collect();
    Some((fit, unfit))
}

fn string(value: &Value) -> Option<Value> {
    value.as_str().map(Value::from)
}

fn integer(value: &Value) -> Option<Value> {
    value.as_i64().map(Value::from)
}

/// An open catalog of strings also reads numbers, as their text.
fn code(value: &Value) -> Option<Value> {
    value.as_number().map(|number| number.to_string().into()).or_else(|| string(value))
}

fn shade(value: &Value) -> Option<Value> {
    string(value).filter(|text| ["red", "green"].contains(&text.as_str().unwrap_or_default()))
}

fn split(split: Split) -> Value {
    split.map_or(Value::Null, |(fit, unfit)| json!([fit, unfit]))
}

fn object(value: &Value) -> Option<Value> {
    let code = code(value.get("code")?)?;
    let count = value.pointer("/meta/count").and_then(integer);
    let words = split(list_of(value.get("words"), string));
    let inner = split(map_of(value.get("inner"), |value| integer(value.get("n")?)));
    Some(json!([code, count, value.get("shade").and_then(shade), words, inner]))
}

fn entry(value: &Value) -> Option<Value> {
    Some(json!([shade(value.get("shade")?)?, value.get("note").and_then(string)]))
}

fn read_list<T: Clone>(list: Option<List<'_, T>>, of: impl Fn(T) -> Value) -> Value {
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    split(list.map(|list| (list.iter().map(of).collect(), list.unfit().map(|item| parse(item.as_str())).collect())))
}

fn read_map<T: Clone>(map: Option<Map<'_, T>>, of: impl Fn(T) -> Value) -> Value {
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    split(map.map(|map| {
        let unfit = map.unfit().map(|(name, item)| json!([name, parse(item.as_str())])).collect();
        (map.iter().map(|(name, item)| json!([name, of(item)])).collect(), unfit)
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn every_shape_contains_what_another_reader_finds(value in body()) {
        let text = value.to_string();
        let error = ApiError::decode(418, &(), text.as_bytes());
        let Body::Anything(body) = error.body() else { return Err(TestCaseError::fail(format!("{error:?}"))) };
        let get = |name: &str| value.get(name);
        let shown = |shade: errspec::OpenCode<'_, Shade>| json!(shade.as_str());
        prop_assert_eq!(read_list(body.strings, |text| json!(text)), split(list_of(get("strings"), string)));
        let number = |number: errspec::decode::Number<'_>| serde_json::from_str(number.as_str()).unwrap();
        let is_number = |value: &Value| value.is_number().then(|| value.clone());
        prop_assert_eq!(read_list(body.numbers, number), split(list_of(get("numbers"), is_number)));
        prop_assert_eq!(read_list(body.codes, |code| json!(code.as_str())), split(list_of(get("codes"), code)));
        prop_assert_eq!(read_list(body.colors, shown), split(list_of(get("colors"), shade)));
        let row = |value: &Value| value.is_array().then(|| split(list_of(Some(value), integer)));
        prop_assert_eq!(read_list(body.matrix, |row| read_list(Some(row), |n| json!(n))), split(list_of(get("matrix"), row)));
        prop_assert_eq!(read_map(body.names, |text| json!(text)), split(map_of(get("names"), string)));
        let texts = |value: &Value| value.is_array().then(|| split(list_of(Some(value), string)));
        prop_assert_eq!(read_map(body.lists, |list| read_list(Some(list), |text| json!(text))), split(map_of(get("lists"), texts)));
        let of_entry = |entry: errspec_tests::shapes::AnythingEntries<'_>| json!([entry.shade.as_str(), entry.note]);
        prop_assert_eq!(read_map(body.entries, of_entry), split(map_of(get("entries"), entry)));
        let of_object = |item: errspec_tests::shapes::AnythingObjects<'_>| {
            let words = read_list(item.words, |text| json!(text));
            let inner = read_map(item.inner, |inner| json!(inner.n));
            json!([item.code.as_str(), item.count, item.shade.map(|shade| json!(shade.as_str())), words, inner])
        };
        prop_assert_eq!(read_list(body.objects, of_object), split(list_of(get("objects"), object)));
    }
}
