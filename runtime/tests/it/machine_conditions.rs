//! The state that a response is in, by conditions on its body, is that of the naive reading: the conditions are tried one by one, and each
//! reads the body for itself.

use crate::random::cases;
use errspec::decode::Json;
use errspec::machine::{Machine, Recognition, State};
use errspec::place::Place;
use errspec::retry::{Outcome, Policy};
use errspec::when::{Predicate, Test, When};
use proptest::prelude::*;
use serde_json::Value;

/// A text of the API, with characters that JSON escapes.
const TEXTS: [&str; 6] = ["run", "running", "a\"b", "7", "true", ""];

/// Pointers to members; there are more of them than a reader has to remember.
fn pointer() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        4 => prop::sample::select(vec!["/state", "/phase", "/inner/state", "/inner", "/list/0", ""]),
        1 => (0..60).prop_map(|at| &*format!("/k{at}").leak()),
    ]
}

fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(TEXTS.to_vec())
}

fn predicate() -> impl Strategy<Value = Predicate<'static>> {
    let item = (prop::sample::select(vec!["", "/state"]), text())
        .prop_map(|(at, wanted)| Predicate::HasItem(vec![(at, Test::equals(wanted))].leak()));
    prop_oneof![
        2 => Just(Predicate::Present),
        6 => text().prop_map(Predicate::Equals),
        1 => text().prop_map(Predicate::Contains),
        1 => text().prop_map(Predicate::Starts),
        1 => text().prop_map(Predicate::Ends),
        1 => text().prop_map(Predicate::Has),
        1 => item,
        1 => (0_i64..5, 5_i64..9).prop_map(|(least, most)| Predicate::Between(least, most)),
    ]
}

fn test() -> impl Strategy<Value = Test<'static>> {
    let others = prop::collection::vec(predicate(), 0..2);
    (prop::bool::weighted(0.2), predicate(), others).prop_map(|(negated, first, others)| Test {
        negated,
        first,
        others: others.leak(),
    })
}

fn condition() -> impl Strategy<Value = When> {
    let status = prop_oneof![4 => Just(&[][..]), 1 => Just(&[(404, 404)][..]), 1 => Just(&[(200, 299)][..])];
    (status, prop::collection::vec((pointer(), test()), 0..4)).prop_map(|(status, fields)| When {
        status,
        fields: fields.leak(),
        ..When::ANY
    })
}

/// The JSON of a value.
fn value() -> impl Strategy<Value = String> {
    let plain = prop_oneof![
        4 => text().prop_map(|text| serde_json::to_string(text).unwrap()),
        1 => prop::sample::select(vec!["null", "7", "-3", "true", "false", r#""\u0072un""#, "[]", "{}"]).prop_map(str::to_owned),
    ];
    plain.prop_recursive(2, 8, 3, |inner| {
        let member = (prop::sample::select(vec!["state", "code"]), inner.clone())
            .prop_map(|(name, value)| format!("\"{name}\": {value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..3).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

/// A response body. Members can occur twice, and a few bodies are not JSON.
fn body() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        3 => prop::sample::select(vec!["state", "phase", "inner", "list"]).prop_map(str::to_owned),
        1 => (0..60).prop_map(|at| format!("k{at}")),
    ];
    let member = (name, value()).prop_map(|(name, value)| format!("\"{name}\": {value}"));
    let members = prop::collection::vec(member, 0..12);
    (members, prop::bool::weighted(0.05))
        .prop_map(|(members, cut)| format!("{{{}{}", members.join(","), if cut { "" } else { "}" }))
}

/// The text of a string, a number or a boolean.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// Whether a value, or its absence, passes a test.
fn passes(test: &Test<'_>, value: Option<&Value>) -> bool {
    let value = value.filter(|value| !value.is_null());
    let fulfills = |predicate: &Predicate<'_>| {
        let Some(value) = value else { return false };
        let text = scalar(value);
        let is = |holds: &dyn Fn(&str) -> bool| text.as_deref().is_some_and(holds);
        let any = |holds: &dyn Fn(&Value) -> bool| value.as_array().is_some_and(|items| items.iter().any(holds));
        match *predicate {
            Predicate::Present => true,
            Predicate::Equals(wanted) => is(&|text| text == wanted),
            Predicate::Contains(part) => is(&|text| text.contains(part)),
            Predicate::Starts(part) => is(&|text| text.starts_with(part)),
            Predicate::Ends(part) => is(&|text| text.ends_with(part)),
            Predicate::Between(least, most) => {
                is(&|text| text.parse().is_ok_and(|number: i64| least <= number && number <= most))
            }
            Predicate::Has(wanted) => any(&|item| scalar(item).as_deref() == Some(wanted)),
            Predicate::HasItem(tests) => any(&|item| tests.iter().all(|(at, test)| passes(test, item.pointer(at)))),
        }
    };
    (fulfills(&test.first) || test.others.iter().any(fulfills)) != test.negated
}

/// The first condition that holds. A failure meets only a condition that names its status.
fn naive(conditions: &[When], status: u16, body: &str) -> Option<u16> {
    let body: Option<Value> = serde_json::from_str(body).ok();
    let holds = |when: &When| {
        let names = when.status.iter().any(|(from, to)| (*from..=*to).contains(&status));
        let in_body = |(at, test): &(&str, Test<'_>)| passes(test, body.as_ref().and_then(|body| body.pointer(at)));
        (names || status == 200 && when.status.is_empty()) && when.fields.iter().all(in_body)
    };
    conditions.iter().position(holds).map(|at| at as u16)
}

fn machine(conditions: &[When]) -> &'static Machine {
    const OBSERVE: &[Place] = &[Place::pointer("/state")];
    let conditions: Vec<(u16, When)> = (0..).zip(conditions.iter().copied()).collect();
    let states = vec![State { wire: "known", ..State::NONE }; conditions.len()];
    let recognition = Box::leak(Box::new(Recognition { conditions: conditions.leak(), ..Recognition::TEXTS }));
    Box::leak(Box::new(Machine { observe: OBSERVE, states: states.leak(), recognition, ..Machine::NONE }))
}

proptest! {
    #![proptest_config(cases(400))]
    #[test]
    fn the_first_condition_that_holds_is_the_state(
        conditions in prop::collection::vec(condition(), 1..40),
        status in prop_oneof![4 => Just(200), 1 => Just(404), 1 => Just(500)],
        body in body(),
    ) {
        let machine = machine(&conditions);
        let expected = naive(&conditions, status, &body);
        let bytes = body.as_bytes();
        let of_bytes = Outcome::status(status).body(&bytes);
        let read = |outcome: &Outcome<'_>| machine.read_outcome(outcome, &Policy::DEFAULT, None).and_then(|job| job.known);
        prop_assert_eq!(read(&of_bytes), expected);
        if let Some(json) = Json::parse(bytes) {
            prop_assert_eq!(read(&Outcome::status(status).body(&json)), expected);
        }
        if status == 200 {
            prop_assert_eq!(machine.read(bytes).and_then(|job| job.known), expected);
        }
    }
}
